//! Arithmetic on small integers and floats with Python's rules: floors, signed zeros, powers, rounding.

use super::float_power::positive_power;
use super::float_text::decimal::{Decimal, MAX_DIGITS};
use super::sink::{ByteSink, Sink};
use core::fmt::Write;

/// Why integer arithmetic gave no small integer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SmallError {
    /// The divisor is zero; `ZeroDivisionError`.
    DivisionByZero,
    /// The result does not fit; compute it with big integers.
    Overflow,
}

/// `a // b`: the quotient, rounded down.
pub fn floor_divide(a: isize, b: isize) -> Result<isize, SmallError> {
    Ok(floor_divmod(a, b)?.0)
}

/// `a % b`, with the sign of `b`; it always fits.
pub fn floor_modulo(a: isize, b: isize) -> Result<isize, SmallError> {
    if b == 0 {
        return Err(SmallError::DivisionByZero);
    }
    // Wrapping: the remainder of the lowest number by -1 is 0 though the quotient overflows.
    let remainder = a.wrapping_rem(b);
    Ok(if remainder != 0 && (remainder < 0) != (b < 0) { remainder.wrapping_add(b) } else { remainder })
}

/// `divmod(a, b)`.
pub fn floor_divmod(a: isize, b: isize) -> Result<(isize, isize), SmallError> {
    let remainder = floor_modulo(a, b)?;
    let quotient = a.checked_div(b).ok_or(SmallError::Overflow)?;
    // The truncated quotient is one too large where it was rounded up.
    let rounded_up = a.wrapping_rem(b) != remainder;
    Ok((quotient.wrapping_sub(rounded_up as isize), remainder))
}

/// `base ** exponent`.
pub fn power(base: isize, exponent: usize) -> Result<isize, SmallError> {
    match base {
        0 | 1 => Ok(if exponent == 0 { 1 } else { base }),
        -1 => Ok(if exponent & 1 == 0 { 1 } else { -1 }),
        _ => u32::try_from(exponent).ok().and_then(|exponent| base.checked_pow(exponent)).ok_or(SmallError::Overflow),
    }
}

/// `value << count`.
pub fn shift_left(value: isize, count: usize) -> Result<isize, SmallError> {
    if value == 0 {
        return Ok(0);
    }
    let count = u32::try_from(count).map_err(|_| SmallError::Overflow)?;
    let shifted = value.checked_shl(count).ok_or(SmallError::Overflow)?;
    if shifted.wrapping_shr(count) == value { Ok(shifted) } else { Err(SmallError::Overflow) }
}

/// `value >> count`, rounding down.
pub fn shift_right(value: isize, count: usize) -> isize {
    value.wrapping_shr(count.min(isize::BITS.wrapping_sub(1) as usize) as u32)
}

/// `divmod(a, b)` of floats; nothing if `b` is zero.
///
/// The quotient is exact up to one rounding, a zero quotient has the sign of `a / b`, a zero remainder that of `b`.
pub fn float_divmod(a: f64, b: f64) -> Option<(f64, f64)> {
    let modulo = float_modulo(a, b)?;
    let remainder = libm::fmod(a, b);
    let mut quotient = (a - remainder) / b;
    if remainder != 0.0 && (b < 0.0) != (remainder < 0.0) {
        quotient -= 1.0;
    }
    if quotient == 0.0 {
        return Some((libm::copysign(0.0, a / b), modulo));
    }
    let floor = libm::floor(quotient);
    Some((if quotient - floor > 0.5 { floor + 1.0 } else { floor }, modulo))
}

/// `a // b` of floats; nothing if `b` is zero.
pub fn float_floor_divide(a: f64, b: f64) -> Option<f64> {
    Some(float_divmod(a, b)?.0)
}

/// `a % b` of floats, with the sign of `b`; nothing if `b` is zero.
pub fn float_modulo(a: f64, b: f64) -> Option<f64> {
    if b == 0.0 {
        return None;
    }
    let remainder = libm::fmod(a, b);
    Some(match remainder {
        0.0 => libm::copysign(0.0, b),
        _ if (b < 0.0) != (remainder < 0.0) => remainder + b,
        _ => remainder,
    })
}

