//! What the instructions of f-strings do: a value formatted, and the pieces put together.

use copperhead_stencils::value::Value;

use super::text;
use super::{operations, str_format, str_repr};
use crate::context::Context;
use crate::error::Result;
use crate::numeric::float_text::{SHORT_FIXED, short_fixed};

/// A formatted value: converted first (0: not, 1: `!s`, 2: `!r`, 3: `!a`), then laid out by a specification.
///
/// # Errors
/// What `__str__`, `__repr__` or `__format__` raises.
pub(crate) fn format_value(context: &mut Context, value: Value, conversion: u8, spec: Option<Value>) -> Result<Value> {
    let value = match conversion {
        1 => operations::str(context, value)?,
        2 => operations::repr(context, value)?,
        3 => str_repr::ascii(context, value)?,
        _ => value,
    };
    let spec = spec.filter(|&spec| text::length(spec) != 0);
    if text::is_str(value) && text::is_exact(value) {
        return match spec {
            None => Ok(value),
            Some(spec) => str_format::format_str(context, value, spec),
        };
    }
    match spec {
        // Exact integers have no `__format__` but that of int.
        None if value.is_int() => small_int(context, value.as_int()),
        None => {
            let empty = context.new_str("")?;
            operations::format(context, value, empty)
        }
        Some(spec) if value.is_word_float() => {
            let mut buffer = [0u8; SHORT_FIXED];
            match short_float(value.as_word_float(), spec, &mut buffer) {
                Some(text) => context.new_str(text),
                None => operations::format(context, value, spec),
            }
        }
        Some(spec) if value.is_int() => {
            let mut buffer = [b' '; MOST_WIDTH + DIGITS];
            match short_int(value.as_int(), spec, &mut buffer) {
                Some(text) => context.new_str_generalised(text),
                None => operations::format(context, value, spec),
            }
        }
        Some(spec) => operations::format(context, value, spec),
    }
}

/// Wider numbers are laid out the long way.
const MOST_WIDTH: usize = 39;
/// Room for the digits of a small integer and its sign.
const DIGITS: usize = 24;

/// A small integer by the formats that it has most of the time: a width, perhaps an alignment or zeros before it, perhaps a `d`. The buffer is
/// all spaces.
fn short_int(number: isize, spec: Value, buffer: &mut [u8; MOST_WIDTH + DIGITS]) -> Option<&[u8]> {
    let spec = text::ascii_text(spec)?.as_bytes();
    let spec = spec.strip_suffix(b"d").unwrap_or(spec);
    let (left, zeros, width) = match spec {
        [b'<', width @ ..] => (true, false, width),
        [b'>', width @ ..] => (false, false, width),
        [b'0', width @ ..] => (false, true, width),
        width => (false, false, width),
    };
    let width = match *width {
        [tens @ b'1'..=b'3', ones @ b'0'..=b'9'] => usize::from(tens & 15).wrapping_mul(10).wrapping_add(usize::from(ones & 15)),
        [ones @ b'1'..=b'9'] => usize::from(ones & 15),
        _ => return None,
    };
    let mut own = [0u8; DIGITS];
    let digits = decimal(&mut own, number);
    let padding = width.saturating_sub(digits.len());
    let text = buffer.get_mut(..width.max(digits.len()))?;
    let sign = usize::from(zeros && number < 0);
    if zeros {
        text.get_mut(..padding.saturating_add(sign))?.fill(b'0');
        text.get_mut(..sign)?.fill(b'-');
    }
    let start = if left { 0 } else { padding.saturating_add(sign) };
    let digits = digits.get(sign..)?;
    text.get_mut(start..)?.get_mut(..digits.len())?.copy_from_slice(digits);
    Some(text)
}

/// A float by the format that it has most of the time, some places after the point.
fn short_float(value: f64, spec: Value, buffer: &mut [u8; SHORT_FIXED]) -> Option<&str> {
    match *text::ascii_text(spec)?.as_bytes() {
        [b'.', places @ b'0'..=b'9', b'f'] => short_fixed(value, usize::from(places & 15), buffer),
        _ => None,
    }
}

/// The decimal digits of a small integer.
///
/// # Errors
/// MemoryError.
pub(crate) fn small_int(context: &mut Context, number: isize) -> Result<Value> {
    let mut buffer = [0u8; 24];
    let digits = decimal(&mut buffer, number);
    context.new_str_generalised(digits)
}

/// Writes a number to the end of a buffer and returns what was written.
fn decimal(buffer: &mut [u8; 24], number: isize) -> &[u8] {
    let (mut rest, mut start) = (number.unsigned_abs(), buffer.len());
    loop {
        start = start.saturating_sub(1);
        if let Some(place) = buffer.get_mut(start) {
            *place = b'0'.wrapping_add((rest % 10) as u8);
        }
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    if number < 0 {
        start = start.saturating_sub(1);
        if let Some(place) = buffer.get_mut(start) {
            *place = b'-';
        }
    }
    buffer.get(start..).unwrap_or(&[])
}

/// The pieces of an f-string, all strs, put together.
///
/// # Errors
/// MemoryError.
///
/// # Safety
/// `count` strs lie at `first`, and stay there.
pub(crate) unsafe fn build_string(context: &mut Context, first: *const Value, count: usize) -> Result<Value> {
    // SAFETY: the caller's contract.
    let piece = |index: usize| unsafe { *first.add(index) };
    if count == 1 {
        return text::exact(context, piece(0));
    }
    let (mut total, mut width, mut ascii) = (0usize, 1usize, true);
    for index in 0..count {
        let piece = piece(index);
        if !text::is_str(piece) {
            return Err(context.raise_system("a piece of an f-string that is no str"));
        }
        total = total.saturating_add(text::length(piece));
        width = width.max(text::width(piece));
        ascii &= text::is_ascii(piece);
    }
    if total == 0 {
        return context.new_str("");
    }
    let fresh = context.new_str_cell(total, width, ascii)?;
    let mut place = 0usize;
    for index in 0..count {
        let piece = piece(index);
        // SAFETY: the lengths of these strs were added up, and the width is that of the widest.
        unsafe { text::write_points(fresh, place, piece) };
        place = place.wrapping_add(text::length(piece));
    }
    Ok(fresh)
}

impl Context {
    /// [`format_value`], for the instruction.
    ///
    /// # Errors
    /// What `__str__`, `__repr__` or `__format__` raises.
    pub(crate) fn format_value(&mut self, value: Value, conversion: u8, spec: Option<Value>) -> Result<Value> {
        format_value(self, value, conversion, spec)
    }
    /// [`build_string`], for the instruction.
    ///
    /// # Errors
    /// MemoryError.
    ///
    /// # Safety
    /// As there.
    pub(crate) unsafe fn build_string(&mut self, first: *const Value, count: usize) -> Result<Value> {
        // SAFETY: the caller's contract.
        unsafe { build_string(self, first, count) }
    }
}
