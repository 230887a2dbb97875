//! The value: one machine word whose low bits say what it is.
//!
//! | low bits | meaning |
//! |---|---|
//! | `…0` | a small integer, shifted left by one (63 bits; 31 on 32-bit machines) |
//! | `001` | a pointer to an object, plus one |
//! | `101` | None, False, True and their like |
//! | `011`, `111` | a float (64-bit machines only), see [`Value::from_float`] |

use crate::layout::object::{Kind, Object};

/// One Python value, as registers, frames and containers hold it.
#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(transparent)]
pub struct Value(pub usize);

const fn immediate(index: usize) -> Value {
    Value(index << 3 | 0b101)
}

/// Added to a double's bits so that the common exponents begin with the two bits of the float tag.
#[cfg(target_pointer_width = "64")]
const FLOAT_BIAS: u64 = 3 << 60;

impl Value {
    /// `None`.
    pub const NONE: Value = immediate(0);
    /// `False`; differs from [`Value::TRUE`] in one bit, see [`Value::from_bool`].
    pub const FALSE: Value = immediate(2);
    /// `True`.
    pub const TRUE: Value = immediate(3);
    /// `NotImplemented`.
    pub const NOT_IMPLEMENTED: Value = immediate(4);
    /// `Ellipsis`.
    pub const ELLIPSIS: Value = immediate(5);
    /// The float 0.0, whose bits do not fit the float encoding.
    pub const FLOAT_ZERO: Value = immediate(6);
    /// No value: an unbound variable, an argument that was not given. Programs never see it.
    pub const UNDEFINED: Value = immediate(8);
    /// What a helper returns when it leaves an exception pending. Programs never see it.
    pub const ERROR: Value = immediate(9);
    /// What an iteration helper returns when the iterator is exhausted. Programs never see it.
    pub const EXHAUSTED: Value = immediate(10);
    /// The key of a deleted table entry. Programs never see it.
    pub const DELETED: Value = immediate(11);
    /// In the slot of a pair that was unpacked before it was made. Programs never see it.
    pub const UNPACKED: Value = immediate(12);

    /// The largest small integer.
    pub const MAX_SMALL: isize = isize::MAX >> 1;
    /// The smallest small integer.
    pub const MIN_SMALL: isize = isize::MIN >> 1;

    /// The integer as a value, if it is small enough.
    #[inline(always)]
    pub const fn from_int(number: isize) -> Option<Value> {
        if number >= Self::MIN_SMALL && number <= Self::MAX_SMALL { Some(Value((number << 1) as usize)) } else { None }
    }

    /// The integer as a value; for numbers known to lie within 31 bits.
    #[inline(always)]
    pub const fn from_i32_small(number: i32) -> Value {
        Value(((number as isize) << 1) as usize)
    }

    /// `True` or `False`.
    #[inline(always)]
    pub const fn from_bool(truth: bool) -> Value {
        Value(Self::FALSE.0 + ((truth as usize) << 3))
    }

    /// Whether this is a small integer.
    #[inline(always)]
    pub const fn is_int(self) -> bool {
        self.0 & 1 == 0
    }

    /// The small integer; meaningless for other values.
    #[inline(always)]
    pub const fn as_int(self) -> isize {
        self.0 as isize >> 1
    }

    /// Whether this is a pointer to an object.
    #[inline(always)]
    pub const fn is_pointer(self) -> bool {
        self.0.wrapping_sub(1) & 0b111 == 0
    }

    /// Whether this is `True` or `False`.
    #[inline(always)]
    pub const fn is_bool(self) -> bool {
        self.0 & !(1 << 3) == Self::FALSE.0
    }

    /// A pointer to an object as a value. The address is a multiple of eight.
    #[inline(always)]
    pub fn from_pointer<T>(pointer: *mut T) -> Value {
        Value(pointer.expose_provenance() | 1)
    }

    /// The object's address; meaningless for values that are no pointers.
    #[inline(always)]
    pub fn as_pointer<T>(self) -> *mut T {
        core::ptr::with_exposed_provenance_mut(self.0.wrapping_sub(1))
    }

    /// The kind of the object this points to, or `None` for small integers, floats in the word and
    /// the immediates.
    ///
    /// # Safety
    /// If this is a pointer, the object is alive.
    #[inline(always)]
    pub unsafe fn kind(self) -> Option<Kind> {
        if self.is_pointer() {
            // SAFETY: the caller says that the object is alive; every object starts with a header.
            Some(unsafe { (*self.as_pointer::<Object>()).header.kind })
        } else {
            None
        }
    }

