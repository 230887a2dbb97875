//! The heap itself: how the region is laid out, allocation and explicit freeing.

use core::ptr::NonNull;

use copperhead_stencils::layout::object::{Header, Kind};
use copperhead_stencils::value::Value;

use super::blocks::{Block, Blocks, Use};
use super::chunks::ChunkHead;
use super::classes::{CLASS_COUNT, CLASS_OF, FLOATS, GRAIN, LARGEST_SMALL, class_bytes};
use super::finalise::Finalisers;
use super::holes::{Cursor, Sweep, clear};
use super::limits::{Limits, OutOfMemory, Refusal};
use super::roots::Roots;
use copperhead_stencils::layout::machine::{HOLES, Holes};

/// In [`Header::mark`]: the epoch in which the cell was last seen alive. 0: never.
pub(super) const EPOCH: u8 = 0x7f;
/// In [`Header::mark`]: the references in the cell have been followed, in its epoch.
pub(super) const TRACED: u8 = 0x80;

/// The region is too small for a heap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RegionTooSmall;

/// A garbage-collected heap in one region. All cells are aligned to 16 bytes (floats to 8), start with a [`Header`] and never move.
#[derive(Debug)]
#[repr(C)]
pub struct Heap {
    /// The hole of each class (some entries at the end are never used). First, so that machine code finds it easily.
    pub(super) cursors: [Cursor; HOLES],
    /// The mark that new cells get: 1 to 127.
    pub(super) epoch: u8,
    /// The mark of cells allocated before the collection that is under way; else the same as `epoch`.
    pub(super) previous_epoch: u8,
    /// log2 of the size of a block in bytes.
    pub(super) block_shift: u32,
    /// The first block.
    pub(super) first: NonNull<u8>,
    /// How many bytes all blocks have together.
    pub(super) block_area: usize,
    pub(super) sweeps: [Sweep; CLASS_COUNT],
    pub(super) blocks: Blocks,
    /// The mark stack's own memory, used when the pool has nothing larger: words.
    pub(super) reserve: NonNull<NonNull<Header>>,
    pub(super) reserve_words: usize,
    pub(super) limits: Limits,
    pub(super) roots: Roots,
    pub(super) finalisers: Finalisers,
    /// The chunks of arenas, see [`super::HeapChunks`].
    pub(super) chunks: Option<NonNull<ChunkHead>>,
}

impl Heap {
    /// A heap in the region of `bytes` bytes from `base` on, of any alignment and content.
    ///
    /// # Errors
    /// The region has less than about 4 KiB.
    ///
    /// # Safety
    /// The region is valid for reads and writes, and nobody else uses it, while the heap or anything in it is used.
    pub unsafe fn new(base: NonNull<u8>, bytes: usize) -> Result<Heap, RegionTooSmall> {
        // Each size of cell has blocks of its own. Small ones leave less of a small heap unused, but waste more of cells that take more than half
        // a block.
        let block_shift: u32 = match bytes >> 10 {
            0..128 => 9,
            128..256 => 10,
            256..1024 => 11,
            1024..16384 => 12,
            _ => 13,
        };
        let block_bytes = 1usize << block_shift;
        let address = base.addr().get();
        let padding = address.wrapping_neg() & (GRAIN - 1);
        let reserve_bytes = (bytes / 256).clamp(256, 64 << 10) & !(GRAIN - 1);
        let usable = bytes.checked_sub(padding).and_then(|rest| rest.checked_sub(reserve_bytes)).ok_or(RegionTooSmall)?;
        if address.checked_add(bytes).is_none() {
            return Err(RegionTooSmall);
        }
        let count = usable / (block_bytes + size_of::<Block>());
        // The table takes 16 bytes for each block, so that what follows it stays aligned.
        const { assert!(size_of::<Block>() == GRAIN) };
        let table_bytes = count.wrapping_mul(size_of::<Block>());
        let count = u32::try_from(count).map_err(|_| RegionTooSmall)?;
        if count < 4 {
            return Err(RegionTooSmall);
        }
        // SAFETY: padding, table, reserve and blocks lie in the region one behind the other: `count` was computed
        // so that they fit; the caller gives the region to this heap. All are aligned to 16.
        let (blocks, reserve, first) = unsafe {
            let table = base.add(padding);
            let reserve = table.add(table_bytes);
            (Blocks::new(table.cast(), count), reserve.cast(), reserve.add(reserve_bytes))
        };
        let _ = first.as_ptr().expose_provenance();
        let block_area = (count as usize) << block_shift;
        Ok(Heap {
            cursors: [Cursor::EMPTY; HOLES],
            epoch: 1,
            previous_epoch: 1,
            block_shift,
            first,
            block_area,
            sweeps: [Sweep::DONE; CLASS_COUNT],
            blocks,
            reserve,
            reserve_words: reserve_bytes / size_of::<usize>(),
            limits: Limits::new(block_area, block_bytes),
            roots: Roots::new(),
            finalisers: Finalisers::new(),
            chunks: None,
        })
    }

