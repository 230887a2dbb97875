//! The interpreter: one handler a bytecode, each dispatching to the next, and the ways in and out.
//!
//! Compiled only by the build's own run of `rustc`.

use core::mem::MaybeUninit;

use crate::definition::{Decoded, Flow, State, jump_distance};
use crate::handler::{Handler, at, no_slow_path};
use crate::layout::machine::Machine;
use crate::list::Field;
use crate::ops::entry;
use crate::value::Value;

/// The handler of the instruction at pc.
#[inline(always)]
unsafe fn next_handler(pc: *mut u64, table: *const u8) -> Handler {
    // SAFETY: verified bytecode holds valid opcodes; the table has a handler for each.
    unsafe { *table.cast::<Handler>().add(*pc.cast::<u16>() as usize) }
}

/// Keeps LLVM from merging the dispatches behind the arms of a branch into one with a conditional move.
#[inline(always)]
fn separate(pc: *mut u64) -> *mut u64 {
    let mut pc = pc;
    // SAFETY: no instruction at all.
    unsafe { core::arch::asm!("/* {0} */", inout(reg) pc, options(pure, nomem, nostack, preserves_flags)) };
    pc
}

macro_rules! continue_with {
    ($flow:expr, $vm:ident, $fp:ident, $pc:ident, $table:ident, $words:expr, $wide:expr, $slow:path) => {
        match $flow {
            Flow::Next => {
                let pc = $pc.add($words);
                become next_handler(pc, $table)($vm, $fp, pc, $table, MaybeUninit::uninit())
            }
            Flow::Jump => {
                let pc = separate($pc.offset(jump_distance(*$pc, $wide)));
                become next_handler(pc, $table)($vm, $fp, pc, $table, MaybeUninit::uninit())
            }
            Flow::Slow => become $slow($vm, $fp, $pc, $table, MaybeUninit::uninit()),
            Flow::Done(result) => {
                $crate::ops::general::after_call::<Decoded>(State { vm: $vm, fp: $fp, pc: $pc, acc: MaybeUninit::new(result) });
                let pc = $pc.add($words);
                become next_handler(pc, $table)($vm, $fp, pc, $table, MaybeUninit::uninit())
            }
            Flow::Raise => become at((*$vm).entries.raise)($vm, $fp, $pc, $table, MaybeUninit::uninit()),
            Flow::Go(code, s) => become at(code)($vm, s.fp, s.pc, $table, s.acc),
        }
    };
}

