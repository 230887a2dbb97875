//! Cells out of the heap's holes, for instructions that make objects. A hole's cells hold anything: whoever takes one writes every word that the
//! collector may read of it before anything else can happen.

use crate::layout::container::{List, Tuple};
use crate::layout::instance::Shape;
use crate::layout::machine::{Cursor, Holes, Machine};
use crate::layout::object::{Header, Kind, Object};
use crate::operand::EXACT;
use crate::value::Value;

/// The heap's cells up to [`FINE_BYTES`] come in sizes of so many bytes and its multiples, a hole each.
pub const GRAIN_BYTES: usize = 16;
/// See there.
pub const FINE_BYTES: usize = 128;

/// The size of the cells for objects of up to [`FINE_BYTES`] bytes.
#[inline(always)]
pub const fn cell_bytes(bytes: usize) -> usize {
    bytes.wrapping_add(GRAIN_BYTES - 1) & !(GRAIN_BYTES - 1)
}

/// The hole for cells of a size, up to [`FINE_BYTES`] bytes.
///
/// # Safety
/// The machine is alive.
#[inline(always)]
pub unsafe fn hole(vm: *mut Machine, cell_bytes: usize) -> *mut Cursor {
    unsafe { (*Holes::of(vm)).cursors.as_mut_ptr().add((cell_bytes / GRAIN_BYTES).wrapping_sub(1)) }
}

/// A cell out of a hole, if it is not empty.
///
/// # Safety
/// The hole is one for cells of this size.
#[inline(always)]
pub unsafe fn take(hole: *mut Cursor, cell_bytes: usize) -> Option<*mut u8> {
    unsafe {
        let cell = (*hole).next;
        if cell == (*hole).limit {
            return None;
        }
        (*hole).next = cell.byte_add(cell_bytes);
        Some(cell)
    }
}

/// A cell for so many bytes, [`FINE_BYTES`] at most, if its hole is not empty.
///
/// # Safety
/// The machine is alive.
#[inline(always)]
pub unsafe fn fine_cell(vm: *mut Machine, bytes: usize) -> Option<*mut u8> {
    let bytes = cell_bytes(bytes);
    unsafe { take(hole(vm, bytes), bytes) }
}

/// The header of a new cell.
///
/// # Safety
/// The machine is alive.
#[inline(always)]
pub unsafe fn header(vm: *mut Machine, kind: Kind, flags: u16, extra: u32) -> Header {
    Header { kind, mark: unsafe { (*Holes::of(vm)).epoch }, flags, extra }
}

/// A new object of a built-in class, if there is a cell for it; the rest of it is the caller's to write.
///
/// # Safety
/// The machine is alive; the object has at most [`FINE_BYTES`] bytes, and its class this shape.
#[inline(always)]
pub unsafe fn object<T>(vm: *mut Machine, kind: Kind, flags: u16, shape: *mut Shape) -> Option<*mut T> {
    unsafe {
        let bytes = cell_bytes(size_of::<T>());
        let object: *mut Object = take(hole(vm, bytes), bytes)?.cast();
        *object = Object { header: header(vm, kind, flags, 0), shape };
        Some(object.cast())
    }
}

/// A new tuple of so many items, if there is a cell for it; the items are the caller's to write. None, too, for none, since the empty tuple is there
/// already, and for more than a small cell holds.
///
/// # Safety
/// The machine is alive.
#[inline(always)]
pub unsafe fn tuple(vm: *mut Machine, count: usize) -> Option<*mut Tuple> {
    if count.wrapping_sub(1) >= (FINE_BYTES - Tuple::ITEMS) / size_of::<Value>() {
        return None;
    }
    unsafe {
        let new: *mut Tuple = fine_cell(vm, Tuple::ITEMS.wrapping_add(count * size_of::<Value>()))?.cast();
        (*new).object = Object { header: header(vm, Kind::Tuple, EXACT, 0), shape: (*vm).tuple_shape };
        (*new).length = count;
        (*new).slots = core::ptr::null_mut();
        Some(new)
    }
}

/// Lists with more items are the helper's: the buffer for those of one is a small cell.
pub const LIST_ITEMS: usize = (FINE_BYTES - size_of::<Header>()) / size_of::<Value>();

/// A new list of so many items, [`LIST_ITEMS`] at most, if there are cells for it; the items are the caller's to write.
///
/// # Safety
/// The machine is alive, and has the shape of lists.
#[inline(always)]
pub unsafe fn list(vm: *mut Machine, count: usize) -> Option<*mut List> {
    unsafe {
        let mut items: *mut Value = core::ptr::null_mut();
        let new = object::<List>(vm, Kind::List, EXACT, (*vm).list_shape)?;
        if count != 0 {
            let bytes = cell_bytes(count.wrapping_mul(size_of::<Value>()).wrapping_add(size_of::<Header>()));
            let Some(buffer) = take(hole(vm, bytes), bytes) else {
                // The cell for the list goes back to where it came from.
                (*hole(vm, const { cell_bytes(size_of::<List>()) })).next = new.cast();
                return None;
            };
            *buffer.cast::<Header>() = header(vm, Kind::Values, 0, 0);
            items = buffer.byte_add(size_of::<Header>()).cast();
            // The collector looks at all of the buffer.
            let (mut rest, end) = (items.add(count), buffer.byte_add(bytes).cast::<Value>());
            while rest != end {
                rest.write_volatile(Value(0));
                rest = rest.add(1);
                few_rounds();
            }
        }
        (*new).length = count;
        (*new).items = items;
        (*new).capacity = count;
        (*new).slots = core::ptr::null_mut();
        Some(new)
    }
}

/// Stands in loops of few rounds: LLVM does not make longer ones of them, whose beginnings and ends would take more than they save.
#[inline(always)]
pub fn few_rounds() {
    // SAFETY: no instruction at all.
    #[cfg(any(copperhead_form = "stencil", copperhead_form = "interpreter"))]
    unsafe {
        core::arch::asm!("", options(nomem, nostack, preserves_flags))
    };
}

/// Copies values, two in a round. Volatile, lest LLVM make it a call of `memcpy`.
///
/// # Safety
/// There are so many at both places; `step` is how far one lies behind the other at the first.
#[inline(always)]
pub unsafe fn copy(from: *const Value, step: isize, to: *mut Value, count: usize) {
    let (mut from, mut to, end) = (from, to, to.wrapping_add(count & !1));
    unsafe {
        while to != end {
            to.write_volatile(from.read_volatile());
            to.add(1).write_volatile(from.wrapping_offset(step).read_volatile());
            (from, to) = (from.wrapping_offset(step).wrapping_offset(step), to.add(2));
            few_rounds();
        }
        if count & 1 != 0 {
            to.write_volatile(from.read_volatile());
        }
    }
}
