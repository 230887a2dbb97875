//! What every guest is tested with, whatever the machine is.
//!
//! A guest is a bare machine: start code, memory map, serial port, code memory. It says what it has by implementing two
//! traits for a type of its own, copperhead's [`Host`] (text out, time in, the stack's end: what any embedder gives) and
//! [`Machine`](board::Machine) (code memory, what was loaded, an interrupt). Then its binaries are one line each:
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
use copperhead_guest_common::machine as board;

/// A machine as the tests want it: Python's [`Host`], and what its board has besides.
pub trait Machine: Host + board::Machine {}

impl<M: Host + board::Machine> Machine for M {}

/// What the outside loaded.
fn archive_of<M: Machine>(machine: M) -> Result<Option<Archive<'static>>, archive::Error> {
    archive::find(machine.archive())
}
