//! `&`, `|`, `^` and `~` as if every integer were an endless two's complement number.

use super::BignumError;
use super::limb::Limb;
use super::magnitude::{add_size, limb_at, negate_in_place, normalized_length, trimmed};
use super::signed::{Integer, Written};

/// Limbs of the result of a bitwise operation on numbers with these lengths.
pub fn bitwise_size(a_length: usize, b_length: usize) -> usize {
    add_size(a_length, b_length)
}

/// The limbs of an integer's two's complement, lowest first, going on for ever with its sign.
struct TwosComplement<'l> {
    limbs: &'l [Limb],
    negative: bool,
    carry: bool,
    index: usize,
}

impl<'l> TwosComplement<'l> {
    fn new(integer: Integer<'l>) -> Self {
        let integer = Integer::new(integer.negative, integer.magnitude);
        TwosComplement { limbs: integer.magnitude, negative: integer.negative, carry: integer.negative, index: 0 }
    }

    #[inline]
    fn next_limb(&mut self) -> Limb {
        let limb = limb_at(self.limbs, self.index);
        self.index = self.index.saturating_add(1);
        if !self.negative {
            return limb;
        }
        let (limb, carry) = (!limb).overflowing_add(self.carry as Limb);
        self.carry = carry;
        limb
    }
}

fn combine(a: Integer<'_>, b: Integer<'_>, out: &mut [Limb], operation: impl Fn(Limb, Limb) -> Limb) -> Result<Written, BignumError> {
    let size = bitwise_size(trimmed(a.magnitude).len(), trimmed(b.magnitude).len());
    let out = out.get_mut(..size).ok_or(BignumError::OutputTooSmall)?;
    let (mut left, mut right) = (TwosComplement::new(a), TwosComplement::new(b));
    for slot in out.iter_mut() {
        *slot = operation(left.next_limb(), right.next_limb());
    }
    // The extra limb holds nothing but the sign.
    let negative = out.last().is_some_and(|&top| top != 0);
    if negative {
        negate_in_place(out);
    }
    Ok(Written::new(negative, normalized_length(out)))
}

impl Integer<'_> {
    /// `out = self & other`; `out` has [`bitwise_size`] limbs.
    pub fn and(self, other: Integer<'_>, out: &mut [Limb]) -> Result<Written, BignumError> {
        combine(self, other, out, |a, b| a & b)
    }

    /// `out = self | other`; `out` has [`bitwise_size`] limbs.
    pub fn or(self, other: Integer<'_>, out: &mut [Limb]) -> Result<Written, BignumError> {
        combine(self, other, out, |a, b| a | b)
    }

    /// `out = self ^ other`; `out` has [`bitwise_size`] limbs.
    pub fn xor(self, other: Integer<'_>, out: &mut [Limb]) -> Result<Written, BignumError> {
        combine(self, other, out, |a, b| a ^ b)
    }

    /// `out = ~self`, that is `-self - 1`; `out` has one limb more than `self`.
    pub fn not(self, out: &mut [Limb]) -> Result<Written, BignumError> {
        let flipped = Integer { negative: !self.negative, magnitude: self.magnitude };
        flipped.subtract(Integer { negative: false, magnitude: &[1] }, out)
    }
}
