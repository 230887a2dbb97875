//! Names, keywords, and the prefixes of strings.

use super::{Failure, Lexer};
use crate::source::token::{Token, TokenKind};

/// Whether an identifier may have this byte (of UTF-8) behind its first character.
pub(super) fn continues_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 128
}

/// Whether an identifier may start with this character (close to XID_Start, which `core` has no table of).
fn is_start(character: char) -> bool {
    character == '_' || character.is_alphabetic() || matches!(character, '\u{2118}' | '\u{212E}')
}

/// Whether an identifier may have this character in it (close to XID_Continue).
fn is_continuation(character: char) -> bool {
    let combining = matches!(character, '\u{0300}'..='\u{036F}' | '\u{0483}'..='\u{0487}' | '\u{0591}'..='\u{05BD}'
        | '\u{064B}'..='\u{0669}' | '\u{093C}' | '\u{094D}' | '\u{1AB0}'..='\u{1ABD}' | '\u{1DC0}'..='\u{1DFF}'
        | '\u{20D0}'..='\u{20DC}' | '\u{3099}' | '\u{309A}' | '\u{FE00}'..='\u{FE0F}' | '\u{FE20}'..='\u{FE2F}'
        | '\u{E0100}'..='\u{E01EF}' | '\u{00B7}' | '\u{0387}' | '\u{203F}' | '\u{2040}');
    // Numerals that are no decimal digits: superscripts, fractions, circled ones.
    let no_digit = matches!(character, '\u{00B2}' | '\u{00B3}' | '\u{00B9}' | '\u{00BC}'..='\u{00BE}'
        | '\u{2070}' | '\u{2074}'..='\u{2079}' | '\u{2080}'..='\u{2089}' | '\u{2150}'..='\u{215F}'
        | '\u{2460}'..='\u{249B}' | '\u{24EA}'..='\u{24FF}' | '\u{2776}'..='\u{2793}' | '\u{3192}'..='\u{3195}'
        | '\u{3220}'..='\u{3229}' | '\u{3248}'..='\u{324F}' | '\u{3251}'..='\u{325F}' | '\u{3280}'..='\u{3289}'
        | '\u{32B1}'..='\u{32BF}');
    is_start(character) || combining || (character.is_alphanumeric() && !no_digit)
}

/// Whether a character can be shown.
pub(super) fn is_printable(character: char) -> bool {
    !character.is_control() && (character.escape_debug().len() == 1 || character == '\'' || character == '"')
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
                if !is_printable(character) {
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
