//! Names, literals, displays and comprehensions, and what follows them: attributes, calls, subscripts.

use super::expression::BIT_OR;
use super::{Parsed, Parser};
use crate::source::arena::List;
use crate::source::error::ErrorEnd;
use crate::source::span::{Position, Span};
use crate::source::token::TokenKind;
use crate::source::tree::{Comprehension, Constant, DictionaryItem, Expression, ExpressionKind};

impl<'a> Parser<'a, '_> {
    /// An atom with its attributes, calls and subscripts, perhaps behind `await`.
    pub(super) fn primary(&mut self) -> Parsed<&'a Expression<'a>> {
        if !self.at(TokenKind::Await) {
            return self.primary_without_await();
        }
        let start = self.advance()?.span.start;
        let value = self.primary_without_await()?;
        self.make(start, ExpressionKind::Await(value))
    }

    fn primary_without_await(&mut self) -> Parsed<&'a Expression<'a>> {
        let start = self.token.span.start;
        let mut value = self.atom()?;
        loop {
            if self.prefix.is_some() {
                self.note_prefix();
            }
            value = match self.token.kind {
                TokenKind::Dot => {
                    self.advance()?;
                    let (name, _) = self.name()?;
                    self.make(start, ExpressionKind::Attribute { value, name })?
                }
                TokenKind::LeftParenthesis => {
                    let arguments = self.call_arguments()?;
                    self.make(start, ExpressionKind::Call { function: value, arguments })?
                }
                TokenKind::LeftBracket => {
                    self.advance()?;
                    if self.at(TokenKind::RightBracket) {
                        return Err(self.empty_subscript());
                    }
                    let index = self.subscript_index()?;
                    self.expect(TokenKind::RightBracket)?;
                    self.make(start, ExpressionKind::Subscript { value, index })?
                }
                _ => return Ok(value),
            };
        }
    }

    /// `value[]`: inside of brackets, CPython takes the second part for a list behind a forgotten comma.
    #[cold]
    fn empty_subscript(&mut self) -> super::Failure {
        let bracket = self.token;
        if self.diagnosing || bracket.level == 0 || self.starts_with_soft_word(self.disjunction.1) {
            return self.unexpected();
        }
        let span = Span::new(self.disjunction.0, bracket.span.end);
        self.syntax_error(span, format_args!("invalid syntax. Perhaps you forgot a comma?"))
    }

    fn constant(&mut self, constant: Constant<'a>) -> Parsed<&'a Expression<'a>> {
        let start = self.advance()?.span.start;
        self.make(start, ExpressionKind::Constant(constant))
    }

    pub(super) fn atom(&mut self) -> Parsed<&'a Expression<'a>> {
        match self.token.kind {
            TokenKind::Name => {
                let token = self.advance()?;
                let name = self.identifier(token)?;
                self.make(token.span.start, ExpressionKind::Name(name))
            }
            TokenKind::Number => {
                let constant = self.number(self.token)?;
                self.constant(constant)
            }
            TokenKind::String | TokenKind::FormattedStart => self.strings(),
            TokenKind::None => self.constant(Constant::None),
            TokenKind::True => self.constant(Constant::True),
            TokenKind::False => self.constant(Constant::False),
            TokenKind::Ellipsis => self.constant(Constant::Ellipsis),
            TokenKind::LeftParenthesis => self.parentheses(),
            TokenKind::LeftBracket => self.list(),
            TokenKind::LeftBrace => self.braces(),
            _ => Err(self.unexpected()),
        }
    }

    fn at_comprehension(&mut self) -> Parsed<bool> {
        Ok(self.at(TokenKind::For) || (self.at(TokenKind::Async) && self.peek()? == TokenKind::For))
    }

    /// `(…)`: a group, a tuple, a generator or a `yield`.
    #[inline(never)]
    fn parentheses(&mut self) -> Parsed<&'a Expression<'a>> {
        let start = self.advance()?.span.start;
        match self.token.kind {
            TokenKind::RightParenthesis => {
                self.advance()?;
                return self.make(start, ExpressionKind::Tuple(&[]));
            }
            TokenKind::Yield => {
                let value = self.yield_expression()?;
                self.expect(TokenKind::RightParenthesis)?;
                self.parenthesized = Some(value);
                return Ok(value);
            }
            TokenKind::DoubleStar => {
                let stars = self.advance()?.span;
                self.expression()?;
                if !self.at(TokenKind::RightParenthesis) {
                    return Err(self.unexpected());
                }
                return Err(self.syntax_error(stars, format_args!("cannot use double starred expression here")));
            }
            _ => {}
        }
        let first = self.first_element()?;
        if self.at_comprehension()? {
            let generators = self.comprehensions(first)?;
            self.expect(TokenKind::RightParenthesis)?;
            return self.make(start, ExpressionKind::Generator { element: first, generators });
        }
        if !self.at(TokenKind::Comma) {
            if let ExpressionKind::Starred(_) = first.kind
                && self.at(TokenKind::RightParenthesis)
            {
                return Err(self.syntax_error(first.span, format_args!("cannot use starred expression here")));
            }
            self.expect(TokenKind::RightParenthesis)?;
            self.parenthesized = Some(first);
            return Ok(first);
        }
        let elements = self.elements(first, TokenKind::RightParenthesis)?;
        self.expect(TokenKind::RightParenthesis)?;
        self.make(start, ExpressionKind::Tuple(elements))
    }

    /// What comes behind an opening bracket.
    fn first_element(&mut self) -> Parsed<&'a Expression<'a>> {
        if self.at(TokenKind::Star) {
            self.peek()?;
            if let Some(next) = self.lookahead
                && !next.kind.starts_expression()
            {
                return Err(self.syntax_error(next.span, format_args!("Invalid star expression")));
            }
        }
        self.star_named_expression()
    }

    /// The elements of a display up to its closing bracket; the first has been read.
    fn elements(&mut self, first: &'a Expression<'a>, close: TokenKind) -> Parsed<&'a [&'a Expression<'a>]> {
        let mut elements = List::new();
        elements.push(self.arena, first)?;
        while self.at(TokenKind::Comma) {
            let comma = self.advance()?.span;
            if self.at(close) {
                break;
            }
            if close != TokenKind::RightParenthesis && self.at_comprehension()? {
                return self.unparenthesized_target(first.span.to(comma), first);
            }
            let element = self.star_named_expression()?;
            elements.push(self.arena, element)?;
            if close != TokenKind::RightParenthesis && self.at_comprehension()? {
                return self.unparenthesized_target(first.span.to(element.span), first);
            }
        }
        self.store_list(elements)
    }

    fn unparenthesized_target<T>(&mut self, span: Span, first: &'a Expression<'a>) -> Parsed<T> {
        self.comprehensions(first)?;
        Err(self.syntax_error(span, format_args!("did you forget parentheses around the comprehension target?")))
    }

    #[inline(never)]
    fn list(&mut self) -> Parsed<&'a Expression<'a>> {
        let start = self.advance()?.span.start;
        if self.accept(TokenKind::RightBracket)? {
            return self.make(start, ExpressionKind::List(&[]));
        }
        let first = self.first_element()?;
        if self.at_comprehension()? {
            let generators = self.comprehensions(first)?;
            self.expect(TokenKind::RightBracket)?;
            return self.make(start, ExpressionKind::ListComprehension { element: first, generators });
        }
        let elements = self.elements(first, TokenKind::RightBracket)?;
        self.expect(TokenKind::RightBracket)?;
        self.make(start, ExpressionKind::List(elements))
    }

    /// `{…}`: a set or a dictionary.
    #[inline(never)]
    fn braces(&mut self) -> Parsed<&'a Expression<'a>> {
        let start = self.advance()?.span.start;
        if self.accept(TokenKind::RightBrace)? {
            return self.make(start, ExpressionKind::Dictionary(&[]));
        }
        if self.at(TokenKind::DoubleStar) {
            let stars = self.token.span;
            let first = self.dictionary_item(false)?;
            if self.at_comprehension()? {
                self.comprehensions(first.value)?;
                let message = format_args!("dict unpacking cannot be used in dict comprehension");
                return Err(self.syntax_error(stars, message));
            }
            return self.dictionary(start, first);
        }
        let first = self.first_element()?;
        let whole = matches!(first.kind, ExpressionKind::Starred(_) | ExpressionKind::Named { .. });
        if self.at(TokenKind::Colon) && (!whole || self.is_parenthesized(first)) {
            let value = self.dictionary_value()?;
            if self.at_comprehension()? {
                let generators = self.comprehensions(first)?;
                self.expect(TokenKind::RightBrace)?;
                let pair = self.arena.store((first, value))?;
                return self.make(start, ExpressionKind::DictionaryComprehension { pair, generators });
            }
            return self.dictionary(start, DictionaryItem { key: Some(first), value });
        }
        if self.at_comprehension()? {
            let generators = self.comprehensions(first)?;
            self.expect(TokenKind::RightBrace)?;
            return self.make(start, ExpressionKind::SetComprehension { element: first, generators });
        }
        let elements = self.elements(first, TokenKind::RightBrace)?;
        self.expect(TokenKind::RightBrace)?;
        self.make(start, ExpressionKind::Set(elements))
    }

    /// The rest of a dictionary whose first item has been read.
    fn dictionary(&mut self, start: Position, first: DictionaryItem<'a>) -> Parsed<&'a Expression<'a>> {
        let mut items = List::new();
        items.push(self.arena, first)?;
        while self.accept(TokenKind::Comma)? && !self.at(TokenKind::RightBrace) {
            let item = self.dictionary_item(true)?;
            items.push(self.arena, item)?;
        }
        self.expect(TokenKind::RightBrace)?;
        let items = items.finish(self.arena)?;
        self.make(start, ExpressionKind::Dictionary(items))
    }

    fn dictionary_item(&mut self, later: bool) -> Parsed<DictionaryItem<'a>> {
        if self.accept(TokenKind::DoubleStar)? {
            let value = self.operators(BIT_OR)?;
            return Ok(DictionaryItem { key: None, value });
        }
        let key = self.expression()?;
        if later && !self.at(TokenKind::Colon) {
            let mut position = key.span.end;
            position.column = position.column.saturating_sub(1);
            let span = Span::new(position, key.span.end);
            let failure = self.syntax_error(span, format_args!("':' expected after dictionary key"));
            self.error = self.error.map(|error| error.with_end(ErrorEnd::Zero));
            return Err(failure);
        }
        if !self.at(TokenKind::Colon) {
            return Err(self.unexpected());
        }
        let value = self.dictionary_value()?;
        Ok(DictionaryItem { key: Some(key), value })
    }

    /// The value behind a key; the current token is the colon.
    fn dictionary_value(&mut self) -> Parsed<&'a Expression<'a>> {
        let colon = self.advance()?.span;
        match self.token.kind {
            TokenKind::Comma | TokenKind::RightBrace => {
                let message = format_args!("expression expected after dictionary key and ':'");
                Err(self.syntax_error(colon, message))
            }
            TokenKind::Star => {
                let star = self.starred()?;
                let message = format_args!("cannot use a starred expression in a dictionary value");
                Err(self.syntax_error(star.span, message))
            }
            _ => self.expression(),
        }
    }

    /// One or more `for target in iterable if condition`; the current token is `for` or `async`.
    #[inline(never)]
    pub(super) fn comprehensions(&mut self, element: &'a Expression<'a>) -> Parsed<&'a [Comprehension<'a>]> {
        let mut generators = List::new();
        while self.at_comprehension()? {
            let is_async = self.accept(TokenKind::Async)?;
            self.expect(TokenKind::For)?;
            let target = self.for_targets()?;
            if !self.at(TokenKind::In) {
                let message = format_args!("'in' expected after for-loop variables");
                return Err(self.syntax_error(self.token.span, message));
            }
            self.advance()?;
            let iterable = self.disjunction()?;
            let mut conditions = List::new();
            while self.accept(TokenKind::If)? {
                conditions.push(self.arena, self.disjunction()?)?;
            }
            // A comma cannot have been forgotten here.
            self.operand = None;
            let conditions = self.store_list(conditions)?;
            generators.push(self.arena, Comprehension { target, iterable, conditions, is_async })?;
        }
        if let ExpressionKind::Starred(_) = element.kind {
            let message = format_args!("iterable unpacking cannot be used in comprehension");
            return Err(self.syntax_error(element.span, message));
        }
        Ok(generators.finish(self.arena)?)
    }

    /// What stands in the brackets of a subscript.
    #[inline(never)]
    fn subscript_index(&mut self) -> Parsed<&'a Expression<'a>> {
        let start = self.token.span.start;
        let first = self.slice()?;
        if !self.at(TokenKind::Comma) && !matches!(first.kind, ExpressionKind::Starred(_)) {
            return Ok(first);
        }
        let mut elements = List::new();
        elements.push(self.arena, first)?;
        while self.accept(TokenKind::Comma)? && !self.at(TokenKind::RightBracket) {
            elements.push(self.arena, self.slice()?)?;
        }
        let elements = self.store_list(elements)?;
        self.make(start, ExpressionKind::Tuple(elements))
    }

    fn slice(&mut self) -> Parsed<&'a Expression<'a>> {
        let start = self.token.span.start;
        let lower = match self.token.kind {
            TokenKind::Colon => None,
            _ => {
                let first = if self.at(TokenKind::Star) { self.starred_item()? } else { self.named_expression()? };
                let whole = matches!(first.kind, ExpressionKind::Starred(_) | ExpressionKind::Named { .. });
                if !self.at(TokenKind::Colon) || (whole && !self.is_parenthesized(first)) {
                    return Ok(first);
                }
                Some(first)
            }
        };
        self.expect(TokenKind::Colon)?;
        let upper = self.slice_part()?;
        let step = if self.accept(TokenKind::Colon)? { self.slice_part()? } else { None };
        self.make(start, ExpressionKind::Slice { lower, upper, step })
    }

    fn slice_part(&mut self) -> Parsed<Option<&'a Expression<'a>>> {
        match self.token.kind {
            TokenKind::Colon | TokenKind::Comma | TokenKind::RightBracket => Ok(None),
            _ => Ok(Some(self.expression()?)),
        }
    }
}
