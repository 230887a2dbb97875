//! Logarithms, of ints of any size too.

use copperhead_stencils::value::Value;

use super::{domain_error, refuse_keywords};
use crate::context::Context;
use crate::error::Result;
use crate::numeric::bignum::magnitude::bit_length;
use crate::numeric::bignum::{BignumError, Integer, Limb, float, shift};
use crate::objects::class_list::ClassId;
use crate::objects::float::new::required;
use crate::objects::integer::{IntegerView, view};
use crate::objects::native::Arguments;

/// The logarithm of a number; domain error where it has none.
fn logarithm(context: &mut Context, value: Value, function: fn(f64) -> f64) -> Result<f64> {
    if let Some(int) = view(value)
        && int.length() > 1
    {
        if int.is_negative() {
            return Err(domain_error(context));
        }
        return match int.to_f64() {
            Ok(number) => Ok(function(number)),
            Err(_) => {
                let (mantissa, exponent) = split(context, &int)?;
                Ok(function(mantissa) + function(2.0) * exponent)
            }
        };
    }
    let number = required(context, value)?;
    if number <= 0.0 {
        return Err(domain_error(context));
    }
    Ok(function(number))
}

/// A large int as a float of 1/2 up to 1 and a power of two.
fn split(context: &mut Context, int: &IntegerView) -> Result<(f64, f64)> {
    let bits = bit_length(int.magnitude());
    // Dropping all but the highest limbs changes nothing that a float shows, if what is dropped leaves a bit behind.
    let drop = bits.saturating_sub(256);
    let mantissa = context.with_scratch(int.length(), |scratch, _| {
        let length = shift::shift_right(int.magnitude(), drop, scratch)?;
        if shift::any_bit_below(int.magnitude(), drop)
            && let Some(lowest) = scratch.first_mut()
        {
            *lowest |= 1;
        }
        let top: &[Limb] = scratch.get(..length).ok_or(BignumError::ScratchTooSmall)?;
        float::to_f64(Integer { negative: false, magnitude: top })
    })?;
    let (mantissa, exponent) = libm::frexp(mantissa);
    Ok((mantissa, drop as f64 + f64::from(exponent)))
}

/// `math.log(x)` or `math.log(x, base)`.
pub(super) fn log(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    refuse_keywords(context, arguments, "log")?;
    let count = arguments.len();
    if count == 0 {
        return Err(context.raise(ClassId::TypeError, format_args!("log expected at least 1 argument, got 0")));
    }
    if count > 2 {
        return Err(context.raise(ClassId::TypeError, format_args!("log expected at most 2 arguments, got {count}")));
    }
    let numerator = logarithm(context, arguments.get(0), libm::log)?;
    let Some(base) = arguments.optional(1) else { return context.new_float(numerator) };
    let denominator = logarithm(context, base, libm::log)?;
    if denominator == 0.0 {
        return Err(context.raise(ClassId::ZeroDivisionError, format_args!("float division by zero")));
    }
    context.new_float(numerator / denominator)
}

/// `math.log2(x)`.
pub(super) fn log2(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let result = logarithm(context, arguments.get(0), libm::log2)?;
    context.new_float(result)
}

/// `math.log10(x)`.
pub(super) fn log10(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let result = logarithm(context, arguments.get(0), libm::log10)?;
    context.new_float(result)
}
