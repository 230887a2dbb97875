//! Operands and results as an operation sees them: guarded and unboxed.

use crate::layout::container::{List, Tuple};
use crate::layout::instance::Shape;
use crate::layout::machine::Machine;
use crate::layout::object::{INTERNED, Kind, Object};
use crate::value::Value;

/// A typed operand: how a value is recognised as one.
pub trait Operand: Copy {
    /// The operand, if the value is of its type and in its usual form.
    ///
    /// # Safety
    /// The machine is alive, and so is the value.
    unsafe fn guard(vm: *mut Machine, value: Value) -> Option<Self>;
    /// The operand, of a value known to be one.
    fn known(value: Value) -> Self;
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
    unsafe fn guard(_: *mut Machine, value: Value) -> Option<Int> {
        if value.is_int() { Some(Int(value.0 as isize)) } else { None }
    }
    #[inline(always)]
    fn known(value: Value) -> Int {
        Int::of(value)
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
    unsafe fn guard(_: *mut Machine, value: Value) -> Option<Float> {
        if value.is_word_float() { Some(Float(value.as_word_float())) } else { None }
    }
    #[inline(always)]
    fn known(value: Value) -> Float {
        Float(value.as_word_float())
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
    unsafe fn guard(_: *mut Machine, value: Value) -> Option<Name> {
        // SAFETY: the caller's contract.
        unsafe {
            if value.is_kind(Kind::Str) && (*value.as_pointer::<Object>()).header.flags & INTERNED != 0 {
                Some(Name(value.0))
            } else {
                None
            }
        }
    }
    #[inline(always)]
    fn known(value: Value) -> Name {
        Name(value.0)
    }
}

/// Header flag of lists, tuples and dicts: an object of the built-in class itself, not of a subclass, which may have its
/// own `__getitem__`.
pub const EXACT: u16 = 1;

/// Whether the value is of the kind, and of the built-in class itself.
///
/// # Safety
/// If it is a pointer, the object is alive.
#[inline(always)]
pub unsafe fn is_exact(value: Value, kind: Kind) -> bool {
    // SAFETY: the caller's contract.
    unsafe { value.is_kind(kind) && (*value.as_pointer::<Object>()).header.flags & EXACT != 0 }
}

/// Whether the value is an object of the shape: that of a built-in class's own instances is the shape of no others.
///
/// # Safety
/// If it is a pointer, the object is alive.
#[inline(always)]
unsafe fn has_shape(value: Value, shape: *mut Shape) -> bool {
    // SAFETY: the caller's contract.
    unsafe { value.is_pointer() && (*value.as_pointer::<Object>()).shape == shape }
}

/// A list, of the class itself.
#[derive(Clone, Copy)]
pub struct ExactList(pub *mut List);

impl Operand for ExactList {
    #[inline(always)]
    unsafe fn guard(vm: *mut Machine, value: Value) -> Option<ExactList> {
        // SAFETY: the caller's contract.
        if unsafe { has_shape(value, (*vm).list_shape) } { Some(Self::known(value)) } else { None }
    }
    #[inline(always)]
    fn known(value: Value) -> ExactList {
        ExactList(value.as_pointer())
    }
}

/// A tuple, of the class itself.
#[derive(Clone, Copy)]
pub struct ExactTuple(pub *mut Tuple);

impl Operand for ExactTuple {
    #[inline(always)]
    unsafe fn guard(vm: *mut Machine, value: Value) -> Option<ExactTuple> {
        // SAFETY: the caller's contract.
        if unsafe { has_shape(value, (*vm).tuple_shape) } { Some(Self::known(value)) } else { None }
    }
    #[inline(always)]
    fn known(value: Value) -> ExactTuple {
        ExactTuple(value.as_pointer())
    }
}

/// An object: a pointer.
#[derive(Clone, Copy)]
pub struct Pointer(pub *mut Object);

impl Operand for Pointer {
    #[inline(always)]
    unsafe fn guard(_: *mut Machine, value: Value) -> Option<Pointer> {
        if value.is_pointer() { Some(Self::known(value)) } else { None }
    }
    #[inline(always)]
    fn known(value: Value) -> Pointer {
        Pointer(value.as_pointer())
    }
}
