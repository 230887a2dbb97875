//! `collections.deque`: a ring of values that grows at both ends, and its iterators.

use copperhead_stencils::layout::object::Kind;
use copperhead_stencils::operation::Comparison;
use copperhead_stencils::value::Value;

use crate::context::Context;
use crate::error::Result;
use crate::modules::bind::{Signature, small};
use crate::modules::itertools::iterator as iterator_methods;
use crate::objects::access::{as_class, is};
use crate::objects::class_list::ClassId;
use crate::objects::layout::Class;
use crate::objects::native::{Arguments, Attribute, Method};
use crate::objects::record::{field, fields, set_field};
use crate::objects::shape::shape_of;
use crate::objects::table::BUFFER_DATA;
use crate::objects::text::Display;
use crate::objects::{operations, sequence};

/// The ring: a value that points to a buffer's cell, UNDEFINED while there is none.
const RING: usize = 0;
/// How many values the ring has room for: 0 or a power of two.
const ROOM: usize = 1;
/// Where in the ring the first value lies.
const FIRST: usize = 2;
/// How many values there are.
const LENGTH: usize = 3;
/// How many there may be at the most; None if there is no bound.
const BOUND: usize = 4;
/// Counts the changes that iterators must not miss.
const STATE: usize = 5;

/// Iterators: the deque, how many values are still to come, the place of the next, the deque's state.
const DEQUE: usize = 0;
const LEFT: usize = 1;
const PLACE: usize = 2;
const SEEN: usize = 3;

/// A field of a deque or of an iterator that is a number.
#[inline(always)]
fn number(record: Value, place: usize) -> usize {
    // SAFETY: deques have six fields and iterators four; the places above are theirs.
    unsafe { (*fields(record).add(place)).as_int() as usize }
}

