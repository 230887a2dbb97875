//! What the embedder gives.

use copperhead_guest_common::Status;

mod imports {
    #[link(wasm_import_module = "host")]
    unsafe extern "C" {
        pub fn write(start: *const u8, length: usize);
        pub fn exit(status: u32) -> !;
        pub fn nanoseconds() -> u64;
    }
}

/// Sends bytes as they are.
pub fn write(bytes: &[u8]) {
    // SAFETY: the embedder reads these bytes and returns.
    unsafe { imports::write(bytes.as_ptr(), bytes.len()) }
}

/// Ends the module.
pub fn exit(status: Status) -> ! {
    // SAFETY: takes a number and does not return.
    unsafe { imports::exit(u32::from(status.0)) }
}

/// Nanoseconds since some moment. Never goes back.
#[must_use]
pub fn nanoseconds() -> u64 {
    // SAFETY: takes nothing.
    unsafe { imports::nanoseconds() }
}
