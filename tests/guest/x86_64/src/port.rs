//! The ports by which older devices are reached, with instructions of their own.

use core::arch::asm;

/// Writes a byte to a port.
///
/// # Safety
/// The device behind the port does nothing to memory that the program relies on.
pub unsafe fn write(port: u16, value: u8) {
    // SAFETY: the caller vouches for the device.
    unsafe { asm!("out dx, al", in("dx") port, in("al") value, options(nostack, preserves_flags)) }
}

/// Reads a byte from a port.
///
/// # Safety
/// As for [`write`].
pub unsafe fn read(port: u16) -> u8 {
    let value;
    // SAFETY: the caller vouches for the device.
    unsafe { asm!("in al, dx", in("dx") port, out("al") value, options(nostack, preserves_flags)) }
    value
}
