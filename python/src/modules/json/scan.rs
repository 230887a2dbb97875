//! Reading JSON.

use copperhead_stencils::value::Value;

use super::{string, wrong};
use crate::context::Context;
use crate::error::{Raised, Result};
use crate::objects::class_list::ClassId;
use crate::objects::native::Arguments;
use crate::objects::operations;
use crate::objects::text::{self, Points};

/// What is read, and what programs want of it; None where they want nothing of their own.
struct Reader<'a> {
    document: Value,
    points: Points<'a>,
    object_hook: Value,
    pairs_hook: Value,
    parse_float: Value,
    parse_int: Value,
    parse_constant: Value,
    strict: bool,
}

/// `scan(string, index, object_hook, object_pairs_hook, parse_float, parse_int, parse_constant, strict)`: a value and where it ends.
pub(super) fn scan(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let document = arguments.get(0);
    if !text::is_str(document) {
        let name = context.type_name(document);
        return Err(context.raise(ClassId::TypeError, format_args!("first argument must be a string, not {name}")));
    }
    let index = operations::as_isize(context, arguments.get(1))?;
    let Ok(index) = usize::try_from(index) else {
        return Err(context.raise(ClassId::ValueError, format_args!("idx cannot be negative")));
    };
    let strict = operations::truth(context, arguments.get(7))?;
    let reader = Reader {
        document,
        points: text::points(document),
        object_hook: arguments.get(2),
        pairs_hook: arguments.get(3),
        parse_float: arguments.get(4),
        parse_int: arguments.get(5),
        parse_constant: arguments.get(6),
        strict,
    };
    let (value, end) = reader.value(context, index)?;
    let end = context.new_int_of_size(end)?;
    context.new_pair(value, end)
}

/// StopIteration with the place where a value should be.
#[cold]
fn no_value(context: &mut Context, place: usize) -> Raised {
    match context.new_int_of_size(place) {
        Ok(place) => context.raise_stop_iteration(place),
        Err(raised) => raised,
    }
}

