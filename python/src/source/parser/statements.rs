//! A program in pieces: a few of its outermost statements at a time, each piece in an arena of its own.

use super::{Parser, Source};
use crate::source::arena::{Arena, List};
use crate::source::error::ParseError;
use crate::source::lexer::{Failure, Lexer, check_encoding};
use crate::source::token::TokenKind;
use crate::source::tree::Module;

/// What of a program is not parsed yet.
pub struct Statements<'t> {
    text: &'t str,
    /// The start of the line where the next statement begins, in bytes, and its number.
    offset: usize,
    line: u32,
    finished: bool,
    is_flufl: bool,
}

impl<'t> Statements<'t> {
    /// The whole program.
    ///
    /// # Errors
    /// The source is in no encoding that is known here, see [`check_encoding`].
    pub fn new(source: impl Into<Source<'t>>, arena: &'t Arena<'_>) -> Result<Statements<'t>, ParseError> {
        let source = source.into();
        Ok(Statements { text: check_encoding(source, arena)?, offset: 0, line: 1, finished: false, is_flufl: source.is_flufl })
    }

    /// Whether everything is parsed.
    pub fn is_finished(&self) -> bool {
        self.finished
    }

    /// The next statements, whole lines of them: at least one if there are any, more as long as they took less than `enough` bytes of the
    /// arena together. The spans are those in the whole program. `stack_limit` as in [`super::parse_module`].
    ///
    /// # Errors
    /// What is wrong with these statements. A look at the whole program may find something that goes before.
    pub fn next<'a>(&mut self, arena: &'a Arena<'_>, enough: usize, stack_limit: usize) -> Result<&'a Module<'a>, ParseError>
    where
        't: 'a,
    {
        let mut parser = Parser::new(self.text, arena, stack_limit);
        parser.is_flufl = self.is_flufl;
        parser.lexer = Lexer::at(self.text.as_bytes(), self.offset, self.line, arena);
        self.read(&mut parser, enough).map_err(|Failure| parser.final_error())
    }

    fn read<'a>(&mut self, parser: &mut Parser<'a, '_>, enough: usize) -> Result<&'a Module<'a>, Failure> {
        parser.start()?;
        let mut body = List::new();
        while !parser.at(TokenKind::EndMarker) && (body.is_empty() || parser.arena.allocated_bytes() < enough) {
            parser.statement(&mut body)?;
        }
        self.finished = parser.at(TokenKind::EndMarker);
        let next = parser.token;
        self.offset = (next.start as usize).saturating_sub(next.span.start.column as usize);
        self.line = next.span.start.line;
        parser.finish_module(body)
    }
}
