//! Expressions: their values in slots.

use super::emit::Slot;
use super::fold::{addend, immediate};
use super::scope::Access;
use super::{Compiler, Done};
use crate::bytecode::unit::Constant;
use crate::source::arena::List;
use crate::source::span::Span;
use crate::source::tree::{
    BinaryOperator, BooleanOperator, Comparison, ComparisonOperator, Expression, ExpressionKind, Expressions, UnaryOperator,
};
use copperhead_stencils::Opcode;
use copperhead_stencils::operation::{Comparison as Relation, IN_PLACE, Operation};

/// Taller chains of binary operations are walked with a list, not by recursion.
const TALL: u16 = 100;

impl<'a> Compiler<'a, '_> {
    /// A slot where the value of the expression can be read until the temporaries of now are released: the
    /// variable's own, if nothing can rebind it meanwhile.
    pub(super) fn operand(&mut self, expression: &'a Expression<'a>) -> Done<Slot> {
        self.operand_in(expression, None)
    }

    /// As [`operand`](Compiler::operand); where the value needs a temporary, it takes `place` if that is one.
    pub(super) fn operand_in(&mut self, expression: &'a Expression<'a>, place: Option<Slot>) -> Done<Slot> {
        if let ExpressionKind::Name(name) = expression.kind
            && name != "__debug__"
        {
            let name = self.mangle(name)?;
            if let Access::Local { slot, check, rebound: false } = self.access(name) {
                self.at(expression.span);
                self.check_bound(slot, check)?;
                return Ok(slot);
            }
        }
        let slot = match place {
            Some(place) if self.is_temporary(place) => place,
            _ => self.temporary()?,
        };
        self.expression_to(expression, slot)?;
        Ok(slot)
    }

    /// Evaluates an expression whose value nobody needs.
    pub(super) fn effect(&mut self, expression: &'a Expression<'a>) -> Done {
        let mark = self.mark();
        match expression.kind {
            ExpressionKind::Constant(_) => {}
            ExpressionKind::Named { target, value } => {
                self.check_stack(expression.span)?;
                self.named(target, value, None)?;
            }
            _ => {
                self.operand(expression)?;
            }
        }
        self.release(mark);
        Ok(())
    }

    /// The parts of a slice, in three temporaries: the first of these.
    pub(super) fn slice_parts(&mut self, parts: [Option<&'a Expression<'a>>; 3]) -> Done<Slot> {
        let base = self.temporaries(3)?;
        self.slice_parts_to(parts, base)?;
        Ok(base)
    }

    /// The same for three slots that there are.
    pub(super) fn slice_parts_to(&mut self, parts: [Option<&'a Expression<'a>>; 3], base: Slot) -> Done {
        for (place, part) in (base..).zip(parts) {
            match part {
                Some(part) => self.expression_to(part, place)?,
                None => self.load_constant(place, Constant::None)?,
            }
        }
        Ok(())
    }

    /// Computes the value into a slot. A variable is written by the last instruction only.
    pub(super) fn expression_to(&mut self, expression: &'a Expression<'a>, to: Slot) -> Done {
        self.check_stack(expression.span)?;
        if let Some(constant) = self.fold(expression)? {
            self.at(expression.span);
            return self.load_constant(to, constant);
        }
        let mark = self.mark();
        let span = expression.span;
        match expression.kind {
            ExpressionKind::Constant(_) => {}
            ExpressionKind::Name(name) => {
                let name = self.mangle(name)?;
                self.at(span);
                self.load_access(self.access(name), name, to)?;
            }
            ExpressionKind::FormattedString(parts) => self.formatted(parts, to, span)?,
            ExpressionKind::Named { target, value } => self.named(target, value, Some(to))?,
            ExpressionKind::Binary { .. } if expression.height > TALL => self.chain(expression, to)?,
            ExpressionKind::Binary { left, operator, right } => {
                let left = self.operand_in(left, Some(to))?;
                self.binary(operation_of(operator) as u32, left, right, to, span)?;
            }
            ExpressionKind::Unary { operator, operand } => self.unary(operator, operand, to, span)?,
            ExpressionKind::Boolean { operator, values } => self.boolean(operator, values, to)?,
            ExpressionKind::Compare { left, comparisons: [comparison] } => {
                self.comparison(left, comparison, false, to, span)?;
            }
            ExpressionKind::Compare { left, comparisons } => self.comparisons(left, comparisons, to, span)?,
            ExpressionKind::Conditional { test, body, otherwise } => self.conditional(test, body, otherwise, to)?,
            ExpressionKind::Lambda { parameters, body } => self.lambda(expression, parameters, body, to)?,
            ExpressionKind::Tuple(items) => self.tuple(items, to, span)?,
            ExpressionKind::List(items) => self.list(items, to, span)?,
            ExpressionKind::Set(items) => self.set(items, to, span)?,
            ExpressionKind::Dictionary(items) => self.dictionary(items, to, span)?,
            ExpressionKind::ListComprehension { .. }
            | ExpressionKind::SetComprehension { .. }
            | ExpressionKind::DictionaryComprehension { .. } => self.comprehension(expression, to)?,
            ExpressionKind::Generator { element, generators } => self.generator_expression(expression, element, generators, to)?,
            ExpressionKind::Await(value) => self.await_expression(value, to, span)?,
            ExpressionKind::Yield(value) => self.yield_value(value, to, span)?,
            ExpressionKind::YieldFrom(value) => self.yield_from(value, to, span)?,
            ExpressionKind::Call { function, arguments } => self.call(expression, function, arguments, to)?,
            ExpressionKind::Attribute { value, name } => {
                let object = self.operand_in(value, Some(to))?;
                self.at_attribute(span, name);
                let name = self.mangle(name)?;
                self.emit_name(Opcode::LoadAttribute, [to, object, 0], name)?;
            }
            ExpressionKind::Subscript { value, index } => {
                let object = self.operand_in(value, Some(to))?;
                if let ExpressionKind::Slice { lower, upper, step } = index.kind {
                    let base = self.slice_parts([lower, upper, step])?;
                    self.at(span);
                    self.emit(Opcode::LoadSlice, [to, object, base])?;
                } else {
                    let index = self.operand(index)?;
                    self.at(span);
                    self.emit(Opcode::LoadSubscript, [to, object, index])?;
                }
            }
            ExpressionKind::Slice { lower, upper, step } => {
                let base = self.slice_parts([lower, upper, step])?;
                self.at(span);
                self.emit(Opcode::BuildSlice, [to, base, 0])?;
            }
            ExpressionKind::Starred(_) => {
                return Err(self.syntax_error(span, format_args!("can't use starred expression here")));
            }
        }
        self.release(mark);
        Ok(())
    }

    /// `target := value`, the value also to `to`.
    fn named(&mut self, target: &'a Expression<'a>, value: &'a Expression<'a>, to: Option<Slot>) -> Done {
        let ExpressionKind::Name(name) = target.kind else { return Ok(()) };
        let name = self.mangle(name)?;
        if let Access::Local { slot, .. } = self.access(name) {
            self.expression_to(value, slot)?;
            return to.map_or(Ok(()), |to| self.copy(to, slot));
        }
        let result = self.operand_in(value, to)?;
        self.at(target.span);
        self.store_name(name, result)?;
        to.map_or(Ok(()), |to| self.copy(to, result))
    }

    /// A long chain `a + b + c …`.
    fn chain(&mut self, expression: &'a Expression<'a>, to: Slot) -> Done {
        let mut nodes = List::new();
        let mut at = expression;
        while let ExpressionKind::Binary { left, .. } = at.kind {
            nodes.push(self.arena, at)?;
            at = left;
        }
        let result = self.temporary_for(to)?;
        let mut left = self.operand_in(at, Some(result))?;
        while let Some(node) = nodes.pop() {
            if let ExpressionKind::Binary { operator, right, .. } = node.kind {
                let destination = if nodes.is_empty() { to } else { result };
                self.binary(operation_of(operator) as u32, left, right, destination, node.span)?;
                left = destination;
            }
        }
        Ok(())
    }

    /// to = left operation right.
    pub(super) fn binary(&mut self, number: u32, left: Slot, right: &'a Expression<'a>, to: Slot, span: Span) -> Done {
        let mark = self.mark();
        let constant = self.fold(right)?;
        let sum = matches!(Operation::from_number(number as u8 & !IN_PLACE), Some(Operation::Add | Operation::Subtract));
        if let Some(value) = if sum { addend(constant) } else { immediate(constant) } {
            self.at(span);
            return self.emit_number(Opcode::BinaryImmediate, [to, left, value as u16], number);
        }
        let right = self.operand(right)?;
        self.at(span);
        self.emit_number(Opcode::Binary, [to, left, right], number)?;
        self.release(mark);
        Ok(())
    }

    fn unary(&mut self, operator: UnaryOperator, operand: &'a Expression<'a>, to: Slot, span: Span) -> Done {
        if operator == UnaryOperator::Not
            && let ExpressionKind::Compare { left, comparisons: [comparison] } = operand.kind
            && matches!(
                comparison.operator,
                ComparisonOperator::Is | ComparisonOperator::IsNot | ComparisonOperator::In | ComparisonOperator::NotIn
            )
        {
            return self.comparison(left, comparison, true, to, operand.span);
        }
        let operand = self.operand_in(operand, Some(to))?;
        let opcode = match operator {
            UnaryOperator::Plus => Opcode::Positive,
            UnaryOperator::Minus => Opcode::Negative,
            UnaryOperator::Invert => Opcode::Invert,
            UnaryOperator::Not => Opcode::Not,
        };
        self.at(span);
        self.emit(opcode, [to, operand, 0])
    }

    fn boolean(&mut self, operator: BooleanOperator, values: Expressions<'a>, to: Slot) -> Done {
        let result = self.temporary_for(to)?;
        let end = self.new_label()?;
        let opcode = if operator == BooleanOperator::And { Opcode::JumpIfFalse } else { Opcode::JumpIfTrue };
        for (index, value) in values.iter().enumerate() {
            self.expression_to(value, result)?;
            if index.saturating_add(1) < values.len() {
                self.at(value.span);
                self.emit_jump(opcode, [result, 0, 0], end)?;
            }
        }
        self.place(end)?;
        self.copy(to, result)
    }

    fn conditional(&mut self, test: &'a Expression<'a>, body: &'a Expression<'a>, otherwise: &'a Expression<'a>, to: Slot) -> Done {
        let (no, end) = (self.new_label()?, self.new_label()?);
        self.condition(test, no, false)?;
        self.expression_to(body, to)?;
        self.jump(end)?;
        self.place(no)?;
        self.expression_to(otherwise, to)?;
        self.place(end)
    }

    /// A single comparison; `negated`: of `is` and `in` the opposite.
    fn comparison(&mut self, left: &'a Expression<'a>, comparison: &Comparison<'a>, negated: bool, to: Slot, span: Span) -> Done {
        let left = self.operand_in(left, Some(to))?;
        if matches!(comparison.operator, ComparisonOperator::Is | ComparisonOperator::IsNot)
            && let Some(Constant::None) = self.fold(comparison.right)?
        {
            let none = (comparison.operator == ComparisonOperator::Is) != negated;
            return self.emit(if none { Opcode::IsNone } else { Opcode::IsNotNone }, [to, left, 0]);
        }
        let right = self.compared(comparison, None)?;
        self.at(span);
        self.compare(comparison.operator, negated, [to, left, right])
    }

    /// The right operand of a comparison behind which no other stands: of `in` a display may be a constant of another type.
    pub(super) fn compared(&mut self, comparison: &Comparison<'a>, place: Option<Slot>) -> Done<Slot> {
        if matches!(comparison.operator, ComparisonOperator::In | ComparisonOperator::NotIn)
            && let Some(constant) = self.fold_container(comparison.right)?
        {
            let place = match place {
                Some(place) => place,
                None => self.temporary()?,
            };
            self.load_constant(place, constant)?;
            return Ok(place);
        }
        self.operand_in(comparison.right, place)
    }

    pub(super) fn compare(&mut self, operator: ComparisonOperator, negated: bool, operands: [Slot; 3]) -> Done {
        let opcode = match (operator, negated) {
            (ComparisonOperator::Is, false) | (ComparisonOperator::IsNot, true) => Opcode::Is,
            (ComparisonOperator::Is, true) | (ComparisonOperator::IsNot, false) => Opcode::IsNot,
            (ComparisonOperator::In, false) | (ComparisonOperator::NotIn, true) => Opcode::Contains,
            (ComparisonOperator::In, true) | (ComparisonOperator::NotIn, false) => Opcode::NotContains,
            _ => {
                let relation = relation_of(operator).unwrap_or(Relation::Equal);
                return self.emit_number(Opcode::Compare, operands, relation as u32);
            }
        };
        self.emit(opcode, operands)
    }

    /// A chain of comparisons, as a value.
    fn comparisons(&mut self, left: &'a Expression<'a>, comparisons: &'a [Comparison<'a>], to: Slot, span: Span) -> Done {
        let result = self.temporary_for(to)?;
        let mut places = [self.temporary()?, self.temporary()?];
        let end = self.new_label()?;
        let [mut spare, next] = places;
        let mut left = self.operand_in(left, Some(next))?;
        for (index, comparison) in comparisons.iter().enumerate() {
            let is_last = index.saturating_add(1) >= comparisons.len();
            let right = if is_last { self.compared(comparison, Some(spare))? } else { self.operand_in(comparison.right, Some(spare))? };
            self.at(span);
            self.compare(comparison.operator, false, [result, left, right])?;
            if !is_last {
                self.emit_jump(Opcode::JumpIfFalse, [result, 0, 0], end)?;
            }
            left = right;
            places.swap(0, 1);
            spare = places[0];
        }
        self.place(end)?;
        self.copy(to, result)
    }
}

