//! Methods that look for one str in another, and what is cut or replaced where it was found.

use copperhead_stencils::layout::object::Kind;
use copperhead_stencils::value::Value;

use super::search::{count_points, find_last_points, find_points, matches_at};
use super::{bounds, string_argument};
use crate::context::Context;
use crate::error::{Raised, Result};
use crate::objects::class_list::ClassId;
use crate::objects::native::Arguments;
use crate::objects::text::{self, TextBuilder, is_str};
use crate::objects::{construct, operations};

/// Where the str of argument 1 lies, between the bounds of arguments 2 and 3.
fn search(context: &mut Context, arguments: &Arguments, name: &str, last: bool) -> Result<Option<usize>> {
    let (string, wanted) = (arguments.get(0), string_argument(context, arguments, name, 1)?);
    let (start, end) = bounds(context, arguments.optional(2), arguments.optional(3), text::length(string))?;
    if start > end {
        return Ok(None);
    }
    let (hay, needle) = (text::points(string).part(start, end), text::points(wanted));
    let found = if last { find_last_points(hay, needle) } else { find_points(hay, needle) };
    Ok(found.map(|index| index.wrapping_add(start)))
}

fn index_or_minus_one(context: &mut Context, found: Option<usize>) -> Result<Value> {
    match found {
        Some(index) => context.new_int(index as i128),
        None => Ok(Value::from_i32_small(-1)),
    }
}

fn index_or_error(context: &mut Context, found: Option<usize>) -> Result<Value> {
    match found {
        Some(index) => context.new_int(index as i128),
        None => Err(context.raise(ClassId::ValueError, format_args!("substring not found"))),
    }
}

/// `str.find`.
pub(crate) fn find(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let found = search(context, arguments, "find", false)?;
    index_or_minus_one(context, found)
}

/// `str.rfind`.
pub(crate) fn rfind(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let found = search(context, arguments, "rfind", true)?;
    index_or_minus_one(context, found)
}

/// `str.index`.
pub(crate) fn index(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let found = search(context, arguments, "index", false)?;
    index_or_error(context, found)
}

/// `str.rindex`.
pub(crate) fn rindex(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let found = search(context, arguments, "rindex", true)?;
    index_or_error(context, found)
}

/// `str.count`.
pub(crate) fn count(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let (string, wanted) = (arguments.get(0), string_argument(context, arguments, "count", 1)?);
    let (start, end) = bounds(context, arguments.optional(2), arguments.optional(3), text::length(string))?;
    if start > end {
        return Ok(Value::from_i32_small(0));
    }
    context.new_int(count_points(text::points(string).part(start, end), text::points(wanted)) as i128)
}

/// Whether the str begins or ends with argument 1, a str or a tuple of strs.
fn matches(context: &mut Context, arguments: &Arguments, name: &str, at_end: bool) -> Result<Value> {
    let (string, wanted) = (arguments.get(0), arguments.get(1));
    let (start, end) = bounds(context, arguments.optional(2), arguments.optional(3), text::length(string))?;
    let matches = |affix: Value| {
        let affix = text::points(affix);
        let room = end.checked_sub(start).and_then(|room| room.checked_sub(affix.len()));
        room.is_some_and(|room| matches_at(text::points(string), if at_end { start.wrapping_add(room) } else { start }, affix))
    };
    if is_str(wanted) {
        return Ok(Value::from_bool(matches(wanted)));
    }
    // SAFETY: arguments are alive.
    if !unsafe { wanted.is_kind(Kind::Tuple) } {
        let given = context.type_name(wanted);
        return Err(context.raise(ClassId::TypeError, format_args!("{name} first arg must be str or a tuple of str, not {given}")));
    }
    for &affix in construct::tuple_slice(wanted) {
        if !is_str(affix) {
            let given = context.type_name(affix);
            return Err(context.raise(ClassId::TypeError, format_args!("tuple for {name} must only contain str, not {given}")));
        }
        if matches(affix) {
            return Ok(Value::TRUE);
        }
    }
    Ok(Value::FALSE)
}

/// `str.startswith`.
pub(crate) fn startswith(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    matches(context, arguments, "startswith", false)
}

/// `str.endswith`.
pub(crate) fn endswith(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    matches(context, arguments, "endswith", true)
}

