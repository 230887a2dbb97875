//! `complex`: methods and attributes. Arithmetic is in [`arithmetic`], construction in [`new`].

use copperhead_stencils::operation::{Comparison, Operation};
use copperhead_stencils::value::Value;

use super::class_list::ClassId;
use super::native::{Arguments, Attribute, Method};
use super::number_glue::{self, Number};
use super::special::Special;
use crate::context::Context;
use crate::error::Result;
use crate::numeric::format_spec;
use crate::numeric::sink::ByteSink;

pub mod arithmetic;
pub mod new;

pub(crate) use arithmetic::{absolute, binary};

/// `complex.__add__` and its like.
fn forward<const OPERATION: u8>(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    operate(context, OPERATION, arguments.get(0), arguments.get(1))
}

/// `complex.__radd__` and its like.
fn reflected<const OPERATION: u8>(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    operate(context, OPERATION, arguments.get(1), arguments.get(0))
}

fn operate(context: &mut Context, operation: u8, left: Value, right: Value) -> Result<Value> {
    let (Some(a), Some(b), Some(operation)) = (number_glue::loose(left), number_glue::loose(right), Operation::from_number(operation))
    else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    let a = number_glue::to_complex(context, a)?;
    let b = number_glue::to_complex(context, b)?;
    Ok(binary(context, operation, a, b)?.unwrap_or(Value::NOT_IMPLEMENTED))
}

fn power_method(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    power_of(context, arguments.get(0), arguments.get(1), arguments.optional(2))
}

fn power_reflected(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    power_of(context, arguments.get(1), arguments.get(0), arguments.optional(2))
}

fn power_of(context: &mut Context, left: Value, right: Value, modulus: Option<Value>) -> Result<Value> {
    if modulus.is_some_and(|modulus| modulus != Value::NONE) && number_glue::loose(left).is_some() && number_glue::loose(right).is_some() {
        return Err(context.raise(ClassId::ValueError, format_args!("complex modulo")));
    }
    operate(context, Operation::Power as u8, left, right)
}

fn compare<const COMPARISON: u8>(_: &mut Context, arguments: &Arguments) -> Result<Value> {
    let (Some(a), Some(b), Some(comparison)) =
        (number_glue::loose(arguments.get(0)), number_glue::loose(arguments.get(1)), Comparison::from_number(COMPARISON))
    else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    Ok(number_glue::compare_of(comparison, a, b).map_or(Value::NOT_IMPLEMENTED, Value::from_bool))
}

fn receiver(context: &mut Context, value: Value) -> Result<(f64, f64)> {
    match number_glue::loose(value) {
        Some(Number::Complex(real, imaginary)) => Ok((real, imaginary)),
        _ => Err(context.raise_system("not a complex number")),
    }
}

fn unary<const SPECIAL: u8>(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let (real, imaginary) = receiver(context, arguments.get(0))?;
    match Special::ALL.get(SPECIAL as usize) {
        Some(&special) => Ok(number_glue::unary_of(context, special, Number::Complex(real, imaginary))?.unwrap_or(Value::NOT_IMPLEMENTED)),
        None => Ok(Value::NOT_IMPLEMENTED),
    }
}

/// `repr` of a complex number.
///
/// # Errors
/// MemoryError.
pub(crate) fn repr(context: &mut Context, real: f64, imaginary: f64) -> Result<Value> {
    let mut buffer = [0; 64];
    let mut sink = ByteSink::new(&mut buffer);
    // Cannot fail: an empty specification is right, and two floats of 24 characters have room.
    if let Ok(spec) = format_spec::parse("", format_spec::ValueKind::Float) {
        let _ = format_spec::format_complex(&spec, real, imaginary, &mut sink);
    }
    context.new_str(core::str::from_utf8(sink.written()).unwrap_or(""))
}

fn repr_method(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let (real, imaginary) = receiver(context, arguments.get(0))?;
    repr(context, real, imaginary)
}

fn hash_method(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let value = arguments.get(0);
    let (real, imaginary) = receiver(context, value)?;
    context.new_int_of(number_glue::hash_of(Number::Complex(real, imaginary), value) as isize)
}

fn truth(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    receiver(context, arguments.get(0)).map(|(real, imaginary)| Value::from_bool(real != 0.0 || imaginary != 0.0))
}

fn conjugate(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let (real, imaginary) = receiver(context, arguments.get(0))?;
    context.new_complex(real, -imaginary)
}

fn format(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    number_glue::format::format_method(context, arguments.get(0), arguments.get(1))
}

fn new_arguments(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let real = real_part(context, arguments.get(0))?;
    let imaginary = imaginary_part(context, arguments.get(0))?;
    context.new_tuple(&[real, imaginary])
}

fn real_part(context: &mut Context, value: Value) -> Result<Value> {
    let (real, _) = receiver(context, value)?;
    context.new_float(real)
}

fn imaginary_part(context: &mut Context, value: Value) -> Result<Value> {
    let (_, imaginary) = receiver(context, value)?;
    context.new_float(imaginary)
}

const fn binary_method(name: &'static str, code: super::native::NativeCode) -> Method {
    Method::new(name, code, 1, 1)
}

/// The methods.
pub static METHODS: &[Method] = &[
    Method::named("__new__", new::new, &["", "real", "imag"], 1).unbound(),
    Method::new("__repr__", repr_method, 0, 0),
    Method::new("__hash__", hash_method, 0, 0),
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
    Method::new("__pow__", power_method, 1, 2),
    Method::new("__rpow__", power_reflected, 1, 2),
    Method::new("__neg__", unary::<{ Special::Neg as u8 }>, 0, 0),
    Method::new("__pos__", unary::<{ Special::Pos as u8 }>, 0, 0),
    Method::new("__abs__", unary::<{ Special::Abs as u8 }>, 0, 0),
    Method::new("__complex__", unary::<{ Special::Complex as u8 }>, 0, 0),
    Method::new("__getnewargs__", new_arguments, 0, 0),
    Method::new("conjugate", conjugate, 0, 0),
];

/// The attributes.
pub static ATTRIBUTES: &[Attribute] =
    &[Attribute { name: "real", get: real_part, set: None }, Attribute { name: "imag", get: imaginary_part, set: None }];
