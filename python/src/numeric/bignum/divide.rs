//! Division of magnitudes: by one limb, and Knuth's long division.

use super::limb::{Limb, Reciprocal, join, multiply_add, subtract_with_borrow};
use super::magnitude::{add_in_place, compare, copy, limb_at, normalized_length, split_low, trimmed};
use super::shift::{shift_left_small, shift_right_small};
use super::{BignumError, Meter};
use core::cmp::Ordering;

/// Divides `limbs` by a limb in place and returns the remainder. Fails for zero.
pub fn divide_limb_in_place(limbs: &mut [Limb], divisor: Limb) -> Result<Limb, BignumError> {
    let (reciprocal, shift) = Reciprocal::normalizing(divisor).ok_or(BignumError::DivisionByZero)?;
    Ok(divide_reciprocal_in_place(limbs, &reciprocal, shift))
}

/// Divides `limbs` in place by the divisor that was normalised to this reciprocal and shift; returns the remainder.
pub fn divide_reciprocal_in_place(limbs: &mut [Limb], reciprocal: &Reciprocal, shift: u32) -> Limb {
    let mut remainder: Limb = 0;
    if shift == 0 {
        for limb in limbs.iter_mut().rev() {
            (*limb, remainder) = reciprocal.divide(*limb, remainder);
        }
        return remainder;
    }
    // The dividend is shifted as the divisor was, one limb ahead of the division; the remainder stays shifted.
    let back = Limb::BITS.wrapping_sub(shift);
    let mut above: Limb = 0;
    let mut first = true;
    let mut previous: Option<&mut Limb> = None;
    for limb in limbs.iter_mut().rev() {
        let current = *limb;
        let shifted = above.wrapping_shl(shift) | current.wrapping_shr(back);
        if first {
            remainder = shifted;
            first = false;
        } else if let Some(slot) = previous {
            (*slot, remainder) = reciprocal.divide(shifted, remainder);
        }
        above = current;
        previous = Some(limb);
    }
    if let Some(slot) = previous {
        (*slot, remainder) = reciprocal.divide(above.wrapping_shl(shift), remainder);
    }
    remainder.wrapping_shr(shift)
}

/// The remainder of division by one limb. Fails for zero.
pub fn remainder_by_limb(limbs: &[Limb], divisor: Limb) -> Result<Limb, BignumError> {
    let mut remainder = 0;
    let (reciprocal, shift) = Reciprocal::normalizing(divisor).ok_or(BignumError::DivisionByZero)?;
    for &limb in limbs.iter().rev() {
        let value = join(limb, remainder) << shift;
        let (low, high) = super::limb::split(value);
        (_, remainder) = reciprocal.divide(low, high);
        remainder >>= shift;
    }
    Ok(remainder)
}

/// Limbs of the quotient of [`divide`].
pub fn quotient_size(dividend_length: usize, divisor_length: usize) -> usize {
    dividend_length.saturating_sub(divisor_length).saturating_add(1)
}

/// Limbs of scratch that [`divide`] wants.
pub fn division_scratch(dividend_length: usize, divisor_length: usize) -> usize {
    dividend_length.saturating_add(divisor_length).saturating_add(1)
}

/// Truncating division: writes quotient and remainder, returns their lengths.
///
/// `quotient` has [`quotient_size`] limbs, `remainder` as many as the divisor (or the dividend, if that is
/// shorter), `scratch` [`division_scratch`]. An empty `quotient` means that only the remainder is wanted;
/// its length then reads 0. Fails with `DivisionByZero`.
pub fn divide(
    dividend: &[Limb],
    divisor: &[Limb],
    quotient: &mut [Limb],
    remainder: &mut [Limb],
    scratch: &mut [Limb],
    meter: &mut Meter<'_>,
) -> Result<(usize, usize), BignumError> {
    let (dividend, divisor) = (trimmed(dividend), trimmed(divisor));
    if divisor.is_empty() {
        return Err(BignumError::DivisionByZero);
    }
    if compare(dividend, divisor) == Ordering::Less {
        return Ok((0, copy(dividend, remainder)?));
    }
    let quotient_length = dividend.len().saturating_sub(divisor.len()).saturating_add(1);
    let wanted = !quotient.is_empty();
    if wanted && quotient.len() < quotient_length {
        // The top limb of the quotient may be zero: let the exact size do.
        let exact = quotient_length.saturating_sub(1);
        let fits = quotient.len() >= exact && !top_not_less(dividend, divisor);
        if !fits {
            return Err(BignumError::OutputTooSmall);
        }
    }
    if let [only] = divisor {
        let limb = if wanted {
            let work = scratch.get_mut(..dividend.len()).ok_or(BignumError::ScratchTooSmall)?;
            work.copy_from_slice(dividend);
            let limb = divide_limb_in_place(work, *only)?;
            let length = copy(work, quotient)?;
            return finish_single(limb, remainder, length);
        } else {
            remainder_by_limb(dividend, *only)?
        };
        return finish_single(limb, remainder, 0);
    }
    let (work, rest) = scratch.split_at_mut_checked(dividend.len().saturating_add(1)).ok_or(BignumError::ScratchTooSmall)?;
    let normal = rest.get_mut(..divisor.len()).ok_or(BignumError::ScratchTooSmall)?;
    let shift = divisor.last().map_or(0, |top| top.leading_zeros());
    shift_left_small(divisor, shift, normal);
    shift_left_small(dividend, shift, work);
    if let Some(slots) = quotient.get_mut(..quotient_length) {
        slots.fill(0);
    } else {
        quotient.fill(0);
    }
    divide_normalized(work, normal, quotient, meter)?;
    let work = work.get_mut(..divisor.len()).ok_or(BignumError::ScratchTooSmall)?;
    shift_right_small(work, shift);
    let remainder_length = copy(work, remainder)?;
    let written = quotient.get(..quotient_length).unwrap_or(quotient);
    Ok((normalized_length(written), remainder_length))
}

