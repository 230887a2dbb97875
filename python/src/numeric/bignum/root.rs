//! The integer square root.

use super::divide::{divide, division_scratch};
use super::limb::Limb;
use super::magnitude::{add, bit_length, compare, copy, normalized_length, subtract_in_place, trimmed};
use super::multiply::{multiply, multiply_scratch};
use super::shift::{shift_left, shift_right};
use super::{BignumError, Meter};
use core::cmp::Ordering;

/// Limbs of the output of [`integer_square_root`].
pub fn root_size(length: usize) -> usize {
    (length / 2).saturating_add(2)
}

/// Limbs of scratch that [`integer_square_root`] wants.
pub fn root_scratch(length: usize) -> usize {
    let root = root_size(length);
    let work = length.saturating_add(2);
    root.saturating_add(work.saturating_mul(2))
        .saturating_add(division_scratch(length, root).max(multiply_scratch(root, root)))
        .saturating_add(root)
}

/// `out = floor(sqrt(number))`; returns the length. Sizes: [`root_size`], [`root_scratch`].
///
/// Newton's iteration on the leading bits, doubling their count each time, so that the last step costs most. With
/// `r` an approximation to the root of the number's leading bits that errs by less than one, the step keeps that.
pub fn integer_square_root(number: &[Limb], out: &mut [Limb], scratch: &mut [Limb], meter: &mut Meter<'_>) -> Result<usize, BignumError> {
    let number = trimmed(number);
    let Some(half_bits) = bit_length(number).checked_sub(1).map(|bits| bits / 2) else { return Ok(0) };
    let work = number.len().saturating_add(2);
    let out = out.get_mut(..root_size(number.len())).ok_or(BignumError::OutputTooSmall)?;
    let (shifted, scratch) = scratch.split_at_mut_checked(out.len()).ok_or(BignumError::ScratchTooSmall)?;
    let (leading, scratch) = scratch.split_at_mut_checked(work).ok_or(BignumError::ScratchTooSmall)?;
    let (quotient, scratch) = scratch.split_at_mut_checked(work).ok_or(BignumError::ScratchTooSmall)?;
    let (remainder, scratch) = scratch.split_at_mut_checked(out.len()).ok_or(BignumError::ScratchTooSmall)?;
    let mut length = copy(&[1], out)?;
    let mut precision = 0usize;
    let steps = usize::BITS.saturating_sub(half_bits.leading_zeros());
    for step in (0..steps).rev() {
        let before = precision;
        precision = half_bits.wrapping_shr(step);
        // root = (root << (precision - before - 1)) + (number >> (2 half_bits - before - precision + 1)) / root
        let drop = half_bits.saturating_mul(2).saturating_sub(before).saturating_sub(precision).saturating_add(1);
        let grow = precision.saturating_sub(before).saturating_sub(1);
        let root = out.get(..length).ok_or(BignumError::OutputTooSmall)?;
        let leading_length = shift_right(number, drop, leading)?;
        let dividend = leading.get(..leading_length).ok_or(BignumError::ScratchTooSmall)?;
        let (quotient_length, _) = divide(dividend, root, quotient, remainder, scratch, meter)?;
        let shifted_length = shift_left(root, grow, shifted)?;
        let term = shifted.get(..shifted_length).ok_or(BignumError::ScratchTooSmall)?;
        length = add(term, quotient.get(..quotient_length).ok_or(BignumError::ScratchTooSmall)?, out)?;
    }
    let root = out.get_mut(..length).ok_or(BignumError::OutputTooSmall)?;
    // The square needs at most two limbs more than the number.
    let square_length = multiply(root, root, leading, scratch, meter)?;
    let square = leading.get(..square_length).ok_or(BignumError::ScratchTooSmall)?;
    if compare(square, number) == Ordering::Greater {
        subtract_in_place(root, &[1]);
    }
    Ok(normalized_length(root))
}
