//! `StringIO` without what it inherits: a text that is read and written like a file.
//!
//! What is written at the end is collected in a list, and joined when something else is asked for.

use copperhead_stencils::value::Value;

use crate::context::Context;
use crate::error::{Raised, Result};
use crate::objects::class_list::ClassId;
use crate::objects::native::{Arguments, Attribute, Method};
use crate::objects::record::{field, set_field};
use crate::objects::text::{self, TextBuilder};
use crate::objects::{construct, iterator, operations, sequence};

/// The text as far as it is joined; None once closed.
const TEXT: usize = 0;
/// What was written behind it since: a list.
const PIECES: usize = 1;
/// Code points in both.
const LENGTH: usize = 2;
const POSITION: usize = 3;
/// A number: what `newline` asked for.
const NEWLINE: usize = 4;
/// Bits of the line ends that were met: 1 `\r`, 2 `\n`, 4 both.
const SEEN: usize = 5;
const FIELDS: usize = 6;

/// What `newline` may be: None, and texts.
const NEWLINES: [&str; 4] = ["", "\n", "\r", "\r\n"];
const UNIVERSAL: usize = 4;

fn number(stream: Value, index: usize) -> usize {
    let value = field(stream, index);
    if value.is_int() { value.as_int().max(0) as usize } else { 0 }
}

fn set_number(context: &mut Context, stream: Value, index: usize, number: usize) -> Result<()> {
    let value = context.new_int_of_size(number)?;
    set_field(stream, index, value);
    Ok(())
}

fn check(context: &mut Context, stream: Value) -> Result<()> {
    match field(stream, TEXT) {
        Value::NONE => Err(context.raise(ClassId::ValueError, format_args!("I/O operation on closed file"))),
        Value::UNDEFINED => Err(context.raise(ClassId::ValueError, format_args!("I/O operation on uninitialized object"))),
        _ => Ok(()),
    }
}

/// The whole text, joined.
fn whole(context: &mut Context, stream: Value) -> Result<Value> {
    let pieces = field(stream, PIECES);
    if sequence::length(pieces) != 0 {
        let mut builder = TextBuilder::new(context);
        builder.push_str(field(stream, TEXT))?;
        let mut index = 0usize;
        while let Some(piece) = sequence::item(pieces, index) {
            builder.push_str(piece)?;
            index = index.wrapping_add(1);
        }
        let joined = builder.finish()?;
        context.list_clear(pieces.as_pointer());
        set_field(stream, TEXT, joined);
    }
    Ok(field(stream, TEXT))
}

fn new(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    context.new_record_of(ClassId::StringStream, arguments.get(0), FIELDS)
}

fn init(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let stream = arguments.get(0);
    let newline = match arguments.optional(2) {
        None => 1,
        Some(Value::NONE) => UNIVERSAL,
        Some(newline) if !text::is_str(newline) => {
            let name = context.type_name(newline);
            return Err(context.raise(ClassId::TypeError, format_args!("newline must be str or None, not {name}")));
        }
        Some(newline) => match NEWLINES.iter().position(|known| text::equals_text(newline, known)) {
            Some(place) => place,
            None => {
                let shown = operations::repr(context, newline)?;
                return Err(context.raise(ClassId::ValueError, format_args!("illegal newline value: {}", text::Display(shown))));
            }
        },
    };
    let initial = arguments.optional(1).unwrap_or(Value::NONE);
    if initial != Value::NONE && !text::is_str(initial) {
        let name = context.type_name(initial);
        return Err(context.raise(ClassId::TypeError, format_args!("initial_value must be str or None, not {name}")));
    }
    let (pieces, empty) = (context.new_list(&[])?, context.empty_str);
    for (index, value) in [(TEXT, empty), (PIECES, pieces)] {
        set_field(stream, index, value);
    }
    for index in [LENGTH, POSITION, SEEN] {
        set_number(context, stream, index, 0)?;
    }
    set_number(context, stream, NEWLINE, newline)?;
    if initial != Value::NONE {
        put(context, stream, initial)?;
        set_number(context, stream, POSITION, 0)?;
    }
    Ok(Value::NONE)
}

