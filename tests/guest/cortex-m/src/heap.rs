//! The memory that is left, for `alloc` and for the Python VM.

use crate::memory;
use core::alloc::{GlobalAlloc, Layout};
use core::ptr::{NonNull, null_mut, with_exposed_provenance_mut};
use linked_list_allocator::Heap;
use spin::Mutex;

/// Serves `Box`, `Vec` and their like on the embedder's side. The VM's own heap is one piece of it.
#[global_allocator]
static HEAP: Locked = Locked(Mutex::new(Heap::empty()));

/// A heap behind a lock. The one interrupt allocates nothing, so nobody ever waits.
struct Locked(Mutex<Heap>);

// SAFETY: the heap gives out disjoint blocks of at least the size and alignment that were asked for.
unsafe impl GlobalAlloc for Locked {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        self.0.lock().allocate_first_fit(layout).map_or(null_mut(), NonNull::as_ptr)
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        if let Some(block) = NonNull::new(block) {
            // SAFETY: the caller promises that it came from here, with this layout.
            unsafe { self.0.lock().deallocate(block, layout) }
        }
    }
}

/// Hands the heap's memory to the allocator.
///
/// # Safety
/// Only once, with the memory mapped.
pub unsafe fn initialise() {
    let range = memory::heap();
    // SAFETY: the linker script leaves this range to the heap alone, and it is mapped.
    unsafe { HEAP.0.lock().init(with_exposed_provenance_mut(range.start), range.len()) }
}

/// Cuts a piece for good, zeroed and aligned to 64 bytes: the memory of a VM, for instance.
/// `None` if there are not so many bytes in one piece.
#[must_use]
pub fn take(bytes: usize) -> Option<&'static mut [u8]> {
    let layout = Layout::from_size_align(bytes, 64).ok()?;
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
