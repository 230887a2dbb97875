//! The protection unit: what may be done with each part of memory. No part is writable and executable.
//!
//! Source: Armv7-M Architecture Reference Manual (DDI 0403), B3.5 "Protected Memory System Architecture, PMSAv7".
//!
//! There are eight regions. Each is a power of two of bytes, at a multiple of its size, and falls into eight equal subregions that can be
//! turned off one by one. Where regions overlap, the one with the highest number decides. Code memory needs changing
//! permissions, and takes two: the lower says read and execute, the higher says read and write, and is turned off wherever
//! code was published. So a change is one store of one register, and the unit of change is an eighth of code memory.

use crate::memory::{self, write_register};
use copperhead_guest_common::code::Protection;
use copperhead_guest_common::memory::Access;
use core::arch::asm;
use core::ops::Range;
use core::sync::atomic::{AtomicU32, Ordering::Relaxed};

// Bits of MPU_RASR.
const ENABLE: u32 = 1;
const MEMORY: u32 = 0b001 << 19 | 1 << 17 | 1 << 16; // TEX, C, B: ordinary memory, write-back, allocating
const DEVICE: u32 = 0b000 << 19 | 1 << 16; // device memory
const NEVER_EXECUTE: u32 = 1 << 28; // XN
const PRIVILEGED_READ_WRITE: u32 = 0b001 << 24; // AP
const PRIVILEGED_READ: u32 = 0b101 << 24;

const fn bits(access: Access) -> u32 {
    match access {
        Access::Read => PRIVILEGED_READ | NEVER_EXECUTE,
        Access::ReadWrite => PRIVILEGED_READ_WRITE | NEVER_EXECUTE,
        Access::ReadExecute => PRIVILEGED_READ,
    }
}

// The unit's registers.
const MPU_CTRL: usize = 0xe000_ed94;
const MPU_RBAR: usize = 0xe000_ed9c;
const MPU_RASR: usize = 0xe000_eda0;

/// The number of the region that makes unpublished code memory writable.
const WRITABLE_CODE: u32 = 7;
/// The parts of code memory whose permissions change apart from each other: as many as a region has subregions.
const PARTS: usize = 8;
/// Bytes in a part of code memory.
const PART: usize = 128 << 10;

/// Which parts of code memory are published: a bit for each.
static PUBLISHED: AtomicU32 = AtomicU32::new(0);

/// Sets one region. `off` has a bit for each subregion that is turned off.
///
/// # Safety
/// What runs and what is used keeps the permissions that it needs.
unsafe fn set_region(number: u32, range: Range<usize>, bits: u32, off: u32) {
    assert!(range.len().is_power_of_two() && range.start % range.len() == 0, "not a region: {range:x?}");
    let size = range.len().ilog2() - 1; // SIZE: two to the power of SIZE + 1 bytes
    // SAFETY: the unit's registers; for the rest the caller vouches. RBAR's bit 4 says that its low bits select the region.
    unsafe {
        write_register(MPU_RBAR, range.start as u32 | 1 << 4 | number);
        write_register(MPU_RASR, bits | off << 8 | size << 1 | ENABLE);
    }
}

/// Gives each part of memory its permissions and turns the unit on. What is not named here is nobody's, except for the processor's
/// own registers, which need no region.
///
/// # Safety
/// Only once, from the start code.
pub unsafe fn enable() {
    assert!(memory::code().len() == PARTS * PART, "guest.ld gives code memory another size");
    const MIB: usize = 1 << 20;
    let regions = [
        (0x0000_0000..2 * MIB, MEMORY | bits(Access::ReadExecute)), // the guest's own machine code
        (2 * MIB..4 * MIB, MEMORY | bits(Access::Read)),            // its constants
        (0x2000_0000..0x2000_0000 + 4 * MIB, MEMORY | bits(Access::ReadWrite)), // stacks and variables
        (memory::external(), MEMORY | bits(Access::ReadWrite)),     // heap; two parts of it follow
        (memory::archive(), MEMORY | bits(Access::Read)),
        (0x4000_0000..0x4000_0000 + MIB, DEVICE | bits(Access::ReadWrite)),
        (memory::code(), MEMORY | bits(Access::ReadExecute)),
    ];
    // SAFETY: text may be executed, stack and variables written. The barriers order the change before what follows.
    unsafe {
        for (number, (range, bits)) in regions.into_iter().enumerate() {
            set_region(number as u32, range, bits, 0);
        }
        set_code_access(0..PARTS, Access::ReadWrite);
        write_register(MPU_CTRL, 3); // on, in faults and NMI too (HFNMIENA); no memory for whom no region says so (PRIVDEFENA is 0)
        asm!("dsb", "isb", options(nostack, preserves_flags));
    }
}

/// Makes parts of code memory, by their numbers, writable or executable.
///
/// # Safety
/// The caller alone decides about their content: nothing relies on the permission that is taken away.
unsafe fn set_code_access(parts: Range<usize>, access: Access) {
    let these = (1 << parts.end) - (1 << parts.start);
    let published = match access {
        Access::ReadWrite => PUBLISHED.load(Relaxed) & !these,
        Access::Read | Access::ReadExecute => PUBLISHED.load(Relaxed) | these,
    };
    PUBLISHED.store(published, Relaxed);
    // SAFETY: only the writability of code memory changes, for which the caller vouches. Barriers: what was stored is stored with
    // the old permissions, what is executed next is fetched with the new ones.
    unsafe {
        asm!("dsb", options(nostack, preserves_flags));
        set_region(WRITABLE_CODE, memory::code(), MEMORY | bits(Access::ReadWrite), published);
        asm!("dsb", "isb", options(nostack, preserves_flags));
    }
}

/// Code memory, part by part.
#[derive(Debug)]
pub struct Parts;

// SAFETY: the linker script leaves the memory to this alone; `Access` has no value that allows writing and executing, and `set_code_access`
// ends with barriers. The machine has one core.
unsafe impl Protection for Parts {
    const GRANULE: usize = PART;

    fn memory() -> Range<usize> {
        memory::code()
    }

    unsafe fn set_access(range: Range<usize>, access: Access) -> bool {
        let start = memory::code().start;
        // SAFETY: the caller's promise is the same.
        unsafe { set_code_access((range.start - start) / PART..(range.end - start).div_ceil(PART), access) };
        true
    }
}
