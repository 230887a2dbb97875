//! Functions, classes, decorators, parameters and type parameters.

use super::{Parsed, Parser};
use crate::source::arena::List;
use crate::source::span::Span;
use crate::source::token::TokenKind;
use crate::source::tree::{
    Arguments, ClassDefinition, Expression, ExpressionKind, Expressions, FunctionDefinition, Parameter, Parameters, Statement,
    StatementKind, TypeParameter, TypeParameterKind,
};

impl<'a> Parser<'a, '_> {
    pub(super) fn decorated(&mut self) -> Parsed<Statement<'a>> {
        let mut decorators = List::new();
        while self.accept(TokenKind::At)? {
            decorators.push(self.arena, self.named_expression()?)?;
            self.expect(TokenKind::NewLine)?;
        }
        self.operand = None;
        let decorators = self.store_list(decorators)?;
        let keyword = self.token.span;
        let kind = match self.token.kind {
            TokenKind::Class => self.class(decorators)?,
            TokenKind::Def => self.function(decorators, false)?,
            TokenKind::Async => {
                self.advance()?;
                if !self.at(TokenKind::Def) {
                    return Err(self.unexpected());
                }
                self.function(decorators, true)?
            }
            _ => return Err(self.unexpected()),
        };
        Ok(self.statement_at(keyword.start, kind))
    }

    /// `def …`; the current token is `def`.
    pub(super) fn function(&mut self, decorators: Expressions<'a>, is_async: bool) -> Parsed<StatementKind<'a>> {
        let keyword = self.advance()?.span;
        let (name, name_span) = self.name()?;
        let bracket = self.token.span;
        let type_parameters = match self.type_parameters() {
            Ok(parameters) => parameters,
            Err(_) if self.error.is_some_and(|error| error.message() == "invalid syntax") => {
                return Err(self.syntax_error(bracket, format_args!("expected '('")));
            }
            Err(failure) => return Err(failure),
        };
        self.expect_forced(TokenKind::LeftParenthesis)?;
        let parameters = self.parameters(TokenKind::RightParenthesis)?;
        self.expect(TokenKind::RightParenthesis)?;
        let mut returns = None;
        if self.at(TokenKind::Arrow) {
            let arrow = self.advance()?.span;
            if !self.starts_expression() {
                return Err(self.syntax_error(arrow, format_args!("expected ':'")));
            }
            returns = Some(self.expression()?);
        }
        self.expect_forced(TokenKind::Colon)?;
        let body = self.block("function definition", keyword)?;
        let node =
            self.arena.store(FunctionDefinition { name, name_span, type_parameters, parameters, returns, body, decorators, is_async })?;
        Ok(StatementKind::Function(node))
    }

    /// `class …`; the current token is `class`.
    pub(super) fn class(&mut self, decorators: Expressions<'a>) -> Parsed<StatementKind<'a>> {
        let keyword = self.advance()?.span;
        let (name, name_span) = self.name()?;
        let type_parameters = self.type_parameters()?;
        let arguments = match self.token.kind {
            TokenKind::LeftParenthesis => self.arguments(false)?,
            _ => Arguments { positional: &[], keywords: &[] },
        };
        self.operand = None;
        if self.at(TokenKind::NewLine) {
            self.expect_forced(TokenKind::Colon)?;
        }
        self.expect(TokenKind::Colon)?;
        let body = self.block("class definition", keyword)?;
        let node = self.arena.store(ClassDefinition { name, name_span, type_parameters, arguments, body, decorators })?;
        Ok(StatementKind::Class(node))
    }

    /// Parameters up to (not including) `close`: a parenthesis for functions, a colon for lambdas.
    pub(super) fn parameters(&mut self, close: TokenKind) -> Parsed<&'a Parameters<'a>> {
        let mut positional_only: &'a [Parameter<'a>] = &[];
        let mut positional: List<'a, Parameter<'a>> = List::new();
        let mut keyword_only = List::new();
        let mut variadic = None;
        let mut keyword_variadic: Option<&'a Parameter<'a>> = None;
        let mut seen_slash = false;
        let mut star: Option<Span> = None;
        let mut seen_default = false;
        self.operand = None;
        while !self.at(close) {
            let token = self.token;
            if keyword_variadic.is_some() {
                return match token.kind {
                    TokenKind::Name | TokenKind::Star | TokenKind::DoubleStar | TokenKind::Slash => {
                        Err(self.syntax_error(token.span, format_args!("arguments cannot follow var-keyword argument")))
                    }
                    _ => Err(self.unexpected()),
                };
            }
            match token.kind {
                TokenKind::Slash => {
                    self.check_slash(positional.is_empty(), seen_slash, star.is_some())?;
                    self.advance()?;
                    seen_slash = true;
                    positional_only = core::mem::take(&mut positional).finish(self.arena)?;
                    if self.at(TokenKind::Star) {
                        let message = format_args!("expected comma between / and *");
                        return Err(self.syntax_error(self.token.span, message));
                    }
                }
                TokenKind::Star => {
                    if star.is_some() {
                        let message = format_args!("* argument may appear only once");
                        return Err(self.syntax_error(token.span, message));
                    }
                    star = Some(token.span);
                    self.advance()?;
                    if self.at(TokenKind::Name) {
                        let parameter = self.parameter(close, true)?;
                        if self.at(TokenKind::Equal) {
                            let message = format_args!("var-positional argument cannot have default value");
                            return Err(self.syntax_error(self.token.span, message));
                        }
                        variadic = Some(self.arena.store(parameter)?);
                    } else {
                        self.bare_star(token.span, close)?;
                        continue;
                    }
                }
                TokenKind::DoubleStar => {
                    self.advance()?;
                    let parameter = self.parameter(close, false)?;
                    if self.at(TokenKind::Equal) {
                        let message = format_args!("var-keyword argument cannot have default value");
                        return Err(self.syntax_error(self.token.span, message));
                    }
                    keyword_variadic = Some(self.arena.store(parameter)?);
                }
                TokenKind::LeftParenthesis => return Err(self.parenthesized_parameters(close)),
                _ => {
                    let mut parameter = self.parameter(close, false)?;
                    if self.at(TokenKind::Equal) {
                        parameter.default = Some(self.default()?);
                    }
                    if star.is_some() {
                        keyword_only.push(self.arena, parameter)?;
                    } else {
                        if seen_default && parameter.default.is_none() {
                            let message = format_args!("parameter without a default follows parameter with a default");
                            return Err(self.syntax_error(parameter.span, message));
                        }
                        seen_default = parameter.default.is_some();
                        positional.push(self.arena, parameter)?;
                    }
                }
            }
            if !self.accept(TokenKind::Comma)? {
                break;
            }
        }
        self.operand = None;
        let positional = positional.finish(self.arena)?;
        let keyword_only = keyword_only.finish(self.arena)?;
        let node = Parameters { positional_only, positional, variadic, keyword_only, keyword_variadic };
        Ok(self.arena.store(node)?)
    }

    fn check_slash(&mut self, first: bool, seen: bool, after_star: bool) -> Parsed<()> {
        let span = self.token.span;
        if seen {
            return Err(self.syntax_error(span, format_args!("/ may appear only once")));
        }
        if after_star {
            return Err(self.syntax_error(span, format_args!("/ must be ahead of *")));
        }
        if first {
            if self.peek()? == TokenKind::Comma {
                return Err(self.syntax_error(span, format_args!("at least one argument must precede /")));
            }
            return Err(self.unexpected());
        }
        Ok(())
    }

    /// Behind a `*` without a name: a comma and a parameter must follow.
    fn bare_star(&mut self, star: Span, close: TokenKind) -> Parsed<()> {
        // CPython points at the star for functions, at the last token for lambdas.
        let lambda = close == TokenKind::Colon;
        if self.accept(TokenKind::Comma)? {
            if self.token.kind != close && self.token.kind != TokenKind::DoubleStar {
                return Ok(());
            }
        } else if !self.at(close) {
            return Err(self.unexpected());
        }
        let span = if lambda { self.token.span } else { star };
        Err(self.syntax_error(span, format_args!("named arguments must follow bare *")))
    }

    /// A name, and for functions its annotation.
    fn parameter(&mut self, close: TokenKind, variadic: bool) -> Parsed<Parameter<'a>> {
        let (name, name_span) = self.name()?;
        let mut annotation = None;
        if close == TokenKind::RightParenthesis && self.accept(TokenKind::Colon)? {
            let starred = variadic && self.at(TokenKind::Star);
            annotation = Some(if starred { self.starred()? } else { self.expression()? });
            self.operand = None;
        }
        Ok(Parameter { span: self.span_from(name_span.start), name, annotation, default: None })
    }

    /// `= default`; the current token is the `=`.
    fn default(&mut self) -> Parsed<&'a Expression<'a>> {
        let equal = self.advance()?.span;
        if matches!(self.token.kind, TokenKind::RightParenthesis | TokenKind::Comma) {
            return Err(self.syntax_error(equal, format_args!("expected default value expression")));
        }
        self.expression()
    }

    fn parenthesized_parameters(&mut self, close: TokenKind) -> super::Failure {
        let open = self.token;
        self.diagnosing = true;
        let read = self.advance().and_then(|_| {
            loop {
                self.name()?;
                if !self.accept(TokenKind::Comma)? || self.at(TokenKind::RightParenthesis) {
                    break;
                }
            }
            self.expect(TokenKind::RightParenthesis)
        });
        self.error = None;
        if read.is_err() {
            return self.syntax_error(open.span, format_args!("invalid syntax"));
        }
        let what = if close == TokenKind::Colon { "Lambda expression" } else { "Function" };
        let span = self.span_from(open.span.start);
        self.syntax_error(span, format_args!("{what} parameters cannot be parenthesized"))
    }

    /// `[type parameters]`, none if there is no bracket.
    pub(super) fn type_parameters(&mut self) -> Parsed<&'a [TypeParameter<'a>]> {
        if !self.at(TokenKind::LeftBracket) {
            return Ok(&[]);
        }
        self.advance()?;
        if self.at(TokenKind::RightBracket) {
            let message = format_args!("Type parameter list cannot be empty");
            let here = self.token.span.start;
            return Err(self.syntax_error(Span::new(here, here), message));
        }
        let mut parameters = List::new();
        while !self.at(TokenKind::RightBracket) {
            let parameter = self.type_parameter()?;
            parameters.push(self.arena, parameter)?;
            if !self.accept(TokenKind::Comma)? {
                break;
            }
        }
        self.expect(TokenKind::RightBracket)?;
        Ok(parameters.finish(self.arena)?)
    }

    fn type_parameter(&mut self) -> Parsed<TypeParameter<'a>> {
        let start = self.token.span.start;
        let stars = self.token.kind;
        if matches!(stars, TokenKind::Star | TokenKind::DoubleStar) {
            self.advance()?;
        }
        let (name, _) = self.name()?;
        let mut bound = None;
        if self.at(TokenKind::Colon) {
            let colon = self.advance()?.span;
            let expression = self.expression()?;
            let what = match stars {
                TokenKind::Star => "TypeVarTuple",
                TokenKind::DoubleStar => "ParamSpec",
                _ => "",
            };
            if !what.is_empty() {
                let constraint = matches!(expression.kind, ExpressionKind::Tuple(_));
                let word = if constraint { "constraints" } else { "bound" };
                let span = colon.to(expression.span);
                return Err(self.syntax_error(span, format_args!("cannot use {word} with {what}")));
            }
            bound = Some(expression);
        }
        let mut default = None;
        if self.accept(TokenKind::Equal)? {
            let star = stars == TokenKind::Star && self.at(TokenKind::Star);
            default = Some(if star { self.starred()? } else { self.expression()? });
        }
        let kind = match stars {
            TokenKind::Star => TypeParameterKind::VariableTuple,
            TokenKind::DoubleStar => TypeParameterKind::ParameterSpecification,
            _ => TypeParameterKind::Variable { bound },
        };
        Ok(TypeParameter { span: self.span_from(start), name, kind, default })
    }
}
