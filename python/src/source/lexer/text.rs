//! What is checked before the first token: byte order mark, encoding, null bytes.

use crate::source::arena::{Arena, List};
use crate::source::error::{ErrorEnd, ErrorKind, NULL_BYTE, ParseError};
use crate::source::parser::Source;
use crate::source::span::{Position, Span};

/// The source as UTF-8 without its byte order mark, if it has no null bytes and is in an encoding that is known here:
/// UTF-8, or Latin-1, which is translated in the arena. An error names the place as good as can be.
pub fn check_encoding<'a>(source: Source<'a>, arena: &'a Arena<'_>) -> Result<&'a str, ParseError> {
    let Source { bytes: source, is_text, .. } = source;
    // In a str the mark is a character like others.
    let unmarked = source.strip_prefix(b"\xEF\xBB\xBF").filter(|_| !is_text);
    let marked = unmarked.is_some();
    let source = unmarked.unwrap_or(source);
    let nowhere = Span::new(Position::default(), Position::default());
    if u32::try_from(source.len()).map_or(true, |length| length > u32::MAX - 16) {
        return Err(ParseError::new(ErrorKind::OutOfMemory, nowhere, format_args!("source code is too long")));
    }
    if let Some(index) = source.iter().position(|&byte| byte == 0) {
        let place = Position { column: 0, ..position_of(source, index) };
        let error = ParseError::new(ErrorKind::Syntax, Span::new(place, place), format_args!("{NULL_BYTE}"));
        return Err(error.with_end(ErrorEnd::Declaration));
    }
    if !is_text && let Some(name) = declared_encoding(source) {
        let fail =
            |message: core::fmt::Arguments<'_>| Err(ParseError::new(ErrorKind::Syntax, nowhere, message).with_end(ErrorEnd::Declaration));
        let shown = core::str::from_utf8(name).unwrap_or("");
        let known = known_encoding(name);
        match known {
            Some(Encoding::Utf8) => {}
            Some(_) if marked => {
                return fail(format_args!(
                    "encoding problem: {} with BOM",
                    if let Some(Encoding::Latin1) = known { "iso-8859-1" } else { shown }
                ));
            }
            Some(Encoding::Latin1) => return from_latin_1(source, arena),
            Some(Encoding::Ascii) if source.is_ascii() => {}
            _ => return fail(format_args!("unknown encoding: {shown}")),
        }
    }
    check_utf_8(source)
}

/// The encoding that a source declares, if it is one that is not read here but that others may know.
pub fn foreign_encoding(source: &[u8]) -> Option<&str> {
    let unmarked = source.strip_prefix(b"\xEF\xBB\xBF");
    let name = declared_encoding(unmarked.unwrap_or(source))?;
    match known_encoding(name) {
        Some(Encoding::Utf8 | Encoding::Latin1) => None,
        Some(Encoding::Ascii) if source.is_ascii() => None,
        _ if unmarked.is_some() => None,
        _ => core::str::from_utf8(name).ok(),
    }
}

/// The same text in UTF-8.
fn from_latin_1<'a>(source: &'a [u8], arena: &'a Arena<'_>) -> Result<&'a str, ParseError> {
    if !source.is_ascii() {
        let mut bytes = List::new();
        for byte in source {
            let mut buffer = [0; 2];
            bytes.extend(arena, char::from(*byte).encode_utf8(&mut buffer).as_bytes())?;
        }
        return check_utf_8(bytes.finish(arena)?);
    }
    check_utf_8(source)
}

fn position_of(source: &[u8], index: usize) -> Position {
    let before = source.get(..index).unwrap_or(&[]);
    let line = before.iter().filter(|byte| **byte == b'\n').count().saturating_add(1);
    let column = before.iter().rev().take_while(|byte| **byte != b'\n').count();
    Position { line: u32::try_from(line).unwrap_or(u32::MAX), column: u32::try_from(column).unwrap_or(u32::MAX) }
}

fn check_utf_8(source: &[u8]) -> Result<&str, ParseError> {
    core::str::from_utf8(source).map_err(|error| {
        let index = error.valid_up_to();
        let position = position_of(source, index);
        let byte = source.get(index).copied().unwrap_or(0);
        let reason = match error.error_len() {
            None => "unexpected end of data",
            Some(1) if !(0xC2..=0xF4).contains(&byte) => "invalid start byte",
            Some(_) => "invalid continuation byte",
        };
        ParseError::new(
            ErrorKind::Syntax,
            Span::new(position, position),
            format_args!("(unicode error) 'utf-8' codec can't decode byte 0x{byte:02x} in position {index}: {reason}"),
        )
    })
}

/// The comment on a line that has nothing else.
fn comment(line: &[u8]) -> Option<&[u8]> {
    let start = line.iter().position(|byte| !matches!(byte, b' ' | b'\t' | b'\x0c'))?;
    line.get(start..).filter(|rest| rest.first() == Some(&b'#'))
}

/// The encoding that a comment declares: `coding` followed by `:` or `=` and the name (PEP 263).
fn declared(comment: &[u8]) -> Option<&[u8]> {
    let mut rest = comment;
    loop {
        let start = rest.windows(6).position(|window| window == b"coding")?.checked_add(6)?;
        rest = rest.get(start..)?;
        let Some((b':' | b'=', name)) = rest.split_first() else { continue };
        let blanks = name.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
        let name = name.get(blanks..)?;
        let length = name.iter().take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.')).count();
        if length > 0 {
            return name.get(..length);
        }
    }
}

/// The encoding that one of the first two lines declares. Code on the first line hides the second.
fn declared_encoding(source: &[u8]) -> Option<&[u8]> {
    for line in source.split(|byte| *byte == b'\n').take(2) {
        if let Some(name) = comment(line).and_then(declared) {
            return Some(name);
        }
        let blank = line.iter().all(|byte| matches!(byte, b' ' | b'\t' | b'\x0c' | b'\r'));
        if !blank && comment(line).is_none() {
            return None;
        }
    }
    None
}

enum Encoding {
    Utf8,
    Latin1,
    Ascii,
}

fn known_encoding(name: &[u8]) -> Option<Encoding> {
    // Python compares names without regard to case, and `_` is as good as `-`.
    let mut normal = [0; 12];
    let normal = normal.get_mut(..name.len())?;
    for (to, from) in normal.iter_mut().zip(name) {
        *to = if *from == b'_' { b'-' } else { from.to_ascii_lowercase() };
    }
    match &*normal {
        b"utf-8" | b"utf8" | b"utf-8-sig" | b"u8" => Some(Encoding::Utf8),
        b"latin-1" | b"latin1" | b"iso-8859-1" | b"iso8859-1" | b"iso-latin-1" | b"l1" => Some(Encoding::Latin1),
        // These agree with ASCII, which is all that is read of them here.
        b"ascii" | b"us-ascii" | b"koi8-r" | b"koi8-u" | b"euc-jp" | b"gbk" | b"big5" => Some(Encoding::Ascii),
        name if [&b"cp125"[..], b"windows-125", b"iso-8859-"].iter().any(|start| name.starts_with(start)) => Some(Encoding::Ascii),
        _ => None,
    }
}
