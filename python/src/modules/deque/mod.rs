//! `collections.deque`: a ring of values that grows at both ends, and its iterators.

mod iterator;
mod ring;

use copperhead_stencils::operation::Comparison;
use copperhead_stencils::value::Value;

use crate::context::Context;
use crate::error::Result;
use crate::modules::bind::{Signature, small};
use crate::modules::itertools::iterator as iterator_methods;
use crate::objects::class_list::ClassId;
use crate::objects::native::{Arguments, Attribute, Method};
use crate::objects::record::{field, set_field};
use crate::objects::text::Display;
use crate::objects::{operations, sequence};
use iterator::{hint, iterate, iterate_backwards, new_iterator, new_iterator_at};
pub(super) use iterator::{next_of_iterator, next_of_reverse_iterator};
pub(crate) use ring::exact_length;
use ring::{BOUND, LENGTH, bound, empty, is_deque, item, length, number, pop_first, pop_last, remove_at, set_item, turn};

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