    /// A new cell of `bytes` bytes, header included, zero but for its header, whose kind is set.
    ///
    /// `None`: [`Heap::refusal`] says why; whoever can find all roots collects and tries again.
    #[inline(always)]
    pub fn allocate(&mut self, kind: Kind, bytes: usize) -> Option<NonNull<Header>> {
        // Sizes beyond the table are large.
        if let Some(&class) = CLASS_OF.get(bytes.div_ceil(GRAIN))
            && let Some(cursor) = self.cursors.get_mut(usize::from(class & 31))
            && cursor.next != cursor.limit
        {
            let (cell, size) = (cursor.next, class_bytes(class));
            cursor.next = cell.wrapping_add(size);
            // SAFETY: the hole between `next` and `limit` is memory of the heap, and holds whole free cells.
            unsafe {
                clear(cell, size);
                return Some(write_header(cell, kind, self.epoch));
            }
        }
        self.allocate_slowly(kind, bytes, true)
    }

    /// The same, but what lies in the cell is anything: the caller writes all that the collector reads of such a cell before anything else
    /// is allocated.
    #[inline(always)]
    pub fn allocate_uncleared(&mut self, kind: Kind, bytes: usize) -> Option<NonNull<Header>> {
        // Sizes beyond the table are large.
        if let Some(&class) = CLASS_OF.get(bytes.div_ceil(GRAIN))
            && let Some(cursor) = self.cursors.get_mut(usize::from(class & 31))
            && cursor.next != cursor.limit
        {
            let cell = cursor.next;
            cursor.next = cell.wrapping_add(class_bytes(class));
            // SAFETY: the hole between `next` and `limit` is memory of the heap, and holds whole free cells.
            return Some(unsafe { write_header(cell, kind, self.epoch) });
        }
        self.allocate_slowly(kind, bytes, true)
    }

    /// The same for a float.
    #[inline(always)]
    pub fn allocate_float(&mut self) -> Option<NonNull<Header>> {
        if let Some(cursor) = self.cursors.get_mut(usize::from(FLOATS))
            && cursor.next != cursor.limit
        {
            let cell = cursor.next;
            cursor.next = cell.wrapping_add(class_bytes(FLOATS));
            // SAFETY: the hole between `next` and `limit` is memory of the heap, and holds whole free cells.
            return Some(unsafe { write_header(cell, Kind::Float, self.epoch) });
        }
        self.allocate_of_class(Kind::Float, Some(FLOATS), class_bytes(FLOATS), true)
    }

    /// The same, but never asks for a collection: for callers that cannot collect.
    ///
    /// # Errors
    /// Memory is out, or a limit was met.
    #[inline]
    pub fn allocate_anyway(&mut self, kind: Kind, bytes: usize) -> Result<NonNull<Header>, OutOfMemory> {
        match self.allocate(kind, bytes) {
            Some(cell) => Ok(cell),
            None => match self.limits.refusal {
                Refusal::OutOfMemory(reason) => Err(reason),
                Refusal::CollectionDue => match self.allocate_slowly(kind, bytes, false) {
                    Some(cell) => Ok(cell),
                    None => Err(self.out_of_memory()),
                },
            },
        }
    }

    /// Why memory is out, after a refusal that was not for pacing.
    fn out_of_memory(&self) -> OutOfMemory {
        match self.limits.refusal {
            Refusal::OutOfMemory(reason) => reason,
            Refusal::CollectionDue => OutOfMemory::Region,
        }
    }

    /// The class of small cells of so many bytes; `None`: they are large.
    fn class_for(&self, bytes: usize) -> Option<u8> {
        if bytes > self.largest_small() { None } else { CLASS_OF.get(bytes.div_ceil(GRAIN)).copied() }
    }

    #[cold]
    #[inline(never)]
    fn allocate_slowly(&mut self, kind: Kind, bytes: usize, paced: bool) -> Option<NonNull<Header>> {
        let class = self.class_for(bytes);
        self.allocate_of_class(kind, class, bytes, paced)
    }

