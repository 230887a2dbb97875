//! Machines whose registers nobody has described: precise collection only.

pub const SUPPORTED: bool = false;
pub const COUNT: usize = 1;

/// Captures nothing; returns null.
#[inline(always)]
pub fn capture(_: &mut [usize; COUNT]) -> *const usize {
    core::ptr::null()
}

/// Asks for memory to be brought into the cache: nothing every machine of this kind has.
#[inline(always)]
pub fn prefetch<T>(_: *const T) {}
