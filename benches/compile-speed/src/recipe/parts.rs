//! What recipes are made of: loads and stores, guards, calls of helpers and what comes of them.

use core::mem::offset_of;

use copperhead_stencils::Opcode;
use copperhead_stencils::definition::jump_distance;
use copperhead_stencils::layout::machine::{Entries, Helpers, Machine};
use copperhead_stencils::layout::object::Kind;
use copperhead_stencils::list::Field;
use copperhead_stencils::value::Value as Word;

use super::{Instruction, Maker, TAG};
use crate::ir::{Binary, Block, FRAME, MACHINE, Operation, Relation, Value, Width};

impl Maker<'_> {
    pub(super) fn opcode(&self, place: usize) -> Option<Opcode> {
        Opcode::from_number(*self.function.words.get(place)? as u16)
    }

    pub(super) fn block(&mut self) -> Block {
        self.blocks += 1;
        self.blocks - 1
    }

    pub(super) fn value(&mut self) -> Value {
        self.values += 1;
        self.values - 1
    }

    pub(super) fn begin(&mut self, block: Block) {
        self.operations.push(Operation::Begin(block));
    }

    pub(super) fn jump(&mut self, block: Block) {
        self.operations.push(Operation::Jump(block));
    }

    pub(super) fn constant(&mut self, number: i64) -> Value {
        let value = self.value();
        self.operations.push(Operation::Constant(value, number));
        value
    }

    pub(super) fn load_as(&mut self, width: Width, base: Value, offset: i32) -> Value {
        let value = self.value();
        self.operations.push(Operation::Load(value, width, base, offset));
        value
    }

    pub(super) fn load(&mut self, base: Value, offset: i32) -> Value {
        self.load_as(Width::Word, base, offset)
    }

    pub(super) fn store(&mut self, value: Value, base: Value, offset: i32) {
        self.operations.push(Operation::Store(value, base, offset));
    }

    pub(super) fn binary(&mut self, kind: Binary, a: Value, b: Value) -> Value {
        let value = self.value();
        self.operations.push(Operation::Binary(value, kind, a, b));
        value
    }

    pub(super) fn with_constant(&mut self, kind: Binary, a: Value, number: i64) -> Value {
        let number = self.constant(number);
        self.binary(kind, a, number)
    }

    pub(super) fn branch(&mut self, relation: Relation, a: Value, b: Value, yes: Block, no: Block) {
        self.operations.push(Operation::Branch(relation, a, b, yes, no));
    }

    /// Goes on if the relation holds, else to the other block.
    pub(super) fn guard(&mut self, relation: Relation, a: Value, b: Value, no: Block) {
        let yes = self.block();
        self.branch(relation, a, b, yes, no);
        self.begin(yes);
    }

    /// The same with a constant.
    pub(super) fn guard_is(&mut self, relation: Relation, a: Value, number: i64, no: Block) {
        let number = self.constant(number);
        self.guard(relation, a, number, no);
    }

    /// That the bits of a mask are these.
    pub(super) fn guard_bits(&mut self, value: Value, mask: i64, wanted: i64, no: Block) {
        let bits = self.with_constant(Binary::And, value, mask);
        self.guard_is(Relation::Equal, bits, wanted, no);
    }

    pub(super) fn guard_pointer(&mut self, value: Value, no: Block) {
        let bits = self.with_constant(Binary::Subtract, value, TAG.into());
        self.guard_bits(bits, 7, 0, no);
    }

    pub(super) fn guard_kind(&mut self, value: Value, kind: Kind, no: Block) {
        self.guard_pointer(value, no);
        let found = self.load_as(Width::Byte, value, -TAG);
        self.guard_is(Relation::Equal, found, kind as i64, no);
    }

    pub(super) fn guard_flag(&mut self, value: Value, flag: i64, no: Block) {
        let flags = self.load_as(Width::Quarter, value, 2 - TAG);
        let bits = self.with_constant(Binary::And, flags, flag);
        self.guard_is(Relation::NotEqual, bits, 0, no);
    }

    pub(super) fn field(&self, instruction: Instruction, index: usize) -> u16 {
        (instruction.word >> (16 * (index + 1))) as u16
    }

    pub(super) fn slot(&self, instruction: Instruction, index: usize) -> i32 {
        i32::from(self.field(instruction, index)) * 8
    }

    pub(super) fn read(&mut self, instruction: Instruction, index: usize) -> Value {
        match instruction.fields[index] {
            Field::Immediate => {
                let number = i64::from(self.field(instruction, index) as i16) * 2;
                self.constant(number)
            }
            _ => self.load(FRAME, self.slot(instruction, index)),
        }
    }

    pub(super) fn write(&mut self, instruction: Instruction, value: Value) {
        self.store(value, FRAME, self.slot(instruction, 0));
    }

    pub(super) fn pc(&self, instruction: Instruction) -> i64 {
        (self.function.address + instruction.place as u64 * 8) as i64
    }

    pub(super) fn cells(&mut self, instruction: Instruction) -> Value {
        self.constant(self.pc(instruction) + 8)
    }

    pub(super) fn target(&mut self, instruction: Instruction) -> Block {
        let wide = instruction.fields.contains(&Field::FarTarget);
        let place = instruction.place.checked_add_signed(jump_distance(instruction.word, wide));
        place.and_then(|place| self.places.get(place).copied().flatten()).unwrap_or(instruction.next)
    }

    /// Stores the frame where helpers look for it, and calls one.
    pub(super) fn call_helper(&mut self, offset: i32, arguments: &[Value]) -> Value {
        self.store(FRAME, MACHINE, offset_of!(Machine, fp) as i32);
        let address = self.load(MACHINE, offset);
        let result = self.value();
        let all = [&[MACHINE], arguments].concat();
        self.operations.push(Operation::Call(result, address, all));
        result
    }

    /// Goes to the handler of the exception that is pending.
    pub(super) fn raise(&mut self, instruction: Instruction) {
        let address = self.load(MACHINE, (offset_of!(Machine, entries) + offset_of!(Entries, raise)) as i32);
        let pc = self.constant(self.pc(instruction));
        let result = self.value();
        self.operations.push(Operation::Call(result, address, vec![MACHINE, FRAME, pc]));
        self.operations.push(Operation::Return(result));
    }

    /// Raises if a helper's result says so; goes on else.
    pub(super) fn look(&mut self, instruction: Instruction, result: Value) {
        let (error, fine) = (self.block(), self.block());
        let wanted = self.constant(Word::ERROR.0 as i64);
        self.branch(Relation::Equal, result, wanted, error, fine);
        self.begin(error);
        self.raise(instruction);
        self.begin(fine);
    }

    /// A helper's result becomes the instruction's.
    pub(super) fn finish(&mut self, instruction: Instruction, result: Value) {
        self.look(instruction, result);
        if instruction.fields[0] == Field::Write {
            self.write(instruction, result);
        }
        self.jump(instruction.next);
    }

    /// A helper of pc and operands.
    pub(super) fn ask(&mut self, instruction: Instruction, offset: i32, operands: &[usize]) {
        let pc = self.constant(self.pc(instruction));
        let mut arguments = vec![pc];
        for index in operands {
            arguments.push(self.read(instruction, *index));
        }
        let result = self.call_helper(offset, &arguments);
        self.finish(instruction, result);
    }

    /// A helper that decides a branch.
    pub(super) fn ask_branch(&mut self, instruction: Instruction, offset: i32, arguments: &[Value], sense: bool) {
        let target = self.target(instruction);
        let truth = self.call_helper(offset, arguments);
        let no = self.block();
        let wanted = self.constant(Word::from_bool(sense).0 as i64);
        self.branch(Relation::Equal, truth, wanted, target, no);
        self.begin(no);
        self.look(instruction, truth);
        self.jump(instruction.next);
    }

    /// Everything by the general helper.
    pub(super) fn general(&mut self, instruction: Instruction) {
        let pc = self.constant(self.pc(instruction));
        if instruction.fields.iter().any(|field| matches!(field, Field::Target | Field::FarTarget)) {
            return self.ask_branch(instruction, helper!(general), &[FRAME, pc], true);
        }
        let result = self.call_helper(helper!(general), &[FRAME, pc]);
        self.finish(instruction, result);
    }

    /// What a helper that may continue elsewhere says: a result, an exception, or a frame to run.
    pub(super) fn follow(&mut self, instruction: Instruction, offset: i32, arguments: &[Value], exhausted: Option<Block>) {
        self.store(FRAME, MACHINE, offset_of!(Machine, fp) as i32);
        let address = self.load(MACHINE, offset);
        let (code, value) = (self.value(), self.value());
        let all = [&[MACHINE], arguments].concat();
        self.operations.push(Operation::CallTwo(code, value, address, all));
        let (result, other, error, go) = (self.block(), self.block(), self.block(), self.block());
        let one = self.constant(1);
        self.branch(Relation::Equal, code, one, result, other);
        self.begin(result);
        if let Some(target) = exhausted {
            let end = self.constant(Word::EXHAUSTED.0 as i64);
            self.guard_not(value, end, target);
        }
        self.write(instruction, value);
        self.jump(instruction.next);
        self.begin(other);
        let zero = self.constant(0);
        self.branch(Relation::Equal, code, zero, error, go);
        self.begin(error);
        self.raise(instruction);
        self.begin(go);
        self.enter(instruction, code, value);
    }

    pub(super) fn guard_not(&mut self, value: Value, other: Value, equal: Block) {
        let differs = self.block();
        self.branch(Relation::Equal, value, other, equal, differs);
        self.begin(differs);
    }

    /// Runs a frame's code; its result is the instruction's.
    pub(super) fn enter(&mut self, instruction: Instruction, code: Value, new_frame: Value) {
        let result = self.value();
        self.operations.push(Operation::Call(result, code, vec![MACHINE, new_frame]));
        self.finish(instruction, result);
    }
}
