//! The module `unicodedata`.

use core::ptr::NonNull;

use copperhead_stencils::value::Value;

use super::Store;
use crate::context::Context;
use crate::error::Result;
use crate::memory::HeapChunks;
use crate::objects::class_list::ClassId;
use crate::objects::native::{Arguments, Method};
use crate::objects::number_glue;
use crate::objects::text::{self, Display, TextBuilder};
use crate::source::arena::Arena;
use crate::unicode_data::{self, CATEGORIES, DIRECTIONS, Form, TAGS, WIDTHS};

/// The functions.
pub static METHODS: &[Method] = &[
    Method::new("lookup", lookup, 1, 1).unbound(),
    Method::new("name", name, 1, 2).unbound(),
    Method::new("decimal", decimal, 1, 2).unbound(),
    Method::new("digit", digit, 1, 2).unbound(),
    Method::new("numeric", numeric, 1, 2).unbound(),
    Method::new("category", category, 1, 1).unbound(),
    Method::new("bidirectional", bidirectional, 1, 1).unbound(),
    Method::new("combining", combining, 1, 1).unbound(),
    Method::new("mirrored", mirrored, 1, 1).unbound(),
    Method::new("east_asian_width", east_asian_width, 1, 1).unbound(),
    Method::new("decomposition", decomposition, 1, 1).unbound(),
    Method::new("normalize", normalize, 2, 2).unbound(),
    Method::new("is_normalized", is_normalized, 2, 2).unbound(),
];

/// The other values.
pub(crate) fn values(context: &mut Context, store: &mut Store<'_>) -> Result<()> {
    let version = context.new_str(unicode_data::VERSION)?;
    store(context, "unidata_version", version)
}

/// The code point of an argument that must be one character. `number` says which argument it is where there are several.
fn character(context: &mut Context, arguments: &Arguments, function: &str, number: &str) -> Result<u32> {
    let argument = arguments.get(0);
    if text::is_str(argument) && text::length(argument) == 1 {
        return Ok(text::code_point(argument, 0));
    }
    let class = context.class_name_of(argument);
    let message = format_args!("{function}() argument{number} must be a unicode character, not {}", Display(class));
    Err(context.raise(ClassId::TypeError, message))
}

/// The default that was given, or ValueError.
fn otherwise(context: &mut Context, arguments: &Arguments, message: &str) -> Result<Value> {
    match arguments.optional(1) {
        Some(default) => Ok(default),
        None => Err(context.raise(ClassId::ValueError, format_args!("{message}"))),
    }
}

fn lookup(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let argument = arguments.get(0);
    let bytes = if text::is_str(argument) { context.utf8(argument)? } else { argument };
    let Some(name) = number_glue::text::bytes_of(bytes) else {
        let class = context.class_name_of(argument);
        return Err(context.raise(ClassId::TypeError, format_args!("a bytes-like object is required, not '{}'", Display(class))));
    };
    if name.len() > unicode_data::LONGEST {
        return Err(context.raise(ClassId::KeyError, format_args!("name too long")));
    }
    let found = unicode_data::find(name, true);
    let Some(points) = found else {
        let shown = core::str::from_utf8(name).unwrap_or("");
        let message = context.format(format_args!("undefined character name '{shown}'"))?;
        core::hint::black_box(bytes);
        let exception = context.new_exception(ClassId::KeyError, &[message])?;
        return Err(context.raise_value(exception));
    };
    let mut builder = TextBuilder::new(context);
    points.as_slice().iter().try_for_each(|point| builder.push(*point))?;
    builder.finish()
}

fn name(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let point = character(context, arguments, "name", " 1")?;
    match unicode_data::name(point) {
        Some(name) => context.new_str(name.text()),
        None => otherwise(context, arguments, "no such name"),
    }
}

fn decimal(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let point = character(context, arguments, "decimal", " 1")?;
    match unicode_data::number(point).filter(|number| number.is_decimal) {
        Some(number) => context.new_int(i128::from(number.numerator)),
        None => otherwise(context, arguments, "not a decimal"),
    }
}

