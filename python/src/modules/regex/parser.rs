//! From a pattern's text to code, in one pass. Items (this file) are what stands in a sequence; [`group`](super::group) reads what is in
//! parentheses, [`set`](super::set) what is in brackets.

use copperhead_stencils::value::Value;

use super::code::{self, NONE};
use super::words::Words;
use crate::context::Context;
use crate::error::Raised;
use crate::objects::text::{Display, Points, TextBuilder};

/// The flags, as in the module `re`.
pub(super) mod flag {
    pub(in super::super) const IGNORE_CASE: u32 = 2;
    pub(in super::super) const LOCALE: u32 = 4;
    pub(in super::super) const MULTI_LINE: u32 = 8;
    pub(in super::super) const DOT_ALL: u32 = 16;
    pub(in super::super) const UNICODE: u32 = 32;
    pub(in super::super) const VERBOSE: u32 = 64;
    pub(in super::super) const DEBUG: u32 = 128;
    pub(in super::super) const ASCII: u32 = 256;
    /// What says which characters are letters.
    pub(in super::super) const TYPES: u32 = ASCII | LOCALE | UNICODE;
}

/// Why parsing ends.
pub(super) enum Stop {
    /// An exception is pending.
    Raised,
    /// The pattern is wrong: a message (a str), and where, if that is known.
    Wrong(Value, Option<usize>),
}

impl From<Raised> for Stop {
    fn from(_: Raised) -> Stop {
        Stop::Raised
    }
}

pub(super) type Parsed<T> = core::result::Result<T, Stop>;

/// How many code points something matches: at least, at most ([`NONE`]: any number).
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Width {
    pub(super) least: u32,
    pub(super) most: u32,
}

impl Width {
    pub(super) const ZERO: Width = Width { least: 0, most: 0 };
    pub(super) const ONE: Width = Width { least: 1, most: 1 };
    /// Of a group that is not closed.
    pub(super) const UNKNOWN: Width = Width { least: NONE, most: 0 };

    pub(super) fn then(self, next: Width) -> Width {
        let least = self.least.saturating_add(next.least).min(NONE.wrapping_sub(1));
        Width { least, most: self.most.saturating_add(next.most) }
    }

    pub(super) fn or(self, other: Width) -> Width {
        Width { least: self.least.min(other.least), most: self.most.max(other.most) }
    }

    fn repeated(self, least: u32, most: u32) -> Width {
        let product = |a: u32, b: u32| if a == 0 || b == 0 { 0 } else { a.saturating_mul(b) };
        Width { least: product(self.least, least).min(NONE.wrapping_sub(1)), most: product(self.most, most) }
    }
}

/// What was read last in a sequence, for the repetition that may follow.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Item {
    /// Nothing, or a place: nothing to repeat.
    None,
    /// Something whose code starts here.
    At(usize, Width),
    /// A repetition.
    Repetition(Width),
}

/// What a backslash and what follows stand for.
pub(super) enum Escape {
    Character(u32),
    Category(u32, bool),
    Place(u32),
    Reference(usize),
}

/// Reads a pattern.
pub(super) struct Parser<'a> {
    pub(super) context: &'a mut Context,
    /// What is read: a str, or bytes.
    pub(super) source: Value,
    pub(super) text: Points<'a>,
    pub(super) is_text: bool,
    pub(super) position: usize,
    pub(super) code: Words,
    /// Flags of the whole pattern.
    pub(super) global: u32,
    /// Flags here.
    pub(super) flags: u32,
    /// How many groups were opened.
    pub(super) groups: u32,
    pub(super) loops: u32,
    /// Least and most width of each group.
    pub(super) widths: Words,
    /// Groups asked for by `(?(1)…)`, and where.
    pub(super) asked: Words,
    /// Names of groups: a dict.
    pub(super) names: Value,
    /// How many groups there were before the outermost look-behind.
    pub(super) behind: Option<u32>,
    /// Whether a look-behind was met that is not of one width.
    pub(super) variable_behind: bool,
}

