//! `+`, `-`, `*`, `&`, `|`, `^`, `<<`, `>>` and the unary operations of ints.

use copperhead_stencils::operation::Operation;
use copperhead_stencils::value::Value;

use super::view::IntegerView;
use super::{divide, power};
use crate::context::Context;
use crate::error::{Raised, Result};
use crate::numeric::bignum::{bitwise, magnitude, multiply, shift};
use crate::numeric::math_int;
use crate::objects::class_list::ClassId;

/// An operand: most integers are small, and then no limbs are needed.
#[derive(Clone, Copy)]
pub(crate) enum Int {
    /// A machine integer.
    Small(isize),
    /// A big one (or a small one in an object).
    Big(IntegerView),
}

impl Int {
    /// As sign and magnitude.
    #[inline]
    pub(crate) fn view(self) -> IntegerView {
        match self {
            Int::Small(number) => IntegerView::of(number),
            Int::Big(view) => view,
        }
    }

    /// Whether it is zero.
    #[inline]
    pub(crate) fn is_zero(self) -> bool {
        match self {
            Int::Small(number) => number == 0,
            Int::Big(view) => view.is_zero(),
        }
    }

    /// Whether it is below zero.
    #[inline]
    pub(crate) fn is_negative(self) -> bool {
        match self {
            Int::Small(number) => number < 0,
            Int::Big(view) => view.is_negative(),
        }
    }
}

/// A binary operation of two ints; `None` for `@`.
///
/// # Errors
/// ZeroDivisionError, ValueError for negative shift counts, OverflowError where a float results, MemoryError.
#[inline]
pub(crate) fn binary(context: &mut Context, operation: Operation, a: Int, b: Int) -> Result<Option<Value>> {
    if let (Int::Small(x), Int::Small(y)) = (a, b) {
        let result = match operation {
            // Small ints have a bit less than machine integers: sums fit these.
            Operation::Add => x.checked_add(y),
            Operation::Subtract => x.checked_sub(y),
            Operation::Multiply => x.checked_mul(y),
            Operation::And => Some(x & y),
            Operation::Or => Some(x | y),
            Operation::Xor => Some(x ^ y),
            Operation::FloorDivide => math_int::floor_divide(x, y).ok(),
            Operation::Modulo => math_int::floor_modulo(x, y).ok(),
            Operation::ShiftLeft => usize::try_from(y).ok().and_then(|count| math_int::shift_left(x, count).ok()),
            Operation::ShiftRight => usize::try_from(y).ok().map(|count| math_int::shift_right(x, count)),
            Operation::Power => usize::try_from(y).ok().and_then(|exponent| math_int::power(x, exponent).ok()),
            Operation::Divide | Operation::MatrixMultiply => None,
        };
        if let Some(value) = result.and_then(Value::from_int) {
            return Ok(Some(value));
        }
    }
    general(context, operation, a, b)
}

/// The same for numbers of up to 127 bits, which most of those beyond the small ones are. `None`: not by this way.
#[inline]
fn wide(context: &mut Context, operation: Operation, a: Int, b: Int) -> Result<Option<Value>> {
    let (x, y) = (a.view(), b.view());
    if operation == Operation::Multiply {
        return match (x.magnitude(), y.magnitude()) {
            (&[p], &[q]) => context.int_of_wide(x.is_negative() != y.is_negative(), (p as u128).wrapping_mul(q as u128)).map(Some),
            _ => Ok(None),
        };
    }
    let (Some(x), Some(y)) = (x.to_i128(), y.to_i128()) else { return Ok(None) };
    let result = match operation {
        Operation::Add => x.checked_add(y),
        Operation::Subtract => x.checked_sub(y),
        Operation::And => Some(x & y),
        Operation::Or => Some(x | y),
        Operation::Xor => Some(x ^ y),
        Operation::ShiftRight => u32::try_from(y).ok().map(|count| x >> count.min(127)),
        Operation::ShiftLeft => u32::try_from(y).ok().filter(|&count| count < x.unsigned_abs().leading_zeros()).map(|count| x << count),
        _ => None,
    };
    match result {
        Some(result) => context.new_int(result).map(Some),
        None => Ok(None),
    }
}