    #[cold]
    #[inline(never)]
    fn allocate_of_class(&mut self, kind: Kind, class: Option<u8>, bytes: usize, paced: bool) -> Option<NonNull<Header>> {
        // Fragmented blocks have many small holes: the next one is found without much ado.
        if self.limits.in_use < self.limits.easy_below
            && let Some(class) = class
            && self.open_hole_here(class)
            && let Some(cursor) = self.cursors.get_mut(usize::from(class))
        {
            let (cell, size) = (cursor.next, class_bytes(class));
            cursor.next = cell.wrapping_add(size);
            // SAFETY: the new hole has at least one free cell.
            unsafe {
                clear(cell, size);
                return Some(write_header(cell, kind, self.epoch));
            }
        }
        if paced && (self.limits.must_pause() || self.is_scarce(class)) {
            self.limits.refusal = Refusal::CollectionDue;
            return None;
        }
        if self.limits.fault_strikes() {
            self.limits.refusal = Refusal::OutOfMemory(OutOfMemory::Region);
            return None;
        }
        let Some(class) = class else { return self.allocate_large(kind, bytes, Blocks::take) };
        if !self.open_hole(class) {
            return None;
        }
        let cursor = self.cursors.get_mut(usize::from(class))?;
        let (cell, size) = (cursor.next, class_bytes(class));
        cursor.next = cell.wrapping_add(size);
        // SAFETY: `open_hole` found at least one free cell.
        unsafe {
            clear(cell, size);
            Some(write_header(cell, kind, self.epoch))
        }
    }

    /// Whether to collect before the last blocks are taken: garbage of one size would else leave none for other sizes, since a single live
    /// cell keeps its block.
    fn is_scarce(&self, class: Option<u8>) -> bool {
        if self.blocks.free() >= self.blocks.count() / 8 || !self.limits.is_worth_while() {
            return false;
        }
        let sweep = class.and_then(|class| self.sweeps.get(usize::from(class)));
        self.limits.is_early() || (self.limits.is_paced() && !sweep.is_some_and(Sweep::has_cells))
    }

    /// Where the hole for small cells of so many bytes is, in bytes from the heap's start, and how many bytes these have. `None`: too large.
    pub fn hole_for(&self, bytes: usize) -> Option<(u32, u32)> {
        let class = self.class_for(bytes)?;
        let place = core::mem::offset_of!(Heap, cursors) + usize::from(class) * size_of::<Cursor>();
        Some((place as u32, class_bytes(class) as u32))
    }

    /// The largest size that is allocated as a small cell, in bytes.
    fn largest_small(&self) -> usize {
        LARGEST_SMALL.min(1 << (self.block_shift.saturating_sub(1)))
    }

    /// A cell for what goes back soon, of bytes without references; never asks for a collection.
    pub(super) fn allocate_for_now(&mut self, bytes: usize) -> Option<NonNull<Header>> {
        if self.class_for(bytes).is_some() {
            return self.allocate_anyway(Kind::Bytes8, bytes).ok();
        }
        if self.limits.fault_strikes() {
            self.limits.refusal = Refusal::OutOfMemory(OutOfMemory::Region);
            return None;
        }
        self.allocate_large(Kind::Bytes8, bytes, Blocks::take_last)
    }

    /// A large cell, its blocks taken by this function of the table.
    fn allocate_large(
        &mut self,
        kind: Kind,
        bytes: usize,
        take: impl Fn(&mut Blocks, u32, Use, u8) -> Option<u32>,
    ) -> Option<NonNull<Header>> {
        self.limits.refusal = Refusal::OutOfMemory(OutOfMemory::Region);
        let (length, whole) = self.blocks_for(bytes)?;
        if self.room(whole) < whole {
            return None;
        }
        self.limits.refusal = Refusal::OutOfMemory(OutOfMemory::Region);
        let index = take(&mut self.blocks, length, Use::Large, 0)?;
        self.limits.in_use = self.limits.in_use.wrapping_add(whole);
        self.limits.note_peak();
        self.limits.allocations = self.limits.allocations.wrapping_add(1);
        let cell = self.block_start(index);
        // SAFETY: the run of `length` blocks was free and is this cell's now.
        unsafe {
            cell.write_bytes(0, whole);
            Some(write_header(cell, kind, self.epoch))
        }
    }

    /// How many blocks a large cell takes, and how many bytes these have; `None` if no heap has that many.
    fn blocks_for(&self, bytes: usize) -> Option<(u32, usize)> {
        let block_bytes = 1usize << self.block_shift;
        let whole = bytes.checked_add(block_bytes.wrapping_sub(1))? & !block_bytes.wrapping_sub(1);
        let length = u32::try_from(whole >> self.block_shift).ok()?;
        Some((length.max(1), whole.max(block_bytes)))
    }

