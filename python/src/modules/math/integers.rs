//! Exact functions of ints: divisors, factorials, roots; and floor, ceiling and truncation.

use copperhead_stencils::value::Value;

use super::refuse_keywords;
use crate::context::Context;
use crate::error::Result;
use crate::numeric::bignum::{Written, gcd as bignum_gcd, root};
use crate::objects::class_list::ClassId;
use crate::objects::float::new::required;
use crate::objects::integer::arithmetic::{self, Int};
use crate::objects::integer::divide;
use crate::objects::native::Arguments;
use crate::objects::number_glue::{self, Number, loose_int};
use crate::objects::operations;
use crate::objects::special::Special;
use crate::objects::text::Display;

/// An argument as an int.
fn int_argument(context: &mut Context, value: Value) -> Result<Int> {
    let index = operations::index(context, value)?;
    match loose_int(index) {
        Some(int) => Ok(int),
        None => Err(context.raise_system("not an int")),
    }
}

fn rounded(context: &mut Context, value: Value, special: Special, function: fn(f64) -> f64) -> Result<Value> {
    if let Some(Number::Float(number)) = number_glue::exact(value) {
        return context.int_of_float(function(number));
    }
    if let Some(result) = operations::call_special(context, value, special, &[])? {
        return Ok(result);
    }
    let number = required(context, value)?;
    context.int_of_float(function(number))
}

/// `math.floor(x)`.
pub(super) fn floor(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    rounded(context, arguments.get(0), Special::Floor, libm::floor)
}

/// `math.ceil(x)`.
pub(super) fn ceil(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    rounded(context, arguments.get(0), Special::Ceil, libm::ceil)
}

/// `math.trunc(x)`.
pub(super) fn trunc(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let value = arguments.get(0);
    if let Some(Number::Float(number)) = number_glue::exact(value) {
        return context.int_of_float(number);
    }
    match operations::call_special(context, value, Special::Trunc, &[])? {
        Some(result) => Ok(result),
        None => {
            let name = context.class_name(context.class_of(value));
            Err(context.raise(ClassId::TypeError, format_args!("type {} doesn't define __trunc__ method", Display(name))))
        }
    }
}

fn gcd_of(context: &mut Context, a: Int, b: Int) -> Result<Value> {
    if let (Int::Small(a), Int::Small(b)) = (a, b) {
        let (mut a, mut b) = (a.unsigned_abs(), b.unsigned_abs());
        while let Some(rest) = a.checked_rem(b) {
            (a, b) = (b, rest);
        }
        return context.new_int_of_size(a);
    }
    let (a, b) = (a.view(), b.view());
    let scratch = bignum_gcd::gcd_scratch(a.length(), b.length());
    context.build_int(a.length().max(b.length()), scratch, |out, scratch, meter| {
        let length = bignum_gcd::gcd(a.magnitude(), b.magnitude(), out, scratch, meter)?;
        Ok(Written { negative: false, length })
    })
}

fn absolute(context: &mut Context, int: Int) -> Result<Value> {
    if int.is_negative() { arithmetic::negate(context, int) } else { context.int_of(int) }
}

/// `math.gcd(*integers)`.
pub(super) fn gcd(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    refuse_keywords(context, arguments, "gcd")?;
    let mut result = Value::from_i32_small(0);
    for index in 0..arguments.len() {
        let next = int_argument(context, arguments.get(index))?;
        if let Some(so_far) = loose_int(result) {
            result = gcd_of(context, so_far, next)?;
        }
    }
    Ok(result)
}

/// `math.lcm(*integers)`.
pub(super) fn lcm(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    refuse_keywords(context, arguments, "lcm")?;
    let mut result = Value::from_i32_small(1);
    for index in 0..arguments.len() {
        let next = int_argument(context, arguments.get(index))?;
        let Some(so_far) = loose_int(result) else { break };
        if so_far.is_zero() || next.is_zero() {
            result = Value::from_i32_small(0);
            continue;
        }
        let divisor = gcd_of(context, so_far, next)?;
        let Some(divisor) = loose_int(divisor) else { break };
        let quotient = divide::floor_divide(context, so_far, divisor)?;
        let Some(quotient) = loose_int(quotient) else { break };
        let product = arithmetic::multiply(context, quotient.view(), next.view())?;
        let Some(product) = loose_int(product) else { break };
        result = absolute(context, product)?;
    }
    Ok(result)
}

/// `math.isqrt(n)`.
pub(super) fn isqrt(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let int = int_argument(context, arguments.get(0))?;
    if int.is_negative() {
        return Err(context.raise(ClassId::ValueError, format_args!("isqrt() argument must be nonnegative")));
    }
    if let Int::Small(number) = int {
        return context.new_int_of_size(number.unsigned_abs().isqrt());
    }
    let view = int.view();
    context.build_int(root::root_size(view.length()), root::root_scratch(view.length()), |out, scratch, meter| {
        let length = root::integer_square_root(view.magnitude(), out, scratch, meter)?;
        Ok(Written { negative: false, length })
    })
}

/// Numbers that are multiplied one after the other before the range is halved.
const LEAF: usize = 8;

