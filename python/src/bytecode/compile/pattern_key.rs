//! Keys of mapping patterns: what may be one, and that none stands twice.

use super::{Compiler, Done};
use crate::source::arena::List;
use crate::source::span::Span;
use crate::source::tree::{BinaryOperator, Constant, Expression, ExpressionKind, Expressions, UnaryOperator};

/// A literal as a key.
#[derive(Clone, Copy)]
enum Key<'a> {
    None,
    /// Truths are integers, too.
    Integer(i128),
    /// One that is larger still: whether it is negative, and how it is written.
    Large(bool, &'a str),
    Float(f64),
    Complex(f64, f64),
    Text(&'a [u8]),
    Bytes(&'a [u8]),
}

impl<'a> Compiler<'a, '_> {
    /// SyntaxError for a literal that stands twice among the keys of the pattern at `span`.
    pub(super) fn check_keys(&mut self, keys: Expressions<'a>, span: Span) -> Done {
        for (index, expression) in keys.iter().enumerate() {
            if let ExpressionKind::FormattedString(_) = expression.kind {
                let message = format_args!("mapping pattern keys may only match literals and attribute lookups");
                return Err(self.syntax_error(span, message));
            }
            let Some(key) = literal_key(expression) else { continue };
            let earlier = keys.get(..index).unwrap_or(&[]);
            if earlier.iter().any(|earlier| literal_key(earlier).is_some_and(|earlier| is_same(key, earlier))) {
                let mut text = List::new();
                self.write_key(key, expression, &mut text)?;
                let text = core::str::from_utf8(text.finish(self.arena)?).unwrap_or("");
                return Err(self.syntax_error(span, format_args!("mapping pattern checks duplicate key ({text})")));
            }
        }
        Ok(())
    }

    /// The key's `repr`.
    fn write_key(&mut self, key: Key<'a>, expression: &'a Expression<'a>, out: &mut List<'a, u8>) -> Done {
        match (key, &expression.kind) {
            (Key::Complex(real, imaginary), _) => {
                let shows_real = real != 0.0 || real.is_sign_negative();
                if shows_real {
                    out.push(self.arena, b'(')?;
                    self.write_float(real, true, out)?;
                    // The last character is the mark of imaginary numbers.
                    out.pop();
                    if imaginary.is_sign_positive() {
                        out.push(self.arena, b'+')?;
                    }
                }
                self.write_float(imaginary, true, out)?;
                if shows_real {
                    out.push(self.arena, b')')?;
                }
                Ok(())
            }
            (Key::Float(number), _) => self.write_float(number, false, out),
            (Key::Integer(0), ExpressionKind::Unary { .. }) => Ok(out.push(self.arena, b'0')?),
            (_, ExpressionKind::Constant(constant)) => self.write_constant(*constant, expression, out),
            _ => {
                let text = self.unparse(expression)?;
                Ok(out.extend(self.arena, text)?)
            }
        }
    }
}

/// The literal that a key is, if it is one.
fn literal_key<'a>(expression: &Expression<'a>) -> Option<Key<'a>> {
    Some(match expression.kind {
        ExpressionKind::Constant(constant) => match constant {
            Constant::None => Key::None,
            Constant::True => Key::Integer(1),
            Constant::False => Key::Integer(0),
            Constant::Ellipsis => return None,
            Constant::Integer(number) => Key::Integer(number.get().into()),
            Constant::BigInteger { digits, radix } => match i128::from_str_radix(digits, radix.into()) {
                Ok(number) => Key::Integer(number),
                Err(_) => Key::Large(false, digits),
            },
            Constant::Float(number) => Key::Float(number.get()),
            Constant::Imaginary(number) => Key::Complex(0.0, number.get()),
            Constant::String(text) => Key::Text(text),
            Constant::Bytes(bytes) => Key::Bytes(bytes),
        },
        ExpressionKind::Unary { operator: UnaryOperator::Minus, operand } => match literal_key(operand)? {
            Key::Integer(number) => Key::Integer(number.checked_neg()?),
            Key::Large(negative, digits) => Key::Large(!negative, digits),
            Key::Float(number) => Key::Float(-number),
            Key::Complex(real, imaginary) => Key::Complex(-real, -imaginary),
            _ => return None,
        },
        ExpressionKind::Binary { left, operator, right } => {
            let Key::Complex(_, imaginary) = literal_key(right)? else { return None };
            let real = match literal_key(left)? {
                Key::Integer(number) => number as f64,
                Key::Float(number) => number,
                _ => return None,
            };
            match operator {
                BinaryOperator::Add => Key::Complex(real, 0.0 + imaginary),
                BinaryOperator::Subtract => Key::Complex(real, 0.0 - imaginary),
                _ => return None,
            }
        }
        _ => return None,
    })
}

/// Whether two literals are equal keys.
fn is_same(a: Key<'_>, b: Key<'_>) -> bool {
    match (a, b) {
        (Key::None, Key::None) => true,
        (Key::Integer(a), Key::Integer(b)) => a == b,
        (Key::Large(a, digits), Key::Large(b, others)) => a == b && digits == others,
        (Key::Integer(integer), Key::Float(float)) | (Key::Float(float), Key::Integer(integer)) => {
            integer as f64 == float && float as i128 == integer
        }
        (Key::Float(a), Key::Float(b)) => a == b,
        (Key::Complex(real, imaginary), other) | (other, Key::Complex(real, imaginary)) => match other {
            Key::Complex(other_real, other_imaginary) => real == other_real && imaginary == other_imaginary,
            other => imaginary == 0.0 && is_same(other, Key::Float(real)),
        },
        (Key::Text(a), Key::Text(b)) | (Key::Bytes(a), Key::Bytes(b)) => a == b,
        _ => false,
    }
}
