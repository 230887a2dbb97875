//! The patterns of `case`.

use super::{Parsed, Parser};
use crate::source::arena::List;
use crate::source::span::Position;
use crate::source::token::TokenKind;
use crate::source::tree::{
    BinaryOperator, ClassPattern, Constant, Expression, ExpressionKind, KeywordPattern, Pattern, PatternKind, UnaryOperator,
};

type Patterns<'a> = List<'a, &'a Pattern<'a>>;

impl<'a> Parser<'a, '_> {
    fn make_pattern(&mut self, start: Position, kind: PatternKind<'a>) -> Parsed<&'a Pattern<'a>> {
        let height = kind.children_height().saturating_add(1);
        self.count_depth(height)?;
        Ok(self.arena.store(Pattern { span: self.span_from(start), height, kind })?)
    }

    /// What stands behind `case`: one pattern, or a sequence without brackets.
    pub(super) fn patterns(&mut self) -> Parsed<&'a Pattern<'a>> {
        let start = self.token.span.start;
        self.operand = None;
        let first = self.maybe_star_pattern()?;
        if !self.at(TokenKind::Comma) {
            if let PatternKind::Star(_) = first.kind {
                return Err(self.unexpected());
            }
            return Ok(first);
        }
        let mut elements = Patterns::new();
        elements.push(self.arena, first)?;
        while self.accept(TokenKind::Comma)? && !matches!(self.token.kind, TokenKind::Colon | TokenKind::If) {
            elements.push(self.arena, self.maybe_star_pattern()?)?;
        }
        let elements = elements.finish(self.arena)?;
        self.make_pattern(start, PatternKind::Sequence(elements))
    }

    fn maybe_star_pattern(&mut self) -> Parsed<&'a Pattern<'a>> {
        if !self.at(TokenKind::Star) {
            return self.pattern();
        }
        let start = self.advance()?.span.start;
        let (name, _) = self.name()?;
        self.make_pattern(start, PatternKind::Star((name != "_").then_some(name)))
    }

    /// Alternatives, perhaps bound to a name by `as`.
    fn pattern(&mut self) -> Parsed<&'a Pattern<'a>> {
        self.check_stack()?;
        let start = self.token.span.start;
        let mut pattern = self.closed_pattern()?;
        if self.at(TokenKind::VerticalBar) {
            let mut alternatives = Patterns::new();
            alternatives.push(self.arena, pattern)?;
            while self.accept(TokenKind::VerticalBar)? {
                alternatives.push(self.arena, self.closed_pattern()?)?;
            }
            let alternatives = alternatives.finish(self.arena)?;
            pattern = self.make_pattern(start, PatternKind::Or(alternatives))?;
        }
        if !self.accept(TokenKind::As)? {
            return Ok(pattern);
        }
        let token = self.token;
        if !self.at(TokenKind::Name) {
            if !self.starts_expression() {
                return Err(self.unexpected());
            }
            let target = self.expression()?;
            return Err(self.syntax_error(target.span, format_args!("invalid pattern target")));
        }
        if self.at_word("_") {
            return Err(self.syntax_error(token.span, format_args!("cannot use '_' as a target")));
        }
        self.advance()?;
        let name = self.text_of(token);
        self.make_pattern(start, PatternKind::As { pattern: Some(pattern), name })
    }

    fn closed_pattern(&mut self) -> Parsed<&'a Pattern<'a>> {
        let start = self.token.span.start;
        match self.token.kind {
            TokenKind::Name => self.name_pattern(),
            TokenKind::Number | TokenKind::Minus | TokenKind::String | TokenKind::FormattedStart => {
                let value = self.literal_value()?;
                self.make_pattern(start, PatternKind::Value(value))
            }
            TokenKind::None => self.singleton(Constant::None),
            TokenKind::True => self.singleton(Constant::True),
            TokenKind::False => self.singleton(Constant::False),
            TokenKind::LeftParenthesis => self.group_pattern(),
            TokenKind::LeftBracket => {
                self.advance()?;
                let elements = self.sequence_elements(TokenKind::RightBracket, Patterns::new())?;
                self.make_pattern(start, PatternKind::Sequence(elements))
            }
            TokenKind::LeftBrace => self.mapping_pattern(),
            _ => Err(self.unexpected()),
        }
    }

    fn singleton(&mut self, constant: Constant<'a>) -> Parsed<&'a Pattern<'a>> {
        let start = self.advance()?.span.start;
        self.make_pattern(start, PatternKind::Singleton(constant))
    }

    /// `(pattern)`, or a sequence in parentheses.
    fn group_pattern(&mut self) -> Parsed<&'a Pattern<'a>> {
        let start = self.advance()?.span.start;
        let mut elements = Patterns::new();
        if !self.at(TokenKind::RightParenthesis) {
            let first = self.maybe_star_pattern()?;
            if !self.at(TokenKind::Comma) {
                if let PatternKind::Star(_) = first.kind {
                    return Err(self.unexpected());
                }
                self.expect(TokenKind::RightParenthesis)?;
                return Ok(first);
            }
            self.advance()?;
            elements.push(self.arena, first)?;
        }
        let elements = self.sequence_elements(TokenKind::RightParenthesis, elements)?;
        self.make_pattern(start, PatternKind::Sequence(elements))
    }

    /// Patterns up to the closing bracket, and that bracket.
    fn sequence_elements(&mut self, close: TokenKind, mut elements: Patterns<'a>) -> Parsed<&'a [&'a Pattern<'a>]> {
        while !self.at(close) {
            elements.push(self.arena, self.maybe_star_pattern()?)?;
            if !self.accept(TokenKind::Comma)? {
                break;
            }
        }
        self.expect(close)?;
        Ok(elements.finish(self.arena)?)
    }

    /// A capture, a wildcard, a dotted name, or a class with its parentheses.
    fn name_pattern(&mut self) -> Parsed<&'a Pattern<'a>> {
        let token = self.token;
        let start = token.span.start;
        let value = self.dotted_value()?;
        if self.at(TokenKind::LeftParenthesis) {
            return self.class_pattern(start, value);
        }
        let kind = match value.kind {
            ExpressionKind::Name("_") => PatternKind::Wildcard,
            ExpressionKind::Name(name) => PatternKind::As { pattern: None, name },
            _ => PatternKind::Value(value),
        };
        self.make_pattern(start, kind)
    }

    /// `name` or `name.name…`
    fn dotted_value(&mut self) -> Parsed<&'a Expression<'a>> {
        let start = self.token.span.start;
        let (name, _) = self.name()?;
        let mut value = self.make(start, ExpressionKind::Name(name))?;
        while self.accept(TokenKind::Dot)? {
            let (name, _) = self.name()?;
            value = self.make(start, ExpressionKind::Attribute { value, name })?;
        }
        Ok(value)
    }

    fn class_pattern(&mut self, start: Position, class: &'a Expression<'a>) -> Parsed<&'a Pattern<'a>> {
        self.expect(TokenKind::LeftParenthesis)?;
        let mut patterns = Patterns::new();
        let mut keywords = List::new();
        let mut late: Option<&'a Pattern<'a>> = None;
        while !self.at(TokenKind::RightParenthesis) {
            if self.at(TokenKind::Name) && self.peek()? == TokenKind::Equal {
                if late.is_some() {
                    break;
                }
                let (name, name_span) = self.name()?;
                self.advance()?;
                let pattern = self.pattern()?;
                keywords.push(self.arena, KeywordPattern { name, name_span, pattern })?;
            } else {
                let pattern = self.pattern()?;
                if !keywords.is_empty() && late.is_none() {
                    late = Some(pattern);
                }
                patterns.push(self.arena, pattern)?;
            }
            if !self.accept(TokenKind::Comma)? {
                break;
            }
        }
        if let (Some(first), Some(last)) = (late, patterns.last()) {
            let message = format_args!("positional patterns follow keyword patterns");
            return Err(self.syntax_error(first.span.to(last.span), message));
        }
        self.expect(TokenKind::RightParenthesis)?;
        let patterns = patterns.finish(self.arena)?;
        let keywords = keywords.finish(self.arena)?;
        let node = self.arena.store(ClassPattern { class, patterns, keywords })?;
        self.make_pattern(start, PatternKind::Class(node))
    }

    fn mapping_pattern(&mut self) -> Parsed<&'a Pattern<'a>> {
        let start = self.advance()?.span.start;
        let mut keys = List::new();
        let mut patterns = Patterns::new();
        let mut rest = None;
        while !self.at(TokenKind::RightBrace) {
            if self.accept(TokenKind::DoubleStar)? {
                if self.at_word("_") {
                    return Err(self.unexpected());
                }
                rest = Some(self.name()?.0);
                self.accept(TokenKind::Comma)?;
                break;
            }
            let key = match self.token.kind {
                TokenKind::Name => {
                    let key = self.dotted_value()?;
                    if let ExpressionKind::Name(_) = key.kind {
                        return Err(self.unexpected());
                    }
                    key
                }
                _ => self.literal_value()?,
            };
            self.expect(TokenKind::Colon)?;
            keys.push(self.arena, key)?;
            patterns.push(self.arena, self.pattern()?)?;
            if !self.accept(TokenKind::Comma)? {
                break;
            }
        }
        self.expect(TokenKind::RightBrace)?;
        let keys = self.store_list(keys)?;
        let patterns = patterns.finish(self.arena)?;
        self.make_pattern(start, PatternKind::Mapping { keys, patterns, rest })
    }

    /// A number, perhaps negative or complex; a string; `None`, `True` or `False`.
    fn literal_value(&mut self) -> Parsed<&'a Expression<'a>> {
        if !matches!(self.token.kind, TokenKind::Number | TokenKind::Minus) {
            return match self.token.kind {
                TokenKind::String | TokenKind::FormattedStart | TokenKind::None | TokenKind::True | TokenKind::False => self.atom(),
                _ => Err(self.unexpected()),
            };
        }
        let start = self.token.span.start;
        let left = self.signed_number()?;
        let operator = match self.token.kind {
            TokenKind::Plus => BinaryOperator::Add,
            TokenKind::Minus => BinaryOperator::Subtract,
            _ => return Ok(left),
        };
        if is_imaginary(left) {
            let message = format_args!("real number required in complex literal");
            return Err(self.syntax_error(left.span, message));
        }
        self.advance()?;
        if !self.at(TokenKind::Number) {
            return Err(self.unexpected());
        }
        let right = self.atom()?;
        if !is_imaginary(right) {
            let message = format_args!("imaginary number required in complex literal");
            return Err(self.syntax_error(right.span, message));
        }
        self.make(start, ExpressionKind::Binary { left, operator, right })
    }

    fn signed_number(&mut self) -> Parsed<&'a Expression<'a>> {
        let start = self.token.span.start;
        let negative = self.accept(TokenKind::Minus)?;
        if !self.at(TokenKind::Number) {
            return Err(self.unexpected());
        }
        let operand = self.atom()?;
        if !negative {
            return Ok(operand);
        }
        self.make(start, ExpressionKind::Unary { operator: UnaryOperator::Minus, operand })
    }
}

fn is_imaginary(expression: &Expression<'_>) -> bool {
    match expression.kind {
        ExpressionKind::Constant(Constant::Imaginary(_)) => true,
        ExpressionKind::Unary { operand, .. } => {
            matches!(operand.kind, ExpressionKind::Constant(Constant::Imaginary(_)))
        }
        _ => false,
    }
}
