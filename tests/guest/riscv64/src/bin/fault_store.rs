//! A store to published code must be refused: ends with [`Status::STORE_REFUSED`].

#![no_std]
#![no_main]

use copperhead_core::arena::{Arena, Budget};
use copperhead_guest_riscv64::{Status, code::CodeMemory, entry, exception, println};

entry!(main);

const RETURN: u32 = 0x0000_8067; // jalr x0, 0(ra)

fn main() -> Status {
    let memory = CodeMemory::take(usize::MAX).expect("code memory");
    let mut arena = Arena::new(memory, Budget::new(1 << 20));
    let mut region = arena.reserve(4).expect("room");
    region.parts().0.copy_from_slice(&RETURN.to_le_bytes());
    let region = region.publish().expect("published");
    // SAFETY: what was written is a function without arguments or result.
    let function: extern "C" fn() = unsafe { region.entry(0) }.expect("inside");
    function();

    let address = region.entry_address(0).expect("inside");
    exception::foretell(address);
    // SAFETY: none: this is what must not be possible.
    unsafe { core::ptr::with_exposed_provenance_mut::<u32>(address).write_volatile(0) };
    println!("the store was not refused");
    Status::FAILURE
}
