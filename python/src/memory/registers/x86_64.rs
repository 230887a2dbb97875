//! x86-64: rbx, rbp, r12 to r15 (System V ABI, section 3.2.1), and rdi, rsi, which Windows and UEFI preserve too.

use core::arch::asm;

pub const SUPPORTED: bool = true;
pub const COUNT: usize = 8;

/// Stores the callee-saved registers; returns the stack pointer.
#[inline(always)]
pub fn capture(saved: &mut [usize; COUNT]) -> *const usize {
    let low;
    // SAFETY: writes the eight words of `saved`, nothing else.
    unsafe {
        asm!(
            "mov [{saved}], rbx",
            "mov [{saved} + 8], rbp",
            "mov [{saved} + 16], r12",
            "mov [{saved} + 24], r13",
            "mov [{saved} + 32], r14",
            "mov [{saved} + 40], r15",
            "mov [{saved} + 48], rdi",
            "mov [{saved} + 56], rsi",
            "mov {low}, rsp",
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
    unsafe { asm!("prefetcht0 [{address}]", address = in(reg) address, options(nostack, readonly, preserves_flags)) };
}
