//! What else a VM asks of its host: entropy, a clock, and where the native stack ends.

use core::mem::MaybeUninit;

/// Why a service failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HostError {
    /// The kernel or the C library refused; the number is its `errno`. The caller can do without the service, or give up.
    Refused(i32),
}

/// The calling thread's `errno`.
pub(crate) fn last_error() -> i32 {
    // SAFETY: the C library gives each thread a valid pointer.
    unsafe { *libc::__error() }
}

/// Fills `bytes` from the kernel's random source (getentropy(2)).
///
/// # Errors
/// [`HostError::Refused`]; `bytes` may be partly filled.
pub fn entropy(bytes: &mut [u8]) -> Result<(), HostError> {
    // The call takes at most 256 bytes.
    for piece in bytes.chunks_mut(256) {
        // SAFETY: the pointer and the length are those of a slice that may be written.
        if unsafe { libc::getentropy(piece.as_mut_ptr().cast(), piece.len()) } != 0 {
            return Err(HostError::Refused(last_error()));
        }
    }
    Ok(())
}

/// Nanoseconds since some point in the past, never going back; sleep does not count (clock_gettime(3), `CLOCK_UPTIME_RAW`).
///
/// # Errors
/// [`HostError::Refused`].
pub fn monotonic_nanoseconds() -> Result<u64, HostError> {
    let mut time = MaybeUninit::<libc::timespec>::zeroed();
    // SAFETY: the pointer is to a timespec that may be written.
    if unsafe { libc::clock_gettime(libc::CLOCK_UPTIME_RAW, time.as_mut_ptr()) } != 0 {
        return Err(HostError::Refused(last_error()));
    }
    // SAFETY: it was zeroed, which is a timespec, and then filled.
    let time = unsafe { time.assume_init() };
    Ok((time.tv_sec as u64).wrapping_mul(1_000_000_000).wrapping_add(time.tv_nsec as u64))
}

/// The lowest address of the calling thread's stack that may be used.
///
/// # Errors
/// [`HostError::Refused`].
pub fn native_stack_limit() -> Result<usize, HostError> {
    // SAFETY: the thread is the calling one; the first call gives the highest address of its stack.
    let (highest, size) = unsafe {
        let thread = libc::pthread_self();
        (libc::pthread_get_stackaddr_np(thread) as usize, libc::pthread_get_stacksize_np(thread))
    };
    highest.checked_sub(size).filter(|limit| *limit != 0).ok_or(HostError::Refused(0))
}
