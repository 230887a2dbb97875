//! Memory for trees: a bump allocator over chunks that somebody else owns, in which every allocation may fail.

use super::error::{ErrorKind, ParseError};
use super::span::Span;
use core::alloc::Layout;
use core::cell::Cell;
use core::marker::PhantomData;
use core::mem::{align_of, size_of};
use core::ptr::NonNull;

/// Memory is out: the chunk source gave no further chunk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OutOfMemory;

/// Where an arena gets its memory from.
///
/// # Safety
///
/// Each chunk must start at an address that is a multiple of 16, be valid for reads and writes in its whole length,
/// overlap nothing that anyone else uses, and stay so for as long as the arena or anything allocated from it lives.
/// The source owns the memory and frees it afterwards.
pub unsafe trait ChunkSource {
    /// A chunk of at least `minimum_bytes`; `None` if there is no memory.
    fn chunk(&self, minimum_bytes: usize) -> Option<NonNull<[u8]>>;

    /// A piece of at least so many bytes that may go back before the others, if the source has such and that many are worth one.
    fn piece(&self, bytes: usize) -> Option<NonNull<[u8]>> {
        let _ = bytes;
        None
    }

    /// Makes a piece longer or shorter where it lies, at least so many bytes, and says how many; `None`: that is not possible.
    ///
    /// # Safety
    /// As for [`ChunkSource::release`], but that the piece stays in use.
    unsafe fn extend(&self, piece: NonNull<u8>, bytes: usize) -> Option<usize> {
        let _ = (piece, bytes);
        None
    }

    /// Takes a piece back.
    ///
    /// # Safety
    /// It came from [`ChunkSource::piece`] of this source, and nobody uses it any more.
    unsafe fn release(&self, piece: NonNull<u8>) {
        let _ = piece;
    }
}

/// So many warnings are looked through for one that is noted twice.
const MOST_COMPARED: usize = 64;

/// Blocks for growing lists have sizes 16 << class.
const BLOCK_CLASSES: usize = 48;
const SMALLEST_BLOCK: usize = 16;

/// The class of a list's memory that has exactly the size asked for and is no block.
const EXACT: usize = BLOCK_CLASSES;

/// The class of a list's memory that is a piece of its own, which goes back to the source as soon as the list has grown out of it.
const PIECE: usize = BLOCK_CLASSES + 1;

/// A bump allocator. Nothing is dropped, so only `Copy` values may lie in it.
pub struct Arena<'s> {
    source: &'s dyn ChunkSource,
    next: Cell<usize>,
    end: Cell<usize>,
    /// Base pointer of the current chunk: pointers into it are derived from this one.
    chunk: Cell<NonNull<u8>>,
    allocated: Cell<usize>,
    /// The first and the last warning about the source.
    warnings: Cell<(*const Warning, *const Warning)>,
    /// Heads of the lists of discarded blocks, one per size class.
    discarded: [Cell<Option<NonNull<FreeBlock>>>; BLOCK_CLASSES],
}

/// What a program may want to be told of a source that is right: `SyntaxWarning`. It lies in the arena.
struct Warning {
    error: ParseError,
    next: Cell<*const Warning>,
}

struct FreeBlock {
    next: Option<NonNull<FreeBlock>>,
}

