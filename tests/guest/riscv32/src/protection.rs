//! What user mode may do with which memory: the entries of the physical memory protection. What no entry names is refused.
//!
//! Code memory has three ranges of entries. The first, which wins, is a *window*: while a piece of code is written, it allows to write exactly that
//! piece, and not to execute it; everything else that is published stays as it is, and runs, meanwhile. A processor whose protection is coarser than
//! [`GRANULE`] (G in the manual) wants a larger one.
//!
//! The other two are *runs* of pages in which something was published. There may be more runs than two, so they are kept as a translation buffer is: a map has a bit
//! for each page; a jump into a published page that neither covers is refused, and the monitor then lets the older of the two cover it. Once the hot code is in one
//! or two runs, which it is from the start where code memory fills from below, nothing is refused any more.
//!
//! All this is machine mode's: user mode calls [`monitor`](crate::monitor).
//!
//! Source: The RISC-V Instruction Set Manual, volume II, "Physical Memory Protection".

use crate::{devices, memory};
use core::arch::asm;
use core::ops::Range;
use core::sync::atomic::{AtomicBool, AtomicU32, AtomicUsize, Ordering::Relaxed};

/// Bytes that the window's bounds are multiples of.
pub const GRANULE: usize = 16;
/// Bytes that runs are made of. Fewer would do; the map would be larger.
pub const PAGE: usize = 4096;

// The byte that configures an entry.
const READ: usize = 1;
const WRITE: usize = 1 << 1;
const EXECUTE: usize = 1 << 2;
const OFF: usize = 0;
const TO_HERE: usize = 1 << 3; // TOR: from the address of the entry before up to this one's
const FOUR_BYTES: usize = 2 << 3; // NA4
const POWER_OF_TWO: usize = 3 << 3; // NAPOT

/// Writes a control register.
macro_rules! set {
    ($register:literal, $value:expr) => {
        // SAFETY: what the register means is the business of this file, which keeps allowed what runs and is used.
        unsafe { asm!(concat!("csrw ", $register, ", {}"), in(reg) $value, options(nostack, preserves_flags)) }
    };
}

/// The address of an entry for a power of two of bytes, aligned to its length.
fn naturally_aligned(start: usize, length: usize) -> usize {
    assert!(length.is_power_of_two() && length >= 8 && start.is_multiple_of(length), "no single entry can say this");
    start >> 2 | (length >> 3) - 1
}

/// Says what user mode may do.
///
/// # Safety
/// In machine mode, before user mode runs.
pub unsafe fn enable() {
    assert!(memory::code().len() / PAGE <= PUBLISHED.len() * 32, "the map has too few bits");
    // 0 and 1: the window. 2 and 3, 4 and 5: runs. All are off.
    set!("pmpcfg0", 0);
    set!("pmpaddr6", memory::text().start >> 2);
    set!("pmpaddr7", memory::text().end >> 2);
    set!("pmpcfg1", OFF << 16 | (TO_HERE | READ | EXECUTE) << 24);
    set!("pmpaddr8", memory::constants().end >> 2);
    set!("pmpaddr9", memory::variables().end >> 2);
    set!("pmpaddr10", memory::stack().start >> 2);
    set!("pmpaddr11", memory::heap().end >> 2);
    // Text, constants and variables follow each other; so do stack and heap.
    set!("pmpcfg2", (TO_HERE | READ) | (TO_HERE | READ | WRITE) << 8 | OFF << 16 | (TO_HERE | READ | WRITE) << 24);
    set!("pmpaddr12", memory::archive().start >> 2);
    set!("pmpaddr13", memory::archive().end >> 2);
    set!("pmpaddr14", devices::EXIT >> 2);
    set!("pmpaddr15", naturally_aligned(devices::UART, 8));
    set!("pmpcfg3", OFF | (TO_HERE | READ) << 8 | (FOUR_BYTES | READ | WRITE) << 16 | (POWER_OF_TWO | READ | WRITE) << 24);
    synchronise();
}

const WINDOW: usize = (TO_HERE | READ | WRITE) << 8;

/// What was written lately, while it is written and after.
static WINDOW_RANGE: [AtomicUsize; 2] = [AtomicUsize::new(0), AtomicUsize::new(0)];

fn window_range() -> Range<usize> {
    WINDOW_RANGE[0].load(Relaxed)..WINDOW_RANGE[1].load(Relaxed)
}

