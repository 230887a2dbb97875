//! Shifts, arithmetic as in Python: to the right they round towards minus infinity.

use super::BignumError;
use super::limb::{LIMB_BITS, Limb};
use super::magnitude::{normalized_length, split_low, trimmed};
use super::signed::{Integer, Written, increment};

/// `out = source << shift` for a shift below the limb's width; limbs of `out` beyond the source take the bits
/// shifted out, then zeros. Bits that have no room are lost.
pub(super) fn shift_left_small(source: &[Limb], shift: u32, out: &mut [Limb]) {
    let mut below = 0;
    let (low, high) = split_low(out, source.len());
    for (slot, &limb) in low.iter_mut().zip(source) {
        *slot = funnel(limb, below, shift);
        below = limb;
    }
    for slot in high {
        *slot = funnel(0, below, shift);
        below = 0;
    }
}

/// Shifts in place to the right by less than a limb.
pub(super) fn shift_right_small(limbs: &mut [Limb], shift: u32) {
    if shift == 0 {
        return;
    }
    let mut above = 0;
    for limb in limbs.iter_mut().rev() {
        let current = *limb;
        *limb = funnel(above, current, Limb::BITS.wrapping_sub(shift));
        above = current;
    }
}

/// The upper limb of (high, low) shifted left by 0..=LIMB_BITS.
#[inline(always)]
fn funnel(high: Limb, low: Limb, shift: u32) -> Limb {
    high.checked_shl(shift).unwrap_or(0) | low.checked_shr(Limb::BITS.wrapping_sub(shift)).unwrap_or(0)
}

/// Limbs of `magnitude << count`; nothing if no memory could hold it.
pub fn shift_left_size(length: usize, count: usize) -> Option<usize> {
    length.checked_add(count / LIMB_BITS)?.checked_add(1)
}

/// `out = magnitude << count`; returns the length. `out` has [`shift_left_size`] limbs.
pub fn shift_left(source: &[Limb], count: usize, out: &mut [Limb]) -> Result<usize, BignumError> {
    let source = trimmed(source);
    if source.is_empty() {
        return Ok(0);
    }
    let whole = count / LIMB_BITS;
    let shift = (count % LIMB_BITS) as u32;
    let spill = source.last().is_some_and(|top| shift > top.leading_zeros());
    let body = source.len().checked_add(spill as usize).ok_or(BignumError::OutputTooSmall)?;
    let (zeros, rest) = out.split_at_mut_checked(whole).ok_or(BignumError::OutputTooSmall)?;
    let rest = rest.get_mut(..body).ok_or(BignumError::OutputTooSmall)?;
    zeros.fill(0);
    shift_left_small(source, shift, rest);
    Ok(whole.saturating_add(body))
}

/// `out = magnitude >> count`, rounding down; returns the length. `out` has the source's length at most.
pub fn shift_right(source: &[Limb], count: usize, out: &mut [Limb]) -> Result<usize, BignumError> {
    let source = trimmed(source);
    let Some(kept) = source.get(count / LIMB_BITS..) else { return Ok(0) };
    let out = out.get_mut(..kept.len()).ok_or(BignumError::OutputTooSmall)?;
    out.copy_from_slice(kept);
    shift_right_small(out, (count % LIMB_BITS) as u32);
    Ok(normalized_length(out))
}

/// Whether any of the lowest `count` bits is set.
pub fn any_bit_below(limbs: &[Limb], count: usize) -> bool {
    super::magnitude::trailing_zeros(limbs).is_some_and(|zeros| zeros < count)
}

impl Integer<'_> {
    /// `out = self << count`; `out` has [`shift_left_size`] limbs.
    pub fn shift_left(self, count: usize, out: &mut [Limb]) -> Result<Written, BignumError> {
        Ok(Written::new(self.negative, shift_left(self.magnitude, count, out)?))
    }

    /// `out = floor(self / 2^count)`; `out` is as long as the magnitude, plus one for a negative number.
    pub fn shift_right(self, count: usize, out: &mut [Limb]) -> Result<Written, BignumError> {
        let length = shift_right(self.magnitude, count, out)?;
        if self.negative && any_bit_below(self.magnitude, count) {
            return Ok(Written::new(true, increment(out, length)?));
        }
        Ok(Written::new(self.negative, length))
    }
}
