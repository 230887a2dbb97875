//! What every object answers, for bytes and bytearray: comparison, items, concatenation, repetition, text forms.

use copperhead_stencils::layout::object::Kind;
use copperhead_stencils::operation::Comparison;
use copperhead_stencils::value::Value;

use super::{percent, view};
use crate::context::Context;
use crate::error::Result;
use crate::objects::byte_builder::{ByteBuilder, bytes_data, new_bytes_cell};
use crate::objects::class_list::ClassId;
use crate::objects::native::Arguments;
use crate::objects::text::{self, TextBuilder};
use crate::objects::{operations, sequence, str, str_repr};

/// The bytes of the object that a method belongs to.
pub(crate) fn own<'a>(arguments: &Arguments) -> &'a [u8] {
    view(arguments.get(0)).unwrap_or(&[])
}

/// Whether the object is a bytearray.
pub(crate) fn is_array(value: Value) -> bool {
    // SAFETY: the caller holds the value.
    unsafe { value.is_kind(Kind::ByteArray) }
}

/// A new object of the kind of another: bytes or bytearray.
///
/// # Errors
/// MemoryError.
pub(crate) fn like(context: &mut Context, model: Value, bytes: &[u8]) -> Result<Value> {
    let exact = context.class_of(model) == context.class(ClassId::Bytes);
    if exact && view(model).is_some_and(|whole| core::ptr::eq(whole, bytes)) {
        return Ok(model);
    }
    if !is_array(model) {
        let fresh = new_bytes_cell(context, bytes.len())?;
        // SAFETY: the fresh object has room for the bytes.
        unsafe { core::ptr::copy_nonoverlapping(bytes.as_ptr(), bytes_data(fresh), bytes.len()) };
        return Ok(fresh);
    }
    let mut builder = ByteBuilder::new(context);
    builder.push_slice(bytes)?;
    finish(builder, model)
}

/// What was built, as an object of the kind of another.
///
/// # Errors
/// MemoryError.
pub(crate) fn finish(builder: ByteBuilder<'_>, model: Value) -> Result<Value> {
    if is_array(model) { builder.finish_bytearray() } else { builder.finish_bytes() }
}

/// `__len__`.
pub(crate) fn len(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    context.new_int(own(arguments).len() as i128)
}

/// Whether the other operand is asked instead how to compare: memory views are, and bytearrays and arrays by bytes.
fn defers(arguments: &Arguments) -> bool {
    let other = arguments.get(1);
    // SAFETY: arguments are alive.
    unsafe { other.is_kind(Kind::MemoryView) || (is_array(other) && !is_array(arguments.get(0))) }
}

fn compare(arguments: &Arguments, comparison: Comparison) -> Result<Value> {
    match view(arguments.get(1)).filter(|_| !defers(arguments)) {
        Some(other) => Ok(Value::from_bool(sequence::holds(comparison, own(arguments).cmp(other)))),
        None => Ok(Value::NOT_IMPLEMENTED),
    }
}

/// `__eq__`.
pub(crate) fn eq(_: &mut Context, arguments: &Arguments) -> Result<Value> {
    match view(arguments.get(1)).filter(|_| !defers(arguments)) {
        Some(other) => Ok(Value::from_bool(own(arguments) == other)),
        None => Ok(Value::NOT_IMPLEMENTED),
    }
}

/// `__ne__`.
pub(crate) fn ne(_: &mut Context, arguments: &Arguments) -> Result<Value> {
    compare(arguments, Comparison::NotEqual)
}

/// `__lt__`.
pub(crate) fn lt(_: &mut Context, arguments: &Arguments) -> Result<Value> {
    compare(arguments, Comparison::Less)
}

/// `__le__`.
pub(crate) fn le(_: &mut Context, arguments: &Arguments) -> Result<Value> {
    compare(arguments, Comparison::LessEqual)
}

/// `__gt__`.
pub(crate) fn gt(_: &mut Context, arguments: &Arguments) -> Result<Value> {
    compare(arguments, Comparison::Greater)
}

