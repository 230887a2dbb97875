//! `format % values`, for strs and for bytes.

use copperhead_stencils::layout::object::Kind;
use copperhead_stencils::value::Value;

use super::class_list::ClassId;
use super::integer::view as integer;
use super::native::Arguments;
use super::special::Special;
use super::text::{self, TextBuilder};
use super::{construct, operations, sequence, str_repr};
use crate::context::Context;
use crate::error::{Raised, Result};
use crate::numeric::float_text::{FloatStyle, FloatText, SHORT_FIXED, short_fixed};

/// `str.__mod__`.
pub(crate) fn dunder_mod(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    format(context, arguments.get(0), arguments.get(1), false)
}

/// `str.__rmod__`.
pub(crate) fn dunder_rmod(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    if text::is_str(arguments.get(1)) {
        return format(context, arguments.get(1), arguments.get(0), false);
    }
    Ok(Value::NOT_IMPLEMENTED)
}

/// A conversion of a format.
#[derive(Default)]
struct Conversion {
    left: bool,
    plus: bool,
    blank: bool,
    alternate: bool,
    zero: bool,
    width: usize,
    precision: Option<usize>,
    letter: u32,
}

/// Where conversions get their values from.
struct Values {
    /// The tuple of values, or the only one.
    values: Value,
    is_tuple: bool,
    /// The next of the tuple; 1 if the only value was taken.
    next: usize,
    /// Whether the values are a mapping.
    mapping: bool,
    /// A value that was looked up in the mapping comes next.
    looked_up: Option<Value>,
    /// The format stands for bytes.
    bytes: bool,
}

/// A format with its values filled in. `bytes`: the format stands for bytes, a code point for each.
///
/// # Errors
/// TypeError, ValueError, OverflowError, what the values' methods raise.
pub(crate) fn format(context: &mut Context, format: Value, values: Value, bytes: bool) -> Result<Value> {
    // SAFETY: arguments are alive.
    let (is_tuple, is_bytes) = unsafe { (values.is_kind(Kind::Tuple), super::bytes::view(values).is_some()) };
    let class = context.class_of(values);
    let mapping = !is_tuple && !text::is_str(values) && (!bytes || !is_bytes) && context.lookup_special(class, Special::GetItem)?.is_some();
    let mut values = Values { values, is_tuple, next: 0, mapping, looked_up: None, bytes };
    let points = text::points(format);
    let mut builder = TextBuilder::new(context);
    builder.make_room(points.len(), text::width(format))?;
    let mut position = 0usize;
    let whole = loop {
        let start = position;
        while points.at(position).is_some_and(|point| point != 0x25) {
            position = position.wrapping_add(1);
        }
        builder.push_range(format, start, position)?;
        if position >= points.len() {
            // Without a conversion it is the format itself, also of a subclass.
            break Some(format).filter(|_| start == 0 && position != 0);
        }
        position = position.wrapping_add(1);
        // A second sign stands for one only where nothing is between them.
        if points.at(position) == Some(0x25) {
            builder.push(0x25)?;
            position = position.wrapping_add(1);
        } else {
            let conversion = parse(builder.context, &mut values, format, &mut position)?;
            let index = position.wrapping_sub(1);
            let shown = convert(&mut builder, &mut values, &conversion, index)?;
            if position >= points.len() && builder.length() == shown.map_or(0, text::length) {
                // Nothing but this conversion: it is what `__str__` gave, also of a subclass.
                break shown;
            }
        }
    };
    if !values.mapping && !values.is_done() {
        let what = if bytes { "bytes" } else { "string" };
        return Err(builder.context.raise(ClassId::TypeError, format_args!("not all arguments converted during {what} formatting")));
    }
    match whole {
        Some(whole) if !bytes && text::length(whole) != 0 => Ok(whole),
        _ => builder.finish(),
    }
}

impl Values {
    fn is_done(&self) -> bool {
        self.next >= if self.is_tuple { sequence::length(self.values) } else { 1 }
    }

    /// The value for the next conversion.
    fn take(&mut self, context: &mut Context) -> Result<Value> {
        if let Some(value) = self.looked_up.take() {
            return Ok(value);
        }
        let index = self.next;
        let value = if self.is_tuple {
            construct::tuple_slice(self.values).get(index).copied()
        } else if index == 0 {
            Some(self.values)
        } else {
            None
        };
        self.next = index.saturating_add(1);
        match value {
            Some(value) => Ok(value),
            None => Err(context.raise(ClassId::TypeError, format_args!("not enough arguments for format string"))),
        }
    }

    /// The number that an asterisk stands for.
    fn star(&mut self, context: &mut Context) -> Result<isize> {
        let value = self.take(context)?;
        if !integer::is_integer(value) {
            return Err(context.raise(ClassId::TypeError, format_args!("* wants int")));
        }
        operations::as_isize(context, value)
    }
}

