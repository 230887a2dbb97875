//! Making bytes out of integers, iterables, texts.

use copperhead_stencils::layout::object::Kind;
use copperhead_stencils::value::Value;

use super::{byte_value, view};
use crate::context::Context;
use crate::error::{Raised, Result};
use crate::objects::byte_builder::{ByteBuilder, bytes_data};
use crate::objects::class_list::ClassId;
use crate::objects::layout::Bytes;
use crate::objects::native::Arguments;
use crate::objects::special::Special;
use crate::objects::{operations, sequence, str, text};

/// `bytes(source=b'', encoding, errors)`.
pub(crate) fn new_bytes(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let class = context.class_for_new(arguments, ClassId::Bytes)?;
    let exact = class == context.class(ClassId::Bytes);
    let source = arguments.optional(1);
    let mut made = None;
    if let Some(source) = source
        && arguments.optional(2).is_none()
        && arguments.optional(3).is_none()
    {
        if exact && context.class_of(source) == class {
            return Ok(source);
        }
        if let Some(result) = operations::call_special(context, source, Special::Bytes, &[])? {
            // SAFETY: a result is alive.
            if !unsafe { result.is_kind(Kind::Bytes) } {
                let name = context.type_name(result);
                return Err(context.raise(ClassId::TypeError, format_args!("__bytes__ returned non-bytes (type {name})")));
            }
            made = Some(result);
        }
    }
    let made = match made {
        Some(made) => made,
        None => {
            let mut builder = ByteBuilder::new(context);
            fill(&mut builder, source, arguments.optional(2), arguments.optional(3), "bytes")?;
            builder.finish_bytes()?
        }
    };
    if exact {
        return Ok(made);
    }
    let bytes = view(made).unwrap_or(&[]);
    // SAFETY: the class is alive.
    let shape = unsafe { (*class).root_shape };
    let object: *mut Bytes = context.new_shaped(shape, Kind::Bytes, Bytes::DATA.saturating_add(bytes.len()))?;
    let fresh = Value::from_pointer(object);
    // SAFETY: fresh, with room for the bytes.
    unsafe {
        (*object).length = bytes.len();
        core::ptr::copy_nonoverlapping(bytes.as_ptr(), bytes_data(fresh), bytes.len());
    }
    Ok(fresh)
}

/// Fills a builder by the arguments of `bytes` or `bytearray`, whose name is told.
///
/// # Errors
/// As those classes raise.
pub(crate) fn fill(
    builder: &mut ByteBuilder<'_>,
    source: Option<Value>,
    encoding: Option<Value>,
    errors: Option<Value>,
    name: &str,
) -> Result<()> {
    let (encoding_name, errors_name) = str::codec_names(builder.context, name, encoding, errors)?;
    let Some(source) = source else {
        return match (encoding, errors) {
            (None, None) => Ok(()),
            (Some(_), _) => Err(type_error(builder.context, "encoding without a string argument")),
            _ => Err(type_error(builder.context, "errors without a string argument")),
        };
    };
    if text::is_str(source) {
        if encoding.is_none() {
            return Err(type_error(builder.context, "string argument without an encoding"));
        }
        let encoded = str::encode::encode(builder.context, source, encoding_name, errors_name)?;
        return builder.push_slice(view(encoded).unwrap_or(&[]));
    }
    if encoding.is_some() {
        return Err(type_error(builder.context, "encoding without a string argument"));
    }
    if errors.is_some() {
        return Err(type_error(builder.context, "errors without a string argument"));
    }
    if let Some(bytes) = view(source) {
        return builder.push_slice(bytes);
    }
    if super::super::access::is(source, Kind::MemoryView) {
        super::super::memoryview::check(builder.context, source)?;
        let bytes = builder.context.view_bytes(source)?;
        return builder.push_slice(view(bytes).unwrap_or(&[]));
    }
    if sequence::has_index(builder.context, source)? {
        let count = operations::index(builder.context, source)?;
        let Some(count) = sequence::to_i128(count).and_then(|count| isize::try_from(count).ok()) else {
            let name = builder.context.type_name(source);
            return Err(builder.context.raise(ClassId::OverflowError, format_args!("cannot fit '{name}' into an index-sized integer")));
        };
        return match usize::try_from(count) {
            Ok(count) => builder.push_repeated(0, count),
            Err(_) => Err(builder.context.raise(ClassId::ValueError, format_args!("negative count"))),
        };
    }
    if let Some(bytes) = builder.context.bytes_of_object(source)? {
        return builder.push_slice(self::view(bytes).unwrap_or(&[]));
    }
    fill_from_iterable(builder, source, name)
}

/// Adds the integers of an iterable.
///
/// # Errors
/// TypeError, ValueError, what the iteration raises.
pub(crate) fn fill_from_iterable(builder: &mut ByteBuilder<'_>, source: Value, name: &str) -> Result<()> {
    let iterator = match operations::iterator(builder.context, source) {
        Ok(iterator) => iterator,
        Err(Raised) if builder.context.exception_is(ClassId::TypeError) => {
            let given = builder.context.type_name(source);
            let message = format_args!("cannot convert '{given}' object to {name}");
            return Err(builder.context.raise(ClassId::TypeError, message));
        }
        Err(Raised) => return Err(Raised),
    };
    let what = if name == "bytes" { "bytes" } else { "byte" };
    while let Some(item) = operations::next(builder.context, iterator)? {
        let byte = byte_value(builder.context, item, what)?;
        builder.push(byte)?;
    }
    Ok(())
}

fn type_error(context: &mut Context, message: &str) -> Raised {
    context.raise(ClassId::TypeError, format_args!("{message}"))
}

/// `fromhex`.
pub(crate) fn fromhex(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let (class, string) = (arguments.get(0), arguments.get(1));
    if !text::is_str(string) {
        let name = str::given_name(context, string);
        return Err(context.raise(ClassId::TypeError, format_args!("fromhex() argument must be str, not {name}")));
    }
    let array = class == context.class_value(ClassId::ByteArray);
    let exact = array || class == context.class_value(ClassId::Bytes);
    let digit = |index: usize| text::points(string).at(index).and_then(char::from_u32).and_then(|point| point.to_digit(16));
    let mut builder = ByteBuilder::new(context);
    let (mut index, length) = (0usize, text::length(string));
    while index < length {
        if matches!(text::code_point(string, index), 0x09..=0x0d | 0x20) {
            index = index.wrapping_add(1);
            continue;
        }
        let second = index.wrapping_add(1);
        let wrong = match (digit(index), digit(second)) {
            (None, _) => index,
            (Some(_), None) => second,
            (Some(high), Some(low)) => {
                builder.push((high << 4 | low) as u8)?;
                index = second.wrapping_add(1);
                continue;
            }
        };
        return Err(builder
            .context
            .raise(ClassId::ValueError, format_args!("non-hexadecimal number found in fromhex() arg at position {wrong}")));
    }
    if array {
        return builder.finish_bytearray();
    }
    let made = builder.finish_bytes()?;
    if exact { Ok(made) } else { context.call(class, &[made]) }
}
