//! Methods that change the case of letters, and those that ask for properties of characters.

use copperhead_stencils::value::Value;

use super::basics::all_points;
use crate::context::Context;
use crate::error::Result;
use crate::objects::native::Arguments;
use crate::objects::text::{self, TextBuilder};
use crate::objects::unicode::{self, CAPITAL_SIGMA, FINAL_SIGMA, has, is_cased};

/// Maps the bytes of an ASCII str; the function also gets the byte before.
fn map_ascii(context: &mut Context, string: Value, map: impl Fn(u8, u8) -> u8) -> Result<Value> {
    if text::length(string) == 0 {
        return context.new_str("");
    }
    let fresh = context.new_str_cell(text::length(string), 1, true)?;
    let (data, mut before) = (text::str_data(fresh), 0u8);
    for (index, &byte) in text::storage(string).iter().enumerate() {
        // SAFETY: the fresh str is as long as this one.
        unsafe { *data.add(index) = map(before, byte) };
        before = byte;
    }
    Ok(fresh)
}

/// Adds the lower case of the code point at an index: a capital sigma at the end of a word has its own.
fn push_lower(builder: &mut TextBuilder<'_>, string: Value, index: usize, point: u32) -> Result<()> {
    if point == CAPITAL_SIGMA {
        let ignorable = |point: &u32| has(*point, unicode::CASE_IGNORABLE);
        let before = (0..index).rev().map(|index| text::code_point(string, index)).find(|point| !ignorable(point));
        let behind =
            (index.wrapping_add(1)..text::length(string)).map(|index| text::code_point(string, index)).find(|point| !ignorable(point));
        let last = before.is_some_and(is_cased) && !behind.is_some_and(is_cased);
        return builder.push(if last { FINAL_SIGMA } else { 0x3c3 });
    }
    push_all(builder, unicode::lower(point))
}

fn push_all(builder: &mut TextBuilder<'_>, mapped: unicode::Mapped) -> Result<()> {
    mapped.as_slice().iter().try_for_each(|&point| builder.push(point))
}

