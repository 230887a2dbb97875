//! The dispatch table has a register of its own, and what runs keeps to the convention of the compiler.

use core::mem::MaybeUninit;

use super::{Accumulator, Pc, at};
use crate::layout::machine::Machine;
use crate::value::Value;

/// The dispatch table on its way to a handler; machine code passes and gets nothing.
#[derive(Clone, Copy)]
#[repr(transparent)]
pub struct Table(MaybeUninit<*const u8>);

impl Table {
    /// Nothing: machine code has no use for it, and the interpreter's entries read it from the machine.
    #[inline(always)]
    pub fn none() -> Table {
        Table(MaybeUninit::uninit())
    }

    /// The machine's table, to be passed on.
    ///
    /// # Safety
    /// The machine is alive.
    #[inline(always)]
    pub unsafe fn of(vm: *mut Machine) -> Table {
        // SAFETY: the caller's contract.
        Table(MaybeUninit::new(unsafe { (*vm).table }))
    }

    /// The table itself.
    ///
    /// # Safety
    /// This is not [`none`](Self::none).
    #[inline(always)]
    pub unsafe fn get(self, _: *mut Machine) -> *const u8 {
        // SAFETY: the caller's contract.
        unsafe { self.0.assume_init() }
    }
}

/// Runs from an address on until `leave`; returns what it brings.
///
/// # Safety
/// The frame is complete and returns to `leave`; pc is an instruction where the address needs one.
#[inline(always)]
pub unsafe fn enter(vm: *mut Machine, fp: *mut Value, pc: *mut u64, code: usize) -> usize {
    // SAFETY: the caller's contract.
    unsafe { at(code)(vm, fp, Pc::new(pc), Table::none(), Accumulator::uninit()) }
}
