//! Iterators of deques.

use copperhead_stencils::value::Value;

use super::ring::{STATE, is_deque, item, length, number, set_number};
use crate::context::Context;
use crate::error::Result;
use crate::objects::access::as_class;
use crate::objects::class_list::ClassId;
use crate::objects::native::Arguments;
use crate::objects::operations;
use crate::objects::record::{field, set_field};
use crate::objects::text::Display;

/// Iterators: the deque, how many values are still to come, the place of the next, the deque's state.
const DEQUE: usize = 0;
const LEFT: usize = 1;
const PLACE: usize = 2;
const SEEN: usize = 3;

pub(super) fn new_iterator(context: &mut Context, deque: Value, backwards: bool) -> Result<Value> {
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
pub(in crate::modules) fn next_of_iterator(context: &mut Context, iterator: Value) -> Result<Option<Value>> {
    next_value(context, iterator, false)
}

/// The next value of an iterator that goes backwards.
pub(in crate::modules) fn next_of_reverse_iterator(context: &mut Context, iterator: Value) -> Result<Option<Value>> {
    next_value(context, iterator, true)
}

pub(super) fn iterate(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    new_iterator(context, arguments.get(0), false)
}

pub(super) fn iterate_backwards(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    new_iterator(context, arguments.get(0), true)
}

/// `_deque_iterator(deque, index=0)`.
pub(super) fn new_iterator_at(context: &mut Context, arguments: &Arguments) -> Result<Value> {
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

pub(super) fn hint(_: &mut Context, arguments: &Arguments) -> Result<Value> {
    Ok(field(arguments.get(0), LEFT))
}
