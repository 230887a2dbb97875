//! `float.hex` and `float.fromhex`.

use crate::numeric::bignum::float::{compose, decompose};
use crate::numeric::bignum::radix::trim_space;
use crate::numeric::sink::{ByteSink, Sink, SinkFull};
use core::fmt::Write;

/// Why text is no hexadecimal float.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HexError {
    /// `ValueError`: "invalid hexadecimal floating-point string".
    Invalid,
    /// `OverflowError`: "hexadecimal value too large to represent as a float".
    TooLarge,
}

/// Writes `value.hex()`, for example `-0x1.8000000000000p+1`.
pub fn write_hexadecimal(value: f64, sink: &mut dyn Sink) -> Result<(), SinkFull> {
    if value.is_sign_negative() && !value.is_nan() {
        sink.push(b'-' as u32)?;
    }
    let Some((mantissa, exponent)) = decompose(value) else {
        return sink.push_str(if value.is_nan() { "nan" } else { "inf" });
    };
    if mantissa == 0 {
        return sink.push_str("0x0.0p+0");
    }
    let lead = mantissa >> 52;
    let fraction = mantissa & ((1 << 52) - 1);
    let power = exponent.saturating_add(52);
    let mut buffer = [0; 32];
    let mut text = ByteSink::new(&mut buffer);
    // Cannot fail: the text has at most 24 bytes.
    let _ = write!(text, "0x{lead}.{fraction:013x}p{power:+}");
    sink.push_str(core::str::from_utf8(text.written()).unwrap_or(""))
}

/// Reads `float.fromhex(text)`: an optional sign and `0x`, hexadecimal digits with a point, `p` and a decimal
/// exponent; or `inf`, `infinity`, `nan`. Rounded half to even.
pub fn parse_hexadecimal(text: &[u8]) -> Result<f64, HexError> {
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
        parse_digits(body)?
    };
    Ok(if negative && !value.is_nan() { -value } else { value })
}

fn parse_digits(body: &[u8]) -> Result<f64, HexError> {
    let body = match body {
        [b'0', b'x' | b'X', rest @ ..] => rest,
        _ => body,
    };
    let end = body.iter().position(|byte| matches!(byte, b'p' | b'P')).unwrap_or(body.len());
    let (number, rest) = body.split_at_checked(end).ok_or(HexError::Invalid)?;
    let power = match rest {
        [] => 0,
        [_, rest @ ..] => parse_exponent(rest)?,
    };
    let (mut mantissa, mut more, mut exponent) = (0u64, false, 0i64);
    let (mut any, mut after_point) = (false, false);
    for &byte in number {
        if byte == b'.' && !after_point {
            after_point = true;
            continue;
        }
        let digit = (byte as char).to_digit(16).ok_or(HexError::Invalid)? as u64;
        any = true;
        if mantissa >> 60 == 0 {
            mantissa = (mantissa << 4) | digit;
            exponent = exponent.saturating_sub(if after_point { 4 } else { 0 });
        } else {
            more |= digit != 0;
            exponent = exponent.saturating_add(if after_point { 0 } else { 4 });
        }
    }
    if !any {
        return Err(HexError::Invalid);
    }
    compose(mantissa, more, exponent.saturating_add(power)).ok_or(HexError::TooLarge)
}

fn parse_exponent(text: &[u8]) -> Result<i64, HexError> {
    let (negative, digits) = match text {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        _ => (false, text),
    };
    if digits.is_empty() || !digits.iter().all(u8::is_ascii_digit) {
        return Err(HexError::Invalid);
    }
    let size = digits.iter().fold(0i64, |size, digit| {
        // Half the range, so that adding the digits' exponent saturates nowhere near it.
        size.saturating_mul(10).saturating_add((digit & 0xf) as i64).min(i64::MAX / 2)
    });
    Ok(if negative { size.saturating_neg() } else { size })
}
