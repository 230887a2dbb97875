//! The interpreter: one handler a bytecode, each dispatching to the next, and the ways in and out.
//!
//! Compiled only by the build's own run of `rustc`.

use crate::definition::{Decoded, Flow, State, jump_distance};
use crate::handler::{Accumulator, Handler, Pc, Table, at, enter, no_slow_path};
use crate::layout::machine::Machine;
use crate::list::{Field, Opcode};
use crate::ops::{after, entry, generator};
use crate::value::Value;

/// The handler of the instruction at pc.
#[inline(always)]
unsafe fn next_handler(vm: *mut Machine, pc: *mut u64, table: Table) -> Handler {
    // SAFETY: verified bytecode holds valid opcodes; the table has a handler for each.
    unsafe { in_table(table.get(vm), pc) }
}

/// The handler of the instruction at pc in this table.
#[inline(always)]
unsafe fn in_table(table: *const u8, pc: *mut u64) -> Handler {
    // SAFETY: as above.
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
                become next_handler($vm, pc, $table)($vm, $fp, Pc::new(pc), $table, Accumulator::uninit())
            }
            Flow::Jump => {
                let pc = separate($pc.offset(jump_distance(*$pc, $wide)));
                become next_handler($vm, pc, $table)($vm, $fp, Pc::new(pc), $table, Accumulator::uninit())
            }
            Flow::Slow => become $slow($vm, $fp, Pc::new($pc), $table, Accumulator::uninit()),
            Flow::Done(result) => {
                $crate::ops::after::call::<Decoded>(State { vm: $vm, fp: $fp, pc: Pc::new($pc), acc: Accumulator::new(result) });
                let pc = $pc.add($words);
                become next_handler($vm, pc, $table)($vm, $fp, Pc::new(pc), $table, Accumulator::uninit())
            }
            Flow::Raise => become at((*$vm).entries.raise)($vm, $fp, Pc::new($pc), Table::none(), Accumulator::uninit()),
            Flow::Go(code, s) => become at(code)($vm, s.fp, s.pc, Table::none(), s.acc),
        }
    };
}

macro_rules! handlers {
    ($($(#[doc = $doc:literal])* $name:ident [$($cell:ident)*] ($a:ident, $b:ident, $c:ident)
        |$s:ident| $body:expr $(=> $slow:expr)? $(, $after:ident)? $(, [$family:ident])? $(, ($($origin:tt)*))?;)*) => {$(
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
            unsafe extern "rust-preserve-none" fn handler(vm: *mut Machine, fp: *mut Value, pc: Pc, table: Table, acc: Accumulator) -> usize {
                let $s = State { vm, fp, pc, acc };
                // SAFETY: the interpreter runs verified bytecode in a live machine.
                unsafe {
                    let pc = pc.assume_init();
                    continue_with!($body, vm, fp, pc, table, WORDS, WIDE, slow)
                }
            }
            $(
                #[inline(never)]
                #[unsafe(export_name = concat!("slow_", stringify!($name)))]
                unsafe extern "rust-preserve-none" fn slow(vm: *mut Machine, fp: *mut Value, pc: Pc, table: Table, acc: Accumulator) -> usize {
                    let $s = State { vm, fp, pc, acc };
                    // SAFETY: as above.
                    unsafe {
                        let pc = pc.assume_init();
                        continue_with!($slow, vm, fp, pc, table, WORDS, WIDE, no_slow_path)
                    }
                }
            )?
        };
    )*};
}

for_each_bytecode!(handlers);

/// Starts a function: fp is its frame.
#[unsafe(no_mangle)]
unsafe extern "rust-preserve-none" fn entry_interpret(vm: *mut Machine, fp: *mut Value, pc: Pc, _: Table, acc: Accumulator) -> usize {
    // SAFETY: the caller linked the frame of a function.
    unsafe {
        let mut s = State { vm, fp, pc, acc };
        if entry::start(&mut s) {
            become interpret_hot(vm, fp, s.pc, Table::none(), acc)
        }
        let table = Table::of(vm);
        become next_handler(vm, s.pc.assume_init(), table)(vm, fp, s.pc, table, acc)
    }
}

