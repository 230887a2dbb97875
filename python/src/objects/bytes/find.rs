//! Methods of bytes and bytearray that look for bytes.

use copperhead_stencils::layout::object::Kind;
use copperhead_stencils::value::Value;

use super::shared::{finish, is_array, like, own};
use super::{byte_value, required, view};
use crate::context::Context;
use crate::error::Result;
use crate::objects::byte_builder::ByteBuilder;
use crate::objects::class_list::ClassId;
use crate::objects::native::Arguments;
use crate::objects::str::bounds;
use crate::objects::str::search::{count_points, find as find_in, find_last};
use crate::objects::text::Points;
use crate::objects::{construct, operations, sequence};

/// What is looked for: bytes, or one byte given as an integer.
enum Wanted<'a> {
    Bytes(&'a [u8]),
    One([u8; 1]),
}

impl Wanted<'_> {
    fn as_slice(&self) -> &[u8] {
        match self {
            Wanted::Bytes(bytes) => bytes,
            Wanted::One(byte) => byte,
        }
    }
}

/// Looks for argument 1 between the bounds of arguments 2 and 3: the bytes between them, where they start, and what is wanted.
fn wanted<'a>(context: &mut Context, arguments: &Arguments) -> Result<Option<(&'a [u8], usize, Wanted<'a>)>> {
    let value = arguments.get(1);
    let (start, end) = bounds(context, arguments.optional(2), arguments.optional(3), own(arguments).len())?;
    let byte = if view(value).is_some() {
        None
    } else if sequence::has_index(context, value)? {
        Some(byte_value(context, value, "byte")?)
    } else {
        let name = context.type_name(value);
        return Err(context.raise(ClassId::TypeError, format_args!("argument should be integer or bytes-like object, not '{name}'")));
    };
    // The indices may have run code of the program: the bytes are looked at only now.
    let bytes = own(arguments);
    let wanted = match byte {
        Some(byte) => Wanted::One([byte]),
        None => Wanted::Bytes(view(value).unwrap_or(&[])),
    };
    Ok(bytes.get(start..end.min(bytes.len())).map(|hay| (hay, start, wanted)))
}

fn search(context: &mut Context, arguments: &Arguments, last: bool) -> Result<Option<usize>> {
    let Some((hay, start, wanted)) = wanted(context, arguments)? else {
        return Ok(None);
    };
    let found = if last { find_last(hay, wanted.as_slice()) } else { find_in(hay, wanted.as_slice()) };
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
        None => Err(context.raise(ClassId::ValueError, format_args!("subsection not found"))),
    }
}

/// `find`.
pub(crate) fn find(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let found = search(context, arguments, false)?;
    index_or_minus_one(context, found)
}

/// `rfind`.
pub(crate) fn rfind(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let found = search(context, arguments, true)?;
    index_or_minus_one(context, found)
}

/// `index`.
pub(crate) fn index(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let found = search(context, arguments, false)?;
    index_or_error(context, found)
}

/// `rindex`.
pub(crate) fn rindex(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let found = search(context, arguments, true)?;
    index_or_error(context, found)
}

/// `count`.
pub(crate) fn count(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let count = match wanted(context, arguments)? {
        Some((hay, _, wanted)) => count_points(Points::One(hay), Points::One(wanted.as_slice())),
        None => 0,
    };
    context.new_int(count as i128)
}

/// `__contains__`.
pub(crate) fn contains(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let value = arguments.get(1);
    if view(value).is_none() && sequence::has_index(context, value)? {
        let byte = byte_value(context, value, "byte")?;
        return Ok(Value::from_bool(own(arguments).contains(&byte)));
    }
    let wanted = required(context, value)?;
    Ok(Value::from_bool(find_in(own(arguments), wanted).is_some()))
}

