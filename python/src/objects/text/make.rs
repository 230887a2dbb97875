//! Making strs.

use core::fmt;

use copperhead_stencils::layout::object::Kind;
use copperhead_stencils::value::Value;

use super::{TextBuilder, str_data, width_for, write_point};
use crate::context::Context;
use crate::error::{Raised, Result};
use crate::objects::class_list::ClassId;
use crate::objects::layout::Str;

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
        if point as usize >= self.characters.len() {
            return Ok(fresh);
        }
        // Names, so that comparing them with a program's constants takes no look at the text.
        let name = self.intern_str(fresh)?;
        if let Some(place) = self.characters.get_mut(point as usize) {
            *place = name;
        }
        Ok(name)
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
