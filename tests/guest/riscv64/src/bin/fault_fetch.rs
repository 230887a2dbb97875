//! A jump to code that is not published must be refused: ends with [`Status::FETCH_REFUSED`].

#![no_std]
#![no_main]

use copperhead_core::arena::{Arena, Budget};
use copperhead_core::instruction_cache::make_coherent;
use copperhead_guest_riscv64::{Status, code::CodeMemory, entry, exception, println};

entry!(main);

const RETURN: u32 = 0x0000_8067; // jalr x0, 0(ra)

fn main() -> Status {
    let memory = CodeMemory::take(usize::MAX).expect("code memory");
    let mut arena = Arena::new(memory, Budget::new(1 << 20));
    let mut region = arena.reserve(4).expect("room");
    region.parts().0.copy_from_slice(&RETURN.to_le_bytes());

    // Only the permission is missing.
    let address = region.write_address();
    // SAFETY: the region is mapped.
    assert!(unsafe { make_coherent(address, address, 4) });
    exception::foretell(address);
    let start = core::ptr::with_exposed_provenance::<()>(address);
    // SAFETY: none: this is what must not be possible.
    let function: extern "C" fn() = unsafe { core::mem::transmute(start) };
    function();
    println!("the jump was not refused");
    Status::FAILURE
}
