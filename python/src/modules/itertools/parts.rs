//! How iterators of `itertools` are taken apart and put at a place, as long as CPython does so (it says that it will stop).

use copperhead_stencils::layout::object::Kind;
use copperhead_stencils::value::Value;

use crate::context::Context;
use crate::error::Result;
use crate::modules::bind::small;
use crate::objects::access;
use crate::objects::class_list::ClassId;
use crate::objects::construct::tuple_slice;
use crate::objects::native::Arguments;
use crate::objects::record::{field, set_field};
use crate::objects::{operations, sequence};

/// Warns as CPython does.
fn warn(context: &mut Context) -> Result<()> {
    let message = format_args!("Pickle, copy, and deepcopy support will be removed from itertools in Python 3.14.");
    context.warn(ClassId::DeprecationWarning, message)
}

/// `(class, arguments)`, with a state behind them if there is one.
fn parts(context: &mut Context, record: Value, arguments: &[Value], state: Option<Value>) -> Result<Value> {
    warn(context)?;
    let class = Value::from_pointer(context.class_of(record));
    let arguments = context.new_tuple(arguments)?;
    match state {
        Some(state) => context.new_tuple(&[class, arguments, state]),
        None => context.new_tuple(&[class, arguments]),
    }
}

/// A field that may be UNDEFINED.
fn given(value: Value) -> Option<Value> {
    if value == Value::UNDEFINED { None } else { Some(value) }
}

/// An iterator that has nothing to give.
fn nothing(context: &mut Context) -> Result<Value> {
    let empty = context.empty_tuple;
    context.get_iterator(empty)
}

/// `starmap`, `filterfalse`, `compress`: what they were made of.
pub(super) fn reduce_pair(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let record = arguments.get(0);
    parts(context, record, &[field(record, 0), field(record, 1)], None)
}

/// `takewhile`, `dropwhile`: besides whether the function has said no.
pub(super) fn reduce_while(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let record = arguments.get(0);
    let done = small(usize::from(field(record, 2) == Value::TRUE));
    parts(context, record, &[field(record, 0), field(record, 1)], Some(done))
}

/// Whether the function has said no.
pub(super) fn set_while(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    warn(context)?;
    let done = operations::truth(context, arguments.get(1))?;
    set_field(arguments.get(0), 2, Value::from_bool(done));
    Ok(Value::NONE)
}

/// `count`: the step is left out if it is 1.
pub(super) fn reduce_count(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let record = arguments.get(0);
    let (number, step) = (field(record, 0), field(record, 1));
    let all = [number, step];
    parts(context, record, if step == small(1) { &all[..1] } else { &all }, None)
}

/// `repeat`: the number is left out if there is none.
pub(super) fn reduce_repeat(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let record = arguments.get(0);
    let all = [field(record, 0), field(record, 1)];
    parts(context, record, if all[1] == Value::NONE { &all[..1] } else { &all }, None)
}

/// `cycle`: the iterator, or one over what was saved; what was saved, and whether that is all.
pub(super) fn reduce_cycle(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let record = arguments.get(0);
    let saved = field(record, 1);
    let (iterator, whole) = match given(field(record, 0)) {
        Some(iterator) => (iterator, field(record, 3) == Value::TRUE),
        None => {
            let iterator = context.get_iterator(saved)?;
            let place = field(record, 2);
            if place != small(0) {
                let name = context.intern("__setstate__")?;
                let method = crate::objects::attribute::get_attribute(context, iterator, name)?;
                context.call(method, &[place])?;
            }
            (iterator, true)
        }
    };
    let state = context.new_tuple(&[saved, Value::from_bool(whole)])?;
    parts(context, record, &[iterator], Some(state))
}

/// What was saved, and whether that is all.
pub(super) fn set_cycle(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    warn(context)?;
    let (record, state) = (arguments.get(0), arguments.get(1));
    if !access::is(state, Kind::Tuple) {
        return Err(context.raise(ClassId::TypeError, format_args!("state is not a tuple")));
    }
    let [saved, whole] = *tuple_slice(state) else {
        let text = format_args!("function takes exactly 2 arguments ({} given)", sequence::length(state));
        return Err(context.raise(ClassId::TypeError, text));
    };
    if !access::is(saved, Kind::List) {
        let name = context.type_name(saved);
        return Err(context.raise(ClassId::TypeError, format_args!("argument 1 must be list, not {name}")));
    }
    let whole = operations::as_isize(context, whole)? != 0;
    set_field(record, 1, saved);
    set_field(record, 2, small(0));
    set_field(record, 3, Value::from_bool(whole));
    Ok(Value::NONE)
}

