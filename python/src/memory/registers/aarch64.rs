//! AArch64: x19 to x28 and the frame pointer x29 (AAPCS64, section 6.1.1). Only the lower halves of v8 to v15 are
//! preserved; compilers do not keep pointers there.

use core::arch::asm;

pub const SUPPORTED: bool = true;
pub const COUNT: usize = 11;

/// Stores the callee-saved registers; returns the stack pointer.
#[inline(always)]
pub fn capture(saved: &mut [usize; COUNT]) -> *const usize {
    let low;
    // SAFETY: writes the eleven words of `saved`, nothing else.
    unsafe {
        asm!(
            "stp x19, x20, [{saved}]",
            "stp x21, x22, [{saved}, #16]",
            "stp x23, x24, [{saved}, #32]",
            "stp x25, x26, [{saved}, #48]",
            "stp x27, x28, [{saved}, #64]",
            "str x29, [{saved}, #80]",
            "mov {low}, sp",
            saved = in(reg) saved.as_mut_ptr(),
            low = lateout(reg) low,
            options(nostack, preserves_flags)
        );
    }
    low
}

/// Asks for memory to be brought into the cache. Any address is allowed.
#[inline(always)]
pub fn prefetch<T>(address: *const T) {
    // SAFETY: a hint, which never faults.
    unsafe { asm!("prfm pldl1keep, [{address}]", address = in(reg) address, options(nostack, readonly, preserves_flags)) };
}
