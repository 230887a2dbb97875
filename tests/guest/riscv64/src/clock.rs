//! Time in: the counter of the platform.
//!
//! Source: The RISC-V Instruction Set Manual, volume I, "Zicntr" (`time`).

use core::arch::asm;

/// Ticks of the counter in a second: the device tree's `timebase-frequency`, which QEMU's `virt` board fixes.
pub const FREQUENCY: u64 = 10_000_000;

/// The counter. Never goes back.
#[must_use]
pub fn ticks() -> u64 {
    let count: u64;
    // SAFETY: supervisor mode may read it (`mcounteren`).
    unsafe { asm!("rdtime {}", out(reg) count, options(nostack, preserves_flags)) }
    count
}

/// Nanoseconds since power-on. Never goes back.
#[must_use]
pub fn nanoseconds() -> u64 {
    // 584 years pass before this wraps.
    ticks().wrapping_mul(1_000_000_000 / FREQUENCY)
}
