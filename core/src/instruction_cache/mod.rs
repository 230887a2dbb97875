//! What must happen between storing machine code and running it, for each instruction set.
//!
//! Stores go to the data cache, fetches come from the instruction cache, and only some machines keep the two alike by themselves. A host does, in
//! [`publish`](crate::buffer::CodeBuffer::publish):
//!
//! 1. [`clean_data`] over the range as it was written, while that address is still mapped;
//! 2. what it does to the range's permissions;
//! 3. [`invalidate_instructions`] over the range as it will execute.
//!
//! Where no permissions change, [`make_coherent`] is both. How large the lines are and what may be left out is decoded from registers by pure
//! functions, [`aarch64::CacheType`] and [`cortex_m::CacheType`], which are tested on every host with what named processors report. Emulators
//! model no caches: a missing call goes unnoticed there. [`crate::model`] notices.
//!
//! Systems with a kernel may want another way: macOS its `sys_icache_invalidate`, Linux on RISC-V a system call, because `fence.i` reaches one hart only.

pub mod aarch64;
pub mod cortex_m;

#[cfg(target_arch = "x86_64")]
#[path = "x86_64.rs"]
mod native;

#[cfg(target_arch = "aarch64")]
#[path = "aarch64_maintenance.rs"]
mod native;

#[cfg(any(target_arch = "riscv64", target_arch = "riscv32"))]
#[path = "riscv.rs"]
mod native;

#[cfg(all(target_arch = "arm", target_os = "none"))]
#[path = "cortex_m_maintenance.rs"]
mod native;

#[cfg(not(any(
    target_arch = "x86_64",
    target_arch = "aarch64",
    target_arch = "riscv64",
    target_arch = "riscv32",
    all(target_arch = "arm", target_os = "none")
)))]
#[path = "unknown.rs"]
mod native;

pub use native::{KNOWN, TRAP, clean_data, invalidate_instructions};

/// Makes `length` bytes, written at `write`, ready to be executed at `execute`; false if it is not known what this instruction set wants.
///
/// # Safety
/// As for [`clean_data`] and [`invalidate_instructions`].
#[must_use]
pub unsafe fn make_coherent(write: usize, execute: usize, length: usize) -> bool {
    // SAFETY: the caller's promise is the same.
    unsafe {
        clean_data(write, length);
        invalidate_instructions(execute, length);
    }
    KNOWN
}

/// The start of every line of `step` bytes, a power of two, that the range touches.
#[allow(dead_code, reason = "not every instruction set works by lines")]
fn lines(start: usize, length: usize, step: usize) -> impl Iterator<Item = usize> {
    let first = if length == 0 { start } else { start & !step.wrapping_sub(1) };
    (first..start.saturating_add(length)).step_by(step.max(1))
}

#[cfg(test)]
mod tests {
    use super::lines;
    use alloc::vec::Vec;

    #[test]
    fn every_line_that_a_range_touches_is_named_once() {
        let of = |start, length, step| lines(start, length, step).collect::<Vec<_>>();
        assert_eq!(of(0x1000, 64, 64), [0x1000]);
        assert_eq!(of(0x1000, 65, 64), [0x1000, 0x1040]);
        assert_eq!(of(0x103f, 2, 64), [0x1000, 0x1040]);
        assert_eq!(of(0x103f, 1, 64), [0x1000]);
        assert_eq!(of(0x1010, 0, 64), []);
        assert_eq!(of(0x1008, 100, 4096), [0x1000]);
        assert_eq!(of(usize::MAX - 70, 1000, 32).len(), 3, "the end of the address space is not passed");
    }

    /// What is written here runs: on x86-64 this shows at least that the way back from the serialising instruction works.
    #[test]
    fn the_maintenance_of_this_machine_returns() {
        let bytes = [0u8; 300];
        let start = bytes.as_ptr() as usize;
        for length in [0, 1, 64, 300] {
            // SAFETY: the range is mapped.
            assert_eq!(unsafe { super::make_coherent(start, start + 1, length.min(299)) }, super::KNOWN);
        }
    }
}
