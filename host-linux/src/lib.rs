//! Code memory and host services for Copperhead on Linux, with `libc` and without `std`.
//!
//! # The way of the data
//!
//! - [`code`]: [`LinuxCode`], the code buffer. It is made by the first [`Strategy`] that the system allows: one memory mapped
//!   twice, or one mapping whose permissions change, or none.
//! - [`system`]: the system calls behind it, as a trait, so that a test can refuse any of them.
//! - [`instruction_cache`]: what each instruction set wants before new code runs.
//! - [`services`]: entropy, a clock, and the limit of the native stack; [`clock`]: processor time and local time.
//!
//! # What it never does
//!
//! It has no memory writable and executable at one address. It does not panic: every service is fallible. It does not share a
//! page that it still writes with a forked process.
#![no_std]
#![warn(missing_docs)]

#[cfg(test)]
extern crate std;

pub mod clock;
pub mod code;
pub mod instruction_cache;
pub mod interrupt;
mod process;
mod sample;
pub mod services;
pub mod system;

pub use code::{LinuxCode, Strategy};
pub use services::{HostError, entropy, monotonic_nanoseconds, native_stack_limit};
