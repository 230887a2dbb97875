//! A store to published code must be refused: ends with [`Status::STORE_REFUSED`].

#![no_std]
#![no_main]

use copperhead_core::arena::{Arena, Budget};
use copperhead_guest_cortex_m::{Status, code::CodeMemory, entry, exception, println};

entry!(main);

/// `bx lr`
const RETURN: u16 = 0x4770;

fn main() -> Status {
    let memory = CodeMemory::take(usize::MAX).expect("code memory");
    let mut arena = Arena::new(memory, Budget::new(1 << 20));
    let mut region = arena.reserve(2).expect("room");
    region.parts().0.copy_from_slice(&RETURN.to_le_bytes());
    let region = region.publish().expect("published");
    // SAFETY: what was written is a function without arguments or result. An odd address says that it is Thumb code.
    let function: extern "C" fn() = unsafe { region.entry(1) }.expect("inside");
    function();

    let address = region.entry_address(0).expect("inside");
    exception::foretell(address);
    // SAFETY: none: this is what must not be possible.
    unsafe { core::ptr::with_exposed_provenance_mut::<u16>(address).write_volatile(0) };
    println!("the store was not refused");
    Status::FAILURE
}
