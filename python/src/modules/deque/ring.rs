//! The ring of a deque: where its values lie, how they come and go.

use copperhead_stencils::layout::object::Kind;
use copperhead_stencils::value::Value;

use crate::context::Context;
use crate::error::Result;
use crate::objects::access::is;
use crate::objects::class_list::ClassId;
use crate::objects::layout::Class;
use crate::objects::record::{field, fields, set_field};
use crate::objects::shape::shape_of;
use crate::objects::table::BUFFER_DATA;
use crate::objects::text::Display;
use crate::objects::{operations, sequence};

/// The ring: a value that points to a buffer's cell, UNDEFINED while there is none.
pub(super) const RING: usize = 0;
/// How many values the ring has room for: 0 or a power of two.
pub(super) const ROOM: usize = 1;
/// Where in the ring the first value lies.
pub(super) const FIRST: usize = 2;
/// How many values there are.
pub(super) const LENGTH: usize = 3;
/// How many there may be at the most; None if there is no bound.
pub(super) const BOUND: usize = 4;
/// Counts the changes that iterators must not miss.
pub(super) const STATE: usize = 5;

/// A field of a deque or of an iterator that is a number.
#[inline(always)]
pub(super) fn number(record: Value, place: usize) -> usize {
    // SAFETY: deques have six fields and iterators four; the places above are theirs.
    unsafe { (*fields(record).add(place)).as_int() as usize }
}

/// Writes such a field; the number is below half a word.
#[inline(always)]
pub(super) fn set_number(record: Value, place: usize, number: usize) {
    // SAFETY: as above.
    unsafe { *fields(record).add(place) = Value(number.wrapping_shl(1)) }
}

/// The length of a deque of the class itself, whose `__len__` is known.
pub(crate) fn exact_length(record: Value) -> Option<usize> {
    let shape = shape_of(record);
    // SAFETY: the shape of a live object is alive, and so is its class.
    let class = unsafe { (*shape).class }.as_pointer::<Class>();
    // SAFETY: as above.
    if unsafe { (*class).id } == ClassId::Deque as u16 { Some(length(record)) } else { None }
}

#[inline(always)]
pub(super) fn length(deque: Value) -> usize {
    number(deque, LENGTH)
}

/// The bound; the largest number if there is none.
#[inline(always)]
pub(super) fn bound(deque: Value) -> usize {
    if field(deque, BOUND) == Value::NONE { usize::MAX } else { number(deque, BOUND) }
}

/// Notes a change.
#[inline(always)]
pub(super) fn touch(deque: Value) {
    set_number(deque, STATE, number(deque, STATE).wrapping_add(1) & (Value::MAX_SMALL as usize));
}

/// Where in the ring the value with an index below the length lies.
#[inline(always)]
pub(super) fn place(deque: Value, index: usize) -> Option<*mut Value> {
    let ring = field(deque, RING);
    if index >= length(deque) || !ring.is_pointer() {
        return None;
    }
    let place = number(deque, FIRST).wrapping_add(index) & number(deque, ROOM).wrapping_sub(1);
    Some(ring.as_pointer::<u8>().wrapping_add(BUFFER_DATA).cast::<Value>().wrapping_add(place))
}

/// The value at an index.
#[inline(always)]
pub(super) fn item(deque: Value, index: usize) -> Option<Value> {
    // SAFETY: the place lies in the ring.
    place(deque, index).map(|place| unsafe { *place })
}

#[inline(always)]
pub(super) fn set_item(deque: Value, index: usize, value: Value) {
    if let Some(place) = place(deque, index) {
        // SAFETY: as above.
        unsafe { *place = value }
    }
}

/// Whether a value is a deque.
pub(super) fn is_deque(context: &mut Context, value: Value) -> Result<bool> {
    if !is(value, Kind::Record) {
        return Ok(false);
    }
    let class = context.late_class(ClassId::Deque)?;
    Ok(context.is_subclass(context.class_of(value), class))
}

impl Context {
    /// Makes room for one more value.
    #[cold]
    pub(super) fn deque_grow(&mut self, deque: Value) -> Result<()> {
        let room = number(deque, ROOM).saturating_mul(2).max(8);
        let fresh = self.new_value_buffer(room)?;
        let count = length(deque);
        for index in 0..count {
            // SAFETY: the fresh ring is larger.
            unsafe { *fresh.add(index) = item(deque, index).unwrap_or(Value::NONE) };
        }
        set_field(deque, RING, Value::from_pointer(fresh.wrapping_byte_sub(BUFFER_DATA)));
        set_number(deque, ROOM, room);
        set_number(deque, FIRST, 0);
        Ok(())
    }

    /// Appends on the right; what goes beyond the bound is dropped on the left.
    pub(super) fn deque_append(&mut self, deque: Value, value: Value) -> Result<()> {
        let count = length(deque);
        if count >= number(deque, ROOM) {
            self.deque_grow(deque)?;
        }
        set_number(deque, LENGTH, count.wrapping_add(1));
        set_item(deque, count, value);
        touch(deque);
        if count >= bound(deque) {
            pop_first(deque);
        }
        Ok(())
    }

