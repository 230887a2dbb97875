//! A growable array of words of 32 bits in a heap buffer: code, registers and the stack of a match.

use core::ptr;

use crate::context::Context;
use crate::error::Result;
use crate::objects::byte_builder::new_buffer;

/// The array. It keeps its buffer alive from the native stack.
pub(super) struct Words {
    data: *mut u32,
    capacity: usize,
    length: usize,
}

impl Words {
    /// An empty one, without a buffer.
    pub(super) const fn new() -> Words {
        Words { data: ptr::null_mut(), capacity: 0, length: 0 }
    }

    pub(super) fn len(&self) -> usize {
        self.length
    }

    pub(super) fn as_slice(&self) -> &[u32] {
        if self.length == 0 {
            return &[];
        }
        // SAFETY: so many words of the buffer are initialised, and nobody else knows it.
        unsafe { core::slice::from_raw_parts(self.data, self.length) }
    }

    /// A word; 0 beyond the end.
    #[inline(always)]
    pub(super) fn get(&self, index: usize) -> u32 {
        // SAFETY: so many words of the buffer are initialised.
        if index < self.length { unsafe { *self.data.add(index) } } else { 0 }
    }

    /// Writes a word that is there.
    #[inline(always)]
    pub(super) fn set(&mut self, index: usize, word: u32) {
        if index < self.length {
            // SAFETY: as above.
            unsafe { *self.data.add(index) = word };
        }
    }

    #[cold]
    fn grow(&mut self, context: &mut Context, more: usize) -> Result<()> {
        let capacity = self.length.saturating_add(more).max(self.capacity.saturating_mul(2)).max(64);
        let data = new_buffer(context, capacity.saturating_mul(size_of::<u32>()))?.cast::<u32>();
        // SAFETY: the new buffer is larger than what is kept; the old one has no other user.
        unsafe {
            if self.length != 0 {
                ptr::copy_nonoverlapping(self.data, data, self.length);
            }
            context.free_buffer(self.data.cast());
        }
        self.data = data;
        self.capacity = capacity;
        Ok(())
    }

    /// Adds words.
    ///
    /// # Errors
    /// MemoryError.
    #[inline]
    pub(super) fn push(&mut self, context: &mut Context, words: &[u32]) -> Result<()> {
        if self.capacity.wrapping_sub(self.length) < words.len() {
            self.grow(context, words.len())?;
        }
        // SAFETY: there is room now.
        unsafe { ptr::copy_nonoverlapping(words.as_ptr(), self.data.add(self.length), words.len()) };
        self.length = self.length.wrapping_add(words.len());
        Ok(())
    }

    /// Puts words before the one at an index, which is not beyond the end.
    ///
    /// # Errors
    /// MemoryError.
    pub(super) fn insert(&mut self, context: &mut Context, index: usize, words: &[u32]) -> Result<()> {
        let index = index.min(self.length);
        let behind = self.length.wrapping_sub(index);
        self.push(context, words)?;
        // SAFETY: the array is longer by so many words now; what lies behind the index moves up by as many.
        unsafe {
            let place = self.data.add(index);
            ptr::copy(place, place.add(words.len()), behind);
            ptr::copy_nonoverlapping(words.as_ptr(), place, words.len());
        }
        Ok(())
    }

    /// Takes words off the end.
    #[inline(always)]
    pub(super) fn truncate(&mut self, length: usize) {
        self.length = self.length.min(length);
    }

    /// Gives the buffer back.
    pub(super) fn release(self, context: &mut Context) {
        // SAFETY: nobody else knows the buffer.
        unsafe { context.free_buffer(self.data.cast()) };
    }
}
