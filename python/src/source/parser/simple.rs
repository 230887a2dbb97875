//! Statements of one line, and blocks of statements.

use super::diagnose::describe;
use super::target::{invalid_target, is_bitwise};
use super::{Failure, Parsed, Parser};
use crate::source::arena::List;
use crate::source::error::ErrorKind;
use crate::source::span::{Position, Span};
use crate::source::token::{Token, TokenKind};
use crate::source::tree::{Alias, BinaryOperator, Block, Constant, Expression, ExpressionKind, Statement, StatementKind};

/// The operator of an augmented assignment.
fn augmented_operator(kind: TokenKind) -> Option<BinaryOperator> {
    Some(match kind {
        TokenKind::PlusEqual => BinaryOperator::Add,
        TokenKind::MinusEqual => BinaryOperator::Subtract,
        TokenKind::StarEqual => BinaryOperator::Multiply,
        TokenKind::AtEqual => BinaryOperator::MatrixMultiply,
        TokenKind::SlashEqual => BinaryOperator::Divide,
        TokenKind::DoubleSlashEqual => BinaryOperator::FloorDivide,
        TokenKind::PercentEqual => BinaryOperator::Modulo,
        TokenKind::DoubleStarEqual => BinaryOperator::Power,
        TokenKind::LeftShiftEqual => BinaryOperator::LeftShift,
        TokenKind::RightShiftEqual => BinaryOperator::RightShift,
        TokenKind::VerticalBarEqual => BinaryOperator::BitOr,
        TokenKind::CircumflexEqual => BinaryOperator::BitXor,
        TokenKind::AmpersandEqual => BinaryOperator::BitAnd,
        _ => return None,
    })
}

