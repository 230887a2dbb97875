//! Builds the tree: recursive descent over statements, precedence climbing over expressions, in linear time.
//!
//! No source can overflow the native stack: every function that can reach itself again passes through
//! [`Parser::check_stack`]. Errors are kept in the parser; functions return a [`Failure`] without content, which keeps their
//! results in registers.

mod arguments;
mod atom;
mod compound;
mod definition;
mod diagnose;
mod expression;
mod formatted;
mod number;
mod pattern;
mod simple;
mod statements;
mod string;
mod target;
#[cfg(test)]
mod tests;

pub use statements::Statements;

use super::arena::{Arena, List};
use super::error::{ErrorKind, ParseError};
use super::lexer::{Failure, Lexer, check_encoding};
use super::span::{Position, Span};
use super::token::{Token, TokenKind};
use super::tree::{Block, Expression, ExpressionKind, Expressions, MAXIMUM_DEPTH, Module, Statement, StatementKind, WALK_BYTES_PER_LEVEL};
use core::fmt;

/// What a function of the parser returns.
type Parsed<T> = Result<T, Failure>;

/// Bytes of stack above the limit that the parser leaves for what is called between two checks.
const STACK_RESERVE: usize = if cfg!(debug_assertions) { 16 * 1024 } else { 4 * 1024 };

/// Nodes that one level of nested statements can add to a way through the tree.
const NODES_PER_BLOCK: u16 = 3;

/// CPython's words for a program that nests too deep.
const TOO_DEEP: &str = "Parser stack overflowed - Python source too complex to parse";

/// Parses a whole program.
///
/// `stack_limit` is the lowest address that the native stack may reach; the parser stays above it and refuses trees that
/// a recursive walk from here could not stay above it with, either (see [`WALK_BYTES_PER_LEVEL`]).
pub fn parse_module<'a>(source: impl Into<Source<'a>>, arena: &'a Arena<'_>, stack_limit: usize) -> Result<&'a Module<'a>, ParseError> {
    parse(source.into(), arena, stack_limit, false, Parser::module)
}

/// Parses one expression (or a tuple without parentheses), as `eval` takes it once it has stripped leading blanks.
pub fn parse_expression<'a>(
    source: impl Into<Source<'a>>,
    arena: &'a Arena<'_>,
    stack_limit: usize,
) -> Result<&'a Expression<'a>, ParseError> {
    parse(source.into(), arena, stack_limit, false, Parser::whole_expression)
}

/// Parses what was typed at a prompt: one compound statement or one line of simple ones.
///
/// An error of kind [`ErrorKind::Incomplete`] asks for more lines. A compound statement is complete only when
/// an empty line follows it. Nothing, or comments only, is a module without statements.
pub fn parse_interactive<'a>(
    source: impl Into<Source<'a>>,
    arena: &'a Arena<'_>,
    stack_limit: usize,
) -> Result<&'a Module<'a>, ParseError> {
    let parsed = parse(source.into(), arena, stack_limit, true, Parser::interactive);
    parsed.map_err(|error| match error.kind {
        ErrorKind::Incomplete => ParseError::new(ErrorKind::Incomplete, error.span, format_args!("incomplete input")),
        _ => error,
    })
}

/// The text of a program.
#[derive(Clone, Copy)]
pub struct Source<'s> {
    /// Its bytes.
    pub bytes: &'s [u8],
    /// They are UTF-8, whatever a line at the start declares.
    pub is_text: bool,
    /// Inequality is written `<>`: the flag `__future__.barry_as_FLUFL` of `compile`.
    pub is_flufl: bool,
    /// How a single statement ends.
    pub ending: Ending,
}

/// How what [`parse_interactive`] reads ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Ending {
    /// As at a prompt: what may go on asks for more lines, and an empty line ends compound statements.
    #[default]
    Prompt,
    /// As `compile` has it by default: the end of the text ends everything.
    Text,
    /// As `compile` has it with flags: whether what may go on asks for more lines; whether the last line must have an end.
    Flags {
        /// `PyCF_ALLOW_INCOMPLETE_INPUT`.
        wants_more: bool,
        /// `PyCF_DONT_IMPLY_DEDENT`.
        needs_end: bool,
    },
}