fn finish_single(limb: Limb, remainder: &mut [Limb], quotient_length: usize) -> Result<(usize, usize), BignumError> {
    Ok((quotient_length, copy(&[limb], remainder)?))
}

/// Whether the dividend's top limbs, as many as the divisor has, are not less than the divisor.
fn top_not_less(dividend: &[Limb], divisor: &[Limb]) -> bool {
    let start = dividend.len().saturating_sub(divisor.len());
    dividend.get(start..).is_none_or(|top| compare(top, divisor) != Ordering::Less)
}

/// Algorithm D: `work` is the shifted dividend with one more limb on top and becomes the remainder; `divisor`
/// has at least two limbs and its top bit set. Quotient limbs that have no slot are dropped.
fn divide_normalized(work: &mut [Limb], divisor: &[Limb], quotient: &mut [Limb], meter: &mut Meter<'_>) -> Result<(), BignumError> {
    let length = divisor.len();
    let top = limb_at(divisor, length.wrapping_sub(1));
    let second = limb_at(divisor, length.wrapping_sub(2));
    let (reciprocal, _) = Reciprocal::normalizing(top).ok_or(BignumError::DivisionByZero)?;
    let steps = work.len().saturating_sub(length);
    for position in (0..steps).rev() {
        meter.spend(length)?;
        let Some(window) = work.get_mut(position..=position.saturating_add(length)) else { break };
        let high = limb_at(window, length);
        let next = limb_at(window, length.wrapping_sub(1));
        let third = limb_at(window, length.wrapping_sub(2));
        let mut digit = estimate(&reciprocal, second, high, next, third);
        if digit != 0 && multiply_subtract(window, divisor, digit) {
            // The estimate was one too large, which happens about twice in 2^64 divisions.
            digit = digit.wrapping_sub(1);
            add_in_place(window, divisor);
        }
        if let Some(slot) = quotient.get_mut(position) {
            *slot = digit;
        }
    }
    Ok(())
}

/// The quotient digit estimated from three limbs over two: right or one too large.
#[inline]
fn estimate(reciprocal: &Reciprocal, second: Limb, high: Limb, next: Limb, third: Limb) -> Limb {
    let top = reciprocal.divisor();
    let (mut digit, mut rest, mut fits);
    if high >= top {
        digit = Limb::MAX;
        // (high, next) - MAX * top, with high == top by the loop's invariant.
        let (sum, overflow) = next.overflowing_add(top);
        (rest, fits) = (sum, !overflow);
    } else {
        (digit, rest) = reciprocal.divide(next, high);
        fits = true;
    }
    while fits {
        let (low, upper) = multiply_add(digit, second, 0, 0);
        if join(low, upper) <= join(third, rest) {
            break;
        }
        digit = digit.wrapping_sub(1);
        let (sum, overflow) = rest.overflowing_add(top);
        (rest, fits) = (sum, !overflow);
    }
    digit
}

/// `window -= divisor * digit`; returns whether it went below zero.
#[inline]
fn multiply_subtract(window: &mut [Limb], divisor: &[Limb], digit: Limb) -> bool {
    let (low, high) = split_low(window, divisor.len());
    let mut carry = 0;
    let mut borrow = false;
    for (limb, &other) in low.iter_mut().zip(divisor) {
        let product;
        (product, carry) = multiply_add(other, digit, 0, carry);
        (*limb, borrow) = subtract_with_borrow(*limb, product, borrow);
    }
    if let Some(limb) = high.first_mut() {
        (*limb, borrow) = subtract_with_borrow(*limb, carry, borrow);
    }
    borrow
}
