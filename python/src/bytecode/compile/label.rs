//! Lays the instructions of a unit out in words: jumps get their distances, handlers and positions their words.

use super::constant::Pool;
use super::scope::ScopeKind;
use super::unit::{Instruction, NONE};
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
        let mut far: List<'a, bool> = List::new();
        for _ in self.unit.code.as_slice() {
            far.push(self.arena, false)?;
        }
        let mut offsets: List<'a, u32> = List::new();
        loop {
            offsets.truncate(0);
            let total = self.measure(far.as_slice(), &mut offsets)?;
            offsets.push(self.arena, total)?;
            if !self.find_far(offsets.as_slice(), far.as_mut_slice()) {
                break;
            }
        }
        let code = self.render(far.as_slice(), offsets.as_slice())?;
        far.discard(self.arena);
        offsets.discard(self.arena);
        self.unit.discard_work(self.arena);
        Ok(code)
    }

    fn position_of(&self, label: u32) -> usize {
        self.unit.labels.as_slice().get(label as usize).map_or(0, |info| info.position as usize)
    }

    /// Leads jumps to jumps straight to the end, drops jumps to the next instruction.
    fn thread_jumps(&mut self) {
        for index in 0..self.unit.code.len() {
            let Some(mut instruction) = self.unit.code.as_slice().get(index).copied() else { continue };
            if instruction.label == NONE || instruction.dropped {
                continue;
            }
            for _ in 0..MAXIMUM_HOPS {
                let from = self.position_of(instruction.label);
                let rest = self.unit.code.as_slice().get(from..).unwrap_or(&[]);
                let Some(target) = rest.iter().find(|instruction| !instruction.dropped) else { break };
                if target.opcode != Opcode::Jump || target.label == instruction.label {
                    break;
                }
                instruction.label = target.label;
            }
            if instruction.opcode == Opcode::Jump {
                let position = self.position_of(instruction.label);
                let between = self.unit.code.as_slice().get(index.saturating_add(1)..position);
                instruction.dropped = between.is_some_and(|between| between.iter().all(|other| other.dropped));
            }
            if let Some(place) = self.unit.code.as_mut_slice().get_mut(index) {
                *place = instruction;
            }
        }
    }

    /// The word of each instruction; returns the number of words.
    fn measure(&self, far: &[bool], offsets: &mut List<'a, u32>) -> Done<u32> {
        let mut at = 0_u32;
        for (instruction, &far) in self.unit.code.as_slice().iter().zip(far) {
            offsets.push(self.arena, at)?;
            if !instruction.dropped {
                at = at.wrapping_add(instruction.opcode.info().words() as u32);
                at = at.wrapping_add(if far { ISLAND_WORDS } else { 0 });
            }
        }
        Ok(at)
    }

    fn distance(&self, index: usize, instruction: &Instruction, offsets: &[u32]) -> i32 {
        let word = |index: usize| offsets.get(index).copied().unwrap_or(0) as i32;
        word(self.position_of(instruction.label)).wrapping_sub(word(index))
    }

    /// Marks the short jumps that do not reach; whether there were new ones.
    fn find_far(&self, offsets: &[u32], far: &mut [bool]) -> bool {
        let mut found = false;
        for (index, (instruction, far)) in self.unit.code.as_slice().iter().zip(far).enumerate() {
            if instruction.dropped || instruction.opcode.info().fields[2] != Field::Target || *far {
                continue;
            }
            *far = i16::try_from(self.distance(index, instruction, offsets)).is_err();
            found |= *far;
        }
        found
    }

    fn render(&mut self, far: &[bool], offsets: &[u32]) -> Done<&'a CodeUnit<'a>> {
        let arena = self.arena;
        let mut words: List<'a, u64> = List::with_room(arena, offsets.last().map_or(0, |&total| total as usize))?;
        let mut positions: List<'a, u8> = List::new();
        let mut last_entry = [0; 5];
        let mut ranges: List<'a, HandlerRange> = List::new();
        // The handler that is open, and the word where it opened.
        let mut open = (NONE, 0_u32);
        let mut last_span = None;
        for (index, (instruction, &far)) in self.unit.code.as_slice().iter().zip(far).enumerate() {
            if instruction.dropped {
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
                self.close_range(open, start, offsets, &mut ranges)?;
                open = (instruction.handler(), start);
            }
            self.render_instruction(instruction, self.distance(index, instruction, offsets), far, &mut words)?;
        }
        self.close_range(open, words.len() as u32, offsets, &mut ranges)?;
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

    fn close_range(&self, open: (u32, u32), end: u32, offsets: &[u32], ranges: &mut List<'a, HandlerRange>) -> Done {
        let handler = self.unit.handlers.as_slice().get(open.0 as usize);
        let Some(handler) = handler.filter(|_| open.0 != NONE) else { return Ok(()) };
        let used = self.unit.labels.as_slice().get(handler.label.0 as usize).is_some_and(|label| label.used);
        if used {
            let target = offsets.get(self.position_of(handler.label.0)).copied().unwrap_or(0);
            ranges.push(self.arena, HandlerRange { start: open.1, end, target, slot: handler.slot })?;
        }
        Ok(())
    }

    fn render_instruction(&self, instruction: &Instruction, distance: i32, far: bool, words: &mut List<'a, u64>) -> Done {
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
            words.push(self.arena, if first { u64::from(instruction.cell) } else { 0 })?;
        }
        if far {
            words.push(self.arena, far_word(Opcode::Jump, 0, ISLAND_WORDS as i32))?;
            let behind = length.wrapping_add(1) as i32;
            words.push(self.arena, far_word(Opcode::Jump, 0, distance.wrapping_sub(behind)))?;
        }
        Ok(())
    }
}

fn word(opcode: Opcode, [a, b, c]: [u16; 3]) -> u64 {
    opcode as u64 | u64::from(a) << 16 | u64::from(b) << 32 | u64::from(c) << 48
}

fn far_word(opcode: Opcode, a: u16, distance: i32) -> u64 {
    opcode as u64 | u64::from(a) << 16 | u64::from(distance as u32) << 32
}
