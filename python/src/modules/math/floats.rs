//! Functions that take floats apart, put them together and tell them apart.

use copperhead_stencils::value::Value;

use super::{domain_error, range_error};
use crate::context::Context;
use crate::error::Result;
use crate::numeric::math_int::{self, PowerError};
use crate::objects::class_list::ClassId;
use crate::objects::float::new::required;
use crate::objects::integer::{is_integer, view};
use crate::objects::native::Arguments;
use crate::objects::operations;

/// Radians as degrees.
pub(super) fn to_degrees(angle: f64) -> f64 {
    angle * (180.0 / core::f64::consts::PI)
}

/// Degrees as radians.
pub(super) fn to_radians(angle: f64) -> f64 {
    angle * (core::f64::consts::PI / 180.0)
}

fn two(context: &mut Context, arguments: &Arguments) -> Result<(f64, f64)> {
    let first = required(context, arguments.get(0))?;
    let second = required(context, arguments.get(1))?;
    Ok((first, second))
}

/// `math.atan2(y, x)`.
pub(super) fn atan2(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let (y, x) = two(context, arguments)?;
    context.new_float(libm::atan2(y, x))
}

/// `math.copysign(x, y)`.
pub(super) fn copysign(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let (x, y) = two(context, arguments)?;
    context.new_float(libm::copysign(x, y))
}

/// `math.fmod(x, y)`.
pub(super) fn fmod(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let (x, y) = two(context, arguments)?;
    if y.is_infinite() && x.is_finite() {
        return context.new_float(x);
    }
    let result = libm::fmod(x, y);
    if result.is_nan() && !x.is_nan() && !y.is_nan() {
        return Err(domain_error(context));
    }
    context.new_float(result)
}

/// `math.remainder(x, y)`: by the nearest multiple (IEEE 754-2019, 5.3.1).
pub(super) fn remainder(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let (x, y) = two(context, arguments)?;
    if y.is_infinite() && x.is_finite() {
        return context.new_float(x);
    }
    let result = libm::remainder(x, y);
    if result.is_nan() && !x.is_nan() && !y.is_nan() {
        return Err(domain_error(context));
    }
    context.new_float(result)
}

/// `math.pow(x, y)`.
pub(super) fn pow(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let (x, y) = two(context, arguments)?;
    match math_int::float_power(x, y) {
        Ok(power) => context.new_float(power),
        Err(PowerError::Overflow) => Err(range_error(context)),
        Err(PowerError::Complex | PowerError::ZeroToNegative) => Err(domain_error(context)),
    }
}

/// `math.fma(x, y, z)`: rounded once.
pub(super) fn fma(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let (x, y) = two(context, arguments)?;
    let z = required(context, arguments.get(2))?;
    let result = libm::fma(x, y, z);
    if result.is_nan() && !x.is_nan() && !y.is_nan() && !z.is_nan() {
        return Err(context.raise(ClassId::ValueError, format_args!("invalid operation in fma")));
    }
    if result.is_infinite() && x.is_finite() && y.is_finite() && z.is_finite() {
        return Err(context.raise(ClassId::OverflowError, format_args!("overflow in fma")));
    }
    context.new_float(result)
}

/// `math.frexp(x)`: mantissa and exponent.
pub(super) fn frexp(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let number = required(context, arguments.get(0))?;
    let (mantissa, exponent) = if number.is_finite() && number != 0.0 { libm::frexp(number) } else { (number, 0) };
    let mantissa = context.new_float(mantissa)?;
    context.new_tuple(&[mantissa, Value::from_i32_small(exponent)])
}

/// `math.ldexp(x, i)`.
pub(super) fn ldexp(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let number = required(context, arguments.get(0))?;
    let exponent = arguments.get(1);
    if !is_integer(exponent) {
        return Err(context.raise(ClassId::TypeError, format_args!("Expected an int as second argument to ldexp.")));
    }
    // Beyond these bounds every number is zero or infinite.
    let exponent = view(exponent).map_or(0, |view| match view.to_isize() {
        Some(exponent) => exponent.clamp(-10_000, 10_000) as i32,
        None if view.is_negative() => -10_000,
        None => 10_000,
    });
    let result = libm::scalbn(number, exponent);
    if result.is_infinite() && number.is_finite() {
        return Err(range_error(context));
    }
    context.new_float(result)
}

