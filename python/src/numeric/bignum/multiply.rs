//! Multiplication: schoolbook for short numbers, Karatsuba for long ones.

use super::limb::{Limb, add_with_carry, multiply_add};
use super::magnitude::{absolute_difference, add_in_place, normalized_length, split_low, subtract_in_place, trimmed};
use super::{BignumError, Meter};

/// From this many limbs in the shorter factor on, Karatsuba's halving pays.
pub const KARATSUBA_THRESHOLD: usize = 32;

/// Limbs of the product of factors with these lengths.
pub fn product_size(a_length: usize, b_length: usize) -> usize {
    a_length.saturating_add(b_length)
}

/// Limbs of scratch that [`multiply`] wants for factors of exactly these lengths (without leading zero limbs);
/// 0 if one of them is short.
pub fn multiply_scratch(a_length: usize, b_length: usize) -> usize {
    let (mut long, mut short) = (a_length.max(b_length), a_length.min(b_length));
    let (mut base, mut most) = (0usize, 0usize);
    while short >= KARATSUBA_THRESHOLD {
        if long == short {
            most = most.max(base.saturating_add(karatsuba_scratch(short)));
            break;
        }
        base = base.saturating_add(short.saturating_mul(2));
        most = most.max(base.saturating_add(karatsuba_scratch(short)));
        (long, short) = (short, long.checked_rem(short).unwrap_or(0));
    }
    most
}

/// Limbs of scratch that suffice for [`multiply`] whenever one factor has at most this many limbs.
pub fn multiply_scratch_bound(shorter_length: usize) -> usize {
    if shorter_length < KARATSUBA_THRESHOLD {
        return 0;
    }
    // The pieces' products: 2n, and again the remainders of a Euclidean chain, whose sum is below 6n; then
    // Karatsuba's own 4n and a few limbs for each of its levels.
    shorter_length.saturating_mul(12).saturating_add(256)
}

fn karatsuba_scratch(mut length: usize) -> usize {
    let mut total = 0usize;
    while length >= KARATSUBA_THRESHOLD {
        length = length.div_ceil(2);
        total = total.saturating_add(length.saturating_mul(4));
    }
    total
}

/// `out = a * b`; returns the length.
///
/// `out` has [`product_size`] limbs, `scratch` [`multiply_scratch`] limbs (or [`multiply_scratch_bound`]).
pub fn multiply(a: &[Limb], b: &[Limb], out: &mut [Limb], scratch: &mut [Limb], meter: &mut Meter<'_>) -> Result<usize, BignumError> {
    let (a, b) = (trimmed(a), trimmed(b));
    let out = out.get_mut(..product_size(a.len(), b.len())).ok_or(BignumError::OutputTooSmall)?;
    if a.len() >= b.len() {
        multiply_any(a, b, out, scratch, meter)?;
    } else {
        multiply_any(b, a, out, scratch, meter)?;
    }
    Ok(normalized_length(out))
}

/// `numbers = numbers * factor + addend` in place; returns the limb carried out.
pub fn multiply_limb_in_place(numbers: &mut [Limb], factor: Limb, addend: Limb) -> Limb {
    let mut carry = addend;
    for limb in numbers {
        (*limb, carry) = multiply_add(*limb, factor, 0, carry);
    }
    carry
}

/// `out` is exactly as long as both factors together; `long` is not shorter than `short`.
fn multiply_any(long: &[Limb], short: &[Limb], out: &mut [Limb], scratch: &mut [Limb], meter: &mut Meter<'_>) -> Result<(), BignumError> {
    if short.len() < KARATSUBA_THRESHOLD {
        return schoolbook(long, short, out, meter);
    }
    if long.len() == short.len() {
        return karatsuba(long, short, out, scratch, meter);
    }
    // Cut the long factor into pieces as long as the short one.
    out.fill(0);
    let piece_product_length = short.len().saturating_mul(2);
    let (product, scratch) = scratch.split_at_mut_checked(piece_product_length).ok_or(BignumError::ScratchTooSmall)?;
    let mut offset = 0usize;
    for piece in long.chunks(short.len()) {
        let product_length = piece.len().saturating_add(short.len());
        let product = product.get_mut(..product_length).ok_or(BignumError::ScratchTooSmall)?;
        multiply_any(short, piece, product, scratch, meter)?;
        add_in_place(out.get_mut(offset..).ok_or(BignumError::OutputTooSmall)?, product);
        offset = offset.saturating_add(piece.len());
    }
    Ok(())
}