fn incomplete(context: &mut Context) -> Raised {
    context.raise(ClassId::ValueError, format_args!("incomplete format"))
}

/// Reads the digits at a position; `None` if there are none.
fn digits(context: &mut Context, points: text::Points<'_>, position: &mut usize, what: &str) -> Result<Option<usize>> {
    let mut number = None;
    while let Some(digit) = points.at(*position).and_then(char::from_u32).and_then(|point| point.to_digit(10)) {
        let next = number.unwrap_or(0usize).checked_mul(10).and_then(|number| number.checked_add(digit as usize));
        let fits = |&number: &usize| if what == "width" { isize::try_from(number).is_ok() } else { i32::try_from(number).is_ok() };
        match next.filter(fits) {
            Some(next) => number = Some(next),
            None => return Err(context.raise(ClassId::ValueError, format_args!("{what} too big"))),
        }
        *position = position.wrapping_add(1);
    }
    Ok(number)
}

/// Reads a conversion from behind its percent sign to behind its letter.
fn parse(context: &mut Context, values: &mut Values, format: Value, position: &mut usize) -> Result<Conversion> {
    let points = text::points(format);
    let mut conversion = Conversion::default();
    if points.at(*position) == Some(0x28) {
        look_up(context, values, format, position)?;
    }
    loop {
        match points.at(*position).and_then(char::from_u32) {
            Some('-') => conversion.left = true,
            Some('+') => conversion.plus = true,
            Some(' ') => conversion.blank = true,
            Some('#') => conversion.alternate = true,
            Some('0') => conversion.zero = true,
            _ => break,
        }
        *position = position.wrapping_add(1);
    }
    if points.at(*position) == Some(0x2a) {
        *position = position.wrapping_add(1);
        let width = values.star(context)?;
        conversion.left |= width < 0;
        conversion.width = width.unsigned_abs();
    } else {
        conversion.width = digits(context, points, position, "width")?.unwrap_or(0);
    }
    if points.at(*position) == Some(0x2e) {
        *position = position.wrapping_add(1);
        let precision = if points.at(*position) == Some(0x2a) {
            *position = position.wrapping_add(1);
            let precision = values.star(context)?;
            if i32::try_from(precision).is_err() {
                return Err(context.raise(ClassId::OverflowError, format_args!("Python int too large to convert to C int")));
            }
            usize::try_from(precision).unwrap_or(0)
        } else {
            digits(context, points, position, "precision")?.unwrap_or(0)
        };
        conversion.precision = Some(precision);
    }
    if matches!(points.at(*position), Some(0x68 | 0x6c | 0x4c)) {
        *position = position.wrapping_add(1);
    }
    match points.at(*position) {
        Some(letter) => conversion.letter = letter,
        None => return Err(incomplete(context)),
    }
    *position = position.wrapping_add(1);
    Ok(conversion)
}

/// Looks a key in parentheses up in the mapping.
fn look_up(context: &mut Context, values: &mut Values, format: Value, position: &mut usize) -> Result<()> {
    if !values.mapping {
        return Err(context.raise(ClassId::TypeError, format_args!("format requires a mapping")));
    }
    let points = text::points(format);
    *position = position.wrapping_add(1);
    let (start, mut open) = (*position, 1usize);
    while open != 0 {
        match points.at(*position) {
            Some(0x28) => open = open.saturating_add(1),
            Some(0x29) => open = open.saturating_sub(1),
            Some(_) => {}
            None => return Err(context.raise(ClassId::ValueError, format_args!("incomplete format key"))),
        }
        *position = position.wrapping_add(1);
    }
    let end = position.wrapping_sub(1);
    let mut key = text::substring(context, format, start, end)?;
    if values.bytes {
        key = context.new_bytes(text::storage(key))?;
    }
    values.looked_up = Some(operations::get_item(context, values.values, key)?);
    // From now on only what is looked up counts.
    values.next = 1;
    Ok(())
}