/// `str.removeprefix`.
pub(crate) fn removeprefix(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let (string, prefix) = (arguments.get(0), string_argument(context, arguments, "removeprefix", 0)?);
    let start = if matches_at(text::points(string), 0, text::points(prefix)) { text::length(prefix) } else { 0 };
    text::substring(context, string, start, text::length(string))
}

/// `str.removesuffix`.
pub(crate) fn removesuffix(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let (string, suffix) = (arguments.get(0), string_argument(context, arguments, "removesuffix", 0)?);
    let end = match text::length(string).checked_sub(text::length(suffix)) {
        Some(end) if matches_at(text::points(string), end, text::points(suffix)) => end,
        _ => text::length(string),
    };
    text::substring(context, string, 0, end)
}

/// `str.replace(old, new, count=-1)`.
pub(crate) fn replace(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let string = arguments.get(0);
    let old = string_argument(context, arguments, "replace", 1)?;
    let new = string_argument(context, arguments, "replace", 2)?;
    let limit = match arguments.optional(3) {
        Some(count) => usize::try_from(operations::as_isize(context, count)?).unwrap_or(usize::MAX),
        None => usize::MAX,
    };
    let (hay, needle, length) = (text::points(string), text::points(old), text::length(string));
    if limit == 0 || needle.len() > length {
        return text::exact(context, string);
    }
    if needle.len() == 0 {
        return interleave(context, string, new, limit);
    }
    let Some(mut found) = find_points(hay, needle) else {
        return text::exact(context, string);
    };
    let mut builder = TextBuilder::new(context);
    builder.make_room(length, text::width(string).max(text::width(new)))?;
    let (mut from, mut replaced) = (0usize, 0usize);
    loop {
        builder.push_range(string, from, from.wrapping_add(found))?;
        builder.push_str(new)?;
        from = from.wrapping_add(found).wrapping_add(needle.len());
        replaced = replaced.wrapping_add(1);
        if replaced == limit {
            break;
        }
        match find_points(hay.part(from, length), needle) {
            Some(next) => found = next,
            None => break,
        }
        if replaced % 4096 == 0 {
            builder.context.poll_native()?;
        }
    }
    builder.push_range(string, from, length)?;
    builder.finish()
}

/// Puts a str before each code point and at the end.
fn interleave(context: &mut Context, string: Value, new: Value, limit: usize) -> Result<Value> {
    let length = text::length(string);
    let mut builder = TextBuilder::new(context);
    for index in 0..length {
        if index < limit {
            builder.push_str(new)?;
        }
        builder.push(text::code_point(string, index))?;
    }
    if length < limit {
        builder.push_str(new)?;
    }
    builder.finish()
}

/// The separator of `partition` and `rpartition`.
fn separator(context: &mut Context, value: Value) -> Result<Value> {
    if !is_str(value) {
        let name = context.type_name(value);
        return Err(context.raise(ClassId::TypeError, format_args!("must be str, not {name}")));
    }
    if text::length(value) == 0 {
        return Err(empty_separator(context));
    }
    Ok(value)
}

/// Complains of an empty separator.
pub(crate) fn empty_separator(context: &mut Context) -> Raised {
    context.raise(ClassId::ValueError, format_args!("empty separator"))
}

/// `str.partition`.
pub(crate) fn partition(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let (string, separator) = (arguments.get(0), separator(context, arguments.get(1))?);
    match find_points(text::points(string), text::points(separator)) {
        Some(place) => cut(context, string, separator, place),
        None => {
            let empty = context.new_str("")?;
            context.new_tuple(&[string, empty, empty])
        }
    }
}

/// `str.rpartition`.
pub(crate) fn rpartition(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let (string, separator) = (arguments.get(0), separator(context, arguments.get(1))?);
    match find_last_points(text::points(string), text::points(separator)) {
        Some(place) => cut(context, string, separator, place),
        None => {
            let empty = context.new_str("")?;
            context.new_tuple(&[empty, empty, string])
        }
    }
}

fn cut(context: &mut Context, string: Value, separator: Value, place: usize) -> Result<Value> {
    let before = text::substring(context, string, 0, place)?;
    let behind = text::substring(context, string, place.saturating_add(text::length(separator)), text::length(string))?;
    context.new_tuple(&[before, separator, behind])
}
