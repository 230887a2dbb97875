//! RISC-V's stencils from assembly text to holes, and the whole build, wherever it runs. Builds the target's `core` if the compiler has
//! none, which needs the compiler's sources:
//! `cargo test -p copperhead-stencil-build --test riscv -- --ignored`, with `RUSTC` and `CARGO` set if the usual ones lack them.

mod common;

/// Definitions with every kind of hole.
const DEFINITIONS: &str = r#"
#![no_std]
#![feature(explicit_tail_calls, rust_preserve_none_cc)]
#![allow(incomplete_features)]
use core::arch::asm;
type Handler = unsafe extern "rust-preserve-none" fn(*mut usize, *mut usize) -> usize;
unsafe extern "rust-preserve-none" { fn hole_continue(vm: *mut usize, fp: *mut usize) -> usize; }
macro_rules! op { ($name:ident, $vm:ident, $fp:ident, $body:block) => {
    #[unsafe(no_mangle)] pub unsafe extern "rust-preserve-none" fn $name($vm: *mut usize, $fp: *mut usize) -> usize { unsafe { $body } }
}; }
op!(handler_Op, vm, fp, { become core::mem::transmute::<usize, Handler>(*vm)(vm, fp) });
"#;

/// The table of one stencil with this body.
fn table(name: &str, target: &str, body: &str) -> String {
    let folder = common::folder(&format!("riscv-{name}"));
    let definitions = folder.join("definitions");
    std::fs::create_dir_all(definitions.join("src")).expect("a folder");
    let source = format!("{DEFINITIONS}op!(stencil_Op, vm, fp, {{ {body} }});");
    std::fs::write(definitions.join("src/lib.rs"), source).expect("a source file");
    common::build(target, &definitions, &folder, &["Op"], &[], &[]).unwrap_or_else(|error| panic!("{error}"));
    std::fs::read_to_string(folder.join("stencils.rs")).expect("tables")
}

#[test]
#[ignore = "builds core for the targets: 20 seconds each and the compiler's sources"]
fn holes() {
    for (name, target) in [("64", "riscv64gc-unknown-none-elf"), ("32", "riscv32imac-unknown-none-elf")] {
        let body = "let x: usize; asm!(\"addi {0}, {1}, %tprel_lo(hole_operand_1)\", out(reg) x, in(reg) fp);
            let y: usize; asm!(\"lui {0}, %hi(hole_wide_6)\", \"addi {0}, {0}, %lo(hole_wide_6)\", out(reg) y);
            let z: usize; asm!(\"2: auipc {0}, %pcrel_hi(hole_continue_address)\", \"addi {0}, {0}, %pcrel_lo(2b)\", out(reg) z);
            *vm = x + y + z;
            if x == 0 { core::hint::cold_path(); become core::mem::transmute::<usize, Handler>(y)(vm, fp) }
            become hole_continue(vm, fp)";
        let table = table(name, target, body);
        let upper = table.find("Hole::new(12, Kind::R_RISCV_PCREL_HI20, HoleValue::Continue, 0)");
        assert!(upper.is_some(), "{table}");
        // Four bytes behind the upper half.
        assert!(table.contains("Hole::new(16, Kind::R_RISCV_PCREL_LO12_I, HoleValue::Continue, 4)"), "{table}");
        assert!(table.contains("Hole::new(0, Kind::R_RISCV_TPREL_LO12_I, HoleValue::Operand(1)"), "{table}");
        assert!(table.contains("Hole::new(4, Kind::R_RISCV_HI20, HoleValue::Operand(6)"), "{table}");
        assert!(table.contains("Hole::new(8, Kind::R_RISCV_LO12_I, HoleValue::Operand(6)"), "{table}");
        // One instruction, not the two by which an assembler reaches what it does not know.
        assert!(table.contains("Kind::R_RISCV_BRANCH, HoleValue::Cold"), "{table}");
        let interpreter = std::fs::read_to_string(common::path(&format!("riscv-{name}")).join("interpreter.s")).expect("text");
        assert!(!interpreter.contains(".cfi_"), "a bare machine has no use for frame directives");
        assert!(!interpreter.contains(".attribute"), "attributes belong to a file of its own");
        assert!(interpreter.contains(if name == "64" { ".quad" } else { ".word" }), "{interpreter}");
    }
}
