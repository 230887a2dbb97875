//! Reading a specification.

use super::{Align, FormatError, FormatSpec, Grouping, SignStyle, ValueKind};

/// The text of a specification by index: strings hold one, two or four bytes a code point.
pub trait CodePoints {
    /// How many code points there are.
    fn length(&self) -> usize;
    /// The code point at `index`.
    fn at(&self, index: usize) -> Option<u32>;
    /// The value of a decimal digit; Unicode has others than ASCII's, which a caller with a table may add.
    fn decimal(&self, code_point: u32) -> Option<u32> {
        char::from_u32(code_point)?.to_digit(10)
    }
}

/// Latin-1, one byte a code point.
impl CodePoints for [u8] {
    fn length(&self) -> usize {
        self.len()
    }
    fn at(&self, index: usize) -> Option<u32> {
        self.get(index).map(|&byte| byte as u32)
    }
}

impl CodePoints for [u16] {
    fn length(&self) -> usize {
        self.len()
    }
    fn at(&self, index: usize) -> Option<u32> {
        self.get(index).map(|&unit| unit as u32)
    }
}

impl CodePoints for [u32] {
    fn length(&self) -> usize {
        self.len()
    }
    fn at(&self, index: usize) -> Option<u32> {
        self.get(index).copied()
    }
}

/// UTF-8; each access walks the text.
impl CodePoints for str {
    fn length(&self) -> usize {
        self.chars().count()
    }
    fn at(&self, index: usize) -> Option<u32> {
        self.chars().nth(index).map(|character| character as u32)
    }
}

fn alignment(code_point: Option<u32>) -> Option<Align> {
    match char::from_u32(code_point?)? {
        '<' => Some(Align::Left),
        '>' => Some(Align::Right),
        '^' => Some(Align::Center),
        '=' => Some(Align::AfterSign),
        _ => None,
    }
}

struct Cursor<'t, T: CodePoints + ?Sized> {
    text: &'t T,
    position: usize,
}

impl<T: CodePoints + ?Sized> Cursor<'_, T> {
    fn peek(&self) -> Option<u32> {
        self.text.at(self.position)
    }

    fn advance(&mut self, count: usize) {
        self.position = self.position.saturating_add(count);
    }

    fn take(&mut self, character: char) -> bool {
        let found = self.peek() == Some(character as u32);
        self.advance(found as usize);
        found
    }

    fn number(&mut self) -> Result<Option<usize>, FormatError> {
        let mut value = None;
        while let Some(digit) = self.peek().and_then(|code_point| self.text.decimal(code_point)) {
            let next = value.unwrap_or(0usize).checked_mul(10).and_then(|value| value.checked_add(digit as usize));
            // The largest is that of a signed word.
            value = Some(next.filter(|&value| value <= isize::MAX as usize).ok_or(FormatError::TooManyDigits)?);
            self.advance(1);
        }
        Ok(value)
    }
}

/// Reads a specification for a value of this kind. Whether it fits the value is found out when it is applied.
pub fn parse<T: CodePoints + ?Sized>(text: &T, value: ValueKind) -> Result<FormatSpec, FormatError> {
    let default_align = if value == ValueKind::Text { Align::Left } else { Align::Right };
    let mut cursor = Cursor { text, position: 0 };
    let mut fill = None;
    let mut align = alignment(text.at(1));
    if align.is_some() {
        fill = text.at(0);
        cursor.advance(2);
    } else {
        align = alignment(text.at(0));
        cursor.advance(align.is_some() as usize);
    }
    let sign = match cursor.peek().and_then(char::from_u32) {
        Some('+') => Some(SignStyle::Always),
        Some('-') => Some(SignStyle::Negative),
        Some(' ') => Some(SignStyle::Space),
        _ => None,
    };
    cursor.advance(sign.is_some() as usize);
    let no_negative_zero = cursor.take('z');
    let alternate = cursor.take('#');
    if fill.is_none() && cursor.take('0') {
        fill = Some('0' as u32);
        if align.is_none() && default_align == Align::Right {
            align = Some(Align::AfterSign);
        }
    }
    let width = cursor.number()?;
    let mut grouping = Grouping::None;
    if cursor.take(',') {
        grouping = Grouping::Comma;
    }
    if cursor.take('_') {
        if grouping != Grouping::None {
            return Err(FormatError::CommaAndUnderscore);
        }
        grouping = Grouping::Underscore;
    }
    if grouping == Grouping::Underscore && cursor.peek() == Some(',' as u32) {
        return Err(FormatError::CommaAndUnderscore);
    }
    let mut precision = None;
    if cursor.take('.') {
        precision = Some(cursor.number()?.ok_or(FormatError::MissingPrecision)?);
    }
    let default_kind = match value {
        ValueKind::Text => 's' as u32,
        ValueKind::Integer => 'd' as u32,
        ValueKind::Float => 0,
    };
    let kind = cursor.peek().unwrap_or(default_kind);
    if text.length() > cursor.position.saturating_add(1) {
        return Err(FormatError::InvalidSpecifier);
    }
    check_separator(grouping, kind)?;
    let align = align.unwrap_or(default_align);
    let fill = fill.unwrap_or(' ' as u32);
    Ok(FormatSpec { fill, align, sign, no_negative_zero, alternate, width, grouping, precision, kind })
}

fn check_separator(grouping: Grouping, kind: u32) -> Result<(), FormatError> {
    let separator = match grouping {
        Grouping::None => return Ok(()),
        Grouping::Comma => ',',
        Grouping::Underscore => '_',
    };
    match char::from_u32(kind) {
        Some('d' | 'e' | 'f' | 'g' | 'E' | 'G' | '%' | 'F' | '\0') => Ok(()),
        Some('b' | 'o' | 'x' | 'X') if grouping == Grouping::Underscore => Ok(()),
        _ => Err(FormatError::SeparatorWithType(separator as u32, kind)),
    }
}
