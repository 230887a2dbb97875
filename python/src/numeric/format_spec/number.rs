//! Numbers laid out by a specification: sign, prefix, padding, grouped digits, point and what follows.

use super::{Align, FormatError, FormatSpec, Grouping, SignStyle};
use crate::numeric::float_text::{FloatStyle, FloatText};
use crate::numeric::sink::{Sink, SinkFull};

/// What an integer's format type asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IntegerForm {
    /// Digits in this radix, for [`format_integer`].
    Digits(u32),
    /// The character with that code point, for [`super::format_character`].
    Character,
    /// The integer is to be converted to a float, for [`format_float`].
    Float,
}

impl FormatSpec {
    /// What to do with an integer; the errors are those that its value does not matter for.
    pub fn integer_form(&self) -> Result<IntegerForm, FormatError> {
        let form = match char::from_u32(self.kind) {
            Some('d' | 'n') => IntegerForm::Digits(10),
            Some('b') => IntegerForm::Digits(2),
            Some('o') => IntegerForm::Digits(8),
            Some('x' | 'X') => IntegerForm::Digits(16),
            Some('c') => IntegerForm::Character,
            Some('e' | 'E' | 'f' | 'F' | 'g' | 'G' | '%') => return Ok(IntegerForm::Float),
            _ => return Err(FormatError::UnknownType(self.kind)),
        };
        if self.precision.is_some() {
            return Err(FormatError::PrecisionInInteger);
        }
        if self.no_negative_zero {
            return Err(FormatError::NegativeZeroInInteger);
        }
        if form == IntegerForm::Character {
            if self.sign.is_some() {
                return Err(FormatError::SignWithCharacter);
            }
            if self.alternate {
                return Err(FormatError::AlternateWithCharacter);
            }
        }
        Ok(form)
    }

    fn sign_of(&self, negative: bool) -> Option<u8> {
        match (negative, self.sign) {
            (true, _) => Some(b'-'),
            (false, Some(SignStyle::Always)) => Some(b'+'),
            (false, Some(SignStyle::Space)) => Some(b' '),
            (false, _) => None,
        }
    }

    fn separator(&self) -> Option<(u8, usize)> {
        let size = if matches!(char::from_u32(self.kind), Some('b' | 'o' | 'x' | 'X')) { 4 } else { 3 };
        match self.grouping {
            Grouping::None => None,
            Grouping::Comma => Some((b',', size)),
            Grouping::Underscore => Some((b'_', size)),
        }
    }
}

/// A number's parts as they come out, apart from the padding.
struct Parts<'p> {
    sign: Option<u8>,
    prefix: &'p str,
    digit_count: usize,
    digit: &'p dyn Fn(usize) -> u8,
    rest_length: usize,
    write_rest: &'p dyn Fn(&mut dyn Sink) -> Result<(), SinkFull>,
}

/// Lengths of a field: padding on the left, between sign and digits, on the right; digits with leading zeros.
#[derive(Default)]
struct Field {
    left: usize,
    inner: usize,
    right: usize,
    all_digits: usize,
}

/// How many digits, zeros in front included, fill at least `width` cells together with their separators.
fn digits_for_width(width: usize, group: Option<usize>) -> usize {
    let Some(group) = group else { return width };
    // A separator per group but the first: `group + 1` cells hold `group` digits; a separator cannot stand first.
    let block = group.saturating_add(1);
    let whole = width.checked_div(block).unwrap_or(0).saturating_mul(group);
    match width.checked_rem(block) {
        _ if width == 0 => 0,
        Some(rest) => whole.saturating_add(rest.max(1)),
        None => width,
    }
}

impl Parts<'_> {
    fn write(&self, spec: &FormatSpec, sink: &mut dyn Sink) -> Result<(), SinkFull> {
        let separator = spec.separator();
        let group = separator.map(|(_, size)| size);
        let other = (self.sign.is_some() as usize).saturating_add(self.prefix.len()).saturating_add(self.rest_length);
        let width = spec.width.unwrap_or(0);
        let mut field = Field { all_digits: self.digit_count, ..Field::default() };
        if self.digit_count != 0 && spec.fill == '0' as u32 && spec.align == Align::AfterSign {
            field.all_digits = field.all_digits.max(digits_for_width(width.saturating_sub(other), group));
        }
        let separators = match group {
            Some(group) => field.all_digits.saturating_sub(1).checked_div(group).unwrap_or(0),
            None => 0,
        };
        let padding = width.saturating_sub(other.saturating_add(field.all_digits).saturating_add(separators));
        match spec.align {
            Align::Left => field.right = padding,
            Align::Right => field.left = padding,
            Align::AfterSign => field.inner = padding,
            Align::Center => {
                field.left = padding / 2;
                field.right = padding.saturating_sub(field.left);
            }
        }
        sink.push_repeated(spec.fill, field.left)?;
        if let Some(sign) = self.sign {
            sink.push(sign as u32)?;
        }
        sink.push_str(self.prefix)?;
        sink.push_repeated(spec.fill, field.inner)?;
        self.write_digits(field.all_digits, separator, sink)?;
        (self.write_rest)(sink)?;
        sink.push_repeated(spec.fill, field.right)
    }

    fn write_digits(&self, all_digits: usize, separator: Option<(u8, usize)>, sink: &mut dyn Sink) -> Result<(), SinkFull> {
        sink.reserve(all_digits)?;
        let zeros = all_digits.saturating_sub(self.digit_count);
        for index in 0..all_digits {
            let digit = index.checked_sub(zeros).map_or(b'0', |index| (self.digit)(index));
            sink.push(digit as u32)?;
            let left = all_digits.saturating_sub(index).saturating_sub(1);
            if let Some((separator, group)) = separator
                && left != 0
                && left.checked_rem(group) == Some(0)
            {
                sink.push(separator as u32)?;
            }
        }
        Ok(())
    }
}

