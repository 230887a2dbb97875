//! `await`, `async for` and `async with`: what is awaited passes on what it yields, as `yield from` does.

use super::emit::Slot;
use super::unit::Label;
use super::{Compiler, Done};
use crate::bytecode::intrinsic::Intrinsic;
use crate::source::span::Span;
use crate::source::tree::Expression;
use copperhead_stencils::Opcode;
use copperhead_stencils::layout::callable::Code;

impl<'a> Compiler<'a, '_> {
    /// Whether the unit is of an `async def`, or of a generator expression that awaits.
    pub(super) fn is_coroutine(&self) -> bool {
        self.unit.flags & (Code::COROUTINE | Code::ASYNC_GENERATOR) != 0
    }

    /// Whether what the unit yields is wrapped, to be told apart from what it awaits.
    pub(super) fn wraps_yielded(&self) -> bool {
        self.unit.flags & Code::ASYNC_GENERATOR != 0
    }

    pub(super) fn await_expression(&mut self, value: &'a Expression<'a>, to: Slot, span: Span) -> Done {
        let pair = self.temporaries(2)?;
        let iterator = pair.saturating_add(1);
        let source = self.operand_in(value, Some(iterator))?;
        self.at(span);
        self.emit(Opcode::Intrinsic, [iterator, source, Intrinsic::GetAwaitable as u16])?;
        self.delegate(pair)?;
        self.copy(to, pair)
    }

    /// slot = await slot
    pub(super) fn await_slot(&mut self, slot: Slot, get: Intrinsic) -> Done {
        let mark = self.mark();
        let pair = self.temporaries(2)?;
        self.emit(Opcode::Intrinsic, [pair.saturating_add(1), slot, get as u16])?;
        self.delegate(pair)?;
        self.copy(slot, pair)?;
        self.release(mark);
        Ok(())
    }

    /// The iterator of a `for` or an `async for` of a comprehension.
    pub(super) fn any_iterator(&mut self, iterable: &'a Expression<'a>, iterator: Slot, is_async: bool) -> Done {
        if !is_async {
            return self.iterator(iterable, iterator);
        }
        if let Some(constant) = self.fold_container(iterable)? {
            self.load_constant(iterator, constant)?;
            self.at(iterable.span);
            return self.emit(Opcode::Intrinsic, [iterator, iterator, Intrinsic::GetAsyncIterator as u16]);
        }
        self.async_iterator(iterable, iterator)
    }

    /// The iterator of an `async for` statement.
    pub(super) fn async_iterator(&mut self, iterable: &'a Expression<'a>, iterator: Slot) -> Done {
        let source = self.operand_in(iterable, Some(iterator))?;
        self.at(iterable.span);
        self.emit(Opcode::Intrinsic, [iterator, source, Intrinsic::GetAsyncIterator as u16])
    }

    /// Awaits the next item and stores it to the target; at the end jumps.
    pub(super) fn iterate_async(&mut self, target: &'a Expression<'a>, iterator: Slot, exhausted: Label, span: Span) -> Done {
        let mark = self.mark();
        let exception = self.temporary()?;
        let pair = self.temporaries(2)?;
        let (handler, caught) = self.new_handler(exception)?;
        let got = self.new_label()?;
        self.at(span);
        self.with_handler(handler, |compiler| {
            compiler.emit(Opcode::Intrinsic, [pair.saturating_add(1), iterator, Intrinsic::GetAsyncNext as u16])?;
            compiler.delegate(pair)
        })?;
        self.jump(got)?;
        self.place(caught)?;
        self.emit(Opcode::Intrinsic, [pair, exception, Intrinsic::EndsAsyncIteration as u16])?;
        self.emit_jump(Opcode::JumpIfTrue, [pair, 0, 0], exhausted)?;
        self.emit(Opcode::Reraise, [exception, 0, 0])?;
        self.place(got)?;
        self.store(target, pair)?;
        self.release(mark);
        Ok(())
    }
}