impl<'s> From<&'s [u8]> for Source<'s> {
    fn from(bytes: &'s [u8]) -> Source<'s> {
        Source { bytes, is_text: false, is_flufl: false, ending: Ending::Prompt }
    }
}

impl<'s, const N: usize> From<&'s [u8; N]> for Source<'s> {
    fn from(bytes: &'s [u8; N]) -> Source<'s> {
        Source::from(bytes.as_slice())
    }
}

fn parse<'a, 's, T>(
    source: Source<'a>,
    arena: &'a Arena<'s>,
    stack_limit: usize,
    interactive: bool,
    run: fn(&mut Parser<'a, 's>) -> Parsed<T>,
) -> Result<T, ParseError> {
    let text = check_encoding(source, arena)?;
    let mut parser = Parser::new(text, arena, stack_limit);
    parser.interactive = interactive && !matches!(source.ending, Ending::Text | Ending::Flags { wants_more: false, .. });
    parser.ending = source.ending;
    parser.is_flufl = source.is_flufl;
    match parser.start().and_then(|()| run(&mut parser)) {
        Ok(value) => Ok(value),
        Err(Failure) => Err(parser.final_error()),
    }
}

/// The address of something on the stack.
#[inline(always)]
fn stack_address() -> usize {
    let marker = 0_u8;
    core::ptr::from_ref(core::hint::black_box(&marker)).addr()
}

/// The parser.
pub(super) struct Parser<'a, 's> {
    text: &'a str,
    arena: &'a Arena<'s>,
    lexer: Lexer<'a, 's>,
    /// The token to look at.
    token: Token,
    /// The one behind it, if somebody looked ahead.
    lookahead: Option<Token>,
    /// Where the token before `token` ended.
    previous_end: Position,
    /// Not above this address may the stack reach: the limit and the reserve.
    stack_floor: usize,
    maximum_depth: u16,
    /// The tallest expression or pattern with the blocks around it.
    deepest: u16,
    /// How many blocks are open.
    blocks: u16,
    /// Start of the last expression that had parentheses of its own.
    parenthesized: Option<&'a Expression<'a>>,
    /// The operand that was read last, for telling that a comma was forgotten behind it.
    operand: Option<Operand<'a>>,
    /// `<>` stands for `!=`, see [`Source::is_flufl`].
    is_flufl: bool,
    /// Where the disjunction starts that is being read, as position and offset.
    disjunction: (Position, u32),
    /// How far an expression is right, while that is looked for.
    prefix: Option<Prefix>,
    /// The token that nothing could be made of.
    failed: Option<Token>,
    /// An error is certain; only its wording is open.
    diagnosing: bool,
    interactive: bool,
    ending: Ending,
    error: Option<ParseError>,
}

/// An expression without `if` and `lambda`, and where in the text it starts and ends.
#[derive(Clone, Copy)]
struct Operand<'a> {
    expression: &'a Expression<'a>,
    start: u32,
    end: Position,
}

/// What is known of the longest expression at some level of brackets that is right.
#[derive(Clone, Copy)]
struct Prefix {
    level: u8,
    end: Option<Position>,
    /// The token behind it.
    next: Span,
}

impl<'a, 's> Parser<'a, 's> {
    fn new(text: &'a str, arena: &'a Arena<'s>, stack_limit: usize) -> Parser<'a, 's> {
        let levels = stack_address().saturating_sub(stack_limit) / WALK_BYTES_PER_LEVEL;
        let start = Token { kind: TokenKind::NewLine, level: 0, start: 0, end: 0, span: Span::default() };
        Parser {
            text,
            arena,
            lexer: Lexer::new(text.as_bytes(), arena),
            token: start,
            lookahead: None,
            previous_end: Position { line: 1, column: 0 },
            stack_floor: stack_limit.saturating_add(STACK_RESERVE),
            maximum_depth: u16::try_from(levels).unwrap_or(u16::MAX).min(MAXIMUM_DEPTH),
            deepest: 0,
            blocks: 0,
            parenthesized: None,
            operand: None,
            is_flufl: false,
            disjunction: (Position::default(), 0),
            prefix: None,
            failed: None,
            diagnosing: false,
            interactive: false,
            ending: Ending::Prompt,
            error: None,
        }
    }

