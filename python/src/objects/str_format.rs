//! `str.__format__`, `str.format` and `str.format_map`.

use copperhead_stencils::value::Value;

use super::class_list::ClassId;
use super::native::Arguments;
use super::text::{self, TextBuilder};
use super::{attribute, format_glue, fstring, operations, unicode};
use crate::context::Context;
use crate::error::{Raised, Result};
use crate::numeric::format_spec::{self, ValueKind};

/// `str.__format__`.
pub(crate) fn dunder_format(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let string = arguments.get(0);
    let spec = format_glue::argument(context, arguments.get(1))?;
    format_str(context, string, spec)
}

/// A str laid out by a specification.
///
/// # Errors
/// ValueError.
pub(crate) fn format_str(context: &mut Context, string: Value, spec: Value) -> Result<Value> {
    if text::length(spec) == 0 {
        return operations::str(context, string);
    }
    let parsed = format_glue::parse(context, spec, ValueKind::Text, string)?;
    format_glue::build(context, spec, string, |sink| {
        format_spec::format_string(&parsed, text::length(string), text::code_points(string), sink)
    })
}

/// Raises an exception with a str as its message.
pub(crate) fn raise_text(context: &mut Context, class: ClassId, message: Value) -> Raised {
    match context.late_class_value(class).and_then(|class| context.call(class, &[message])) {
        Ok(exception) => context.raise_value(exception),
        Err(raised) => raised,
    }
}

/// Where fields get their values from.
struct Source<'a> {
    /// The positional arguments; none for `format_map`.
    positional: Option<&'a Arguments>,
    /// How many of the arguments are positional, the format itself not counted.
    count: usize,
    /// The names of the last arguments, or UNDEFINED.
    names: Value,
    /// The mapping of `format_map`.
    mapping: Option<Value>,
    /// The next field that has no number.
    next: usize,
    /// Whether fields are numbered by hand (or by themselves); unknown at first.
    manual: Option<bool>,
}

/// `str.format`.
pub(crate) fn format(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let named = context.named_count(arguments);
    let count = arguments.len().saturating_sub(named).saturating_sub(1);
    let mut source = Source { positional: Some(arguments), count, names: arguments.names, mapping: None, next: 0, manual: None };
    expand(context, &mut source, arguments.get(0), 0, text::length(arguments.get(0)), 2)
}

/// `str.format_map`.
pub(crate) fn format_map(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let mapping = Some(arguments.get(1));
    let mut source = Source { positional: None, count: 0, names: Value::UNDEFINED, mapping, next: 0, manual: None };
    expand(context, &mut source, arguments.get(0), 0, text::length(arguments.get(0)), 2)
}

fn value_error(context: &mut Context, message: &str) -> Raised {
    context.raise(ClassId::ValueError, format_args!("{message}"))
}

const OPEN: u32 = 0x7b;
const CLOSE: u32 = 0x7d;

/// Expands the part `position .. end` of a format. `depth` bounds the nesting of fields in specifications.
fn expand(context: &mut Context, source: &mut Source<'_>, format: Value, position: usize, end: usize, depth: u32) -> Result<Value> {
    let Some(deeper) = depth.checked_sub(1) else {
        return Err(value_error(context, "Max string recursion exceeded"));
    };
    let (points, mut position) = (text::points(format).part(0, end), position);
    let mut builder = TextBuilder::new(context);
    loop {
        let start = position;
        while points.at(position).is_some_and(|point| point != OPEN && point != CLOSE) {
            position = position.wrapping_add(1);
        }
        builder.push_range(format, start, position)?;
        let Some(brace) = points.at(position) else {
            if start == 0 && end != 0 && end == text::length(format) {
                // Without a field it is the format itself, also of a subclass.
                return Ok(format);
            }
            return builder.finish();
        };
        position = position.wrapping_add(1);
        let doubled = points.at(position) == Some(brace);
        if doubled {
            builder.push(brace)?;
            position = position.wrapping_add(1);
            continue;
        }
        if brace == CLOSE {
            return Err(value_error(builder.context, "Single '}' encountered in format string"));
        }
        if position >= end {
            return Err(value_error(builder.context, "Single '{' encountered in format string"));
        }
        let field = Field::parse(builder.context, points, &mut position)?;
        let value = source.value(builder.context, format, field.name)?;
        let value = convert(builder.context, value, field.conversion)?;
        let (spec_start, spec_end) = field.spec;
        let spec = if field.nested {
            expand(builder.context, source, format, spec_start, spec_end, deeper)?
        } else {
            text::substring(builder.context, format, spec_start, spec_end)?
        };
        let shown = fstring::format_value(builder.context, value, 0, Some(spec))?;
        builder.push_str(shown)?;
        if position >= end && builder.length() == text::length(shown) && builder.length() != 0 {
            // Nothing but this field: it is what `__format__` gave, also of a subclass.
            return Ok(shown);
        }
    }
}

