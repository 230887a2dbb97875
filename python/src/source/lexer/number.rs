//! Numbers.

use super::name::continues_name;
use super::{Failure, Lexer};
use crate::source::error::ErrorKind;
use crate::source::span::Span;
use crate::source::token::{Token, TokenKind};

impl Lexer<'_, '_> {
    /// A number; the first byte is a digit, or a dot with a digit behind it.
    pub(super) fn number(&mut self) -> Result<Token, Failure> {
        let start = self.offset;
        let position = self.here();
        let prefix = if self.byte(0) == Some(b'0') { self.byte(1) } else { None };
        match prefix {
            Some(b'x' | b'X') => self.prefixed(16, "hexadecimal")?,
            Some(b'o' | b'O') => self.prefixed(8, "octal")?,
            Some(b'b' | b'B') => self.prefixed(2, "binary")?,
            _ => self.decimal(start)?,
        }
        Ok(self.token(TokenKind::Number, start, position))
    }

    /// An error at the last byte in front of here.
    fn bad_number<T>(&mut self, what: &str) -> Result<T, Failure> {
        let position = self.position_of(self.offset.saturating_sub(1));
        self.fail_at(position, format_args!("invalid {what} literal"))
    }

    /// Behind `0x`, `0o` or `0b`.
    fn prefixed(&mut self, radix: u32, what: &str) -> Result<(), Failure> {
        self.skip(2);
        loop {
            if self.byte(0) == Some(b'_') {
                self.skip(1);
            }
            let digits = self.offset;
            while self.byte(0).is_some_and(|byte| char::from(byte).is_digit(radix)) {
                self.skip(1);
            }
            if let Some(byte) = self.byte(0)
                && byte.is_ascii_digit()
            {
                let position = self.here();
                let digit = char::from(byte);
                return self.fail_at(position, format_args!("invalid digit '{digit}' in {what} literal"));
            }
            if digits == self.offset {
                return self.bad_number(what);
            }
            if self.byte(0) != Some(b'_') {
                break;
            }
        }
        self.end_of_number(what)
    }

    /// Digits with single underscores between them; the first byte is a digit.
    fn digits(&mut self) -> Result<(), Failure> {
        loop {
            while self.byte(0).is_some_and(|byte| byte.is_ascii_digit()) {
                self.skip(1);
            }
            if self.byte(0) != Some(b'_') {
                return Ok(());
            }
            self.skip(1);
            if !self.byte(0).is_some_and(|byte| byte.is_ascii_digit()) {
                return self.bad_number("decimal");
            }
        }
    }

    fn decimal(&mut self, start: usize) -> Result<(), Failure> {
        let zero = self.byte(0) == Some(b'0');
        if self.byte(0) != Some(b'.') {
            self.digits()?;
        }
        let integer_end = self.offset;
        let mut integer = true;
        if self.byte(0) == Some(b'.') {
            integer = false;
            self.skip(1);
            if self.byte(0).is_some_and(|byte| byte.is_ascii_digit()) {
                self.digits()?;
            }
        }
        if matches!(self.byte(0), Some(b'e' | b'E')) {
            let sign = usize::from(matches!(self.byte(1), Some(b'+' | b'-')));
            if self.byte(1_usize.wrapping_add(sign)).is_some_and(|byte| byte.is_ascii_digit()) {
                integer = false;
                self.skip(1_usize.wrapping_add(sign));
                self.digits()?;
            } else if sign == 1 {
                self.skip(2);
                return self.bad_number("decimal");
            }
        }
        if matches!(self.byte(0), Some(b'j' | b'J')) {
            self.skip(1);
            return self.end_of_number("imaginary");
        }
        let digits = self.source.get(start..integer_end).unwrap_or(&[]);
        if integer && zero && digits.iter().any(|digit| !matches!(digit, b'0' | b'_')) {
            // CPython marks the zeros.
            let zeros = digits.iter().take_while(|digit| matches!(digit, b'0' | b'_')).count();
            let span = Span::new(self.position_of(start), self.position_of(start.saturating_add(zeros)));
            let message = format_args!("leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers");
            return self.fail(ErrorKind::Syntax, span, message);
        }
        self.end_of_number("decimal")
    }

    /// No letter may follow a number, but a keyword may (`1if x else y`).
    fn end_of_number(&mut self, what: &str) -> Result<(), Failure> {
        let rest = self.source.get(self.offset..).unwrap_or(&[]);
        let keywords: [&[u8]; 5] = [b"and", b"else", b"for", b"not", b"or"];
        let ends = |behind: &[u8]| !behind.first().is_some_and(|byte| continues_name(*byte));
        // Of those with two letters CPython does not look at what comes behind.
        if matches!(rest.get(..2), Some(b"if" | b"in" | b"is")) || keywords.iter().any(|&word| rest.strip_prefix(word).is_some_and(ends)) {
            let position = self.position_of(self.offset);
            return Ok(self.arena.warn(Span::new(position, position), true, format_args!("invalid {what} literal"))?);
        }
        match rest.first() {
            // Other letters than those of ASCII start a token of their own.
            Some(byte) if byte.is_ascii() && continues_name(*byte) => self.bad_number(what),
            _ => Ok(()),
        }
    }
}
