//! A bare x86-64 machine for Copperhead: QEMU's PC with two cores, no operating system, no firmware calls.
//!
//! The way from power-on to a Python program, which is also the order in which to read:
//!
//! 1. [`start`]: the first instructions: into 64-bit mode, a stack, a zeroed `.bss`, then Rust.
//! 2. [`memory`]: which part of memory is what, as the linker script laid it out.
//! 3. [`mmu`]: an identity map with permissions page by page; no page is writable and executable.
//! 4. [`descriptors`]: the tables by which the processor finds handlers and their stacks.
//! 5. [`exception`]: what goes wrong is reported and ends the machine with a status of its own; interrupts return.
//! 6. [`code`]: memory for machine code made at run time: write, publish, enter.
//! 7. [`cache`]: why nothing is needed for instruction fetches to see what was stored.
//! 8. [`heap`]: the memory that is left, for `alloc` and for the Python VM.
//! 9. [`serial`], [`exit`], [`clock`]: text out, exit status out, time in.
//! 10. [`timer`]: an interrupt, for code that must be stopped from outside.
//! 11. [`cores`]: the second core, and how both agree about the map.
//! 12. [`board`]: all that as what Python, and the tests that all guests share, ask for.
//!
//! A binary in `src/bin/` is one test: it says `entry!(main)` and ends with a [`Status`].

#![no_std]

extern crate alloc;

pub mod board;
pub mod cache;
pub mod clock;
pub mod code;
pub mod cores;
pub mod descriptors;
pub mod exception;
pub mod exit;
pub mod heap;
pub mod memory;
pub mod mmu;
pub mod port;
pub mod serial;
pub mod start;
pub mod timer;

pub use copperhead_guest_programs::Status;

/// Prints the message and ends the machine with [`Status::PANIC`].
#[panic_handler]
fn panic(information: &core::panic::PanicInfo) -> ! {
    println!("{information}");
    exit::exit(Status::PANIC)
}
