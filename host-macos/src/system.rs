//! The system calls that code memory needs on macOS, as a trait: the kernel, or a stand-in that records them.

use core::ptr::NonNull;

/// What a mapping allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Protection {
    /// Read and write.
    Write,
    /// Read and execute.
    Execute,
    /// `MAP_JIT`: read, write and execute on paper; what a thread may do of it, it switches for itself.
    Jit,
}

/// The `errno` of a failed call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Errno(pub i32);

/// The system calls.
///
/// # Safety
/// `map` returns a fresh, zeroed, page-aligned mapping of at least `length` bytes, or fails; `protect` and `unmap` do what their names
/// say or fail; after `allow_writing(true)` this thread can write `MAP_JIT` memory and not run it, after `allow_writing(false)` the reverse;
/// `page_size` is a power of two and at least 16.
pub unsafe trait System {
    /// Whether threads can switch `MAP_JIT` memory (`pthread_jit_write_protect_supported_np`).
    fn can_switch(&self) -> bool;
    /// Maps `length` bytes of private memory.
    fn map(&self, length: usize, protection: Protection) -> Result<NonNull<u8>, Errno>;
    /// Changes what a mapping allows.
    ///
    /// # Safety
    /// The range is a mapping of the caller's that nothing uses in the way that is taken from it.
    unsafe fn protect(&self, start: NonNull<u8>, length: usize, protection: Protection) -> Result<(), Errno>;
    /// Removes a mapping.
    ///
    /// # Safety
    /// The range is a mapping of the caller's that nothing uses.
    unsafe fn unmap(&self, start: NonNull<u8>, length: usize) -> Result<(), Errno>;
    /// Switches all `MAP_JIT` memory for the calling thread (`pthread_jit_write_protect_np`).
    fn allow_writing(&self, writing: bool);
    /// Marks the calling thread as writing, or no longer; false if it was so marked already.
    fn mark_thread(&self, writing: bool) -> bool;
    /// Makes written code visible to instruction fetches (`sys_icache_invalidate`).
    fn invalidate_instructions(&self, start: usize, length: usize);
    /// The size of a page, in bytes.
    fn page_size(&self) -> usize;
}
