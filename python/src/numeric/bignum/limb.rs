//! One limb of a big integer, and the steps that need its double width.

/// One digit of a magnitude: an unsigned machine word.
pub type Limb = usize;

/// Twice as wide as a limb: holds any product of two limbs plus two more limbs.
#[cfg(target_pointer_width = "64")]
pub type DoubleLimb = u128;
/// Twice as wide as a limb: holds any product of two limbs plus two more limbs.
#[cfg(not(target_pointer_width = "64"))]
pub type DoubleLimb = u64;

/// Bits in a limb.
pub const LIMB_BITS: usize = Limb::BITS as usize;
/// Bytes in a limb.
pub const LIMB_BYTES: usize = size_of::<Limb>();

/// `a + b + carry` and the carry out.
#[inline(always)]
pub fn add_with_carry(a: Limb, b: Limb, carry: bool) -> (Limb, bool) {
    let (sum, first) = a.overflowing_add(b);
    let (sum, second) = sum.overflowing_add(carry as Limb);
    (sum, first | second)
}

/// `a - b - borrow` and the borrow out.
#[inline(always)]
pub fn subtract_with_borrow(a: Limb, b: Limb, borrow: bool) -> (Limb, bool) {
    let (difference, first) = a.overflowing_sub(b);
    let (difference, second) = difference.overflowing_sub(borrow as Limb);
    (difference, first | second)
}

/// `a * b + addend + carry` as (low, high); it always fits.
#[inline(always)]
pub fn multiply_add(a: Limb, b: Limb, addend: Limb, carry: Limb) -> (Limb, Limb) {
    split((a as DoubleLimb).wrapping_mul(b as DoubleLimb).wrapping_add(addend as DoubleLimb).wrapping_add(carry as DoubleLimb))
}

/// The two limbs of a double limb as (low, high).
#[inline(always)]
pub fn split(value: DoubleLimb) -> (Limb, Limb) {
    (value as Limb, (value >> LIMB_BITS) as Limb)
}

/// The double limb with these two halves.
#[inline(always)]
pub fn join(low: Limb, high: Limb) -> DoubleLimb {
    ((high as DoubleLimb) << LIMB_BITS) | low as DoubleLimb
}

/// A divisor with its top bit set, and its reciprocal, so that dividing costs two multiplications
/// (Möller and Granlund, "Improved division by invariant integers", 2011, algorithm 4).
#[derive(Clone, Copy, Debug)]
pub struct Reciprocal {
    divisor: Limb,
    inverse: Limb,
}

impl Reciprocal {
    /// The reciprocal of `divisor` shifted left until its top bit is set, and the shift. Nothing for zero.
    pub fn normalizing(divisor: Limb) -> Option<(Reciprocal, u32)> {
        let shift = divisor.leading_zeros();
        let divisor = divisor.checked_shl(shift)?;
        let inverse = DoubleLimb::MAX.checked_div(divisor as DoubleLimb)? as Limb;
        Some((Reciprocal { divisor, inverse }, shift))
    }

    /// The divisor, top bit set.
    pub fn divisor(&self) -> Limb {
        self.divisor
    }

    /// Quotient and remainder of the double limb (low, high); `high` must be below the divisor, else the result
    /// is meaningless (but there is one).
    #[inline(always)]
    pub fn divide(&self, low: Limb, high: Limb) -> (Limb, Limb) {
        let estimate = (self.inverse as DoubleLimb).wrapping_mul(high as DoubleLimb).wrapping_add(join(low, high));
        let (fraction, quotient) = split(estimate);
        let mut quotient = quotient.wrapping_add(1);
        let mut remainder = low.wrapping_sub(quotient.wrapping_mul(self.divisor));
        if remainder > fraction {
            quotient = quotient.wrapping_sub(1);
            remainder = remainder.wrapping_add(self.divisor);
        }
        if remainder >= self.divisor {
            quotient = quotient.wrapping_add(1);
            remainder = remainder.wrapping_sub(self.divisor);
        }
        (quotient, remainder)
    }
}
