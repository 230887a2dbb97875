//! Strs to bytes.

use core::fmt::Write;

use copperhead_stencils::value::Value;

use super::errors::{Codec, Handler, Order, ask, raise_unicode};
use super::{codec_names, escapes};
use crate::context::Context;
use crate::error::{Raised, Result};
use crate::numeric::sink::ByteSink;
use crate::objects::byte_builder::ByteBuilder;
use crate::objects::class_list::ClassId;
use crate::objects::native::Arguments;
use crate::objects::text;

/// `str.encode(encoding='utf-8', errors='strict')`.
pub(crate) fn method(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let (encoding, errors) = codec_names(context, "encode", arguments.optional(1), arguments.optional(2))?;
    encode(context, arguments.get(0), encoding, errors)
}

/// The bytes of a str in an encoding.
///
/// # Errors
/// LookupError for unknown names, UnicodeEncodeError.
pub(crate) fn encode(context: &mut Context, string: Value, encoding: &str, errors: &str) -> Result<Value> {
    let Some(codec) = Codec::known(encoding) else {
        let (encoding, errors) = (context.new_str(encoding)?, context.new_str(errors)?);
        return super::errors::call_codecs(context, "_encode_text", &[string, encoding, errors]);
    };
    let plain = match codec {
        Codec::Utf8 | Codec::Ascii => text::is_ascii(string),
        Codec::Latin1 => text::width(string) == 1,
        _ => false,
    };
    if plain {
        return context.new_bytes(text::storage(string));
    }
    let length = text::length(string);
    let mut builder = ByteBuilder::new(context);
    builder.make_room(length)?;
    match codec {
        Codec::Utf8Marked => builder.push_slice(&[0xef, 0xbb, 0xbf])?,
        Codec::Utf16(Order::Marked) => builder.push_slice(&[0xff, 0xfe])?,
        Codec::Utf32(Order::Marked) => builder.push_slice(&[0xff, 0xfe, 0, 0])?,
        _ => {}
    }
    // Looked up when first needed: a wrong name matters only then.
    let mut handler = None;
    let mut index = 0usize;
    while index < length {
        let point = text::code_point(string, index);
        if encodable(codec, point) {
            push(&mut builder, codec, point)?;
            index = index.wrapping_add(1);
            continue;
        }
        let mut end = index.wrapping_add(1);
        while end < length && !encodable(codec, text::code_point(string, end)) {
            end = end.wrapping_add(1);
        }
        let known = match handler {
            Some(known) => known,
            None => Handler::by_name(builder.context, errors)?,
        };
        handler = Some(known);
        if let Handler::Registered(_) = known {
            index = registered(&mut builder, codec, errors, string, index, end)?;
            continue;
        }
        handle(&mut builder, codec, known, string, index, end)?;
        index = end;
    }
    builder.finish_bytes()
}

fn encodable(codec: Codec, point: u32) -> bool {
    match codec {
        Codec::Ascii => point < 0x80,
        Codec::Latin1 => point < 0x100,
        Codec::UnicodeEscape | Codec::RawUnicodeEscape => true,
        _ => !matches!(point, 0xd800..0xe000),
    }
}

/// Adds a code point; surrogates as if they were characters.
fn push(builder: &mut ByteBuilder<'_>, codec: Codec, point: u32) -> Result<()> {
    match codec {
        Codec::Ascii | Codec::Latin1 => builder.push(point as u8),
        Codec::Utf8 | Codec::Utf8Marked => push_utf8(builder, point),
        Codec::UnicodeEscape => escapes::push(builder, point, false),
        Codec::RawUnicodeEscape => escapes::push(builder, point, true),
        Codec::Utf16(order) => match point.checked_sub(0x1_0000) {
            None => push_u16(builder, order, point),
            Some(rest) => {
                push_u16(builder, order, 0xd800 | rest >> 10)?;
                push_u16(builder, order, 0xdc00 | (rest & 0x3ff))
            }
        },
        Codec::Utf32(Order::Big) => builder.push_slice(&point.to_be_bytes()),
        Codec::Utf32(_) => builder.push_slice(&point.to_le_bytes()),
    }
}

fn push_u16(builder: &mut ByteBuilder<'_>, order: Order, unit: u32) -> Result<()> {
    let unit = unit as u16;
    builder.push_slice(&if order == Order::Big { unit.to_be_bytes() } else { unit.to_le_bytes() })
}

