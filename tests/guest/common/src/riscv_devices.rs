//! The devices of QEMU's `virt` board, RISC-V's: text out, exit status out. The module is there on RISC-V, whose machines here are that board.

use crate::{Status, ns16550::Port, test_device};

/// The serial port.
pub const UART: usize = 0x1000_0000;
/// The device that ends QEMU. On a board without it: wait, or reset.
pub const EXIT: usize = 0x10_0000;

// SAFETY: the board has it there, and it is named here only.
const PORT: Port = unsafe { Port::at(UART) };

/// Makes the serial port ready.
pub fn initialise() {
    PORT.initialise();
}

/// Sends bytes as they are.
pub fn write(bytes: &[u8]) {
    PORT.write(bytes);
}

/// Ends the machine.
pub fn exit(status: Status) -> ! {
    // SAFETY: the board has the device there.
    unsafe { test_device::exit(EXIT, status) }
}