/// Formats one value; gives the text of which nothing was left out.
fn convert(builder: &mut TextBuilder<'_>, values: &mut Values, conversion: &Conversion, index: usize) -> Result<Option<Value>> {
    let letter = char::from_u32(conversion.letter).unwrap_or('\0');
    // The letter is looked at behind the value, but a wrong one is told first if no value is left.
    let value = values.take(builder.context)?;
    match letter {
        's' | 'b' if values.bytes => {
            let shown = bytes_as_text(builder.context, value)?;
            push_text(builder, conversion, shown)
        }
        'r' if values.bytes => {
            let shown = str_repr::ascii(builder.context, value)?;
            push_text(builder, conversion, shown)
        }
        's' => {
            let shown = operations::str(builder.context, value)?;
            push_text(builder, conversion, shown)
        }
        'r' => {
            let shown = operations::repr(builder.context, value)?;
            push_text(builder, conversion, shown)
        }
        'a' => {
            let shown = str_repr::ascii(builder.context, value)?;
            push_text(builder, conversion, shown)
        }
        'd' | 'i' | 'u' | 'o' | 'x' | 'X' => push_integer(builder, conversion, letter, value).map(|()| None),
        'e' | 'E' | 'f' | 'F' | 'g' | 'G' => push_float(builder, conversion, letter, value, values.bytes).map(|()| None),
        'c' => {
            let point = character(builder.context, value, values.bytes)?;
            let shown = builder.context.character(point)?;
            push_text(
                builder,
                &Conversion { precision: None, width: conversion.width, left: conversion.left, ..Conversion::default() },
                shown,
            )
        }
        _ => {
            let shown = if (' '..'\x7f').contains(&letter) { letter } else { '?' };
            let code = conversion.letter;
            Err(builder
                .context
                .raise(ClassId::ValueError, format_args!("unsupported format character '{shown}' ({code:#x}) at index {index}")))
        }
    }
}

/// Adds a text, cut to the precision and padded to the width; gives it if it was not cut.
fn push_text(builder: &mut TextBuilder<'_>, conversion: &Conversion, shown: Value) -> Result<Option<Value>> {
    let length = conversion.precision.map_or(text::length(shown), |precision| precision.min(text::length(shown)));
    let padding = conversion.width.saturating_sub(length);
    if !conversion.left {
        builder.push_repeated(0x20, padding)?;
    }
    builder.push_range(shown, 0, length)?;
    if conversion.left {
        builder.push_repeated(0x20, padding)?;
    }
    Ok(Some(shown).filter(|&shown| length == text::length(shown)))
}

