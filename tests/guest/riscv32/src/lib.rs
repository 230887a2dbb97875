//! A bare 32-bit RISC-V machine for Copperhead: QEMU's `virt` board with one core, no operating system, no floating point in hardware.
//!
//! The way from power-on to a Python program, which is also the order in which to read:
//!
//! 1. [`start`]: the first instructions; stacks, a zeroed `.bss`, then Rust, down from machine mode to user mode.
//! 2. [`memory`]: which part of memory is what, as the linker script laid it out.
//! 3. [`protection`]: what user mode may do with which memory; nothing is writable and executable.
//! 4. [`monitor`]: what stays in machine mode: calls, interrupts, exceptions.
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
//! It never starts a second core or turns on virtual memory, and takes an interrupt only where [`timer`] was asked for one.

#![no_std]

extern crate alloc;

pub mod board;
pub mod clock;
pub mod code;
pub mod exception;
#[path = "../../riscv64/src/exit.rs"] // the 64-bit board has the same devices
pub mod exit;
#[path = "../../aarch64/src/heap.rs"]
pub mod heap;
pub mod memory;
pub mod monitor;
pub mod protection;
pub mod start;
pub mod timer;
#[path = "../../riscv64/src/uart.rs"]
pub mod uart;

pub use copperhead_guest_programs::Status;

/// Prints the message and ends the machine with [`Status::PANIC`].
#[panic_handler]
fn panic(information: &core::panic::PanicInfo) -> ! {
    println!("{information}");
    exit::exit(Status::PANIC)
}
