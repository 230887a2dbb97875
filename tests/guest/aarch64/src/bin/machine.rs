//! Shows that the machine works, without Python: text, heap, clock, archive, code written at run time.
//! Ends with status 42.

#![no_std]
#![no_main]

extern crate alloc;

use alloc::vec::Vec;
use copperhead_guest_aarch64::archive::{Archive, Error};
use copperhead_guest_aarch64::{Status, clock, code, entry, heap, memory, println};

entry!(main);

/// `mov w0, #value; ret` (DDI 0487, C6.2 "MOVZ", "RET").
fn function_returning(value: u16) -> [u32; 2] {
    [0x5280_0000 | u32::from(value) << 5, 0xd65f_03c0]
}

/// Writes a function to code memory, publishes and calls it.
fn write_and_call(address: usize, instructions: [u32; 2]) -> u32 {
    let start: *mut [u32; 2] = core::ptr::with_exposed_provenance_mut(address);
    let range = address..address + size_of::<[u32; 2]>();
    // SAFETY: nothing else uses code memory here, and it is not executed while it is written.
    unsafe {
        code::make_writable(range.clone());
        start.write(instructions);
        code::publish(range);
    }
    // SAFETY: a published function of this type.
    let function: extern "C" fn() -> u32 = unsafe { core::mem::transmute(start) };
    function()
}

fn main() -> Status {
    println!("hello from a bare AArch64 machine, {:.1}", 0.5 + 1.0);

    let start = clock::nanoseconds();
    let numbers: Vec<u64> = (0..1000).collect();
    assert_eq!(numbers.iter().sum::<u64>(), 499_500);
    let memory = heap::take(32 << 20).expect("32 MiB for a VM");
    memory[0] = 1;
    assert!(heap::take(memory::RAM_SIZE).is_none());
    println!("heap: {} MiB", memory::heap().len() >> 20);

    // A function that ran is written anew, at the same place and in the same page.
    let address = memory::code().start;
    for round in 0..10_000u16 {
        assert_eq!(
            write_and_call(address, function_returning(round)),
            u32::from(round)
        );
    }
    let last = memory::code().end - 8;
    assert_eq!(write_and_call(last, function_returning(7)), 7);
    assert!(clock::nanoseconds() > start);
    println!("code: 10,001 functions written and called");

    let mut archive =
        Archive::parse(b"copperhead programs 1\noptions --a --b\nprogram p 2 3 4\nxyend\n")
            .expect("good");
    assert_eq!(archive.options, "--a --b");
    let program = archive.next().expect("one").expect("good");
    assert_eq!(
        (program.name, program.arguments, program.source),
        ("p", "3 4", &b"xy"[..])
    );
    assert!(archive.next().is_none());
    assert_eq!(
        Archive::parse(b"something\n").err(),
        Some(Error::NotAnArchive)
    );
    let mut short =
        Archive::parse(b"copperhead programs 1\noptions\nprogram p 9 \nxy").expect("good");
    assert_eq!(short.next(), Some(Err(Error::TooShort)));
    assert_eq!(short.next(), None);
    println!("archive: good ones read, bad ones refused");

    Status(42)
}
