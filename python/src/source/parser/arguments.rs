//! The arguments of calls and class definitions.

use super::{Parsed, Parser};
use crate::source::arena::List;
use crate::source::span::{Position, Span};
use crate::source::token::TokenKind;
use crate::source::tree::{Arguments, Constant, Expression, ExpressionKind, Keyword};

impl<'a> Parser<'a, '_> {
    /// `(arguments)` of a call; the current token is the opening parenthesis.
    #[inline(never)]
    pub(super) fn call_arguments(&mut self) -> Parsed<&'a Arguments<'a>> {
        let arguments = self.arguments(true)?;
        // Many calls have none.
        if arguments.positional.is_empty() && arguments.keywords.is_empty() {
            return Ok(&Arguments { positional: &[], keywords: &[] });
        }
        Ok(self.arena.store(arguments)?)
    }

    /// `(arguments)`; only calls take a generator without parentheses of its own.
    pub(super) fn arguments(&mut self, generator: bool) -> Parsed<Arguments<'a>> {
        let open = self.expect(TokenKind::LeftParenthesis)?.span.start;
        let mut positional = List::new();
        let mut keywords: List<'a, Keyword<'a>> = List::new();
        let mut late_positional = false;
        let mut comma = open;
        while !self.at(TokenKind::RightParenthesis) {
            let start = self.token.span.start;
            match self.token.kind {
                TokenKind::Star => {
                    let argument = self.starred_argument(&keywords, comma)?;
                    positional.push(self.arena, argument)?;
                }
                TokenKind::DoubleStar => {
                    self.advance()?;
                    let value = self.expression()?;
                    if self.at(TokenKind::Equal) {
                        return Err(self.unpacking_target(start, "keyword"));
                    }
                    keywords.push(self.arena, Keyword { span: self.span_from(start), name: None, value })?;
                }
                _ => {
                    let argument = self.expression()?;
                    if self.at(TokenKind::Equal) {
                        let keyword = self.keyword(argument)?;
                        keywords.push(self.arena, keyword)?;
                    } else {
                        let argument = match self.token.kind {
                            TokenKind::ColonEqual if self.bare_name(argument).is_none() => return Err(self.unexpected()),
                            TokenKind::ColonEqual => self.named_value(start, argument)?,
                            _ => argument,
                        };
                        if self.at(TokenKind::For) || self.at(TokenKind::Async) {
                            let first = positional.is_empty() && keywords.is_empty();
                            if !generator {
                                return Err(self.unexpected());
                            }
                            let argument = self.bare_generator(open, argument, first)?;
                            positional.push(self.arena, argument)?;
                            break;
                        }
                        late_positional |= !keywords.is_empty();
                        positional.push(self.arena, argument)?;
                    }
                }
            }
            comma = self.token.span.start;
            if !self.accept(TokenKind::Comma)? {
                break;
            }
        }
        if late_positional && self.at(TokenKind::RightParenthesis) {
            let unpacking = match keywords.as_slice().iter().any(|keyword| keyword.name.is_none()) {
                true => " unpacking",
                false => "",
            };
            let message = format_args!("positional argument follows keyword argument{unpacking}");
            return Err(self.syntax_error(self.token.span, message));
        }
        // The closing parenthesis was read already with a generator.
        if positional.last().is_none_or(|last| !is_bare_generator(last, open)) {
            self.expect(TokenKind::RightParenthesis)?;
        }
        Ok(Arguments { positional: self.store_list(positional)?, keywords: keywords.finish(self.arena)? })
    }

    fn starred_argument(&mut self, keywords: &List<'a, Keyword<'a>>, comma: Position) -> Parsed<&'a Expression<'a>> {
        let start = self.token.span.start;
        let argument = self.starred_item()?;
        if self.at(TokenKind::Equal) {
            return Err(self.unpacking_target(start, "iterable"));
        }
        if self.at(TokenKind::For) || self.at(TokenKind::Async) {
            self.comprehensions(argument)?;
        }
        if keywords.as_slice().iter().any(|keyword| keyword.name.is_none()) {
            let span = Span::new(comma, self.previous_end);
            let message = format_args!("iterable argument unpacking follows keyword argument unpacking");
            return Err(self.syntax_error(span, message));
        }
        Ok(argument)
    }

    /// `*value` in a call or subscript.
    pub(super) fn starred_item(&mut self) -> Parsed<&'a Expression<'a>> {
        let start = self.advance()?.span.start;
        let own = (!self.diagnosing).then(|| self.new_prefix());
        let outer = core::mem::replace(&mut self.prefix, own);
        let value = self.expression();
        let own = core::mem::replace(&mut self.prefix, outer);
        let nothing = value.is_err() && own.is_some_and(|own| own.end.is_none());
        if nothing && self.lexer.error.is_none() && self.error.is_some_and(|error| error.is_general()) {
            return Err(self.syntax_error(self.token.span, format_args!("Invalid star expression")));
        }
        self.make(start, ExpressionKind::Starred(value?))
    }

    /// `= value` behind `*argument` or `**argument`.
    fn unpacking_target(&mut self, start: Position, what: &str) -> super::Failure {
        self.diagnosing = true;
        if let Err(failure) = self.advance().and_then(|_| self.expression()) {
            return failure;
        }
        self.syntax_error(self.span_from(start), format_args!("cannot assign to {what} argument unpacking"))
    }

    /// `=value` behind an argument.
    fn keyword(&mut self, argument: &'a Expression<'a>) -> Parsed<Keyword<'a>> {
        let start = argument.span.start;
        let span = argument.span.to(self.token.span);
        let Some(name) = self.bare_name(argument) else {
            let failure = match argument.kind {
                ExpressionKind::Constant(Constant::None | Constant::True | Constant::False) => {
                    let what = super::diagnose::describe(argument);
                    self.syntax_error(span, format_args!("cannot assign to {what}"))
                }
                _ => self.syntax_error(span, format_args!("expression cannot contain assignment, perhaps you meant \"==\"?")),
            };
            return Err(failure);
        };
        self.advance()?;
        if matches!(self.token.kind, TokenKind::RightParenthesis | TokenKind::Comma) {
            return Err(self.syntax_error(span, format_args!("expected argument value expression")));
        }
        let value = self.expression()?;
        if self.at(TokenKind::For) {
            self.comprehensions(value)?;
            let message = format_args!("invalid syntax. Maybe you meant '==' or ':=' instead of '='?");
            return Err(self.syntax_error(span, message));
        }
        Ok(Keyword { span: self.span_from(start), name: Some(name), value })
    }

    /// `element for …` as the only argument; its parentheses are those of the call.
    fn bare_generator(&mut self, open: Position, element: &'a Expression<'a>, first: bool) -> Parsed<&'a Expression<'a>> {
        let generators = self.comprehensions(element)?;
        if !first || self.at(TokenKind::Comma) {
            let span = self.span_from(element.span.start);
            return Err(self.syntax_error(span, format_args!("Generator expression must be parenthesized")));
        }
        self.expect(TokenKind::RightParenthesis)?;
        self.make(open, ExpressionKind::Generator { element, generators })
    }
}

fn is_bare_generator(expression: &Expression<'_>, open: Position) -> bool {
    matches!(expression.kind, ExpressionKind::Generator { .. }) && expression.span.start == open
}