/// `__ge__`.
pub(crate) fn ge(_: &mut Context, arguments: &Arguments) -> Result<Value> {
    compare(arguments, Comparison::GreaterEqual)
}

/// `__add__`.
pub(crate) fn add(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let (first, other) = (arguments.get(0), arguments.get(1));
    let class = context.class_of(other);
    let second = match view(other) {
        None if !sequence::is_built_in(class) => match context.bytes_of_object(other)? {
            Some(bytes) => Some(view(bytes).unwrap_or(&[])),
            None => None,
        },
        second => second,
    };
    let Some(second) = second else {
        let (own, given) = (context.type_name(first), context.type_name(other));
        return Err(context.raise(ClassId::TypeError, format_args!("can't concat {given} to {own}")));
    };
    let mut builder = ByteBuilder::new(context);
    builder.make_room(own(arguments).len().saturating_add(second.len()))?;
    builder.push_slice(own(arguments))?;
    builder.push_slice(second)?;
    finish(builder, first)
}

/// `__mul__` and `__rmul__`.
pub(crate) fn mul(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let Some(times) = sequence::repetitions(context, arguments.get(1))? else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    let mut builder = ByteBuilder::new(context);
    let piece = own(arguments);
    if let [byte] = *piece {
        builder.push_repeated(byte, times)?;
    } else if !piece.is_empty() {
        let Some(total) = piece.len().checked_mul(times).filter(|&total| isize::try_from(total).is_ok()) else {
            let what = if is_array(arguments.get(0)) { "" } else { "repeated bytes are too long" };
            let class = if what.is_empty() { ClassId::MemoryError } else { ClassId::OverflowError };
            return Err(builder.context.raise(class, format_args!("{what}")));
        };
        builder.make_room(total)?;
        for _ in 0..times {
            builder.push_slice(piece)?;
        }
    }
    finish(builder, arguments.get(0))
}

/// `__mod__`.
pub(crate) fn modulo(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let shown = percent(context, arguments.get(0), arguments.get(1))?;
    like(context, arguments.get(0), text::storage(shown))
}

/// `__buffer__(flags)`: a view of the object.
pub(crate) fn buffer(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    super::super::operations::index(context, arguments.get(1))?;
    context.new_memory_view(arguments.get(0))
}

/// `__rmod__`: only something like bytes can be formatted.
pub(crate) fn reflected_modulo(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let format = arguments.get(1);
    if super::super::access::kind(format) != super::super::access::kind(arguments.get(0)) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let shown = percent(context, format, arguments.get(0))?;
    like(context, format, text::storage(shown))
}

/// `__getitem__`.
pub(crate) fn getitem(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let (object, key) = (arguments.get(0), arguments.get(1));
    let name = if is_array(object) { "bytearray " } else { "" };
    // SAFETY: arguments are alive.
    if unsafe { key.is_kind(Kind::Slice) } {
        let mut numbers = sequence::slice_numbers(context, key)?;
        let bytes = own(arguments);
        let count = numbers.fit(bytes.len());
        if numbers.step == 1 {
            let start = numbers.place(0);
            return like(context, object, bytes.get(start..start.saturating_add(count)).unwrap_or(&[]));
        }
        let mut builder = ByteBuilder::new(context);
        builder.make_room(count)?;
        for number in 0..count {
            builder.push(bytes.get(numbers.place(number)).copied().unwrap_or(0))?;
        }
        return finish(builder, object);
    }
    let Some(index) = sequence::subscript_index(context, key)? else {
        let what = if is_array(object) { "bytearray" } else { "byte" };
        return Err(sequence::refuse_key(context, what, key));
    };
    let bytes = own(arguments);
    match sequence::place(index, bytes.len()).and_then(|place| bytes.get(place)) {
        Some(&byte) => Ok(Value::from_i32_small(i32::from(byte))),
        None => Err(context.raise(ClassId::IndexError, format_args!("{name}index out of range"))),
    }
}

