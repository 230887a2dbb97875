//! Making ints: small if they fit, else objects whose limbs are computed where they stay.

use core::ptr::NonNull;

use copperhead_stencils::layout::object::{Header, Kind};
use copperhead_stencils::ops::subscript::EXACT;
use copperhead_stencils::value::Value;

use super::view::{IntegerView, is_exact, view};
use crate::context::Context;
use crate::error::{Raised, Result};
use crate::numeric::bignum::magnitude::trimmed;
use crate::numeric::bignum::{BignumError, LIMB_BITS, LIMB_BYTES, Limb, Meter, Written, float, radix};
use crate::objects::class_list::ClassId;
use crate::objects::layout::{BigInt, Class};
use crate::objects::table::BUFFER_DATA;

/// Scratch of at most so many limbs lies on the native stack.
const STACK_SCRATCH: usize = 32;

/// Where an int's limbs are computed.
fn limbs_of(object: *mut BigInt) -> *mut Limb {
    object.wrapping_byte_add(BigInt::LIMBS).cast()
}

impl Context {
    /// An int.
    ///
    /// # Errors
    /// MemoryError.
    #[inline]
    pub fn new_int(&mut self, number: i128) -> Result<Value> {
        match isize::try_from(number).ok().and_then(Value::from_int) {
            Some(value) => Ok(value),
            None => self.new_wide_int(number),
        }
    }

    /// An int of a machine integer.
    ///
    /// # Errors
    /// MemoryError.
    #[inline]
    pub(crate) fn new_int_of(&mut self, number: isize) -> Result<Value> {
        match Value::from_int(number) {
            Some(value) => Ok(value),
            None => self.int_from_limbs(number < 0, &[number.unsigned_abs()]),
        }
    }

    /// An int of a count.
    ///
    /// # Errors
    /// MemoryError.
    #[inline]
    pub(crate) fn new_int_of_size(&mut self, number: usize) -> Result<Value> {
        match isize::try_from(number).ok().and_then(Value::from_int) {
            Some(value) => Ok(value),
            None => self.int_from_limbs(false, &[number]),
        }
    }

    #[inline(never)]
    fn new_wide_int(&mut self, number: i128) -> Result<Value> {
        self.int_of_wide(number < 0, number.unsigned_abs())
    }

    /// An int of a sign and a magnitude of 128 bits.
    ///
    /// # Errors
    /// MemoryError.
    #[inline]
    pub(crate) fn int_of_wide(&mut self, negative: bool, magnitude: u128) -> Result<Value> {
        let mut limbs = [0 as Limb; 128 / LIMB_BITS];
        let (mut rest, mut length) = (magnitude, 0usize);
        for limb in &mut limbs {
            *limb = rest as Limb;
            rest >>= LIMB_BITS;
            length = length.wrapping_add((*limb != 0 || rest != 0) as usize);
        }
        let limbs = limbs.get(..length).unwrap_or(&[]);
        match small_value(negative, limbs) {
            Some(small) => Ok(small),
            None => self.int_of_trimmed(negative, limbs),
        }
    }

    /// An int of sign and magnitude; leading zero limbs are allowed.
    ///
    /// # Errors
    /// MemoryError.
    pub(crate) fn int_from_limbs(&mut self, negative: bool, limbs: &[Limb]) -> Result<Value> {
        let limbs = trimmed(limbs);
        match small_value(negative, limbs) {
            Some(small) => Ok(small),
            None => self.int_of_trimmed(negative, limbs),
        }
    }

    /// The object of an int that is not small.
    fn int_of_trimmed(&mut self, negative: bool, limbs: &[Limb]) -> Result<Value> {
        let object = self.new_big(limbs.len())?;
        // SAFETY: the fresh object has room for the limbs, which lie elsewhere.
        unsafe {
            core::ptr::copy_nonoverlapping(limbs.as_ptr(), limbs_of(object), limbs.len());
            (*object).length = limbs.len();
            (*object).object.header.extra = u32::from(negative);
        }
        Ok(Value::from_pointer(object))
    }

    /// An int of digits in a radix; underscores between them are passed over.
    ///
    /// # Errors
    /// MemoryError; ValueError for what is no digit.
    pub(crate) fn int_of_digits(&mut self, digits: &str, radix: u32) -> Result<Value> {
        self.int_of_ascii(false, digits.as_bytes(), radix)
    }

