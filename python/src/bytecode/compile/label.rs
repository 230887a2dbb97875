//! Lays the instructions of a unit out in words: jumps get their distances, handlers and positions their words.

use super::constant::Pool;
use super::scope::ScopeKind;
use super::unit::{Fate, Instruction, NONE};
use super::{Compiler, Done};
use crate::bytecode::positions::{Position, write_entry};
use crate::bytecode::unit::{CodeUnit, HandlerRange};
use crate::source::arena::List;
use copperhead_stencils::Opcode;
use copperhead_stencils::layout::callable::Code;
use copperhead_stencils::list::{CellKind, Field};

/// How many jumps to jumps are followed.
const MAXIMUM_HOPS: u32 = 8;

/// Words that a jump with a short distance takes more if it is led over a far jump:
/// `jump near; Jump over; near: Jump target; over:`.
const ISLAND_WORDS: u32 = 2;

impl<'a> Compiler<'a, '_> {
    /// Ends the unit: what runs off its end returns None.
    pub(super) fn finish_unit(&mut self) -> Done<&'a CodeUnit<'a>> {
        self.emit_return(None)?;
        self.note_capacity();
        let unit = &self.unit;
        let mut parameters = unit.positional_count.saturating_add(unit.keyword_only_count);
        for flag in [super::function::VARARGS, super::function::VARKEYWORDS] {
            parameters = parameters.saturating_add(u32::from(unit.flags & flag != 0));
        }
        self.drop_checks(parameters)?;
        self.thread_jumps();
        self.unit.code.shrink(self.arena);
        let mut total = self.measure();
        while self.find_far() {
            total = self.measure();
        }
        self.render(total)
    }

    fn position_of(&self, label: u32) -> usize {
        self.unit.labels.as_slice().get(label as usize).map_or(0, |info| info.position as usize)
    }

    /// Leads jumps to jumps straight to the end, drops jumps to the next instruction.
    fn thread_jumps(&mut self) {
        for index in 0..self.unit.code.len() {
            let Some(mut instruction) = self.unit.code.as_slice().get(index).copied() else { continue };
            if instruction.label() == NONE || instruction.is_dropped() {
                continue;
            }
            for _ in 0..MAXIMUM_HOPS {
                let from = self.position_of(instruction.label());
                let rest = self.unit.code.as_slice().get(from..).unwrap_or(&[]);
                let Some(target) = rest.iter().find(|instruction| !instruction.is_dropped()) else { break };
                if target.opcode != Opcode::Jump || target.label() == instruction.label() {
                    break;
                }
                instruction.set_label(target.label());
            }
            if instruction.opcode == Opcode::Jump {
                let position = self.position_of(instruction.label());
                let between = self.unit.code.as_slice().get(index.saturating_add(1)..position);
                if between.is_some_and(|between| between.iter().all(Instruction::is_dropped)) {
                    instruction.fate = Fate::Dropped;
                }
            }
            if let Some(place) = self.unit.code.as_mut_slice().get_mut(index) {
                *place = instruction;
            }
        }
    }

    /// Tells every label its word; returns the number of words.
    fn measure(&mut self) -> u32 {
        let unit = &mut self.unit;
        let mut placed = unit.placed.as_slice().iter().peekable();
        let mut at = 0_u32;
        for index in 0..=unit.code.len() {
            while let Some(label) = placed.peek() {
                let Some(info) = unit.labels.as_mut_slice().get_mut(label.0 as usize) else { break };
                if info.position as usize > index {
                    break;
                }
                info.word = at;
                placed.next();
            }
            at = at.wrapping_add(unit.code.as_slice().get(index).map_or(0, words_of));
        }
        at
    }

    fn word_of(&self, label: u32) -> u32 {
        self.unit.labels.as_slice().get(label as usize).map_or(0, |info| info.word)
    }

    /// How far an instruction at this word jumps.
    fn distance(&self, at: u32, instruction: &Instruction) -> i32 {
        self.word_of(instruction.label()).wrapping_sub(at) as i32
    }

    /// Marks the short jumps that do not reach; whether there were new ones.
    fn find_far(&mut self) -> bool {
        let mut found = false;
        let mut at = 0_u32;
        for index in 0..self.unit.code.len() {
            let Some(&instruction) = self.unit.code.as_slice().get(index) else { break };
            let is_short = instruction.opcode.info().fields[2] == Field::Target && instruction.fate != Fate::Far;
            if !instruction.is_dropped() && is_short && i16::try_from(self.distance(at, &instruction)).is_err() {
                found = true;
                if let Some(instruction) = self.unit.code.as_mut_slice().get_mut(index) {
                    instruction.fate = Fate::Far;
                }
            }
            // As it was measured.
            at = at.wrapping_add(words_of(&instruction));
        }
        found
    }

    fn render(&mut self, total: u32) -> Done<&'a CodeUnit<'a>> {
        let arena = self.arena;
        let mut words: List<'a, u64> = List::with_room(arena, total as usize)?;
        let mut positions: List<'a, u8> = List::new();
        let mut last_entry = [0; 5];
        let mut ranges: List<'a, HandlerRange> = List::new();
        // The handler that is open, and the word where it opened.
        let mut open = (NONE, 0_u32);
        let mut last_span = None;
        for instruction in self.unit.code.as_slice() {
            if instruction.is_dropped() {
                continue;
            }
            let start = words.len() as u32;
            let span = self.unit.span_of(instruction);
            if last_span != Some(span) {
                last_span = Some(span);
                let entry = Position { word: start, span }.numbers();
                write_entry(core::mem::replace(&mut last_entry, entry), entry, |byte| positions.push(arena, byte))?;
            }
            if open.0 != instruction.handler() {
                self.close_range(open, start, &mut ranges)?;
                open = (instruction.handler(), start);
            }
            self.render_instruction(instruction, self.distance(start, instruction), &mut words)?;
        }
        self.close_range(open, words.len() as u32, &mut ranges)?;
        let mut flags = self.unit.flags;
        for (holds, flag) in [
            (matches!(self.unit.kind, ScopeKind::Module), Code::MODULE),
            (self.future_annotations, Code::FUTURE_ANNOTATIONS),
            (self.future_flufl, Code::FUTURE_FLUFL),
        ] {
            if holds {
                flags |= flag;
            }
        }
        self.unit.discard_work(arena);
        let unit = &mut self.unit;
        let result = CodeUnit {
            name: unit.name,
            qualified_name: unit.qualified_name,
            first_line: unit.first_line,
            flags,
            positional_count: unit.positional_count,
            positional_only_count: unit.positional_only_count,
            keyword_only_count: unit.keyword_only_count,
            variable_names: core::mem::take(&mut unit.variable_names).finish(arena)?,
            free_names: core::mem::take(&mut unit.free_names).finish(arena)?,
            frame_slots: unit.slots,
            instructions: words.finish(arena)?,
            constants: core::mem::replace(&mut unit.constants, Pool::new()).finish(arena)?,
            doc: unit.doc,
            handlers: ranges.finish(arena)?,
            positions: positions.finish(arena)?,
        };
        Ok(arena.store(result)?)
    }

    fn close_range(&self, open: (u32, u32), end: u32, ranges: &mut List<'a, HandlerRange>) -> Done {
        let handler = self.unit.handlers.as_slice().get(open.0 as usize);
        let Some(handler) = handler.filter(|_| open.0 != NONE) else { return Ok(()) };
        let used = self.unit.labels.as_slice().get(handler.label.0 as usize).is_some_and(|label| label.used);
        if used {
            let target = self.word_of(handler.label.0);
            ranges.push(self.arena, HandlerRange { start: open.1, end, target, slot: handler.slot })?;
        }
        Ok(())
    }

    fn render_instruction(&self, instruction: &Instruction, distance: i32, words: &mut List<'a, u64>) -> Done {
        let far = instruction.fate == Fate::Far;
        let info = instruction.opcode.info();
        let [a, b, mut c] = instruction.operands;
        let length = info.words() as u32;
        let word = if info.fields[1] == Field::FarTarget {
            far_word(instruction.opcode, a, distance)
        } else {
            if info.fields[2] == Field::Target {
                c = if far { length.wrapping_add(1) as u16 } else { distance as u16 };
            }
            word(instruction.opcode, [a, b, c])
        };
        words.push(self.arena, word)?;
        for (index, kind) in info.cells.iter().enumerate() {
            let first = index == 0 && *kind != CellKind::Shape;
            words.push(self.arena, if first { u64::from(instruction.cell()) } else { 0 })?;
        }
        if far {
            words.push(self.arena, far_word(Opcode::Jump, 0, ISLAND_WORDS as i32))?;
            let behind = length.wrapping_add(1) as i32;
            words.push(self.arena, far_word(Opcode::Jump, 0, distance.wrapping_sub(behind)))?;
        }
        Ok(())
    }
}

/// How many words an instruction takes.
fn words_of(instruction: &Instruction) -> u32 {
    let island = if instruction.fate == Fate::Far { ISLAND_WORDS } else { 0 };
    if instruction.is_dropped() { 0 } else { (instruction.opcode.info().words() as u32).wrapping_add(island) }
}

fn word(opcode: Opcode, [a, b, c]: [u16; 3]) -> u64 {
    opcode as u64 | u64::from(a) << 16 | u64::from(b) << 32 | u64::from(c) << 48
}

fn far_word(opcode: Opcode, a: u16, distance: i32) -> u64 {
    opcode as u64 | u64::from(a) << 16 | u64::from(distance as u32) << 32
}
