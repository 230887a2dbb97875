//! Division of ints: floor division, remainder, both, and the true quotient.

use copperhead_stencils::value::Value;

use super::arithmetic::Int;
use super::view::IntegerView;
use crate::context::Context;
use crate::error::{Raised, Result};
use crate::numeric::bignum::{BignumError, Limb, Written, divide, float, magnitude, signed};
use crate::objects::class_list::ClassId;

#[cold]
fn raise_zero(context: &mut Context, message: &str) -> Raised {
    context.raise(ClassId::ZeroDivisionError, format_args!("{message}"))
}

/// `a // b`.
pub(crate) fn floor_divide(context: &mut Context, a: Int, b: Int) -> Result<Value> {
    if b.is_zero() {
        return Err(raise_zero(context, "integer division or modulo by zero"));
    }
    let (a, b) = (a.view(), b.view());
    let size = signed::floor_quotient_size(a.length(), b.length());
    if let [divisor] = *b.magnitude() {
        return divide_by_limb(context, a, b, divisor);
    }
    let scratch = signed::floor_scratch(a.length(), b.length());
    context.build_int(size, scratch.saturating_add(b.length()), |out, scratch, meter| {
        let (remainder, scratch) = scratch.split_at_mut_checked(b.length()).ok_or(BignumError::ScratchTooSmall)?;
        Ok(a.integer().divide_floor(b.integer(), out, remainder, scratch, meter)?.0)
    })
}

/// `a // b` for a `b` of one limb: the division is done in the result's place.
fn divide_by_limb(context: &mut Context, a: IntegerView, b: IntegerView, divisor: Limb) -> Result<Value> {
    let opposite = a.is_negative() != b.is_negative();
    context.build_int(a.length().saturating_add(1), 0, |out, _, _| {
        let length = magnitude::copy(a.magnitude(), out)?;
        let remainder = divide::divide_limb_in_place(out.get_mut(..length).ok_or(BignumError::OutputTooSmall)?, divisor)?;
        if opposite && remainder != 0 {
            magnitude::add_limb_in_place(out, 1);
        }
        let length = magnitude::normalized_length(out);
        Ok(Written { negative: opposite && length != 0, length })
    })
}

/// `a % b`.
pub(crate) fn modulo(context: &mut Context, a: Int, b: Int) -> Result<Value> {
    if b.is_zero() {
        return Err(raise_zero(context, "integer modulo by zero"));
    }
    let (a, b) = (a.view(), b.view());
    let opposite = a.is_negative() != b.is_negative();
    if let [divisor] = *b.magnitude() {
        return match divide::remainder_by_limb(a.magnitude(), divisor) {
            Ok(0) => context.new_int(0),
            Ok(remainder) => {
                let remainder = if opposite { divisor.wrapping_sub(remainder) } else { remainder };
                context.int_from_limbs(b.is_negative(), &[remainder])
            }
            Err(error) => Err(context.raise_bignum(error)),
        };
    }
    let scratch = divide::division_scratch(a.length(), b.length());
    context.build_int(b.length(), scratch, |out, scratch, meter| {
        let (_, length) = divide::divide(a.magnitude(), b.magnitude(), &mut [], out, scratch, meter)?;
        if length == 0 || !opposite {
            return Ok(Written { negative: a.is_negative() && length != 0, length });
        }
        // The floor's remainder is the divisor less the truncated one.
        if let Some(rest) = out.get_mut(length..) {
            rest.fill(0);
        }
        magnitude::negate_in_place(out);
        magnitude::add_in_place(out, b.magnitude());
        Ok(Written { negative: b.is_negative(), length: magnitude::normalized_length(out) })
    })
}

/// `divmod(a, b)`: quotient and remainder.
pub(crate) fn divmod(context: &mut Context, a: Int, b: Int) -> Result<(Value, Value)> {
    if b.is_zero() {
        return Err(raise_zero(context, "integer division or modulo by zero"));
    }
    if let (Int::Small(x), Int::Small(y)) = (a, b)
        && let Ok((quotient, remainder)) = crate::numeric::math_int::floor_divmod(x, y)
    {
        return Ok((context.new_int_of(quotient)?, context.new_int_of(remainder)?));
    }
    let (a, b) = (a.view(), b.view());
    let size = signed::floor_quotient_size(a.length(), b.length());
    let work = signed::floor_scratch(a.length(), b.length());
    let total = work.saturating_add(b.length());
    let data = context.scratch_buffer(total)?;
    // SAFETY: the buffer has room for so many limbs; the pointer keeps it alive, and nobody else knows it.
    let scratch = unsafe { core::slice::from_raw_parts_mut(data, total) };
    let Some((rest, scratch)) = scratch.split_at_mut_checked(b.length()) else {
        return Err(context.raise_system("scratch"));
    };
    let mut remainder = Written { negative: false, length: 0 };
    let quotient = context.build_int(size, 0, |out, _, meter| {
        let quotient;
        (quotient, remainder) = a.integer().divide_floor(b.integer(), out, rest, scratch, meter)?;
        Ok(quotient)
    })?;
    let remainder = context.int_from_limbs(remainder.negative, rest.get(..remainder.length).unwrap_or(&[]))?;
    // SAFETY: nobody uses the buffer any more.
    unsafe { context.free_buffer(data.cast()) };
    Ok((quotient, remainder))
}

/// `a / b` as a float.
///
/// # Errors
/// ZeroDivisionError; OverflowError if the quotient is too large.
pub(crate) fn true_quotient(context: &mut Context, a: Int, b: Int) -> Result<f64> {
    if b.is_zero() {
        return Err(raise_zero(context, "division by zero"));
    }
    if let (Int::Small(x), Int::Small(y)) = (a, b) {
        const EXACT: usize = 1 << (if usize::BITS > 53 { 53 } else { 31 });
        if x.unsigned_abs() <= EXACT && y.unsigned_abs() <= EXACT {
            return Ok(x as f64 / y as f64);
        }
    }
    let (a, b) = (a.view(), b.view());
    let mut too_large = false;
    let size = float::true_divide_scratch(a.length(), b.length());
    let quotient = context.with_scratch(size, |scratch, meter| match float::true_divide(a.integer(), b.integer(), scratch, meter) {
        Err(BignumError::TooLarge) => {
            too_large = true;
            Ok(0.0)
        }
        result => result,
    })?;
    if too_large {
        return Err(context.raise(ClassId::OverflowError, format_args!("integer division result too large for a float")));
    }
    Ok(quotient)
}

/// `a / b`.
pub(crate) fn true_divide(context: &mut Context, a: Int, b: Int) -> Result<Value> {
    let quotient = true_quotient(context, a, b)?;
    context.new_float(quotient)
}
