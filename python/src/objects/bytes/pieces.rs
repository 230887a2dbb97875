//! Methods that take bytes and bytearrays apart and put them together.

use copperhead_stencils::value::Value;

use super::characters::is_space;
use super::shared::{finish, like, own};
use super::{required, view};
use crate::context::Context;
use crate::error::Result;
use crate::objects::byte_builder::ByteBuilder;
use crate::objects::class_list::ClassId;
use crate::objects::native::Arguments;
use crate::objects::str::pieces::{Pieces, as_sequence, split_limit};
use crate::objects::str::split as splitting;
use crate::objects::str::tab_size;
use crate::objects::text::Points;
use crate::objects::{operations, sequence};

fn split_any(context: &mut Context, arguments: &Arguments, backwards: bool) -> Result<Value> {
    let object = arguments.get(0);
    let limit = split_limit(context, arguments.optional(2))?;
    let separator = match arguments.optional(1) {
        None | Some(Value::NONE) => None,
        Some(separator) => Some(required(context, separator)?),
    };
    if separator.is_some_and(<[u8]>::is_empty) {
        return Err(context.raise(ClassId::ValueError, format_args!("empty separator")));
    }
    let bytes = own(arguments);
    let mut pieces = Pieces::new(context)?;
    let mut take = |start: usize, end: usize| {
        let piece = like(context, object, bytes.get(start..end).unwrap_or(&[]))?;
        pieces.push(context, piece)
    };
    let points = Points::One(bytes);
    match separator {
        None if backwards => splitting::by_space_back(points, is_space, limit, &mut take)?,
        None => splitting::by_space(points, is_space, limit, &mut take)?,
        Some(separator) if backwards => splitting::by_separator_back(points, Points::One(separator), limit, &mut take)?,
        Some(separator) => splitting::by_separator(points, Points::One(separator), limit, &mut take)?,
    }
    Ok(pieces.finish(backwards))
}

/// `split(sep=None, maxsplit=-1)`.
pub(crate) fn split(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    split_any(context, arguments, false)
}

/// `rsplit(sep=None, maxsplit=-1)`.
pub(crate) fn rsplit(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    split_any(context, arguments, true)
}

/// `splitlines(keepends=False)`.
pub(crate) fn splitlines(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let object = arguments.get(0);
    let keep = match arguments.optional(1) {
        Some(value) => operations::truth(context, value)?,
        None => false,
    };
    let bytes = own(arguments);
    let mut pieces = Pieces::new(context)?;
    splitting::by_lines(Points::One(bytes), |byte| byte == 0x0a || byte == 0x0d, keep, &mut |start, end| {
        let piece = like(context, object, bytes.get(start..end).unwrap_or(&[]))?;
        pieces.push(context, piece)
    })?;
    Ok(pieces.finish(false))
}

fn strip_any(context: &mut Context, arguments: &Arguments, left: bool, right: bool) -> Result<Value> {
    let points = Points::One(own(arguments));
    let (start, end) = match arguments.optional(1) {
        None | Some(Value::NONE) => splitting::strip(points, is_space, left, right),
        Some(set) => {
            let set = required(context, set)?;
            splitting::strip(points, |point| set.contains(&(point as u8)), left, right)
        }
    };
    like(context, arguments.get(0), own(arguments).get(start..end).unwrap_or(&[]))
}

/// `strip`.
pub(crate) fn strip(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    strip_any(context, arguments, true, true)
}

/// `lstrip`.
pub(crate) fn lstrip(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    strip_any(context, arguments, true, false)
}

/// `rstrip`.
pub(crate) fn rstrip(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    strip_any(context, arguments, false, true)
}

/// `join`.
pub(crate) fn join(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let items = as_sequence(context, arguments.get(1), "can only join an iterable")?;
    let separator = own(arguments);
    let mut builder = ByteBuilder::new(context);
    for index in 0..sequence::length(items) {
        let item = sequence::item(items, index).unwrap_or(Value::NONE);
        let Some(bytes) = view(item) else {
            let name = builder.context.type_name(item);
            return Err(builder
                .context
                .raise(ClassId::TypeError, format_args!("sequence item {index}: expected a bytes-like object, {name} found")));
        };
        if index != 0 {
            builder.push_slice(separator)?;
        }
        builder.push_slice(bytes)?;
    }
    finish(builder, arguments.get(0))
}

