//! Statements with blocks: `if`, `while`, `for`, `with`, `try`, `match`.

use super::{Parsed, Parser};
use crate::source::arena::List;
use crate::source::span::Span;
use crate::source::token::TokenKind;
use crate::source::tree::{Block, Expression, ExpressionKind, For, Handler, IfBranch, MatchCase, Statement, StatementKind, Try, WithItem};

impl<'a> Parser<'a, '_> {
    /// The next statement if it is a compound one.
    pub(super) fn compound_statement(&mut self) -> Parsed<Option<Statement<'a>>> {
        let start = self.token.span.start;
        let kind = match self.token.kind {
            TokenKind::If => self.if_statement()?,
            TokenKind::While => self.while_statement()?,
            TokenKind::For => self.for_statement(false)?,
            TokenKind::Try => self.try_statement()?,
            TokenKind::With => self.with_statement(false)?,
            TokenKind::Def => self.function(&[], false)?,
            TokenKind::Class => self.class(&[])?,
            TokenKind::At => return self.decorated().map(Some),
            TokenKind::Async => {
                self.advance()?;
                self.operand = None;
                match self.token.kind {
                    TokenKind::Def => self.function(&[], true)?,
                    TokenKind::For => self.for_statement(true)?,
                    TokenKind::With => self.with_statement(true)?,
                    _ => return Err(self.unexpected()),
                }
            }
            TokenKind::Name if self.at_word("match") => {
                if !self.is_match_statement() {
                    return Ok(None);
                }
                self.match_statement()?
            }
            _ => return Ok(None),
        };
        Ok(Some(self.statement_at(start, kind)))
    }

    /// A colon; only at the end of the line the error says that it is missing.
    fn expect_colon(&mut self) -> Parsed<()> {
        if self.at(TokenKind::NewLine) {
            self.expect_forced(TokenKind::Colon)?;
        }
        self.expect(TokenKind::Colon)?;
        Ok(())
    }

    fn if_statement(&mut self) -> Parsed<StatementKind<'a>> {
        let mut branches = List::new();
        let mut what = "'if' statement";
        loop {
            let keyword = self.advance()?.span;
            let test = self.named_expression()?;
            self.expect_colon()?;
            let body = self.block(what, keyword)?;
            branches.push(self.arena, IfBranch { span: self.span_from(keyword.start), test, body })?;
            what = "'elif' statement";
            if !self.at(TokenKind::Elif) {
                break;
            }
        }
        let otherwise = self.else_block()?;
        Ok(StatementKind::If { branches: branches.finish(self.arena)?, otherwise })
    }

    fn else_block(&mut self) -> Parsed<Block<'a>> {
        self.keyword_block(TokenKind::Else, "'else' statement")
    }

    /// A block that a keyword and a colon introduce; empty if it is not there.
    fn keyword_block(&mut self, keyword: TokenKind, what: &str) -> Parsed<Block<'a>> {
        if !self.at(keyword) {
            return Ok(&[]);
        }
        let keyword = self.advance()?.span;
        self.expect_forced(TokenKind::Colon)?;
        self.block(what, keyword)
    }

    fn while_statement(&mut self) -> Parsed<StatementKind<'a>> {
        let keyword = self.advance()?.span;
        let test = self.named_expression()?;
        self.expect_colon()?;
        let body = self.block("'while' statement", keyword)?;
        let otherwise = self.else_block()?;
        Ok(StatementKind::While { test, body, otherwise })
    }

    fn for_statement(&mut self, is_async: bool) -> Parsed<StatementKind<'a>> {
        let keyword = self.advance()?.span;
        let target = self.for_targets()?;
        if !self.at(TokenKind::In) {
            self.check_loop_target(target)?;
        }
        self.expect(TokenKind::In)?;
        let iterable = self.star_expressions()?;
        self.expect_colon()?;
        let body = self.block("'for' statement", keyword)?;
        let otherwise = self.else_block()?;
        let node = self.arena.store(For { target, iterable, body, otherwise, is_async })?;
        Ok(StatementKind::For(node))
    }

    fn with_statement(&mut self, is_async: bool) -> Parsed<StatementKind<'a>> {
        let parenthesized = self.with_items_are_parenthesized();
        let keyword = self.advance()?.span;
        let items = if parenthesized { self.parenthesized_with_items()? } else { self.with_items()? };
        self.expect_colon()?;
        let body = self.block("'with' statement", keyword)?;
        Ok(StatementKind::With { items, body, is_async })
    }

    fn with_items(&mut self) -> Parsed<&'a [WithItem<'a>]> {
        let mut items = List::new();
        loop {
            let context = self.expression()?;
            let target = self.with_target()?;
            items.push(self.arena, WithItem { context, target })?;
            if !self.accept(TokenKind::Comma)? {
                return Ok(items.finish(self.arena)?);
            }
        }
    }

    fn with_target(&mut self) -> Parsed<Option<&'a Expression<'a>>> {
        if !self.accept(TokenKind::As)? {
            return Ok(None);
        }
        let target = if self.at(TokenKind::Star) { self.starred()? } else { self.expression()? };
        if matches!(self.token.kind, TokenKind::Comma | TokenKind::RightParenthesis | TokenKind::Colon) {
            self.check_target(target)?;
        }
        Ok(Some(target))
    }

    fn parenthesized_with_items(&mut self) -> Parsed<&'a [WithItem<'a>]> {
        self.expect(TokenKind::LeftParenthesis)?;
        let mut items = List::new();
        while !self.at(TokenKind::RightParenthesis) {
            let context = self.expression()?;
            let target = self.with_target()?;
            items.push(self.arena, WithItem { context, target })?;
            if !self.accept(TokenKind::Comma)? {
                break;
            }
        }
        self.expect(TokenKind::RightParenthesis)?;
        Ok(items.finish(self.arena)?)
    }

    /// Whether parentheses behind `with` (the current token) hold items: a colon (or the end of the line after an
    /// `as`) follows them, and nothing in them can only be in a tuple, group or generator.
    fn with_items_are_parenthesized(&mut self) -> bool {
        if self.lookahead.is_some() {
            return false;
        }
        let snapshot = self.lexer.snapshot();
        let answer = self.scan_with_parentheses().unwrap_or(false);
        self.lexer.restore(snapshot);
        answer
    }

    fn scan_with_parentheses(&mut self) -> Parsed<bool> {
        if self.lexer.next()?.kind != TokenKind::LeftParenthesis {
            return Ok(false);
        }
        let mut has_as = false;
        let mut only_expression = false;
        let mut lambda = false;
        let mut previous = TokenKind::Comma;
        let mut empty = true;
        loop {
            // The end of the source inside the parentheses is an error, so this ends.
            let Ok(token) = self.lexer.next() else { return Ok(has_as) };
            if token.level == 0 && token.kind == TokenKind::RightParenthesis {
                break;
            }
            empty = false;
            if token.level == 1 {
                let starts = previous == TokenKind::Comma;
                match token.kind {
                    TokenKind::As => has_as = true,
                    TokenKind::Lambda => lambda = true,
                    TokenKind::For | TokenKind::ColonEqual => only_expression = true,
                    TokenKind::Star | TokenKind::Yield if starts => only_expression = true,
                    _ => {}
                }
                // The comma between a lambda's parameters does not start an item.
                let in_lambda = lambda && token.kind == TokenKind::Comma;
                lambda &= token.kind != TokenKind::Colon;
                previous = if in_lambda { TokenKind::Lambda } else { token.kind };
            } else {
                previous = token.kind;
            }
        }
        if empty {
            return Ok(false);
        }
        let next = self.lexer.next()?.kind;
        Ok(has_as || (next == TokenKind::Colon && !only_expression))
    }

    fn try_statement(&mut self) -> Parsed<StatementKind<'a>> {
        let keyword = self.advance()?.span;
        self.expect_forced(TokenKind::Colon)?;
        let body = self.block("'try' statement", keyword)?;
        if !matches!(self.token.kind, TokenKind::Except | TokenKind::Finally) {
            let message = format_args!("expected 'except' or 'finally' block");
            self.syntax_error(self.token.span, message);
            return Err(self.without_end());
        }
        let mut handlers = List::new();
        let mut is_star = false;
        while self.at(TokenKind::Except) {
            let (handler, star, head) = self.handler()?;
            if !handlers.is_empty() && star != is_star {
                let message = format_args!("cannot have both 'except' and 'except*' on the same 'try'");
                return Err(self.syntax_error(head, message));
            }
            is_star = star;
            handlers.push(self.arena, handler)?;
        }
        let otherwise = if handlers.is_empty() { &[] } else { self.else_block()? };
        let finally = self.keyword_block(TokenKind::Finally, "'finally' statement")?;
        let handlers = handlers.finish(self.arena)?;
        let node = self.arena.store(Try { body, handlers, otherwise, finally, is_star })?;
        Ok(StatementKind::Try(node))
    }

    /// One `except`, whether it has a star, and where these two stand.
    fn handler(&mut self) -> Parsed<(Handler<'a>, bool, Span)> {
        let keyword = self.advance()?.span;
        let star = self.accept(TokenKind::Star)?;
        let head = self.span_from(keyword.start);
        let mut class = None;
        let mut name = None;
        if star && matches!(self.token.kind, TokenKind::NewLine | TokenKind::Colon) {
            let message = format_args!("expected one or more exception types");
            return Err(self.syntax_error(self.token.span, message));
        }
        if star || !matches!(self.token.kind, TokenKind::NewLine | TokenKind::Colon) {
            let first = self.expression()?;
            if self.at(TokenKind::Comma) {
                return Err(self.several_exception_types(first.span));
            }
            class = Some(first);
            if self.accept(TokenKind::As)? {
                name = Some(self.name()?.0);
            }
        }
        self.expect_colon()?;
        let what = if star { "'except*' statement" } else { "'except' statement" };
        let body = self.block(what, keyword)?;
        Ok((Handler { span: self.span_from(keyword.start), class, name, body }, star, head))
    }

    /// `except A, B:`; the current token is the comma.
    fn several_exception_types(&mut self, first: Span) -> super::Failure {
        let comma = self.token.span;
        self.diagnosing = true;
        let read = self.advance().and_then(|_| self.star_expressions_plain()).and_then(|_| {
            if self.accept(TokenKind::As)? {
                self.name()?;
            }
            Ok(self.at(TokenKind::Colon))
        });
        self.error = None;
        match read {
            Ok(true) => {
                let span = self.span_from(first.start);
                self.syntax_error(span, format_args!("multiple exception types must be parenthesized"))
            }
            _ => self.syntax_error(comma, format_args!("invalid syntax")),
        }
    }

    /// Whether `match` (the current token) starts a statement, not an expression.
    fn is_match_statement(&mut self) -> bool {
        if self.lookahead.is_some() {
            return false;
        }
        let snapshot = self.lexer.snapshot();
        let answer = self.scan_match().unwrap_or(false);
        self.lexer.restore(snapshot);
        answer
    }

    fn scan_match(&mut self) -> Parsed<bool> {
        use TokenKind::*;
        let mut token = self.lexer.next()?;
        match token.kind {
            // An expression starts here, and nothing that could go on behind a name.
            Name | Number | String | FormattedStart | None | True | False | LeftBrace | Tilde | Lambda | Await | Ellipsis => {
                return Ok(true);
            }
            Not => return Ok(self.lexer.next()?.kind != In),
            LeftParenthesis | LeftBracket | Minus | Plus | Star => {}
            _ => return Ok(false),
        }
        // Either is possible: it is a statement if the line ends with a colon.
        loop {
            let previous = token;
            token = self.lexer.next()?;
            match token.kind {
                NewLine | EndMarker => return Ok(previous.kind == Colon && previous.level == 0),
                Semicolon => return Ok(false),
                _ => {}
            }
        }
    }

    fn match_statement(&mut self) -> Parsed<StatementKind<'a>> {
        let keyword = self.advance()?.span;
        let start = self.token.span.start;
        let first = self.star_named_expression()?;
        let subject = match self.token.kind {
            TokenKind::Comma => self.tuple_after(start, first, true)?,
            _ if matches!(first.kind, ExpressionKind::Starred(_)) => return Err(self.unexpected()),
            _ => first,
        };
        self.expect_colon()?;
        self.expect(TokenKind::NewLine)?;
        if !self.at(TokenKind::Indent) {
            return Err(self.missing_block("'match' statement", keyword));
        }
        self.advance()?;
        self.operand = None;
        self.blocks = self.blocks.saturating_add(1);
        let mut cases = List::new();
        loop {
            if !self.at_word("case") {
                return Err(self.unexpected());
            }
            let case = self.case()?;
            cases.push(self.arena, case)?;
            if self.at(TokenKind::Dedent) {
                break;
            }
        }
        self.expect(TokenKind::Dedent)?;
        self.blocks = self.blocks.saturating_sub(1);
        Ok(StatementKind::Match { subject, cases: cases.finish(self.arena)? })
    }

    fn case(&mut self) -> Parsed<MatchCase<'a>> {
        let keyword = self.advance()?.span;
        let pattern = self.patterns()?;
        let guard = if self.accept(TokenKind::If)? { Some(self.named_expression()?) } else { None };
        self.expect_colon()?;
        let body = self.block("'case' statement", keyword)?;
        Ok(MatchCase { pattern, guard, body })
    }
}
