//! Strings, and the text parts of f-strings.

use super::{Context, Failure, Lexer, MAXIMUM_FORMATTED, Part};
use crate::source::span::Position;
use crate::source::token::{Token, TokenKind};

/// Replacement fields inside format specifications of replacement fields: so many in all.
const MAXIMUM_FIELDS: u8 = 3;

impl Lexer<'_, '_> {
    /// Whether an f-string is open.
    pub(in crate::source) fn in_formatted(&self) -> bool {
        !self.contexts.is_empty()
    }

    /// Whether what comes next is a format specification.
    pub(in crate::source) fn in_specification(&self) -> bool {
        self.contexts.last().is_some_and(|context| context.part == Part::Specification)
    }

    /// Steps over the quotes that open a string: which, and whether there are three.
    fn opening_quotes(&mut self) -> (u8, bool) {
        let quote = self.byte(0).unwrap_or(b'"');
        let triple = self.byte(1) == Some(quote) && self.byte(2) == Some(quote);
        self.skip(if triple { 3 } else { 1 });
        (quote, triple)
    }

    /// A string without replacement fields; here are its quotes, `start` is its prefix.
    pub(super) fn string(&mut self, start: usize, position: Position) -> Result<Token, Failure> {
        let quotes = self.offset;
        let (quote, triple) = self.opening_quotes();
        let mut escaped_quote = false;
        loop {
            match self.byte(0) {
                Some(byte) if byte == quote => {
                    if !triple {
                        self.skip(1);
                        break;
                    }
                    if self.byte(1) == Some(quote) && self.byte(2) == Some(quote) {
                        self.skip(3);
                        break;
                    }
                    self.skip(1);
                }
                Some(b'\\') => {
                    self.skip(1);
                    escaped_quote |= self.byte(0) == Some(quote);
                    if !self.skip_inner_line_end() {
                        self.skip(1);
                    }
                }
                Some(b'\n' | b'\r') if triple => {
                    self.skip_inner_line_end();
                }
                None | Some(b'\n' | b'\r') if escaped_quote && !triple && self.contexts.is_empty() => {
                    let line = self.line;
                    return self.fail_at(
                        position,
                        format_args!("unterminated string literal (detected at line {line}); perhaps you escaped the end quote?"),
                    );
                }
                None | Some(b'\n' | b'\r') => return self.unterminated(position, quotes, triple, ""),
                _ => self.skip(1),
            }
        }
        Ok(self.token(TokenKind::String, start, position))
    }

    fn unterminated<T>(&mut self, position: Position, quotes: usize, triple: bool, formatted: &str) -> Result<T, Failure> {
        let at_end = self.offset >= self.source.len();
        let mut line = self.line;
        if at_end && self.offset == self.line_start && line > position.line {
            line = line.wrapping_sub(1);
        }
        if formatted.is_empty()
            && let Some(context) = self.contexts.last()
            && (context.quote, context.triple) == (self.source.get(quotes).copied().unwrap_or(0), triple)
        {
            // These quotes were meant to end the f-string.
            return self.fail_at(position, format_args!("f-string: expecting '}}'"));
        }
        if triple {
            return self
                .fail_at_end(position, format_args!("unterminated triple-quoted {formatted}string literal (detected at line {line})"));
        }
        self.fail_at(position, format_args!("unterminated {formatted}string literal (detected at line {line})"))
    }

    /// The start of an f-string; here are its quotes, `start` is its prefix.
    pub(super) fn formatted_start(&mut self, start: usize, position: Position) -> Result<Token, Failure> {
        let prefix = self.source.get(start..self.offset).unwrap_or(&[]);
        let raw = prefix.iter().any(|byte| matches!(byte, b'r' | b'R'));
        let (quote, triple) = self.opening_quotes();
        let strings = self.contexts.as_slice().iter().filter(|context| context.part == Part::Text).count();
        if strings >= MAXIMUM_FORMATTED.wrapping_sub(1) {
            return self.fail_at(position, format_args!("too many nested f-strings"));
        }
        let context = Context { part: Part::Text, quote, triple, raw, level: 0, fields: 0, position };
        self.contexts.push(self.arena, context)?;
        Ok(self.token(TokenKind::FormattedStart, start, position))
    }

    /// Whether the quotes that end the string are here.
    fn at_closing_quotes(&self, context: &Context) -> bool {
        let quote = Some(context.quote);
        self.byte(0) == quote && (!context.triple || (self.byte(1) == quote && self.byte(2) == quote))
    }

    /// The next token in the text of an f-string or in a format specification.
    pub(super) fn formatted_text(&mut self, context: Context) -> Result<Token, Failure> {
        let start = self.offset;
        let position = self.here();
        if self.at_closing_quotes(&context) {
            self.skip(if context.triple { 3 } else { 1 });
            self.contexts.pop();
            return Ok(self.token(TokenKind::FormattedEnd, start, position));
        }
        let in_specification = context.part == Part::Specification;
        loop {
            match self.byte(0) {
                Some(_) if self.at_closing_quotes(&context) => break,
                Some(b'{') => {
                    if in_specification || self.byte(1) != Some(b'{') {
                        break;
                    }
                    self.skip(2);
                }
                Some(b'}') if in_specification => break,
                Some(b'}') => {
                    if self.byte(1) != Some(b'}') {
                        let position = self.here();
                        return self.fail_at(position, format_args!("f-string: single '}}' is not allowed"));
                    }
                    self.skip(2);
                }
                Some(b'\\') => self.formatted_escape(&context),
                Some(b'\n' | b'\r') if context.triple => {
                    self.skip_inner_line_end();
                }
                Some(b'\n' | b'\r') if in_specification => break,
                None if in_specification => return self.end_of_source(),
                None | Some(b'\n' | b'\r') => return self.unterminated(context.position, 0, context.triple, "f-"),
                _ => self.skip(1),
            }
        }
        if self.offset > start {
            return Ok(self.token(TokenKind::FormattedMiddle, start, position));
        }
        match self.byte(0) {
            Some(b'{') => {
                let fields = context.fields.saturating_add(1);
                if fields > MAXIMUM_FIELDS {
                    let mut position = position;
                    position.column = position.column.saturating_sub(1);
                    return self.fail_at(position, format_args!("f-string: expressions nested too deeply"));
                }
                self.open(b'{')?;
                let level = u8::try_from(self.brackets.len()).unwrap_or(u8::MAX);
                self.contexts.push(self.arena, Context { part: Part::Field, level, fields, ..context })?;
                self.skip(1);
                Ok(self.token(TokenKind::LeftBrace, start, position))
            }
            // The specification ends, by its brace or (in a string of one line) by the line: the field goes on.
            _ => {
                self.contexts.pop();
                self.next()
            }
        }
    }

    /// Steps over a backslash and what it escapes; braces are never escaped by it.
    fn formatted_escape(&mut self, context: &Context) {
        self.skip(1);
        match self.byte(0) {
            Some(b'{' | b'}') | None => {}
            Some(b'N') if !context.raw && self.byte(1) == Some(b'{') => {
                // The name of a character, not a replacement field.
                while !matches!(self.byte(0), None | Some(b'}' | b'\n' | b'\r')) && !self.at_closing_quotes(context) {
                    self.skip(1);
                }
                if self.byte(0) == Some(b'}') {
                    self.skip(1);
                }
            }
            _ => {
                if !self.skip_inner_line_end() {
                    self.skip(1);
                }
            }
        }
    }
}
