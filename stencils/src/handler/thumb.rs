//! Thumb-2: arguments have four registers, so the dispatch table stays in the machine; and r4 to r11 belong to nobody: the build takes
//! the saves of them out of handlers and stencils, so that whoever enters saves all.

use core::arch::asm;

use crate::layout::machine::Machine;
use crate::value::Value;

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

/// Runs from an address on until `leave`; returns what it brings.
///
/// # Safety
/// The frame is complete and returns to `leave`; pc is an instruction where the address needs one.
#[inline(always)]
pub unsafe fn enter(vm: *mut Machine, fp: *mut Value, pc: *mut u64, code: usize) -> usize {
    let result;
    // SAFETY: the caller's contract; what runs leaves the stack as it was and returns by lr. Every register is saved here, or named.
    unsafe {
        asm!(
            "push {{r4, r5, r6, r7, r8, r9, r10, r11}}",
            "blx r3",
            "pop {{r4, r5, r6, r7, r8, r9, r10, r11}}",
            inout("r0") vm => result,
            in("r1") fp,
            in("r2") pc,
            in("r3") code,
            clobber_abi("C"),
        )
    }
    result
}
