//! A store to published code must be refused: ends with [`Status::STORE_REFUSED`].

#![no_std]
#![no_main]

use copperhead_guest_aarch64::{Status, code, entry, exception, memory, println};

entry!(main);

fn main() -> Status {
    let address = memory::code().start;
    let start: *mut u32 = core::ptr::with_exposed_provenance_mut(address);
    // SAFETY: code memory is writable at first, and nothing else uses it.
    unsafe {
        start.write_volatile(0xd65f_03c0); // ret
        code::publish(address..address + 4);
    }
    // SAFETY: a published function without arguments or result.
    let function: extern "C" fn() = unsafe { core::mem::transmute(start) };
    function();

    exception::foretell(address);
    // SAFETY: none: this is what must not be possible.
    unsafe { start.write_volatile(0) };
    println!("the store was not refused");
    Status::FAILURE
}