/// `chain`: the iterators as its state.
pub(super) fn reduce_chain(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let record = arguments.get(0);
    let state = match (given(field(record, 0)), given(field(record, 1))) {
        (None, _) => None,
        (Some(source), None) => Some(context.new_tuple(&[source])?),
        (Some(source), Some(present)) => Some(context.new_tuple(&[source, present])?),
    };
    parts(context, record, &[], state)
}

/// The iterators.
pub(super) fn set_chain(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    warn(context)?;
    let (record, state) = (arguments.get(0), arguments.get(1));
    if !access::is(state, Kind::Tuple) {
        return Err(context.raise(ClassId::TypeError, format_args!("state is not a tuple")));
    }
    let iterators = tuple_slice(state);
    if iterators.is_empty() || iterators.len() > 2 {
        let bound = if iterators.is_empty() { "at least 1 argument" } else { "at most 2 arguments" };
        let text = format_args!("function takes {bound} ({} given)", iterators.len());
        return Err(context.raise(ClassId::TypeError, text));
    }
    for &iterator in iterators {
        if context.lookup_special(context.class_of(iterator), crate::objects::special::Special::Next)?.is_none() {
            return Err(context.raise(ClassId::TypeError, format_args!("Arguments must be iterators.")));
        }
    }
    for (place, &iterator) in iterators.iter().enumerate() {
        set_field(record, place, iterator);
    }
    Ok(Value::NONE)
}

/// `islice`: what is still to come of it.
pub(super) fn reduce_slice(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let record = arguments.get(0);
    match given(field(record, 0)) {
        Some(iterator) => {
            let all = [iterator, field(record, 1), field(record, 2), field(record, 3)];
            parts(context, record, &all, Some(field(record, 4)))
        }
        None => {
            let empty = nothing(context)?;
            parts(context, record, &[empty, small(0)], Some(small(0)))
        }
    }
}

/// How many items were taken.
pub(super) fn set_slice(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    warn(context)?;
    let taken = operations::as_isize(context, arguments.get(1))?.max(0);
    set_field(arguments.get(0), 4, small(taken as usize));
    Ok(Value::NONE)
}

/// `accumulate`: the total so far.
pub(super) fn reduce_accumulate(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let record = arguments.get(0);
    let [iterator, function, total, initial] = [0, 1, 2, 3].map(|place| field(record, place));
    if initial != Value::NONE {
        // What is to come first stands before the rest.
        let class = Value::from_pointer(context.late_class(ClassId::Chain)?);
        let first = context.new_tuple(&[initial])?;
        let whole = context.call(class, &[first, iterator])?;
        return parts(context, record, &[whole, function], Some(Value::NONE));
    }
    parts(context, record, &[iterator, function], Some(given(total).unwrap_or(Value::NONE)))
}

/// The total so far.
pub(super) fn set_accumulate(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    warn(context)?;
    let (record, total) = (arguments.get(0), arguments.get(1));
    set_field(record, 2, if total == Value::NONE { Value::UNDEFINED } else { total });
    Ok(Value::NONE)
}

/// `zip_longest`: empty tuples stand for iterators that are exhausted.
pub(super) fn reduce_longest(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let record = arguments.get(0);
    let list = context.new_list(&[])?;
    let empty = context.empty_tuple;
    for place in 0..sequence::length(field(record, 0)) {
        let iterator = context.tuple_item(field(record, 0), place);
        context.list_append(list, given(iterator).unwrap_or(empty))?;
    }
    warn(context)?;
    let (class, all) = (Value::from_pointer(context.class_of(record)), context.list_to_tuple(list)?);
    context.new_tuple(&[class, all, field(record, 2)])
}

/// What stands for what is missing.
pub(super) fn set_longest(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    warn(context)?;
    set_field(arguments.get(0), 2, arguments.get(1));
    Ok(Value::NONE)
}

/// A copy of indices, which a program must not get hold of themselves.
fn copied(context: &mut Context, indices: Value) -> Result<Value> {
    let list = context.new_list(&[])?;
    for place in 0..sequence::length(indices) {
        let index = context.tuple_item(indices, place);
        context.list_append(list, index)?;
    }
    context.list_to_tuple(list)
}

