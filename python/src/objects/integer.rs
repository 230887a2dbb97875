//! `int`: methods and attributes. [`view`] reads ints, [`make`] makes them, [`arithmetic`], [`divide`] and [`power`] compute.

use copperhead_stencils::operation::{Comparison, Operation};
use copperhead_stencils::value::Value;

use super::native::{Arguments, Attribute, Method, NativeCode};
use super::number_glue::{self, Number, loose_int};
use super::special::Special;
use crate::context::Context;
use crate::error::Result;
use crate::numeric::bignum::magnitude;
use arithmetic::Int;

pub mod arithmetic;
pub mod bytes;
pub mod divide;
pub mod make;
pub mod new;
pub mod power;
pub mod round;
pub(crate) mod view;

pub(crate) use view::{IntegerView, is_integer, view};

/// `int.__add__` and its like: both operands are ints.
fn forward<const OPERATION: u8>(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    operate(context, OPERATION, arguments.get(0), arguments.get(1))
}

/// `int.__radd__` and its like.
fn reflected<const OPERATION: u8>(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    operate(context, OPERATION, arguments.get(1), arguments.get(0))
}

fn operate(context: &mut Context, operation: u8, left: Value, right: Value) -> Result<Value> {
    let (Some(a), Some(b), Some(operation)) = (loose_int(left), loose_int(right), Operation::from_number(operation)) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    Ok(arithmetic::binary(context, operation, a, b)?.unwrap_or(Value::NOT_IMPLEMENTED))
}

fn compare<const COMPARISON: u8>(_: &mut Context, arguments: &Arguments) -> Result<Value> {
    let (Some(a), Some(b), Some(comparison)) =
        (loose_int(arguments.get(0)), loose_int(arguments.get(1)), Comparison::from_number(COMPARISON))
    else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    Ok(number_glue::compare_of(comparison, Number::Int(a), Number::Int(b)).map_or(Value::NOT_IMPLEMENTED, Value::from_bool))
}

/// The int that a method was called on.
fn receiver(context: &mut Context, value: Value) -> Result<Int> {
    match loose_int(value) {
        Some(int) => Ok(int),
        None => Err(context.raise_system("not an int")),
    }
}

fn unary<const SPECIAL: u8>(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let int = receiver(context, arguments.get(0))?;
    match Special::ALL.get(SPECIAL as usize) {
        Some(&special) => Ok(number_glue::unary_of(context, special, Number::Int(int))?.unwrap_or(Value::NOT_IMPLEMENTED)),
        None => Ok(Value::NOT_IMPLEMENTED),
    }
}

fn power_method(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    power_of(context, arguments.get(0), arguments.get(1), arguments.optional(2))
}

fn power_reflected(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    power_of(context, arguments.get(1), arguments.get(0), arguments.optional(2))
}

fn power_of(context: &mut Context, base: Value, exponent: Value, modulus: Option<Value>) -> Result<Value> {
    let (Some(base), Some(exponent)) = (loose_int(base), loose_int(exponent)) else { return Ok(Value::NOT_IMPLEMENTED) };
    match modulus {
        None | Some(Value::NONE) => Ok(arithmetic::binary(context, Operation::Power, base, exponent)?.unwrap_or(Value::NOT_IMPLEMENTED)),
        Some(modulus) => match loose_int(modulus) {
            Some(modulus) => power::power_modulo(context, base, exponent, modulus),
            None => Ok(Value::NOT_IMPLEMENTED),
        },
    }
}

fn divmod(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    divmod_of(context, arguments.get(0), arguments.get(1))
}

fn divmod_reflected(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    divmod_of(context, arguments.get(1), arguments.get(0))
}

fn divmod_of(context: &mut Context, left: Value, right: Value) -> Result<Value> {
    match (loose_int(left), loose_int(right)) {
        (Some(a), Some(b)) => number_glue::functions::int_divmod(context, a, b),
        _ => Ok(Value::NOT_IMPLEMENTED),
    }
}

fn repr(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let int = receiver(context, arguments.get(0))?;
    super::integer_text::decimal(context, int)
}

fn hash(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let int = receiver(context, arguments.get(0))?;
    context.new_int_of(number_glue::hash_of(Number::Int(int), Value::NONE) as isize)
}

fn truth(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    receiver(context, arguments.get(0)).map(|int| Value::from_bool(!int.is_zero()))
}

fn format(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    number_glue::format::format_method(context, arguments.get(0), arguments.get(1))
}

fn round_method(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let int = receiver(context, arguments.get(0))?;
    match arguments.optional(1) {
        None | Some(Value::NONE) => context.int_of(int),
        Some(places) => round::round(context, int, places),
    }
}

fn bit_length(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let int = receiver(context, arguments.get(0))?;
    context.new_int_of_size(magnitude::bit_length(int.view().magnitude()))
}

fn bit_count(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let int = receiver(context, arguments.get(0))?;
    context.new_int_of_size(magnitude::bit_count(int.view().magnitude()))
}

fn as_integer_ratio(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let number = itself_of(context, arguments.get(0))?;
    let one = context.new_int(1)?;
    context.new_tuple(&[number, one])
}

fn is_integer_method(_: &mut Context, _: &Arguments) -> Result<Value> {
    Ok(Value::TRUE)
}

fn itself(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    itself_of(context, arguments.get(0))
}