    /// Reads the first token.
    fn start(&mut self) -> Parsed<()> {
        self.token = self.lexer.next()?;
        Ok(())
    }

    /// Goes to the next token and returns the one it leaves.
    fn advance(&mut self) -> Parsed<Token> {
        let token = self.token;
        // Line ends and indentation do not belong to what was read.
        if !matches!(token.kind, TokenKind::NewLine | TokenKind::Indent | TokenKind::Dedent) {
            self.previous_end = token.span.end;
        }
        self.token = match self.lookahead.take() {
            Some(next) => next,
            None => self.lexer.next()?,
        };
        Ok(token)
    }

    /// The kind of the token behind the current one.
    fn peek(&mut self) -> Parsed<TokenKind> {
        if let Some(token) = self.lookahead {
            return Ok(token.kind);
        }
        let token = self.lexer.next()?;
        self.lookahead = Some(token);
        Ok(token.kind)
    }

    fn at(&self, kind: TokenKind) -> bool {
        self.token.kind == kind
    }

    /// Goes past the current token if it is of this kind.
    fn accept(&mut self, kind: TokenKind) -> Parsed<bool> {
        let found = self.at(kind);
        if found {
            self.advance()?;
        }
        Ok(found)
    }

    /// Goes past a token that must be of this kind.
    fn expect(&mut self, kind: TokenKind) -> Parsed<Token> {
        if self.at(kind) { self.advance() } else { Err(self.unexpected()) }
    }

    /// As [`expect`](Parser::expect), but the error says what is missing.
    fn expect_forced(&mut self, kind: TokenKind) -> Parsed<Token> {
        if self.at(kind) {
            return self.advance();
        }
        Err(self.syntax_error(self.token.span, format_args!("expected '{}'", kind.text())))
    }

    /// A name and where it stands.
    fn name(&mut self) -> Parsed<(&'a str, Span)> {
        let token = self.expect(TokenKind::Name)?;
        Ok((self.identifier(token)?, token.span))
    }

