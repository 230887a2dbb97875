//! SyntaxError from the errors of parser and compiler.

use core::fmt;

use copperhead_stencils::value::Value;

use super::class_list::ClassId;
use super::exception::set_extra;
use crate::context::Context;
use crate::error::{Raised, Result};
use crate::source::error::ErrorEnd;
use crate::source::span::{Position, Span};

/// A line of a source text, counted from 1, without its end.
pub(crate) fn line_of(source: &[u8], line: u32) -> Option<&[u8]> {
    let index = usize::try_from(line).ok()?.checked_sub(1)?;
    let mut rest = source;
    for _ in 0..index {
        let end = rest.iter().position(|&byte| matches!(byte, b'\n' | b'\r'))?;
        let length = if rest.get(end..).is_some_and(|end| end.starts_with(b"\r\n")) { 2 } else { 1 };
        rest = rest.get(end.saturating_add(length)..)?;
    }
    rest.split(|&byte| matches!(byte, b'\n' | b'\r')).next()
}

/// What is told of the line of an error.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Line {
    /// Nothing.
    Hidden,
    /// Its text.
    Text,
    /// Its text and a line end.
    WithEnd,
    /// Its text and its line end, if it has one.
    AsInFile,
}

/// Where an error is.
#[derive(Clone, Copy)]
pub(crate) struct Place {
    /// From where to where.
    pub(crate) span: Span,
    /// The line that what is shown begins with; 0: that of the span.
    pub(crate) first_line: u32,
    /// What is said of its end.
    pub(crate) end: ErrorEnd,
    /// What is shown.
    pub(crate) line: Line,
    /// How columns are counted.
    pub(crate) columns: Columns,
}

/// How the columns of an error are counted. CPython's compiler counts otherwise than its parser.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Columns {
    /// In code points: what the parser finds wrong.
    Characters,
    /// In bytes of UTF-8: what the compiler finds wrong.
    Bytes,
}

/// A column in code points, counted from 1, of one in bytes.
fn character_column(line: &[u8], column: u32) -> i32 {
    let before = line.get(..column as usize).unwrap_or(line);
    let missing = (column as usize).saturating_sub(line.len());
    let characters = before.iter().filter(|&&byte| byte & 0xc0 != 0x80).count();
    i32::try_from(characters.saturating_add(missing).saturating_add(1)).unwrap_or(i32::MAX >> 1).min(i32::MAX >> 1)
}

/// The bytes of a source from the start of one of its lines to the end of a later one.
fn through<'a>(source: &'a [u8], first: &'a [u8], last: &'a [u8]) -> &'a [u8] {
    let start = first.as_ptr().addr().saturating_sub(source.as_ptr().addr());
    let end = last.as_ptr_range().end.addr().saturating_sub(source.as_ptr().addr());
    source.get(start..end).unwrap_or(last)
}

impl Context {
    /// Raises SyntaxError or one of its subclasses for a place in a source text.
    #[cold]
    pub(crate) fn raise_syntax(
        &mut self,
        id: ClassId,
        message: fmt::Arguments<'_>,
        file_name: Value,
        place: Place,
        source: &[u8],
    ) -> Raised {
        match self.syntax_error(id, message, file_name, place, source) {
            Ok(exception) => self.raise_value(exception),
            Err(raised) => raised,
        }
    }

    fn syntax_error(&mut self, id: ClassId, message: fmt::Arguments<'_>, file_name: Value, place: Place, source: &[u8]) -> Result<Value> {
        let message = self.format(message)?;
        let Place { span, first_line, end, line: shown, columns } = place;
        let own = line_of(source, span.start.line);
        // From the start of the first line that is shown to the end of the error's.
        let text = match (first_line, own) {
            (1.., Some(own)) if first_line < span.start.line => line_of(source, first_line).map(|first| through(source, first, own)),
            _ => own,
        };
        let number = |position: Position| {
            let line = match columns {
                Columns::Characters if position.line == span.start.line => text.unwrap_or(&[]),
                Columns::Characters if first_line != 0 => {
                    // The column of another line is counted in this one.
                    let line = text.unwrap_or(&[]);
                    let column = character_column(line, position.column.min(line.len() as u32));
                    return (Value::from_i32_small(position.line as i32 & (i32::MAX >> 1)), Value::from_i32_small(column));
                }
                Columns::Characters => line_of(source, position.line).unwrap_or(&[]),
                Columns::Bytes => &[],
            };
            (Value::from_i32_small(position.line as i32 & (i32::MAX >> 1)), Value::from_i32_small(character_column(line, position.column)))
        };
        let (line, column) = number(span.start);
        let (end_line, end_column) = match end {
            ErrorEnd::There => number(span.end),
            ErrorEnd::Nowhere => (line, Value::NONE),
            ErrorEnd::Zero | ErrorEnd::Line => (line, Value::from_i32_small(0)),
            ErrorEnd::Declaration => (Value::NONE, Value::NONE),
            ErrorEnd::Minus | ErrorEnd::Indentation => (line, Value::from_i32_small(-1)),
        };
        let column = match end {
            ErrorEnd::Indentation => Value::from_i32_small((column.as_int() as i32).saturating_sub(1)),
            ErrorEnd::Line => Value::from_i32_small(0),
            ErrorEnd::Declaration => Value::from_i32_small(-1),
            _ => column,
        };
        let text = match text.and_then(|text| core::str::from_utf8(text).ok()) {
            None => Value::NONE,
            Some(_) if shown == Line::Hidden => Value::NONE,
            Some(text) => {
                let is_last = text.as_bytes().as_ptr_range().end == source.as_ptr_range().end;
                let with_end = shown == Line::WithEnd || (shown == Line::AsInFile && !is_last);
                self.format(format_args!("{text}{}", if with_end { "\n" } else { "" }))?
            }
        };
        let details = self.new_tuple(&[file_name, line, column, text, end_line, end_column])?;
        let exception = self.new_exception(id, &[message, details])?;
        set_extra(exception, 0, message);
        set_extra(exception, 1, details);
        Ok(exception)
    }
}