    /// The same with a sign, of ASCII.
    ///
    /// # Errors
    /// MemoryError; ValueError for what is no digit.
    pub(crate) fn int_of_ascii(&mut self, negative: bool, digits: &[u8], radix: u32) -> Result<Value> {
        let Some(size) = radix::limbs_for_digits(digits.len(), radix) else {
            return Err(self.raise_memory());
        };
        self.build_int(size, 0, |out, _, meter| {
            let length = radix::from_text(digits, radix, out, meter)?;
            Ok(Written { negative: negative && length != 0, length })
        })
    }

    /// The integer part of a finite float.
    ///
    /// # Errors
    /// MemoryError; ValueError or OverflowError for NaN and infinities.
    pub(crate) fn int_of_float(&mut self, number: f64) -> Result<Value> {
        if let Some(value) = crate::numeric::math_int::float_to_small(number).and_then(Value::from_int) {
            return Ok(value);
        }
        if number.is_nan() {
            return Err(self.raise(ClassId::ValueError, format_args!("cannot convert float NaN to integer")));
        }
        if number.is_infinite() {
            return Err(self.raise(ClassId::OverflowError, format_args!("cannot convert float infinity to integer")));
        }
        let mut limbs = [0; float::F64_LIMBS];
        match float::from_f64(number, &mut limbs) {
            Ok(written) => self.int_from_limbs(written.negative, limbs.get(..written.length).unwrap_or(&[])),
            Err(_) => Err(self.raise_system("a float without integer part")),
        }
    }

    /// The int with a view's number.
    ///
    /// # Errors
    /// MemoryError.
    pub(crate) fn int_of_view(&mut self, integer: &IntegerView) -> Result<Value> {
        self.int_from_limbs(integer.is_negative(), integer.magnitude())
    }

    /// The same number as an object of class `int` itself.
    ///
    /// # Errors
    /// MemoryError; SystemError for what is no int.
    pub(crate) fn exact_int(&mut self, value: Value) -> Result<Value> {
        if is_exact(value) {
            return Ok(value);
        }
        match view(value) {
            Some(integer) => self.int_of_view(&integer),
            None => Err(self.raise_system("not an int")),
        }
    }

    /// An instance of a subclass of int.
    ///
    /// # Errors
    /// MemoryError.
    pub(crate) fn new_int_instance(&mut self, class: *mut Class, integer: &IntegerView) -> Result<Value> {
        // SAFETY: the caller's class is alive.
        let shape = unsafe { (*class).root_shape };
        let limbs = integer.magnitude();
        let bytes = self.int_bytes(limbs.len())?;
        let object: *mut BigInt = self.new_shaped(shape, Kind::BigInt, bytes)?;
        // SAFETY: the fresh object has room for the limbs.
        unsafe {
            core::ptr::copy_nonoverlapping(limbs.as_ptr(), limbs_of(object), limbs.len());
            (*object).length = limbs.len();
            (*object).object.header.extra = u32::from(integer.is_negative());
        }
        Ok(Value::from_pointer(object))
    }

    fn int_bytes(&mut self, limbs: usize) -> Result<usize> {
        match limbs.checked_mul(LIMB_BYTES).and_then(|bytes| bytes.checked_add(BigInt::LIMBS)) {
            Some(bytes) => Ok(bytes),
            None => Err(self.raise_memory()),
        }
    }

    /// An int's object with room for so many limbs, all zero; its length is 0 until somebody sets it.
    #[inline]
    fn new_big(&mut self, limbs: usize) -> Result<*mut BigInt> {
        let bytes = self.int_bytes(limbs)?;
        let object: *mut BigInt = self.new_object(ClassId::Int, Kind::BigInt, bytes)?;
        // SAFETY: fresh.
        unsafe { (*object).object.header.flags = EXACT };
        Ok(object)
    }

