//! Generators: what their functions begin and end with, `yield`, `yield from` and generator expressions.

use super::collect::address;
use super::comprehension::Element;
use super::emit::Slot;
use super::scope::ScopeKind;
use super::unit::Exit;
use super::{Compiler, Done};
use crate::bytecode::intrinsic::Intrinsic;
use crate::bytecode::unit::Constant;
use crate::source::span::Span;
use crate::source::tree::{Comprehension, Expression};
use copperhead_stencils::Opcode;
use copperhead_stencils::layout::callable::Code;
use copperhead_stencils::layout::frame::HEAD_WORDS;
use copperhead_stencils::layout::generator::Generator;

/// Flags of units whose calls make generators.
pub(super) const SUSPENDING: u16 = Code::GENERATOR | Code::COROUTINE | Code::ASYNC_GENERATOR;

impl<'a> Compiler<'a, '_> {
    /// What kind of generator a function of this scope makes, if any.
    pub(super) fn suspension_flags(&self, scope: u32) -> u16 {
        let Some(scope) = self.scopes.get(scope) else { return 0 };
        match (scope.kind, scope.is_coroutine, scope.yields) {
            (ScopeKind::Generator, false, _) => Code::GENERATOR,
            (ScopeKind::Generator, true, _) | (ScopeKind::Function, true, true) => Code::ASYNC_GENERATOR,
            (ScopeKind::Function, true, false) => Code::COROUTINE,
            (ScopeKind::Function | ScopeKind::Lambda, _, true) => Code::GENERATOR,
            _ => 0,
        }
    }

    /// Whether calls of the unit make generators.
    pub(super) fn is_generator(&self) -> bool {
        self.unit.flags & SUSPENDING != 0
    }

    /// The first instruction of a generator's function; its own slot is the first behind variables and cells.
    pub(super) fn begin_generator(&mut self) -> Done {
        if !self.is_generator() {
            return Ok(());
        }
        self.unit.own = self.temporary()?;
        let nothing = self.temporary()?;
        let count = u32::from(self.unit.own).saturating_add(1);
        self.emit_number(Opcode::MakeGenerator, [nothing, self.unit.own, 0], count)?;
        self.release(nothing);
        Ok(())
    }

    /// Notes in the first instruction how many slots are saved at the most.
    pub(super) fn note_capacity(&mut self) {
        let code = self.unit.code.as_mut_slice();
        let counts = code.iter().filter(|instruction| matches!(instruction.opcode, Opcode::MakeGenerator | Opcode::Yield));
        let most = counts.map(|instruction| instruction.cell() & Generator::COUNT as u32).max().unwrap_or(0);
        if let Some(first) = code.first_mut().filter(|first| first.opcode == Opcode::MakeGenerator) {
            first.set_cell(most);
        }
    }

    /// Returns a value, or None.
    pub(super) fn emit_return(&mut self, value: Option<Slot>) -> Done {
        let unit = self.unit.scope;
        if self.unit.reachable
            && !self.is_generator()
            && self.scopes.get(unit).is_some_and(|scope| scope.takes_frame && matches!(scope.kind, ScopeKind::Function | ScopeKind::Lambda))
        {
            let nothing = self.temporary()?;
            self.emit(Opcode::Intrinsic, [nothing, value.unwrap_or(0), Intrinsic::LeaveFrame as u16])?;
            self.release(nothing);
        }
        match value {
            _ if !self.unit.reachable => Ok(()),
            Some(value) if self.is_generator() => self.emit(Opcode::ReturnGenerator, [value, self.unit.own, 0]),
            Some(value) => self.emit(Opcode::Return, [value, 0, 0]),
            None if self.is_generator() => {
                let none = self.temporary()?;
                self.load_constant(none, Constant::None)?;
                self.emit(Opcode::ReturnGenerator, [none, self.unit.own, 0])?;
                self.release(none);
                Ok(())
            }
            None => self.emit(Opcode::ReturnNone, [0; 3]),
        }
    }

    /// The frame of a generator that goes on is laid out behind the slot with the iterator: there must be room for its head.
    pub(super) fn reserve_callee(&mut self, iterator: Slot) -> Done {
        let top = core::mem::replace(&mut self.unit.top, u32::from(iterator).saturating_add(1));
        self.temporaries(HEAD_WORDS)?;
        self.unit.top = top;
        Ok(())
    }

    pub(super) fn yield_value(&mut self, value: Option<&'a Expression<'a>>, to: Slot, span: Span) -> Done {
        let mark = self.mark();
        let slot = match value {
            Some(value) => self.operand(value)?,
            None => {
                let none = self.temporary()?;
                self.load_constant(none, Constant::None)?;
                none
            }
        };
        self.at(span);
        let mut slot = slot;
        if self.wraps_yielded() {
            let wrapped = self.temporary()?;
            self.emit(Opcode::Intrinsic, [wrapped, slot, Intrinsic::WrapYielded as u16])?;
            slot = wrapped;
        }
        self.release(mark);
        self.emit_yield(to, slot, 0)
    }

    /// Yields the value; `to` is what is sent. While an exception is handled, whoever goes on with the generator must not see that one.
    pub(super) fn emit_yield(&mut self, to: Slot, value: Slot, flags: u64) -> Done {
        let mut handling = self.unit.exits.as_slice().iter().filter_map(|exit| match exit {
            Exit::Handling { saved, .. } => Some(*saved),
            _ => None,
        });
        let Some(outermost) = handling.next() else { return self.emit_wait(to, value, flags) };
        let innermost = handling.next_back().unwrap_or(outermost);
        self.emit(Opcode::PopException, [outermost, 0, 0])?;
        self.emit_wait(to, value, flags | Generator::RAISES_BEHIND)?;
        // A handler's exception stands before the one that was handled before it.
        self.emit(Opcode::PushException, [outermost, innermost.saturating_sub(1), 0])?;
        let nothing = self.temporary()?;
        self.emit(Opcode::Intrinsic, [nothing, self.unit.own, Intrinsic::RaiseThrown as u16])?;
        self.release(nothing);
        Ok(())
    }

    fn emit_wait(&mut self, to: Slot, value: Slot, flags: u64) -> Done {
        let count = u64::from(self.mark());
        self.emit_number(Opcode::Yield, [to, value, self.unit.own], (count | flags) as u32)
    }

    pub(super) fn yield_from(&mut self, value: &'a Expression<'a>, to: Slot, span: Span) -> Done {
        let pair = self.temporaries(2)?;
        let iterator = pair.saturating_add(1);
        let source = self.operand_in(value, Some(iterator))?;
        self.at(span);
        self.emit(Opcode::Intrinsic, [iterator, source, Intrinsic::GetDelegate as u16])?;
        self.delegate(pair)?;
        self.copy(to, pair)
    }

    /// Passes on what the iterator behind `pair` yields and what is sent to it, until it is done: its result is in `pair` then.
    pub(super) fn delegate(&mut self, pair: Slot) -> Done {
        self.reserve_callee(pair.saturating_add(1))?;
        let (head, done) = (self.new_label()?, self.new_label()?);
        self.load_constant(pair, Constant::None)?;
        self.place(head)?;
        self.emit_jump(Opcode::Send, [pair, pair.saturating_add(1), 0], done)?;
        self.emit_yield(pair, pair, Generator::DELEGATES)?;
        self.loop_to(head)?;
        self.place(done)
    }

    pub(super) fn generator_expression(
        &mut self,
        expression: &'a Expression<'a>,
        element: &'a Expression<'a>,
        generators: &'a [Comprehension<'a>],
        to: Slot,
    ) -> Done {
        let Some((first, _)) = generators.split_first() else { return Ok(()) };
        let Some(scope) = self.scopes.of_node(address(expression)) else { return Ok(()) };
        let slots = self.temporaries(4)?;
        let callee = self.temporary()?;
        self.reserve_head()?;
        let argument = self.temporary()?;
        self.any_iterator(first.iterable, argument, first.is_async)?;
        let outer = self.begin_unit(scope, "<genexpr>", expression.span.start.line)?;
        self.unit.positional_count = 1;
        self.place_variables(None)?;
        let iterator = self.temporary()?;
        self.copy(iterator, 0)?;
        self.rounds(expression, Element::Yield(element), generators, iterator, iterator)?;
        let code = self.end_unit(outer)?;
        self.at(expression.span);
        self.make_function(code, slots, 0, callee)?;
        self.emit(Opcode::Call, [to, callee, 1])
    }
}
