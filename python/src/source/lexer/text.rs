//! What is checked before the first token: byte order mark, encoding, null bytes.

use crate::source::error::{ErrorKind, ParseError};
use crate::source::span::{Position, Span};

/// The source without its byte order mark, if it is UTF-8 without null bytes and declares no other encoding.
/// An error names the place as good as can be.
pub fn check_encoding(source: &[u8]) -> Result<&str, ParseError> {
    let source = source.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(source);
    let nowhere = Span::new(Position::default(), Position::default());
    if u32::try_from(source.len()).map_or(true, |length| length > u32::MAX - 16) {
        return Err(ParseError::new(ErrorKind::OutOfMemory, nowhere, format_args!("source code is too long")));
    }
    if source.contains(&0) {
        let message = format_args!("source code cannot contain null bytes");
        return Err(ParseError::new(ErrorKind::Syntax, nowhere, message));
    }
    let mut lines = source.split(|byte| *byte == b'\n');
    for _ in 0..2 {
        let Some(line) = lines.next() else { break };
        let Some(comment) = comment(line) else { continue };
        let Some(encoding) = declared(comment) else { continue };
        if !is_supported(encoding, source) {
            let name = core::str::from_utf8(encoding).unwrap_or("");
            return Err(ParseError::new(ErrorKind::Syntax, nowhere, format_args!("unknown encoding: {name}")));
        }
        break;
    }
    core::str::from_utf8(source).map_err(|error| {
        let index = error.valid_up_to();
        let before = source.get(..index).unwrap_or(&[]);
        let line = before.iter().filter(|byte| **byte == b'\n').count().saturating_add(1);
        let column = before.iter().rev().take_while(|byte| **byte != b'\n').count();
        let position = Position {
            line: u32::try_from(line).unwrap_or(u32::MAX),
            column: u32::try_from(column).unwrap_or(u32::MAX),
        };
        let byte = source.get(index).copied().unwrap_or(0);
        let reason = match error.error_len() {
            None => "unexpected end of data",
            Some(1) if !(0xC2..=0xF4).contains(&byte) => "invalid start byte",
            Some(_) => "invalid continuation byte",
        };
        ParseError::new(ErrorKind::Syntax, Span::new(position, position), format_args!(
            "(unicode error) 'utf-8' codec can't decode byte 0x{byte:02x} in position {index}: {reason}"
        ))
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
        let length = name
            .iter()
            .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.'))
            .count();
        if length > 0 {
            return name.get(..length);
        }
    }
}

/// Whether a declared encoding means that the source may be read as UTF-8.
fn is_supported(encoding: &[u8], source: &[u8]) -> bool {
    let is = |names: &[&str]| {
        names.iter().any(|name| {
            name.len() == encoding.len()
                && name.bytes().zip(encoding).all(|(left, right)| {
                    left == right.to_ascii_lowercase() || (left == b'-' && *right == b'_')
                })
        })
    };
    let utf_8 = encoding.len() >= 6 && encoding.get(..6).is_some_and(|start| {
        matches!(start, [b'u' | b'U', b't' | b'T', b'f' | b'F', b'-' | b'_', b'8', b'-'])
    });
    if utf_8 || is(&["utf-8", "utf8", "utf-8-sig", "utf8-sig"]) {
        return true;
    }
    // These agree with UTF-8 as long as the source is ASCII.
    is(&["latin-1", "latin1", "iso-8859-1", "iso-8859-15", "iso-latin-1", "ascii", "us-ascii", "cp1252"])
        && source.is_ascii()
}
