//! What arrays are filled from, and what is made of them: bytes, lists, text, files.

use copperhead_stencils::layout::object::Kind;
use copperhead_stencils::value::Value;

use super::items::{at, data, is_array, is_text, item, length, new_like, put, store};
use crate::context::Context;
use crate::error::Result;
use crate::objects::class_list::ClassId;
use crate::objects::native::Arguments;
use crate::objects::text::{self, TextBuilder};
use crate::objects::{access, attribute, bytes, operations, str};

pub(super) fn from_bytes(context: &mut Context, array: Value, source: Value) -> Result<()> {
    let bytes = bytes::required(context, source)?;
    if bytes.len().checked_rem(item(array).size) != Some(0) {
        return Err(context.raise(ClassId::ValueError, format_args!("bytes length not a multiple of item size")));
    }
    let copy = context.new_bytes(bytes)?;
    put(context, array, usize::MAX, 0, data(copy))
}

pub(super) fn extend_from(context: &mut Context, array: Value, source: Value) -> Result<()> {
    let item = item(array);
    if is_array(context, source) && self::item(source).code == item.code {
        return from_bytes(context, array, source);
    }
    operations::for_each(context, source, |context, value| {
        let bytes = store(context, item, value)?;
        put(context, array, usize::MAX, 0, bytes.get(..item.size).unwrap_or(&[]))?;
        Ok(true)
    })
}

pub(super) fn tolist(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let list = context.new_list(&[])?;
    for index in 0..length(arguments.get(0)) {
        let value = at(context, arguments.get(0), index)?;
        context.list_append(list, value)?;
    }
    Ok(list)
}

pub(super) fn tounicode(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let array = arguments.get(0);
    if !is_text(item(array)) {
        return Err(context.raise(ClassId::ValueError, format_args!("tounicode() may only be called on unicode type arrays ('u' or 'w')")));
    }
    let mut builder = TextBuilder::new(context);
    for index in 0..length(array) {
        let character = at(builder.context, array, index)?;
        builder.push_str(character)?;
    }
    builder.finish()
}

pub(super) fn fromunicode(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let (array, string) = (arguments.get(0), arguments.get(1));
    if !text::is_str(string) {
        let name = str::given_name(context, string);
        return Err(context.raise(ClassId::TypeError, format_args!("fromunicode() argument must be str, not {name}")));
    }
    if !is_text(item(array)) {
        return Err(
            context.raise(ClassId::ValueError, format_args!("fromunicode() may only be called on unicode type arrays ('u' or 'w')"))
        );
    }
    extend_from(context, array, string)?;
    Ok(Value::NONE)
}

pub(super) fn fromlist(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let (array, source) = (arguments.get(0), arguments.get(1));
    if !access::is(source, Kind::List) {
        return Err(context.raise(ClassId::TypeError, format_args!("arg must be list")));
    }
    // All or nothing.
    let fresh = new_like(context, item(array).code, &[])?;
    extend_from(context, fresh, source)?;
    put(context, array, usize::MAX, 0, data(fresh))?;
    Ok(Value::NONE)
}

pub(super) fn tofile(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let name = context.intern("write")?;
    let write = attribute::get_attribute(context, arguments.get(1), name)?;
    let copy = context.new_bytes(data(arguments.get(0)))?;
    context.call(write, &[copy])?;
    Ok(Value::NONE)
}

pub(super) fn fromfile(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let array = arguments.get(0);
    let count = operations::as_isize(context, arguments.get(2))?;
    if count < 0 {
        return Err(context.raise(ClassId::ValueError, format_args!("negative count")));
    }
    let wanted = (count as usize).saturating_mul(item(array).size);
    let name = context.intern("read")?;
    let read = attribute::get_attribute(context, arguments.get(1), name)?;
    let size = context.new_int_of_size(wanted)?;
    let piece = context.call(read, &[size])?;
    if !access::is(piece, Kind::Bytes) {
        return Err(context.raise(ClassId::TypeError, format_args!("read() didn't return bytes")));
    }
    from_bytes(context, array, piece)?;
    if data(piece).len() != wanted {
        return Err(context.raise(ClassId::EOFError, format_args!("read() didn't return enough bytes")));
    }
    Ok(Value::NONE)
}
