//! Stencils, copied one behind another and patched, do what the interpreter does: hot parts fall through,
//! cold parts come back, branches reach their targets.
#![cfg(all(target_os = "linux", target_arch = "x86_64"))]

mod common;

use copperhead_stencil_build::assembly::InstructionSet;
use copperhead_stencil_build::extract::{HoleValue, Part, Stencil, extract};
use std::fmt::Write;
use std::path::Path;
use std::process::Command;

/// Where the program maps the region: low, as 32-bit holes have it.
const BASE: u64 = 0x5000_0000;

/// The machine of the fixture; enters the region by way of a dispatch table with one handler.
const PROGRAM: &str = r#"
mod interpreter { include!("interpreter.rs"); }
unsafe extern "C" { fn mmap(address: *mut u8, length: usize, protection: i32, flags: i32, file: i32, offset: isize) -> *mut u8; }
#[repr(C)] struct Vm { add: unsafe extern "C" fn(*mut Vm, usize, usize) -> usize, leave: *const (), calls: usize }
unsafe extern "C" fn add(vm: *mut Vm, a: usize, b: usize) -> usize { unsafe { (*vm).calls += 1000 }; a.wrapping_add(b) }
fn main() {
    let mut vm = Vm { add, leave: interpreter::entry_leave().address(), calls: 0 };
    let mut frame = [10usize, 10, 3];
    let place = BASE as *mut u8;
    let enter: unsafe extern "C" fn(*mut Vm, *mut usize, *const u64, *const u8) -> usize =
        unsafe { std::mem::transmute(interpreter::entry_enter().address()) };
    let sum = unsafe {
        // Private, anonymous, fixed without replacing; readable, writable, executable.
        assert_eq!(mmap(place, CODE.len(), 7, 0x100022, -1, 0), place);
        place.copy_from_nonoverlapping(CODE.as_ptr(), CODE.len());
        enter(&mut vm, frame.as_mut_ptr(), &0u64, (&raw const place).cast())
    };
    println!("{sum} {} {}", vm.calls, frame[0] as u64 == AFTER);
}
"#;

/// One stencil of the region with its operands and the index of its branch target.
struct Step<'s> {
    stencil: &'s Stencil,
    operands: [u64; 4],
    target: usize,
}

/// Copies all hot parts, then all cold parts, and patches them. Also gives the steps' addresses.
fn emit(steps: &[Step<'_>]) -> (Vec<u8>, Vec<u64>) {
    let mut code = Vec::new();
    let mut place = |part: &Part| {
        code.extend(&part.code);
        BASE + (code.len() - part.code.len()) as u64
    };
    let hot: Vec<u64> = steps.iter().map(|step| place(&step.stencil.hot)).collect();
    let cold: Vec<u64> = steps.iter().map(|step| place(&step.stencil.cold)).collect();
    for (index, step) in steps.iter().enumerate() {
        for (part, start) in [(&step.stencil.hot, hot[index]), (&step.stencil.cold, cold[index])] {
            for hole in &part.holes {
                let value = match hole.value {
                    HoleValue::Hot => hot[index],
                    HoleValue::Cold => cold[index],
                    HoleValue::Continue => hot.get(index + 1).copied().unwrap_or(BASE),
                    HoleValue::Target => hot[step.target],
                    HoleValue::Operand(operand) => step.operands[operand as usize],
                    HoleValue::Slow | HoleValue::Library(_) => unreachable!("no forms and no float library here"),
                };
                let value = value.wrapping_add_signed(i64::from(hole.addend));
                let address = start + u64::from(hole.offset);
                let offset = (address - BASE) as usize;
                match hole.kind {
                    "R_X86_64_64" => code[offset..offset + 8].copy_from_slice(&value.to_le_bytes()),
                    "R_X86_64_32" | "R_X86_64_32S" => {
                        code[offset..offset + 4].copy_from_slice(&u32::try_from(value).expect("small").to_le_bytes());
                    }
                    "R_X86_64_PC32" | "R_X86_64_PLT32" => {
                        code[offset..offset + 4].copy_from_slice(&(value.wrapping_sub(address) as u32).to_le_bytes());
                    }
                    kind => panic!("{kind}"),
                }
            }
        }
    }
    (code, hot)
}

#[test]
fn region_of_five_stencils_runs() {
    let folder = common::folder("region");
    let definitions = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/counter");
    let target = "x86_64-unknown-linux-gnu";
    common::build(target, &definitions, &folder, &["Add", "Loop", "Leave"], &["Count"], &["enter", "leave"])
        .unwrap_or_else(|error| panic!("{error}"));
    let object = std::fs::read(folder.join("stencil-build/stencils.o")).expect("the object");
    let stencils = extract(InstructionSet::X86_64, &object).expect("right stencils");
    let step = |name: &str, operands: [u64; 4], target: usize| Step { stencil: &stencils[name], operands, target };
    let steps = [
        // Five times 10 in slot 0, counted down in slot 1; then 3 from slot 2, odd: by the helper.
        step("stencil_Count", [0; 4], 0),
        step("stencil_Add", [0, 0, 0, 0], 0),
        step("stencil_Loop", [0, 8, 0, 0], 0),
        step("stencil_Add", [16, 0, 0, 0], 0),
        step("stencil_Leave", [0; 4], 0),
        step("after_Leave", [0; 4], 0),
    ];
    let (code, addresses) = emit(&steps);
    let mut program = String::from(PROGRAM);
    let _ = writeln!(program, "const BASE: usize = {BASE};\nconst AFTER: u64 = {};\nstatic CODE: &[u8] = &{code:?};", addresses[5]);
    let source = folder.join("main.rs");
    std::fs::write(&source, program).expect("a source file");
    let binary = folder.join("main");
    let output = Command::new(common::rustc()).arg("--edition=2024").arg("-o").arg(&binary).arg(&source).output();
    let output = output.expect("rustc runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let output = Command::new(&binary).output().expect("the program runs");
    // 5 counted, one call of the helper, 100 for leaving.
    assert_eq!(String::from_utf8_lossy(&output.stdout), "53 1105 true\n", "{:?}", output.status);
}
