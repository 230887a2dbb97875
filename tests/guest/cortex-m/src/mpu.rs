//! The protection unit: what may be done with each part of memory. No part is writable and executable.
//!
//! Source: Armv7-M Architecture Reference Manual (DDI 0403), B3.5 "Protected Memory System Architecture, PMSAv7".
//!
//! There are eight regions. Each is a power of two of bytes, at a multiple of its size, and falls into eight equal subregions that can be
//! turned off one by one. Where regions overlap, the one with the highest number decides. Code memory needs changing
//! permissions, and takes two: the lower says read and execute, the higher says read and write, and is turned off wherever
//! code was published. So a change is one store of one register, and the unit of change is an eighth of code memory.

use crate::memory::{self, write_register};
use core::arch::asm;
use core::ops::Range;
use core::sync::atomic::{AtomicU32, Ordering::Relaxed};

/// What may be done with memory. Writing and executing at once cannot be said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Load only.
    Read,
    /// Load and store.
    ReadWrite,
    /// Load and execute.
    ReadExecute,
}

// Bits of MPU_RASR.
const ENABLE: u32 = 1;
const MEMORY: u32 = 0b001 << 19 | 1 << 17 | 1 << 16; // TEX, C, B: ordinary memory, write-back, allocating
const DEVICE: u32 = 0b000 << 19 | 1 << 16; // device memory
const NEVER_EXECUTE: u32 = 1 << 28; // XN
const PRIVILEGED_READ_WRITE: u32 = 0b001 << 24; // AP
const PRIVILEGED_READ: u32 = 0b101 << 24;

impl Access {
    const fn bits(self) -> u32 {
        match self {
            Access::Read => PRIVILEGED_READ | NEVER_EXECUTE,
            Access::ReadWrite => PRIVILEGED_READ_WRITE | NEVER_EXECUTE,
            Access::ReadExecute => PRIVILEGED_READ,
        }
    }
}

// The unit's registers.
const MPU_CTRL: usize = 0xe000_ed94;
const MPU_RBAR: usize = 0xe000_ed9c;
const MPU_RASR: usize = 0xe000_eda0;

/// The number of the region that makes unpublished code memory writable.
const WRITABLE_CODE: u32 = 7;
/// The parts of code memory whose permissions change apart from each other.
pub const PARTS: usize = 8;

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
    const MIB: usize = 1 << 20;
    let regions = [
        (0x0000_0000..2 * MIB, MEMORY | Access::ReadExecute.bits()), // the guest's own machine code
        (2 * MIB..4 * MIB, MEMORY | Access::Read.bits()),            // its constants
        (0x2000_0000..0x2000_0000 + 4 * MIB, MEMORY | Access::ReadWrite.bits()), // stacks and variables
        (0x6000_0000..0x6000_0000 + 16 * MIB, MEMORY | Access::ReadWrite.bits()), // heap; two parts of it follow
        (memory::archive(), MEMORY | Access::Read.bits()),
        (0x4000_0000..0x4000_0000 + MIB, DEVICE | Access::ReadWrite.bits()),
        (memory::code(), MEMORY | Access::ReadExecute.bits()),
    ];
    // SAFETY: text may be executed, stack and variables written. The barriers order the change before what follows.
    unsafe {
        for (number, (range, bits)) in regions.into_iter().enumerate() {
            set_region(number as u32, range, bits, 0);
        }
        set_code_access(0..PARTS, Access::ReadWrite);
        write_register(MPU_CTRL, 1); // on; no memory for whom no region says so (PRIVDEFENA is 0)
        asm!("dsb", "isb", options(nostack, preserves_flags));
    }
}

/// Makes parts of code memory writable, or executable.
///
/// # Safety
/// The caller alone decides about their content: nothing relies on the permission that is taken away.
pub unsafe fn set_code_access(parts: Range<usize>, access: Access) {
    let bits = (1 << parts.end) - (1 << parts.start);
    let published = match access {
        Access::ReadWrite => PUBLISHED.load(Relaxed) & !bits,
        Access::Read | Access::ReadExecute => PUBLISHED.load(Relaxed) | bits,
    };
    PUBLISHED.store(published, Relaxed);
    // SAFETY: only the writability of code memory changes, for which the caller vouches. Barriers: what was stored is stored with
    // the old permissions, what is executed next is fetched with the new ones.
    unsafe {
        asm!("dsb", options(nostack, preserves_flags));
        set_region(WRITABLE_CODE, memory::code(), MEMORY | Access::ReadWrite.bits(), published);
        asm!("dsb", "isb", options(nostack, preserves_flags));
    }
}