/// A text as it is stored: with the line ends that `newline` asked for.
fn translated(context: &mut Context, stream: Value, string: Value) -> Result<Value> {
    let mode = number(stream, NEWLINE);
    let points = text::points(string);
    let has = |wanted: u32| text::code_points(string).any(|point| point == wanted);
    let mut seen = number(stream, SEEN);
    let (from_return, from_line) = (matches!(mode, 0 | UNIVERSAL) && has(13), mode >= 2 && mode != UNIVERSAL && has(10));
    if matches!(mode, 0 | UNIVERSAL) && !from_return && has(10) {
        seen |= 2;
    }
    if !from_return && !from_line {
        set_number(context, stream, SEEN, seen)?;
        return text::exact(context, string);
    }
    let mut builder = TextBuilder::new(context);
    let mut index = 0usize;
    while let Some(point) = points.at(index) {
        index = index.wrapping_add(1);
        if from_return && point == 13 {
            let both = points.at(index) == Some(10);
            seen |= if both { 4 } else { 1 };
            if mode == UNIVERSAL {
                index = index.wrapping_add(usize::from(both));
                builder.push(10)?;
                continue;
            }
            if both {
                builder.push(13)?;
                builder.push(10)?;
                index = index.wrapping_add(1);
                continue;
            }
        } else if from_return && point == 10 {
            seen |= 2;
        } else if from_line && point == 10 {
            builder.push_text(NEWLINES.get(mode).copied().unwrap_or("\n"))?;
            continue;
        }
        builder.push(point)?;
    }
    let made = builder.finish()?;
    set_number(context, stream, SEEN, seen)?;
    Ok(made)
}

/// Writes a text at the position.
fn put(context: &mut Context, stream: Value, string: Value) -> Result<()> {
    let string = translated(context, stream, string)?;
    let count = text::length(string);
    if count == 0 {
        return Ok(());
    }
    let (position, length) = (number(stream, POSITION), number(stream, LENGTH));
    let end = position.saturating_add(count);
    if position == length {
        context.list_append(field(stream, PIECES), string)?;
    } else {
        let old = whole(context, stream)?;
        let mut builder = TextBuilder::new(context);
        builder.push_range(old, 0, position.min(length))?;
        builder.push_repeated(0, position.saturating_sub(length))?;
        builder.push_str(string)?;
        if end < length {
            builder.push_range(old, end, length)?;
        }
        let made = builder.finish()?;
        set_field(stream, TEXT, made);
    }
    set_number(context, stream, POSITION, end)?;
    set_number(context, stream, LENGTH, length.max(end))
}

fn write(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let (stream, string) = (arguments.get(0), arguments.get(1));
    if !text::is_str(string) {
        let name = context.type_name(string);
        return Err(context.raise(ClassId::TypeError, format_args!("string argument expected, got '{name}'")));
    }
    check(context, stream)?;
    put(context, stream, string)?;
    context.new_int_of_size(text::length(string))
}

fn getvalue(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    check(context, arguments.get(0))?;
    whole(context, arguments.get(0))
}

/// The argument of `read` and its like: how many; none for all.
pub(super) fn size_argument(context: &mut Context, value: Option<Value>) -> Result<Option<usize>> {
    let Some(value) = value.filter(|value| *value != Value::NONE) else { return Ok(None) };
    if !sequence::has_index(context, value)? {
        let name = context.type_name(value);
        return Err(context.raise(ClassId::TypeError, format_args!("argument should be integer or None, not '{name}'")));
    }
    Ok(usize::try_from(operations::as_isize(context, value)?).ok())
}

/// Takes text from the position on.
fn take(context: &mut Context, stream: Value, count: usize) -> Result<Value> {
    let string = whole(context, stream)?;
    let length = text::length(string);
    let start = number(stream, POSITION).min(length);
    let end = start.saturating_add(count).min(length);
    if end > start {
        set_number(context, stream, POSITION, end)?;
    }
    text::substring(context, string, start, end)
}

fn read(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let count = size_argument(context, arguments.optional(1))?;
    check(context, arguments.get(0))?;
    take(context, arguments.get(0), count.unwrap_or(usize::MAX))
}

/// The next line.
fn line(context: &mut Context, stream: Value, limit: usize) -> Result<Value> {
    let string = whole(context, stream)?;
    let start = number(stream, POSITION);
    let mode = number(stream, NEWLINE);
    let rest = text::points(string).part(start.min(text::length(string)), text::length(string));
    let is_end = |index: usize| match (mode, rest.at(index)) {
        (0, Some(10)) | (1 | UNIVERSAL, Some(10)) | (2, Some(13)) => true,
        (0, Some(13)) => rest.at(index.wrapping_add(1)) != Some(10),
        (3, Some(10)) => index != 0 && rest.at(index.wrapping_sub(1)) == Some(13),
        _ => false,
    };
    let limit = limit.min(rest.len());
    let count = if matches!(mode, 1 | UNIVERSAL) {
        // The commonest case goes by the search for one character.
        let newline = context.character(10)?;
        crate::objects::str::search::find_points(rest.part(0, limit), text::points(newline)).map_or(limit, |place| place.wrapping_add(1))
    } else {
        (0..limit).find(|&index| is_end(index)).map_or(limit, |index| index.wrapping_add(1))
    };
    take(context, stream, count)
}

