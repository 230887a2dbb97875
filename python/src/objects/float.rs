//! `float`: methods and attributes. Arithmetic is in [`arithmetic`], construction in [`new`].

use copperhead_stencils::operation::{Comparison, Operation};
use copperhead_stencils::value::Value;

use super::class_list::ClassId;
use super::native::{Arguments, Attribute, Method};
use super::number_glue::{self, Number};
use super::special::Special;
use crate::context::Context;
use crate::error::Result;
use crate::numeric::bignum::float::decompose;
use crate::numeric::float_text::{self, HexError};
use crate::numeric::math_int;
use crate::numeric::sink::ByteSink;
use crate::objects::{operations, text};

pub mod arithmetic;
pub mod new;

pub(crate) use arithmetic::{binary, has, power};

/// `float.__add__` and its like: the other operand is a float or an int.
fn forward<const OPERATION: u8>(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    operate(context, OPERATION, arguments.get(0), arguments.get(1))
}

/// `float.__radd__` and its like.
fn reflected<const OPERATION: u8>(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    operate(context, OPERATION, arguments.get(1), arguments.get(0))
}

fn real(value: Value) -> Option<Number> {
    number_glue::loose(value).filter(|number| !matches!(number, Number::Complex(..)))
}

fn operate(context: &mut Context, operation: u8, left: Value, right: Value) -> Result<Value> {
    let (Some(a), Some(b), Some(operation)) = (real(left), real(right), Operation::from_number(operation)) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    let a = as_f64(context, a)?;
    let b = as_f64(context, b)?;
    Ok(binary(context, operation, a, b)?.unwrap_or(Value::NOT_IMPLEMENTED))
}

fn as_f64(context: &mut Context, number: Number) -> Result<f64> {
    number_glue::to_complex(context, number).map(|(real, _)| real)
}

fn compare<const COMPARISON: u8>(_: &mut Context, arguments: &Arguments) -> Result<Value> {
    let (Some(a), Some(b), Some(comparison)) = (real(arguments.get(0)), real(arguments.get(1)), Comparison::from_number(COMPARISON)) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    Ok(number_glue::compare_of(comparison, a, b).map_or(Value::NOT_IMPLEMENTED, Value::from_bool))
}

fn unary<const SPECIAL: u8>(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let number = receiver(context, arguments.get(0))?;
    match Special::ALL.get(SPECIAL as usize) {
        Some(&special) => Ok(number_glue::unary_of(context, special, Number::Float(number))?.unwrap_or(Value::NOT_IMPLEMENTED)),
        None => Ok(Value::NOT_IMPLEMENTED),
    }
}

/// The float that a method was called on.
fn receiver(context: &mut Context, value: Value) -> Result<f64> {
    match number_glue::float_value(value) {
        Some(number) => Ok(number),
        None => Err(context.raise_system("not a float")),
    }
}

/// `repr` of a float.
///
/// # Errors
/// MemoryError.
pub(crate) fn repr(context: &mut Context, number: f64) -> Result<Value> {
    let mut buffer = [0; 32];
    let mut sink = ByteSink::new(&mut buffer);
    // Cannot fail: at most 24 characters.
    let _ = float_text::write_repr(number, &mut sink);
    context.new_str(core::str::from_utf8(sink.written()).unwrap_or(""))
}

fn repr_method(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let number = receiver(context, arguments.get(0))?;
    repr(context, number)
}

fn hash_method(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let value = arguments.get(0);
    let number = receiver(context, value)?;
    context.new_int_of(number_glue::hash_of(Number::Float(number), value) as isize)
}

fn truth(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    receiver(context, arguments.get(0)).map(|number| Value::from_bool(number != 0.0))
}

fn divmod(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    divmod_of(context, arguments.get(0), arguments.get(1))
}

fn divmod_reflected(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    divmod_of(context, arguments.get(1), arguments.get(0))
}

fn divmod_of(context: &mut Context, left: Value, right: Value) -> Result<Value> {
    let (Some(a), Some(b)) = (real(left), real(right)) else { return Ok(Value::NOT_IMPLEMENTED) };
    let a = as_f64(context, a)?;
    let b = as_f64(context, b)?;
    arithmetic::divmod(context, a, b)
}