/// The function in the frame became hot: it may have machine code now.
#[inline(never)]
unsafe extern "rust-preserve-none" fn interpret_hot(vm: *mut Machine, fp: *mut Value, pc: Pc, _: Table, acc: Accumulator) -> usize {
    // SAFETY: the caller linked the frame of a function.
    unsafe {
        let code = entry::start_hot(&State { vm, fp, pc, acc });
        if code != 0 {
            become at(code)(vm, fp, Pc::uninit(), Table::none(), Accumulator::uninit())
        }
        let table = Table::of(vm);
        become next_handler(vm, pc.assume_init(), table)(vm, fp, pc, table, acc)
    }
}

/// The pc of an entry that calls come back to: that of the caller.
#[inline(always)]
unsafe fn came_back(left: Pc) -> Pc {
    // SAFETY: a return brought it.
    Pc::new(unsafe { crate::layout::frame::caller_pc(left.assume_init()) })
}

/// Comes back into an interpreted caller: acc is the result.
#[unsafe(no_mangle)]
unsafe extern "rust-preserve-none" fn entry_call_return(vm: *mut Machine, fp: *mut Value, pc: Pc, _: Table, acc: Accumulator) -> usize {
    // SAFETY: calls save their own frame and pc.
    unsafe {
        let (pc, table) = (came_back(pc), Table::of(vm));
        let flow = crate::ops::after::call::<Decoded>(State { vm, fp, pc, acc });
        let pc = pc.assume_init();
        let words = crate::list::WORDS.as_ptr().add(*pc.cast::<u16>() as usize);
        continue_with!(flow, vm, fp, pc, table, *words as usize, false, no_slow_path)
    }
}

/// Comes back from `__init__` called by a class.
#[unsafe(no_mangle)]
unsafe extern "rust-preserve-none" fn entry_construct_return(
    vm: *mut Machine,
    fp: *mut Value,
    pc: Pc,
    _: Table,
    acc: Accumulator,
) -> usize {
    // SAFETY: the helper that called `__init__` linked this frame.
    unsafe {
        let pc = came_back(pc);
        match entry::construct_return(State { vm, fp, pc, acc }) {
            Flow::Go(code, s) => become at(code)(vm, s.fp, s.pc, Table::none(), s.acc),
            _ => become at((*vm).entries.raise)(vm, fp, pc, Table::none(), Accumulator::uninit()),
        }
    }
}

/// Comes back into an interpreted loop or `Send`: acc is an item or EXHAUSTED. Or into an operator, from a method.
#[unsafe(no_mangle)]
unsafe extern "rust-preserve-none" fn entry_item_return(vm: *mut Machine, fp: *mut Value, pc: Pc, _: Table, acc: Accumulator) -> usize {
    // SAFETY: whoever resumes a generator saves its own frame and pc.
    unsafe {
        let (pc, table) = (came_back(pc), Table::of(vm));
        let s = State { vm, fp, pc, acc };
        let pc = pc.assume_init();
        if *pc as u16 == Opcode::Send as u16 {
            continue_with!(after::send::<Decoded>(s), vm, fp, pc, table, 1, false, no_slow_path)
        }
        if after::is_operator(*pc as u16) {
            continue_with!(after::operator::<Decoded>(s), vm, fp, pc, table, 2, false, no_slow_path)
        }
        continue_with!(after::item::<Decoded>(s), vm, fp, pc, table, 1, false, no_slow_path)
    }
}

