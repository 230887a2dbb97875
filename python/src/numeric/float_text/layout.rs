//! How a float's digits are laid out: where the exponent begins, which zeros are shown, CPython's rules for each.

use super::decimal::Decimal;
use crate::numeric::sink::{Sink, SinkFull};

/// A presentation of a float, as the letters of format specifications name them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FloatStyle {
    /// The fewest digits that read back; an exponent below 10^-4 and from 10^16 on.
    Shortest,
    /// `e`: an exponent always, this many digits after the point.
    Exponent(usize),
    /// `f`: never an exponent, this many digits after the point.
    Fixed(usize),
    /// `g`: this many significant digits, trailing zeros dropped; an exponent below 10^-4 and where the digits end.
    General(usize),
}

/// A float taken apart for output: `[-] integer digits [.] fraction digits [e±exponent]`, or a word.
#[derive(Clone, Copy, Debug)]
pub struct FloatText {
    /// Whether a minus sign belongs in front (of `-0.0` and `-inf` too, never of NaN).
    pub negative: bool,
    decimal: Decimal,
    /// Which digit of `decimal` stands first behind the point.
    point: i64,
    integer_digits: usize,
    fraction_digits: usize,
    show_point: bool,
    exponent: Option<i32>,
    word: Option<&'static str>,
    upper: bool,
}

impl FloatText {
    /// Lays out `value`.
    ///
    /// `alternate` keeps point and trailing zeros (`#`), `point_zero` adds ".0" where neither point nor exponent
    /// would show (as `repr` does), `upper` asks for `E`, `INF` and `NAN`.
    pub fn new(value: f64, style: FloatStyle, alternate: bool, point_zero: bool, upper: bool) -> FloatText {
        let word = match (value.is_nan(), value.is_infinite(), upper) {
            (true, _, false) => Some("nan"),
            (true, _, true) => Some("NAN"),
            (_, true, false) => Some("inf"),
            (_, true, true) => Some("INF"),
            _ => None,
        };
        let finite = if word.is_some() { 0.0 } else { value };
        let decimal = match style {
            FloatStyle::Shortest => Decimal::shortest(finite),
            FloatStyle::Exponent(places) => Decimal::significant(finite, places.saturating_add(1)),
            FloatStyle::Fixed(places) => Decimal::fixed(finite, places),
            FloatStyle::General(digits) => Decimal::significant(finite, digits.max(1)),
        };
        let count = decimal.digits().len();
        let point = decimal.point() as i64;
        // The digits to show, and whether the exponent is shown.
        let (shown, exponential) = match style {
            FloatStyle::Shortest => (count, point <= -4 || point > 16),
            FloatStyle::Exponent(places) => (places.saturating_add(1), true),
            FloatStyle::Fixed(_) => (count, false),
            FloatStyle::General(digits) => {
                let digits = digits.max(1);
                let most = i64::try_from(digits).unwrap_or(i64::MAX).saturating_sub(point_zero as i64);
                (if alternate { digits } else { count }, point <= -4 || point > most)
            }
        };
        let point = if exponential { 1 } else { point };
        let mut fraction_digits = match style {
            FloatStyle::Fixed(places) => places,
            _ => usize::try_from((shown as i64).saturating_sub(point)).unwrap_or(0),
        };
        if point_zero && !exponential {
            fraction_digits = fraction_digits.max(1);
        }
        FloatText {
            negative: value.is_sign_negative() && !value.is_nan(),
            decimal,
            point,
            integer_digits: usize::try_from(point).unwrap_or(0).max(1),
            fraction_digits,
            show_point: fraction_digits != 0 || alternate,
            exponent: exponential.then(|| decimal.point().saturating_sub(1)),
            word,
            upper,
        }
    }

    /// Whether the text shows a number that is zero, perhaps by rounding.
    pub fn is_zero(&self) -> bool {
        self.word.is_none() && self.decimal.is_zero()
    }

    /// Digits before the point; none for `inf` and `nan`.
    pub fn integer_length(&self) -> usize {
        if self.word.is_some() { 0 } else { self.integer_digits }
    }

    /// The digit with this index among those before the point, from the left.
    pub fn integer_digit(&self, index: usize) -> u8 {
        let first = self.point.saturating_sub(self.integer_digits as i64);
        self.decimal.digit(first.saturating_add(index as i64))
    }

    /// Code points behind the digits before the point: point, fraction, exponent, or the whole word.
    pub fn rest_length(&self) -> usize {
        if let Some(word) = self.word {
            return word.len();
        }
        let exponent = match self.exponent.map(i32::unsigned_abs) {
            None => 0,
            Some(0..100) => 4,
            Some(_) => 5,
        };
        (self.show_point as usize).saturating_add(self.fraction_digits).saturating_add(exponent)
    }

    /// Writes what [`FloatText::rest_length`] counts.
    pub fn write_rest(&self, sink: &mut dyn Sink) -> Result<(), SinkFull> {
        if let Some(word) = self.word {
            return sink.push_str(word);
        }
        if self.show_point {
            sink.push(b'.' as u32)?;
        }
        // Leading zeros and digits one by one, the zeros behind the last digit at once.
        let known = (self.decimal.digits().len() as i64).saturating_sub(self.point);
        let solid = usize::try_from(known).unwrap_or(0).min(self.fraction_digits);
        for index in 0..solid {
            sink.push(self.decimal.digit(self.point.saturating_add(index as i64)) as u32)?;
        }
        sink.push_repeated(b'0' as u32, self.fraction_digits.saturating_sub(solid))?;
        let Some(exponent) = self.exponent else { return Ok(()) };
        sink.push(if self.upper { b'E' } else { b'e' } as u32)?;
        sink.push(if exponent < 0 { b'-' } else { b'+' } as u32)?;
        let size = exponent.unsigned_abs();
        if size >= 100 {
            sink.push((b'0' as u32).saturating_add(size / 100))?;
        }
        sink.push((b'0' as u32).saturating_add(size / 10 % 10))?;
        sink.push((b'0' as u32).saturating_add(size % 10))
    }

    /// Writes the whole: sign, digits, rest.
    pub fn write(&self, sink: &mut dyn Sink) -> Result<(), SinkFull> {
        if self.negative {
            sink.push(b'-' as u32)?;
        }
        for index in 0..self.integer_length() {
            sink.push(self.integer_digit(index) as u32)?;
        }
        self.write_rest(sink)
    }
}

/// Writes `repr(value)`; at most 24 code points.
pub fn write_repr(value: f64, sink: &mut dyn Sink) -> Result<(), SinkFull> {
    FloatText::new(value, FloatStyle::Shortest, false, true, false).write(sink)
}
