//! Slices of lists, whose bounds are small integers or None.

use crate::definition::{Flow, Form, State};
use crate::layout::container::List;
use crate::layout::object::{Header, Kind};
use crate::operand::{EXACT, ExactList};
use crate::ops::allocate::{FINE_BYTES, cell_bytes, copy, few_rounds, header, hole, object, take};
use crate::value::Value;

/// The instructions that are defined here.
macro_rules! bytecodes {
    ($($so_far:tt)*) => {
        $crate::list::join! { $($so_far)* {
            /// a = b[c : the slot behind c : the slot behind that].
            LoadSlice [] (Write, Read, Base) |s| slice::load::<F>(s)
                => general::general::<F>(s);
            /// a[b : the slot behind b : the slot behind that] = c.
            StoreSlice [] (Read, Base, Read) |s| slice::store::<F>(s)
                => general::effect::<F>(s);
        } }
    };
}
pub(crate) use bytecodes;

/// Longer slices are the helper's: the buffer for one of these is a small cell.
const MOST: usize = (FINE_BYTES - size_of::<Header>()) / size_of::<Value>();

const FORWARDS: Value = Value::from_i32_small(1);
const BACKWARDS: Value = Value::from_i32_small(-1);

/// Where a bound lies in a list of a length. Backwards, a place is counted from one (`extra`): none is before the first.
#[inline(always)]
fn bound(value: Value, otherwise: usize, extra: isize, length: usize) -> Option<usize> {
    if !value.is_int() {
        return if value == Value::NONE { Some(otherwise) } else { None };
    }
    let mut place = value.as_int().wrapping_add(extra);
    if value.as_int() < 0 {
        place = place.wrapping_add(length as isize);
        if place < 0 {
            return Some(0);
        }
    }
    Some(if (place as usize) < length { place as usize } else { length })
}

/// The bounds of a slice forwards: its first place and how many there are.
#[inline(always)]
unsafe fn forwards(bounds: *mut Value, length: usize) -> Option<(usize, usize)> {
    unsafe {
        let (first, end) = (bound(*bounds, 0, 0, length)?, bound(*bounds.add(1), length, 0, length)?);
        Some((first, if end > first { end.wrapping_sub(first) } else { 0 }))
    }
}

/// a = b[c : the slot behind c : the slot behind that], for a list.
#[inline(always)]
pub unsafe fn load<F: Form>(s: State) -> Flow {
    unsafe {
        let Some(ExactList(list)) = F::operand::<1, ExactList>(&s) else { return Flow::Slow };
        let bounds = F::slot::<2>(&s);
        let (length, stride) = ((*list).length, *bounds.add(2));
        let (first, step, count);
        if stride == Value::NONE || stride == FORWARDS {
            let Some(found) = forwards(bounds, length) else { return Flow::Slow };
            ((first, count), step) = (found, 1);
        } else if stride == BACKWARDS {
            let (Some(start), Some(end)) = (bound(*bounds, length, 1, length), bound(*bounds.add(1), 0, 1, length)) else {
                return Flow::Slow;
            };
            (first, step) = (start.wrapping_sub(1), -1);
            count = if start > end { start.wrapping_sub(end) } else { 0 };
        } else {
            return Flow::Slow;
        }
        if count > MOST {
            return Flow::Slow;
        }
        let own_bytes = const { cell_bytes(size_of::<List>()) };
        let own_hole = hole(s.vm, own_bytes);
        let Some(new) = object::<List>(s.vm, Kind::List, EXACT, (*s.vm).list_shape) else { return Flow::Slow };
        let mut items: *mut Value = core::ptr::null_mut();
        if count != 0 {
            let bytes = cell_bytes(count.wrapping_mul(size_of::<Value>()).wrapping_add(size_of::<Header>()));
            let Some(buffer) = take(hole(s.vm, bytes), bytes) else {
                // The cell for the list goes back to where it came from.
                (*own_hole).next = new.cast();
                return Flow::Slow;
            };
            *buffer.cast::<Header>() = header(s.vm, Kind::Values, 0, 0);
            items = buffer.byte_add(size_of::<Header>()).cast();
            copy((*list).items.wrapping_add(first), step, items, count);
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
        F::write::<0>(&s, Value::from_pointer(new));
        Flow::Next
    }
}

/// a[b : the slot behind b : the slot behind that] = c, for a list, and another of as many items as it replaces.
#[inline(always)]
pub unsafe fn store<F: Form>(s: State) -> Flow {
    unsafe {
        let (Some(ExactList(list)), Some(ExactList(source))) = (F::operand::<0, ExactList>(&s), F::operand::<2, ExactList>(&s)) else {
            return Flow::Slow;
        };
        let bounds = F::slot::<1>(&s);
        let step = *bounds.add(2);
        if step != Value::NONE && step != FORWARDS || list == source {
            return Flow::Slow;
        }
        match forwards(bounds, (*list).length) {
            Some((first, count)) if count == (*source).length && count <= MOST => {
                copy((*source).items, 1, (*list).items.wrapping_add(first), count);
                Flow::Next
            }
            _ => Flow::Slow,
        }
    }
}
