//! The interpreter's text links into every kind of program and runs: enter, handlers, leave.
#![cfg(all(target_os = "linux", any(target_arch = "x86_64", target_arch = "aarch64")))]

mod common;

use copperhead_stencil_build::{BuildError, Support};
use std::path::Path;
use std::process::Command;

/// Adds 10 five times by way of the loop, then 3 (odd: by the helper), and leaves.
const PROGRAM: &str = r#"
mod interpreter { include!("interpreter.rs"); }
#[repr(C)] struct Vm { add: unsafe extern "C" fn(*mut Vm, usize, usize) -> usize, leave: *const (), calls: usize }
unsafe extern "C" fn add(_: *mut Vm, a: usize, b: usize) -> usize { a.wrapping_add(b) }
fn instruction(op: u64, a: u64, b: u64, c: u64) -> u64 { op | a << 16 | b << 32 | c << 48 }
fn main() {
    let mut vm = Vm { add, leave: interpreter::entry_leave().address(), calls: 0 };
    let mut frame = [10usize, 10, 3];
    let code = [instruction(0, 0, 0, 0), instruction(1, 0, 8, 1), instruction(0, 16, 0, 0), instruction(2, 0, 0, 0)];
    let enter: unsafe extern "C" fn(*mut Vm, *mut usize, *const u64, *const u8) -> usize =
        unsafe { std::mem::transmute(interpreter::entry_enter().address()) };
    let table = interpreter::handlers().as_ptr().cast();
    let sum = unsafe { enter(&mut vm, frame.as_mut_ptr(), code.as_ptr(), table) };
    println!("{sum} {}", vm.calls);
}
"#;

/// A machine with three bytecodes.
fn counter(target: &str, output: &Path) -> Result<Support, BuildError> {
    let definitions = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/counter");
    common::build(target, &definitions, output, &["Add", "Loop", "Leave"], &["Count"], &["enter", "leave"])
}

fn links_and_runs(name: &str, flags: &[&str]) {
    let folder = common::folder(name);
    let target = format!("{}-unknown-linux-gnu", std::env::consts::ARCH);
    counter(&target, &folder).unwrap_or_else(|error| panic!("{error}"));
    let source = folder.join("main.rs");
    std::fs::write(&source, PROGRAM).expect("a source file");
    let program = folder.join("main");
    let mut compile = Command::new(common::rustc());
    compile.arg("--edition=2024").args(flags).arg("-o").arg(&program).arg(&source);
    let output = compile.output().expect("rustc runs");
    assert!(output.status.success(), "{compile:?}\n{}", String::from_utf8_lossy(&output.stderr));
    let output = Command::new(&program).output().expect("the program runs");
    assert_eq!(String::from_utf8_lossy(&output.stdout), "53 100\n", "{:?}", output.status);
}

#[test]
fn debug() {
    links_and_runs("link-debug", &[]);
}

#[test]
fn optimised_with_fat_lto() {
    links_and_runs("link-lto", &["-O", "-Clto=fat", "-Ccodegen-units=1", "-Cpanic=abort"]);
}

#[test]
fn optimised_in_many_units() {
    links_and_runs("link-units", &["-O", "-Ccodegen-units=16"]);
}

#[test]
fn static_executable() {
    links_and_runs("link-static", &["-O", "-Crelocation-model=static", "-Ctarget-feature=+crt-static"]);
}

#[test]
fn static_position_independent_executable() {
    links_and_runs("link-static-pie", &["-Ctarget-feature=+crt-static"]);
}

#[test]
fn linked_by_bfd() {
    links_and_runs("link-bfd", &["-Clink-arg=-fuse-ld=bfd"]);
}
