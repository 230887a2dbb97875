//! Interrupts of the timer: a function called again and again while other code runs.
//!
//! The function runs in machine mode, in the middle of the monitor: on this machine all code belongs together, and the protection is there
//! for mistakes.

use crate::{clock, monitor};
use copperhead_guest_common::action::Action;
use core::sync::atomic::{AtomicU32, Ordering::Relaxed};

static ACTION: Action = Action::new();
/// Ticks of the counter from one interrupt to the next.
static PERIOD: AtomicU32 = AtomicU32::new(0);

/// Calls a function every so many nanoseconds until [`stop`], between any two instructions of what runs then. The function must do
/// only what an interrupt handler may: no allocation, no text out, no lock.
pub fn start(nanoseconds: u64, action: fn()) {
    stop();
    let period = nanoseconds / (1_000_000_000 / clock::FREQUENCY);
    PERIOD.store(u32::try_from(period).unwrap_or(u32::MAX).max(1), Relaxed);
    ACTION.set(action);
    monitor::set_timer(next());
}

/// No calls any more.
pub fn stop() {
    monitor::set_timer(u64::MAX);
}

/// A period from now.
fn next() -> u64 {
    clock::ticks().saturating_add(u64::from(PERIOD.load(Relaxed)))
}

/// Called by the monitor, with interrupts masked.
pub(crate) fn interrupt() {
    monitor::set_compare(next());
    ACTION.call();
}
