//! Sums and products: `fsum`, `prod`, `sumprod`, and the lengths of vectors.
//!
//! Where the last digit matters, numbers are kept as unevaluated sums of two or three floats (Dekker 1971; Ogita, Rump and Oishi,
//! "Accurate sum and dot product", 2005).

use copperhead_stencils::layout::object::Kind;
use copperhead_stencils::operation::Operation;
use copperhead_stencils::value::Value;

use super::refuse_keywords;
use crate::context::Context;
use crate::error::Result;
use crate::objects::class_list::ClassId;
use crate::objects::float::new::required;
use crate::objects::native::Arguments;
use crate::objects::number_glue::{self, Number, int_to_f64};
use crate::objects::table::BUFFER_DATA;
use crate::objects::{operations, text};

/// `a + b` and what rounding lost of it.
fn two_sum(a: f64, b: f64) -> (f64, f64) {
    let sum = a + b;
    let other = sum - a;
    (sum, (a - (sum - other)) + (b - other))
}

/// `a · b` and what rounding lost of it.
fn two_product(a: f64, b: f64) -> (f64, f64) {
    let product = a * b;
    (product, libm::fma(a, b, -product))
}

/// Floats whose sum is exact: no two of them have bits of the same value.
struct Partials {
    parts: [f64; Self::MOST],
    count: usize,
}

impl Partials {
    /// 2098 bits in pieces of 53 each are 40, and some. There may be more that have few bits each: then they are put together.
    const MOST: usize = 64;

    /// Puts parts together (Shewchuk, as below, "Compress"): each but the last then lies within half a unit of the last place of the next.
    fn compress(&mut self) {
        let parts = self.parts.get_mut(..self.count).unwrap_or(&mut []);
        let count = parts.len();
        let Some(&last) = parts.last() else { return };
        let quick = |large: f64, small: f64| {
            let sum = large + small;
            (sum, small - (sum - large))
        };
        let (mut high, mut bottom) = (last, count.saturating_sub(1));
        for index in (0..count.saturating_sub(1)).rev() {
            let Some(&part) = parts.get(index) else { break };
            let (sum, lost) = quick(high, part);
            high = sum;
            if lost != 0.0
                && let Some(place) = parts.get_mut(bottom)
            {
                *place = sum;
                bottom = bottom.saturating_sub(1);
                high = lost;
            }
        }
        if let Some(place) = parts.get_mut(bottom) {
            *place = high;
        }
        let mut kept = 0usize;
        for index in bottom.saturating_add(1)..count {
            let Some(&part) = parts.get(index) else { break };
            let (sum, lost) = quick(part, high);
            high = sum;
            if lost != 0.0
                && let Some(place) = parts.get_mut(kept)
            {
                *place = lost;
                kept = kept.wrapping_add(1);
            }
        }
        if let Some(place) = parts.get_mut(kept) {
            *place = high;
        }
        self.count = kept.wrapping_add(1);
    }

    /// Adds a number exactly (Shewchuk, "Adaptive precision floating-point arithmetic", 1997). False if the sum overflows.
    fn add(&mut self, number: f64) -> bool {
        if self.count == Self::MOST {
            self.compress();
        }
        let mut rest = number;
        let mut kept = 0usize;
        for index in 0..self.count {
            let Some(&part) = self.parts.get(index) else { break };
            let (large, small) = if libm::fabs(rest) < libm::fabs(part) { (part, rest) } else { (rest, part) };
            let sum = large + small;
            let lost = small - (sum - large);
            if lost != 0.0
                && let Some(place) = self.parts.get_mut(kept)
            {
                *place = lost;
                kept = kept.wrapping_add(1);
            }
            rest = sum;
        }
        self.count = kept;
        if rest != 0.0 {
            if !rest.is_finite() {
                return false;
            }
            if let Some(place) = self.parts.get_mut(kept) {
                *place = rest;
                self.count = kept.wrapping_add(1);
            }
        }
        true
    }

    /// The sum, rounded once.
    fn total(&self) -> f64 {
        let mut parts = self.parts.get(..self.count).unwrap_or(&[]).iter().rev().copied();
        let Some(mut high) = parts.next() else { return 0.0 };
        let mut low = 0.0;
        for part in parts.by_ref() {
            let before = high;
            high = before + part;
            low = part - (high - before);
            if low != 0.0 {
                break;
            }
        }
        // Half a unit in the last place: what lies below decides.
        if let Some(next) = parts.next()
            && ((low < 0.0 && next < 0.0) || (low > 0.0 && next > 0.0))
        {
            let doubled = low * 2.0;
            let moved = high + doubled;
            if doubled == moved - high {
                high = moved;
            }
        }
        high
    }
}

