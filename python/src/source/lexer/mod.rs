//! Cuts the source into tokens, one at a time and in linear time; keeps track of indentation, brackets and f-strings.

mod formatted;
mod name;
mod number;
mod operator;
mod text;

pub use text::{check_encoding, foreign_encoding};

use super::arena::{Arena, List, OutOfMemory};
use super::error::{ErrorEnd, ErrorKind, ParseError};
use super::span::{Position, Span};
use super::token::{Token, TokenKind};
use core::fmt;

/// Something failed; the error itself lies in the lexer or parser (none there means that memory is out).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Failure;

impl From<OutOfMemory> for Failure {
    fn from(_: OutOfMemory) -> Failure {
        Failure
    }
}

/// CPython 3.13 allows as many open brackets, levels of indentation and f-strings inside each other.
const MAXIMUM_BRACKETS: usize = 200;
const MAXIMUM_INDENTS: usize = 100;
const MAXIMUM_FORMATTED: usize = 150;

/// An open bracket.
#[derive(Clone, Copy)]
struct Bracket {
    character: u8,
    position: Position,
}

/// One level of indentation: the column with tabs to multiples of 8, and with tabs as one column.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Indent {
    column: u32,
    alternative: u32,
}

/// What part of an f-string the lexer is in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    /// The text of the string.
    Text,
    /// The expression in a replacement field.
    Field,
    /// The format specification of a replacement field.
    Specification,
}

/// An f-string, replacement field or format specification that has begun.
#[derive(Clone, Copy)]
struct Context {
    part: Part,
    quote: u8,
    triple: bool,
    raw: bool,
    /// How many brackets are open, the field's brace included.
    level: u8,
    /// How many fields of this string it lies in.
    fields: u8,
    /// Where the string starts.
    position: Position,
}

/// Where the lexer stood, to go back to. Only to be taken at the start of a statement, where no brackets are open.
#[derive(Clone, Copy)]
pub struct Snapshot {
    offset: usize,
    line: u32,
    line_start: usize,
    at_line_start: bool,
    line_has_token: bool,
    shown_line: u32,
}

/// The lexer.
pub struct Lexer<'a, 's> {
    source: &'a [u8],
    arena: &'a Arena<'s>,
    offset: usize,
    line: u32,
    line_start: usize,
    at_line_start: bool,
    /// Where CPython's reader begins to show the line: a token or backslash that goes on to the next line keeps it.
    shown_line: u32,
    /// The same of the line before, while the token before is that line's end.
    ended_shown_line: u32,
    /// The current logical line has a token already, so its end is a token.
    line_has_token: bool,
    dedents: u32,
    brackets: List<'a, Bracket>,
    indents: List<'a, Indent>,
    contexts: List<'a, Context>,
    /// What failed.
    pub error: Option<ParseError>,
    /// The end of the source was met inside something that is still open.
    pub at_end: bool,
}

impl<'a, 's> Lexer<'a, 's> {
    /// A lexer for source text that [`check_encoding`] has passed, less than 4 GiB long.
    pub fn new(source: &'a [u8], arena: &'a Arena<'s>) -> Lexer<'a, 's> {
        Lexer {
            source,
            arena,
            offset: 0,
            line: 1,
            line_start: 0,
            at_line_start: true,
            shown_line: 1,
            ended_shown_line: 1,
            line_has_token: false,
            dedents: 0,
            brackets: List::new(),
            indents: List::new(),
            contexts: List::new(),
            error: None,
            at_end: false,
        }
    }

    /// The same, from the start of a later line on that no statement reaches over.
    pub fn at(source: &'a [u8], offset: usize, line: u32, arena: &'a Arena<'s>) -> Lexer<'a, 's> {
        Lexer { offset, line, line_start: offset, shown_line: line, ..Lexer::new(source, arena) }
    }

    /// Remembers the place.
    pub fn snapshot(&self) -> Snapshot {
        Snapshot {
            offset: self.offset,
            line: self.line,
            line_start: self.line_start,
            at_line_start: self.at_line_start,
            line_has_token: self.line_has_token,
            shown_line: self.shown_line,
        }
    }

