//! Constant folding: values known before the program runs.

use super::{Compiler, Done};
use crate::bytecode::unit::Constant;
use crate::source::arena::List;
use crate::source::tree::{self, BinaryOperator, Expression, ExpressionKind, Expressions, UnaryOperator};

/// Taller expressions are not looked at: every level of a tree may ask anew.
const MAXIMUM_HEIGHT: u16 = 12;

/// Longer strings and bytes are made at run time.
const MAXIMUM_TEXT: usize = 4096;

/// Integers up to here are floats, too, without rounding.
const EXACT_IN_FLOAT: u64 = 1 << 53;

impl<'a> Compiler<'a, '_> {
    /// The value of an expression if it is constant.
    pub(super) fn fold(&mut self, expression: &'a Expression<'a>) -> Done<Option<Constant<'a>>> {
        match expression.kind {
            ExpressionKind::Constant(constant) => Ok(Some(self.constant_of(constant))),
            ExpressionKind::Name("__debug__") => Ok(Some(Constant::Bool(self.options.optimize == 0))),
            _ if expression.height > MAXIMUM_HEIGHT => Ok(None),
            ExpressionKind::Unary { operator, operand } => {
                let Some(operand) = self.fold(operand)? else { return Ok(None) };
                Ok(fold_unary(operator, operand))
            }
            ExpressionKind::Binary { left, operator, right } => {
                let Some(left) = self.fold(left)? else { return Ok(None) };
                let Some(right) = self.fold(right)? else { return Ok(None) };
                self.fold_binary(left, operator, right)
            }
            ExpressionKind::Tuple(items) => Ok(self.fold_items(items)?.map(Constant::Tuple)),
            _ => Ok(None),
        }
    }

    /// The values of expressions if all are constant.
    pub(super) fn fold_items(&mut self, items: Expressions<'a>) -> Done<Option<&'a [Constant<'a>]>> {
        use ExpressionKind::{Binary, Constant, Name, Tuple, Unary};
        let plausible = |item: &&Expression<'_>| match item.kind {
            Constant(_) | Unary { .. } | Binary { .. } | Tuple(_) => item.height <= MAXIMUM_HEIGHT,
            Name(name) => name == "__debug__",
            _ => false,
        };
        if !items.iter().all(plausible) {
            return Ok(None);
        }
        let mut values = List::new();
        for item in items {
            let Some(value) = self.fold(item)? else { return Ok(None) };
            values.push(self.arena, value)?;
        }
        Ok(Some(values.finish(self.arena)?))
    }

    /// Whether an expression is known to be true or false.
    pub(super) fn fold_truth(&mut self, expression: &'a Expression<'a>) -> Done<Option<bool>> {
        Ok(self.fold(expression)?.map(|constant| truth(&constant)))
    }

    fn fold_binary(&mut self, left: Constant<'a>, operator: BinaryOperator, right: Constant<'a>) -> Done<Option<Constant<'a>>> {
        use Constant::{Bytes, Float, Integer, Text};
        Ok(match (left, right) {
            (Integer(a), Integer(b)) => fold_integers(a, operator, b),
            (Float(a), Float(b)) => fold_floats(a, operator, b),
            (Float(a), Integer(b)) if b.unsigned_abs() <= EXACT_IN_FLOAT => fold_floats(a, operator, b as f64),
            (Integer(a), Float(b)) if a.unsigned_abs() <= EXACT_IN_FLOAT => fold_floats(a as f64, operator, b),
            (Text(a), Text(b)) if operator == BinaryOperator::Add => self.fold_joined(a, b)?.map(Text),
            (Bytes(a), Bytes(b)) if operator == BinaryOperator::Add => self.fold_joined(a, b)?.map(Bytes),
            (Text(a), Integer(n)) | (Integer(n), Text(a)) if operator == BinaryOperator::Multiply => self.fold_repeated(a, n)?.map(Text),
            (Bytes(a), Integer(n)) | (Integer(n), Bytes(a)) if operator == BinaryOperator::Multiply => self.fold_repeated(a, n)?.map(Bytes),
            _ => None,
        })
    }

    fn fold_joined(&mut self, a: &'a [u8], b: &'a [u8]) -> Done<Option<&'a [u8]>> {
        if a.len().saturating_add(b.len()) > MAXIMUM_TEXT {
            return Ok(None);
        }
        // A surrogate pair must not come about where two lone surrogates meet: they stay two code points.
        let mut text = List::new();
        text.extend(self.arena, a)?;
        text.extend(self.arena, b)?;
        Ok(Some(text.finish(self.arena)?))
    }

    fn fold_repeated(&mut self, text: &'a [u8], count: i64) -> Done<Option<&'a [u8]>> {
        let count = usize::try_from(count).unwrap_or(0);
        if text.len().saturating_mul(count) > MAXIMUM_TEXT || (text.is_empty() && count > 0) {
            return Ok(None);
        }
        let mut result = List::new();
        for _ in 0..count {
            result.extend(self.arena, text)?;
        }
        Ok(Some(result.finish(self.arena)?))
    }

    /// The constant that a literal list or set is where only its items count: `x in [1, 2]`, `for x in {1, 2}`.
    pub(super) fn fold_container(&mut self, expression: &'a Expression<'a>) -> Done<Option<Constant<'a>>> {
        Ok(match expression.kind {
            ExpressionKind::List(items) => self.fold_items(items)?.map(Constant::Tuple),
            ExpressionKind::Set(items) => self.fold_items(items)?.map(Constant::FrozenSet),
            _ => None,
        })
    }
}

