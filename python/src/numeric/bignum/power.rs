//! Powers, and powers and inverses modulo a number.

use super::divide::{divide, division_scratch};
use super::limb::{LIMB_BITS, Limb};
use super::magnitude::{bit, bit_count, bit_length, copy, normalized_length, trimmed};
use super::multiply::{multiply, multiply_scratch, multiply_scratch_bound};
use super::shift::shift_left;
use super::signed::{Integer, Written};
use super::{BignumError, Meter};

/// Limbs of the output of [`power`]; nothing if no memory could hold the result.
pub fn power_size(base: &[Limb], exponent: usize) -> Option<usize> {
    (bit_length(base).checked_mul(exponent)? / LIMB_BITS).checked_add(3)
}

/// Limbs of scratch that [`power`] wants; nothing if no memory could hold the result.
pub fn power_scratch(base: &[Limb], exponent: usize) -> Option<usize> {
    let size = power_size(base, exponent)?;
    let half = (size / 2).checked_add(1)?;
    let product = multiply_scratch(half, half).max(multiply_scratch_bound(trimmed(base).len()));
    size.checked_add(product)
}

/// `out = base ** exponent`; returns the length. Sizes: [`power_size`], [`power_scratch`]. `0 ** 0` is 1.
pub fn power(base: &[Limb], exponent: usize, out: &mut [Limb], scratch: &mut [Limb], meter: &mut Meter<'_>) -> Result<usize, BignumError> {
    let base = trimmed(base);
    if exponent == 0 {
        return copy(&[1], out);
    }
    if base.is_empty() {
        return Ok(0);
    }
    if bit_count(base) == 1 {
        let count = bit_length(base).saturating_sub(1).checked_mul(exponent).ok_or(BignumError::TooLarge)?;
        return shift_left(&[1], count, out);
    }
    let size = power_size(base, exponent).ok_or(BignumError::TooLarge)?;
    let (other, scratch) = scratch.split_at_mut_checked(size).ok_or(BignumError::ScratchTooSmall)?;
    let out = out.get_mut(..size).ok_or(BignumError::OutputTooSmall)?;
    // `current` and `next` change roles at each multiplication; `swapped` remembers which of them is `out`.
    let (mut current, mut next, mut swapped) = (out, other, false);
    let mut length = copy(base, current)?;
    let top = (usize::BITS as usize).saturating_sub(exponent.leading_zeros() as usize);
    for position in (0..top.saturating_sub(1)).rev() {
        let value = current.get(..length).ok_or(BignumError::OutputTooSmall)?;
        length = multiply(value, value, next, scratch, meter)?;
        (current, next, swapped) = (next, current, !swapped);
        if (exponent >> position) & 1 != 0 {
            let value = current.get(..length).ok_or(BignumError::OutputTooSmall)?;
            length = multiply(value, base, next, scratch, meter)?;
            (current, next, swapped) = (next, current, !swapped);
        }
    }
    if swapped {
        // The result lies in the scratch half; `next` is the caller's output.
        copy(current.get(..length).ok_or(BignumError::OutputTooSmall)?, next)?;
    }
    Ok(length)
}

/// Limbs of scratch that [`power_modulo`] wants; the output is as long as the modulus.
pub fn power_modulo_scratch(base_length: usize, modulus_length: usize) -> usize {
    let double = modulus_length.saturating_mul(2);
    modulus_length
        .saturating_add(double)
        .saturating_add(division_scratch(double.max(base_length), modulus_length))
        .max(modulus_length.saturating_mul(3).saturating_add(multiply_scratch_bound(modulus_length)))
}

/// Python's `pow(base, exponent, modulus)` for an exponent that is not negative: the result has the modulus's sign.
///
/// `out` is as long as the modulus; scratch: [`power_modulo_scratch`]. Fails with `DivisionByZero`.
pub fn power_modulo(
    base: Integer<'_>,
    exponent: &[Limb],
    modulus: Integer<'_>,
    out: &mut [Limb],
    scratch: &mut [Limb],
    meter: &mut Meter<'_>,
) -> Result<Written, BignumError> {
    let magnitude = trimmed(modulus.magnitude);
    if magnitude.is_empty() {
        return Err(BignumError::DivisionByZero);
    }
    if magnitude == [1] {
        return Ok(Written::new(false, 0));
    }
    let length = magnitude.len();
    let out = out.get_mut(..length).ok_or(BignumError::OutputTooSmall)?;
    let (reduced, scratch) = scratch.split_at_mut_checked(length).ok_or(BignumError::ScratchTooSmall)?;
    let (product, scratch) = scratch.split_at_mut_checked(length.saturating_mul(2)).ok_or(BignumError::ScratchTooSmall)?;
    let (_, reduced_length) = divide(base.magnitude, magnitude, &mut [], reduced, scratch, meter)?;
    let reduced = reduced.get(..reduced_length).ok_or(BignumError::ScratchTooSmall)?;
    let mut written = copy(&[1], out)?;
    for position in (0..bit_length(exponent)).rev() {
        let value = out.get(..written).ok_or(BignumError::OutputTooSmall)?;
        let product_length = multiply(value, value, product, scratch, meter)?;
        let value = product.get(..product_length).ok_or(BignumError::ScratchTooSmall)?;
        (_, written) = divide(value, magnitude, &mut [], out, scratch, meter)?;
        if bit(exponent, position) {
            let value = out.get(..written).ok_or(BignumError::OutputTooSmall)?;
            let product_length = multiply(value, reduced, product, scratch, meter)?;
            let value = product.get(..product_length).ok_or(BignumError::ScratchTooSmall)?;
            (_, written) = divide(value, magnitude, &mut [], out, scratch, meter)?;
        }
    }
    // So far |base| ** exponent modulo |modulus|; now the signs.
    let negative_power = base.negative && bit(exponent, 0);
    if written != 0 && negative_power != modulus.negative {
        written = complement(out, written, magnitude)?;
    }
    Ok(Written::new(modulus.negative, written))
}

