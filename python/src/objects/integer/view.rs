//! Reading integers in any of their forms: small, bool, big, instance of a subclass.

use copperhead_stencils::layout::object::{Kind, Object};
use copperhead_stencils::ops::subscript::EXACT;
use copperhead_stencils::value::Value;

use crate::numeric::bignum::float;
use crate::numeric::bignum::{BignumError, Integer, LIMB_BITS, Limb};
use crate::objects::layout::BigInt;

/// An integer to read: sign and magnitude, wherever the limbs lie. Valid while the object lives.
#[derive(Clone, Copy)]
pub(crate) struct IntegerView {
    negative: bool,
    small: Limb,
    /// The limbs of a big integer; null if `small` is the magnitude.
    limbs: *const Limb,
    length: usize,
}

impl IntegerView {
    /// A machine integer.
    #[inline]
    pub(crate) fn of(number: isize) -> IntegerView {
        IntegerView { negative: number < 0, small: number.unsigned_abs(), limbs: core::ptr::null(), length: (number != 0) as usize }
    }

    /// A big integer's object.
    ///
    /// # Safety
    /// The object is alive and of kind `BigInt`.
    #[inline]
    pub(crate) unsafe fn of_object(object: *const BigInt) -> IntegerView {
        // SAFETY: the caller's contract; the limbs follow the fields.
        unsafe {
            IntegerView {
                negative: (*object).object.header.extra != 0,
                small: 0,
                limbs: object.byte_add(BigInt::LIMBS).cast(),
                length: (*object).length,
            }
        }
    }

    /// The magnitude, lowest limb first, without leading zeros.
    #[inline]
    pub(crate) fn magnitude(&self) -> &[Limb] {
        if self.limbs.is_null() {
            return core::slice::from_ref(&self.small).get(..self.length).unwrap_or(&[]);
        }
        // SAFETY: the object holds so many limbs, and lives as long as the view is used.
        unsafe { core::slice::from_raw_parts(self.limbs, self.length) }
    }

    /// As the arithmetic takes it.
    #[inline]
    pub(crate) fn integer(&self) -> Integer<'_> {
        Integer { negative: self.negative, magnitude: self.magnitude() }
    }

    /// How many limbs.
    #[inline]
    pub(crate) fn length(&self) -> usize {
        self.length
    }

    /// Whether it is below zero.
    #[inline]
    pub(crate) fn is_negative(&self) -> bool {
        self.negative
    }

    /// Whether it is zero.
    #[inline]
    pub(crate) fn is_zero(&self) -> bool {
        self.length == 0
    }

    /// Whether it is odd.
    #[inline]
    pub(crate) fn is_odd(&self) -> bool {
        self.magnitude().first().is_some_and(|limb| limb & 1 != 0)
    }

    /// The number with the sign turned.
    #[inline]
    pub(crate) fn negated(self) -> IntegerView {
        IntegerView { negative: !self.negative && self.length != 0, ..self }
    }

    /// As a machine integer, if it fits.
    #[inline]
    pub(crate) fn to_isize(self) -> Option<isize> {
        let limb = match *self.magnitude() {
            [] => return Some(0),
            [limb] => limb,
            _ => return None,
        };
        if self.negative { 0isize.checked_sub_unsigned(limb) } else { isize::try_from(limb).ok() }
    }

    /// As 128 bits, if it fits.
    #[inline]
    pub(crate) fn to_i128(self) -> Option<i128> {
        let limbs = self.magnitude();
        if limbs.len() > 128 / LIMB_BITS {
            return None;
        }
        let mut value = 0u128;
        for &limb in limbs.iter().rev() {
            value = value << LIMB_BITS | limb as u128;
        }
        let value = i128::try_from(value).ok()?;
        Some(if self.negative { value.wrapping_neg() } else { value })
    }

    /// The nearest float. Fails with `TooLarge`.
    pub(crate) fn to_f64(self) -> Result<f64, BignumError> {
        float::to_f64(self.integer())
    }
}

/// The integer that a value is, if it is one: small, bool, big, or an instance of a subclass of int.
#[inline]
pub(crate) fn view(value: Value) -> Option<IntegerView> {
    if value.is_int() {
        return Some(IntegerView::of(value.as_int()));
    }
    if value.is_bool() {
        return Some(IntegerView::of((value == Value::TRUE) as isize));
    }
    // SAFETY: the caller holds the value.
    unsafe { if value.is_kind(Kind::BigInt) { Some(IntegerView::of_object(value.as_pointer())) } else { None } }
}

/// Whether a value is an int: small, bool, big, or an instance of a subclass.
#[inline]
pub(crate) fn is_integer(value: Value) -> bool {
    // SAFETY: the caller holds the value.
    value.is_int() || value.is_bool() || unsafe { value.is_kind(Kind::BigInt) }
}

/// Whether a value is of the class `int` itself.
#[inline]
pub(crate) fn is_exact(value: Value) -> bool {
    // SAFETY: the caller holds the value.
    value.is_int() || unsafe { value.is_kind(Kind::BigInt) && (*value.as_pointer::<Object>()).header.flags & EXACT != 0 }
}

/// An integer in any form as a machine integer, if it is one and fits.
#[inline]
pub(crate) fn to_isize(value: Value) -> Option<isize> {
    if value.is_int() { Some(value.as_int()) } else { view(value)?.to_isize() }
}
