//! Methods that take strs apart and put them together.

use copperhead_stencils::layout::container::List;
use copperhead_stencils::value::Value;

use super::{find, split, tab_size};
use crate::context::Context;
use crate::error::{Raised, Result};
use crate::objects::class_list::ClassId;
use crate::objects::native::Arguments;
use crate::objects::text::{self, Unit, each_width, is_str};
use crate::objects::{construct, operations, sequence, unicode};

/// Collects pieces of an object in a list.
pub(crate) struct Pieces {
    list: Value,
}

impl Pieces {
    /// No pieces yet.
    ///
    /// # Errors
    /// MemoryError.
    pub(crate) fn new(context: &mut Context) -> Result<Pieces> {
        Ok(Pieces { list: context.new_list_of(0)? })
    }

    /// Adds one.
    ///
    /// # Errors
    /// MemoryError.
    pub(crate) fn push(&mut self, context: &mut Context, piece: Value) -> Result<()> {
        context.list_append(self.list, piece)
    }

    /// The list, turned around if the pieces came last first.
    pub(crate) fn finish(self, backwards: bool) -> Value {
        if backwards {
            // SAFETY: nobody else knows the list yet; its items are initialised.
            unsafe {
                let list = self.list.as_pointer::<List>();
                if (*list).length != 0 {
                    core::slice::from_raw_parts_mut((*list).items, (*list).length).reverse();
                }
            }
        }
        self.list
    }
}

/// The most splits that `maxsplit` allows.
///
/// # Errors
/// TypeError, OverflowError, what `__index__` raises.
pub(crate) fn split_limit(context: &mut Context, value: Option<Value>) -> Result<usize> {
    match value {
        None => Ok(usize::MAX),
        Some(value) => Ok(usize::try_from(operations::as_isize(context, value)?).unwrap_or(usize::MAX)),
    }
}

fn split_any(context: &mut Context, arguments: &Arguments, backwards: bool) -> Result<Value> {
    let string = arguments.get(0);
    let limit = split_limit(context, arguments.optional(2))?;
    let points = text::points(string);
    let mut pieces = Pieces::new(context)?;
    let separator = arguments.optional(1).filter(|&separator| separator != Value::NONE);
    let mut take = |start: usize, end: usize| {
        let piece = text::substring(context, string, start, end)?;
        pieces.push(context, piece)
    };
    match separator {
        None if backwards => split::by_space_back(points, unicode::is_space, limit, &mut take)?,
        None => split::by_space(points, unicode::is_space, limit, &mut take)?,
        Some(separator) if !is_str(separator) => {
            let name = context.type_name(separator);
            return Err(context.raise(ClassId::TypeError, format_args!("must be str or None, not {name}")));
        }
        Some(separator) if text::length(separator) == 0 => return Err(find::empty_separator(context)),
        Some(separator) if backwards => split::by_separator_back(points, text::points(separator), limit, &mut take)?,
        Some(separator) => split::by_separator(points, text::points(separator), limit, &mut take)?,
    }
    Ok(pieces.finish(backwards))
}

/// `str.split(sep=None, maxsplit=-1)`.
pub(crate) fn split(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    split_any(context, arguments, false)
}

/// `str.rsplit(sep=None, maxsplit=-1)`.
pub(crate) fn rsplit(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    split_any(context, arguments, true)
}

/// `str.splitlines(keepends=False)`.
pub(crate) fn splitlines(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let string = arguments.get(0);
    let keep = match arguments.optional(1) {
        Some(value) => operations::truth(context, value)?,
        None => false,
    };
    let mut pieces = Pieces::new(context)?;
    split::by_lines(text::points(string), unicode::is_line_break, keep, &mut |start, end| {
        let piece = text::substring(context, string, start, end)?;
        pieces.push(context, piece)
    })?;
    Ok(pieces.finish(false))
}

fn strip_any(context: &mut Context, arguments: &Arguments, name: &str, left: bool, right: bool) -> Result<Value> {
    let string = arguments.get(0);
    let points = text::points(string);
    let (start, end) = match arguments.optional(1) {
        None | Some(Value::NONE) => split::strip(points, unicode::is_space, left, right),
        Some(set) if is_str(set) => {
            let set = text::points(set);
            let taken = |point: u32| each_width!(set, slice => slice.iter().any(|unit| unit.point() == point));
            split::strip(points, taken, left, right)
        }
        Some(_) => {
            return Err(context.raise(ClassId::TypeError, format_args!("{name} arg must be None or str")));
        }
    };
    text::substring(context, string, start, end)
}

/// `str.strip`.
pub(crate) fn strip(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    strip_any(context, arguments, "strip", true, true)
}

/// `str.lstrip`.
pub(crate) fn lstrip(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    strip_any(context, arguments, "lstrip", true, false)
}

/// `str.rstrip`.
pub(crate) fn rstrip(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    strip_any(context, arguments, "rstrip", false, true)
}

/// A list or tuple with the items of an iterable; lists and tuples themselves.
///
/// # Errors
/// `message` as a TypeError if it is not iterable; what the iteration raises.
pub(crate) fn as_sequence(context: &mut Context, iterable: Value, message: &str) -> Result<Value> {
    if sequence::is_list_or_tuple(iterable) && construct::is_exact(iterable) {
        return Ok(iterable);
    }
    let iterator = match operations::iterator(context, iterable) {
        Ok(iterator) => iterator,
        Err(Raised) => {
            if context.exception_is(ClassId::TypeError) {
                return Err(context.raise(ClassId::TypeError, format_args!("{message}")));
            }
            return Err(Raised);
        }
    };
    let list = context.new_list_of(0)?;
    while let Some(item) = operations::next(context, iterator)? {
        context.list_append(list, item)?;
    }
    Ok(list)
}

