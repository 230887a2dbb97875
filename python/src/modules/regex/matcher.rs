//! Runs a compiled pattern over a text: backtracking with a stack of its own in the heap, so that no text and no pattern uses up the native stack.
//!
//! A record of the stack has four words. Going back takes records off: a *choice* is where matching goes on, an *undo* gives a register its
//! value back, a *barrier* stands where a look-around or an atomic group began. When such a group has matched, its choices are dropped and its undos
//! kept: what lies before the group may be gone back to, and then the registers must be as they were.

use copperhead_stencils::value::Value;

use super::code::{self, NONE, first};
use super::words::Words;
use crate::context::Context;
use crate::error::Result;
use crate::objects::text::{Points, each_width};

/// Records of the stack.
const CHOICE: u32 = 0;
const UNDO: u32 = 1;
const BARRIER: u32 = 2;
const GREEDY: u32 = 3;
const LAZY: u32 = 4;

/// Words of a record.
const RECORD: usize = 4;

/// How many operations run between two looks at the limits.
const POLL_INTERVAL: u32 = 4096;

/// What is asked of a match.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Wanted {
    /// It starts at the position.
    Start,
    /// It starts at the position and ends at the end.
    Whole,
    /// It starts at the position or behind it.
    Anywhere,
}

/// A search in a text.
pub(super) struct Matcher<'a> {
    code: &'a [u32],
    text: Points<'a>,
    /// Where the text ends for this search.
    end: usize,
    registers: Words,
    stack: Words,
    /// The place of the innermost barrier in the stack; NONE without one.
    barrier: u32,
    turns: u32,
    /// Where the match began and ended.
    pub(super) span: (usize, usize),
}

