//! Finds the words for what is wrong.

use super::{Failure, Operand, Parser};
use crate::source::error::{ErrorKind, ParseError};
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
        // CPython points at the last blank of the indentation.
        let mut place = token.span;
        place.start.column = place.start.column.saturating_sub(1);
        match token.kind {
            TokenKind::Indent => self.fail(ErrorKind::Indentation, place, format_args!("unexpected indent")),
            TokenKind::Dedent => self.fail(ErrorKind::Indentation, place, format_args!("unexpected unindent")),
            _ => self.syntax_error(token.span, format_args!("invalid syntax")),
        }
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
        let rest = self.text.get(first.start as usize..).unwrap_or("");
        let word = rest.split(|character: char| !character.is_alphanumeric() && character != '_').next().unwrap_or("");
        if matches!(word, "match" | "case" | "type" | "_") {
            return None;
        }
        // An opening bracket counts itself.
        let opens = matches!(self.token.kind, TokenKind::LeftParenthesis | TokenKind::LeftBracket | TokenKind::LeftBrace);
        let level = self.token.level.saturating_sub(u8::from(opens));
        if let ExpressionKind::Name(_) = first.expression.kind
            && (level == 0 || matches!(self.token.kind, TokenKind::String | TokenKind::FormattedStart))
        {
            // CPython reads on here, in search of an old statement, and may find an error of the lexer.
            let read = self.star_expressions();
            self.error = None;
            return read.err().filter(|_| self.lexer.error.is_some());
        }
        if level == 0 {
            return None;
        }
        let second = self.expression_after_missing_comma();
        self.error = None;
        match second {
            Ok(second) => {
                let span = first.expression.span.to(second.span);
                Some(self.syntax_error(span, format_args!("invalid syntax. Perhaps you forgot a comma?")))
            }
            Err(failure) => self.lexer.error.is_some().then_some(failure),
        }
    }

    fn expression_after_missing_comma(&mut self) -> super::Parsed<&'a Expression<'a>> {
        if self.at(TokenKind::Lambda) {
            return Err(Failure);
        }
        self.expression()
    }

    /// Whether an expression can start with the current token.
    pub(super) fn starts_expression(&self) -> bool {
        use TokenKind::*;
        matches!(
            self.token.kind,
            Name | Number
                | String
                | FormattedStart
                | None
                | True
                | False
                | LeftParenthesis
                | LeftBracket
                | LeftBrace
                | Minus
                | Plus
                | Tilde
                | Not
                | Lambda
                | Await
                | Ellipsis
        )
    }

    /// The error to report in the end: what the lexer finds wrong in the rest of the source goes before.
    pub(super) fn final_error(&mut self) -> ParseError {
        if let Some(error) = self.lexer.error {
            return self.mark_incomplete(error);
        }
        let Some(error) = self.error else { return ParseError::from(crate::source::arena::OutOfMemory) };
        if !matches!(error.kind, ErrorKind::Syntax | ErrorKind::Indentation) {
            return error;
        }
        let failed = self.failed.unwrap_or(self.token);
        let indentation = matches!(failed.kind, TokenKind::Indent | TokenKind::Dedent);
        let at_end = failed.kind == TokenKind::EndMarker
            || (failed.end as usize >= self.text.len() && matches!(failed.kind, TokenKind::NewLine | TokenKind::Dedent));
        if self.interactive && at_end {
            return error.with_kind(ErrorKind::Incomplete);
        }
        if error.kind == ErrorKind::Indentation && indentation {
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
            && !found.message().starts_with("unexpected ")
            && (!self.lexer.at_end || self.lexer.level() == 0 || line > found.span.start.line)
        {
            return self.mark_incomplete(found);
        }
        error
    }

    fn mark_incomplete(&self, error: ParseError) -> ParseError {
        if self.interactive && self.lexer.at_end { error.with_kind(ErrorKind::Incomplete) } else { error }
    }

    /// `expected an indented block after …`
    #[cold]
    pub(super) fn missing_block(&mut self, what: &str, keyword: Span) -> Failure {
        let line = keyword.start.line;
        self.fail(ErrorKind::Indentation, self.token.span, format_args!("expected an indented block after {what} on line {line}"))
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
