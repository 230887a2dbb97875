//! Roots: handles with which Rust code keeps values alive, outside frames and the native stack.

use core::ptr::NonNull;

use copperhead_stencils::layout::object::{Header, Kind};
use copperhead_stencils::value::Value;

use super::collect::Marker;
use super::heap::Heap;
use super::limits::OutOfMemory;

/// A handle to a value that stays alive until the handle is given to [`Heap::release_root`]. Just dropping it keeps the
/// value alive as long as the heap: the handle does not know its heap.
///
/// A handle used with another heap, or after its heap, finds nothing, or some other root's value: never memory
/// that is not a root.
#[derive(Debug, PartialEq, Eq)]
#[must_use]
pub struct Root {
    slot: u32,
    generation: u32,
}

/// One place of the table.
#[derive(Clone, Copy)]
struct Slot {
    /// In use: the value. Free: the number of the next free slot, as a small integer.
    value: Value,
    /// Even: free. Grows by one whenever the slot is taken or released.
    generation: u32,
}

/// No slot. Numbers of slots have 31 bits at most: links are shifted by one and must fit a word.
const END: u32 = i32::MAX as u32;

/// The table of roots: a buffer in the heap.
#[derive(Debug)]
pub struct Roots {
    table: Option<NonNull<Header>>,
    capacity: u32,
    /// The first free slot.
    free: u32,
}

/// The link to the next free slot, as a value that marks nothing.
fn link(next: u32) -> Value {
    Value((next as usize) << 1)
}

impl Roots {
    pub const fn new() -> Roots {
        Roots { table: None, capacity: 0, free: END }
    }

    fn slot(&self, index: u32) -> Option<*mut Slot> {
        let slots = self.table?.as_ptr().wrapping_add(1).cast::<Slot>();
        if index < self.capacity { Some(slots.wrapping_add(index as usize)) } else { None }
    }

    /// The slot of a handle, if the handle is not stale.
    fn slot_of(&self, root: &Root) -> Option<*mut Slot> {
        let slot = self.slot(root.slot)?;
        // SAFETY: all slots below `capacity` are initialised.
        if unsafe { (*slot).generation } == root.generation && root.generation & 1 == 1 { Some(slot) } else { None }
    }
}

impl Heap {
    /// Keeps a value alive.
    ///
    /// # Errors
    /// No memory for the table of roots.
    pub fn root(&mut self, value: Value) -> Result<Root, OutOfMemory> {
        if self.roots.free == END {
            self.grow_roots()?;
        }
        let index = self.roots.free;
        let slot = self.roots.slot(index).ok_or(OutOfMemory::Region)?;
        // SAFETY: all slots below `capacity` are initialised, and a free one holds the link to the next.
        unsafe {
            self.roots.free = ((*slot).value.0 >> 1) as u32;
            let generation = (*slot).generation.wrapping_add(1);
            slot.write(Slot { value, generation });
            Ok(Root { slot: index, generation })
        }
    }

    fn grow_roots(&mut self) -> Result<(), OutOfMemory> {
        let old_capacity = self.roots.capacity;
        let slots = (old_capacity as usize).saturating_mul(2).max(15);
        let bytes = slots.saturating_mul(size_of::<Slot>()).saturating_add(size_of::<Header>());
        let table = self.allocate_anyway(Kind::Bytes8, bytes)?;
        let slots = self.cell_bytes(table).saturating_sub(size_of::<Header>()) / size_of::<Slot>();
        let slots = u32::try_from(slots).unwrap_or(END).min(END);
        if let Some(old) = self.roots.table {
            // SAFETY: the new table is longer than the old one; nobody else knows the old one.
            unsafe {
                table.add(1).cast::<Slot>().copy_from_nonoverlapping(old.add(1).cast(), old_capacity as usize);
                self.free(old);
            }
        }
        self.roots.table = Some(table);
        self.roots.capacity = slots;
        for index in (old_capacity..slots).rev() {
            if let Some(slot) = self.roots.slot(index) {
                // SAFETY: the slot lies in the new table.
                unsafe { slot.write(Slot { value: link(self.roots.free), generation: 0 }) };
                self.roots.free = index;
            }
        }
        Ok(())
    }

    /// The value of a root; `None` if the handle is not one of this heap's.
    pub fn root_value(&self, root: &Root) -> Option<Value> {
        // SAFETY: `slot_of` returns initialised slots.
        self.roots.slot_of(root).map(|slot| unsafe { (*slot).value })
    }

    /// Lets a root keep another value alive. False if the handle is not one of this heap's.
    pub fn set_root(&mut self, root: &Root, value: Value) -> bool {
        let Some(slot) = self.roots.slot_of(root) else { return false };
        // SAFETY: `slot_of` returns initialised slots.
        unsafe { (*slot).value = value };
        true
    }

    /// Ends a root; returns its value. `None` if the handle is not one of this heap's.
    pub fn release_root(&mut self, root: Root) -> Option<Value> {
        let slot = self.roots.slot_of(&root)?;
        // SAFETY: `slot_of` returns initialised slots.
        unsafe {
            let value = (*slot).value;
            slot.write(Slot { value: link(self.roots.free), generation: root.generation.wrapping_add(1) });
            self.roots.free = root.slot;
            Some(value)
        }
    }
}

impl Marker<'_> {
    /// Marks the table of roots and what the roots refer to.
    pub(super) fn mark_roots(&mut self) {
        let Some(table) = self.heap().roots.table else { return };
        self.mark_pointer(table.as_ptr());
        for index in 0..self.heap().roots.capacity {
            if let Some(slot) = self.heap().roots.slot(index) {
                // SAFETY: all slots below `capacity` are initialised.
                let Slot { value, generation } = unsafe { *slot };
                if generation & 1 == 1 {
                    self.mark_value(value);
                }
            }
        }
    }
}
