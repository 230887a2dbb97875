//! A bare 64-bit RISC-V machine for Copperhead: QEMU's `virt` board with one core, no operating system.
//!
//! The way from power-on to a Python program, which is also the order in which to read:
//!
//! 1. [`start`]: the first instructions; down from machine mode to supervisor mode, stacks, a zeroed `.bss`, then Rust.
//! 2. [`monitor`]: what stays in machine mode: the timer.
//! 3. [`memory`]: which part of memory is what, as the linker script laid it out.
//! 4. [`mmu`]: an identity map with permissions page by page; no page is writable and executable.
//! 5. [`exception`]: what goes wrong is reported and ends the machine with a status of its own.
//! 6. [`code`]: memory for machine code made at run time: write, publish, enter. What the caches want is in
//!    `copperhead_core::instruction_cache`.
//! 7. [`heap`]: the memory that is left, for `alloc` and for the Python VM.
//! 8. [`uart`], [`exit`], [`clock`]: text out, exit status out, time in.
//! 9. [`timer`]: an interrupt, for code that must be stopped from outside.
//! 10. [`board`]: all of it, as Python wants to see it.
//!
//! A binary in `src/bin/` is one test: it says `entry!(main)` and ends with a [`Status`].
//!
//! It never starts a second core or leaves supervisor mode, and takes an interrupt only where [`timer`] was asked for one.

#![no_std]

extern crate alloc;

pub mod board;
pub mod clock;
#[path = "../../aarch64/src/code.rs"] // the same on every machine that protects pages
pub mod code;
pub mod exception;
pub mod exit;
#[path = "../../aarch64/src/heap.rs"]
pub mod heap;
pub mod memory;
pub mod mmu;
pub mod monitor;
pub mod start;
pub mod timer;
pub mod uart;

pub use copperhead_guest_programs::Status;

/// Prints the message and ends the machine with [`Status::PANIC`].
#[panic_handler]
fn panic(information: &core::panic::PanicInfo) -> ! {
    println!("{information}");
    exit::exit(Status::PANIC)
}
