//! Assignment targets: names, attributes, subscripts, and what is unpacked into several of them.

use super::emit::{Slot, attribute_span};
use super::expression::in_place;
use super::scope::Access;
use super::{Compiler, Done};
use crate::source::span::Span;
use crate::source::tree::{BinaryOperator, Expression, ExpressionKind, Expressions};
use copperhead_stencils::Opcode;

/// `UnpackRest` counts the targets on each side of the star with 8 bits.
const MAXIMUM_AROUND_STAR: usize = 255;

impl<'a> Compiler<'a, '_> {
    /// `targets[0] = targets[1] = … = value`.
    pub(super) fn assign(&mut self, targets: Expressions<'a>, value: &'a Expression<'a>) -> Done {
        let mark = self.mark();
        if let [target] = targets {
            self.assign_value(target, value)?;
        } else {
            let slot = self.temporary()?;
            self.expression_to(value, slot)?;
            for target in targets {
                self.store(target, slot)?;
            }
        }
        self.release(mark);
        Ok(())
    }

    /// `target = value`.
    pub(super) fn assign_value(&mut self, target: &'a Expression<'a>, value: &'a Expression<'a>) -> Done {
        match (target.kind, value.kind) {
            (ExpressionKind::Name(name), _) => {
                let name = self.mangle(name)?;
                if let Access::Local { slot, .. } = self.access(name) {
                    return self.expression_to(value, slot);
                }
                let value = self.operand(value)?;
                self.at(target.span);
                self.store_name(name, value)
            }
            (
                ExpressionKind::Tuple(targets) | ExpressionKind::List(targets),
                ExpressionKind::Tuple(values) | ExpressionKind::List(values),
            ) if targets.len() == values.len() && !targets.iter().chain(values).any(|item| is_starred(item)) => {
                self.assign_in_parallel(targets, values)
            }
            _ if self.move_slice(target, value)? => Ok(()),
            _ => {
                let value = self.operand(value)?;
                self.store(target, value)
            }
        }
    }

    /// `a, b = c, d`: all values first, then all targets.
    fn assign_in_parallel(&mut self, targets: Expressions<'a>, values: Expressions<'a>) -> Done {
        let places = self.mark();
        // A value that is read in place needs no temporary, but has one: its place tells which is whose.
        self.temporaries(values.len())?;
        for (index, value) in values.iter().enumerate() {
            let place = places.saturating_add(index as u16);
            if self.survives(value, targets.get(..index).unwrap_or(&[]))? {
                self.operand(value)?;
            } else {
                self.expression_to(value, place)?;
            }
        }
        for (index, (target, value)) in targets.iter().zip(values).enumerate() {
            let mut slot = places.saturating_add(index as u16);
            if self.survives(value, targets.get(..index).unwrap_or(&[]))?
                && let ExpressionKind::Name(name) = value.kind
            {
                let name = self.mangle(name)?;
                if let Access::Local { slot: variable, .. } = self.access(name) {
                    slot = variable;
                }
            }
            self.store(target, slot)?;
        }
        Ok(())
    }

    /// Whether the value is a variable in a slot that none of these targets can change.
    fn survives(&mut self, value: &'a Expression<'a>, targets: Expressions<'a>) -> Done<bool> {
        let ExpressionKind::Name(name) = value.kind else { return Ok(false) };
        if name == "__debug__" || targets.len() > 8 {
            return Ok(false);
        }
        let mangled = self.mangle(name)?;
        let harmless = |target: &&Expression<'_>| match target.kind {
            ExpressionKind::Name(other) => other != name,
            ExpressionKind::Attribute { .. } | ExpressionKind::Subscript { .. } => true,
            _ => false,
        };
        Ok(matches!(self.access(mangled), Access::Local { rebound: false, .. }) && targets.iter().all(harmless))
    }

    /// Stores the value in a slot to a target.
    pub(super) fn store(&mut self, target: &'a Expression<'a>, value: Slot) -> Done {
        self.check_stack(target.span)?;
        let mark = self.mark();
        match target.kind {
            ExpressionKind::Name(name) => {
                let name = self.mangle(name)?;
                self.at(target.span);
                self.store_name(name, value)?;
            }
            ExpressionKind::Attribute { value: object, name } => {
                self.note_attribute(object, name)?;
                let object = self.operand(object)?;
                self.at_attribute(target.span, name);
                let name = self.mangle(name)?;
                self.emit_name(Opcode::StoreAttribute, [object, value, 0], name)?;
            }
            ExpressionKind::Subscript { value: object, index } => {
                let object = self.operand(object)?;
                if let ExpressionKind::Slice { lower, upper, step } = index.kind {
                    let base = self.slice_parts([lower, upper, step])?;
                    self.at(target.span);
                    self.emit(Opcode::StoreSlice, [object, base, value])?;
                } else {
                    let index = self.operand(index)?;
                    self.at(target.span);
                    self.emit(Opcode::StoreSubscript, [object, index, value])?;
                }
            }
            ExpressionKind::Tuple(targets) | ExpressionKind::List(targets) => {
                self.unpack(targets, value, target.span)?;
            }
            ExpressionKind::Starred(_) => {
                let message = format_args!("starred assignment target must be in a list or tuple");
                return Err(self.syntax_error(target.span, message));
            }
            _ => return Err(self.syntax_error(target.span, format_args!("cannot assign to expression"))),
        }
        self.release(mark);
        Ok(())
    }

    fn unpack(&mut self, targets: Expressions<'a>, value: Slot, span: Span) -> Done {
        let star = targets.iter().position(|target| is_starred(target));
        let base = self.temporaries(targets.len())?;
        self.at(span);
        match star {
            None => self.emit(Opcode::Unpack, [base, value, targets.len() as u16])?,
            Some(before) => {
                let behind = targets.len().saturating_sub(before).saturating_sub(1);
                if targets.iter().filter(|target| is_starred(target)).count() > 1 {
                    return Err(self.syntax_error(span, format_args!("multiple starred expressions in assignment")));
                }
                if before > MAXIMUM_AROUND_STAR || behind > MAXIMUM_AROUND_STAR {
                    let message = format_args!("too many expressions in star-unpacking assignment");
                    return Err(self.syntax_error(span, message));
                }
                self.emit(Opcode::UnpackRest, [base, value, (before | behind << 8) as u16])?;
            }
        }
        for (place, target) in (base..).zip(targets) {
            let target = match target.kind {
                ExpressionKind::Starred(inner) => inner,
                _ => target,
            };
            self.store(target, place)?;
        }
        Ok(())
    }

    /// `target operator= value`.
    pub(super) fn augmented_assign(
        &mut self,
        target: &'a Expression<'a>,
        operator: BinaryOperator,
        value: &'a Expression<'a>,
        span: Span,
    ) -> Done {
        let mark = self.mark();
        let number = in_place(operator);
        match target.kind {
            ExpressionKind::Name(name) => {
                let name = self.mangle(name)?;
                if let Access::Local { slot, check, rebound } = self.access(name) {
                    self.at(target.span);
                    self.check_bound(slot, check)?;
                    let mut left = slot;
                    if rebound {
                        left = self.temporary()?;
                        self.copy(left, slot)?;
                    }
                    self.binary(number, left, value, slot, span)?;
                } else {
                    let result = self.temporary()?;
                    self.expression_to(target, result)?;
                    self.binary(number, result, value, result, span)?;
                    self.at(target.span);
                    self.store_name(name, result)?;
                }
            }
            ExpressionKind::Attribute { value: object, name } => {
                self.note_attribute(object, name)?;
                let object = self.operand(object)?;
                let place = attribute_span(target.span, target.span.end, name);
                let name = self.mangle(name)?;
                let result = self.temporary()?;
                self.at(place);
                self.emit_name(Opcode::LoadAttribute, [result, object, 0], name)?;
                self.binary(number, result, value, result, span)?;
                self.at(place);
                self.emit_name(Opcode::StoreAttribute, [object, result, 0], name)?;
            }
            ExpressionKind::Subscript { value: object, index } => {
                let object = self.operand(object)?;
                let index = self.operand(index)?;
                let result = self.temporary()?;
                self.at(target.span);
                self.emit(Opcode::LoadSubscript, [result, object, index])?;
                self.binary(number, result, value, result, span)?;
                self.at(target.span);
                self.emit(Opcode::StoreSubscript, [object, index, result])?;
            }
            _ => {
                let message = format_args!("illegal expression for augmented assignment");
                return Err(self.syntax_error(target.span, message));
            }
        }
        self.release(mark);
        Ok(())
    }

    /// `del target`.
    pub(super) fn delete(&mut self, target: &'a Expression<'a>) -> Done {
        self.check_stack(target.span)?;
        let mark = self.mark();
        match target.kind {
            ExpressionKind::Name(name) => {
                let name = self.mangle(name)?;
                self.at(target.span);
                self.delete_name(name)?;
            }
            ExpressionKind::Attribute { value, name } => {
                let object = self.operand(value)?;
                self.at_attribute(target.span, name);
                let name = self.mangle(name)?;
                self.emit_name(Opcode::DeleteAttribute, [object, 0, 0], name)?;
            }
            ExpressionKind::Subscript { value, index } => {
                let object = self.operand(value)?;
                let index = self.operand(index)?;
                self.at(target.span);
                self.emit(Opcode::DeleteSubscript, [object, index, 0])?;
            }
            ExpressionKind::Tuple(targets) | ExpressionKind::List(targets) => {
                for target in targets {
                    self.delete(target)?;
                }
            }
            _ => return Err(self.syntax_error(target.span, format_args!("cannot delete expression"))),
        }
        self.release(mark);
        Ok(())
    }
}

fn is_starred(expression: &Expression<'_>) -> bool {
    matches!(expression.kind, ExpressionKind::Starred(_))
}
