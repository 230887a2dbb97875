//! Slices of lists, whose bounds are small integers or None.

use crate::definition::{Flow, Form, State};
use crate::operand::{ExactList, Operand};
use crate::ops::allocate::{self, LIST_ITEMS, copy, few_rounds};
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
            /// The same as `LoadSlice`, for `StoreSliceLazy`, which is next but for constants and variables that are read. b is the slot behind
            /// the three bounds. If it holds a list, a = UNPACKED: there need not be another in between.
            LoadSliceLazy [] (Write, Read, Base) |s| slice::load_lazily::<F>(s)
                => general::general::<F>(s), [LoadSlice];
            /// The same as `StoreSlice`; if c is UNPACKED, the slice of which `LoadSliceLazy` told, in the four slots behind the three bounds.
            StoreSliceLazy [] (Read, Base, Read) |s| slice::store_lazily::<F>(s)
                => general::effect::<F>(s), [StoreSlice];
        } }
    };
}
pub(crate) use bytecodes;

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

/// Whether a value can be the bound of a slice of a list without further ado.
#[inline(always)]
fn is_bound(value: Value) -> bool {
    value.is_int() || value == Value::NONE
}

/// The bounds of a slice forwards: its first place and how many there are.
#[inline(always)]
unsafe fn forwards(bounds: *mut Value, length: usize) -> Option<(usize, usize)> {
    unsafe {
        let (first, end) = (bound(*bounds, 0, 0, length)?, bound(*bounds.add(1), length, 0, length)?);
        Some((first, if end > first { end.wrapping_sub(first) } else { 0 }))
    }
}

/// The bounds of a slice backwards: the place behind its first and how many there are.
#[inline(always)]
unsafe fn backwards(bounds: *mut Value, length: usize) -> Option<(usize, usize)> {
    unsafe {
        let (first, end) = (bound(*bounds, length, 1, length)?, bound(*bounds.add(1), 0, 1, length)?);
        Some((first, if first > end { first.wrapping_sub(end) } else { 0 }))
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
            let Some((behind, found)) = backwards(bounds, length) else { return Flow::Slow };
            (first, count, step) = (behind.wrapping_sub(1), found, -1);
        } else {
            return Flow::Slow;
        }
        if count > LIST_ITEMS {
            return Flow::Slow;
        }
        let Some(new) = allocate::list(s.vm, count) else { return Flow::Slow };
        copy((*list).items.wrapping_add(first), step, (*new).items, count);
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
            Some((first, count)) if count == (*source).length && count <= LIST_ITEMS => {
                copy((*source).items, 1, (*list).items.wrapping_add(first), count);
                Flow::Next
            }
            _ => Flow::Slow,
        }
    }
}

/// a = UNPACKED, if b is a list and these are bounds of slices of one.
#[inline(always)]
pub unsafe fn load_lazily<F: Form>(s: State) -> Flow {
    unsafe {
        if F::operand::<1, ExactList>(&s).is_none() {
            return Flow::Slow;
        }
        let bounds = F::slot::<2>(&s);
        if !is_bound(*bounds) || !is_bound(*bounds.add(1)) {
            return Flow::Slow;
        }
        let step = *bounds.add(2);
        if step != Value::NONE && step != BACKWARDS {
            return Flow::Slow;
        }
        F::give(&s, Value::UNPACKED)
    }
}

/// a[b : the slot behind b] = the slice of a list in the slots behind the third, of as many items as it replaces.
#[inline(always)]
pub unsafe fn store_lazily<F: Form>(s: State) -> Flow {
    unsafe {
        if F::read::<2>(&s) != Value::UNPACKED {
            return Flow::Slow;
        }
        let Some(ExactList(list)) = F::operand::<0, ExactList>(&s) else { return Flow::Slow };
        let bounds = F::slot::<1>(&s);
        if *bounds.add(2) != Value::NONE {
            return Flow::Slow;
        }
        let Some((first, count)) = forwards(bounds, (*list).length) else { return Flow::Slow };
        if count > MOST_MOVED {
            return Flow::Slow;
        }
        let (own, other) = (F::read::<0>(&s), *bounds.add(6));
        let source = if own == other {
            list
        } else {
            let Some(ExactList(source)) = ExactList::guard(s.vm, other) else { return Flow::Slow };
            source
        };
        let (to, from, length) = ((*list).items.wrapping_add(first), (*source).items, (*source).length);
        if *bounds.add(5) == BACKWARDS {
            let Some((behind, found)) = backwards(bounds.add(3), length) else { return Flow::Slow };
            if found != count {
                return Flow::Slow;
            }
            if own == other {
                // Other places of the same list would be read when they are written already.
                if behind != first.wrapping_add(count) {
                    return Flow::Slow;
                }
                reverse(to, count);
            } else {
                copy(from.wrapping_add(behind).wrapping_sub(1), -1, to, count);
            }
            return Flow::Next;
        }
        match forwards(bounds.add(3), length) {
            Some((place, found)) if found == count && (own != other || first <= place) => {
                copy(from.wrapping_add(place), 1, to, count);
                Flow::Next
            }
            _ => Flow::Slow,
        }
    }
}

/// More items are the helper's to move.
const MOST_MOVED: usize = 64;

/// Turns the order of values round. Volatile, lest LLVM make long loops for many values of it.
///
/// # Safety
/// There are so many.
#[inline(always)]
unsafe fn reverse(first: *mut Value, count: usize) {
    // An empty list has its items nowhere: places are not compared.
    let (mut low, mut high, mut left) = (first, first.wrapping_add(count), count);
    unsafe {
        while left > 1 {
            high = high.wrapping_sub(1);
            let (value, other) = (low.read_volatile(), high.read_volatile());
            high.write_volatile(value);
            low.write_volatile(other);
            low = low.add(1);
            left = left.wrapping_sub(2);
            few_rounds();
        }
    }
}
