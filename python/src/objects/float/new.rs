//! `float(x)`: from numbers, strs, bytes and whatever has `__float__` or `__index__`.

use copperhead_stencils::layout::container::BoxedFloat;
use copperhead_stencils::layout::object::Kind;
use copperhead_stencils::value::Value;

use super::arithmetic::words;
use crate::context::Context;
use crate::error::{Raised, Result};
use crate::numeric::float_text;
use crate::objects::class_list::ClassId;
use crate::objects::layout::Class;
use crate::objects::native::Arguments;
use crate::objects::number_glue::{self, Number, text as number_text};
use crate::objects::operations;
use crate::objects::special::Special;
use crate::objects::text::Display;

/// The class that `__new__` of a built-in number was given, checked to be a subclass of that.
///
/// # Errors
/// TypeError.
pub(crate) fn checked_class(context: &mut Context, value: Value, id: ClassId) -> Result<*mut Class> {
    let own = context.class(id);
    let own_name = context.class_name(own);
    // SAFETY: the caller holds the value.
    if !unsafe { value.is_kind(Kind::Class) } {
        let name = context.class_name(context.class_of(value));
        return Err(
            context.raise(ClassId::TypeError, format_args!("{}.__new__(X): X is not a type object ({})", Display(own_name), Display(name)))
        );
    }
    let class: *mut Class = value.as_pointer();
    if class != own && !context.is_subclass(class, own) {
        let name = context.class_name(class);
        return Err(context
            .raise(ClassId::TypeError, format_args!("{0}.__new__({1}): {1} is not a subtype of {0}", Display(own_name), Display(name))));
    }
    Ok(class)
}

/// Where instances of a subclass keep the pointer to their attributes may lie behind the built-in layout: the bytes of such an object.
pub(crate) fn instance_bytes(class: *mut Class, layout: usize) -> usize {
    // SAFETY: the caller's class is alive and has a root shape.
    let offset = unsafe { (*(*class).root_shape).slots_offset as usize };
    if offset == 0 { layout } else { layout.max(offset.saturating_add(size_of::<Value>())) }
}

/// `float.__new__`.
pub(super) fn new(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let class = checked_class(context, arguments.get(0), ClassId::Float)?;
    let number = match context.positional_only(arguments, "float", 0, 1)? {
        0 => 0.0,
        _ => convert(context, arguments.get(1))?,
    };
    if class == context.class(ClassId::Float) {
        return context.new_float(number);
    }
    // SAFETY: the class is alive.
    let shape = unsafe { (*class).root_shape };
    let object: *mut BoxedFloat = context.new_shaped(shape, Kind::Float, instance_bytes(class, size_of::<BoxedFloat>()))?;
    // SAFETY: fresh.
    unsafe { (*object).bits = words(if number.is_nan() { f64::NAN } else { number }) };
    Ok(Value::from_pointer(object))
}

/// `float(value)` as a double.
///
/// # Errors
/// TypeError, ValueError, OverflowError, or what `__float__` raises.
fn convert(context: &mut Context, value: Value) -> Result<f64> {
    // SAFETY: the caller's frame holds the value.
    let is_text = unsafe { value.is_kind(Kind::Str) };
    // A subclass of str may have a number of its own.
    if !(is_text && crate::objects::text::is_exact(value))
        && let Some(number) = real(context, value)?
    {
        return Ok(number);
    }
    if is_text {
        return number_text::with_ascii(context, value, |context, text| parse(context, text, value));
    }
    match number_text::bytes_of(value) {
        Some(bytes) => parse(context, bytes, value),
        None => {
            let name = context.class_name(context.class_of(value));
            Err(context
                .raise(ClassId::TypeError, format_args!("float() argument must be a string or a real number, not '{}'", Display(name))))
        }
    }
}

fn parse(context: &mut Context, text: &[u8], value: Value) -> Result<f64> {
    match float_text::parse_float(text) {
        Ok(number) => Ok(number),
        Err(_) => {
            let shown = operations::repr(context, value)?;
            Err(context.raise(ClassId::ValueError, format_args!("could not convert string to float: {}", Display(shown))))
        }
    }
}

/// The double that an object stands for by being a float or an int, or by `__float__` or `__index__`; `None` if it does not.
///
/// # Errors
/// OverflowError, TypeError, or what the methods raise.
pub(crate) fn real(context: &mut Context, value: Value) -> Result<Option<f64>> {
    match number_glue::exact(value) {
        Some(Number::Float(number)) => return Ok(Some(number)),
        Some(Number::Int(int)) => return number_glue::int_to_f64(context, int).map(Some),
        Some(Number::Complex(..)) => return Ok(None),
        None => {}
    }
    if let Some(result) = operations::call_special(context, value, Special::Float, &[])? {
        return match number_glue::float_value(result) {
            Some(number) => {
                if context.class_of(result) != context.class(ClassId::Float) {
                    let name = context.class_name(context.class_of(value));
                    let method = context.format(format_args!("{}.__float__", Display(name)))?;
                    let method = crate::objects::text::ascii_text(method).unwrap_or("__float__");
                    operations::warn_of_subclass(context, method, result, ClassId::Float)?;
                }
                Ok(Some(number))
            }
            None => {
                let (name, wrong) = (context.class_name(context.class_of(value)), context.class_name(context.class_of(result)));
                Err(context
                    .raise(ClassId::TypeError, format_args!("{}.__float__ returned non-float (type {})", Display(name), Display(wrong))))
            }
        };
    }
    let class = context.class_of(value);
    if context.lookup_special(class, Special::Index)?.is_some() {
        let index = operations::index(context, value)?;
        if let Some(int) = number_glue::loose_int(index) {
            return number_glue::int_to_f64(context, int).map(Some);
        }
    }
    Ok(None)
}

/// The double of a real number, for functions that take floats.
///
/// # Errors
/// TypeError ("must be real number, not …"), or what the conversion raises.
pub(crate) fn required(context: &mut Context, value: Value) -> Result<f64> {
    match real(context, value) {
        Ok(Some(number)) => Ok(number),
        Ok(None) => {
            let name = context.class_name(context.class_of(value));
            Err(context.raise(ClassId::TypeError, format_args!("must be real number, not {}", Display(name))))
        }
        Err(Raised) => Err(Raised),
    }
}
