//! How iterators are taken apart and put at a place: `__reduce__` and `__setstate__`, by which `copy.copy` copies them.

use copperhead_stencils::layout::container::{RangeIterator, SequenceIterator};
use copperhead_stencils::layout::object::Kind;
use copperhead_stencils::operation::Operation;
use copperhead_stencils::value::Value;

use super::iterator_tools::{BYTES, CALLABLE, ENUMERATE, FILTER, LARGE_RANGE, MAP, REVERSED, SEQUENCE_WALK, ZIP};
use super::layout::{DictIterator, StrIterator, ToolIterator};
use super::native::Arguments;
use super::{access, number_glue, operations, sequence, text};
use crate::context::Context;
use crate::error::Result;
use crate::objects::class_list::ClassId;

/// A built-in function by its name.
fn built_in(context: &mut Context, name: &str) -> Result<Value> {
    let name = context.intern(name)?;
    match context.find_builtin(name)? {
        Some(function) => Ok(function),
        None => {
            let name = super::text::Display(name);
            Err(context.raise(ClassId::AttributeError, format_args!("{name}")))
        }
    }
}

/// `(function, (argument,))`, with an index behind it if there is one.
fn parts(context: &mut Context, function: Value, arguments: &[Value], state: Option<Value>) -> Result<Value> {
    let arguments = context.new_tuple(arguments)?;
    match state {
        Some(state) => context.new_tuple(&[function, arguments, state]),
        None => context.new_tuple(&[function, arguments]),
    }
}

/// `(iter, (source,), index)`.
fn iterating(context: &mut Context, source: Value, index: usize) -> Result<Value> {
    let function = built_in(context, "iter")?;
    let index = context.new_int_of_size(index)?;
    parts(context, function, &[source], Some(index))
}

/// `(iter, (source,))`: of an iterator that is exhausted.
fn iterating_over(context: &mut Context, source: Value) -> Result<Value> {
    let function = built_in(context, "iter")?;
    parts(context, function, &[source], None)
}

/// An iterator over a dict or set gives what is still to come as a list; it stays where it is.
fn rest_of_table(context: &mut Context, iterator: Value) -> Result<Value> {
    // SAFETY: the caller knows that it is an iterator of this layout.
    let (table, flags) = unsafe {
        let object = iterator.as_pointer::<DictIterator>();
        ((*object).table, (*object).object.header.flags)
    };
    let list = context.new_list(&[])?;
    if table != Value::UNDEFINED {
        let copied = context.new_table_iterator(table, flags)?;
        // SAFETY: both are iterators of the same table.
        unsafe {
            let (from, to) = (iterator.as_pointer::<DictIterator>(), copied.as_pointer::<DictIterator>());
            (*to).index = (*from).index;
            (*to).expected_length = (*from).expected_length;
            (*to).object.header.extra = (*from).object.header.extra;
        }
        while let Some(item) = context.next_item(copied)? {
            context.list_append(list, item)?;
        }
    }
    iterating_over(context, list)
}

/// The range that an iterator still has to go through.
fn rest_of_range(context: &mut Context, next: Value, step: Value, left: Value) -> Result<Value> {
    let length = operations::binary(context, Operation::Multiply, false, left, step)?;
    let stop = operations::binary(context, Operation::Add, false, next, length)?;
    let range = context.new_range(next, stop, step)?;
    let function = built_in(context, "iter")?;
    parts(context, function, &[range], Some(Value::NONE))
}

/// `__reduce__` of the iterators of [`super::iterator`].
pub(crate) fn reduce(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let iterator = arguments.get(0);
    // SAFETY: arguments are alive; each kind has its layout.
    unsafe {
        match access::kind(iterator) {
            Some(Kind::RangeIterator) => {
                let object = iterator.as_pointer::<RangeIterator>();
                let left = context.new_int_of_size((*object).remaining())?;
                rest_of_range(context, (*object).next, (*object).step, left)
            }
            Some(Kind::SequenceIterator) => {
                let object = iterator.as_pointer::<SequenceIterator>();
                if (*object).sequence != Value::UNDEFINED {
                    return iterating(context, (*object).sequence, (*object).index);
                }
                let is_list = context.is_instance_of(iterator, ClassId::ListIterator);
                let empty = if is_list { context.new_list(&[])? } else { context.new_tuple(&[])? };
                iterating_over(context, empty)
            }
            Some(Kind::StrIterator) => {
                let object = iterator.as_pointer::<StrIterator>();
                if (*object).string != Value::UNDEFINED {
                    return iterating(context, (*object).string, (*object).index);
                }
                let empty = context.new_str("")?;
                iterating_over(context, empty)
            }
            _ => rest_of_table(context, iterator),
        }
    }
}