impl<'a> Parser<'a, '_> {
    /// Adds the next statement, or all statements of the next line.
    pub(super) fn statement(&mut self, body: &mut List<'a, Statement<'a>>) -> Parsed<()> {
        self.check_stack()?;
        self.operand = None;
        self.parenthesized = None;
        match self.compound_statement()? {
            Some(statement) => body.push(self.arena, statement)?,
            None => self.simple_statements(body)?,
        }
        Ok(())
    }

    fn simple_statements(&mut self, body: &mut List<'a, Statement<'a>>) -> Parsed<()> {
        loop {
            let start = self.token.span.start;
            let kind = self.simple_statement()?;
            body.push(self.arena, Statement { span: self.span_from(start), kind })?;
            let separated = self.accept(TokenKind::Semicolon)?;
            if self.accept(TokenKind::NewLine)? {
                return Ok(());
            }
            if !separated {
                return Err(self.unexpected());
            }
            self.operand = None;
        }
    }

    /// The statements behind a colon. `what` names the owner for the error, `keyword` is where it starts.
    pub(super) fn block(&mut self, what: &str, keyword: Span) -> Parsed<Block<'a>> {
        let mut body = List::new();
        self.blocks = self.blocks.saturating_add(1);
        self.count_depth(0)?;
        if self.accept(TokenKind::NewLine)? {
            if !self.at(TokenKind::Indent) {
                return Err(self.missing_block(what, keyword));
            }
            self.advance()?;
            while !self.at(TokenKind::Dedent) {
                self.statement(&mut body)?;
            }
            self.expect(TokenKind::Dedent)?;
        } else {
            self.operand = None;
            self.simple_statements(&mut body)?;
        }
        self.blocks = self.blocks.saturating_sub(1);
        Ok(body.finish(self.arena)?)
    }

    fn simple_statement(&mut self) -> Parsed<StatementKind<'a>> {
        match self.token.kind {
            TokenKind::Return => {
                self.advance()?;
                let some = self.starts_expression() || self.at(TokenKind::Star);
                Ok(StatementKind::Return(if some { Some(self.star_expressions()?) } else { None }))
            }
            TokenKind::Import => self.import(),
            TokenKind::From => self.import_from(),
            TokenKind::Raise => {
                self.advance()?;
                if !self.starts_expression() {
                    return Ok(StatementKind::Raise { exception: None, cause: None });
                }
                let exception = Some(self.expression()?);
                let cause = if self.accept(TokenKind::From)? { Some(self.expression()?) } else { None };
                Ok(StatementKind::Raise { exception, cause })
            }
            TokenKind::Pass => self.word(StatementKind::Pass),
            TokenKind::Break => self.word(StatementKind::Break),
            TokenKind::Continue => self.word(StatementKind::Continue),
            TokenKind::Del => self.delete(),
            TokenKind::Assert => {
                self.advance()?;
                let test = self.expression()?;
                let message = if self.accept(TokenKind::Comma)? { Some(self.expression()?) } else { None };
                Ok(StatementKind::Assert { test, message })
            }
            TokenKind::Global => Ok(StatementKind::Global(self.names()?)),
            TokenKind::Nonlocal => Ok(StatementKind::Nonlocal(self.names()?)),
            TokenKind::Name if self.at_word("type") => {
                if self.peek()? == TokenKind::Name {
                    self.type_alias()
                } else {
                    self.expression_statement()
                }
            }
            _ => self.expression_statement(),
        }
    }

    fn word(&mut self, kind: StatementKind<'a>) -> Parsed<StatementKind<'a>> {
        self.advance()?;
        Ok(kind)
    }

    /// `global` or `nonlocal` names.
    fn names(&mut self) -> Parsed<&'a [&'a str]> {
        self.advance()?;
        let mut names = List::new();
        loop {
            let (name, _) = self.name()?;
            names.push(self.arena, name)?;
            if !self.accept(TokenKind::Comma)? {
                return Ok(names.finish(self.arena)?);
            }
        }
    }

    fn type_alias(&mut self) -> Parsed<StatementKind<'a>> {
        self.advance()?;
        let token = self.expect(TokenKind::Name)?;
        let name = self.make(token.span.start, ExpressionKind::Name(self.text_of(token)))?;
        let type_parameters = self.type_parameters()?;
        self.expect(TokenKind::Equal)?;
        let value = self.expression()?;
        Ok(StatementKind::TypeAlias { name, type_parameters, value })
    }

    fn delete(&mut self) -> Parsed<StatementKind<'a>> {
        self.advance()?;
        let mut targets = List::new();
        loop {
            let target = if self.at(TokenKind::Star) { self.starred()? } else { self.expression()? };
            targets.push(self.arena, target)?;
            if !self.accept(TokenKind::Comma)? || !self.starts_expression() {
                break;
            }
        }
        if !matches!(self.token.kind, TokenKind::NewLine | TokenKind::Semicolon) {
            return Err(self.unexpected());
        }
        for target in targets.as_slice() {
            if let Some(invalid) = invalid_target(target, true) {
                let what = describe(invalid);
                return Err(self.syntax_error(invalid.span, format_args!("cannot delete {what}")));
            }
        }
        Ok(StatementKind::Delete(self.store_list(targets)?))
    }

    fn import(&mut self) -> Parsed<StatementKind<'a>> {
        let keyword = self.advance()?.span;
        if self.at(TokenKind::NewLine) {
            return Err(self.no_imported_names());
        }
        let mut names = List::new();
        loop {
            let start = self.token.span.start;
            let name = self.dotted_name()?;
            let as_name = self.as_name()?;
            names.push(self.arena, Alias { span: self.span_from(start), name, as_name })?;
            if self.at(TokenKind::From) {
                return Err(self.import_before_from(keyword, names.as_slice()));
            }
            if !self.accept(TokenKind::Comma)? {
                return Ok(StatementKind::Import(names.finish(self.arena)?));
            }
        }
    }

    /// `import name from module`; the current token is `from`.
    #[cold]
    fn import_before_from(&mut self, keyword: Span, names: &[Alias<'a>]) -> Failure {
        let from = self.token.span;
        self.diagnosing = true;
        let read = self.advance().and_then(|_| self.dotted_name());
        if names.iter().any(|name| name.as_name.is_some()) || read.is_err() {
            return if self.lexer.error.is_some() { Failure } else { self.syntax_error(from, format_args!("invalid syntax")) };
        }
        // CPython marks up to where it reads, and counts from 0 there.
        let mut end = self.token.span.end;
        end.column = end.column.saturating_sub(1);
        let message = format_args!("Did you mean to use 'from ... import ...' instead?");
        self.syntax_error(Span::new(keyword.start, end), message)
    }

    fn no_imported_names(&mut self) -> Failure {
        let start = self.token.span.start;
        self.syntax_error(Span::new(start, start), format_args!("Expected one or more names after 'import'"))
    }

    fn as_name(&mut self) -> Parsed<Option<&'a str>> {
        Ok(if self.accept(TokenKind::As)? { Some(self.name()?.0) } else { None })
    }

    /// `a.b.c` as one string; blanks around the dots are left out.
    fn dotted_name(&mut self) -> Parsed<&'a str> {
        let first = self.expect(TokenKind::Name)?;
        let mut dense = true;
        let mut end = first.end;
        let mut bytes: List<'a, u8> = List::new();
        let name = self.identifier(first)?;
        dense &= name == self.text_of(first);
        bytes.extend(self.arena, name.as_bytes())?;
        while self.at(TokenKind::Dot) {
            dense &= self.token.start == end;
            self.advance()?;
            let part = self.expect(TokenKind::Name)?;
            dense &= part.start == end.saturating_add(1);
            end = part.end;
            bytes.push(self.arena, b'.')?;
            let name = self.identifier(part)?;
            dense &= name == self.text_of(part);
            bytes.extend(self.arena, name.as_bytes())?;
        }
        if dense {
            return Ok(self.text.get(first.start as usize..end as usize).unwrap_or(""));
        }
        let bytes = bytes.finish(self.arena)?;
        Ok(core::str::from_utf8(bytes).unwrap_or(""))
    }

    fn import_from(&mut self) -> Parsed<StatementKind<'a>> {
        self.advance()?;
        let mut level = 0_u32;
        loop {
            let dots = match self.token.kind {
                TokenKind::Dot => 1,
                TokenKind::Ellipsis => 3,
                _ => break,
            };
            level = level.saturating_add(dots);
            self.advance()?;
        }
        let module = match self.token.kind {
            TokenKind::Import if level > 0 => None,
            _ => Some(self.dotted_name()?),
        };
        self.expect(TokenKind::Import)?;
        let star = self.token.span;
        let mut names = List::new();
        if self.accept(TokenKind::Star)? {
            names.push(self.arena, Alias { span: star, name: "*", as_name: None })?;
            return Ok(StatementKind::ImportFrom { module, names: names.finish(self.arena)?, level });
        }
        if self.at(TokenKind::NewLine) {
            return Err(self.no_imported_names());
        }
        let parenthesized = self.accept(TokenKind::LeftParenthesis)?;
        loop {
            let (name, span) = self.name()?;
            let as_name = self.as_name()?;
            names.push(self.arena, Alias { span: self.span_from(span.start), name, as_name })?;
            if !self.accept(TokenKind::Comma)? {
                break;
            }
            if parenthesized && self.at(TokenKind::RightParenthesis) {
                break;
            }
            if self.at(TokenKind::NewLine) {
                let message = format_args!("trailing comma not allowed without surrounding parentheses");
                return Err(self.syntax_error(self.token.span, message));
            }
        }
        if parenthesized {
            self.expect(TokenKind::RightParenthesis)?;
        }
        Ok(StatementKind::ImportFrom { module, names: names.finish(self.arena)?, level })
    }

    /// An expression, or an assignment of one of the three kinds.
    fn expression_statement(&mut self) -> Parsed<StatementKind<'a>> {
        if self.at(TokenKind::Yield) {
            let value = self.yield_expression()?;
            if self.at(TokenKind::Equal) {
                return Err(self.yield_target(value));
            }
            return Ok(StatementKind::Expression(value));
        }
        let first = self.star_expressions()?;
        match self.token.kind {
            TokenKind::Equal => return self.assignment(first),
            TokenKind::Colon => return self.annotated_assignment(first),
            TokenKind::ColonEqual => {
                let last = match first.kind {
                    ExpressionKind::Tuple(elements) if !self.starts_with_parenthesis(first) => elements.last().copied().unwrap_or(first),
                    _ => first,
                };
                let starred = matches!(last.kind, ExpressionKind::Starred(_));
                if !starred && last.span.end == first.span.end && self.bare_name(last).is_none() {
                    self.named_value(last.span.start, last)?;
                }
            }
            _ => {}
        }
        let Some(operator) = augmented_operator(self.token.kind) else { return Ok(StatementKind::Expression(first)) };
        if !is_single_target(first) {
            let what = describe(first);
            let operator = self.advance()?;
            let value = self.yield_or_star_expressions();
            self.only_then(operator, value)?;
            return Err(self.syntax_error(first.span, format_args!("'{what}' is an illegal expression for augmented assignment")));
        }
        self.advance()?;
        let value = self.yield_or_star_expressions()?;
        Ok(StatementKind::AugmentedAssign { target: first, operator, value })
    }

    fn yield_target(&mut self, value: &'a Expression<'a>) -> Failure {
        self.syntax_error(value.span, format_args!("assignment to yield expression not possible"))
    }

    /// `= value`, once or more; the current token is the first `=`.
    fn assignment(&mut self, first: &'a Expression<'a>) -> Parsed<StatementKind<'a>> {
        let parenthesized = self.is_parenthesized(first);
        let invalid = invalid_target(first, false);
        let mut targets = List::new();
        targets.push(self.arena, first)?;
        self.advance()?;
        if let Some(invalid) = invalid {
            return Err(self.invalid_assignment(first, invalid, parenthesized));
        }
        let mut value = self.assigned_value()?;
        while self.at(TokenKind::Equal) {
            self.check_target(value)?;
            targets.push(self.arena, value)?;
            self.advance()?;
            value = self.assigned_value()?;
        }
        Ok(StatementKind::Assign { targets: self.store_list(targets)?, value })
    }

    fn assigned_value(&mut self) -> Parsed<&'a Expression<'a>> {
        let value = self.yield_or_star_expressions()?;
        if self.at(TokenKind::Equal)
            && matches!(value.kind, ExpressionKind::Yield(_) | ExpressionKind::YieldFrom(_))
            && !self.is_parenthesized(value)
        {
            return Err(self.yield_target(value));
        }
        Ok(value)
    }

    /// The error for an assignment to something else than a target; the `=` has been read.
    #[cold]
    fn invalid_assignment(&mut self, first: &'a Expression<'a>, invalid: &'a Expression<'a>, parenthesized: bool) -> Failure {
        let what = describe(invalid);
        // The expression next to the `=` may have been meant as one side of a comparison.
        let last = match first.kind {
            ExpressionKind::Tuple(elements) if !self.starts_with_parenthesis(first) => {
                // Not if a comma comes in between.
                elements.last().copied().filter(|last| last.span.end == first.span.end)
            }
            _ => Some(first),
        };
        let excluded = |expression: &Expression<'a>| {
            matches!(expression.kind, ExpressionKind::List(_) | ExpressionKind::Tuple(_) | ExpressionKind::Generator { .. })
                || (!parenthesized
                    && matches!(expression.kind, ExpressionKind::Constant(Constant::None | Constant::True | Constant::False)))
        };
        if let Some(last) = last
            && !parenthesized | core::ptr::eq(last, first)
            && is_bitwise(last)
            && !excluded(last)
        {
            self.diagnosing = true;
            let right = self.longest(|parser| parser.operators(super::expression::BIT_OR));
            match right {
                Ok(Some(end)) if !matches!(self.token.kind, TokenKind::Equal | TokenKind::ColonEqual) => {
                    if let ExpressionKind::Name(_) = last.kind {
                        let message = format_args!("invalid syntax. Maybe you meant '==' or ':=' instead of '='?");
                        return self.syntax_error(Span::new(last.span.start, end), message);
                    }
                    if core::ptr::eq(last, invalid) {
                        return self.syntax_error(
                            invalid.span,
                            format_args!("cannot assign to {what} here. Maybe you meant '==' instead of '='?"),
                        );
                    }
                }
                Err(failure) => return failure,
                _ => {}
            }
        }
        self.syntax_error(invalid.span, format_args!("cannot assign to {what}"))
    }

    fn starts_with_parenthesis(&self, tuple: &Expression<'a>) -> bool {
        match tuple.kind {
            ExpressionKind::Tuple(elements) => elements.first().is_none_or(|first| tuple.span.start != first.span.start),
            _ => false,
        }
    }

    /// What stands in front of `token` is wrong, but that is only said if what follows it could be read.
    fn only_then(&mut self, token: Token, read: Parsed<&'a Expression<'a>>) -> Parsed<()> {
        match read {
            Err(_) if self.lexer.error.is_none() && self.error.is_some_and(|error| error.kind == ErrorKind::Syntax) => {
                Err(self.syntax_error(token.span, format_args!("invalid syntax")))
            }
            Err(failure) => Err(failure),
            Ok(_) => Ok(()),
        }
    }

    /// `: annotation` and perhaps `= value`; the current token is the colon.
    fn annotated_assignment(&mut self, target: &'a Expression<'a>) -> Parsed<StatementKind<'a>> {
        let simple = self.bare_name(target).is_some();
        if !is_single_target(target) {
            let colon = self.advance()?;
            let annotation = self.expression();
            self.only_then(colon, annotation)?;
            let (what, span) = match target.kind {
                ExpressionKind::Tuple(elements) => {
                    let whole = self.starts_with_parenthesis(target);
                    let first = elements.first().map_or(target.span, |first| first.span);
                    ("tuple", if whole { target.span } else { first })
                }
                ExpressionKind::List(_) => ("list", target.span),
                ExpressionKind::Starred(_) => {
                    return Err(self.syntax_error(target.span, format_args!("invalid syntax")));
                }
                _ => return Err(self.syntax_error(target.span, format_args!("illegal target for annotation"))),
            };
            return Err(self.syntax_error(span, format_args!("only single target (not {what}) can be annotated")));
        }
        self.advance()?;
        let annotation = self.expression()?;
        let value = if self.accept(TokenKind::Equal)? { Some(self.yield_or_star_expressions()?) } else { None };
        Ok(StatementKind::AnnotatedAssign { target, annotation, value, simple })
    }

    /// A statement from `start` to the last token.
    pub(super) fn statement_at(&self, start: Position, kind: StatementKind<'a>) -> Statement<'a> {
        Statement { span: self.span_from(start), kind }
    }
}

/// Whether the expression is a name, an attribute or a subscript.
fn is_single_target(expression: &Expression<'_>) -> bool {
    matches!(expression.kind, ExpressionKind::Name(_) | ExpressionKind::Attribute { .. } | ExpressionKind::Subscript { .. })
}
