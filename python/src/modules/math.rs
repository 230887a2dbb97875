//! The module `math`: functions of real numbers by `libm`, so that all machines print the same, and exact functions of ints.

use copperhead_stencils::value::Value;

use super::Store;
use crate::context::Context;
use crate::error::{Raised, Result};
use crate::objects::class_list::ClassId;
use crate::objects::float::new::required;
use crate::objects::native::{Arguments, Method, NativeCode};

pub mod floats;
pub mod gamma;
pub mod integers;
pub mod logarithms;
pub mod sums;

/// The error of an argument that a function has no value for.
#[cold]
fn domain_error(context: &mut Context) -> Raised {
    context.raise(ClassId::ValueError, format_args!("math domain error"))
}

/// The error of a result that no float holds.
#[cold]
fn range_error(context: &mut Context) -> Raised {
    context.raise(ClassId::OverflowError, format_args!("math range error"))
}

/// What an infinite result for a finite argument means.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Infinite {
    /// The function has a pole there.
    Pole,
    /// The result is too large.
    Overflow,
}

/// A function of one float.
fn function_of_one(context: &mut Context, arguments: &Arguments, function: fn(f64) -> f64, infinite: Infinite) -> Result<Value> {
    let argument = required(context, arguments.get(0))?;
    let result = function(argument);
    if result.is_nan() && !argument.is_nan() {
        return Err(domain_error(context));
    }
    if result.is_infinite() && argument.is_finite() {
        return Err(if infinite == Infinite::Overflow { range_error(context) } else { domain_error(context) });
    }
    context.new_float(result)
}

macro_rules! functions_of_one {
    ($($name:ident $function:path, $infinite:ident;)*) => {
        $(fn $name(context: &mut Context, arguments: &Arguments) -> Result<Value> {
            function_of_one(context, arguments, $function, Infinite::$infinite)
        })*
    };
}

functions_of_one! {
    acos libm::acos, Pole;
    acosh libm::acosh, Pole;
    asin libm::asin, Pole;
    asinh libm::asinh, Pole;
    atan libm::atan, Pole;
    atanh libm::atanh, Pole;
    cbrt libm::cbrt, Pole;
    cos libm::cos, Pole;
    cosh libm::cosh, Overflow;
    erf libm::erf, Pole;
    erfc libm::erfc, Pole;
    exp libm::exp, Overflow;
    exp2 libm::exp2, Overflow;
    expm1 libm::expm1, Overflow;
    fabs libm::fabs, Pole;
    log1p libm::log1p, Pole;
    sin libm::sin, Pole;
    sinh libm::sinh, Overflow;
    sqrt libm::sqrt, Pole;
    tan libm::tan, Pole;
    tanh libm::tanh, Pole;
    degrees floats::to_degrees, Overflow;
    radians floats::to_radians, Overflow;
}

/// A function that takes its arguments by position only.
const fn function(name: &'static str, code: NativeCode, minimum: u8, maximum: u8) -> Method {
    Method::new(name, code, minimum, maximum).unbound()
}

/// The functions.
pub static METHODS: &[Method] = &[
    function("acos", acos, 1, 1),
    function("acosh", acosh, 1, 1),
    function("asin", asin, 1, 1),
    function("asinh", asinh, 1, 1),
    function("atan", atan, 1, 1),
    function("atan2", floats::atan2, 2, 2),
    function("atanh", atanh, 1, 1),
    function("cbrt", cbrt, 1, 1),
    function("ceil", integers::ceil, 1, 1),
    function("comb", integers::comb, 2, 2),
    function("copysign", floats::copysign, 2, 2),
    function("cos", cos, 1, 1),
    function("cosh", cosh, 1, 1),
    function("degrees", degrees, 1, 1),
    function("dist", sums::dist, 2, 2),
    function("erf", erf, 1, 1),
    function("erfc", erfc, 1, 1),
    function("exp", exp, 1, 1),
    function("exp2", exp2, 1, 1),
    function("expm1", expm1, 1, 1),
    function("fabs", fabs, 1, 1),
    function("factorial", integers::factorial, 1, 1),
    function("floor", integers::floor, 1, 1),
    function("fma", floats::fma, 3, 3),
    function("fmod", floats::fmod, 2, 2),
    function("frexp", floats::frexp, 1, 1),
    function("fsum", sums::fsum, 1, 1),
    function("gamma", gamma::gamma, 1, 1),
    Method::raw("gcd", integers::gcd).unbound(),
    Method::raw("hypot", sums::hypot).unbound(),
    Method::named("isclose", floats::isclose, &["a", "b", "*rel_tol", "*abs_tol"], 2).unbound(),
    function("isfinite", floats::isfinite, 1, 1),
    function("isinf", floats::isinf, 1, 1),
    function("isnan", floats::isnan, 1, 1),
    function("isqrt", integers::isqrt, 1, 1),
    Method::raw("lcm", integers::lcm).unbound(),
    function("ldexp", floats::ldexp, 2, 2),
    function("lgamma", gamma::lgamma, 1, 1),
    Method::raw("log", logarithms::log).unbound(),
    function("log10", logarithms::log10, 1, 1),
    function("log1p", log1p, 1, 1),
    function("log2", logarithms::log2, 1, 1),
    function("modf", floats::modf, 1, 1),
    Method::named("nextafter", floats::nextafter, &["", "", "*steps"], 2).unbound(),
    function("perm", integers::perm, 1, 2),
    function("pow", floats::pow, 2, 2),
    Method::raw("prod", sums::prod).unbound(),
    function("radians", radians, 1, 1),
    function("remainder", floats::remainder, 2, 2),
    function("sin", sin, 1, 1),
    function("sinh", sinh, 1, 1),
    function("sqrt", sqrt, 1, 1),
    function("sumprod", sums::sumprod, 2, 2),
    function("tan", tan, 1, 1),
    function("tanh", tanh, 1, 1),
    function("trunc", integers::trunc, 1, 1),
    function("ulp", floats::ulp, 1, 1),
];

/// Gives each constant of the module to a function.
///
/// # Errors
/// MemoryError, or what the function raises.
pub(crate) fn values(context: &mut Context, store: &mut Store<'_>) -> Result<()> {
    let numbers = [
        ("pi", core::f64::consts::PI),
        ("e", core::f64::consts::E),
        ("tau", core::f64::consts::TAU),
        ("inf", f64::INFINITY),
        ("nan", f64::NAN),
    ];
    for (name, number) in numbers {
        let value = context.new_float(number)?;
        store(context, name, value)?;
    }
    Ok(())
}

/// Refuses keyword arguments of a function that sees everything as it was given.
fn refuse_keywords(context: &mut Context, arguments: &Arguments, name: &str) -> Result<()> {
    if arguments.names == Value::UNDEFINED || context.tuple_length(arguments.names) == 0 {
        return Ok(());
    }
    Err(context.raise(ClassId::TypeError, format_args!("math.{name}() takes no keyword arguments")))
}
