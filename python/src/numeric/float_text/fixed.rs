//! Floats with a few places after the point, the usual ones: 128 bits hold them exactly, and no long number is needed.

use crate::numeric::bignum::float::decompose;

/// More places are left to [`super::decimal`].
const PLACES: usize = 9;

/// Room for the text of [`short_fixed`]: a sign, 20 digits, a point and zeros before it.
pub const SHORT_FIXED: usize = 32;

/// `|value| · 10^places`, rounded to an integer, ties to even, if that fits and takes no more than 128 bits on the way. `value` is finite.
pub fn scaled(value: f64, places: usize) -> Option<u64> {
    let (mantissa, exponent) = decompose(value)?;
    let power = 10_u128.pow(u32::try_from(places.min(PLACES)).ok()?);
    if places > PLACES || exponent > 10 {
        return None;
    }
    // Below 2^83: a mantissa has 53 bits, a billion 30.
    let exact = u128::from(mantissa).wrapping_mul(power);
    let Ok(shift) = u32::try_from(exponent.wrapping_neg()) else {
        return u64::try_from(exact.wrapping_shl(exponent.unsigned_abs())).ok();
    };
    if shift == 0 || shift > 100 {
        return if shift == 0 { u64::try_from(exact).ok() } else { Some(0) };
    }
    let (whole, rest, half) = (exact >> shift, exact & ((1 << shift) - 1), 1 << (shift - 1));
    let up = rest > half || rest == half && whole & 1 != 0;
    u64::try_from(whole).ok()?.checked_add(u64::from(up))
}

/// The text of `value` with so many places after the point, as the format `.Nf` gives it; none if that is not so simple.
pub fn short_fixed(value: f64, places: usize, buffer: &mut [u8; SHORT_FIXED]) -> Option<&str> {
    let mut rest = scaled(value, places)?;
    let mut at = buffer.len();
    let mut digits = 0_usize;
    let mut put = |byte: u8, buffer: &mut [u8; SHORT_FIXED]| {
        at = at.saturating_sub(1);
        if let Some(place) = buffer.get_mut(at) {
            *place = byte;
        }
        at
    };
    while rest != 0 || digits <= places {
        if digits == places && places != 0 {
            put(b'.', buffer);
        }
        put(b'0' | (rest % 10) as u8, buffer);
        rest /= 10;
        digits = digits.saturating_add(1);
    }
    let start = if value.is_sign_negative() { put(b'-', buffer) } else { at };
    core::str::from_utf8(buffer.get(start..)?).ok()
}
