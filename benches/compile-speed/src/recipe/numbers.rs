//! Numbers, comparisons, truth.

use core::mem::offset_of;

use copperhead_stencils::layout::machine::{Helpers, Machine};
use copperhead_stencils::layout::object::{INTERNED, Kind};
use copperhead_stencils::list::Field;
use copperhead_stencils::value::Value as Word;

use super::{FLOAT_BIAS, Instruction, Maker, Operands};
use crate::ir::{Binary, Block, FloatBinary, Operation, Relation, Value};

impl Maker<'_> {
    pub(super) fn guard_int(&mut self, instruction: Instruction, index: usize, slow: Block) -> Value {
        let value = self.read(instruction, index);
        if instruction.fields[index] != Field::Immediate {
            self.guard_bits(value, 1, 0, slow);
        }
        value
    }

    pub(super) fn arithmetic(&mut self, instruction: Instruction, operation: Binary) {
        let slow = self.block();
        let (a, b) = (self.guard_int(instruction, 1, slow), self.guard_int(instruction, 2, slow));
        let result = match operation {
            Binary::Add | Binary::Subtract | Binary::Multiply => {
                let b = if operation == Binary::Multiply { self.with_constant(Binary::ShiftRight, b, 1) } else { b };
                let (result, fine) = (self.value(), self.block());
                self.operations.push(Operation::Checked(result, operation, a, b, slow, fine));
                self.begin(fine);
                result
            }
            Binary::Divide32 | Binary::Remainder32 => {
                let both = self.binary(Binary::Or, a, b);
                let high = self.with_constant(Binary::ShiftRightUnsigned, both, 31);
                self.guard_is(Relation::Equal, high, 0, slow);
                self.guard_is(Relation::NotEqual, b, 0, slow);
                let result = self.binary(operation, a, b);
                if operation == Binary::Divide32 { self.with_constant(Binary::ShiftLeft, result, 1) } else { result }
            }
            Binary::ShiftLeft | Binary::ShiftRight => {
                self.guard_is(Relation::Below, b, 128, slow);
                let distance = self.with_constant(Binary::ShiftRight, b, 1);
                let shifted = self.binary(operation, a, distance);
                if operation == Binary::ShiftLeft {
                    let back = self.binary(Binary::ShiftRight, shifted, distance);
                    self.guard(Relation::Equal, back, a, slow);
                    shifted
                } else {
                    self.with_constant(Binary::And, shifted, -2)
                }
            }
            _ => self.binary(operation, a, b),
        };
        self.write(instruction, result);
        self.jump(instruction.next);
        self.begin(slow);
        self.ask(instruction, helper!(binary), &[1, 2]);
    }

    pub(super) fn guard_float(&mut self, instruction: Instruction, index: usize, slow: Block) -> Value {
        let value = self.read(instruction, index);
        self.guard_bits(value, 3, 3, slow);
        let rotated = self.value();
        self.operations.push(Operation::Rotate(rotated, value, 61));
        self.with_constant(Binary::Subtract, rotated, FLOAT_BIAS)
    }

    pub(super) fn float_arithmetic(&mut self, instruction: Instruction, operation: FloatBinary) {
        let slow = self.block();
        let (a, b) = (self.guard_float(instruction, 1, slow), self.guard_float(instruction, 2, slow));
        if operation == FloatBinary::Divide {
            let (zero, fine) = (self.constant(0), self.block());
            self.operations.push(Operation::BranchFloat(Relation::Equal, b, zero, slow, fine));
            self.begin(fine);
        }
        let result = self.value();
        self.operations.push(Operation::FloatBinary(result, operation, a, b));
        let biased = self.with_constant(Binary::Add, result, FLOAT_BIAS);
        let word = self.value();
        self.operations.push(Operation::Rotate(word, biased, 3));
        self.guard_bits(word, 3, 3, slow);
        self.write(instruction, word);
        self.jump(instruction.next);
        self.begin(slow);
        self.ask(instruction, helper!(binary), &[1, 2]);
    }

    /// Two operands of a kind, as they are compared.
    pub(super) fn operands(&mut self, instruction: Instruction, first: usize, operands: Operands, slow: Block) -> [Value; 2] {
        [first, first + 1].map(|index| match operands {
            Operands::Int => self.guard_int(instruction, index, slow),
            Operands::Float => self.guard_float(instruction, index, slow),
            Operands::Name => {
                let value = self.read(instruction, index);
                self.guard_kind(value, Kind::Str, slow);
                self.guard_flag(value, INTERNED.into(), slow);
                value
            }
        })
    }

    pub(super) fn comparison(&mut self, instruction: Instruction, relation: Relation, operands: Operands) {
        let slow = self.block();
        let [a, b] = self.operands(instruction, 1, operands, slow);
        let flag = self.value();
        self.operations.push(match operands {
            Operands::Float => Operation::CompareFloat(flag, relation, a, b),
            _ => Operation::Compare(flag, relation, a, b),
        });
        self.write_truth(instruction, flag);
        self.begin(slow);
        self.ask(instruction, helper!(compare), &[1, 2]);
    }

    /// Stores a flag as True or False, and goes on.
    pub(super) fn write_truth(&mut self, instruction: Instruction, flag: Value) {
        let step = (Word::TRUE.0 as i64 - Word::FALSE.0 as i64).trailing_zeros();
        let shifted = self.with_constant(Binary::ShiftLeft, flag, step.into());
        let truth = self.with_constant(Binary::Add, shifted, Word::FALSE.0 as i64);
        self.write(instruction, truth);
        self.jump(instruction.next);
    }

    pub(super) fn compare_and_branch(&mut self, instruction: Instruction, relation: Relation, operands: Operands, sense: bool) {
        let slow = self.block();
        let target = self.target(instruction);
        let [a, b] = self.operands(instruction, 0, operands, slow);
        let (yes, no) = if sense { (target, instruction.next) } else { (instruction.next, target) };
        self.operations.push(match operands {
            Operands::Float => Operation::BranchFloat(relation, a, b, yes, no),
            _ => Operation::Branch(relation, a, b, yes, no),
        });
        self.begin(slow);
        self.slow_branch(instruction, sense);
    }

    pub(super) fn slow_branch(&mut self, instruction: Instruction, sense: bool) {
        let pc = self.constant(self.pc(instruction));
        let (a, b) = (self.read(instruction, 0), self.read(instruction, 1));
        self.ask_branch(instruction, helper!(compare_truth), &[pc, a, b], sense);
    }

    pub(super) fn branch_truth(&mut self, instruction: Instruction, sense: bool) {
        let (target, other, number, slow) = (self.target(instruction), self.block(), self.block(), self.block());
        let value = self.read(instruction, 0);
        let bits = self.with_constant(Binary::And, value, !8);
        let boolean = self.block();
        let wanted = self.constant(Word::FALSE.0 as i64 & !8);
        self.branch(Relation::Equal, bits, wanted, boolean, other);
        self.begin(boolean);
        let wanted = self.constant(Word::from_bool(sense).0 as i64);
        self.branch(Relation::Equal, value, wanted, target, instruction.next);
        self.begin(other);
        let low = self.with_constant(Binary::And, value, 1);
        let zero = self.constant(0);
        self.branch(Relation::Equal, low, zero, number, slow);
        self.begin(number);
        let zero = self.constant(0);
        self.branch(if sense { Relation::NotEqual } else { Relation::Equal }, value, zero, target, instruction.next);
        self.begin(slow);
        let value = self.read(instruction, 0);
        self.ask_branch(instruction, helper!(truth), &[value], sense);
    }

    pub(super) fn branch_none(&mut self, instruction: Instruction, sense: bool) {
        let target = self.target(instruction);
        let value = self.read(instruction, 0);
        let none = self.constant(Word::NONE.0 as i64);
        let (yes, no) = if sense { (target, instruction.next) } else { (instruction.next, target) };
        self.branch(Relation::Equal, value, none, yes, no);
    }

    pub(super) fn identity(&mut self, instruction: Instruction, relation: Relation) {
        let (known, differ, slow, second) = (self.block(), self.block(), self.block(), self.block());
        let (a, b) = (self.read(instruction, 1), self.read(instruction, 2));
        self.branch(Relation::Equal, a, b, known, differ);
        self.begin(differ);
        self.guard_pointer(a, known);
        self.jump(second);
        self.begin(second);
        self.guard_pointer(b, known);
        self.jump(slow);
        self.begin(known);
        let flag = self.value();
        self.operations.push(Operation::Compare(flag, relation, a, b));
        self.write_truth(instruction, flag);
        self.begin(slow);
        self.general(instruction);
    }
}
