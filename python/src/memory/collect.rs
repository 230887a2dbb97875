//! Marking, and what follows it: weak references, finalisers, and handing the blocks out anew.

use core::ptr::NonNull;

use copperhead_stencils::layout::object::{Header, Kind};
use copperhead_stencils::value::Value;

use super::blocks::{NONE, Use};
use super::classes::class_bytes;
use super::heap::{EPOCH, Heap, TRACED};
use super::holes::{Cursor, Sweep};
use super::native_stack::prefetch;

/// Marks what an object refers to: calls the marker for every reference in the cell. Supplied by the layer that knows
/// the objects. Never called for [`Kind::Values`] and [`Kind::Bytes8`].
///
/// The function gets an allocated cell of this heap whose header names its kind.
pub type Trace = unsafe fn(*mut Header, &mut Marker<'_>);

/// What a collection did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Collected {
    /// Bytes in cells that survived.
    pub live: usize,
    /// Bytes in cells that did not.
    pub freed: usize,
    /// How often the mark stack was too small, so that the heap had to be searched.
    pub overflows: u32,
}

/// Marks cells while a collection runs. All `mark` functions accept any word: what does not point to an allocated cell
/// of this heap is ignored.
#[derive(Debug)]
pub struct Marker<'h> {
    heap: &'h mut Heap,
    trace: Trace,
    stack: NonNull<NonNull<Header>>,
    capacity: usize,
    depth: usize,
    /// Blocks from the first to the last of these have marked cells that found no place on the stack.
    overflow: Option<(u32, u32)>,
    overflows: u32,
    /// The chain of weak lists that were met, see [`Marker::chain_weak`]; null at its end.
    weak: *mut Header,
    /// Whether nothing is to be marked, see [`Marker::for_survey`].
    surveys: bool,
}

/// What the marking has found, for whoever clears weak references.
#[derive(Debug)]
pub struct Survivors<'h> {
    heap: &'h Heap,
    /// The first of the weak lists that stay; null if there is none. Each names the next, as whoever chained them has it.
    pub weak: *mut Header,
}

impl Survivors<'_> {
    /// Whether a cell stays. True for objects outside the heap.
    pub fn is_marked<T>(&self, object: *const T) -> bool {
        !self.heap.contains(object.addr()) || self.heap.find(object.addr()).is_some_and(|(cell, _)| self.heap.is_marked(cell))
    }

    /// Whether what the value refers to stays. True for values that are no pointers.
    pub fn is_value_marked(&self, value: Value) -> bool {
        !value.is_pointer() || self.is_marked(value.as_pointer::<Header>())
    }
}

