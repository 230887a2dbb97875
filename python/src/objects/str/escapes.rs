//! The encodings `unicode_escape` and `raw_unicode_escape`: other characters are written as in literals.

use super::decode::Decoder;
use crate::error::Result;
use crate::objects::byte_builder::ByteBuilder;

const DIGITS: &[u8; 16] = b"0123456789abcdef";

/// Adds `\`, a letter and so many hexadecimal digits.
fn push_hex(builder: &mut ByteBuilder<'_>, letter: u8, point: u32, digits: u32) -> Result<()> {
    builder.push_slice(&[b'\\', letter])?;
    for place in (0..digits).rev() {
        let digit = (point >> (4 * place)) & 15;
        builder.push(DIGITS.get(digit as usize).copied().unwrap_or(b'0'))?;
    }
    Ok(())
}

/// Adds a code point; `raw`: what Latin-1 has stands for itself.
pub(super) fn push(builder: &mut ByteBuilder<'_>, point: u32, raw: bool) -> Result<()> {
    match (point, raw) {
        (0x1_0000.., _) => push_hex(builder, b'U', point, 8),
        (0x100.., _) => push_hex(builder, b'u', point, 4),
        (_, true) => builder.push(point as u8),
        (0x5c, _) => builder.push_slice(b"\\\\"),
        (0x09, _) => builder.push_slice(b"\\t"),
        (0x0a, _) => builder.push_slice(b"\\n"),
        (0x0d, _) => builder.push_slice(b"\\r"),
        (0x20..0x7f, _) => builder.push(point as u8),
        _ => push_hex(builder, b'x', point, 2),
    }
}

/// The reason and the number of digits of an escape by a code point's number.
fn numbered(letter: u8) -> Option<(usize, &'static str)> {
    match letter {
        b'x' => Some((2, "truncated \\xXX escape")),
        b'u' => Some((4, "truncated \\uXXXX escape")),
        b'U' => Some((8, "truncated \\UXXXXXXXX escape")),
        _ => None,
    }
}

impl Decoder<'_, '_> {
    /// Decodes all; `raw`: only `\u` and `\U` mean something.
    pub(super) fn escapes(&mut self, raw: bool) -> Result<()> {
        let mut index = 0usize;
        while let Some(&byte) = self.bytes.get(index) {
            let next = self.bytes.get(index.wrapping_add(1)).copied();
            if byte != b'\\' || (raw && !matches!(next, Some(b'u' | b'U'))) {
                self.builder.push(u32::from(byte))?;
                index = index.wrapping_add(1);
                if let Some(second) = next
                    && raw
                    && byte == b'\\'
                {
                    // A backslash takes the next one with it.
                    self.builder.push(u32::from(second))?;
                    index = index.wrapping_add(1);
                }
                continue;
            }
            let Some(letter) = next else {
                index = self.handle(index, index.wrapping_add(1), "\\ at end of string")?;
                continue;
            };
            index = self.escape(index, letter, raw)?;
        }
        Ok(())
    }

    /// One escape; returns what comes behind it.
    fn escape(&mut self, start: usize, letter: u8, raw: bool) -> Result<usize> {
        let behind = start.wrapping_add(2);
        if let Some((digits, reason)) = numbered(letter) {
            let (mut point, mut end) = (0u32, behind);
            while end < behind.wrapping_add(digits) {
                let Some(digit) = self.bytes.get(end).and_then(|&byte| char::from(byte).to_digit(16)) else {
                    return self.handle(start, end, reason);
                };
                point = point << 4 | digit;
                end = end.wrapping_add(1);
            }
            if point > 0x10_ffff {
                return self.handle(start, end, if raw { "\\Uxxxxxxxx out of range" } else { "illegal Unicode character" });
            }
            self.builder.push(point)?;
            return Ok(end);
        }
        let point = match letter {
            b'\n' => return Ok(behind),
            b'\\' | b'\'' | b'"' => letter,
            b'a' => 7,
            b'b' => 8,
            b't' => 9,
            b'n' => 10,
            b'v' => 11,
            b'f' => 12,
            b'r' => 13,
            b'0'..b'8' => {
                let (mut point, mut end) = (0u32, start.wrapping_add(1));
                while end < start.wrapping_add(4)
                    && let Some(digit @ b'0'..b'8') = self.bytes.get(end).copied()
                {
                    point = point << 3 | u32::from(digit & 7);
                    end = end.wrapping_add(1);
                }
                self.builder.push(point)?;
                return Ok(end);
            }
            b'N' => return self.named(start, behind),
            _ => {
                self.builder.push(u32::from(b'\\'))?;
                letter
            }
        };
        self.builder.push(u32::from(point))?;
        Ok(behind)
    }

    /// `\N{name}`; `behind` is behind the letter.
    fn named(&mut self, start: usize, behind: usize) -> Result<usize> {
        const MALFORMED: &str = "malformed \\N character escape";
        let bytes = self.bytes;
        let Some((b'{', rest)) = bytes.get(behind..).unwrap_or(&[]).split_first() else { return self.handle(start, behind, MALFORMED) };
        let Some(length) = rest.iter().position(|byte| *byte == b'}') else { return self.handle(start, self.bytes.len(), MALFORMED) };
        let end = behind.saturating_add(length).saturating_add(2);
        if length == 0 {
            return self.handle(start, end.saturating_sub(1), MALFORMED);
        }
        #[cfg(feature = "unicode-data")]
        if let Some([point]) = crate::unicode_data::find(rest.get(..length).unwrap_or(&[]), false).as_ref().map(|points| points.as_slice())
        {
            self.builder.push(*point)?;
            return Ok(end);
        }
        self.handle(start, end, "unknown Unicode character name")
    }
}
