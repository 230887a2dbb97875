//! `repr` of strs and `ascii()`: quotes and escapes.

use copperhead_stencils::value::Value;

use super::text::{self, TextBuilder};
use super::unicode;
use crate::context::Context;
use crate::error::Result;

/// The quote for a text: single, unless it has single quotes and no double ones.
pub(crate) fn quote_for(points: impl Iterator<Item = u32>) -> u32 {
    let (mut single, mut double) = (false, false);
    for point in points {
        single |= point == 0x27;
        double |= point == 0x22;
    }
    if single && !double { 0x22 } else { 0x27 }
}

/// Adds two, four or eight hexadecimal digits.
pub(crate) fn push_hexadecimal(builder: &mut TextBuilder<'_>, number: u32, digits: u32) -> Result<()> {
    for digit in (0..digits).rev() {
        let digit = number.checked_shr(digit.wrapping_mul(4)).unwrap_or(0) & 0xf;
        builder.push(char::from_digit(digit, 16).map_or(0x30, u32::from))?;
    }
    Ok(())
}

/// Adds an escape `\x..`, `\u....` or `\U........`.
pub(crate) fn push_escape(builder: &mut TextBuilder<'_>, point: u32) -> Result<()> {
    let (letter, digits) = match point {
        0..0x100 => ("\\x", 2),
        0x100..0x1_0000 => ("\\u", 4),
        _ => ("\\U", 8),
    };
    builder.push_text(letter)?;
    push_hexadecimal(builder, point, digits)
}

/// Adds a code point as it stands between quotes. `printable` says which need no escape.
pub(crate) fn push_quoted(builder: &mut TextBuilder<'_>, point: u32, quote: u32, printable: impl Fn(u32) -> bool) -> Result<()> {
    match point {
        0x0a => builder.push_text("\\n"),
        0x0d => builder.push_text("\\r"),
        0x09 => builder.push_text("\\t"),
        0x5c => builder.push_text("\\\\"),
        _ if point == quote => {
            builder.push(0x5c)?;
            builder.push(point)
        }
        _ if printable(point) => builder.push(point),
        _ => push_escape(builder, point),
    }
}

/// `repr(string)`.
///
/// # Errors
/// MemoryError.
pub(crate) fn repr(context: &mut Context, string: Value) -> Result<Value> {
    quoted(context, string, unicode::is_printable)
}

fn quoted(context: &mut Context, string: Value, printable: fn(u32) -> bool) -> Result<Value> {
    let quote = quote_for(text::code_points(string));
    let plain = |&byte: &u8| matches!(byte, 0x20..0x7f) && byte != 0x5c && u32::from(byte) != quote;
    let mut builder = TextBuilder::new(context);
    builder.make_room(text::length(string).saturating_add(2), 1)?;
    builder.push(quote)?;
    if text::is_ascii(string) && text::storage(string).iter().all(plain) {
        builder.push_str(string)?;
    } else {
        for point in text::code_points(string) {
            push_quoted(&mut builder, point, quote, printable)?;
        }
    }
    builder.push(quote)?;
    builder.finish()
}

/// What `ascii(object)` makes of the object's `repr`: everything that is not ASCII becomes an escape.
///
/// # Errors
/// MemoryError.
pub(crate) fn escape_to_ascii(context: &mut Context, string: Value) -> Result<Value> {
    if text::is_ascii(string) {
        return Ok(string);
    }
    let mut builder = TextBuilder::new(context);
    for point in text::code_points(string) {
        if point < 0x80 {
            builder.push(point)?;
        } else {
            push_escape(&mut builder, point)?;
        }
    }
    builder.finish()
}

/// `ascii(object)`.
///
/// # Errors
/// What `__repr__` raises.
pub(crate) fn ascii(context: &mut Context, object: Value) -> Result<Value> {
    let text = super::operations::repr(context, object)?;
    if super::text::ascii_text(text).is_some() {
        return Ok(text);
    }
    escape_to_ascii(context, text)
}
