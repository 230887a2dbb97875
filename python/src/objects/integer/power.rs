//! Powers of ints, with and without a modulus.

use copperhead_stencils::value::Value;

use super::arithmetic::Int;
use super::view::IntegerView;
use crate::context::Context;
use crate::error::Result;
use crate::numeric::bignum::magnitude;
use crate::numeric::bignum::power;
use crate::numeric::bignum::{BignumError, Limb, Written};
use crate::objects::class_list::ClassId;
use crate::objects::number_glue;

/// `base ** exponent`: a float for negative exponents.
///
/// # Errors
/// ZeroDivisionError for zero to a negative power, OverflowError where a float cannot hold an operand, MemoryError.
pub(crate) fn power(context: &mut Context, base: Int, exponent: Int) -> Result<Value> {
    if exponent.is_negative() {
        let base = number_glue::int_to_f64(context, base)?;
        let exponent = number_glue::int_to_f64(context, exponent)?;
        return crate::objects::float::power(context, base, exponent);
    }
    let (base, exponent) = (base.view(), exponent.view());
    let Some(count) = exponent.to_isize().map(isize::unsigned_abs) else {
        return match *base.magnitude() {
            [] => context.new_int(0),
            [1] => context.new_int(if base.is_negative() && exponent.is_odd() { -1 } else { 1 }),
            _ => Err(context.raise_memory()),
        };
    };
    let negative = base.is_negative() && count & 1 != 0;
    let limbs = base.magnitude();
    // Powers of two are shifts, which need no scratch.
    let scratch = if magnitude::bit_count(limbs) == 1 { Some(0) } else { power::power_scratch(limbs, count) };
    let (Some(size), Some(scratch)) = (power::power_size(limbs, count), scratch) else {
        return Err(context.raise_memory());
    };
    context.build_int(size, scratch, |out, scratch, meter| {
        let length = power::power(base.magnitude(), count, out, scratch, meter)?;
        Ok(Written { negative: negative && length != 0, length })
    })
}

/// `pow(base, exponent, modulus)` of ints.
///
/// # Errors
/// ValueError for modulus 0 and where a negative exponent has no inverse, MemoryError.
pub(crate) fn power_modulo(context: &mut Context, base: Int, exponent: Int, modulus: Int) -> Result<Value> {
    if modulus.is_zero() {
        return Err(context.raise(ClassId::ValueError, format_args!("pow() 3rd argument cannot be 0")));
    }
    let (base, modulus) = (base.view(), modulus.view());
    if !exponent.is_negative() {
        return positive(context, base, exponent.view(), modulus);
    }
    let scratch = power::inverse_modulo_scratch(base.length(), modulus.length());
    let size = modulus.length().saturating_add(1);
    let mut none = false;
    let inverse = context.build_int(size, scratch, |out: &mut [Limb], scratch: &mut [Limb], meter| {
        let found = power::inverse_modulo(base.integer(), modulus.integer(), out, scratch, meter)?;
        none = found.is_none();
        Ok::<Written, BignumError>(found.unwrap_or(Written { negative: false, length: 0 }))
    })?;
    if none {
        return Err(context.raise(ClassId::ValueError, format_args!("base is not invertible for the given modulus")));
    }
    let Some(inverse) = super::view::view(inverse) else {
        return Err(context.raise_system("inverse"));
    };
    positive(context, inverse, exponent.view(), modulus)
}

fn positive(context: &mut Context, base: IntegerView, exponent: IntegerView, modulus: IntegerView) -> Result<Value> {
    if let (Some(base), Some(exponent), Some(modulus)) = (base.to_isize(), exponent.to_isize(), modulus.to_isize()) {
        return context.new_int_of(small_power_modulo(base, exponent.unsigned_abs(), modulus));
    }
    let scratch = power::power_modulo_scratch(base.length(), modulus.length());
    context.build_int(modulus.length(), scratch, |out, scratch, meter| {
        power::power_modulo(base.integer(), exponent.magnitude(), modulus.integer(), out, scratch, meter)
    })
}

/// The same for machine integers; the modulus is not zero.
fn small_power_modulo(base: isize, mut exponent: usize, modulus: isize) -> isize {
    if let Ok(narrow) = u32::try_from(modulus.unsigned_abs()) {
        return narrow_power_modulo(base, exponent, narrow, modulus);
    }
    let wide = modulus.unsigned_abs() as u128;
    let reduce = |number: u128| number.checked_rem(wide).unwrap_or(0);
    let mut square = (base as i128).checked_rem_euclid(wide as i128).unwrap_or(0).unsigned_abs();
    let mut result = reduce(1);
    while exponent != 0 {
        if exponent & 1 != 0 {
            result = reduce(result.wrapping_mul(square));
        }
        square = reduce(square.wrapping_mul(square));
        exponent >>= 1;
    }
    let result = result as isize;
    // The result has the modulus's sign.
    if modulus < 0 && result != 0 { result.wrapping_add(modulus) } else { result }
}

/// The same for moduli whose square fits 64 bits, which divide much faster.
fn narrow_power_modulo(base: isize, mut exponent: usize, narrow: u32, modulus: isize) -> isize {
    let narrow = u64::from(narrow);
    let reduce = |number: u64| number.checked_rem(narrow).unwrap_or(0);
    let mut square = (base as i64).checked_rem_euclid(narrow as i64).unwrap_or(0).unsigned_abs();
    let mut result = reduce(1);
    while exponent != 0 {
        if exponent & 1 != 0 {
            result = reduce(result.wrapping_mul(square));
        }
        square = reduce(square.wrapping_mul(square));
        exponent >>= 1;
    }
    let result = result as isize;
    if modulus < 0 && result != 0 { result.wrapping_add(modulus) } else { result }
}
