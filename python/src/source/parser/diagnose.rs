//! Finds the words for what is wrong.

use super::{Failure, Operand, Parser, Prefix};
use crate::source::error::{ErrorEnd, ErrorKind, ParseError};
use crate::source::span::Span;
use crate::source::token::TokenKind;
use crate::source::tree::{Constant, Expression, ExpressionKind};

impl<'a> Parser<'a, '_> {
    /// The error for a current token that nothing can be made of.
    #[cold]
    pub(super) fn unexpected(&mut self) -> Failure {
        let token = self.token;
        self.failed = self.failed.or(Some(token));
        if !self.diagnosing
            && let Some(operand) = self.operand
            && operand.end == self.previous_end
            && self.starts_expression()
        {
            self.diagnosing = true;
            if let Some(failure) = self.two_operands(operand) {
                return failure;
            }
        }
        match token.kind {
            TokenKind::Indent => self.fail(ErrorKind::Indentation, token.span, format_args!("unexpected indent")),
            TokenKind::Dedent => self.fail(ErrorKind::Indentation, token.span, format_args!("unexpected unindent")),
            _ => {
                let failure = self.syntax_error(token.span, format_args!("invalid syntax"));
                if token.kind == TokenKind::EndMarker {
                    self.error = self.error.map(|error| error.with_end(ErrorEnd::Line));
                }
                return failure;
            }
        };
        self.without_end()
    }

    /// Two expressions stand side by side: an old `print` statement or a forgotten comma.
    fn two_operands(&mut self, first: Operand<'a>) -> Option<Failure> {
        if let ExpressionKind::Name(name @ ("print" | "exec")) = first.expression.kind
            && !self.at(TokenKind::LeftParenthesis)
        {
            let list = self.star_expressions();
            self.error = None;
            let list = match list {
                Ok(list) => list,
                Err(failure) => return self.lexer.error.is_some().then_some(failure),
            };
            let span = first.expression.span.to(list.span);
            return Some(self.syntax_error(span, format_args!("Missing parentheses in call to '{name}'. Did you mean {name}(...)?")));
        }
        // Words that are keywords in some places, and unknown prefixes of strings, are no forgotten commas.
        if self.starts_with_soft_word(first.start) {
            return None;
        }
        // An opening bracket counts itself.
        let opens = matches!(self.token.kind, TokenKind::LeftParenthesis | TokenKind::LeftBracket | TokenKind::LeftBrace);
        let level = self.token.level.saturating_sub(u8::from(opens));
        if let ExpressionKind::Name(_) = first.expression.kind
            && (level == 0 || matches!(self.token.kind, TokenKind::String | TokenKind::FormattedStart))
        {
            // CPython reads on here, in search of an old statement, and may find an error of the lexer.
            while self.starts_expression() {
                let read = self.star_expressions();
                self.error = None;
                if read.is_err() {
                    break;
                }
            }
            return self.lexer.error.is_some().then_some(Failure);
        }
        let second = self.longest(Parser::expression);
        match second {
            Ok(_) if level == 0 => None,
            Ok(end) => {
                let span = Span::new(first.expression.span.start, end?);
                Some(self.syntax_error(span, format_args!("invalid syntax. Perhaps you forgot a comma?")))
            }
            Err(failure) => Some(failure),
        }
    }

    /// Whether a soft keyword stands at this offset. CPython compares no further than the word there is long.
    pub(super) fn starts_with_soft_word(&self, offset: u32) -> bool {
        let rest = self.text.get(offset as usize..).unwrap_or("");
        let word = rest.split(|character: char| !character.is_alphanumeric() && character != '_').next().unwrap_or("");
        !word.is_empty() && ["match", "case", "type", "_"].iter().any(|soft| soft.starts_with(word))
    }

    /// Where the longest expression ends that starts here and is right, even if what follows it is wrong. Fails only in the lexer.
    pub(super) fn longest(
        &mut self,
        parse: impl FnOnce(&mut Self) -> super::Parsed<&'a Expression<'a>>,
    ) -> super::Parsed<Option<crate::source::span::Position>> {
        self.prefix = Some(self.new_prefix());
        let outer = core::mem::replace(&mut self.diagnosing, true);
        let read = parse(self);
        self.diagnosing = outer;
        let prefix = self.prefix.take();
        match read {
            Ok(_) => Ok(Some(self.previous_end)),
            Err(failure) if self.lexer.error.is_some() => Err(failure),
            Err(_) => {
                self.error = None;
                Ok(prefix.and_then(|prefix| prefix.end))
            }
        }
    }

    /// What [`note_prefix`](Parser::note_prefix) fills in.
    pub(super) fn new_prefix(&self) -> Prefix {
        Prefix { level: self.level_in_front(), end: None, next: Span::default() }
    }

    /// How many brackets are open in front of the current token.
    fn level_in_front(&self) -> u8 {
        match self.token.kind {
            TokenKind::LeftParenthesis | TokenKind::LeftBracket | TokenKind::LeftBrace => self.token.level.saturating_sub(1),
            TokenKind::RightParenthesis | TokenKind::RightBracket | TokenKind::RightBrace => self.token.level.saturating_add(1),
            _ => self.token.level,
        }
    }

    /// An expression could end here: see [`longest`](Parser::longest).
    #[cold]
    pub(super) fn note_prefix(&mut self) {
        let (level, end, next) = (self.level_in_front(), self.previous_end, self.token.span);
        if let Some(prefix) = self.prefix.as_mut().filter(|prefix| prefix.level == level) {
            prefix.end = Some(end);
            prefix.next = next;
        }
    }

    /// Whether an expression can start with the current token.
    pub(super) fn starts_expression(&self) -> bool {
        self.token.kind.starts_expression()
    }

    /// The error to report in the end: what the lexer finds wrong in the rest of the source goes before.
    pub(super) fn final_error(&mut self) -> ParseError {
        if let Some(error) = self.lexer.error {
            return self.mark_incomplete(error);
        }
        let Some(mut error) = self.error else { return ParseError::from(crate::source::arena::OutOfMemory) };
        // CPython shows the line that it reads at the moment; of one before it has no line end any more.
        let last = self.lookahead.unwrap_or(self.token).span;
        error.with_line_end = last.end.line.max(last.start.line) <= error.span.start.line;
        error.first_line = self.lexer.first_shown(error.span.start.line);
        if !matches!(error.kind, ErrorKind::Syntax | ErrorKind::Indentation) {
            return error;
        }
        let failed = self.failed.unwrap_or(self.token);
        let indented = failed.kind == TokenKind::Indent;
        let at_end = failed.kind == TokenKind::EndMarker
            || (failed.end as usize >= self.text.len() && matches!(failed.kind, TokenKind::NewLine | TokenKind::Dedent));
        if self.interactive && at_end {
            return error.with_kind(ErrorKind::Incomplete);
        }
        if error.kind == ErrorKind::Indentation && indented {
            return error;
        }
        let line = self.lookahead.unwrap_or(self.token).span.start.line;
        let mut kind = self.token.kind;
        while kind != TokenKind::EndMarker {
            match self.lexer.next() {
                Ok(token) => kind = token.kind,
                Err(_) => break,
            }
        }
        // CPython does not look at indentation and continued lines again.
        if let Some(found) = self.lexer.error
            && found.kind == ErrorKind::Syntax
            // What is wrong in an f-string is left for later, but for what CPython finds at once.
            && (!self.lexer.in_formatted() || error.message().starts_with("f-string: invalid conversion character '"))
            && !found.message().starts_with("unexpected ")
            && (!self.lexer.at_end || self.lexer.level() == 0 || line > found.span.start.line)
        {
            return self.mark_incomplete(found);
        }
        error
    }

    fn mark_incomplete(&self, error: ParseError) -> ParseError {
        // What the tokeniser itself reports is shown with its own line.
        let of_parser = error.with_line_end || error.is_general();
        let first_line = if of_parser { self.lexer.first_shown(error.span.start.line) } else { 0 };
        let error = ParseError { first_line, ..error };
        if self.interactive && self.lexer.at_end { error.with_kind(ErrorKind::Incomplete) } else { error }
    }

    /// `expected an indented block after …`
    #[cold]
    pub(super) fn missing_block(&mut self, what: &str, keyword: Span) -> Failure {
        let line = keyword.start.line;
        self.fail(ErrorKind::Indentation, self.token.span, format_args!("expected an indented block after {what} on line {line}"));
        self.without_end()
    }

    /// The error that was just noted is at the current token, which has no end if it has no text.
    pub(super) fn without_end(&mut self) -> Failure {
        if matches!(self.token.kind, TokenKind::Indent | TokenKind::Dedent | TokenKind::EndMarker) {
            let at_end = self.token.start as usize >= self.text.len();
            let end = if at_end { ErrorEnd::Minus } else { ErrorEnd::Indentation };
            self.error = self.error.map(|error| error.with_end(end));
        }
        Failure
    }
}

