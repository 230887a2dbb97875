//! List, set and dictionary comprehensions, inlined: their variables are variables of the frame around them.

use super::collect::address;
use super::emit::Slot;
use super::scope::{NONE, flag};
use super::{Compiler, Done};
use crate::bytecode::intrinsic::Intrinsic;
use crate::source::span::Span;
use crate::source::tree::{Comprehension, Expression, ExpressionKind};
use copperhead_stencils::Opcode;

/// What every round adds.
#[derive(Clone, Copy)]
pub(super) enum Element<'a> {
    List(&'a Expression<'a>),
    Set(&'a Expression<'a>),
    Dictionary(&'a Expression<'a>, &'a Expression<'a>),
    /// Of a generator expression.
    Yield(&'a Expression<'a>),
}

impl<'a> Compiler<'a, '_> {
    pub(super) fn comprehension(&mut self, expression: &'a Expression<'a>, to: Slot) -> Done {
        let (element, generators, build) = match expression.kind {
            ExpressionKind::ListComprehension { element, generators } => (Element::List(element), generators, Opcode::BuildList),
            ExpressionKind::SetComprehension { element, generators } => (Element::Set(element), generators, Opcode::BuildSet),
            ExpressionKind::DictionaryComprehension { pair: &(key, value), generators } => {
                (Element::Dictionary(key, value), generators, Opcode::BuildDict)
            }
            _ => return Ok(()),
        };
        let Some((first, _)) = generators.split_first() else { return Ok(()) };
        let result = self.temporary_for(to)?;
        let iterator = self.temporary()?;
        self.any_iterator(first.iterable, iterator, first.is_async)?;
        let Some(scope) = self.scopes.of_node(address(expression)) else { return Ok(()) };
        let outer = core::mem::replace(&mut self.scope, scope);
        self.fresh_variables(scope)?;
        self.at(expression.span);
        self.emit(build, [result, result, 0])?;
        self.rounds(expression, element, generators, iterator, result)?;
        self.forget_variables(scope)?;
        self.scope = outer;
        self.copy(to, result)
    }

    /// Every evaluation has variables of its own: unbound, and in cells of their own.
    fn fresh_variables(&mut self, scope: u32) -> Done {
        let mut index = self.scopes.get(scope).map_or(NONE, |scope| scope.first_symbol);
        while let Some(symbol) = self.scopes.symbol(index).copied() {
            index = symbol.next;
            if symbol.flags & flag::BOUND == 0 || symbol.flags & (flag::GLOBAL | flag::NONLOCAL) != 0 {
                continue;
            }
            if symbol.flags & flag::CAPTURED != 0 {
                self.emit(Opcode::Clear, [symbol.slot, 0, 0])?;
                self.emit(Opcode::MakeCell, [symbol.slot, 0, 0])?;
            } else {
                self.clear_for_checks(symbol.slot)?;
            }
        }
        Ok(())
    }

    /// Its variables end with a comprehension: the last items are not held any longer.
    fn forget_variables(&mut self, scope: u32) -> Done {
        let mut index = self.scopes.get(scope).map_or(NONE, |scope| scope.first_symbol);
        while let Some(symbol) = self.scopes.symbol(index).copied() {
            index = symbol.next;
            if symbol.flags & flag::BOUND != 0 && symbol.flags & (flag::GLOBAL | flag::NONLOCAL) == 0 {
                self.emit(Opcode::Clear, [symbol.slot, 0, 0])?;
            }
        }
        Ok(())
    }

    /// The loops from the first of `generators` on; its iterator is there.
    pub(super) fn rounds(
        &mut self,
        expression: &'a Expression<'a>,
        element: Element<'a>,
        generators: &'a [Comprehension<'a>],
        iterator: Slot,
        result: Slot,
    ) -> Done {
        let Some((first, others)) = generators.split_first() else { return self.element(element, result) };
        self.check_stack(expression.span)?;
        let (head, end) = (self.new_label()?, self.new_label()?);
        // What fails a condition goes on with the next item: the back edge of the loop.
        let next = self.new_label()?;
        self.place(head)?;
        if first.is_async {
            self.iterate_async(first.target, iterator, end, expression.span)?;
        } else {
            self.iterate(first.target, iterator, end, first.iterable.span)?;
        }
        for condition in first.conditions {
            self.condition(condition, next, false)?;
        }
        let mark = self.mark();
        match others.first() {
            Some(inner) => {
                let iterator = self.temporary()?;
                self.any_iterator(inner.iterable, iterator, inner.is_async)?;
                self.rounds(expression, element, others, iterator, result)?;
            }
            None => self.element(element, result)?,
        }
        self.release(mark);
        self.place(next)?;
        self.at(first.iterable.span);
        self.loop_to(head)?;
        self.place(end)
    }

    fn element(&mut self, element: Element<'a>, result: Slot) -> Done {
        let mark = self.mark();
        match element {
            Element::List(element) => {
                let value = self.operand(element)?;
                self.at(element.span);
                self.emit(Opcode::ListAppend, [result, value, 0])?;
            }
            Element::Set(element) => {
                let value = self.operand(element)?;
                self.at(element.span);
                self.emit(Opcode::SetAdd, [result, value, 0])?;
            }
            Element::Yield(element) => {
                let mut value = self.operand(element)?;
                let sent = self.temporary()?;
                self.at(element.span);
                if self.wraps_yielded() {
                    self.emit(Opcode::Intrinsic, [sent, value, Intrinsic::WrapYielded as u16])?;
                    value = sent;
                }
                self.emit_yield(sent, value, 0)?;
            }
            Element::Dictionary(key, value) => {
                let key_slot = self.operand(key)?;
                let value_slot = self.operand(value)?;
                self.at(Span { end: value.span.end, ..key.span });
                self.emit(Opcode::DictInsert, [result, key_slot, value_slot])?;
            }
        }
        self.release(mark);
        Ok(())
    }
}
