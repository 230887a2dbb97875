//! What the memory's permissions must refuse: a store to published code or to what the firmware itself consists of, a jump to code that is not
//! published or to anything else that may be written.

use crate::instructions::{ENTRY, LENGTH, returning};
use crate::{Machine, Status, archive_of};
use copperhead_core::arena::{Arena, Budget};
use copperhead_core::buffer::CodeBuffer;
use copperhead_core::instruction_cache::make_coherent;
use copperhead_guest_common::{foretold::foretell, heap::take, println};
use core::ptr::{with_exposed_provenance, with_exposed_provenance_mut};
use core::sync::atomic::{AtomicU8, Ordering};

/// Stores to memory that must not be written; ends with [`Status::STORE_REFUSED`]. The archive's options say which: with none it is published
/// code, while a neighbour may be written; with `--of=text` the firmware's own code, with `--of=constants` its constants.
pub fn store<M: Machine>(machine: M) -> Status {
    match options_of(machine) {
        "" => {}
        "--of=text" => return store_to((jump_to as fn(usize) as usize) & !3),
        "--of=constants" => return store_to(CONSTANTS.as_ptr().expose_provenance()),
        other => {
            println!("unknown option {other}");
            return Status::FAILURE;
        }
    }
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
    store_to(address)
}

/// What lies among the constants.
static CONSTANTS: [u32; 4] = [1, 2, 3, 4];

/// What lies among the variables.
static VARIABLES: Variables = Variables([const { AtomicU8::new(1) }; LENGTH]);

/// Aligned as instructions are.
#[repr(align(16))]
struct Variables([AtomicU8; LENGTH]);

/// The same on the stack.
#[repr(align(16))]
struct Aligned([u8; LENGTH]);

/// The options in the archive.
fn options_of<M: Machine>(machine: M) -> &'static str {
    archive_of(machine).ok().flatten().map_or("", |archive| archive.options)
}

/// Stores there, which is foretold as a fault.
fn store_to(address: usize) -> Status {
    foretell(address);
    // SAFETY: none: this is what must not be possible.
    unsafe { with_exposed_provenance_mut::<u16>(address).write_volatile(0) };
    println!("the store was not refused");
    Status::FAILURE
}

/// Jumps to what is not published code; ends with [`Status::FETCH_REFUSED`]. The archive's options say which: with none it is being
/// written; with `--of=fresh` nobody ever asked for that memory; with `--of=released` it was published, and the memory given back; with
/// `--of=freed` it was published, and freed while code beside it stays published: its memory may be executed, but holds nothing but instructions
/// that trap ([`Status::TRAPPED`]); with `--of=heap`, `--of=stack` and `--of=data` it is no code memory at all, but such as may be written.
pub fn fetch<M: Machine>(machine: M) -> Status {
    let options = options_of(machine);
    let code = returning(1);
    match options {
        "--of=heap" => {
            let memory = take(4096).expect("memory");
            memory[..LENGTH].copy_from_slice(&code);
            return jump_into(memory.as_ptr().expose_provenance());
        }
        "--of=stack" => {
            let on_stack = Aligned(code);
            return jump_into(core::hint::black_box(&on_stack).0.as_ptr().expose_provenance());
        }
        "--of=data" => {
            for (place, byte) in VARIABLES.0.iter().zip(code) {
                place.store(byte, Ordering::Relaxed);
            }
            return jump_into(VARIABLES.0.as_ptr().expose_provenance());
        }
        _ => {}
    }
    let memory = machine.code(usize::MAX).expect("code memory");
    let mut arena = Arena::new(memory, Budget::new(1 << 17));
    let mut region = arena.reserve(LENGTH).expect("room");
    region.parts().0.copy_from_slice(&returning(1));
    let written = region.write_address();
    match options {
        "" => {
            jump_into(written);
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
        "--of=freed" => {
            let freed = region.publish().expect("published");
            let mut beside = arena.reserve(LENGTH).expect("room");
            beside.parts().0.copy_from_slice(&returning(2));
            let beside = beside.publish().expect("published");
            // SAFETY: what was written are functions of this type.
            let (function, stays): (extern "C" fn() -> u32, extern "C" fn() -> u32) =
                unsafe { (freed.entry(0).expect("inside"), beside.entry(0).expect("inside")) };
            assert_eq!((function(), stays()), (1, 2));
            // SAFETY: nothing executes there.
            unsafe { arena.free(freed) }.expect("freed");
            assert_eq!(stays(), 2);
            jump_to(written);
        }
        other => println!("unknown option {other}"),
    }
    Status::FAILURE
}

/// Jumps to a function that was written there: only the permission is missing.
fn jump_into(written: usize) -> Status {
    // SAFETY: whoever wrote it has it mapped.
    assert!(unsafe { make_coherent(written, written, LENGTH) });
    jump_to(written);
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