/// `expandtabs(tabsize=8)`.
pub(crate) fn expandtabs(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let size = tab_size(context, arguments.optional(1))?;
    let mut column = 0usize;
    let mut builder = ByteBuilder::new(context);
    for &byte in own(arguments) {
        if byte == b'\t' {
            let gap = column.checked_rem(size).map_or(0, |rest| size.wrapping_sub(rest));
            builder.push_repeated(b' ', gap)?;
            column = column.saturating_add(gap);
        } else {
            builder.push(byte)?;
            column = if byte == b'\n' || byte == b'\r' { 0 } else { column.saturating_add(1) };
        }
    }
    finish(builder, arguments.get(0))
}

/// The width of argument 1 and the fill byte of argument 2.
fn padding(context: &mut Context, arguments: &Arguments, name: &str) -> Result<(usize, usize, u8)> {
    let width = usize::try_from(operations::as_isize(context, arguments.get(1))?).unwrap_or(0);
    let fill = match arguments.optional(2) {
        None => b' ',
        Some(fill) => match view(fill) {
            Some([byte]) => *byte,
            _ => {
                let given = context.type_name(fill);
                return Err(
                    context.raise(ClassId::TypeError, format_args!("{name}() argument 2 must be a byte string of length 1, not {given}"))
                );
            }
        },
    };
    Ok((width, width.saturating_sub(own(arguments).len()), fill))
}

fn pad(context: &mut Context, arguments: &Arguments, left: usize, right: usize, fill: u8) -> Result<Value> {
    if left == 0 && right == 0 {
        return like(context, arguments.get(0), own(arguments));
    }
    let bytes = own(arguments);
    let mut builder = ByteBuilder::new(context);
    builder.make_room(left.saturating_add(right).saturating_add(bytes.len()))?;
    builder.push_repeated(fill, left)?;
    builder.push_slice(bytes)?;
    builder.push_repeated(fill, right)?;
    finish(builder, arguments.get(0))
}

/// `center`.
pub(crate) fn center(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let (width, lack, fill) = padding(context, arguments, "center")?;
    let left = (lack / 2).wrapping_add(lack & width & 1);
    pad(context, arguments, left, lack.wrapping_sub(left), fill)
}

/// `ljust`.
pub(crate) fn ljust(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let (_, lack, fill) = padding(context, arguments, "ljust")?;
    pad(context, arguments, 0, lack, fill)
}

/// `rjust`.
pub(crate) fn rjust(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let (_, lack, fill) = padding(context, arguments, "rjust")?;
    pad(context, arguments, lack, 0, fill)
}

/// `zfill`.
pub(crate) fn zfill(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let (_, lack, _) = padding(context, arguments, "zfill")?;
    let bytes = own(arguments);
    let sign = usize::from(matches!(bytes.first(), Some(b'+' | b'-')));
    let (sign, digits) = bytes.split_at_checked(sign).unwrap_or((&[], bytes));
    let mut builder = ByteBuilder::new(context);
    builder.push_slice(sign)?;
    builder.push_repeated(b'0', lack)?;
    builder.push_slice(digits)?;
    finish(builder, arguments.get(0))
}

/// `maketrans(from, to)`.
pub(crate) fn maketrans(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let (from, to) = (required(context, arguments.get(0))?, required(context, arguments.get(1))?);
    if from.len() != to.len() {
        return Err(context.raise(ClassId::ValueError, format_args!("maketrans arguments must have same length")));
    }
    let mut table: [u8; 256] = core::array::from_fn(|index| index as u8);
    for (&from, &to) in from.iter().zip(to) {
        if let Some(place) = table.get_mut(from as usize) {
            *place = to;
        }
    }
    context.new_bytes(&table)
}

/// `translate(table, /, delete=b'')`.
pub(crate) fn translate(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let table = match arguments.get(1) {
        Value::NONE => None,
        table => Some(required(context, table)?),
    };
    if table.is_some_and(|table| table.len() != 256) {
        return Err(context.raise(ClassId::ValueError, format_args!("translation table must be 256 characters long")));
    }
    let deleted = match arguments.optional(2) {
        None => &[],
        Some(deleted) => required(context, deleted)?,
    };
    let mut builder = ByteBuilder::new(context);
    builder.make_room(own(arguments).len())?;
    for &byte in own(arguments).iter().filter(|byte| !deleted.contains(byte)) {
        builder.push(table.and_then(|table| table.get(byte as usize).copied()).unwrap_or(byte))?;
    }
    finish(builder, arguments.get(0))
}
