//! A number for this process that costs no system call: in a page that a child of any kind finds wiped (`MADV_WIPEONFORK`).

use core::ptr::{NonNull, null_mut};
use core::sync::atomic::{AtomicI32, AtomicPtr, Ordering};

/// The number's place; null until somebody asks, and [`NO_PAGE`] where the kernel has no such pages.
static PLACE: AtomicPtr<AtomicI32> = AtomicPtr::new(null_mut());
/// Stands for no page, and is never written.
static NO_PAGE: AtomicI32 = AtomicI32::new(0);
/// The last number that was given. A child goes on counting from its parent's.
static LAST: AtomicI32 = AtomicI32::new(0);

/// A number that none of the processes has which this one descends from.
pub(crate) fn number() -> i32 {
    let mut place = PLACE.load(Ordering::Acquire);
    if place.is_null() {
        place = find_place();
    }
    if core::ptr::eq(place, &NO_PAGE) {
        // SAFETY: always succeeds (getpid(2)).
        return unsafe { libc::getpid() };
    }
    // SAFETY: the place is a page of this process, which stays.
    let place = unsafe { &*place };
    match place.load(Ordering::Acquire) {
        0 => {
            let next = LAST.fetch_add(1, Ordering::AcqRel).wrapping_add(1);
            // Of two threads that come here, one is right.
            place.compare_exchange(0, next, Ordering::AcqRel, Ordering::Acquire).map_or_else(|number| number, |_| next)
        }
        number => number,
    }
}

#[cold]
fn find_place() -> *mut AtomicI32 {
    let made = map_page().map_or((&raw const NO_PAGE).cast_mut(), |page| page.as_ptr().cast());
    match PLACE.compare_exchange(null_mut(), made, Ordering::AcqRel, Ordering::Acquire) {
        // Another thread was faster: one page too many stays mapped.
        Err(other) => other,
        Ok(_) => made,
    }
}

/// A page of zeros that is zeros again in every child.
fn map_page() -> Option<NonNull<u8>> {
    let (length, protection) = (4096, libc::PROT_READ | libc::PROT_WRITE);
    // SAFETY: without an address wish a new mapping touches no other (mmap(2)); the advice changes nothing in this process (madvise(2)).
    unsafe {
        let start = libc::mmap(null_mut(), length, protection, libc::MAP_PRIVATE | libc::MAP_ANONYMOUS, -1, 0);
        if start == libc::MAP_FAILED {
            return None;
        }
        if libc::madvise(start, length, libc::MADV_WIPEONFORK) != 0 {
            libc::munmap(start, length);
            return None;
        }
        NonNull::new(start.cast())
    }
}
