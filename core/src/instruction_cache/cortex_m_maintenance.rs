//! Cortex-M: cleans the data cache by address and invalidates the instruction cache as a whole, where there are caches; barriers everywhere.
//!
//! Armv7-M ARM, B2.2.7 "Cache and branch predictor maintenance operations" and A3.7.3 on what new code wants: clean, `dsb`, invalidate, `dsb`, `isb`.
//! The registers are those of the system control space, B3.2.2; they may be touched by privileged code only. Armv6-M has neither caches nor these
//! registers, which read as zero there.

use super::cortex_m::CacheType;
use super::lines;
use core::arch::asm;
use core::ptr::with_exposed_provenance_mut;

/// Whether this instruction set's needs are known.
pub const KNOWN: bool = true;

/// A byte that, repeated, is an instruction which faults: `udf #0xde` (Armv7-M ARM, A7.7.191 "UDF", encoding T1).
pub const TRAP: u8 = 0xde;

const CLIDR: usize = 0xe000_ed78;
const CTR: usize = 0xe000_ed7c;
/// Invalidate all instruction caches to the point of unification; the value written is ignored.
const ICIALLU: usize = 0xe000_ef50;
/// Clean the data cache line of an address to the point of unification.
const DCCMVAU: usize = 0xe000_ef64;

fn cache_type() -> CacheType {
    // SAFETY: the registers can be read at any time by privileged code, which is the callers' contract.
    let read = |register| unsafe { with_exposed_provenance_mut::<u32>(register).read_volatile() };
    CacheType::decode(read(CLIDR), read(CTR))
}

/// First half: what was stored in the range reaches the point where fetches look for it.
///
/// # Safety
/// The processor is a Cortex-M and the caller privileged.
pub unsafe fn clean_data(start: usize, length: usize) {
    // SAFETY: barriers; the register takes any address and writes data back, which changes no value.
    unsafe {
        asm!("dsb", options(nostack, preserves_flags));
        if let Some(step) = cache_type().data_line {
            for line in lines(start, length, step) {
                with_exposed_provenance_mut::<u32>(DCCMVAU).write_volatile(line as u32);
            }
            asm!("dsb", options(nostack, preserves_flags));
        }
    }
}

/// Second half: the processor forgets what it fetched, from the range and elsewhere.
///
/// # Safety
/// The processor is a Cortex-M and the caller privileged.
pub unsafe fn invalidate_instructions(_start: usize, _length: usize) {
    // SAFETY: dropping instructions changes no value; barriers.
    unsafe {
        if cache_type().instruction_cache {
            with_exposed_provenance_mut::<u32>(ICIALLU).write_volatile(0);
        }
        asm!("dsb", "isb", options(nostack, preserves_flags));
    }
}
