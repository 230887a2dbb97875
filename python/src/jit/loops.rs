//! Inner loops in which nothing but instructions with forms runs, and what is known of their variables from one round to the next.
//!
//! A variable that such a loop uses as a list, say, and never writes, is looked at once, where the loop is entered: a guard for each stands
//! before the instruction at its head, and the back edge comes in behind them. In the loop only the second part of the region calls anything that could
//! run Python, and that goes back to the head by the guards. So whatever writes variables from elsewhere, as `f_locals` can, is noticed.

use copperhead_stencils::forms::{Class, Place, Shape};
use copperhead_stencils::layout::callable::Code;
use copperhead_stencils::list::{Field, Opcode};

use super::plan::first_temporary;
use super::rules::{Instruction, Rule, instruction_at, text_of};
use super::select::{Site, forms_of};
use crate::bytecode::materialise::handlers;

/// How many loops of a function are looked at, the first ones.
pub(super) const LOOPS: usize = 8;
/// How many variables of each.
const FACTS: usize = 4;

/// Nothing is known of slots beyond so many, see [`super::known`].
const SLOTS: u16 = 64;

/// A slot, and what it holds throughout a loop.
pub(super) type Pinned = (u16, Class);

/// An inner loop: from the instruction at its head to its last back edge, both included.
#[derive(Clone, Copy)]
pub(super) struct InnerLoop {
    pub(super) head: usize,
    end: usize,
    facts: [Pinned; FACTS],
    count: usize,
}

impl InnerLoop {
    /// What is known in it.
    pub(super) fn facts(&self) -> &[Pinned] {
        self.facts.get(..self.count).unwrap_or(&[])
    }

    fn contains(&self, word: usize) -> bool {
        (self.head..=self.end).contains(&word)
    }

    /// Notes what the instruction wants of slots.
    fn learn(&mut self, instruction: &Instruction, operands: [Class; 3]) {
        for (n, class) in (0u32..).zip(operands) {
            let slot = instruction.field(n);
            if matches!(class, Class::Int | Class::List | Class::Tuple | Class::Range)
                && slot < SLOTS
                && !self.facts().iter().any(|fact| fact.0 == slot)
                && let Some(fact) = self.facts.get_mut(self.count)
            {
                *fact = (slot, class);
                self.count += 1;
            }
        }
    }

    /// Forgets the slots that the instruction writes.
    fn forget(&mut self, instruction: &Instruction) {
        let mut kept = 0;
        for index in 0..self.count {
            let Some(&fact) = self.facts.get(index) else { break };
            let written = (0u32..).zip(instruction.rule.fields).any(|(n, field)| match field {
                Field::Write => instruction.field(n) == fact.0,
                Field::Base => instruction.field(n) <= fact.0,
                _ => false,
            });
            if !written && let Some(place) = self.facts.get_mut(kept) {
                *place = fact;
                kept += 1;
            }
        }
        self.count = kept;
    }
}

/// The inner loops of a function about which something is known, in the order of the bytecode.
#[derive(Clone, Copy)]
pub(super) struct Loops {
    loops: [InnerLoop; LOOPS],
    count: usize,
}

impl Loops {
    /// None.
    pub(super) const NONE: Loops = {
        let none = InnerLoop { head: 0, end: 0, facts: [(0, Class::None); FACTS], count: 0 };
        Loops { loops: [none; LOOPS], count: 0 }
    };

    fn all(&self) -> &[InnerLoop] {
        self.loops.get(..self.count).unwrap_or(&[])
    }

    /// The loop that an instruction belongs to.
    pub(super) fn around(&self, word: usize) -> Option<&InnerLoop> {
        self.all().iter().find(|one| one.contains(word))
    }

    /// The loop whose head an instruction is.
    pub(super) fn at(&self, head: usize) -> Option<&InnerLoop> {
        self.all().iter().find(|one| one.head == head)
    }

    /// The number of that loop.
    pub(super) fn index_of(&self, head: usize) -> Option<usize> {
        self.all().iter().position(|one| one.head == head)
    }

    /// What is known in the loop with this number.
    pub(super) fn facts(&self, index: usize) -> &[Pinned] {
        self.all().get(index).map_or(&[], InnerLoop::facts)
    }

