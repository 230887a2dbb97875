//! Complex numbers: arithmetic with each other and with real numbers, into a fresh cell.

use crate::definition::{Flow, Form, State};
use crate::layout::container::Complex;
use crate::layout::machine::Holes;
use crate::layout::object::{Header, Kind, Object};
use crate::operand::{EXACT, Float, is_exact};
use crate::ops::allocate::fine_cell;
use crate::value::Value;

/// The instructions that are defined here.
macro_rules! bytecodes {
    ($($so_far:tt)*) => {
        $crate::list::join! { $($so_far)* {
            /// a = b add c for numbers of which one is complex.
            AddComplex [Number] (Write, Read, Read) |s| complex::binary::<F>(s, complex::add)
                => arithmetic::binary_generic::<F>(s), [Pair], (Binary Add Complex);
            /// a = b subtract c for numbers of which one is complex.
            SubtractComplex [Number] (Write, Read, Read) |s| complex::binary::<F>(s, complex::subtract)
                => arithmetic::binary_generic::<F>(s), [Pair], (Binary Subtract Complex);
            /// a = b multiply c for numbers of which one is complex.
            MultiplyComplex [Number] (Write, Read, Read) |s| complex::binary::<F>(s, complex::multiply)
                => arithmetic::binary_generic::<F>(s), [Pair], (Binary Multiply Complex);
        } }
    };
}
pub(crate) use bytecodes;

/// Real and imaginary part.
pub type Parts = (f64, f64);

/// The parts of a complex number of the class itself, or of a real one that a double holds exactly.
#[inline(always)]
unsafe fn parts(value: Value) -> Option<Parts> {
    unsafe {
        if is_exact(value, Kind::Complex) {
            return Some((*value.as_pointer::<Complex>()).get());
        }
        Float::from_number(value).map(|real| (real.0, 0.0))
    }
}

/// a + b.
#[inline(always)]
pub fn add(a: Parts, b: Parts) -> Parts {
    (a.0 + b.0, a.1 + b.1)
}

/// a − b.
#[inline(always)]
pub fn subtract(a: Parts, b: Parts) -> Parts {
    (a.0 - b.0, a.1 - b.1)
}

/// a · b.
#[inline(always)]
pub fn multiply(a: Parts, b: Parts) -> Parts {
    (a.0 * b.0 - a.1 * b.1, a.0 * b.1 + a.1 * b.0)
}

/// a = the operation on b and c, of which one is complex.
#[inline(always)]
pub unsafe fn binary<F: Form>(s: State, operation: impl Fn(Parts, Parts) -> Parts) -> Flow {
    unsafe {
        let (left, right) = (F::read::<1>(&s), F::read::<2>(&s));
        // Where floats are objects the helpers compute with them: machine code has no use for doubles.
        if !Value::HOLDS_FLOATS || !(left.is_pointer() || right.is_pointer()) {
            return Flow::Slow;
        }
        let (Some(a), Some(b)) = (parts(left), parts(right)) else { return Flow::Slow };
        let Some(cell) = fine_cell(s.vm, size_of::<Complex>()) else { return Flow::Slow };
        let (real, imaginary) = operation(a, b);
        let words = |number: f64| [number.to_bits() as u32, (number.to_bits() >> 32) as u32];
        let result = cell.cast::<Complex>();
        (*result).object = Object {
            header: Header { kind: Kind::Complex, mark: (*Holes::of(s.vm)).epoch, flags: EXACT, extra: 0 },
            shape: (*s.vm).complex_shape,
        };
        (*result).real = words(real);
        (*result).imaginary = words(imaginary);
        F::give(&s, Value::from_pointer(result))
    }
}
