//! `bytearray`.

use copperhead_stencils::layout::object::Kind;
use copperhead_stencils::value::Value;

use super::byte_builder::{ByteBuilder, new_buffer};
use super::bytes::shared::own;
use super::bytes::{byte_value, make, methods_and, required, shared, view};
use super::class_list::ClassId;
use super::layout::ByteArray;
use super::native::{Arguments, Attribute, Method};
use super::text::TextBuilder;
use super::{operations, sequence};
use crate::context::Context;
use crate::error::{Raised, Result};

/// The methods.
pub static METHODS: &[Method] = methods_and![
    Method::raw("__new__", new).unbound(),
    Method::named("__init__", init, &["source", "encoding", "errors"], 0),
    Method::new("__repr__", repr, 0, 0),
    Method::new("__str__", repr, 0, 0),
    Method::absent("__hash__"),
    Method::new("__setitem__", setitem, 2, 2),
    Method::new("__delitem__", delitem, 1, 1),
    Method::new("__iadd__", iadd, 1, 1),
    Method::new("__imul__", imul, 1, 1),
    Method::new("__alloc__", alloc, 0, 0),
    Method::new("__release_buffer__", super::memoryview::release_buffer, 1, 1),
    Method::new("append", append, 1, 1),
    Method::new("extend", extend, 1, 1),
    Method::new("insert", insert, 2, 2),
    Method::new("pop", pop, 0, 1),
    Method::new("remove", remove, 1, 1),
    Method::new("clear", clear, 0, 0),
    Method::new("copy", copy, 0, 0),
    Method::new("reverse", reverse, 0, 0),
];

/// The attributes.
pub static ATTRIBUTES: &[Attribute] = &[];

fn array(arguments: &Arguments) -> *mut ByteArray {
    arguments.get(0).as_pointer()
}

/// Replaces `removed` bytes from `start` on by room for `inserted` bytes, whose place is returned.
pub(crate) fn splice(context: &mut Context, array: *mut ByteArray, start: usize, removed: usize, inserted: usize) -> Result<*mut u8> {
    // SAFETY: the array is alive; indices are brought into its length, and the buffer has room for `capacity` bytes.
    unsafe {
        if (*array).exports != 0 && removed.min((*array).length) != inserted {
            // Views that nobody holds any more do not count.
            context.collect();
        }
        let old = (*array).length;
        let start = start.min(old);
        let removed = removed.min(old.wrapping_sub(start));
        if (*array).exports != 0 && removed != inserted {
            return Err(context.raise(ClassId::BufferError, format_args!("{}", resize_message(array))));
        }
        let Some(length) = old.wrapping_sub(removed).checked_add(inserted) else {
            return Err(context.raise_memory());
        };
        let behind = old.wrapping_sub(start).wrapping_sub(removed);
        if length > (*array).capacity {
            let capacity = length.saturating_add(length >> 3).saturating_add(8);
            let data = new_buffer(context, capacity)?;
            let from = (*array).data;
            if !from.is_null() {
                core::ptr::copy_nonoverlapping(from, data, start);
                let tail = from.wrapping_add(start).wrapping_add(removed);
                core::ptr::copy_nonoverlapping(tail, data.wrapping_add(start).wrapping_add(inserted), behind);
                context.free_buffer(from);
            }
            (*array).data = data;
            (*array).capacity = capacity;
        } else if removed != inserted && behind != 0 {
            let place = (*array).data.wrapping_add(start);
            core::ptr::copy(place.wrapping_add(removed), place.wrapping_add(inserted), behind);
        }
        (*array).length = length;
        Ok((*array).data.wrapping_add(start))
    }
}

/// Why an array that views look into does not change its size.
fn resize_message(array: *mut ByteArray) -> &'static str {
    // SAFETY: the array is alive.
    match unsafe { (*array).object.header.extra } {
        0 => "Existing exports of data: object cannot be re-sized",
        _ => "cannot resize an array that is exporting buffers",
    }
}

/// Puts bytes in the place of others.
pub(crate) fn put(context: &mut Context, array: *mut ByteArray, start: usize, removed: usize, bytes: &[u8]) -> Result<()> {
    let place = splice(context, array, start, removed, bytes.len())?;
    if !bytes.is_empty() {
        // SAFETY: room was made, and the bytes do not lie in this array.
        unsafe { core::ptr::copy_nonoverlapping(bytes.as_ptr(), place, bytes.len()) };
    }
    Ok(())
}

/// The bytes of an object, copied if they are those of the array itself.
fn apart<'a>(context: &mut Context, array: *mut ByteArray, value: Value) -> Result<&'a [u8]> {
    let bytes = required(context, value)?;
    if value == Value::from_pointer(array) {
        let copy = context.new_bytes(bytes)?;
        return Ok(view(copy).unwrap_or(&[]));
    }
    Ok(bytes)
}

fn new(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let object: *mut ByteArray = context.new_for(arguments, ClassId::ByteArray, Kind::ByteArray, size_of::<ByteArray>())?;
    Ok(Value::from_pointer(object))
}

