//! Big integers to and from text in any radix from 2 to 36.

use super::divide::divide_reciprocal_in_place;
use super::limb::{LIMB_BITS, Limb, Reciprocal};
use super::magnitude::{bit_length, limb_at, normalized_length, trimmed};
use super::multiply::multiply_limb_in_place;
use super::{BignumError, Meter};

const DIGITS: &[u8; 36] = b"0123456789abcdefghijklmnopqrstuvwxyz";

/// How many digits of `radix` one limb holds, and the radix to that power (10^19 or 10^9 for decimal).
fn chunk(radix: u32) -> (usize, Limb) {
    let radix = radix as Limb;
    let (mut digits, mut power) = (1usize, radix);
    while let Some(next) = power.checked_mul(radix) {
        (digits, power) = (digits.saturating_add(1), next);
    }
    (digits, power)
}

/// How many pieces of `width` bits (at least one) hold so many bits.
fn pieces(bits: usize, width: usize) -> usize {
    bits.saturating_add(width.saturating_sub(1)).checked_div(width).unwrap_or(bits)
}

/// An upper bound for the digits of a number with this many bits; exact for powers of two.
pub fn text_size(bits: usize, radix: u32) -> usize {
    match radix {
        2 | 4 | 8 | 16 | 32 => pieces(bits, radix.trailing_zeros() as usize).max(1),
        // log10(2) < 0.30103; the other radices are bounded by the power of two below them.
        10 => (bits / 100_000).saturating_mul(30_103).saturating_add((bits % 100_000).saturating_mul(30_103) / 100_000).saturating_add(1),
        _ => pieces(bits, 31u32.saturating_sub(radix.leading_zeros()) as usize).max(1),
    }
}

/// Limbs that suffice for a number of this many digits of `radix`; nothing if no memory could hold it.
pub fn limbs_for_digits(digits: usize, radix: u32) -> Option<usize> {
    let radix = radix.clamp(2, 36);
    if radix.is_power_of_two() {
        return pieces(digits.checked_mul(radix.trailing_zeros() as usize)?, LIMB_BITS).checked_add(1);
    }
    let (per_limb, _) = chunk(radix);
    pieces(digits, per_limb).checked_add(1)
}

/// Writes the magnitude's digits (lower case, no sign, no prefix, "0" for zero) to the front of `out`; returns how
/// many.
///
/// `out` has [`text_size`] bytes. `scratch` has as many limbs as the magnitude (none for radices that are powers of
/// two). Time is quadratic for other radices: the meter is asked once per pass over the limbs.
pub fn to_text(magnitude: &[Limb], radix: u32, out: &mut [u8], scratch: &mut [Limb], meter: &mut Meter<'_>) -> Result<usize, BignumError> {
    if !(2..=36).contains(&radix) {
        return Err(BignumError::InvalidRadix);
    }
    let magnitude = trimmed(magnitude);
    if magnitude.is_empty() {
        *out.first_mut().ok_or(BignumError::OutputTooSmall)? = b'0';
        return Ok(1);
    }
    if radix.is_power_of_two() {
        return to_text_by_bits(magnitude, radix.trailing_zeros() as usize, out);
    }
    let work = scratch.get_mut(..magnitude.len()).ok_or(BignumError::ScratchTooSmall)?;
    work.copy_from_slice(magnitude);
    let (per_chunk, power) = chunk(radix);
    let (reciprocal, shift) = Reciprocal::normalizing(power).ok_or(BignumError::InvalidRadix)?;
    // Digits come lowest first: fill from the end, then move to the front.
    let size = out.len();
    let mut slots = out.iter_mut().rev();
    let mut written = 0usize;
    let mut length = work.len();
    while length != 0 {
        meter.spend(length)?;
        let Some(limbs) = work.get_mut(..length) else { break };
        let mut rest = divide_reciprocal_in_place(limbs, &reciprocal, shift);
        length = normalized_length(limbs);
        let mut digits = 0usize;
        while digits < per_chunk && (length != 0 || rest != 0) {
            let digit;
            (rest, digit) = split_digit(rest, radix);
            *slots.next().ok_or(BignumError::OutputTooSmall)? = digit;
            digits = digits.saturating_add(1);
        }
        written = written.saturating_add(digits);
    }
    out.copy_within(size.saturating_sub(written).., 0);
    Ok(written)
}