    /// Appends on the left; what goes beyond the bound is dropped on the right.
    pub(super) fn deque_append_left(&mut self, deque: Value, value: Value) -> Result<()> {
        let count = length(deque);
        if count >= number(deque, ROOM) {
            self.deque_grow(deque)?;
        }
        set_number(deque, FIRST, number(deque, FIRST).wrapping_sub(1) & number(deque, ROOM).wrapping_sub(1));
        set_number(deque, LENGTH, count.wrapping_add(1));
        set_item(deque, 0, value);
        touch(deque);
        if count >= bound(deque) {
            pop_last(deque);
        }
        Ok(())
    }

    pub(super) fn deque_extend(&mut self, deque: Value, iterable: Value) -> Result<()> {
        // A deque may be extended by itself.
        let iterable = if iterable == deque { self.list_from(iterable)? } else { iterable };
        operations::for_each(self, iterable, |context, value| {
            context.deque_append(deque, value)?;
            Ok(true)
        })
    }

    /// An empty deque.
    pub(super) fn empty_deque(&mut self, class: Value) -> Result<Value> {
        let deque = self.new_record_of(ClassId::Deque, class, 6)?;
        for place in [ROOM, FIRST, LENGTH, STATE] {
            set_number(deque, place, 0);
        }
        set_field(deque, BOUND, Value::NONE);
        Ok(deque)
    }

    pub(super) fn complain_deque_range(&mut self) -> crate::error::Raised {
        self.raise(ClassId::IndexError, format_args!("deque index out of range"))
    }

    /// A deque of the same class and bound with the same values, as `copy` makes it.
    pub(super) fn deque_copy(&mut self, deque: Value) -> Result<Value> {
        let class = self.class_of(deque);
        if class == self.late_class(ClassId::Deque)? {
            let copy = self.empty_deque(Value::from_pointer(class))?;
            set_field(copy, BOUND, field(deque, BOUND));
            for index in 0..length(deque) {
                let Some(value) = item(deque, index) else { break };
                self.deque_append(copy, value)?;
            }
            return Ok(copy);
        }
        let bound = field(deque, BOUND);
        let copy = if bound == Value::NONE {
            self.call(Value::from_pointer(class), &[deque])?
        } else {
            self.call(Value::from_pointer(class), &[deque, bound])?
        };
        if !is_deque(self, copy)? {
            let (wanted, given) = (self.class_name(class), self.class_name_of(copy));
            return Err(self.raise(ClassId::TypeError, format_args!("{}() must return a deque, not {}", Display(wanted), Display(given))));
        }
        Ok(copy)
    }

    /// The index of the value in a deque that is equal to another, between bounds.
    pub(super) fn deque_find(&mut self, deque: Value, wanted: Value, start: usize, stop: usize, error: ClassId) -> Result<Option<usize>> {
        let state = field(deque, STATE);
        let mut index = start;
        while index < stop
            && let Some(candidate) = item(deque, index)
        {
            let equal = sequence::quick_equal(self, candidate, wanted)?;
            if field(deque, STATE) != state {
                return Err(self.raise(error, format_args!("deque mutated during iteration")));
            }
            if equal {
                return Ok(Some(index));
            }
            index = index.wrapping_add(1);
            self.poll_native()?;
        }
        Ok(None)
    }
}

/// Takes the first value.
pub(super) fn pop_first(deque: Value) -> Option<Value> {
    let value = item(deque, 0)?;
    set_item(deque, 0, Value(0));
    set_number(deque, FIRST, number(deque, FIRST).wrapping_add(1) & number(deque, ROOM).wrapping_sub(1));
    set_number(deque, LENGTH, length(deque).saturating_sub(1));
    touch(deque);
    Some(value)
}

/// Takes the last value.
pub(super) fn pop_last(deque: Value) -> Option<Value> {
    let last = length(deque).checked_sub(1)?;
    let value = item(deque, last)?;
    set_item(deque, last, Value(0));
    set_number(deque, LENGTH, last);
    touch(deque);
    Some(value)
}

/// Takes everything out.
pub(super) fn empty(deque: Value) {
    set_field(deque, RING, Value::UNDEFINED);
    for place in [ROOM, FIRST, LENGTH] {
        set_number(deque, place, 0);
    }
    touch(deque);
}

/// Turns the ring by so many places to the right.
pub(super) fn turn(deque: Value, steps: isize) {
    let count = length(deque);
    if count < 2 {
        return;
    }
    let steps = steps.rem_euclid(count as isize) as usize;
    // The shorter way; a full ring turns without moving anything.
    if steps <= count / 2 {
        for _ in 0..steps {
            let last = count.saturating_sub(1);
            let value = item(deque, last).unwrap_or(Value::NONE);
            set_item(deque, last, Value(0));
            set_number(deque, FIRST, number(deque, FIRST).wrapping_sub(1) & number(deque, ROOM).wrapping_sub(1));
            set_item(deque, 0, value);
        }
    } else {
        for _ in 0..count.saturating_sub(steps) {
            let value = item(deque, 0).unwrap_or(Value::NONE);
            set_item(deque, 0, Value(0));
            set_number(deque, FIRST, number(deque, FIRST).wrapping_add(1) & number(deque, ROOM).wrapping_sub(1));
            set_item(deque, count.saturating_sub(1), value);
        }
    }
    touch(deque);
}

/// Takes the value at an index out.
pub(super) fn remove_at(deque: Value, index: usize) {
    for next in index..length(deque).saturating_sub(1) {
        let value = item(deque, next.wrapping_add(1)).unwrap_or(Value::NONE);
        set_item(deque, next, value);
    }
    pop_last(deque);
}