fn new_arguments(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let number = itself_of(context, arguments.get(0))?;
    context.new_tuple(&[number])
}

fn itself_of(context: &mut Context, value: Value) -> Result<Value> {
    context.exact_int(value)
}

fn zero(context: &mut Context, _: Value) -> Result<Value> {
    context.new_int(0)
}

fn one(context: &mut Context, _: Value) -> Result<Value> {
    context.new_int(1)
}

const fn binary_method(name: &'static str, code: NativeCode) -> Method {
    Method::new(name, code, 1, 1)
}

/// The methods.
pub static METHODS: &[Method] = &[
    Method::named("__new__", new::new, &["", "", "base"], 1).unbound(),
    Method::new("__repr__", repr, 0, 0),
    Method::new("__hash__", hash, 0, 0),
    Method::new("__bool__", truth, 0, 0),
    Method::new("__format__", format, 1, 1),
    binary_method("__eq__", compare::<{ Comparison::Equal as u8 }>),
    binary_method("__ne__", compare::<{ Comparison::NotEqual as u8 }>),
    binary_method("__lt__", compare::<{ Comparison::Less as u8 }>),
    binary_method("__le__", compare::<{ Comparison::LessEqual as u8 }>),
    binary_method("__gt__", compare::<{ Comparison::Greater as u8 }>),
    binary_method("__ge__", compare::<{ Comparison::GreaterEqual as u8 }>),
    binary_method("__add__", forward::<{ Operation::Add as u8 }>),
    binary_method("__radd__", reflected::<{ Operation::Add as u8 }>),
    binary_method("__sub__", forward::<{ Operation::Subtract as u8 }>),
    binary_method("__rsub__", reflected::<{ Operation::Subtract as u8 }>),
    binary_method("__mul__", forward::<{ Operation::Multiply as u8 }>),
    binary_method("__rmul__", reflected::<{ Operation::Multiply as u8 }>),
    binary_method("__truediv__", forward::<{ Operation::Divide as u8 }>),
    binary_method("__rtruediv__", reflected::<{ Operation::Divide as u8 }>),
    binary_method("__floordiv__", forward::<{ Operation::FloorDivide as u8 }>),
    binary_method("__rfloordiv__", reflected::<{ Operation::FloorDivide as u8 }>),
    binary_method("__mod__", forward::<{ Operation::Modulo as u8 }>),
    binary_method("__rmod__", reflected::<{ Operation::Modulo as u8 }>),
    binary_method("__lshift__", forward::<{ Operation::ShiftLeft as u8 }>),
    binary_method("__rlshift__", reflected::<{ Operation::ShiftLeft as u8 }>),
    binary_method("__rshift__", forward::<{ Operation::ShiftRight as u8 }>),
    binary_method("__rrshift__", reflected::<{ Operation::ShiftRight as u8 }>),
    binary_method("__and__", forward::<{ Operation::And as u8 }>),
    binary_method("__rand__", reflected::<{ Operation::And as u8 }>),
    binary_method("__or__", forward::<{ Operation::Or as u8 }>),
    binary_method("__ror__", reflected::<{ Operation::Or as u8 }>),
    binary_method("__xor__", forward::<{ Operation::Xor as u8 }>),
    binary_method("__rxor__", reflected::<{ Operation::Xor as u8 }>),
    Method::new("__pow__", power_method, 1, 2),
    Method::new("__rpow__", power_reflected, 1, 2),
    binary_method("__divmod__", divmod),
    binary_method("__rdivmod__", divmod_reflected),
    Method::new("__neg__", unary::<{ Special::Neg as u8 }>, 0, 0),
    Method::new("__pos__", unary::<{ Special::Pos as u8 }>, 0, 0),
    Method::new("__abs__", unary::<{ Special::Abs as u8 }>, 0, 0),
    Method::new("__invert__", unary::<{ Special::Invert as u8 }>, 0, 0),
    Method::new("__int__", unary::<{ Special::Int as u8 }>, 0, 0),
    Method::new("__index__", unary::<{ Special::Index as u8 }>, 0, 0),
    Method::new("__float__", unary::<{ Special::Float as u8 }>, 0, 0),
    Method::new("__trunc__", unary::<{ Special::Trunc as u8 }>, 0, 0),
    Method::new("__floor__", unary::<{ Special::Floor as u8 }>, 0, 0),
    Method::new("__ceil__", unary::<{ Special::Ceil as u8 }>, 0, 0),
    Method::new("__round__", round_method, 0, 1),
    Method::new("__getnewargs__", new_arguments, 0, 0),
    Method::new("bit_length", bit_length, 0, 0),
    Method::new("bit_count", bit_count, 0, 0),
    Method::named("to_bytes", bytes::to_bytes, &["length", "byteorder", "*signed"], 0),
    Method::named("from_bytes", bytes::from_bytes, &["bytes", "byteorder", "*signed"], 1).of_class(),
    Method::new("as_integer_ratio", as_integer_ratio, 0, 0),
    Method::new("is_integer", is_integer_method, 0, 0),
    Method::new("conjugate", itself, 0, 0),
];

/// The attributes.
pub static ATTRIBUTES: &[Attribute] = &[
    Attribute { name: "real", get: itself_of, set: None },
    Attribute { name: "imag", get: zero, set: None },
    Attribute { name: "numerator", get: itself_of, set: None },
    Attribute { name: "denominator", get: one, set: None },
];
