//! The memory map: every address is its own translation, with permissions page by page.
//!
//! Source: Intel 64 and IA-32 Architectures Software Developer's Manual (SDM) volume 3, chapter "Paging",
//! "4-Level Paging", and "Details of TLB Use".

use crate::{cores, memory};
use copperhead_guest_common::code::Protection;
use copperhead_guest_common::memory::{Access, PAGE, Table};
use core::arch::asm;
use core::ops::Range;

/// The high precision event timer.
pub const HPET: usize = 0xfed0_0000;
/// Each core's own interrupt controller.
pub const LOCAL_APIC: usize = 0xfee0_0000;

// Bits of an entry.
const PRESENT: u64 = 1;
const WRITABLE: u64 = 1 << 1;
const NOT_CACHED: u64 = 1 << 4; // PCD
const LARGE: u64 = 1 << 7; // PS: a page of 2 MiB instead of a table
const NEVER_EXECUTE: u64 = 1 << 63; // XD; EFER.NXE gives it its meaning

const fn bits(access: Access) -> u64 {
    match access {
        Access::Read => NEVER_EXECUTE,
        Access::ReadWrite => WRITABLE | NEVER_EXECUTE,
        Access::ReadExecute => 0,
    }
}

const RAM_PAGES: usize = memory::RAM_SIZE / PAGE;

/// One entry per 512 GiB of addresses.
pub(crate) static LEVEL_4: Table<512> = Table::new();
/// One entry per GiB.
pub(crate) static LEVEL_3: Table<512> = Table::new();
/// One entry per 2 MiB, for the GiB that RAM lies in.
pub(crate) static LEVEL_2: Table<512> = Table::new();
/// One entry per 2 MiB, for the GiB that devices lie in.
static DEVICES: Table<512> = Table::new();
/// One entry per page. The tables of all 2 MiB pieces lie one after the other, so that the number of a
/// page in RAM is its index: 8 bytes per page spare all walking and splitting of tables.
pub(crate) static LEVEL_1: Table<RAM_PAGES> = Table::new();

/// Completes the map, which has text, constants, variables and the first core's stack since the start code turned it on, with write protection
/// (CR0.WP) and the prohibition to execute (EFER.NXE).
///
/// # Safety
/// Only once, from the start code.
pub unsafe fn enable() {
    // What a table's entry forbids, all below it forbids: tables forbid nothing.
    let table = PRESENT | WRITABLE;
    LEVEL_3.set(HPET >> 30, DEVICES.address() as u64 | table);
    for device in [HPET, LOCAL_APIC] {
        let page = device as u64 & !0x1f_ffff;
        DEVICES.set((device >> 21) % 512, page | LARGE | PRESENT | WRITABLE | NOT_CACHED | NEVER_EXECUTE);
    }
    // What is not named here (the stacks' guard pages, the firmware's memory) stays unmapped.
    set_entries(memory::code(), Access::ReadWrite);
    set_entries(memory::exception_stack(), Access::ReadWrite);
    set_entries(memory::second_start(), Access::ReadWrite);
    set_entries(memory::second_stack(), Access::ReadWrite);
    set_entries(memory::second_exception_stack(), Access::ReadWrite);
    set_entries(memory::heap(), Access::ReadWrite);
    set_entries(memory::archive(), Access::Read);
    flush();
}

/// The address of the top table: what CR3 holds on both cores.
pub fn root() -> u64 {
    LEVEL_4.address() as u64
}

/// Forgets all translations of this core.
pub(crate) fn flush() {
    // SAFETY: the same tables again. No page is global, so that this forgets all.
    unsafe { asm!("mov {0}, cr3", "mov cr3, {0}", out(reg) _, options(nostack, preserves_flags)) }
}

fn set_entries(range: Range<usize>, access: Access) {
    for page in range.step_by(PAGE) {
        LEVEL_1.set(page / PAGE, page as u64 | PRESENT | bits(access));
    }
}

/// Code memory, page by page.
#[derive(Debug)]
pub struct Map;

// SAFETY: the linker script leaves the memory to this alone; `Access` has no value that allows writing and executing, and `set_access`
// returns when no core uses the old permissions. Each other core has executed a serialising
// instruction by then, the end of its handler: nothing that it fetched ahead stays ("Cross-Modifying Code").
unsafe impl Protection for Map {
    const GRANULE: usize = PAGE;

    fn memory() -> Range<usize> {
        memory::code()
    }

    unsafe fn set_access(range: Range<usize>, access: Access) -> bool {
        set_entries(range.clone(), access);
        for page in range.step_by(PAGE) {
            // SAFETY: forgets a translation, which is then read anew.
            unsafe { asm!("invlpg [{}]", in(reg) page, options(nostack, preserves_flags)) }
        }
        cores::flush_other();
        true
    }
}