/// Adds a code point in generalised UTF-8.
pub(crate) fn push_utf8(builder: &mut ByteBuilder<'_>, point: u32) -> Result<()> {
    let tail = |shift: u32| (0x80 | ((point >> shift) & 0x3f)) as u8;
    match point {
        0..0x80 => builder.push(point as u8),
        0x80..0x800 => builder.push_slice(&[(0xc0 | point >> 6) as u8, tail(0)]),
        0x800..0x1_0000 => builder.push_slice(&[(0xe0 | point >> 12) as u8, tail(6), tail(0)]),
        _ => builder.push_slice(&[(0xf0 | (point >> 18 & 7)) as u8, tail(12), tail(6), tail(0)]),
    }
}

/// Deals with code points that the encoding does not have.
fn handle(builder: &mut ByteBuilder<'_>, codec: Codec, handler: Handler, string: Value, start: usize, end: usize) -> Result<()> {
    let mut refuse = None;
    for index in start..end {
        let point = text::code_point(string, index);
        let mut buffer = [0u8; 16];
        let mut escape = ByteSink::new(&mut buffer);
        // The buffer has room for the longest escape.
        let _ = match handler {
            Handler::Ignore => Ok(()),
            Handler::Replace => escape.write_str("?"),
            Handler::Reference => write!(escape, "&#{point};"),
            Handler::Backslash => backslashed(&mut escape, point),
            Handler::Name => {
                push_name(builder, codec, point)?;
                Ok(())
            }
            Handler::SurrogateEscape if matches!(point, 0xdc80..0xdd00) && !matches!(codec, Codec::Utf16(_) | Codec::Utf32(_)) => {
                builder.push(point as u8)?;
                Ok(())
            }
            Handler::SurrogatePass if matches!(point, 0xd800..0xe000) && !matches!(codec, Codec::Ascii | Codec::Latin1) => {
                push(builder, codec, point)?;
                Ok(())
            }
            Handler::Strict | Handler::Registered(_) | Handler::SurrogateEscape | Handler::SurrogatePass => {
                refuse = Some(index);
                break;
            }
        };
        for &byte in escape.written() {
            push(builder, codec, u32::from(byte))?;
        }
    }
    match refuse {
        Some(start) => Err(raise(builder.context, codec, string, start, end)),
        None => Ok(()),
    }
}

/// Has a registered handler deal with them; where to go on.
fn registered(builder: &mut ByteBuilder<'_>, codec: Codec, errors: &str, string: Value, start: usize, end: usize) -> Result<usize> {
    let raised = raise(builder.context, codec, string, start, end);
    let context = &mut *builder.context;
    let error = core::mem::replace(&mut context.machine.exception, Value::UNDEFINED);
    if !context.is_instance_of(error, ClassId::UnicodeEncodeError) {
        context.machine.exception = error;
        return Err(raised);
    }
    let (replacement, place) = ask(context, error, errors)?;
    if !text::is_str(replacement) {
        builder.push_slice(crate::objects::bytes::view(replacement).unwrap_or(&[]))?;
        return Ok(place);
    }
    for index in 0..text::length(replacement) {
        let point = text::code_point(replacement, index);
        if !encodable(codec, point) {
            return Err(builder.context.raise_value(error));
        }
        push(builder, codec, point)?;
    }
    Ok(place)
}

/// A code point as an escape of a str.
fn backslashed(escape: &mut ByteSink<'_>, point: u32) -> core::fmt::Result {
    match point {
        0..0x100 => write!(escape, "\\x{point:02x}"),
        0x100..0x1_0000 => write!(escape, "\\u{point:04x}"),
        _ => write!(escape, "\\U{point:08x}"),
    }
}

/// Adds the name of a character as an escape; the number of one that has none.
fn push_name(builder: &mut ByteBuilder<'_>, codec: Codec, point: u32) -> Result<()> {
    let mut buffer = [0u8; 16];
    let mut escape = ByteSink::new(&mut buffer);
    #[cfg(feature = "unicode-data")]
    if let Some(name) = crate::unicode_data::name(point) {
        return ["\\N{", name.text(), "}"].iter().flat_map(|text| text.bytes()).try_for_each(|byte| push(builder, codec, u32::from(byte)));
    }
    #[cfg(not(feature = "unicode-data"))]
    if !matches!(point, 0xd800..0xe000) {
        let message = format_args!("namereplace is not part of this build: it was made without the feature unicode-data");
        return Err(builder.context.raise(ClassId::LookupError, message));
    }
    // The buffer has room for the longest escape.
    let _ = backslashed(&mut escape, point);
    escape.written().iter().try_for_each(|byte| push(builder, codec, u32::from(*byte)))
}

#[cold]
fn raise(context: &mut Context, codec: Codec, string: Value, start: usize, end: usize) -> Raised {
    let reason = match codec {
        Codec::Ascii => "ordinal not in range(128)",
        Codec::Latin1 => "ordinal not in range(256)",
        _ => "surrogates not allowed",
    };
    raise_unicode(context, ClassId::UnicodeEncodeError, codec, string, (start, end), reason)
}
