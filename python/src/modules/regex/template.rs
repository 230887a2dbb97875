//! What replaces a match: a text, a text with references to groups (a *template*), or what a function returns.
//!
//! A template that was read is a list of texts and numbers of groups.

use copperhead_stencils::layout::container::Dict;
use copperhead_stencils::value::Value;

use super::parser::{Parsed, Parser, Stop};
use super::pattern::{self, NAMES, Search};
use super::words::Words;
use super::{found, subject};
use crate::context::Context;
use crate::error::Result;
use crate::modules::bind::small;
use crate::objects::class_list::ClassId;
use crate::objects::native::Arguments;
use crate::objects::record::field;
use crate::objects::str::case::is_identifier;
use crate::objects::text::{self, Display, TextBuilder};
use crate::objects::{attribute, bytes, operations, sequence, str};

/// What `sub` puts in the place of each match.
pub(super) enum Replacement {
    Text(Value),
    Function(Value),
    Template(Value),
}

impl Replacement {
    /// What a program gave.
    ///
    /// # Errors
    /// What reading a template raises.
    pub(super) fn new(context: &mut Context, pattern: Value, given: Value) -> Result<Replacement> {
        if context.is_callable(given)? {
            return Ok(Replacement::Function(given));
        }
        let is_plain = match bytes::view(given) {
            Some(bytes) => !bytes.contains(&b'\\'),
            None => text::is_str(given) && !text::code_points(given).any(|point| point == 0x5c),
        };
        if is_plain {
            return Ok(Replacement::Text(given));
        }
        read(context, pattern, given).map(Replacement::Template)
    }

    /// Adds what replaces the match that a search has found to a list of pieces.
    ///
    /// # Errors
    /// What the function raises; MemoryError.
    pub(super) fn append(&self, context: &mut Context, search: &Search<'_>, list: Value) -> Result<()> {
        match *self {
            Replacement::Text(text) => context.list_append(list, text),
            Replacement::Function(function) => {
                let found = found::new(context, search, search.start)?;
                let made = context.call(function, &[found])?;
                if made == Value::NONE { Ok(()) } else { context.list_append(list, made) }
            }
            Replacement::Template(pieces) => each_piece(context, pieces, &mut |context, piece, group| match group {
                None => context.list_append(list, piece),
                Some(0) => {
                    let (start, end) = search.matcher.span;
                    let part = subject::part(context, search.subject, start, end)?;
                    context.list_append(list, part)
                }
                Some(group) => match search.matcher.group(group) {
                    Some((start, end)) => {
                        let part = subject::part(context, search.subject, start, end)?;
                        context.list_append(list, part)
                    }
                    None => Ok(()),
                },
            }),
        }
    }
}

/// What is done with a piece of a template; the number of the group if it is one.
type PieceAction<'a> = &'a mut dyn FnMut(&mut Context, Value, Option<usize>) -> Result<()>;

/// Passes on each piece of a template.
fn each_piece(context: &mut Context, pieces: Value, action: PieceAction<'_>) -> Result<()> {
    let mut index = 0usize;
    while let Some(piece) = sequence::item(pieces, index) {
        let group = piece.is_int().then(|| piece.as_int().max(0) as usize);
        action(context, piece, group)?;
        index = index.wrapping_add(1);
    }
    Ok(())
}

/// A template, read by the module `re`, which remembers the last ones and knows the exception.
fn read(context: &mut Context, pattern: Value, given: Value) -> Result<Value> {
    let module = context.intern("re")?;
    let module = context.import_absolute(module)?;
    let name = context.intern("_compile_template")?;
    let function = attribute::get_attribute(context, module, name)?;
    let pieces = context.call(function, &[pattern, given])?;
    if crate::objects::access::is(pieces, copperhead_stencils::layout::object::Kind::List) {
        return Ok(pieces);
    }
    Err(context.raise(ClassId::TypeError, format_args!("invalid template")))
}

