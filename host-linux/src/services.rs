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
    unsafe { *libc::__errno_location() }
}

/// Fills `bytes` from the kernel's random source (getrandom(2)); waits, early after boot, until it is seeded.
///
/// # Errors
/// [`HostError::Refused`]; `bytes` may be partly filled.
pub fn entropy(bytes: &mut [u8]) -> Result<(), HostError> {
    let mut rest = bytes;
    while !rest.is_empty() {
        // SAFETY: the pointer and the length are those of a slice that may be written.
        let got = unsafe { libc::getrandom(rest.as_mut_ptr().cast(), rest.len(), 0) };
        match usize::try_from(got) {
            Ok(got) => rest = rest.get_mut(got..).ok_or(HostError::Refused(0))?,
            Err(_) if last_error() == libc::EINTR => {}
            Err(_) => return Err(HostError::Refused(last_error())),
        }
    }
    Ok(())
}

/// Nanoseconds since some point in the past, never going back (clock_gettime(2), `CLOCK_MONOTONIC`).
///
/// # Errors
/// [`HostError::Refused`].
pub fn monotonic_nanoseconds() -> Result<u64, HostError> {
    crate::clock::read(libc::CLOCK_MONOTONIC)
}

/// The lowest address of the calling thread's stack that may be used: guard pages lie below (pthread_getattr_np(3)).
/// For the main thread it follows from the resource limit of the moment.
///
/// # Errors
/// [`HostError::Refused`].
pub fn native_stack_limit() -> Result<usize, HostError> {
    let mut attributes = MaybeUninit::<libc::pthread_attr_t>::zeroed();
    let mut lowest = core::ptr::null_mut();
    let mut size = 0;
    let mut guard = 0;
    // SAFETY: the pointer is to attributes that may be written; the thread is the calling one.
    let mut error = unsafe { libc::pthread_getattr_np(libc::pthread_self(), attributes.as_mut_ptr()) };
    if error != 0 {
        return Err(HostError::Refused(error));
    }
    // SAFETY: the attributes were filled above and the results may be written.
    unsafe {
        error = libc::pthread_attr_getstack(attributes.as_ptr(), &raw mut lowest, &raw mut size);
        if error == 0 {
            error = libc::pthread_attr_getguardsize(attributes.as_ptr(), &raw mut guard);
        }
        libc::pthread_attr_destroy(attributes.as_mut_ptr());
    }
    // Libraries differ in whether the guard counts as stack: leaving it out is always right.
    let limit = (lowest as usize).checked_add(guard);
    match limit {
        Some(limit) if error == 0 && limit != 0 => Ok(limit),
        _ => Err(HostError::Refused(error)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entropy_differs_each_time() {
        let (mut first, mut second) = ([0_u8; 32], [0_u8; 32]);
        assert_eq!(entropy(&mut first), Ok(()));
        assert_eq!(entropy(&mut second), Ok(()));
        assert_ne!(first, second);
        assert_eq!(entropy(&mut []), Ok(()));
    }

    #[test]
    fn the_clock_goes_on() {
        let start = monotonic_nanoseconds().unwrap();
        std::thread::sleep(std::time::Duration::from_millis(2));
        let passed = monotonic_nanoseconds().unwrap() - start;
        assert!((2_000_000..60_000_000_000).contains(&passed), "{passed}");
    }

    #[test]
    fn the_stack_limit_lies_a_thread_size_below() {
        let check = |size: usize| {
            let here = &raw const size as usize;
            let limit = native_stack_limit().unwrap();
            assert!(limit < here && here - limit <= size, "limit {limit:#x}, here {here:#x}, size {size:#x}");
            // The lowest word is really there.
            // SAFETY: the limit is inside this thread's stack and far below anything in use.
            unsafe { (limit as *mut u64).write_volatile(1) };
        };
        let size = 256 << 10;
        std::thread::Builder::new().stack_size(size).spawn(move || check(size + (64 << 10))).unwrap().join().unwrap();
        check(1 << 40);
    }
}
