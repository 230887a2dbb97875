//! Each thing that a definition must not do is refused, and the refusal names the instruction.
//! The definitions go through the whole build.
#![cfg(all(target_os = "linux", target_arch = "x86_64"))]

mod common;

use copperhead_stencil_build::BuildError;
use copperhead_stencil_build::check::{Reason, Refusal};

const TARGET: &str = "x86_64-unknown-linux-gnu";

const HEAD: &str = r#"
#![no_std]
#![feature(explicit_tail_calls, rust_preserve_none_cc)]
#![allow(incomplete_features)]
unsafe extern "rust-preserve-none" { fn hole_continue(vm: *mut usize, fp: *mut f64) -> usize; }
unsafe extern "C" { fn hole_operand_0(); fn hole_operand_16(); static hole_wide_1: u8; fn stranger(); }
macro_rules! op { ($name:ident, $vm:ident, $fp:ident, $body:block) => {
    #[unsafe(no_mangle)] pub unsafe extern "rust-preserve-none" fn $name($vm: *mut usize, $fp: *mut f64) -> usize { unsafe { $body } }
}; }
"#;

/// A handler that is right, so that only the stencil can be refused.
const GOOD_HANDLER: &str = "op!(handler_Op, vm, fp, { become core::mem::transmute::<usize, unsafe extern \"rust-preserve-none\" fn(*mut usize, *mut f64) -> usize>(*vm)(vm, fp) });";
const GOOD_STENCIL: &str = "op!(stencil_Op, vm, fp, { become hole_continue(vm, fp) });";

fn build(name: &str, source: &str, bytecodes: &[&str]) -> Vec<Refusal> {
    let folder = common::folder(&format!("refused-{name}"));
    std::fs::create_dir_all(folder.join("src")).expect("a folder");
    std::fs::write(folder.join("src/lib.rs"), format!("{HEAD}{source}")).expect("a source file");
    match common::build(TARGET, &folder, &folder.join("out"), bytecodes, &[], &[]) {
        Ok(_) => Vec::new(),
        Err(BuildError::Refused(refusals)) => refusals,
        Err(error) => panic!("{error}"),
    }
}

/// Builds one stencil `Op` with this body.
fn stencil(name: &str, body: &str) -> Vec<Refusal> {
    build(name, &format!("{GOOD_HANDLER}\nop!(stencil_Op, vm, fp, {{ {body} }});"), &["Op"])
}

#[track_caller]
fn assert_refused(refusals: &[Refusal], function: &str, expected: impl Fn(&Reason) -> bool) {
    let found = refusals.iter().any(|refusal| refusal.function == function && expected(&refusal.reason));
    assert!(found, "{refusals:?}");
}

#[test]
fn nothing_wrong() {
    assert_eq!(stencil("good", "*fp = *fp + *fp.byte_add(hole_operand_0 as *const () as usize); become hole_continue(vm, fp)"), []);
}

#[test]
fn return_to_native_code() {
    let refusals = stencil("return", "if *vm == 7 { return 1 } become hole_continue(vm, fp)");
    assert_refused(&refusals, "stencil_Op", |reason| matches!(reason, Reason::Return { .. }));
}

#[test]
fn trap() {
    let refusals = stencil("trap", "if *vm == 7 { core::arch::asm!(\"ud2\", options(noreturn)) } become hole_continue(vm, fp)");
    assert_refused(&refusals, "stencil_Op", |reason| matches!(reason, Reason::Trap { .. }));
}

#[test]
fn running_off_the_end() {
    let refusals = stencil("end", "if *vm == 7 { core::arch::asm!(\"nop\", options(noreturn)) } become hole_continue(vm, fp)");
    assert_refused(&refusals, "stencil_Op", |reason| matches!(reason, Reason::FallsOff { .. } | Reason::Trap { .. }));
}

#[test]
fn hidden_panic() {
    let refusals = stencil("panic", "let a = [1usize, 2, *vm]; *vm = a[*fp as usize]; become hole_continue(vm, fp)");
    assert!(!refusals.is_empty());
    assert!(refusals.iter().all(|refusal| refusal.function == "stencil_Op"), "{refusals:?}");
}

#[test]
fn copy_of_memory() {
    let refusals = stencil("copy", "core::ptr::copy_nonoverlapping(fp, vm.cast(), *vm); become hole_continue(vm, fp)");
    assert_refused(&refusals, "stencil_Op", |reason| *reason == Reason::Symbol("memcpy".to_string()));
}

#[test]
fn function_that_was_not_inlined() {
    let refusals = stencil("stranger", "stranger(); become hole_continue(vm, fp)");
    assert_refused(&refusals, "stencil_Op", |reason| *reason == Reason::Symbol("stranger".to_string()));
}

