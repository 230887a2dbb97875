//! The firmware to start from: runs one Python program, hot code as machine code, and ends with its exit status.
//!
//! The program is text in memory, up to a byte of zero, where `ARCHIVE` in the linker script says. QEMU puts a file there:
//!
//!     cargo run --release --bin firmware -- -device loader,file=hello.py,addr=0x86000000,force-raw=on
//!
//! `../copy` copies this and what it needs out of the repository.

#![no_std]
#![no_main]

use copperhead::run::Outcome;
use copperhead::vm::{Options, Vm};
use copperhead_guest_common::machine::Machine;
use copperhead_guest_common::{heap, println};
use copperhead_guest_riscv32::{Board, Status, entry};

// What the start code runs at last, with memory protected, the heap there and the serial line open.
entry!(firmware);

fn firmware() -> Status {
    // All that Python ever has: a piece of the heap. It asks for no other memory, and gets a MemoryError where this is full.
    let memory = heap::take(Board::VM_MEMORY).expect("memory for the VM");
    // Where machine code goes, never writable and executable at once (`NoCode` instead: everything is interpreted).
    let mut code = Board.code(usize::MAX).expect("code memory");
    // Text goes out by the board, time comes in.
    let mut host = Board;
    // The board has no entropy, so that the hashes of strings have a fixed key.
    let options = Options { hash_seed: Some(0), ..Options::default() };
    let mut vm = Vm::new(memory, &mut host, &mut code, options).expect("a VM");

    let loaded = Board.archive();
    let program = loaded.split(|&byte| byte == 0).next().unwrap_or(loaded);
    let outcome = vm.run_main(program, "hello.py", &["hello.py"]);
    println!("{} regions of machine code", vm.jit_statistics().regions);
    match outcome {
        Outcome::Finished => Status::SUCCESS,
        Outcome::Exit(status) => Status(status as u8),
        // What went wrong was printed.
        Outcome::Raised | Outcome::Interrupted | Outcome::Terminated(_) => Status::FAILURE,
    }
}
