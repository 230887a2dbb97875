//! The 16550 serial port, where its registers lie in memory, a byte each.
//!
//! Source: National Semiconductor PC16550D data sheet, "Registers".

const DATA: usize = 0; // THR
const QUEUE_CONTROL: usize = 2; // FCR
const LINE_CONTROL: usize = 3; // LCR
const LINE_STATUS: usize = 5; // LSR
const TRANSMIT_EMPTY: u8 = 1 << 5; // LSR.THRE

/// The port whose first register is at this address.
#[derive(Clone, Copy, Debug)]
pub struct Port(usize);

impl Port {
    /// Names the port.
    ///
    /// # Safety
    /// There is such a port at this address wherever it is used, and nothing else uses it.
    #[must_use]
    pub const unsafe fn at(base: usize) -> Port {
        Port(base)
    }

    fn register(self, offset: usize) -> *mut u8 {
        core::ptr::with_exposed_provenance_mut(self.0 + offset)
    }

    /// Sets the format. (Real hardware also wants its bit rate set.)
    pub fn initialise(self) {
        // SAFETY: both are registers of the port.
        unsafe {
            self.register(LINE_CONTROL).write_volatile(3); // eight bits
            self.register(QUEUE_CONTROL).write_volatile(1); // queues on
        }
    }

    /// Sends bytes as they are, waiting while the last one is on its way.
    pub fn write(self, bytes: &[u8]) {
        for &byte in bytes {
            // SAFETY: registers of the port; a read of the status loses nothing that is used here, a write of data sends.
            unsafe {
                while self.register(LINE_STATUS).read_volatile() & TRANSMIT_EMPTY == 0 {}
                self.register(DATA).write_volatile(byte);
            }
        }
    }
}
