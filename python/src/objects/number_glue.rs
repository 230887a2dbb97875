//! Dispatch of the built-in numbers: operations, comparisons, hashes and texts that need no look at a class.
//!
//! Everything here answers `None` for values that are not int, bool, float or complex of exactly these classes; the loose
//! forms ([`loose`], [`loose_int`]) take instances of subclasses too and serve the methods of the classes.

use core::cmp::Ordering;

use copperhead_stencils::layout::container::BoxedFloat;
use copperhead_stencils::layout::object::{Kind, Object};
use copperhead_stencils::operation::{Comparison, Operation};
use copperhead_stencils::ops::subscript::EXACT;
use copperhead_stencils::value::Value;

use super::class_list::ClassId;
use super::integer::arithmetic::{self, Int};
use super::integer::view::IntegerView;
use super::layout::Complex;
use super::special::Special;
use super::{complex, float, integer_text};
use crate::context::Context;
use crate::error::{Raised, Result};
use crate::numeric::bignum::float as bignum_float;
use crate::numeric::hash as hashes;

pub mod format;
pub mod functions;
pub mod sum;
pub mod text;

pub(crate) use super::integer::view::to_isize;
pub(crate) use functions::{divmod, power, round};

/// A number, taken apart.
#[derive(Clone, Copy)]
pub(crate) enum Number {
    /// int or bool.
    Int(Int),
    /// float.
    Float(f64),
    /// complex: real and imaginary part.
    Complex(f64, f64),
}

/// The parts of a complex number's object.
///
/// # Safety
/// The object is alive and of kind `Complex`.
unsafe fn complex_parts(object: *const Complex) -> (f64, f64) {
    let join = |[low, high]: [u32; 2]| f64::from_bits(u64::from(low) | u64::from(high) << 32);
    // SAFETY: the caller's contract.
    unsafe { (join((*object).real), join((*object).imaginary)) }
}

/// A value as a number, if it is one; of objects only those whose flags have all of `flags`.
#[inline(always)]
fn classify(value: Value, flags: u16) -> Option<Number> {
    if value.is_int() {
        return Some(Number::Int(Int::Small(value.as_int())));
    }
    if value.is_word_float() {
        return Some(Number::Float(value.as_word_float()));
    }
    if value.is_pointer() {
        // SAFETY: the caller holds the value; the kind says which layout it has.
        unsafe {
            let header = (*value.as_pointer::<Object>()).header;
            if header.flags & flags != flags {
                return None;
            }
            return match header.kind {
                Kind::BigInt => Some(Number::Int(Int::Big(IntegerView::of_object(value.as_pointer())))),
                Kind::Float => Some(Number::Float((*value.as_pointer::<BoxedFloat>()).get())),
                Kind::Complex => {
                    let (real, imaginary) = complex_parts(value.as_pointer());
                    Some(Number::Complex(real, imaginary))
                }
                _ => None,
            };
        }
    }
    if value.is_bool() {
        return Some(Number::Int(Int::Small((value == Value::TRUE) as isize)));
    }
    if value == Value::FLOAT_ZERO { Some(Number::Float(0.0)) } else { None }
}

/// A value as a number, if its class is int, bool, float or complex itself.
#[inline(always)]
pub(crate) fn exact(value: Value) -> Option<Number> {
    classify(value, EXACT)
}

/// A value as a number, if its class is int, bool, float, complex or a subclass.
#[inline]
pub(crate) fn loose(value: Value) -> Option<Number> {
    match classify(value, 0)? {
        // Instances of subclasses keep small numbers in objects.
        Number::Int(Int::Big(view)) => Some(Number::Int(narrow(view))),
        number => Some(number),
    }
}

fn narrow(view: IntegerView) -> Int {
    match view.to_isize() {
        Some(number) if Value::from_int(number).is_some() => Int::Small(number),
        _ => Int::Big(view),
    }
}

/// A value as an int, if its class is int, bool or a subclass.
#[inline]
pub(crate) fn loose_int(value: Value) -> Option<Int> {
    match loose(value)? {
        Number::Int(int) => Some(int),
        _ => None,
    }
}

/// The float that a value is, in whatever form it is held; instances of subclasses too.
#[inline]
pub(crate) fn float_value(value: Value) -> Option<f64> {
    match classify(value, 0)? {
        Number::Float(number) => Some(number),
        _ => None,
    }
}

/// An int as the nearest float.
///
/// # Errors
/// OverflowError.
#[inline]
pub(crate) fn int_to_f64(context: &mut Context, number: Int) -> Result<f64> {
    match number {
        Int::Small(number) => Ok(number as f64),
        Int::Big(view) => match view.to_f64() {
            Ok(number) => Ok(number),
            Err(_) => Err(raise_too_large(context)),
        },
    }
}

#[cold]
fn raise_too_large(context: &mut Context) -> Raised {
    context.raise(ClassId::OverflowError, format_args!("int too large to convert to float"))
}

