//! Neighbouring string literals, f-strings among them, become one expression.

use super::string::{Literal, is_plain, split};
use super::{Failure, Parsed, Parser};
use crate::source::arena::List;
use crate::source::error::ErrorKind;
use crate::source::span::Span;
use crate::source::token::{Token, TokenKind};
use crate::source::tree::{Constant, Conversion, Expression, ExpressionKind, FormattedField, FormattedPart};

/// An f-string while it is read: what is done, and the text that has been read since.
struct Pieces<'a> {
    parts: List<'a, FormattedPart<'a>>,
    text: List<'a, u8>,
    text_span: Option<Span>,
}

impl<'a> Pieces<'a> {
    fn new() -> Pieces<'a> {
        Pieces { parts: List::new(), text: List::new(), text_span: None }
    }

    fn cover(&mut self, span: Span) {
        self.text_span = Some(self.text_span.map_or(span, |text| text.to(span)));
    }
}

impl<'a> Parser<'a, '_> {
    /// One or more literals side by side.
    #[inline(never)]
    pub(super) fn strings(&mut self) -> Parsed<&'a Expression<'a>> {
        let start = self.token.span.start;
        if self.at(TokenKind::String) {
            // Most literals stand alone and are what is written.
            let token = self.advance()?;
            let literal = split(self.text_of(token));
            let alone = !matches!(self.token.kind, TokenKind::String | TokenKind::FormattedStart);
            if alone && !literal.bytes && is_plain(literal.contents, literal.raw) {
                let text = Constant::String(literal.contents.as_bytes());
                return self.make(start, ExpressionKind::Constant(text));
            }
            return self.more_strings(Some(token));
        }
        self.more_strings(None)
    }

    fn more_strings(&mut self, first: Option<Token>) -> Parsed<&'a Expression<'a>> {
        let mut pieces = Pieces::new();
        let mut formatted = false;
        let mut bytes = None;
        let mut mixed = false;
        let start = first.map_or(self.token.span.start, |token| token.span.start);
        let mut pending = first;
        loop {
            let token = match pending.take() {
                Some(token) => token,
                None if self.at(TokenKind::String) => self.advance()?,
                None if self.at(TokenKind::FormattedStart) => {
                    formatted = true;
                    mixed |= bytes == Some(true);
                    bytes = Some(false);
                    self.formatted_string(&mut pieces)?;
                    continue;
                }
                None => break,
            };
            let literal = split(self.text_of(token));
            mixed |= bytes.is_some_and(|bytes| bytes != literal.bytes);
            bytes = Some(literal.bytes);
            if !literal.contents.is_empty() {
                pieces.cover(token.span);
            }
            self.decode(token, &literal, false, &mut pieces.text)?;
        }
        if mixed {
            let message = format_args!("cannot mix bytes and nonbytes literals");
            return Err(self.syntax_error(self.token.span, message));
        }
        if formatted {
            self.flush(&mut pieces)?;
            let parts = pieces.parts.finish(self.arena)?;
            return self.make(start, ExpressionKind::FormattedString(parts));
        }
        let text = pieces.text.finish(self.arena)?;
        let constant = if bytes == Some(true) { Constant::Bytes(text) } else { Constant::String(text) };
        self.make(start, ExpressionKind::Constant(constant))
    }

    /// Makes a part of the text read so far.
    fn flush(&mut self, pieces: &mut Pieces<'a>) -> Parsed<()> {
        if pieces.text.is_empty() {
            pieces.text_span = None;
            return Ok(());
        }
        let text = core::mem::take(&mut pieces.text).finish(self.arena)?;
        let span = pieces.text_span.take().unwrap_or_default();
        pieces.parts.push(self.arena, FormattedPart::Literal { text, span })?;
        Ok(())
    }

    /// One f-string; the current token is its start.
    fn formatted_string(&mut self, pieces: &mut Pieces<'a>) -> Parsed<()> {
        let start = self.advance()?;
        let raw = self.text_of(start).bytes().any(|byte| matches!(byte, b'r' | b'R'));
        loop {
            match self.token.kind {
                TokenKind::FormattedMiddle => self.formatted_text(raw, true, pieces)?,
                TokenKind::LeftBrace => self.formatted_field(raw, pieces)?,
                TokenKind::FormattedEnd => {
                    self.advance()?;
                    return Ok(());
                }
                _ => return Err(self.unexpected()),
            }
        }
    }

    fn formatted_text(&mut self, raw: bool, braces: bool, pieces: &mut Pieces<'a>) -> Parsed<()> {
        let token = self.advance()?;
        pieces.cover(token.span);
        let literal = Literal { raw, bytes: false, contents: self.text_of(token) };
        match self.decode(token, &literal, braces, &mut pieces.text) {
            Err(_) if self.error.is_some_and(|error| error.kind == ErrorKind::Syntax) => Err(self.wrong_text()),
            decoded => decoded,
        }
    }

    /// What is wrong in the text of an f-string is said of its end.
    #[cold]
    fn wrong_text(&mut self) -> Failure {
        let mut inner = 0_usize;
        loop {
            match self.token.kind {
                TokenKind::FormattedStart => inner = inner.saturating_add(1),
                TokenKind::FormattedEnd if inner == 0 => break,
                TokenKind::FormattedEnd => inner = inner.saturating_sub(1),
                TokenKind::EndMarker => break,
                _ => {}
            }
            if let Err(failure) = self.advance() {
                return failure;
            }
        }
        let span = self.token.span;
        self.error = self.error.map(|error| error.at(span));
        Failure
    }

    /// `{expression = !conversion : specification}`; the current token is the brace.
    fn formatted_field(&mut self, raw: bool, pieces: &mut Pieces<'a>) -> Parsed<()> {
        self.check_stack()?;
        let open = self.advance()?;
        self.operand = None;
        if let TokenKind::RightBrace | TokenKind::Exclamation | TokenKind::Colon | TokenKind::Equal = self.token.kind {
            let found = self.token.kind.text();
            return Err(self.syntax_error(self.token.span, format_args!("f-string: valid expression required before '{found}'")));
        }
        if !self.starts_expression() && !matches!(self.token.kind, TokenKind::Star | TokenKind::Yield) {
            let message = format_args!("f-string: expecting a valid expression after '{{'");
            return Err(self.syntax_error(self.token.span, message));
        }
        let first = self.token.span;
        let starred = self.at(TokenKind::Star);
        let own = (!self.diagnosing).then(|| self.new_prefix());
        let outer = core::mem::replace(&mut self.prefix, own);
        let expression = self.yield_or_star_expressions();
        let own = core::mem::replace(&mut self.prefix, outer);
        let mut expected = "'=', or '!', or ':', or '}'";
        if let Some(own) = own
            && expression.is_err()
            && self.lexer.error.is_none()
            && self.error.is_some_and(|error| error.is_general())
        {
            return Err(match own.end {
                Some(_) => self.syntax_error(own.next, format_args!("f-string: expecting {expected}")),
                None => self.syntax_error(first, format_args!("f-string: expecting a valid expression after '{{'")),
            });
        }
        let expression = expression?;
        let mut debug = false;
        if self.at(TokenKind::Equal) {
            debug = true;
            expected = "'!', or ':', or '}'";
            self.advance()?;
            let text = self.text.get(open.end as usize..self.token.start as usize).unwrap_or("");
            let literal = Literal { raw: true, bytes: false, contents: text };
            pieces.cover(Span::new(open.span.end, self.token.span.start));
            self.decode(open, &literal, false, &mut pieces.text)?;
        }
        self.flush(pieces)?;
        let mut conversion = Conversion::None;
        if self.at(TokenKind::Exclamation) {
            expected = "':' or '}'";
            conversion = self.conversion()?;
        }
        let mut specification = None;
        if self.at(TokenKind::Colon) {
            specification = Some(self.specification(raw)?);
        }
        if !self.at(TokenKind::RightBrace) {
            if self.starts_expression() && !debug && !starred && conversion == Conversion::None {
                return Err(self.unexpected());
            }
            return Err(self.syntax_error(self.token.span, format_args!("f-string: expecting {expected}")));
        }
        self.advance()?;
        if debug && conversion == Conversion::None && specification.is_none() {
            conversion = Conversion::Repr;
        }
        let span = self.span_from(open.span.start);
        let field = self.arena.store(FormattedField { span, expression, conversion, specification })?;
        pieces.parts.push(self.arena, FormattedPart::Field(field))?;
        Ok(())
    }

    /// `!s`, `!r` or `!a`; the current token is the exclamation mark.
    fn conversion(&mut self) -> Parsed<Conversion> {
        let mark = self.advance()?;
        let token = self.token;
        if !self.at(TokenKind::Name) {
            let reason = match self.token.kind {
                TokenKind::RightBrace | TokenKind::Colon => "missing conversion character",
                _ => "invalid conversion character",
            };
            return Err(self.syntax_error(token.span, format_args!("f-string: {reason}")));
        }
        if token.start != mark.end {
            return Err(self.syntax_error(
                mark.span.to(token.span),
                format_args!("f-string: conversion type must come right after the exclamanation mark"),
            ));
        }
        let conversion = match self.text_of(token) {
            "s" => Conversion::Str,
            "r" => Conversion::Repr,
            "a" => Conversion::Ascii,
            other => {
                return Err(self.syntax_error(
                    token.span,
                    format_args!("f-string: invalid conversion character '{other}': expected 's', 'r', or 'a'"),
                ));
            }
        };
        self.advance()?;
        Ok(conversion)
    }

    /// Behind the colon of a field, up to its brace.
    fn specification(&mut self, raw: bool) -> Parsed<&'a [FormattedPart<'a>]> {
        self.advance()?;
        let mut pieces = Pieces::new();
        loop {
            match self.token.kind {
                TokenKind::FormattedMiddle => self.formatted_text(raw, false, &mut pieces)?,
                TokenKind::LeftBrace => self.formatted_field(raw, &mut pieces)?,
                TokenKind::RightBrace => {
                    self.flush(&mut pieces)?;
                    return Ok(pieces.parts.finish(self.arena)?);
                }
                _ => {
                    let message = format_args!("f-string: expecting '}}', or format specs");
                    return Err(self.syntax_error(self.token.span, message));
                }
            }
        }
    }
}
