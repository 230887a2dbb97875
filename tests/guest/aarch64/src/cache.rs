//! How instruction fetches come to see what was stored: AArch64 keeps the two caches apart.
//!
//! Source: Arm Architecture Reference Manual for A-profile (DDI 0487), "Ordering and completion
//! of data and instruction cache instructions", and CTR_EL0 in part D.
//!
//! QEMU models no caches: a mistake here shows on hardware only.

use core::arch::asm;
use core::ops::Range;

/// Bytes in the smallest line of (the data caches, the instruction caches).
fn line_sizes() -> (usize, usize) {
    let cache_type: u64;
    // SAFETY: CTR_EL0 is always readable at exception level 1.
    unsafe {
        asm!("mrs {}, ctr_el0", out(reg) cache_type, options(nomem, nostack, preserves_flags))
    }
    // DminLine and IminLine count words of four bytes, as powers of two.
    (4 << (cache_type >> 16 & 0xf), 4 << (cache_type & 0xf))
}

/// The addresses of the cache lines that `range` touches.
fn lines(range: Range<usize>, size: usize) -> impl Iterator<Item = usize> {
    (range.start & !(size - 1)..range.end).step_by(size)
}

/// First half, while the range is still written to: stores reach the point where both caches meet.
pub fn clean_data(range: Range<usize>) {
    // SAFETY: cleaning writes back what the program stored already; it changes no content.
    unsafe {
        for line in lines(range, line_sizes().0) {
            asm!("dc cvau, {}", in(reg) line, options(nostack, preserves_flags));
        }
        asm!("dsb ish", options(nostack, preserves_flags));
    }
}

/// Second half, after the permissions changed: instructions fetched earlier are forgotten.
pub fn invalidate_instructions(range: Range<usize>) {
    // SAFETY: invalidating makes the machine fetch again what memory holds.
    unsafe {
        for line in lines(range, line_sizes().1) {
            asm!("ic ivau, {}", in(reg) line, options(nostack, preserves_flags));
        }
        // The first barrier ends the maintenance, the second drops what this core fetched ahead.
        asm!("dsb ish", "isb", options(nostack, preserves_flags));
    }
}
