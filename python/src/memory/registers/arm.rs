//! ARM and Thumb: r4 to r11 (AAPCS32, section 6.1.1). Written with what the smallest Thumb instruction set has: stores
//! name low registers only.

use core::arch::asm;

pub const SUPPORTED: bool = true;
pub const COUNT: usize = 8;

/// Stores the callee-saved registers; returns the stack pointer.
#[inline(always)]
pub fn capture(saved: &mut [usize; COUNT]) -> *const usize {
    let low: *const usize;
    // SAFETY: writes the eight words of `saved`, nothing else.
    unsafe {
        asm!(
            "str r4, [r0]",
            "str r5, [r0, #4]",
            "str r6, [r0, #8]",
            "str r7, [r0, #12]",
            "mov r1, r8",
            "str r1, [r0, #16]",
            "mov r1, r9",
            "str r1, [r0, #20]",
            "mov r1, r10",
            "str r1, [r0, #24]",
            "mov r1, r11",
            "str r1, [r0, #28]",
            "mov r1, sp",
            in("r0") saved.as_mut_ptr(),
            out("r1") low,
            options(nostack, preserves_flags)
        );
    }
    low
}

/// Asks for memory to be brought into the cache: nothing every machine of this kind has.
#[inline(always)]
pub fn prefetch<T>(_: *const T) {}