    /// How the token is written in the source.
    fn text_of(&self, token: Token) -> &'a str {
        self.text.get(token.start as usize..token.end as usize).unwrap_or("")
    }

    /// Whether the current token is this soft keyword.
    fn at_word(&self, word: &str) -> bool {
        self.at(TokenKind::Name) && self.text_of(self.token) == word
    }

    /// From `start` to the end of the token before the current one.
    fn span_from(&self, start: Position) -> Span {
        Span::new(start, self.previous_end)
    }

    /// Fails if the native stack has come too near to its limit.
    #[inline(always)]
    fn check_stack(&mut self) -> Parsed<()> {
        if stack_address() < self.stack_floor { Err(self.too_deep()) } else { Ok(()) }
    }

    #[cold]
    fn too_deep(&mut self) -> Failure {
        self.fail(ErrorKind::TooDeep, self.token.span, format_args!("{TOO_DEEP}"))
    }

    /// Notes an error.
    #[cold]
    fn fail(&mut self, kind: ErrorKind, span: Span, message: fmt::Arguments<'_>) -> Failure {
        self.error = Some(ParseError::new(kind, span, message));
        Failure
    }

    /// Notes a `SyntaxError`.
    #[cold]
    fn syntax_error(&mut self, span: Span, message: fmt::Arguments<'_>) -> Failure {
        self.fail(ErrorKind::Syntax, span, message)
    }

    /// Counts a node of this height into the depth of the tree.
    fn count_depth(&mut self, height: u16) -> Parsed<()> {
        let blocks = self.blocks.saturating_add(2).saturating_mul(NODES_PER_BLOCK);
        let depth = height.saturating_add(blocks);
        if depth > self.maximum_depth {
            return Err(self.too_deep());
        }
        self.deepest = self.deepest.max(depth);
        Ok(())
    }

    /// Makes an expression from `start` to the end of the last token.
    fn make(&mut self, start: Position, kind: ExpressionKind<'a>) -> Parsed<&'a Expression<'a>> {
        let span = self.span_from(start);
        self.make_spanned(span, kind)
    }

    fn make_spanned(&mut self, span: Span, kind: ExpressionKind<'a>) -> Parsed<&'a Expression<'a>> {
        let height = kind.children_height().saturating_add(1);
        self.count_depth(height)?;
        Ok(self.arena.store(Expression { span, height, kind })?)
    }

    /// Whether this very expression was just read inside parentheses of its own.
    fn is_parenthesized(&self, expression: &'a Expression<'a>) -> bool {
        self.parenthesized.is_some_and(|last| core::ptr::eq(last, expression))
    }

    /// The name that the expression consists of, if it is one and has no parentheses around it.
    fn bare_name(&self, expression: &'a Expression<'a>) -> Option<&'a str> {
        match expression.kind {
            ExpressionKind::Name(name) if !self.is_parenthesized(expression) => Some(name),
            _ => None,
        }
    }

    fn store_list(&self, list: List<'a, &'a Expression<'a>>) -> Parsed<Expressions<'a>> {
        Ok(list.finish(self.arena)?)
    }

    fn module(&mut self) -> Parsed<&'a Module<'a>> {
        let mut body = List::new();
        while !self.at(TokenKind::EndMarker) {
            self.statement(&mut body)?;
        }
        self.finish_module(body)
    }

    fn finish_module(&mut self, body: List<'a, Statement<'a>>) -> Parsed<&'a Module<'a>> {
        self.count_depth(0)?;
        let body: Block<'a> = body.finish(self.arena)?;
        Ok(self.arena.store(Module { body, depth: self.deepest })?)
    }

    fn whole_expression(&mut self) -> Parsed<&'a Expression<'a>> {
        let expression = self.star_expressions_plain()?;
        while self.at(TokenKind::NewLine) {
            self.advance()?;
        }
        self.expect(TokenKind::EndMarker)?;
        Ok(expression)
    }

    fn interactive(&mut self) -> Parsed<&'a Module<'a>> {
        let mut body = List::new();
        if !self.at(TokenKind::EndMarker) {
            self.statement(&mut body)?;
        }
        if !self.at(TokenKind::EndMarker) {
            let message = format_args!("multiple statements found while compiling a single statement");
            return Err(self.syntax_error(self.token.span, message));
        }
        let compound = body.last().is_some_and(|statement: Statement<'a>| is_compound(&statement.kind));
        let ended = match self.ending {
            Ending::Prompt => ends_in_empty_line(self.text),
            Ending::Flags { needs_end: true, .. } => self.text.ends_with('\n'),
            _ => true,
        };
        if compound && !ended && !self.interactive {
            return Err(self.syntax_error(self.token.span, format_args!("invalid syntax")));
        }
        if compound && !ended {
            return Err(self.fail(ErrorKind::Incomplete, self.token.span, format_args!("incomplete input")));
        }
        self.finish_module(body)
    }
}

fn is_compound(kind: &StatementKind<'_>) -> bool {
    use StatementKind::*;
    matches!(kind, Function(_) | Class(_) | For(_) | While { .. } | If { .. } | With { .. } | Match { .. } | Try(_))
}

fn ends_in_empty_line(text: &str) -> bool {
    let Some(lines) = text.as_bytes().strip_suffix(b"\n") else { return false };
    let last = lines.iter().rev().take_while(|byte| **byte != b'\n');
    last.copied().all(|byte| matches!(byte, b' ' | b'\t' | b'\x0c' | b'\r'))
}
