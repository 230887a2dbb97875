//! What stands in parentheses: groups, flags, comments, conditions, looks ahead and behind.

use copperhead_stencils::layout::container::Dict;
use copperhead_stencils::value::Value;

use super::code;
use super::parser::{Parsed, Parser, Width, flag};
use crate::objects::operations;
use crate::objects::str::case::is_identifier;
use crate::objects::text::{self, Display};

/// The flag that a letter stands for.
fn flag_of(point: Option<u32>) -> Option<u32> {
    match char::from_u32(point?)? {
        'i' => Some(flag::IGNORE_CASE),
        'L' => Some(flag::LOCALE),
        'm' => Some(flag::MULTI_LINE),
        's' => Some(flag::DOT_ALL),
        'x' => Some(flag::VERBOSE),
        'a' => Some(flag::ASCII),
        'u' => Some(flag::UNICODE),
        _ => None,
    }
}

impl Parser<'_> {
    /// What follows an opening parenthesis at `start`. None for what is not an item: comments, flags. `first`: nothing stands before it.
    pub(super) fn parenthesis(&mut self, start: usize, first: bool) -> Parsed<Option<Width>> {
        if !self.take('?') {
            return self.capture(start, None).map(Some);
        }
        let Some(point) = self.next() else { return self.unexpected_end() };
        match char::from_u32(point) {
            Some('P') => self.named_group(start).map(Some),
            Some(':') => self.inside(start, self.flags).map(Some),
            Some('#') => loop {
                match self.next() {
                    None => {
                        let before = self.position.wrapping_sub(start);
                        return self.wrong(before, format_args!("missing ), unterminated comment"));
                    }
                    Some(0x29) => return Ok(None),
                    Some(_) => {}
                }
            },
            Some('=') => self.look(start, false, false).map(Some),
            Some('!') => self.look(start, true, false).map(Some),
            Some('<') => match self.next().map(char::from_u32) {
                None => self.unexpected_end(),
                Some(Some('=')) => self.look(start, false, true).map(Some),
                Some(Some('!')) => self.look(start, true, true).map(Some),
                Some(_) => self.unknown_extension(start),
            },
            Some('(') => self.condition(start).map(Some),
            Some('>') => {
                let place = self.code.len();
                let width = self.inside(start, self.flags)?;
                let length = self.code.len().wrapping_sub(place);
                self.insert(place, &[code::ATOMIC, 0, 0, length.wrapping_add(5) as u32])?;
                self.emit(&[code::LOOK_END])?;
                Ok(Some(width))
            }
            Some('-') => self.flags(start, None, first),
            _ if flag_of(Some(point)).is_some() => self.flags(start, Some(point), first),
            _ => self.unknown_extension(start),
        }
    }

    #[cold]
    fn unexpected_end<T>(&mut self) -> Parsed<T> {
        self.wrong(0, format_args!("unexpected end of pattern"))
    }

    #[cold]
    fn unknown_extension<T>(&mut self, start: usize) -> Parsed<T> {
        let from = start.wrapping_add(1);
        let shown = self.piece(from, self.position)?;
        let before = self.position.wrapping_sub(from);
        self.wrong(before, format_args!("unknown extension {}", Display(shown)))
    }

    /// Alternatives and the closing parenthesis, under flags of their own.
    fn inside(&mut self, start: usize, flags: u32) -> Parsed<Width> {
        let outer = core::mem::replace(&mut self.flags, flags);
        let width = self.alternatives(true)?;
        self.flags = outer;
        self.close(start)?;
        Ok(width)
    }

    fn close(&mut self, start: usize) -> Parsed<()> {
        if self.take(')') {
            return Ok(());
        }
        let before = self.position.wrapping_sub(start);
        self.wrong(before, format_args!("missing ), unterminated subpattern"))
    }

    /// A group that is noted, perhaps with a name.
    fn capture(&mut self, start: usize, name: Option<Value>) -> Parsed<Width> {
        let number = self.groups.saturating_add(1);
        self.groups = number;
        self.widths.push(self.context, &[Width::UNKNOWN.least, Width::UNKNOWN.most])?;
        if let Some(name) = name {
            let names: *mut Dict = self.names.as_pointer();
            if let Some(known) = self.context.table_load_name(names, name) {
                let shown = operations::repr(self.context, name)?;
                let before = text::length(name).wrapping_add(1);
                let message = format_args!("redefinition of group name {} as group {number}; was group {}", Display(shown), known.as_int());
                return self.wrong(before, message);
            }
            let value = self.context.new_int_of_size(number as usize)?;
            self.context.table_store_name(names, name, value)?;
        }
        let register = number.wrapping_sub(1).wrapping_mul(2);
        self.emit(&[code::MARK, register])?;
        let width = self.inside(start, self.flags)?;
        self.emit(&[code::MARK, register.wrapping_add(1)])?;
        self.widths.set(register as usize, width.least);
        self.widths.set(register.wrapping_add(1) as usize, width.most);
        Ok(width)
    }

    /// Refuses what is no name.
    fn check_name(&mut self, name: Value) -> Parsed<()> {
        if is_identifier(name) && (self.is_text || text::is_ascii(name)) {
            return Ok(());
        }
        let shown = if self.is_text { operations::repr(self.context, name)? } else { crate::objects::str_repr::ascii(self.context, name)? };
        let before = text::length(name).wrapping_add(1);
        self.wrong(before, format_args!("bad character in group name {}", Display(shown)))
    }

    /// The group of a name.
    fn group_of(&mut self, name: Value) -> Parsed<usize> {
        self.check_name(name)?;
        let name = self.context.intern_str(name)?;
        if let Some(number) = self.context.table_load_name(self.names.as_pointer(), name) {
            return Ok(number.as_int().max(0) as usize);
        }
        let shown = operations::repr(self.context, name)?;
        let before = text::length(name).wrapping_add(1);
        self.wrong(before, format_args!("unknown group name {}", Display(shown)))
    }

    /// `(?P<name>…)` and `(?P=name)`.
    fn named_group(&mut self, start: usize) -> Parsed<Width> {
        if self.take('<') {
            let name = self.until('>', "group name")?;
            self.check_name(name)?;
            let name = self.context.intern_str(name)?;
            return self.capture(start, Some(name));
        }
        if self.take('=') {
            let name = self.until(')', "group name")?;
            let group = self.group_of(name)?;
            self.check_reference(group, text::length(name).wrapping_add(1))?;
            self.reference(group)?;
            return Ok(self.width_of(group));
        }
        match self.next() {
            None => self.unexpected_end(),
            Some(_) => self.unknown_extension(start),
        }
    }

    /// `(?=…)`, `(?!…)`, `(?<=…)`, `(?<!…)`.
    fn look(&mut self, start: usize, negative: bool, behind: bool) -> Parsed<Width> {
        let outer = self.behind;
        if behind && outer.is_none() {
            self.behind = Some(self.groups);
        }
        let place = self.code.len();
        let width = self.inside(start, self.flags)?;
        self.behind = outer;
        if behind && width.least != width.most {
            // Said when the whole was read.
            self.variable_behind = true;
        }
        let length = self.code.len().wrapping_sub(place);
        let back = if behind { width.least } else { 0 };
        self.insert(place, &[code::LOOK, if negative { code::NEGATIVE } else { 0 }, back, length.wrapping_add(5) as u32])?;
        self.emit(&[code::LOOK_END])?;
        Ok(Width::ZERO)
    }

    /// `(?(1)yes|no)`.
    fn condition(&mut self, start: usize) -> Parsed<Width> {
        let from = self.position;
        let name = self.until(')', "group name")?;
        let length = text::length(name);
        let is_number = (0..length).all(|index| Self::is_digit(Some(text::code_point(name, index))));
        let group = if is_number {
            let behind = self.position;
            self.position = from;
            let number = self.number().unwrap_or(0);
            self.position = behind;
            if number == 0 {
                return self.wrong(length.wrapping_add(1), format_args!("bad group number"));
            }
            if number >= 1 << 30 {
                return self.wrong(length.wrapping_add(1), format_args!("invalid group reference {number}"));
            }
            self.asked.push(self.context, &[number as u32, from as u32])?;
            number as usize
        } else {
            self.group_of(name)?
        };
        if self.behind.is_some() {
            if group > self.groups as usize {
                return self.wrong(0, format_args!("cannot refer to an open group"));
            }
            self.check_reference(group, 0)?;
        }
        let place = self.code.len();
        let outer = self.flags;
        let yes = self.sequence(false)?;
        let length = self.code.len().wrapping_sub(place);
        let width = if self.take('|') {
            self.insert(place, &[code::IF, group as u32, length.wrapping_add(5) as u32])?;
            let jump = self.code.len();
            self.emit(&[code::JUMP, 0])?;
            let no = self.sequence(false)?;
            if self.peek() == Some(u32::from('|')) {
                return self.wrong(0, format_args!("conditional backref with more than two branches"));
            }
            let distance = self.code.len().wrapping_sub(jump);
            self.code.set(jump.wrapping_add(1), distance as u32);
            yes.or(no)
        } else {
            self.insert(place, &[code::IF, group as u32, length.wrapping_add(3) as u32])?;
            yes.or(Width { least: 0, ..yes })
        };
        self.flags = outer;
        self.close(start)?;
        Ok(width)
    }

    /// `(?flags)` and `(?flags-flags:…)`; the first letter was read, or a minus.
    fn flags(&mut self, start: usize, letter: Option<u32>, first: bool) -> Parsed<Option<Width>> {
        let (mut added, mut removed) = (0u32, 0u32);
        let mut point = letter;
        while let Some(known) = flag_of(point) {
            if self.is_text && known == flag::LOCALE {
                return self.wrong(0, format_args!("bad inline flags: cannot use 'L' flag with a str pattern"));
            }
            if !self.is_text && known == flag::UNICODE {
                return self.wrong(0, format_args!("bad inline flags: cannot use 'u' flag with a bytes pattern"));
            }
            added |= known;
            if known & flag::TYPES != 0 && added & flag::TYPES != known {
                return self.wrong(0, format_args!("bad inline flags: flags 'a', 'u' and 'L' are incompatible"));
            }
            point = self.next();
            match point.map(char::from_u32) {
                None => return self.wrong(0, format_args!("missing -, : or )")),
                Some(Some(')')) => {
                    if !first {
                        let before = self.position.wrapping_sub(start);
                        return self.wrong(before, format_args!("global flags not at the start of the expression"));
                    }
                    self.global |= added;
                    self.flags |= added;
                    return Ok(None);
                }
                Some(Some(':' | '-')) => break,
                _ if flag_of(point).is_none() => return self.wrong_flag(point, "missing -, : or )"),
                _ => {}
            }
        }
        if added & flag::DEBUG != 0 {
            return self.wrong(1, format_args!("bad inline flags: cannot turn on global flag"));
        }
        if letter.is_none() || point == Some(u32::from('-')) {
            point = self.next();
            if point.is_none() {
                return self.wrong(0, format_args!("missing flag"));
            }
            if flag_of(point).is_none() {
                return self.wrong_flag(point, "missing flag");
            }
            while let Some(known) = flag_of(point) {
                if known & flag::TYPES != 0 {
                    return self.wrong(0, format_args!("bad inline flags: cannot turn off flags 'a', 'u' and 'L'"));
                }
                removed |= known;
                point = self.next();
                match point.map(char::from_u32) {
                    None => return self.wrong(0, format_args!("missing :")),
                    Some(Some(':')) => break,
                    _ if flag_of(point).is_none() => return self.wrong_flag(point, "missing :"),
                    _ => {}
                }
            }
        }
        if added & removed != 0 {
            return self.wrong(1, format_args!("bad inline flags: flag turned on and off"));
        }
        let kept = if added & flag::TYPES != 0 { self.flags & !flag::TYPES } else { self.flags };
        self.inside(start, (kept | added) & !removed).map(Some)
    }

    #[cold]
    fn wrong_flag<T>(&mut self, point: Option<u32>, otherwise: &str) -> Parsed<T> {
        let is_letter = point.is_some_and(|point| crate::objects::unicode::has(point, crate::objects::unicode::ALPHABETIC));
        let message = if is_letter { "unknown flag" } else { otherwise };
        self.wrong(1, format_args!("{message}"))
    }
}