impl Marker<'_> {
    /// Marks the object that a value points to, if it is a pointer.
    #[inline(always)]
    pub fn mark_value(&mut self, value: Value) {
        if value.is_pointer() {
            self.mark_address(value.0.wrapping_sub(1));
        }
    }

    /// Marks the cell that starts at the pointer.
    #[inline(always)]
    pub fn mark_pointer<T>(&mut self, cell: *const T) {
        self.mark_address(cell.addr());
    }

    /// Marks the buffer whose data, right behind the header, starts at the pointer. Null is allowed.
    #[inline(always)]
    pub fn mark_buffer<T>(&mut self, data: *const T) {
        self.mark_address(data.addr().wrapping_sub(size_of::<Header>()));
    }

    #[inline(always)]
    fn mark_address(&mut self, address: usize) {
        if let Some((cell, _)) = self.heap.locate(address)
            && cell.addr().get() == address
        {
            self.push(cell);
        }
    }

    /// Marks the cell that a word points to or into, tagged or not; and, if the word is the end of a buffer, the buffer.
    pub fn mark_conservative(&mut self, word: usize) {
        if let Some((cell, _)) = self.heap.find(word) {
            self.push(cell);
        }
        // Compilers keep pointers to the ends of arrays that loops run through.
        if word & 15 == 0
            && let Some((cell, _)) = self.heap.find(word.wrapping_sub(1))
            && !self.heap.is_marked(cell)
        {
            // SAFETY: `find` returns allocated cells.
            let kind = unsafe { (*cell.as_ptr()).kind };
            if matches!(kind, Kind::Bytes8 | Kind::Values | Kind::Tuple) {
                self.push(cell);
            }
        }
    }

    /// Looks at every word from `start` up to `end`, both rounded inwards to whole words.
    ///
    /// # Safety
    /// The memory between is readable.
    pub unsafe fn mark_range_conservative(&mut self, start: *const usize, end: *const usize) {
        let misaligned = start.addr().wrapping_neg() & (size_of::<usize>() - 1);
        let mut at = start.wrapping_byte_add(misaligned);
        while end.addr().saturating_sub(at.addr()) >= size_of::<usize>() {
            // SAFETY: the caller's. Volatile, because what the words are is none of the compiler's business.
            let word = unsafe { at.read_volatile() };
            self.mark_conservative(word);
            at = at.wrapping_add(1);
        }
    }

    /// Marks what `count` values refer to.
    ///
    /// # Safety
    /// They are readable.
    #[inline]
    pub unsafe fn mark_values(&mut self, values: *const Value, count: usize) {
        for index in 0..count {
            // SAFETY: the caller's.
            self.mark_value(unsafe { values.add(index).read() });
        }
    }

    /// One that marks nothing: what is noted is for [`Marker::take`] to hand out.
    pub(super) fn for_survey(heap: &mut Heap) -> Marker<'_> {
        let (stack, capacity) = heap.mark_stack();
        let trace: Trace = |_, _| {};
        Marker { heap, trace, stack, capacity, depth: 0, overflow: None, overflows: 0, weak: core::ptr::null_mut(), surveys: true }
    }

    /// The cell that was noted last.
    pub(super) fn take(&mut self) -> Option<NonNull<Header>> {
        self.depth = self.depth.checked_sub(1)?;
        // SAFETY: below the old `depth` the stack holds cells that `push` wrote.
        Some(unsafe { self.stack.add(self.depth).read() })
    }

    /// Keeps a buffer without following the values in it.
    pub fn keep_buffer<T>(&mut self, data: *const T) {
        let address = data.addr().wrapping_sub(size_of::<Header>());
        if let Some((cell, _)) = self.heap.locate(address)
            && cell.addr().get() == address
            && !self.surveys
            && self.mark_cell(cell)
        {
            // SAFETY: an allocated cell. A search of the heap for cells that wait takes it for done.
            unsafe { (*cell.as_ptr()).mark |= TRACED };
        }
    }

    /// Puts an object that holds others weakly in front of the chain of those that were met, and gives the one that stood there.
    pub fn chain_weak(&mut self, object: *mut Header) -> *mut Header {
        core::mem::replace(&mut self.weak, object)
    }

    pub(super) fn heap(&self) -> &Heap {
        self.heap
    }

    pub(super) fn heap_mut(&mut self) -> &mut Heap {
        self.heap
    }

    /// Marks what the heap itself keeps alive.
    fn mark_own_roots(&mut self) {
        self.mark_roots();
        self.mark_chunks();
        self.mark_pending_finalisers();
    }

    /// Notes a cell to be marked and traced.
    #[inline(always)]
    fn push(&mut self, cell: NonNull<Header>) {
        if self.depth < self.capacity {
            // SAFETY: `depth` is less than the capacity of the stack, which is ours.
            unsafe { self.stack.add(self.depth).write(cell) };
            self.depth = self.depth.wrapping_add(1);
        } else if !self.surveys && self.mark_cell(cell) {
            let index = self.heap.block_index(cell.addr().get());
            let (first, last) = self.overflow.unwrap_or((index, index));
            self.overflow = Some((first.min(index), last.max(index)));
        }
    }

    /// Marks a cell; true if it is to be traced now: it is allocated, was not marked, and may hold references.
    #[inline(always)]
    fn mark_cell(&mut self, cell: NonNull<Header>) -> bool {
        // SAFETY: the stack holds what `locate` found: places with headers, to which nobody holds a reference.
        let kind = unsafe {
            let header = cell.as_ptr();
            let Header { kind, mark, .. } = *header;
            if mark & EPOCH != self.heap.previous_epoch || kind as u8 == Kind::Free as u8 {
                return false;
            }
            (*header).mark = self.heap.epoch;
            kind
        };
        let index = self.heap.block_index(cell.addr().get());
        if let Some(block) = self.heap.blocks.get_mut(index) {
            block.live = block.live.wrapping_add(1);
        }
        kind as u8 != Kind::Bytes8 as u8
    }

    /// Follows the references in one marked cell.
    fn trace_cell(&mut self, cell: NonNull<Header>) {
        // SAFETY: marked cells are allocated; `trace` gets what it asks for. A buffer of values is
        // initialised up to the end of its cell: it was cleared when it was allocated, or filled at once.
        unsafe {
            let header = cell.as_ptr();
            (*header).mark |= TRACED;
            if (*header).kind as u8 == Kind::Values as u8 {
                let count = self.heap.cell_bytes(cell).saturating_sub(size_of::<Header>()) / size_of::<Value>();
                self.mark_values(cell.add(1).cast::<Value>().as_ptr(), count);
            } else {
                (self.trace)(header, self);
            }
        }
    }

    /// Marks and traces until the stack is empty.
    fn empty_stack(&mut self) {
        // Cells wait here for a while, until their headers have arrived in the cache.
        let mut waiting = [None; 8];
        let mut turn = 0usize;
        let mut idle = 0;
        while idle < waiting.len() {
            let next = self.depth.checked_sub(1).map(|depth| {
                self.depth = depth;
                // SAFETY: below `depth` the stack holds cells that `push` wrote.
                unsafe { self.stack.add(depth).read() }
            });
            if let Some(cell) = next {
                prefetch(cell.as_ptr());
            }
            turn = turn.wrapping_add(1) & 7;
            let Some(place) = waiting.get_mut(turn) else { return };
            match core::mem::replace(place, next) {
                Some(cell) => {
                    idle = 0;
                    if self.mark_cell(cell) {
                        self.trace_cell(cell);
                    }
                }
                None if next.is_none() => idle = idle.wrapping_add(1),
                None => idle = 0,
            }
        }
    }

    /// Follows references until none is left.
    fn drain(&mut self) {
        self.empty_stack();
        while let Some((first, last)) = self.overflow.take() {
            self.overflows = self.overflows.wrapping_add(1);
            self.search_untraced(first, last);
        }
    }

    /// Looks through blocks for cells that were marked but not traced, and traces them.
    fn search_untraced(&mut self, first: u32, last: u32) {
        for index in first..=last {
            let Some(&block) = self.heap.blocks.get(index) else { return };
            let (size, count) = match block.usage {
                Use::Small => {
                    let size = class_bytes(block.class);
                    (size, (1usize << self.heap.block_shift) / size)
                }
                Use::Large => (0, 1),
                Use::Free | Use::Continued => continue,
            };
            if block.live == 0 {
                continue;
            }
            for number in 0..count {
                let address = self.heap.block_start(index).wrapping_add(number.wrapping_mul(size));
                let Some(cell) = NonNull::new(address.cast::<Header>()) else { continue };
                // SAFETY: a cell starts there; free ones have a header too.
                let Header { kind, mark, .. } = unsafe { *cell.as_ptr() };
                if mark == self.heap.epoch && !matches!(kind, Kind::Free | Kind::Bytes8) {
                    self.trace_cell(cell);
                    // Empty the stack each time, so that it seldom overflows again.
                    self.empty_stack();
                }
            }
        }
    }
}

