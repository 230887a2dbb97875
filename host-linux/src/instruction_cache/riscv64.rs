//! RISC-V: `fence.i` reaches only the hart that runs it, so the kernel is asked.

/// Makes `length` bytes ready to be executed at `execute`, on every hart that runs this process; false if the kernel refused.
///
/// Linux, "RISC-V flush icache": `riscv_flush_icache(start, end, flags)`; flags 0 means all threads.
pub fn make_coherent(_write: usize, execute: usize, length: usize) -> bool {
    const RISCV_FLUSH_ICACHE: libc::c_long = 259;
    let end = execute.wrapping_add(length);
    // SAFETY: the call reads and writes no memory of ours.
    unsafe { libc::syscall(RISCV_FLUSH_ICACHE, execute, end, 0_usize) == 0 }
}
