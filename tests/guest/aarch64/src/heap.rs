//! The memory that is left, for `alloc` and for the Python VM.

use crate::memory;
use linked_list_allocator::LockedHeap;

/// Serves `Box`, `Vec` and their like on the embedder's side. The VM's own heap is one piece of it.
#[global_allocator]
static HEAP: LockedHeap = LockedHeap::empty();

/// Hands the heap's memory to the allocator.
///
/// # Safety
/// Only once, with the MMU on (the allocator's lock needs cacheable memory).
pub unsafe fn initialise() {
    let range = memory::heap();
    let start = core::ptr::with_exposed_provenance_mut(range.start);
    // SAFETY: the linker script leaves this range to the heap alone, and it is mapped.
    unsafe { HEAP.lock().init(start, range.len()) }
}

/// Cuts a piece for good, zeroed and aligned to 4096 bytes: the memory of a VM, for instance.
/// `None` if there are not so many bytes in one piece.
#[must_use]
pub fn take(bytes: usize) -> Option<&'static mut [u8]> {
    let layout = core::alloc::Layout::from_size_align(bytes, 4096).ok()?;
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
