//! Emits instructions, hands out temporaries, places labels and handlers.

use super::scope::Access;
use super::unit::{Fate, Handler, Instruction, Label, LabelInfo, MAXIMUM_HANDLERS, NONE};
use super::{Compiler, Done};
use crate::bytecode::unit::Constant;
use crate::source::span::{Position, Span};
use copperhead_stencils::Opcode;

/// The number of a frame slot.
pub(super) type Slot = u16;

/// Slots are numbered with 16 bits.
const MAXIMUM_SLOTS: u32 = 0xFFFF;

/// More instructions in a unit than this count as too large: distances stay far below 31 bits.
const MAXIMUM_INSTRUCTIONS: usize = 1 << 27;

impl<'a> Compiler<'a, '_> {
    /// A fresh temporary on top.
    pub(super) fn temporary(&mut self) -> Done<Slot> {
        self.temporaries(1)
    }

    /// The first of `count` fresh temporaries.
    pub(super) fn temporaries(&mut self, count: usize) -> Done<Slot> {
        let first = self.unit.top;
        let top = u32::try_from(count).ok().and_then(|count| first.checked_add(count));
        match top {
            Some(top) if top <= MAXIMUM_SLOTS => {
                self.unit.top = top;
                self.unit.slots = self.unit.slots.max(top);
                Ok(first as Slot)
            }
            _ => Err(self.too_large("more than 65535 variables and values in one function")),
        }
    }

    /// The lowest temporary that is free.
    pub(super) fn mark(&self) -> Slot {
        self.unit.top as Slot
    }

    /// Frees this temporary and those above it.
    pub(super) fn release(&mut self, first: Slot) {
        self.unit.top = u32::from(first);
    }

    /// Whether the slot is a temporary, which may be written at any time.
    pub(super) fn is_temporary(&self, slot: Slot) -> bool {
        u32::from(slot) >= self.unit.first_temporary
    }

    /// The slot itself if it is a temporary, else a fresh one.
    pub(super) fn temporary_for(&mut self, slot: Slot) -> Done<Slot> {
        if self.is_temporary(slot) { Ok(slot) } else { self.temporary() }
    }

    /// From now on instructions belong to this place.
    pub(super) fn at(&mut self, span: Span) {
        self.unit.span = span;
    }

    /// From now on instructions belong to the attribute `name`, which ends where `span` does.
    pub(super) fn at_attribute(&mut self, span: Span, name: &str) {
        self.at(attribute_span(span, span.end, name));
    }

    fn push(&mut self, instruction: Instruction) -> Done {
        if !self.unit.reachable {
            return Ok(());
        }
        if self.unit.code.len() >= MAXIMUM_INSTRUCTIONS {
            return Err(self.too_large("code of one function"));
        }
        if instruction.handler() != NONE && can_raise(instruction.opcode) {
            let handler = self.unit.handlers.as_slice().get(instruction.handler() as usize).copied();
            if let Some(handler) = handler {
                self.use_label(handler.label);
            }
        }
        if instruction.label() != NONE {
            self.use_label(Label(instruction.label()));
        }
        if ends_flow(instruction.opcode) {
            self.unit.reachable = false;
        }
        self.unit.code.push(self.arena, instruction)?;
        Ok(())
    }

    fn make(&mut self, opcode: Opcode, operands: [u16; 3]) -> Done<Instruction> {
        Ok(self.unit.instruction(self.arena, opcode, operands)?)
    }

    pub(super) fn emit(&mut self, opcode: Opcode, operands: [u16; 3]) -> Done {
        let instruction = self.make(opcode, operands)?;
        self.push(instruction)
    }

    /// An instruction with a number in its cell.
    pub(super) fn emit_number(&mut self, opcode: Opcode, operands: [u16; 3], number: u32) -> Done {
        let mut instruction = self.make(opcode, operands)?;
        instruction.set_cell(number);
        self.push(instruction)
    }

    /// An instruction with a constant in its cell.
    pub(super) fn emit_constant(&mut self, opcode: Opcode, operands: [u16; 3], constant: Constant<'a>) -> Done {
        if !self.unit.reachable {
            return Ok(());
        }
        let index = self.unit.constants.index_of(self.arena, constant)?;
        self.emit_number(opcode, operands, index)
    }

    /// An instruction with a name in its cell.
    pub(super) fn emit_name(&mut self, opcode: Opcode, operands: [u16; 3], name: &'a str) -> Done {
        self.emit_constant(opcode, operands, Constant::Name(name))
    }

    /// An instruction that jumps to a label.
    pub(super) fn emit_jump(&mut self, opcode: Opcode, operands: [u16; 3], label: Label) -> Done {
        self.emit_jump_number(opcode, operands, label, 0)
    }

    /// An instruction that jumps to a label, with a number in its cell.
    pub(super) fn emit_jump_number(&mut self, opcode: Opcode, operands: [u16; 3], label: Label, number: u8) -> Done {
        let mut instruction = self.make(opcode, operands)?;
        instruction.set_label(label.0);
        instruction.set_relation(number);
        self.push(instruction)
    }

    pub(super) fn jump(&mut self, label: Label) -> Done {
        self.emit_jump(Opcode::Jump, [0; 3], label)
    }

    pub(super) fn copy(&mut self, to: Slot, from: Slot) -> Done {
        if to == from { Ok(()) } else { self.emit(Opcode::Copy, [to, from, 0]) }
    }

    /// Makes a variable unbound, if somebody checks whether it is bound.
    pub(super) fn clear_for_checks(&mut self, slot: Slot) -> Done {
        let mut instruction = self.make(Opcode::Clear, [slot, 0, 0])?;
        instruction.fate = Fate::Removable;
        self.push(instruction)
    }

    pub(super) fn new_label(&mut self) -> Done<Label> {
        let index = self.unit.labels.len() as u32;
        self.unit.labels.push(self.arena, LabelInfo { position: NONE, word: 0, used: false })?;
        Ok(Label(index))
    }

    fn use_label(&mut self, label: Label) {
        if let Some(info) = self.unit.labels.as_mut_slice().get_mut(label.0 as usize) {
            info.used = true;
        }
    }

    /// Puts the label here. What follows can run if this place was reached, or somebody jumps here.
    pub(super) fn place(&mut self, label: Label) -> Done {
        self.unit.placed.push(self.arena, label)?;
        let position = self.unit.code.len() as u32;
        if let Some(info) = self.unit.labels.as_mut_slice().get_mut(label.0 as usize) {
            info.position = position;
            if info.used {
                self.unit.reachable = true;
            }
        }
        Ok(())
    }

    /// A handler at a new label, its exception in `slot`.
    pub(super) fn new_handler(&mut self, slot: Slot) -> Done<(u32, Label)> {
        if self.unit.handlers.len() >= MAXIMUM_HANDLERS {
            return Err(self.too_large("more than 65535 exception handlers in one function"));
        }
        let label = self.new_label()?;
        let index = self.unit.handlers.len() as u32;
        self.unit.handlers.push(self.arena, Handler { label, slot })?;
        Ok((index, label))
    }

    /// Loads a variable; where it lives in a slot of its own, says which.
    pub(super) fn load_access(&mut self, access: Access, name: &'a str, to: Slot) -> Done {
        match access {
            Access::Local { slot, check, .. } => {
                self.check_bound(slot, check)?;
                self.copy(to, slot)
            }
            Access::Cell(slot) => self.emit(Opcode::LoadCell, [to, slot, 0]),
            Access::Global => self.emit_name(Opcode::LoadName, [to, 0, 0], name),
            Access::Class => self.emit_name(Opcode::LoadClassName, [to, super::class::NAMESPACE, 0], name),
            Access::ClassCell(slot) => self.emit_name(Opcode::LoadClassCell, [to, super::class::NAMESPACE, slot], name),
            Access::Seen(cell, behind) => {
                let namespace = self.temporary()?;
                self.emit(Opcode::LoadCell, [namespace, cell, 0])?;
                self.release(namespace);
                match behind {
                    Some(behind) => self.emit_name(Opcode::LoadClassCell, [to, namespace, behind], name),
                    None => self.emit_name(Opcode::LoadClassName, [to, namespace, 0], name),
                }
            }
        }
    }

    /// Checks that a variable is bound, if it may be unbound.
    pub(super) fn check_bound(&mut self, slot: Slot, check: bool) -> Done {
        if check { self.emit(Opcode::CheckBound, [slot, 0, 0]) } else { Ok(()) }
    }

    /// Stores to a (mangled) name.
    pub(super) fn store_name(&mut self, name: &'a str, value: Slot) -> Done {
        match self.access(name) {
            Access::Local { slot, .. } => self.copy(slot, value),
            Access::Cell(slot) => self.emit(Opcode::StoreCell, [slot, value, 0]),
            // Annotation scopes bind their type parameters only.
            Access::Seen(_, Some(slot)) => self.emit(Opcode::StoreCell, [slot, value, 0]),
            Access::Global | Access::Seen(_, None) => self.emit_name(Opcode::StoreGlobal, [value, 0, 0], name),
            Access::Class | Access::ClassCell(_) => self.emit_name(Opcode::StoreClassName, [super::class::NAMESPACE, value, 0], name),
        }
    }

    /// Deletes a (mangled) name.
    pub(super) fn delete_name(&mut self, name: &'a str) -> Done {
        match self.access(name) {
            Access::Local { slot, .. } => {
                self.check_bound(slot, true)?;
                self.emit(Opcode::Clear, [slot, 0, 0])
            }
            Access::Cell(slot) => self.emit(Opcode::DeleteCell, [slot, 0, 0]),
            Access::Seen(_, Some(slot)) => self.emit(Opcode::DeleteCell, [slot, 0, 0]),
            Access::Global | Access::Seen(_, None) => self.emit_name(Opcode::DeleteGlobal, [0; 3], name),
            Access::Class | Access::ClassCell(_) => self.emit_name(Opcode::DeleteClassName, [super::class::NAMESPACE, 0, 0], name),
        }
    }
}

/// Whether control never goes on behind the instruction.
pub(super) fn ends_flow(opcode: Opcode) -> bool {
    use Opcode::*;
    matches!(opcode, Jump | Loop | Return | ReturnNone | ReturnGenerator | Raise | RaiseFrom | RaiseAgain | Reraise)
}

/// Whether the instruction can raise.
pub(super) fn can_raise(opcode: Opcode) -> bool {
    use Opcode::*;
    !matches!(
        opcode,
        LoadConstant
            | LoadInt
            | Copy
            | Clear
            | LoadFree
            | Jump
            | JumpIfNone
            | JumpIfNotNone
            | Is
            | IsNot
            | IsNone
            | IsNotNone
            | Return
            | ReturnNone
            | ReturnGenerator
    )
}

/// What of an expression is said to have failed when an attribute does, or the call of it: all of it, but from the attribute's name on
/// if the attribute `name` ends (at `end`) on another line than the expression begins. Names count as many columns as letters.
pub(super) fn attribute_span(span: Span, end: Position, name: &str) -> Span {
    if span.start.line == end.line {
        return span;
    }
    let letters = u32::try_from(name.chars().count()).unwrap_or(0);
    Span::new(Position { line: end.line, column: end.column.saturating_sub(letters) }, span.end)
}
