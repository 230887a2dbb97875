//! Where free small cells come from: cells given back, holes in blocks that the last collection left partly free
//! (searched when needed), and fresh blocks.

use core::ptr::NonNull;

pub use copperhead_stencils::layout::machine::Cursor;
use copperhead_stencils::layout::object::{Header, Kind};

use super::blocks::{NONE, Use};
use super::classes::{cell_index, class_bytes};
use super::heap::{EPOCH, Heap};
use super::limits::{OutOfMemory, Refusal};

/// What a class has besides its hole.
#[derive(Clone, Copy, Debug)]
pub struct Sweep {
    /// The search goes on here …
    position: *mut u8,
    /// … up to here: the end of the last whole cell of the block.
    end: *mut u8,
    /// The first block that was not searched yet.
    pub next_block: u32,
    /// Cells given back by their owners: kind free, marked with the epoch so that no search finds them a second
    /// time, chained through the word behind the header.
    aside: Option<NonNull<Header>>,
}

impl Sweep {
    /// Nothing to search.
    pub const DONE: Sweep = Sweep { position: core::ptr::null_mut(), end: core::ptr::null_mut(), next_block: NONE, aside: None };
}

impl Sweep {
    /// The next run of free cells in the block, at most `most` bytes, zeroed. `None`: the search is at the end.
    ///
    /// # Safety
    /// `size` is the size of the class.
    #[inline(always)]
    unsafe fn search(&mut self, size: usize, most: usize, epoch: u8) -> Option<(*mut u8, usize)> {
        // SAFETY: between `position` and `end` lie whole cells of one block of this class, of which each starts
        // with a header; those that are not alive belong to the heap.
        unsafe {
            let alive = |cell: *mut u8| (*cell.cast::<Header>()).mark & EPOCH == epoch;
            let mut start = self.position;
            while start != self.end && alive(start) {
                start = start.add(size);
            }
            let mut limit = start;
            while limit != self.end && limit.addr().wrapping_sub(start.addr()) < most && !alive(limit) {
                limit = limit.add(size);
            }
            self.position = limit;
            let bytes = limit.addr().wrapping_sub(start.addr());
            if bytes == 0 {
                return None;
            }
            zero(start, bytes);
            Some((start, bytes))
        }
    }
}

/// Zeroes a hole.
///
/// # Safety
/// `start` is aligned to 16 and `bytes`, a multiple of 16, can be written there.
#[inline(always)]
unsafe fn zero(start: *mut u8, bytes: usize) {
    if bytes <= 128 {
        // A call of `memset` costs more than a few stores; volatile ones are not made into that call again.
        for index in 0..bytes / size_of::<u64>() {
            // SAFETY: the caller's.
            unsafe { start.cast::<u64>().add(index).write_volatile(0) };
        }
    } else {
        // SAFETY: the caller's.
        unsafe { start.write_bytes(0, bytes) };
    }
}

/// The chain of cells put aside goes through the word behind the header.
fn link_of(cell: NonNull<Header>) -> *mut Option<NonNull<Header>> {
    cell.as_ptr().wrapping_add(1).cast()
}

impl Heap {
    /// Keeps a cell for the next allocation of its class.
    ///
    /// # Safety
    /// It is a cell of this class in this heap that nobody uses.
    pub(super) unsafe fn put_aside(&mut self, cell: NonNull<Header>, class: u8) {
        if let Some(sweep) = self.sweeps.get_mut(usize::from(class)) {
            // SAFETY: the smallest cell has room for a header and a word.
            unsafe {
                cell.write(Header { kind: Kind::Free, mark: self.epoch, flags: 0, extra: 0 });
                link_of(cell).write(sweep.aside);
            }
            sweep.aside = Some(cell);
        }
    }

    /// Gives the rest of a class's hole back, to be found again by the next search. Loses nothing.
    pub(super) fn close_hole(&mut self, class: u8) {
        let Some(cursor) = self.cursors.get_mut(usize::from(class)) else { return };
        let hole = core::mem::replace(cursor, Cursor::EMPTY);
        self.limits.allocations = self.limits.allocations.wrapping_add(cell_index(class, hole.used()) as u64);
        self.limits.in_use = self.limits.in_use.saturating_sub(hole.remaining());
        if hole.remaining() == 0 {
            return;
        }
        let Some(sweep) = self.sweeps.get_mut(usize::from(class)) else { return };
        if sweep.position == hole.limit {
            // The rest of the hole is zero, so the search takes it for free cells.
            sweep.position = hole.next;
        } else if let Some(cell) = NonNull::new(hole.next.cast()) {
            // A hole elsewhere was one cell that had been put aside.
            // SAFETY: it is free again.
            unsafe { self.put_aside(cell, class) };
        }
    }

    /// Gives all holes back.
    pub(super) fn close_holes(&mut self) {
        for class in 0..self.sweeps.len() {
            self.close_hole(class as u8);
        }
    }

