//! Bytes to strs.

use copperhead_stencils::layout::object::Kind;
use copperhead_stencils::value::Value;

use super::errors::{Codec, Handler, Order, ask, raise_unicode};
use crate::context::Context;
use crate::error::Result;
use crate::objects::bytes;
use crate::objects::class_list::ClassId;
use crate::objects::text::TextBuilder;

/// A decoding on its way.
pub(super) struct Decoder<'c, 'b> {
    pub(super) builder: TextBuilder<'c>,
    pub(super) bytes: &'b [u8],
    object: Value,
    codec: Codec,
    errors: &'b str,
    handler: Option<Handler>,
}

/// The str that a bytes-like object holds in an encoding.
///
/// # Errors
/// LookupError for unknown names, UnicodeDecodeError.
pub(crate) fn decode(context: &mut Context, object: Value, encoding: &str, errors: &str) -> Result<Value> {
    let Some(codec) = Codec::known(encoding) else {
        let (encoding, errors) = (context.new_str(encoding)?, context.new_str(errors)?);
        return super::errors::call_codecs(context, "_decode_text", &[object, encoding, errors]);
    };
    // A handler that a program registered could change a bytearray.
    // SAFETY: the caller holds the object.
    let object = if unsafe { object.is_kind(Kind::Bytes) } || Handler::is_own(errors) {
        object
    } else {
        context.new_bytes(bytes::view(object).unwrap_or(&[]))?
    };
    // So nothing that runs here changes the bytes.
    let bytes = bytes::view(object).unwrap_or(&[]);
    if bytes.is_ascii() && matches!(codec, Codec::Utf8 | Codec::Ascii | Codec::Latin1) {
        return context.new_str_generalised(bytes);
    }
    let mut decoder = Decoder { builder: TextBuilder::new(context), bytes, object, codec, errors, handler: None };
    match codec {
        Codec::Utf8 => decoder.utf8(0)?,
        Codec::Utf8Marked => decoder.utf8(if bytes.starts_with(&[0xef, 0xbb, 0xbf]) { 3 } else { 0 })?,
        Codec::Ascii => decoder.ascii()?,
        Codec::Latin1 => bytes.iter().try_for_each(|&byte| decoder.builder.push(u32::from(byte)))?,
        Codec::UnicodeEscape => decoder.escapes(false)?,
        Codec::RawUnicodeEscape => decoder.escapes(true)?,
        Codec::Utf16(order) => decoder.utf16(order)?,
        Codec::Utf32(order) => decoder.utf32(order)?,
    }
    decoder.builder.finish()
}

impl Decoder<'_, '_> {
    fn rest(&self, from: usize) -> &[u8] {
        self.bytes.get(from..).unwrap_or(&[])
    }

    fn utf8(&mut self, mut from: usize) -> Result<()> {
        let bytes = self.bytes;
        loop {
            let rest = bytes.get(from..).unwrap_or(&[]);
            let error = match core::str::from_utf8(rest) {
                Ok(text) => return self.builder.push_text(text),
                Err(error) => error,
            };
            let valid = rest.get(..error.valid_up_to()).unwrap_or(&[]);
            self.builder.push_text(core::str::from_utf8(valid).unwrap_or(""))?;
            let start = from.wrapping_add(error.valid_up_to());
            let first = bytes.get(start).copied().unwrap_or(0);
            let (end, reason) = match error.error_len() {
                None => (bytes.len(), "unexpected end of data"),
                Some(count) if !matches!(first, 0xc2..0xf5) => (start.wrapping_add(count), "invalid start byte"),
                Some(count) => (start.wrapping_add(count), "invalid continuation byte"),
            };
            from = self.handle(start, end, reason)?;
        }
    }

    fn ascii(&mut self) -> Result<()> {
        let mut index = 0usize;
        while let Some(&byte) = self.bytes.get(index) {
            index = if byte < 0x80 {
                self.builder.push(u32::from(byte))?;
                index.wrapping_add(1)
            } else {
                self.handle(index, index.wrapping_add(1), "ordinal not in range(128)")?
            };
        }
        Ok(())
    }

    fn utf16(&mut self, order: Order) -> Result<()> {
        let (mut index, mut big) = (0usize, order == Order::Big);
        if order == Order::Marked {
            match *self.bytes {
                [0xff, 0xfe, ..] => index = 2,
                [0xfe, 0xff, ..] => (index, big) = (2, true),
                _ => {}
            }
        }
        self.codec = Codec::Utf16(if big { Order::Big } else { Order::Little });
        let unit = |pair: &[u8; 2]| u32::from(if big { u16::from_be_bytes(*pair) } else { u16::from_le_bytes(*pair) });
        while index < self.bytes.len() {
            let (first, second) = match self.rest(index) {
                [a, b, c, d, ..] => (unit(&[*a, *b]), Some(unit(&[*c, *d]))),
                [a, b, ..] => (unit(&[*a, *b]), None),
                _ => {
                    index = self.handle(index, self.bytes.len(), "truncated data")?;
                    continue;
                }
            };
            index = match (first, second) {
                (0xd800..0xdc00, Some(second @ 0xdc00..0xe000)) => {
                    let point = 0x1_0000u32.wrapping_add((first & 0x3ff) << 10 | (second & 0x3ff));
                    self.builder.push(point)?;
                    index.wrapping_add(4)
                }
                (0xd800..0xdc00, None) => self.handle(index, self.bytes.len(), "unexpected end of data")?,
                (0xd800..0xdc00, Some(_)) => self.handle(index, index.wrapping_add(2), "illegal UTF-16 surrogate")?,
                (0xdc00..0xe000, _) => self.handle(index, index.wrapping_add(2), "illegal encoding")?,
                _ => {
                    self.builder.push(first)?;
                    index.wrapping_add(2)
                }
            };
        }
        Ok(())
    }

