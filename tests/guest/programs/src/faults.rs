//! What the memory's permissions must refuse: a store to published code, a jump to code that is not published.

use crate::instructions::{ENTRY, LENGTH, returning};
use crate::{Machine, Status, archive_of};
use copperhead_core::arena::{Arena, Budget};
use copperhead_core::buffer::CodeBuffer;
use copperhead_core::instruction_cache::make_coherent;
use copperhead_guest_common::{foretold::foretell, println};
use core::ptr::{with_exposed_provenance, with_exposed_provenance_mut};

/// Stores to published code, while a neighbour may be written; ends with [`Status::STORE_REFUSED`].
pub fn store<M: Machine>(machine: M) -> Status {
    let memory = machine.code(usize::MAX).expect("code memory");
    let mut arena = Arena::new(memory, Budget::new(1 << 20));
    let granule = arena.buffer().granule();
    let mut region = arena.reserve(granule).expect("room");
    region.parts().0[..LENGTH].copy_from_slice(&returning(1));
    let address = region.write_address();
    let region = region.publish().expect("published");
    // SAFETY: what was written is a function of this type.
    let function: extern "C" fn() -> u32 = unsafe { region.entry(0) }.expect("inside");
    assert_eq!(function(), 1);

    let neighbour = arena.reserve(granule).expect("room");
    assert_eq!(neighbour.write_address(), address + granule);
    foretell(address);
    // SAFETY: none: this is what must not be possible.
    unsafe { with_exposed_provenance_mut::<u16>(address).write_volatile(0) };
    println!("the store was not refused");
    Status::FAILURE
}

/// Jumps to code that is not published; ends with [`Status::FETCH_REFUSED`]. The archive's options say which: with none it is being
/// written; with `--of=fresh` nobody ever asked for that memory; with `--of=released` it was published, and the memory given back.
pub fn fetch<M: Machine>(machine: M) -> Status {
    let options = archive_of(machine).ok().flatten().map_or("", |archive| archive.options);
    let memory = machine.code(usize::MAX).expect("code memory");
    let mut arena = Arena::new(memory, Budget::new(1 << 17));
    let mut region = arena.reserve(LENGTH).expect("room");
    region.parts().0.copy_from_slice(&returning(1));
    let written = region.write_address();
    match options {
        "" => {
            // Only the permission is missing.
            // SAFETY: the region is mapped.
            assert!(unsafe { make_coherent(written, written, LENGTH) });
            jump_to(written);
        }
        "--of=fresh" => {
            let region = region.publish().expect("published");
            // SAFETY: what was written is a function of this type. Code that is published runs meanwhile.
            let function: extern "C" fn() -> u32 = unsafe { region.entry(0) }.expect("inside");
            assert_eq!(function(), 1);
            jump_to(written + arena.usage().reserved);
        }
        "--of=released" => {
            drop(region.publish().expect("published"));
            drop(arena);
            jump_to(written);
        }
        other => println!("unknown option {other}"),
    }
    Status::FAILURE
}

/// Jumps there, which is foretold as a fault.
fn jump_to(address: usize) {
    foretell(address);
    let start = with_exposed_provenance::<()>(address | ENTRY);
    // SAFETY: none: this is what must not be possible.
    let function: extern "C" fn() -> u32 = unsafe { core::mem::transmute(start) };
    function();
    println!("the jump was not refused");
}
