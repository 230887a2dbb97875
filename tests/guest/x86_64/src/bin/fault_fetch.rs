//! A jump to code that is not published must be refused: ends with [`Status::FETCH_REFUSED`].

#![no_std]
#![no_main]

use copperhead_core::arena::{Arena, Budget};
use copperhead_guest_x86_64::{Status, code::CodeMemory, entry, exception, println};

entry!(main);

/// `ret`.
const RETURN: u8 = 0xc3;

fn main() -> Status {
    let memory = CodeMemory::take(usize::MAX).expect("code memory");
    let mut arena = Arena::new(memory, Budget::new(1 << 20));
    let mut region = arena.reserve(1).expect("room");
    region.parts().0.copy_from_slice(&[RETURN]);

    let address = region.write_address();
    exception::foretell(address);
    let start = core::ptr::with_exposed_provenance::<()>(address);
    // SAFETY: none: this is what must not be possible.
    let function: extern "C" fn() = unsafe { core::mem::transmute(start) };
    function();
    println!("the jump was not refused");
    Status::FAILURE
}