#[inline(never)]
fn general(context: &mut Context, operation: Operation, a: Int, b: Int) -> Result<Option<Value>> {
    if let Some(result) = wide(context, operation, a, b)? {
        return Ok(Some(result));
    }
    match operation {
        Operation::Add => add(context, a.view(), b.view()),
        Operation::Subtract => add(context, a.view(), b.view().negated()),
        Operation::Multiply => multiply(context, a.view(), b.view()),
        Operation::Divide => divide::true_divide(context, a, b),
        Operation::FloorDivide => divide::floor_divide(context, a, b),
        Operation::Modulo => divide::modulo(context, a, b),
        Operation::Power => power::power(context, a, b),
        Operation::ShiftLeft => shift_left(context, a, b),
        Operation::ShiftRight => shift_right(context, a, b),
        Operation::And | Operation::Or | Operation::Xor => bitwise(context, operation, a.view(), b.view()),
        Operation::MatrixMultiply => return Ok(None),
    }
    .map(Some)
}

/// `a + b`.
pub(crate) fn add(context: &mut Context, a: IntegerView, b: IntegerView) -> Result<Value> {
    let size = magnitude::add_size(a.length(), b.length());
    context.build_int(size, 0, |out, _, _| a.integer().add(b.integer(), out))
}

/// `a * b`.
pub(crate) fn multiply(context: &mut Context, a: IntegerView, b: IntegerView) -> Result<Value> {
    let size = multiply::product_size(a.length(), b.length());
    let scratch = multiply::multiply_scratch(a.length(), b.length());
    context.build_int(size, scratch, |out, scratch, meter| a.integer().multiply(b.integer(), out, scratch, meter))
}

fn bitwise(context: &mut Context, operation: Operation, a: IntegerView, b: IntegerView) -> Result<Value> {
    let size = bitwise::bitwise_size(a.length(), b.length());
    context.build_int(size, 0, |out, _, _| {
        let (a, b) = (a.integer(), b.integer());
        match operation {
            Operation::And => a.and(b, out),
            Operation::Or => a.or(b, out),
            _ => a.xor(b, out),
        }
    })
}

/// A shift count; `None` if it is larger than any integer has bits.
fn shift_count(context: &mut Context, count: Int) -> Result<Option<usize>> {
    if count.is_negative() {
        return Err(context.raise(ClassId::ValueError, format_args!("negative shift count")));
    }
    Ok(count.view().to_isize().map(isize::unsigned_abs))
}

/// The error of a shift count beyond all memory: CPython first counts the digits of 30 bits.
#[cold]
fn too_many_bits(context: &mut Context, count: Int) -> Raised {
    let limit = (isize::MAX as u128).saturating_mul(30);
    match magnitude::to_u128(count.view().magnitude()) {
        Some(count) if count <= limit => context.raise_memory(),
        _ => context.raise(ClassId::OverflowError, format_args!("too many digits in integer")),
    }
}

/// `a << b`.
pub(crate) fn shift_left(context: &mut Context, a: Int, b: Int) -> Result<Value> {
    let count = shift_count(context, b)?;
    if a.is_zero() {
        return context.new_int(0);
    }
    let a = a.view();
    let Some((count, size)) = count.and_then(|count| Some((count, shift::shift_left_size(a.length(), count)?))) else {
        return Err(too_many_bits(context, b));
    };
    context.build_int(size, 0, |out, _, _| a.integer().shift_left(count, out))
}

/// `a >> b`.
pub(crate) fn shift_right(context: &mut Context, a: Int, b: Int) -> Result<Value> {
    let Some(count) = shift_count(context, b)? else {
        return context.new_int(if a.is_negative() { -1 } else { 0 });
    };
    let a = a.view();
    // The limbs that stay, and one for the rounding of negative numbers.
    let size = a.length().saturating_add(1);
    context.build_int(size, 0, |out, _, _| a.integer().shift_right(count, out))
}

/// `-a`.
pub(crate) fn negate(context: &mut Context, a: Int) -> Result<Value> {
    match a {
        // Small ints are far from the ends of machine integers.
        Int::Small(number) => context.new_int_of(number.wrapping_neg()),
        Int::Big(view) => context.int_of_view(&view.negated()),
    }
}

/// `~a`.
pub(crate) fn invert(context: &mut Context, a: Int) -> Result<Value> {
    match a {
        Int::Small(number) => context.new_int_of(!number),
        Int::Big(view) => context.build_int(view.length().saturating_add(1), 0, |out, _, _| view.integer().not(out)),
    }
}
