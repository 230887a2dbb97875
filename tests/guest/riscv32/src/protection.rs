//! What user mode may do with which memory: the entries of the physical memory protection. What no entry names is refused.
//!
//! Code memory is one entry that allows to execute. In front of it stands a *window*: while a piece of code is written, an entry of a lower
//! number, which wins, allows to write exactly that piece, and not to execute it. So two entries serve any number of pieces of any size;
//! everything else that is published stays as it is, and runs, meanwhile. A processor whose protection is coarser than [`GRANULE`] (G in the
//! manual) wants a larger one.
//!
//! All this is machine mode's: user mode calls [`monitor`](crate::monitor).
//!
//! Source: The RISC-V Instruction Set Manual, volume II, "Physical Memory Protection".

use crate::{exit, memory, uart};
use core::arch::asm;
use core::ops::Range;

/// Bytes that the window's bounds are multiples of.
pub const GRANULE: usize = 16;

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
    let code = memory::code();
    // 0 and 1: the window. 2: code memory.
    set!("pmpaddr2", naturally_aligned(code.start, code.len()));
    set!("pmpaddr3", memory::text().start >> 2);
    set!("pmpcfg0", OFF | OFF << 8 | (POWER_OF_TWO | READ | EXECUTE) << 16 | OFF << 24);
    set!("pmpaddr4", memory::text().end >> 2);
    set!("pmpaddr5", memory::constants().end >> 2);
    set!("pmpaddr6", memory::variables().end >> 2);
    set!("pmpaddr7", memory::stack().start >> 2);
    set!("pmpcfg1", (TO_HERE | READ | EXECUTE) | (TO_HERE | READ) << 8 | (TO_HERE | READ | WRITE) << 16 | OFF << 24);
    // Text, constants and variables follow each other; so do stack and heap.
    set!("pmpaddr8", memory::heap().end >> 2);
    set!("pmpaddr9", memory::archive().start >> 2);
    set!("pmpaddr10", memory::archive().end >> 2);
    set!("pmpaddr11", exit::DEVICE >> 2);
    set!("pmpcfg2", (TO_HERE | READ | WRITE) | OFF << 8 | (TO_HERE | READ) << 16 | (FOUR_BYTES | READ | WRITE) << 24);
    set!("pmpaddr12", naturally_aligned(uart::BASE, 8));
    set!("pmpcfg3", POWER_OF_TWO | READ | WRITE);
    synchronise();
}

const WINDOW: usize = (TO_HERE | READ | WRITE) << 8;

/// Whether the window is open.
pub fn window_is_open() -> bool {
    let entries: usize;
    // SAFETY: readable in machine mode.
    unsafe { asm!("csrr {}, pmpcfg0", out(reg) entries, options(nomem, nostack, preserves_flags)) }
    entries & WINDOW != 0
}

/// Opens the window over a range of code memory.
pub fn open_window(range: Range<usize>) {
    set!("pmpaddr0", range.start >> 2);
    set!("pmpaddr1", range.end >> 2);
    // SAFETY: nobody executes in the range, by the contract of the caller in user mode.
    unsafe { asm!("csrs pmpcfg0, {}", in(reg) WINDOW, options(nostack, preserves_flags)) }
    synchronise();
}

/// Closes the window.
pub fn close_window() {
    // SAFETY: takes the permission to write away, gives the one to execute back.
    unsafe { asm!("csrc pmpcfg0, {}", in(reg) WINDOW, options(nostack, preserves_flags)) }
    synchronise();
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
