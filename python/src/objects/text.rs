//! Strs from the inside: making, reading, comparing and hashing them, and building them piece by piece.

use core::fmt;

use copperhead_stencils::layout::object::Kind;
use copperhead_stencils::value::Value;

use super::class_list::ClassId;
use super::layout::Str;
use super::table::BUFFER_DATA;
use crate::context::Context;
use crate::error::{Raised, Result};
use crate::numeric::hash;

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

/// The name of an object's class, to be shown in messages.
pub(crate) fn type_name(context: &Context, value: Value) -> Display {
    Display(context.class_name(context.class_of(value)))
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

/// The hash that a str of this text has.
pub(crate) fn hash_of_text(context: &Context, text: &str) -> usize {
    if text.is_ascii() {
        return hash_bytes(context, text.as_bytes());
    }
    // Storage bytes are needed: short names are widened on the stack, longer ones hash through a str.
    let mut wide = [0u8; 256];
    let largest = text.chars().map(u32::from).max().unwrap_or(0);
    let unit = width_for(largest);
    let mut used = 0usize;
    for character in text.chars() {
        let bytes = u32::from(character).to_le_bytes();
        let (Some(place), Some(source)) = (wide.get_mut(used..used.saturating_add(unit)), bytes.get(..unit)) else {
            return 0;
        };
        place.copy_from_slice(source);
        used = used.saturating_add(unit);
    }
    hash_bytes(context, wide.get(..used).unwrap_or(&[]))
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

/// Decodes one code point of generalised UTF-8 (surrogates allowed); the bytes must be well-formed. Returns it and its bytes.
pub(crate) fn decode(bytes: &[u8]) -> Option<(u32, usize)> {
    let first = u32::from(*bytes.first()?);
    let next = |index: usize| bytes.get(index).map_or(0, |&byte| u32::from(byte) & 0x3f);
    Some(match first {
        0..=0x7f => (first, 1),
        0x80..=0xdf => ((first & 0x1f) << 6 | next(1), 2),
        0xe0..=0xef => ((first & 0xf) << 12 | next(1) << 6 | next(2), 3),
        _ => ((first & 7) << 18 | next(1) << 12 | next(2) << 6 | next(3), 4),
    })
}

impl Context {
    /// An uninitialised (zeroed) str of a length and width.
    ///
    /// # Errors
    /// MemoryError.
    pub(crate) fn new_str_cell(&mut self, length: usize, width: usize, ascii: bool) -> Result<Value> {
        let Some(bytes) = length.checked_mul(width).and_then(|bytes| bytes.checked_add(Str::DATA)) else {
            return Err(self.raise_memory());
        };
        let object: *mut Str = self.new_object(ClassId::Str, Kind::Str, bytes)?;
        // SAFETY: fresh, and large enough.
        unsafe {
            (*object).object.header.flags = width as u16 | if ascii { Str::ASCII } else { 0 };
            (*object).length = length;
        }
        Ok(Value::from_pointer(object))
    }

    /// A str.
    ///
    /// # Errors
    /// MemoryError.
    pub fn new_str(&mut self, text: &str) -> Result<Value> {
        self.new_str_generalised(text.as_bytes())
    }

    /// A str of generalised UTF-8: UTF-8 in which lone surrogates are encoded too.
    ///
    /// # Errors
    /// MemoryError.
    pub(crate) fn new_str_generalised(&mut self, bytes: &[u8]) -> Result<Value> {
        if bytes.is_ascii() {
            if let [one] = bytes {
                return self.character(u32::from(*one));
            }
            if bytes.is_empty() && self.empty_str != Value::UNDEFINED {
                return Ok(self.empty_str);
            }
            let fresh = self.new_str_cell(bytes.len(), 1, true)?;
            // SAFETY: the fresh str has room for the bytes.
            unsafe { core::ptr::copy_nonoverlapping(bytes.as_ptr(), str_data(fresh), bytes.len()) };
            return Ok(fresh);
        }
        let (mut rest, mut count, mut largest) = (bytes, 0usize, 0u32);
        while let Some((point, used)) = decode(rest) {
            count = count.saturating_add(1);
            largest = largest.max(point);
            rest = rest.get(used..).unwrap_or(&[]);
        }
        if count == 1 {
            return self.character(largest);
        }
        let unit = width_for(largest);
        let fresh = self.new_str_cell(count, unit, false)?;
        let (mut rest, mut index) = (bytes, 0usize);
        while let Some((point, used)) = decode(rest) {
            // SAFETY: the str has `count` code points.
            unsafe { write_point(str_data(fresh), unit, index, point) };
            index = index.saturating_add(1);
            rest = rest.get(used..).unwrap_or(&[]);
        }
        Ok(fresh)
    }

    /// A str of one code point.
    ///
    /// # Errors
    /// MemoryError.
    pub(crate) fn character(&mut self, point: u32) -> Result<Value> {
        if let Some(&known) = self.characters.get(point as usize)
            && known != Value::UNDEFINED
        {
            return Ok(known);
        }
        let unit = width_for(point);
        let fresh = self.new_str_cell(1, unit, point < 128)?;
        // SAFETY: the str has one code point.
        unsafe { write_point(str_data(fresh), unit, 0, point) };
        if let Some(place) = self.characters.get_mut(point as usize) {
            *place = fresh;
        }
        Ok(fresh)
    }

    /// A str formatted like `format!`.
    ///
    /// # Errors
    /// MemoryError.
    pub(crate) fn format(&mut self, arguments: fmt::Arguments<'_>) -> Result<Value> {
        if let Some(text) = arguments.as_str() {
            return self.new_str(text);
        }
        let mut builder = TextBuilder::new(self);
        if fmt::Write::write_fmt(&mut builder, arguments).is_err() {
            return Err(Raised);
        }
        builder.finish()
    }
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

/// Builds a str piece by piece. The code points lie in a heap buffer that this keeps alive from the native stack,
/// widened when a larger one comes. A failed write leaves MemoryError pending.
pub(crate) struct TextBuilder<'c> {
    /// The context, for whoever builds.
    pub(crate) context: &'c mut Context,
    data: *mut u8,
    capacity: usize,
    length: usize,
    width: usize,
    /// All code points or-ed together: tells width and ASCII.
    seen: u32,
}

impl<'c> TextBuilder<'c> {
    /// An empty builder.
    pub(crate) fn new(context: &'c mut Context) -> Self {
        TextBuilder { context, data: core::ptr::null_mut(), capacity: 0, length: 0, width: 1, seen: 0 }
    }

    /// Code points so far.
    pub(crate) fn len(&self) -> usize {
        self.length
    }

    /// Makes room for more code points of a width.
    #[cold]
    fn grow(&mut self, more: usize, width: usize) -> Result<()> {
        let width = width.max(self.width);
        let wanted = self.length.saturating_add(more).max(self.capacity.saturating_mul(2)).max(32);
        let Some(bytes) = wanted.checked_mul(width).and_then(|bytes| bytes.checked_add(BUFFER_DATA)) else {
            return Err(self.context.raise_memory());
        };
        let cell = self.context.allocate(Kind::Bytes8, bytes)?;
        // SAFETY: the new buffer has room for all; the old one holds `length` code points.
        unsafe {
            let data: *mut u8 = cell.as_ptr().byte_add(BUFFER_DATA).cast();
            if width == self.width {
                if self.length != 0 {
                    core::ptr::copy_nonoverlapping(self.data, data, self.length.wrapping_mul(width));
                }
            } else {
                for index in 0..self.length {
                    let point = match self.width {
                        1 => u32::from(*self.data.add(index)),
                        2 => u32::from(*self.data.cast::<u16>().add(index)),
                        _ => *self.data.cast::<u32>().add(index),
                    };
                    write_point(data, width, index, point);
                }
            }
            self.context.free_buffer(self.data);
            self.data = data;
        }
        self.capacity = wanted;
        self.width = width;
        Ok(())
    }

    /// Makes room for more code points of a width, if there is none.
    ///
    /// # Errors
    /// MemoryError.
    #[inline]
    pub(crate) fn make_room(&mut self, more: usize, width: usize) -> Result<()> {
        if self.length.saturating_add(more) > self.capacity || width > self.width {
            self.grow(more, width)?;
        }
        Ok(())
    }

    /// Adds a code point so many times.
    ///
    /// # Errors
    /// MemoryError.
    pub(crate) fn push_repeated(&mut self, point: u32, count: usize) -> Result<()> {
        if count != 0 {
            self.make_room(count, width_for(point))?;
        }
        for _ in 0..count {
            self.push(point)?;
        }
        Ok(())
    }

    /// Adds a code point.
    ///
    /// # Errors
    /// MemoryError.
    #[inline]
    pub(crate) fn push(&mut self, point: u32) -> Result<()> {
        let unit = width_for(point);
        if self.length >= self.capacity || unit > self.width {
            self.grow(1, unit)?;
        }
        // SAFETY: there is room now.
        unsafe { write_point(self.data, self.width, self.length, point) };
        self.length = self.length.wrapping_add(1);
        self.seen |= point;
        Ok(())
    }

    /// Adds text.
    ///
    /// # Errors
    /// MemoryError.
    pub(crate) fn push_text(&mut self, text: &str) -> Result<()> {
        if text.is_ascii() {
            self.make_room(text.len(), 1)?;
            if self.width == 1 && !text.is_empty() {
                // SAFETY: there is room for so many code points of one byte.
                unsafe { core::ptr::copy_nonoverlapping(text.as_ptr(), self.data.wrapping_add(self.length), text.len()) };
                self.length = self.length.wrapping_add(text.len());
                self.seen |= 0x7f;
                return Ok(());
            }
        }
        for character in text.chars() {
            self.push(u32::from(character))?;
        }
        Ok(())
    }

    /// Adds the code points of a str.
    ///
    /// # Errors
    /// MemoryError.
    pub(crate) fn push_str(&mut self, string: Value) -> Result<()> {
        self.push_range(string, 0, length(string))
    }

    /// Adds the code points `start .. end` of a str.
    ///
    /// # Errors
    /// MemoryError.
    pub(crate) fn push_range(&mut self, string: Value, start: usize, end: usize) -> Result<()> {
        let (end, unit) = (end.min(length(string)), width(string));
        let Some(count) = end.checked_sub(start).filter(|&count| count != 0) else {
            return Ok(());
        };
        if self.length.saturating_add(count) > self.capacity || unit > self.width {
            self.grow(count, unit)?;
        }
        if unit == self.width {
            // SAFETY: the range lies in the str, and there is room.
            unsafe {
                let source = storage(string).as_ptr().add(start.wrapping_mul(unit));
                let place = self.data.add(self.length.wrapping_mul(unit));
                core::ptr::copy_nonoverlapping(source, place, count.wrapping_mul(unit));
            }
            self.length = self.length.wrapping_add(count);
            // The exact largest code point does not matter, only what it implies for the width.
            if is_ascii(string) {
                self.seen |= 0x7f;
            } else if unit == 1 {
                self.seen |= if storage(string).get(start..end).is_some_and(<[u8]>::is_ascii) { 0x7f } else { 0xff };
            } else {
                for index in start..end {
                    self.seen |= code_point(string, index);
                }
            }
            return Ok(());
        }
        for index in start..end {
            self.push(code_point(string, index))?;
        }
        Ok(())
    }

    /// The str.
    ///
    /// # Errors
    /// MemoryError.
    pub(crate) fn finish(self) -> Result<Value> {
        let TextBuilder { context, data, length, width, seen, .. } = self;
        if length == 0 {
            return context.new_str("");
        }
        let unit = width_for(seen);
        let fresh = context.new_str_cell(length, unit, seen < 128)?;
        // SAFETY: the buffer holds `length` code points in `width` bytes each, the str has room for them.
        unsafe {
            if unit == width {
                core::ptr::copy_nonoverlapping(data, str_data(fresh), length.wrapping_mul(unit));
            } else {
                for index in 0..length {
                    let point = match width {
                        1 => u32::from(*data.add(index)),
                        2 => u32::from(*data.cast::<u16>().add(index)),
                        _ => *data.cast::<u32>().add(index),
                    };
                    write_point(str_data(fresh), unit, index, point);
                }
            }
            context.free_buffer(data);
        }
        Ok(fresh)
    }
}

impl fmt::Write for TextBuilder<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.push_text(text).map_err(|Raised| fmt::Error)
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
