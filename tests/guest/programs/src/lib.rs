//! What every guest is tested with, whatever the machine is.
//!
//! A guest is a bare machine: start code, memory map, serial port, code memory. It says what it has by implementing two
//! traits for a type of its own, copperhead's [`Host`] (text out, time in, the stack's end: what any embedder gives) and
//! [`Machine`] (what these tests want besides). Then its binaries are one line each:
//!
//! - [`machine`] shows that the machine itself works, without Python.
//! - [`faults`] does what the memory's permissions must refuse.
//! - [`run_all`] runs the Python programs of an [`archive`] that came in from outside, each in a VM of its own, with
//!   the [`options`] that came with them; the embedding itself is in [`run`].
//! - [`limits`] stops programs that do not want to end: by steps, time, memory and an interrupt.
//!
//! It knows no machine; only [`instructions`] has some words of each instruction set.

#![cfg_attr(not(test), no_std)]

extern crate alloc;

pub mod archive;
pub mod faults;
pub mod instructions;
pub mod limits;
pub mod machine;
pub mod options;
pub mod run;

pub use copperhead_guest_common::Status;
pub use run::run_all;

use archive::Archive;
use copperhead::host::Host;
use copperhead_core::buffer::CodeBuffer;

/// What a machine gives to the tests, beside what Python itself asks its [`Host`] for.
pub trait Machine: Host + Copy {
    /// Memory for machine code.
    type Code: CodeBuffer;

    /// Bytes for a VM, if no option says otherwise.
    const VM_MEMORY: usize;

    /// The machine's code memory or its first bytes; given back when dropped. `None` while somebody has it.
    fn code(self, limit: usize) -> Option<Self::Code>;

    /// The memory where the outside puts an [`archive`].
    fn archive(self) -> &'static [u8];

    /// Calls a function every so many nanoseconds, from an interrupt, until [`stop_timer`](Machine::stop_timer): between any two
    /// instructions of what runs then.
    fn start_timer(self, nanoseconds: u64, action: fn());

    /// No calls any more.
    fn stop_timer(self);
}

/// What the outside loaded.
fn archive_of<M: Machine>(machine: M) -> Result<Option<Archive<'static>>, archive::Error> {
    archive::find(machine.archive())
}