/// The result of a conversion `!r`, `!s`, `!a`.
fn convert(context: &mut Context, value: Value, conversion: u32) -> Result<Value> {
    match char::from_u32(conversion) {
        Some('\0') => Ok(value),
        Some('r') => operations::repr(context, value),
        Some('s') => operations::str(context, value),
        Some('a') => super::str_repr::ascii(context, value),
        Some(letter @ '!'..='~') => Err(context.raise(ClassId::ValueError, format_args!("Unknown conversion specifier {letter}"))),
        _ => Err(context.raise(ClassId::ValueError, format_args!("Unknown conversion specifier \\x{conversion:x}"))),
    }
}

/// A replacement field, as ranges of the format.
struct Field {
    name: (usize, usize),
    conversion: u32,
    spec: (usize, usize),
    /// The specification has fields in it.
    nested: bool,
}

/// Walks through a format.
struct Cursor<'a> {
    points: text::Points<'a>,
    position: usize,
}

impl Cursor<'_> {
    fn take(&mut self) -> Option<u32> {
        let point = self.points.at(self.position)?;
        self.position = self.position.wrapping_add(1);
        Some(point)
    }
}

impl Field {
    /// Reads a field from behind its opening brace to behind its closing one.
    fn parse(context: &mut Context, points: text::Points<'_>, position: &mut usize) -> Result<Field> {
        let start = *position;
        let mut cursor = Cursor { points, position: start };
        let mut field = Field { name: (start, start), conversion: 0, spec: (0, 0), nested: false };
        // The name goes up to a mark that is not inside brackets.
        let mut inside = false;
        let mark = loop {
            match cursor.take() {
                None => return Err(value_error(context, "expected '}' before end of string")),
                Some(OPEN) if !inside => return Err(value_error(context, "unexpected '{' in field name")),
                Some(0x5b) => inside = true,
                Some(0x5d) => inside = false,
                Some(mark @ (CLOSE | 0x3a | 0x21)) if !inside => break mark,
                Some(_) => {}
            }
        };
        field.name.1 = cursor.position.wrapping_sub(1);
        let mut closed = mark == CLOSE;
        if mark == 0x21 {
            field.conversion = match cursor.take() {
                Some(letter) => letter,
                None => return Err(value_error(context, "end of string while looking for conversion specifier")),
            };
            match cursor.take() {
                Some(CLOSE) => closed = true,
                Some(0x3a) | None => {}
                Some(_) => return Err(value_error(context, "expected ':' after conversion specifier")),
            }
        }
        if !closed {
            field.spec.0 = cursor.position;
            let mut open = 1usize;
            while open != 0 {
                match cursor.take() {
                    Some(OPEN) => {
                        field.nested = true;
                        open = open.saturating_add(1);
                    }
                    Some(CLOSE) => open = open.saturating_sub(1),
                    Some(_) => {}
                    None => return Err(value_error(context, "unmatched '{' in format spec")),
                }
            }
            field.spec.1 = cursor.position.wrapping_sub(1);
        }
        *position = cursor.position;
        Ok(field)
    }
}

