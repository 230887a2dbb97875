//! Text to `f64` as Python's `float()` reads it.

use super::decimal::MAX_DIGITS;
use crate::numeric::bignum::radix::trim_space;
use crate::numeric::sink::{ByteSink, Sink, SinkFull};
use core::fmt::Write;

/// The text is not a float ("could not convert string to float: …").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvalidFloat;

impl From<SinkFull> for InvalidFloat {
    fn from(_: SinkFull) -> InvalidFloat {
        InvalidFloat
    }
}

/// Reads a float, correctly rounded: white space around it, a sign, digits with single underscores between them,
/// a point, an exponent; or `inf`, `infinity`, `nan` in any case. Too large becomes infinity, too small zero.
///
/// The text is ASCII: other decimal digits and white space are translated by the caller.
pub fn parse_float(text: &[u8]) -> Result<f64, InvalidFloat> {
    let text = trim_space(text);
    let (negative, body) = match text {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        _ => (false, text),
    };
    let word = |words: &[&[u8]]| words.iter().any(|word| body.eq_ignore_ascii_case(word));
    let value = if word(&[b"inf", b"infinity"]) {
        f64::INFINITY
    } else if word(&[b"nan"]) {
        f64::NAN
    } else {
        let number = Number::split(body)?;
        let plain = !body.contains(&b'_');
        match core::str::from_utf8(body) {
            Ok(body) if plain => body.parse().map_err(|_| InvalidFloat)?,
            _ => number.parse_digits()?,
        }
    };
    // NaNs stay canonical: Python shows no sign of theirs.
    Ok(if negative && !value.is_nan() { -value } else { value })
}

/// The three runs of digits of a number, each with its underscores.
struct Number<'t> {
    integer: &'t [u8],
    fraction: &'t [u8],
    exponent: i64,
}

impl<'t> Number<'t> {
    fn split(text: &'t [u8]) -> Result<Number<'t>, InvalidFloat> {
        let (integer, rest) = digit_run(text)?;
        let (fraction, rest) = match rest {
            [b'.', rest @ ..] => digit_run(rest)?,
            _ => (&[][..], rest),
        };
        if integer.is_empty() && fraction.is_empty() {
            return Err(InvalidFloat);
        }
        let exponent = match rest {
            [] => 0,
            [b'e' | b'E', rest @ ..] => {
                let (negative, rest) = match rest {
                    [b'-', rest @ ..] => (true, rest),
                    [b'+', rest @ ..] => (false, rest),
                    _ => (false, rest),
                };
                let (digits, rest) = digit_run(rest)?;
                if digits.is_empty() || !rest.is_empty() {
                    return Err(InvalidFloat);
                }
                let size = digits
                    .iter()
                    .filter(|&&digit| digit != b'_')
                    .fold(0i64, |size, digit| size.saturating_mul(10).saturating_add((digit & 0xf) as i64));
                if negative { size.saturating_neg() } else { size }
            }
            _ => return Err(InvalidFloat),
        };
        Ok(Number { integer, fraction, exponent })
    }

    /// Copies the significant digits without underscores into a buffer and reads that. Digits beyond those that any
    /// tie between two floats can have only say whether the value lies above the tie: one 1 stands for them.
    fn parse_digits(&self) -> Result<f64, InvalidFloat> {
        let mut buffer = [0u8; MAX_DIGITS + 40];
        let mut sink = ByteSink::new(&mut buffer);
        let mut exponent = self.exponent;
        let (mut count, mut more) = (0usize, false);
        let integer = self.integer.iter().map(|digit| (digit, false));
        let fraction = self.fraction.iter().map(|digit| (digit, true));
        for (&digit, fractional) in integer.chain(fraction).filter(|&(&digit, _)| digit != b'_') {
            if fractional {
                exponent = exponent.saturating_sub(1);
            }
            if count == 0 && digit == b'0' {
                continue;
            }
            if count <= MAX_DIGITS {
                sink.push(digit as u32)?;
                count = count.saturating_add(1);
            } else {
                exponent = exponent.saturating_add(1);
                more |= digit != b'0';
            }
        }
        if count == 0 {
            return Ok(0.0);
        }
        if more {
            sink.push(b'1' as u32)?;
            exponent = exponent.saturating_sub(1);
        }
        // Exponents beyond this bound mean zero or infinity whatever the digits are.
        write!(sink, "e{}", exponent.clamp(-1_000_000, 1_000_000)).map_err(|_| InvalidFloat)?;
        core::str::from_utf8(sink.written()).ok().and_then(|text| text.parse().ok()).ok_or(InvalidFloat)
    }
}

/// The digits at the start, with single underscores between them, and the rest.
fn digit_run(text: &[u8]) -> Result<(&[u8], &[u8]), InvalidFloat> {
    let end = text.iter().position(|&byte| !byte.is_ascii_digit() && byte != b'_').unwrap_or(text.len());
    let (run, rest) = text.split_at_checked(end).ok_or(InvalidFloat)?;
    let misplaced = run.first() == Some(&b'_') || run.last() == Some(&b'_') || run.windows(2).any(|pair| pair == b"__");
    if misplaced { Err(InvalidFloat) } else { Ok((run, rest)) }
}
