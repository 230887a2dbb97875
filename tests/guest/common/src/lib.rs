//! What the bare machines have in common, and need to know no processor for.
//!
//! A machine's folder is copied whole, together with this crate. There is the start code, the memory map, devices and faults;
//! here is what would be written alike each time:
//!
//! - [`heap`]: the global allocator, behind a lock, and the pieces that VMs live in.
//! - [`code`]: memory for machine code made at run time, as copperhead-core wants it; the machine says how permissions change.
//! - [`machine`](mod@machine): what a board gives to whoever runs Python on it.
//! - [`memory`]: the linker script's symbols as ranges, page tables as arrays, and what may be done with memory.
//! - [`console`]: `print!`, `println!` and what happens on a panic; the machine says how bytes go out and how it ends.
//! - [`foretold`]: the one fault that a test expects.
//! - [`action`]: the function that a timer's interrupt calls.
//! - [`ns16550`], [`test_device`], `riscv_devices`: devices that more than one of the machines has.
//!
//! A machine connects itself with two macros: [`machine!`] once, [`entry!`] in each binary.

#![cfg_attr(not(test), no_std)]

extern crate alloc;

pub mod action;
pub mod code;
pub mod console;
pub mod foretold;
pub mod heap;
pub mod machine;
pub mod memory;
pub mod ns16550;
#[cfg(any(target_arch = "riscv32", target_arch = "riscv64"))]
pub mod riscv_devices;
pub mod test_device;

/// How a guest ends: the exit status of the QEMU process.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Status(pub u8);

impl Status {
    /// All went well.
    pub const SUCCESS: Status = Status(0);
    /// A test in the guest failed; what failed was printed.
    pub const FAILURE: Status = Status(1);
    /// All went well in `machine`, which runs no Python. (Zero could also be a machine that ended by itself.)
    pub const MACHINE: Status = Status(42);
    /// A store was refused by the memory's permissions, at the address that the guest foretold.
    pub const STORE_REFUSED: Status = Status(80);
    /// An instruction fetch was refused by the memory's permissions, at the address that the guest foretold.
    pub const FETCH_REFUSED: Status = Status(81);
    /// A jump to code that was freed met an instruction that traps, at the address that the guest foretold.
    pub const TRAPPED: Status = Status(83);
    /// Any other exception: a fault of the guest.
    pub const EXCEPTION: Status = Status(82);
    /// Rust code panicked.
    pub const PANIC: Status = Status(101);
}