impl Reader<'_> {
    fn at(&self, index: usize) -> Option<u32> {
        self.points.at(index)
    }

    /// Behind white space.
    fn skip(&self, mut index: usize) -> usize {
        while matches!(self.at(index), Some(0x20 | 9 | 10 | 13)) {
            index = index.wrapping_add(1);
        }
        index
    }

    fn starts_with(&self, index: usize, word: &str) -> bool {
        word.bytes().enumerate().all(|(offset, byte)| self.at(index.wrapping_add(offset)) == Some(u32::from(byte)))
    }

    /// The value at a place, and where it ends.
    fn value(&self, context: &mut Context, index: usize) -> Result<(Value, usize)> {
        let word = |word: &str, value: Value| self.starts_with(index, word).then(|| (value, index.wrapping_add(word.len())));
        let known = match self.at(index).and_then(char::from_u32) {
            Some('"') => return string::read(context, self.document, index.wrapping_add(1), self.strict),
            Some('{') => {
                context.check_depth(" while decoding a JSON object from a unicode string")?;
                return self.object(context, index.wrapping_add(1));
            }
            Some('[') => {
                context.check_depth(" while decoding a JSON array from a unicode string")?;
                return self.array(context, index.wrapping_add(1));
            }
            Some('n') => word("null", Value::NONE),
            Some('t') => word("true", Value::TRUE),
            Some('f') => word("false", Value::FALSE),
            Some('N') if self.starts_with(index, "NaN") => return self.constant(context, "NaN", f64::NAN, index),
            Some('I') if self.starts_with(index, "Infinity") => return self.constant(context, "Infinity", f64::INFINITY, index),
            Some('-') if self.starts_with(index, "-Infinity") => return self.constant(context, "-Infinity", f64::NEG_INFINITY, index),
            Some('-' | '0'..='9') => return self.number(context, index),
            _ => None,
        };
        known.ok_or_else(|| no_value(context, index))
    }

    fn constant(&self, context: &mut Context, word: &str, number: f64, index: usize) -> Result<(Value, usize)> {
        let end = index.wrapping_add(word.len());
        if self.parse_constant == Value::NONE {
            return Ok((context.new_float(number)?, end));
        }
        let word = context.new_str(word)?;
        Ok((context.call(self.parse_constant, &[word])?, end))
    }

    fn digits(&self, mut index: usize) -> usize {
        while self.at(index).is_some_and(|point| (0x30..=0x39).contains(&point)) {
            index = index.wrapping_add(1);
        }
        index
    }

    fn number(&self, context: &mut Context, start: usize) -> Result<(Value, usize)> {
        let first = start.wrapping_add(usize::from(self.at(start) == Some(0x2d)));
        let mut end = if self.at(first) == Some(0x30) { first.wrapping_add(1) } else { self.digits(first) };
        if end == first {
            return Err(no_value(context, start));
        }
        let mut is_float = false;
        if self.at(end) == Some(0x2e) {
            let behind = self.digits(end.wrapping_add(1));
            if behind != end.wrapping_add(1) {
                is_float = true;
                end = behind;
            }
        }
        if matches!(self.at(end), Some(0x65 | 0x45)) {
            let sign = end.wrapping_add(1);
            let digits = sign.wrapping_add(usize::from(matches!(self.at(sign), Some(0x2b | 0x2d))));
            let behind = self.digits(digits);
            if behind != digits {
                is_float = true;
                end = behind;
            }
        }
        let function = if is_float { self.parse_float } else { self.parse_int };
        if function != Value::NONE {
            let text = text::substring(context, self.document, start, end)?;
            return Ok((context.call(function, &[text])?, end));
        }
        // Short integers are most of the numbers.
        if !is_float && end.wrapping_sub(first) <= 9 {
            let magnitude = (first..end).fold(0i128, |number, index| {
                number.wrapping_mul(10).wrapping_add(i128::from(self.at(index).unwrap_or(0x30).wrapping_sub(0x30)))
            });
            return Ok((context.new_int(if first == start { magnitude } else { magnitude.wrapping_neg() })?, end));
        }
        let text = text::substring(context, self.document, start, end)?;
        let class = context.class_value(if is_float { ClassId::Float } else { ClassId::Int });
        Ok((context.call(class, &[text])?, end))
    }

    fn object(&self, context: &mut Context, index: usize) -> Result<(Value, usize)> {
        let wants_pairs = self.pairs_hook != Value::NONE;
        let made = if wants_pairs { context.new_list(&[])? } else { Value::from_pointer(context.new_dict()?) };
        let mut at = self.skip(index);
        if self.at(at) == Some(0x7d) {
            at = at.wrapping_add(1);
        } else {
            loop {
                if self.at(at) != Some(0x22) {
                    return Err(wrong(context, "Expecting property name enclosed in double quotes", self.document, at));
                }
                let (key, end) = string::read(context, self.document, at.wrapping_add(1), self.strict)?;
                // Keys come again and again: one str serves.
                let key = if text::length(key) <= 32 { context.intern_str(key)? } else { key };
                at = self.skip(end);
                if self.at(at) != Some(0x3a) {
                    return Err(wrong(context, "Expecting ':' delimiter", self.document, at));
                }
                let (value, end) = self.value(context, self.skip(at.wrapping_add(1)))?;
                if wants_pairs {
                    let pair = context.new_pair(key, value)?;
                    context.list_append(made, pair)?;
                } else {
                    context.dict_insert(made, key, value)?;
                }
                at = self.skip(end);
                match self.at(at) {
                    Some(0x7d) => break,
                    Some(0x2c) => {}
                    _ => return Err(wrong(context, "Expecting ',' delimiter", self.document, at)),
                }
                let comma = at;
                at = self.skip(at.wrapping_add(1));
                if self.at(at) == Some(0x7d) {
                    return Err(wrong(context, "Illegal trailing comma before end of object", self.document, comma));
                }
            }
            at = at.wrapping_add(1);
        }
        if wants_pairs {
            return Ok((context.call(self.pairs_hook, &[made])?, at));
        }
        if self.object_hook != Value::NONE {
            return Ok((context.call(self.object_hook, &[made])?, at));
        }
        Ok((made, at))
    }

    fn array(&self, context: &mut Context, index: usize) -> Result<(Value, usize)> {
        let list = context.new_list(&[])?;
        let mut at = self.skip(index);
        if self.at(at) == Some(0x5d) {
            return Ok((list, at.wrapping_add(1)));
        }
        loop {
            let (value, end) = self.value(context, at)?;
            context.list_append(list, value)?;
            at = self.skip(end);
            match self.at(at) {
                Some(0x5d) => return Ok((list, at.wrapping_add(1))),
                Some(0x2c) => {}
                _ => return Err(wrong(context, "Expecting ',' delimiter", self.document, at)),
            }
            let comma = at;
            at = self.skip(at.wrapping_add(1));
            if self.at(at) == Some(0x5d) {
                return Err(wrong(context, "Illegal trailing comma before end of array", self.document, comma));
            }
        }
    }
}