/// Writes such a field; the number is below half a word.
#[inline(always)]
fn set_number(record: Value, place: usize, number: usize) {
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
fn length(deque: Value) -> usize {
    number(deque, LENGTH)
}

/// The bound; the largest number if there is none.
#[inline(always)]
fn bound(deque: Value) -> usize {
    if field(deque, BOUND) == Value::NONE { usize::MAX } else { number(deque, BOUND) }
}

/// Notes a change.
#[inline(always)]
fn touch(deque: Value) {
    set_number(deque, STATE, number(deque, STATE).wrapping_add(1) & (Value::MAX_SMALL as usize));
}

/// Where in the ring the value with an index below the length lies.
#[inline(always)]
fn place(deque: Value, index: usize) -> Option<*mut Value> {
    let ring = field(deque, RING);
    if index >= length(deque) || !ring.is_pointer() {
        return None;
    }
    let place = number(deque, FIRST).wrapping_add(index) & number(deque, ROOM).wrapping_sub(1);
    Some(ring.as_pointer::<u8>().wrapping_add(BUFFER_DATA).cast::<Value>().wrapping_add(place))
}

/// The value at an index.
#[inline(always)]
fn item(deque: Value, index: usize) -> Option<Value> {
    // SAFETY: the place lies in the ring.
    place(deque, index).map(|place| unsafe { *place })
}

#[inline(always)]
fn set_item(deque: Value, index: usize, value: Value) {
    if let Some(place) = place(deque, index) {
        // SAFETY: as above.
        unsafe { *place = value }
    }
}

/// Whether a value is a deque.
fn is_deque(context: &mut Context, value: Value) -> Result<bool> {
    if !is(value, Kind::Record) {
        return Ok(false);
    }
    let class = context.late_class(ClassId::Deque)?;
    Ok(context.is_subclass(context.class_of(value), class))
}

impl Context {
    /// Makes room for one more value.
    #[cold]
    fn deque_grow(&mut self, deque: Value) -> Result<()> {
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
    fn deque_append(&mut self, deque: Value, value: Value) -> Result<()> {
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
    fn deque_append_left(&mut self, deque: Value, value: Value) -> Result<()> {
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

    fn deque_extend(&mut self, deque: Value, iterable: Value) -> Result<()> {
        // A deque may be extended by itself.
        let iterable = if iterable == deque { self.list_from(iterable)? } else { iterable };
        operations::for_each(self, iterable, |context, value| {
            context.deque_append(deque, value)?;
            Ok(true)
        })
    }

    /// An empty deque.
    fn empty_deque(&mut self, class: Value) -> Result<Value> {
        let deque = self.new_record_of(ClassId::Deque, class, 6)?;
        for place in [ROOM, FIRST, LENGTH, STATE] {
            set_number(deque, place, 0);
        }
        set_field(deque, BOUND, Value::NONE);
        Ok(deque)
    }

    fn complain_deque_range(&mut self) -> crate::error::Raised {
        self.raise(ClassId::IndexError, format_args!("deque index out of range"))
    }

    /// A deque of the same class and bound with the same values, as `copy` makes it.
    fn deque_copy(&mut self, deque: Value) -> Result<Value> {
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
    fn deque_find(&mut self, deque: Value, wanted: Value, start: usize, stop: usize, error: ClassId) -> Result<Option<usize>> {
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
fn pop_first(deque: Value) -> Option<Value> {
    let value = item(deque, 0)?;
    set_item(deque, 0, Value(0));
    set_number(deque, FIRST, number(deque, FIRST).wrapping_add(1) & number(deque, ROOM).wrapping_sub(1));
    set_number(deque, LENGTH, length(deque).saturating_sub(1));
    touch(deque);
    Some(value)
}

/// Takes the last value.
fn pop_last(deque: Value) -> Option<Value> {
    let last = length(deque).checked_sub(1)?;
    let value = item(deque, last)?;
    set_item(deque, last, Value(0));
    set_number(deque, LENGTH, last);
    touch(deque);
    Some(value)
}

/// Takes everything out.
fn empty(deque: Value) {
    set_field(deque, RING, Value::UNDEFINED);
    for place in [ROOM, FIRST, LENGTH] {
        set_number(deque, place, 0);
    }
    touch(deque);
}

/// Turns the ring by so many places to the right.
fn turn(deque: Value, steps: isize) {
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
fn remove_at(deque: Value, index: usize) {
    for next in index..length(deque).saturating_sub(1) {
        let value = item(deque, next.wrapping_add(1)).unwrap_or(Value::NONE);
        set_item(deque, next, value);
    }
    pop_last(deque);
}

fn new(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    context.empty_deque(arguments.get(0))
}

static SIGNATURE: Signature = Signature { name: "deque", parameters: &["iterable", "maxlen"], required: 0, positional: 2 };

fn init(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let [iterable, most] = context.bind_raw(arguments, &SIGNATURE)?;
    let deque = arguments.get(0);
    let most = match Context::or_none(most) {
        Value::NONE => Value::NONE,
        most => {
            if !sequence::has_index(context, most)? || !crate::objects::integer::is_integer(most) {
                return Err(context.raise(ClassId::TypeError, format_args!("an integer is required")));
            }
            match usize::try_from(operations::as_isize(context, most)?) {
                Ok(most) => small(most),
                Err(_) => return Err(context.raise(ClassId::ValueError, format_args!("maxlen must be non-negative"))),
            }
        }
    };
    set_field(deque, BOUND, most);
    if length(deque) != 0 {
        empty(deque);
    }
    if iterable != Value::UNDEFINED {
        context.deque_extend(deque, iterable)?;
    }
    Ok(Value::NONE)
}

fn repr(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let deque = arguments.get(0);
    if !context.enter_repr(deque)? {
        return context.new_str("[...]");
    }
    let written = written(context, deque);
    context.leave_repr();
    written
}

fn written(context: &mut Context, deque: Value) -> Result<Value> {
    let list = context.list_from(deque)?;
    let list = operations::repr(context, list)?;
    let name = context.short_class_name(deque);
    match field(deque, BOUND) {
        Value::NONE => context.format(format_args!("{}({})", Display(name), Display(list))),
        _ => context.format(format_args!("{}({}, maxlen={})", Display(name), Display(list), number(deque, BOUND))),
    }
}

fn compare(context: &mut Context, arguments: &Arguments, comparison: Comparison) -> Result<Value> {
    let (a, b) = (arguments.get(0), arguments.get(1));
    if !is_deque(context, b)? {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    if a == b {
        return Ok(Value::from_bool(sequence::holds(comparison, core::cmp::Ordering::Equal)));
    }
    match comparison {
        Comparison::Equal if length(a) != length(b) => return Ok(Value::FALSE),
        Comparison::NotEqual if length(a) != length(b) => return Ok(Value::TRUE),
        _ => {}
    }
    context.check_depth(" in comparison")?;
    let (walk_a, walk_b) = (new_iterator(context, a, false)?, new_iterator(context, b, false)?);
    loop {
        let (left, right) = (next_of_iterator(context, walk_a)?, next_of_iterator(context, walk_b)?);
        context.poll_native()?;
        let order = match (left, right) {
            (Some(left), Some(right)) => {
                if sequence::quick_equal(context, left, right)? {
                    continue;
                }
                return match comparison {
                    Comparison::Equal => Ok(Value::FALSE),
                    Comparison::NotEqual => Ok(Value::TRUE),
                    _ => operations::rich_compare(context, comparison, left, right),
                };
            }
            (Some(_), None) => core::cmp::Ordering::Greater,
            (None, Some(_)) => core::cmp::Ordering::Less,
            (None, None) => core::cmp::Ordering::Equal,
        };
        return Ok(Value::from_bool(sequence::holds(comparison, order)));
    }
}

/// The index that a subscript means.
fn subscript(context: &mut Context, deque: Value, key: Value) -> Result<usize> {
    if !sequence::has_index(context, key)? {
        let name = context.class_name_of(key);
        return Err(context.raise(ClassId::TypeError, format_args!("sequence index must be integer, not '{}'", Display(name))));
    }
    let index = sequence::subscript_index(context, key)?.unwrap_or(isize::MAX);
    match sequence::place(index, length(deque)) {
        Some(index) => Ok(index),
        None => Err(context.complain_deque_range()),
    }
}

fn get_item(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let index = subscript(context, arguments.get(0), arguments.get(1))?;
    match item(arguments.get(0), index) {
        Some(value) => Ok(value),
        None => Err(context.complain_deque_range()),
    }
}

fn store_item(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let index = subscript(context, arguments.get(0), arguments.get(1))?;
    set_item(arguments.get(0), index, arguments.get(2));
    Ok(Value::NONE)
}

fn delete_item(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let index = subscript(context, arguments.get(0), arguments.get(1))?;
    remove_at(arguments.get(0), index);
    Ok(Value::NONE)
}

fn contains(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let found = context.deque_find(arguments.get(0), arguments.get(1), 0, usize::MAX, ClassId::RuntimeError)?;
    Ok(Value::from_bool(found.is_some()))
}

fn concatenate(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    if !is_deque(context, arguments.get(1))? {
        return Err(sequence::refuse_concatenation(context, "deque", arguments.get(1)));
    }
    let copy = context.deque_copy(arguments.get(0))?;
    context.deque_extend(copy, arguments.get(1))?;
    Ok(copy)
}

/// Repeats the values in place.
fn repeat(context: &mut Context, deque: Value, times: usize) -> Result<()> {
    let count = length(deque);
    if times == 0 {
        empty(deque);
        return Ok(());
    }
    // Of a bounded deque only the last values stay: what comes before them need not be added.
    let most = bound(deque).max(count);
    let enough = most.checked_div(count).unwrap_or(0).saturating_add(2);
    let Some(total) = count.checked_mul(times.min(enough)).filter(|&total| total <= isize::MAX as usize / size_of::<Value>()) else {
        return Err(context.raise_memory());
    };
    let values = context.list_from(deque)?;
    for index in total.saturating_sub(most).max(count)..total {
        let value = sequence::item(values, index % count.max(1)).unwrap_or(Value::NONE);
        context.deque_append(deque, value)?;
        context.poll_native()?;
    }
    Ok(())
}

fn multiply(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let Some(times) = sequence::repetitions(context, arguments.get(1))? else { return Ok(Value::NOT_IMPLEMENTED) };
    let copy = context.deque_copy(arguments.get(0))?;
    repeat(context, copy, times)?;
    Ok(copy)
}

fn multiply_in_place(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let Some(times) = sequence::repetitions(context, arguments.get(1))? else { return Ok(Value::NOT_IMPLEMENTED) };
    repeat(context, arguments.get(0), times)?;
    Ok(arguments.get(0))
}

fn extend_in_place(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    context.deque_extend(arguments.get(0), arguments.get(1))?;
    Ok(arguments.get(0))
}

fn append(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    context.deque_append(arguments.get(0), arguments.get(1))?;
    Ok(Value::NONE)
}

fn append_left(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    context.deque_append_left(arguments.get(0), arguments.get(1))?;
    Ok(Value::NONE)
}

fn clear(_: &mut Context, arguments: &Arguments) -> Result<Value> {
    empty(arguments.get(0));
    Ok(Value::NONE)
}

fn copy(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    context.deque_copy(arguments.get(0))
}

fn count(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let (deque, mut from, mut found) = (arguments.get(0), 0usize, 0usize);
    while let Some(index) = context.deque_find(deque, arguments.get(1), from, usize::MAX, ClassId::RuntimeError)? {
        found = found.wrapping_add(1);
        from = index.wrapping_add(1);
    }
    context.new_int_of_size(found)
}

fn extend(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    context.deque_extend(arguments.get(0), arguments.get(1))?;
    Ok(Value::NONE)
}

fn extend_left(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let (deque, iterable) = (arguments.get(0), arguments.get(1));
    let iterable = if iterable == deque { context.list_from(iterable)? } else { iterable };
    operations::for_each(context, iterable, |context, value| {
        context.deque_append_left(deque, value)?;
        Ok(true)
    })?;
    Ok(Value::NONE)
}

fn index(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let (deque, wanted) = (arguments.get(0), arguments.get(1));
    let (start, stop) = sequence::search_bounds(context, arguments.optional(2), arguments.optional(3), length(deque))?;
    match context.deque_find(deque, wanted, start, stop, ClassId::RuntimeError)? {
        Some(place) => context.new_int_of_size(place),
        None => {
            let text = operations::repr(context, wanted)?;
            Err(context.raise(ClassId::ValueError, format_args!("{} is not in deque", Display(text))))
        }
    }
}

fn insert(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let deque = arguments.get(0);
    let index = operations::as_isize(context, arguments.get(1))?;
    let count = length(deque);
    if count >= bound(deque) {
        return Err(context.raise(ClassId::IndexError, format_args!("deque already at its maximum size")));
    }
    let place = if index < 0 { index.saturating_add(count as isize).max(0) as usize } else { (index as usize).min(count) };
    context.deque_append(deque, arguments.get(2))?;
    for behind in (place..count).rev() {
        let value = item(deque, behind).unwrap_or(Value::NONE);
        set_item(deque, behind.wrapping_add(1), value);
    }
    set_item(deque, place, arguments.get(2));
    Ok(Value::NONE)
}

fn pop(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    match pop_last(arguments.get(0)) {
        Some(value) => Ok(value),
        None => Err(context.raise(ClassId::IndexError, format_args!("pop from an empty deque"))),
    }
}

fn pop_left(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    match pop_first(arguments.get(0)) {
        Some(value) => Ok(value),
        None => Err(context.raise(ClassId::IndexError, format_args!("pop from an empty deque"))),
    }
}

fn remove(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let (deque, wanted) = (arguments.get(0), arguments.get(1));
    match context.deque_find(deque, wanted, 0, usize::MAX, ClassId::IndexError)? {
        Some(place) => {
            remove_at(deque, place);
            Ok(Value::NONE)
        }
        None => {
            let text = operations::repr(context, wanted)?;
            Err(context.raise(ClassId::ValueError, format_args!("{} is not in deque", Display(text))))
        }
    }
}

fn reverse(_: &mut Context, arguments: &Arguments) -> Result<Value> {
    let deque = arguments.get(0);
    let (mut low, mut high) = (0usize, length(deque));
    while low.saturating_add(1) < high {
        high = high.saturating_sub(1);
        let (a, b) = (item(deque, low).unwrap_or(Value::NONE), item(deque, high).unwrap_or(Value::NONE));
        set_item(deque, low, b);
        set_item(deque, high, a);
        low = low.saturating_add(1);
    }
    Ok(Value::NONE)
}

fn rotate(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let steps = match arguments.optional(1) {
        Some(steps) => operations::as_isize(context, steps)?,
        None => 1,
    };
    turn(arguments.get(0), steps);
    Ok(Value::NONE)
}

fn new_iterator(context: &mut Context, deque: Value, backwards: bool) -> Result<Value> {
    let id = if backwards { ClassId::DequeReverseIterator } else { ClassId::DequeIterator };
    let class = context.late_class(id)?;
    let iterator = context.new_record(class, 4)?;
    let count = length(deque);
    set_field(iterator, DEQUE, deque);
    set_number(iterator, LEFT, count);
    set_number(iterator, PLACE, if backwards { count } else { 0 });
    set_field(iterator, SEEN, field(deque, STATE));
    Ok(iterator)
}

fn next_value(context: &mut Context, iterator: Value, backwards: bool) -> Result<Option<Value>> {
    let deque = field(iterator, DEQUE);
    if field(iterator, SEEN) != field(deque, STATE) {
        set_number(iterator, LEFT, 0);
        return Err(context.raise(ClassId::RuntimeError, format_args!("deque mutated during iteration")));
    }
    let Some(left) = number(iterator, LEFT).checked_sub(1) else { return Ok(None) };
    let place = number(iterator, PLACE);
    let (index, next) = if backwards { (place.wrapping_sub(1), place.wrapping_sub(1)) } else { (place, place.wrapping_add(1)) };
    set_number(iterator, LEFT, left);
    set_number(iterator, PLACE, next);
    Ok(item(deque, index))
}

/// The next value of an iterator.
pub(super) fn next_of_iterator(context: &mut Context, iterator: Value) -> Result<Option<Value>> {
    next_value(context, iterator, false)
}

/// The next value of an iterator that goes backwards.
pub(super) fn next_of_reverse_iterator(context: &mut Context, iterator: Value) -> Result<Option<Value>> {
    next_value(context, iterator, true)
}

fn iterate(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    new_iterator(context, arguments.get(0), false)
}

fn iterate_backwards(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    new_iterator(context, arguments.get(0), true)
}

/// `_deque_iterator(deque, index=0)`.
fn new_iterator_at(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let id = if as_class(arguments.get(0)) == Some(context.late_class(ClassId::DequeIterator)?) { 0 } else { 1 };
    let name = if id == 0 { "_deque_iterator" } else { "_deque_reverse_iterator" };
    let given = context.positional_only(arguments, name, 1, 2)?;
    let deque = arguments.get(1);
    if !is_deque(context, deque)? {
        let given = context.class_name_of(deque);
        return Err(context.raise(ClassId::TypeError, format_args!("argument 1 must be collections.deque, not {}", Display(given))));
    }
    let skip = if given == 2 { operations::as_isize(context, arguments.get(2))?.max(0) as usize } else { 0 };
    let iterator = new_iterator(context, deque, id == 1)?;
    for _ in 0..skip {
        context.poll_native()?;
        if next_value(context, iterator, id == 1)?.is_none() {
            break;
        }
    }
    Ok(iterator)
}

fn hint(_: &mut Context, arguments: &Arguments) -> Result<Value> {
    Ok(field(arguments.get(0), LEFT))
}

/// The class's methods.
static METHODS: &[Method] = &[
    Method::raw("__new__", new).unbound(),
    Method::raw("__init__", init),
    Method::new("__repr__", repr, 0, 0),
    Method::absent("__hash__"),
    Method::new("__lt__", |context, arguments| compare(context, arguments, Comparison::Less), 1, 1),
    Method::new("__le__", |context, arguments| compare(context, arguments, Comparison::LessEqual), 1, 1),
    Method::new("__eq__", |context, arguments| compare(context, arguments, Comparison::Equal), 1, 1),
    Method::new("__ne__", |context, arguments| compare(context, arguments, Comparison::NotEqual), 1, 1),
    Method::new("__gt__", |context, arguments| compare(context, arguments, Comparison::Greater), 1, 1),
    Method::new("__ge__", |context, arguments| compare(context, arguments, Comparison::GreaterEqual), 1, 1),
    Method::new("__iter__", iterate, 0, 0),
    Method::new("__reversed__", iterate_backwards, 0, 0),
    Method::new("__len__", |_, arguments| Ok(field(arguments.get(0), LENGTH)), 0, 0),
    Method::new("__add__", concatenate, 1, 1),
    Method::new("__mul__", multiply, 1, 1),
    Method::new("__rmul__", multiply, 1, 1),
    Method::new("__iadd__", extend_in_place, 1, 1),
    Method::new("__imul__", multiply_in_place, 1, 1),
    Method::new("__getitem__", get_item, 1, 1),
    Method::new("__setitem__", store_item, 2, 2),
    Method::new("__delitem__", delete_item, 1, 1),
    Method::new("__contains__", contains, 1, 1),
    Method::new("__class_getitem__", crate::objects::generic_alias::class_get_item, 1, 1).of_class(),
    Method::new("__copy__", copy, 0, 0),
    Method::new("append", append, 1, 1),
    Method::new("appendleft", append_left, 1, 1),
    Method::new("clear", clear, 0, 0),
    Method::new("copy", copy, 0, 0),
    Method::new("count", count, 1, 1),
    Method::new("extend", extend, 1, 1),
    Method::new("extendleft", extend_left, 1, 1),
    Method::new("index", index, 1, 3),
    Method::new("insert", insert, 2, 2),
    Method::new("pop", pop, 0, 0),
    Method::new("popleft", pop_left, 0, 0),
    Method::new("remove", remove, 1, 1),
    Method::new("reverse", reverse, 0, 0),
    Method::new("rotate", rotate, 0, 1),
];

/// The methods of a class of this file.
pub const fn methods(id: ClassId) -> &'static [Method] {
    match id {
        ClassId::DequeIterator => iterator_methods!(
            next_of_iterator,
            Method::raw("__new__", new_iterator_at).unbound(),
            Method::new("__length_hint__", hint, 0, 0)
        ),
        ClassId::DequeReverseIterator => iterator_methods!(
            next_of_reverse_iterator,
            Method::raw("__new__", new_iterator_at).unbound(),
            Method::new("__length_hint__", hint, 0, 0)
        ),
        _ => METHODS,
    }
}

/// The attributes of a class of this file.
pub const fn attributes(id: ClassId) -> &'static [Attribute] {
    if matches!(id, ClassId::Deque) { ATTRIBUTES } else { &[] }
}

static ATTRIBUTES: &[Attribute] = &[Attribute { name: "maxlen", get: |_, deque| Ok(field(deque, BOUND)), set: None }];
