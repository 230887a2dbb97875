//! RISC-V: `fence.i` on the hart that will run the code. There are no line sizes to know.
//!
//! The RISC-V Instruction Set Manual, volume I, chapter "Zifencei": after `fence.i` a hart fetches what its own stores, and others' that it
//! can see already, left. It says nothing of other harts: each must run one itself before it enters the code. `clean_data` is
//! what the writing hart owes them before it asks them to.

use core::arch::asm;

/// Whether this instruction set's needs are known.
pub const KNOWN: bool = true;

/// A byte that, repeated, is an instruction which faults: sixteen zero bits are illegal (volume I, 1.5 "Base instruction-length encoding").
pub const TRAP: u8 = 0;

/// First half: what was stored in the range can be seen by all harts.
///
/// # Safety
/// None is needed here; other instruction sets ask for a mapped range.
pub unsafe fn clean_data(_start: usize, _length: usize) {
    // SAFETY: a barrier.
    unsafe { asm!("fence rw, rw", options(nostack, preserves_flags)) };
}

/// Second half: this hart, and no other, forgets what it fetched.
///
/// # Safety
/// None is needed here; other instruction sets ask for a mapped range.
pub unsafe fn invalidate_instructions(_start: usize, _length: usize) {
    // SAFETY: a barrier.
    unsafe { asm!("fence.i", options(nostack, preserves_flags)) };
}