fn readline(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let count = size_argument(context, arguments.optional(1))?;
    check(context, arguments.get(0))?;
    line(context, arguments.get(0), count.unwrap_or(usize::MAX))
}

fn next(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    check(context, arguments.get(0))?;
    let line = line(context, arguments.get(0), usize::MAX)?;
    if text::length(line) == 0 {
        return Err(context.raise(ClassId::StopIteration, format_args!("")));
    }
    Ok(line)
}

fn tell(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    check(context, arguments.get(0))?;
    Ok(field(arguments.get(0), POSITION))
}

fn refuse(context: &mut Context, message: &str) -> Raised {
    context.raise(ClassId::OSError, format_args!("{message}"))
}

fn seek(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let stream = arguments.get(0);
    let offset = operations::as_isize(context, arguments.get(1))?;
    let whence = match arguments.optional(2) {
        Some(whence) => operations::as_isize(context, whence)?,
        None => 0,
    };
    check(context, stream)?;
    if !(0..=2).contains(&whence) {
        return Err(context.raise(ClassId::ValueError, format_args!("Invalid whence ({whence}, should be 0, 1 or 2)")));
    }
    if whence == 0 && offset < 0 {
        return Err(context.raise(ClassId::ValueError, format_args!("Negative seek position {offset}")));
    }
    if whence != 0 && offset != 0 {
        return Err(refuse(context, "Can't do nonzero cur-relative seeks"));
    }
    let position = match whence {
        0 => offset.max(0) as usize,
        1 => number(stream, POSITION),
        _ => number(stream, LENGTH),
    };
    set_number(context, stream, POSITION, position)?;
    Ok(field(stream, POSITION))
}

fn truncate(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let stream = arguments.get(0);
    check(context, stream)?;
    let size = match arguments.optional(1).filter(|size| *size != Value::NONE) {
        None => number(stream, POSITION) as isize,
        Some(size) => operations::as_isize(context, size)?,
    };
    let Ok(size) = usize::try_from(size) else {
        return Err(context.raise(ClassId::ValueError, format_args!("Negative size value {size}")));
    };
    if size < number(stream, LENGTH) {
        let string = whole(context, stream)?;
        let kept = text::substring(context, string, 0, size)?;
        set_field(stream, TEXT, kept);
        set_number(context, stream, LENGTH, size)?;
    }
    context.new_int_of_size(size)
}

fn close(_: &mut Context, arguments: &Arguments) -> Result<Value> {
    set_field(arguments.get(0), TEXT, Value::NONE);
    Ok(Value::NONE)
}

/// The methods.
pub static METHODS: &[Method] = &[
    Method::raw("__new__", new).unbound(),
    Method::named("__init__", init, &["initial_value", "newline"], 0),
    Method::new(
        "__iter__",
        |context, arguments| {
            if field(arguments.get(0), TEXT) == Value::NONE {
                return Err(context.raise(ClassId::ValueError, format_args!("I/O operation on closed file.")));
            }
            iterator::itself(context, arguments)
        },
        0,
        0,
    ),
    Method::new("__next__", next, 0, 0),
    Method::new("write", write, 1, 1),
    Method::new("getvalue", getvalue, 0, 0),
    Method::new("read", read, 0, 1),
    Method::new("readline", readline, 0, 1),
    Method::new("tell", tell, 0, 0),
    Method::new("seek", seek, 1, 2),
    Method::new("truncate", truncate, 0, 1),
    Method::new("close", close, 0, 0),
];

/// The attributes.
pub static ATTRIBUTES: &[Attribute] = &[
    Attribute { name: "closed", get: |_, stream| Ok(Value::from_bool(field(stream, TEXT) == Value::NONE)), set: None },
    Attribute {
        name: "_newline",
        get: |context, stream| match NEWLINES.get(number(stream, NEWLINE)) {
            Some(newline) => context.new_str(newline),
            None => Ok(Value::NONE),
        },
        set: None,
    },
    Attribute {
        name: "newlines",
        get: |context, stream| {
            check(context, stream)?;
            newlines(context, number(stream, SEEN))
        },
        set: None,
    },
];

/// What `newlines` says of the line ends that were met.
pub(super) fn newlines(context: &mut Context, seen: usize) -> Result<Value> {
    let list = context.new_list(&[])?;
    for (bit, text) in [(1, "\r"), (2, "\n"), (4, "\r\n")] {
        if seen & bit != 0 {
            let text = context.new_str(text)?;
            context.list_append(list, text)?;
        }
    }
    let all = context.list_to_tuple(list)?;
    match construct::tuple_slice(all) {
        [] => Ok(Value::NONE),
        [one] => Ok(*one),
        _ => Ok(all),
    }
}
