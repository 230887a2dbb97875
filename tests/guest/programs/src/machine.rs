//! Shows that a machine works, without Python: text, heap, clock, code written at run time.

use crate::instructions::{LENGTH, returning};
use crate::{Machine, Status, run::nanoseconds};
use alloc::vec::Vec;
use copperhead_core::arena::{Arena, Budget};
use copperhead_core::buffer::{CodeBuffer, CodeError, Executable};
use copperhead_core::instruction_cache::TRAP;
use copperhead_guest_common::{heap, println};

/// Does it all; ends with [`Status::MACHINE`]. What is not as it must be is a panic.
pub fn machine<M: Machine>(machine: M) -> Status {
    println!("hello from a bare machine, {:.1}", 0.5 + 1.0);
    let start = nanoseconds(machine);
    check_heap::<M>();
    check_code(machine);
    check_limited_code(machine);
    assert!(nanoseconds(machine) > start);
    Status::MACHINE
}

fn check_heap<M: Machine>() {
    let numbers: Vec<u64> = (0..1000).collect();
    assert_eq!(numbers.iter().sum::<u64>(), 499_500);
    let memory = heap::take(M::VM_MEMORY).expect("memory for a VM");
    assert!(memory.iter().all(|&byte| byte == 0));
    assert!(heap::take(1 << 30).is_none());
    println!("heap: a piece of {} MiB", memory.len() >> 20);
}

/// Makes a published region that holds [`returning`] a function.
fn function(region: &Executable) -> extern "C" fn() -> u32 {
    // SAFETY: what was written is a function of this type.
    unsafe { region.entry(0) }.expect("inside")
}

/// Functions written one after the other at the same place, in a page where another one stays.
fn check_code<M: Machine>(machine: M) {
    const ROUNDS: u16 = 10_000;
    let memory = machine.code(usize::MAX).expect("code memory");
    assert!(machine.code(usize::MAX).is_none(), "taken twice");
    let mut arena = Arena::new(memory, Budget::new(1 << 20));
    let mut first_address = None;
    let mut stays = None;
    for round in 0..ROUNDS {
        let mut region = arena.reserve(LENGTH).expect("room");
        assert!(region.parts().0.iter().all(|&byte| byte == TRAP), "what was never written, or given back, traps");
        region.parts().0.copy_from_slice(&returning(round));
        let region = region.publish().expect("published");
        assert_eq!(function(&region)(), u32::from(round));
        if round == 0 {
            stays = Some(function(&region));
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

/// Dropped code memory is to be had again, as much as was asked for.
fn check_limited_code<M: Machine>(machine: M) {
    let whole = machine.code(usize::MAX).expect("code memory").reserve(1).expect("room").length;
    let memory = machine.code(whole).expect("code memory");
    let mut arena = Arena::new(memory, Budget::new(1 << 20));
    assert_eq!(arena.reserve(whole + 1).err(), Some(CodeError::TooLarge));
    println!("code: a limit of {whole} bytes holds");
}
