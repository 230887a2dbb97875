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
    let error = common::build("aarch64-unknown-none", &definitions, &folder, &bytecodes, &["Count"], &["enter", "leave"]);
    // The address of an extern symbol is a distance from the code here: definitions must write the instructions out.
    let refused = error.expect_err("the fixture does not").to_string();
    assert!(refused.contains("stencil_Add: it computes with `hole_operand_0`"), "{refused}");
}
