//! Big integers and `f64`: exact where it can be, else rounded half to even, once.

use super::divide::{divide, division_scratch};
use super::limb::{LIMB_BITS, Limb};
use super::magnitude::{bit_length, copy, from_u64, limb_at, trimmed};
use super::shift::{any_bit_below, shift_left};
use super::signed::{Integer, Written};
use super::{BignumError, Meter};
use core::cmp::Ordering;

/// Limbs that hold the integer part of any finite `f64`.
pub const F64_LIMBS: usize = 1024 / LIMB_BITS + 1;

/// A finite `f64`'s magnitude as `mantissa * 2^exponent`, the mantissa below 2^53; nothing for infinities and NaN.
pub fn decompose(value: f64) -> Option<(u64, i32)> {
    let bits = value.to_bits();
    let fraction = bits & ((1 << 52) - 1);
    match ((bits >> 52) & 0x7ff) as i32 {
        0x7ff => None,
        0 => Some((fraction, -1074)),
        biased => Some((fraction | (1 << 52), biased.wrapping_sub(1075))),
    }
}

/// The `f64` nearest to `mantissa * 2^exponent`, ties to even; `more` says that the exact value is above that by
/// less than one unit of the mantissa. Nothing on overflow.
pub fn compose(mantissa: u64, more: bool, exponent: i64) -> Option<f64> {
    if mantissa == 0 {
        return Some(0.0);
    }
    let zeros = mantissa.leading_zeros();
    let mantissa = mantissa.wrapping_shl(zeros);
    // The value lies in [2^power, 2^(power + 1)).
    let power = exponent.saturating_sub(zeros as i64).saturating_add(63);
    if power > 1023 {
        return None;
    }
    let below_normal = (-1022i64).saturating_sub(power).max(0);
    let drop = below_normal.saturating_add(11);
    if drop > 64 {
        return Some(0.0);
    }
    let drop = drop as u32;
    let kept = mantissa.checked_shr(drop).unwrap_or(0);
    let lost = mantissa.wrapping_shl(64u32.wrapping_sub(drop));
    let up = match lost.cmp(&(1 << 63)) {
        Ordering::Less => false,
        Ordering::Greater => true,
        Ordering::Equal => more || kept & 1 != 0,
    };
    // Adding the mantissa with its leading one raises the exponent field by one; so does a carry out of rounding.
    let field = if below_normal == 0 { power.saturating_add(1022) as u64 } else { 0 };
    let value = f64::from_bits((field << 52).wrapping_add(kept).wrapping_add(up as u64));
    value.is_finite().then_some(value)
}

/// The top 64 bits, the exponent of their lowest bit, and whether any bit below is set.
fn leading(magnitude: &[Limb]) -> (u64, usize, bool) {
    let drop = bit_length(magnitude).saturating_sub(64);
    let mut mantissa = 0u64;
    let (mut index, mut position) = (drop / LIMB_BITS, 0u32);
    let mut skip = (drop % LIMB_BITS) as u32;
    while position < 64 {
        let limb = limb_at(magnitude, index).wrapping_shr(skip) as u64;
        mantissa |= limb.wrapping_shl(position);
        position = position.saturating_add(Limb::BITS.wrapping_sub(skip));
        skip = 0;
        index = index.saturating_add(1);
    }
    (mantissa, drop, any_bit_below(magnitude, drop))
}

/// The nearest `f64`. Fails with `TooLarge` ("int too large to convert to float").
pub fn to_f64(integer: Integer<'_>) -> Result<f64, BignumError> {
    let (mantissa, exponent, more) = leading(trimmed(integer.magnitude));
    let exponent = i64::try_from(exponent).map_err(|_| BignumError::TooLarge)?;
    let value = compose(mantissa, more, exponent).ok_or(BignumError::TooLarge)?;
    Ok(if integer.negative && mantissa != 0 { -value } else { value })
}

/// The integer part of a finite `f64`, towards zero. `out` has [`F64_LIMBS`] limbs. Fails with `NotFinite`.
pub fn from_f64(value: f64, out: &mut [Limb]) -> Result<Written, BignumError> {
    let (mantissa, exponent) = decompose(value).ok_or(BignumError::NotFinite)?;
    let negative = value < 0.0;
    if exponent <= 0 {
        let whole = mantissa.checked_shr(exponent.unsigned_abs()).unwrap_or(0);
        return Ok(Written::new(negative, from_u64(whole, out)?));
    }
    let mut limbs = [0; 64usize.div_ceil(LIMB_BITS)];
    from_u64(mantissa, &mut limbs)?;
    Ok(Written::new(negative, shift_left(&limbs, exponent as usize, out)?))
}

