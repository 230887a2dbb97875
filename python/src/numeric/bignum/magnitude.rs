//! Magnitudes: comparing, adding, subtracting and counting bits, without signs.

use super::BignumError;
use super::limb::{LIMB_BITS, Limb, add_with_carry, subtract_with_borrow};
use core::cmp::Ordering;

/// The count of limbs up to the highest one that is not zero.
pub fn normalized_length(limbs: &[Limb]) -> usize {
    limbs.iter().rposition(|&limb| limb != 0).map_or(0, |index| index.saturating_add(1))
}

/// The same number without leading zero limbs.
pub fn trimmed(limbs: &[Limb]) -> &[Limb] {
    limbs.get(..normalized_length(limbs)).unwrap_or(limbs)
}

/// The limb at `index`; zero beyond the end.
#[inline(always)]
pub fn limb_at(limbs: &[Limb], index: usize) -> Limb {
    limbs.get(index).copied().unwrap_or(0)
}

/// Whether the number is zero.
pub fn is_zero(limbs: &[Limb]) -> bool {
    limbs.iter().all(|&limb| limb == 0)
}

/// Compares two magnitudes.
pub fn compare(a: &[Limb], b: &[Limb]) -> Ordering {
    let (a, b) = (trimmed(a), trimmed(b));
    a.len().cmp(&b.len()).then_with(|| a.iter().rev().cmp(b.iter().rev()))
}

/// The bits needed to write the number; 0 for zero. Saturates, which no number that fits memory reaches on 64 bits.
pub fn bit_length(limbs: &[Limb]) -> usize {
    let limbs = trimmed(limbs);
    match limbs.split_last() {
        None => 0,
        Some((top, rest)) => rest.len().saturating_mul(LIMB_BITS).saturating_add(LIMB_BITS.saturating_sub(top.leading_zeros() as usize)),
    }
}

/// The count of one bits.
pub fn bit_count(limbs: &[Limb]) -> usize {
    limbs.iter().fold(0usize, |count, limb| count.saturating_add(limb.count_ones() as usize))
}

/// The count of zero bits below the lowest one bit; nothing for zero.
pub fn trailing_zeros(limbs: &[Limb]) -> Option<usize> {
    let index = limbs.iter().position(|&limb| limb != 0)?;
    Some(index.checked_mul(LIMB_BITS)?.saturating_add(limb_at(limbs, index).trailing_zeros() as usize))
}

/// Whether the bit with this index (0 = lowest) is set.
pub fn bit(limbs: &[Limb], index: usize) -> bool {
    (limb_at(limbs, index / LIMB_BITS) >> (index % LIMB_BITS)) & 1 != 0
}

/// Copies `source` (trimmed) to the front of `out`; returns its length.
pub fn copy(source: &[Limb], out: &mut [Limb]) -> Result<usize, BignumError> {
    let source = trimmed(source);
    out.get_mut(..source.len()).ok_or(BignumError::OutputTooSmall)?.copy_from_slice(source);
    Ok(source.len())
}

/// Writes a 64-bit number into `out` (two limbs on 32-bit machines); returns its length.
pub fn from_u64(value: u64, out: &mut [Limb]) -> Result<usize, BignumError> {
    let mut rest = value;
    let mut length = 0usize;
    while rest != 0 {
        *out.get_mut(length).ok_or(BignumError::OutputTooSmall)? = rest as Limb;
        rest = rest.checked_shr(LIMB_BITS as u32).unwrap_or(0);
        length = length.saturating_add(1);
    }
    Ok(length)
}

/// The number as 64 bits, if it fits.
pub fn to_u64(limbs: &[Limb]) -> Option<u64> {
    if bit_length(limbs) > 64 {
        return None;
    }
    let mut value = 0u64;
    for (index, &limb) in trimmed(limbs).iter().enumerate() {
        value |= (limb as u64).checked_shl(index.saturating_mul(LIMB_BITS) as u32).unwrap_or(0);
    }
    Some(value)
}