impl<'s> Arena<'s> {
    /// An empty arena; takes its first chunk with the first allocation.
    pub const fn new(source: &'s dyn ChunkSource) -> Arena<'s> {
        Arena {
            source,
            next: Cell::new(0),
            end: Cell::new(0),
            chunk: Cell::new(NonNull::dangling()),
            allocated: Cell::new(0),
            warnings: Cell::new((core::ptr::null(), core::ptr::null())),
            discarded: [const { Cell::new(None) }; BLOCK_CLASSES],
        }
    }

    /// Notes a warning about the source, unless it is known already.
    /// `with_line`: an error made of it shows the line.
    pub fn warn(&self, span: Span, with_line: bool, message: core::fmt::Arguments<'_>) -> Result<(), OutOfMemory> {
        let error = ParseError { with_line_end: with_line, ..ParseError::new(ErrorKind::Syntax, span, message) };
        // The lexer goes over some lines twice.
        if self.warnings().take(MOST_COMPARED).any(|known| known.span == span && known.message() == error.message()) {
            return Ok(());
        }
        let place = self.reserve(Layout::new::<Warning>())?.cast::<Warning>();
        // SAFETY: `reserve` gave memory of the right size and alignment that nobody else uses and that lives as long as the arena.
        unsafe { place.write(Warning { error, next: Cell::new(core::ptr::null()) }) };
        let (first, last) = self.warnings.get();
        let place = place.as_ptr().cast_const();
        if first.is_null() {
            self.warnings.set((place, place));
        } else {
            // SAFETY: warnings live as long as the arena.
            unsafe { (*last).next.set(place) };
            self.warnings.set((first, place));
        }
        Ok(())
    }

    /// The warnings in their order.
    pub fn warnings(&self) -> impl Iterator<Item = &ParseError> {
        let mut next = self.warnings.get().0;
        core::iter::from_fn(move || {
            // SAFETY: warnings live as long as the arena.
            let warning = unsafe { next.as_ref() }?;
            next = warning.next.get();
            Some(&warning.error)
        })
    }

    /// Bytes handed out so far, for statistics.
    pub fn allocated_bytes(&self) -> usize {
        self.allocated.get()
    }

    /// Memory for `layout`, not initialised. Alignments above 16 count as out of memory.
    fn reserve(&self, layout: Layout) -> Result<NonNull<u8>, OutOfMemory> {
        if layout.align() > 16 {
            return Err(OutOfMemory);
        }
        let mask = layout.align().wrapping_sub(1);
        loop {
            // `next` and `end` are offsets into the current chunk, whose start is aligned to 16.
            let start = self.next.get().checked_add(mask).ok_or(OutOfMemory)? & !mask;
            let end = start.checked_add(layout.size()).ok_or(OutOfMemory)?;
            if end <= self.end.get() {
                self.next.set(end);
                self.allocated.set(self.allocated.get().wrapping_add(layout.size()));
                // SAFETY: `start` ≤ `end` ≤ the length of the chunk that `chunk` is the start of.
                return Ok(unsafe { self.chunk.get().add(start) });
            }
            let wanted = layout.size().max(1);
            let fresh = match self.discarded_block(wanted) {
                Some(block) => block,
                None => self.source.chunk(wanted).ok_or(OutOfMemory)?,
            };
            if fresh.len() < wanted || fresh.cast::<u8>().addr().get() & 15 != 0 {
                return Err(OutOfMemory);
            }
            self.discard_rest();
            self.chunk.set(fresh.cast());
            self.next.set(0);
            self.end.set(fresh.len());
        }
    }

    /// The smallest discarded block of at least so many bytes.
    fn discarded_block(&self, bytes: usize) -> Option<NonNull<[u8]>> {
        let mut class = (bytes.div_ceil(SMALLEST_BLOCK).checked_next_power_of_two()?).ilog2() as usize;
        loop {
            if let Some(block) = self.discarded.get(class)?.get() {
                self.unlink_block(block, class);
                return Some(NonNull::slice_from_raw_parts(block.cast(), SMALLEST_BLOCK << class));
            }
            class = class.wrapping_add(1);
        }
    }

    fn unlink_block(&self, block: NonNull<FreeBlock>, class: usize) {
        if let Some(head) = self.discarded.get(class) {
            // SAFETY: what is in the list was put there by `discard_block`, which wrote a `FreeBlock`.
            head.set(unsafe { block.as_ref().next });
        }
    }

    /// Makes blocks for lists of what is left of the current chunk.
    fn discard_rest(&self) {
        let mut start = self.next.get().next_multiple_of(SMALLEST_BLOCK);
        while let Some(rest @ SMALLEST_BLOCK..) = self.end.get().checked_sub(start) {
            let class = (rest / SMALLEST_BLOCK).ilog2() as usize;
            // SAFETY: the block lies between `next` and `end` of the chunk, which is given up; both are multiples of 16 like the chunk's start.
            unsafe { self.discard_block(self.chunk.get().add(start), class) };
            start = start.saturating_add(SMALLEST_BLOCK << class);
        }
    }

    /// Puts `value` into the arena.
    pub fn store<T: Copy>(&self, value: T) -> Result<&T, OutOfMemory> {
        let place = self.reserve(Layout::new::<T>())?.cast::<T>();
        // SAFETY: `reserve` gave memory of T's size and alignment that nobody else uses and that lives as long as
        // the arena (contract of `ChunkSource`).
        unsafe {
            place.write(value);
            Ok(place.as_ref())
        }
    }

    /// Puts a copy of `values` into the arena.
    pub fn store_slice<T: Copy>(&self, values: &[T]) -> Result<&[T], OutOfMemory> {
        if values.is_empty() {
            return Ok(&[]);
        }
        let place = self.reserve(Layout::for_value(values))?.cast::<T>();
        // SAFETY: as in `store`; fresh memory does not overlap `values`.
        unsafe {
            place.as_ptr().copy_from_nonoverlapping(values.as_ptr(), values.len());
            Ok(core::slice::from_raw_parts(place.as_ptr(), values.len()))
        }
    }

    /// A block of `SMALLEST_BLOCK << class` bytes, aligned to 16.
    fn take_block(&self, class: usize) -> Result<NonNull<u8>, OutOfMemory> {
        let head = self.discarded.get(class).ok_or(OutOfMemory)?;
        if let Some(block) = head.get() {
            self.unlink_block(block, class);
            return Ok(block.cast());
        }
        let bytes = SMALLEST_BLOCK.checked_shl(class as u32).ok_or(OutOfMemory)?;
        if bytes >> class != SMALLEST_BLOCK {
            return Err(OutOfMemory);
        }
        let layout = Layout::from_size_align(bytes, 16).map_err(|_| OutOfMemory)?;
        self.reserve(layout)
    }

    /// Keeps a block for the next list of this size.
    ///
    /// # Safety
    ///
    /// `block` is memory of the arena, `SMALLEST_BLOCK << class` bytes, aligned to 16, or a piece, that nobody uses any more.
    unsafe fn discard_block(&self, block: NonNull<u8>, class: usize) {
        if class == PIECE {
            // SAFETY: the list got it from there, and by contract nobody uses it any more.
            unsafe { self.source.release(block) };
        } else if let Some(head) = self.discarded.get(class) {
            let block = block.cast::<FreeBlock>();
            // SAFETY: blocks have 16 bytes at least and are aligned to 16; by contract it is nobody else's.
            unsafe { block.write(FreeBlock { next: head.get() }) };
            head.set(Some(block));
        }
    }
}

/// A list that grows in an arena; [`finish`](List::finish) makes it a slice of exactly its length.
pub struct List<'a, T: Copy> {
    block: NonNull<u8>,
    class: usize,
    length: usize,
    capacity: usize,
    element: PhantomData<&'a mut [T]>,
}