impl<'a> Parser<'a> {
    /// The pattern is wrong at a distance before the place that is read.
    #[cold]
    pub(super) fn wrong<T>(&mut self, before: usize, message: core::fmt::Arguments<'_>) -> Parsed<T> {
        let place = self.position.saturating_sub(before);
        self.wrong_at(place, message)
    }

    /// The pattern is wrong at a place.
    #[cold]
    pub(super) fn wrong_at<T>(&mut self, place: usize, message: core::fmt::Arguments<'_>) -> Parsed<T> {
        let message = self.context.format(message)?;
        Err(Stop::Wrong(message, Some(place)))
    }

    /// Part of the pattern as a str.
    pub(super) fn piece(&mut self, start: usize, end: usize) -> Parsed<Value> {
        let part = self.text.part(start, end);
        let mut builder = TextBuilder::new(self.context);
        for index in 0..part.len() {
            builder.push(part.at(index).unwrap_or(0))?;
        }
        Ok(builder.finish()?)
    }

    pub(super) fn peek(&self) -> Option<u32> {
        self.text.at(self.position)
    }

    pub(super) fn next(&mut self) -> Option<u32> {
        let point = self.text.at(self.position)?;
        self.position = self.position.wrapping_add(1);
        Some(point)
    }

    pub(super) fn take(&mut self, wanted: char) -> bool {
        let found = self.peek() == Some(u32::from(wanted));
        if found {
            self.position = self.position.wrapping_add(1);
        }
        found
    }

    pub(super) fn emit(&mut self, words: &[u32]) -> Parsed<()> {
        Ok(self.code.push(self.context, words)?)
    }

    pub(super) fn insert(&mut self, place: usize, words: &[u32]) -> Parsed<()> {
        Ok(self.code.insert(self.context, place, words)?)
    }

    pub(super) fn has(&self, flag: u32) -> bool {
        self.flags & flag != 0
    }

    /// Whether letters are those of ASCII only.
    pub(super) fn is_ascii(&self) -> bool {
        !self.is_text || self.has(flag::ASCII)
    }

    /// Whether a code point is a letter of ASCII.
    pub(super) fn is_letter(point: u32) -> bool {
        u8::try_from(point).is_ok_and(|byte| byte.is_ascii_alphabetic())
    }

    pub(super) fn is_digit(point: Option<u32>) -> bool {
        point.is_some_and(|point| (0x30..=0x39).contains(&point))
    }

    /// Alternatives up to the end or a closing parenthesis.
    pub(super) fn alternatives(&mut self, nested: bool) -> Parsed<Width> {
        self.context.check_native_stack()?;
        let mut width: Option<Width> = None;
        // The place of the last jump to the end; each holds the distance back to the one before.
        let mut last_jump = 0usize;
        loop {
            let start = self.code.len();
            let sequence = self.sequence(!nested && width.is_none())?;
            width = Some(width.map_or(sequence, |width| width.or(sequence)));
            if !self.take('|') {
                break;
            }
            let length = self.code.len().wrapping_sub(start);
            self.insert(start, &[code::BRANCH, length.wrapping_add(4) as u32])?;
            let jump = self.code.len();
            self.emit(&[code::JUMP, if last_jump == 0 { 0 } else { jump.wrapping_sub(last_jump) as u32 }])?;
            last_jump = jump;
        }
        let end = self.code.len();
        while last_jump != 0 {
            let distance = self.code.get(last_jump.wrapping_add(1)) as usize;
            self.code.set(last_jump.wrapping_add(1), end.wrapping_sub(last_jump) as u32);
            last_jump = if distance == 0 { 0 } else { last_jump.wrapping_sub(distance) };
        }
        Ok(width.unwrap_or(Width::ZERO))
    }

