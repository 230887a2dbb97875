//! Tuples, lists, sets and dictionaries that are written out.

use super::emit::Slot;
use super::{Compiler, Done};
use crate::bytecode::unit::Constant;
use crate::source::span::Span;
use crate::source::tree::{DictionaryItem, Expression, ExpressionKind, Expressions};
use copperhead_stencils::Opcode;

/// So many items (keys and values count apart) are evaluated side by side; further ones are added one by one.
const MAXIMUM_ITEMS: usize = 30;

/// Constant lists of at least so many items are copied from a tuple.
const COPIED_ITEMS: usize = 4;

fn is_starred(item: &&Expression<'_>) -> bool {
    matches!(item.kind, ExpressionKind::Starred(_))
}

impl<'a> Compiler<'a, '_> {
    /// Evaluates the items into consecutive fresh temporaries; returns the first.
    pub(super) fn side_by_side(&mut self, items: Expressions<'a>) -> Done<Slot> {
        let base = self.mark();
        for item in items {
            let place = self.temporary()?;
            self.expression_to(item, place)?;
        }
        Ok(base)
    }

    pub(super) fn tuple(&mut self, items: Expressions<'a>, to: Slot, span: Span) -> Done {
        if items.len() > MAXIMUM_ITEMS || items.iter().any(is_starred) {
            let list = self.temporary_for(to)?;
            self.list(items, list, span)?;
            return self.emit(Opcode::ListToTuple, [to, list, 0]);
        }
        let base = self.side_by_side(items)?;
        self.at(span);
        self.emit(Opcode::BuildTuple, [to, base, items.len() as u16])
    }

    pub(super) fn list(&mut self, items: Expressions<'a>, to: Slot, span: Span) -> Done {
        if items.len() >= COPIED_ITEMS
            && let Some(constants) = self.fold_items(items)?
        {
            let list = self.temporary_for(to)?;
            self.at(span);
            self.emit(Opcode::BuildList, [list, 0, 0])?;
            return self.extend_by_constants(list, Opcode::ListExtend, Constant::Tuple(constants), to);
        }
        self.collection(items, to, span, [Opcode::BuildList, Opcode::ListAppend, Opcode::ListExtend])
    }

    pub(super) fn set(&mut self, items: Expressions<'a>, to: Slot, span: Span) -> Done {
        if items.len() >= COPIED_ITEMS
            && let Some(constants) = self.fold_items(items)?
        {
            let set = self.temporary_for(to)?;
            self.at(span);
            self.emit(Opcode::BuildSet, [set, 0, 0])?;
            return self.extend_by_constants(set, Opcode::SetUpdate, Constant::Tuple(constants), to);
        }
        self.collection(items, to, span, [Opcode::BuildSet, Opcode::SetAdd, Opcode::SetUpdate])
    }

    fn extend_by_constants(&mut self, collection: Slot, extend: Opcode, constants: Constant<'a>, to: Slot) -> Done {
        let items = self.temporary()?;
        self.load_constant(items, constants)?;
        self.emit(extend, [collection, items, 0])?;
        self.copy(to, collection)
    }

    fn collection(&mut self, items: Expressions<'a>, to: Slot, span: Span, opcodes: [Opcode; 3]) -> Done {
        let [build, add, extend] = opcodes;
        let starred = items.iter().position(|item| is_starred(item));
        let first = starred.unwrap_or(items.len()).min(MAXIMUM_ITEMS);
        let (first, rest) = items.split_at_checked(first).unwrap_or((items, &[]));
        let collection = if rest.is_empty() { to } else { self.temporary_for(to)? };
        let mark = self.mark();
        let base = self.side_by_side(first)?;
        self.at(span);
        self.emit(build, [collection, base, first.len() as u16])?;
        self.release(mark);
        for item in rest {
            let (item, opcode) = match item.kind {
                ExpressionKind::Starred(inner) => (inner, extend),
                _ => (*item, add),
            };
            let value = self.operand(item)?;
            self.at(span);
            self.emit(opcode, [collection, value, 0])?;
            self.release(mark);
        }
        self.copy(to, collection)
    }

    pub(super) fn dictionary(&mut self, items: &'a [DictionaryItem<'a>], to: Slot, span: Span) -> Done {
        let plain = items.iter().position(|item| item.key.is_none()).unwrap_or(items.len());
        let first = plain.min(MAXIMUM_ITEMS / 2);
        let (first, rest) = items.split_at_checked(first).unwrap_or((items, &[]));
        let dictionary = if rest.is_empty() { to } else { self.temporary_for(to)? };
        let mark = self.mark();
        for item in first {
            for part in item.key.into_iter().chain([item.value]) {
                let place = self.temporary()?;
                self.expression_to(part, place)?;
            }
        }
        self.at(span);
        self.emit(Opcode::BuildDict, [dictionary, mark, first.len() as u16])?;
        self.release(mark);
        for item in rest {
            match item.key {
                Some(key) => {
                    let key_slot = self.operand(key)?;
                    let value = self.operand(item.value)?;
                    self.at(span);
                    self.emit(Opcode::DictInsert, [dictionary, key_slot, value])?;
                }
                None => {
                    let mapping = self.operand(item.value)?;
                    self.at(span);
                    self.emit(Opcode::DictUpdate, [dictionary, mapping, 0])?;
                }
            }
            self.release(mark);
        }
        self.copy(to, dictionary)
    }
}
