//! The whole build for AArch64, wherever it runs. Builds the target's `core` if the compiler has none, which
//! needs the compiler's sources:
//! `cargo test -p copperhead-stencil-build --test aarch64 -- --ignored`, with `RUSTC` and `CARGO` set if the usual ones lack them.

mod common;

use std::path::Path;

#[test]
#[ignore = "builds core for the target: 20 seconds and the compiler's sources"]
fn bare_machine() {
    let definitions = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/counter");
    let folder = common::folder("aarch64");
    let bytecodes = ["Add", "Loop", "Leave"];
    common::build("aarch64-unknown-none", &definitions, &folder, &bytecodes, &["Count"], &["enter", "leave"])
        .unwrap_or_else(|error| panic!("{error}"));
    let tables = std::fs::read_to_string(folder.join("stencils.rs")).expect("tables");
    assert!(tables.contains("R_AARCH64_ADR_PREL_PG_HI21, value: HoleValue::Operand(0)"), "{tables}");
    assert!(tables.contains("R_AARCH64_CONDBR19, value: HoleValue::Target"), "{tables}");
    let interpreter = std::fs::read_to_string(folder.join("interpreter.s")).expect("text");
    assert!(!interpreter.contains(".cfi_"), "a bare machine has no use for frame directives");
    assert!(!interpreter.contains(":got:"), "a bare machine may have no table of addresses");
}
