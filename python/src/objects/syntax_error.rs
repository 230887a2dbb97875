//! SyntaxError from the errors of parser and compiler.

use core::fmt;

use copperhead_stencils::value::Value;

use super::class_list::ClassId;
use super::exception::set_extra;
use crate::context::Context;
use crate::error::{Raised, Result};
use crate::source::span::{Position, Span};

/// A line of a source text, counted from 1, without its end.
pub(crate) fn line_of(source: &[u8], line: u32) -> Option<&[u8]> {
    let index = usize::try_from(line).ok()?.checked_sub(1)?;
    let text = source.split(|&byte| byte == b'\n').nth(index)?;
    Some(text.strip_suffix(b"\r").unwrap_or(text))
}

/// A column in code points, counted from 1, of one in bytes.
fn character_column(line: &[u8], column: u32) -> i32 {
    let before = line.get(..column as usize).unwrap_or(line);
    let missing = (column as usize).saturating_sub(line.len());
    let characters = before.iter().filter(|&&byte| byte & 0xc0 != 0x80).count();
    i32::try_from(characters.saturating_add(missing).saturating_add(1)).unwrap_or(i32::MAX >> 1).min(i32::MAX >> 1)
}

impl Context {
    /// Raises SyntaxError or one of its subclasses for a place in a source text.
    #[cold]
    pub(crate) fn raise_syntax(&mut self, id: ClassId, message: fmt::Arguments<'_>, file_name: Value, span: Span, source: &[u8]) -> Raised {
        match self.syntax_error(id, message, file_name, span, source) {
            Ok(exception) => self.raise_value(exception),
            Err(raised) => raised,
        }
    }

    fn syntax_error(&mut self, id: ClassId, message: fmt::Arguments<'_>, file_name: Value, span: Span, source: &[u8]) -> Result<Value> {
        let message = self.format(message)?;
        let place = |position: Position| {
            let line = line_of(source, position.line).unwrap_or(&[]);
            (Value::from_i32_small(position.line as i32 & (i32::MAX >> 1)), Value::from_i32_small(character_column(line, position.column)))
        };
        let (line, column) = place(span.start);
        let (end_line, end_column) = place(span.end);
        let text = match line_of(source, span.start.line) {
            Some(text) if core::str::from_utf8(text).is_ok() => self.new_str_generalised(text)?,
            _ => Value::NONE,
        };
        let details = self.new_tuple(&[file_name, line, column, text, end_line, end_column])?;
        let exception = self.new_exception(id, &[message, details])?;
        set_extra(exception, 0, message);
        set_extra(exception, 1, details);
        Ok(exception)
    }
}