fn truth(constant: &Constant<'_>) -> bool {
    match *constant {
        Constant::None => false,
        Constant::Bool(value) => value,
        Constant::Integer(value) => value != 0,
        Constant::Float(value) | Constant::Imaginary(value) => value != 0.0,
        Constant::Text(text) | Constant::Bytes(text) => !text.is_empty(),
        Constant::Name(name) => !name.is_empty(),
        Constant::Tuple(items) | Constant::FrozenSet(items) => !items.is_empty(),
        Constant::Ellipsis | Constant::BigInteger { .. } | Constant::Code(_) => true,
    }
}

fn fold_unary<'a>(operator: UnaryOperator, operand: Constant<'a>) -> Option<Constant<'a>> {
    use Constant::{BigInteger, Bool, Float, Imaginary, Integer};
    match (operator, operand) {
        (UnaryOperator::Not, operand) => Some(Bool(!truth(&operand))),
        (UnaryOperator::Minus, Integer(value)) => value.checked_neg().map(Integer),
        (UnaryOperator::Minus, Float(value)) => Some(Float(-value)),
        (UnaryOperator::Minus, BigInteger { digits, radix }) => {
            let value = i128::from_str_radix(digits, u32::from(radix)).ok()?;
            i64::try_from(value.checked_neg()?).ok().map(Integer)
        }
        (UnaryOperator::Plus, Integer(_) | Float(_) | Imaginary(_)) => Some(operand),
        (UnaryOperator::Invert, Integer(value)) => Some(Integer(!value)),
        _ => None,
    }
}

fn fold_integers<'a>(a: i64, operator: BinaryOperator, b: i64) -> Option<Constant<'a>> {
    let value = match operator {
        BinaryOperator::Add => a.checked_add(b)?,
        BinaryOperator::Subtract => a.checked_sub(b)?,
        BinaryOperator::Multiply => a.checked_mul(b)?,
        BinaryOperator::Divide => {
            let exact = a.unsigned_abs() <= EXACT_IN_FLOAT && b.unsigned_abs() <= EXACT_IN_FLOAT;
            return if exact && b != 0 { Some(Constant::Float(a as f64 / b as f64)) } else { None };
        }
        BinaryOperator::FloorDivide => {
            let quotient = a.checked_div(b)?;
            let below = a.checked_rem(b)? != 0 && (a < 0) != (b < 0);
            quotient.checked_sub(i64::from(below))?
        }
        BinaryOperator::Modulo => {
            let rest = a.checked_rem(b)?;
            if rest != 0 && (rest < 0) != (b < 0) { rest.checked_add(b)? } else { rest }
        }
        BinaryOperator::Power => a.checked_pow(u32::try_from(b).ok()?)?,
        BinaryOperator::LeftShift => {
            let shift = u32::try_from(b).ok().filter(|&shift| shift < 63)?;
            a.checked_mul(1_i64.checked_shl(shift)?)?
        }
        BinaryOperator::RightShift => a >> u32::try_from(b).ok()?.min(63),
        BinaryOperator::BitOr => a | b,
        BinaryOperator::BitXor => a ^ b,
        BinaryOperator::BitAnd => a & b,
        BinaryOperator::MatrixMultiply => return None,
    };
    Some(Constant::Integer(value))
}

fn fold_floats<'a>(a: f64, operator: BinaryOperator, b: f64) -> Option<Constant<'a>> {
    let value = match operator {
        BinaryOperator::Add => a + b,
        BinaryOperator::Subtract => a - b,
        BinaryOperator::Multiply => a * b,
        BinaryOperator::Divide if b != 0.0 => a / b,
        _ => return None,
    };
    Some(Constant::Float(value))
}

/// An integer as an operand holds it. Negative ones end where one move of machine code can not hold them on each instruction set.
pub(super) fn short(value: i64) -> Option<i16> {
    i16::try_from(value).ok().filter(|value| *value >= -128)
}

/// Whether the literal is an integer that fits into an operand.
pub(super) fn immediate(constant: Option<Constant<'_>>) -> Option<i16> {
    match constant {
        Some(Constant::Integer(value)) => short(value),
        _ => None,
    }
}

/// The same for an operand that is added, subtracted or compared: machine code has it in the one instruction that does so, where it is this short.
pub(super) fn addend(constant: Option<Constant<'_>>) -> Option<i16> {
    immediate(constant).filter(|value| *value < 2048)
}

/// Whether the expression is a literal string: a docstring, if it stands first.
pub(super) fn literal_text<'a>(expression: &Expression<'a>) -> Option<&'a [u8]> {
    match expression.kind {
        ExpressionKind::Constant(tree::Constant::String(text)) => Some(text),
        _ => None,
    }
}