    /// Items up to a bar, a closing parenthesis or the end. `first`: nothing stands before them in the pattern.
    pub(super) fn sequence(&mut self, first: bool) -> Parsed<Width> {
        let mut width = Width::ZERO;
        let mut item = Item::None;
        let mut is_empty = true;
        loop {
            let here = self.position;
            let Some(point) = self.peek() else { break };
            if point == u32::from('|') || point == u32::from(')') {
                break;
            }
            self.position = here.wrapping_add(1);
            let character = char::from_u32(point).unwrap_or('\u{fffd}');
            if self.has(flag::VERBOSE) {
                if matches!(character, ' ' | '\t' | '\n' | '\r' | '\u{b}' | '\u{c}') {
                    continue;
                }
                if character == '#' {
                    while self.next().is_some_and(|point| point != 10) {}
                    continue;
                }
            }
            if matches!(character, '*' | '+' | '?' | '{')
                && let Some((least, most)) = self.counts(character, here)?
            {
                let before = match item {
                    Item::At(_, width) | Item::Repetition(width) => width,
                    Item::None => Width::ZERO,
                };
                let repeated = self.repetition(item, here, least, most)?;
                // The item was counted once already; a width without it is what it was before.
                width = Self::replaced(width, before, repeated);
                item = Item::Repetition(repeated);
                continue;
            }
            let start = self.code.len();
            let found = match character {
                '.' => {
                    self.emit(&[if self.has(flag::DOT_ALL) { code::ANY_ALL } else { code::ANY }])?;
                    Some(Width::ONE)
                }
                '^' => {
                    self.emit(&[code::AT, if self.has(flag::MULTI_LINE) { code::AT_BEGIN_LINE } else { code::AT_BEGIN }])?;
                    None
                }
                '$' => {
                    self.emit(&[code::AT, if self.has(flag::MULTI_LINE) { code::AT_END_LINE } else { code::AT_END }])?;
                    None
                }
                '[' => {
                    self.set(here)?;
                    Some(Width::ONE)
                }
                '(' => match self.parenthesis(here, first && is_empty)? {
                    Some(width) => Some(width),
                    // A comment or flags: as if nothing stood there.
                    None => continue,
                },
                '\\' => self.escaped(here)?,
                _ => {
                    self.character(point)?;
                    Some(Width::ONE)
                }
            };
            is_empty = false;
            item = match found {
                Some(found) => {
                    width = width.then(found);
                    Item::At(start, found)
                }
                None => Item::None,
            };
        }
        Ok(width)
    }

    /// A sequence's width in which the last item's width becomes another.
    fn replaced(width: Width, before: Width, after: Width) -> Width {
        let most = if width.most == NONE && before.most == NONE {
            // What stood before the item is not known any more; at worst it is anything.
            NONE
        } else {
            width.most.saturating_sub(before.most).saturating_add(after.most)
        };
        Width { least: width.least.saturating_sub(before.least).saturating_add(after.least).min(NONE.wrapping_sub(1)), most }
    }

    /// The code of one code point.
    pub(super) fn character(&mut self, point: u32) -> Parsed<()> {
        if !self.has(flag::IGNORE_CASE) {
            return self.emit(&[code::CHARACTER, point]);
        }
        if self.is_ascii() {
            let folded = code::fold_ascii(point);
            let operation = if (0x61..=0x7a).contains(&folded) { code::CHARACTER_FOLDED_ASCII } else { code::CHARACTER };
            return self.emit(&[operation, folded]);
        }
        self.emit(&[code::CHARACTER_FOLDED, code::fold(point)])
    }

    /// An escape that stands by itself. None for a place.
    fn escaped(&mut self, here: usize) -> Parsed<Option<Width>> {
        Ok(match self.escape(here, false)? {
            Escape::Character(point) => {
                self.character(point)?;
                Some(Width::ONE)
            }
            Escape::Category(category, negated) => {
                self.emit_set(&[code::CATEGORY, category, u32::from(negated)], false)?;
                Some(Width::ONE)
            }
            Escape::Place(place) => {
                self.emit(&[code::AT, place])?;
                None
            }
            Escape::Reference(group) => {
                self.reference(group)?;
                Some(self.width_of(group))
            }
        })
    }

