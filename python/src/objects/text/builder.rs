//! Building strs piece by piece.

use core::fmt;

use copperhead_stencils::layout::object::Kind;
use copperhead_stencils::value::Value;

use super::{Unit, code_point, each_width, is_ascii, length, points, storage, str_data, width, width_for, write_point};
use crate::context::Context;
use crate::error::{Raised, Result};
use crate::objects::table::BUFFER_DATA;

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

/// Room for so many code points at first: most messages of exceptions are shorter.
const LEAST: usize = 64;

impl<'c> TextBuilder<'c> {
    /// How many code points were written.
    #[inline]
    pub(crate) fn length(&self) -> usize {
        self.length
    }

    /// An empty builder.
    pub(crate) fn new(context: &'c mut Context) -> Self {
        TextBuilder { context, data: core::ptr::null_mut(), capacity: 0, length: 0, width: 1, seen: 0 }
    }

    /// Makes room for more code points of a width.
    #[cold]
    fn grow(&mut self, more: usize, width: usize) -> Result<()> {
        let width = width.max(self.width);
        let wanted = self.length.saturating_add(more).max(self.capacity.saturating_mul(2)).max(LEAST);
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
                let part = points(string).part(start, end);
                self.seen |= each_width!(part, slice => slice.iter().fold(0, |seen, unit| seen | unit.point()));
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
