//! Making complex numbers, and what operators do with them.

use copperhead_stencils::layout::object::Kind;
use copperhead_stencils::operation::Operation;
use copperhead_stencils::ops::subscript::EXACT;
use copperhead_stencils::value::Value;

use crate::context::Context;
use crate::error::{Raised, Result};
use crate::objects::class_list::ClassId;
use crate::objects::float::arithmetic::words;
use crate::objects::layout::Complex;

/// Real and imaginary part.
pub(crate) type Pair = (f64, f64);

impl Context {
    /// A complex number.
    ///
    /// # Errors
    /// MemoryError.
    pub fn new_complex(&mut self, real: f64, imaginary: f64) -> Result<Value> {
        let object: *mut Complex = self.new_object(ClassId::Complex, Kind::Complex, size_of::<Complex>())?;
        // SAFETY: fresh.
        unsafe {
            (*object).object.header.flags = EXACT;
            (*object).real = words(real);
            (*object).imaginary = words(imaginary);
        }
        Ok(Value::from_pointer(object))
    }
}

/// A binary operation of complex numbers; `None` for those that they do not have.
///
/// # Errors
/// ZeroDivisionError, OverflowError for powers, MemoryError.
pub(crate) fn binary(context: &mut Context, operation: Operation, a: Pair, b: Pair) -> Result<Option<Value>> {
    let (real, imaginary) = match operation {
        Operation::Add => (a.0 + b.0, a.1 + b.1),
        Operation::Subtract => (a.0 - b.0, a.1 - b.1),
        Operation::Multiply => product(a, b),
        Operation::Divide => match quotient(a, b) {
            Some(quotient) => quotient,
            None => return Err(raise_zero(context, "complex division by zero")),
        },
        Operation::Power => return power(context, a, b).map(Some),
        _ => return Ok(None),
    };
    context.new_complex(real, imaginary).map(Some)
}

#[cold]
fn raise_zero(context: &mut Context, message: &str) -> Raised {
    context.raise(ClassId::ZeroDivisionError, format_args!("{message}"))
}

fn product(a: Pair, b: Pair) -> Pair {
    (a.0 * b.0 - a.1 * b.1, a.0 * b.1 + a.1 * b.0)
}

/// The quotient, by the larger part of the divisor so that nothing overflows on the way (Smith, "Algorithm 116: Complex division", 1962).
/// `None` for division by zero.
pub(crate) fn quotient(a: Pair, b: Pair) -> Option<Pair> {
    let (size_real, size_imaginary) = (libm::fabs(b.0), libm::fabs(b.1));
    if size_real >= size_imaginary {
        if size_real == 0.0 {
            return None;
        }
        let ratio = b.1 / b.0;
        let denominator = b.0 + b.1 * ratio;
        Some(((a.0 + a.1 * ratio) / denominator, (a.1 - a.0 * ratio) / denominator))
    } else if size_imaginary >= size_real {
        let ratio = b.0 / b.1;
        let denominator = b.0 * ratio + b.1;
        Some(((a.0 * ratio + a.1) / denominator, (a.1 * ratio - a.0) / denominator))
    } else {
        Some((f64::NAN, f64::NAN))
    }
}

/// The largest exponent that is taken by multiplying.
const MOST_PRODUCTS: f64 = 100.0;

fn integer_power(base: Pair, exponent: u32) -> Pair {
    let (mut result, mut square, mut rest) = ((1.0, 0.0), base, exponent);
    while rest != 0 {
        if rest & 1 != 0 {
            result = product(result, square);
        }
        rest >>= 1;
        square = product(square, square);
    }
    result
}

/// `a ** b`; `None` for zero to a negative or complex power.
fn power_of(a: Pair, b: Pair) -> Option<Pair> {
    if b.1 == 0.0 && b.0 == libm::floor(b.0) && libm::fabs(b.0) <= MOST_PRODUCTS {
        let power = integer_power(a, libm::fabs(b.0) as u32);
        return if b.0 > 0.0 { Some(power) } else { quotient((1.0, 0.0), power) };
    }
    if b == (0.0, 0.0) {
        return Some((1.0, 0.0));
    }
    if a == (0.0, 0.0) {
        return if b.1 != 0.0 || b.0 < 0.0 { None } else { Some((0.0, 0.0)) };
    }
    let size = libm::hypot(a.0, a.1);
    let angle = libm::atan2(a.1, a.0);
    let mut length = libm::pow(size, b.0);
    let mut phase = angle * b.0;
    if b.1 != 0.0 {
        length *= libm::exp(-angle * b.1);
        phase += b.1 * libm::log(size);
    }
    // An infinite angle has no sine: CPython says of this, too, what it says of zero.
    if phase.is_infinite() {
        return None;
    }
    Some((length * libm::cos(phase), length * libm::sin(phase)))
}

/// `a ** b`.
///
/// # Errors
/// ZeroDivisionError, OverflowError, MemoryError.
pub(crate) fn power(context: &mut Context, a: Pair, b: Pair) -> Result<Value> {
    let Some((real, imaginary)) = power_of(a, b) else {
        return Err(raise_zero(context, "0.0 to a negative or complex power"));
    };
    if real.is_infinite() || imaginary.is_infinite() {
        return Err(context.raise(ClassId::OverflowError, format_args!("complex exponentiation")));
    }
    context.new_complex(real, imaginary)
}

/// `abs` of a complex number.
///
/// # Errors
/// OverflowError, MemoryError.
pub(crate) fn absolute(context: &mut Context, real: f64, imaginary: f64) -> Result<Value> {
    let size = libm::hypot(real, imaginary);
    if size.is_infinite() && real.is_finite() && imaginary.is_finite() {
        return Err(context.raise(ClassId::OverflowError, format_args!("absolute value too large")));
    }
    context.new_float(size)
}