/// Maps each code point, with its index.
fn map_points(context: &mut Context, string: Value, mut push: impl FnMut(&mut TextBuilder<'_>, usize, u32) -> Result<()>) -> Result<Value> {
    let mut builder = TextBuilder::new(context);
    builder.make_room(text::length(string), text::width(string))?;
    for (index, point) in text::code_points(string).enumerate() {
        push(&mut builder, index, point)?;
    }
    builder.finish()
}

/// `str.lower`.
pub(crate) fn lower(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let string = arguments.get(0);
    if text::is_ascii(string) {
        return map_ascii(context, string, |_, byte| byte.to_ascii_lowercase());
    }
    map_points(context, string, |builder, index, point| push_lower(builder, string, index, point))
}

/// `str.upper`.
pub(crate) fn upper(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let string = arguments.get(0);
    if text::is_ascii(string) {
        return map_ascii(context, string, |_, byte| byte.to_ascii_uppercase());
    }
    map_points(context, string, |builder, _, point| push_all(builder, unicode::upper(point)))
}

/// `str.casefold`.
pub(crate) fn casefold(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let string = arguments.get(0);
    if text::is_ascii(string) {
        return map_ascii(context, string, |_, byte| byte.to_ascii_lowercase());
    }
    map_points(context, string, |builder, _, point| unicode::fold(point, |point| builder.push(point)))
}

/// `str.swapcase`.
pub(crate) fn swapcase(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let string = arguments.get(0);
    map_points(context, string, |builder, index, point| {
        if unicode::is_upper(point) {
            push_lower(builder, string, index, point)
        } else if unicode::is_lower(point) {
            push_all(builder, unicode::upper(point))
        } else {
            builder.push(point)
        }
    })
}

/// `str.title`.
pub(crate) fn title(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let string = arguments.get(0);
    if text::is_ascii(string) {
        return map_ascii(context, string, |before, byte| {
            if before.is_ascii_alphabetic() { byte.to_ascii_lowercase() } else { byte.to_ascii_uppercase() }
        });
    }
    let mut inside = false;
    map_points(context, string, |builder, index, point| {
        let behind = inside;
        inside = is_cased(point);
        if behind { push_lower(builder, string, index, point) } else { push_all(builder, unicode::title(point)) }
    })
}

/// `str.capitalize`.
pub(crate) fn capitalize(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let string = arguments.get(0);
    map_points(context, string, |builder, index, point| {
        if index == 0 { push_all(builder, unicode::title(point)) } else { push_lower(builder, string, index, point) }
    })
}

/// Whether there are cased characters and none of them is of the kind that is refused.
fn cased_and_none(string: Value, refused: impl Fn(u32) -> bool) -> Value {
    let mut cased = false;
    for point in text::code_points(string) {
        if refused(point) {
            return Value::FALSE;
        }
        cased |= is_cased(point);
    }
    Value::from_bool(cased)
}

/// `str.islower`.
pub(crate) fn islower(_: &mut Context, arguments: &Arguments) -> Result<Value> {
    Ok(cased_and_none(arguments.get(0), |point| unicode::is_upper(point) || unicode::is_title(point)))
}

/// `str.isupper`.
pub(crate) fn isupper(_: &mut Context, arguments: &Arguments) -> Result<Value> {
    Ok(cased_and_none(arguments.get(0), |point| unicode::is_lower(point) || unicode::is_title(point)))
}

/// `str.istitle`.
pub(crate) fn istitle(_: &mut Context, arguments: &Arguments) -> Result<Value> {
    let (mut cased, mut inside) = (false, false);
    for point in text::code_points(arguments.get(0)) {
        let begins = unicode::is_upper(point) || unicode::is_title(point);
        let goes_on = !begins && unicode::is_lower(point);
        if (begins && inside) || (goes_on && !inside) {
            return Ok(Value::FALSE);
        }
        inside = begins || goes_on;
        cased |= inside;
    }
    Ok(Value::from_bool(cased))
}

/// `str.isspace`.
pub(crate) fn isspace(_: &mut Context, arguments: &Arguments) -> Result<Value> {
    Ok(all_points(arguments.get(0), unicode::is_space))
}

/// `str.isalpha`.
pub(crate) fn isalpha(_: &mut Context, arguments: &Arguments) -> Result<Value> {
    Ok(all_points(arguments.get(0), |point| has(point, unicode::ALPHABETIC)))
}

/// `str.isalnum`.
pub(crate) fn isalnum(_: &mut Context, arguments: &Arguments) -> Result<Value> {
    let wanted = unicode::ALPHABETIC | unicode::DECIMAL | unicode::DIGIT | unicode::NUMERIC;
    Ok(all_points(arguments.get(0), |point| has(point, wanted)))
}

/// `str.isdecimal`.
pub(crate) fn isdecimal(_: &mut Context, arguments: &Arguments) -> Result<Value> {
    Ok(all_points(arguments.get(0), |point| has(point, unicode::DECIMAL)))
}

/// `str.isdigit`.
pub(crate) fn isdigit(_: &mut Context, arguments: &Arguments) -> Result<Value> {
    Ok(all_points(arguments.get(0), |point| has(point, unicode::DIGIT)))
}

/// `str.isnumeric`.
pub(crate) fn isnumeric(_: &mut Context, arguments: &Arguments) -> Result<Value> {
    Ok(all_points(arguments.get(0), |point| has(point, unicode::NUMERIC)))
}

/// `str.isprintable`: true for the empty str.
pub(crate) fn isprintable(_: &mut Context, arguments: &Arguments) -> Result<Value> {
    let string = arguments.get(0);
    Ok(if text::length(string) == 0 { Value::TRUE } else { all_points(string, unicode::is_printable) })
}

/// `str.isidentifier`.
pub(crate) fn isidentifier(_: &mut Context, arguments: &Arguments) -> Result<Value> {
    Ok(Value::from_bool(is_identifier(arguments.get(0))))
}

/// Whether a str has the form of a name (keywords have it too).
pub(crate) fn is_identifier(string: Value) -> bool {
    let mut points = text::code_points(string);
    points.next().is_some_and(|point| has(point, unicode::IDENTIFIER_START)) && points.all(|point| has(point, unicode::IDENTIFIER_CONTINUE))
}