/// The number as 128 bits, if it fits.
pub fn to_u128(limbs: &[Limb]) -> Option<u128> {
    if bit_length(limbs) > 128 {
        return None;
    }
    let mut value = 0u128;
    for (index, &limb) in trimmed(limbs).iter().enumerate() {
        value |= (limb as u128).checked_shl(index.saturating_mul(LIMB_BITS) as u32).unwrap_or(0);
    }
    Some(value)
}

/// The lowest `count` limbs and the others; all and none if there are fewer.
pub fn split_low(limbs: &mut [Limb], count: usize) -> (&mut [Limb], &mut [Limb]) {
    let middle = count.min(limbs.len());
    // `middle` lies within the slice, so the alternative is never taken.
    limbs.split_at_mut_checked(middle).unwrap_or((&mut [], &mut []))
}

/// Adds `addend` to `accumulator`, which is at least as long; returns the carry out of it.
pub fn add_in_place(accumulator: &mut [Limb], addend: &[Limb]) -> bool {
    let (low, high) = split_low(accumulator, addend.len());
    let mut carry = false;
    for (limb, &other) in low.iter_mut().zip(addend) {
        (*limb, carry) = add_with_carry(*limb, other, carry);
    }
    for limb in high {
        if !carry {
            break;
        }
        (*limb, carry) = limb.overflowing_add(1);
    }
    carry
}

/// Adds one limb; returns the carry out.
pub fn add_limb_in_place(accumulator: &mut [Limb], limb: Limb) -> bool {
    add_in_place(accumulator, &[limb]) || (accumulator.is_empty() && limb != 0)
}

/// Subtracts `subtrahend` from `accumulator`, which is at least as long; returns the borrow out of it.
pub fn subtract_in_place(accumulator: &mut [Limb], subtrahend: &[Limb]) -> bool {
    let (low, high) = split_low(accumulator, subtrahend.len());
    let mut borrow = false;
    for (limb, &other) in low.iter_mut().zip(subtrahend) {
        (*limb, borrow) = subtract_with_borrow(*limb, other, borrow);
    }
    for limb in high {
        if !borrow {
            break;
        }
        (*limb, borrow) = limb.overflowing_sub(1);
    }
    borrow
}

/// Negates in two's complement over the whole slice.
pub fn negate_in_place(limbs: &mut [Limb]) {
    let mut carry = true;
    for limb in limbs {
        (*limb, carry) = (!*limb).overflowing_add(carry as Limb);
    }
}

/// Limbs that [`add`] may write.
pub fn add_size(a_length: usize, b_length: usize) -> usize {
    a_length.max(b_length).saturating_add(1)
}

/// `out = a + b`; returns the length. `out` may be as short as the sum.
pub fn add(a: &[Limb], b: &[Limb], out: &mut [Limb]) -> Result<usize, BignumError> {
    let (a, b) = (trimmed(a), trimmed(b));
    let (long, short) = if a.len() >= b.len() { (a, b) } else { (b, a) };
    let (low, high) = out.split_at_mut_checked(long.len()).ok_or(BignumError::OutputTooSmall)?;
    low.copy_from_slice(long);
    if !add_in_place(low, short) {
        return Ok(long.len());
    }
    *high.first_mut().ok_or(BignumError::OutputTooSmall)? = 1;
    Ok(long.len().saturating_add(1))
}

/// `out = a - b` for `a >= b`; returns the length. `out` is as long as `a`. Fails with `Negative` if `a < b`.
pub fn subtract(a: &[Limb], b: &[Limb], out: &mut [Limb]) -> Result<usize, BignumError> {
    let (a, b) = (trimmed(a), trimmed(b));
    if b.len() > a.len() {
        return Err(BignumError::Negative);
    }
    let out = out.get_mut(..a.len()).ok_or(BignumError::OutputTooSmall)?;
    out.copy_from_slice(a);
    if subtract_in_place(out, b) {
        return Err(BignumError::Negative);
    }
    Ok(normalized_length(out))
}

/// `out = |a - b|`; returns whether `a < b`, and the length. `out` is as long as the longer.
pub fn absolute_difference(a: &[Limb], b: &[Limb], out: &mut [Limb]) -> Result<(bool, usize), BignumError> {
    if compare(a, b) == Ordering::Less { Ok((true, subtract(b, a, out)?)) } else { Ok((false, subtract(a, b, out)?)) }
}
