//! Interrupts of the generic timer: a function called again and again while other code runs.
//!
//! Sources: Arm Architecture Reference Manual for A-profile (DDI 0487), "The Generic Timer in AArch64 state"; Arm Generic
//! Interrupt Controller Architecture Specification, version 2 (IHI 0048), chapter 4; the addresses are those of QEMU's `virt` board.

use copperhead_guest_common::action::Action;
use core::arch::asm;
use core::sync::atomic::{AtomicU64, Ordering::Relaxed};

// The distributor and its registers.
const DISTRIBUTOR: usize = 0x0800_0000;
const GICD_CTLR: usize = DISTRIBUTOR;
const GICD_ISENABLER0: usize = DISTRIBUTOR + 0x100;
// The interface to the core.
const CORE: usize = 0x0801_0000;
const GICC_CTLR: usize = CORE;
const GICC_PMR: usize = CORE + 0x4;
const GICC_IAR: usize = CORE + 0xc;
const GICC_EOIR: usize = CORE + 0x10;

/// The number of the virtual timer's interrupt.
const VIRTUAL_TIMER: u32 = 27;

static ACTION: Action = Action::new();
/// Ticks of the counter from one interrupt to the next.
static PERIOD: AtomicU64 = AtomicU64::new(0);

/// Calls a function every so many nanoseconds until [`stop`], between any two instructions of what runs then. The function must do
/// only what an interrupt handler may: no allocation, no text out, no lock.
pub fn start(nanoseconds: u64, action: fn()) {
    stop();
    let frequency: u64;
    // SAFETY: readable at exception level 1.
    unsafe { asm!("mrs {}, cntfrq_el0", out(reg) frequency, options(nomem, nostack, preserves_flags)) }
    PERIOD.store((nanoseconds.saturating_mul(frequency) / 1_000_000_000).max(1), Relaxed);
    ACTION.set(action);
    write(GICD_ISENABLER0, 1 << VIRTUAL_TIMER);
    write(GICC_PMR, 0xff); // every priority passes
    write(GICC_CTLR, 1);
    write(GICD_CTLR, 1);
    arm();
    // SAFETY: DAIF.I: interrupts come from here on; the handler keeps all registers.
    unsafe { asm!("msr daifclr, #2") }
}

/// No calls any more.
pub fn stop() {
    // SAFETY: masks interrupts, then stops the timer: neither changes memory.
    unsafe { asm!("msr daifset, #2", "msr cntv_ctl_el0, xzr", "isb") }
}

/// The next interrupt comes a period from now.
fn arm() {
    // SAFETY: the timer is nobody else's. CNTV_CTL_EL0.ENABLE, not masked.
    unsafe {
        asm!(
            "msr cntv_tval_el0, {period}",
            "msr cntv_ctl_el0, {enable}",
            "isb",
            period = in(reg) PERIOD.load(Relaxed),
            enable = in(reg) 1_u64,
            options(nostack, preserves_flags),
        );
    }
}

/// Called by the exception vector, on the stack for exceptions, with interrupts masked.
pub(crate) extern "C" fn interrupt() {
    let acknowledged = read(GICC_IAR);
    if acknowledged & 0x3ff == VIRTUAL_TIMER {
        arm();
        ACTION.call();
    }
    write(GICC_EOIR, acknowledged);
}

fn write(register: usize, value: u32) {
    // SAFETY: a register of the interrupt controller, mapped as device memory, which only this file uses.
    unsafe { core::ptr::with_exposed_provenance_mut::<u32>(register).write_volatile(value) }
}

fn read(register: usize) -> u32 {
    // SAFETY: as above.
    unsafe { core::ptr::with_exposed_provenance::<u32>(register).read_volatile() }
}