/// Compares an integer with an `f64` by their exact values; nothing for NaN.
pub fn compare_f64(integer: Integer<'_>, value: f64) -> Option<Ordering> {
    if value.is_nan() {
        return None;
    }
    if value.is_infinite() {
        return Some(if value > 0.0 { Ordering::Less } else { Ordering::Greater });
    }
    let mut limbs = [0; F64_LIMBS];
    // Cannot fail: the value is finite and the buffer large enough.
    let whole = from_f64(value, &mut limbs).ok()?;
    let whole_integer = Integer::new(whole.negative, limbs.get(..whole.length)?);
    let order = integer.compare(whole_integer);
    if order != Ordering::Equal {
        return Some(order);
    }
    // Equal integer parts: what the float has behind the point decides.
    let fraction = decompose(value)
        .is_some_and(|(mantissa, exponent)| exponent < 0 && mantissa != 0 && mantissa.trailing_zeros() < exponent.unsigned_abs());
    Some(match (fraction, value > 0.0) {
        (false, _) => Ordering::Equal,
        (true, true) => Ordering::Less,
        (true, false) => Ordering::Greater,
    })
}

/// Bits of the quotient that [`true_divide`] computes: 64 and some, the rest is only "more".
const QUOTIENT_BITS: i64 = 66;
/// Limbs by which an operand of [`true_divide`] is lengthened at most.
const LENGTHENED: usize = 1300 / LIMB_BITS + 2;
const QUOTIENT_LIMBS: usize = 8;

/// Limbs of scratch that [`true_divide`] wants.
pub fn true_divide_scratch(a_length: usize, b_length: usize) -> usize {
    let width = a_length.max(b_length).saturating_add(LENGTHENED);
    width.saturating_mul(2).saturating_add(QUOTIENT_LIMBS).saturating_add(division_scratch(width, width))
}

/// The `f64` nearest to the exact quotient `a / b`, ties to even, subnormal results included.
///
/// Fails with `DivisionByZero` or `TooLarge` ("integer division result too large for a float").
pub fn true_divide(a: Integer<'_>, b: Integer<'_>, scratch: &mut [Limb], meter: &mut Meter<'_>) -> Result<f64, BignumError> {
    let (a, b) = (Integer::new(a.negative, a.magnitude), Integer::new(b.negative, b.magnitude));
    if b.magnitude.is_empty() {
        return Err(BignumError::DivisionByZero);
    }
    let signed = |value: f64| if a.negative != b.negative { -value } else { value };
    let bits = |magnitude: &[Limb]| i64::try_from(bit_length(magnitude)).unwrap_or(i64::MAX);
    let difference = bits(a.magnitude).saturating_sub(bits(b.magnitude));
    if a.magnitude.is_empty() || difference < -1100 {
        return Ok(signed(0.0));
    }
    if difference > 1025 {
        return Err(BignumError::TooLarge);
    }
    let shift = QUOTIENT_BITS.saturating_sub(difference);
    let width = a.magnitude.len().max(b.magnitude.len()).saturating_add(LENGTHENED);
    let (lengthened, scratch) = scratch.split_at_mut_checked(width).ok_or(BignumError::ScratchTooSmall)?;
    let (remainder, scratch) = scratch.split_at_mut_checked(width).ok_or(BignumError::ScratchTooSmall)?;
    let (quotient, scratch) = scratch.split_at_mut_checked(QUOTIENT_LIMBS).ok_or(BignumError::ScratchTooSmall)?;
    let (source, count) = if shift >= 0 { (a.magnitude, shift) } else { (b.magnitude, shift.saturating_neg()) };
    let length = if count == 0 { copy(source, lengthened)? } else { shift_left(source, count as usize, lengthened)? };
    let lengthened = lengthened.get(..length).ok_or(BignumError::ScratchTooSmall)?;
    let (dividend, divisor) = if shift >= 0 { (lengthened, b.magnitude) } else { (a.magnitude, lengthened) };
    let (quotient_length, remainder_length) = divide(dividend, divisor, quotient, remainder, scratch, meter)?;
    let quotient = quotient.get(..quotient_length).unwrap_or(quotient);
    let (mantissa, dropped, more) = leading(quotient);
    let exponent = i64::try_from(dropped).unwrap_or(i64::MAX).saturating_sub(shift);
    compose(mantissa, more || remainder_length != 0, exponent).map(signed).ok_or(BignumError::TooLarge)
}