    /// An int of at most `size` limbs, computed in its place: `fill` gets the limbs (all zero), so many limbs of scratch, and a meter
    /// for long work. Errors of the arithmetic become exceptions: see [`Context::raise_bignum`].
    ///
    /// # Errors
    /// MemoryError, the end of the run, or what `fill` says.
    #[inline]
    pub(crate) fn build_int(
        &mut self,
        size: usize,
        scratch: usize,
        fill: impl FnOnce(&mut [Limb], &mut [Limb], &mut Meter<'_>) -> core::result::Result<Written, BignumError>,
    ) -> Result<Value> {
        let object = self.new_big(size)?;
        // SAFETY: the object has room for `size` limbs, zeroed; nobody else knows it.
        let out = unsafe { core::slice::from_raw_parts_mut(limbs_of(object), size) };
        let written = self.with_scratch(scratch, |scratch, meter| fill(out, scratch, meter))?;
        // SAFETY: the object is fresh; the result lies in it.
        unsafe {
            let limbs = core::slice::from_raw_parts(limbs_of(object), written.length.min(size));
            if let Some(small) = small_value(written.negative, limbs) {
                if let Some(cell) = NonNull::new(object.cast::<Header>()) {
                    self.heap.free(cell);
                }
                return Ok(small);
            }
            (*object).length = written.length;
            (*object).object.header.extra = u32::from(written.negative);
        }
        Ok(Value::from_pointer(object))
    }

    /// Runs arithmetic that needs scratch and may take long.
    ///
    /// # Errors
    /// MemoryError, the end of the run, or what the work says.
    #[inline]
    pub(crate) fn with_scratch<R>(
        &mut self,
        size: usize,
        work: impl FnOnce(&mut [Limb], &mut Meter<'_>) -> core::result::Result<R, BignumError>,
    ) -> Result<R> {
        let mut raised = false;
        let result;
        if size == 0 {
            let mut poll = || {
                raised = self.poll_native().is_err();
                raised
            };
            result = work(&mut [], &mut Meter::new(&mut poll));
        } else if size <= STACK_SCRATCH {
            let mut limbs = [0; STACK_SCRATCH];
            let mut poll = || {
                raised = self.poll_native().is_err();
                raised
            };
            result = work(limbs.get_mut(..size).unwrap_or(&mut []), &mut Meter::new(&mut poll));
        } else {
            let data = self.scratch_buffer(size)?;
            // SAFETY: the fresh buffer has room for so many limbs; the pointer keeps it alive.
            let limbs = unsafe { core::slice::from_raw_parts_mut(data, size) };
            let mut poll = || {
                raised = self.poll_native().is_err();
                raised
            };
            result = work(limbs, &mut Meter::new(&mut poll));
            // SAFETY: nobody uses the scratch any more.
            unsafe { self.free_buffer(data.cast()) };
        }
        match result {
            Ok(result) => Ok(result),
            Err(_) if raised => Err(Raised),
            Err(error) => Err(self.raise_bignum(error)),
        }
    }

    /// A heap buffer of limbs, all zero; to be given back with `free_buffer`.
    ///
    /// # Errors
    /// MemoryError.
    pub(crate) fn scratch_buffer(&mut self, limbs: usize) -> Result<*mut Limb> {
        let Some(bytes) = limbs.checked_mul(LIMB_BYTES).and_then(|bytes| bytes.checked_add(BUFFER_DATA)) else {
            return Err(self.raise_memory());
        };
        let cell = self.allocate(Kind::Bytes8, bytes)?;
        // SAFETY: the cell has room behind its header.
        Ok(unsafe { cell.as_ptr().byte_add(BUFFER_DATA).cast() })
    }

    /// The exception for an error of big-integer arithmetic that the caller has no words of its own for.
    #[cold]
    pub(crate) fn raise_bignum(&mut self, error: BignumError) -> Raised {
        match error {
            BignumError::DivisionByZero => self.raise(ClassId::ZeroDivisionError, format_args!("integer division or modulo by zero")),
            BignumError::TooLarge => self.raise_memory(),
            BignumError::Negative => self.raise(ClassId::ValueError, format_args!("negative number")),
            BignumError::InvalidDigit => self.raise(ClassId::ValueError, format_args!("invalid digit")),
            BignumError::Interrupted => Raised,
            BignumError::OutputTooSmall | BignumError::ScratchTooSmall | BignumError::InvalidRadix | BignumError::NotFinite => {
                self.raise_system("integer arithmetic")
            }
        }
    }
}

/// The small int of sign and magnitude (without leading zeros), if it is one.
#[inline]
fn small_value(negative: bool, limbs: &[Limb]) -> Option<Value> {
    match *limbs {
        [] => Value::from_int(0),
        [limb] => {
            let number = isize::try_from(limb).ok()?;
            Value::from_int(if negative { number.wrapping_neg() } else { number })
        }
        _ => None,
    }
}
