//! 32-bit Arm: programs may not clean caches by address, so the kernel is asked.

use super::calls::{Call, arm_cacheflush};

/// Makes `length` bytes ready to be executed at `execute`; false if the kernel refused.
///
/// # Safety
/// The range is mapped.
pub unsafe fn make_coherent(write: usize, execute: usize, length: usize) -> bool {
    let flush = |start: usize| {
        let Call { number, arguments: [start, end, flags] } = arm_cacheflush(start, length);
        // SAFETY: the call reads and writes no memory of ours.
        unsafe { libc::syscall(number, start, end, flags) == 0 }
    };
    // Where data caches go by virtual address the lines that were written are those of the other mapping.
    flush(write) && (write == execute || flush(execute))
}
