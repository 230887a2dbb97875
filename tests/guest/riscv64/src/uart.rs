//! Text out: the 16550 serial port, and `print!`/`println!` over it.
//!
//! Source: National Semiconductor PC16550D data sheet, "Registers".

use core::fmt;

/// The address of the first register. Each has a byte.
pub const BASE: usize = 0x1000_0000;
const DATA: usize = 0; // THR
const QUEUE_CONTROL: usize = 2; // FCR
const LINE_CONTROL: usize = 3; // LCR
const LINE_STATUS: usize = 5; // LSR
const TRANSMIT_EMPTY: u8 = 1 << 5; // LSR.THRE

fn register(offset: usize) -> *mut u8 {
    core::ptr::with_exposed_provenance_mut(BASE + offset)
}

/// Sets the format. (Real hardware also wants its bit rate set.)
///
/// # Safety
/// The board has a 16550 at this address.
pub unsafe fn initialise() {
    // SAFETY: the caller vouches for the device; both are its registers.
    unsafe {
        register(LINE_CONTROL).write_volatile(3); // eight bits
        register(QUEUE_CONTROL).write_volatile(1); // queues on
    }
}

/// Sends bytes as they are, waiting while the last one is on its way.
pub fn write(bytes: &[u8]) {
    for &byte in bytes {
        // SAFETY: the board has a 16550 here; a read of the status loses nothing that is used here, a write of data sends.
        unsafe {
            while register(LINE_STATUS).read_volatile() & TRANSMIT_EMPTY == 0 {}
            register(DATA).write_volatile(byte);
        }
    }
}

/// The serial port as a place to format to. Never fails.
#[derive(Clone, Copy, Debug)]
pub struct Uart;

impl fmt::Write for Uart {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        write(text.as_bytes());
        Ok(())
    }
}

/// Formats to the serial port.
#[macro_export]
macro_rules! print {
    ($($arguments:tt)*) => {{
        // The port itself cannot fail.
        let _ = core::fmt::Write::write_fmt(&mut $crate::uart::Uart, format_args!($($arguments)*));
    }};
}

/// Formats to the serial port and ends the line.
#[macro_export]
macro_rules! println {
    () => { $crate::print!("\n") };
    ($($arguments:tt)*) => { $crate::print!("{}\n", format_args!($($arguments)*)) };
}
