//! `int(x)` and `int(x, base)`.

use copperhead_stencils::layout::object::Kind;
use copperhead_stencils::value::Value;

use super::view::{is_exact, is_integer, view};
use crate::context::Context;
use crate::error::{Raised, Result};
use crate::numeric::bignum::radix;
use crate::objects::class_list::ClassId;
use crate::objects::float::new::checked_class;
use crate::objects::native::Arguments;
use crate::objects::number_glue::{self, Number, text as number_text};
use crate::objects::special::Special;
use crate::objects::text::{self, Display};
use crate::objects::{integer_text, operations};

/// `int.__new__(cls, x=0, /, base=10)`.
pub(super) fn new(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let class = checked_class(context, arguments.get(0), ClassId::Int)?;
    if class == context.class(ClassId::Bool) {
        return Err(context.raise(ClassId::TypeError, format_args!("int.__new__(bool) is not safe, use bool.__new__()")));
    }
    let number = match (arguments.optional(1), arguments.optional(2)) {
        (None, None) => context.new_int(0)?,
        (None, Some(_)) => return Err(context.raise(ClassId::TypeError, format_args!("int() missing string argument"))),
        (Some(value), None) => convert(context, value)?,
        (Some(value), Some(base)) => with_base(context, value, base)?,
    };
    if class == context.class(ClassId::Int) {
        return Ok(number);
    }
    match view(number) {
        Some(number) => context.new_int_instance(class, &number),
        None => Err(context.raise_system("not an int")),
    }
}

fn with_base(context: &mut Context, value: Value, base: Value) -> Result<Value> {
    let base = operations::index(context, base)?;
    let base = super::view::to_isize(base).and_then(|base| u32::try_from(base).ok()).filter(|&base| base != 1 && base <= 36);
    let Some(base) = base else {
        return Err(context.raise(ClassId::ValueError, format_args!("int() base must be >= 2 and <= 36, or 0")));
    };
    // SAFETY: the caller's frame holds the argument.
    if !unsafe { value.is_kind(Kind::Str) } && number_text::bytes_of(value).is_none() {
        return Err(context.raise(ClassId::TypeError, format_args!("int() can't convert non-string with explicit base")));
    }
    of_text(context, value, base)
}

/// `int(value)`: an object of class `int` itself.
///
/// # Errors
/// TypeError, ValueError, OverflowError, MemoryError, or what the methods raise.
pub(crate) fn convert(context: &mut Context, value: Value) -> Result<Value> {
    match number_glue::exact(value) {
        Some(Number::Int(int)) => return if is_exact(value) { Ok(value) } else { context.int_of(int) },
        Some(Number::Float(number)) => return context.int_of_float(number),
        _ => {}
    }
    // SAFETY: the caller's frame holds the argument.
    if unsafe { value.is_kind(Kind::Str) && text::is_exact(value) } {
        return of_text(context, value, 10);
    }
    for (special, name) in [(Special::Int, "__int__"), (Special::Index, "__index__"), (Special::Trunc, "__trunc__")] {
        let Some(result) = operations::call_special(context, value, special, &[])? else { continue };
        if special == Special::Trunc {
            context.warn(ClassId::DeprecationWarning, format_args!("The delegation of int() to __trunc__ is deprecated."))?;
        }
        if is_integer(result) {
            if special != Special::Trunc {
                operations::warn_of_subclass(context, name, result, ClassId::Int)?;
            }
            return context.exact_int(result);
        }
        let wrong = context.class_name(context.class_of(result));
        if special == Special::Trunc {
            if let Some(result) = operations::call_special(context, result, Special::Index, &[])?
                && is_integer(result)
            {
                return context.exact_int(result);
            }
            return Err(context.raise(ClassId::TypeError, format_args!("__trunc__ returned non-Integral (type {})", Display(wrong))));
        }
        return Err(context.raise(ClassId::TypeError, format_args!("{name} returned non-int (type {})", Display(wrong))));
    }
    // SAFETY: as above.
    if unsafe { value.is_kind(Kind::Str) } || number_text::bytes_of(value).is_some() {
        return of_text(context, value, 10);
    }
    let name = context.class_name(context.class_of(value));
    Err(context.raise(
        ClassId::TypeError,
        format_args!("int() argument must be a string, a bytes-like object or a real number, not '{}'", Display(name)),
    ))
}

/// The int that a str or bytes object spells.
fn of_text(context: &mut Context, value: Value, base: u32) -> Result<Value> {
    if let Some(bytes) = number_text::bytes_of(value) {
        return parse(context, bytes, base, value);
    }
    number_text::with_ascii(context, value, |context, text| parse(context, text, base, value))
}

/// Digits that any machine integer has room for.
const FAST_DIGITS: usize = if usize::BITS >= 64 { 18 } else { 9 };

fn parse(context: &mut Context, text: &[u8], base: u32, value: Value) -> Result<Value> {
    // Short and plain: the usual case.
    if base == 10 && !text.is_empty() && text.len() <= FAST_DIGITS && text.iter().all(u8::is_ascii_digit) {
        let number = text.iter().fold(0isize, |number, digit| number.wrapping_mul(10).wrapping_add((digit & 0xf) as isize));
        return context.new_int_of(number);
    }
    match radix::parse_number(text, base) {
        Ok(number) => {
            integer_text::check_digits(context, number.radix, number.digit_count)?;
            context.int_of_ascii(number.negative, number.digits, number.radix)
        }
        Err(_) => Err(invalid(context, base, value)),
    }
}

/// The most characters of a wrong literal that the message shows.
const SHOWN: usize = 200;

#[cold]
fn invalid(context: &mut Context, base: u32, value: Value) -> Raised {
    let shown = match show(context, value) {
        Ok(shown) => shown,
        Err(Raised) => return Raised,
    };
    let cut = if text::length(shown) <= SHOWN {
        Ok(shown)
    } else {
        let mut builder = text::TextBuilder::new(context);
        builder.push_range(shown, 0, SHOWN).and_then(|()| builder.finish())
    };
    match cut {
        Ok(cut) => context.raise(ClassId::ValueError, format_args!("invalid literal for int() with base {base}: {}", Display(cut))),
        Err(Raised) => Raised,
    }
}

fn show(context: &mut Context, value: Value) -> Result<Value> {
    // A bytearray is shown as bytes.
    match number_text::bytes_of(value) {
        Some(bytes) => {
            let copy = context.new_bytes(bytes)?;
            operations::repr(context, copy)
        }
        None => operations::repr(context, value),
    }
}
