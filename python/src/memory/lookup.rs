//! From any word to the cell that it points into.

use core::ptr::NonNull;

use copperhead_stencils::layout::object::{Header, Kind};

use super::blocks::Use;
use super::classes::{cell_index, class_bytes};
use super::heap::{EPOCH, Heap};

impl Heap {
    /// Where the cell starts that an address would lie in, and its block. Any number is allowed. Whether
    /// there is an allocated cell, only its header says; a header is there in any case.
    #[inline(always)]
    pub(super) fn locate(&self, address: usize) -> Option<(NonNull<Header>, u32)> {
        let offset = address.wrapping_sub(self.first.addr().get());
        if offset >= self.block_area {
            return None;
        }
        let mut index = (offset >> self.block_shift) as u32;
        let block = self.blocks.get(index)?;
        let start = match block.usage {
            Use::Small => {
                let inside = offset & (1usize << self.block_shift).wrapping_sub(1);
                let size = class_bytes(block.class);
                let start = cell_index(block.class, inside).wrapping_mul(size);
                // What is left over at the end of a block is no cell.
                if start.wrapping_add(size) > 1 << self.block_shift {
                    return None;
                }
                start
            }
            Use::Large => 0,
            Use::Continued => {
                index = index.wrapping_sub(block.length);
                0
            }
            Use::Free => return None,
        };
        // SAFETY: the offset lies inside the area of the blocks.
        let cell = unsafe { self.first.add(((index as usize) << self.block_shift).wrapping_add(start)) };
        Some((cell.cast::<Header>(), index))
    }

    /// The allocated cell that an address lies in, and its block. Any number is allowed.
    ///
    /// Between collections cells that died but were not swept yet do not count: their epoch is over.
    #[inline(always)]
    pub(crate) fn find(&self, address: usize) -> Option<(NonNull<Header>, u32)> {
        let (cell, index) = self.locate(address)?;
        // SAFETY: a header is there.
        let Header { kind, mark, .. } = unsafe { *cell.as_ptr() };
        let epoch = mark & EPOCH;
        let allocated = (epoch == self.epoch || epoch == self.previous_epoch) && kind as u8 != Kind::Free as u8;
        if allocated { Some((cell, index)) } else { None }
    }

    /// The allocated cell that an address lies in: a pointer to it, tagged or not, or into it. Any number is allowed.
    pub fn cell_containing(&self, address: usize) -> Option<NonNull<Header>> {
        Some(self.find(address)?.0)
    }

    /// Whether an address lies where this heap's cells lie.
    #[inline(always)]
    pub fn contains(&self, address: usize) -> bool {
        address.wrapping_sub(self.first.addr().get()) < self.block_area
    }
}