fn power_method(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    refuse_modulus(context, arguments)?;
    operate(context, Operation::Power as u8, arguments.get(0), arguments.get(1))
}

fn power_reflected(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    refuse_modulus(context, arguments)?;
    operate(context, Operation::Power as u8, arguments.get(1), arguments.get(0))
}

fn refuse_modulus(context: &mut Context, arguments: &Arguments) -> Result<()> {
    match arguments.optional(2) {
        None | Some(Value::NONE) => Ok(()),
        Some(_) => Err(context.raise(ClassId::TypeError, format_args!("pow() 3rd argument not allowed unless all arguments are integers"))),
    }
}

fn round(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let number = receiver(context, arguments.get(0))?;
    match arguments.optional(1) {
        None | Some(Value::NONE) => context.int_of_float(math_int::float_round(number)),
        Some(places) => {
            let places = operations::index(context, places)?;
            let places = super::integer::view::view(places);
            // Beyond any float's digits all counts are alike.
            let places = places.map_or(0, |view| view.to_isize().unwrap_or(if view.is_negative() { isize::MIN } else { isize::MAX }));
            match math_int::float_round_to(number, places as i64) {
                Some(rounded) => context.new_float(rounded),
                None => Err(context.raise(ClassId::OverflowError, format_args!("rounded value too large to represent"))),
            }
        }
    }
}

fn is_integer(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let number = receiver(context, arguments.get(0))?;
    Ok(Value::from_bool(number.is_finite() && libm::trunc(number) == number))
}

fn as_integer_ratio(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let number = receiver(context, arguments.get(0))?;
    if number.is_nan() {
        return Err(context.raise(ClassId::ValueError, format_args!("cannot convert NaN to integer ratio")));
    }
    let Some((mantissa, exponent)) = decompose(number) else {
        return Err(context.raise(ClassId::OverflowError, format_args!("cannot convert Infinity to integer ratio")));
    };
    // Lowest terms: the mantissa is odd, or the exponent is 0.
    let zeros = if mantissa == 0 { 0 } else { mantissa.trailing_zeros() as i32 };
    let (odd, power) = if mantissa == 0 { (0, 0) } else { (mantissa >> zeros, exponent.saturating_add(zeros)) };
    let signed = if number < 0.0 { -(odd as i128) } else { odd as i128 };
    let numerator = context.new_int(signed)?;
    let shifted = |context: &mut Context, value: Value, count: i32| {
        let count = super::integer::arithmetic::Int::Small(count as isize);
        match number_glue::loose_int(value) {
            Some(int) => super::integer::arithmetic::shift_left(context, int, count),
            None => Ok(value),
        }
    };
    let numerator = shifted(context, numerator, power.max(0))?;
    let one = context.new_int(1)?;
    let denominator = shifted(context, one, power.saturating_neg().max(0))?;
    context.new_tuple(&[numerator, denominator])
}

fn hex(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let number = receiver(context, arguments.get(0))?;
    let mut buffer = [0; 32];
    let mut sink = ByteSink::new(&mut buffer);
    // Cannot fail: at most 24 characters.
    let _ = float_text::write_hexadecimal(number, &mut sink);
    context.new_str(core::str::from_utf8(sink.written()).unwrap_or(""))
}

fn from_hex(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let (class, string) = (arguments.get(0), arguments.get(1));
    // SAFETY: the caller's frame holds the argument.
    if !unsafe { string.is_kind(copperhead_stencils::layout::object::Kind::Str) } {
        return Err(context.raise(ClassId::TypeError, format_args!("bad argument type for built-in operation")));
    }
    let parsed = match text::ascii_text(string) {
        Some(text) => float_text::parse_hexadecimal(text.as_bytes()),
        None => Err(HexError::Invalid),
    };
    let number = match parsed {
        Ok(number) => context.new_float(number)?,
        Err(HexError::Invalid) => {
            return Err(context.raise(ClassId::ValueError, format_args!("invalid hexadecimal floating-point string")));
        }
        Err(HexError::TooLarge) => {
            return Err(context.raise(ClassId::OverflowError, format_args!("hexadecimal value too large to represent as a float")));
        }
    };
    if class == context.class_value(ClassId::Float) { Ok(number) } else { context.call(class, &[number]) }
}

