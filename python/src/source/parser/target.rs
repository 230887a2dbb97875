//! What may be assigned to, deleted, or bound by loops.

use super::diagnose::describe;
use super::expression::BIT_OR;
use super::{Failure, Parsed, Parser};
use crate::source::arena::List;
use crate::source::span::Span;
use crate::source::token::TokenKind;
use crate::source::tree::{ComparisonOperator, Constant, Expression, ExpressionKind};

/// The first part of `target` that cannot be assigned to (or deleted), if there is one.
pub(super) fn invalid_target<'a>(target: &'a Expression<'a>, delete: bool) -> Option<&'a Expression<'a>> {
    match target.kind {
        ExpressionKind::Name(_) | ExpressionKind::Attribute { .. } | ExpressionKind::Subscript { .. } => None,
        ExpressionKind::Tuple(elements) | ExpressionKind::List(elements) => {
            elements.iter().find_map(|element| invalid_target(element, delete))
        }
        ExpressionKind::Starred(value) if !delete => invalid_target(value, delete),
        _ => Some(target),
    }
}

/// The same for the target of a loop, where a comparison in brackets is only wrong syntax, and a name before its `in` may be what was meant.
fn invalid_loop_target<'a>(target: &'a Expression<'a>) -> Option<&'a Expression<'a>> {
    match target.kind {
        ExpressionKind::Tuple(elements) | ExpressionKind::List(elements) => {
            elements.iter().find_map(|element| invalid_loop_target(element))
        }
        ExpressionKind::Starred(value) => invalid_loop_target(value),
        ExpressionKind::Compare { left, comparisons } => match comparisons.first()?.operator {
            ComparisonOperator::In => invalid_loop_target(left),
            _ => None,
        },
        _ => invalid_target(target, false),
    }
}

/// The first comparison that stands where a loop binds something.
fn comparison_in<'a>(target: &'a Expression<'a>) -> Option<&'a Expression<'a>> {
    match target.kind {
        ExpressionKind::Tuple(elements) | ExpressionKind::List(elements) => elements.iter().find_map(|element| comparison_in(element)),
        ExpressionKind::Starred(value) => comparison_in(value),
        ExpressionKind::Compare { .. } => Some(target),
        _ => None,
    }
}

impl<'a> Parser<'a, '_> {
    /// Fails unless `target`, which the current token follows, can be bound by a loop.
    pub(super) fn check_loop_target(&mut self, target: &'a Expression<'a>) -> Parsed<()> {
        if let Some(invalid) = invalid_loop_target(target) {
            let what = describe(invalid);
            return Err(self.syntax_error(invalid.span, format_args!("cannot assign to {what}")));
        }
        if comparison_in(target).is_some() {
            return Err(self.unexpected_token(self.token));
        }
        Ok(())
    }

    /// Fails unless `target` can be assigned to.
    pub(super) fn check_target(&mut self, target: &'a Expression<'a>) -> Parsed<()> {
        let Some(invalid) = invalid_target(target, false) else { return Ok(()) };
        let what = describe(invalid);
        Err(self.syntax_error(invalid.span, format_args!("cannot assign to {what}")))
    }

    /// The targets of `for`, up to `in`.
    pub(super) fn for_targets(&mut self) -> Parsed<&'a Expression<'a>> {
        let start = self.token.span.start;
        let first = self.for_target()?;
        let target = if self.at(TokenKind::Comma) {
            let mut elements = List::new();
            elements.push(self.arena, first)?;
            while self.accept(TokenKind::Comma)? && (self.starts_expression() || self.at(TokenKind::Star)) {
                elements.push(self.arena, self.for_target()?)?;
            }
            let elements = self.store_list(elements)?;
            self.make(start, ExpressionKind::Tuple(elements))?
        } else {
            first
        };
        // In front of anything but `in`, that is the mistake.
        if self.at(TokenKind::In) {
            self.check_loop_target(target)?;
        }
        self.operand = None;
        Ok(target)
    }

    fn for_target(&mut self) -> Parsed<&'a Expression<'a>> {
        if self.at(TokenKind::Star) { self.starred() } else { self.operators(BIT_OR) }
    }

    /// The error for `=` where only an expression may stand.
    #[cold]
    pub(super) fn assignment_in_expression(&mut self, left: &'a Expression<'a>) -> Failure {
        let equal = self.token;
        if self.diagnosing || !is_bitwise(left) {
            return self.unexpected_token(equal);
        }
        let bare = self.bare_name(left).is_some();
        let excluded = matches!(
            left.kind,
            ExpressionKind::List(_)
                | ExpressionKind::Tuple(_)
                | ExpressionKind::Generator { .. }
                | ExpressionKind::Constant(Constant::None | Constant::True | Constant::False)
        );
        if excluded {
            return self.unexpected_token(equal);
        }
        self.diagnosing = true;
        let right = self.advance().and_then(|_| self.longest(|parser| parser.operators(BIT_OR)));
        let end = match right {
            Ok(Some(end)) if !matches!(self.token.kind, TokenKind::Equal | TokenKind::ColonEqual) => end,
            Err(failure) => return failure,
            _ => return self.unexpected_token(equal),
        };
        if bare {
            let span = Span::new(left.span.start, end);
            let message = format_args!("invalid syntax. Maybe you meant '==' or ':=' instead of '='?");
            return self.syntax_error(span, message);
        }
        let what = describe(left);
        self.syntax_error(left.span, format_args!("cannot assign to {what} here. Maybe you meant '==' instead of '='?"))
    }

    /// `invalid syntax` at this token.
    #[cold]
    fn unexpected_token(&mut self, token: crate::source::token::Token) -> Failure {
        self.syntax_error(token.span, format_args!("invalid syntax"))
    }
}

/// Whether the expression binds at least as tightly as `|`.
pub(super) fn is_bitwise(expression: &Expression<'_>) -> bool {
    use crate::source::tree::UnaryOperator;
    !matches!(
        expression.kind,
        ExpressionKind::Compare { .. }
            | ExpressionKind::Boolean { .. }
            | ExpressionKind::Conditional { .. }
            | ExpressionKind::Lambda { .. }
            | ExpressionKind::Unary { operator: UnaryOperator::Not, .. }
            | ExpressionKind::Starred(_)
    )
}
