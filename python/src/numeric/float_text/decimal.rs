//! The decimal digits of a float: the fewest that read back, or as many as asked for, correctly rounded.

use crate::numeric::bignum::float::decompose;
use core::fmt::{self, Write};

/// Significant digits that the exact value of an `f64` has at most.
pub const MAX_DIGITS: usize = 767;

/// Digits that suffice for any `f64` to read back.
pub const SHORTEST_DIGITS: usize = 17;

/// A decimal number `0.d₁d₂d₃… × 10^point` without trailing zeros; zero has no digits and the point 1.
#[derive(Clone, Copy, Debug)]
pub struct Decimal {
    digits: [u8; MAX_DIGITS],
    count: usize,
    point: i32,
}

impl Decimal {
    /// The fewest digits that read back as `value`, and of those the nearest, an even last digit if two are.
    /// `value` is finite; its sign is ignored.
    pub fn shortest(value: f64) -> Decimal {
        let decimal = Collector::collect(|collector| write!(collector, "{:e}", value.abs()));
        // Where two shortest decimals are equally near, core takes the upper one.
        if may_be_tie(value, decimal.count) { Decimal::significant(value, decimal.count) } else { decimal }
    }

    /// `digits` (at least 1) significant digits of `value`, ties to even. `value` is finite; its sign is ignored.
    pub fn significant(value: f64, digits: usize) -> Decimal {
        let precision = digits.saturating_sub(1).min(MAX_DIGITS);
        Collector::collect(|collector| write!(collector, "{:.*e}", precision, value.abs()))
    }

    /// `value` rounded to `places` digits after the point, ties to even. `value` is finite; its sign is ignored.
    pub fn fixed(value: f64, places: usize) -> Decimal {
        // No f64 has digits beyond the 1,074th place.
        Collector::collect(|collector| write!(collector, "{:.*}", places.min(1074), value.abs()))
    }

    /// The digits, each '0' to '9'.
    pub fn digits(&self) -> &[u8] {
        self.digits.get(..self.count).unwrap_or(&[])
    }

    /// Where the point stands: the power of ten that the fraction `0.d₁d₂…` is multiplied by.
    pub fn point(&self) -> i32 {
        self.point
    }

    /// Whether the number is zero.
    pub fn is_zero(&self) -> bool {
        self.count == 0
    }

    /// The digit `index` places right of the first, '0' outside.
    pub fn digit(&self, index: i64) -> u8 {
        usize::try_from(index).ok().and_then(|index| self.digits().get(index).copied()).unwrap_or(b'0')
    }

    /// Rounds to `places` digits after the point (before it, if negative), ties to even; the digits must be exact.
    pub fn round(&mut self, places: i32) {
        let kept = (self.point as i64).saturating_add(places as i64);
        if kept >= self.count as i64 {
            return;
        }
        if kept < 0 {
            (self.count, self.point) = (0, 1);
            return;
        }
        let kept = kept as usize;
        let lost = self.digits().get(kept..).unwrap_or(&[]);
        let odd = kept.checked_sub(1).is_some_and(|last| self.digit(last as i64) & 1 != 0);
        let up = match lost {
            [b'5'] => odd,
            [first, ..] => *first >= b'5',
            [] => false,
        };
        self.count = kept;
        if up {
            self.increment();
        }
        self.trim();
    }

    /// Adds one unit in the last place kept.
    fn increment(&mut self) {
        while let Some(last) = self.count.checked_sub(1) {
            if let Some(digit) = self.digits.get_mut(last)
                && *digit != b'9'
            {
                *digit = digit.saturating_add(1);
                return;
            }
            self.count = last;
        }
        // All nines, or nothing kept: one, a place further left.
        if let Some(first) = self.digits.first_mut() {
            *first = b'1';
        }
        self.count = 1;
        self.point = self.point.saturating_add(1);
    }

    fn trim(&mut self) {
        let solid = self.digits().iter().rposition(|&digit| digit != b'0');
        self.count = solid.map_or(0, |last| last.saturating_add(1));
        if self.count == 0 {
            self.point = 1;
        }
    }
}

/// Whether `value` can lie exactly between two decimals with `count` digits that both read back. Such a value has
/// at most 18 digits itself: written as an odd number times a power of two, the power is neither below -25
/// (5^25 has 18 digits) nor above 22 (5^23 is the largest power of five that divides a mantissa). And a decimal with
/// fewer than 16 digits has no neighbour that also reads back, nor
/// has one with 16 below a power of two, where floats lie closer together.
fn may_be_tie(value: f64, count: usize) -> bool {
    let Some((mantissa, exponent)) = decompose(value) else { return false };
    let zeros = mantissa.trailing_zeros() as i32;
    let enough = count >= SHORTEST_DIGITS || (count == SHORTEST_DIGITS - 1 && zeros != 52);
    enough && (-25..=22).contains(&exponent.saturating_add(zeros))
}

/// Reads the text that `core` formats as it comes, keeping the significant digits and the point's place.
struct Collector {
    decimal: Decimal,
    /// Digits that stand before the point, or would if they had not been leading zeros.
    point: i32,
    after_point: bool,
    in_exponent: bool,
    exponent_negative: bool,
    exponent: i32,
}

impl Collector {
    fn collect(format: impl FnOnce(&mut Collector) -> fmt::Result) -> Decimal {
        let mut collector = Collector {
            decimal: Decimal { digits: [b'0'; MAX_DIGITS], count: 0, point: 1 },
            point: 0,
            after_point: false,
            in_exponent: false,
            exponent_negative: false,
            exponent: 0,
        };
        // The collector itself never fails, and core's float formatting only passes on its failures.
        let _ = format(&mut collector);
        let exponent = if collector.exponent_negative { collector.exponent.saturating_neg() } else { collector.exponent };
        collector.decimal.point = collector.point.saturating_add(exponent);
        collector.decimal.trim();
        collector.decimal
    }

    fn digit(&mut self, digit: u8) {
        if self.in_exponent {
            self.exponent = self.exponent.saturating_mul(10).saturating_add((digit & 0xf) as i32);
            return;
        }
        let leading_zero = digit == b'0' && self.decimal.count == 0;
        if leading_zero {
            // Zeros right behind the point move it to the left of the first digit.
            self.point = self.point.saturating_sub(self.after_point as i32);
            return;
        }
        self.point = self.point.saturating_add(!self.after_point as i32);
        // Digits beyond the exact value's are zeros.
        if let Some(slot) = self.decimal.digits.get_mut(self.decimal.count) {
            *slot = digit;
            self.decimal.count = self.decimal.count.saturating_add(1);
        }
    }
}

impl Write for Collector {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        for byte in text.bytes() {
            match byte {
                b'0'..=b'9' => self.digit(byte),
                b'.' => self.after_point = true,
                b'e' => self.in_exponent = true,
                b'-' => self.exponent_negative = true,
                _ => {}
            }
        }
        Ok(())
    }
}
