//! `str.maketrans` and `str.translate`.

use copperhead_stencils::value::Value;

use super::given_name;
use crate::context::Context;
use crate::error::{Raised, Result};
use crate::objects::class_list::ClassId;
use crate::objects::native::Arguments;
use crate::objects::text::{self, is_str};
use crate::objects::{integer, operations, sequence};

/// `str.maketrans(x[, y[, z]])`.
pub(crate) fn maketrans(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let (from, dict) = (arguments.get(0), context.new_dict()?);
    let table = Value::from_pointer(dict);
    let store = |context: &mut Context, key: u32, value: Value| {
        let key = context.new_int(i128::from(key))?;
        let hash = operations::hash(context, key)?;
        context.table_store(dict, key, hash, value)
    };
    if let Some(to) = arguments.optional(1) {
        for number in [1, 2] {
            if let Some(value) = arguments.optional(number)
                && !is_str(value)
            {
                let name = given_name(context, value);
                let number = number.wrapping_add(1);
                return Err(context.raise(ClassId::TypeError, format_args!("maketrans() argument {number} must be str, not {name}")));
            }
        }
        if !is_str(from) {
            return Err(
                context.raise(ClassId::TypeError, format_args!("first maketrans argument must be a string if there is a second argument"))
            );
        }
        if text::length(from) != text::length(to) {
            return Err(context.raise(ClassId::ValueError, format_args!("the first two maketrans arguments must have equal length")));
        }
        for (point, replacement) in text::code_points(from).zip(text::code_points(to)) {
            let replacement = context.new_int(i128::from(replacement))?;
            store(context, point, replacement)?;
        }
        if let Some(deleted) = arguments.optional(2) {
            for point in text::code_points(deleted) {
                store(context, point, Value::NONE)?;
            }
        }
        return Ok(table);
    }
    if context.class_of(from) != context.class(ClassId::Dict) {
        return Err(context.raise(ClassId::TypeError, format_args!("if you give only one argument to maketrans it must be a dict")));
    }
    let mut place = 0usize;
    while let Some((number, entry)) = context.table_next(from.as_pointer(), place) {
        place = number.wrapping_add(1);
        if is_str(entry.key) {
            if text::length(entry.key) != 1 {
                return Err(context.raise(ClassId::ValueError, format_args!("string keys in translate table must be of length 1")));
            }
            store(context, text::code_point(entry.key, 0), entry.value)?;
        } else if integer::view::is_integer(entry.key) {
            let hash = operations::hash(context, entry.key)?;
            context.table_store(dict, entry.key, hash, entry.value)?;
        } else {
            return Err(context.raise(ClassId::TypeError, format_args!("keys in translate table must be strings or integers")));
        }
    }
    Ok(table)
}

/// `str.translate`.
pub(crate) fn translate(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let (string, table) = (arguments.get(0), arguments.get(1));
    // What Latin-1 characters become: UNDEFINED while not looked up.
    let mut known = [Value::UNDEFINED; 128];
    let mut builder = text::TextBuilder::new(context);
    builder.make_room(text::length(string), text::width(string))?;
    for point in text::code_points(string) {
        let mut replacement = known.get(point as usize).copied().unwrap_or(Value::UNDEFINED);
        if replacement == Value::UNDEFINED {
            let key = builder.context.new_int(i128::from(point))?;
            replacement = match operations::get_item(builder.context, table, key) {
                Ok(value) => value,
                Err(Raised) if builder.context.exception_is(ClassId::LookupError) => {
                    builder.context.machine.exception = Value::UNDEFINED;
                    key
                }
                Err(Raised) => return Err(Raised),
            };
            if let Some(place) = known.get_mut(point as usize) {
                *place = replacement;
            }
        }
        if replacement == Value::NONE {
            continue;
        }
        if is_str(replacement) {
            builder.push_str(replacement)?;
        } else if integer::view::is_integer(replacement) {
            match sequence::to_i128(replacement).and_then(|number| u32::try_from(number).ok()).filter(|&point| point < 0x11_0000) {
                Some(point) => builder.push(point)?,
                None => {
                    return Err(builder.context.raise(ClassId::ValueError, format_args!("character mapping must be in range(0x110000)")));
                }
            }
        } else {
            return Err(builder.context.raise(ClassId::TypeError, format_args!("character mapping must return integer, None or str")));
        }
    }
    builder.finish()
}
