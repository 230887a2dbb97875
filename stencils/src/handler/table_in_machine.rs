//! The dispatch table in the machine: where arguments have four registers, a load at every dispatch is cheaper than an argument
//! on the stack.

use crate::layout::machine::Machine;

/// The dispatch table on its way to a handler: takes no register.
#[derive(Clone, Copy)]
pub struct Table;

impl Table {
    /// Nothing.
    #[inline(always)]
    pub fn none() -> Table {
        Table
    }

    /// The machine's table, to be passed on.
    ///
    /// # Safety
    /// The machine is alive.
    #[inline(always)]
    pub unsafe fn of(_: *mut Machine) -> Table {
        Table
    }

    /// The table itself.
    ///
    /// # Safety
    /// The machine is alive.
    #[inline(always)]
    pub unsafe fn get(self, vm: *mut Machine) -> *const u8 {
        // SAFETY: the caller's contract.
        unsafe { (*vm).table }
    }
}