impl Source<'_> {
    /// The object that a field name stands for.
    fn value(&mut self, context: &mut Context, format: Value, (start, end): (usize, usize)) -> Result<Value> {
        let points = text::points(format).part(0, end);
        let mut position = start;
        while points.at(position).is_some_and(|point| point != 0x2e && point != 0x5b) {
            position = position.wrapping_add(1);
        }
        let mut value = self.first(context, format, start, position)?;
        while let Some(mark) = points.at(position) {
            position = position.wrapping_add(1);
            let name_start = position;
            let by_attribute = match mark {
                0x2e => true,
                0x5b => false,
                _ => {
                    return Err(value_error(context, "Only '.' or '[' may follow ']' in format field specifier"));
                }
            };
            let ends = |point: u32| if by_attribute { point == 0x2e || point == 0x5b } else { point == 0x5d };
            while points.at(position).is_some_and(|point| !ends(point)) {
                position = position.wrapping_add(1);
            }
            let name_end = position;
            if !by_attribute {
                if points.at(position).is_none() {
                    return Err(value_error(context, "Missing ']' in format string"));
                }
                position = position.wrapping_add(1);
            }
            if name_start == name_end {
                return Err(value_error(context, "Empty attribute in format string"));
            }
            let number = if by_attribute { None } else { integer(context, format, name_start, name_end)? };
            let name = text::substring(context, format, name_start, name_end)?;
            value = if by_attribute {
                let name = context.intern_str(name)?;
                attribute::get_attribute(context, value, name)?
            } else {
                let key = match number {
                    Some(number) => context.new_int(number as i128)?,
                    None => name,
                };
                operations::get_item(context, value, key)?
            };
        }
        Ok(value)
    }

    /// The argument that the first part of a field name stands for.
    fn first(&mut self, context: &mut Context, format: Value, start: usize, end: usize) -> Result<Value> {
        let number = integer(context, format, start, end)?;
        let empty = start == end;
        if empty || number.is_some() {
            match (self.manual, empty) {
                (None, _) => self.manual = Some(!empty),
                (Some(true), true) => {
                    return Err(value_error(context, "cannot switch from manual field specification to automatic field numbering"));
                }
                (Some(false), false) => {
                    return Err(value_error(context, "cannot switch from automatic field numbering to manual field specification"));
                }
                _ => {}
            }
        }
        let index = match number {
            Some(number) => number,
            None if empty => {
                self.next = self.next.saturating_add(1);
                self.next.wrapping_sub(1)
            }
            None => {
                let key = text::substring(context, format, start, end)?;
                return self.named(context, key);
            }
        };
        let Some(arguments) = self.positional else {
            return Err(value_error(context, "Format string contains positional fields"));
        };
        if index >= self.count {
            return Err(
                context.raise(ClassId::IndexError, format_args!("Replacement index {index} out of range for positional args tuple"))
            );
        }
        Ok(arguments.get(index.wrapping_add(1)))
    }

    fn named(&self, context: &mut Context, key: Value) -> Result<Value> {
        if let Some(mapping) = self.mapping {
            return operations::get_item(context, mapping, key);
        }
        if let Some(arguments) = self.positional
            && self.names != Value::UNDEFINED
        {
            for index in 0..context.tuple_length(self.names) {
                if text::equal(context.tuple_item(self.names, index), key) {
                    return Ok(arguments.get(index.wrapping_add(self.count).wrapping_add(1)));
                }
            }
        }
        Err(context.raise_key(key))
    }
}

/// The number that part of a format is, if it is one.
fn integer(context: &mut Context, format: Value, start: usize, end: usize) -> Result<Option<usize>> {
    if start == end {
        return Ok(None);
    }
    let mut number = 0usize;
    for index in start..end {
        let Some(digit) = unicode::decimal_value(text::code_point(format, index)) else {
            return Ok(None);
        };
        let next = number.checked_mul(10).and_then(|number| number.checked_add(digit as usize));
        match next.filter(|&number| isize::try_from(number).is_ok()) {
            Some(next) => number = next,
            None => return Err(value_error(context, "Too many decimal digits in format string")),
        }
    }
    Ok(Some(number))
}
