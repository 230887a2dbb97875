//! Strs from the inside: reading, comparing and hashing them here, making them in [`make`], piece by piece in [`builder`].

use core::fmt;

use copperhead_stencils::layout::object::Kind;
use copperhead_stencils::value::Value;

use super::layout::Str;
use crate::context::Context;
use crate::error::Result;
use crate::numeric::hash;

mod builder;
mod make;

pub(crate) use builder::TextBuilder;

/// Whether a str is of the class `str` itself.
#[inline(always)]
pub(crate) fn is_exact(string: Value) -> bool {
    // SAFETY: the caller holds a str.
    unsafe { (*string.as_pointer::<Str>()).object.header.flags & Str::SUBCLASS == 0 }
}

/// Bytes of a code point of a str: 1, 2 or 4.
#[inline(always)]
pub(crate) fn width(string: Value) -> usize {
    // SAFETY: the caller holds a str.
    unsafe { ((*string.as_pointer::<Str>()).object.header.flags & Str::WIDTH) as usize }
}

/// The length in code points.
#[inline(always)]
pub(crate) fn length(string: Value) -> usize {
    // SAFETY: the caller holds a str.
    unsafe { (*string.as_pointer::<Str>()).length }
}

/// Whether all code points are below 128.
#[inline(always)]
pub(crate) fn is_ascii(string: Value) -> bool {
    // SAFETY: the caller holds a str.
    unsafe { (*string.as_pointer::<Str>()).object.header.flags & Str::ASCII != 0 }
}

/// The storage of a str: its code points, `width` bytes each. Valid while the str lives.
#[inline(always)]
pub(crate) fn storage<'a>(string: Value) -> &'a [u8] {
    // SAFETY: the caller holds a str; its data are initialised and never change.
    unsafe {
        let object = string.as_pointer::<Str>();
        let bytes = (*object).length.wrapping_mul(width(string));
        core::slice::from_raw_parts(object.byte_add(Str::DATA).cast(), bytes)
    }
}

/// The text of an ASCII str. Valid while the str lives.
#[inline]
pub(crate) fn ascii_text<'a>(string: Value) -> Option<&'a str> {
    // SAFETY: bytes below 128 are UTF-8.
    if is_ascii(string) { Some(unsafe { core::str::from_utf8_unchecked(storage(string)) }) } else { None }
}

/// The code point at an index; 0 beyond the end.
#[inline]
pub(crate) fn code_point(string: Value, index: usize) -> u32 {
    if index >= length(string) {
        return 0;
    }
    let data = storage(string).as_ptr();
    // SAFETY: the index lies in the str; 2- and 4-byte code points are aligned as the data are.
    unsafe {
        match width(string) {
            1 => u32::from(*data.add(index)),
            2 => u32::from(*data.cast::<u16>().add(index)),
            _ => *data.cast::<u32>().add(index),
        }
    }
}

/// A code point as it is stored.
pub(crate) trait Unit: Copy + Eq {
    /// The code point.
    fn point(self) -> u32;
}

impl Unit for u8 {
    #[inline(always)]
    fn point(self) -> u32 {
        u32::from(self)
    }
}

impl Unit for u16 {
    #[inline(always)]
    fn point(self) -> u32 {
        u32::from(self)
    }
}

impl Unit for u32 {
    #[inline(always)]
    fn point(self) -> u32 {
        self
    }
}

