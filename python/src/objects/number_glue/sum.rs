//! Sums of floats that keep what rounding loses.

/// A running sum with compensation (Neumaier, "Rundungsfehleranalyse einiger Verfahren zur Summation endlicher Summen", 1974), as the
/// built-in `sum` adds floats since Python 3.12.
#[derive(Clone, Copy, Debug)]
pub(crate) struct FloatSum {
    high: f64,
    low: f64,
}

impl FloatSum {
    /// A sum that starts with a number.
    pub(crate) fn new(start: f64) -> FloatSum {
        FloatSum { high: start, low: 0.0 }
    }

    /// Adds a float.
    #[inline]
    pub(crate) fn add(&mut self, number: f64) {
        let sum = self.high + number;
        self.low += if libm::fabs(self.high) >= libm::fabs(number) { (self.high - sum) + number } else { (number - sum) + self.high };
        self.high = sum;
    }

    /// Adds an int as a float: CPython adds these without compensation.
    #[inline]
    pub(crate) fn add_plain(&mut self, number: f64) {
        self.high += number;
    }

    /// The sum.
    #[inline]
    pub(crate) fn total(self) -> f64 {
        // An infinite sum has NaN for its error.
        if self.low != 0.0 && self.low.is_finite() { self.high + self.low } else { self.high }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tenths_add_up() {
        let mut sum = FloatSum::new(0.0);
        (0..10).for_each(|_| sum.add(0.1));
        assert_eq!(sum.total(), 1.0);
        let mut sum = FloatSum::new(0.0);
        [1e16, 1.0, -1e16].into_iter().for_each(|number| sum.add(number));
        assert_eq!(sum.total(), 1.0);
        let mut sum = FloatSum::new(f64::INFINITY);
        sum.add(1.0);
        assert_eq!(sum.total(), f64::INFINITY);
    }
}
