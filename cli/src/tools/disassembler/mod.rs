//! Machine code as text, by a library for the instruction set; as bytes where there is none.

#[cfg(target_arch = "aarch64")]
#[path = "aarch64.rs"]
mod native;
#[cfg(not(any(target_arch = "x86_64", target_arch = "aarch64")))]
#[path = "other.rs"]
mod native;
#[cfg(target_arch = "x86_64")]
#[path = "x86_64.rs"]
mod native;

#[cfg(target_os = "linux")]
pub use native::stack_depths;
pub use native::{REMARK, disassemble};

/// One instruction of machine code.
pub struct Line {
    /// Its place, in bytes from the start of the code.
    pub offset: usize,
    /// Its text.
    pub text: String,
    /// Where a branch goes.
    pub target: Option<u64>,
    /// The place in the machine that it reads or writes.
    pub field: Option<u64>,
}

/// From this place on so many bytes lie on the stack above the return address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(not(target_os = "linux"), allow(dead_code))]
pub struct Depth {
    /// In bytes from the start of the code.
    pub offset: u32,
    /// Bytes.
    pub bytes: u32,
}
