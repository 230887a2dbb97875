//! Time in: the generic timer's counter.
//!
//! Source: Arm Architecture Reference Manual for A-profile (DDI 0487), "The Generic Timer in AArch64 state".

use core::arch::asm;

/// Nanoseconds since power-on. Never goes back.
#[must_use]
pub fn nanoseconds() -> u64 {
    let (count, frequency): (u64, u64);
    // SAFETY: both registers are readable at exception level 1. The barrier keeps the read in its place.
    unsafe {
        asm!(
            "isb",
            "mrs {count}, cntvct_el0",
            "mrs {frequency}, cntfrq_el0",
            count = out(reg) count,
            frequency = out(reg) frequency,
            options(nostack, preserves_flags),
        );
    }
    // 128 bits: the product passes 64 bits after 18 seconds of a counter at 1 GHz.
    (u128::from(count) * 1_000_000_000 / u128::from(frequency.max(1))) as u64
}
