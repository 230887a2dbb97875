//! A jump to code that is not published must be refused: ends with [`Status::FETCH_REFUSED`].

#![no_std]
#![no_main]

use copperhead_guest_aarch64::{Status, cache, entry, exception, memory, println};

entry!(main);

fn main() -> Status {
    let address = memory::code().start;
    let start: *mut u32 = core::ptr::with_exposed_provenance_mut(address);
    // SAFETY: code memory is writable at first, and nothing else uses it.
    unsafe { start.write_volatile(0xd65f_03c0) }; // ret
    cache::clean_data(address..address + 4);
    cache::invalidate_instructions(address..address + 4);

    exception::foretell(address);
    // SAFETY: none: this is what must not be possible.
    let function: extern "C" fn() = unsafe { core::mem::transmute(start) };
    function();
    println!("the jump was not refused");
    Status::FAILURE
}
