//! The values of numbers.

use super::{Parsed, Parser};
use crate::source::arena::List;
use crate::source::token::Token;
use crate::source::tree::{Constant, Number};

impl<'a> Parser<'a, '_> {
    /// The value of a number that the lexer has found to be well formed.
    pub(super) fn number(&mut self, token: Token) -> Parsed<Constant<'a>> {
        let text = self.text_of(token);
        let bytes = text.as_bytes();
        let (radix, digits) = match (bytes.first(), bytes.get(1)) {
            (Some(b'0'), Some(b'x' | b'X')) => (16, text.get(2..).unwrap_or("")),
            (Some(b'0'), Some(b'o' | b'O')) => (8, text.get(2..).unwrap_or("")),
            (Some(b'0'), Some(b'b' | b'B')) => (2, text.get(2..).unwrap_or("")),
            _ => (10, text),
        };
        if radix == 10 {
            if let Some(digits) = text.strip_suffix(['j', 'J']) {
                return Ok(Constant::Imaginary(Number::new(self.float(digits)?)));
            }
            if bytes.iter().any(|byte| matches!(byte, b'.' | b'e' | b'E')) {
                return Ok(Constant::Float(Number::new(self.float(text)?)));
            }
        }
        Ok(match small_integer(digits, radix) {
            Some(value) => Constant::Integer(Number::new(value)),
            None => Constant::BigInteger { digits: self.without_underscores(digits)?, radix },
        })
    }

    fn float(&mut self, text: &'a str) -> Parsed<f64> {
        let text = self.without_underscores(text)?;
        Ok(text.parse().unwrap_or(f64::NAN))
    }

    fn without_underscores(&mut self, text: &'a str) -> Parsed<&'a str> {
        if !text.contains('_') {
            return Ok(text);
        }
        let mut bytes = List::new();
        for byte in text.bytes().filter(|byte| *byte != b'_') {
            bytes.push(self.arena, byte)?;
        }
        Ok(core::str::from_utf8(bytes.finish(self.arena)?).unwrap_or(""))
    }
}

/// The value, if it is below 2⁶³.
fn small_integer(digits: &str, radix: u8) -> Option<i64> {
    let mut value = 0_i64;
    for character in digits.chars().filter(|character| *character != '_') {
        let digit = character.to_digit(u32::from(radix))?;
        value = value.checked_mul(i64::from(radix))?.checked_add(i64::from(digit))?;
    }
    Some(value)
}