    /// Whether this points to an object of the given kind.
    ///
    /// # Safety
    /// If this is a pointer, the object is alive.
    #[inline(always)]
    pub unsafe fn is_kind(self, kind: Kind) -> bool {
        // SAFETY: as above.
        self.is_pointer() && unsafe { (*self.as_pointer::<Object>()).header.kind as u8 == kind as u8 }
    }

    /// The float as a value, if its exponent is one of the usual (about 10⁻⁷⁷ to 10⁷⁷); never on
    /// 32-bit machines.
    ///
    /// The three top bits of the biased pattern (sign and the head of the exponent) are rotated to
    /// the bottom, where they are a float tag exactly if the exponent is usual.
    #[inline(always)]
    pub fn from_usual_float(number: f64) -> Option<Value> {
        #[cfg(target_pointer_width = "64")]
        {
            let word = number.to_bits().wrapping_add(FLOAT_BIAS).rotate_left(3);
            if word & 3 == 3 {
                return Some(Value(word as usize));
            }
        }
        let _ = number;
        None
    }

    /// The same, for 0.0 too.
    #[inline(always)]
    pub fn from_float(number: f64) -> Option<Value> {
        if let Some(value) = Self::from_usual_float(number) {
            return Some(value);
        }
        if number.to_bits() == 0 { Some(Self::FLOAT_ZERO) } else { None }
    }

    /// Whether words hold floats on this machine.
    pub const HOLDS_FLOATS: bool = cfg!(target_pointer_width = "64");

    /// Whether this is a float held in the word (0.0 and boxed floats are not).
    #[inline(always)]
    pub const fn is_word_float(self) -> bool {
        Self::HOLDS_FLOATS && self.0 & 3 == 3
    }

    /// The float held in the word; meaningless for other values.
    #[inline(always)]
    pub fn as_word_float(self) -> f64 {
        #[cfg(target_pointer_width = "64")]
        {
            f64::from_bits((self.0 as u64).rotate_right(3).wrapping_sub(FLOAT_BIAS))
        }
        #[cfg(not(target_pointer_width = "64"))]
        {
            0.0
        }
    }
}

impl core::fmt::Debug for Value {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        if self.is_int() {
            write!(f, "Int({})", self.as_int())
        } else if self.is_word_float() {
            write!(f, "Float({})", self.as_word_float())
        } else {
            write!(f, "Value({:#x})", self.0)
        }
    }
}

const _: () = {
    assert!(size_of::<Value>() == size_of::<usize>());
    assert!(Value::FALSE.0 & 0b111 == 0b101);
    assert!(Value::TRUE.0 == Value::FALSE.0 + 8);
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_integers_survive() {
        for number in [0, 1, -1, Value::MAX_SMALL, Value::MIN_SMALL] {
            assert_eq!(Value::from_int(number).map(Value::as_int), Some(number));
        }
        assert_eq!(Value::from_int(Value::MAX_SMALL + 1), None);
        assert_eq!(Value::from_int(Value::MIN_SMALL - 1), None);
    }

    #[test]
    #[cfg(target_pointer_width = "64")]
    fn usual_floats_fit_the_word_and_others_do_not() {
        for number in [1.0, -1.0, 0.5, 1.2345678901234567, 1e70, -1e-70, 1.0000000000000002] {
            let value = Value::from_float(number);
            assert!(value.is_some_and(|v| v.is_word_float() && v.as_word_float() == number), "{number}");
        }
        for number in [-0.0, f64::INFINITY, f64::NAN, 1e300, 5e-324, -1e-300] {
            assert_eq!(Value::from_float(number), None, "{number}");
        }
        assert_eq!(Value::from_float(0.0), Some(Value::FLOAT_ZERO));
    }

    #[test]
    fn immediates_are_distinct_from_every_other_tag() {
        for value in [Value::NONE, Value::FALSE, Value::TRUE, Value::UNDEFINED, Value::ERROR, Value::FLOAT_ZERO] {
            assert!(!value.is_int() && !value.is_pointer() && !value.is_word_float());
        }
        assert!(Value::TRUE.is_bool() && Value::FALSE.is_bool() && !Value::NONE.is_bool());
    }
}
