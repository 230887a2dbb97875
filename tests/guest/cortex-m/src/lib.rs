//! A bare Cortex-M7 for Copperhead: QEMU's `mps2-an500` board, no operating system.
//!
//! The way from power-on to a Python program, which is also the order in which to read:
//!
//! 1. [`start`]: vectors and the first instructions; floating point on, stacks, `.data` and `.bss`, then Rust.
//! 2. [`memory`]: which part of memory is what, as the linker script laid it out.
//! 3. [`mpu`]: what may be done with each part; none is writable and executable.
//! 4. [`exception`]: what goes wrong is reported and ends the machine with a status of its own.
//! 5. [`uart`], [`semihosting`]: text out, exit status out.
//! 6. [`systick`]: time in, and an interrupt for code that must be stopped from outside.
//! 7. [`board`]: all of it, as Python wants to see it; `src/bin/firmware.rs` runs a program there.
//!
//! What needs to know no machine is in `copperhead_guest_common`: the heap, who has which code memory, `println!`. What the caches want when
//! code is published is in `copperhead_core::instruction_cache`.
//!
//! Each other binary in `src/bin/` is one test: it says `entry!(test)` and ends with a [`Status`].
//!
//! It stays privileged, and keeps no more than one interrupt: the SysTick's.

#![no_std]

pub mod board;
pub mod exception;
pub mod memory;
pub mod mpu;
pub mod semihosting;
pub mod start;
pub mod systick;
pub mod uart;

pub use board::Board;
pub use copperhead_guest_common::{Status, entry};

copperhead_guest_common::machine!(write: uart::write, exit: semihosting::exit);
