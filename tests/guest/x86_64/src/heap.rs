//! The memory that is left, for `alloc` and for the Python VM.

use crate::memory;
use core::alloc::{GlobalAlloc, Layout};
use core::ptr::{NonNull, null_mut};
use linked_list_allocator::Heap;
use spin::Mutex;

/// Serves `Box`, `Vec` and their like on the embedder's side, on both cores. The VM's own heap is one piece of it.
#[global_allocator]
static HEAP: Locked = Locked(Mutex::new(Heap::empty()));

/// The list of free pieces behind a lock. Interrupt handlers must not allocate: they would wait for the code that they interrupt.
struct Locked(Mutex<Heap>);

// SAFETY: the allocator keeps the contract, and the lock lets in one at a time.
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

/// Hands the heap's memory to the allocator.
///
/// # Safety
/// Only once, with the map on.
pub unsafe fn initialise() {
    let range = memory::heap();
    let start = core::ptr::with_exposed_provenance_mut(range.start);
    // SAFETY: the linker script leaves this range to the heap alone, and it is mapped.
    unsafe { HEAP.0.lock().init(start, range.len()) }
}

/// Cuts a piece for good, zeroed and aligned to 4096 bytes: the memory of a VM, for instance.
/// `None` if there are not so many bytes in one piece.
#[must_use]
pub fn take(bytes: usize) -> Option<&'static mut [u8]> {
    let layout = Layout::from_size_align(bytes, crate::mmu::PAGE).ok()?;
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
