//! Objects with finalisers: kept alive for one more time when nothing else does, and handed to the VM, which runs
//! their finalisers at a safepoint.

use core::ptr::NonNull;

use copperhead_stencils::layout::object::{Header, Kind};

use super::collect::Marker;
use super::heap::Heap;
use super::limits::OutOfMemory;

/// Set in the address of an object whose finaliser is to be run.
const PENDING: usize = 1;

/// An entry whose object was taken.
const GIVEN_UP: usize = 0;

/// The table of objects with finalisers: addresses in a buffer that does not keep them alive.
#[derive(Debug)]
pub struct Finalisers {
    table: Option<NonNull<Header>>,
    count: usize,
    capacity: usize,
    pending: usize,
    /// No entry before this one waits.
    first: usize,
}

impl Finalisers {
    pub const fn new() -> Finalisers {
        Finalisers { table: None, count: 0, capacity: 0, pending: 0, first: 0 }
    }

    /// The place of an entry; only for `index` < `capacity`.
    fn entry(&self, index: usize) -> Option<*mut usize> {
        let words = self.table?.as_ptr().wrapping_add(1).cast::<usize>();
        if index < self.capacity { Some(words.wrapping_add(index)) } else { None }
    }
}

impl Heap {
    /// Says that an object has a finaliser. It is run once; register again for another time.
    ///
    /// # Errors
    /// No memory for the table.
    pub fn register_finaliser(&mut self, object: NonNull<Header>) -> Result<(), OutOfMemory> {
        if self.finalisers.count == self.finalisers.capacity {
            self.grow_finalisers()?;
        }
        if let Some(entry) = self.finalisers.entry(self.finalisers.count) {
            // SAFETY: the place lies in the table.
            unsafe { entry.write(object.addr().get()) };
            self.finalisers.count = self.finalisers.count.wrapping_add(1);
        }
        Ok(())
    }

    /// Whether the finaliser of the object at an address is still to be run.
    pub fn has_finaliser(&self, object: usize) -> bool {
        let entries = (0..self.finalisers.count).filter_map(|index| self.finalisers.entry(index));
        // SAFETY: the places lie in the table.
        entries.map(|entry| unsafe { entry.read() }).any(|address| address == object)
    }

    fn grow_finalisers(&mut self) -> Result<(), OutOfMemory> {
        let words = self.finalisers.capacity.saturating_mul(2).max(14);
        let bytes = words.saturating_mul(size_of::<usize>()).saturating_add(size_of::<Header>());
        let table = self.allocate_anyway(Kind::Bytes8, bytes)?;
        let words = self.cell_bytes(table).saturating_sub(size_of::<Header>()) / size_of::<usize>();
        if let Some(old) = self.finalisers.table {
            // SAFETY: both tables hold `count` words behind the header; nobody else knows the old one.
            unsafe {
                table.add(1).cast::<usize>().copy_from_nonoverlapping(old.add(1).cast(), self.finalisers.count);
                self.free(old);
            }
        }
        self.finalisers.table = Some(table);
        self.finalisers.capacity = words;
        Ok(())
    }

    /// Takes an object whose finaliser is to be run, if there is one. From now on it lives as long as it is
    /// referred to, so whoever takes it keeps it where the collector sees it.
    pub fn next_finalisable(&mut self) -> Option<NonNull<Header>> {
        if self.finalisers.pending == 0 {
            return None;
        }
        for index in self.finalisers.first..self.finalisers.count {
            let entry = self.finalisers.entry(index)?;
            // SAFETY: the place lies in the table and was written by `register_finaliser`.
            let word = unsafe { entry.read() };
            if word & PENDING != 0 {
                // A place that is given up: the next collection closes the gap, which keeps the order.
                // SAFETY: as above.
                unsafe { entry.write(GIVEN_UP) };
                self.finalisers.pending = self.finalisers.pending.wrapping_sub(1);
                self.finalisers.first = index.wrapping_add(1);
                return NonNull::new(core::ptr::with_exposed_provenance_mut(word & !PENDING));
            }
        }
        None
    }

    /// Closes the gaps in the table.
    fn close_finaliser_gaps(&mut self) {
        let mut kept = 0usize;
        for index in 0..self.finalisers.count {
            let (Some(from), Some(to)) = (self.finalisers.entry(index), self.finalisers.entry(kept)) else { break };
            // SAFETY: both places lie in the table; below `count` all entries were written.
            unsafe {
                let word = from.read();
                if word != GIVEN_UP {
                    to.write(word);
                    kept = kept.wrapping_add(1);
                }
            }
        }
        self.finalisers.count = kept;
        self.finalisers.first = 0;
    }

    /// Makes all objects with finalisers wait for them, whoever still refers to them.
    pub fn make_all_finalisable(&mut self) {
        self.close_finaliser_gaps();
        for index in 0..self.finalisers.count {
            let Some(entry) = self.finalisers.entry(index) else { return };
            // SAFETY: below `count` all entries were written.
            unsafe { entry.write(entry.read() | PENDING) };
        }
        self.finalisers.pending = self.finalisers.count;
        self.finalisers.first = 0;
    }

    /// Whether [`Heap::next_finalisable`] has something: looked at by safepoints.
    #[inline]
    pub fn has_finalisable(&self) -> bool {
        self.finalisers.pending != 0
    }
}

impl Marker<'_> {
    /// Marks the table itself and the objects that still wait for their finalisers.
    pub(super) fn mark_pending_finalisers(&mut self) {
        if let Some(table) = self.heap().finalisers.table {
            self.mark_pointer(table.as_ptr());
        }
        for index in 0..self.heap().finalisers.count {
            // SAFETY: below `count` all entries were written.
            if let Some(word) = self.heap().finalisers.entry(index).map(|entry| unsafe { entry.read() })
                && word & PENDING != 0
            {
                self.mark_conservative(word & !PENDING);
            }
        }
    }

    /// Marks objects with finalisers that nothing else has marked, and makes them wait for their finalisers. False:
    /// there were none.
    pub(super) fn mark_finalisable(&mut self) -> bool {
        self.heap_mut().close_finaliser_gaps();
        let mut found = false;
        for index in 0..self.heap().finalisers.count {
            let Some(entry) = self.heap().finalisers.entry(index) else { break };
            // SAFETY: below `count` all entries were written.
            let word = unsafe { entry.read() };
            if word & PENDING == 0 && !self.heap().find(word).is_some_and(|(cell, _)| self.heap().is_marked(cell)) {
                // SAFETY: as above.
                unsafe { entry.write(word | PENDING) };
                let finalisers = &mut self.heap_mut().finalisers;
                finalisers.pending = finalisers.pending.wrapping_add(1);
                found = true;
            }
        }
        if found {
            self.mark_pending_finalisers();
        }
        found
    }
}
