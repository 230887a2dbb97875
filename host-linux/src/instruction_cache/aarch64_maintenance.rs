//! AArch64: cleans data lines and invalidates instruction lines by address.

use super::aarch64::CacheType;
use core::arch::asm;

/// Makes `length` bytes, written at `write`, ready to be executed at `execute`, on every processor of the inner shareable domain.
///
/// Arm ARM, B2.7.4.2 "Synchronization and coherency issues between data and instruction accesses": `dc cvau`, `dsb`, `ic ivau`, `dsb`, `isb`. Linux lets
/// programs read CTR_EL0 and run both instructions. Data is cleaned by the address it was written at, instructions are
/// invalidated by the address they execute at: the instruction cache may be indexed by virtual address.
pub fn make_coherent(write: usize, execute: usize, length: usize) -> bool {
    let ctr_el0: u64;
    // SAFETY: reads a register that Linux lets programs read.
    unsafe { asm!("mrs {}, ctr_el0", out(reg) ctr_el0, options(nomem, nostack, preserves_flags)) };
    let cache = CacheType::decode(ctr_el0);
    if cache.clean_data {
        for line in lines(write, length, cache.data_line) {
            // SAFETY: writes a line of mapped memory back to memory; no value changes.
            unsafe { asm!("dc cvau, {}", in(reg) line, options(nostack, preserves_flags)) };
        }
    }
    // SAFETY: a barrier.
    unsafe { asm!("dsb ish", options(nostack, preserves_flags)) };
    if cache.invalidate_instructions {
        for line in lines(execute, length, cache.instruction_line) {
            // SAFETY: drops a line of mapped memory from instruction caches; no value changes.
            unsafe { asm!("ic ivau, {}", in(reg) line, options(nostack, preserves_flags)) };
        }
    }
    // SAFETY: barriers.
    unsafe { asm!("dsb ish", "isb", options(nostack, preserves_flags)) };
    true
}

/// The start of every line of `step` bytes that the range touches.
fn lines(start: usize, length: usize, step: usize) -> impl Iterator<Item = usize> {
    let end = start.saturating_add(length);
    (start & !step.wrapping_sub(1)..end).step_by(step)
}