    pub(super) fn width_of(&self, group: usize) -> Width {
        let at = group.wrapping_sub(1).wrapping_mul(2);
        Width { least: self.widths.get(at), most: self.widths.get(at.wrapping_add(1)) }
    }

    pub(super) fn reference(&mut self, group: usize) -> Parsed<()> {
        let operation = match (self.has(flag::IGNORE_CASE), self.is_ascii()) {
            (false, _) => code::REFERENCE,
            (true, false) => code::REFERENCE_FOLDED,
            (true, true) => code::REFERENCE_FOLDED_ASCII,
        };
        self.emit(&[operation, group as u32])
    }

    /// Refuses what cannot be referred to: a group that is open, or one of the same look-behind.
    pub(super) fn check_reference(&mut self, group: usize, before: usize) -> Parsed<()> {
        if self.width_of(group) == Width::UNKNOWN {
            return self.wrong(before, format_args!("cannot refer to an open group"));
        }
        if self.behind.is_some_and(|behind| group as u32 > behind) {
            return self.wrong(0, format_args!("cannot refer to group defined in the same lookbehind subpattern"));
        }
        Ok(())
    }

    /// The numbers of a repetition whose first character was read; none if it is a brace that stands for itself.
    fn counts(&mut self, character: char, here: usize) -> Parsed<Option<(u32, u32)>> {
        match character {
            '*' => return Ok(Some((0, NONE))),
            '+' => return Ok(Some((1, NONE))),
            '?' => return Ok(Some((0, 1))),
            _ => {}
        }
        if self.peek() == Some(u32::from('}')) {
            return Ok(None);
        }
        let low = self.number();
        let high = if self.take(',') { self.number() } else { low };
        if !self.take('}') {
            self.position = here.wrapping_add(1);
            return Ok(None);
        }
        let too_large = |number: Option<u64>| number.is_some_and(|number| number >= u64::from(NONE));
        if too_large(low) || too_large(high) {
            let id = crate::objects::class_list::ClassId::OverflowError;
            self.context.raise(id, format_args!("the repetition number is too large"));
            return Err(Stop::Raised);
        }
        let least = low.unwrap_or(0) as u32;
        let most = high.map_or(NONE, |high| high as u32);
        if most < least {
            let before = self.position.wrapping_sub(here);
            return self.wrong(before.wrapping_sub(1), format_args!("min repeat greater than max repeat"));
        }
        Ok(Some((least, most)))
    }

    /// Decimal digits; none if there is none.
    pub(super) fn number(&mut self) -> Option<u64> {
        let mut number = None;
        while let Some(point) = self.peek().filter(|&point| Self::is_digit(Some(point))) {
            self.position = self.position.wrapping_add(1);
            number = Some(number.unwrap_or(0u64).saturating_mul(10).saturating_add(u64::from(point.wrapping_sub(0x30))));
        }
        number
    }

