//! `try`, `with`, and what is to be done on every way out of them.
//!
//! A handler gets its exception in a slot of its own. While it runs, the exception is the one being handled:
//! `PushException` keeps the one handled before, `PopException` brings it back on every way out.

use super::emit::Slot;
use super::unit::{Exit, Label};
use super::{Compiler, Done};
use crate::bytecode::intrinsic::Intrinsic;
use crate::bytecode::unit::Constant;
use crate::source::span::Span;
use crate::source::tree::{Block, Handler, Try, WithItem};
use copperhead_stencils::Opcode;

/// So many `finally`s may lie in `finally`s.
const MAXIMUM_FINALLY_DEPTH: u32 = 8;

/// The slots of a handler: the exception, the one handled before it, and one raised while it is handled.
#[derive(Clone, Copy)]
pub(super) struct Handling {
    /// Lies before `saved`, where a `yield` finds it.
    pub exception: Slot,
    pub saved: Slot,
    pub second: Slot,
}

impl<'a> Compiler<'a, '_> {
    pub(super) fn try_statement(&mut self, node: &'a Try<'a>, span: Span) -> Done {
        let ways = node.handlers.len().saturating_sub(1);
        if let Some(bare) = node.handlers.iter().take(ways).find(|handler| handler.class.is_none()) {
            return Err(self.syntax_error(bare.span, format_args!("default 'except:' must be last")));
        }
        if node.finally.is_empty() { self.try_handlers(node, span) } else { self.try_finally(node, span) }
    }

    fn handling(&mut self) -> Done<Handling> {
        let exception = self.temporaries(3)?;
        Ok(Handling { exception, saved: exception.saturating_add(1), second: exception.saturating_add(2) })
    }

    /// Emits what `body` emits with another handler.
    pub(super) fn with_handler<T>(&mut self, handler: u32, body: impl FnOnce(&mut Self) -> Done<T>) -> Done<T> {
        let outer = core::mem::replace(&mut self.unit.handler, handler);
        let result = body(self)?;
        self.unit.handler = outer;
        Ok(result)
    }

    fn try_finally(&mut self, node: &'a Try<'a>, span: Span) -> Done {
        let slots = self.handling()?;
        let outer = self.unit.handler;
        let (handler, caught) = self.new_handler(slots.exception)?;
        self.enter(Exit::Finally { body: node.finally, handler: outer }, span)?;
        self.with_handler(handler, |compiler| {
            if node.handlers.is_empty() {
                compiler.block(node.body)?;
                compiler.block(node.otherwise)
            } else {
                compiler.try_handlers(node, span)
            }
        })?;
        self.unit.exits.pop();
        let end = self.new_label()?;
        if self.unit.reachable {
            self.finally(node.finally)?;
        }
        self.jump(end)?;
        self.place(caught)?;
        self.handle(slots, span, |compiler| {
            compiler.finally(node.finally)?;
            compiler.with_handler(outer, |compiler| {
                compiler.emit(Opcode::PopException, [slots.saved, 0, 0])?;
                compiler.emit(Opcode::Reraise, [slots.exception, 0, 0])
            })
        })?;
        self.place(end)
    }

    /// One copy of a `finally`. Copies inside copies grow exponentially: their depth is limited.
    fn finally(&mut self, body: Block<'a>) -> Done {
        if self.finally_depth >= MAXIMUM_FINALLY_DEPTH {
            let span = body.first().map_or(self.unit.span, |statement| statement.span);
            return Err(self.syntax_error(span, format_args!("too many statically nested blocks")));
        }
        self.finally_depth = self.finally_depth.saturating_add(1);
        self.block(body)?;
        self.finally_depth = self.finally_depth.saturating_sub(1);
        Ok(())
    }

    /// What `body` emits handles the exception; if it raises, the exception handled before comes back.
    pub(super) fn handle(&mut self, slots: Handling, span: Span, body: impl FnOnce(&mut Self) -> Done) -> Done {
        let outer = self.unit.handler;
        let (handler, failed) = self.new_handler(slots.second)?;
        self.emit(Opcode::PushException, [slots.saved, slots.exception, 0])?;
        self.enter(Exit::Handling { saved: slots.saved, name: None, handler: outer }, span)?;
        self.with_handler(handler, body)?;
        self.unit.exits.pop();
        self.place(failed)?;
        self.emit(Opcode::PopException, [slots.saved, 0, 0])?;
        self.emit(Opcode::Reraise, [slots.second, 0, 0])
    }

    fn try_handlers(&mut self, node: &'a Try<'a>, span: Span) -> Done {
        if node.is_star { self.try_except_star(node, span) } else { self.try_except(node, span) }
    }

    fn try_except(&mut self, node: &'a Try<'a>, span: Span) -> Done {
        let slots = self.handling()?;
        let outer = self.unit.handler;
        let (handler, caught) = self.new_handler(slots.exception)?;
        let end = self.new_label()?;
        self.with_handler(handler, |compiler| compiler.block(node.body))?;
        self.block(node.otherwise)?;
        self.jump(end)?;
        self.place(caught)?;
        self.handle(slots, span, |compiler| {
            for clause in node.handlers {
                compiler.clause(clause, slots, outer, end)?;
            }
            compiler.with_handler(outer, |compiler| {
                compiler.emit(Opcode::PopException, [slots.saved, 0, 0])?;
                compiler.emit(Opcode::Reraise, [slots.exception, 0, 0])
            })
        })?;
        self.place(end)
    }

    /// One `except`; afterwards control is where the exception did not match.
    fn clause(&mut self, clause: &'a Handler<'a>, slots: Handling, outer: u32, end: Label) -> Done {
        let mark = self.mark();
        let next = self.new_label()?;
        self.at(clause.span);
        if let Some(class) = clause.class {
            let class_slot = self.operand(class)?;
            self.at(clause.span);
            self.emit_jump(Opcode::JumpUnlessMatches, [slots.exception, class_slot, 0], next)?;
            self.release(mark);
        }
        match clause.name {
            None => self.block(clause.body)?,
            Some(name) => {
                let name = self.mangle(name)?;
                self.at(clause.span);
                self.store_name(name, slots.exception)?;
                self.named_clause(clause, name, slots)?;
            }
        }
        self.with_handler(outer, |compiler| compiler.emit(Opcode::PopException, [slots.saved, 0, 0]))?;
        self.jump(end)?;
        self.place(next)
    }

    /// The body of `except class as name`: the name is deleted on every way out.
    fn named_clause(&mut self, clause: &'a Handler<'a>, name: &'a str, slots: Handling) -> Done {
        let (handler, failed) = self.new_handler(slots.second)?;
        let around = self.unit.handler;
        // The exit of the handler itself deletes the name, too.
        let exit = self.unit.exits.pop();
        if let Some(Exit::Handling { saved, handler, .. }) = exit {
            self.unit.exits.push(self.arena, Exit::Handling { saved, name: Some(name), handler })?;
        }
        self.with_handler(handler, |compiler| compiler.block(clause.body))?;
        self.unit.exits.pop();
        if let Some(exit) = exit {
            self.unit.exits.push(self.arena, exit)?;
        }
        let done = self.new_label()?;
        self.at(clause.span);
        self.forget(name)?;
        self.jump(done)?;
        self.place(failed)?;
        self.with_handler(around, |compiler| {
            compiler.forget(name)?;
            compiler.emit(Opcode::Reraise, [slots.second, 0, 0])
        })?;
        self.place(done)
    }

    /// `name = None; del name`: works whether the name is still there or not.
    pub(super) fn forget(&mut self, name: &'a str) -> Done {
        let none = self.temporary()?;
        self.load_constant(none, Constant::None)?;
        self.store_name(name, none)?;
        self.release(none);
        self.delete_name(name)
    }

    /// What is done on the way out of a statement.
    pub(super) fn clean_up(&mut self, exit: Exit<'a>) -> Done {
        match exit {
            // Nothing leaves a clause of `except*` this way.
            Exit::Loop { .. } | Exit::GroupClause => Ok(()),
            Exit::Finally { body, handler } => {
                self.unit.handler = handler;
                self.finally(body)
            }
            Exit::Handling { saved, name, handler } => {
                if let Some(name) = name {
                    self.forget(name)?;
                }
                self.unit.handler = handler;
                self.emit(Opcode::PopException, [saved, 0, 0])
            }
            Exit::With { exit, handler, span, is_async } => {
                self.unit.handler = handler;
                self.leave_with(exit, span, is_async)
            }
        }
    }

    /// Calls `__exit__` with three Nones.
    fn leave_with(&mut self, exit: Slot, span: Span, is_async: bool) -> Done {
        let base = self.temporary()?;
        self.at(span);
        self.copy(base, exit)?;
        self.reserve_head()?;
        for _ in 0..3 {
            let argument = self.temporary()?;
            self.load_constant(argument, Constant::None)?;
        }
        self.emit(Opcode::Call, [base, base, 3])?;
        self.release(base.saturating_add(1));
        if is_async {
            self.await_slot(base, Intrinsic::GetAwaitableExit)?;
        }
        self.release(base);
        Ok(())
    }

    pub(super) fn with(&mut self, items: &'a [WithItem<'a>], body: Block<'a>, span: Span, is_async: bool) -> Done {
        let Some((item, others)) = items.split_first() else { return self.block(body) };
        self.check_stack(span)?;
        let place = item.context.span;
        let exit = self.temporary()?;
        let slots = self.handling()?;
        let manager = self.operand_in(item.context, Some(exit))?;
        let entered = self.temporary()?;
        self.at(place);
        let (load_enter, load_exit) = match is_async {
            false => (Intrinsic::LoadEnter, Intrinsic::LoadExit),
            true => (Intrinsic::LoadAsyncEnter, Intrinsic::LoadAsyncExit),
        };
        self.emit(Opcode::Intrinsic, [entered, manager, load_enter as u16])?;
        self.emit(Opcode::Intrinsic, [exit, manager, load_exit as u16])?;
        self.reserve_head()?;
        self.emit(Opcode::Call, [entered, entered, 0])?;
        self.release(entered.saturating_add(1));
        if is_async {
            self.await_slot(entered, Intrinsic::GetAwaitableEnter)?;
        }
        let outer = self.unit.handler;
        let (handler, caught) = self.new_handler(slots.exception)?;
        self.enter(Exit::With { exit, handler: outer, span: place, is_async }, span)?;
        self.with_handler(handler, |compiler| {
            if let Some(target) = item.target {
                compiler.store(target, entered)?;
            }
            compiler.release(entered);
            compiler.with(others, body, span, is_async)
        })?;
        self.unit.exits.pop();
        let end = self.new_label()?;
        self.leave_with(exit, place, is_async)?;
        self.jump(end)?;
        self.place(caught)?;
        self.at(place);
        self.handle(slots, span, |compiler| {
            let base = compiler.temporary()?;
            compiler.copy(base, exit)?;
            compiler.reserve_head()?;
            let class = compiler.temporaries(3)?;
            let exception = slots.exception;
            compiler.emit(Opcode::Intrinsic, [class, exception, Intrinsic::ExceptionClass as u16])?;
            compiler.copy(class.saturating_add(1), exception)?;
            let traceback = class.saturating_add(2);
            compiler.emit(Opcode::Intrinsic, [traceback, exception, Intrinsic::ExceptionTraceback as u16])?;
            compiler.emit(Opcode::Call, [base, base, 3])?;
            compiler.release(base.saturating_add(1));
            if is_async {
                compiler.await_slot(base, Intrinsic::GetAwaitableExit)?;
            }
            let suppressed = compiler.new_label()?;
            compiler.emit_jump(Opcode::JumpIfTrue, [base, 0, 0], suppressed)?;
            compiler.release(base);
            compiler.with_handler(outer, |compiler| {
                compiler.emit(Opcode::PopException, [slots.saved, 0, 0])?;
                compiler.emit(Opcode::Reraise, [exception, 0, 0])
            })?;
            compiler.place(suppressed)?;
            compiler.with_handler(outer, |compiler| compiler.emit(Opcode::PopException, [slots.saved, 0, 0]))?;
            compiler.jump(end)
        })?;
        self.place(end)
    }
}
