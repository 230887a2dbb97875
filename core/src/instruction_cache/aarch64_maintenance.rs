//! AArch64: cleans data lines and invalidates instruction lines by address.
//!
//! Arm ARM, B2.7.4.2 "Synchronization and coherency issues between data and instruction accesses": `dc cvau`, `dsb`, `ic ivau`,
//! `dsb`, `isb`. Data is cleaned by the address it was written at, instructions are invalidated by the address they execute at: the
//! instruction cache may be indexed by virtual address. All three instructions and CTR_EL0 may be used at EL1 and above, and at EL0 where the system allows it
//! (SCTLR_EL1.UCT and UCI): Linux does, macOS does not.

use super::aarch64::CacheType;
use super::lines;
use core::arch::asm;

/// Whether this instruction set's needs are known.
pub const KNOWN: bool = true;

/// A byte that, repeated, is an instruction which faults: `udf #0` (Arm ARM, C6.2 "UDF").
pub const TRAP: u8 = 0;

fn cache_type() -> CacheType {
    let ctr_el0: u64;
    // SAFETY: reads a register; that it may be read is the callers' contract.
    unsafe { asm!("mrs {}, ctr_el0", out(reg) ctr_el0, options(nomem, nostack, preserves_flags)) };
    CacheType::decode(ctr_el0)
}

/// First half: what was stored in the range reaches the point where fetches look for it.
///
/// # Safety
/// The range is mapped and readable; CTR_EL0 and `dc cvau` are allowed at this exception level.
pub unsafe fn clean_data(start: usize, length: usize) {
    let cache = cache_type();
    if cache.clean_data {
        for line in lines(start, length, cache.data_line) {
            // SAFETY: writes a line of mapped memory back to memory; no value changes.
            unsafe { asm!("dc cvau, {}", in(reg) line, options(nostack, preserves_flags)) };
        }
    }
    // SAFETY: a barrier: stores, and cleaning, are complete for all processors of the inner shareable domain.
    unsafe { asm!("dsb ish", options(nostack, preserves_flags)) };
}

/// Second half: every processor of the inner shareable domain forgets what it fetched from the range, and this one what it fetched ahead.
///
/// # Safety
/// The range is mapped; CTR_EL0 and `ic ivau` are allowed at this exception level.
pub unsafe fn invalidate_instructions(start: usize, length: usize) {
    let cache = cache_type();
    if cache.invalidate_instructions {
        for line in lines(start, length, cache.instruction_line) {
            // SAFETY: drops a line of mapped memory from instruction caches; no value changes.
            unsafe { asm!("ic ivau, {}", in(reg) line, options(nostack, preserves_flags)) };
        }
    }
    // SAFETY: barriers.
    unsafe { asm!("dsb ish", "isb", options(nostack, preserves_flags)) };
}