/// Writes an integer, whose digits (lower case, in the radix that [`FormatSpec::integer_form`] told) are given.
pub fn format_integer(spec: &FormatSpec, negative: bool, digits: &[u8], sink: &mut dyn Sink) -> Result<(), FormatError> {
    spec.integer_form()?;
    let upper = spec.kind == 'X' as u32;
    let prefix = match char::from_u32(spec.kind) {
        Some('b') if spec.alternate => "0b",
        Some('o') if spec.alternate => "0o",
        Some('x') if spec.alternate => "0x",
        Some('X') if spec.alternate => "0X",
        _ => "",
    };
    let digit = |index: usize| {
        let digit = digits.get(index).copied().unwrap_or(b'0');
        if upper { digit.to_ascii_uppercase() } else { digit }
    };
    let parts =
        Parts { sign: spec.sign_of(negative), prefix, digit_count: digits.len(), digit: &digit, rest_length: 0, write_rest: &|_| Ok(()) };
    Ok(parts.write(spec, sink)?)
}

impl FormatSpec {
    /// The digits of a float by this specification, and whether a percent sign follows. `repr_zero`: whether a number
    /// without type shows ".0".
    fn float_text(&self, value: f64, repr_zero: bool) -> Result<(FloatText, bool), FormatError> {
        let precision = self.precision.unwrap_or(6);
        let upper = matches!(char::from_u32(self.kind), Some('E' | 'F' | 'G'));
        let (style, point_zero) = match char::from_u32(self.kind) {
            Some('\0') => match self.precision {
                None => (FloatStyle::Shortest, repr_zero),
                Some(precision) => (FloatStyle::General(precision), repr_zero),
            },
            Some('e' | 'E') => (FloatStyle::Exponent(precision), false),
            Some('f' | 'F' | '%') => (FloatStyle::Fixed(precision), false),
            Some('g' | 'G' | 'n') => (FloatStyle::General(precision), false),
            _ => return Err(FormatError::UnknownType(self.kind)),
        };
        if self.precision.is_some_and(|precision| precision > i32::MAX as usize) {
            return Err(FormatError::PrecisionTooBig);
        }
        let percent = self.kind == '%' as u32;
        let value = if percent { value * 100.0 } else { value };
        let mut text = FloatText::new(value, style, self.alternate, point_zero, upper);
        if self.no_negative_zero && text.is_zero() {
            text.negative = false;
        }
        Ok((text, percent))
    }
}

/// Writes a float.
pub fn format_float(spec: &FormatSpec, value: f64, sink: &mut dyn Sink) -> Result<(), FormatError> {
    let (text, percent) = spec.float_text(value, true)?;
    Ok(write_float(spec, &text, percent, sink)?)
}

fn write_float(spec: &FormatSpec, text: &FloatText, percent: bool, sink: &mut dyn Sink) -> Result<(), SinkFull> {
    let parts = Parts {
        sign: spec.sign_of(text.negative),
        prefix: "",
        digit_count: text.integer_length(),
        digit: &|index| text.integer_digit(index),
        rest_length: text.rest_length().saturating_add(percent as usize),
        write_rest: &|sink| {
            text.write_rest(sink)?;
            if percent { sink.push('%' as u32) } else { Ok(()) }
        },
    };
    parts.write(spec, sink)
}

/// Writes a complex number: `(1+2j)` without a type, else real and imaginary part by the type and `j`.
pub fn format_complex(spec: &FormatSpec, real: f64, imaginary: f64, sink: &mut dyn Sink) -> Result<(), FormatError> {
    if spec.kind == '%' as u32 {
        return Err(FormatError::UnknownType(spec.kind));
    }
    // The type is checked first, then what complex numbers do not take.
    let (real_text, _) = spec.float_text(real, false)?;
    let (imaginary_text, _) = spec.float_text(imaginary, false)?;
    if spec.fill == '0' as u32 {
        return Err(FormatError::ZeroPaddingInComplex);
    }
    if spec.align == Align::AfterSign {
        return Err(FormatError::AfterSignInComplex);
    }
    let bare = FormatSpec { fill: ' ' as u32, align: Align::Left, width: None, ..*spec };
    let untyped = spec.kind == 0;
    let skip_real = untyped && real == 0.0 && real.is_sign_positive();
    let parentheses = untyped && !skip_real;
    let signed = if skip_real { bare } else { FormatSpec { sign: Some(SignStyle::Always), ..bare } };
    let body = |sink: &mut dyn Sink| -> Result<(), SinkFull> {
        if parentheses {
            sink.push('(' as u32)?;
        }
        if !skip_real {
            write_float(&bare, &real_text, false, sink)?;
        }
        write_float(&signed, &imaginary_text, false, sink)?;
        sink.push('j' as u32)?;
        if parentheses { sink.push(')' as u32) } else { Ok(()) }
    };
    let mut measure = crate::numeric::sink::Measure::new(usize::MAX);
    body(&mut measure)?;
    let (left, right) = super::text::padding(spec, measure.length);
    sink.push_repeated(spec.fill, left)?;
    body(sink)?;
    Ok(sink.push_repeated(spec.fill, right)?)
}
