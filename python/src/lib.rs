//! Copperhead: Python for places without an operating system, compiled while it runs by copy-and-patch.
//!
//! An embedder makes a [`vm::Vm`] in a piece of memory, gives it a [`host::Host`] and code memory, and runs Python source.
//!
//! # The way of the data
//!
//! [`source`]: text becomes a tree. [`bytecode`]: the tree becomes code units, then code objects. [`interpret`]: they run, asking
//! [`objects`] for what values can do, with [`builtins`] and [`modules`] beside. [`jit`]: what runs often becomes machine code. [`memory`] holds
//! it all: every object lies in the memory that the embedder gave. [`context`] is the inside of a VM, which all of these work on.
//!
//! # What it never does
//!
//! It does not panic, abort or overflow the native stack on any program; it uses no memory but what it was given; it does not ask the system for
//! anything but through the host.
#![no_std]

#[cfg(test)]
extern crate std;

pub mod builtins;
pub mod bytecode;
mod collector;
pub mod context;
pub mod embed;
mod engine;
pub mod error;
mod finalise;
pub mod host;
pub mod interpret;
pub mod jit;
pub mod limits;
pub mod memory;
pub mod modules;
pub mod numeric;
pub mod objects;
pub mod run;
pub mod source;
#[cfg(feature = "unicode-data")]
mod unicode_data;
pub mod vm;
