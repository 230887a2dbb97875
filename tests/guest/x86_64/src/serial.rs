//! Text out: the first serial port.
//!
//! Source: National Semiconductor PC16550D data sheet, "Registers".

use crate::port;

const BASE: u16 = 0x3f8;
const INTERRUPTS: u16 = BASE + 1; // IER
const QUEUES: u16 = BASE + 2; // FCR
const LINE: u16 = BASE + 3; // LCR
const STATUS: u16 = BASE + 5; // LSR
const TRANSMIT_EMPTY: u8 = 1 << 5; // LSR.THRE

/// Sets the port up. (Real hardware also wants its bit rate set.)
///
/// # Safety
/// The machine has such a port at this address.
pub unsafe fn initialise() {
    // SAFETY: the caller vouches for the device; all are its registers.
    unsafe {
        port::write(INTERRUPTS, 0);
        port::write(LINE, 3); // eight bits
        port::write(QUEUES, 1); // on
    }
}

/// Sends bytes as they are, waiting while there is no room.
pub fn write(bytes: &[u8]) {
    for &byte in bytes {
        // SAFETY: the machine has the port; a read of the status has no effect, a write of data sends.
        unsafe {
            while port::read(STATUS) & TRANSMIT_EMPTY == 0 {}
            port::write(BASE, byte);
        }
    }
}
