//! Subscripts of arrays: items and slices, read, written and deleted.

use copperhead_stencils::layout::object::Kind;
use copperhead_stencils::value::Value;

use super::bad_kind;
use super::items::{at, data, is_array, item, length, new_like, put, store};
use crate::context::Context;
use crate::error::Result;
use crate::objects::byte_builder::ByteBuilder;
use crate::objects::class_list::ClassId;
use crate::objects::native::Arguments;
use crate::objects::{access, sequence};

pub(super) fn getitem(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let (array, key) = (arguments.get(0), arguments.get(1));
    if access::is(key, Kind::Slice) {
        let mut numbers = sequence::slice_numbers(context, key)?;
        let count = numbers.fit(length(array));
        let item = item(array);
        let mut builder = ByteBuilder::new(context);
        for number in 0..count {
            let from = numbers.place(number).saturating_mul(item.size);
            builder.push_slice(data(array).get(from..from.saturating_add(item.size)).unwrap_or(&[]))?;
        }
        let piece = builder.finish_bytes()?;
        return new_like(context, item.code, data(piece));
    }
    let index = index_of(context, key)?;
    match sequence::place(index, length(array)) {
        Some(place) => at(context, array, place),
        None => Err(context.raise(ClassId::IndexError, format_args!("array index out of range"))),
    }
}

pub(super) fn index_of(context: &mut Context, key: Value) -> Result<isize> {
    match sequence::subscript_index(context, key)? {
        Some(index) => Ok(index),
        None => Err(context.raise(ClassId::TypeError, format_args!("array indices must be integers"))),
    }
}

pub(super) fn write(context: &mut Context, arguments: &Arguments, value: Option<Value>) -> Result<Value> {
    let (array, key) = (arguments.get(0), arguments.get(1));
    let size = item(array).size;
    if access::is(key, Kind::Slice) {
        return write_slice(context, array, key, value);
    }
    let index = index_of(context, key)?;
    let Some(place) = sequence::place(index, length(array)) else {
        return Err(context.raise(ClassId::IndexError, format_args!("array assignment index out of range")));
    };
    let Some(value) = value else {
        put(context, array, place.saturating_mul(size), size, &[])?;
        return Ok(Value::NONE);
    };
    let bytes = store(context, item(array), value)?;
    // The conversion may have shortened the array.
    if place < length(array) {
        put(context, array, place.saturating_mul(size), size, bytes.get(..size).unwrap_or(&[]))?;
    }
    Ok(Value::NONE)
}

pub(super) fn write_slice(context: &mut Context, array: Value, key: Value, value: Option<Value>) -> Result<Value> {
    let item = item(array);
    let size = item.size;
    let mut numbers = sequence::slice_numbers(context, key)?;
    let count = numbers.fit(length(array));
    let copy = match value {
        None => context.new_bytes(&[])?,
        Some(value) if !is_array(context, value) => {
            let name = context.type_name(value);
            return Err(context.raise(ClassId::TypeError, format_args!("can only assign array (not \"{name}\") to array slice")));
        }
        Some(value) if self::item(value).code != item.code => return Err(bad_kind(context)),
        Some(value) => context.new_bytes(data(value))?,
    };
    let bytes = data(copy);
    if numbers.step == 1 {
        put(context, array, numbers.place(0).saturating_mul(size), count.saturating_mul(size), bytes)?;
        return Ok(Value::NONE);
    }
    if value.is_none() {
        // From the back, so that what is still to go stays where it is.
        for turn in 0..count {
            let number = if numbers.step > 0 { count.wrapping_sub(turn).wrapping_sub(1) } else { turn };
            put(context, array, numbers.place(number).saturating_mul(size), size, &[])?;
        }
        return Ok(Value::NONE);
    }
    let given = bytes.len().checked_div(size).unwrap_or(0);
    if given != count {
        let message = format_args!("attempt to assign array of size {given} to extended slice of size {count}");
        return Err(context.raise(ClassId::ValueError, message));
    }
    for (number, piece) in bytes.chunks_exact(size).enumerate() {
        put(context, array, numbers.place(number).saturating_mul(size), size, piece)?;
    }
    Ok(Value::NONE)
}