impl<'a, T: Copy> Default for List<'a, T> {
    fn default() -> Self {
        List::new()
    }
}

impl<'a, T: Copy> List<'a, T> {
    /// An empty list, takes no memory.
    pub const fn new() -> List<'a, T> {
        List { block: NonNull::dangling(), class: 0, length: 0, capacity: 0, element: PhantomData }
    }

    /// An empty list with room for so many elements: filled up, it becomes a slice where it is.
    pub fn with_room(arena: &'a Arena<'_>, capacity: usize) -> Result<List<'a, T>, OutOfMemory> {
        if capacity == 0 || size_of::<T>() == 0 {
            return Ok(List::new());
        }
        let block = arena.reserve(Layout::array::<T>(capacity).map_err(|_| OutOfMemory)?)?;
        Ok(List { block, class: EXACT, length: 0, capacity, element: PhantomData })
    }

    /// How many elements it has.
    pub fn len(&self) -> usize {
        self.length
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// What it holds so far.
    pub fn as_slice(&self) -> &[T] {
        if self.length == 0 {
            return &[];
        }
        // SAFETY: the first `length` elements of the block are initialised, and the block is ours alone.
        unsafe { core::slice::from_raw_parts(self.block.cast::<T>().as_ptr(), self.length) }
    }

    /// What it holds so far, for changes in place.
    pub fn as_mut_slice(&mut self) -> &mut [T] {
        if self.length == 0 {
            return &mut [];
        }
        // SAFETY: as in `as_slice`; `self` is borrowed exclusively.
        unsafe { core::slice::from_raw_parts_mut(self.block.cast::<T>().as_ptr(), self.length) }
    }

    /// The last element.
    pub fn last(&self) -> Option<T> {
        self.as_slice().last().copied()
    }

    /// Forgets the elements from `length` on.
    pub fn truncate(&mut self, length: usize) {
        self.length = self.length.min(length);
    }

    /// Takes the last element away.
    pub fn pop(&mut self) -> Option<T> {
        let last = self.last();
        self.length = self.length.saturating_sub(1);
        last
    }

    /// Makes room for `additional` further elements. The arena must be the same one in every call.
    fn grow(&mut self, arena: &'a Arena<'_>, additional: usize) -> Result<(), OutOfMemory> {
        let size = size_of::<T>().max(1);
        if align_of::<T>() > 16 {
            return Err(OutOfMemory);
        }
        let needed = self.length.checked_add(additional).ok_or(OutOfMemory)?;
        let bytes = needed.checked_mul(size).ok_or(OutOfMemory)?;
        // Half as much again: what is long is copied seldom, and wastes less than a doubled block.
        let old_bytes = self.capacity.saturating_mul(size);
        let wanted = bytes.max(old_bytes.saturating_add(old_bytes / 2));
        if self.class == PIECE && self.capacity != 0 {
            // What grows where it lies need not grow much at a time.
            // SAFETY: the list's memory is a piece of this source.
            let longer = |bytes| unsafe { arena.source.extend(self.block, bytes) };
            if let Some(length) = longer(bytes.max(old_bytes.saturating_add(old_bytes / 8))).or_else(|| longer(bytes)) {
                arena.allocated.set(arena.allocated.get().wrapping_add(length.saturating_sub(old_bytes)));
                self.capacity = length / size;
                return Ok(());
            }
        }
        if let Some(piece) = arena.source.piece(wanted).or_else(|| arena.source.piece(bytes)) {
            arena.allocated.set(arena.allocated.get().wrapping_add(piece.len()));
            self.move_to(arena, piece.cast(), PIECE, piece.len() / size);
            return Ok(());
        }
        let mut class = if self.capacity == 0 || self.class >= EXACT { 0 } else { self.class.saturating_add(1) };
        while class < BLOCK_CLASSES && (SMALLEST_BLOCK << class) < bytes {
            class = class.saturating_add(1);
            if class >= usize::BITS as usize - 5 {
                return Err(OutOfMemory);
            }
        }
        let block = arena.take_block(class)?;
        self.move_to(arena, block, class, (SMALLEST_BLOCK << class) / size);
        Ok(())
    }

    /// Moves the elements to other memory, with room for so many.
    fn move_to(&mut self, arena: &'a Arena<'_>, block: NonNull<u8>, class: usize, capacity: usize) {
        if self.capacity != 0 {
            // SAFETY: both blocks have room for `length` elements and are distinct; the old one is not used afterwards.
            unsafe {
                let old = self.block.cast::<T>().as_ptr();
                block.cast::<T>().as_ptr().copy_from_nonoverlapping(old, self.length);
                // What is no block has no such class and stays unused.
                arena.discard_block(self.block, self.class);
            }
        }
        (self.block, self.class, self.capacity) = (block, class, capacity);
    }

    /// Gives back what a long list has more than it needs.
    pub fn shrink(&mut self, arena: &'a Arena<'_>) {
        let size = size_of::<T>().max(1);
        if self.class == PIECE && self.length != 0 {
            // SAFETY: the list's memory is a piece of this source, and nothing lies behind the elements.
            if let Some(length) = unsafe { arena.source.extend(self.block, self.length.saturating_mul(size)) } {
                self.capacity = length / size;
            }
        }
    }

    /// Adds an element at the end. The arena must be the same one in every call.
    pub fn push(&mut self, arena: &'a Arena<'_>, value: T) -> Result<(), OutOfMemory> {
        if self.length >= self.capacity {
            self.grow(arena, 1)?;
        }
        // SAFETY: `length` < `capacity`, so the place lies inside the block.
        unsafe { self.block.cast::<T>().add(self.length).write(value) };
        self.length = self.length.wrapping_add(1);
        Ok(())
    }

    /// Adds elements at the end. The arena must be the same one in every call.
    pub fn extend(&mut self, arena: &'a Arena<'_>, values: &[T]) -> Result<(), OutOfMemory> {
        if values.len() > self.capacity.wrapping_sub(self.length) {
            self.grow(arena, values.len())?;
        }
        // SAFETY: there is room for `values` behind the first `length` elements; the block is ours alone, so
        // `values` does not overlap it.
        unsafe {
            let end = self.block.cast::<T>().as_ptr().add(self.length);
            end.copy_from_nonoverlapping(values.as_ptr(), values.len());
        }
        self.length = self.length.wrapping_add(values.len());
        Ok(())
    }

    /// The elements as a slice in the arena: where they are if they fill most of that, else the list's own block goes back to the arena.
    pub fn finish(mut self, arena: &'a Arena<'_>) -> Result<&'a [T], OutOfMemory> {
        self.shrink(arena);
        if self.length != 0 && (self.class == PIECE || self.length > self.capacity / 2) {
            // SAFETY: the elements are initialised; their memory lives as long as the arena, and only this list knew it.
            return Ok(unsafe { core::slice::from_raw_parts(self.block.cast::<T>().as_ptr(), self.length) });
        }
        let values = arena.store_slice(self.as_slice())?;
        self.discard(arena);
        Ok(values)
    }

    /// Gives the list's block back to the arena, for other lists: what is only dropped stays there, unused, until the arena ends.
    pub fn discard(self, arena: &'a Arena<'_>) {
        if self.capacity != 0 {
            // SAFETY: the block came from `take_block(class)`, and `self` ends here.
            unsafe { arena.discard_block(self.block, self.class) };
        }
    }
}

