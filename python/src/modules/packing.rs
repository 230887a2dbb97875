//! Numbers as bytes: the items that `struct`, `array` and `memoryview` have in common.

use copperhead_stencils::value::Value;

use crate::context::Context;
use crate::error::Result;

/// What an item is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// Bytes that are skipped.
    Pad,
    /// One byte, as a bytes object.
    Character,
    /// False or True.
    Truth,
    /// An integer in two's complement.
    Signed,
    /// An integer without sign.
    Unsigned,
    /// A floating-point number of two, four or eight bytes.
    Float,
    /// Bytes of a fixed number.
    Bytes,
    /// Bytes of a fixed number, the first of which says how many count.
    Pascal,
}

/// An item of a format.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Item {
    /// Its letter.
    pub(crate) code: u8,
    /// What it is.
    pub(crate) form: Form,
    /// Its bytes; they are also its alignment, where there is one.
    pub(crate) size: usize,
}

impl Item {
    /// The item of a letter; native ones have the sizes of this machine's C.
    pub(crate) fn of(code: u8, native: bool) -> Option<Item> {
        let word = size_of::<usize>();
        let (form, size) = match code {
            b'x' => (Form::Pad, 1),
            b'c' => (Form::Character, 1),
            b'?' => (Form::Truth, 1),
            b'b' => (Form::Signed, 1),
            b'B' => (Form::Unsigned, 1),
            b'h' => (Form::Signed, 2),
            b'H' => (Form::Unsigned, 2),
            b'i' => (Form::Signed, 4),
            b'I' => (Form::Unsigned, 4),
            b'l' => (Form::Signed, if native { word } else { 4 }),
            b'L' => (Form::Unsigned, if native { word } else { 4 }),
            b'q' => (Form::Signed, 8),
            b'Q' => (Form::Unsigned, 8),
            b'n' if native => (Form::Signed, word),
            b'N' | b'P' if native => (Form::Unsigned, word),
            b'e' => (Form::Float, 2),
            b'f' => (Form::Float, 4),
            b'd' => (Form::Float, 8),
            b's' => (Form::Bytes, 1),
            b'p' => (Form::Pascal, 1),
            _ => return None,
        };
        Some(Item { code, form, size })
    }

    /// The smallest and the largest integer.
    pub(crate) fn range(self) -> (i128, i128) {
        let bits = (self.size as u32).saturating_mul(8).min(64);
        if self.form == Form::Signed {
            let half = 1i128.wrapping_shl(bits.saturating_sub(1));
            (half.wrapping_neg(), half.wrapping_sub(1))
        } else {
            (0, 1i128.wrapping_shl(bits).wrapping_sub(1))
        }
    }

    /// The value that bytes stand for.
    ///
    /// # Errors
    /// MemoryError.
    pub(crate) fn load(self, context: &mut Context, bytes: &[u8], little: bool) -> Result<Value> {
        match self.form {
            Form::Pad => Ok(Value::NONE),
            Form::Character | Form::Bytes => context.new_bytes(bytes),
            Form::Pascal => {
                let count = bytes.first().map_or(0, |&count| usize::from(count)).min(bytes.len().saturating_sub(1));
                context.new_bytes(bytes.get(1..count.saturating_add(1)).unwrap_or(&[]))
            }
            Form::Truth => Ok(Value::from_bool(bytes.iter().any(|&byte| byte != 0))),
            Form::Signed | Form::Unsigned => context.new_int(load_integer(bytes, little, self.form == Form::Signed)),
            Form::Float => context.new_float(load_float(bytes, little)),
        }
    }
}

/// The order of this machine.
pub(crate) const NATIVE_LITTLE: bool = cfg!(target_endian = "little");

/// Writes an integer into all of the bytes.
pub(crate) fn store_integer(number: i128, little: bool, out: &mut [u8]) {
    let length = out.len();
    for (index, place) in out.iter_mut().enumerate() {
        let shift = if little { index } else { length.wrapping_sub(index).wrapping_sub(1) };
        *place = number.wrapping_shr((shift as u32).wrapping_mul(8)) as u8;
    }
}

