//! Big integers: sign and magnitude, the magnitude in little-endian limbs of the machine word's width.
//!
//! A limb is a `usize` (64 bits on 64-bit machines, 32 on 32-bit ones), because the machine multiplies words best
//! and because a heap block of limbs is then an array of words. Inputs may carry leading zero limbs; outputs come
//! with the count of limbs that matter, zero having none. No function allocates: results go into slices that the
//! caller sized with the function next to it (`…_size`, `…_scratch`), and a slice that is too small is an error,
//! never a panic.
//!
//! | file | what |
//! |---|---|
//! | [`limb`] | one limb, its double width, division by a precomputed reciprocal |
//! | [`magnitude`] | compare, add, subtract and count bits of magnitudes |
//! | [`signed`] | [`Integer`]: the same with signs, floor division |
//! | [`multiply`] | schoolbook and Karatsuba |
//! | [`divide`] | by one limb, and long division (Knuth, TAOCP volume 2, 4.3.1, algorithm D) |
//! | [`shift`], [`bitwise`] | with the semantics of an endless two's complement |
//! | [`power`], [`gcd`], [`root`] | powers, powers modulo, greatest common divisor, integer square root |
//! | [`radix`], [`bytes`], [`float`] | to and from text, bytes and `f64` |

pub mod bitwise;
pub mod bytes;
pub mod divide;
pub mod float;
pub mod gcd;
pub mod limb;
pub mod magnitude;
pub mod multiply;
pub mod power;
pub mod radix;
pub mod root;
pub mod shift;
pub mod signed;

#[cfg(test)]
mod tests;

pub use limb::{LIMB_BITS, LIMB_BYTES, Limb};
pub use signed::{Integer, Written};

/// Why an operation on big integers gave no result. What was written to the outputs until then is meaningless.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BignumError {
    /// A result slice is shorter than the function's documentation asks for; size it again and repeat.
    OutputTooSmall,
    /// The scratch slice is shorter than the matching `…_scratch` function says; size it again and repeat.
    ScratchTooSmall,
    /// The divisor or modulus is zero; Python's `ZeroDivisionError` (`ValueError` for `pow` with a modulus).
    DivisionByZero,
    /// An operand must not be negative here (shift counts, `isqrt`, unsigned bytes).
    Negative,
    /// The result does not fit the target (an `f64`, the given number of bytes, or any memory); `OverflowError`.
    TooLarge,
    /// A character of the text is not a digit of the radix, or an underscore stands where none may.
    InvalidDigit,
    /// The radix is not in 2..=36.
    InvalidRadix,
    /// An infinity or a NaN has no integer value (`OverflowError` and `ValueError`).
    NotFinite,
    /// The poll asked to stop.
    Interrupted,
}

/// How long work that is quadratic asks whether to go on: a poll, called once per [`Meter::INTERVAL`] limb steps.
pub struct Meter<'p> {
    poll: &'p mut dyn FnMut() -> bool,
    spent: usize,
}

impl<'p> Meter<'p> {
    /// Limb operations between two polls; about ten microseconds on a desktop core.
    pub const INTERVAL: usize = 16 * 1024;

    /// A meter that calls `poll` once per interval; `poll` returns true to stop the operation.
    pub fn new(poll: &'p mut dyn FnMut() -> bool) -> Self {
        Meter { poll, spent: 0 }
    }

    /// Notes `limbs` limb operations. Fails with [`BignumError::Interrupted`] if the poll asks to stop.
    #[inline]
    pub fn spend(&mut self, limbs: usize) -> Result<(), BignumError> {
        self.spent = self.spent.saturating_add(limbs);
        if self.spent < Self::INTERVAL { Ok(()) } else { self.ask() }
    }

    #[cold]
    fn ask(&mut self) -> Result<(), BignumError> {
        self.spent = 0;
        if (self.poll)() { Err(BignumError::Interrupted) } else { Ok(()) }
    }
}