/// Comes back into `next` or `send` from a generator.
#[unsafe(no_mangle)]
unsafe extern "rust-preserve-none" fn entry_resume_return(vm: *mut Machine, fp: *mut Value, pc: Pc, _: Table, acc: Accumulator) -> usize {
    // SAFETY: the helper that resumed the generator linked this frame.
    unsafe {
        let pc = came_back(pc);
        match generator::resume_return(State { vm, fp, pc, acc }) {
            Flow::Go(code, s) => become at(code)(vm, s.fp, s.pc, Table::none(), s.acc),
            _ => become at((*vm).entries.raise)(vm, fp, pc, Table::none(), Accumulator::uninit()),
        }
    }
}

/// Carries on in the interpreter at the landing's pc.
#[unsafe(no_mangle)]
unsafe extern "rust-preserve-none" fn entry_land(vm: *mut Machine, fp: *mut Value, _: Pc, _: Table, acc: Accumulator) -> usize {
    // SAFETY: whoever comes here left an instruction of the frame's code in the landing.
    unsafe {
        let (pc, table) = ((*vm).landing.pc, Table::of(vm));
        become next_handler(vm, pc, table)(vm, fp, Pc::new(pc), table, acc)
    }
}

/// Carries on in the interpreter at pc.
#[unsafe(no_mangle)]
unsafe extern "rust-preserve-none" fn entry_resume(vm: *mut Machine, fp: *mut Value, pc: Pc, _: Table, acc: Accumulator) -> usize {
    // SAFETY: whoever comes here names an instruction of the frame's code.
    unsafe {
        let table = Table::of(vm);
        become next_handler(vm, pc.assume_init(), table)(vm, fp, pc, table, acc)
    }
}

/// Finds who handles the pending exception, raised at pc.
#[unsafe(no_mangle)]
unsafe extern "rust-preserve-none" fn entry_raise(vm: *mut Machine, fp: *mut Value, pc: Pc, _: Table, acc: Accumulator) -> usize {
    // SAFETY: the helper gives an address and a frame that exist.
    unsafe {
        match entry::raise(State { vm, fp, pc, acc }) {
            Flow::Go(code, s) => become at(code)(vm, s.fp, s.pc, Table::none(), s.acc),
            _ => become at((*vm).entries.raise)(vm, fp, pc, Table::none(), Accumulator::uninit()),
        }
    }
}

/// Leaves: acc goes to whoever entered.
#[unsafe(no_mangle)]
unsafe extern "rust-preserve-none" fn entry_leave(_: *mut Machine, _: *mut Value, _: Pc, _: Table, acc: Accumulator) -> usize {
    // SAFETY: whoever comes here brings a result.
    unsafe { acc.assume_init() }
}

/// Enters at an address with a frame.
#[unsafe(no_mangle)]
unsafe extern "C" fn entry_enter(vm: *mut Machine, fp: *mut Value, pc: *mut u64, code: usize) -> usize {
    // SAFETY: the caller's contract.
    unsafe { enter(vm, fp, pc, code) }
}

/// Stands at every place of the counting table.
#[unsafe(no_mangle)]
unsafe extern "rust-preserve-none" fn entry_count(vm: *mut Machine, fp: *mut Value, pc: Pc, table: Table, acc: Accumulator) -> usize {
    // SAFETY: the machine is alive.
    unsafe {
        (*vm).interpreted_bytecodes = (*vm).interpreted_bytecodes.wrapping_add(1);
        become in_table((*vm).uncounted_table, pc.assume_init())(vm, fp, pc, table, acc)
    }
}

/// Stands at every place of the tracing table.
#[unsafe(no_mangle)]
unsafe extern "rust-preserve-none" fn entry_trace(vm: *mut Machine, fp: *mut Value, pc: Pc, table: Table, acc: Accumulator) -> usize {
    // SAFETY: the machine is alive, pc is an instruction of the frame's code.
    unsafe {
        (*vm).fp = fp;
        if ((*vm).helpers.trace)(vm, fp, pc.assume_init()) == 0 {
            become at((*vm).entries.raise)(vm, fp, pc, Table::none(), Accumulator::uninit())
        }
        become in_table((*vm).uncounted_table, pc.assume_init())(vm, fp, pc, table, acc)
    }
}
