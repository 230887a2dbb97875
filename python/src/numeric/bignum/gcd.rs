//! The greatest common divisor, by Lehmer's method (Knuth, TAOCP volume 2, 4.5.2, algorithm L).

use super::divide::{divide, division_scratch, remainder_by_limb};
use super::limb::{LIMB_BITS, Limb, multiply_add, subtract_with_borrow};
use super::magnitude::{bit_length, compare, copy, limb_at, normalized_length, trimmed};
use super::{BignumError, Meter};
use core::cmp::Ordering;

/// Limbs of scratch that [`gcd`] wants; the output is as long as the longer operand.
pub fn gcd_scratch(a_length: usize, b_length: usize) -> usize {
    let width = a_length.max(b_length);
    width.saturating_mul(3).saturating_add(division_scratch(width, width))
}

/// `out = gcd(a, b)`; returns the length. `gcd(0, 0)` is 0.
pub fn gcd(a: &[Limb], b: &[Limb], out: &mut [Limb], scratch: &mut [Limb], meter: &mut Meter<'_>) -> Result<usize, BignumError> {
    let (a, b) = (trimmed(a), trimmed(b));
    let (a, b) = if compare(a, b) == Ordering::Less { (b, a) } else { (a, b) };
    let width = a.len();
    let (mut large, scratch) = scratch.split_at_mut_checked(width).ok_or(BignumError::ScratchTooSmall)?;
    let (mut small, scratch) = scratch.split_at_mut_checked(width).ok_or(BignumError::ScratchTooSmall)?;
    let (mut spare, scratch) = scratch.split_at_mut_checked(width).ok_or(BignumError::ScratchTooSmall)?;
    let mut large_length = copy(a, large)?;
    let mut small_length = copy(b, small)?;
    loop {
        let u = large.get_mut(..large_length).ok_or(BignumError::ScratchTooSmall)?;
        let v = small.get_mut(..small_length).ok_or(BignumError::ScratchTooSmall)?;
        if small_length == 0 {
            return copy(u, out);
        }
        if small_length == 1 {
            let limb = limb_at(v, 0);
            return copy(&[limb_gcd(limb, remainder_by_limb(u, limb)?)], out);
        }
        meter.spend(large_length)?;
        if let Some(cofactors) = Cofactors::of_leading_bits(u, v) {
            // v is padded to u's length so that both are combined limb by limb.
            let length = u.len();
            let v = small.get_mut(..length).ok_or(BignumError::ScratchTooSmall)?;
            if let Some(rest) = v.get_mut(small_length..) {
                rest.fill(0);
            }
            cofactors.combine(u, v);
            (large_length, small_length) = (normalized_length(u), normalized_length(v));
            if compare(u, v) == Ordering::Less {
                (large, small) = (small, large);
                (large_length, small_length) = (small_length, large_length);
            }
        } else {
            let (_, remainder_length) = divide(u, v, &mut [], spare, scratch, meter)?;
            (large, small, spare) = (small, spare, large);
            (large_length, small_length) = (small_length, remainder_length);
        }
    }
}

fn limb_gcd(mut a: Limb, mut b: Limb) -> Limb {
    while let Some(remainder) = a.checked_rem(b) {
        (a, b) = (b, remainder);
    }
    a
}

/// Several Euclidean steps at once: (u, v) becomes (a u + b v, c u + d v).
struct Cofactors {
    a: isize,
    b: isize,
    c: isize,
    d: isize,
}

impl Cofactors {
    /// The steps that the leading bits of both numbers already decide; nothing if they decide none.
    fn of_leading_bits(u: &[Limb], v: &[Limb]) -> Option<Cofactors> {
        // Two bits of room keep every sum below within an isize.
        let shift = bit_length(u).saturating_sub(LIMB_BITS.saturating_sub(2));
        let (mut x, mut y) = (window(u, shift), window(v, shift));
        let (mut a, mut b, mut c, mut d) = (1isize, 0isize, 0isize, 1isize);
        while let Some(quotient) = x.wrapping_add(a).checked_div(y.wrapping_add(c)) {
            if x.wrapping_add(b).checked_div(y.wrapping_add(d)) != Some(quotient) {
                break;
            }
            (a, c) = (c, a.checked_sub(quotient.checked_mul(c)?)?);
            (b, d) = (d, b.checked_sub(quotient.checked_mul(d)?)?);
            (x, y) = (y, x.checked_sub(quotient.checked_mul(y)?)?);
        }
        (b != 0).then_some(Cofactors { a, b, c, d })
    }

    fn combine(&self, u: &mut [Limb], v: &mut [Limb]) {
        let mut first = Combination::new(self.a, self.b);
        let mut second = Combination::new(self.c, self.d);
        for (x, y) in u.iter_mut().zip(v) {
            (*x, *y) = (first.next(*x, *y), second.next(*x, *y));
        }
    }
}

/// The limb of `number >> shift` that starts at that bit.
fn window(number: &[Limb], shift: usize) -> isize {
    let (index, bits) = (shift / LIMB_BITS, (shift % LIMB_BITS) as u32);
    let low = limb_at(number, index).wrapping_shr(bits);
    let high = limb_at(number, index.saturating_add(1)).checked_shl(Limb::BITS.saturating_sub(bits)).unwrap_or(0);
    (low | high) as isize
}

/// Limb after limb of `p u - q v` or `q v - p u`, whose factors have opposite signs; the whole is not negative.
struct Combination {
    u_factor: Limb,
    v_factor: Limb,
    u_first: bool,
    u_carry: Limb,
    v_carry: Limb,
    borrow: bool,
}

impl Combination {
    fn new(u_factor: isize, v_factor: isize) -> Self {
        Combination {
            u_factor: u_factor.unsigned_abs(),
            v_factor: v_factor.unsigned_abs(),
            u_first: v_factor <= 0,
            u_carry: 0,
            v_carry: 0,
            borrow: false,
        }
    }

    #[inline]
    fn next(&mut self, u: Limb, v: Limb) -> Limb {
        let (u_low, v_low);
        (u_low, self.u_carry) = multiply_add(u, self.u_factor, 0, self.u_carry);
        (v_low, self.v_carry) = multiply_add(v, self.v_factor, 0, self.v_carry);
        let (more, less) = if self.u_first { (u_low, v_low) } else { (v_low, u_low) };
        let limb;
        (limb, self.borrow) = subtract_with_borrow(more, less, self.borrow);
        limb
    }
}
