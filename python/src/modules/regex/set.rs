//! Sets in brackets.

use copperhead_stencils::value::Value;

use super::parser::{Escape, Parsed, Parser, flag};
use super::words::Words;
use super::{code, subject};
use crate::objects::attribute;
use crate::objects::class_list::ClassId;
use crate::objects::text::Display;

impl Parser<'_> {
    /// A set whose opening bracket at `here` was read.
    pub(super) fn set(&mut self, here: usize) -> Parsed<()> {
        if self.peek() == Some(0x5b) {
            self.warn("nested set", self.position)?;
        }
        let negated = self.take('^');
        let mut members = Words::new();
        loop {
            let start = self.position;
            let Some(point) = self.next() else { return self.unterminated(here) };
            if point == 0x5d && members.len() != 0 {
                break;
            }
            if members.len() != 0 && self.peek() == Some(point) {
                self.warn_of_operation(point, start)?;
            }
            let low = self.member(point, start)?;
            if !self.take('-') {
                self.add(&mut members, &low)?;
                continue;
            }
            let that = self.position;
            let Some(point) = self.next() else { return self.unterminated(here) };
            if point == 0x5d {
                self.add(&mut members, &low)?;
                self.add(&mut members, &Escape::Character(0x2d))?;
                break;
            }
            if point == 0x2d {
                self.warn("set difference", that.wrapping_sub(1))?;
            }
            let high = self.member(point, that)?;
            match (low, high) {
                (Escape::Character(low), Escape::Character(high)) if low <= high => {
                    members.push(self.context, &[self.range_kind(), low, high])?;
                }
                _ => {
                    let shown = self.piece(start, self.position)?;
                    let before = self.position.wrapping_sub(start);
                    return self.wrong(before, format_args!("bad character range {}", Display(shown)));
                }
            }
        }
        if let (&[code::RANGE | code::RANGE_FOLDED | code::RANGE_FOLDED_ASCII, a, b], false) = (members.as_slice(), negated)
            && a == b
        {
            members.release(self.context);
            return self.character(a);
        }
        // The buffer is not touched while the set is made of it.
        let copy = members.as_slice();
        let result = self.emit_set(copy, negated);
        members.release(self.context);
        result
    }

    /// What is doubled in a set may mean more in versions to come.
    fn warn_of_operation(&mut self, point: u32, place: usize) -> Parsed<()> {
        match char::from_u32(point) {
            Some('-') => self.warn("set difference", place),
            Some('&') => self.warn("set intersection", place),
            Some('~') => self.warn("set symmetric difference", place),
            Some('|') => self.warn("set union", place),
            _ => Ok(()),
        }
    }

    /// FutureWarning, by the module `warnings`, where there is one.
    #[cold]
    fn warn(&mut self, what: &str, place: usize) -> Parsed<()> {
        let module = self.context.intern("warnings")?;
        let module = match self.context.import_absolute(module) {
            Ok(module) => module,
            Err(_) if self.context.exception_is(ClassId::ModuleNotFoundError) => {
                self.context.machine.exception = Value::UNDEFINED;
                return Ok(());
            }
            Err(raised) => return Err(raised.into()),
        };
        let name = self.context.intern("warn")?;
        let warn = attribute::get_attribute(self.context, module, name)?;
        let message = self.context.format(format_args!("Possible {what} at position {place}"))?;
        let category = Value::from_pointer(self.context.late_class(ClassId::FutureWarning)?);
        // Above it: the two functions of `re`, then who called them.
        self.context.call(warn, &[message, category, Value::from_i32_small(3)])?;
        // A filter may have run code that changed a buffer: the rest is read from where it lies now.
        self.text = subject::points_again(self.source);
        Ok(())
    }

    #[cold]
    fn unterminated<T>(&mut self, here: usize) -> Parsed<T> {
        let before = self.position.wrapping_sub(here);
        self.wrong(before, format_args!("unterminated character set"))
    }

    fn member(&mut self, point: u32, start: usize) -> Parsed<Escape> {
        if point == 0x5c { self.escape(start, true) } else { Ok(Escape::Character(point)) }
    }

    fn range_kind(&self) -> u32 {
        match (self.has(flag::IGNORE_CASE), self.is_ascii()) {
            (false, _) => code::RANGE,
            (true, false) => code::RANGE_FOLDED,
            (true, true) => code::RANGE_FOLDED_ASCII,
        }
    }

    fn add(&mut self, members: &mut Words, member: &Escape) -> Parsed<()> {
        let kind = self.range_kind();
        match *member {
            Escape::Character(point) => members.push(self.context, &[kind, point, point])?,
            Escape::Category(category, negated) => members.push(self.context, &[code::CATEGORY, category, u32::from(negated)])?,
            Escape::Place(_) | Escape::Reference(_) => {}
        }
        Ok(())
    }

    /// The code of a set with these members.
    pub(super) fn emit_set(&mut self, members: &[u32], negated: bool) -> Parsed<()> {
        let words = members.len().saturating_add(code::SET_MEMBERS) as u32;
        self.emit(&[code::SET, words, u32::from(negated)])?;
        for word in 0..8u32 {
            let mut bits = 0u32;
            for bit in 0..32 {
                let point = word.wrapping_mul(32).wrapping_add(bit);
                bits |= u32::from(code::in_members(members, point) != negated) << bit;
            }
            self.emit(&[bits])?;
        }
        self.emit(members)
    }
}
