//! Shows that the machine works, without Python; ends with status 42.

#![no_std]
#![no_main]

use copperhead_core::arena::{Arena, Budget};
use copperhead_guest_common::{code::CodeMemory, println};
use copperhead_guest_programs::{instructions::returning, machine::machine};
use copperhead_guest_riscv32::{Board, Status, code::Window, entry, memory, monitor};

entry!(main);

fn main() -> Status {
    check_window();
    machine(Board)
}

/// What only this machine can: while a piece of code is written, its neighbour runs.
fn check_window() {
    let memory = CodeMemory::<Window>::take(usize::MAX).expect("code memory");
    let mut arena = Arena::new(memory, Budget::new(1 << 20));
    let mut region = arena.reserve(12).expect("room");
    region.parts().0.copy_from_slice(&returning(4711));
    let region = region.publish().expect("published");
    // SAFETY: what was written is a function of this type.
    let function: extern "C" fn() -> u32 = unsafe { region.entry(0) }.expect("inside");
    let mut neighbour = arena.reserve(12).expect("room");
    for value in 0..100 {
        neighbour.parts().0.copy_from_slice(&returning(value));
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
    assert!(!monitor::publish_window(), "no window is open");
    assert!(monitor::open_window(all.start..all.end) && !monitor::open_window(all.clone()), "two windows");
    monitor::withdraw(all);
    println!("code: one piece is written, the next one runs");
}