fn matches(context: &mut Context, arguments: &Arguments, name: &str, at_end: bool) -> Result<Value> {
    let wanted = arguments.get(1);
    let (start, end) = bounds(context, arguments.optional(2), arguments.optional(3), own(arguments).len())?;
    let Some(part) = own(arguments).get(start..end.min(own(arguments).len())) else {
        return Ok(Value::FALSE);
    };
    let matches = |affix: &[u8]| if at_end { part.ends_with(affix) } else { part.starts_with(affix) };
    if let Some(affix) = view(wanted) {
        return Ok(Value::from_bool(matches(affix)));
    }
    // SAFETY: arguments are alive.
    if !unsafe { wanted.is_kind(Kind::Tuple) } {
        let given = context.type_name(wanted);
        return Err(context.raise(ClassId::TypeError, format_args!("{name} first arg must be bytes or a tuple of bytes, not {given}")));
    }
    for &affix in construct::tuple_slice(wanted) {
        if matches(required(context, affix)?) {
            return Ok(Value::TRUE);
        }
    }
    Ok(Value::FALSE)
}

/// `startswith`.
pub(crate) fn startswith(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    matches(context, arguments, "startswith", false)
}

/// `endswith`.
pub(crate) fn endswith(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    matches(context, arguments, "endswith", true)
}

/// `removeprefix`.
pub(crate) fn removeprefix(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let prefix = required(context, arguments.get(1))?;
    like(context, arguments.get(0), own(arguments).strip_prefix(prefix).unwrap_or(own(arguments)))
}

/// `removesuffix`.
pub(crate) fn removesuffix(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let suffix = required(context, arguments.get(1))?;
    like(context, arguments.get(0), own(arguments).strip_suffix(suffix).unwrap_or(own(arguments)))
}

/// `replace(old, new[, count])`.
pub(crate) fn replace(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    required(context, arguments.get(1))?;
    required(context, arguments.get(2))?;
    let mut limit = match arguments.optional(3) {
        Some(count) => usize::try_from(operations::as_isize(context, count)?).unwrap_or(usize::MAX),
        None => usize::MAX,
    };
    let (old, new) = (required(context, arguments.get(1))?, required(context, arguments.get(2))?);
    let mut rest = own(arguments);
    let mut builder = ByteBuilder::new(context);
    while limit != 0
        && let Some(found) = find_in(rest, old)
    {
        limit = limit.wrapping_sub(1);
        let (before, behind) = rest.split_at_checked(found).unwrap_or((rest, &[]));
        builder.push_slice(before)?;
        builder.push_slice(new)?;
        rest = behind.get(old.len()..).unwrap_or(&[]);
        if old.is_empty() {
            // Between any two bytes, and at the end.
            let Some((&byte, behind)) = rest.split_first() else { break };
            builder.push(byte)?;
            rest = behind;
        }
    }
    builder.push_slice(rest)?;
    finish(builder, arguments.get(0))
}

fn cut(context: &mut Context, arguments: &Arguments, last: bool) -> Result<Value> {
    let (object, separator) = (arguments.get(0), required(context, arguments.get(1))?);
    if separator.is_empty() {
        return Err(context.raise(ClassId::ValueError, format_args!("empty separator")));
    }
    let bytes = own(arguments);
    let found = if last { find_last(bytes, separator) } else { find_in(bytes, separator) };
    let Some(place) = found else {
        let whole = if is_array(object) { like(context, object, bytes)? } else { object };
        let empty = like(context, object, &[])?;
        let other = if is_array(object) { like(context, object, &[])? } else { empty };
        return if last { context.new_tuple(&[empty, other, whole]) } else { context.new_tuple(&[whole, empty, other]) };
    };
    let end = place.saturating_add(separator.len());
    let before = like(context, object, bytes.get(..place).unwrap_or(&[]))?;
    let middle = if is_array(object) { like(context, object, bytes.get(place..end).unwrap_or(&[]))? } else { arguments.get(1) };
    let behind = like(context, object, bytes.get(end..).unwrap_or(&[]))?;
    context.new_tuple(&[before, middle, behind])
}

/// `partition`.
pub(crate) fn partition(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    cut(context, arguments, false)
}

/// `rpartition`.
pub(crate) fn rpartition(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    cut(context, arguments, true)
}
