//! Code memory and host services for Copperhead on macOS, with `libc` and without `std`.
//!
//! # The way of the data
//!
//! - [`code`]: [`MacCode`], the code buffer: one `MAP_JIT` mapping that each thread switches between writing and running, or, on
//!   Intel machines, pages whose permissions change, or none.
//! - [`system`]: the system calls behind it, as a trait. Their sequence is tested on any host against a stand-in that records them.
//! - `kernel` and `services`, only on macOS: the real calls; entropy, a clock, and the limit of the native stack.
//!
//! # What it never does
//!
//! It lets no thread write and execute the same memory at one time. It does not panic: every service is fallible.
#![no_std]
#![warn(missing_docs)]

#[cfg(test)]
extern crate std;

pub mod code;
pub mod system;

#[cfg(target_os = "macos")]
pub mod kernel;
#[cfg(target_os = "macos")]
pub mod services;

pub use code::{MacCode, Strategy};
#[cfg(target_os = "macos")]
pub use services::{HostError, entropy, monotonic_nanoseconds, native_stack_limit};