/// `math.modf(x)`: fraction and integer part, both with the sign of `x`.
pub(super) fn modf(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let number = required(context, arguments.get(0))?;
    let (fraction, whole) = if number.is_nan() {
        (number, number)
    } else if number.is_infinite() {
        (libm::copysign(0.0, number), number)
    } else {
        let whole = libm::trunc(number);
        (libm::copysign(number - whole, number), whole)
    };
    let fraction = context.new_float(fraction)?;
    let whole = context.new_float(whole)?;
    context.new_tuple(&[fraction, whole])
}

/// The place of a float in the order of all floats, both zeros at 0.
fn place(number: f64) -> i64 {
    let bits = (number.to_bits() & !(1 << 63)) as i64;
    if number.is_sign_negative() { bits.wrapping_neg() } else { bits }
}

fn at_place(place: i64, sign_of_zero: f64) -> f64 {
    let size = f64::from_bits(place.unsigned_abs());
    if place == 0 {
        libm::copysign(0.0, sign_of_zero)
    } else if place < 0 {
        -size
    } else {
        size
    }
}

/// `math.nextafter(x, y, steps=1)`.
pub(super) fn nextafter(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let (x, y) = two(context, arguments)?;
    let steps = match arguments.optional(2) {
        None | Some(Value::NONE) => 1,
        Some(steps) => {
            let steps = operations::index(context, steps)?;
            let Some(steps) = view(steps).filter(|steps| !steps.is_negative()) else {
                return Err(context.raise(ClassId::ValueError, format_args!("steps must be a non-negative integer")));
            };
            steps.to_isize().map_or(u64::MAX, |steps| steps.unsigned_abs() as u64)
        }
    };
    if x.is_nan() || steps == 0 {
        return context.new_float(x);
    }
    if y.is_nan() || x == y {
        return context.new_float(y);
    }
    let (from, to) = (place(x), place(y));
    let distance = from.abs_diff(to);
    if steps >= distance {
        // Zero, reached by the one step that is meant when nothing is said, has the sign of where it came from.
        let to_zero = y == 0.0 && arguments.optional(2).is_none_or(|steps| steps == Value::NONE);
        return context.new_float(if to_zero { libm::copysign(0.0, x) } else { y });
    }
    let reached = if to > from { from.wrapping_add_unsigned(steps) } else { from.wrapping_sub_unsigned(steps) };
    context.new_float(at_place(reached, x))
}

/// `math.ulp(x)`: the value of the lowest bit.
pub(super) fn ulp(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let number = libm::fabs(required(context, arguments.get(0))?);
    if !number.is_finite() {
        return context.new_float(number);
    }
    let next = f64::from_bits(number.to_bits().wrapping_add(1));
    // The largest float has no next one.
    let ulp = if next.is_finite() { next - number } else { number - f64::from_bits(number.to_bits().wrapping_sub(1)) };
    context.new_float(ulp)
}

/// `math.isclose(a, b, rel_tol=1e-09, abs_tol=0.0)`.
pub(super) fn isclose(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let (a, b) = two(context, arguments)?;
    let relative = match arguments.optional(2) {
        Some(tolerance) => required(context, tolerance)?,
        None => 1e-9,
    };
    let absolute = match arguments.optional(3) {
        Some(tolerance) => required(context, tolerance)?,
        None => 0.0,
    };
    if relative < 0.0 || absolute < 0.0 {
        return Err(context.raise(ClassId::ValueError, format_args!("tolerances must be non-negative")));
    }
    if a == b {
        return Ok(Value::TRUE);
    }
    if a.is_infinite() || b.is_infinite() {
        return Ok(Value::FALSE);
    }
    let distance = libm::fabs(b - a);
    let close = distance <= libm::fabs(relative * b) || distance <= libm::fabs(relative * a) || distance <= absolute;
    Ok(Value::from_bool(close))
}

/// `math.isfinite(x)`.
pub(super) fn isfinite(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    required(context, arguments.get(0)).map(|number| Value::from_bool(number.is_finite()))
}

/// `math.isinf(x)`.
pub(super) fn isinf(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    required(context, arguments.get(0)).map(|number| Value::from_bool(number.is_infinite()))
}

/// `math.isnan(x)`.
pub(super) fn isnan(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    required(context, arguments.get(0)).map(|number| Value::from_bool(number.is_nan()))
}
