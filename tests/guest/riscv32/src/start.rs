//! The first instructions after power-on, up to the guest's `main`.

use crate::{devices, memory, protection};
use copperhead_guest_common::{console, heap};
use core::arch::{asm, global_asm};

// QEMU enters at the start of RAM, in machine mode.
// Registers: The RISC-V Instruction Set Manual, volume II (privileged architecture), "Machine-Level ISA".
global_asm!(
    r#"
    .section .text.start, "ax"
    .global _start
_start:
    la    t0, __monitor
    csrw  mtvec, t0
    la    sp, __monitor_stack_end
    csrw  mscratch, sp
    la    t0, __bss_start           // 16-byte aligned, ends on a page
    la    t1, __bss_end
1:  bgeu  t0, t1, 2f
    sw    zero, 0(t0)
    addi  t0, t0, 4
    j     1b
2:  li    s0, 0                     // the end of the chain of frame pointers
    li    ra, 0
    tail  {start}
    "#,
    start = sym start,
);

/// Protects memory, and goes on in user mode. Runs in machine mode, on the monitor's stack.
extern "C" fn start() -> ! {
    // SAFETY: called once, before anything else, on the only core; `.bss` is zero. The entries allow what user mode needs. Nothing
    // on this stack is needed any more.
    unsafe {
        devices::initialise();
        protection::enable();
        asm!(
            "csrw mcounteren, {time}",       // user mode may read the time; where there is a supervisor mode,
            "csrw scounteren, {time}",       // it must allow it, too
            "csrw mstatus, zero",            // return to user mode (MPP)
            "csrw mepc, {user}",
            "mv sp, {stack}",
            "mret",
            time = in(reg) 1 << 1,
            user = in(reg) user as *const (),
            stack = in(reg) memory::stack().end,
            options(noreturn),
        )
    }
}

/// Runs the guest's `main`. From here on it is user mode.
extern "C" fn user() -> ! {
    // SAFETY: called once.
    unsafe { heap::initialise(memory::heap()) };
    console::run()
}
