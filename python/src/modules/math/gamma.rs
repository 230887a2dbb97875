//! The gamma function and its logarithm.

use copperhead_stencils::value::Value;

use super::{domain_error, range_error};
use crate::context::Context;
use crate::error::Result;
use crate::objects::float::new::required;
use crate::objects::native::Arguments;

/// Whether the gamma function has a pole there.
fn is_pole(number: f64) -> bool {
    number <= 0.0 && number == libm::floor(number)
}

/// `math.gamma(x)`.
pub(super) fn gamma(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let number = required(context, arguments.get(0))?;
    if number == f64::NEG_INFINITY || is_pole(number) {
        return Err(domain_error(context));
    }
    let result = libm::tgamma(number);
    if result.is_infinite() && number.is_finite() {
        return Err(range_error(context));
    }
    context.new_float(result)
}

/// `math.lgamma(x)`: the logarithm of the absolute value.
pub(super) fn lgamma(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let number = required(context, arguments.get(0))?;
    if number.is_infinite() {
        return context.new_float(f64::INFINITY);
    }
    if is_pole(number) {
        return Err(domain_error(context));
    }
    let result = libm::lgamma(number);
    if result.is_infinite() {
        return Err(range_error(context));
    }
    context.new_float(result)
}