/// `out = modulus - out`.
fn complement(out: &mut [Limb], length: usize, modulus: &[Limb]) -> Result<usize, BignumError> {
    let out = out.get_mut(..modulus.len()).ok_or(BignumError::OutputTooSmall)?;
    if let Some(rest) = out.get_mut(length..) {
        rest.fill(0);
    }
    super::magnitude::negate_in_place(out);
    super::magnitude::add_in_place(out, modulus);
    Ok(normalized_length(out))
}

/// Limbs of scratch that [`inverse_modulo`] wants; the output is one limb longer than the modulus.
pub fn inverse_modulo_scratch(value_length: usize, modulus_length: usize) -> usize {
    let width = value_length.max(modulus_length).saturating_add(2);
    width.saturating_mul(6).saturating_add(division_scratch(width, width).max(multiply_scratch_bound(width)))
}

/// The number `x` with `value * x ≡ 1` modulo `modulus`, in the modulus's sign as Python's `pow(value, -1, modulus)`.
///
/// Nothing if there is none ("base is not invertible for the given modulus"). `out` has one limb more than the
/// modulus; scratch: [`inverse_modulo_scratch`]. Fails with `DivisionByZero`.
pub fn inverse_modulo(
    value: Integer<'_>,
    modulus: Integer<'_>,
    out: &mut [Limb],
    scratch: &mut [Limb],
    meter: &mut Meter<'_>,
) -> Result<Option<Written>, BignumError> {
    let magnitude = trimmed(modulus.magnitude);
    if magnitude.is_empty() {
        return Err(BignumError::DivisionByZero);
    }
    if magnitude == [1] {
        return Ok(Some(Written::new(false, 0)));
    }
    let width = value.magnitude.len().max(magnitude.len()).saturating_add(2);
    let mut rest = scratch;
    let mut take = || -> Result<&mut [Limb], BignumError> {
        let (front, back) = core::mem::take(&mut rest).split_at_mut_checked(width).ok_or(BignumError::ScratchTooSmall)?;
        rest = back;
        Ok(front)
    };
    // Extended Euclid on magnitudes: old = |cofactor| * |value| modulo, the cofactors' signs alternate.
    let (mut old, mut new) = (take()?, take()?);
    let (mut old_factor, mut new_factor) = (take()?, take()?);
    let (mut quotient, mut product) = (take()?, take()?);
    let scratch = rest;
    let mut old_length = copy(magnitude, old)?;
    let (_, mut new_length) = divide(value.magnitude, magnitude, &mut [], new, scratch, meter)?;
    let mut old_factor_length = 0;
    let mut new_factor_length = copy(&[1], new_factor)?;
    let mut new_negative = false;
    while new_length != 0 {
        let dividend = old.get(..old_length).ok_or(BignumError::ScratchTooSmall)?;
        let divisor = new.get(..new_length).ok_or(BignumError::ScratchTooSmall)?;
        let (quotient_length, remainder_length) = divide(dividend, divisor, quotient, product, scratch, meter)?;
        // (old, new) = (new, old - quotient * new); the remainder came out in `product`.
        (old, new, product) = (new, product, old);
        (old_length, new_length) = (new_length, remainder_length);
        let digits = quotient.get(..quotient_length).ok_or(BignumError::ScratchTooSmall)?;
        let factor = new_factor.get(..new_factor_length).ok_or(BignumError::ScratchTooSmall)?;
        let product_length = multiply(digits, factor, product, scratch, meter)?;
        let term = product.get(..product_length).ok_or(BignumError::ScratchTooSmall)?;
        let previous = old_factor.get(..old_factor_length).ok_or(BignumError::ScratchTooSmall)?;
        let sum_length = super::magnitude::add(previous, term, quotient)?;
        // Opposite signs: the difference of the cofactors is the sum of their magnitudes.
        (old_factor, new_factor, quotient) = (new_factor, quotient, old_factor);
        (old_factor_length, new_factor_length) = (new_factor_length, sum_length);
        new_negative = !new_negative;
    }
    if old.get(..old_length) != Some(&[1]) {
        return Ok(None);
    }
    let factor = old_factor.get(..old_factor_length).ok_or(BignumError::ScratchTooSmall)?;
    let (_, mut length) = divide(factor, magnitude, &mut [], out, scratch, meter)?;
    // `old` belongs to the cofactor before the last sign change.
    let negative = new_negative == value.negative;
    if length != 0 && negative != modulus.negative {
        length = complement(out, length, magnitude)?;
    }
    Ok(Some(Written::new(modulus.negative, length)))
}
