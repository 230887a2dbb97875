//! What can be wrong with a program that parses.

use crate::source::span::Span;
use core::fmt;

/// Longer messages are cut.
pub const MESSAGE_BYTES: usize = 120;

/// What kind of error it is: tells the exception to raise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CompileErrorKind {
    /// `SyntaxError`: the program is wrong.
    Syntax,
    /// The same, of a statement as a whole: CPython names no end.
    SyntaxOfStatement,
    /// A function needs more than 65,535 slots, or more code than a jump reaches; reported as a `SyntaxError`.
    TooLarge,
    /// The arena has no more memory: `MemoryError`.
    OutOfMemory,
    /// The program nests deeper than the native stack allows: `RecursionError`.
    TooDeep,
}

/// Why a program could not be compiled.
#[derive(Clone, Copy)]
pub struct CompileError {
    /// Which exception to raise.
    pub kind: CompileErrorKind,
    /// Where.
    pub span: Span,
    message: [u8; MESSAGE_BYTES],
    length: u8,
}

impl CompileError {
    /// An error with a message made of `arguments`.
    pub fn new(kind: CompileErrorKind, span: Span, arguments: fmt::Arguments<'_>) -> CompileError {
        let mut error = CompileError { kind, span, message: [0; MESSAGE_BYTES], length: 0 };
        // Cutting a message that is too long is not an error.
        let _ = fmt::write(&mut error, arguments);
        error
    }

    /// As CPython 3.13 words it, in at most [`MESSAGE_BYTES`] bytes.
    pub fn message(&self) -> &str {
        let text = self.message.get(..usize::from(self.length)).unwrap_or(&[]);
        core::str::from_utf8(text).unwrap_or("invalid syntax")
    }
}

impl fmt::Write for CompileError {
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

impl fmt::Debug for CompileError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

impl fmt::Display for CompileError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = self.span.start;
        write!(formatter, "{}:{}: {:?}: {}", place.line, place.column, self.kind, self.message())
    }
}