/// `combinations` and its like, `permutations` too: the pool, how many are chosen, the indices of the last choice.
pub(super) fn reduce_choice(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let record = arguments.get(0);
    let [pool, indices, length, cycles] = [0, 1, 2, 3].map(|place| field(record, place));
    match indices {
        Value::UNDEFINED => parts(context, record, &[pool, length], None),
        Value::NONE => {
            let empty = context.empty_tuple;
            parts(context, record, &[empty, length], None)
        }
        indices => {
            let mut state = copied(context, indices)?;
            if access::is(cycles, Kind::Tuple) {
                let cycles = copied(context, cycles)?;
                state = context.new_tuple(&[state, cycles])?;
            }
            parts(context, record, &[pool, length], Some(state))
        }
    }
}

/// `product`: the pools as arguments.
pub(super) fn reduce_product(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let record = arguments.get(0);
    let (pools, indices) = (field(record, 0), field(record, 1));
    if indices == Value::NONE {
        let empty = context.empty_tuple;
        return parts(context, record, &[empty], None);
    }
    warn(context)?;
    let class = Value::from_pointer(context.class_of(record));
    if indices == Value::UNDEFINED {
        return context.new_tuple(&[class, pools]);
    }
    let indices = copied(context, indices)?;
    context.new_tuple(&[class, pools, indices])
}

/// Indices that a program gave, each within bounds.
fn checked(context: &mut Context, state: Value, count: usize, mut bounds: impl FnMut(usize) -> (isize, isize)) -> Result<Value> {
    if !access::is(state, Kind::Tuple) || sequence::length(state) != count {
        return Err(context.raise(ClassId::ValueError, format_args!("invalid arguments")));
    }
    let list = context.new_list(&[])?;
    for place in 0..count {
        let (low, high) = bounds(place);
        let index = context.tuple_item(state, place);
        let index = operations::as_isize(context, index)?.min(high).max(low);
        context.list_append(list, small(index.max(0) as usize))?;
    }
    context.list_to_tuple(list)
}

/// The last index of a pool.
fn last_of(length: usize) -> isize {
    isize::try_from(length).unwrap_or(isize::MAX).saturating_sub(1)
}

/// The indices of `combinations`.
pub(super) fn set_choice(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    warn(context)?;
    let record = arguments.get(0);
    let length = sequence::length(field(record, 0));
    let count = field(record, 2).as_int().max(0) as usize;
    let least = length.saturating_sub(count);
    let indices =
        checked(context, arguments.get(1), count, |place| (0, last_of(least.saturating_add(place).saturating_add(1).min(length))))?;
    if count <= length {
        set_field(record, 1, indices);
    }
    Ok(Value::NONE)
}

/// The indices of `combinations_with_replacement`.
pub(super) fn set_with_replacement(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    warn(context)?;
    let record = arguments.get(0);
    let length = sequence::length(field(record, 0));
    let count = field(record, 2).as_int().max(0) as usize;
    let indices = checked(context, arguments.get(1), count, |_| (0, last_of(length)))?;
    if length != 0 || count == 0 {
        set_field(record, 1, indices);
    }
    Ok(Value::NONE)
}

/// The indices and cycles of `permutations`.
pub(super) fn set_permutations(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    warn(context)?;
    let (record, state) = (arguments.get(0), arguments.get(1));
    let given = if access::is(state, Kind::Tuple) { tuple_slice(state) } else { &[] };
    let [indices, cycles] = *given else {
        return Err(context.raise(ClassId::TypeError, format_args!("function takes exactly 2 arguments ({} given)", given.len())));
    };
    let length = sequence::length(field(record, 0));
    let count = field(record, 2).as_int().max(0) as usize;
    let indices = checked(context, indices, length, |_| (0, last_of(length)))?;
    let cycles = checked(context, cycles, count, |place| (1, isize::try_from(length.saturating_sub(place)).unwrap_or(isize::MAX).max(1)))?;
    if count <= length {
        set_field(record, 1, indices);
        set_field(record, 3, cycles);
    }
    Ok(Value::NONE)
}

/// The indices of `product`.
pub(super) fn set_product(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    warn(context)?;
    let record = arguments.get(0);
    let pools = field(record, 0);
    let size = |place: usize| sequence::item(pools, place).map_or(0, sequence::length);
    let count = sequence::length(pools);
    let indices = checked(context, arguments.get(1), count, |place| (0, last_of(size(place))))?;
    let empty = (0..count).any(|place| size(place) == 0);
    set_field(record, 1, if empty { Value::NONE } else { indices });
    Ok(Value::NONE)
}