fn init(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    put(context, array(arguments), 0, usize::MAX, &[])?;
    let mut builder = ByteBuilder::new(context);
    make::fill(&mut builder, arguments.optional(1), arguments.optional(2), arguments.optional(3), "bytearray")?;
    let made = builder.finish_bytes()?;
    put(context, array(arguments), 0, usize::MAX, view(made).unwrap_or(&[]))?;
    Ok(Value::NONE)
}

fn repr(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let name = context.type_name(arguments.get(0)).0;
    let mut builder = TextBuilder::new(context);
    builder.push_str(name)?;
    builder.push(u32::from(b'('))?;
    shared::push_repr(&mut builder, own(arguments), true)?;
    builder.push(u32::from(b')'))?;
    builder.finish()
}

/// A value to store: an integer in `range(256)`.
fn item(context: &mut Context, value: Value) -> Result<u8> {
    byte_value(context, value, "byte")
}

/// The place that an index names.
fn place(context: &mut Context, arguments: &Arguments, key: Value) -> Result<usize> {
    let Some(index) = sequence::subscript_index(context, key)? else {
        return Err(sequence::refuse_key(context, "bytearray", key));
    };
    sequence::place(index, own(arguments).len())
        .ok_or_else(|| context.raise(ClassId::IndexError, format_args!("bytearray index out of range")))
}

fn setitem(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let (key, value) = (arguments.get(1), arguments.get(2));
    // SAFETY: arguments are alive.
    if unsafe { key.is_kind(Kind::Slice) } {
        return set_slice(context, arguments, key, value);
    }
    let Some(index) = sequence::subscript_index(context, key)? else {
        return Err(sequence::refuse_key(context, "bytearray", key));
    };
    let byte = item(context, value)?;
    let Some(place) = sequence::place(index, own(arguments).len()) else {
        return Err(context.raise(ClassId::IndexError, format_args!("bytearray index out of range")));
    };
    // SAFETY: the place lies in the array.
    unsafe { *(*array(arguments)).data.add(place) = byte };
    Ok(Value::NONE)
}

fn set_slice(context: &mut Context, arguments: &Arguments, key: Value, value: Value) -> Result<Value> {
    let array = array(arguments);
    let mut numbers = sequence::slice_numbers(context, key)?;
    if crate::objects::integer::view::is_integer(value) || super::text::is_str(value) {
        return Err(
            context.raise(ClassId::TypeError, format_args!("can assign only bytes, buffers, or iterables of ints in range(0, 256)"))
        );
    }
    let value = if view(value).is_some() {
        value
    } else {
        let mut builder = ByteBuilder::new(context);
        make::fill_from_iterable(&mut builder, value, "bytearray")?;
        builder.finish_bytes()?
    };
    let bytes = apart(context, array, value)?;
    let count = numbers.fit(own(arguments).len());
    if numbers.step == 1 {
        put(context, array, numbers.place(0), count, bytes)?;
        return Ok(Value::NONE);
    }
    if bytes.is_empty() {
        return delete_slice(context, arguments, numbers, count);
    }
    if bytes.len() != count {
        let given = bytes.len();
        return Err(
            context.raise(ClassId::ValueError, format_args!("attempt to assign bytes of size {given} to extended slice of size {count}"))
        );
    }
    for (number, &byte) in bytes.iter().enumerate() {
        // SAFETY: the places of a fitted slice lie in the array.
        unsafe { *(*array).data.add(numbers.place(number)) = byte };
    }
    Ok(Value::NONE)
}

fn delete_slice(context: &mut Context, arguments: &Arguments, numbers: sequence::SliceNumbers, count: usize) -> Result<Value> {
    let array = array(arguments);
    if numbers.step == 1 {
        put(context, array, numbers.place(0), count, &[])?;
        return Ok(Value::NONE);
    }
    if count == 0 {
        return Ok(Value::NONE);
    }
    // What stays moves to the front; places are met in rising order.
    let (length, step) = (own(arguments).len(), numbers.step.unsigned_abs());
    let first = if numbers.step > 0 { numbers.place(0) } else { numbers.place(count.wrapping_sub(1)) };
    let (mut kept, mut gone) = (first, 0usize);
    for index in first..length {
        if gone < count && index == first.wrapping_add(gone.wrapping_mul(step)) {
            gone = gone.wrapping_add(1);
            continue;
        }
        // SAFETY: both lie in the array.
        unsafe { *(*array).data.add(kept) = *(*array).data.add(index) };
        kept = kept.wrapping_add(1);
    }
    put(context, array, kept, usize::MAX, &[])?;
    Ok(Value::NONE)
}

fn delitem(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let key = arguments.get(1);
    // SAFETY: arguments are alive.
    if unsafe { key.is_kind(Kind::Slice) } {
        let mut numbers = sequence::slice_numbers(context, key)?;
        let count = numbers.fit(own(arguments).len());
        return delete_slice(context, arguments, numbers, count);
    }
    let place = place(context, arguments, key)?;
    put(context, array(arguments), place, 1, &[])?;
    Ok(Value::NONE)
}