/// `math.fsum(iterable)`.
pub(super) fn fsum(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let mut partials = Partials { parts: [0.0; Partials::MOST], count: 0 };
    let (mut special, mut infinite) = (0.0f64, 0.0f64);
    operations::for_each(context, arguments.get(0), |context, item| {
        let number = required(context, item)?;
        if !number.is_finite() {
            if number.is_infinite() {
                infinite += number;
            }
            special += number;
        } else if !partials.add(number) {
            return Err(context.raise(ClassId::OverflowError, format_args!("intermediate overflow in fsum")));
        }
        Ok(true)
    })?;
    if special != 0.0 {
        if infinite.is_nan() {
            return Err(context.raise(ClassId::ValueError, format_args!("-inf + inf in fsum")));
        }
        return context.new_float(special);
    }
    context.new_float(partials.total())
}

/// `math.prod(iterable, start=1)`.
pub(super) fn prod(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let named = context.named_count(arguments);
    let given = arguments.len().saturating_sub(named);
    if given != 1 {
        let (bound, most, positional) = if given > 2 { ("at most", "2", "") } else { ("exactly", "1", "positional ") };
        let plural = if given > 2 { "s" } else { "" };
        let text = format_args!("prod() takes {bound} {most} {positional}argument{plural} ({given} given)");
        return Err(context.raise(ClassId::TypeError, text));
    }
    let mut result = Value::from_i32_small(1);
    for number in 0..named {
        let word = context.tuple_item(arguments.names, number);
        if !text::equals_text(word, "start") {
            return Err(context.complain_unknown_keyword("prod", word, &["start"]));
        }
        result = arguments.get(number.saturating_add(1));
    }
    operations::for_each(context, arguments.get(0), |context, item| {
        result = operations::binary(context, Operation::Multiply, false, result, item)?;
        Ok(true)
    })?;
    Ok(result)
}

/// A sum of products as three floats.
#[derive(Clone, Copy)]
struct TripleSum {
    high: f64,
    low: f64,
    tiny: f64,
}

impl TripleSum {
    fn add_product(self, a: f64, b: f64) -> TripleSum {
        let (product, product_low) = two_product(a, b);
        let (high, high_rest) = two_sum(self.high, product);
        let (first, first_rest) = two_sum(self.low, product_low);
        let (low, low_rest) = two_sum(first, high_rest);
        TripleSum { high, low, tiny: self.tiny + first_rest + low_rest }
    }

    fn total(self) -> f64 {
        let (high, low) = two_sum(self.low, self.high);
        self.tiny + low + high
    }
}

/// A pair of factors as floats, if at least one is a float and the other a float or an int.
fn float_factors(context: &mut Context, a: Value, b: Value) -> Result<Option<(f64, f64)>> {
    Ok(match (number_glue::exact(a), number_glue::exact(b)) {
        (Some(Number::Float(a)), Some(Number::Float(b))) => Some((a, b)),
        (Some(Number::Float(a)), Some(Number::Int(b))) => Some((a, int_to_f64(context, b)?)),
        (Some(Number::Int(a)), Some(Number::Float(b))) => Some((int_to_f64(context, a)?, b)),
        _ => None,
    })
}

/// `math.sumprod(p, q)`.
pub(super) fn sumprod(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let first = operations::iterator(context, arguments.get(0))?;
    let second = operations::iterator(context, arguments.get(1))?;
    let mut total = Value::from_i32_small(0);
    // Runs of floats are summed up exactly; they join the total when something else comes.
    let mut floats: Option<TripleSum> = None;
    loop {
        let pair = (operations::next(context, first)?, operations::next(context, second)?);
        let (a, b) = match pair {
            (Some(a), Some(b)) => (a, b),
            (None, None) => break,
            _ => return Err(context.raise(ClassId::ValueError, format_args!("Inputs are not the same length"))),
        };
        if let Some((x, y)) = float_factors(context, a, b)? {
            let sum = floats.unwrap_or(TripleSum { high: 0.0, low: 0.0, tiny: 0.0 }).add_product(x, y);
            if sum.high.is_finite() && sum.low.is_finite() {
                floats = Some(sum);
                continue;
            }
        }
        total = join(context, total, floats.take())?;
        let product = operations::binary(context, Operation::Multiply, false, a, b)?;
        total = operations::binary(context, Operation::Add, false, total, product)?;
    }
    join(context, total, floats)
}

