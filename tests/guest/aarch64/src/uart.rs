//! Text out: the PL011 serial port.
//!
//! Source: Arm PrimeCell UART (PL011) Technical Reference Manual (DDI 0183), chapter 3.

const BASE: usize = 0x0900_0000;
const DATA: usize = 0x00; // UARTDR
const FLAGS: usize = 0x18; // UARTFR
const LINE_CONTROL: usize = 0x2c; // UARTLCR_H
const CONTROL: usize = 0x30; // UARTCR
const TRANSMIT_FULL: u32 = 1 << 5; // UARTFR.TXFF

fn register(offset: usize) -> *mut u32 {
    core::ptr::with_exposed_provenance_mut(BASE + offset)
}

/// Turns the transmitter on. (Real hardware also wants its bit rate set, before this.)
///
/// # Safety
/// The board has a PL011 at this address.
pub unsafe fn initialise() {
    // SAFETY: the caller vouches for the device; both are its registers.
    unsafe {
        register(LINE_CONTROL).write_volatile(3 << 5 | 1 << 4); // eight bits; queues on
        register(CONTROL).write_volatile(1 << 8 | 1); // transmit; on
    }
}

/// Sends bytes as they are, waiting while the queue is full.
pub fn write(bytes: &[u8]) {
    for &byte in bytes {
        // SAFETY: the board has a PL011 here; a read of the flags has no effect, a write of data sends.
        unsafe {
            while register(FLAGS).read_volatile() & TRANSMIT_FULL != 0 {}
            register(DATA).write_volatile(u32::from(byte));
        }
    }
}
