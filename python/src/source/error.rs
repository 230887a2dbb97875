//! What can be wrong with a program's text.

use super::arena::OutOfMemory;
use super::span::{Position, Span};
use core::fmt;

/// Longer messages are cut.
pub const MESSAGE_BYTES: usize = 120;

/// What is said of null bytes in a program.
pub(super) const NULL_BYTE: &str = "source code cannot contain null bytes";

/// What kind of error it is: tells the exception to raise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorKind {
    /// `SyntaxError`.
    Syntax,
    /// `SyntaxError` too, but only because the text ends too early: a prompt asks for more lines.
    Incomplete,
    /// `IndentationError`.
    Indentation,
    /// `TabError`.
    Tab,
    /// The arena has no more memory: `MemoryError`.
    OutOfMemory,
    /// The program nests deeper than the native stack allows: `MemoryError` in CPython, too.
    TooDeep,
}

/// What CPython says of an error's end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorEnd {
    /// The span's.
    There,
    /// None.
    Nowhere,
    /// Both columns are 0: the end of the source was not expected.
    Line,
    /// Column 0 to column -1: what a source declares of itself.
    Declaration,
    /// Column 0: only the start is known.
    Zero,
    /// Column -1: the token that was not expected has no text.
    Minus,
    /// The same, and the start is counted from 0: the token is indentation.
    Indentation,
}

/// Why a program could not be parsed.
#[derive(Clone, Copy)]
pub struct ParseError {
    /// Which exception to raise.
    pub kind: ErrorKind,
    /// Where. The end equals the start where only a point is known.
    pub span: Span,
    /// What to say of the end.
    pub end: ErrorEnd,
    /// Whether the line that is shown goes with its line end.
    pub with_line_end: bool,
    /// The line that what is shown begins with, where it is not that of the error; else 0.
    pub first_line: u32,
    pub(super) message: [u8; MESSAGE_BYTES],
    pub(super) length: u8,
}

impl ParseError {
    /// An error with a message made of `arguments`.
    pub fn new(kind: ErrorKind, span: Span, arguments: fmt::Arguments<'_>) -> ParseError {
        let mut error =
            ParseError { kind, span, end: ErrorEnd::There, with_line_end: false, first_line: 0, message: [0; MESSAGE_BYTES], length: 0 };
        // Cutting a message that is too long is not an error.
        let _ = fmt::write(&mut error, arguments);
        error
    }

    /// The same message and place with another kind.
    pub(super) fn with_kind(self, kind: ErrorKind) -> ParseError {
        ParseError { kind, ..self }
    }

    /// Whether nothing particular is said.
    pub(super) fn is_general(&self) -> bool {
        self.kind == ErrorKind::Syntax && self.message() == "invalid syntax"
    }

    /// Whether a null byte is what is wrong.
    pub fn is_null_byte(&self) -> bool {
        self.message() == NULL_BYTE
    }

    /// The same at another place.
    pub(super) fn at(self, span: Span) -> ParseError {
        ParseError { span, ..self }
    }

    /// The same with another end, and a whole line.
    pub(super) fn with_end(self, end: ErrorEnd) -> ParseError {
        ParseError { end, with_line_end: true, ..self }
    }

    /// As CPython 3.13 words it, in at most [`MESSAGE_BYTES`] bytes.
    pub fn message(&self) -> &str {
        let text = self.message.get(..usize::from(self.length)).unwrap_or(&[]);
        core::str::from_utf8(text).unwrap_or("invalid syntax")
    }
}

impl fmt::Write for ParseError {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        for character in text.chars() {
            let mut buffer = [0; 4];
            let encoded = character.encode_utf8(&mut buffer).as_bytes();
            let start = usize::from(self.length);
            let end = start.saturating_add(encoded.len());
            let Some(place) = self.message.get_mut(start..end) else { return Err(fmt::Error) };
            place.copy_from_slice(encoded);
            self.length = u8::try_from(end).unwrap_or(self.length);
        }
        Ok(())
    }
}

impl From<OutOfMemory> for ParseError {
    fn from(_: OutOfMemory) -> ParseError {
        let nowhere = Span::new(Position::default(), Position::default());
        ParseError::new(ErrorKind::OutOfMemory, nowhere, format_args!("out of memory"))
    }
}

impl fmt::Debug for ParseError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

impl fmt::Display for ParseError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Position { line, column } = self.span.start;
        write!(formatter, "{}:{}: {:?}: {}", line, column, self.kind, self.message())
    }
}
