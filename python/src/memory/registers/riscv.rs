//! RISC-V, 32 and 64 bits: s0 to s11 (RISC-V ELF psABI, "Integer Register Convention").

use core::arch::asm;

pub const SUPPORTED: bool = true;
pub const COUNT: usize = 12;

#[cfg(target_pointer_width = "64")]
macro_rules! store {
    ($register:literal, $index:literal) => {
        concat!("sd ", $register, ", ", $index, " * 8({saved})")
    };
}

#[cfg(target_pointer_width = "32")]
macro_rules! store {
    ($register:literal, $index:literal) => {
        concat!("sw ", $register, ", ", $index, " * 4({saved})")
    };
}

/// Stores the callee-saved registers; returns the stack pointer.
#[inline(always)]
pub fn capture(saved: &mut [usize; COUNT]) -> *const usize {
    let low;
    // SAFETY: writes the twelve words of `saved`, nothing else.
    unsafe {
        asm!(
            store!("s0", "0"),
            store!("s1", "1"),
            store!("s2", "2"),
            store!("s3", "3"),
            store!("s4", "4"),
            store!("s5", "5"),
            store!("s6", "6"),
            store!("s7", "7"),
            store!("s8", "8"),
            store!("s9", "9"),
            store!("s10", "10"),
            store!("s11", "11"),
            "mv {low}, sp",
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
