//! RISC-V: `fence.i` reaches only the hart that runs it, and the kernel may move a thread to another hart at any time: so the kernel is asked.

/// Makes `length` bytes ready to be executed at `execute`, on every hart that runs this process; false if the kernel refused.
///
/// Linux, `riscv_flush_icache(start, end, flags)`: flags 0 means all threads of the process, 1 (`SYS_RISCV_FLUSH_ICACHE_LOCAL`) only the
/// calling one (arch/riscv/include/uapi/asm/unistd.h, Documentation/arch/riscv/cmodx.rst).
///
/// # Safety
/// None is needed here; other instruction sets ask for mapped ranges.
pub unsafe fn make_coherent(_write: usize, execute: usize, length: usize) -> bool {
    const RISCV_FLUSH_ICACHE: libc::c_long = 259;
    const ALL_THREADS: usize = 0;
    let end = execute.wrapping_add(length);
    // SAFETY: the call reads and writes no memory of ours.
    unsafe { libc::syscall(RISCV_FLUSH_ICACHE, execute, end, ALL_THREADS) == 0 }
}
