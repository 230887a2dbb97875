//! Operators and brackets.

use super::{Bracket, Context, Failure, Lexer, MAXIMUM_BRACKETS, Part};
use crate::objects::unicode;
use crate::source::token::{Token, TokenKind};

impl Lexer<'_, '_> {
    /// An operator, a bracket, or a character that is none.
    pub(super) fn operator(&mut self) -> Result<Token, Failure> {
        use TokenKind::*;
        let start = self.offset;
        let position = self.here();
        let byte = self.byte(0).unwrap_or(0);
        let second = self.byte(1).unwrap_or(0);
        let third = self.byte(2).unwrap_or(0);
        // In a replacement field, outside of brackets, a colon starts the format specification.
        if byte == b':'
            && let Some(context) = self.contexts.last()
            && context.part == Part::Field
            && usize::from(context.level) == self.brackets.len()
        {
            self.skip(1);
            self.contexts.push(self.arena, Context { part: Part::Specification, ..context })?;
            return Ok(self.token(Colon, start, position));
        }
        let (kind, length) = match (byte, second, third) {
            (b'*', b'*', b'=') => (DoubleStarEqual, 3),
            (b'/', b'/', b'=') => (DoubleSlashEqual, 3),
            (b'<', b'<', b'=') => (LeftShiftEqual, 3),
            (b'>', b'>', b'=') => (RightShiftEqual, 3),
            (b'.', b'.', b'.') => (Ellipsis, 3),
            (b'*', b'*', _) => (DoubleStar, 2),
            (b'/', b'/', _) => (DoubleSlash, 2),
            (b'<', b'<', _) => (LeftShift, 2),
            (b'>', b'>', _) => (RightShift, 2),
            (b'<', b'>', _) => (LessGreater, 2),
            (b'-', b'>', _) => (Arrow, 2),
            (b'=', b'=', _) => (EqualEqual, 2),
            (b'!', b'=', _) => (NotEqual, 2),
            (b'<', b'=', _) => (LessEqual, 2),
            (b'>', b'=', _) => (GreaterEqual, 2),
            (b'+', b'=', _) => (PlusEqual, 2),
            (b'-', b'=', _) => (MinusEqual, 2),
            (b'*', b'=', _) => (StarEqual, 2),
            (b'/', b'=', _) => (SlashEqual, 2),
            (b'%', b'=', _) => (PercentEqual, 2),
            (b'&', b'=', _) => (AmpersandEqual, 2),
            (b'|', b'=', _) => (VerticalBarEqual, 2),
            (b'^', b'=', _) => (CircumflexEqual, 2),
            (b'@', b'=', _) => (AtEqual, 2),
            (b':', b'=', _) => (ColonEqual, 2),
            (b'(', ..) => (LeftParenthesis, 1),
            (b')', ..) => (RightParenthesis, 1),
            (b'[', ..) => (LeftBracket, 1),
            (b']', ..) => (RightBracket, 1),
            (b'{', ..) => (LeftBrace, 1),
            (b'}', ..) => (RightBrace, 1),
            (b':', ..) => (Colon, 1),
            (b',', ..) => (Comma, 1),
            (b';', ..) => (Semicolon, 1),
            (b'+', ..) => (Plus, 1),
            (b'-', ..) => (Minus, 1),
            (b'*', ..) => (Star, 1),
            (b'/', ..) => (Slash, 1),
            (b'|', ..) => (VerticalBar, 1),
            (b'&', ..) => (Ampersand, 1),
            (b'<', ..) => (Less, 1),
            (b'>', ..) => (Greater, 1),
            (b'=', ..) => (Equal, 1),
            (b'.', ..) => (Dot, 1),
            (b'%', ..) => (Percent, 1),
            (b'~', ..) => (Tilde, 1),
            (b'^', ..) => (Circumflex, 1),
            (b'@', ..) => (At, 1),
            (b'!', ..) => (Exclamation, 1),
            _ => (Unknown, 1),
        };
        if kind == Unknown && !unicode::is_printable(u32::from(byte)) {
            return self.fail_at(position, format_args!("invalid non-printable character U+{byte:04X}"));
        }
        match kind {
            LeftParenthesis | LeftBracket | LeftBrace => self.open(byte)?,
            RightParenthesis | RightBracket | RightBrace => self.close(byte)?,
            _ => {}
        }
        self.skip(length);
        Ok(self.token(kind, start, position))
    }

    /// Notes an opening bracket.
    pub(super) fn open(&mut self, character: u8) -> Result<(), Failure> {
        let position = self.here();
        if self.brackets.len() >= MAXIMUM_BRACKETS.wrapping_sub(1) {
            return self.fail_at(position, format_args!("too many nested parentheses"));
        }
        self.brackets.push(self.arena, Bracket { character, position })?;
        Ok(())
    }

    /// Finds the bracket that a closing one closes.
    fn close(&mut self, character: u8) -> Result<(), Failure> {
        let position = self.here();
        let shown = char::from(character);
        let level = self.brackets.len();
        let Some(open) = self.brackets.pop() else {
            return self.fail_at(position, format_args!("unmatched '{shown}'"));
        };
        let matching = match open.character {
            b'(' => b')',
            b'[' => b']',
            _ => b'}',
        };
        let in_field = self.contexts.last().is_some_and(|context| usize::from(context.level) == level);
        if character == matching {
            if in_field {
                self.contexts.pop();
            }
            return Ok(());
        }
        if in_field {
            return self.fail_at(position, format_args!("f-string: unmatched '{shown}'"));
        }
        let opening = char::from(open.character);
        if open.position.line != self.line {
            let line = open.position.line;
            return self.fail_at(
                position,
                format_args!("closing parenthesis '{shown}' does not match opening parenthesis '{opening}' on line {line}"),
            );
        }
        self.fail_at(position, format_args!("closing parenthesis '{shown}' does not match opening parenthesis '{opening}'"))
    }
}
