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

impl Protection {
    /// What `mmap` and `mprotect` are asked for: the access and, for `mmap`, the flags, with the numbers of macOS' `<sys/mman.h>`.
    ///
    /// With `MAP_JIT` all three kinds of access are asked for, and the thread's switch decides (mmap(2), pthread_jit_write_protect_np(3)); such a
    /// mapping must be private and anonymous.
    pub const fn arguments(self) -> (i32, i32) {
        match self {
            Protection::Write => (PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON),
            Protection::Execute => (PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANON),
            Protection::Jit => (PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANON | MAP_JIT),
        }
    }
}

/// `PROT_READ` of macOS.
pub const PROT_READ: i32 = 1;
/// `PROT_WRITE` of macOS.
pub const PROT_WRITE: i32 = 2;
/// `PROT_EXEC` of macOS.
pub const PROT_EXEC: i32 = 4;
/// `MAP_PRIVATE` of macOS.
pub const MAP_PRIVATE: i32 = 0x0002;
/// `MAP_ANON` of macOS.
pub const MAP_ANON: i32 = 0x1000;
/// `MAP_JIT` of macOS.
pub const MAP_JIT: i32 = 0x0800;

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

#[cfg(test)]
mod tests {
    use super::Protection;

    #[test]
    fn the_kernel_is_asked_for_what_the_manual_says() {
        assert_eq!(Protection::Write.arguments(), (3, 0x1002));
        assert_eq!(Protection::Execute.arguments(), (5, 0x1002));
        assert_eq!(Protection::Jit.arguments(), (7, 0x1802));
    }
}
