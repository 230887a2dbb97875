//! Where free small cells come from: cells given back, holes in blocks that the last collection left partly free
//! (searched when needed), and fresh blocks.
//!
//! What lies in a free cell is not touched before it is handed out: its header says that it is free, by the kind or by the mark of an epoch
//! that is over, and nobody looks further. So whoever hands a cell out clears it ([`Heap::allocate`]), or writes all that the collector
//! reads of it before anything else can happen, which may be a collection: [`Heap::allocate_uncleared`], and instructions that make objects.

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
    /// Whether there may be free cells without a fresh block.
    pub(super) fn has_cells(&self) -> bool {
        self.position != self.end || self.next_block != NONE || self.aside.is_some()
    }

    /// The next run of free cells in the block, at most `most` bytes. `None`: the search is at the end.
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
            Some((start, bytes))
        }
    }
}

/// Zeroes a cell behind its header.
///
/// # Safety
/// The cell has so many bytes.
#[inline(always)]
pub(super) unsafe fn clear(cell: *mut u8, bytes: usize) {
    let words = (bytes / size_of::<u64>()).saturating_sub(1);
    // SAFETY: the caller's; a header has eight bytes.
    let rest = unsafe { cell.cast::<u64>().add(1) };
    if words < 16 {
        // A call of `memset` costs more than a few stores; volatile ones are not made into that call again.
        for index in 0..words {
            // SAFETY: the caller's.
            unsafe { rest.add(index).write_volatile(0) };
        }
    } else {
        // SAFETY: the caller's.
        unsafe { rest.write_bytes(0, words) };
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
            // The search takes the rest of the hole for what it is, free cells.
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

    /// A run of at most `most` bytes of free cells.
    fn find_hole(&mut self, class: u8, size: usize, most: usize) -> Option<(*mut u8, usize)> {
        let epoch = self.epoch;
        let sweep = self.sweeps.get_mut(usize::from(class))?;
        if let Some(cell) = sweep.aside {
            // SAFETY: cells put aside are free cells of this class with a link behind the header.
            sweep.aside = unsafe { link_of(cell).read() };
            return Some((cell.as_ptr().cast(), size));
        }
        loop {
            let sweep = self.sweeps.get_mut(usize::from(class))?;
            // SAFETY: the search of a class goes over cells of its size.
            if let Some(hole) = unsafe { sweep.search(size, most, epoch) } {
                return Some(hole);
            }
            if self.next_block(class, size)?
                && let Some(sweep) = self.sweeps.get_mut(usize::from(class))
            {
                // All of a fresh block is free.
                let start = sweep.position;
                let bytes = sweep.end.addr().wrapping_sub(start.addr()).min(most);
                sweep.position = start.wrapping_add(bytes);
                return Some((start, bytes));
            }
        }
    }

    /// Turns the search to the next block of the class, a fresh one in the end: whether it is one. `None`: the pool is empty.
    fn next_block(&mut self, class: u8, size: usize) -> Option<bool> {
        let block_bytes = 1usize << self.block_shift;
        let whole_cells = block_bytes / size * size;
        let unsearched = self.sweeps.get(usize::from(class))?.next_block;
        let (index, next, fresh) = match self.blocks.get(unsearched) {
            Some(block) => (unsearched, block.next, false),
            None => {
                let index = self.blocks.take(1, Use::Small, class)?;
                // What lay there may look like cells that are alive.
                for number in 0..whole_cells / size {
                    let cell = self.block_start(index).wrapping_add(number.wrapping_mul(size));
                    // SAFETY: the block was free.
                    unsafe { cell.cast::<Header>().write(Header { kind: Kind::Free, mark: 0, flags: 0, extra: 0 }) };
                }
                (index, NONE, true)
            }
        };
        let start = self.block_start(index);
        let sweep = self.sweeps.get_mut(usize::from(class))?;
        sweep.next_block = next;
        sweep.position = start;
        sweep.end = start.wrapping_add(whole_cells);
        Some(fresh)
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
