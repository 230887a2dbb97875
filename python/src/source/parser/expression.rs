//! Expressions: operators by precedence, conditionals, `lambda`, `await`, `yield`, lists of expressions.

use super::{Operand, Parsed, Parser};
use crate::source::arena::List;
use crate::source::span::{Position, Span};
use crate::source::token::TokenKind;
use crate::source::tree::{BinaryOperator, BooleanOperator, Comparison, ComparisonOperator, Expression, ExpressionKind, UnaryOperator};

/// How tightly operators bind, from loose to tight.
const OR: u8 = 1;
const AND: u8 = 2;
const NOT: u8 = 3;
const COMPARISON: u8 = 4;
pub(super) const BIT_OR: u8 = 5;
const BIT_XOR: u8 = 6;
const BIT_AND: u8 = 7;
const SHIFT: u8 = 8;
const SUM: u8 = 9;
const PRODUCT: u8 = 10;
const SIGN: u8 = 11;

/// The precedence of an operator between two operands; `**` is part of its left operand.
fn precedence(kind: TokenKind) -> u8 {
    match kind {
        TokenKind::Or => OR,
        TokenKind::And => AND,
        TokenKind::EqualEqual
        | TokenKind::NotEqual
        | TokenKind::LessGreater
        | TokenKind::Less
        | TokenKind::LessEqual
        | TokenKind::Greater
        | TokenKind::GreaterEqual
        | TokenKind::In
        | TokenKind::Is
        | TokenKind::Not => COMPARISON,
        TokenKind::VerticalBar => BIT_OR,
        TokenKind::Circumflex => BIT_XOR,
        TokenKind::Ampersand => BIT_AND,
        TokenKind::LeftShift | TokenKind::RightShift => SHIFT,
        TokenKind::Plus | TokenKind::Minus => SUM,
        TokenKind::Star | TokenKind::Slash | TokenKind::DoubleSlash | TokenKind::Percent | TokenKind::At => PRODUCT,
        _ => 0,
    }
}

fn binary_operator(kind: TokenKind) -> BinaryOperator {
    match kind {
        TokenKind::VerticalBar => BinaryOperator::BitOr,
        TokenKind::Circumflex => BinaryOperator::BitXor,
        TokenKind::Ampersand => BinaryOperator::BitAnd,
        TokenKind::LeftShift => BinaryOperator::LeftShift,
        TokenKind::RightShift => BinaryOperator::RightShift,
        TokenKind::Plus => BinaryOperator::Add,
        TokenKind::Minus => BinaryOperator::Subtract,
        TokenKind::Star => BinaryOperator::Multiply,
        TokenKind::Slash => BinaryOperator::Divide,
        TokenKind::DoubleSlash => BinaryOperator::FloorDivide,
        TokenKind::Percent => BinaryOperator::Modulo,
        _ => BinaryOperator::MatrixMultiply,
    }
}

