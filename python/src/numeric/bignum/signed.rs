//! Integers with a sign: comparison, sum, difference, and the correction that makes a truncated quotient a floor.

use super::divide::{self, division_scratch};
use super::limb::Limb;
use super::magnitude;
use super::multiply;
use super::{BignumError, Meter};
use core::cmp::Ordering;

/// A big integer to read: sign and little-endian magnitude. A negative zero counts as zero.
#[derive(Clone, Copy, Debug)]
pub struct Integer<'l> {
    /// Whether the number is below zero.
    pub negative: bool,
    /// The absolute value, lowest limb first; leading zero limbs are allowed.
    pub magnitude: &'l [Limb],
}

/// A result: its sign (false for zero) and how many limbs of the output hold it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Written {
    /// Whether the result is below zero.
    pub negative: bool,
    /// Limbs written; the highest one is not zero.
    pub length: usize,
}

impl Written {
    pub(super) fn new(negative: bool, length: usize) -> Written {
        Written { negative: negative && length != 0, length }
    }
}

/// Sign and one-limb magnitude of a machine integer, to make an [`Integer`] of.
pub fn from_isize(value: isize) -> (bool, [Limb; 1]) {
    (value < 0, [value.unsigned_abs()])
}

impl<'l> Integer<'l> {
    /// The integer with this sign and magnitude, leading zeros cut off.
    pub fn new(negative: bool, magnitude: &'l [Limb]) -> Integer<'l> {
        let magnitude = magnitude::trimmed(magnitude);
        Integer { negative: negative && !magnitude.is_empty(), magnitude }
    }

    /// The number as an `isize`, if it fits.
    pub fn to_isize(self) -> Option<isize> {
        match magnitude::trimmed(self.magnitude) {
            [] => Some(0),
            [limb] if self.negative => 0isize.checked_sub_unsigned(*limb),
            [limb] => isize::try_from(*limb).ok(),
            _ => None,
        }
    }

    /// The number as an `i64`, if it fits.
    pub fn to_i64(self) -> Option<i64> {
        let value = magnitude::to_u64(self.magnitude)?;
        if self.negative { 0i64.checked_sub_unsigned(value) } else { i64::try_from(value).ok() }
    }

    /// Compares two integers.
    pub fn compare(self, other: Integer<'_>) -> Ordering {
        let (a, b) = (Integer::new(self.negative, self.magnitude), Integer::new(other.negative, other.magnitude));
        match (a.negative, b.negative) {
            (true, false) => Ordering::Less,
            (false, true) => Ordering::Greater,
            (false, false) => magnitude::compare(a.magnitude, b.magnitude),
            (true, true) => magnitude::compare(b.magnitude, a.magnitude),
        }
    }

    /// `out = self + other`; `out` has [`magnitude::add_size`] limbs.
    pub fn add(self, other: Integer<'_>, out: &mut [Limb]) -> Result<Written, BignumError> {
        if self.negative == other.negative {
            return Ok(Written::new(self.negative, magnitude::add(self.magnitude, other.magnitude, out)?));
        }
        let (swapped, length) = magnitude::absolute_difference(self.magnitude, other.magnitude, out)?;
        Ok(Written::new(self.negative != swapped, length))
    }

    /// `out = self - other`; `out` has [`magnitude::add_size`] limbs.
    pub fn subtract(self, other: Integer<'_>, out: &mut [Limb]) -> Result<Written, BignumError> {
        self.add(Integer { negative: !other.negative, magnitude: other.magnitude }, out)
    }

    /// `out = self * other`; sizes as in [`multiply::multiply`].
    pub fn multiply(
        self,
        other: Integer<'_>,
        out: &mut [Limb],
        scratch: &mut [Limb],
        meter: &mut Meter<'_>,
    ) -> Result<Written, BignumError> {
        let length = multiply::multiply(self.magnitude, other.magnitude, out, scratch, meter)?;
        Ok(Written::new(self.negative != other.negative, length))
    }

    /// Python's `divmod`: the quotient rounds down and the remainder has the divisor's sign.
    ///
    /// `quotient` has [`floor_quotient_size`] limbs, `remainder` as many as the divisor, `scratch`
    /// [`division_scratch`] limbs. Fails with `DivisionByZero`.
    pub fn divide_floor(
        self,
        divisor: Integer<'_>,
        quotient: &mut [Limb],
        remainder: &mut [Limb],
        scratch: &mut [Limb],
        meter: &mut Meter<'_>,
    ) -> Result<(Written, Written), BignumError> {
        let (quotient_length, remainder_length) = divide::divide(self.magnitude, divisor.magnitude, quotient, remainder, scratch, meter)?;
        let opposite = self.negative != divisor.negative;
        if !opposite || remainder_length == 0 {
            return Ok((Written::new(opposite, quotient_length), Written::new(self.negative, remainder_length)));
        }
        let quotient_length = increment(quotient, quotient_length)?;
        // The floor's remainder is divisor - truncated remainder, with the divisor's sign.
        let divisor_magnitude = magnitude::trimmed(divisor.magnitude);
        let remainder = remainder.get_mut(..divisor_magnitude.len()).ok_or(BignumError::OutputTooSmall)?;
        if let Some(rest) = remainder.get_mut(remainder_length..) {
            rest.fill(0);
        }
        magnitude::negate_in_place(remainder);
        magnitude::add_in_place(remainder, divisor_magnitude);
        let remainder_length = magnitude::normalized_length(remainder);
        Ok((Written::new(true, quotient_length), Written::new(divisor.negative, remainder_length)))
    }
}

/// Limbs of the quotient of [`Integer::divide_floor`].
pub fn floor_quotient_size(dividend_length: usize, divisor_length: usize) -> usize {
    dividend_length.saturating_sub(divisor_length).saturating_add(2)
}

/// Limbs of scratch for [`Integer::divide_floor`].
pub fn floor_scratch(dividend_length: usize, divisor_length: usize) -> usize {
    division_scratch(dividend_length, divisor_length)
}

/// Adds one to the first `length` limbs of `out`; returns the new length.
pub(super) fn increment(out: &mut [Limb], length: usize) -> Result<usize, BignumError> {
    let (low, high) = out.split_at_mut_checked(length).ok_or(BignumError::OutputTooSmall)?;
    if magnitude::add_limb_in_place(low, 1) {
        *high.first_mut().ok_or(BignumError::OutputTooSmall)? = 1;
        return Ok(length.saturating_add(1));
    }
    Ok(length)
}
