//! Powers of positive floats: exponents that are small multiples of one half correctly rounded (but for rare ties),
//! all others by `libm`.
//!
//! Programs square, cube, invert and take roots far more often than they raise to a real power, and `libm`'s `pow` is
//! off by one unit in the last place in about one of twenty results. Here the product is kept as an unevaluated sum
//! of two floats (Dekker, "A floating-point technique for extending the available precision", 1971) to the end.

/// A number as the sum of two floats, the second below half a unit in the last place of the first.
#[derive(Clone, Copy)]
struct Double {
    high: f64,
    low: f64,
}

/// The upper 26 bits of a float's mantissa, and the rest.
fn halves(value: f64) -> (f64, f64) {
    // 2^27 + 1; exact as long as the product stays finite.
    let scaled = 134_217_729.0 * value;
    let high = scaled - (scaled - value);
    (high, value - high)
}

/// The rounding error of `product = a * b`.
fn product_error(a: f64, b: f64, product: f64) -> f64 {
    let ((a_high, a_low), (b_high, b_low)) = (halves(a), halves(b));
    ((a_high * b_high - product) + a_high * b_low + a_low * b_high) + a_low * b_low
}

impl Double {
    /// The sum of two floats of which the first is the larger.
    fn sum(high: f64, low: f64) -> Double {
        let sum = high + low;
        Double { high: sum, low: low - (sum - high) }
    }

    fn multiply(self, other: Double) -> Double {
        let product = self.high * other.high;
        let error = product_error(self.high, other.high, product);
        Double::sum(product, error + (self.high * other.low + self.low * other.high))
    }

    fn reciprocal(self) -> Double {
        let quotient = 1.0 / self.high;
        let product = quotient * self.high;
        let rest = (1.0 - product) - product_error(quotient, self.high, product) - quotient * self.low;
        Double::sum(quotient, rest / self.high)
    }

    fn square_root(value: f64) -> Double {
        let root = libm::sqrt(value);
        let square = root * root;
        let rest = (value - square) - product_error(root, root, square);
        Double::sum(root, rest / (2.0 * root))
    }
}

/// The largest exponent, times two, that the exact way takes.
const MOST_HALVES: u32 = 64;

/// `base ** exponent` for a positive finite base and a finite exponent; infinite where it is too large.
pub fn positive_power(base: f64, exponent: f64) -> f64 {
    let doubled = exponent * 2.0;
    let size = libm::fabs(doubled);
    // The binary exponent of every intermediate result is below this; beyond it `halves` could overflow, and the
    // lower halves of products be subnormal.
    let magnitude = ((base.to_bits() >> 52) as i64).wrapping_sub(1023).unsigned_abs().saturating_add(1);
    if size > MOST_HALVES as f64 || f64::from(size as u32) != size {
        return libm::pow(base, exponent);
    }
    let count = size as u32;
    if magnitude > 850 || magnitude.saturating_mul(count as u64) > 1700 {
        return libm::pow(base, exponent);
    }
    let mut square = Double { high: base, low: 0.0 };
    let mut result = if count & 1 != 0 { Double::square_root(base) } else { Double { high: 1.0, low: 0.0 } };
    let mut rest = count >> 1;
    while rest != 0 {
        if rest & 1 != 0 {
            result = result.multiply(square);
        }
        rest >>= 1;
        if rest != 0 {
            square = square.multiply(square);
        }
    }
    if doubled < 0.0 { result.reciprocal().high } else { result.high }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::numeric::tests::Random;

    #[test]
    fn squares_roots_and_inverses_are_exact() {
        let mut random = Random::new(41);
        for _ in 0..50_000 {
            let value = libm::fabs(f64::from_bits(random.next() & !(1 << 62) | (random.below(2) << 62)));
            if !value.is_finite() || value == 0.0 {
                continue;
            }
            assert_eq!(positive_power(value, 1.0), value);
            for (exponent, expected) in [(2.0, value * value), (0.5, libm::sqrt(value)), (-1.0, 1.0 / value)] {
                let got = positive_power(value, exponent);
                let distance = got.to_bits().abs_diff(expected.to_bits());
                // Far from one it is libm's word.
                let near = (1e-100..1e100).contains(&value);
                assert!(distance <= !near as u64, "{value:e} ** {exponent}: {got:e} {expected:e}");
            }
        }
    }

    #[test]
    fn products_of_small_integers_are_exact() {
        for base in 2..40u128 {
            for exponent in 0..=32 {
                let Some(exact) = base.checked_pow(exponent) else { break };
                assert_eq!(positive_power(base as f64, exponent as f64), exact as f64, "{base} ** {exponent}");
            }
        }
    }
}
