//! The memory map: every address is its own translation, with permissions page by page.
//!
//! Source: The RISC-V Instruction Set Manual, volume II, "Sv39: Page-Based 39-bit Virtual-Memory System".

use crate::{devices, memory};
use copperhead_guest_common::code::Protection;
use copperhead_guest_common::memory::{Access, PAGE, Table};
use core::arch::asm;
use core::ops::Range;

// Bits of an entry. One without R, W and X points to the next table.
const VALID: u64 = 1;
const READ: u64 = 1 << 1;
const WRITE: u64 = 1 << 2;
const EXECUTE: u64 = 1 << 3;
const ACCESSED: u64 = 1 << 6; // preset, both, so that no access has to set them
const DIRTY: u64 = 1 << 7;

const fn bits(access: Access) -> u64 {
    VALID
        | ACCESSED
        | DIRTY
        | match access {
            Access::Read => READ,
            Access::ReadWrite => READ | WRITE,
            Access::ReadExecute => READ | EXECUTE,
        }
}

/// An entry that leads to an address: with the bits of an [`Access`] to memory, with [`VALID`] alone to the next table.
const fn entry(address: usize, bits: u64) -> u64 {
    ((address / PAGE) as u64) << 10 | bits
}

const RAM_PAGES: usize = memory::RAM_SIZE / PAGE;
const GIB: usize = 1 << 30;
const PIECE: usize = 512 * PAGE;

/// One entry per GiB of addresses.
static ROOT: Table<512> = Table::new();
/// One entry per 2 MiB, for the GiB of the devices.
static DEVICES: Table<512> = Table::new();
/// One entry per page of the first 2 MiB.
static EXIT_DEVICE: Table<512> = Table::new();
/// One entry per 2 MiB, for the GiB that RAM lies in.
static RAM: Table<512> = Table::new();
/// One entry per page. The tables of all 2 MiB pieces lie one after the other, so that the number of a
/// page in RAM is its index: 8 bytes per page spare all walking and splitting of tables.
static RAM_PAGE: Table<RAM_PAGES> = Table::new();

/// Builds the map and turns translation on.
///
/// # Safety
/// Only once, from the start code, with translation off.
pub unsafe fn enable() {
    ROOT.set(0, entry(DEVICES.address(), VALID));
    DEVICES.set(0, entry(EXIT_DEVICE.address(), VALID));
    EXIT_DEVICE.set(devices::EXIT / PAGE, entry(devices::EXIT, bits(Access::ReadWrite)));
    DEVICES.set(devices::UART / PIECE, entry(devices::UART, bits(Access::ReadWrite)));
    ROOT.set(memory::RAM_START / GIB, entry(RAM.address(), VALID));
    for piece in 0..RAM_PAGES / 512 {
        RAM.set(piece, entry(RAM_PAGE.address() + piece * PAGE, VALID));
    }
    // What is not named here (address 0, the stacks' guard pages, the device tree) stays unmapped.
    set_entries(memory::text(), Access::ReadExecute);
    set_entries(memory::constants(), Access::Read);
    set_entries(memory::variables(), Access::ReadWrite);
    set_entries(memory::code(), Access::ReadWrite);
    set_entries(memory::stack(), Access::ReadWrite);
    set_entries(memory::exception_stack(), Access::ReadWrite);
    set_entries(memory::heap(), Access::ReadWrite);
    set_entries(memory::archive(), Access::Read);

    let sv39: u64 = 8 << 60 | (ROOT.address() / PAGE) as u64;
    // SAFETY: the tables map what runs and what is used now, each address to itself.
    unsafe {
        asm!(
            "sfence.vma", // the tables are written before they are walked
            "csrw satp, {}",
            "sfence.vma",
            in(reg) sv39,
            options(nostack, preserves_flags),
        );
    }
}

fn set_entries(range: Range<usize>, access: Access) {
    for page in range.step_by(PAGE) {
        // Below RAM the index wraps round to a number that `set` refuses.
        RAM_PAGE.set(page.wrapping_sub(memory::RAM_START) / PAGE, entry(page, bits(access)));
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
        for page in range.step_by(PAGE) {
            // SAFETY: a fence changes no memory. It orders the stores to the tables before later walks of this core; a machine with
            // several must make the others do the same.
            unsafe { asm!("sfence.vma {}, zero", in(reg) page, options(nostack, preserves_flags)) }
        }
        true
    }
}