/// Adds a number: sign, prefix and `length` more code points that `body` writes.
fn push_number(
    builder: &mut TextBuilder<'_>,
    conversion: &Conversion,
    negative: bool,
    prefix: &str,
    length: usize,
    body: impl FnOnce(&mut TextBuilder<'_>) -> Result<()>,
) -> Result<()> {
    let sign = match (negative, conversion.plus, conversion.blank) {
        (true, _, _) => "-",
        (false, true, _) => "+",
        (false, false, true) => " ",
        _ => "",
    };
    let padding = conversion.width.saturating_sub(sign.len().saturating_add(prefix.len()).saturating_add(length));
    if !conversion.left && !conversion.zero {
        builder.push_repeated(0x20, padding)?;
    }
    builder.push_text(sign)?;
    builder.push_text(prefix)?;
    if !conversion.left && conversion.zero {
        builder.push_repeated(0x30, padding)?;
    }
    body(builder)?;
    if conversion.left {
        builder.push_repeated(0x20, padding)?;
    }
    Ok(())
}

fn push_integer(builder: &mut TextBuilder<'_>, conversion: &Conversion, letter: char, value: Value) -> Result<()> {
    let number = to_integer(builder.context, value, letter)?;
    let (prefix, kind) = match letter {
        'o' => ("0o", "o"),
        'x' => ("0x", "x"),
        'X' => ("0X", "X"),
        _ => ("", ""),
    };
    let spec = builder.context.new_str(kind)?;
    let digits = super::fstring::format_value(builder.context, number, 0, Some(spec))?;
    let negative = text::code_point(digits, 0) == 0x2d;
    let (start, end) = (usize::from(negative), text::length(digits));
    let count = end.saturating_sub(start);
    let zeros = conversion.precision.unwrap_or(0).saturating_sub(count);
    let prefix = if conversion.alternate { prefix } else { "" };
    push_number(builder, conversion, negative, prefix, count.saturating_add(zeros), |builder| {
        builder.push_repeated(0x30, zeros)?;
        builder.push_range(digits, start, end)
    })
}

/// The integer for an integer conversion.
fn to_integer(context: &mut Context, value: Value, letter: char) -> Result<Value> {
    if integer::is_integer(value) {
        return context.exact_int(value);
    }
    let decimal = matches!(letter, 'd' | 'i' | 'u');
    let mut found = None;
    if decimal {
        if let Some(number) = operations::float_value(value) {
            return context.int_of_float(number);
        }
        if !super::bytes::is_text_like(value) {
            found = operations::call_special(context, value, Special::Int, &[])?;
        }
    }
    if found.is_none() {
        found = operations::call_special(context, value, Special::Index, &[])?;
    }
    match found {
        Some(number) if integer::is_integer(number) => context.exact_int(number),
        _ => {
            let (name, what) = (context.type_name(value), if decimal { "a real number" } else { "an integer" });
            Err(context.raise(ClassId::TypeError, format_args!("%{letter} format: {what} is required, not {name}")))
        }
    }
}

fn push_float(builder: &mut TextBuilder<'_>, conversion: &Conversion, letter: char, value: Value, bytes: bool) -> Result<()> {
    let number = to_float(builder.context, value, bytes)?;
    let precision = conversion.precision.unwrap_or(6);
    let style = match letter.to_ascii_lowercase() {
        'e' => FloatStyle::Exponent(precision),
        'f' => FloatStyle::Fixed(precision),
        _ => FloatStyle::General(precision),
    };
    let mut buffer = [0u8; SHORT_FIXED];
    if let (FloatStyle::Fixed(places), false, true) = (style, conversion.alternate, number.is_finite())
        && let Some(text) = short_fixed(number.abs(), places, &mut buffer)
    {
        return push_number(builder, conversion, number.is_sign_negative(), "", text.len(), |builder| {
            text.bytes().try_for_each(|digit| builder.push(u32::from(digit)))
        });
    }
    let shown = FloatText::new(number, style, conversion.alternate, false, letter.is_ascii_uppercase());
    let length = shown.integer_length().saturating_add(shown.rest_length());
    push_number(builder, conversion, shown.negative, "", length, |builder| {
        for index in 0..shown.integer_length() {
            builder.push(u32::from(shown.integer_digit(index)))?;
        }
        shown.write_rest(builder).map_err(|_| Raised)
    })
}

/// The float for a float conversion.
fn to_float(context: &mut Context, value: Value, bytes: bool) -> Result<f64> {
    if let Some(number) = operations::float_value(value) {
        return Ok(number);
    }
    let mut value = value;
    if !integer::is_integer(value) {
        if let Some(number) = operations::call_special(context, value, Special::Float, &[])? {
            if let Some(number) = operations::float_value(number) {
                return Ok(number);
            }
            let (class, name) = (context.type_name(value), context.type_name(number));
            return Err(context.raise(ClassId::TypeError, format_args!("{class}.__float__ returned non-float (type {name})")));
        }
        match operations::call_special(context, value, Special::Index, &[])? {
            Some(number) => value = number,
            None => {
                let name = context.type_name(value);
                let what = if bytes { "float argument required" } else { "must be real number" };
                return Err(context.raise(ClassId::TypeError, format_args!("{what}, not {name}")));
            }
        }
    }
    match integer::view(value).map(|view| view.to_f64()) {
        Some(Ok(number)) => Ok(number),
        _ => Err(context.raise(ClassId::OverflowError, format_args!("int too large to convert to float"))),
    }
}

/// The code point for `%c`.
fn character(context: &mut Context, value: Value, bytes: bool) -> Result<u32> {
    if bytes {
        if let Some([byte]) = super::bytes::view(value) {
            return Ok(u32::from(*byte));
        }
    } else if text::is_str(value) {
        if text::length(value) == 1 {
            return Ok(text::code_point(value, 0));
        }
        return Err(context.raise(ClassId::TypeError, format_args!("%c requires int or char")));
    }
    let (limit, message) = if bytes { (0x100, "%c arg not in range(256)") } else { (0x11_0000, "%c arg not in range(0x110000)") };
    if !sequence::has_index(context, value)? {
        let what = if bytes { "an integer in range(256) or a single byte" } else { "int or char" };
        return Err(context.raise(ClassId::TypeError, format_args!("%c requires {what}")));
    }
    let number = operations::index(context, value)?;
    match sequence::to_i128(number).and_then(|number| u32::try_from(number).ok()).filter(|&number| number < limit) {
        Some(point) => Ok(point),
        None => Err(context.raise(ClassId::OverflowError, format_args!("{message}"))),
    }
}

/// The bytes of a bytes-like object as code points, for `%s` and `%b` of bytes.
fn bytes_as_text(context: &mut Context, value: Value) -> Result<Value> {
    let mut value = value;
    if super::bytes::view(value).is_none() {
        match operations::call_special(context, value, Special::Bytes, &[])? {
            Some(result) if super::bytes::view(result).is_some() => value = result,
            _ => {
                let name = context.type_name(value);
                return Err(context.raise(
                    ClassId::TypeError,
                    format_args!("%b requires a bytes-like object, or an object that implements __bytes__, not '{name}'"),
                ));
            }
        }
    }
    latin1(context, super::bytes::view(value).unwrap_or(&[]))
}

/// A str with a code point for each byte.
///
/// # Errors
/// MemoryError.
pub(crate) fn latin1(context: &mut Context, bytes: &[u8]) -> Result<Value> {
    let fresh = context.new_str_cell(bytes.len(), 1, bytes.is_ascii())?;
    // SAFETY: the fresh str has room for the bytes.
    unsafe { core::ptr::copy_nonoverlapping(bytes.as_ptr(), text::str_data(fresh), bytes.len()) };
    Ok(fresh)
}
