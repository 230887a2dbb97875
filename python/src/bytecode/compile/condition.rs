//! Conditions: expressions of which only the truth counts, compiled to jumps.

use super::emit::Slot;
use super::expression::relation_of;
use super::fold::addend;
use super::scope::Access;
use super::unit::Label;
use super::{Compiler, Done};
use crate::bytecode::unit::Constant;
use crate::source::span::Span;
use crate::source::tree::{BooleanOperator, Comparison, ComparisonOperator, Expression, ExpressionKind, Expressions, UnaryOperator};
use copperhead_stencils::Opcode;
use copperhead_stencils::operation::Comparison as Relation;

/// In the cell of a comparing jump: the program has the immediate on the left and the mirrored relation. Errors and
/// reflected methods go by that order.
pub const SWAPPED: u8 = 0x80;

/// The left side of a comparison.
#[derive(Clone, Copy)]
enum Left {
    Slot(Slot),
    Immediate(i16),
}

impl<'a> Compiler<'a, '_> {
    /// Jumps to the label if the truth of the expression is `jump_if`, else goes on.
    pub(super) fn condition(&mut self, test: &'a Expression<'a>, target: Label, jump_if: bool) -> Done {
        self.check_stack(test.span)?;
        if let Some(truth) = self.fold_truth(test)? {
            return if truth == jump_if { self.jump(target) } else { Ok(()) };
        }
        let mark = self.mark();
        match test.kind {
            ExpressionKind::Unary { operator: UnaryOperator::Not, operand } => {
                self.condition(operand, target, !jump_if)?;
            }
            ExpressionKind::Boolean { operator, values } => {
                self.condition_boolean(operator, values, target, jump_if)?;
            }
            ExpressionKind::Compare { left, comparisons } => {
                self.condition_comparisons(left, comparisons, target, jump_if, test.span)?;
            }
            ExpressionKind::Conditional { test, body, otherwise } => {
                let (no, end) = (self.new_label()?, self.new_label()?);
                self.condition(test, no, false)?;
                self.condition(body, target, jump_if)?;
                self.jump(end)?;
                self.place(no)?;
                self.condition(otherwise, target, jump_if)?;
                self.place(end)?;
            }
            _ => {
                let value = self.tested(test)?;
                self.at(test.span);
                self.jump_on(value, target, jump_if)?;
            }
        }
        self.release(mark);
        Ok(())
    }

    /// A slot with the value; of `name := value` the variable, which nothing rebinds before it is tested.
    fn tested(&mut self, test: &'a Expression<'a>) -> Done<Slot> {
        if let ExpressionKind::Named { target, .. } = test.kind
            && let ExpressionKind::Name(name) = target.kind
        {
            let name = self.mangle(name)?;
            if let Access::Local { slot, .. } = self.access(name) {
                self.effect(test)?;
                return Ok(slot);
            }
        }
        self.operand(test)
    }

    fn jump_on(&mut self, value: Slot, target: Label, jump_if: bool) -> Done {
        let opcode = if jump_if { Opcode::JumpIfTrue } else { Opcode::JumpIfFalse };
        self.emit_jump(opcode, [value, 0, 0], target)
    }

    fn condition_boolean(&mut self, operator: BooleanOperator, values: Expressions<'a>, target: Label, jump_if: bool) -> Done {
        // `and` is decided by the first false value, `or` by the first true one.
        let deciding = operator == BooleanOperator::Or;
        let skip = self.new_label()?;
        let early = if deciding == jump_if { target } else { skip };
        if let Some((last, others)) = values.split_last() {
            for value in others {
                self.condition(value, early, deciding)?;
            }
            self.condition(last, target, jump_if)?;
        }
        self.place(skip)
    }

    fn condition_comparisons(
        &mut self,
        left: &'a Expression<'a>,
        comparisons: &'a [Comparison<'a>],
        target: Label,
        jump_if: bool,
        span: Span,
    ) -> Done {
        let skip = self.new_label()?;
        let Some((last, others)) = comparisons.split_last() else { return Ok(()) };
        let constant = self.fold(left)?;
        let mut left = match addend(constant) {
            Some(value) => Left::Immediate(value),
            None => Left::Slot(self.operand(left)?),
        };
        let early = if jump_if { skip } else { target };
        for comparison in others {
            let right = self.operand_in(comparison.right, None)?;
            self.at(span);
            self.jump_compare(comparison.operator, left, right, early, false)?;
            left = Left::Slot(right);
        }
        self.last_comparison(left, last, target, jump_if, span)?;
        self.place(skip)
    }

    fn last_comparison(&mut self, left: Left, comparison: &Comparison<'a>, target: Label, jump_if: bool, span: Span) -> Done {
        let constant = self.fold(comparison.right)?;
        if let (Left::Slot(left), Some(relation), Some(value)) = (left, relation_of(comparison.operator), addend(constant)) {
            self.at(span);
            return self.jump_compare_immediate(relation as u8, left, value, target, jump_if);
        }
        if let (Left::Slot(left), Some(Constant::None)) = (left, constant)
            && matches!(comparison.operator, ComparisonOperator::Is | ComparisonOperator::IsNot)
        {
            let none = (comparison.operator == ComparisonOperator::Is) == jump_if;
            let opcode = if none { Opcode::JumpIfNone } else { Opcode::JumpIfNotNone };
            return self.emit_jump(opcode, [left, 0, 0], target);
        }
        let right = self.compared(comparison, None)?;
        self.at(span);
        self.jump_compare(comparison.operator, left, right, target, jump_if)
    }

    fn jump_compare_immediate(&mut self, number: u8, left: Slot, value: i16, target: Label, jump_if: bool) -> Done {
        let opcode = if jump_if { Opcode::JumpIfCompareImmediate } else { Opcode::JumpUnlessCompareImmediate };
        self.emit_jump_number(opcode, [left, value as u16, 0], target, number)
    }

    fn jump_compare(&mut self, operator: ComparisonOperator, left: Left, right: Slot, target: Label, jump_if: bool) -> Done {
        match (left, relation_of(operator)) {
            (Left::Slot(left), Some(relation)) => {
                let opcode = if jump_if { Opcode::JumpIfCompare } else { Opcode::JumpUnlessCompare };
                self.emit_jump_number(opcode, [left, right, 0], target, relation as u8)
            }
            (Left::Immediate(left), Some(relation)) => {
                let number = mirrored(relation) as u8 | SWAPPED;
                self.jump_compare_immediate(number, right, left, target, jump_if)
            }
            (left, None) => {
                let result = self.temporary()?;
                let left = match left {
                    Left::Slot(left) => left,
                    Left::Immediate(value) => {
                        self.load_constant(result, Constant::Integer(i64::from(value)))?;
                        result
                    }
                };
                self.compare(operator, false, [result, left, right])?;
                self.jump_on(result, target, jump_if)
            }
        }
    }
}

/// The relation that holds for (b, a) where this one holds for (a, b).
fn mirrored(relation: Relation) -> Relation {
    match relation {
        Relation::Less => Relation::Greater,
        Relation::LessEqual => Relation::GreaterEqual,
        Relation::Greater => Relation::Less,
        Relation::GreaterEqual => Relation::LessEqual,
        Relation::Equal | Relation::NotEqual => relation,
    }
}
