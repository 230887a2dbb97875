//! `BytesIO` without what it inherits: a bytearray that is read and written like a file.

use copperhead_stencils::value::Value;

use super::string_stream::size_argument;
use crate::context::Context;
use crate::error::Result;
use crate::objects::byte_builder::ByteBuilder;
use crate::objects::class_list::ClassId;
use crate::objects::layout::ByteArray;
use crate::objects::native::{Arguments, Attribute, Method};
use crate::objects::record::{field, set_field};
use crate::objects::str::search;
use crate::objects::{bytearray, bytes, iterator, memoryview, operations};

/// A bytearray; None once closed.
const BUFFER: usize = 0;
const POSITION: usize = 1;
const FIELDS: usize = 2;

fn position(stream: Value) -> usize {
    let value = field(stream, POSITION);
    if value.is_int() { value.as_int().max(0) as usize } else { 0 }
}

fn set_position(context: &mut Context, stream: Value, number: usize) -> Result<()> {
    let value = context.new_int_of_size(number)?;
    set_field(stream, POSITION, value);
    Ok(())
}

fn check(context: &mut Context, stream: Value) -> Result<()> {
    if bytes::view(field(stream, BUFFER)).is_some() {
        return Ok(());
    }
    Err(context.raise(ClassId::ValueError, format_args!("I/O operation on closed file.")))
}

fn content<'a>(stream: Value) -> &'a [u8] {
    bytes::view(field(stream, BUFFER)).unwrap_or(&[])
}

fn new(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let stream = context.new_record_of(ClassId::ByteStream, arguments.get(0), FIELDS)?;
    reset(context, stream)?;
    Ok(stream)
}

fn reset(context: &mut Context, stream: Value) -> Result<()> {
    let buffer = ByteBuilder::new(context).finish_bytearray()?;
    set_field(stream, BUFFER, buffer);
    set_position(context, stream, 0)
}

fn init(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let stream = arguments.get(0);
    reset(context, stream)?;
    if let Some(initial) = arguments.optional(1).filter(|initial| *initial != Value::NONE) {
        let initial = bytes::required(context, initial)?;
        bytearray::put(context, field(stream, BUFFER).as_pointer(), 0, 0, initial)?;
    }
    Ok(Value::NONE)
}

fn write(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let (stream, source) = (arguments.get(0), arguments.get(1));
    check(context, stream)?;
    let given = bytes::required(context, source)?;
    let buffer: *mut ByteArray = field(stream, BUFFER).as_pointer();
    // SAFETY: an open stream has a bytearray.
    if unsafe { (*buffer).exports } != 0 {
        context.collect();
        // SAFETY: as above.
        if unsafe { (*buffer).exports } != 0 {
            return Err(context.raise(ClassId::BufferError, format_args!("Existing exports of data: object cannot be re-sized")));
        }
    }
    if given.is_empty() {
        return Ok(Value::from_i32_small(0));
    }
    let (start, length) = (position(stream), content(stream).len());
    if start > length {
        let place = bytearray::splice(context, buffer, length, 0, start.wrapping_sub(length))?;
        // SAFETY: room for so many bytes was made there.
        unsafe { core::ptr::write_bytes(place, 0, start.wrapping_sub(length)) };
    }
    bytearray::put(context, buffer, start, given.len(), given)?;
    set_position(context, stream, start.saturating_add(given.len()))?;
    context.new_int_of_size(given.len())
}

/// Takes bytes from the position on.
fn take<'a>(context: &mut Context, stream: Value, count: usize) -> Result<&'a [u8]> {
    let all = content(stream);
    let start = position(stream).min(all.len());
    let end = start.saturating_add(count).min(all.len());
    if end > start {
        set_position(context, stream, end)?;
    }
    Ok(all.get(start..end).unwrap_or(&[]))
}

fn read(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    check(context, arguments.get(0))?;
    let count = size_argument(context, arguments.optional(1))?;
    let piece = take(context, arguments.get(0), count.unwrap_or(usize::MAX))?;
    context.new_bytes(piece)
}

fn readinto(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    check(context, arguments.get(0))?;
    let target = arguments.get(1);
    let Some(room) = memoryview::writable(target) else {
        let name = context.type_name(target);
        let message = format_args!("readinto() argument must be read-write bytes-like object, not {name}");
        return Err(context.raise(ClassId::TypeError, message));
    };
    let piece = take(context, arguments.get(0), room.len())?;
    // The target may be a view of this very buffer.
    let copy = context.new_bytes(piece)?;
    let copy = bytes::view(copy).unwrap_or(&[]);
    if let Some(place) = room.get_mut(..copy.len()) {
        place.copy_from_slice(copy);
    }
    context.new_int_of_size(copy.len())
}