/// Joins a list of pieces.
///
/// # Errors
/// TypeError if there is one of another kind.
pub(super) fn join(context: &mut Context, list: Value, is_text: bool) -> Result<Value> {
    let separator = if is_text { context.new_str("")? } else { context.new_bytes(&[])? };
    let values = [separator, list];
    let arguments = Arguments { first: values.as_ptr(), count: 2, names: Value::UNDEFINED, data: 0 };
    if is_text { str::pieces::join(context, &arguments) } else { bytes::pieces::join(context, &arguments) }
}

/// `Match.expand(template)`.
pub(super) fn expand(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let (match_object, given) = (arguments.get(0), arguments.get(1));
    let pattern = field(match_object, found::PATTERN);
    let pieces = read(context, pattern, given)?;
    let list = context.new_list(&[])?;
    each_piece(context, pieces, &mut |context, piece, group| match group {
        None => context.list_append(list, piece),
        Some(group) => match found::group_text(context, match_object, group)? {
            Some(text) => context.list_append(list, text),
            None => Ok(()),
        },
    })?;
    join(context, list, text::is_str(field(match_object, found::SUBJECT)))
}

/// `template(pattern, text)`: the pieces, or a tuple of what is wrong and where.
pub(super) fn parse(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let (pattern, given) = (arguments.get(0), arguments.get(1));
    let is_text = text::is_str(given);
    if !is_text && bytes::view(given).is_none() {
        let name = context.type_name(given);
        return Err(context.raise(ClassId::TypeError, format_args!("decoding to str: need a bytes-like object, {name} found")));
    }
    let list = context.new_list(&[])?;
    let mut parser = Parser {
        source: given,
        text: subject::points_again(given),
        context,
        is_text,
        position: 0,
        code: Words::new(),
        global: 0,
        flags: 0,
        groups: 0,
        loops: 0,
        widths: Words::new(),
        asked: Words::new(),
        names: field(pattern, NAMES),
        behind: None,
        variable_behind: false,
    };
    match pieces(&mut parser, pattern, list) {
        Ok(()) => Ok(list),
        Err(Stop::Raised) => Err(crate::error::Raised),
        Err(Stop::Wrong(message, place)) => {
            let place = place.map_or(Value::NONE, small);
            context.new_tuple(&[message, place])
        }
    }
}

/// Reads a template into a list.
fn pieces(parser: &mut Parser<'_>, pattern: Value, list: Value) -> Parsed<()> {
    let mut literal = Words::new();
    while let Some(point) = parser.next() {
        if point != 0x5c {
            literal.push(parser.context, &[point])?;
            continue;
        }
        let here = parser.position.wrapping_sub(1);
        let Some(point) = parser.next() else {
            return parser.wrong_at(here, format_args!("bad escape (end of pattern)"));
        };
        match char::from_u32(point).unwrap_or('\u{fffd}') {
            'g' => {
                let group = named(parser, pattern)?;
                add_group(parser, list, &mut literal, group)?;
            }
            '0' => {
                let mut value = 0u32;
                for _ in 0..2 {
                    if let Some(digit) = parser.peek().filter(|point| (0x30..=0x37).contains(point)) {
                        parser.position = parser.position.wrapping_add(1);
                        value = value.wrapping_mul(8).wrapping_add(digit.wrapping_sub(0x30));
                    }
                }
                literal.push(parser.context, &[value & 0xff])?;
            }
            '1'..='9' => numbered(parser, pattern, list, &mut literal, here, point)?,
            'a' => literal.push(parser.context, &[7])?,
            'b' => literal.push(parser.context, &[8])?,
            'f' => literal.push(parser.context, &[12])?,
            'n' => literal.push(parser.context, &[10])?,
            'r' => literal.push(parser.context, &[13])?,
            't' => literal.push(parser.context, &[9])?,
            'v' => literal.push(parser.context, &[11])?,
            '\\' => literal.push(parser.context, &[0x5c])?,
            _ if Parser::is_letter(point) => {
                let shown = parser.piece(here, parser.position)?;
                return parser.wrong(2, format_args!("bad escape {}", Display(shown)));
            }
            _ => literal.push(parser.context, &[0x5c, point])?,
        }
    }
    add_literal(parser, list, &mut literal)?;
    literal.release(parser.context);
    Ok(())
}