    /// The next hole in the block that is being searched, for a class whose hole is used up, far from every limit:
    /// the quick way through the slow path. False: there is none.
    #[inline(always)]
    pub(super) fn open_hole_here(&mut self, class: u8) -> bool {
        let size = class_bytes(class);
        let most = 1usize << self.block_shift;
        let epoch = self.epoch;
        let Some(sweep) = self.sweeps.get_mut(usize::from(class)) else { return false };
        // SAFETY: the search of a class goes over cells of its size.
        let Some((start, bytes)) = (unsafe { sweep.search(size, most, epoch) }) else { return false };
        let Some(cursor) = self.cursors.get_mut(usize::from(class)) else { return false };
        self.limits.allocations = self.limits.allocations.wrapping_add(cell_index(class, cursor.used()) as u64);
        *cursor = Cursor { next: start, limit: start.wrapping_add(bytes), start };
        self.limits.in_use = self.limits.in_use.wrapping_add(bytes);
        true
    }

    /// Finds a hole for a class whose hole is used up. False: there is none, and the reason is noted.
    pub(super) fn open_hole(&mut self, class: u8) -> bool {
        self.close_hole(class);
        let size = class_bytes(class);
        self.limits.refusal = Refusal::OutOfMemory(OutOfMemory::Region);
        let block_bytes = 1usize << self.block_shift;
        // How much a limit leaves. Asking for a block's worth is nearly always answered at once.
        let room = self.room(block_bytes);
        let wanted = if self.limits.counts_allocations() { size } else { block_bytes };
        let most = wanted.min(room) / size * size;
        if most == 0 {
            return false;
        }
        let Some((start, bytes)) = self.find_hole(class, size, most) else {
            self.limits.refusal = Refusal::OutOfMemory(OutOfMemory::Region);
            return false;
        };
        if let Some(cursor) = self.cursors.get_mut(usize::from(class)) {
            *cursor = Cursor { next: start, limit: start.wrapping_add(bytes), start };
        }
        self.limits.in_use = self.limits.in_use.wrapping_add(bytes);
        self.limits.note_peak();
        true
    }

    /// A run of at most `most` bytes of zeroed free cells.
    fn find_hole(&mut self, class: u8, size: usize, most: usize) -> Option<(*mut u8, usize)> {
        let epoch = self.epoch;
        let sweep = self.sweeps.get_mut(usize::from(class))?;
        if let Some(cell) = sweep.aside {
            // SAFETY: cells put aside are free cells of this class with a link behind the header.
            unsafe {
                sweep.aside = link_of(cell).read();
                cell.cast::<u8>().write_bytes(0, size);
            }
            return Some((cell.as_ptr().cast(), size));
        }
        loop {
            let sweep = self.sweeps.get_mut(usize::from(class))?;
            // SAFETY: the search of a class goes over cells of its size.
            if let Some(hole) = unsafe { sweep.search(size, most, epoch) } {
                return Some(hole);
            }
            self.next_block(class, size)?;
        }
    }

    /// Turns the search to the next block of the class, a fresh one in the end. `None`: the pool is empty.
    fn next_block(&mut self, class: u8, size: usize) -> Option<()> {
        let block_bytes = 1usize << self.block_shift;
        let whole_cells = block_bytes / size * size;
        let unsearched = self.sweeps.get(usize::from(class))?.next_block;
        let (index, next) = match self.blocks.get(unsearched) {
            Some(block) => (unsearched, block.next),
            None => {
                let index = self.blocks.take(1, Use::Small, class)?;
                // SAFETY: the block was free. What lay there may look like cells that are alive.
                unsafe { self.block_start(index).write_bytes(0, block_bytes) };
                (index, NONE)
            }
        };
        let start = self.block_start(index);
        let sweep = self.sweeps.get_mut(usize::from(class))?;
        sweep.next_block = next;
        sweep.position = start;
        sweep.end = start.wrapping_add(whole_cells);
        Some(())
    }

    /// Zeroes the headers of all small cells that are not alive, so that old marks cannot be taken for new
    /// ones when the numbers of epochs start again.
    pub(super) fn erase_dead(&mut self) {
        for index in 0..self.blocks.count() {
            let Some(&block) = self.blocks.get(index) else { break };
            if block.usage != Use::Small {
                continue;
            }
            let size = class_bytes(block.class);
            for number in 0..(1usize << self.block_shift) / size {
                let cell = self.block_start(index).wrapping_add(number.wrapping_mul(size)).cast::<Header>();
                // SAFETY: the cell lies in a block of its class; a dead cell belongs to the heap.
                unsafe {
                    if (*cell).mark & EPOCH != self.epoch {
                        cell.write(Header { kind: Kind::Free, mark: 0, flags: 0, extra: 0 });
                    }
                }
            }
        }
    }
}
