//! A bare AArch64 machine for Copperhead: QEMU's `virt` board with one core, no operating system.
//!
//! The way from power-on to a Python program, which is also the order in which to read:
//!
//! 1. [`start`]: the first instructions; floating point on, stacks, a zeroed `.bss`, then Rust.
//! 2. [`memory`]: which part of memory is what, as the linker script laid it out.
//! 3. [`mmu`]: an identity map with permissions page by page; no page is writable and executable.
//! 4. [`exception`]: what goes wrong is reported and ends the machine with a status of its own.
//! 5. [`code`]: memory for machine code made at run time: write, publish, enter. What the caches want is in
//!    `copperhead_core::instruction_cache`.
//! 6. [`heap`]: the memory that is left, for `alloc` and for the Python VM.
//! 7. [`uart`], [`semihosting`], [`clock`]: text out, exit status out, time in.
//! 8. [`timer`]: an interrupt, for code that must be stopped from outside.
//! 9. [`board`]: all of it, as Python wants to see it.
//!
//! A binary in `src/bin/` is one test: it says `entry!(main)` and ends with a [`Status`].
//!
//! It never starts a second core or leaves exception level 1, and takes an interrupt only where [`timer`] was asked for one.

#![no_std]

extern crate alloc;

pub mod board;
pub mod clock;
pub mod code;
pub mod exception;
pub mod heap;
pub mod memory;
pub mod mmu;
pub mod semihosting;
pub mod start;
pub mod timer;
pub mod uart;

pub use copperhead_guest_programs::Status;

/// Prints the message and ends the machine with [`Status::PANIC`].
#[panic_handler]
fn panic(information: &core::panic::PanicInfo) -> ! {
    println!("{information}");
    semihosting::exit(Status::PANIC)
}