#[cfg(test)]
mod tests {
    extern crate std;

    use super::*;
    use core::cell::UnsafeCell;
    use std::vec::Vec;

    /// One chunk of 4 KiB.
    #[repr(align(16))]
    struct OneChunk(UnsafeCell<[u8; 4096]>, Cell<bool>);

    // SAFETY: the chunk is given once, is aligned and lies in `self`.
    unsafe impl ChunkSource for OneChunk {
        fn chunk(&self, minimum_bytes: usize) -> Option<NonNull<[u8]>> {
            let given = self.1.replace(true);
            let start = NonNull::new(self.0.get().cast::<u8>())?;
            (!given && minimum_bytes <= 4096).then(|| NonNull::slice_from_raw_parts(start, 4096))
        }
    }

    fn one_chunk() -> OneChunk {
        OneChunk(UnsafeCell::new([0; 4096]), Cell::new(false))
    }

    #[test]
    fn values_are_aligned_and_stay() {
        let chunk = one_chunk();
        let arena = Arena::new(&chunk);
        let byte = arena.store(7_u8).unwrap();
        let word = arena.store(8_u64).unwrap();
        let text = arena.store_slice(b"text").unwrap();
        let wide = arena.store(9_u128).unwrap();
        assert_eq!((*byte, *word, text, *wide), (7, 8, &b"text"[..], 9));
        assert_eq!(core::ptr::from_ref(wide).addr() % align_of::<u128>(), 0);
        assert_eq!(arena.store([0_u8; 4090]).err(), Some(OutOfMemory));
    }