    /// Goes back to a place on the same logical line.
    pub fn restore(&mut self, snapshot: Snapshot) {
        self.offset = snapshot.offset;
        self.line = snapshot.line;
        self.line_start = snapshot.line_start;
        self.at_line_start = snapshot.at_line_start;
        self.line_has_token = snapshot.line_has_token;
        self.shown_line = snapshot.shown_line;
        self.brackets.truncate(0);
        self.contexts.truncate(0);
        self.error = None;
        self.at_end = false;
    }

    /// How many brackets are open.
    pub fn level(&self) -> usize {
        self.brackets.len()
    }

    /// Where the innermost open bracket stands.
    pub fn innermost_bracket(&self) -> Option<(u8, Position)> {
        self.brackets.last().map(|bracket| (bracket.character, bracket.position))
    }

    fn byte(&self, ahead: usize) -> Option<u8> {
        self.source.get(self.offset.saturating_add(ahead)).copied()
    }

    fn skip(&mut self, bytes: usize) {
        self.offset = self.offset.saturating_add(bytes).min(self.source.len());
    }

    /// Steps over the line end that starts here, if one does: `\n`, `\r` or `\r\n`.
    fn skip_line_end(&mut self) -> bool {
        match self.byte(0) {
            Some(b'\r') if self.byte(1) == Some(b'\n') => self.skip(2),
            Some(b'\n' | b'\r') => self.skip(1),
            _ => return false,
        }
        self.line = self.line.saturating_add(1);
        self.line_start = self.offset;
        self.shown_line = self.line;
        true
    }

    /// The same inside a token, or behind a backslash.
    fn skip_inner_line_end(&mut self) -> bool {
        let shown = self.shown_line;
        let skipped = self.skip_line_end();
        self.shown_line = shown;
        skipped
    }

    /// The first line of what CPython shows of an error on a line, if its reader is not beyond that.
    pub fn first_shown(&self, line: u32) -> u32 {
        if self.line <= line {
            self.shown_line.min(line)
        } else if self.at_line_start && self.line == line.saturating_add(1) {
            self.ended_shown_line.min(line)
        } else {
            line
        }
    }

    fn position_of(&self, offset: usize) -> Position {
        let column = offset.saturating_sub(self.line_start);
        Position { line: self.line, column: u32::try_from(column).unwrap_or(u32::MAX) }
    }

    fn here(&self) -> Position {
        self.position_of(self.offset)
    }

    /// A token from `start` (at `position`) to here.
    fn token(&self, kind: TokenKind, start: usize, position: Position) -> Token {
        Token {
            kind,
            level: u8::try_from(self.brackets.len()).unwrap_or(u8::MAX),
            start: u32::try_from(start).unwrap_or(u32::MAX),
            end: u32::try_from(self.offset).unwrap_or(u32::MAX),
            span: Span::new(position, self.here()),
        }
    }

    fn fail<T>(&mut self, kind: ErrorKind, span: Span, message: fmt::Arguments<'_>) -> Result<T, Failure> {
        self.error = Some(ParseError::new(kind, span, message));
        Err(Failure)
    }

    /// A `SyntaxError` at one place.
    fn fail_at<T>(&mut self, position: Position, message: fmt::Arguments<'_>) -> Result<T, Failure> {
        self.fail(ErrorKind::Syntax, Span::new(position, position), message)
    }

    /// A `SyntaxError` because the source ends too early.
    fn fail_at_end<T>(&mut self, position: Position, message: fmt::Arguments<'_>) -> Result<T, Failure> {
        self.at_end = true;
        self.fail_at(position, message)
    }

    /// The failure with an end that only CPython's line reader knows.
    fn ending<T>(&mut self, failed: Result<T, Failure>, end: ErrorEnd) -> Result<T, Failure> {
        self.error = self.error.map(|error| error.with_end(end));
        failed
    }

