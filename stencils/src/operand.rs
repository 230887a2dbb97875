//! Operands and results as an operation sees them: guarded and unboxed.

use crate::value::Value;

/// A typed operand: how a value is recognised as one.
pub trait Operand: Copy {
    /// The operand, if the value is of its type.
    fn guard(value: Value) -> Option<Self>;
}

/// A typed result: how it becomes a value, if it can without allocation.
pub trait Outcome: Copy {
    /// The value, or `None` if it needs an object.
    fn value(self) -> Option<Value>;
}

/// A small integer, kept tagged (shifted left by one), which addition, subtraction and comparison need not undo.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Int(pub isize);

impl Int {
    /// The number.
    #[inline(always)]
    pub fn number(self) -> isize {
        self.0 >> 1
    }
    /// From a number, if it is small.
    #[inline(always)]
    pub fn new(number: isize) -> Option<Int> {
        number.checked_mul(2).map(Int)
    }
}

impl Operand for Int {
    #[inline(always)]
    fn guard(value: Value) -> Option<Int> {
        if value.is_int() { Some(Int(value.0 as isize)) } else { None }
    }
}

impl Outcome for Int {
    #[inline(always)]
    fn value(self) -> Option<Value> {
        Some(Value(self.0 as usize))
    }
}

/// A float in the word. Other floats take the slow path.
#[derive(Clone, Copy)]
pub struct Float(pub f64);

impl Operand for Float {
    #[inline(always)]
    fn guard(value: Value) -> Option<Float> {
        if value.is_word_float() {
            return Some(Float(value.as_word_float()));
        }
        number_seldom(value).map(Float)
    }
}

/// The float operands other than the usual: a small integer or 0.0.
#[inline(always)]
fn number_seldom(value: Value) -> Option<f64> {
    core::hint::cold_path();
    if value.is_int() {
        // Exact up to 2⁵³, as Python's int-to-float conversion rounds beyond.
        return Some(value.as_int() as f64);
    }
    if value == Value::FLOAT_ZERO { Some(0.0) } else { None }
}

impl Outcome for Float {
    #[inline(always)]
    fn value(self) -> Option<Value> {
        Value::from_float(self.0)
    }
}

impl Outcome for bool {
    #[inline(always)]
    fn value(self) -> Option<Value> {
        Some(Value::from_bool(self))
    }
}