macro_rules! handlers {
    ($($(#[doc = $doc:literal])* $name:ident [$($cell:ident)*] ($a:ident, $b:ident, $c:ident)
        |$s:ident| $body:expr $(=> $slow:expr)? $(, $after:ident)?;)*) => {$(
        const _: () = {
            #[allow(unused_imports)]
            use crate::handler::otherwise::*;
            use crate::ops::*;
            #[allow(unused_imports)]
            use crate::operand::{Float, Int, Name};
            type F = Decoded;
            const WORDS: usize = 1 + <[&str]>::len(&[$(stringify!($cell)),*]);
            const WIDE: bool = matches!(Field::$b, Field::FarTarget);
            #[unsafe(export_name = concat!("handler_", stringify!($name)))]
            unsafe extern "rust-preserve-none" fn handler(vm: *mut Machine, fp: *mut Value, pc: *mut u64, table: *const u8, acc: MaybeUninit<usize>) -> usize {
                let $s = State { vm, fp, pc, acc };
                // SAFETY: the interpreter runs verified bytecode in a live machine.
                unsafe { continue_with!($body, vm, fp, pc, table, WORDS, WIDE, slow) }
            }
            $(
                #[inline(never)]
                #[unsafe(export_name = concat!("slow_", stringify!($name)))]
                unsafe extern "rust-preserve-none" fn slow(vm: *mut Machine, fp: *mut Value, pc: *mut u64, table: *const u8, acc: MaybeUninit<usize>) -> usize {
                    let $s = State { vm, fp, pc, acc };
                    // SAFETY: as above.
                    unsafe { continue_with!($slow, vm, fp, pc, table, WORDS, WIDE, no_slow_path) }
                }
            )?
        };
    )*};
}

for_each_bytecode!(handlers);

/// Starts a function: fp is its frame.
#[unsafe(no_mangle)]
unsafe extern "rust-preserve-none" fn entry_interpret(
    vm: *mut Machine,
    fp: *mut Value,
    pc: *mut u64,
    _: *const u8,
    acc: MaybeUninit<usize>,
) -> usize {
    // SAFETY: the caller linked the frame of a function.
    unsafe {
        let mut s = State { vm, fp, pc, acc };
        if entry::start(&mut s) {
            become interpret_hot(vm, fp, s.pc, (*vm).table, acc)
        }
        become next_handler(s.pc, (*vm).table)(vm, fp, s.pc, (*vm).table, acc)
    }
}

/// The function in the frame became hot: it may have machine code now.
#[inline(never)]
unsafe extern "rust-preserve-none" fn interpret_hot(
    vm: *mut Machine,
    fp: *mut Value,
    pc: *mut u64,
    table: *const u8,
    acc: MaybeUninit<usize>,
) -> usize {
    // SAFETY: the caller linked the frame of a function.
    unsafe {
        let code = entry::start_hot(&State { vm, fp, pc, acc });
        if code != 0 {
            become at(code)(vm, fp, pc, table, acc)
        }
        become next_handler(pc, table)(vm, fp, pc, table, acc)
    }
}

/// Comes back into an interpreted caller: pc is its call, acc the result.
#[unsafe(no_mangle)]
unsafe extern "rust-preserve-none" fn entry_call_return(
    vm: *mut Machine,
    fp: *mut Value,
    pc: *mut u64,
    _: *const u8,
    acc: MaybeUninit<usize>,
) -> usize {
    // SAFETY: calls save their own frame and pc.
    unsafe {
        let table = (*vm).table;
        let words = crate::list::BYTECODES.as_ptr().add(*pc.cast::<u16>() as usize);
        let flow = crate::ops::general::after_call::<Decoded>(State { vm, fp, pc, acc });
        continue_with!(flow, vm, fp, pc, table, (*words).words(), false, no_slow_path)
    }
}

/// Comes back from `__init__` called by a class.
#[unsafe(no_mangle)]
unsafe extern "rust-preserve-none" fn entry_construct_return(
    vm: *mut Machine,
    fp: *mut Value,
    pc: *mut u64,
    table: *const u8,
    acc: MaybeUninit<usize>,
) -> usize {
    // SAFETY: the helper that called `__init__` linked this frame.
    unsafe { continue_with!(entry::construct_return(State { vm, fp, pc, acc }), vm, fp, pc, table, 0, false, no_slow_path) }
}

/// Carries on in the interpreter at pc.
#[unsafe(no_mangle)]
unsafe extern "rust-preserve-none" fn entry_resume(
    vm: *mut Machine,
    fp: *mut Value,
    pc: *mut u64,
    _: *const u8,
    acc: MaybeUninit<usize>,
) -> usize {
    // SAFETY: whoever comes here names an instruction of the frame's code.
    unsafe {
        let table = (*vm).table;
        become next_handler(pc, table)(vm, fp, pc, table, acc)
    }
}

/// Finds who handles the pending exception, raised at pc.
#[unsafe(no_mangle)]
unsafe extern "rust-preserve-none" fn entry_raise(
    vm: *mut Machine,
    fp: *mut Value,
    pc: *mut u64,
    table: *const u8,
    acc: MaybeUninit<usize>,
) -> usize {
    // SAFETY: the helper gives an address and a frame that exist.
    unsafe { continue_with!(entry::raise(State { vm, fp, pc, acc }), vm, fp, pc, table, 0, false, no_slow_path) }
}

/// Leaves: acc goes to whoever entered.
#[unsafe(no_mangle)]
unsafe extern "rust-preserve-none" fn entry_leave(
    _: *mut Machine,
    _: *mut Value,
    _: *mut u64,
    _: *const u8,
    acc: MaybeUninit<usize>,
) -> usize {
    // SAFETY: whoever comes here brings a result.
    unsafe { acc.assume_init() }
}

/// Enters at an address with a frame.
#[unsafe(no_mangle)]
unsafe extern "C" fn entry_enter(vm: *mut Machine, fp: *mut Value, pc: *mut u64, code: usize) -> usize {
    // SAFETY: the caller's contract.
    unsafe { at(code)(vm, fp, pc, (*vm).table, MaybeUninit::uninit()) }
}

/// Stands at every place of the counting table.
#[unsafe(no_mangle)]
unsafe extern "rust-preserve-none" fn entry_count(
    vm: *mut Machine,
    fp: *mut Value,
    pc: *mut u64,
    table: *const u8,
    acc: MaybeUninit<usize>,
) -> usize {
    // SAFETY: the machine is alive.
    unsafe {
        (*vm).interpreted_bytecodes = (*vm).interpreted_bytecodes.wrapping_add(1);
        become next_handler(pc, (*vm).uncounted_table)(vm, fp, pc, table, acc)
    }
}
