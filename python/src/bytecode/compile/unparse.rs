//! Expressions as text: what annotations are under `from __future__ import annotations`. The text is CPython's, with as few parentheses as it takes.

use super::{Compiler, Done};
use crate::numeric::float_text::write_repr;
use crate::numeric::sink::ByteSink;
use crate::objects::unicode;
use crate::source::arena::List;
use crate::source::tree::{
    Arguments, BinaryOperator, BooleanOperator, ComparisonOperator, Comprehension, Constant, Conversion, Expression, ExpressionKind,
    FormattedPart, Parameter, Parameters, UnaryOperator,
};

/// How tightly the surroundings of an expression bind.
const TUPLE: u8 = 0;
const TEST: u8 = 1;
const OR: u8 = 2;
const AND: u8 = 3;
const NOT: u8 = 4;
const COMPARE: u8 = 5;
const EXPRESSION: u8 = 6;
const BIT_XOR: u8 = 7;
const BIT_AND: u8 = 8;
const SHIFT: u8 = 9;
const SUM: u8 = 10;
const PRODUCT: u8 = 11;
const SIGN: u8 = 12;
const POWER: u8 = 13;
const AWAIT: u8 = 14;
const ATOM: u8 = 15;

type Text<'a> = List<'a, u8>;

fn binary(operator: BinaryOperator) -> (&'static str, u8) {
    match operator {
        BinaryOperator::Add => (" + ", SUM),
        BinaryOperator::Subtract => (" - ", SUM),
        BinaryOperator::Multiply => (" * ", PRODUCT),
        BinaryOperator::MatrixMultiply => (" @ ", PRODUCT),
        BinaryOperator::Divide => (" / ", PRODUCT),
        BinaryOperator::FloorDivide => (" // ", PRODUCT),
        BinaryOperator::Modulo => (" % ", PRODUCT),
        BinaryOperator::Power => (" ** ", POWER),
        BinaryOperator::LeftShift => (" << ", SHIFT),
        BinaryOperator::RightShift => (" >> ", SHIFT),
        BinaryOperator::BitOr => (" | ", EXPRESSION),
        BinaryOperator::BitXor => (" ^ ", BIT_XOR),
        BinaryOperator::BitAnd => (" & ", BIT_AND),
    }
}

fn comparison(operator: ComparisonOperator) -> &'static str {
    match operator {
        ComparisonOperator::Equal => " == ",
        ComparisonOperator::NotEqual => " != ",
        ComparisonOperator::Less => " < ",
        ComparisonOperator::LessEqual => " <= ",
        ComparisonOperator::Greater => " > ",
        ComparisonOperator::GreaterEqual => " >= ",
        ComparisonOperator::Is => " is ",
        ComparisonOperator::IsNot => " is not ",
        ComparisonOperator::In => " in ",
        ComparisonOperator::NotIn => " not in ",
    }
}