    /// Where a block lies.
    #[inline(always)]
    pub(super) fn block_start(&self, index: u32) -> *mut u8 {
        self.first.as_ptr().wrapping_add((index as usize) << self.block_shift)
    }

    /// The block that an address lies in; meaningless for addresses outside the blocks.
    #[inline(always)]
    pub(super) fn block_index(&self, address: usize) -> u32 {
        (address.wrapping_sub(self.first.addr().get()) >> self.block_shift) as u32
    }

    /// How many bytes a cell has, header included: at least what was asked for.
    /// 0 if this heap has no such block.
    pub fn cell_bytes(&self, cell: NonNull<Header>) -> usize {
        match self.blocks.get(self.block_index(cell.addr().get())) {
            Some(block) if block.usage == Use::Small => class_bytes(block.class),
            Some(block) if block.usage == Use::Large => (block.length as usize) << self.block_shift,
            _ => 0,
        }
    }

    /// Gives a cell back before any collection would: for buffers that their owner replaces.
    ///
    /// # Safety
    /// The cell came from this heap and is alive; nothing refers to it any more.
    pub unsafe fn free(&mut self, cell: NonNull<Header>) {
        let index = self.block_index(cell.addr().get());
        let Some(&block) = self.blocks.get(index) else { return };
        self.limits.note_peak();
        match block.usage {
            Use::Small => {
                self.limits.in_use = self.limits.in_use.saturating_sub(class_bytes(block.class));
                // SAFETY: the caller gives the cell to us; it is one of this class.
                unsafe { self.put_aside(cell, block.class) };
            }
            Use::Large => {
                self.limits.in_use = self.limits.in_use.saturating_sub((block.length as usize) << self.block_shift);
                self.blocks.release(index, block.length);
            }
            Use::Free | Use::Continued => {}
        }
    }

    /// Makes a cell larger or smaller where it lies, if that works: within its class, or for large cells by taking or
    /// giving back the blocks behind it. Bytes that the cell did not have before are zero.
    ///
    /// # Safety
    /// The cell came from this heap and is alive; nobody uses the bytes beyond `bytes` any more.
    pub unsafe fn resize_in_place(&mut self, cell: NonNull<Header>, bytes: usize) -> bool {
        let index = self.block_index(cell.addr().get());
        let Some(&block) = self.blocks.get(index) else { return false };
        match block.usage {
            Use::Small => bytes <= class_bytes(block.class),
            Use::Large => {
                let Some((length, whole)) = self.blocks_for(bytes) else { return false };
                let old = (block.length as usize) << self.block_shift;
                let growth = whole.saturating_sub(old);
                if growth > 0 && (self.room(growth) < growth || self.limits.fault_strikes()) {
                    return false;
                }
                if !self.blocks.resize(index, length) {
                    return false;
                }
                self.limits.in_use = self.limits.in_use.wrapping_add(whole).saturating_sub(old);
                self.limits.note_peak();
                // SAFETY: these blocks were free until now and belong to the cell now.
                unsafe { cell.cast::<u8>().as_ptr().add(old.min(whole)).write_bytes(0, growth) };
                true
            }
            Use::Free | Use::Continued => false,
        }
    }
}

// Machine code finds the beginning of the heap.
const _: () = {
    assert!(core::mem::offset_of!(Heap, cursors) == core::mem::offset_of!(Holes, cursors));
    assert!(core::mem::offset_of!(Heap, epoch) == core::mem::offset_of!(Holes, epoch));
};

/// Starts a cell.
///
/// # Safety
/// `cell` is a free cell.
#[inline(always)]
unsafe fn write_header(cell: *mut u8, kind: Kind, epoch: u8) -> NonNull<Header> {
    let header = cell.cast::<Header>();
    // SAFETY: the caller's; cells are aligned to 16, hence no cell lies at 0.
    unsafe {
        header.write(Header { kind, mark: epoch, flags: 0, extra: 0 });
        NonNull::new_unchecked(header)
    }
}

/// Stores a value into a field of an object. All stores of pointers into heap cells go through here: it is where a
/// write barrier would stand, if the collector ever needs one.
///
/// # Safety
/// `field` is valid for writes and lies in the cell of `object`, or in a buffer that `object` owns.
#[inline(always)]
pub unsafe fn store_field(object: *mut Header, field: *mut Value, value: Value) {
    let _ = object;
    // SAFETY: the caller's.
    unsafe { field.write(value) };
}