    /// The next token.
    pub fn next(&mut self) -> Result<Token, Failure> {
        if let Some(context) = self.contexts.last()
            && context.part != Part::Field
        {
            return self.formatted_text(context);
        }
        if self.at_line_start && self.dedents == 0 {
            self.at_line_start = false;
            if self.indentation()? {
                return Ok(self.token(TokenKind::Indent, self.offset, self.here()));
            }
        }
        if self.dedents > 0 {
            self.dedents = self.dedents.saturating_sub(1);
            return Ok(self.token(TokenKind::Dedent, self.offset, self.here()));
        }
        self.skip_blanks()?;
        let start = self.offset;
        let position = self.here();
        let Some(byte) = self.byte(0) else { return self.end_of_source() };
        let ahead = self.byte(1);
        let token = match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'_' | 128.. => self.name_or_string()?,
            b'0'..=b'9' => self.number()?,
            b'.' if matches!(ahead, Some(b'0'..=b'9')) => self.number()?,
            b'"' | b'\'' => self.string(start, position)?,
            b'\n' | b'\r' => {
                // `skip_blanks` only stops in front of the end of a logical line.
                let mut token = self.token(TokenKind::NewLine, start, position);
                token.span.end.column = token.span.end.column.saturating_add(1);
                self.ended_shown_line = self.shown_line;
                self.skip_line_end();
                self.at_line_start = true;
                self.line_has_token = false;
                return Ok(token);
            }
            _ => self.operator()?,
        };
        self.line_has_token = true;
        Ok(token)
    }

    /// Skips what separates tokens: blanks, comments, continued lines, and line ends inside brackets.
    fn skip_blanks(&mut self) -> Result<(), Failure> {
        loop {
            match self.byte(0) {
                Some(b' ' | b'\t' | b'\x0c') => self.skip(1),
                Some(b'#') => self.skip_comment(),
                Some(b'\n' | b'\r') if self.brackets.is_empty() => return Ok(()),
                Some(b'\n' | b'\r') => {
                    self.skip_line_end();
                }
                Some(b'\\') => self.continuation()?,
                _ => return Ok(()),
            }
        }
    }

    /// Goes to the end of the line.
    fn skip_comment(&mut self) {
        while !matches!(self.byte(0), None | Some(b'\n' | b'\r')) {
            self.skip(1);
        }
    }

    /// Steps over a backslash and the line end that must follow it.
    fn continuation(&mut self) -> Result<(), Failure> {
        self.skip(1);
        let position = self.here();
        if self.offset >= self.source.len() {
            let failed = self.fail_at_end(position, format_args!("unexpected EOF while parsing"));
            return self.ending(failed, ErrorEnd::Minus);
        }
        if !self.skip_inner_line_end() {
            let after = self.here();
            let failed = self.fail_at(after, format_args!("unexpected character after line continuation character"));
            return self.ending(failed, ErrorEnd::Zero);
        }
        if self.offset >= self.source.len() {
            let failed = self.fail_at_end(position, format_args!("unexpected EOF while parsing"));
            return self.ending(failed, ErrorEnd::Minus);
        }
        Ok(())
    }

    /// Measures the indentation of the next line that is not blank and compares it with the lines before.
    /// True if it is deeper; sets `dedents` if it is less deep.
    fn indentation(&mut self) -> Result<bool, Failure> {
        let mut indent = Indent { column: 0, alternative: 0 };
        let mut continued = Indent { column: 0, alternative: 0 };
        loop {
            match self.byte(0) {
                Some(b' ') => {
                    indent.column = indent.column.saturating_add(1);
                    indent.alternative = indent.alternative.saturating_add(1);
                    self.skip(1);
                }
                Some(b'\t') => {
                    indent.column = (indent.column / 8).saturating_add(1).saturating_mul(8);
                    indent.alternative = indent.alternative.saturating_add(1);
                    self.skip(1);
                }
                Some(b'\x0c') => {
                    indent = Indent { column: 0, alternative: 0 };
                    self.skip(1);
                }
                Some(b'\\') => {
                    // The indentation of a continued line is that of its first piece.
                    if continued.column == 0 {
                        continued = Indent { column: indent.column, alternative: indent.column };
                    }
                    self.continuation()?;
                }
                Some(b'#') => self.skip_comment(),
                Some(b'\n' | b'\r') => {
                    self.skip_line_end();
                    indent = Indent { column: 0, alternative: 0 };
                    continued = indent;
                }
                None => return Ok(false),
                _ => break,
            }
        }
        let indent = if continued.column == 0 { indent } else { continued };
        let mut top = self.indents.last().unwrap_or(Indent { column: 0, alternative: 0 });
        if indent.column > top.column {
            if self.indents.len() >= MAXIMUM_INDENTS.wrapping_sub(1) {
                let position = self.here();
                let message = format_args!("too many levels of indentation");
                return self.fail(ErrorKind::Indentation, Span::new(position, position), message);
            }
            if indent.alternative <= top.alternative {
                return self.inconsistent_tabs();
            }
            self.indents.push(self.arena, indent)?;
            return Ok(true);
        }
        while indent.column < top.column {
            self.indents.pop();
            self.dedents = self.dedents.saturating_add(1);
            top = self.indents.last().unwrap_or(Indent { column: 0, alternative: 0 });
        }
        if indent.column != top.column {
            self.skip_comment();
            let position = self.here();
            let message = format_args!("unindent does not match any outer indentation level");
            let failed = self.fail(ErrorKind::Indentation, Span::new(position, position), message);
            return self.ending(failed, ErrorEnd::Minus);
        }
        if indent.alternative != top.alternative {
            return self.inconsistent_tabs();
        }
        Ok(false)
    }

    fn inconsistent_tabs<T>(&mut self) -> Result<T, Failure> {
        let position = self.position_of(self.line_start);
        let message = format_args!("inconsistent use of tabs and spaces in indentation");
        let failed = self.fail(ErrorKind::Tab, Span::new(position, position), message);
        self.ending(failed, ErrorEnd::Zero)
    }

    /// What comes at the end of the source: the end of the line, all dedents, the end marker.
    fn end_of_source(&mut self) -> Result<Token, Failure> {
        if let Some((character, position)) = self.innermost_bracket() {
            let character = char::from(character);
            let failed = self.fail_at_end(position, format_args!("'{character}' was never closed"));
            let last = if self.offset == self.line_start { self.line.saturating_sub(1) } else { self.line };
            let on_last_line = position.line >= last;
            self.error = self.error.map(|error| ParseError { with_line_end: on_last_line, ..error.with_end(ErrorEnd::Zero) });
            return failed;
        }
        let start = self.offset;
        let position = self.here();
        if self.line_has_token {
            self.line_has_token = false;
            let mut token = self.token(TokenKind::NewLine, start, position);
            token.span.end.column = token.span.end.column.saturating_add(1);
            return Ok(token);
        }
        let position = self.end_of_last_line().unwrap_or(position);
        let kind = match self.indents.pop() {
            Some(_) => TokenKind::Dedent,
            None => TokenKind::EndMarker,
        };
        let mut token = self.token(kind, start, position);
        token.span.end = position;
        Ok(token)
    }

    /// Where the last line ends, if nothing comes behind its line end.
    fn end_of_last_line(&self) -> Option<Position> {
        if self.offset != self.line_start {
            return None;
        }
        let lines = self.source.get(..self.line_start)?;
        let lines = lines.strip_suffix(b"\n").unwrap_or(lines);
        let lines = lines.strip_suffix(b"\r").unwrap_or(lines);
        let column = lines.iter().rev().take_while(|byte| !matches!(byte, b'\n' | b'\r')).count();
        let line = self.line.checked_sub(1).filter(|line| *line > 0)?;
        Some(Position { line, column: u32::try_from(column).ok()? })
    }
}