#[test]
fn arithmetic_by_library_is_a_hole() {
    let source = format!(
        "{GOOD_HANDLER}unsafe extern \"C\" {{ fn __adddf3(a: f64, b: f64) -> f64; }}\n\
         op!(stencil_Op, vm, fp, {{ *fp = __adddf3(*fp, *fp); become hole_continue(vm, fp) }});"
    );
    assert_eq!(build("library", &source, &["Op"]), []);
    let tables = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("refused-library/out/stencils.rs");
    let tables = std::fs::read_to_string(tables).expect("tables");
    assert!(tables.contains("HoleValue::Library(0)") && tables.contains("= [__adddf3];"), "{tables}");
}

#[test]
fn operand_that_does_not_exist() {
    let refusals = stencil("operand", "*vm = hole_operand_16 as *const () as usize; become hole_continue(vm, fp)");
    assert_refused(&refusals, "stencil_Op", |reason| *reason == Reason::Symbol("hole_operand_16".to_string()));
}

#[test]
fn constant_in_data() {
    let refusals = stencil("constant", "*fp = *fp * 2.5; become hole_continue(vm, fp)");
    assert_refused(&refusals, "stencil_Op", |reason| matches!(reason, Reason::Constant(name) if name.contains(".rodata")));
}

#[test]
fn table_of_numbers() {
    let body = "static TABLE: [usize; 8] = [17, 4, 99, 1234567, 3, 61, 12, 5]; *vm = TABLE[*vm & 7]; become hole_continue(vm, fp)";
    let refusals = stencil("table", body);
    assert_refused(&refusals, "stencil_Op", |reason| matches!(reason, Reason::Constant(_)));
}

#[test]
fn unknown_relocation() {
    let body = "let x: u8; core::arch::asm!(\"movb $hole_operand_0, {}\", out(reg_byte) x, options(att_syntax)); *vm = x as usize; become hole_continue(vm, fp)";
    let refusals = stencil("relocation", body);
    assert_refused(&refusals, "stencil_Op", |reason| matches!(reason, Reason::Relocation { number: 14, .. }));
}

#[test]
fn computing_with_an_operand() {
    let body = "let n = hole_operand_0 as *const () as usize; if n == 2 || n == 3 { *vm = n; } become hole_continue(vm, fp)";
    let refusals = stencil("computing", body);
    assert_refused(&refusals, "stencil_Op", |reason| *reason == Reason::RelativeOperand("hole_operand_0".to_string()));
}

#[test]
fn addend_too_large() {
    let body = "let x: usize; core::arch::asm!(\"movabsq $hole_wide_1+4294967296, {}\", out(reg) x, options(att_syntax)); *vm = x; become hole_continue(vm, fp)";
    let refusals = stencil("addend", body);
    assert_refused(&refusals, "stencil_Op", |reason| *reason == Reason::Addend(1 << 32));
}

#[test]
fn unbalanced_stack() {
    let body = "core::arch::asm!(\"push rax\"); become hole_continue(vm, fp)";
    let refusals = stencil("stack", body);
    assert_refused(
        &refusals,
        "stencil_Op",
        |reason| matches!(reason, Reason::UnbalancedStack { frame, .. } if frame.register == "rsp" && frame.offset > 8),
    );
}

#[test]
fn missing_definition() {
    let refusals = build("missing", &format!("{GOOD_HANDLER}{GOOD_STENCIL}"), &["Op", "Other"]);
    assert_refused(&refusals, "stencil_Other", |reason| *reason == Reason::Missing);
}

#[test]
fn name_twice() {
    let refusals = build("twice", &format!("{GOOD_HANDLER}{GOOD_STENCIL}"), &["Op", "Op"]);
    assert_refused(&refusals, "stencil_Op", |reason| *reason == Reason::Duplicate);
}

#[test]
fn definition_without_a_name_in_the_list() {
    let refusals = build("unlisted", &format!("{GOOD_HANDLER}{GOOD_STENCIL}{}", GOOD_STENCIL.replace("_Op", "_Extra")), &["Op"]);
    assert_refused(&refusals, "stencil_Extra", |reason| *reason == Reason::NotListed);
}

#[test]
fn handler_that_returns() {
    let refusals = build("handler", &format!("op!(handler_Op, vm, fp, {{ 1 }});{GOOD_STENCIL}"), &["Op"]);
    assert_refused(&refusals, "handler_Op", |reason| matches!(reason, Reason::Return { .. }));
}

#[test]
fn handler_that_needs_a_stranger() {
    let handler = GOOD_HANDLER.replace("{ become", "{ stranger(); become");
    let refusals = build("handler-stranger", &format!("{handler}{GOOD_STENCIL}"), &["Op"]);
    assert_refused(&refusals, "handler_Op", |reason| *reason == Reason::Symbol("stranger".to_string()));
}

#[test]
fn missing_handler() {
    let refusals = build("missing-handler", GOOD_STENCIL, &["Op"]);
    assert_refused(&refusals, "handler_Op", |reason| *reason == Reason::Missing);
}