    /// Puts a repetition around the last item.
    fn repetition(&mut self, item: Item, here: usize, least: u32, most: u32) -> Parsed<Width> {
        let (start, width) = match item {
            Item::At(start, width) => (start, width),
            Item::None => return self.wrong(self.position.wrapping_sub(here), format_args!("nothing to repeat")),
            Item::Repetition(_) => return self.wrong(self.position.wrapping_sub(here), format_args!("multiple repeat")),
        };
        let mode = if self.take('?') {
            code::LAZY
        } else if self.take('+') {
            code::POSSESSIVE
        } else {
            code::GREEDY
        };
        let length = self.code.len().wrapping_sub(start);
        let is_single = code::single_words(self.code.as_slice(), start) == Some(length);
        if is_single {
            self.insert(start, &[code::REPEAT_ONE, least, most, mode, length.wrapping_add(5) as u32])?;
        } else if least == 0 && most == 1 && mode != code::POSSESSIVE {
            let operation = if mode == code::LAZY { code::BRANCH_LAZY } else { code::BRANCH };
            self.insert(start, &[operation, length.wrapping_add(2) as u32])?;
        } else {
            let number = self.loops;
            self.loops = self.loops.saturating_add(1);
            let inner = if mode == code::LAZY { code::LAZY } else { code::GREEDY };
            let distance = length.wrapping_add(6) as u32;
            self.insert(start, &[code::LOOP, number, least, most, inner, distance])?;
            self.emit(&[code::UNTIL, distance])?;
            if mode == code::LAZY {
                self.emit(&[code::JUMP, 4, code::ONCE_MORE, distance.wrapping_add(4)])?;
            }
            if mode == code::POSSESSIVE {
                let length = self.code.len().wrapping_sub(start);
                self.insert(start, &[code::ATOMIC, 0, 0, length.wrapping_add(5) as u32])?;
                self.emit(&[code::LOOK_END])?;
            }
        }
        Ok(width.repeated(least, most))
    }

    /// What follows a backslash at `here`, which was read.
    pub(super) fn escape(&mut self, here: usize, in_set: bool) -> Parsed<Escape> {
        let Some(point) = self.next() else {
            return self.wrong_at(self.text.len().saturating_sub(1), format_args!("bad escape (end of pattern)"));
        };
        let character = char::from_u32(point).unwrap_or('\u{fffd}');
        let ascii = if self.is_ascii() { code::ASCII } else { 0 };
        let place = |place: u32| Ok(Escape::Place(place));
        let boundary = |place: u32| if ascii == 0 { place } else { place.wrapping_add(2) };
        match character {
            'd' | 'D' => Ok(Escape::Category(code::DIGIT | ascii, character == 'D')),
            's' | 'S' => Ok(Escape::Category(code::SPACE | ascii, character == 'S')),
            'w' | 'W' => Ok(Escape::Category(code::WORD | ascii, character == 'W')),
            'A' if !in_set => place(code::AT_BEGIN),
            'Z' if !in_set => place(code::AT_END_TEXT),
            'b' if !in_set => place(boundary(code::AT_BOUNDARY)),
            'B' if !in_set => place(boundary(code::AT_NO_BOUNDARY)),
            'a' => Ok(Escape::Character(7)),
            'b' => Ok(Escape::Character(8)),
            'f' => Ok(Escape::Character(12)),
            'n' => Ok(Escape::Character(10)),
            'r' => Ok(Escape::Character(13)),
            't' => Ok(Escape::Character(9)),
            'v' => Ok(Escape::Character(11)),
            'x' => self.hexadecimal(here, 2),
            'u' if self.is_text => self.hexadecimal(here, 4),
            'U' if self.is_text => self.hexadecimal(here, 8),
            'N' if self.is_text => self.named(here),
            '0'..='9' => self.numbered(here, point, in_set),
            _ if Self::is_letter(point) => self.bad_escape(here),
            _ => Ok(Escape::Character(point)),
        }
    }

    #[cold]
    fn bad_escape<T>(&mut self, here: usize) -> Parsed<T> {
        let escape = self.piece(here, self.position)?;
        let before = self.position.wrapping_sub(here);
        self.wrong(before, format_args!("bad escape {}", Display(escape)))
    }

    fn hexadecimal(&mut self, here: usize, digits: usize) -> Parsed<Escape> {
        let mut number = 0u32;
        for _ in 0..digits {
            let digit = self.peek().and_then(char::from_u32).and_then(|character| character.to_digit(16));
            let Some(digit) = digit else {
                let escape = self.piece(here, self.position)?;
                let before = self.position.wrapping_sub(here);
                return self.wrong(before, format_args!("incomplete escape {}", Display(escape)));
            };
            self.position = self.position.wrapping_add(1);
            number = number << 4 | digit;
        }
        if number > 0x10_ffff {
            return self.bad_escape(here);
        }
        Ok(Escape::Character(number))
    }

