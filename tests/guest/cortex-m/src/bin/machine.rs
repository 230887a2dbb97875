//! Shows that the machine works, without Python: text, heap, clock, code written at run time.
//! Ends with [`Status::MACHINE`].

#![no_std]
#![no_main]

extern crate alloc;

use alloc::vec::Vec;
use copperhead_core::arena::{Arena, Budget};
use copperhead_core::buffer::CodeError;
use copperhead_guest_cortex_m::code::CodeMemory;
use copperhead_guest_cortex_m::{Status, code, entry, heap, memory, println, systick};

entry!(main);

fn main() -> Status {
    println!("hello from a bare Cortex-M7, {:.1}", 0.5 + 1.0);
    let start = systick::nanoseconds();
    check_heap();
    check_code();
    check_limited_code();
    assert!(systick::nanoseconds() > start);
    Status::MACHINE
}

fn check_heap() {
    let numbers: Vec<u64> = (0..1000).collect();
    assert_eq!(numbers.iter().sum::<u64>(), 499_500);
    let memory = heap::take(8 << 20).expect("8 MiB for a VM");
    assert!(memory.iter().all(|&byte| byte == 0));
    assert!(heap::take(memory::heap().len()).is_none());
    println!("heap: {} MiB", memory::heap().len() >> 20);
}

/// `movw r0, #value; bx lr` (DDI 0403, A7.7.76, encoding T3: the value lies in four pieces).
fn function_returning(value: u16) -> [u8; 6] {
    let first = 0xf240 | value >> 12 | (value >> 11 & 1) << 10;
    let second = (value >> 8 & 7) << 12 | value & 0xff;
    let mut bytes = [0; 6];
    for (place, half) in bytes.chunks_exact_mut(2).zip([first, second, 0x4770]) {
        place.copy_from_slice(&half.to_le_bytes());
    }
    bytes
}

/// Functions written one after the other at the same place, in a page where another one stays.
fn check_code() {
    const ROUNDS: u16 = 10_000;
    let memory = CodeMemory::take(usize::MAX).expect("code memory");
    assert!(CodeMemory::take(usize::MAX).is_none(), "taken twice");
    let mut arena = Arena::new(memory, Budget::new(1 << 20));
    let mut first_address = None;
    let mut stays = None;
    for round in 0..ROUNDS {
        let mut region = arena.reserve(6).expect("room");
        region.parts().0.copy_from_slice(&function_returning(round));
        let region = region.publish().expect("published");
        // SAFETY: what was written is a function of this type. An odd address says that it is Thumb code.
        let function: extern "C" fn() -> u32 = unsafe { region.entry(1) }.expect("inside");
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

/// Dropped code memory is to be had again; a part of it is a part.
fn check_limited_code() {
    let memory = CodeMemory::take(code::part()).expect("code memory");
    let mut arena = Arena::new(memory, Budget::new(1 << 20));
    assert_eq!(arena.reserve(code::part() + 1).err(), Some(CodeError::TooLarge));
    println!("code: a limit of {} bytes holds", code::part());
}