fn get_format(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let kind = arguments.get(1);
    // SAFETY: the caller's frame holds the argument.
    let known = unsafe { kind.is_kind(copperhead_stencils::layout::object::Kind::Str) }
        && (text::equals_text(kind, "double") || text::equals_text(kind, "float"));
    if !known {
        // SAFETY: as above.
        if !unsafe { kind.is_kind(copperhead_stencils::layout::object::Kind::Str) } {
            let given = context.type_name(kind);
            return Err(context.raise(ClassId::TypeError, format_args!("__getformat__() argument must be str, not {given}")));
        }
        return Err(context.raise(ClassId::ValueError, format_args!("__getformat__() argument 1 must be 'double' or 'float'")));
    }
    context.new_str(if 1u16.to_le() == 1 { "IEEE, little-endian" } else { "IEEE, big-endian" })
}

fn format(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    number_glue::format::format_method(context, arguments.get(0), arguments.get(1))
}

fn itself(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    real_part(context, arguments.get(0))
}

fn new_arguments(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let number = real_part(context, arguments.get(0))?;
    context.new_tuple(&[number])
}

fn real_part(context: &mut Context, value: Value) -> Result<Value> {
    let number = receiver(context, value)?;
    context.new_float(number)
}

fn imaginary_part(context: &mut Context, _: Value) -> Result<Value> {
    context.new_float(0.0)
}

const fn binary_method(name: &'static str, code: super::native::NativeCode) -> Method {
    Method::new(name, code, 1, 1)
}

/// The methods.
pub static METHODS: &[Method] = &[
    Method::raw("__new__", new::new).unbound(),
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
    binary_method("__floordiv__", forward::<{ Operation::FloorDivide as u8 }>),
    binary_method("__rfloordiv__", reflected::<{ Operation::FloorDivide as u8 }>),
    binary_method("__mod__", forward::<{ Operation::Modulo as u8 }>),
    binary_method("__rmod__", reflected::<{ Operation::Modulo as u8 }>),
    Method::new("__pow__", power_method, 1, 2),
    Method::new("__rpow__", power_reflected, 1, 2),
    binary_method("__divmod__", divmod),
    binary_method("__rdivmod__", divmod_reflected),
    Method::new("__neg__", unary::<{ Special::Neg as u8 }>, 0, 0),
    Method::new("__pos__", unary::<{ Special::Pos as u8 }>, 0, 0),
    Method::new("__abs__", unary::<{ Special::Abs as u8 }>, 0, 0),
    Method::new("__int__", unary::<{ Special::Int as u8 }>, 0, 0),
    Method::new("__float__", unary::<{ Special::Float as u8 }>, 0, 0),
    Method::new("__trunc__", unary::<{ Special::Trunc as u8 }>, 0, 0),
    Method::new("__floor__", unary::<{ Special::Floor as u8 }>, 0, 0),
    Method::new("__ceil__", unary::<{ Special::Ceil as u8 }>, 0, 0),
    Method::new("__round__", round, 0, 1),
    Method::new("__getnewargs__", new_arguments, 0, 0),
    Method::new("conjugate", itself, 0, 0),
    Method::new("is_integer", is_integer, 0, 0),
    Method::new("as_integer_ratio", as_integer_ratio, 0, 0),
    Method::new("hex", hex, 0, 0),
    Method::new("fromhex", from_hex, 1, 1).of_class(),
    Method::new("__getformat__", get_format, 1, 1).of_class(),
];

/// The attributes.
pub static ATTRIBUTES: &[Attribute] =
    &[Attribute { name: "real", get: real_part, set: None }, Attribute { name: "imag", get: imaginary_part, set: None }];
