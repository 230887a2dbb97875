//! `try` with `except*`: each clause takes its part of a group; what is left, and what the clauses raise, is raised at the end.

use super::exception::Handling;
use super::unit::{Exit, Label};
use super::{Compiler, Done};
use crate::bytecode::intrinsic::Intrinsic;
use crate::source::span::Span;
use crate::source::tree::{Handler, Try};
use copperhead_stencils::Opcode;

use super::emit::Slot;

impl<'a> Compiler<'a, '_> {
    pub(super) fn try_except_star(&mut self, node: &'a Try<'a>, span: Span) -> Done {
        // The slot of the exception is the lowest: those above it are cleared when the handler begins.
        let caught_slot = self.temporaries(5)?;
        let state = caught_slot.saturating_add(1);
        let current = caught_slot.saturating_add(2);
        let slots = Handling { exception: current, saved: caught_slot.saturating_add(3), second: caught_slot.saturating_add(4) };
        let outer = self.unit.handler;
        let (handler, caught) = self.new_handler(caught_slot)?;
        let end = self.new_label()?;
        self.with_handler(handler, |compiler| compiler.block(node.body))?;
        self.block(node.otherwise)?;
        self.jump(end)?;
        self.place(caught)?;
        self.at(span);
        self.copy(current, caught_slot)?;
        self.handle(slots, span, |compiler| {
            let pair = compiler.temporaries(2)?;
            compiler.copy(pair, caught_slot)?;
            compiler.copy(pair.saturating_add(1), caught_slot)?;
            compiler.emit(Opcode::BuildList, [state, pair, 2])?;
            compiler.release(pair);
            for clause in node.handlers {
                compiler.star_clause(clause, slots, state)?;
            }
            compiler.at(span);
            compiler.emit(Opcode::Intrinsic, [current, state, Intrinsic::EndGroup as u16])?;
            let nothing = compiler.new_label()?;
            compiler.emit_jump(Opcode::JumpIfNone, [current, 0, 0], nothing)?;
            compiler.with_handler(outer, |compiler| {
                compiler.emit(Opcode::PopException, [slots.saved, 0, 0])?;
                compiler.emit(Opcode::Reraise, [current, 0, 0])
            })?;
            compiler.place(nothing)?;
            compiler.with_handler(outer, |compiler| compiler.emit(Opcode::PopException, [slots.saved, 0, 0]))?;
            compiler.jump(end)
        })?;
        self.place(end)
    }

    /// One `except*`; afterwards control is behind it, whatever happened.
    fn star_clause(&mut self, clause: &'a Handler<'a>, slots: Handling, state: Slot) -> Done {
        let mark = self.mark();
        let next = self.new_label()?;
        self.at(clause.span);
        if let Some(class) = clause.class {
            let pair = self.temporaries(2)?;
            self.copy(pair, state)?;
            self.expression_to(class, pair.saturating_add(1))?;
            self.at(clause.span);
            self.emit(Opcode::BuildTuple, [pair, pair, 2])?;
            self.emit(Opcode::Intrinsic, [pair, pair, Intrinsic::MatchGroup as u16])?;
            self.emit_jump(Opcode::JumpIfNone, [pair, 0, 0], next)?;
            self.copy(slots.exception, pair)?;
            // What was handled before the statement is kept already.
            self.emit(Opcode::PushException, [pair, slots.exception, 0])?;
            self.release(mark);
        }
        self.star_clause_body(clause, slots, state, next)
    }

    fn star_clause_body(&mut self, clause: &'a Handler<'a>, slots: Handling, state: Slot, next: Label) -> Done {
        let name = match clause.name {
            Some(name) => Some(self.mangle(name)?),
            None => None,
        };
        self.at(clause.span);
        if let Some(name) = name {
            self.store_name(name, slots.exception)?;
        }
        let (handler, failed) = self.new_handler(slots.second)?;
        self.enter(Exit::GroupClause, clause.span)?;
        self.with_handler(handler, |compiler| compiler.block(clause.body))?;
        self.unit.exits.pop();
        self.at(clause.span);
        if let Some(name) = name {
            self.forget(name)?;
        }
        self.jump(next)?;
        self.place(failed)?;
        if let Some(name) = name {
            self.forget(name)?;
        }
        self.emit(Opcode::ListAppend, [state, slots.second, 0])?;
        self.place(next)
    }
}
