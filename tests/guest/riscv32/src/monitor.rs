//! What stays in machine mode: four calls, and whatever goes wrong.
//!
//! Python, its machine code and everything else run in user mode, since protection binds machine mode only where its entries are locked until
//! the next reset, and then no code could ever be written. Here are both sides of the calls: what user mode calls, and what answers it.
//!
//! Interrupted code finds every register as it was. By the calling convention the Rust code here keeps s0 to s11 itself; the rest is saved.
//!
//! Sources: The RISC-V Instruction Set Manual, volume II, "Machine-Level ISA" (mtvec, mcause, mtimecmp); the addresses are those of QEMU's `virt` board.

use crate::{exception, memory, protection, timer};
use core::arch::{asm, global_asm};
use core::ops::Range;

const OPEN_WINDOW: usize = 0;
const PUBLISH_WINDOW: usize = 1;
const WITHDRAW: usize = 2;
const SET_TIMER: usize = 3;

/// Makes a piece of the code memory writable, and not executable; false if another one is, or if it lies elsewhere.
pub fn open_window(range: Range<usize>) -> bool {
    call(OPEN_WINDOW, range.start, range.end)
}

/// What was made writable is executable, and no longer writable; false if nothing was.
pub fn publish_window() -> bool {
    call(PUBLISH_WINDOW, 0, 0)
}

/// These pages of the code memory are not executable any more, and none is writable.
pub fn withdraw(pages: Range<usize>) {
    call(WITHDRAW, pages.start, pages.end);
}

/// Asks for a timer interrupt when the counter reaches `time`, instead of the one asked for before; none is pending then.
pub fn set_timer(time: u64) {
    call(SET_TIMER, time as usize, (time >> 32) as usize);
}

fn call(number: usize, first: usize, second: usize) -> bool {
    let done: usize;
    // SAFETY: the monitor changes no memory of user mode and no registers but that of the result.
    unsafe {
        asm!("ecall", inlateout("a0") first => done, in("a1") second, in("a7") number, options(nostack, preserves_flags));
    }
    done != 0
}

// In user mode, mscratch holds the end of the monitor's stack; in the monitor, the stack pointer of user mode.
global_asm!(
    r#"
    .section .text.monitor, "ax"
    .macro each_register operation
    \operation ra, 0(sp)
    \operation t0, 4(sp)
    \operation t1, 8(sp)
    \operation t2, 12(sp)
    \operation t3, 16(sp)
    \operation t4, 20(sp)
    \operation t5, 24(sp)
    \operation t6, 28(sp)
    \operation a0, 32(sp)
    \operation a1, 36(sp)
    \operation a2, 40(sp)
    \operation a3, 44(sp)
    \operation a4, 48(sp)
    \operation a5, 52(sp)
    \operation a6, 56(sp)
    \operation a7, 60(sp)
    .endm

    .global __monitor
    .balign 4                       // of direct mode: everything comes to one address
__monitor:
    csrrw sp, mscratch, sp
    addi  sp, sp, -64
    each_register sw
    mv    a0, sp
    call  {trap}
    each_register lw
    addi  sp, sp, 64
    csrrw sp, mscratch, sp
    mret
    "#,
    trap = sym trap,
);

/// The saved registers, as the code above stores them.
#[repr(C)]
struct Registers {
    others: [usize; 8],
    a: [usize; 8],
}

/// Answers a call, the timer's interrupt or a jump to published code; returns to user mode.
extern "C" fn trap(registers: &mut Registers) {
    const TIMER: usize = 1 << 31 | 7;
    const CALL_FROM_USER_MODE: usize = 8;
    const FETCH_REFUSED: usize = 1;
    const LOAD_REFUSED: usize = 5;
    let (cause, pc, address): (usize, usize, usize);
    // SAFETY: readable in machine mode.
    unsafe {
        asm!(
            "csrr {}, mcause",
            "csrr {}, mepc",
            "csrr {}, mtval",
            out(reg) cause, out(reg) pc, out(reg) address,
            options(nomem, nostack, preserves_flags),
        );
    }
    match cause {
        // Published code that no entry is for at the moment: user mode tries again.
        FETCH_REFUSED | LOAD_REFUSED if protection::admit(address) => {}
        TIMER => timer::interrupt(),
        CALL_FROM_USER_MODE => {
            let [first, second, .., number] = registers.a;
            registers.a[0] = usize::from(answer(number, first, second));
            // SAFETY: user mode goes on behind its `ecall`.
            unsafe { asm!("csrw mepc, {}", in(reg) pc.wrapping_add(4), options(nomem, nostack, preserves_flags)) }
        }
        _ => exception::report(cause, pc),
    }
}

fn answer(number: usize, first: usize, second: usize) -> bool {
    match number {
        OPEN_WINDOW => {
            let code = memory::code();
            let allowed = code.start <= first && first < second && second <= code.end && !protection::window_is_open();
            if allowed {
                protection::open_window(first..second);
            }
            allowed
        }
        PUBLISH_WINDOW => protection::publish_window(),
        WITHDRAW => {
            protection::withdraw(first..second);
            true
        }
        SET_TIMER => {
            set_compare((second as u64) << 32 | first as u64);
            true
        }
        _ => false,
    }
}

/// Sets the time of the next interrupt, and turns it on. Machine mode only.
pub(crate) fn set_compare(time: u64) {
    const MTIMECMP: usize = 0x0200_4000; // of the first core
    const MTIE: usize = 1 << 7;
    let (low, high) =
        (core::ptr::with_exposed_provenance_mut::<u32>(MTIMECMP), core::ptr::with_exposed_provenance_mut::<u32>(MTIMECMP + 4));
    // SAFETY: a register of two halves, which is nobody else's. In this order it never holds a time that is too early.
    unsafe {
        high.write_volatile(u32::MAX);
        low.write_volatile(time as u32);
        high.write_volatile((time >> 32) as u32);
        asm!("csrs mie, {}", in(reg) MTIE, options(nostack, preserves_flags));
    }
}