/// Why `a ** b` of floats is no float.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PowerError {
    /// Zero to a negative power; `ZeroDivisionError`.
    ZeroToNegative,
    /// A negative number to a power that is no integer: the result is complex.
    Complex,
    /// Too large; `OverflowError`.
    Overflow,
}

fn is_odd_integer(value: f64) -> bool {
    let size = libm::fabs(value);
    // From 2^53 on all are even.
    size < 9_007_199_254_740_992.0 && (size as u64) as f64 == size && size as u64 & 1 != 0
}

/// `base ** exponent` of floats.
pub fn float_power(base: f64, exponent: f64) -> Result<f64, PowerError> {
    if exponent == 0.0 || base == 1.0 {
        return Ok(1.0);
    }
    if base.is_nan() || exponent.is_nan() {
        return Ok(f64::NAN);
    }
    let size = libm::fabs(base);
    if exponent.is_infinite() {
        return Ok(match (size == 1.0, (exponent > 0.0) == (size > 1.0)) {
            (true, _) => 1.0,
            (false, true) => f64::INFINITY,
            (false, false) => 0.0,
        });
    }
    let odd = is_odd_integer(exponent);
    let signed = |value: f64| if odd && base.is_sign_negative() { -value } else { value };
    if base.is_infinite() {
        return Ok(signed(if exponent > 0.0 { f64::INFINITY } else { 0.0 }));
    }
    if base == 0.0 {
        return if exponent < 0.0 { Err(PowerError::ZeroToNegative) } else { Ok(signed(0.0)) };
    }
    if base < 0.0 && exponent != libm::floor(exponent) {
        return Err(PowerError::Complex);
    }
    if size == 1.0 {
        return Ok(signed(1.0));
    }
    let power = positive_power(size, exponent);
    if power.is_infinite() { Err(PowerError::Overflow) } else { Ok(signed(power)) }
}

/// The nearest integer, ties to even; infinities and NaN stay.
pub fn float_round(value: f64) -> f64 {
    libm::rint(value)
}

/// `round(value, places)`: the decimal with that many digits after the point (before it, if negative) nearest to the
/// exact value, ties to even, as the nearest float. Nothing if that is too large ("rounded value too large to
/// represent").
pub fn float_round_to(value: f64, places: i64) -> Option<f64> {
    // Beyond these bounds every digit stays, or none.
    if !value.is_finite() || places > 323 || value == 0.0 {
        return Some(value);
    }
    if places < -308 {
        return Some(libm::copysign(0.0, value));
    }
    // What a quotient of two exact numbers is nearest to.
    if let Ok(places @ 0..=9) = usize::try_from(places)
        && let Some(whole) = super::float_text::fixed::scaled(value, places)
        && whole < 1 << 53
    {
        let power = 10_u64.pow(u32::try_from(places).ok()?);
        return Some(libm::copysign(whole as f64 / power as f64, value));
    }
    let decimal = match usize::try_from(places) {
        Ok(places) => Decimal::fixed(value, places),
        Err(_) => {
            let mut exact = Decimal::significant(value, MAX_DIGITS);
            exact.round(i32::try_from(places).ok()?);
            exact
        }
    };
    if decimal.is_zero() {
        return Some(libm::copysign(0.0, value));
    }
    let mut buffer = [0; MAX_DIGITS + 16];
    let mut text = ByteSink::new(&mut buffer);
    text.push_str("0.").ok()?;
    text.push_str(core::str::from_utf8(decimal.digits()).ok()?).ok()?;
    write!(text, "e{}", decimal.point()).ok()?;
    let size: f64 = core::str::from_utf8(text.written()).ok()?.parse().ok()?;
    size.is_finite().then_some(libm::copysign(size, value))
}

/// The integer part of a float, if it is a small integer.
pub fn float_to_small(value: f64) -> Option<isize> {
    // 2^(bits - 1) is exact as a float; one below its negative is so only where words have 32 bits.
    let limit = -(isize::MIN as f64);
    ((value > -limit - 1.0 || value == -limit) && value < limit).then_some(value as isize)
}

#[cfg(test)]
mod tests {
    extern crate std;

    use super::*;
    use crate::numeric::tests::{Random, reference};
    use std::vec::Vec;

    fn float(text: &str) -> f64 {
        f64::from_bits(u64::from_str_radix(text, 16).unwrap())
    }

