//! Time in: the counter of the platform.
//!
//! Source: The RISC-V Instruction Set Manual, volume I, "Zicntr" (`time`).

use core::arch::asm;

/// Ticks of the counter in a second: the device tree's `timebase-frequency`, which QEMU's `virt` board fixes.
pub const FREQUENCY: u64 = 10_000_000;

/// The counter. Never goes back.
#[must_use]
pub fn ticks() -> u64 {
    loop {
        let (before, low, high): (u32, u32, u32);
        // SAFETY: user mode may read them (`mcounteren`).
        unsafe {
            asm!("rdtimeh {}", "rdtime {}", "rdtimeh {}", out(reg) before, out(reg) low, out(reg) high, options(nostack, preserves_flags));
        }
        // Else the lower half wrapped between the reads.
        if before == high {
            return u64::from(high) << 32 | u64::from(low);
        }
    }
}

/// Nanoseconds since power-on. Never goes back.
#[must_use]
pub fn nanoseconds() -> u64 {
    // 584 years pass before this wraps.
    ticks().wrapping_mul(1_000_000_000 / FREQUENCY)
}