impl<'a> Compiler<'a, '_> {
    /// The text of an annotation.
    pub(super) fn unparse(&mut self, expression: &'a Expression<'a>) -> Done<&'a [u8]> {
        let mut out = List::new();
        self.write(expression, TEST, &mut out)?;
        Ok(out.finish(self.arena)?)
    }

    fn text(&mut self, text: &str, out: &mut Text<'a>) -> Done {
        Ok(out.extend(self.arena, text.as_bytes())?)
    }

    fn text_if(&mut self, condition: bool, text: &str, out: &mut Text<'a>) -> Done {
        if condition { self.text(text, out) } else { Ok(()) }
    }

    /// Expressions with commas between them.
    fn write_all(&mut self, expressions: &[&'a Expression<'a>], out: &mut Text<'a>) -> Done {
        for (index, expression) in expressions.iter().enumerate() {
            self.text_if(index != 0, ", ", out)?;
            self.write(expression, TEST, out)?;
        }
        Ok(())
    }

    fn write(&mut self, expression: &'a Expression<'a>, level: u8, out: &mut Text<'a>) -> Done {
        self.check_stack(expression.span)?;
        let refused = match expression.kind {
            ExpressionKind::Named { .. } => "named expression",
            ExpressionKind::Yield(_) | ExpressionKind::YieldFrom(_) => "yield expression",
            ExpressionKind::Await(_) => "await expression",
            _ => "",
        };
        if !refused.is_empty() && self.annotation_lambdas == 0 {
            return Err(self.syntax_error(expression.span, format_args!("{refused} cannot be used within an annotation")));
        }
        let own = match expression.kind {
            ExpressionKind::Boolean { operator: BooleanOperator::Or, .. } => OR,
            ExpressionKind::Boolean { .. } => AND,
            ExpressionKind::Binary { operator, .. } => binary(operator).1,
            ExpressionKind::Unary { operator: UnaryOperator::Not, .. } => NOT,
            ExpressionKind::Unary { .. } => SIGN,
            ExpressionKind::Lambda { .. } | ExpressionKind::Conditional { .. } => TEST,
            ExpressionKind::Compare { .. } => COMPARE,
            ExpressionKind::Await(_) => AWAIT,
            ExpressionKind::Tuple([]) => ATOM,
            ExpressionKind::Tuple(_) | ExpressionKind::Named { .. } => TUPLE,
            _ => ATOM,
        };
        self.text_if(level > own, "(", out)?;
        self.write_kind(expression, own, out)?;
        self.text_if(level > own, ")", out)
    }

    fn write_kind(&mut self, expression: &'a Expression<'a>, own: u8, out: &mut Text<'a>) -> Done {
        match expression.kind {
            ExpressionKind::Constant(constant) => self.write_constant(constant, expression, out),
            ExpressionKind::FormattedString(parts) => {
                let mut body = List::new();
                self.write_formatted(parts, &mut body)?;
                self.text("f", out)?;
                self.write_quoted(body.finish(self.arena)?, out)
            }
            ExpressionKind::Name(name) => self.text(name, out),
            ExpressionKind::Named { target, value } => {
                self.write(target, ATOM, out)?;
                self.text(" := ", out)?;
                self.write(value, ATOM, out)
            }
            ExpressionKind::Binary { left, operator, right } => {
                let to_the_right = u8::from(operator == BinaryOperator::Power);
                self.write(left, own.saturating_add(to_the_right), out)?;
                self.text(binary(operator).0, out)?;
                self.write(right, own.saturating_add(1).saturating_sub(to_the_right), out)
            }
            ExpressionKind::Unary { operator, operand } => {
                let sign = match operator {
                    UnaryOperator::Plus => "+",
                    UnaryOperator::Minus => "-",
                    UnaryOperator::Invert => "~",
                    UnaryOperator::Not => "not ",
                };
                self.text(sign, out)?;
                self.write(operand, own, out)
            }
            ExpressionKind::Boolean { operator, values } => {
                let word = if operator == BooleanOperator::Or { " or " } else { " and " };
                for (index, value) in values.iter().enumerate() {
                    self.text_if(index != 0, word, out)?;
                    self.write(value, own.saturating_add(1), out)?;
                }
                Ok(())
            }
            ExpressionKind::Compare { left, comparisons } => {
                self.write(left, COMPARE + 1, out)?;
                for part in comparisons {
                    self.text(comparison(part.operator), out)?;
                    self.write(part.right, COMPARE + 1, out)?;
                }
                Ok(())
            }
            ExpressionKind::Conditional { test, body, otherwise } => {
                self.write(body, TEST + 1, out)?;
                self.text(" if ", out)?;
                self.write(test, TEST + 1, out)?;
                self.text(" else ", out)?;
                self.write(otherwise, TEST, out)
            }
            ExpressionKind::Lambda { parameters, body } => {
                self.text("lambda", out)?;
                self.write_parameters(parameters, out)?;
                self.text(": ", out)?;
                self.annotation_lambdas = self.annotation_lambdas.saturating_add(1);
                self.write(body, TEST, out)?;
                self.annotation_lambdas = self.annotation_lambdas.saturating_sub(1);
                Ok(())
            }
            ExpressionKind::Tuple([]) => self.text("()", out),
            ExpressionKind::Tuple(elements) => {
                self.write_all(elements, out)?;
                self.text_if(elements.len() == 1, ",", out)
            }
            ExpressionKind::List(elements) => {
                self.text("[", out)?;
                self.write_all(elements, out)?;
                self.text("]", out)
            }
            ExpressionKind::Set(elements) => {
                self.text("{", out)?;
                self.write_all(elements, out)?;
                self.text("}", out)
            }
            ExpressionKind::Dictionary(items) => {
                self.text("{", out)?;
                for (index, item) in items.iter().enumerate() {
                    self.text_if(index != 0, ", ", out)?;
                    match item.key {
                        Some(key) => {
                            self.write(key, TEST, out)?;
                            self.text(": ", out)?;
                            self.write(item.value, TEST, out)?;
                        }
                        None => {
                            self.text("**", out)?;
                            self.write(item.value, EXPRESSION, out)?;
                        }
                    }
                }
                self.text("}", out)
            }
            ExpressionKind::ListComprehension { element, generators } => self.write_comprehension("[", element, None, generators, "]", out),
            ExpressionKind::SetComprehension { element, generators } => self.write_comprehension("{", element, None, generators, "}", out),
            ExpressionKind::DictionaryComprehension { pair: &(key, value), generators } => {
                self.write_comprehension("{", key, Some(value), generators, "}", out)
            }
            ExpressionKind::Generator { element, generators } => self.write_comprehension("(", element, None, generators, ")", out),
            ExpressionKind::Await(value) => {
                self.text("await ", out)?;
                self.write(value, ATOM, out)
            }
            ExpressionKind::Yield(None) => self.text("(yield)", out),
            ExpressionKind::Yield(Some(value)) => {
                self.text("(yield ", out)?;
                self.write(value, TEST, out)?;
                self.text(")", out)
            }
            ExpressionKind::YieldFrom(value) => {
                self.text("(yield from ", out)?;
                self.write(value, TEST, out)?;
                self.text(")", out)
            }
            ExpressionKind::Call { function, arguments } => {
                self.write(function, ATOM, out)?;
                self.write_arguments(arguments, out)
            }
            ExpressionKind::Attribute { value, name } => {
                self.write(value, ATOM, out)?;
                // A dot right behind an integer would be part of it.
                let number = matches!(value.kind, ExpressionKind::Constant(Constant::Integer(_) | Constant::BigInteger { .. }));
                self.text(if number { " ." } else { "." }, out)?;
                self.text(name, out)
            }
            ExpressionKind::Subscript { value, index } => {
                self.write(value, ATOM, out)?;
                self.text("[", out)?;
                self.write(index, TUPLE, out)?;
                self.text("]", out)
            }
            ExpressionKind::Slice { lower, upper, step } => {
                if let Some(lower) = lower {
                    self.write(lower, TEST, out)?;
                }
                self.text(":", out)?;
                if let Some(upper) = upper {
                    self.write(upper, TEST, out)?;
                }
                if let Some(step) = step {
                    self.text(":", out)?;
                    self.write(step, TEST, out)?;
                }
                Ok(())
            }
            ExpressionKind::Starred(value) => {
                self.text("*", out)?;
                self.write(value, EXPRESSION, out)
            }
        }
    }

    fn write_comprehension(
        &mut self,
        open: &str,
        element: &'a Expression<'a>,
        value: Option<&'a Expression<'a>>,
        generators: &'a [Comprehension<'a>],
        close: &str,
        out: &mut Text<'a>,
    ) -> Done {
        self.text(open, out)?;
        self.write(element, TEST, out)?;
        if let Some(value) = value {
            self.text(": ", out)?;
            self.write(value, TEST, out)?;
        }
        for generator in generators {
            self.text(if generator.is_async { " async for " } else { " for " }, out)?;
            self.write(generator.target, TUPLE, out)?;
            self.text(" in ", out)?;
            self.write(generator.iterable, TEST + 1, out)?;
            for condition in generator.conditions {
                self.text(" if ", out)?;
                self.write(condition, TEST + 1, out)?;
            }
        }
        self.text(close, out)
    }

    fn write_arguments(&mut self, arguments: &'a Arguments<'a>, out: &mut Text<'a>) -> Done {
        if let ([only], []) = (arguments.positional, arguments.keywords)
            && let ExpressionKind::Generator { .. } = only.kind
        {
            return self.write(only, TEST, out);
        }
        self.text("(", out)?;
        self.write_all(arguments.positional, out)?;
        for (index, keyword) in arguments.keywords.iter().enumerate() {
            self.text_if(index != 0 || !arguments.positional.is_empty(), ", ", out)?;
            match keyword.name {
                Some(name) => {
                    self.text(name, out)?;
                    self.text("=", out)?;
                }
                None => self.text("**", out)?,
            }
            self.write(keyword.value, TEST, out)?;
        }
        self.text(")", out)
    }

    /// The parameters of a lambda, a blank before them if the first is a name.
    fn write_parameters(&mut self, parameters: &'a Parameters<'a>, out: &mut Text<'a>) -> Done {
        let named = !parameters.positional_only.is_empty() || !parameters.positional.is_empty();
        let mut before = if named { " " } else { "" };
        let mut next = |compiler: &mut Self, out: &mut Text<'a>| {
            let text = core::mem::replace(&mut before, ", ");
            compiler.text(text, out)
        };
        for parameter in parameters.positional_only {
            next(self, out)?;
            self.write_parameter(parameter, out)?;
        }
        if !parameters.positional_only.is_empty() {
            next(self, out)?;
            self.text("/", out)?;
        }
        for parameter in parameters.positional {
            next(self, out)?;
            self.write_parameter(parameter, out)?;
        }
        if parameters.variadic.is_some() || !parameters.keyword_only.is_empty() {
            next(self, out)?;
            self.text("*", out)?;
            if let Some(variadic) = parameters.variadic {
                self.text(variadic.name, out)?;
            }
        }
        for parameter in parameters.keyword_only {
            next(self, out)?;
            self.write_parameter(parameter, out)?;
        }
        if let Some(rest) = parameters.keyword_variadic {
            next(self, out)?;
            self.text("**", out)?;
            self.text(rest.name, out)?;
        }
        Ok(())
    }

    fn write_parameter(&mut self, parameter: &Parameter<'a>, out: &mut Text<'a>) -> Done {
        self.text(parameter.name, out)?;
        if let Some(default) = parameter.default {
            self.text("=", out)?;
            self.write(default, TEST, out)?;
        }
        Ok(())
    }

    /// What stands between the quotes of an f-string, before they are chosen.
    fn write_formatted(&mut self, parts: &'a [FormattedPart<'a>], out: &mut Text<'a>) -> Done {
        for part in parts {
            match part {
                FormattedPart::Literal { text, .. } => {
                    for byte in *text {
                        if matches!(byte, b'{' | b'}') {
                            out.push(self.arena, *byte)?;
                        }
                        out.push(self.arena, *byte)?;
                    }
                }
                FormattedPart::Field(field) => {
                    self.text("{", out)?;
                    let mut inner = List::new();
                    self.write(field.expression, TEST + 1, &mut inner)?;
                    let inner = inner.finish(self.arena)?;
                    self.text_if(inner.first() == Some(&b'{'), " ", out)?;
                    out.extend(self.arena, inner)?;
                    let conversion = match field.conversion {
                        Conversion::None => "",
                        Conversion::Str => "!s",
                        Conversion::Repr => "!r",
                        Conversion::Ascii => "!a",
                    };
                    self.text(conversion, out)?;
                    if let Some(specification) = field.specification {
                        self.text(":", out)?;
                        self.write_formatted(specification, out)?;
                    }
                    self.text("}", out)?;
                }
            }
        }
        Ok(())
    }

    pub(super) fn write_constant(&mut self, constant: Constant<'a>, expression: &'a Expression<'a>, out: &mut Text<'a>) -> Done {
        match constant {
            Constant::None => self.text("None", out),
            Constant::True => self.text("True", out),
            Constant::False => self.text("False", out),
            Constant::Ellipsis => self.text("...", out),
            Constant::Integer(number) => {
                let mut digits = [0; 20];
                let mut sink = ByteSink::new(&mut digits);
                // The buffer has room for any number.
                let _ = core::fmt::Write::write_fmt(&mut sink, format_args!("{}", number.get()));
                Ok(out.extend(self.arena, sink.written())?)
            }
            Constant::BigInteger { digits, radix: 10 } => self.text(digits, out),
            Constant::BigInteger { .. } => {
                let text = self.text_of(expression.span);
                Ok(out.extend(self.arena, text)?)
            }
            Constant::Float(number) => self.write_float(number.get(), false, out),
            Constant::Imaginary(number) => self.write_float(number.get(), true, out),
            Constant::String(text) => {
                let marked = matches!(self.text_of(expression.span).first(), Some(b'u' | b'U'));
                self.text_if(marked, "u", out)?;
                self.write_quoted(text, out)
            }
            Constant::Bytes(bytes) => {
                self.text("b", out)?;
                let quote = quote_for(bytes);
                out.push(self.arena, quote)?;
                for byte in bytes {
                    self.write_escaped(u32::from(*byte), quote, false, out)?;
                }
                Ok(out.push(self.arena, quote)?)
            }
        }
    }

    pub(super) fn write_float(&mut self, number: f64, imaginary: bool, out: &mut Text<'a>) -> Done {
        let mut digits = [0; 40];
        let mut sink = ByteSink::new(&mut digits);
        // The buffer has room for any number; what is too large for one was written as digits.
        let _ = write_repr(number, &mut sink);
        let text = if number.is_infinite() { b"1e309" } else { sink.written() };
        let text = if imaginary { text.strip_suffix(b".0").unwrap_or(text) } else { text };
        out.extend(self.arena, text)?;
        self.text_if(imaginary, "j", out)
    }

    /// Text in generalised UTF-8 as `repr` shows a str.
    fn write_quoted(&mut self, text: &[u8], out: &mut Text<'a>) -> Done {
        let quote = quote_for(text);
        out.push(self.arena, quote)?;
        let mut rest = text;
        while let Some((first, _)) = rest.split_first() {
            let length = match first {
                0..0x80 => 1,
                0x80..0xe0 => 2,
                0xe0..0xf0 => 3,
                _ => 4_usize,
            };
            let (bytes, behind) = rest.split_at_checked(length).unwrap_or((rest, &[]));
            let lead = u32::from(*first) & (0x7f >> if length == 1 { 0 } else { length });
            let point = bytes.iter().skip(1).fold(lead, |point, byte| point << 6 | u32::from(byte & 0x3f));
            self.write_escaped(point, quote, true, out)?;
            rest = behind;
        }
        Ok(out.push(self.arena, quote)?)
    }

    fn write_escaped(&mut self, point: u32, quote: u8, is_text: bool, out: &mut Text<'a>) -> Done {
        let simple = match point {
            0x09 => "\\t",
            0x0a => "\\n",
            0x0d => "\\r",
            0x5c => "\\\\",
            _ if point == u32::from(quote) => {
                if quote == b'"' {
                    "\\\""
                } else {
                    "\\'"
                }
            }
            _ => "",
        };
        if !simple.is_empty() {
            return self.text(simple, out);
        }
        if let Some(character) = char::from_u32(point)
            && (matches!(point, 0x20..0x7f) || (is_text && point >= 0x80 && unicode::is_printable(point)))
        {
            let mut buffer = [0; 4];
            return self.text(character.encode_utf8(&mut buffer), out);
        }
        let mut digits = [0; 10];
        let mut sink = ByteSink::new(&mut digits);
        // The buffer has room for the longest escape.
        let _ = match point {
            0..0x100 => core::fmt::Write::write_fmt(&mut sink, format_args!("\\x{point:02x}")),
            0x100..0x1_0000 => core::fmt::Write::write_fmt(&mut sink, format_args!("\\u{point:04x}")),
            _ => core::fmt::Write::write_fmt(&mut sink, format_args!("\\U{point:08x}")),
        };
        Ok(out.extend(self.arena, sink.written())?)
    }
}

/// The quote that `repr` takes.
fn quote_for(text: &[u8]) -> u8 {
    if text.contains(&b'\'') && !text.contains(&b'"') { b'"' } else { b'\'' }
}
