//! The contents of string and bytes literals.

use super::{Parsed, Parser};
use crate::source::arena::List;
use crate::source::token::Token;

/// What a literal's prefix says, and where its contents are.
pub(super) struct Literal<'a> {
    pub(super) raw: bool,
    pub(super) bytes: bool,
    pub(super) contents: &'a str,
}

/// Takes prefix and quotes off a literal.
pub(super) fn split(text: &str) -> Literal<'_> {
    let quotes = text.find(['"', '\'']).unwrap_or(0);
    let (prefix, rest) = text.split_at_checked(quotes).unwrap_or(("", text));
    let triple = rest.starts_with("\"\"\"") || rest.starts_with("'''");
    let width: usize = if triple && rest.len() >= 6 { 3 } else { 1 };
    let contents = rest.get(width..rest.len().saturating_sub(width)).unwrap_or("");
    Literal { raw: prefix.contains(['r', 'R']), bytes: prefix.contains(['b', 'B']), contents }
}

/// Whether the contents of a literal are what is written.
pub(super) fn is_plain(contents: &str, raw: bool) -> bool {
    !contents.bytes().any(|byte| byte == b'\r' || (byte == b'\\' && !raw))
}

/// Puts a code point into generalised UTF-8: (bytes, how many).
fn encode(code: u32) -> ([u8; 4], usize) {
    let tail = |shift: u32| 0x80 | ((code >> shift) & 0x3F) as u8;
    match code {
        0..0x80 => ([code as u8, 0, 0, 0], 1),
        0x80..0x800 => ([0xC0 | (code >> 6) as u8, tail(0), 0, 0], 2),
        0x800..0x1_0000 => ([0xE0 | (code >> 12) as u8, tail(6), tail(0), 0], 3),
        _ => ([0xF0 | ((code >> 18) & 7) as u8, tail(12), tail(6), tail(0)], 4),
    }
}

