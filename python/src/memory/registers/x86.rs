//! x86: ebx, ebp, esi, edi (System V ABI, Intel386 supplement, section 2.2.1).

use core::arch::asm;

pub const SUPPORTED: bool = true;
pub const COUNT: usize = 4;

/// Stores the callee-saved registers; returns the stack pointer.
#[inline(always)]
pub fn capture(saved: &mut [usize; COUNT]) -> *const usize {
    let low;
    // SAFETY: writes the four words of `saved`, nothing else.
    unsafe {
        asm!(
            "mov [{saved}], ebx",
            "mov [{saved} + 4], ebp",
            "mov [{saved} + 8], esi",
            "mov [{saved} + 12], edi",
            "mov {low}, esp",
            saved = in(reg) saved.as_mut_ptr(),
            low = lateout(reg) low,
            options(nostack, preserves_flags)
        );
    }
    low
}

/// Asks for memory to be brought into the cache: nothing every machine of this kind has.
#[inline(always)]
pub fn prefetch<T>(_: *const T) {}