    #[test]
    fn lists_grow_and_give_their_blocks_back() {
        let chunk = one_chunk();
        let arena = Arena::new(&chunk);
        // Without the blocks coming back, 40 such lists would need 20 KiB.
        for round in 0..40_u32 {
            let mut list = List::new();
            for value in 0..32 {
                list.push(&arena, value ^ round).unwrap();
            }
            list.extend(&arena, &[1, 2]).unwrap();
            list.truncate(2);
            assert_eq!(list.pop(), Some(1 ^ round));
            assert_eq!(list.finish(&arena).unwrap(), &[round]);
        }
        assert!(arena.allocated_bytes() < 1024);
    }

    #[test]
    fn discarded_blocks_and_rests_of_chunks_are_used_again() {
        let chunk = one_chunk();
        let arena = Arena::new(&chunk);
        let mut list = List::new();
        for value in 0..512_u32 {
            list.push(&arena, value).unwrap();
        }
        // 2048 bytes are the list's, as many its former blocks and the chunk's rest: all of that can be had again.
        for value in 0..60_u64 {
            assert_eq!(arena.store([value; 4]).unwrap(), &[value; 4]);
        }
        assert_eq!(list.as_slice(), (0..512).collect::<Vec<u32>>());
        list.discard(&arena);
        assert_eq!(arena.store([7_u8; 2048]).unwrap(), &[7; 2048]);
    }

    #[test]
    fn a_list_with_room_becomes_a_slice_where_it_is_or_grows() {
        let chunk = one_chunk();
        let arena = Arena::new(&chunk);
        let mut list = List::with_room(&arena, 3).unwrap();
        list.extend(&arena, &[1_u16, 2, 3]).unwrap();
        let place = list.as_slice().as_ptr();
        let mut longer = List::with_room(&arena, 1).unwrap();
        longer.extend(&arena, &[4_u16, 5, 6]).unwrap();
        let slice = list.finish(&arena).unwrap();
        assert_eq!((slice, slice.as_ptr()), (&[1, 2, 3][..], place));
        assert_eq!(longer.finish(&arena).unwrap(), &[4, 5, 6]);
    }

    #[test]
    fn a_list_that_cannot_grow_keeps_what_it_has() {
        let chunk = one_chunk();
        let arena = Arena::new(&chunk);
        let mut list = List::new();
        let mut expected = Vec::new();
        for value in 0_u64.. {
            if list.push(&arena, value).is_err() {
                break;
            }
            expected.push(value);
        }
        assert!(expected.len() >= 128);
        assert_eq!(list.as_slice(), &expected[..]);
    }
}