/// The integer that up to eight bytes hold.
pub(crate) fn load_integer(bytes: &[u8], little: bool, signed: bool) -> i128 {
    let mut number = 0u64;
    let mut add = |byte: &u8| number = number.wrapping_shl(8) | u64::from(*byte);
    if little {
        bytes.iter().rev().for_each(&mut add)
    } else {
        bytes.iter().for_each(&mut add)
    }
    let bits = (bytes.len() as u32).wrapping_mul(8);
    if signed {
        let shift = 64u32.saturating_sub(bits).min(63);
        i128::from((number.wrapping_shl(shift) as i64).wrapping_shr(shift))
    } else {
        i128::from(number)
    }
}

/// Writes a float into two, four or eight bytes; false if it is too large for them.
pub(crate) fn store_float(number: f64, little: bool, out: &mut [u8]) -> bool {
    let bits = match out.len() {
        2 => match half_of(number) {
            Some(bits) => u64::from(bits),
            None => return false,
        },
        4 => {
            let single = number as f32;
            if single.is_infinite() && number.is_finite() {
                return false;
            }
            u64::from(single.to_bits())
        }
        _ => number.to_bits(),
    };
    store_integer(i128::from(bits), little, out);
    true
}

/// The float in two, four or eight bytes.
pub(crate) fn load_float(bytes: &[u8], little: bool) -> f64 {
    let bits = load_integer(bytes, little, false) as u64;
    match bytes.len() {
        2 => of_half(bits as u16),
        4 => f64::from(f32::from_bits(bits as u32)),
        _ => f64::from_bits(bits),
    }
}

/// IEEE 754 binary16 of a float, rounded to nearest, ties to even; none if it is too large.
fn half_of(number: f64) -> Option<u16> {
    let bits = number.to_bits();
    let sign = (bits >> 48) as u16 & 0x8000;
    let exponent = ((bits >> 52) & 0x7ff) as i32;
    let fraction = bits & ((1 << 52) - 1);
    if exponent == 0x7ff {
        return Some(sign | 0x7c00 | if fraction == 0 { 0 } else { 0x200 });
    }
    let exponent = exponent.wrapping_sub(1023);
    // The number is `significand * 2^(exponent - 52)`; the last place of the result is 2^(exponent - 10), at least 2^-24.
    let significand = fraction | if exponent == -1023 { 0 } else { 1 << 52 };
    let dropped = if exponent < -14 { 42i32.saturating_add((-14i32).wrapping_sub(exponent)) } else { 42 };
    if dropped > 54 {
        return Some(sign);
    }
    let kept = significand >> dropped;
    let rest = significand & (1u64 << dropped).wrapping_sub(1);
    let half = 1u64 << dropped.wrapping_sub(1);
    let kept = kept.wrapping_add(u64::from(rest > half || (rest == half && kept & 1 == 1)));
    let biased = if exponent < -14 { 0 } else { (exponent.wrapping_add(14) as u64) << 10 };
    // What rounding carries out of the fraction raises the exponent, as it should.
    let result = biased.wrapping_add(kept);
    if result >= 0x7c00 { None } else { Some(sign | result as u16) }
}

fn of_half(bits: u16) -> f64 {
    let sign = u64::from(bits >> 15) << 63;
    let (exponent, fraction) = (u64::from((bits >> 10) & 0x1f), u64::from(bits & 0x3ff));
    let magnitude = match exponent {
        0 => return f64::from_bits((fraction as f64 * f64::from_bits((1023 - 24) << 52)).to_bits() | sign),
        0x1f => 0x7ff << 52 | fraction << 42,
        _ => (exponent.wrapping_add(1008)) << 52 | fraction << 42,
    };
    f64::from_bits(magnitude | sign)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves() {
        for (number, bits) in
            [(1.0, 0x3c00), (-2.0, 0xc000), (65504.0, 0x7bff), (6.0e-8, 1), (0.0, 0), (1.0 / 3.0, 0x3555), (6.2e-5, 0x0410)]
        {
            assert_eq!(half_of(number), Some(bits), "{number}");
        }
        assert_eq!(half_of(65520.0), None);
        for bits in 0..=u16::MAX {
            if bits & 0x7c00 != 0x7c00 {
                assert_eq!(half_of(of_half(bits)), Some(bits));
            }
        }
    }

    #[test]
    fn integers() {
        let mut out = [0; 4];
        store_integer(-2, false, &mut out);
        assert_eq!(out, [255, 255, 255, 254]);
        assert_eq!(load_integer(&out, false, true), -2);
        assert_eq!(load_integer(&[1, 2], true, false), 0x201);
    }
}