/// What messages call an expression.
pub(super) fn describe(expression: &Expression<'_>) -> &'static str {
    use ExpressionKind::*;
    match expression.kind {
        Constant(constant) => match constant {
            self::Constant::None => "None",
            self::Constant::True => "True",
            self::Constant::False => "False",
            self::Constant::Ellipsis => "ellipsis",
            _ => "literal",
        },
        FormattedString(_) => "f-string expression",
        Name(_) => "name",
        Named { .. } => "named expression",
        Binary { .. } | Unary { .. } | Boolean { .. } => "expression",
        Compare { .. } => "comparison",
        Conditional { .. } => "conditional expression",
        Lambda { .. } => "lambda",
        Tuple(_) => "tuple",
        List(_) => "list",
        Set(_) => "set display",
        Dictionary(_) => "dict literal",
        ListComprehension { .. } => "list comprehension",
        SetComprehension { .. } => "set comprehension",
        DictionaryComprehension { .. } => "dict comprehension",
        Generator { .. } => "generator expression",
        Await(_) => "await expression",
        Yield(_) | YieldFrom(_) => "yield expression",
        Call { .. } => "function call",
        Attribute { .. } => "attribute",
        Subscript { .. } => "subscript",
        Slice { .. } => "slice",
        Starred(_) => "starred",
    }
}