/// `__iter__`.
pub(crate) fn iter(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    context.new_bytes_iterator(arguments.get(0))
}

/// Adds `b'…'`. A bytearray's single quotes are escaped even between double ones.
///
/// # Errors
/// MemoryError.
pub(crate) fn push_repr(builder: &mut TextBuilder<'_>, bytes: &[u8], array: bool) -> Result<()> {
    let quote = str_repr::quote_for(bytes.iter().map(|&byte| u32::from(byte)));
    builder.make_room(bytes.len().saturating_add(3), 1)?;
    builder.push(u32::from(b'b'))?;
    builder.push(quote)?;
    for &byte in bytes {
        if array && byte == b'\'' {
            builder.push_text("\\'")?;
            continue;
        }
        str_repr::push_quoted(builder, u32::from(byte), quote, |point| (0x20..0x7f).contains(&point))?;
    }
    builder.push(quote)
}

/// `bytes.__repr__`.
pub(crate) fn repr(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let mut builder = TextBuilder::new(context);
    push_repr(&mut builder, own(arguments), false)?;
    builder.finish()
}

/// `decode(encoding='utf-8', errors='strict')`.
pub(crate) fn decode(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let (encoding, errors) = str::codec_names(context, "decode", arguments.optional(1), arguments.optional(2))?;
    str::decode::decode(context, arguments.get(0), encoding, errors)
}

/// `hex([sep[, bytes_per_sep]])`.
pub(crate) fn hex(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    hex_of(context, own(arguments), arguments.optional(1), arguments.optional(2))
}

/// Bytes in hexadecimal, with separators between groups if they are asked for.
///
/// # Errors
/// TypeError, ValueError.
pub(crate) fn hex_of(context: &mut Context, bytes: &[u8], separator: Option<Value>, group: Option<Value>) -> Result<Value> {
    hex_for(context, bytes, separator, group, false)
}

/// The same for a result that is to be bytes: the separator may be any character that is a byte.
///
/// # Errors
/// TypeError, ValueError.
pub(crate) fn hex_for(
    context: &mut Context,
    bytes: &[u8],
    separator: Option<Value>,
    group: Option<Value>,
    in_bytes: bool,
) -> Result<Value> {
    let group = match group {
        Some(group) => operations::as_isize(context, group)?,
        None => 1,
    };
    let separator = match separator {
        None => None,
        Some(separator) => Some(separator_point(context, separator, in_bytes)?),
    };
    let mut builder = TextBuilder::new(context);
    builder.make_room(bytes.len().saturating_mul(2), 1)?;
    for (index, &byte) in bytes.iter().enumerate() {
        // Groups are counted from the right, from the left if their size is negative.
        let place = if group > 0 { bytes.len().wrapping_sub(index) } else { index };
        if let Some(separator) = separator
            && index != 0
            && place.checked_rem(group.unsigned_abs()) == Some(0)
        {
            builder.push(separator)?;
        }
        str_repr::push_hexadecimal(&mut builder, u32::from(byte), 2)?;
    }
    builder.finish()
}

/// The separator of `hex`: one ASCII character; where the result is bytes, any that is a byte.
fn separator_point(context: &mut Context, separator: Value, in_bytes: bool) -> Result<u32> {
    if operations::length(context, separator)? != 1 {
        return Err(context.raise(ClassId::ValueError, format_args!("sep must be length 1.")));
    }
    let first = match view(separator) {
        Some(bytes) => bytes.first().map_or(0, |&byte| u32::from(byte)),
        None if text::is_str(separator) => text::code_point(separator, 0),
        None => return Err(context.raise(ClassId::TypeError, format_args!("sep must be str or bytes."))),
    };
    if first >= if in_bytes { 0x100 } else { 0x80 } {
        return Err(context.raise(ClassId::ValueError, format_args!("sep must be ASCII.")));
    }
    Ok(first)
}
