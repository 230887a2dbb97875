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
//! 7. [`archive`]: the Python programs that the outside put into memory.
//! 8. [`uart`], [`semihosting`], [`clock`]: text out, exit status out, time in.
//! 9. [`timer`]: an interrupt, for code that must be stopped from outside.
//!
//! A binary in `src/bin/` is one test: it says `entry!(main)` and ends with a [`Status`].
//!
//! It never starts a second core or leaves exception level 1, and takes an interrupt only where [`timer`] was asked for one.

#![no_std]

extern crate alloc;

pub mod archive;
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

/// How a guest ends: the exit status of the QEMU process.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Status(pub u8);

impl Status {
    /// All went well.
    pub const SUCCESS: Status = Status(0);
    /// A test in the guest failed; what failed was printed.
    pub const FAILURE: Status = Status(1);
    /// A store was refused by a page's permissions, at the address that the guest foretold.
    pub const STORE_REFUSED: Status = Status(80);
    /// An instruction fetch was refused by a page's permissions, at the address that the guest foretold.
    pub const FETCH_REFUSED: Status = Status(81);
    /// Any other exception: a fault of the guest.
    pub const EXCEPTION: Status = Status(82);
    /// Rust code panicked.
    pub const PANIC: Status = Status(101);
}

/// Prints the message and ends the machine with [`Status::PANIC`].
#[panic_handler]
fn panic(information: &core::panic::PanicInfo) -> ! {
    println!("{information}");
    semihosting::exit(Status::PANIC)
}