/// The rest and the lowest digit as a character.
#[inline(always)]
fn split_digit(value: Limb, radix: u32) -> (Limb, u8) {
    // The constant lets the compiler multiply instead of dividing.
    let (rest, digit) = if radix == 10 {
        (value / 10, value % 10)
    } else {
        let radix = radix as Limb;
        (value.checked_div(radix).unwrap_or(0), value.checked_rem(radix).unwrap_or(0))
    };
    (rest, DIGITS.get(digit).copied().unwrap_or(b'?'))
}

fn to_text_by_bits(magnitude: &[Limb], width: usize, out: &mut [u8]) -> Result<usize, BignumError> {
    let count = pieces(bit_length(magnitude), width);
    let out = out.get_mut(..count).ok_or(BignumError::OutputTooSmall)?;
    let mask = (1usize << width).wrapping_sub(1);
    let mut position = 0usize;
    for slot in out.iter_mut().rev() {
        let (index, shift) = (position / LIMB_BITS, (position % LIMB_BITS) as u32);
        let low = limb_at(magnitude, index).wrapping_shr(shift);
        let high = limb_at(magnitude, index.saturating_add(1)).checked_shl(Limb::BITS.saturating_sub(shift)).unwrap_or(0);
        *slot = DIGITS.get((low | high) & mask).copied().unwrap_or(b'?');
        position = position.saturating_add(width);
    }
    Ok(count)
}

/// The value of an ASCII digit or letter below `radix`.
#[inline]
pub fn digit_value(character: u8, radix: u32) -> Option<u32> {
    (character as char).to_digit(radix.clamp(2, 36))
}

/// Reads digits of `radix` (underscores are passed over) into `out`; returns the length.
///
/// `out` has [`limbs_for_digits`] limbs for the text's length. Whether underscores stand where they may is
/// [`parse_number`]'s business. Time is quadratic for radices that are not powers of two.
pub fn from_text(digits: &[u8], radix: u32, out: &mut [Limb], meter: &mut Meter<'_>) -> Result<usize, BignumError> {
    if !(2..=36).contains(&radix) {
        return Err(BignumError::InvalidRadix);
    }
    if radix.is_power_of_two() {
        return from_text_by_bits(digits, radix, out);
    }
    let (per_chunk, power) = chunk(radix);
    let mut length = 0usize;
    let (mut count, mut value, mut scale): (usize, Limb, Limb) = (0, 0, 1);
    for &character in digits.iter().filter(|&&character| character != b'_') {
        let digit = digit_value(character, radix).ok_or(BignumError::InvalidDigit)?;
        value = value.wrapping_mul(radix as Limb).wrapping_add(digit as Limb);
        count = count.saturating_add(1);
        if count == per_chunk {
            append(out, &mut length, power, value, meter)?;
            (count, value, scale) = (0, 0, 1);
        } else {
            scale = scale.wrapping_mul(radix as Limb);
        }
    }
    if count != 0 {
        append(out, &mut length, scale, value, meter)?;
    }
    Ok(length)
}

/// `out = out * scale + value`.
fn append(out: &mut [Limb], length: &mut usize, scale: Limb, value: Limb, meter: &mut Meter<'_>) -> Result<(), BignumError> {
    meter.spend(*length)?;
    let (used, free) = out.split_at_mut_checked(*length).ok_or(BignumError::OutputTooSmall)?;
    let carry = multiply_limb_in_place(used, scale, value);
    if carry != 0 {
        *free.first_mut().ok_or(BignumError::OutputTooSmall)? = carry;
        *length = length.saturating_add(1);
    }
    Ok(())
}

