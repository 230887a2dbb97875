//! The memory that is left, for `alloc` and for the Python VM.

use core::alloc::{GlobalAlloc, Layout};
use core::ops::Range;
use core::ptr::{NonNull, null_mut, with_exposed_provenance_mut};
use linked_list_allocator::Heap;
use spin::Mutex;

/// Serves `Box`, `Vec` and their like on the embedder's side, on all cores. The VM's own heap is one piece of it.
#[cfg_attr(not(any(test, feature = "hosted")), global_allocator)]
static HEAP: Locked = Locked(Mutex::new(Heap::empty()));

/// The list of free pieces behind a lock. Interrupt handlers must not allocate: they would wait for the code that they interrupt.
struct Locked(Mutex<Heap>);

// SAFETY: the allocator gives disjoint pieces of at least the size and alignment that were asked for, and the lock lets in one at a time.
unsafe impl GlobalAlloc for Locked {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        self.0.lock().allocate_first_fit(layout).map_or(null_mut(), NonNull::as_ptr)
    }

    unsafe fn dealloc(&self, start: *mut u8, layout: Layout) {
        if let Some(start) = NonNull::new(start) {
            // SAFETY: the caller promises that the piece came from `alloc` with this layout.
            unsafe { self.0.lock().deallocate(start, layout) }
        }
    }
}

/// Hands memory to the allocator.
///
/// # Safety
/// Only once; the range is mapped, may be read and written, and is nobody else's. The lock works (on some machines: caches are on).
pub unsafe fn initialise(range: Range<usize>) {
    // SAFETY: the caller's promise.
    unsafe { HEAP.0.lock().init(with_exposed_provenance_mut(range.start), range.len()) }
}

/// Cuts a piece for good, zeroed and aligned to 4096 bytes: the memory of a VM, for instance.
/// `None` if there are not so many bytes in one piece.
#[must_use]
pub fn take(bytes: usize) -> Option<&'static mut [u8]> {
    let layout = Layout::from_size_align(bytes, 4096).ok()?;
    if bytes == 0 {
        return None;
    }
    // SAFETY: the size is not zero.
    let start = unsafe { alloc::alloc::alloc_zeroed(layout) };
    if start.is_null() {
        return None;
    }
    // SAFETY: freshly allocated, zeroed, and never given back.
    Some(unsafe { core::slice::from_raw_parts_mut(start, bytes) })
}