/// The number of an operator.
pub(super) fn operation_of(operator: BinaryOperator) -> Operation {
    match operator {
        BinaryOperator::Add => Operation::Add,
        BinaryOperator::Subtract => Operation::Subtract,
        BinaryOperator::Multiply => Operation::Multiply,
        BinaryOperator::MatrixMultiply => Operation::MatrixMultiply,
        BinaryOperator::Divide => Operation::Divide,
        BinaryOperator::FloorDivide => Operation::FloorDivide,
        BinaryOperator::Modulo => Operation::Modulo,
        BinaryOperator::Power => Operation::Power,
        BinaryOperator::LeftShift => Operation::ShiftLeft,
        BinaryOperator::RightShift => Operation::ShiftRight,
        BinaryOperator::BitOr => Operation::Or,
        BinaryOperator::BitXor => Operation::Xor,
        BinaryOperator::BitAnd => Operation::And,
    }
}

/// The number of an operator in an augmented assignment.
pub(super) fn in_place(operator: BinaryOperator) -> u32 {
    u32::from(operation_of(operator) as u8 | IN_PLACE)
}

/// The number of a comparison that is one of `Compare`.
pub(super) fn relation_of(operator: ComparisonOperator) -> Option<Relation> {
    Some(match operator {
        ComparisonOperator::Equal => Relation::Equal,
        ComparisonOperator::NotEqual => Relation::NotEqual,
        ComparisonOperator::Less => Relation::Less,
        ComparisonOperator::LessEqual => Relation::LessEqual,
        ComparisonOperator::Greater => Relation::Greater,
        ComparisonOperator::GreaterEqual => Relation::GreaterEqual,
        ComparisonOperator::Is | ComparisonOperator::IsNot | ComparisonOperator::In | ComparisonOperator::NotIn => {
            return None;
        }
    })
}
