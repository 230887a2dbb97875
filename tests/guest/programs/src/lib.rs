//! What every guest does with Python, whatever the machine is.
//!
//! A guest is a bare machine: start code, memory map, serial port, code memory. It says what it has by implementing two
//! traits for a type of its own, copperhead's [`Host`] (text out, time in, the stack's end: what any embedder gives) and
//! [`Machine`] (what these tests want besides). Then its binaries are one line each:
//!
//! - [`run_all`] runs the Python programs of an [`archive`] that came in from outside, each in a VM of its own, with
//!   the [`options`] that came with them; the embedding itself is in [`run`].
//! - [`limits`] stops programs that do not want to end: by steps, time, memory and an interrupt.
//!
//! It knows no machine, and allocates nothing.

#![cfg_attr(not(test), no_std)]

pub mod archive;
pub mod limits;
pub mod options;
pub mod run;

pub use run::run_all;

use copperhead::host::Host;
use copperhead_core::buffer::CodeBuffer;

/// How a guest ends: the exit status of the QEMU process.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Status(pub u8);

impl Status {
    /// All went well.
    pub const SUCCESS: Status = Status(0);
    /// A test in the guest failed; what failed was printed.
    pub const FAILURE: Status = Status(1);
    /// All went well in `machine`, which runs no Python. (Zero could also be a machine that ended by itself.)
    pub const MACHINE: Status = Status(42);
    /// A store was refused by the memory's permissions, at the address that the guest foretold.
    pub const STORE_REFUSED: Status = Status(80);
    /// An instruction fetch was refused by the memory's permissions, at the address that the guest foretold.
    pub const FETCH_REFUSED: Status = Status(81);
    /// Any other exception: a fault of the guest.
    pub const EXCEPTION: Status = Status(82);
    /// Rust code panicked.
    pub const PANIC: Status = Status(101);
}

/// What a machine gives to the tests, beside what Python itself asks its [`Host`] for.
pub trait Machine: Host + Copy {
    /// Memory for machine code.
    type Code: CodeBuffer;

    /// Bytes for a VM, if no option says otherwise.
    const VM_MEMORY: usize;

    /// The machine's code memory; given back when dropped. `None` while somebody has it.
    fn code(self) -> Option<Self::Code>;

    /// Cuts a piece of memory for good, zeroed. `None` if there are not so many bytes in one piece.
    fn memory(self, bytes: usize) -> Option<&'static mut [u8]>;

    /// The memory where the outside puts an [`archive`].
    fn archive(self) -> &'static [u8];

    /// Calls a function every so many nanoseconds, from an interrupt, until [`stop_timer`](Machine::stop_timer): between any two
    /// instructions of what runs then.
    fn start_timer(self, nanoseconds: u64, action: fn());

    /// No calls any more.
    fn stop_timer(self);
}