fn line(context: &mut Context, stream: Value, limit: usize) -> Result<Value> {
    let all = content(stream);
    let rest = all.get(position(stream).min(all.len())..).unwrap_or(&[]);
    let rest = rest.get(..limit.min(rest.len())).unwrap_or(&[]);
    let count = search::position_of(rest, 10).map_or(rest.len(), |place| place.wrapping_add(1));
    let piece = take(context, stream, count)?;
    context.new_bytes(piece)
}

fn readline(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    check(context, arguments.get(0))?;
    let count = size_argument(context, arguments.optional(1))?;
    line(context, arguments.get(0), count.unwrap_or(usize::MAX))
}

fn next(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    check(context, arguments.get(0))?;
    let line = line(context, arguments.get(0), usize::MAX)?;
    if bytes::view(line).is_none_or(<[u8]>::is_empty) {
        return Err(context.raise(ClassId::StopIteration, format_args!("")));
    }
    Ok(line)
}

fn seek(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let stream = arguments.get(0);
    check(context, stream)?;
    let offset = operations::as_isize(context, arguments.get(1))?;
    let whence = match arguments.optional(2) {
        Some(whence) => operations::as_isize(context, whence)?,
        None => 0,
    };
    let from = match whence {
        0 if offset < 0 => return Err(context.raise(ClassId::ValueError, format_args!("negative seek value {offset}"))),
        0 => 0,
        1 => position(stream),
        2 => content(stream).len(),
        _ => return Err(context.raise(ClassId::ValueError, format_args!("invalid whence ({whence}, should be 0, 1 or 2)"))),
    };
    let place = (from as isize).saturating_add(offset).max(0) as usize;
    set_position(context, stream, place)?;
    Ok(field(stream, POSITION))
}

fn truncate(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let stream = arguments.get(0);
    check(context, stream)?;
    let size = match arguments.optional(1).filter(|size| *size != Value::NONE) {
        None => position(stream) as isize,
        Some(size) => operations::as_isize(context, size)?,
    };
    let Ok(size) = usize::try_from(size) else {
        return Err(context.raise(ClassId::ValueError, format_args!("negative size value {size}")));
    };
    if size < content(stream).len() {
        bytearray::put(context, field(stream, BUFFER).as_pointer(), size, usize::MAX, &[])?;
    }
    context.new_int_of_size(size)
}

fn close(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let stream = arguments.get(0);
    if bytes::view(field(stream, BUFFER)).is_some() {
        // Refused while a view looks into the buffer.
        bytearray::put(context, field(stream, BUFFER).as_pointer(), 0, usize::MAX, &[])?;
    }
    set_field(stream, BUFFER, Value::NONE);
    Ok(Value::NONE)
}

/// The methods.
pub static METHODS: &[Method] = &[
    Method::raw("__new__", new).unbound(),
    Method::named("__init__", init, &["initial_bytes"], 0),
    Method::new(
        "__iter__",
        |context, arguments| {
            check(context, arguments.get(0))?;
            iterator::itself(context, arguments)
        },
        0,
        0,
    ),
    Method::new("__next__", next, 0, 0),
    Method::new("write", write, 1, 1),
    Method::new(
        "getvalue",
        |context, arguments| {
            check(context, arguments.get(0))?;
            context.new_bytes(content(arguments.get(0)))
        },
        0,
        0,
    ),
    Method::new(
        "getbuffer",
        |context, arguments| {
            check(context, arguments.get(0))?;
            context.new_memory_view(field(arguments.get(0), BUFFER))
        },
        0,
        0,
    ),
    Method::new("read", read, 0, 1),
    Method::new("read1", read, 0, 1),
    Method::new("readinto", readinto, 1, 1),
    Method::new("readinto1", readinto, 1, 1),
    Method::new("readline", readline, 0, 1),
    Method::new(
        "tell",
        |context, arguments| {
            check(context, arguments.get(0))?;
            Ok(field(arguments.get(0), POSITION))
        },
        0,
        0,
    ),
    Method::new("seek", seek, 1, 2),
    Method::new("truncate", truncate, 0, 1),
    Method::new("close", close, 0, 0),
];

/// The attributes.
pub static ATTRIBUTES: &[Attribute] =
    &[Attribute { name: "closed", get: |_, stream| Ok(Value::from_bool(field(stream, BUFFER) == Value::NONE)), set: None }];