/// A binary operation of built-in numbers; `None` if one operand is none, or the types do not go together.
///
/// # Errors
/// What the arithmetic raises.
#[inline]
pub(crate) fn binary(context: &mut Context, operation: Operation, left: Value, right: Value) -> Result<Option<Value>> {
    let (Some(a), Some(b)) = (exact(left), exact(right)) else { return Ok(None) };
    if let (Number::Int(a), Number::Int(b)) = (a, b) {
        if left.is_bool() && right.is_bool() {
            match operation {
                Operation::And => return Ok(Some(Value::from_bool(left == Value::TRUE && right == Value::TRUE))),
                Operation::Or => return Ok(Some(Value::from_bool(left == Value::TRUE || right == Value::TRUE))),
                Operation::Xor => return Ok(Some(Value::from_bool(left != right))),
                _ => {}
            }
        }
        return arithmetic::binary(context, operation, a, b);
    }
    binary_of(context, operation, a, b)
}

/// The same for numbers taken apart.
///
/// # Errors
/// What the arithmetic raises.
pub(crate) fn binary_of(context: &mut Context, operation: Operation, a: Number, b: Number) -> Result<Option<Value>> {
    let (a, b) = match (a, b) {
        (Number::Int(a), Number::Int(b)) => return arithmetic::binary(context, operation, a, b),
        (Number::Complex(..), _) | (_, Number::Complex(..)) => {
            let (a, b) = (to_complex(context, a)?, to_complex(context, b)?);
            return complex::binary(context, operation, a, b);
        }
        (Number::Float(a), Number::Float(b)) => (a, b),
        (Number::Float(a), Number::Int(b)) if float::has(operation) => (a, int_to_f64(context, b)?),
        (Number::Int(a), Number::Float(b)) if float::has(operation) => (int_to_f64(context, a)?, b),
        _ => return Ok(None),
    };
    float::binary(context, operation, a, b)
}

/// A number as a complex one.
///
/// # Errors
/// OverflowError.
pub(crate) fn to_complex(context: &mut Context, number: Number) -> Result<(f64, f64)> {
    Ok(match number {
        Number::Int(int) => (int_to_f64(context, int)?, 0.0),
        Number::Float(number) => (number, 0.0),
        Number::Complex(real, imaginary) => (real, imaginary),
    })
}

/// The order of two real numbers by their exact values; `None` if one is NaN.
#[inline]
fn order(a: Number, b: Number) -> Option<Ordering> {
    match (a, b) {
        (Number::Int(Int::Small(a)), Number::Int(Int::Small(b))) => Some(a.cmp(&b)),
        (Number::Int(a), Number::Int(b)) => Some(a.view().integer().compare(b.view().integer())),
        (Number::Float(a), Number::Float(b)) => a.partial_cmp(&b),
        (Number::Int(a), Number::Float(b)) => order_mixed(a, b),
        (Number::Float(a), Number::Int(b)) => order_mixed(b, a).map(Ordering::reverse),
        _ => None,
    }
}

fn order_mixed(a: Int, b: f64) -> Option<Ordering> {
    // Integers up to 2^53 are exact as floats.
    if let Int::Small(a) = a
        && a.unsigned_abs() as u64 <= 1 << 53
    {
        return (a as f64).partial_cmp(&b);
    }
    bignum_float::compare_f64(a.view().integer(), b)
}

/// Whether two numbers are equal.
#[inline]
pub(crate) fn equal_of(a: Number, b: Number) -> bool {
    match (a, b) {
        (Number::Complex(real, imaginary), Number::Complex(other_real, other_imaginary)) => {
            real == other_real && imaginary == other_imaginary
        }
        (Number::Complex(real, imaginary), other) | (other, Number::Complex(real, imaginary)) => {
            imaginary == 0.0 && order(Number::Float(real), other) == Some(Ordering::Equal)
        }
        _ => order(a, b) == Some(Ordering::Equal),
    }
}

/// Whether a comparison holds for this order; unordered numbers are only unequal.
#[inline]
pub(crate) fn holds(comparison: Comparison, order: Option<Ordering>) -> bool {
    match comparison {
        Comparison::Less => order == Some(Ordering::Less),
        Comparison::LessEqual => matches!(order, Some(Ordering::Less | Ordering::Equal)),
        Comparison::Equal => order == Some(Ordering::Equal),
        Comparison::NotEqual => order != Some(Ordering::Equal),
        Comparison::Greater => order == Some(Ordering::Greater),
        Comparison::GreaterEqual => matches!(order, Some(Ordering::Greater | Ordering::Equal)),
    }
}

/// The comparison of numbers; `None` for the order of complex ones.
#[inline]
pub(crate) fn compare_of(comparison: Comparison, a: Number, b: Number) -> Option<bool> {
    if matches!(a, Number::Complex(..)) || matches!(b, Number::Complex(..)) {
        return match comparison {
            Comparison::Equal => Some(equal_of(a, b)),
            Comparison::NotEqual => Some(!equal_of(a, b)),
            _ => None,
        };
    }
    Some(holds(comparison, order(a, b)))
}

