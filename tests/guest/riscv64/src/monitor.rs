//! What stays in machine mode: one call, which sets the time of supervisor mode's next timer interrupt.
//!
//! The board's timer interrupts machine mode only; what arrives there is handed down. The call is that of the RISC-V Supervisor
//! Binary Interface (version 1, "Timer Extension"), so the guest runs with firmware in this file's place, too.
//!
//! Sources: The RISC-V Instruction Set Manual, volume II, "Machine-Level ISA" (mip, mie, mtimecmp); the addresses are those of QEMU's `virt` board.

use core::arch::{asm, global_asm};

// Three registers are enough, and are saved in memory that mscratch points to.
global_asm!(
    r#"
    .section .bss.monitor, "aw", @nobits
    .global __monitor_save
    .balign 16
__monitor_save:
    .skip 16

    .section .text.monitor, "ax"
    .global __monitor
    .balign 4
__monitor:
    csrrw sp, mscratch, sp
    sd    t0, 0(sp)
    sd    t1, 8(sp)
    csrr  t0, mcause
    bltz  t0, 1f
    li    t1, 9                     // a call from supervisor mode
    bne   t0, t1, 3f
    li    t1, 0x2004000             // mtimecmp of the first core
    sd    a0, 0(t1)
    li    t1, 1 << 5                // mip.STIP: what was handed down is settled
    csrc  mip, t1
    li    t1, 1 << 7                // mie.MTIE
    csrs  mie, t1
    csrr  t1, mepc
    addi  t1, t1, 4
    csrw  mepc, t1
    li    a0, 0                     // no error
    j     2f
1:  li    t1, 1 << 7                // an interrupt, and only the timer's is on: off until the next call,
    csrc  mie, t1
    li    t1, 1 << 5                // and handed down
    csrs  mip, t1
2:  ld    t0, 0(sp)
    ld    t1, 8(sp)
    csrrw sp, mscratch, sp
    mret
3:  li    t0, 0x100000              // nothing else comes here: end with status 82, as in `exit`
    li    t1, 82 << 16 | 0x3333
    sw    t1, 0(t0)
4:  wfi
    j     4b
    "#,
);

/// Asks for a timer interrupt when the counter reaches `time`, instead of the one asked for before; none is pending then.
pub fn set_timer(time: u64) {
    const TIMER_EXTENSION: u64 = 0x5449_4d45;
    const SET_TIMER: u64 = 0;
    // SAFETY: the monitor changes no memory but its own, and no registers but those of the result.
    unsafe {
        asm!(
            "ecall",
            inlateout("a0") time => _,
            lateout("a1") _,
            in("a6") SET_TIMER,
            in("a7") TIMER_EXTENSION,
            options(nostack, preserves_flags),
        );
    }
}
