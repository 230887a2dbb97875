//! `match`: patterns are tried one after the other. What they capture lies in temporaries until the whole of one matches.

use super::emit::Slot;
use super::unit::Label;
use super::{Compiler, Done};
use crate::bytecode::intrinsic::Intrinsic;
use crate::bytecode::unit::Constant;
use crate::source::arena::List;
use crate::source::span::Span;
use crate::source::tree::{self, ClassPattern, Expression, ExpressionKind, Expressions, MatchCase, Pattern, PatternKind};
use copperhead_stencils::Opcode;
use copperhead_stencils::operation::Comparison;

/// More patterns in one sequence, mapping or class are refused: lengths are compared with immediate numbers.
const MAXIMUM_PARTS: usize = 30_000;

/// What is captured, in the order of the stores.
type Captures<'a> = List<'a, (&'a str, Slot)>;

/// What a pattern is tried on, and what happens if it does not match.
#[derive(Clone, Copy)]
struct Trial {
    subject: Slot,
    fail: Label,
    /// Whether the pattern may match everything: others may not stand behind it then.
    may_match_all: bool,
}

impl<'a> Compiler<'a, '_> {
    pub(super) fn match_statement(&mut self, subject: &'a Expression<'a>, cases: &'a [MatchCase<'a>]) -> Done {
        // Captures may be stored to what the subject was read from.
        let slot = self.temporary()?;
        self.expression_to(subject, slot)?;
        let end = self.new_label()?;
        for (index, case) in cases.iter().enumerate() {
            let mark = self.mark();
            let fail = self.new_label()?;
            let is_last = index.saturating_add(1) == cases.len();
            let mut captures = Captures::new();
            let trial = Trial { subject: slot, fail, may_match_all: is_last || case.guard.is_some() };
            self.pattern(case.pattern, trial, &mut captures)?;
            self.at(case.pattern.span);
            for &(name, place) in captures.as_slice() {
                self.store_name(name, place)?;
            }
            if let Some(guard) = case.guard {
                self.condition(guard, fail, false)?;
            }
            self.block(case.body)?;
            self.release(mark);
            if !is_last {
                self.jump(end)?;
            }
            self.place(fail)?;
        }
        self.place(end)
    }

    /// Goes on behind if the subject matches, else jumps.
    fn pattern(&mut self, pattern: &'a Pattern<'a>, trial: Trial, captures: &mut Captures<'a>) -> Done {
        self.check_stack(pattern.span)?;
        self.at(pattern.span);
        let Trial { subject, fail, .. } = trial;
        match pattern.kind {
            PatternKind::Value(Expression { kind: ExpressionKind::FormattedString(_), .. }) => {
                Err(self.syntax_error(pattern.span, format_args!("patterns may only match literals and attribute lookups")))
            }
            PatternKind::Value(value) => {
                let mark = self.mark();
                let value = self.operand(value)?;
                self.at(pattern.span);
                self.emit_jump_number(Opcode::JumpUnlessCompare, [subject, value, 0], fail, Comparison::Equal as u8)?;
                self.release(mark);
                Ok(())
            }
            PatternKind::Singleton(constant) => {
                let mark = self.mark();
                let value = self.temporary()?;
                self.load_constant(
                    value,
                    match constant {
                        tree::Constant::True => Constant::Bool(true),
                        tree::Constant::False => Constant::Bool(false),
                        _ => Constant::None,
                    },
                )?;
                self.emit(Opcode::Is, [value, subject, value])?;
                self.emit_jump(Opcode::JumpIfFalse, [value, 0, 0], fail)?;
                self.release(mark);
                Ok(())
            }
            PatternKind::Sequence(patterns) => self.sequence_pattern(patterns, trial, captures, pattern.span),
            PatternKind::Mapping { keys, patterns, rest } => self.mapping_pattern(keys, patterns, rest, trial, captures, pattern.span),
            PatternKind::Class(class) => self.class_pattern(class, trial, captures, pattern.span),
            PatternKind::Star(name) => match name {
                Some(name) => self.capture(name, subject, captures, pattern.span),
                None => Ok(()),
            },
            PatternKind::As { pattern: None, name } => {
                if !trial.may_match_all {
                    let message = format_args!("name capture '{name}' makes remaining patterns unreachable");
                    return Err(self.syntax_error(pattern.span, message));
                }
                self.capture(name, subject, captures, pattern.span)
            }
            PatternKind::As { pattern: Some(inner), name } => {
                self.pattern(inner, trial, captures)?;
                self.capture(name, subject, captures, pattern.span)
            }
            PatternKind::Wildcard if !trial.may_match_all => {
                Err(self.syntax_error(pattern.span, format_args!("wildcard makes remaining patterns unreachable")))
            }
            PatternKind::Wildcard => Ok(()),
            PatternKind::Or(alternatives) => self.alternatives(alternatives, trial, captures, pattern.span),
        }
    }

    fn capture(&mut self, name: &'a str, value: Slot, captures: &mut Captures<'a>, span: Span) -> Done {
        let name = self.mangle(name)?;
        if captures.as_slice().iter().any(|&(other, _)| other == name) {
            return Err(self.syntax_error(span, format_args!("multiple assignments to name '{name}' in pattern")));
        }
        captures.push(self.arena, (name, value))?;
        Ok(())
    }

    /// A part of a pattern: may match everything, as others stand beside it.
    fn part(&mut self, pattern: &'a Pattern<'a>, subject: Slot, trial: Trial, captures: &mut Captures<'a>) -> Done {
        self.pattern(pattern, Trial { subject, may_match_all: true, ..trial }, captures)
    }

    /// All alternatives capture the same names, each into the slots of the first.
    fn alternatives(&mut self, alternatives: &'a [&'a Pattern<'a>], trial: Trial, captures: &mut Captures<'a>, span: Span) -> Done {
        let matched = self.new_label()?;
        let mut common: Option<Captures<'a>> = None;
        for (index, alternative) in alternatives.iter().enumerate() {
            let is_last = index.saturating_add(1) == alternatives.len();
            let fail = if is_last { trial.fail } else { self.new_label()? };
            let may_match_all = is_last && trial.may_match_all;
            let mut own = Captures::new();
            self.pattern(alternative, Trial { fail, may_match_all, ..trial }, &mut own)?;
            match &common {
                None => {
                    // Slots of their own, which the other alternatives do not use.
                    let mut places = Captures::new();
                    for &(name, value) in own.as_slice() {
                        let place = self.temporary()?;
                        self.copy(place, value)?;
                        places.push(self.arena, (name, place))?;
                    }
                    common = Some(places);
                }
                Some(common) => {
                    let same = common.len() == own.len();
                    for &(name, place) in common.as_slice() {
                        let value = own.as_slice().iter().find(|&&(other, _)| other == name);
                        let Some(&(_, value)) = value.filter(|_| same) else {
                            return Err(self.syntax_error(span, format_args!("alternative patterns bind different names")));
                        };
                        self.copy(place, value)?;
                    }
                    if !same {
                        return Err(self.syntax_error(span, format_args!("alternative patterns bind different names")));
                    }
                }
            }
            if !is_last {
                self.jump(matched)?;
                self.place(fail)?;
            }
        }
        self.place(matched)?;
        for &(name, place) in common.unwrap_or_default().as_slice() {
            self.capture(name, place, captures, span)?;
        }
        Ok(())
    }

    /// Jumps unless the intrinsic says that the subject is of its kind.
    fn check_kind(&mut self, subject: Slot, kind: Intrinsic, fail: Label) -> Done {
        let truth = self.temporary()?;
        self.emit(Opcode::Intrinsic, [truth, subject, kind as u16])?;
        self.emit_jump(Opcode::JumpIfFalse, [truth, 0, 0], fail)?;
        self.release(truth);
        Ok(())
    }

    /// length = len(subject); jumps unless it compares so.
    fn check_length(&mut self, subject: Slot, comparison: Comparison, count: usize, fail: Label) -> Done<Slot> {
        if count > MAXIMUM_PARTS {
            return Err(self.too_large("patterns in one pattern"));
        }
        let length = self.temporary()?;
        self.emit(Opcode::Intrinsic, [length, subject, Intrinsic::Length as u16])?;
        self.emit_jump_number(Opcode::JumpUnlessCompareImmediate, [length, count as u16, 0], fail, comparison as u8)?;
        Ok(length)
    }

    fn sequence_pattern(&mut self, patterns: &'a [&'a Pattern<'a>], trial: Trial, captures: &mut Captures<'a>, span: Span) -> Done {
        let Trial { subject, fail, .. } = trial;
        let is_star = |pattern: &&Pattern<'_>| matches!(pattern.kind, PatternKind::Star(_));
        let star = patterns.iter().position(is_star);
        if patterns.iter().filter(|pattern| is_star(pattern)).count() > 1 {
            return Err(self.syntax_error(span, format_args!("multiple starred names in sequence pattern")));
        }
        self.check_kind(subject, Intrinsic::IsSequence, fail)?;
        let mut length = None;
        match star {
            None => {
                let length = self.check_length(subject, Comparison::Equal, patterns.len(), fail)?;
                self.release(length);
            }
            Some(_) if patterns.len() > 1 => {
                length = Some(self.check_length(subject, Comparison::GreaterEqual, patterns.len().saturating_sub(1), fail)?);
            }
            Some(_) => {}
        }
        let ignores = |pattern: &&Pattern<'_>| matches!(pattern.kind, PatternKind::Wildcard | PatternKind::Star(None));
        if patterns.iter().all(ignores) {
            return Ok(());
        }
        if let Some(star) = star
            && patterns.get(star).is_some_and(ignores)
        {
            // What is passed over is not looked at.
            for (index, pattern) in patterns.iter().enumerate().filter(|(_, pattern)| !ignores(pattern)) {
                let item = self.temporary()?;
                self.at(span);
                match length {
                    Some(length) if index > star => {
                        let behind = patterns.len().saturating_sub(index);
                        let number = copperhead_stencils::operation::Operation::Subtract as u32;
                        self.emit_number(Opcode::BinaryImmediate, [item, length, behind as u16], number)?;
                    }
                    _ => self.load_constant(item, Constant::Integer(index as i64))?,
                }
                self.emit(Opcode::LoadSubscript, [item, subject, item])?;
                self.part(pattern, item, trial, captures)?;
            }
            return Ok(());
        }
        let base = self.temporaries(patterns.len())?;
        match star {
            None => self.emit(Opcode::Unpack, [base, subject, patterns.len() as u16])?,
            Some(before) => {
                let behind = patterns.len().saturating_sub(before).saturating_sub(1);
                if before > 255 || behind > 255 {
                    return Err(self.syntax_error(span, format_args!("too many expressions in star-unpacking sequence pattern")));
                }
                self.emit(Opcode::UnpackRest, [base, subject, (before | behind << 8) as u16])?;
            }
        }
        for (place, pattern) in (base..).zip(patterns) {
            self.part(pattern, place, trial, captures)?;
        }
        Ok(())
    }

    fn mapping_pattern(
        &mut self,
        keys: Expressions<'a>,
        patterns: &'a [&'a Pattern<'a>],
        rest: Option<&'a str>,
        trial: Trial,
        captures: &mut Captures<'a>,
        span: Span,
    ) -> Done {
        let Trial { subject, fail, .. } = trial;
        self.check_keys(keys, span)?;
        self.check_kind(subject, Intrinsic::IsMapping, fail)?;
        if !keys.is_empty() {
            let length = self.check_length(subject, Comparison::GreaterEqual, keys.len(), fail)?;
            self.release(length);
        } else if rest.is_none() {
            return Ok(());
        }
        let base = self.temporaries(keys.len().saturating_add(1))?;
        self.copy(base, subject)?;
        let places = base.saturating_add(1)..;
        for (place, key) in places.clone().zip(keys) {
            self.expression_to(key, place)?;
        }
        self.at(span);
        let found = self.temporary()?;
        let values = self.temporaries(patterns.len())?;
        if !keys.is_empty() {
            self.emit(Opcode::MatchKeys, [found, base, keys.len() as u16])?;
            self.emit_jump(Opcode::JumpIfNone, [found, 0, 0], fail)?;
            self.emit(Opcode::Unpack, [values, found, patterns.len() as u16])?;
        }
        let others = rest.map(|name| self.temporary().map(|slot| (name, slot))).transpose()?;
        for (place, pattern) in (values..).zip(patterns) {
            self.part(pattern, place, trial, captures)?;
        }
        if let Some((name, others)) = others {
            self.at(span);
            self.emit(Opcode::BuildDict, [others, others, 0])?;
            self.emit(Opcode::DictUpdate, [others, subject, 0])?;
            for (place, _) in places.zip(keys) {
                self.emit(Opcode::DeleteSubscript, [others, place, 0])?;
            }
            self.capture(name, others, captures, span)?;
        }
        Ok(())
    }

    fn class_pattern(&mut self, class: &'a ClassPattern<'a>, trial: Trial, captures: &mut Captures<'a>, span: Span) -> Done {
        let count = class.patterns.len().saturating_add(class.keywords.len());
        if count > MAXIMUM_PARTS {
            return Err(self.too_large("patterns in one pattern"));
        }
        let mut names = List::new();
        for (index, keyword) in class.keywords.iter().enumerate() {
            if class.keywords.iter().take(index).any(|other| other.name == keyword.name) {
                let message = format_args!("attribute name repeated in class pattern: {}", keyword.name);
                return Err(self.syntax_error(keyword.pattern.span, message));
            }
            let name = keyword.name;
            names.push(self.arena, Constant::Name(name))?;
        }
        let base = self.temporaries(2)?;
        self.copy(base, trial.subject)?;
        self.expression_to(class.class, base.saturating_add(1))?;
        self.at(span);
        let found = self.temporary()?;
        let names = names.finish(self.arena)?;
        self.emit_constant(Opcode::MatchClass, [found, base, class.patterns.len() as u16], Constant::Tuple(names))?;
        self.emit_jump(Opcode::JumpIfNone, [found, 0, 0], trial.fail)?;
        if count == 0 {
            return Ok(());
        }
        let values = self.temporaries(count)?;
        self.emit(Opcode::Unpack, [values, found, count as u16])?;
        let parts = class.patterns.iter().copied().chain(class.keywords.iter().map(|keyword| keyword.pattern));
        for (place, pattern) in (values..).zip(parts) {
            self.part(pattern, place, trial, captures)?;
        }
        Ok(())
    }
}