fn join(context: &mut Context, total: Value, floats: Option<TripleSum>) -> Result<Value> {
    match floats {
        None => Ok(total),
        Some(sum) => {
            let sum = context.new_float(sum.total())?;
            operations::binary(context, Operation::Add, false, total, sum)
        }
    }
}

/// The square root of a sum of squares: the numbers come twice, first for the largest, then scaled by its power of two.
struct Norm {
    largest: f64,
    has_nan: bool,
    scale: i32,
    high: f64,
    low: f64,
}

impl Norm {
    const NONE: Norm = Norm { largest: 0.0, has_nan: false, scale: 0, high: 0.0, low: 0.0 };

    fn measure(&mut self, number: f64) {
        self.has_nan |= number.is_nan();
        self.largest = self.largest.max(libm::fabs(number));
    }

    /// After all were measured: the result, if it needs no squares.
    fn at_once(&mut self) -> Option<f64> {
        if self.largest.is_infinite() {
            return Some(f64::INFINITY);
        }
        if self.has_nan {
            return Some(f64::NAN);
        }
        if self.largest == 0.0 {
            return Some(0.0);
        }
        (_, self.scale) = libm::frexp(self.largest);
        None
    }

    fn add(&mut self, number: f64) {
        let scaled = libm::scalbn(number, self.scale.wrapping_neg());
        let (square, rest) = two_product(scaled, scaled);
        let (sum, lost) = two_sum(self.high, square);
        self.high = sum;
        self.low += lost + rest;
    }

    fn length(&self) -> f64 {
        let root = libm::sqrt(self.high + self.low);
        let (square, rest) = two_product(root, root);
        // One step of Newton's iteration with the exact error.
        let error = (self.high - square) + (self.low - rest);
        libm::scalbn(root + error / (2.0 * root), self.scale)
    }
}

/// Vectors of so many coordinates lie on the native stack.
const STACK_COORDINATES: usize = 16;

/// Room for so many floats: on the stack, or in a heap buffer that the slice keeps alive.
fn room<'a>(context: &mut Context, count: usize, stack: &'a mut [f64; STACK_COORDINATES]) -> Result<&'a mut [f64]> {
    if let Some(room) = stack.get_mut(..count) {
        return Ok(room);
    }
    let Some(bytes) = count.checked_mul(size_of::<f64>()).and_then(|bytes| bytes.checked_add(BUFFER_DATA)) else {
        return Err(context.raise_memory());
    };
    let cell = context.allocate(Kind::Bytes8, bytes)?;
    // SAFETY: the cell has room for the floats behind its header, zeroed, and as cells are aligned to 16 and headers have 8 bytes, aligned
    // to 8.
    Ok(unsafe { core::slice::from_raw_parts_mut(cell.as_ptr().byte_add(BUFFER_DATA).cast(), count) })
}

/// The length of a vector.
fn length_of(coordinates: &[f64]) -> f64 {
    let mut norm = Norm::NONE;
    coordinates.iter().for_each(|&number| norm.measure(number));
    match norm.at_once() {
        Some(length) => length,
        None => {
            coordinates.iter().for_each(|&number| norm.add(number));
            norm.length()
        }
    }
}

/// `math.hypot(*coordinates)`.
pub(super) fn hypot(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    refuse_keywords(context, arguments, "hypot")?;
    let mut stack = [0.0; STACK_COORDINATES];
    let coordinates = room(context, arguments.len(), &mut stack)?;
    for (index, place) in coordinates.iter_mut().enumerate() {
        *place = required(context, arguments.get(index))?;
    }
    context.new_float(length_of(coordinates))
}

/// A sequence or any iterable as a tuple.
fn as_tuple(context: &mut Context, value: Value) -> Result<Value> {
    // SAFETY: the caller's frame holds the argument.
    if unsafe { value.is_kind(Kind::Tuple) } {
        return Ok(value);
    }
    let class = context.class_value(ClassId::Tuple);
    context.call(class, &[value])
}

/// `math.dist(p, q)`.
pub(super) fn dist(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let first = as_tuple(context, arguments.get(0))?;
    let second = as_tuple(context, arguments.get(1))?;
    let count = context.tuple_length(first);
    if context.tuple_length(second) != count {
        return Err(context.raise(ClassId::ValueError, format_args!("both points must have the same number of dimensions")));
    }
    let mut stack = [0.0; STACK_COORDINATES];
    let coordinates = room(context, count, &mut stack)?;
    for (index, place) in coordinates.iter_mut().enumerate() {
        let (a, b) = (context.tuple_item(first, index), context.tuple_item(second, index));
        let a = required(context, a)?;
        let b = required(context, b)?;
        *place = libm::fabs(a - b);
    }
    context.new_float(length_of(coordinates))
}