fn schoolbook(long: &[Limb], short: &[Limb], out: &mut [Limb], meter: &mut Meter<'_>) -> Result<(), BignumError> {
    let Some((&first, rest)) = short.split_first() else {
        out.fill(0);
        return Ok(());
    };
    meter.spend(long.len())?;
    let (low, high) = split_low(out, long.len());
    let mut carry = 0;
    for (limb, &other) in low.iter_mut().zip(long) {
        (*limb, carry) = multiply_add(other, first, 0, carry);
    }
    high.fill(0);
    if let Some(limb) = high.first_mut() {
        *limb = carry;
    }
    for (row, &factor) in (1usize..).zip(rest) {
        meter.spend(long.len())?;
        let Some(window) = out.get_mut(row..) else { break };
        let (low, high) = split_low(window, long.len());
        let mut carry = 0;
        for (limb, &other) in low.iter_mut().zip(long) {
            (*limb, carry) = multiply_add(other, factor, *limb, carry);
        }
        if let Some(limb) = high.first_mut() {
            *limb = carry;
        }
    }
    Ok(())
}

/// Both factors have the same length n >= threshold, `out` 2n. Recursion depth is the logarithm of n.
fn karatsuba(a: &[Limb], b: &[Limb], out: &mut [Limb], scratch: &mut [Limb], meter: &mut Meter<'_>) -> Result<(), BignumError> {
    let length = a.len();
    if length < KARATSUBA_THRESHOLD {
        return schoolbook(a, b, out, meter);
    }
    let half = length.div_ceil(2);
    let (a_low, a_high) = a.split_at_checked(half).ok_or(BignumError::OutputTooSmall)?;
    let (b_low, b_high) = b.split_at_checked(half).ok_or(BignumError::OutputTooSmall)?;
    let double = half.saturating_mul(2);
    let (middle, rest) = scratch.split_at_mut_checked(double).ok_or(BignumError::ScratchTooSmall)?;
    let (cross, rest) = rest.split_at_mut_checked(double).ok_or(BignumError::ScratchTooSmall)?;
    // cross = |a_low - a_high| * |b_low - b_high|; its sign decides how it enters the middle.
    let (a_difference, b_difference) = middle.split_at_mut_checked(half).ok_or(BignumError::ScratchTooSmall)?;
    let a_negative = difference(a_low, a_high, a_difference)?;
    let b_negative = difference(b_low, b_high, b_difference)?;
    karatsuba(a_difference, b_difference, cross, rest, meter)?;
    let (low, high) = out.split_at_mut_checked(double).ok_or(BignumError::OutputTooSmall)?;
    karatsuba(a_low, b_low, low, rest, meter)?;
    karatsuba(a_high, b_high, high, rest, meter)?;
    // middle = low + high - (a_low - a_high) * (b_low - b_high), never negative; `top` is its limb above.
    middle.copy_from_slice(low);
    let mut top = add_in_place(middle, high) as Limb;
    if a_negative == b_negative {
        top = top.wrapping_sub(subtract_in_place(middle, cross) as Limb);
    } else {
        top = top.wrapping_add(add_in_place(middle, cross) as Limb);
    }
    let window = out.get_mut(half..).ok_or(BignumError::OutputTooSmall)?;
    let (window, above) = window.split_at_mut_checked(double).ok_or(BignumError::OutputTooSmall)?;
    let carry = add_in_place(window, middle);
    // top is at most 1 here and the product fits, so nothing is carried out of `above`.
    let (sum, _) = add_with_carry(top, 0, carry);
    add_in_place(above, &[sum]);
    Ok(())
}

/// `out = |a - b|`, padded with zeros to its whole length; returns whether a < b.
fn difference(a: &[Limb], b: &[Limb], out: &mut [Limb]) -> Result<bool, BignumError> {
    let (negative, length) = absolute_difference(a, b, out)?;
    if let Some(rest) = out.get_mut(length..) {
        rest.fill(0);
    }
    Ok(negative)
}
