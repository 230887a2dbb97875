//! The interpreter's engine: handlers in machine code where the target has them, else the portable loop.

use copperhead_core::interpreter;
use copperhead_stencils::layout::machine::{Entries, Machine};
use copperhead_stencils::portable;
use copperhead_stencils::value::Value;

/// What stands at every place of a counting dispatch table. (The portable loop counts whenever a machine's table is not its
/// uncounted one, and reads neither.)
pub(crate) fn counting_handler() -> usize {
    interpreter::entry_count().address().expose_provenance()
}

/// What stands at every place of a tracing dispatch table. (The portable loop looks at `traces`.)
pub(crate) fn tracing_handler() -> usize {
    interpreter::entry_trace().address().expose_provenance()
}

/// Tells a machine its entries and its dispatch table.
pub(crate) fn install(machine: &mut Machine) {
    if interpreter::PORTABLE {
        machine.entries = portable::ENTRIES;
    } else {
        let address = |handler: interpreter::Handler| handler.address().expose_provenance();
        machine.entries = Entries {
            interpret: address(interpreter::entry_interpret()),
            call_return: address(interpreter::entry_call_return()),
            construct_return: address(interpreter::entry_construct_return()),
            item_return: address(interpreter::entry_item_return()),
            resume_return: address(interpreter::entry_resume_return()),
            land: address(interpreter::entry_land()),
            resume: address(interpreter::entry_resume()),
            raise: address(interpreter::entry_raise()),
            leave: address(interpreter::entry_leave()),
        };
    }
    machine.uncounted_table = interpreter::handlers().as_ptr().cast();
    machine.table = machine.uncounted_table;
}

/// Runs from an address on until `leave`; returns what it brings.
///
/// # Safety
/// The frame is complete and returns to `leave`; the address is a handler, an entry or published machine code.
#[inline]
pub(crate) unsafe fn enter(machine: *mut Machine, fp: *mut Value, pc: *mut u64, code: usize) -> usize {
    if interpreter::PORTABLE {
        // SAFETY: the caller's contract; `install` gave the loop's entries, and there is no machine code.
        return unsafe { portable::run(machine, fp, pc, code) };
    }
    type Enter = unsafe extern "C" fn(*mut Machine, *mut Value, *mut u64, usize) -> usize;
    // SAFETY: the definitions give `entry_enter` this type; the caller keeps its contract.
    unsafe {
        let enter = core::mem::transmute::<*const (), Enter>(interpreter::entry_enter().address());
        enter(machine, fp, pc, code)
    }
}
