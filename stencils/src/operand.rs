//! Operands and results as an operation sees them: guarded and unboxed.

use crate::layout::object::{INTERNED, Kind, Object};
use crate::value::Value;

/// A typed operand: how a value is recognised as one.
pub trait Operand: Copy {
    /// The operand, if the value is of its type and in its usual form.
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
    /// From a value known to be one.
    #[inline(always)]
    pub fn of(value: Value) -> Int {
        Int(value.0 as isize)
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

/// A float in the word. Boxed floats take the slow path.
#[derive(Clone, Copy)]
pub struct Float(pub f64);

impl Operand for Float {
    #[inline(always)]
    fn guard(value: Value) -> Option<Float> {
        if value.is_word_float() { Some(Float(value.as_word_float())) } else { None }
    }
}

impl Float {
    /// The operand, if the value is a number that can serve as one: a float in the word, 0.0, or a small integer that a
    /// double holds exactly.
    #[inline(always)]
    pub fn from_number(value: Value) -> Option<Float> {
        // Where floats are objects the helpers compute with them: machine code has no use for doubles.
        if !Value::HOLDS_FLOATS {
            return None;
        }
        if value.is_word_float() {
            return Some(Float(value.as_word_float()));
        }
        if value.is_int() && value.as_int().unsigned_abs() as u64 <= 1 << 53 {
            return Some(Float(value.as_int() as f64));
        }
        if value == Value::FLOAT_ZERO { Some(Float(0.0)) } else { None }
    }
}

impl Outcome for Float {
    #[inline(always)]
    fn value(self) -> Option<Value> {
        Value::from_usual_float(self.0)
    }
}

impl Outcome for bool {
    #[inline(always)]
    fn value(self) -> Option<Value> {
        Some(Value::from_bool(self))
    }
}

/// An interned str: two of them are equal only if they are the same object.
#[derive(Clone, Copy)]
pub struct Name(pub usize);

impl Operand for Name {
    #[inline(always)]
    fn guard(value: Value) -> Option<Name> {
        // SAFETY: an operand is a live value.
        unsafe {
            if value.is_kind(Kind::Str) && (*value.as_pointer::<Object>()).header.flags & INTERNED != 0 {
                Some(Name(value.0))
            } else {
                None
            }
        }
    }
}
