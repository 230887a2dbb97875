//! Linux lets programs do themselves what these instruction sets want.

use copperhead_core::instruction_cache;

/// Makes `length` bytes, written at `write`, ready to be executed at `execute`, by all threads; false if that cannot be done.
///
/// # Safety
/// Both ranges are mapped and readable.
pub unsafe fn make_coherent(write: usize, execute: usize, length: usize) -> bool {
    // SAFETY: the caller's promise. On AArch64 Linux sets SCTLR_EL1.UCT and UCI, or emulates what it traps (Documentation/arch/arm64/cpu-feature-registers.rst).
    unsafe { instruction_cache::make_coherent(write, execute, length) }
}
