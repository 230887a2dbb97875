//! A bare Cortex-M7 for Copperhead: QEMU's `mps2-an500` board, no operating system.
//!
//! The way from power-on to a Python program, which is also the order in which to read:
//!
//! 1. [`start`]: vectors and the first instructions; floating point on, stacks, `.data` and `.bss`, then Rust.
//! 2. [`memory`]: which part of memory is what, as the linker script laid it out.
//! 3. [`mpu`]: what may be done with each part; none is writable and executable.
//! 4. [`exception`]: what goes wrong is reported and ends the machine with a status of its own.
//! 5. [`code`]: memory for machine code made at run time: write, publish, enter. What the caches want is in
//!    `copperhead_core::instruction_cache`.
//! 6. [`heap`]: the memory that is left, for `alloc` and for the Python VM.
//! 7. [`uart`], [`semihosting`]: text out, exit status out.
//! 8. [`systick`]: time in, and an interrupt for code that must be stopped from outside.
//! 9. [`board`]: all of it, as Python wants to see it.
//!
//! A binary in `src/bin/` is one test: it says `entry!(main)` and ends with a [`Status`].
//!
//! It stays privileged, and keeps no more than one interrupt: the SysTick's.

#![no_std]

extern crate alloc;

pub mod board;
pub mod code;
pub mod exception;
pub mod heap;
pub mod memory;
pub mod mpu;
pub mod semihosting;
pub mod start;
pub mod systick;
pub mod uart;

pub use copperhead_guest_programs::Status;

/// Prints the message and ends the machine with [`Status::PANIC`].
#[panic_handler]
fn panic(information: &core::panic::PanicInfo) -> ! {
    println!("{information}");
    semihosting::exit(Status::PANIC)
}