/// `__reduce__` of the iterators of [`super::iterator_tools`].
pub(crate) fn reduce_tool(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let iterator = arguments.get(0);
    // SAFETY: the receiver was checked to be a tool.
    let (tool, [first, second, third, ..]) = unsafe {
        let object = iterator.as_pointer::<ToolIterator>();
        ((*object).object.header.flags, (*object).state)
    };
    let class = Value::from_pointer(context.class_of(iterator));
    match tool {
        ENUMERATE | FILTER => parts(context, class, &[first, second], None),
        ZIP => {
            let state = if second == Value::TRUE { Some(second) } else { None };
            match state {
                Some(state) => context.new_tuple(&[class, first, state]),
                None => context.new_tuple(&[class, first]),
            }
        }
        MAP => {
            let list = context.new_list(&[first])?;
            for index in 0..sequence::length(second) {
                let iterator = context.tuple_item(second, index);
                context.list_append(list, iterator)?;
            }
            let all = context.list_to_tuple(list)?;
            context.new_tuple(&[class, all])
        }
        LARGE_RANGE => rest_of_range(context, first, second, third),
        CALLABLE if first != Value::UNDEFINED => {
            let function = built_in(context, "iter")?;
            parts(context, function, &[first, second], None)
        }
        REVERSED => {
            let of_list = context.is_instance_of(iterator, ClassId::ListReverseIterator);
            match (first == Value::UNDEFINED, of_list) {
                (false, true) => {
                    let function = built_in(context, "reversed")?;
                    parts(context, function, &[first], Some(second))
                }
                (false, false) => parts(context, class, &[first], Some(second)),
                (true, true) => {
                    let empty = context.new_list(&[])?;
                    iterating_over(context, empty)
                }
                (true, false) => {
                    let empty = context.new_tuple(&[])?;
                    parts(context, class, &[empty], None)
                }
            }
        }
        SEQUENCE_WALK | BYTES if first != Value::UNDEFINED => {
            let function = built_in(context, "iter")?;
            parts(context, function, &[first], Some(second))
        }
        _ => {
            let empty = context.new_tuple(&[])?;
            iterating_over(context, empty)
        }
    }
}

/// An index between two bounds, of what `__setstate__` was given.
fn place(context: &mut Context, state: Value, low: isize, high: isize) -> Result<isize> {
    let number = operations::index(context, state)?;
    let place = match number_glue::to_isize(number) {
        Some(place) => place,
        None if sequence::is_negative(number) => isize::MIN,
        None => isize::MAX,
    };
    Ok(place.max(low).min(high.max(low)))
}

/// `__setstate__` of the iterators of [`super::iterator`].
pub(crate) fn set_state(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let (iterator, state) = (arguments.get(0), arguments.get(1));
    // SAFETY: arguments are alive; each kind has its layout; what is pointed to is read anew behind the call of `place`.
    unsafe {
        match access::kind(iterator) {
            Some(Kind::SequenceIterator) => {
                let object = iterator.as_pointer::<SequenceIterator>();
                let index = place(context, state, -1, isize::MAX)?;
                let of_list = (*object).sequence != Value::UNDEFINED && access::is((*object).sequence, Kind::List);
                if of_list && index < 0 {
                    (*object).sequence = Value::UNDEFINED;
                }
                let index = index.max(0);
                if (*object).sequence != Value::UNDEFINED {
                    (*object).index = (index as usize).min(sequence::length((*object).sequence));
                }
            }
            Some(Kind::StrIterator) => {
                let object = iterator.as_pointer::<StrIterator>();
                let index = place(context, state, 0, isize::MAX)?;
                if (*object).string != Value::UNDEFINED {
                    (*object).index = (index as usize).min(text::length((*object).string));
                }
            }
            Some(Kind::RangeIterator) => {
                let object = iterator.as_pointer::<RangeIterator>();
                let passed = place(context, state, 0, isize::try_from((*object).remaining()).unwrap_or(isize::MAX))?;
                (*object).next = Value((*object).next.0.wrapping_add((*object).step.0.wrapping_mul(passed as usize)));
            }
            _ => {}
        }
    }
    Ok(Value::NONE)
}

/// `__setstate__` of the iterators of [`super::iterator_tools`].
pub(crate) fn set_tool_state(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let (iterator, state) = (arguments.get(0), arguments.get(1));
    let object: *mut ToolIterator = iterator.as_pointer();
    // SAFETY: the receiver was checked to be a tool.
    let (tool, [first, second, third, ..]) = unsafe { ((*object).object.header.flags, (*object).state) };
    let changed = match tool {
        ZIP => (1, Value::from_bool(operations::truth(context, state)?)),
        LARGE_RANGE => {
            let mut passed = operations::index(context, state)?;
            if sequence::is_negative(passed) {
                passed = Value(0);
            }
            let left = operations::binary(context, Operation::Subtract, false, third, passed)?;
            let (passed, left) = if sequence::is_negative(left) { (third, Value(0)) } else { (passed, left) };
            let way = operations::binary(context, Operation::Multiply, false, passed, second)?;
            let next = operations::binary(context, Operation::Add, false, first, way)?;
            // SAFETY: as above.
            unsafe { (*object).state[2] = left };
            (0, next)
        }
        _ if first == Value::UNDEFINED => return Ok(Value::NONE),
        REVERSED => {
            let length = operations::length(context, first)?;
            let last = isize::try_from(length).unwrap_or(isize::MAX).saturating_sub(1);
            let index = place(context, state, -1, last)?;
            (1, Value::from_int(index).unwrap_or(second))
        }
        _ => {
            let high =
                if tool == BYTES { isize::try_from(operations::length(context, first)?).unwrap_or(isize::MAX) } else { Value::MAX_SMALL };
            let index = place(context, state, 0, high)?;
            (1, Value::from_int(index).unwrap_or(second))
        }
    };
    // SAFETY: as above; both places exist.
    unsafe {
        if let Some(field) = (*object).state.get_mut(changed.0) {
            *field = changed.1;
        }
    }
    Ok(Value::NONE)
}
