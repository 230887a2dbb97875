//! Interrupts of the timer: a function called again and again while other code runs.
//!
//! Source: The RISC-V Instruction Set Manual, volume II, "Supervisor-Level ISA" (sstatus, sie).

use crate::{clock, monitor};
use copperhead_guest_common::action::Action;
use core::arch::asm;
use core::sync::atomic::{AtomicU64, Ordering::Relaxed};

static ACTION: Action = Action::new();
/// Ticks of the counter from one interrupt to the next.
static PERIOD: AtomicU64 = AtomicU64::new(0);

/// Calls a function every so many nanoseconds until [`stop`], between any two instructions of what runs then. The function must do
/// only what an interrupt handler may: no allocation, no text out, no lock.
pub fn start(nanoseconds: u64, action: fn()) {
    stop();
    PERIOD.store((nanoseconds / (1_000_000_000 / clock::FREQUENCY)).max(1), Relaxed);
    ACTION.set(action);
    arm();
    // SAFETY: sie.STIE, sstatus.SIE: interrupts come from here on; the handler keeps all registers.
    unsafe { asm!("csrs sie, {timer}", "csrsi sstatus, 1 << 1", timer = in(reg) 1 << 5) }
}

/// No calls any more.
pub fn stop() {
    // SAFETY: masks interrupts, which changes no memory.
    unsafe { asm!("csrci sstatus, 1 << 1", "csrc sie, {timer}", timer = in(reg) 1 << 5) }
    monitor::set_timer(u64::MAX);
}

/// The next interrupt comes a period from now.
fn arm() {
    monitor::set_timer(clock::ticks().saturating_add(PERIOD.load(Relaxed)));
}

/// Called by the exception handler, on the stack for exceptions, with interrupts masked. Only the timer's is ever on.
pub(crate) extern "C" fn interrupt() {
    arm();
    ACTION.call();
}
