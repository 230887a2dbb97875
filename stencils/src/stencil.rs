//! The stencils: the same bodies with holes for operands, each going on to the machine code that follows it.
//!
//! Compiled only by the build's own run of `rustc`.

use crate::definition::{Flow, Form, State};
use crate::handler::{Accumulator, Pc, Table, at, no_slow_path};
use crate::layout::machine::Machine;
use crate::machine::{Holes, hole_continue, hole_target};
use crate::value::Value;

macro_rules! continue_with {
    ($flow:expr, $vm:ident, $fp:ident, $acc:ident, $slow:path) => {
        match $flow {
            Flow::Next => become hole_continue($vm, $fp, Pc::uninit(), Table::none(), Accumulator::uninit()),
            Flow::Jump => become hole_target($vm, $fp, Pc::uninit(), Table::none(), Accumulator::uninit()),
            Flow::Slow => become $slow($vm, $fp, Pc::uninit(), Table::none(), Accumulator::uninit()),
            // What follows is the part behind the call.
            Flow::Done(result) => become hole_continue($vm, $fp, Pc::uninit(), Table::none(), Accumulator::new(result)),
            Flow::Raise => {
                core::hint::cold_path();
                let s = State { vm: $vm, fp: $fp, pc: Pc::uninit(), acc: $acc };
                become at((*$vm).entries.raise)($vm, $fp, Pc::new(Holes::pc(&s)), Table::none(), Accumulator::uninit())
            }
            Flow::Go(code, s) => become at(code)($vm, s.fp, s.pc, Table::none(), s.acc),
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
            unsafe extern "rust-preserve-none" fn stencil(vm: *mut Machine, fp: *mut Value, _: Pc, _: Table, acc: Accumulator) -> usize {
                let $s = State { vm, fp, pc: Pc::uninit(), acc };
                // SAFETY: machine code is made of verified bytecode and runs in a live machine.
                unsafe { continue_with!($body, vm, fp, acc, slow) }
            }
            $(
                #[inline(never)]
                #[unsafe(export_name = concat!("slow_", stringify!($name)))]
                unsafe extern "rust-preserve-none" fn slow(vm: *mut Machine, fp: *mut Value, _: Pc, _: Table, acc: Accumulator) -> usize {
                    let $s = State { vm, fp, pc: Pc::uninit(), acc };
                    // SAFETY: as above.
                    unsafe { continue_with!($slow, vm, fp, acc, no_slow_path) }
                }
            )?
            $(
                #[unsafe(export_name = concat!("after_", stringify!($name)))]
                unsafe extern "rust-preserve-none" fn after(vm: *mut Machine, fp: *mut Value, _: Pc, _: Table, acc: Accumulator) -> usize {
                    let s = State { vm, fp, pc: Pc::uninit(), acc };
                    // SAFETY: as above.
                    unsafe { continue_with!(after::$after::<F>(s), vm, fp, acc, no_slow_path) }
                }
            )?
        };
    )*};
}

for_each_bytecode!(stencils);

/// Counts a bytecode that runs as machine code.
#[unsafe(no_mangle)]
unsafe extern "rust-preserve-none" fn stencil_Count(vm: *mut Machine, fp: *mut Value, _: Pc, _: Table, acc: Accumulator) -> usize {
    // SAFETY: the machine is alive.
    unsafe {
        (*vm).machine_bytecodes = (*vm).machine_bytecodes.wrapping_add(1);
        become hole_continue(vm, fp, Pc::uninit(), Table::none(), acc)
    }
}

/// Leaves for the interpreter, before the bytecode, whenever the stress countdown runs out.
#[unsafe(no_mangle)]
unsafe extern "rust-preserve-none" fn stencil_StressExit(vm: *mut Machine, fp: *mut Value, _: Pc, _: Table, acc: Accumulator) -> usize {
    // SAFETY: the machine is alive.
    unsafe {
        (*vm).stress_countdown = (*vm).stress_countdown.wrapping_sub(1);
        if (*vm).stress_countdown < 0 {
            core::hint::cold_path();
            ((*vm).helpers.stress)(vm);
            let s = State { vm, fp, pc: Pc::uninit(), acc };
            become at((*vm).entries.resume)(vm, fp, Pc::new(Holes::pc(&s)), Table::none(), acc)
        }
        become hole_continue(vm, fp, Pc::uninit(), Table::none(), acc)
    }
}

/// Leaves for the interpreter, before the bytecode.
#[unsafe(no_mangle)]
unsafe extern "rust-preserve-none" fn stencil_Resume(vm: *mut Machine, fp: *mut Value, _: Pc, _: Table, acc: Accumulator) -> usize {
    // SAFETY: the machine is alive.
    unsafe {
        (*vm).exits = (*vm).exits.wrapping_add(1);
        let s = State { vm, fp, pc: Pc::uninit(), acc };
        become at((*vm).entries.resume)(vm, fp, Pc::new(Holes::pc(&s)), Table::none(), acc)
    }
}