    /// A back edge was met, from `end` to `head`.
    pub(super) fn note(&mut self, head: usize, end: usize) {
        let inner = self.all().iter().any(|one| one.head > head);
        if let Some(one) = self.loops.iter_mut().take(self.count).find(|one| one.head == head) {
            // A loop with a loop in it is no inner one.
            one.end = if inner { usize::MAX } else { end };
        } else if !inner && let Some(one) = self.loops.get_mut(self.count) {
            *one = InnerLoop { head, end, ..*one };
            self.count += 1;
        }
    }

    /// Keeps the loops that `keep` says yes to.
    fn retain(&mut self, mut keep: impl FnMut(&mut InnerLoop) -> bool) {
        let mut kept = 0;
        for index in 0..self.count {
            let Some(mut one) = self.loops.get(index).copied() else { break };
            if keep(&mut one)
                && let Some(place) = self.loops.get_mut(kept)
            {
                *place = one;
                kept += 1;
            }
        }
        self.count = kept;
    }

    /// Finds out what is known in the loops that were noted; forgets those of which that is nothing.
    ///
    /// # Safety
    /// The code object is alive.
    pub(super) unsafe fn look(&mut self, code: *mut Code) {
        // SAFETY: the caller's contract.
        self.retain(|one| unsafe { one.end != usize::MAX && look(code, one) });
        if self.count == 0 {
            return;
        }
        // SAFETY: the caller's contract.
        let text = unsafe { text_of(code) };
        // Nothing but its head can be entered from outside.
        let mut enters = |from: usize, to: usize| self.retain(|one| !(to > one.head && one.contains(to) && !one.contains(from)));
        let mut word = 0;
        while let Some(instruction) = instruction_at(text, word) {
            if let Some(distance) = instruction.distance() {
                enters(word, word.wrapping_add_signed(distance));
            }
            word += usize::from(instruction.rule.words);
        }
        // SAFETY: the caller's contract.
        for [_, _, target, _] in unsafe { handlers(code) } {
            self.retain(|one| !one.contains(target as usize));
        }
    }
}

/// Whether all instructions of a loop have forms, and something is known of its variables.
///
/// # Safety
/// The code object is alive.
unsafe fn look(code: *mut Code, one: &mut InnerLoop) -> bool {
    // SAFETY: the caller's contract.
    let (text, first_temporary) = unsafe { (text_of(code), first_temporary(code)) };
    let mut word = one.head;
    // What stands behind a branch may never be done: what it wants says nothing.
    let mut always = true;
    while let Some(instruction) = instruction_at(text, word)
        && word <= one.end
    {
        if let Some(info) = instruction.rule.info() {
            // SAFETY: the caller's contract.
            if instruction.rule.is(Rule::LOOKS_UP) && unsafe { Site::of(code, word, info) }.is_none() {
                return false;
            }
            let iterates = matches!(info.operands[1], Class::Iterator | Class::Range);
            if info.slow && !has_form(&instruction, info.operands[1] == Class::Iterator)
                || iterates && u32::from(instruction.field(1)) < first_temporary
            {
                return false;
            }
            if always {
                one.learn(&instruction, info.operands);
            }
        } else if !instruction.is(Opcode::Jump) && !instruction.is(Opcode::Loop) {
            return false;
        }
        if let Some(distance) = instruction.distance() {
            always &= !one.contains(word.wrapping_add_signed(distance));
        }
        word += usize::from(instruction.rule.words);
    }
    word = one.head;
    while let Some(instruction) = instruction_at(text, word)
        && word <= one.end
    {
        one.forget(&instruction);
        word += usize::from(instruction.rule.words);
    }
    one.count != 0
}

/// Whether an instruction has a form that relies on nothing, or only on its operand b being an iterator.
fn has_form(instruction: &Instruction, iterator: bool) -> bool {
    let wanted = if iterator { Shape(0).with(1, Place::Known) } else { Shape(0) };
    forms_of(instruction.opcode()).serving.get(usize::from(wanted.0)).is_some_and(|index| *index != 0)
}
