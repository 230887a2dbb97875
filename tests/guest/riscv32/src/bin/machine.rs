//! Shows that the machine works, without Python: text, heap, clock, code written at run time.
//! Ends with [`Status::MACHINE`].

#![no_std]
#![no_main]

extern crate alloc;

use alloc::vec::Vec;
use copperhead_core::arena::{Arena, Budget};
use copperhead_guest_riscv32::code::CodeMemory;
use copperhead_guest_riscv32::{Status, clock, entry, heap, memory, monitor, println};

entry!(main);

fn main() -> Status {
    println!("hello from a bare 32-bit RISC-V machine, {:.1}", 0.5 + 1.0);
    let start = clock::nanoseconds();
    check_heap();
    check_code();
    check_window();
    assert!(clock::nanoseconds() > start);
    Status::MACHINE
}

fn check_heap() {
    let numbers: Vec<u64> = (0..1000).collect();
    assert_eq!(numbers.iter().sum::<u64>(), 499_500);
    let memory = heap::take(32 << 20).expect("32 MiB for a VM");
    assert!(memory.iter().all(|&byte| byte == 0));
    assert!(heap::take(memory::RAM_SIZE).is_none());
    println!("heap: {} MiB", memory::heap().len() >> 20);
}

/// `lui a0, upper; addi a0, a0, lower; ret` (volume I, "RV32I"). The lower 12 bits count as signed.
fn function_returning(value: u16) -> [u8; 12] {
    let value = u32::from(value);
    let words = [0x0000_0537 | (value + 0x800) & !0xfff, 0x0005_0513 | value << 20, 0x0000_8067];
    let mut code = [0; 12];
    for (bytes, word) in code.as_chunks_mut().0.iter_mut().zip(words) {
        *bytes = word.to_le_bytes();
    }
    code
}

/// Functions written one after the other at the same place, in a page where another one stays.
fn check_code() {
    const ROUNDS: u16 = 10_000;
    let memory = CodeMemory::take().expect("code memory");
    assert!(CodeMemory::take().is_none(), "taken twice");
    let mut arena = Arena::new(memory, Budget::new(1 << 20));
    let mut first_address = None;
    let mut stays = None;
    for round in 0..ROUNDS {
        let mut region = arena.reserve(12).expect("room");
        region.parts().0.copy_from_slice(&function_returning(round));
        let region = region.publish().expect("published");
        // SAFETY: what was written is a function of this type.
        let function: extern "C" fn() -> u32 = unsafe { region.entry(0) }.expect("inside");
        assert_eq!(function(), u32::from(round));
        if round == 0 {
            stays = Some(function);
            continue;
        }
        let address = region.entry_address(0);
        assert_eq!(*first_address.get_or_insert(address), address);
        // SAFETY: nothing refers to the region.
        unsafe { arena.free(region) }.expect("freed");
    }
    assert_eq!(stays.expect("the first function")(), 0);
    println!("code: {ROUNDS} functions written and called");
}

/// While a piece of code is written, its neighbour runs; dropped code memory is to be had again.
fn check_window() {
    let memory = CodeMemory::take().expect("code memory");
    let mut arena = Arena::new(memory, Budget::new(1 << 20));
    let mut region = arena.reserve(12).expect("room");
    region.parts().0.copy_from_slice(&function_returning(4711));
    let region = region.publish().expect("published");
    // SAFETY: what was written is a function of this type.
    let function: extern "C" fn() -> u32 = unsafe { region.entry(0) }.expect("inside");
    let mut neighbour = arena.reserve(12).expect("room");
    for value in 0..100 {
        neighbour.parts().0.copy_from_slice(&function_returning(value));
        assert_eq!(function(), 4711);
    }
    assert_eq!(region.entry_address(0).expect("inside") + 16, neighbour.write_address());
    let neighbour = neighbour.publish().expect("published");
    // SAFETY: as above.
    let function: extern "C" fn() -> u32 = unsafe { neighbour.entry(0) }.expect("inside");
    assert_eq!(function(), 99);

    let all = memory::code();
    assert!(!monitor::open_window(all.start - 16..all.start), "a window beside the code memory");
    assert!(!monitor::open_window(all.end..all.end + 16), "a window beside the code memory");
    assert!(monitor::open_window(all.start..all.end) && !monitor::open_window(all.clone()), "two windows");
    monitor::close_window();
    println!("code: one piece is written, the next one runs");
}