/// The code points of a str as a slice, in the width that they are stored in.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Points<'a> {
    /// One byte each.
    One(&'a [u8]),
    /// Two bytes each.
    Two(&'a [u16]),
    /// Four bytes each.
    Four(&'a [u32]),
}

/// Runs the same expression on the slice of whichever width it is.
macro_rules! each_width {
    ($points:expr, $slice:ident => $body:expr) => {
        match $points {
            $crate::objects::text::Points::One($slice) => $body,
            $crate::objects::text::Points::Two($slice) => $body,
            $crate::objects::text::Points::Four($slice) => $body,
        }
    };
}
pub(crate) use each_width;

impl<'a> Points<'a> {
    /// How many there are.
    pub(crate) fn len(self) -> usize {
        each_width!(self, slice => slice.len())
    }

    /// The code point at an index, if there is one.
    #[inline]
    pub(crate) fn at(self, index: usize) -> Option<u32> {
        each_width!(self, slice => slice.get(index).map(|unit| unit.point()))
    }

    /// Part of them; empty if the range is not within.
    pub(crate) fn part(self, start: usize, end: usize) -> Points<'a> {
        match self {
            Points::One(slice) => Points::One(slice.get(start..end).unwrap_or(&[])),
            Points::Two(slice) => Points::Two(slice.get(start..end).unwrap_or(&[])),
            Points::Four(slice) => Points::Four(slice.get(start..end).unwrap_or(&[])),
        }
    }
}

/// The code points of a str as a slice. Valid while the str lives.
#[inline]
pub(crate) fn points<'a>(string: Value) -> Points<'a> {
    let (data, count) = (storage::<'a>(string).as_ptr(), length(string));
    // SAFETY: the storage has so many code points of the width; wider ones are aligned as the data are.
    unsafe {
        match width(string) {
            1 => Points::One(core::slice::from_raw_parts(data, count)),
            2 => Points::Two(core::slice::from_raw_parts(data.cast(), count)),
            _ => Points::Four(core::slice::from_raw_parts(data.cast(), count)),
        }
    }
}

/// Whether a value is a str, of the class itself or of a subclass.
#[inline]
pub(crate) fn is_str(value: Value) -> bool {
    // SAFETY: the caller holds the value.
    unsafe { value.is_kind(Kind::Str) }
}

/// A str as it is, an instance of a subclass as a copy of class `str`.
///
/// # Errors
/// MemoryError.
pub(crate) fn exact(context: &mut Context, string: Value) -> Result<Value> {
    if is_exact(string) { Ok(string) } else { exact_copy(context, string) }
}

/// The code points `start .. end` of a str as a str; what lies beyond the end is not there.
///
/// # Errors
/// MemoryError.
pub(crate) fn substring(context: &mut Context, string: Value, start: usize, end: usize) -> Result<Value> {
    let (count, unit) = (length(string), width(string));
    let end = end.min(count);
    let Some(wanted) = end.checked_sub(start).filter(|&wanted| wanted != 0) else {
        return context.new_str("");
    };
    if wanted == count {
        return exact(context, string);
    }
    if wanted == 1 {
        return context.character(code_point(string, start));
    }
    let part = points(string).part(start, end);
    // Or-ed together, code points have the width and ASCII-ness of the largest.
    let seen = if is_ascii(string) { 0x7f } else { each_width!(part, slice => slice.iter().fold(0, |seen, unit| seen | unit.point())) };
    let narrow = width_for(seen);
    let fresh = context.new_str_cell(wanted, narrow, seen < 128)?;
    let data = str_data(fresh);
    if narrow == unit {
        let from = storage(string).as_ptr().wrapping_add(start.wrapping_mul(unit));
        // SAFETY: the range lies in the str, the fresh one has room for it.
        unsafe { core::ptr::copy_nonoverlapping(from, data, wanted.wrapping_mul(unit)) };
    } else {
        each_width!(part, slice => for (index, unit) in slice.iter().enumerate() {
            // SAFETY: the fresh str has `wanted` code points of a width that fits all of them.
            unsafe { write_point(data, narrow, index, unit.point()) };
        });
    }
    Ok(fresh)
}

/// `a + b`.
///
/// # Errors
/// MemoryError.
pub(crate) fn concatenate(context: &mut Context, a: Value, b: Value) -> Result<Value> {
    if length(b) == 0 {
        return exact(context, a);
    }
    if length(a) == 0 {
        return exact(context, b);
    }
    let Some(count) = length(a).checked_add(length(b)) else {
        return Err(context.raise_memory());
    };
    let fresh = context.new_str_cell(count, width(a).max(width(b)), is_ascii(a) && is_ascii(b))?;
    // SAFETY: the fresh str has room for both, in the width of the wider.
    unsafe {
        write_points(fresh, 0, a);
        write_points(fresh, length(a), b);
    }
    Ok(fresh)
}

/// Writes a str's code points into a fresh one, from an index on.
///
/// # Safety
/// The fresh str has room for them there, and its width is at least that of the other.
pub(crate) unsafe fn write_points(fresh: Value, index: usize, string: Value) {
    let (data, unit) = (str_data(fresh), width(fresh));
    if width(string) == unit {
        let from = storage(string);
        // SAFETY: the caller's contract.
        unsafe { core::ptr::copy_nonoverlapping(from.as_ptr(), data.wrapping_add(index.wrapping_mul(unit)), from.len()) };
    } else {
        each_width!(points(string), slice => for (offset, point) in slice.iter().enumerate() {
            // SAFETY: the caller's contract.
            unsafe { write_point(data, unit, index.wrapping_add(offset), point.point()) };
        });
    }
}

/// The code points of a str in order.
pub(crate) fn code_points(string: Value) -> impl DoubleEndedIterator<Item = u32> + ExactSizeIterator + Clone {
    (0..length(string)).map(move |index| code_point(string, index))
}

/// Whether two strs have the same code points.
#[inline]
pub(crate) fn equal(a: Value, b: Value) -> bool {
    // Storage is canonical: the smallest width that fits.
    a == b || (width(a) == width(b) && storage(a) == storage(b))
}

/// Whether a str has another in it.
pub(crate) fn contains(string: Value, wanted: Value) -> bool {
    if let (Points::One(text), Points::One([letter])) = (points(string), points(wanted))
        && text.len() < FEW
    {
        return text.contains(letter);
    }
    super::str::search::find_points(points(string), points(wanted)).is_some()
}

/// In a text of so few letters one is looked for in the simplest way.
const FEW: usize = 32;

/// Whether a str has this text.
pub(crate) fn equals_text(string: Value, text: &str) -> bool {
    if is_ascii(string) {
        return storage(string) == text.as_bytes();
    }
    code_points(string).eq(text.chars().map(u32::from))
}

/// The order of two strs by code points.
pub(crate) fn compare(a: Value, b: Value) -> core::cmp::Ordering {
    if width(a) == 1 && width(b) == 1 {
        // Often the first decides.
        if let (Some(first), Some(other)) = (storage(a).first(), storage(b).first())
            && first != other
        {
            return first.cmp(other);
        }
        return storage(a).cmp(storage(b));
    }
    code_points(a).cmp(code_points(b))
}

/// The hash of a str.
#[inline]
pub(crate) fn hash(context: &Context, string: Value) -> usize {
    // SAFETY: the caller holds a str.
    unsafe {
        let object = string.as_pointer::<Str>();
        if (*object).hash == 0 {
            (*object).hash = hash_bytes(context, storage(string));
        }
        (*object).hash
    }
}

/// The hash of storage bytes: never 0, which stands for "unknown", nor −1, which CPython keeps for errors; the empty text's is 0 to programs.
pub(crate) fn hash_bytes(context: &Context, bytes: &[u8]) -> usize {
    hash::hash_bytes(context.hash_key, bytes) as usize
}

/// The bytes needed for code points up to this one.
pub(crate) const fn width_for(largest: u32) -> usize {
    if largest < 0x100 {
        1
    } else if largest < 0x1_0000 {
        2
    } else {
        4
    }
}

/// A copy of class `str` itself.
///
/// # Errors
/// MemoryError.
pub(crate) fn exact_copy(context: &mut Context, string: Value) -> Result<Value> {
    let (unit, count, flags) = (width(string), length(string), is_ascii(string));
    let fresh = context.new_str_cell(count, unit, flags)?;
    // SAFETY: both have `count · unit` bytes.
    unsafe { core::ptr::copy_nonoverlapping(storage(string).as_ptr(), str_data(fresh), count.wrapping_mul(unit)) };
    Ok(fresh)
}

/// Where a str's code points lie, for filling in a fresh one.
pub(crate) fn str_data(string: Value) -> *mut u8 {
    string.as_pointer::<u8>().wrapping_add(Str::DATA)
}

/// Writes a code point.
///
/// # Safety
/// The data have room for it at the index, in that width, which fits it.
#[inline(always)]
pub(crate) unsafe fn write_point(data: *mut u8, width: usize, index: usize, point: u32) {
    // SAFETY: the caller's contract.
    unsafe {
        match width {
            1 => *data.add(index) = point as u8,
            2 => *data.cast::<u16>().add(index) = point as u16,
            _ => *data.cast::<u32>().add(index) = point,
        }
    }
}

/// Shows a str in a Rust format string: lone surrogates as `\udXXX`.
pub(crate) struct Display(pub(crate) Value);

impl fmt::Display for Display {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        use fmt::Write;
        // SAFETY: whoever shows a value holds it.
        if !unsafe { self.0.is_kind(Kind::Str) } {
            return out.write_str("?");
        }
        if let Some(text) = ascii_text(self.0) {
            return out.write_str(text);
        }
        for point in code_points(self.0) {
            match char::from_u32(point) {
                Some(character) => out.write_char(character)?,
                None => write!(out, "\\u{point:04x}")?,
            }
        }
        Ok(())
    }
}
