//! Memory for the arenas of parser and compiler: chunks in the heap that live until their owner is dropped.

use core::cell::Cell;
use core::marker::PhantomData;
use core::ptr::NonNull;

use copperhead_stencils::layout::object::{Header, Kind};

use super::collect::Marker;
use super::heap::Heap;
use crate::source::arena::ChunkSource;

/// What a chunk's cell starts with. All chunks of a heap form one list, by which the collector finds them.
#[derive(Debug)]
#[repr(C, align(16))]
pub struct ChunkHead {
    header: Header,
    /// The next chunk of the heap, whoever's it is.
    next: Option<NonNull<ChunkHead>>,
    /// The chunk before it.
    previous: Option<NonNull<ChunkHead>>,
    /// The next chunk of the same owner.
    sibling: Option<NonNull<ChunkHead>>,
}

/// The usual size of a chunk, in bytes, where the heap is large enough.
const CHUNK: usize = 4096;

/// Gives arenas memory out of a heap; when it is dropped, all its chunks go back at once.
pub struct HeapChunks<'h> {
    heap: NonNull<Heap>,
    chunks: Cell<Option<NonNull<ChunkHead>>>,
    lifetime: PhantomData<&'h Cell<Heap>>,
}

impl<'h> HeapChunks<'h> {
    /// No chunks yet.
    ///
    /// # Safety
    /// The heap stays where it is and is valid for `'h`; whenever an arena over this allocates, and when this is
    /// dropped, no reference to the heap is in use. What lies in the chunks is not looked at by the
    /// collector: it must not hold the only reference to a heap object.
    pub unsafe fn new(heap: NonNull<Heap>) -> HeapChunks<'h> {
        HeapChunks { heap, chunks: Cell::new(None), lifetime: PhantomData }
    }
}

// SAFETY: cells are aligned to 16 and so are heads in size, the cell belongs to this chunk alone, and stays allocated until
// `self` is dropped, which the arena borrows.
unsafe impl ChunkSource for HeapChunks<'_> {
    fn chunk(&self, minimum_bytes: usize) -> Option<NonNull<[u8]>> {
        // SAFETY: by the contract of `new` nobody uses another reference now.
        let usual = unsafe { self.heap.as_ref().block_area / 64 }.min(CHUNK);
        let apart = |bytes| self.take(bytes, Heap::allocate_for_now);
        apart(usual.max(minimum_bytes)).or_else(|| apart(minimum_bytes))
    }

    fn piece(&self, bytes: usize) -> Option<NonNull<[u8]>> {
        // Cells of more than a block, which can grow where they lie.
        // SAFETY: by the contract of `new` nobody uses another reference now.
        if bytes >> unsafe { self.heap.as_ref().block_shift } == 0 {
            return None;
        }
        self.take(bytes, |heap, bytes| heap.allocate_anyway(Kind::Bytes8, bytes).ok())
    }

    unsafe fn extend(&self, piece: NonNull<u8>, bytes: usize) -> Option<usize> {
        // SAFETY: a piece has its head before it, a cell of the heap; by the contract of `new` nobody uses another reference to the heap now.
        unsafe {
            let head = piece.cast::<ChunkHead>().sub(1);
            let heap = &mut *self.heap.as_ptr();
            let longer = heap.resize_in_place(head.cast(), bytes.checked_add(size_of::<ChunkHead>())?);
            if longer { heap.cell_bytes(head.cast()).checked_sub(size_of::<ChunkHead>()) } else { None }
        }
    }

    unsafe fn release(&self, piece: NonNull<u8>) {
        // SAFETY: a piece has its head before it, and the caller gives it back; by the contract of `new` nobody uses another reference to the
        // heap now.
        unsafe {
            let head = piece.cast::<ChunkHead>().sub(1);
            let next = (*head.as_ptr()).sibling;
            if self.chunks.get() == Some(head) {
                self.chunks.set(next);
            }
            let mut chunk = self.chunks.get();
            while let Some(earlier) = chunk {
                if (*earlier.as_ptr()).sibling == Some(head) {
                    (*earlier.as_ptr()).sibling = next;
                }
                chunk = (*earlier.as_ptr()).sibling;
            }
            give_back(&mut *self.heap.as_ptr(), head);
        }
    }
}

impl HeapChunks<'_> {
    /// Memory of at least so many bytes, in a cell that this function allocates.
    fn take(&self, bytes: usize, allocate: impl Fn(&mut Heap, usize) -> Option<NonNull<Header>>) -> Option<NonNull<[u8]>> {
        // SAFETY: by the contract of `new` nobody uses another reference now.
        let heap = unsafe { &mut *self.heap.as_ptr() };
        let cell = allocate(heap, bytes.checked_add(size_of::<ChunkHead>())?)?;
        let length = heap.cell_bytes(cell).checked_sub(size_of::<ChunkHead>())?;
        let head = cell.cast::<ChunkHead>();
        // SAFETY: the cell is new, aligned to 16, and large enough for the head.
        unsafe {
            let head = head.as_ptr();
            (*head).next = heap.chunks;
            (*head).previous = None;
            (*head).sibling = self.chunks.get();
            if let Some(next) = heap.chunks {
                (*next.as_ptr()).previous = Some(cell.cast());
            }
        }
        heap.chunks = Some(head);
        self.chunks.set(Some(head));
        // SAFETY: behind the head the cell has `length` more bytes.
        let data = unsafe { head.add(1).cast::<u8>() };
        Some(NonNull::slice_from_raw_parts(data, length))
    }
}

/// Takes a chunk out of the heap's list, and frees it.
///
/// # Safety
/// It is in the list of this heap, and nobody uses it any more.
unsafe fn give_back(heap: &mut Heap, head: NonNull<ChunkHead>) {
    // SAFETY: chunks in the list are allocated cells with a head; after this nobody knows the cell.
    unsafe {
        let ChunkHead { next, previous, .. } = *head.as_ptr();
        match previous {
            Some(previous) => (*previous.as_ptr()).next = next,
            None => heap.chunks = next,
        }
        if let Some(next) = next {
            (*next.as_ptr()).previous = previous;
        }
        heap.free(head.cast());
    }
}

impl Drop for HeapChunks<'_> {
    fn drop(&mut self) {
        // SAFETY: by the contract of `new` the heap is valid and nobody uses another reference now.
        let heap = unsafe { &mut *self.heap.as_ptr() };
        let mut chunk = self.chunks.take();
        while let Some(head) = chunk {
            // SAFETY: the owner's chunks are in the heap's list, and with the owner their users are gone.
            unsafe {
                chunk = (*head.as_ptr()).sibling;
                give_back(heap, head);
            }
        }
    }
}

impl Marker<'_> {
    /// Marks the chunks of all arenas.
    pub(super) fn mark_chunks(&mut self) {
        let mut chunk = self.heap().chunks;
        while let Some(head) = chunk {
            self.mark_pointer(head.as_ptr());
            // SAFETY: chunks in the list are allocated cells with a head.
            chunk = unsafe { (*head.as_ptr()).next };
        }
    }
}