fn digit(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let point = character(context, arguments, "digit", " 1")?;
    match unicode_data::number(point).filter(|number| number.is_digit) {
        Some(number) => context.new_int(i128::from(number.numerator)),
        None => otherwise(context, arguments, "not a digit"),
    }
}

fn numeric(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let point = character(context, arguments, "numeric", " 1")?;
    match unicode_data::number(point) {
        Some(number) => context.new_float(number.numerator as f64 / f64::from(number.denominator)),
        None => otherwise(context, arguments, "not a numeric character"),
    }
}

/// A short text of a table.
fn entry(context: &mut Context, table: &[&'static str], index: usize) -> Result<Value> {
    context.intern(table.get(index).copied().unwrap_or(""))
}

fn category(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let point = character(context, arguments, "category", "")?;
    entry(context, &CATEGORIES, unicode_data::record(point).category)
}

fn bidirectional(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let point = character(context, arguments, "bidirectional", "")?;
    entry(context, &DIRECTIONS, unicode_data::record(point).direction)
}

fn combining(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let point = character(context, arguments, "combining", "")?;
    Ok(Value::from_i32_small(i32::from(unicode_data::record(point).combining)))
}

fn mirrored(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let point = character(context, arguments, "mirrored", "")?;
    Ok(Value::from_i32_small(i32::from(unicode_data::record(point).mirrored)))
}

fn east_asian_width(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let point = character(context, arguments, "east_asian_width", "")?;
    entry(context, &WIDTHS, unicode_data::record(point).width)
}

fn decomposition(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let point = character(context, arguments, "decomposition", "")?;
    let mut builder = TextBuilder::new(context);
    if let Some(parts) = unicode_data::decomposition(point) {
        let mut first = parts.tag == 0;
        builder.push_text(TAGS.get(parts.tag).copied().unwrap_or(""))?;
        for part in parts.points() {
            if !first {
                builder.push_text(" ")?;
            }
            first = false;
            let digits = if part > 0xffff { 5 } else { 4 };
            for place in (0..digits).rev() {
                let digit = char::from_digit(part >> (4 * place) & 15, 16).unwrap_or('0');
                builder.push(u32::from(digit.to_ascii_uppercase()))?;
            }
        }
    }
    builder.finish()
}

/// The form and the str that a function was given.
fn form_and_text(context: &mut Context, arguments: &Arguments, function: &str) -> Result<(Form, Value)> {
    for index in 0..2 {
        if !text::is_str(arguments.get(index)) {
            let class = context.class_name_of(arguments.get(index));
            let number = index.wrapping_add(1);
            let message = format_args!("{function}() argument {number} must be str, not {}", Display(class));
            return Err(context.raise(ClassId::TypeError, message));
        }
    }
    let form = text::ascii_text(arguments.get(0)).and_then(Form::by_name);
    match form {
        Some(form) => Ok((form, arguments.get(1))),
        None => Err(context.raise(ClassId::ValueError, format_args!("invalid normalization form"))),
    }
}

fn normal(context: &mut Context, form: Form, string: Value) -> Result<Value> {
    if text::is_ascii(string) {
        return Ok(string);
    }
    let heap = NonNull::from(&mut context.heap);
    // SAFETY: the heap stays in its place; the arena allocates only while `normalise` runs, which uses no reference to the heap, and what
    // it made is read without allocating in the arena.
    let chunks = unsafe { HeapChunks::new(heap) };
    let arena = Arena::new(&chunks);
    let length = text::length(string);
    let points = (0..length).map(|index| text::code_point(string, index));
    let Ok(points) = unicode_data::normalise(&arena, form, points) else { return Err(context.raise_memory()) };
    let mut builder = TextBuilder::new(context);
    points.iter().try_for_each(|point| builder.push(*point))?;
    builder.finish()
}

fn normalize(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let (form, string) = form_and_text(context, arguments, "normalize")?;
    normal(context, form, string)
}

fn is_normalized(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let (form, string) = form_and_text(context, arguments, "is_normalized")?;
    let normal = normal(context, form, string)?;
    crate::objects::operations::equal(context, normal, string).map(Value::from_bool)
}