    fn same(value: f64, text: &str) -> bool {
        if value.is_nan() { float(text).is_nan() } else { value.to_bits() == float(text).to_bits() }
    }

    #[test]
    fn answers_as_cpython() {
        let text = reference("math_int", include_str!("reference/math_int.txt"));
        let (mut powers, mut differing) = (0usize, 0usize);
        for (number, line) in text.lines().enumerate().skip(1) {
            let fields: Vec<&str> = line.split(' ').collect();
            let last = *fields.last().unwrap();
            let ok = match fields[0] {
                "float_divmod" => match float_divmod(float(fields[1]), float(fields[2])) {
                    None => last == "zero",
                    Some((quotient, remainder)) => {
                        assert_eq!(float_floor_divide(float(fields[1]), float(fields[2])).map(f64::to_bits), Some(quotient.to_bits()));
                        same(quotient, fields[3]) && same(remainder, fields[4])
                    }
                },
                "float_power" => match float_power(float(fields[1]), float(fields[2])) {
                    Err(PowerError::ZeroToNegative) => last == "zero",
                    Err(PowerError::Complex) => last == "complex",
                    Err(PowerError::Overflow) => last == "large",
                    Ok(value) => {
                        powers += 1;
                        let exact = same(value, last);
                        differing += !exact as usize;
                        // Libraries may differ by one unit in the last place.
                        exact || (last.len() == 16 && value.to_bits().abs_diff(float(last).to_bits()) <= 1)
                    }
                },
                "round" => match float_round_to(float(fields[1]), fields[2].parse().unwrap()) {
                    None => last == "large",
                    Some(value) => last != "large" && same(value, last),
                },
                // Answers for 64-bit words say what wider ones say elsewhere.
                _ if isize::BITS < 64 => true,
                "divmod" => {
                    let (a, b) = (fields[1].parse().unwrap(), fields[2].parse().unwrap());
                    match floor_divmod(a, b) {
                        Err(SmallError::DivisionByZero) => last == "zero",
                        Err(SmallError::Overflow) => (a, b) == (isize::MIN, -1),
                        Ok((quotient, remainder)) => {
                            assert_eq!((floor_divide(a, b), floor_modulo(a, b)), (Ok(quotient), Ok(remainder)));
                            fields[3].parse() == Ok(quotient) && fields[4].parse() == Ok(remainder)
                        }
                    }
                }
                "power" | "shift" => {
                    let (a, b) = (fields[1].parse().unwrap(), fields[2].parse().unwrap());
                    let got = if fields[0] == "power" { power(a, b) } else { shift_left(a, b) };
                    got.ok() == last.parse::<isize>().ok()
                }
                other => panic!("unknown operation {other}"),
            };
            assert!(ok, "line {}: {line}", number + 1);
        }
        assert!(differing * 20 <= powers, "{differing} of {powers} powers differ in the last place");
    }

    #[test]
    fn everything_is_total() {
        let mut random = Random::new(31);
        let edges = [0, 1, -1, 2, isize::MAX, isize::MIN, isize::MIN + 1];
        for _ in 0..50_000 {
            let mut pick = || match random.below(3) {
                0 => random.next() as isize,
                1 => edges[random.below(7) as usize],
                _ => random.below(200) as isize - 100,
            };
            let (a, b) = (pick(), pick());
            if let Ok((quotient, remainder)) = floor_divmod(a, b) {
                assert_eq!(quotient.wrapping_mul(b).wrapping_add(remainder), a);
                assert!(remainder == 0 || (remainder < 0) == (b < 0));
            }
            let _ = (power(a, b as usize), shift_left(a, b as usize), shift_right(a, b as usize));
            let (x, y) = (f64::from_bits(random.next()), f64::from_bits(random.next()));
            let _ = (float_divmod(x, y), float_power(x, y), float_round_to(x, b as i64 % 400), float_round(x));
            if let Some(small) = float_to_small(x) {
                assert_eq!(small as f64, libm::trunc(x));
            }
        }
        assert_eq!(float_to_small(isize::MIN as f64), Some(isize::MIN));
        assert_eq!(float_to_small(-(isize::MIN as f64)), None);
        assert_eq!((float_to_small(f64::NAN), float_to_small(-0.5)), (None, Some(0)));
    }
}