/// The product of all numbers `first ..= last`, halves first, so that the factors of long products have the same length.
fn product_of_range(context: &mut Context, first: usize, last: usize) -> Result<Value> {
    context.check_native_stack()?;
    if first > last {
        return context.new_int(1);
    }
    let count = last.wrapping_sub(first);
    if count >= LEAF {
        let middle = first.wrapping_add(count / 2);
        let low = product_of_range(context, first, middle)?;
        let high = product_of_range(context, middle.wrapping_add(1), last)?;
        return multiply(context, low, high);
    }
    let mut result = context.new_int_of_size(first)?;
    for factor in first.wrapping_add(1)..=last {
        let factor = context.new_int_of_size(factor)?;
        result = multiply(context, result, factor)?;
    }
    Ok(result)
}

fn multiply(context: &mut Context, a: Value, b: Value) -> Result<Value> {
    match (loose_int(a), loose_int(b)) {
        (Some(Int::Small(a)), Some(Int::Small(b))) if a.checked_mul(b).is_some() => context.new_int_of(a.wrapping_mul(b)),
        (Some(a), Some(b)) => arithmetic::multiply(context, a.view(), b.view()),
        _ => Err(context.raise_system("not an int")),
    }
}

/// `math.factorial(n)`.
pub(super) fn factorial(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    factorial_of(context, arguments.get(0))
}

fn factorial_of(context: &mut Context, value: Value) -> Result<Value> {
    let int = int_argument(context, value)?;
    if int.is_negative() {
        return Err(context.raise(ClassId::ValueError, format_args!("factorial() not defined for negative values")));
    }
    match int {
        Int::Small(number) => product_of_range(context, 2, number.unsigned_abs()),
        Int::Big(_) => Err(context.raise(ClassId::OverflowError, format_args!("factorial() argument should not exceed {}", isize::MAX))),
    }
}

fn not_negative(context: &mut Context, int: Int, name: &str) -> Result<()> {
    if int.is_negative() {
        return Err(context.raise(ClassId::ValueError, format_args!("{name} must be a non-negative integer")));
    }
    Ok(())
}

/// The product `n · (n − 1) · … ` of `count` factors, divided by `count!` on the way if that is asked for.
fn falling_product(context: &mut Context, n: Int, count: usize, divided: bool) -> Result<Value> {
    if let (Int::Small(n), false) = (n, divided) {
        let n = n.unsigned_abs();
        return product_of_range(context, n.wrapping_sub(count).wrapping_add(1), n);
    }
    let mut result = context.new_int(1)?;
    for step in 0..count {
        let step_value = Int::Small(step as isize);
        let factor = arithmetic::add(context, n.view(), step_value.view().negated())?;
        result = multiply(context, result, factor)?;
        if divided && let Some(so_far) = loose_int(result) {
            // So far result · (step + 1) is a product of that many consecutive numbers: the division leaves nothing.
            result = divide::floor_divide(context, so_far, Int::Small(step.wrapping_add(1) as isize))?;
        }
        if step & 0xff == 0xff {
            context.poll_native()?;
        }
    }
    Ok(result)
}

/// `math.perm(n, k=None)`.
pub(super) fn perm(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let Some(k) = arguments.optional(1).filter(|&k| k != Value::NONE) else {
        return factorial_of(context, arguments.get(0));
    };
    let n = int_argument(context, arguments.get(0))?;
    let k = int_argument(context, k)?;
    not_negative(context, n, "n")?;
    not_negative(context, k, "k")?;
    if n.view().integer().compare(k.view().integer()).is_lt() {
        return context.new_int(0);
    }
    match k {
        Int::Small(0) => context.new_int(1),
        Int::Small(k) => falling_product(context, n, k.unsigned_abs(), false),
        Int::Big(_) => Err(context.raise(ClassId::OverflowError, format_args!("k must not exceed {}", isize::MAX))),
    }
}

/// `math.comb(n, k)`.
pub(super) fn comb(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let n = int_argument(context, arguments.get(0))?;
    let k = int_argument(context, arguments.get(1))?;
    not_negative(context, n, "n")?;
    not_negative(context, k, "k")?;
    if n.view().integer().compare(k.view().integer()).is_lt() {
        return context.new_int(0);
    }
    let rest = arithmetic::add(context, n.view(), k.view().negated())?;
    let Some(rest) = loose_int(rest) else { return context.new_int(0) };
    let fewer = if rest.view().integer().compare(k.view().integer()).is_lt() { rest } else { k };
    match fewer {
        Int::Small(0) => context.new_int(1),
        Int::Small(count) => match small_comb(n, count.unsigned_abs()) {
            Some(result) => context.new_int(result as i128),
            None => falling_product(context, n, count.unsigned_abs(), true),
        },
        Int::Big(_) => Err(context.raise(ClassId::OverflowError, format_args!("min(n - k, k) must not exceed {}", isize::MAX))),
    }
}

/// The binomial coefficient, if it and what is met on the way fit 127 bits.
fn small_comb(n: Int, count: usize) -> Option<u128> {
    let Int::Small(n) = n else { return None };
    let n = n.unsigned_abs() as u128;
    let mut result = 1u128;
    for step in 0..count as u128 {
        result = result.checked_mul(n.checked_sub(step)?)?.checked_div(step.checked_add(1)?)?;
    }
    (result <= i128::MAX as u128).then_some(result)
}