fn from_text_by_bits(digits: &[u8], radix: u32, out: &mut [Limb]) -> Result<usize, BignumError> {
    let width = radix.trailing_zeros();
    let mut slots = out.iter_mut();
    let (mut limb, mut filled): (Limb, u32) = (0, 0);
    let mut length = 0usize;
    let mut highest = 0usize;
    let mut push = |limb: Limb| {
        length = length.saturating_add(1);
        if limb != 0 {
            highest = length;
        }
        match slots.next() {
            Some(slot) => *slot = limb,
            None if limb == 0 => {}
            None => return Err(BignumError::OutputTooSmall),
        }
        Ok(())
    };
    for &character in digits.iter().rev().filter(|&&character| character != b'_') {
        let digit = digit_value(character, radix).ok_or(BignumError::InvalidDigit)? as Limb;
        limb |= digit.checked_shl(filled).unwrap_or(0);
        filled = filled.saturating_add(width);
        if filled >= Limb::BITS {
            push(limb)?;
            filled = filled.wrapping_sub(Limb::BITS);
            limb = digit.checked_shr(width.wrapping_sub(filled)).unwrap_or(0);
        }
    }
    push(limb)?;
    Ok(highest)
}

/// What [`parse_number`] found in the text of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NumberText<'t> {
    /// Whether a minus sign stood in front.
    pub negative: bool,
    /// The radix: the one asked for, or the prefix's.
    pub radix: u32,
    /// The digits, underscores between them allowed; at least one digit, all below the radix.
    pub digits: &'t [u8],
    /// How many of `digits` are digits, for the limit on their number.
    pub digit_count: usize,
}

/// Takes text apart as Python's `int(text, base)` does: white space around it, a sign, a prefix (`0x`, `0o`, `0b`)
/// that matches `base` or any for base 0, and digits with single underscores between them.
///
/// The text is ASCII: other decimal digits and white space are translated by the caller. Fails with `InvalidRadix`
/// ("int() base must be >= 2 and <= 36, or 0") or `InvalidDigit` ("invalid literal for int() …").
pub fn parse_number(text: &[u8], base: u32) -> Result<NumberText<'_>, BignumError> {
    if base == 1 || base > 36 {
        return Err(BignumError::InvalidRadix);
    }
    let text = trim_space(text);
    let (negative, text) = match text {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        _ => (false, text),
    };
    let prefix = match text {
        [b'0', letter, ..] => match letter.to_ascii_lowercase() {
            b'x' => Some(16),
            b'o' => Some(8),
            b'b' => Some(2),
            _ => None,
        },
        _ => None,
    };
    let (radix, digits, prefixed) = match prefix {
        Some(radix) if base == 0 || base == radix => (radix, text.get(2..).unwrap_or(&[]), true),
        _ if base == 0 => (10, text, false),
        _ => (base, text, false),
    };
    // An underscore may follow a prefix.
    let digits = match digits {
        [b'_', rest @ ..] if prefixed => rest,
        _ => digits,
    };
    let mut digit_count = 0usize;
    let mut after_digit = false;
    let mut only_zeros = true;
    for &character in digits {
        if character == b'_' {
            if !after_digit {
                return Err(BignumError::InvalidDigit);
            }
            after_digit = false;
            continue;
        }
        let digit = digit_value(character, radix).ok_or(BignumError::InvalidDigit)?;
        only_zeros &= digit == 0;
        digit_count = digit_count.saturating_add(1);
        after_digit = true;
    }
    // As in source text, base 0 takes no leading zero before other digits.
    let old_octal = base == 0 && !prefixed && digits.first() == Some(&b'0') && !only_zeros;
    if !after_digit || old_octal {
        return Err(BignumError::InvalidDigit);
    }
    Ok(NumberText { negative, radix, digits, digit_count })
}

/// Cuts off ASCII white space as C's `isspace` knows it (CPython takes 0x1c to 0x1f only in text that is not ASCII).
pub fn trim_space(text: &[u8]) -> &[u8] {
    let solid = |character: &u8| !matches!(character, b' ' | 0x09..=0x0d);
    let start = text.iter().position(solid).unwrap_or(text.len());
    let end = text.iter().rposition(solid).map_or(start, |index| index.saturating_add(1));
    text.get(start..end).unwrap_or(&[])
}
