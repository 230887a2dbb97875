//! The memory map: every address is its own translation, with permissions page by page.
//!
//! Sources: Arm Architecture Reference Manual for A-profile (DDI 0487), "The AArch64 Virtual
//! Memory System Architecture"; register layouts in part D, "System registers".

use crate::memory;
use copperhead_guest_common::code::Protection;
use copperhead_guest_common::memory::{Access, PAGE, Table};
use core::arch::asm;
use core::ops::Range;

// Descriptor bits ("Translation table descriptor formats").
const VALID: u64 = 1;
const TABLE_OR_PAGE: u64 = 1 << 1; // a table at levels 1 and 2, a page at level 3; else a block
const DEVICE_MEMORY: u64 = 1 << 2; // AttrIndx: byte 1 of MAIR_EL1; 0 is ordinary memory
const READ_ONLY: u64 = 1 << 7; // AP[2]
const INNER_SHAREABLE: u64 = 3 << 8;
const ACCESSED: u64 = 1 << 10; // AF: preset, so that no access has to set it
const NEVER_EXECUTE_EL1: u64 = 1 << 53; // PXN
const NEVER_EXECUTE_EL0: u64 = 1 << 54; // UXN
const NEVER_EXECUTE: u64 = NEVER_EXECUTE_EL1 | NEVER_EXECUTE_EL0;

const fn bits(access: Access) -> u64 {
    match access {
        Access::Read => READ_ONLY | NEVER_EXECUTE,
        Access::ReadWrite => NEVER_EXECUTE,
        Access::ReadExecute => READ_ONLY | NEVER_EXECUTE_EL0,
    }
}

const RAM_PAGES: usize = memory::RAM_SIZE / PAGE;

/// One entry per GiB of addresses.
static LEVEL_1: Table<512> = Table::new();
/// One entry per 2 MiB, for the GiB that RAM lies in.
static LEVEL_2: Table<512> = Table::new();
/// One entry per page. The tables of all 2 MiB pieces lie one after the other, so that the number of a
/// page in RAM is its index: 8 bytes per page spare all walking and splitting of tables.
static LEVEL_3: Table<RAM_PAGES> = Table::new();

/// Builds the map and turns on the MMU, the caches and W^X.
///
/// # Safety
/// Only once, from the start code, with the MMU off. (A board that does not come out of reset with clean
/// caches must invalidate its data cache before.)
pub unsafe fn enable() {
    let table = VALID | TABLE_OR_PAGE;
    // The first GiB holds the devices, the second holds RAM.
    LEVEL_1.set(0, VALID | DEVICE_MEMORY | ACCESSED | NEVER_EXECUTE);
    LEVEL_1.set(memory::RAM_START >> 30, LEVEL_2.address() as u64 | table);
    for piece in 0..RAM_PAGES / 512 {
        LEVEL_2.set(piece, (LEVEL_3.address() + piece * PAGE) as u64 | table);
    }
    // What is not named here (the stacks' guard pages, the device tree) stays unmapped.
    set_entries(memory::text(), Access::ReadExecute);
    set_entries(memory::constants(), Access::Read);
    set_entries(memory::variables(), Access::ReadWrite);
    set_entries(memory::code(), Access::ReadWrite);
    set_entries(memory::stack(), Access::ReadWrite);
    set_entries(memory::exception_stack(), Access::ReadWrite);
    set_entries(memory::heap(), Access::ReadWrite);
    set_entries(memory::archive(), Access::Read);

    // Byte 0: ordinary memory, write-back, allocating. Byte 1: device memory, strictest kind.
    let memory_attributes: u64 = 0x00ff;
    let translation_control: u64 = 25 // T0SZ: 39 bits of address, so that walks start at level 1
        | 1 << 8        // IRGN0, ORGN0: walks go through the caches
        | 1 << 10
        | 3 << 12       // SH0: inner shareable; TG0 = 0: pages of 4 KiB
        | 1 << 23       // EPD1: no upper half of addresses
        | 2 << 32; // IPS: 40 bits of physical address
    let system_control: u64 = 0x30d0_0800 // the bits that are one in every implementation of Armv8.0
        | 1             // M: the MMU
        | 1 << 2        // C: the data cache
        | 1 << 3        // SA: a misaligned stack pointer faults
        | 1 << 12       // I: the instruction cache
        | 1 << 19; // WXN: what is writable is not executable, whatever the descriptors say
    // SAFETY: the tables map what runs and what is used now, each address to itself.
    unsafe {
        asm!(
            "msr mair_el1, {attributes}",
            "msr tcr_el1, {control}",
            "msr ttbr0_el1, {root}",
            "dsb ish", // the tables are written before they are walked
            "isb",
            "tlbi vmalle1",
            "ic iallu",
            "dsb ish",
            "isb",
            "msr sctlr_el1, {system}",
            "isb",
            attributes = in(reg) memory_attributes,
            control = in(reg) translation_control,
            root = in(reg) LEVEL_1.address(),
            system = in(reg) system_control,
            options(nostack, preserves_flags),
        );
    }
}

fn set_entries(range: Range<usize>, access: Access) {
    for page in range.step_by(PAGE) {
        let descriptor = page as u64 | VALID | TABLE_OR_PAGE | INNER_SHAREABLE | ACCESSED | bits(access);
        // Below RAM the index wraps round to a number that `set` refuses.
        LEVEL_3.set(page.wrapping_sub(memory::RAM_START) / PAGE, descriptor);
    }
}

/// Code memory, page by page.
#[derive(Debug)]
pub struct Map;

// SAFETY: the linker script leaves the memory to this alone; `Access` has no value that allows writing and executing, and `set_access`
// returns when no core uses the old permissions.
unsafe impl Protection for Map {
    const GRANULE: usize = PAGE;

    fn memory() -> Range<usize> {
        memory::code()
    }

    unsafe fn set_access(range: Range<usize>, access: Access) -> bool {
        set_entries(range.clone(), access);
        // SAFETY: barriers and TLB maintenance change no memory. Only permissions changed, so the old entry
        // need not be made invalid first ("Using break-before-make when updating translation table entries").
        unsafe {
            asm!("dsb ishst", options(nostack, preserves_flags));
            for page in range.step_by(PAGE) {
                asm!("tlbi vae1is, {}", in(reg) page >> 12, options(nostack, preserves_flags));
            }
            asm!("dsb ish", "isb", options(nostack, preserves_flags));
        }
        true
    }
}