/// A comparison of built-in numbers; `None` if one operand is none, or for the order of complex ones.
///
/// # Errors
/// None so far; operations on all objects have the same form.
#[inline]
pub(crate) fn compare(_: &mut Context, comparison: Comparison, left: Value, right: Value) -> Result<Option<Value>> {
    let (Some(a), Some(b)) = (exact(left), exact(right)) else { return Ok(None) };
    Ok(compare_of(comparison, a, b).map(Value::from_bool))
}

/// Whether two built-in numbers are equal; `None` if one operand is none.
#[inline]
pub(crate) fn equal(left: Value, right: Value) -> Option<bool> {
    Some(equal_of(exact(left)?, exact(right)?))
}

/// `-`, `+`, `~` or `abs` of a built-in number; `None` if it is none or does not have the operation.
///
/// # Errors
/// MemoryError, OverflowError.
#[inline]
pub(crate) fn unary(context: &mut Context, special: Special, value: Value) -> Result<Option<Value>> {
    match exact(value) {
        Some(number) => unary_of(context, special, number),
        None => Ok(None),
    }
}

/// The same for a number taken apart; `__int__`, `__index__` and their like too.
///
/// # Errors
/// MemoryError, OverflowError, ValueError.
pub(crate) fn unary_of(context: &mut Context, special: Special, number: Number) -> Result<Option<Value>> {
    Ok(Some(match (special, number) {
        (Special::Neg, Number::Int(int)) => arithmetic::negate(context, int)?,
        (Special::Abs, Number::Int(int)) if int.is_negative() => arithmetic::negate(context, int)?,
        (Special::Invert, Number::Int(int)) => arithmetic::invert(context, int)?,
        (
            Special::Pos | Special::Abs | Special::Int | Special::Index | Special::Trunc | Special::Floor | Special::Ceil,
            Number::Int(int),
        ) => context.int_of(int)?,
        (Special::Float, Number::Int(int)) => {
            let number = int_to_f64(context, int)?;
            context.new_float(number)?
        }
        (Special::Neg, Number::Float(number)) => context.new_float(-number)?,
        (Special::Pos | Special::Float, Number::Float(number)) => context.new_float(number)?,
        (Special::Abs, Number::Float(number)) => context.new_float(libm::fabs(number))?,
        (Special::Int | Special::Trunc, Number::Float(number)) => context.int_of_float(number)?,
        (Special::Floor, Number::Float(number)) => context.int_of_float(libm::floor(number))?,
        (Special::Ceil, Number::Float(number)) => context.int_of_float(libm::ceil(number))?,
        (Special::Neg, Number::Complex(real, imaginary)) => context.new_complex(-real, -imaginary)?,
        (Special::Pos | Special::Complex, Number::Complex(real, imaginary)) => context.new_complex(real, imaginary)?,
        (Special::Abs, Number::Complex(real, imaginary)) => complex::absolute(context, real, imaginary)?,
        _ => return Ok(None),
    }))
}

/// A hash that CPython allows: −1 means an error there.
#[inline]
pub(crate) fn valid_hash(hash: isize) -> usize {
    (if hash == -1 { -2 } else { hash }) as usize
}

/// The hash of a built-in number; `None` for everything else.
#[inline]
pub(crate) fn hash(value: Value) -> Option<usize> {
    Some(hash_of(exact(value)?, value))
}

/// The hash of a number taken apart from its object.
pub(crate) fn hash_of(number: Number, value: Value) -> usize {
    // NaNs hash by their object, so that not all of them collide.
    let float = |number: f64| hashes::hash_f64(number).unwrap_or_else(|| hashes::hash_address(value.0 & !7));
    (match number {
        Number::Int(Int::Small(number)) => hashes::hash_small(number),
        Number::Int(Int::Big(view)) => hashes::hash_integer(view.integer()),
        Number::Float(number) => float(number),
        Number::Complex(real, imaginary) => hashes::hash_complex(float(real), float(imaginary)),
    }) as usize
}

/// `repr` of a built-in number; `None` for everything else.
///
/// # Errors
/// ValueError for ints of too many digits, MemoryError.
pub(crate) fn repr(context: &mut Context, value: Value) -> Result<Option<Value>> {
    if value.is_bool() {
        return context.new_str(if value == Value::TRUE { "True" } else { "False" }).map(Some);
    }
    match exact(value) {
        Some(number) => repr_of(context, number).map(Some),
        None => Ok(None),
    }
}

/// `repr` of a number.
///
/// # Errors
/// ValueError for ints of too many digits, MemoryError.
pub(crate) fn repr_of(context: &mut Context, number: Number) -> Result<Value> {
    match number {
        Number::Int(int) => integer_text::decimal(context, int),
        Number::Float(number) => float::repr(context, number),
        Number::Complex(real, imaginary) => complex::repr(context, real, imaginary),
    }
}

impl Context {
    /// The int of an operand, of class `int` itself.
    ///
    /// # Errors
    /// MemoryError.
    pub(crate) fn int_of(&mut self, number: Int) -> Result<Value> {
        match number {
            Int::Small(number) => self.new_int_of(number),
            Int::Big(view) => self.int_of_view(&view),
        }
    }
}
