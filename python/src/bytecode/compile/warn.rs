//! What the compiler warns of: expressions that are right and hardly meant so.

use super::{Compiler, Done};
use crate::source::span::Span;
use crate::source::tree::{Comparison, ComparisonOperator, Constant, Expression, ExpressionKind, UnaryOperator};

/// The name of the class that an expression certainly gives an instance of.
fn class_of(expression: &Expression<'_>) -> Option<&'static str> {
    Some(match expression.kind {
        ExpressionKind::Tuple(_) => "tuple",
        ExpressionKind::List(_) | ExpressionKind::ListComprehension { .. } => "list",
        ExpressionKind::Dictionary(_) | ExpressionKind::DictionaryComprehension { .. } => "dict",
        ExpressionKind::Set(_) | ExpressionKind::SetComprehension { .. } => "set",
        ExpressionKind::Generator { .. } => "generator",
        ExpressionKind::Lambda { .. } => "function",
        ExpressionKind::FormattedString(_) => "str",
        ExpressionKind::Unary { operator: UnaryOperator::Minus | UnaryOperator::Plus, operand } if is_constant(operand) => {
            return class_of(operand);
        }
        ExpressionKind::Constant(constant) => match constant {
            Constant::None => "NoneType",
            Constant::True | Constant::False => "bool",
            Constant::Ellipsis => "ellipsis",
            Constant::Integer(_) | Constant::BigInteger { .. } => "int",
            Constant::Float(_) => "float",
            Constant::Imaginary(_) => "complex",
            Constant::String(_) => "str",
            Constant::Bytes(_) => "bytes",
        },
        _ => return None,
    })
}

/// Whether comparing the identity of an expression makes sense: it is no literal, or one of which there is only one object.
fn has_identity(expression: &Expression<'_>) -> bool {
    match expression.kind {
        ExpressionKind::Constant(constant) => {
            matches!(constant, Constant::None | Constant::True | Constant::False | Constant::Ellipsis)
        }
        ExpressionKind::Tuple(elements) => !elements.iter().all(|element| is_constant(element)),
        ExpressionKind::Unary { operator: UnaryOperator::Minus | UnaryOperator::Plus, operand } => !is_constant(operand),
        _ => true,
    }
}

/// Whether an expression is a literal, or a tuple of such.
fn is_constant(expression: &Expression<'_>) -> bool {
    match expression.kind {
        ExpressionKind::Constant(_) => true,
        // Deeper ones are not looked into.
        ExpressionKind::Tuple(elements) => elements.iter().all(|element| matches!(element.kind, ExpressionKind::Constant(_))),
        _ => false,
    }
}

impl<'a> Compiler<'a, '_> {
    fn warn(&mut self, span: Span, message: core::fmt::Arguments<'_>) -> Done {
        Ok(self.arena.warn(span, false, message)?)
    }

    /// `x is 1`.
    pub(super) fn warn_of_identity(&mut self, span: Span, left: &'a Expression<'a>, comparisons: &[Comparison<'a>]) -> Done {
        let mut left = left;
        for comparison in comparisons {
            let right = comparison.right;
            let wrong = if has_identity(left) { right } else { left };
            if matches!(comparison.operator, ComparisonOperator::Is | ComparisonOperator::IsNot) && !has_identity(wrong) {
                let class = class_of(wrong).unwrap_or("");
                return match comparison.operator {
                    ComparisonOperator::Is => self.warn(span, format_args!("\"is\" with '{class}' literal. Did you mean \"==\"?")),
                    _ => self.warn(span, format_args!("\"is not\" with '{class}' literal. Did you mean \"!=\"?")),
                };
            }
            left = right;
        }
        Ok(())
    }

    /// `assert (test, message)`.
    pub(super) fn warn_of_assertion(&mut self, span: Span, test: &'a Expression<'a>) -> Done {
        match test.kind {
            ExpressionKind::Tuple(elements) if !elements.is_empty() => {
                self.warn(span, format_args!("assertion is always true, perhaps remove parentheses?"))
            }
            _ => Ok(()),
        }
    }

    /// `[a] (b)`: what is called cannot be.
    pub(super) fn warn_of_call(&mut self, function: &'a Expression<'a>) -> Done {
        match (class_of(function), function.kind) {
            (_, ExpressionKind::Lambda { .. }) | (None, _) => Ok(()),
            (Some(class), _) => self.warn(function.span, format_args!("'{class}' object is not callable; perhaps you missed a comma?")),
        }
    }

    /// `[a] [b, c]`: what is subscripted cannot be, or not so.
    pub(super) fn warn_of_subscript(&mut self, value: &'a Expression<'a>, index: &'a Expression<'a>, span: Span) -> Done {
        let Some(class) = class_of(value) else { return Ok(()) };
        match class {
            "NoneType" | "ellipsis" | "int" | "bool" | "float" | "complex" | "set" | "generator" | "function" => {
                self.warn(value.span, format_args!("'{class}' object is not subscriptable; perhaps you missed a comma?"))
            }
            "tuple" | "list" | "str" | "bytes" => match class_of(index) {
                None | Some("int" | "bool") => Ok(()),
                Some(given) => {
                    let message = format_args!("{class} indices must be integers or slices, not {given}; perhaps you missed a comma?");
                    self.warn(span, message)
                }
            },
            _ => Ok(()),
        }
    }
}
