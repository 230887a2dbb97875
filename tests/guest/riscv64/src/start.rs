//! The first instructions after power-on, up to the guest's `main`.

use crate::{devices, memory, mmu};
use copperhead_guest_common::{console, heap};
use core::arch::global_asm;

// QEMU enters at the start of RAM, in machine mode with translation off. Firmware (OpenSBI) enters at `__supervisor`, in supervisor mode, and then
// stands in the monitor's place.
// Registers: The RISC-V Instruction Set Manual, volume II (privileged architecture), "Machine-Level ISA" and "Supervisor-Level ISA".
global_asm!(
    r#"
    .section .text.start, "ax"
    .global _start
_start:
    j     __entry                   // one of the two labels below: the linker script says which

    .global __machine
__machine:
    li    t0, -1                    // one entry of physical memory protection: supervisor mode may use all memory
    csrw  pmpaddr0, t0
    li    t0, 0x1f                  // NAPOT; execute, write, read
    csrw  pmpcfg0, t0
    li    t0, 0xb1ff                // supervisor mode takes its exceptions itself, but not its calls (bit 9)
    csrw  medeleg, t0
    li    t0, 1 << 5                // and its timer's interrupt
    csrw  mideleg, t0
    li    t0, 1 << 1                // and may read the time
    csrw  mcounteren, t0
    la    t0, __monitor
    csrw  mtvec, t0
    la    t0, __monitor_save
    csrw  mscratch, t0
    li    t0, 1 << 11               // return to supervisor mode (MPP)
    csrw  mstatus, t0
    la    t0, __supervisor
    csrw  mepc, t0
    mret

    .global __supervisor
__supervisor:
    li    t0, 1 << 13               // floating point on (FS)
    csrs  sstatus, t0
    la    t0, __exception
    csrw  stvec, t0
    la    t0, __exception_stack_end // an exception switches to this stack, so it can report even that the main stack overflowed
    csrw  sscratch, t0
    la    sp, __stack_end

    la    t0, __bss_start           // 16-byte aligned, ends on a page
    la    t1, __bss_end
3:  bgeu  t0, t1, 4f
    sd    zero, 0(t0)
    addi  t0, t0, 8
    j     3b
4:  li    s0, 0                     // the end of the chain of frame pointers
    li    ra, 0
    tail  {main}
    "#,
    main = sym start,
);

/// Brings the machine up and runs the binary's test.
extern "C" fn start() -> ! {
    // SAFETY: called once, before anything else, on the only core; `.bss` is zero.
    unsafe {
        mmu::enable();
        devices::initialise();
        heap::initialise(memory::heap());
    }
    console::run()
}
