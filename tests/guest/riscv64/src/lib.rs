//! A bare 64-bit RISC-V machine for Copperhead: QEMU's `virt` board with one core, no operating system.
//!
//! The way from power-on to a Python program, which is also the order in which to read:
//!
//! 1. [`start`]: the first instructions; down from machine mode to supervisor mode, stacks, a zeroed `.bss`, then Rust.
//! 2. [`monitor`]: what stays in machine mode: the timer.
//! 3. [`memory`]: which part of memory is what, as the linker script laid it out.
//! 4. [`mmu`]: an identity map with permissions page by page; no page is writable and executable.
//! 5. [`exception`]: what goes wrong is reported and ends the machine with a status of its own.
//! 6. [`devices`], [`clock`]: text out, exit status out, time in.
//! 7. [`timer`]: an interrupt, for code that must be stopped from outside.
//! 8. [`board`]: all of it, as Python wants to see it; `src/bin/firmware.rs` runs a program there.
//!
//! What needs to know no machine is in `copperhead_guest_common`: the heap, who has which code memory, `println!`. What the caches want when
//! code is published is in `copperhead_core::instruction_cache`.
//!
//! Each other binary in `src/bin/` is one test: it says `entry!(test)` and ends with a [`Status`].
//!
//! It never starts a second core or leaves supervisor mode, and takes an interrupt only where [`timer`] was asked for one.

#![no_std]

pub mod board;
pub mod clock;
pub mod exception;
pub mod memory;
pub mod mmu;
pub mod monitor;
pub mod start;
pub mod timer;

pub use board::Board;
pub use copperhead_guest_common::{Status, entry, riscv_devices as devices};

copperhead_guest_common::machine!(write: devices::write, exit: devices::exit);
