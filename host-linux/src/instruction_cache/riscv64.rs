//! RISC-V: `fence.i` reaches only the hart that runs it, and the kernel may move a thread to another hart at any time: so the kernel is asked.

use super::calls::{Call, riscv_flush_icache};

/// Makes `length` bytes ready to be executed at `execute`, on every hart that runs this process; false if the kernel refused.
///
/// # Safety
/// None is needed here; other instruction sets ask for mapped ranges.
pub unsafe fn make_coherent(_write: usize, execute: usize, length: usize) -> bool {
    let Call { number, arguments: [start, end, flags] } = riscv_flush_icache(execute, length);
    // SAFETY: the call reads and writes no memory of ours.
    unsafe { libc::syscall(number, start, end, flags) == 0 }
}
