//! 32-bit Arm: programs may not clean caches by address, so the kernel is asked.

/// Makes `length` bytes ready to be executed at `execute`; false if the kernel refused.
///
/// Linux, `cacheflush(start, end, flags)`: cleans data and invalidates instructions to the point of unification, on all processors
/// (arch/arm/kernel/traps.c, `do_cache_op`); flags must be 0.
///
/// # Safety
/// The range is mapped.
pub unsafe fn make_coherent(write: usize, execute: usize, length: usize) -> bool {
    const CACHEFLUSH: libc::c_long = 0x0f_0002;
    let flush = |start: usize| {
        let end = start.wrapping_add(length);
        // SAFETY: the call reads and writes no memory of ours.
        unsafe { libc::syscall(CACHEFLUSH, start, end, 0) == 0 }
    };
    // Where data caches go by virtual address the lines that were written are those of the other mapping.
    flush(write) && (write == execute || flush(execute))
}
