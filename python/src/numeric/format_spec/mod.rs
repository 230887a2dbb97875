//! The format-specification mini-language: `[[fill]align][sign]["z"]["#"]["0"][width][grouping]["." precision][type]`.
//!
//! [`parse`] reads a specification once; [`number`] and [`text`] lay values out by it. The same call with a
//! [`crate::numeric::sink::Measure`] tells the size beforehand. Messages are CPython 3.13's, written by
//! [`FormatError::write_message`].

pub mod number;
pub mod parse;
pub mod text;

#[cfg(test)]
mod tests;

pub use number::{IntegerForm, format_complex, format_float, format_integer};
pub use parse::{CodePoints, parse};
pub use text::{format_character, format_string};

use crate::numeric::sink::{ByteSink, Sink, SinkFull};
use core::fmt::Write;

/// Which side a value is pushed to in its field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// `<`
    Left,
    /// `>`
    Right,
    /// `^`; an odd cell goes to the right.
    Center,
    /// `=`: the padding goes between sign and digits.
    AfterSign,
}

/// What stands in front of numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignStyle {
    /// `+`: a sign always.
    Always,
    /// `-`: a sign for negative numbers.
    Negative,
    /// A space for positive numbers.
    Space,
}

/// The separator between groups of digits before the point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grouping {
    /// None.
    None,
    /// `,` every three digits.
    Comma,
    /// `_` every three digits, every four in binary, octal and hexadecimal.
    Underscore,
}

/// The type of value that is formatted; decides the defaults.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValueKind {
    /// `str`: to the left, type `s`.
    Text,
    /// `int`: to the right, type `d`.
    Integer,
    /// `float` and `complex`: to the right, no type.
    Float,
}

/// A parsed specification.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FormatSpec {
    /// The code point that pads.
    pub fill: u32,
    /// Alignment, given or the type's default.
    pub align: Align,
    /// Sign, if one was given.
    pub sign: Option<SignStyle>,
    /// `z`: a negative number that rounds to zero loses its sign.
    pub no_negative_zero: bool,
    /// `#`.
    pub alternate: bool,
    /// The least width in code points.
    pub width: Option<usize>,
    /// The separator between digits.
    pub grouping: Grouping,
    /// The number behind the point.
    pub precision: Option<usize>,
    /// The type's code point, given or the default; 0 for none.
    pub kind: u32,
}

/// Why a specification does not fit; `ValueError` but for those that say otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FormatError {
    /// Something is left over behind the type.
    InvalidSpecifier,
    /// Width or precision do not fit a machine word.
    TooManyDigits,
    /// `,` and `_` together.
    CommaAndUnderscore,
    /// This separator does not go with this type.
    SeparatorWithType(u32, u32),
    /// A point without digits behind it.
    MissingPrecision,
    /// This type does not go with the value.
    UnknownType(u32),
    /// `+` or `-` for a string.
    SignInString,
    /// A space as the sign for a string.
    SpaceInString,
    /// `z` for a string.
    NegativeZeroInString,
    /// `#` for a string.
    AlternateInString,
    /// `=` for a string.
    AfterSignInString,
    /// A precision for an integer.
    PrecisionInInteger,
    /// `z` for an integer.
    NegativeZeroInInteger,
    /// A sign for `c`.
    SignWithCharacter,
    /// `#` for `c`.
    AlternateWithCharacter,
    /// `c` of a number that is no code point; `OverflowError`.
    CharacterRange,
    /// `c` of a number beyond 64 bits; `OverflowError`.
    CharacterTooLarge,
    /// A precision above 2^31 - 1 for a float.
    PrecisionTooBig,
    /// Zero padding for a complex number.
    ZeroPaddingInComplex,
    /// `=` for a complex number.
    AfterSignInComplex,
    /// The sink is full; no message: the caller knows its sink (`MemoryError`).
    SinkFull,
}

impl From<SinkFull> for FormatError {
    fn from(SinkFull: SinkFull) -> FormatError {
        FormatError::SinkFull
    }
}

impl FormatError {
    /// Whether the exception is an `OverflowError` instead of a `ValueError`.
    pub fn is_overflow(self) -> bool {
        matches!(self, FormatError::CharacterRange | FormatError::CharacterTooLarge)
    }

    /// Writes CPython's message. `specification` is what was parsed, `type_name` the value's type.
    pub fn write_message<T: CodePoints + ?Sized>(self, specification: &T, type_name: &str, sink: &mut dyn Sink) -> Result<(), SinkFull> {
        let fixed = match self {
            FormatError::InvalidSpecifier => {
                sink.push_str("Invalid format specifier '")?;
                for index in 0..specification.length() {
                    sink.push(specification.at(index).unwrap_or(0))?;
                }
                sink.push_str("' for object of type '")?;
                sink.push_str(type_name)?;
                return sink.push(b'\'' as u32);
            }
            FormatError::UnknownType(kind) => {
                sink.push_str("Unknown format code '")?;
                write_type(kind, sink)?;
                sink.push_str("' for object of type '")?;
                sink.push_str(type_name)?;
                return sink.push(b'\'' as u32);
            }
            FormatError::SeparatorWithType(separator, kind) => {
                sink.push_str("Cannot specify '")?;
                sink.push(separator)?;
                sink.push_str("' with '")?;
                write_type(kind, sink)?;
                return sink.push_str("'.");
            }
            FormatError::TooManyDigits => "Too many decimal digits in format string",
            FormatError::CommaAndUnderscore => "Cannot specify both ',' and '_'.",
            FormatError::MissingPrecision => "Format specifier missing precision",
            FormatError::SignInString => "Sign not allowed in string format specifier",
            FormatError::SpaceInString => "Space not allowed in string format specifier",
            FormatError::NegativeZeroInString => "Negative zero coercion (z) not allowed in string format specifier",
            FormatError::AlternateInString => "Alternate form (#) not allowed in string format specifier",
            FormatError::AfterSignInString => "'=' alignment not allowed in string format specifier",
            FormatError::PrecisionInInteger => "Precision not allowed in integer format specifier",
            FormatError::NegativeZeroInInteger => "Negative zero coercion (z) not allowed in integer format specifier",
            FormatError::SignWithCharacter => "Sign not allowed with integer format specifier 'c'",
            FormatError::AlternateWithCharacter => "Alternate form (#) not allowed with integer format specifier 'c'",
            FormatError::CharacterRange => "%c arg not in range(0x110000)",
            FormatError::CharacterTooLarge => "Python int too large to convert to C long",
            FormatError::PrecisionTooBig => "precision too big",
            FormatError::ZeroPaddingInComplex => "Zero padding is not allowed in complex format specifier",
            FormatError::AfterSignInComplex => "'=' alignment flag is not allowed in complex format specifier",
            FormatError::SinkFull => "",
        };
        sink.push_str(fixed)
    }
}

/// A type's letter, or its code point in hexadecimal where it is no visible ASCII.
fn write_type(kind: u32, sink: &mut dyn Sink) -> Result<(), SinkFull> {
    if kind > 32 && kind < 128 {
        return sink.push(kind);
    }
    let mut buffer = [0; 12];
    let mut text = ByteSink::new(&mut buffer);
    // Cannot fail: at most ten characters.
    let _ = write!(text, "\\x{kind:x}");
    sink.push_str(core::str::from_utf8(text.written()).unwrap_or(""))
}
