//! A jump to code that is not published must be refused: ends with [`Status::FETCH_REFUSED`].

#![no_std]
#![no_main]

use copperhead_core::arena::{Arena, Budget};
use copperhead_core::instruction_cache::make_coherent;
use copperhead_guest_cortex_m::{Status, code::CodeMemory, entry, exception, println};

entry!(main);

/// `bx lr`
const RETURN: u16 = 0x4770;

fn main() -> Status {
    let memory = CodeMemory::take(usize::MAX).expect("code memory");
    let mut arena = Arena::new(memory, Budget::new(1 << 20));
    let mut region = arena.reserve(2).expect("room");
    region.parts().0.copy_from_slice(&RETURN.to_le_bytes());

    // Only the permission is missing.
    let address = region.write_address();
    // SAFETY: the region is mapped.
    assert!(unsafe { make_coherent(address, address, 2) });
    exception::foretell(address);
    // An odd address says that it is Thumb code.
    let start = core::ptr::with_exposed_provenance::<()>(address + 1);
    // SAFETY: none: this is what must not be possible.
    let function: extern "C" fn() = unsafe { core::mem::transmute(start) };
    function();
    println!("the jump was not refused");
    Status::FAILURE
}