fn add_literal(parser: &mut Parser<'_>, list: Value, literal: &mut Words) -> Parsed<()> {
    if literal.len() == 0 {
        return Ok(());
    }
    let piece = if parser.is_text {
        let mut builder = TextBuilder::new(parser.context);
        for &point in literal.as_slice() {
            builder.push(point)?;
        }
        builder.finish()?
    } else {
        let mut builder = crate::objects::byte_builder::ByteBuilder::new(parser.context);
        for &point in literal.as_slice() {
            builder.push(point as u8)?;
        }
        builder.finish_bytes()?
    };
    literal.truncate(0);
    Ok(parser.context.list_append(list, piece)?)
}

fn add_group(parser: &mut Parser<'_>, list: Value, literal: &mut Words, group: usize) -> Parsed<()> {
    add_literal(parser, list, literal)?;
    Ok(parser.context.list_append(list, small(group))?)
}

/// `\g<…>`: the number of the group.
fn named(parser: &mut Parser<'_>, pattern: Value) -> Parsed<usize> {
    if !parser.take('<') {
        return parser.wrong(0, format_args!("missing <"));
    }
    let from = parser.position;
    let name = parser.until('>', "group name")?;
    let length = text::length(name);
    let is_number = (0..length).all(|index| Parser::is_digit(Some(text::code_point(name, index))));
    if is_number {
        let behind = core::mem::replace(&mut parser.position, from);
        let number = parser.number().unwrap_or(0);
        parser.position = behind;
        if number > pattern::groups(pattern) as u64 {
            return parser.wrong(length.wrapping_add(1), format_args!("invalid group reference {number}"));
        }
        return Ok(number as usize);
    }
    if !is_identifier(name) || !(parser.is_text || text::is_ascii(name)) {
        let shown =
            if parser.is_text { operations::repr(parser.context, name)? } else { crate::objects::str_repr::ascii(parser.context, name)? };
        return parser.wrong(length.wrapping_add(1), format_args!("bad character in group name {}", Display(shown)));
    }
    let name = parser.context.intern_str(name)?;
    let names: *mut Dict = field(pattern, NAMES).as_pointer();
    match parser.context.table_load_name(names, name) {
        Some(number) => Ok(number.as_int().max(0) as usize),
        None => {
            let shown = operations::repr(parser.context, name)?;
            parser.context.raise(ClassId::IndexError, format_args!("unknown group name {}", Display(shown)));
            Err(Stop::Raised)
        }
    }
}

/// `\1` and octal digits.
fn numbered(parser: &mut Parser<'_>, pattern: Value, list: Value, literal: &mut Words, here: usize, first: u32) -> Parsed<()> {
    let octal = |point: u32| (0x30..=0x37).contains(&point);
    let digit = |point: u32| point.wrapping_sub(0x30);
    let mut number = digit(first);
    if let Some(second) = parser.peek().filter(|&point| Parser::is_digit(Some(point))) {
        parser.position = parser.position.wrapping_add(1);
        number = number.wrapping_mul(10).wrapping_add(digit(second));
        if octal(first)
            && octal(second)
            && let Some(third) = parser.peek().filter(|&point| octal(point))
        {
            parser.position = parser.position.wrapping_add(1);
            let value = digit(first).wrapping_mul(64).wrapping_add(digit(second).wrapping_mul(8)).wrapping_add(digit(third));
            if value > 0o377 {
                let shown = parser.piece(here, parser.position)?;
                return parser.wrong(4, format_args!("octal escape value {} outside of range 0-0o377", Display(shown)));
            }
            return Ok(literal.push(parser.context, &[value])?);
        }
    }
    if number as usize > pattern::groups(pattern) {
        let before = parser.position.wrapping_sub(here).wrapping_sub(1);
        return parser.wrong(before, format_args!("invalid group reference {number}"));
    }
    add_group(parser, list, literal, number as usize)
}
