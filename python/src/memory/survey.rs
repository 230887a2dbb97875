//! Questions about the heap as a whole: which cells there are, and what an object refers to.

use core::ptr::NonNull;

use copperhead_stencils::layout::object::{Header, Kind};

use super::blocks::Use;
use super::classes::class_bytes;
use super::collect::{Marker, Trace};
use super::heap::Heap;

impl Heap {
    /// Gives every cell that is allocated to a function, which must not allocate. What died since the last collection is among them.
    pub fn for_each_cell(&self, mut visit: impl FnMut(NonNull<Header>)) {
        let mut index = 0u32;
        while let Some(&block) = self.blocks.get(index) {
            let (size, count) = match block.usage {
                Use::Small => {
                    let size = class_bytes(block.class);
                    (size, (1usize << self.block_shift) / size)
                }
                Use::Large => (0, 1),
                Use::Free | Use::Continued => (0, 0),
            };
            for number in 0..count {
                let address = self.block_start(index).wrapping_add(number.wrapping_mul(size));
                let Some(cell) = NonNull::new(address.cast::<Header>()) else { continue };
                // SAFETY: a cell starts there; free ones have a header too.
                let kind = unsafe { (*cell.as_ptr()).kind };
                if kind != Kind::Free && self.is_marked(cell) {
                    visit(cell);
                }
            }
            index = index.wrapping_add(1);
        }
    }

    /// Gives the cells that an object refers to by itself, buffers among them, to a function, which must not allocate. Of an object that
    /// refers to very many some are left out.
    ///
    /// # Safety
    /// The cell is allocated; no collection runs; `trace` marks what it refers to.
    pub unsafe fn for_each_reference(&mut self, cell: NonNull<Header>, trace: Trace, mut visit: impl FnMut(NonNull<Header>)) {
        let mut marker = Marker::for_survey(self);
        // SAFETY: the caller's contract.
        unsafe { trace(cell.as_ptr(), &mut marker) };
        while let Some(found) = marker.take() {
            visit(found);
        }
    }
}
