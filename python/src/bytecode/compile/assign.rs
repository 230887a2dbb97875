//! Definite assignment: which checks for unbound variables can fail.
//!
//! A forward data flow over the instructions of a unit: a variable is bound at a place if every way to it has bound it since
//! it was last unbound. Exceptions may leave at any instruction, with what was bound before it. Variables that are checked
//! somewhere are looked at in groups of 64, a bit for each.

use super::emit::{can_raise, ends_flow};
use super::unit::{Fate, Instruction, NONE, Unit};
use super::{Compiler, Done};
use crate::source::arena::List;
use copperhead_stencils::Opcode;
use copperhead_stencils::list::Field;

/// A slot that is in no group.
const OUTSIDE: u8 = 64;

/// The bits of one group at every label.
struct Flow<'u, 'a> {
    unit: &'u Unit<'a>,
    /// The bit of each variable.
    bits: &'u [u8],
    /// What is bound at a label; at first everything.
    states: List<'a, u64>,
    changed: bool,
}

impl Flow<'_, '_> {
    fn bit(&self, slot: u16) -> u64 {
        let bit = self.bits.get(usize::from(slot)).copied().unwrap_or(OUTSIDE);
        1_u64.checked_shl(u32::from(bit)).unwrap_or(0)
    }

    /// Notes that a way with this state leads to the label.
    fn meet(&mut self, label: u32, state: u64) {
        if let Some(known) = self.states.as_mut_slice().get_mut(label as usize) {
            let both = *known & state;
            self.changed |= both != *known;
            *known = both;
        }
    }

    /// Walks over the code once; calls `check` for every check that can fail.
    fn walk(&mut self, entry: u64, mut check: impl FnMut(usize)) {
        let unit = self.unit;
        let mut placed = unit.placed.as_slice().iter().peekable();
        let mut state = Some(entry);
        for (index, instruction) in unit.code.as_slice().iter().enumerate() {
            while let Some(label) = placed.peek().map(|label| label.0) {
                let Some(info) = unit.labels.as_slice().get(label as usize) else { break };
                if info.position as usize > index {
                    break;
                }
                placed.next();
                if info.used {
                    if let Some(state) = state {
                        self.meet(label, state);
                    }
                    state = self.states.as_slice().get(label as usize).copied();
                }
            }
            if let Some(before) = state {
                state = self.step(index, instruction, before, &mut check);
            }
        }
    }

    fn step(&mut self, index: usize, instruction: &Instruction, state: u64, check: &mut impl FnMut(usize)) -> Option<u64> {
        if instruction.handler() != NONE && can_raise(instruction.opcode) {
            let handler = self.unit.handlers.as_slice().get(instruction.handler() as usize);
            if let Some(handler) = handler {
                self.meet(handler.label.0, state);
            }
        }
        if instruction.label() != NONE {
            self.meet(instruction.label(), state);
        }
        if ends_flow(instruction.opcode) {
            return None;
        }
        let bit = self.bit(instruction.operands[0]);
        match instruction.opcode {
            Opcode::CheckBound => {
                if bit & !state != 0 {
                    check(index);
                }
                Some(state | bit)
            }
            Opcode::Clear => Some(state & !bit),
            opcode if opcode.info().fields[0] == Field::Write => Some(state | bit),
            _ => Some(state),
        }
    }
}

impl<'a> Compiler<'a, '_> {
    /// Drops the checks that cannot fail, and what is there for dropped checks only.
    pub(super) fn drop_checks(&mut self, parameters: u32) -> Done {
        let variables = self.unit.variable_names.len();
        let mut bits: List<'a, u8> = List::new();
        for _ in 0..variables {
            bits.push(self.arena, OUTSIDE)?;
        }
        // The instructions whose checks may fail, in order within each group.
        let mut needed: List<'a, u32> = List::new();
        let mut checked: List<'a, u16> = List::new();
        for instruction in self.unit.code.as_slice() {
            let slot = instruction.operands[0];
            if instruction.opcode == Opcode::CheckBound
                && let Some(bit) = bits.as_mut_slice().get_mut(usize::from(slot))
                && *bit == OUTSIDE
            {
                *bit = 0;
                checked.push(self.arena, slot)?;
            }
        }
        for bit in bits.as_mut_slice() {
            *bit = OUTSIDE;
        }
        for group in checked.as_slice().chunks(OUTSIDE as usize) {
            for (bit, &slot) in group.iter().enumerate() {
                if let Some(place) = bits.as_mut_slice().get_mut(usize::from(slot)) {
                    *place = bit as u8;
                }
            }
            self.walk_group(group, bits.as_slice(), parameters, &mut needed)?;
            for &slot in group {
                if let Some(place) = bits.as_mut_slice().get_mut(usize::from(slot)) {
                    *place = OUTSIDE;
                }
            }
        }
        // From here on a bit says that a check of the variable remains.
        for instruction in self.unit.code.as_mut_slice() {
            if instruction.opcode == Opcode::CheckBound {
                instruction.fate = Fate::Dropped;
            }
        }
        for &index in needed.as_slice() {
            if let Some(instruction) = self.unit.code.as_mut_slice().get_mut(index as usize) {
                instruction.fate = Fate::Kept;
                if let Some(bit) = bits.as_mut_slice().get_mut(usize::from(instruction.operands[0])) {
                    *bit = 1;
                }
            }
        }
        for instruction in self.unit.code.as_mut_slice() {
            if instruction.fate == Fate::Removable {
                let bit = bits.as_slice().get(usize::from(instruction.operands[0]));
                instruction.fate = if bit.is_none_or(|&bit| bit == OUTSIDE) { Fate::Dropped } else { Fate::Kept };
            }
        }
        bits.discard(self.arena);
        needed.discard(self.arena);
        checked.discard(self.arena);
        Ok(())
    }

    fn walk_group(&mut self, group: &[u16], bits: &[u8], parameters: u32, needed: &mut List<'a, u32>) -> Done {
        let mut states = List::new();
        for _ in self.unit.labels.as_slice() {
            states.push(self.arena, u64::MAX)?;
        }
        let mut flow = Flow { unit: &self.unit, bits, states, changed: true };
        let bound = |total: u64, &slot: &u16| {
            if u32::from(slot) < parameters { total | flow.bit(slot) } else { total }
        };
        let entry = group.iter().fold(0, bound);
        // Every round but the last clears a bit at a label, so this ends.
        while flow.changed {
            flow.changed = false;
            flow.walk(entry, |_| {});
        }
        let mut memory = Ok(());
        let arena = self.arena;
        flow.walk(entry, |index| {
            if memory.is_ok() {
                memory = needed.push(arena, index as u32);
            }
        });
        flow.states.discard(arena);
        memory?;
        Ok(())
    }
}
