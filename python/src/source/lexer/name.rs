//! Names, keywords, and the prefixes of strings.

use super::{Failure, Lexer};
use crate::objects::unicode;
use crate::source::token::{Token, TokenKind};

/// Whether an identifier may have this byte (of UTF-8) behind its first character.
pub(super) fn continues_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 128
}

/// Whether an identifier may start with this character.
fn is_start(character: char) -> bool {
    character == '_' || unicode::has(u32::from(character), unicode::IDENTIFIER_START)
}

/// Whether an identifier may have this character in it.
fn is_continuation(character: char) -> bool {
    unicode::has(u32::from(character), unicode::IDENTIFIER_CONTINUE)
}

impl Lexer<'_, '_> {
    /// A name, a keyword, or a string with a prefix.
    pub(super) fn name_or_string(&mut self) -> Result<Token, Failure> {
        let start = self.offset;
        let position = self.here();
        let mut ascii = true;
        while let Some(byte) = self.byte(0)
            && continues_name(byte)
        {
            ascii &= byte < 128;
            self.skip(1);
        }
        let name = self.source.get(start..self.offset).unwrap_or(&[]);
        if let Some(b'"' | b'\'') = self.byte(0)
            && let Some(formatted) = string_prefix(name)
        {
            return if formatted { self.formatted_start(start, position) } else { self.string(start, position) };
        }
        if !ascii {
            self.check_name(start)?;
        }
        let kind = TokenKind::of_keyword(name).unwrap_or(TokenKind::Name);
        Ok(self.token(kind, start, position))
    }

    /// Whether the name from `start` to here has only characters that a name may have.
    pub(super) fn check_name(&mut self, start: usize) -> Result<(), Failure> {
        let name = self.source.get(start..self.offset).unwrap_or(&[]);
        let name = core::str::from_utf8(name).unwrap_or("");
        for (index, character) in name.char_indices() {
            let fine = if index == 0 { is_start(character) } else { is_continuation(character) };
            if !fine {
                let position = self.position_of(start.saturating_add(index));
                let code = u32::from(character);
                if !unicode::is_printable(u32::from(character)) {
                    return self.fail_at(position, format_args!("invalid non-printable character U+{code:04X}"));
                }
                return self.fail_at(position, format_args!("invalid character '{character}' (U+{code:04X})"));
            }
        }
        Ok(())
    }
}

/// Whether `name` can stand in front of a string's quotes; if so, whether that makes it an f-string.
fn string_prefix(name: &[u8]) -> Option<bool> {
    let mut lower = [0; 2];
    let lower = lower.get_mut(..name.len())?;
    lower.copy_from_slice(name);
    lower.make_ascii_lowercase();
    match &*lower {
        b"f" | b"fr" | b"rf" => Some(true),
        b"r" | b"b" | b"u" | b"br" | b"rb" => Some(false),
        _ => None,
    }
}
