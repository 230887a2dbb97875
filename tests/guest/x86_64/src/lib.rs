//! A bare x86-64 machine for Copperhead: QEMU's PC with two cores, no operating system, no firmware calls.
//!
//! The way from power-on to a Python program, which is also the order in which to read:
//!
//! 1. [`start`]: the first instructions: into 64-bit mode, a stack, a zeroed `.bss`, then Rust.
//! 2. [`memory`]: which part of memory is what, as the linker script laid it out.
//! 3. [`mmu`]: an identity map with permissions page by page; no page is writable and executable.
//! 4. [`descriptors`]: the tables by which the processor finds handlers and their stacks.
//! 5. [`exception`]: what goes wrong is reported and ends the machine with a status of its own; interrupts return.
//! 6. [`serial`], [`exit`], [`clock`]: text out, exit status out, time in.
//! 7. [`timer`]: an interrupt, for code that must be stopped from outside.
//! 8. [`cores`]: the second core, and how both agree about the map.
//! 9. [`board`]: all of it, as Python wants to see it; `src/bin/firmware.rs` runs a program there.
//!
//! What needs to know no machine is in `copperhead_guest_common`: the heap, who has which code memory, `println!`. What the caches want when
//! code is published is in `copperhead_core::instruction_cache`.
//!
//! Each other binary in `src/bin/` is one test: it says `entry!(test)` and ends with a [`Status`].

#![no_std]

pub mod board;
pub mod clock;
pub mod cores;
pub mod descriptors;
pub mod exception;
pub mod exit;
pub mod memory;
pub mod mmu;
pub mod port;
pub mod serial;
pub mod start;
pub mod timer;

pub use board::Board;
pub use copperhead_guest_common::{Status, entry};

copperhead_guest_common::machine!(write: serial::write, exit: exit::exit);
