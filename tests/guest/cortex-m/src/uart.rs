//! Text out: the serial port of Arm's microcontroller kit.
//!
//! Source: Arm Cortex-M System Design Kit Technical Reference Manual (DDI 0479), "APB UART".

use crate::memory::{read_register, write_register};

const BASE: usize = 0x4000_4000;
const DATA: usize = BASE;
const STATE: usize = BASE + 0x4;
const CONTROL: usize = BASE + 0x8;
const BAUD_DIVISOR: usize = BASE + 0x10;
const TRANSMIT_FULL: u32 = 1; // STATE

/// Turns the transmitter on, as fast as it goes.
///
/// # Safety
/// The board has such a port at this address.
pub unsafe fn initialise() {
    // SAFETY: the caller vouches for the device; both are its registers.
    unsafe {
        write_register(BAUD_DIVISOR, 16); // the least that it takes
        write_register(CONTROL, 1);
    }
}

/// Sends bytes as they are, waiting while the port is busy.
pub fn write(bytes: &[u8]) {
    for &byte in bytes {
        // SAFETY: the board has the port; loading the state has no effect, a store of data sends.
        unsafe {
            while read_register(STATE) & TRANSMIT_FULL != 0 {}
            write_register(DATA, u32::from(byte));
        }
    }
}