    /// `\N{name}`: looked up by the module `unicodedata`, where there is one.
    fn named(&mut self, here: usize) -> Parsed<Escape> {
        if !self.take('{') {
            return self.wrong(0, format_args!("missing {{"));
        }
        let name = self.until('}', "character name")?;
        let module = self.context.intern("unicodedata")?;
        let module = self.context.import_absolute(module)?;
        let key = self.context.intern("lookup")?;
        let lookup = crate::objects::attribute::get_attribute(self.context, module, key)?;
        match self.context.call(lookup, &[name]) {
            Ok(found) if crate::objects::text::length(found) == 1 => Ok(Escape::Character(crate::objects::text::code_point(found, 0))),
            Err(_) if !self.context.exception_is(crate::objects::class_list::ClassId::KeyError) => Err(Stop::Raised),
            found => {
                if found.is_err() {
                    self.context.machine.exception = Value::UNDEFINED;
                }
                let shown = crate::objects::operations::repr(self.context, name)?;
                let before = self.position.wrapping_sub(here);
                self.wrong(before, format_args!("undefined character name {}", Display(shown)))
            }
        }
    }

    /// Octal digits or the number of a group.
    fn numbered(&mut self, here: usize, first: u32, in_set: bool) -> Parsed<Escape> {
        let octal = |point: Option<u32>| point.is_some_and(|point| (0x30..=0x37).contains(&point));
        let value = |parser: &Self, count: usize| {
            (0..count).fold(0u32, |number, index| {
                let digit = parser.text.at(here.wrapping_add(1).wrapping_add(index)).unwrap_or(0x30).wrapping_sub(0x30);
                number.wrapping_mul(8).wrapping_add(digit)
            })
        };
        let mut digits = 1usize;
        if in_set || first == 0x30 {
            if !octal(Some(first)) {
                return self.bad_escape(here);
            }
            while digits < 3 && octal(self.peek()) {
                self.position = self.position.wrapping_add(1);
                digits = digits.wrapping_add(1);
            }
            return self.octal(here, value(self, digits));
        }
        if Self::is_digit(self.peek()) {
            let second = self.next();
            if octal(Some(first)) && octal(second) && octal(self.peek()) {
                self.position = self.position.wrapping_add(1);
                return self.octal(here, value(self, 3));
            }
        }
        let length = self.position.wrapping_sub(here);
        let group = (1..length).fold(0usize, |number, index| {
            let digit = self.text.at(here.wrapping_add(index)).unwrap_or(0x30).wrapping_sub(0x30);
            number.wrapping_mul(10).wrapping_add(digit as usize)
        });
        if group > self.groups as usize {
            return self.wrong(length.wrapping_sub(1), format_args!("invalid group reference {group}"));
        }
        self.check_reference(group, length)?;
        Ok(Escape::Reference(group))
    }

    fn octal(&mut self, here: usize, value: u32) -> Parsed<Escape> {
        if value > 0o377 {
            let escape = self.piece(here, self.position)?;
            let before = self.position.wrapping_sub(here);
            return self.wrong(before, format_args!("octal escape value {} outside of range 0-0o377", Display(escape)));
        }
        Ok(Escape::Character(value))
    }

    /// A name up to a terminator, which is read, too.
    pub(super) fn until(&mut self, terminator: char, what: &str) -> Parsed<Value> {
        let start = self.position;
        loop {
            match self.next() {
                None if self.position == start => return self.wrong(0, format_args!("missing {what}")),
                None => {
                    let before = self.position.wrapping_sub(start);
                    return self.wrong(before, format_args!("missing {terminator}, unterminated name"));
                }
                Some(point) if point == u32::from(terminator) => {
                    let end = self.position.wrapping_sub(1);
                    if end == start {
                        return self.wrong(1, format_args!("missing {what}"));
                    }
                    return self.piece(start, end);
                }
                Some(_) => {}
            }
        }
    }
}