impl Heap {
    /// Whether the running or the last collection marked the cell; cells allocated since count as marked.
    pub(super) fn is_marked(&self, cell: NonNull<Header>) -> bool {
        // SAFETY: an allocated cell of this heap.
        unsafe { (*cell.as_ptr()).mark & EPOCH == self.epoch }
    }

    /// Frees all cells that nothing refers to.
    ///
    /// `roots` marks everything that the heap does not know itself: frames, native stack, references in machine
    /// code. The [`super::Root`]s and chunks of arenas are marked without it. `before_sweep` runs when marking
    /// is done and nothing is freed yet: there weak references to what is not marked are cleared.
    ///
    /// # Safety
    /// `roots` marks whatever is used afterwards, `trace` whatever an object refers to; afterwards nobody uses a
    /// cell that was not marked.
    pub unsafe fn collect(
        &mut self,
        trace: Trace,
        roots: impl FnOnce(&mut Marker<'_>),
        before_sweep: impl FnOnce(&Survivors<'_>),
    ) -> Collected {
        self.close_holes();
        self.limits.note_peak();
        // Epochs run from 1 to 127. Before and after they start again, no dead cell may keep an old number.
        let restart = self.epoch == EPOCH;
        if restart {
            self.erase_dead();
        }
        self.previous_epoch = self.epoch;
        self.epoch = if restart { 1 } else { self.epoch.wrapping_add(1) };

        let (stack, capacity) = self.mark_stack();
        let mut marker = Marker {
            heap: self,
            trace,
            stack,
            capacity,
            depth: 0,
            overflow: None,
            overflows: 0,
            weak: core::ptr::null_mut(),
            surveys: false,
        };
        marker.mark_own_roots();
        roots(&mut marker);
        marker.drain();
        if marker.mark_finalisable() {
            marker.drain();
        }
        let (overflows, weak) = (marker.overflows, marker.weak);
        before_sweep(&Survivors { heap: self, weak });

        self.previous_epoch = self.epoch;
        let before = self.limits.in_use;
        let live = self.distribute_blocks();
        if restart {
            self.erase_dead();
        }
        self.limits.collected(live);
        Collected { live, freed: before.saturating_sub(live), overflows }
    }

    /// Memory for the mark stack: free blocks if there are more of them than the reserve has.
    fn mark_stack(&self) -> (NonNull<NonNull<Header>>, usize) {
        if let Some((first, length)) = self.blocks.longest_free() {
            let words = ((length as usize) << self.block_shift) / size_of::<usize>();
            if words > self.reserve_words
                && let Some(stack) = NonNull::new(self.block_start(first).cast())
            {
                return (stack, words);
            }
        }
        (self.reserve, self.reserve_words)
    }

    /// Returns blocks without a live cell to the pool and lists those with free cells under their classes. Returns the
    /// bytes in live cells.
    fn distribute_blocks(&mut self) -> usize {
        self.cursors = [Cursor::EMPTY; 32];
        self.sweeps = [Sweep::DONE; _];
        let shift = self.block_shift;
        let mut live = 0usize;
        let sweeps = &mut self.sweeps;
        self.blocks.retain(|index, block| {
            let marked = usize::from(core::mem::take(&mut block.live));
            if marked == 0 {
                return false;
            }
            if block.usage == Use::Large {
                live = live.wrapping_add((block.length as usize) << shift);
                return true;
            }
            let size = class_bytes(block.class);
            live = live.wrapping_add(marked.wrapping_mul(size));
            block.next = NONE;
            if marked < (1usize << shift) / size
                && let Some(sweep) = sweeps.get_mut(usize::from(block.class))
            {
                block.next = core::mem::replace(&mut sweep.next_block, index);
            }
            true
        });
        live
    }
}