    fn utf32(&mut self, order: Order) -> Result<()> {
        let (mut index, mut big) = (0usize, order == Order::Big);
        if order == Order::Marked {
            match *self.bytes {
                [0xff, 0xfe, 0, 0, ..] => index = 4,
                [0, 0, 0xfe, 0xff, ..] => (index, big) = (4, true),
                _ => {}
            }
        }
        self.codec = Codec::Utf32(if big { Order::Big } else { Order::Little });
        while index < self.bytes.len() {
            let Some(quad) = self.rest(index).first_chunk::<4>() else {
                index = self.handle(index, self.bytes.len(), "truncated data")?;
                continue;
            };
            let point = if big { u32::from_be_bytes(*quad) } else { u32::from_le_bytes(*quad) };
            let end = index.wrapping_add(4);
            index = match point {
                0xd800..0xe000 => self.handle(index, end, "code point in surrogate code point range(0xd800, 0xe000)")?,
                0..0x11_0000 => {
                    self.builder.push(point)?;
                    end
                }
                _ => self.handle(index, end, "code point not in range(0x110000)")?,
            };
        }
        Ok(())
    }

    /// The surrogate that the bytes at an index encode, and its size.
    fn surrogate(&self, index: usize) -> Option<(u32, usize)> {
        let (point, size) = match (self.codec, self.rest(index)) {
            (Codec::Utf8 | Codec::Utf8Marked, [0xed, b @ 0xa0..0xc0, c @ 0x80..0xc0, ..]) => {
                (0xd000 | u32::from(b & 0x3f) << 6 | u32::from(c & 0x3f), 3)
            }
            (Codec::Utf16(Order::Big), [a, b, ..]) => (u32::from(u16::from_be_bytes([*a, *b])), 2),
            (Codec::Utf16(_), [a, b, ..]) => (u32::from(u16::from_le_bytes([*a, *b])), 2),
            (Codec::Utf32(Order::Big), [a, b, c, d, ..]) => (u32::from_be_bytes([*a, *b, *c, *d]), 4),
            (Codec::Utf32(_), [a, b, c, d, ..]) => (u32::from_le_bytes([*a, *b, *c, *d]), 4),
            _ => return None,
        };
        if matches!(point, 0xd800..0xe000) { Some((point, size)) } else { None }
    }

    /// Deals with bytes that the encoding does not have; returns where to go on.
    pub(super) fn handle(&mut self, start: usize, end: usize, reason: &str) -> Result<usize> {
        let handler = match self.handler {
            Some(known) => known,
            None => Handler::by_name(self.builder.context, self.errors)?,
        };
        self.handler = Some(handler);
        let wrong = self.bytes.get(start..end).unwrap_or(&[]);
        match handler {
            Handler::Ignore => return Ok(end),
            Handler::Replace => {
                self.builder.push(0xfffd)?;
                return Ok(end);
            }
            Handler::Backslash => {
                for &byte in wrong {
                    crate::objects::str_repr::push_escape(&mut self.builder, u32::from(byte))?;
                }
                return Ok(end);
            }
            Handler::SurrogateEscape => {
                let escaped = wrong.iter().take_while(|&&byte| byte >= 0x80).count();
                for &byte in wrong.iter().take(escaped) {
                    self.builder.push(0xdc00 | u32::from(byte))?;
                }
                if escaped != 0 {
                    return Ok(start.wrapping_add(escaped));
                }
            }
            Handler::SurrogatePass => {
                if let Some((point, size)) = self.surrogate(start) {
                    self.builder.push(point)?;
                    return Ok(start.wrapping_add(size));
                }
            }
            Handler::Strict | Handler::Registered(_) => {}
            Handler::Reference | Handler::Name => {
                return Err(self
                    .builder
                    .context
                    .raise(ClassId::TypeError, format_args!("don't know how to handle UnicodeDecodeError in error callback")));
            }
        }
        let context = &mut *self.builder.context;
        // SAFETY: the caller of `decode` holds the object.
        let exact = unsafe { self.object.is_kind(Kind::Bytes) };
        let object = if exact { self.object } else { context.new_bytes(self.bytes)? };
        if let Handler::Registered(_) = handler {
            let raised = raise_unicode(context, ClassId::UnicodeDecodeError, self.codec, object, (start, end), reason);
            let error = core::mem::replace(&mut context.machine.exception, Value::UNDEFINED);
            if !context.is_instance_of(error, ClassId::UnicodeDecodeError) {
                context.machine.exception = error;
                return Err(raised);
            }
            let (replacement, place) = ask(context, error, self.errors)?;
            self.builder.push_str(replacement)?;
            return Ok(place);
        }
        Err(raise_unicode(context, ClassId::UnicodeDecodeError, self.codec, object, (start, end), reason))
    }
}
