//! Strings and single characters laid out by a specification.

use super::{Align, FormatError, FormatSpec, SignStyle};
use crate::numeric::sink::Sink;

/// The padding left and right of something with this length.
pub(super) fn padding(spec: &FormatSpec, length: usize) -> (usize, usize) {
    let padding = spec.width.unwrap_or(0).saturating_sub(length);
    match spec.align {
        Align::Right => (padding, 0),
        Align::Center => (padding / 2, padding.saturating_sub(padding / 2)),
        Align::Left | Align::AfterSign => (0, padding),
    }
}

/// Writes a string of `length` code points, cut to the precision and padded to the width.
pub fn format_string(spec: &FormatSpec, length: usize, text: impl Iterator<Item = u32>, sink: &mut dyn Sink) -> Result<(), FormatError> {
    if spec.kind != 's' as u32 {
        return Err(FormatError::UnknownType(spec.kind));
    }
    match spec.sign {
        Some(SignStyle::Space) => return Err(FormatError::SpaceInString),
        Some(_) => return Err(FormatError::SignInString),
        None => {}
    }
    if spec.no_negative_zero {
        return Err(FormatError::NegativeZeroInString);
    }
    if spec.alternate {
        return Err(FormatError::AlternateInString);
    }
    if spec.align == Align::AfterSign {
        return Err(FormatError::AfterSignInString);
    }
    let length = spec.precision.map_or(length, |precision| precision.min(length));
    let (left, right) = padding(spec, length);
    sink.push_repeated(spec.fill, left)?;
    for code_point in text.take(length) {
        sink.push(code_point)?;
    }
    Ok(sink.push_repeated(spec.fill, right)?)
}

/// Writes the character with an integer's value (type `c`); `None` stands for a value beyond 64 bits.
pub fn format_character(spec: &FormatSpec, value: Option<i64>, sink: &mut dyn Sink) -> Result<(), FormatError> {
    spec.integer_form()?;
    let value = u32::try_from(value.ok_or(FormatError::CharacterTooLarge)?).map_err(|_| FormatError::CharacterRange)?;
    if value > 0x10_ffff {
        return Err(FormatError::CharacterRange);
    }
    let (left, right) = padding(spec, 1);
    // What goes between sign and digits stands before the character.
    let (left, right) = if spec.align == Align::AfterSign { (right, left) } else { (left, right) };
    sink.push_repeated(spec.fill, left)?;
    sink.push(value)?;
    Ok(sink.push_repeated(spec.fill, right)?)
}