/// Whether the window is open.
pub fn window_is_open() -> bool {
    let entries: usize;
    // SAFETY: readable in machine mode.
    unsafe { asm!("csrr {}, pmpcfg0", out(reg) entries, options(nomem, nostack, preserves_flags)) }
    entries & WINDOW != 0
}

/// Opens the window over a range of code memory.
pub fn open_window(range: Range<usize>) {
    WINDOW_RANGE[0].store(range.start, Relaxed);
    WINDOW_RANGE[1].store(range.end, Relaxed);
    set!("pmpaddr0", range.start >> 2);
    set!("pmpaddr1", range.end >> 2);
    // SAFETY: nobody executes in the range, by the contract of the caller in user mode.
    unsafe { asm!("csrs pmpcfg0, {}", in(reg) WINDOW, options(nostack, preserves_flags)) }
    synchronise();
}

fn close_window() {
    // SAFETY: takes the permission to write away.
    unsafe { asm!("csrc pmpcfg0, {}", in(reg) WINDOW, options(nostack, preserves_flags)) }
    synchronise();
}

/// Closes the window; the pages that it touched are published. False if it was not open.
pub fn publish_window() -> bool {
    let was_open = window_is_open();
    if was_open {
        close_window();
        mark(window_range(), true);
    }
    was_open
}

/// Closes the window, and lets nothing in these pages be executed any more.
pub fn withdraw(pages: Range<usize>) {
    mark(pages, false);
    // SAFETY: off with both runs: takes permissions away, and `admit` gives back what is still published.
    unsafe {
        asm!("csrc pmpcfg0, {}", in(reg) RUN << 24, options(nostack, preserves_flags));
        asm!("csrc pmpcfg1, {}", in(reg) RUN << 8, options(nostack, preserves_flags));
    }
    close_window();
}

/// A bit for each page of code memory: whether anything in it was published.
static PUBLISHED: [AtomicU32; 32] = [const { AtomicU32::new(0) }; 32];
const RUN: usize = TO_HERE | READ | EXECUTE;

fn mark(range: Range<usize>, published: bool) {
    let start = memory::code().start;
    for page in range.start.saturating_sub(start) / PAGE..range.end.saturating_sub(start).div_ceil(PAGE) {
        if let Some(word) = PUBLISHED.get(page / 32) {
            let bit = 1 << (page % 32);
            let others = word.load(Relaxed) & !bit;
            word.store(if published { others | bit } else { others }, Relaxed);
        }
    }
}

fn is_published(page: usize) -> bool {
    PUBLISHED.get(page / 32).is_some_and(|word| word.load(Relaxed) >> (page % 32) & 1 != 0)
}

/// A jump to this address, or a load from it, was refused: lets a run cover it, if it is published. False if it is not, or if it was refused for another reason.
pub fn admit(address: usize) -> bool {
    /// Whether the second run is the older one.
    static SECOND: AtomicBool = AtomicBool::new(false);

    let start = memory::code().start;
    let page = address.wrapping_sub(start) / PAGE;
    if !is_published(page) || window_is_open() && window_range().contains(&address) {
        return false;
    }
    let (mut first, mut end) = (page, page + 1);
    while first > 0 && is_published(first - 1) {
        first -= 1;
    }
    while is_published(end) {
        end += 1;
    }
    let run = start + first * PAGE..start + end * PAGE;
    if SECOND.fetch_xor(true, Relaxed) {
        set!("pmpaddr4", run.start >> 2);
        set!("pmpaddr5", run.end >> 2);
        // SAFETY: lets execute what was published, and nobody can write there.
        unsafe { asm!("csrs pmpcfg1, {}", in(reg) RUN << 8, options(nostack, preserves_flags)) }
    } else {
        set!("pmpaddr2", run.start >> 2);
        set!("pmpaddr3", run.end >> 2);
        // SAFETY: as above.
        unsafe { asm!("csrs pmpcfg0, {}", in(reg) RUN << 24, options(nostack, preserves_flags)) }
    }
    synchronise();
    true
}

/// From here on nothing uses the old entries. A processor with virtual memory may have kept them with its translations; one without has no such instruction.
fn synchronise() {
    const SUPERVISOR_MODE: usize = 1 << (b'S' - b'A');
    let extensions: usize;
    // SAFETY: a fence changes no memory.
    unsafe {
        asm!("csrr {}, misa", out(reg) extensions, options(nomem, nostack, preserves_flags));
        if extensions & SUPERVISOR_MODE != 0 {
            asm!("sfence.vma", options(nostack, preserves_flags));
        }
    }
}
