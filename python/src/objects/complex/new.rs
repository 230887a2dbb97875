//! `complex(real, imag)`: from numbers, strs and whatever has `__complex__`, `__float__` or `__index__`.

use copperhead_stencils::layout::object::Kind;
use copperhead_stencils::value::Value;

use super::arithmetic::Pair;
use crate::context::Context;
use crate::error::Result;
use crate::numeric::bignum::radix::trim_space;
use crate::numeric::float_text;
use crate::objects::class_list::ClassId;
use crate::objects::float::arithmetic::words;
use crate::objects::float::new::{checked_class, instance_bytes, real};
use crate::objects::layout::Complex;
use crate::objects::native::Arguments;
use crate::objects::number_glue::{self, Number, text as number_text};
use crate::objects::operations;
use crate::objects::special::Special;
use crate::objects::text::Display;

/// `complex.__new__`.
pub(super) fn new(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let class = checked_class(context, arguments.get(0), ClassId::Complex)?;
    let (first, second) = (arguments.optional(1), arguments.optional(2));
    if second.is_none()
        && let Some(first) = first
        && class == context.class(ClassId::Complex)
        && matches!(number_glue::exact(first), Some(Number::Complex(..)))
    {
        return Ok(first);
    }
    let (real, imaginary) = convert(context, first, second)?;
    if class == context.class(ClassId::Complex) {
        return context.new_complex(real, imaginary);
    }
    // SAFETY: the class is alive.
    let shape = unsafe { (*class).root_shape };
    let object: *mut Complex = context.new_shaped(shape, Kind::Complex, instance_bytes(class, size_of::<Complex>()))?;
    // SAFETY: fresh.
    unsafe {
        (*object).real = words(real);
        (*object).imaginary = words(imaginary);
    }
    Ok(Value::from_pointer(object))
}

fn is_str(value: Value) -> bool {
    // SAFETY: the caller holds the value.
    unsafe { value.is_kind(Kind::Str) }
}

fn convert(context: &mut Context, first: Option<Value>, second: Option<Value>) -> Result<Pair> {
    if let Some(string) = first.filter(|&value| is_str(value)) {
        if second.is_some() {
            return Err(context.raise(ClassId::TypeError, format_args!("complex() can't take second arg if first is a string")));
        }
        let parsed = number_text::with_ascii(context, string, |_, text| Ok(parse(text)))?;
        return match parsed {
            Some(pair) => Ok(pair),
            None => Err(context.raise(ClassId::ValueError, format_args!("complex() arg is a malformed string"))),
        };
    }
    if second.is_some_and(is_str) {
        return Err(context.raise(ClassId::TypeError, format_args!("complex() second arg can't be a string")));
    }
    // Each part may be complex itself; `None` where it is real, so that signed zeros stay.
    let mut parts = [(0.0, None); 2];
    for (index, part) in parts.iter_mut().enumerate() {
        let Some(value) = (if index == 0 { first } else { second }) else { continue };
        let special = match (index, number_glue::loose(value)) {
            (0, _) => complex_of(context, value)?,
            (_, Some(Number::Complex(real, imaginary))) => Some((real, imaginary)),
            _ => None,
        };
        let found = match special {
            Some(pair) => Some((pair, true)),
            None => real(context, value)?.map(|real| ((real, 0.0), false)),
        };
        match found {
            Some(((real, imaginary), complex)) => *part = (real, complex.then_some(imaginary)),
            None => {
                let name = context.class_name(context.class_of(value));
                let message = if index == 0 {
                    format_args!("complex() first argument must be a string or a number, not '{}'", Display(name))
                } else {
                    format_args!("complex() second argument must be a number, not '{}'", Display(name))
                };
                return Err(context.raise(ClassId::TypeError, message));
            }
        }
    }
    let [(mut real, real_imaginary), (mut imaginary, imaginary_imaginary)] = parts;
    // (a + bi) + (c + di)i = (a - d) + (b + c)i
    if let Some(part) = imaginary_imaginary {
        real -= part;
    }
    if let Some(part) = real_imaginary {
        imaginary = if second.is_some() { imaginary + part } else { part };
    }
    Ok((real, imaginary))
}

/// What `__complex__` of an object gives, if it has it.
///
/// # Errors
/// TypeError for something else than a complex; what it raises.
pub(crate) fn complex_of(context: &mut Context, value: Value) -> Result<Option<Pair>> {
    if let Some(number) = number_glue::exact(value) {
        return Ok(match number {
            Number::Complex(real, imaginary) => Some((real, imaginary)),
            _ => None,
        });
    }
    match operations::call_special(context, value, Special::Complex, &[])? {
        None => Ok(None),
        Some(result) => match number_glue::loose(result) {
            Some(Number::Complex(real, imaginary)) => {
                operations::warn_of_subclass(context, "__complex__", result, ClassId::Complex)?;
                Ok(Some((real, imaginary)))
            }
            _ => {
                let name = context.class_name(context.class_of(value));
                let wrong = context.class_name(context.class_of(result));
                Err(context.raise(
                    ClassId::TypeError,
                    format_args!("{}.__complex__ returned non-complex (type {})", Display(name), Display(wrong)),
                ))
            }
        },
    }
}

/// Reads a complex number: a float, a float and `j`, or two floats, the second with a sign and `j`; parentheses around it are allowed.
fn parse(text: &[u8]) -> Option<Pair> {
    let text = trim_space(text);
    let text = match text {
        [b'(', inner @ .., b')'] => trim_space(inner),
        _ => text,
    };
    let Some((b'j' | b'J', body)) = text.split_last() else {
        return Some((float(text)?, 0.0));
    };
    // The sign before the imaginary part: the last one that does not belong to an exponent.
    let split = (1..body.len())
        .rev()
        .find(|&index| matches!(body.get(index), Some(b'+' | b'-')) && !matches!(body.get(index.wrapping_sub(1)), Some(b'e' | b'E')));
    let (real, imaginary) = body.split_at_checked(split.unwrap_or(0))?;
    let imaginary = match imaginary {
        [] | [b'+'] => 1.0,
        [b'-'] => -1.0,
        _ => float(imaginary)?,
    };
    Some((if split.is_some() { float(real)? } else { 0.0 }, imaginary))
}

/// A float without white space around it.
fn float(text: &[u8]) -> Option<f64> {
    if trim_space(text).len() != text.len() {
        return None;
    }
    float_text::parse_float(text).ok()
}
