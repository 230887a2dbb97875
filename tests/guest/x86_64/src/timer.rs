//! Interrupts of the programmable interval timer: a function called again and again while other code runs, on the first core.
//!
//! Sources: Intel 8254 and 8259A data sheets. Ports and frequency are those of every PC.

use crate::exception::FIRST_INTERRUPT;
use crate::port;
use copperhead_guest_common::action::Action;
use core::arch::asm;

const FREQUENCY: u64 = 1_193_182;
const CHANNEL: u16 = 0x40;
const MODE: u16 = 0x43;
const CONTROLLERS: [u16; 2] = [0x20, 0xa0];

/// The timer's vector: the first of the first interrupt controller.
pub const VECTOR: usize = FIRST_INTERRUPT;

static ACTION: Action = Action::new();

/// Calls a function every so many nanoseconds (at most 54 ms) until [`stop`], between any two instructions of what runs then. The function
/// must do only what an interrupt handler may: no allocation, no text out, no lock.
pub fn start(nanoseconds: u64, action: fn()) {
    stop();
    let ticks = (nanoseconds.saturating_mul(FREQUENCY) / 1_000_000_000).clamp(1, 0xffff);
    ACTION.set(action);
    // SAFETY: the timer and the interrupt controllers are nobody else's; the handler keeps all registers.
    unsafe {
        port::write(MODE, 0x34); // channel 0, both bytes, rate generator
        port::write(CHANNEL, ticks as u8);
        port::write(CHANNEL, (ticks >> 8) as u8);
        port::write(CONTROLLERS[0] + 1, 0xfe); // the timer alone passes
        asm!("sti", options(nomem, nostack));
    }
}

/// No calls any more.
pub fn stop() {
    // SAFETY: nothing passes the controllers from here on, and one that did already finds nothing to call.
    unsafe { CONTROLLERS.iter().for_each(|controller| port::write(controller + 1, 0xff)) }
    ACTION.clear();
}

/// Gives the interrupts of the older controllers vectors behind the exceptions (the firmware's are among them), and lets none pass.
///
/// # Safety
/// The machine has such controllers, and interrupts are off.
pub unsafe fn initialise() {
    for (controller, vector, cascade) in [(CONTROLLERS[0], FIRST_INTERRUPT, 1 << 2), (CONTROLLERS[1], FIRST_INTERRUPT + 8, 2)] {
        // SAFETY: by the caller's promise; the initialisation words that the 8259A wants, in their order.
        unsafe {
            port::write(controller, 0x11); // four words follow each other, two controllers
            port::write(controller + 1, vector as u8);
            port::write(controller + 1, cascade);
            port::write(controller + 1, 1); // for this family of processors
            port::write(controller + 1, 0xff);
        }
    }
}

/// Called by the stub, on the stack for exceptions, with interrupts off.
pub(crate) fn interrupt() {
    // SAFETY: ends the interrupt, so that the next can come after this handler.
    unsafe { port::write(CONTROLLERS[0], 0x20) }
    ACTION.call();
}