impl<'a> Parser<'a, '_> {
    /// A conditional, a lambda, or an operand of theirs.
    pub(super) fn expression(&mut self) -> Parsed<&'a Expression<'a>> {
        self.check_stack()?;
        if self.at(TokenKind::Lambda) {
            return self.lambda();
        }
        let start = self.token.span.start;
        let body = self.disjunction()?;
        if self.at(TokenKind::If) { self.conditional(start, body) } else { Ok(body) }
    }

    #[inline(never)]
    fn conditional(&mut self, start: Position, body: &'a Expression<'a>) -> Parsed<&'a Expression<'a>> {
        self.advance()?;
        // In `a if b + )` the part behind `if` is `b`, and no `else` follows it.
        let own = (!self.diagnosing).then(|| self.new_prefix());
        let outer = core::mem::replace(&mut self.prefix, own);
        let test = self.disjunction();
        let own = core::mem::replace(&mut self.prefix, outer);
        if let Some(end) = own.and_then(|own| own.end)
            && test.is_err()
            && self.lexer.error.is_none()
            && self.error.is_some_and(|error| error.is_general())
        {
            let span = Span::new(body.span.start, end);
            return Err(self.syntax_error(span, format_args!("expected 'else' after 'if' expression")));
        }
        let test = test?;
        if !self.at(TokenKind::Else) {
            if self.at(TokenKind::Colon) {
                return Err(self.unexpected());
            }
            let span = body.span.to(test.span);
            return Err(self.syntax_error(span, format_args!("expected 'else' after 'if' expression")));
        }
        self.advance()?;
        let otherwise = self.expression()?;
        self.make(start, ExpressionKind::Conditional { test, body, otherwise })
    }

    #[inline(never)]
    fn lambda(&mut self) -> Parsed<&'a Expression<'a>> {
        let start = self.advance()?.span.start;
        let parameters = self.parameters(TokenKind::Colon)?;
        // The colon may have started the format specification of a replacement field.
        let ends_field = self.at(TokenKind::Colon) && self.lookahead.is_none() && self.lexer.in_specification();
        self.expect(TokenKind::Colon)?;
        if ends_field && matches!(self.token.kind, TokenKind::FormattedMiddle | TokenKind::RightBrace) {
            let message = format_args!("f-string: lambda expressions are not allowed without parentheses");
            return Err(self.syntax_error(self.span_from(start), message));
        }
        let body = self.expression()?;
        if ends_field {
            let message = format_args!("f-string: expecting '=', or '!', or ':', or '}}'");
            return Err(self.syntax_error(self.token.span, message));
        }
        self.make(start, ExpressionKind::Lambda { parameters, body })
    }

    /// An expression without `if` and `lambda` at its top.
    pub(super) fn disjunction(&mut self) -> Parsed<&'a Expression<'a>> {
        let start = self.token.start;
        let outer = core::mem::replace(&mut self.disjunction, (self.token.span.start, start));
        let expression = self.operators(OR)?;
        self.disjunction = outer;
        self.operand = Some(Operand { expression, start, end: self.previous_end });
        Ok(expression)
    }

    /// Operators that bind at least as tightly as `minimum`, and their operands.
    pub(super) fn operators(&mut self, minimum: u8) -> Parsed<&'a Expression<'a>> {
        self.check_stack()?;
        let start = self.token.span.start;
        let mut left = match self.token.kind {
            TokenKind::Not if minimum <= NOT => self.prefixed(UnaryOperator::Not, NOT)?,
            TokenKind::Minus => self.prefixed(UnaryOperator::Minus, SIGN)?,
            TokenKind::Plus => self.prefixed(UnaryOperator::Plus, SIGN)?,
            TokenKind::Tilde => self.prefixed(UnaryOperator::Invert, SIGN)?,
            _ => {
                let base = self.primary()?;
                if self.at(TokenKind::DoubleStar) { self.power(start, base)? } else { base }
            }
        };
        loop {
            let kind = self.token.kind;
            let binds = precedence(kind);
            if binds < minimum || binds == 0 {
                return Ok(left);
            }
            left = match binds {
                OR => self.boolean(start, left, BooleanOperator::Or, kind, AND)?,
                AND => self.boolean(start, left, BooleanOperator::And, kind, NOT)?,
                COMPARISON => self.comparison(start, left)?,
                _ => {
                    self.advance()?;
                    if binds >= SUM && self.at(TokenKind::Not) {
                        return Err(self.bare_not());
                    }
                    let right = self.operators(binds.wrapping_add(1))?;
                    self.make(start, ExpressionKind::Binary { left, operator: binary_operator(kind), right })?
                }
            };
        }
    }

    #[inline(never)]
    fn prefixed(&mut self, operator: UnaryOperator, binds: u8) -> Parsed<&'a Expression<'a>> {
        let start = self.advance()?.span.start;
        if binds == SIGN && self.at(TokenKind::Not) {
            return Err(self.bare_not());
        }
        let operand = self.operators(binds)?;
        self.make(start, ExpressionKind::Unary { operator, operand })
    }

    /// `not` behind an operator of arithmetic.
    #[cold]
    fn bare_not(&mut self) -> super::Failure {
        if self.diagnosing {
            return self.unexpected();
        }
        let start = self.token;
        match self.longest(|parser| parser.operators(NOT)) {
            Ok(Some(end)) => {
                let span = Span::new(start.span.start, end);
                self.syntax_error(span, format_args!("'not' after an operator must be parenthesized"))
            }
            Ok(None) => self.syntax_error(start.span, format_args!("invalid syntax")),
            Err(failure) => failure,
        }
    }

    #[inline(never)]
    fn power(&mut self, start: Position, left: &'a Expression<'a>) -> Parsed<&'a Expression<'a>> {
        self.advance()?;
        let right = self.operators(SIGN)?;
        self.make(start, ExpressionKind::Binary { left, operator: BinaryOperator::Power, right })
    }

    #[inline(never)]
    fn boolean(
        &mut self,
        start: Position,
        first: &'a Expression<'a>,
        operator: BooleanOperator,
        token: TokenKind,
        tighter: u8,
    ) -> Parsed<&'a Expression<'a>> {
        let mut values = List::new();
        values.push(self.arena, first)?;
        while self.accept(token)? {
            values.push(self.arena, self.operators(tighter)?)?;
        }
        let values = self.store_list(values)?;
        self.make(start, ExpressionKind::Boolean { operator, values })
    }

    #[inline(never)]
    fn comparison(&mut self, start: Position, left: &'a Expression<'a>) -> Parsed<&'a Expression<'a>> {
        let mut comparisons = List::new();
        while precedence(self.token.kind) == COMPARISON {
            if self.at(TokenKind::NotEqual) && self.is_flufl {
                let span = self.token.span;
                return Err(self.syntax_error(span, format_args!("with Barry as BDFL, use '<>' instead of '!='")));
            }
            if self.at(TokenKind::LessGreater) && !self.is_flufl {
                return Err(self.unexpected());
            }
            let operator = match self.advance()?.kind {
                TokenKind::EqualEqual => ComparisonOperator::Equal,
                TokenKind::NotEqual | TokenKind::LessGreater => ComparisonOperator::NotEqual,
                TokenKind::Less => ComparisonOperator::Less,
                TokenKind::LessEqual => ComparisonOperator::LessEqual,
                TokenKind::Greater => ComparisonOperator::Greater,
                TokenKind::GreaterEqual => ComparisonOperator::GreaterEqual,
                TokenKind::In => ComparisonOperator::In,
                TokenKind::Is if self.accept(TokenKind::Not)? => ComparisonOperator::IsNot,
                TokenKind::Is => ComparisonOperator::Is,
                _ => {
                    self.operand = None;
                    self.expect(TokenKind::In)?;
                    ComparisonOperator::NotIn
                }
            };
            let right = self.operators(BIT_OR)?;
            comparisons.push(self.arena, Comparison { operator, right })?;
        }
        let comparisons = comparisons.finish(self.arena)?;
        self.make(start, ExpressionKind::Compare { left, comparisons })
    }

    /// `name := value`, or an expression. A single `=` behind it is a mistake that gets its own words.
    pub(super) fn named_expression(&mut self) -> Parsed<&'a Expression<'a>> {
        let start = self.token.span.start;
        let expression = self.expression()?;
        match self.token.kind {
            TokenKind::ColonEqual => self.named_value(start, expression),
            TokenKind::Equal => Err(self.assignment_in_expression(expression)),
            _ => Ok(expression),
        }
    }

    /// `:= value` behind an expression.
    #[inline(never)]
    pub(super) fn named_value(&mut self, start: Position, target: &'a Expression<'a>) -> Parsed<&'a Expression<'a>> {
        if self.bare_name(target).is_none() {
            let what = super::diagnose::describe(target);
            self.diagnosing = true;
            self.advance()?;
            self.expression()?;
            let message = format_args!("cannot use assignment expressions with {what}");
            return Err(self.syntax_error(target.span, message));
        }
        self.advance()?;
        let value = self.expression()?;
        self.make(start, ExpressionKind::Named { target, value })
    }

    /// `*value`
    pub(super) fn starred(&mut self) -> Parsed<&'a Expression<'a>> {
        let start = self.expect(TokenKind::Star)?.span.start;
        let token_start = self.token.start;
        let value = self.operators(BIT_OR)?;
        self.operand = Some(Operand { expression: value, start: token_start, end: self.previous_end });
        self.make(start, ExpressionKind::Starred(value))
    }

    /// `*value`, `name := value`, or an expression.
    pub(super) fn star_named_expression(&mut self) -> Parsed<&'a Expression<'a>> {
        if self.at(TokenKind::Star) { self.starred() } else { self.named_expression() }
    }

    fn star_expression(&mut self) -> Parsed<&'a Expression<'a>> {
        if self.at(TokenKind::Star) { self.starred() } else { self.expression() }
    }

    /// Expressions and starred ones with commas between them: a tuple if there is a comma.
    pub(super) fn star_expressions(&mut self) -> Parsed<&'a Expression<'a>> {
        let start = self.token.span.start;
        let first = self.star_expression()?;
        if self.at(TokenKind::Comma) { self.tuple_after(start, first, false) } else { Ok(first) }
    }

    /// The same, but stars are not allowed.
    pub(super) fn star_expressions_plain(&mut self) -> Parsed<&'a Expression<'a>> {
        let start = self.token.span.start;
        let first = self.expression()?;
        if !self.at(TokenKind::Comma) {
            return Ok(first);
        }
        let mut elements = List::new();
        elements.push(self.arena, first)?;
        while self.accept(TokenKind::Comma)? && self.starts_expression() {
            elements.push(self.arena, self.expression()?)?;
        }
        let elements = self.store_list(elements)?;
        self.make(start, ExpressionKind::Tuple(elements))
    }

    /// The rest of a tuple without parentheses; the current token is the first comma.
    #[inline(never)]
    pub(super) fn tuple_after(&mut self, start: Position, first: &'a Expression<'a>, named: bool) -> Parsed<&'a Expression<'a>> {
        let mut elements = List::new();
        elements.push(self.arena, first)?;
        while self.accept(TokenKind::Comma)? && (self.starts_expression() || self.at(TokenKind::Star)) {
            let element = if named { self.star_named_expression()? } else { self.star_expression()? };
            elements.push(self.arena, element)?;
        }
        let elements = self.store_list(elements)?;
        self.make(start, ExpressionKind::Tuple(elements))
    }

    /// `yield`, `yield value` or `yield from value`.
    #[inline(never)]
    pub(super) fn yield_expression(&mut self) -> Parsed<&'a Expression<'a>> {
        let start = self.expect(TokenKind::Yield)?.span.start;
        if self.accept(TokenKind::From)? {
            let value = self.expression()?;
            return self.make(start, ExpressionKind::YieldFrom(value));
        }
        let value = match self.starts_expression() || self.at(TokenKind::Star) {
            true => Some(self.star_expressions()?),
            false => None,
        };
        self.make(start, ExpressionKind::Yield(value))
    }

    /// What may stand on the right side of an assignment.
    pub(super) fn yield_or_star_expressions(&mut self) -> Parsed<&'a Expression<'a>> {
        if self.at(TokenKind::Yield) { self.yield_expression() } else { self.star_expressions() }
    }
}
