//! Time in, and a function called again and again while other code runs: both from the SysTick timer.
//!
//! Source: Armv7-M Architecture Reference Manual (DDI 0403), B3.3 "The system timer, SysTick".
//!
//! The timer counts 24 bits down, interrupts at zero and starts again. Whoever wants time adds what it counted to the periods that passed; a
//! period is as long as the timer can count, or as a function is to be called.

use crate::memory::{read_register, write_register};
use core::arch::asm;
use core::cell::Cell;

const SYST_CSR: usize = 0xe000_e010;
const SYST_RVR: usize = 0xe000_e014;
const SYST_CVR: usize = 0xe000_e018;
const ICSR: usize = 0xe000_ed04;
/// ICSR.PENDSTSET: the timer reached zero and its interrupt has not been taken.
const PENDING: u32 = 1 << 26;

/// The processor's clock on this board, in Hz.
const FREQUENCY: u64 = 25_000_000;
const LONGEST_PERIOD: u32 = 1 << 24;

struct State {
    /// Ticks up to the start of this period.
    passed: Cell<u64>,
    /// Ticks in a period.
    period: Cell<u32>,
    /// What is called when one ends.
    action: Cell<Option<fn()>>,
}

// SAFETY: one core, and used only by the interrupt or while it cannot come.
unsafe impl Sync for State {}

static STATE: State = State { passed: Cell::new(0), period: Cell::new(LONGEST_PERIOD), action: Cell::new(None) };

/// Runs a function in which no interrupt comes. Not to be nested.
fn without_interrupts<T>(function: impl FnOnce() -> T) -> T {
    // SAFETY: masks interrupts, and takes pending ones afterwards; the asm's memory clobber keeps accesses in between.
    unsafe { asm!("cpsid i", options(nostack, preserves_flags)) }
    let result = function();
    // SAFETY: as above.
    unsafe { asm!("cpsie i", options(nostack, preserves_flags)) }
    result
}

/// Starts counting.
///
/// # Safety
/// Only once, from the start code.
pub unsafe fn initialise() {
    without_interrupts(|| set_period(LONGEST_PERIOD, None));
}

/// The timer starts a period of this length. Not within an interrupt, and with interrupts masked.
fn set_period(period: u32, action: Option<fn()>) {
    STATE.passed.set(ticks());
    STATE.period.set(period);
    STATE.action.set(action);
    // SAFETY: the timer's registers, which only this file uses. Any store to the value sets it to zero.
    unsafe {
        write_register(SYST_RVR, period - 1);
        write_register(SYST_CVR, 0);
        write_register(SYST_CSR, 7); // the processor's clock, interrupt, on
        write_register(ICSR, 1 << 25); // PENDSTCLR: the period that was cut off has been counted
    }
}

/// Ticks since power-on. With interrupts masked.
fn ticks() -> u64 {
    // SAFETY: loading these has no effect (but on a flag of CSR, which is not used).
    unsafe {
        if read_register(SYST_CSR) & 1 == 0 {
            return 0;
        }
        let before = read_register(SYST_CVR);
        let pending = read_register(ICSR) & PENDING != 0;
        // If it passed zero in between, `before` may be from either period.
        let value = if pending { read_register(SYST_CVR) } else { before };
        let period = STATE.period.get();
        // After zero comes the period's length less one: zero is its last tick, and right after a store its first.
        let counted = if value == 0 { 0 } else { period - value };
        STATE.passed.get() + u64::from(counted) + if pending { u64::from(period) } else { 0 }
    }
}

/// Nanoseconds since power-on. Never goes back.
#[must_use]
pub fn nanoseconds() -> u64 {
    without_interrupts(ticks) * (1_000_000_000 / FREQUENCY)
}

/// Calls a function every so many nanoseconds (0.67 s at the most) until [`stop`], between any two instructions of what runs then. The
/// function must do only what an interrupt handler may: no allocation, no text out, no lock.
pub fn start(nanoseconds: u64, action: fn()) {
    let ticks = nanoseconds / (1_000_000_000 / FREQUENCY);
    let period = ticks.clamp(100, u64::from(LONGEST_PERIOD)) as u32;
    without_interrupts(|| set_period(period, Some(action)));
}

/// No calls any more.
pub fn stop() {
    without_interrupts(|| set_period(LONGEST_PERIOD, None));
}

/// The interrupt. The processor itself saved what a function may change, the floating point registers too.
pub(crate) extern "C" fn tick() {
    STATE.passed.set(STATE.passed.get() + u64::from(STATE.period.get()));
    if let Some(action) = STATE.action.get() {
        action();
    }
}
