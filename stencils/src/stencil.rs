//! The stencils: the same bodies with holes for operands, each going on to the machine code that follows it.
//!
//! Compiled only by the build's own run of `rustc`.

use core::mem::MaybeUninit;

use crate::definition::{Flow, Form, State};
use crate::handler::{at, no_slow_path};
use crate::layout::machine::Machine;
use crate::machine::{Holes, hole_continue, hole_target};
use crate::value::Value;

macro_rules! continue_with {
    ($flow:expr, $vm:ident, $fp:ident, $pc:ident, $acc:ident, $table:ident, $slow:path) => {
        match $flow {
            Flow::Next => become hole_continue($vm, $fp, $pc, $table, MaybeUninit::uninit()),
            Flow::Jump => become hole_target($vm, $fp, $pc, $table, MaybeUninit::uninit()),
            Flow::Slow => become $slow($vm, $fp, $pc, $table, $acc),
            // What follows is the part behind the call.
            Flow::Done(result) => become hole_continue($vm, $fp, $pc, $table, MaybeUninit::new(result)),
            Flow::Raise => {
                core::hint::cold_path();
                let s = State { vm: $vm, fp: $fp, pc: $pc, acc: $acc };
                become at((*$vm).entries.raise)($vm, $fp, Holes::pc(&s), $table, MaybeUninit::uninit())
            }
            Flow::Go(code, s) => become at(code)($vm, s.fp, s.pc, $table, s.acc),
        }
    };
}

macro_rules! stencils {
    ($($(#[doc = $doc:literal])* $name:ident [$($cell:ident)*] ($a:ident, $b:ident, $c:ident)
        |$s:ident| $body:expr $(=> $slow:expr)? $(, $after:ident)?;)*) => {$(
        const _: () = {
            #[allow(unused_imports)]
            use crate::handler::otherwise::*;
            use crate::ops::*;
            #[allow(unused_imports)]
            use crate::operand::{Float, Int, Name};
            type F = Holes;
            #[unsafe(export_name = concat!("stencil_", stringify!($name)))]
            unsafe extern "rust-preserve-none" fn stencil(vm: *mut Machine, fp: *mut Value, pc: *mut u64, table: *const u8, acc: MaybeUninit<usize>) -> usize {
                let $s = State { vm, fp, pc, acc };
                // SAFETY: machine code is made of verified bytecode and runs in a live machine.
                unsafe { continue_with!($body, vm, fp, pc, acc, table, slow) }
            }
            $(
                #[inline(never)]
                #[unsafe(export_name = concat!("slow_", stringify!($name)))]
                unsafe extern "rust-preserve-none" fn slow(vm: *mut Machine, fp: *mut Value, pc: *mut u64, table: *const u8, acc: MaybeUninit<usize>) -> usize {
                    let $s = State { vm, fp, pc, acc };
                    // SAFETY: as above.
                    unsafe { continue_with!($slow, vm, fp, pc, acc, table, no_slow_path) }
                }
            )?
            $(
                #[unsafe(export_name = concat!(stringify!($after), "_", stringify!($name)))]
                unsafe extern "rust-preserve-none" fn after(vm: *mut Machine, fp: *mut Value, pc: *mut u64, table: *const u8, acc: MaybeUninit<usize>) -> usize {
                    let s = State { vm, fp, pc, acc };
                    // SAFETY: as above.
                    unsafe { continue_with!(general::after_call::<F>(s), vm, fp, pc, acc, table, no_slow_path) }
                }
            )?
        };
    )*};
}

for_each_bytecode!(stencils);

/// Counts a bytecode that runs as machine code.
#[unsafe(no_mangle)]
unsafe extern "rust-preserve-none" fn stencil_Count(
    vm: *mut Machine,
    fp: *mut Value,
    pc: *mut u64,
    table: *const u8,
    acc: MaybeUninit<usize>,
) -> usize {
    // SAFETY: the machine is alive.
    unsafe {
        (*vm).machine_bytecodes = (*vm).machine_bytecodes.wrapping_add(1);
        become hole_continue(vm, fp, pc, table, acc)
    }
}

/// Leaves for the interpreter, before the bytecode, whenever the stress countdown runs out.
#[unsafe(no_mangle)]
unsafe extern "rust-preserve-none" fn stencil_StressExit(
    vm: *mut Machine,
    fp: *mut Value,
    pc: *mut u64,
    table: *const u8,
    acc: MaybeUninit<usize>,
) -> usize {
    // SAFETY: the machine is alive.
    unsafe {
        (*vm).stress_countdown = (*vm).stress_countdown.wrapping_sub(1);
        if (*vm).stress_countdown < 0 {
            core::hint::cold_path();
            ((*vm).helpers.stress)(vm);
            let s = State { vm, fp, pc, acc };
            become at((*vm).entries.resume)(vm, fp, Holes::pc(&s), table, acc)
        }
        become hole_continue(vm, fp, pc, table, acc)
    }
}

/// Leaves for the interpreter, before the bytecode.
#[unsafe(no_mangle)]
unsafe extern "rust-preserve-none" fn stencil_Resume(
    vm: *mut Machine,
    fp: *mut Value,
    pc: *mut u64,
    table: *const u8,
    acc: MaybeUninit<usize>,
) -> usize {
    // SAFETY: the machine is alive.
    unsafe {
        (*vm).exits = (*vm).exits.wrapping_add(1);
        let s = State { vm, fp, pc, acc };
        become at((*vm).entries.resume)(vm, fp, Holes::pc(&s), table, acc)
    }
}