/// `str.join`.
pub(crate) fn join(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let separator = arguments.get(0);
    let items = as_sequence(context, arguments.get(1), "can only join an iterable")?;
    join_sequence(context, separator, items)
}

/// The items of a list or tuple with a separator between them. Runs no Python code, so that the sequence stays as it is.
fn join_sequence(context: &mut Context, separator: Value, items: Value) -> Result<Value> {
    let count = sequence::length(items);
    if count == 0 {
        return context.new_str("");
    }
    let gap = text::length(separator);
    let (mut total, mut width, mut ascii) = (gap.saturating_mul(count.wrapping_sub(1)), 1usize, true);
    if count > 1 && gap != 0 {
        width = text::width(separator);
        ascii = text::is_ascii(separator);
    }
    for index in 0..count {
        let item = sequence::item(items, index).unwrap_or(Value::NONE);
        if !is_str(item) {
            let name = context.type_name(item);
            return Err(context.raise(ClassId::TypeError, format_args!("sequence item {index}: expected str instance, {name} found")));
        }
        total = total.saturating_add(text::length(item));
        width = width.max(text::width(item));
        ascii &= text::is_ascii(item);
    }
    if count == 1 {
        return text::exact(context, sequence::item(items, 0).unwrap_or(separator));
    }
    if total == 0 {
        return context.new_str("");
    }
    let fresh = context.new_str_cell(total, width, ascii)?;
    let mut place = 0usize;
    for index in 0..count {
        // SAFETY: the lengths of these strs were added up, and the width is that of the widest.
        unsafe {
            if index != 0 && gap != 0 {
                text::write_points(fresh, place, separator);
                place = place.wrapping_add(gap);
            }
            if let Some(item) = sequence::item(items, index) {
                text::write_points(fresh, place, item);
                place = place.wrapping_add(text::length(item));
            }
        }
    }
    Ok(fresh)
}

/// `str.expandtabs(tabsize=8)`.
pub(crate) fn expandtabs(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let string = arguments.get(0);
    let size = tab_size(context, arguments.optional(1))?;
    let mut column = 0usize;
    let mut builder = text::TextBuilder::new(context);
    builder.make_room(text::length(string), text::width(string))?;
    for point in text::code_points(string) {
        if point == 0x09 {
            let gap = column.checked_rem(size).map_or(0, |rest| size.wrapping_sub(rest));
            builder.push_repeated(0x20, gap)?;
            column = column.saturating_add(gap);
        } else {
            builder.push(point)?;
            column = if point == 0x0a || point == 0x0d { 0 } else { column.saturating_add(1) };
        }
    }
    builder.finish()
}

/// Pads a str on both sides.
fn pad(context: &mut Context, string: Value, left: usize, right: usize, fill: u32) -> Result<Value> {
    if left == 0 && right == 0 {
        return text::exact(context, string);
    }
    let mut builder = text::TextBuilder::new(context);
    let total = left.saturating_add(right).saturating_add(text::length(string));
    builder.make_room(total, text::width(string))?;
    builder.push_repeated(fill, left)?;
    builder.push_str(string)?;
    builder.push_repeated(fill, right)?;
    builder.finish()
}

/// How much is lacking to the width of argument 1, and the fill character of argument 2.
fn padding(context: &mut Context, arguments: &Arguments) -> Result<(usize, usize, u32)> {
    let width = operations::as_isize(context, arguments.get(1))?;
    let fill = match arguments.optional(2) {
        None => 0x20,
        Some(fill) if !is_str(fill) => {
            let name = context.type_name(fill);
            return Err(context.raise(ClassId::TypeError, format_args!("The fill character must be a unicode character, not {name}")));
        }
        Some(fill) if text::length(fill) != 1 => {
            return Err(context.raise(ClassId::TypeError, format_args!("The fill character must be exactly one character long")));
        }
        Some(fill) => text::code_point(fill, 0),
    };
    let width = usize::try_from(width).unwrap_or(0);
    Ok((width, width.saturating_sub(text::length(arguments.get(0))), fill))
}

/// `str.center`.
pub(crate) fn center(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let (width, lack, fill) = padding(context, arguments)?;
    // An odd cell goes to the left if the width is odd, else to the right.
    let left = (lack / 2).wrapping_add(lack & width & 1);
    pad(context, arguments.get(0), left, lack.wrapping_sub(left), fill)
}

/// `str.ljust`.
pub(crate) fn ljust(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let (_, lack, fill) = padding(context, arguments)?;
    pad(context, arguments.get(0), 0, lack, fill)
}

/// `str.rjust`.
pub(crate) fn rjust(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let (_, lack, fill) = padding(context, arguments)?;
    pad(context, arguments.get(0), lack, 0, fill)
}

/// `str.zfill`.
pub(crate) fn zfill(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let string = arguments.get(0);
    let (_, lack, _) = padding(context, arguments)?;
    if lack == 0 {
        return text::exact(context, string);
    }
    let mut builder = text::TextBuilder::new(context);
    let sign = usize::from(matches!(text::code_point(string, 0), 0x2b | 0x2d) && text::length(string) != 0);
    builder.push_range(string, 0, sign)?;
    builder.push_repeated(0x30, lack)?;
    builder.push_range(string, sign, text::length(string))?;
    builder.finish()
}
