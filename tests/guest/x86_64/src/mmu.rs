//! The memory map: every address is its own translation, with permissions page by page.
//!
//! Source: Intel 64 and IA-32 Architectures Software Developer's Manual (SDM) volume 3, chapter "Paging",
//! "4-Level Paging", and "Details of TLB Use".

use crate::{cores, memory};
use core::arch::asm;
use core::cell::UnsafeCell;
use core::ops::Range;

/// Bytes in a page, the unit of permissions.
pub const PAGE: usize = 4096;
/// The high precision event timer.
pub const HPET: usize = 0xfed0_0000;
/// Each core's own interrupt controller.
pub const LOCAL_APIC: usize = 0xfee0_0000;

/// What may be done with a page. Writing and executing at once cannot be said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Load only.
    Read,
    /// Load and store.
    ReadWrite,
    /// Load and execute.
    ReadExecute,
}

// Bits of an entry.
const PRESENT: u64 = 1;
const WRITABLE: u64 = 1 << 1;
const NOT_CACHED: u64 = 1 << 4; // PCD
const LARGE: u64 = 1 << 7; // PS: a page of 2 MiB instead of a table
const NEVER_EXECUTE: u64 = 1 << 63; // XD; EFER.NXE gives it its meaning

impl Access {
    const fn bits(self) -> u64 {
        match self {
            Access::Read => NEVER_EXECUTE,
            Access::ReadWrite => WRITABLE | NEVER_EXECUTE,
            Access::ReadExecute => 0,
        }
    }
}

/// A table, or several one after the other.
#[repr(C, align(4096))]
struct Table<const ENTRIES: usize>(UnsafeCell<[u64; ENTRIES]>);

// SAFETY: after `enable`, each entry is changed only by whom its page belongs to, in one aligned store.
unsafe impl<const ENTRIES: usize> Sync for Table<ENTRIES> {}

impl<const ENTRIES: usize> Table<ENTRIES> {
    const fn new() -> Self {
        Table(UnsafeCell::new([0; ENTRIES]))
    }

    fn address(&self) -> u64 {
        self.0.get().addr() as u64
    }

    fn set(&self, index: usize, entry: u64) {
        assert!(index < ENTRIES, "address outside of RAM");
        // SAFETY: the index is inside. Volatile, because the reader is the processor's walker.
        unsafe { self.0.get().cast::<u64>().add(index).write_volatile(entry) }
    }
}

const RAM_PAGES: usize = memory::RAM_SIZE / PAGE;

/// One entry per 512 GiB of addresses.
static LEVEL_4: Table<512> = Table::new();
/// One entry per GiB.
static LEVEL_3: Table<512> = Table::new();
/// One entry per 2 MiB, for the GiB that RAM lies in.
static LEVEL_2: Table<512> = Table::new();
/// One entry per 2 MiB, for the GiB that devices lie in.
static DEVICES: Table<512> = Table::new();
/// One entry per page. The tables of all 2 MiB pieces lie one after the other, so that the number of a
/// page in RAM is its index: 8 bytes per page spare all walking and splitting of tables.
static LEVEL_1: Table<RAM_PAGES> = Table::new();

/// Builds the map and goes over to it from the one that the start code made. Write protection (CR0.WP) and the
/// prohibition to execute (EFER.NXE) are on already.
///
/// # Safety
/// Only once, from the start code.
pub unsafe fn enable() {
    // What a table's entry forbids, all below it forbids: tables forbid nothing.
    let table = PRESENT | WRITABLE;
    LEVEL_4.set(0, LEVEL_3.address() | table);
    LEVEL_3.set(0, LEVEL_2.address() | table);
    LEVEL_3.set(HPET >> 30, DEVICES.address() | table);
    for piece in 0..RAM_PAGES / 512 {
        LEVEL_2.set(piece, (LEVEL_1.address() + (piece * PAGE) as u64) | table);
    }
    for device in [HPET, LOCAL_APIC] {
        let page = device as u64 & !0x1f_ffff;
        DEVICES.set((device >> 21) % 512, page | LARGE | PRESENT | WRITABLE | NOT_CACHED | NEVER_EXECUTE);
    }
    // What is not named here (the stacks' guard pages, the firmware's memory) stays unmapped.
    set_entries(memory::text(), Access::ReadExecute);
    set_entries(memory::constants(), Access::Read);
    set_entries(memory::variables(), Access::ReadWrite);
    set_entries(memory::code(), Access::ReadWrite);
    set_entries(memory::stack(), Access::ReadWrite);
    set_entries(memory::exception_stack(), Access::ReadWrite);
    set_entries(memory::second_start(), Access::ReadWrite);
    set_entries(memory::second_stack(), Access::ReadWrite);
    set_entries(memory::second_exception_stack(), Access::ReadWrite);
    set_entries(memory::heap(), Access::ReadWrite);
    set_entries(memory::archive(), Access::Read);
    // SAFETY: the tables map what runs and what is used now, each address to itself.
    unsafe { asm!("mov cr3, {}", in(reg) root(), options(nostack, preserves_flags)) }
}

/// The address of the top table: what CR3 holds on both cores.
pub fn root() -> u64 {
    LEVEL_4.address()
}

/// Changes the permissions of the pages of `range`, and returns when no core can use the old ones.
///
/// # Safety
/// The range is made of whole pages whose content the caller alone decides about: nothing relies on the
/// permission that is taken away.
pub unsafe fn set_access(range: Range<usize>, access: Access) {
    set_entries(range.clone(), access);
    for page in range.step_by(PAGE) {
        // SAFETY: forgets a translation, which is then read anew.
        unsafe { asm!("invlpg [{}]", in(reg) page, options(nostack, preserves_flags)) }
    }
    cores::flush_other();
}

/// Forgets all translations of this core.
pub(crate) fn flush() {
    // SAFETY: the same tables again. No page is global, so that this forgets all.
    unsafe { asm!("mov {0}, cr3", "mov cr3, {0}", out(reg) _, options(nostack, preserves_flags)) }
}

fn set_entries(range: Range<usize>, access: Access) {
    for page in range.step_by(PAGE) {
        LEVEL_1.set(page / PAGE, page as u64 | PRESENT | access.bits());
    }
}
