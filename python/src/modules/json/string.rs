//! Strings of JSON.

use copperhead_stencils::value::Value;

use super::wrong;
use crate::context::Context;
use crate::error::Result;
use crate::objects::class_list::ClassId;
use crate::objects::native::Arguments;
use crate::objects::operations;
use crate::objects::str_repr::push_hexadecimal;
use crate::objects::text::{self, Points, TextBuilder};

/// The string of which the opening quote was read: its end is behind the closing quote.
///
/// # Errors
/// JSONDecodeError, MemoryError.
pub(super) fn read(context: &mut Context, document: Value, start: usize, strict: bool) -> Result<(Value, usize)> {
    let points = text::points(document);
    let opening = start.saturating_sub(1);
    let plain = plain_end(points, start, strict);
    if points.at(plain) == Some(0x22) {
        return Ok((text::substring(context, document, start, plain)?, plain.saturating_add(1)));
    }
    let mut builder = TextBuilder::new(context);
    let (mut from, mut at) = (start, plain);
    loop {
        builder.push_range(document, from, at)?;
        match points.at(at) {
            None => return Err(wrong(builder.context, "Unterminated string starting at", document, opening)),
            Some(0x22) => return Ok((builder.finish()?, at.saturating_add(1))),
            Some(0x5c) => {
                let (point, behind) = escape(builder.context, document, points, at, opening)?;
                builder.push(point)?;
                from = behind;
            }
            Some(_) => return Err(wrong(builder.context, "Invalid control character at", document, at)),
        }
        at = plain_end(points, from, strict);
    }
}

/// Where what needs no look ends: a quote, a backslash, a control character, or the end.
fn plain_end(points: Points<'_>, from: usize, strict: bool) -> usize {
    let ends = |point: u32| point == 0x22 || point == 0x5c || (strict && point < 0x20);
    let rest = points.part(from, points.len());
    let found = text::each_width!(rest, slice => slice.iter().position(|unit| ends(text::Unit::point(*unit))).unwrap_or(slice.len()));
    from.saturating_add(found)
}

/// What a backslash and what follows stand for, and where they end.
fn escape(context: &mut Context, document: Value, points: Points<'_>, at: usize, opening: usize) -> Result<(u32, usize)> {
    let behind = at.saturating_add(2);
    let point = match points.at(at.saturating_add(1)).and_then(char::from_u32) {
        None if at.saturating_add(1) >= points.len() => {
            return Err(wrong(context, "Unterminated string starting at", document, opening));
        }
        Some(character @ ('"' | '\\' | '/')) => u32::from(character),
        Some('b') => 8,
        Some('f') => 12,
        Some('n') => 10,
        Some('r') => 13,
        Some('t') => 9,
        Some('u') => {
            let Some(high) = four(points, behind) else {
                return Err(wrong(context, "Invalid \\uXXXX escape", document, at.saturating_add(1)));
            };
            let behind = behind.saturating_add(4);
            // Two halves that belong together are one code point.
            if (0xd800..0xdc00).contains(&high)
                && points.at(behind) == Some(0x5c)
                && points.at(behind.saturating_add(1)) == Some(0x75)
                && let Some(low) = four(points, behind.saturating_add(2)).filter(|low| (0xdc00..0xe000).contains(low))
            {
                let point = 0x1_0000 + ((high - 0xd800) << 10 | (low - 0xdc00));
                return Ok((point, behind.saturating_add(6)));
            }
            return Ok((high, behind));
        }
        _ => return Err(wrong(context, "Invalid \\escape", document, at)),
    };
    Ok((point, behind))
}

/// Four hexadecimal digits.
fn four(points: Points<'_>, at: usize) -> Option<u32> {
    (0..4).try_fold(0u32, |number, index| {
        let digit = points.at(at.saturating_add(index)).and_then(char::from_u32)?.to_digit(16)?;
        Some(number << 4 | digit)
    })
}

/// `scanstring(string, end, strict=True)`.
pub(super) fn scan_string(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let document = arguments.get(0);
    if !text::is_str(document) {
        let name = context.type_name(document);
        return Err(context.raise(ClassId::TypeError, format_args!("first argument must be a string, not {name}")));
    }
    let end = operations::as_isize(context, arguments.get(1))?;
    let strict = match arguments.optional(2) {
        Some(strict) => operations::truth(context, strict)?,
        None => true,
    };
    let Some(end) = usize::try_from(end).ok().filter(|&end| end <= text::length(document)) else {
        return Err(context.raise(ClassId::ValueError, format_args!("end is out of bounds")));
    };
    let (made, end) = read(context, document, end, strict)?;
    let end = context.new_int_of_size(end)?;
    context.new_pair(made, end)
}

/// A str as a string of JSON, with quotes.
pub(super) fn encode_string(context: &mut Context, string: Value, ascii: bool) -> Result<Value> {
    if !text::is_str(string) {
        let name = context.type_name(string);
        return Err(context.raise(ClassId::TypeError, format_args!("first argument must be a string, not {name}")));
    }
    let mut builder = TextBuilder::new(context);
    push(&mut builder, string, ascii)?;
    builder.finish()
}

/// Adds a str as a string of JSON.
pub(super) fn push(builder: &mut TextBuilder<'_>, string: Value, ascii: bool) -> Result<()> {
    let points = text::points(string);
    let special = |point: u32| point == 0x22 || point == 0x5c || point < 0x20 || (ascii && point > 0x7e);
    builder.push(0x22)?;
    let mut from = 0usize;
    loop {
        let rest = points.part(from, points.len());
        let found = text::each_width!(rest, slice => slice.iter().position(|unit| special(text::Unit::point(*unit))));
        let at = found.map_or(points.len(), |found| from.saturating_add(found));
        builder.push_range(string, from, at)?;
        let Some(point) = points.at(at) else { break };
        match point {
            0x22 => builder.push_text("\\\"")?,
            0x5c => builder.push_text("\\\\")?,
            8 => builder.push_text("\\b")?,
            9 => builder.push_text("\\t")?,
            10 => builder.push_text("\\n")?,
            12 => builder.push_text("\\f")?,
            13 => builder.push_text("\\r")?,
            0x1_0000.. => {
                let rest = point - 0x1_0000;
                hexadecimal(builder, 0xd800 | rest >> 10)?;
                hexadecimal(builder, 0xdc00 | (rest & 0x3ff))?;
            }
            _ => hexadecimal(builder, point)?,
        }
        from = at.saturating_add(1);
    }
    builder.push(0x22)
}

fn hexadecimal(builder: &mut TextBuilder<'_>, unit: u32) -> Result<()> {
    builder.push_text("\\u")?;
    push_hexadecimal(builder, unit, 4)
}