fn iadd(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    if view(arguments.get(1)).is_none() {
        let (own, given) = (context.type_name(arguments.get(0)), context.type_name(arguments.get(1)));
        return Err(context.raise(ClassId::TypeError, format_args!("can't concat {given} to {own}")));
    }
    // The buffer of an array that is added to itself is in use meanwhile: as in CPython, that is refused.
    if arguments.get(1) == arguments.get(0) && !own(arguments).is_empty() {
        return Err(context.raise(ClassId::BufferError, format_args!("Existing exports of data: object cannot be re-sized")));
    }
    let bytes = required(context, arguments.get(1))?;
    put(context, array(arguments), usize::MAX, 0, bytes)?;
    Ok(arguments.get(0))
}

fn imul(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let Some(times) = sequence::repetitions(context, arguments.get(1))? else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    let array = array(arguments);
    if times == 0 {
        put(context, array, 0, usize::MAX, &[])?;
        return Ok(arguments.get(0));
    }
    let length = own(arguments).len();
    let Some(more) = length.checked_mul(times.wrapping_sub(1)) else {
        return Err(context.raise_memory());
    };
    splice(context, array, usize::MAX, 0, more)?;
    for turn in 1..times {
        // SAFETY: the array has `times` pieces of that length.
        unsafe {
            let data = (*array).data;
            core::ptr::copy_nonoverlapping(data, data.wrapping_add(turn.wrapping_mul(length)), length);
        }
    }
    Ok(arguments.get(0))
}

fn alloc(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    // SAFETY: the receiver is a bytearray.
    context.new_int(unsafe { (*array(arguments)).capacity } as i128)
}

fn append(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let byte = item(context, arguments.get(1))?;
    put(context, array(arguments), usize::MAX, 0, &[byte])?;
    Ok(Value::NONE)
}

fn extend(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let (array, source) = (array(arguments), arguments.get(1));
    if view(source).is_some() {
        let bytes = apart(context, array, source)?;
        put(context, array, usize::MAX, 0, bytes)?;
        return Ok(Value::NONE);
    }
    if super::text::is_str(source) {
        return Err(context.raise(ClassId::TypeError, format_args!("expected iterable of integers; got: 'str'")));
    }
    let iterator = match operations::iterator(context, source) {
        Ok(iterator) => iterator,
        Err(Raised) if context.exception_is(ClassId::TypeError) => {
            let name = context.type_name(source);
            return Err(context.raise(ClassId::TypeError, format_args!("can't extend bytearray with {name}")));
        }
        Err(Raised) => return Err(Raised),
    };
    // Nothing is added if an item is wrong.
    let mut builder = ByteBuilder::new(context);
    while let Some(value) = operations::next(builder.context, iterator)? {
        let byte = item(builder.context, value)?;
        builder.push(byte)?;
    }
    let made = builder.finish_bytes()?;
    put(context, array, usize::MAX, 0, view(made).unwrap_or(&[]))?;
    Ok(Value::NONE)
}

fn insert(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let index = operations::as_isize(context, arguments.get(1))?;
    let byte = item(context, arguments.get(2))?;
    let length = own(arguments).len();
    let place = if index < 0 { length.saturating_sub(index.unsigned_abs()) } else { (index as usize).min(length) };
    put(context, array(arguments), place, 0, &[byte])?;
    Ok(Value::NONE)
}

fn pop(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let index = match arguments.optional(1) {
        Some(index) => operations::as_isize(context, index)?,
        None => -1,
    };
    let bytes = own(arguments);
    if bytes.is_empty() {
        return Err(context.raise(ClassId::IndexError, format_args!("pop from empty bytearray")));
    }
    let Some(place) = sequence::place(index, bytes.len()) else {
        return Err(context.raise(ClassId::IndexError, format_args!("pop index out of range")));
    };
    let byte = bytes.get(place).copied().unwrap_or(0);
    put(context, array(arguments), place, 1, &[])?;
    Ok(Value::from_i32_small(i32::from(byte)))
}

fn remove(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let byte = item(context, arguments.get(1))?;
    let Some(place) = own(arguments).iter().position(|&other| other == byte) else {
        return Err(context.raise(ClassId::ValueError, format_args!("value not found in bytearray")));
    };
    put(context, array(arguments), place, 1, &[])?;
    Ok(Value::NONE)
}

fn clear(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    put(context, array(arguments), 0, usize::MAX, &[])?;
    Ok(Value::NONE)
}

fn copy(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    shared::like(context, arguments.get(0), own(arguments))
}

fn reverse(_: &mut Context, arguments: &Arguments) -> Result<Value> {
    let array = array(arguments);
    // SAFETY: the data hold so many bytes, and nobody else looks at them now.
    unsafe {
        if !(*array).data.is_null() {
            core::slice::from_raw_parts_mut((*array).data, (*array).length).reverse();
        }
    }
    Ok(Value::NONE)
}