impl<'a> Matcher<'a> {
    /// A search in the text up to `end`, by the code of a pattern.
    pub(super) fn new(code: &'a [u32], text: Points<'a>, end: usize) -> Matcher<'a> {
        Matcher { code, text, end, registers: Words::new(), stack: Words::new(), barrier: NONE, turns: 0, span: (0, 0) }
    }

    fn head(&self, index: usize) -> u32 {
        self.code.get(index).copied().unwrap_or(0)
    }

    /// An operation's word.
    #[inline(always)]
    fn operand(&self, place: usize, index: usize) -> u32 {
        self.code.get(place.wrapping_add(index)).copied().unwrap_or(0)
    }

    /// The place at a distance that an operation's word says.
    #[inline(always)]
    fn target(&self, place: usize, index: usize) -> usize {
        place.wrapping_add(self.operand(place, index) as usize)
    }

    fn groups(&self) -> usize {
        self.head(code::GROUPS) as usize
    }

    /// Start and end of a group (from 1 on), if it matched.
    pub(super) fn group(&self, number: usize) -> Option<(usize, usize)> {
        let register = number.checked_sub(1)?.wrapping_mul(2);
        let (start, end) = (self.registers.get(register), self.registers.get(register.wrapping_add(1)));
        if register >= self.groups().wrapping_mul(2) || start == NONE || end == NONE { None } else { Some((start as usize, end as usize)) }
    }

    /// The number of the group that was closed last.
    pub(super) fn last_group(&self) -> Option<usize> {
        match self.registers.get(self.groups().wrapping_mul(2)) {
            NONE => None,
            number => Some(number as usize),
        }
    }

    /// The text lies elsewhere now, as long as before.
    pub(super) fn renew(&mut self, text: Points<'a>) {
        self.text = text;
    }

    /// Gives the buffers back.
    pub(super) fn release(self, context: &mut Context) {
        self.registers.release(context);
        self.stack.release(context);
    }

    /// Searches from a position on. A match must not end at `forbidden`.
    ///
    /// # Errors
    /// MemoryError; what ends the run.
    pub(super) fn run(&mut self, context: &mut Context, position: usize, wanted: Wanted, forbidden: Option<usize>) -> Result<bool> {
        let count = self.groups().wrapping_mul(2).saturating_add(1).saturating_add((self.head(code::LOOPS) as usize).saturating_mul(2));
        if self.registers.len() == 0 {
            for _ in 0..count {
                self.registers.push(context, &[NONE])?;
            }
        }
        let width = self.head(code::WIDTH) as usize;
        let mut start = position;
        loop {
            if wanted == Wanted::Anywhere {
                match self.candidate(start) {
                    Some(found) => start = found,
                    None => return Ok(false),
                }
            }
            if self.end.checked_sub(start).is_none_or(|rest| rest < width) {
                return Ok(false);
            }
            if self.try_at(context, start, wanted == Wanted::Whole, forbidden)? {
                return Ok(true);
            }
            if wanted != Wanted::Anywhere || start >= self.end {
                return Ok(false);
            }
            start = start.wrapping_add(1);
        }
    }

    /// The next position where a match can start.
    fn candidate(&self, from: usize) -> Option<usize> {
        let rest = self.text.part(from, self.end);
        let argument = self.head(code::FIRST.wrapping_add(1));
        let found = match self.head(code::FIRST) {
            first::CHARACTER => match rest {
                Points::One(bytes) => bytes.iter().position(|&byte| u32::from(byte) == argument)?,
                Points::Two(units) => units.iter().position(|&unit| u32::from(unit) == argument)?,
                Points::Four(units) => units.iter().position(|&unit| unit == argument)?,
            },
            first::SET => {
                each_width!(rest, slice => slice.iter().position(|unit| code::single_matches(self.code, argument as usize, crate::objects::text::Unit::point(*unit)))?)
            }
            _ => 0,
        };
        Some(from.wrapping_add(found))
    }

    #[inline]
    fn push(&mut self, context: &mut Context, record: [u32; RECORD]) -> Result<()> {
        self.stack.push(context, &record)
    }

    #[inline]
    fn choice(&mut self, context: &mut Context, place: usize, position: usize) -> Result<()> {
        self.push(context, [CHOICE, place as u32, position as u32, 0])
    }

    /// Writes a register, so that going back undoes it.
    #[inline]
    fn write(&mut self, context: &mut Context, register: usize, word: u32) -> Result<()> {
        if self.stack.len() != 0 {
            let old = self.registers.get(register);
            self.push(context, [UNDO, register as u32, old, 0])?;
        }
        self.registers.set(register, word);
        Ok(())
    }

    /// The record on top of the stack.
    #[inline]
    fn top(&self) -> Option<[u32; RECORD]> {
        let at = self.stack.len().checked_sub(RECORD)?;
        Some([
            self.stack.get(at),
            self.stack.get(at.wrapping_add(1)),
            self.stack.get(at.wrapping_add(2)),
            self.stack.get(at.wrapping_add(3)),
        ])
    }

    #[inline]
    fn pop(&mut self) -> Option<[u32; RECORD]> {
        let record = self.top()?;
        self.stack.truncate(self.stack.len().wrapping_sub(RECORD));
        Some(record)
    }

    /// How often the single-width operation at a place matches from a position on, so many times at the most.
    fn run_of(&self, place: usize, position: usize, most: usize) -> usize {
        let end = self.end.min(position.saturating_add(most));
        let rest = self.text.part(position, end);
        let (code, operation) = (self.code, self.operand(place, 0));
        let operand = self.operand(place, 1);
        each_width!(rest, slice => {
            let mut points = slice.iter().map(|unit| crate::objects::text::Unit::point(*unit));
            let different = match operation {
                code::ANY_ALL => None,
                code::ANY => points.position(|point| point == 10),
                code::CHARACTER => points.position(|point| point != operand),
                code::SET => points.position(|point| !code::in_set(code, place, point)),
                _ => points.position(|point| !code::single_matches(code, place, point)),
            };
            different.unwrap_or(slice.len())
        })
    }

    /// Drops what can still be tried since the innermost barrier, and the barrier; keeps what must be undone if the rest fails.
    fn cut(&mut self) {
        let barrier = self.barrier as usize;
        self.barrier = self.stack.get(barrier.wrapping_add(3));
        let mut kept = barrier;
        let mut at = barrier.wrapping_add(RECORD);
        while at < self.stack.len() {
            if self.stack.get(at) == UNDO {
                for index in 0..RECORD {
                    let word = self.stack.get(at.wrapping_add(index));
                    self.stack.set(kept.wrapping_add(index), word);
                }
                kept = kept.wrapping_add(RECORD);
            }
            at = at.wrapping_add(RECORD);
        }
        self.stack.truncate(kept);
    }

    /// Undoes everything since the innermost barrier, and takes the barrier off.
    fn undo_to_barrier(&mut self) {
        while let Some([kind, a, b, c]) = self.pop() {
            match kind {
                UNDO => self.registers.set(a as usize, b),
                BARRIER => {
                    self.barrier = c;
                    return;
                }
                _ => {}
            }
        }
    }

    /// Goes back to what is to be tried next: a place in the code and a position.
    fn back(&mut self) -> Option<(usize, usize)> {
        loop {
            let [kind, a, b, c] = self.top()?;
            let (place, base) = (a as usize, self.stack.len().wrapping_sub(RECORD));
            match kind {
                CHOICE => {
                    self.stack.truncate(base);
                    return Some((place, b as usize));
                }
                UNDO => {
                    self.stack.truncate(base);
                    self.registers.set(place, b);
                }
                GREEDY => {
                    // One less than before; where a certain code point must follow, back to where one does.
                    let behind = self.target(place, 4);
                    let mut position = c;
                    loop {
                        if position <= b {
                            self.stack.truncate(base);
                            break;
                        }
                        position = position.wrapping_sub(1);
                        let fits =
                            self.operand(behind, 0) != code::CHARACTER || self.text.at(position as usize) == Some(self.operand(behind, 1));
                        if fits {
                            self.stack.set(base.wrapping_add(3), position);
                            if position == b {
                                self.stack.truncate(base);
                            }
                            return Some((behind, position as usize));
                        }
                    }
                }
                LAZY => {
                    // One more than before.
                    let position = b as usize;
                    let single = place.wrapping_add(5);
                    let matches = c != 0
                        && position < self.end
                        && self.text.at(position).is_some_and(|point| code::single_matches(self.code, single, point));
                    if !matches {
                        self.stack.truncate(base);
                        continue;
                    }
                    self.stack.set(base.wrapping_add(2), b.wrapping_add(1));
                    if c != NONE {
                        self.stack.set(base.wrapping_add(3), c.wrapping_sub(1));
                    }
                    return Some((self.target(place, 4), position.wrapping_add(1)));
                }
                _ => {
                    self.stack.truncate(base);
                    self.barrier = c;
                    let is_look = self.operand(place, 0) == code::LOOK;
                    if is_look && self.operand(place, 1) & code::NEGATIVE != 0 {
                        return Some((self.target(place, 3), b as usize));
                    }
                }
            }
        }
    }

    fn is_word(&self, position: Option<usize>, category: u32) -> bool {
        position
            .filter(|&position| position < self.end)
            .and_then(|position| self.text.at(position))
            .is_some_and(|point| code::in_category(point, category))
    }

    fn holds(&self, place: u32, position: usize) -> bool {
        let point = |position: usize| if position < self.end { self.text.at(position) } else { None };
        let boundary = |category| self.is_word(position.checked_sub(1), category) != self.is_word(Some(position), category);
        match place {
            code::AT_BEGIN => position == 0,
            code::AT_BEGIN_LINE => position == 0 || self.text.at(position.wrapping_sub(1)) == Some(10),
            code::AT_END => position == self.end || (position.wrapping_add(1) == self.end && point(position) == Some(10)),
            code::AT_END_LINE => position == self.end || point(position) == Some(10),
            code::AT_END_TEXT => position == self.end,
            code::AT_BOUNDARY => boundary(code::WORD),
            // An empty text has no boundary, and is not "no boundary" either, as in CPython 3.13.
            code::AT_NO_BOUNDARY => self.end != 0 && !boundary(code::WORD),
            code::AT_BOUNDARY_ASCII => boundary(code::WORD | code::ASCII),
            code::AT_NO_BOUNDARY_ASCII => self.end != 0 && !boundary(code::WORD | code::ASCII),
            _ => false,
        }
    }

    /// Whether what a group matched stands at a position again: where it ends there.
    fn again(&self, group: usize, position: usize, fold: fn(u32) -> u32) -> Option<usize> {
        let (start, end) = self.group(group)?;
        let length = end.checked_sub(start)?;
        let behind = position.checked_add(length).filter(|&behind| behind <= self.end)?;
        let same = (0..length).all(|index| {
            let (a, b) = (self.text.at(start.wrapping_add(index)), self.text.at(position.wrapping_add(index)));
            a == b || a.zip(b).is_some_and(|(a, b)| fold(a) == fold(b))
        });
        same.then_some(behind)
    }

    /// The first of a loop's two registers: how often its body matched. The second says where the body was entered last.
    fn loop_register(&self, head: usize) -> usize {
        self.groups().wrapping_mul(2).wrapping_add(1).wrapping_add((self.operand(head, 1) as usize).wrapping_mul(2))
    }

    /// Enters a loop's body once more or leaves the loop. Where matching goes on.
    fn until(&mut self, context: &mut Context, head: usize, end: usize, position: usize) -> Result<usize> {
        let register = self.loop_register(head);
        let (count, last) = (self.registers.get(register), self.registers.get(register.wrapping_add(1)));
        let (least, most, mode) = (self.operand(head, 2), self.operand(head, 3), self.operand(head, 4));
        let body = head.wrapping_add(6);
        if count < least {
            self.write(context, register, count.wrapping_add(1))?;
            return Ok(body);
        }
        if mode == code::LAZY {
            // The loop's second end, ONCE_MORE, lies behind the first and a jump over it.
            self.choice(context, end.wrapping_add(4), position)?;
            return Ok(end.wrapping_add(2));
        }
        let behind = end.wrapping_add(2);
        // A body that used nothing up is not entered again.
        if count < most && last != position as u32 {
            self.choice(context, behind, position)?;
            self.write(context, register.wrapping_add(1), position as u32)?;
            self.write(context, register, count.wrapping_add(1).min(NONE.wrapping_sub(1)))?;
            return Ok(body);
        }
        Ok(behind)
    }

    /// A lazy loop's body once more, after what is behind the loop failed.
    fn once_more(&mut self, context: &mut Context, head: usize, position: usize) -> Result<Option<usize>> {
        let register = self.loop_register(head);
        let (count, last) = (self.registers.get(register), self.registers.get(register.wrapping_add(1)));
        if count >= self.operand(head, 3) || last == position as u32 {
            return Ok(None);
        }
        self.write(context, register.wrapping_add(1), position as u32)?;
        self.write(context, register, count.wrapping_add(1).min(NONE.wrapping_sub(1)))?;
        Ok(Some(head.wrapping_add(6)))
    }

    /// Repeats a single-width operation. Where matching goes on, if it does.
    fn repeat_one(&mut self, context: &mut Context, place: usize, position: usize) -> Result<Option<(usize, usize)>> {
        let (least, most, mode) = (self.operand(place, 1) as usize, self.operand(place, 2), self.operand(place, 3));
        let limit = if most == NONE { usize::MAX } else { most as usize };
        let single = place.wrapping_add(5);
        let count = self.run_of(single, position, if mode == code::LAZY { least } else { limit });
        if count < least {
            return Ok(None);
        }
        let (behind, reached) = (self.target(place, 4), position.wrapping_add(count));
        match mode {
            code::LAZY => {
                let rest = if most == NONE { NONE } else { most.saturating_sub(least as u32) };
                self.push(context, [LAZY, place as u32, reached as u32, rest])?;
            }
            code::GREEDY if count > least => {
                let lowest = position.wrapping_add(least);
                self.push(context, [GREEDY, place as u32, lowest as u32, reached as u32])?;
            }
            _ => {}
        }
        Ok(Some((behind, reached)))
    }

    /// Whether the pattern matches at a position.
    fn try_at(&mut self, context: &mut Context, start: usize, whole: bool, forbidden: Option<usize>) -> Result<bool> {
        self.stack.truncate(0);
        self.barrier = NONE;
        for register in 0..self.registers.len() {
            self.registers.set(register, NONE);
        }
        let mut next = Some((code::START, start));
        loop {
            let Some((place, position)) = next else {
                match self.back() {
                    Some(found) => {
                        next = Some(found);
                        continue;
                    }
                    None => return Ok(false),
                }
            };
            self.turns = self.turns.wrapping_add(1);
            if self.turns.is_multiple_of(POLL_INTERVAL) {
                context.poll_native()?;
            }
            let step = |words: usize, position: usize| Some((place.wrapping_add(words), position));
            next = match self.operand(place, 0) {
                code::SUCCESS => {
                    if (whole && position != self.end) || forbidden == Some(position) {
                        None
                    } else {
                        self.span = (start, position);
                        return Ok(true);
                    }
                }
                code::CHARACTER => {
                    let matches = position < self.end && self.text.at(position) == Some(self.operand(place, 1));
                    if matches { step(2, position.wrapping_add(1)) } else { None }
                }
                code::CHARACTER_FOLDED | code::CHARACTER_FOLDED_ASCII | code::ANY | code::ANY_ALL | code::SET => {
                    let point = if position < self.end { self.text.at(position) } else { None };
                    let words = code::single_words(self.code, place).unwrap_or(1);
                    match point {
                        Some(point) if code::single_matches(self.code, place, point) => step(words, position.wrapping_add(1)),
                        _ => None,
                    }
                }
                code::MARK => {
                    let register = self.operand(place, 1);
                    self.write(context, register as usize, position as u32)?;
                    if register & 1 != 0 {
                        let last = self.groups().wrapping_mul(2);
                        self.write(context, last, (register >> 1).wrapping_add(1))?;
                    }
                    step(2, position)
                }
                code::BRANCH => {
                    let other = self.target(place, 1);
                    self.choice(context, other, position)?;
                    step(2, position)
                }
                code::BRANCH_LAZY => {
                    self.choice(context, place.wrapping_add(2), position)?;
                    Some((self.target(place, 1), position))
                }
                code::JUMP => Some((self.target(place, 1), position)),
                code::AT => {
                    if self.holds(self.operand(place, 1), position) {
                        step(2, position)
                    } else {
                        None
                    }
                }
                code::REFERENCE => self.again(self.operand(place, 1) as usize, position, |point| point).and_then(|behind| step(2, behind)),
                code::REFERENCE_FOLDED => {
                    self.again(self.operand(place, 1) as usize, position, code::fold).and_then(|behind| step(2, behind))
                }
                code::REFERENCE_FOLDED_ASCII => {
                    self.again(self.operand(place, 1) as usize, position, code::fold_ascii).and_then(|behind| step(2, behind))
                }
                code::LOOK | code::ATOMIC => {
                    let is_look = self.operand(place, 0) == code::LOOK;
                    let width = if is_look { self.operand(place, 2) as usize } else { 0 };
                    match position.checked_sub(width) {
                        Some(from) => {
                            let barrier = self.stack.len() as u32;
                            self.push(context, [BARRIER, place as u32, position as u32, self.barrier])?;
                            self.barrier = barrier;
                            step(4, from)
                        }
                        // Nothing lies there: what is not wanted is not there either.
                        None if self.operand(place, 1) & code::NEGATIVE != 0 => Some((self.target(place, 3), position)),
                        None => None,
                    }
                }
                code::LOOK_END => {
                    let at = self.barrier as usize;
                    let (head, before) = (self.stack.get(at.wrapping_add(1)) as usize, self.stack.get(at.wrapping_add(2)) as usize);
                    if self.operand(head, 0) == code::ATOMIC {
                        self.cut();
                        step(1, position)
                    } else if self.operand(head, 1) & code::NEGATIVE != 0 {
                        self.undo_to_barrier();
                        None
                    } else {
                        self.cut();
                        step(1, before)
                    }
                }
                code::IF => {
                    if self.group(self.operand(place, 1) as usize).is_some() {
                        step(3, position)
                    } else {
                        Some((self.target(place, 2), position))
                    }
                }
                code::REPEAT_ONE => self.repeat_one(context, place, position)?,
                code::LOOP => {
                    let register = self.loop_register(place);
                    self.write(context, register, 0)?;
                    self.write(context, register.wrapping_add(1), NONE)?;
                    let end = self.target(place, 5);
                    Some((self.until(context, place, end, position)?, position))
                }
                code::UNTIL => {
                    let head = place.wrapping_sub(self.operand(place, 1) as usize);
                    let target = self.until(context, head, place, position)?;
                    Some((target, position))
                }
                code::ONCE_MORE => {
                    let head = place.wrapping_sub(self.operand(place, 1) as usize);
                    self.once_more(context, head, position)?.map(|target| (target, position))
                }
                _ => None,
            };
        }
    }
}

/// The code of a pattern: the words of a bytes object.
pub(super) fn words_of<'a>(code: Value) -> &'a [u32] {
    let bytes = crate::objects::bytes::view(code).unwrap_or(&[]);
    // SAFETY: any four bytes are a word, and the middle part is aligned.
    let (before, words, _) = unsafe { bytes.align_to::<u32>() };
    if before.is_empty() { words } else { &[] }
}
