//! The module `cmath`: functions of complex numbers.
//!
//! The elementary ones ([`elementary`]) follow W. Kahan, "Branch Cuts for Complex Elementary Functions" (1987); what they give for infinities and
//! NaN is ISO C's annex G ([`special`]).

use copperhead_stencils::value::Value;

use super::Store;
use crate::context::Context;
use crate::error::{Raised, Result};
use crate::objects::class_list::ClassId;
use crate::objects::complex::arithmetic::{Pair, quotient};
use crate::objects::complex::new::complex_of;
use crate::objects::float::new::required;
use crate::objects::native::{Arguments, Method, NativeCode};

pub mod elementary;
pub mod special;

/// Why a function has no value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// The function is not defined there.
    Domain,
    /// The value is too large for a float.
    Range,
}

#[cold]
fn complain(context: &mut Context, failure: Failure) -> Raised {
    match failure {
        Failure::Domain => context.raise(ClassId::ValueError, format_args!("math domain error")),
        Failure::Range => context.raise(ClassId::OverflowError, format_args!("math range error")),
    }
}

/// An argument as a complex number.
fn complex(context: &mut Context, value: Value) -> Result<Pair> {
    match complex_of(context, value)? {
        Some(pair) => Ok(pair),
        None => Ok((required(context, value)?, 0.0)),
    }
}

macro_rules! functions_of_one {
    ($($name:ident)*) => {
        $(fn $name(context: &mut Context, arguments: &Arguments) -> Result<Value> {
            let argument = complex(context, arguments.get(0))?;
            match elementary::$name(argument) {
                Ok((real, imaginary)) => context.new_complex(real, imaginary),
                Err(failure) => Err(complain(context, failure)),
            }
        })*
    };
}

functions_of_one! { acos acosh asin asinh atan atanh cos cosh exp sin sinh sqrt tan tanh log10 }

fn log(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let argument = complex(context, arguments.get(0))?;
    let base = match arguments.optional(1) {
        Some(base) => Some(complex(context, base)?),
        None => None,
    };
    let logarithm = (|| {
        let Some(base) = base else { return elementary::log(argument) };
        // To a base, zero has a logarithm.
        let logarithm = match argument {
            (0.0, _) if argument.1 == 0.0 => (f64::NEG_INFINITY, libm::atan2(argument.1, argument.0)),
            _ => elementary::log(argument)?,
        };
        quotient(logarithm, elementary::log(base)?).ok_or(Failure::Domain)
    })();
    match logarithm {
        Ok((real, imaginary)) => context.new_complex(real, imaginary),
        Err(failure) => Err(complain(context, failure)),
    }
}

fn phase(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let (real, imaginary) = complex(context, arguments.get(0))?;
    context.new_float(libm::atan2(imaginary, real))
}

fn polar(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let (real, imaginary) = complex(context, arguments.get(0))?;
    let radius = libm::hypot(real, imaginary);
    if radius.is_infinite() && real.is_finite() && imaginary.is_finite() {
        return Err(complain(context, Failure::Range));
    }
    let radius = context.new_float(radius)?;
    let angle = context.new_float(libm::atan2(imaginary, real))?;
    context.new_tuple(&[radius, angle])
}

fn rect(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let radius = required(context, arguments.get(0))?;
    let angle = required(context, arguments.get(1))?;
    match elementary::rect(radius, angle) {
        Ok((real, imaginary)) => context.new_complex(real, imaginary),
        Err(failure) => Err(complain(context, failure)),
    }
}

fn isfinite(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let (real, imaginary) = complex(context, arguments.get(0))?;
    Ok(Value::from_bool(real.is_finite() && imaginary.is_finite()))
}

fn isinf(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let (real, imaginary) = complex(context, arguments.get(0))?;
    Ok(Value::from_bool(real.is_infinite() || imaginary.is_infinite()))
}

fn isnan(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let (real, imaginary) = complex(context, arguments.get(0))?;
    Ok(Value::from_bool(real.is_nan() || imaginary.is_nan()))
}

fn isclose(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let (a, b) = (complex(context, arguments.get(0))?, complex(context, arguments.get(1))?);
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
    if [a.0, a.1, b.0, b.1].into_iter().any(f64::is_infinite) {
        return Ok(Value::FALSE);
    }
    let distance = libm::hypot(a.0 - b.0, a.1 - b.1);
    let close = distance <= relative * libm::hypot(b.0, b.1) || distance <= relative * libm::hypot(a.0, a.1) || distance <= absolute;
    Ok(Value::from_bool(close))
}

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
    function("atanh", atanh, 1, 1),
    function("cos", cos, 1, 1),
    function("cosh", cosh, 1, 1),
    function("exp", exp, 1, 1),
    Method::named("isclose", isclose, &["a", "b", "*rel_tol", "*abs_tol"], 2).unbound(),
    function("isfinite", isfinite, 1, 1),
    function("isinf", isinf, 1, 1),
    function("isnan", isnan, 1, 1),
    function("log", log, 1, 2),
    function("log10", log10, 1, 1),
    function("phase", phase, 1, 1),
    function("polar", polar, 1, 1),
    function("rect", rect, 2, 2),
    function("sin", sin, 1, 1),
    function("sinh", sinh, 1, 1),
    function("sqrt", sqrt, 1, 1),
    function("tan", tan, 1, 1),
    function("tanh", tanh, 1, 1),
];

/// The constants.
pub(crate) fn values(context: &mut Context, store: &mut Store<'_>) -> Result<()> {
    let floats = [
        ("e", core::f64::consts::E),
        ("inf", f64::INFINITY),
        ("nan", f64::NAN),
        ("pi", core::f64::consts::PI),
        ("tau", core::f64::consts::TAU),
    ];
    for (name, number) in floats {
        let number = context.new_float(number)?;
        store(context, name, number)?;
    }
    for (name, imaginary) in [("infj", f64::INFINITY), ("nanj", f64::NAN)] {
        let number = context.new_complex(0.0, imaginary)?;
        store(context, name, number)?;
    }
    Ok(())
}