impl<'a> Parser<'a, '_> {
    /// Appends the decoded contents of a literal. `formatted`: doubled braces stand for one.
    pub(super) fn decode(&mut self, token: Token, literal: &Literal<'a>, formatted: bool, out: &mut List<'a, u8>) -> Parsed<()> {
        if literal.bytes && !literal.contents.is_ascii() {
            let message = format_args!("bytes can only contain ASCII literal characters");
            return Err(self.syntax_error(token.span, message));
        }
        if !formatted && is_plain(literal.contents, literal.raw) {
            return Ok(out.extend(self.arena, literal.contents.as_bytes())?);
        }
        let bytes = literal.contents.as_bytes();
        let mut index = 0;
        let mut warned = false;
        while let Some(byte) = bytes.get(index).copied() {
            match byte {
                b'\\' if !literal.raw => {
                    warned = warned || self.warn_of_escape(token, literal, index)?;
                    index = self.escape(token, literal, index, out)?;
                    continue;
                }
                b'\r' => {
                    out.push(self.arena, b'\n')?;
                    if bytes.get(index.saturating_add(1)) == Some(&b'\n') {
                        index = index.saturating_add(1);
                    }
                }
                b'{' | b'}' if formatted => {
                    out.push(self.arena, byte)?;
                    if bytes.get(index.saturating_add(1)) == Some(&byte) {
                        index = index.saturating_add(1);
                    }
                }
                _ => out.push(self.arena, byte)?,
            }
            index = index.saturating_add(1);
        }
        Ok(())
    }

    /// Warns of a backslash that escapes nothing, or of too large a number behind it. Only the first of a literal counts.
    fn warn_of_escape(&mut self, token: Token, literal: &Literal<'a>, start: usize) -> Parsed<bool> {
        let rest = literal.contents.as_bytes().get(start.saturating_add(1)..).unwrap_or(&[]);
        let known = b"\n\r\\'\"abfnrtvxuUN01234567";
        match rest {
            [b'4'..=b'7', b, c, ..] if matches!((b, c), (b'0'..=b'7', b'0'..=b'7')) => {
                let digits = core::str::from_utf8(rest.get(..3).unwrap_or(&[])).unwrap_or("");
                self.arena.warn(token.span, true, format_args!("invalid octal escape sequence '\\{digits}'"))?;
            }
            [first, ..] if !known.contains(first) || (literal.bytes && matches!(first, b'u' | b'U' | b'N')) => {
                let shown = char::from(*first);
                self.arena.warn(token.span, true, format_args!("invalid escape sequence '\\{shown}'"))?;
            }
            _ => return Ok(false),
        }
        Ok(true)
    }

    /// Decodes the escape sequence whose backslash is at `start`; returns where the text goes on.
    fn escape(&mut self, token: Token, literal: &Literal<'a>, start: usize, out: &mut List<'a, u8>) -> Parsed<usize> {
        let bytes = literal.contents.as_bytes();
        let at = |offset: usize| bytes.get(start.saturating_add(offset)).copied();
        let two = start.saturating_add(2);
        let simple = match at(1) {
            Some(b'\n') => return Ok(two),
            Some(b'\r') => return Ok(if at(2) == Some(b'\n') { two.saturating_add(1) } else { two }),
            Some(byte @ (b'\\' | b'\'' | b'"')) => Some(byte),
            Some(b'a') => Some(7),
            Some(b'b') => Some(8),
            Some(b'f') => Some(12),
            Some(b'n') => Some(b'\n'),
            Some(b'r') => Some(b'\r'),
            Some(b't') => Some(b'\t'),
            Some(b'v') => Some(11),
            _ => None,
        };
        if let Some(byte) = simple {
            out.push(self.arena, byte)?;
            return Ok(two);
        }
        let hexadecimal: usize = match at(1) {
            Some(b'0'..=b'7') => return self.octal_escape(literal, start, out),
            Some(b'x') => 2,
            Some(b'u') if !literal.bytes => 4,
            Some(b'U') if !literal.bytes => 8,
            Some(b'N') if !literal.bytes => return self.named_escape(token, literal, start, out),
            _ => {
                // Unknown escapes stay as they are.
                out.push(self.arena, b'\\')?;
                return Ok(start.saturating_add(1));
            }
        };
        let mut code = 0_u32;
        for offset in 0..hexadecimal {
            let digit = at(offset.saturating_add(2)).and_then(|byte| char::from(byte).to_digit(16));
            let Some(digit) = digit else {
                let end = two.saturating_add(offset);
                return Err(self.truncated_escape(token, literal, start, end, hexadecimal));
            };
            code = code.wrapping_mul(16).wrapping_add(digit);
        }
        let end = two.saturating_add(hexadecimal);
        if code > 0x10_FFFF {
            return Err(self.unicode_error(token, literal, start, end, "illegal Unicode character"));
        }
        self.push_code(literal.bytes, code, out)?;
        Ok(end)
    }

    fn push_code(&mut self, bytes: bool, code: u32, out: &mut List<'a, u8>) -> Parsed<()> {
        if bytes {
            return Ok(out.push(self.arena, (code & 0xFF) as u8)?);
        }
        let (encoded, length) = encode(code);
        Ok(out.extend(self.arena, encoded.get(..length).unwrap_or(&[]))?)
    }

    fn octal_escape(&mut self, literal: &Literal<'a>, start: usize, out: &mut List<'a, u8>) -> Parsed<usize> {
        let digits = literal.contents.as_bytes().get(start.saturating_add(1)..).unwrap_or(&[]);
        let length = digits.iter().take(3).take_while(|byte| matches!(byte, b'0'..=b'7')).count();
        let code = digits.iter().take(length).fold(0_u32, |code, byte| (code << 3) | u32::from(byte & 7));
        self.push_code(literal.bytes, code, out)?;
        Ok(start.saturating_add(1).saturating_add(length))
    }

    #[cold]
    fn truncated_escape(&mut self, token: Token, literal: &Literal<'a>, start: usize, end: usize, digits: usize) -> super::Failure {
        if literal.bytes {
            return self.syntax_error(token.span, format_args!("(value error) invalid \\x escape at position {start}"));
        }
        let reason = match digits {
            2 => "truncated \\xXX escape",
            4 => "truncated \\uXXXX escape",
            _ => "truncated \\UXXXXXXXX escape",
        };
        self.unicode_error(token, literal, start, end, reason)
    }

    #[cold]
    fn named_escape(&mut self, token: Token, literal: &Literal<'a>, start: usize, out: &mut List<'a, u8>) -> Parsed<usize> {
        let rest = literal.contents.get(start.saturating_add(2)..).unwrap_or("");
        let length = rest.find('}');
        match (rest.starts_with('{'), length) {
            (true, Some(length)) if length > 1 => {
                let end = start.saturating_add(length).saturating_add(3);
                let name = rest.get(1..length).unwrap_or("");
                let Some(code) = self.character_named(token, name)? else {
                    return Err(self.unicode_error(token, literal, start, end, "unknown Unicode character name"));
                };
                self.push_code(false, code, out)?;
                Ok(end)
            }
            (true, None) => {
                let end = literal.contents.len();
                Err(self.unicode_error(token, literal, start, end, "malformed \\N character escape"))
            }
            (open, _) => {
                let end = start.saturating_add(if open { 3 } else { 2 });
                Err(self.unicode_error(token, literal, start, end, "malformed \\N character escape"))
            }
        }
    }

    #[cfg(feature = "unicode-data")]
    fn character_named(&mut self, _: Token, name: &str) -> Parsed<Option<u32>> {
        Ok(crate::unicode_data::find(name.as_bytes(), false).and_then(|points| points.as_slice().first().copied()))
    }

    #[cfg(not(feature = "unicode-data"))]
    fn character_named(&mut self, token: Token, _: &str) -> Parsed<Option<u32>> {
        let message = format_args!("(unicode error) \\N{{...}} is not part of this build: it was made without the feature unicode-data");
        Err(self.syntax_error(token.span, message))
    }

    /// An identifier as programs see it: in the normal form NFKC.
    pub(super) fn identifier(&mut self, token: Token) -> Parsed<&'a str> {
        let text = self.text_of(token);
        if text.is_ascii() { Ok(text) } else { self.normal_identifier(text) }
    }

    #[cfg(feature = "unicode-data")]
    #[cold]
    fn normal_identifier(&mut self, text: &'a str) -> Parsed<&'a str> {
        let form = crate::unicode_data::Form { compatibility: true, composes: true };
        let points = crate::unicode_data::normalise(self.arena, form, text.chars().map(u32::from))?;
        let mut bytes = List::new();
        for point in points {
            let (encoded, length) = encode(*point);
            bytes.extend(self.arena, encoded.get(..length).unwrap_or(&[]))?;
        }
        Ok(core::str::from_utf8(bytes.finish(self.arena)?).unwrap_or(text))
    }

    #[cfg(not(feature = "unicode-data"))]
    fn normal_identifier(&mut self, text: &'a str) -> Parsed<&'a str> {
        Ok(text)
    }

    /// An error in the bytes `start..end` of a literal. CPython counts a character that is not ASCII as ten bytes there.
    #[cold]
    fn unicode_error(&mut self, token: Token, literal: &Literal<'a>, start: usize, end: usize, reason: &str) -> super::Failure {
        let before = literal.contents.get(..start).unwrap_or("");
        let first = before.chars().fold(0_usize, |sum, character| sum.saturating_add(if character.is_ascii() { 1 } else { 10 }));
        let last = first.saturating_add(end.saturating_sub(start)).saturating_sub(1);
        self.syntax_error(
            token.span,
            format_args!("(unicode error) 'unicodeescape' codec can't decode bytes in position {first}-{last}: {reason}"),
        )
    }
}
