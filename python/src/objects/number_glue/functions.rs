//! What the built-in functions `divmod`, `pow` and `round` do with numbers.

use copperhead_stencils::operation::Operation;
use copperhead_stencils::value::Value;

use super::{Number, exact, loose_int};
use crate::context::Context;
use crate::error::Result;
use crate::objects::class_list::ClassId;
use crate::objects::float;
use crate::objects::integer::arithmetic::Int;
use crate::objects::integer::{divide, power as int_power, round as int_round};
use crate::objects::operations;
use crate::objects::special::Special;
use crate::objects::text::Display;

/// `divmod(a, b)`.
///
/// # Errors
/// ZeroDivisionError, TypeError, or what the methods raise.
pub(crate) fn divmod(context: &mut Context, a: Value, b: Value) -> Result<Value> {
    match (exact(a), exact(b)) {
        (Some(Number::Int(a)), Some(Number::Int(b))) => return int_divmod(context, a, b),
        (Some(Number::Float(a)), Some(Number::Float(b))) => return float::arithmetic::divmod(context, a, b),
        _ => {}
    }
    if let Some(result) = operations::binary_by_specials(context, Special::DivMod, Special::RDivMod, a, b)? {
        return Ok(result);
    }
    let (name_a, name_b) = (context.class_name(context.class_of(a)), context.class_name(context.class_of(b)));
    Err(context.raise(
        ClassId::TypeError,
        format_args!("unsupported operand type(s) for divmod(): '{}' and '{}'", Display(name_a), Display(name_b)),
    ))
}

/// `divmod` of ints as a tuple.
///
/// # Errors
/// ZeroDivisionError, MemoryError.
pub(crate) fn int_divmod(context: &mut Context, a: Int, b: Int) -> Result<Value> {
    let (quotient, remainder) = divide::divmod(context, a, b)?;
    context.new_tuple(&[quotient, remainder])
}

/// `pow(base, exponent)` or `pow(base, exponent, modulus)`.
///
/// # Errors
/// What the methods raise; TypeError if none answers.
pub(crate) fn power(context: &mut Context, base: Value, exponent: Value, modulus: Option<Value>) -> Result<Value> {
    let Some(modulus) = modulus.filter(|&modulus| modulus != Value::NONE) else {
        return operations::binary(context, Operation::Power, false, base, exponent);
    };
    match (exact(base), exact(exponent), exact(modulus)) {
        (Some(Number::Int(base)), Some(Number::Int(exponent)), Some(Number::Int(modulus))) => {
            return int_power::power_modulo(context, base, exponent, modulus);
        }
        (Some(Number::Complex(..)), Some(_), Some(_))
        | (Some(_), Some(Number::Complex(..)), Some(_))
        | (Some(_), Some(_), Some(Number::Complex(..))) => {
            return Err(context.raise(ClassId::ValueError, format_args!("complex modulo")));
        }
        (Some(_), Some(_), Some(_)) => {
            return Err(context.raise(ClassId::TypeError, format_args!("pow() 3rd argument not allowed unless all arguments are integers")));
        }
        _ => {}
    }
    // Only `__pow__` takes a modulus; the reflected method does not before Python 3.14.
    if let Some(result) = operations::call_special(context, base, Special::Pow, &[exponent, modulus])?
        && result != Value::NOT_IMPLEMENTED
    {
        return Ok(result);
    }
    let [a, b, c] = [base, exponent, modulus].map(|value| context.class_name(context.class_of(value)));
    Err(context.raise(
        ClassId::TypeError,
        format_args!("unsupported operand type(s) for ** or pow(): '{}', '{}', '{}'", Display(a), Display(b), Display(c)),
    ))
}

/// `round(number)` or `round(number, places)`.
///
/// # Errors
/// TypeError, or what `__round__` raises.
pub(crate) fn round(context: &mut Context, number: Value, places: Option<Value>) -> Result<Value> {
    let places = places.filter(|&places| places != Value::NONE);
    match (exact(number), places) {
        (Some(Number::Int(_)), None) => {
            if let Some(int) = loose_int(number) {
                return context.int_of(int);
            }
        }
        (Some(Number::Float(number)), None) => return context.int_of_float(crate::numeric::math_int::float_round(number)),
        (Some(Number::Int(int)), Some(places)) => return int_round::round(context, int, places),
        _ => {}
    }
    let result = match places {
        None => operations::call_special(context, number, Special::Round, &[])?,
        Some(places) => operations::call_special(context, number, Special::Round, &[places])?,
    };
    match result {
        Some(result) => Ok(result),
        None => {
            let name = context.class_name(context.class_of(number));
            Err(context.raise(ClassId::TypeError, format_args!("type {} doesn't define __round__ method", Display(name))))
        }
    }
}
