//! Making floats, and what operators do with them.

use copperhead_stencils::layout::container::BoxedFloat;
use copperhead_stencils::operation::Operation;
use copperhead_stencils::ops::subscript::EXACT;
use copperhead_stencils::value::Value;

use crate::context::Context;
use crate::error::{Raised, Result};
use crate::numeric::math_int::{self, PowerError};
use crate::objects::class_list::ClassId;
use crate::objects::complex;

/// A double as its object holds it: low word first.
pub(crate) fn words(number: f64) -> [u32; 2] {
    let bits = number.to_bits();
    [bits as u32, (bits >> 32) as u32]
}

impl Context {
    /// A float: in the word if it fits, else boxed. NaNs have one bit pattern.
    ///
    /// # Errors
    /// MemoryError.
    #[inline]
    pub fn new_float(&mut self, number: f64) -> Result<Value> {
        match Value::from_float(number) {
            Some(value) => Ok(value),
            None => self.new_boxed_float(number),
        }
    }

    #[inline(never)]
    fn new_boxed_float(&mut self, number: f64) -> Result<Value> {
        let number = if number.is_nan() { f64::NAN } else { number };
        let object: *mut BoxedFloat = self.allocate_float()?.as_ptr().cast();
        // SAFETY: fresh: all of it is written.
        unsafe {
            (*object).object.header.flags = EXACT;
            (*object).object.shape = self.shape(ClassId::Float);
            (*object).bits = words(number);
        }
        Ok(Value::from_pointer(object))
    }
}

/// Whether floats have an operation.
#[inline]
pub(crate) fn has(operation: Operation) -> bool {
    matches!(
        operation,
        Operation::Add
            | Operation::Subtract
            | Operation::Multiply
            | Operation::Divide
            | Operation::FloorDivide
            | Operation::Modulo
            | Operation::Power
    )
}

#[cold]
fn raise_zero(context: &mut Context, message: &str) -> Raised {
    context.raise(ClassId::ZeroDivisionError, format_args!("{message}"))
}

/// A binary operation of floats; `None` for those that floats do not have.
///
/// # Errors
/// ZeroDivisionError, OverflowError for powers, MemoryError.
#[inline]
pub(crate) fn binary(context: &mut Context, operation: Operation, a: f64, b: f64) -> Result<Option<Value>> {
    let result = match operation {
        Operation::Add => a + b,
        Operation::Subtract => a - b,
        Operation::Multiply => a * b,
        Operation::Divide if b == 0.0 => return Err(raise_zero(context, "float division by zero")),
        Operation::Divide => a / b,
        Operation::FloorDivide => match math_int::float_floor_divide(a, b) {
            Some(quotient) => quotient,
            None => return Err(raise_zero(context, "float floor division by zero")),
        },
        Operation::Modulo => match math_int::float_modulo(a, b) {
            Some(remainder) => remainder,
            None => return Err(raise_zero(context, "float modulo by zero")),
        },
        Operation::Power => return power(context, a, b).map(Some),
        _ => return Ok(None),
    };
    context.new_float(result).map(Some)
}

/// `divmod(a, b)` of floats: a tuple.
///
/// # Errors
/// ZeroDivisionError, MemoryError.
pub(crate) fn divmod(context: &mut Context, a: f64, b: f64) -> Result<Value> {
    let Some((quotient, remainder)) = math_int::float_divmod(a, b) else {
        return Err(raise_zero(context, "float divmod()"));
    };
    let quotient = context.new_float(quotient)?;
    let remainder = context.new_float(remainder)?;
    context.new_tuple(&[quotient, remainder])
}

/// `a ** b` of floats: complex for a negative base and a fraction.
///
/// # Errors
/// ZeroDivisionError, OverflowError, MemoryError.
pub(crate) fn power(context: &mut Context, a: f64, b: f64) -> Result<Value> {
    match math_int::float_power(a, b) {
        Ok(number) => context.new_float(number),
        Err(PowerError::Complex) => complex::arithmetic::power(context, (a, 0.0), (b, 0.0)),
        Err(PowerError::ZeroToNegative) => Err(raise_zero(context, "0.0 cannot be raised to a negative power")),
        Err(PowerError::Overflow) => Err(raise_range(context)),
    }
}

/// The OverflowError that says what C's `errno` would.
#[cold]
pub(crate) fn raise_range(context: &mut Context) -> Raised {
    let number = Value::from_i32_small(34);
    let made = context.late_class_value(ClassId::OverflowError).and_then(|class| {
        let text = context.new_str("Numerical result out of range")?;
        context.call(class, &[number, text])
    });
    match made {
        Ok(exception) => context.raise_value(exception),
        Err(Raised) => Raised,
    }
}
