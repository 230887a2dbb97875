//! Loops, cells, globals, attributes.

use core::mem::offset_of;

use copperhead_stencils::layout::callable::Function as PythonFunction;
use copperhead_stencils::layout::container::{Cell, Dict, DictEntry};
use copperhead_stencils::layout::frame;
use copperhead_stencils::layout::instance::Instance;
use copperhead_stencils::layout::machine::{Helpers, Machine};
use copperhead_stencils::layout::object::Object;
use copperhead_stencils::value::Value as Word;

use super::{Instruction, Maker, TAG};
use crate::ir::{Binary, Block, FRAME, MACHINE, Operation, Relation, Value, Width};

impl Maker<'_> {
    /// Takes one from the countdown; to the other block if it ran out.
    pub(super) fn count_down(&mut self, slow: Block) {
        let left = self.load(MACHINE, offset_of!(Machine, countdown) as i32);
        let left = self.with_constant(Binary::Subtract, left, 1);
        self.store(left, MACHINE, offset_of!(Machine, countdown) as i32);
        self.guard_is(Relation::GreaterEqual, left, 0, slow);
    }

    pub(super) fn loop_back(&mut self, instruction: Instruction) {
        let (target, slow) = (self.target(instruction), self.block());
        self.count_down(slow);
        self.jump(target);
        self.begin(slow);
        let pc = self.constant(self.pc(instruction));
        let found = self.call_helper(helper!(poll), &[FRAME, pc]);
        let (error, other) = (self.block(), self.block());
        let zero = self.constant(0);
        self.branch(Relation::Equal, found, zero, error, other);
        self.begin(error);
        self.raise(instruction);
        self.begin(other);
        let (one, go) = (self.constant(1), self.block());
        self.branch(Relation::Equal, found, one, target, go);
        self.begin(go);
        let result = self.value();
        self.operations.push(Operation::Call(result, found, vec![MACHINE, FRAME]));
        self.operations.push(Operation::Return(result));
    }

    pub(super) fn load_cell(&mut self, instruction: Instruction) {
        let slow = self.block();
        let cell = self.read(instruction, 1);
        let value = self.load(cell, offset_of!(Cell, value) as i32 - TAG);
        self.guard_is(Relation::NotEqual, value, Word::UNDEFINED.0 as i64, slow);
        self.write(instruction, value);
        self.jump(instruction.next);
        self.begin(slow);
        self.general(instruction);
    }

    pub(super) fn ask_global(&mut self, instruction: Instruction) {
        let pc = self.constant(self.pc(instruction));
        let value = self.call_helper(helper!(load_global), &[FRAME, pc]);
        self.finish(instruction, value);
    }

    pub(super) fn load_global(&mut self, instruction: Instruction, built_in: bool) {
        let slow = self.block();
        let cells = self.cells(instruction);
        let function = self.load(FRAME, frame::CALLABLE as i32 * 8);
        let mut dict = self.load(function, offset_of!(PythonFunction, globals) as i32 - TAG);
        let mut version = self.load(dict, offset_of!(Dict, version) as i32);
        if built_in {
            version = self.with_constant(Binary::Xor, version, -1);
        }
        let expected = self.load(cells, 8);
        self.guard(Relation::Equal, version, expected, slow);
        if built_in {
            dict = self.load(MACHINE, offset_of!(Machine, builtins) as i32);
            let version = self.load(dict, offset_of!(Dict, version) as i32);
            let expected = self.load(cells, 16);
            self.guard(Relation::Equal, version, expected, slow);
        }
        let entries = self.load(dict, offset_of!(Dict, entries) as i32);
        let index = self.load(cells, if built_in { 24 } else { 16 });
        let offset = self.with_constant(Binary::Multiply, index, size_of::<DictEntry>() as i64);
        let entry = self.binary(Binary::Add, entries, offset);
        let value = self.load(entry, offset_of!(DictEntry, value) as i32);
        self.write(instruction, value);
        self.jump(instruction.next);
        self.begin(slow);
        self.ask_global(instruction);
    }

    /// That an object has the shape in the second cell, `step` beside it; the cells' address.
    pub(super) fn guard_shape(&mut self, instruction: Instruction, object: Value, step: i64, slow: Block) -> Value {
        self.guard_pointer(object, slow);
        let mut shape = self.load(object, offset_of!(Object, shape) as i32 - TAG);
        if step != 0 {
            shape = self.with_constant(Binary::Add, shape, step);
        }
        let cells = self.cells(instruction);
        let expected = self.load(cells, 8);
        self.guard(Relation::Equal, shape, expected, slow);
        cells
    }

    /// Looks into the table of known attributes; the block for what is not there.
    pub(super) fn known_attribute(&mut self, instruction: Instruction, object: Value, slow: Block) -> Value {
        let table = self.load(MACHINE, offset_of!(Machine, attributes) as i32);
        self.guard_pointer(object, slow);
        self.guard_is(Relation::NotEqual, table, 0, slow);
        let shape = self.load(object, offset_of!(Object, shape) as i32 - TAG);
        let cells = self.cells(instruction);
        let name = self.load(cells, 0);
        let high = self.with_constant(Binary::ShiftRightUnsigned, name, 4);
        let mixed = self.with_constant(Binary::Multiply, high, 0x9e37_79b1);
        let low = self.with_constant(Binary::ShiftRightUnsigned, shape, 4);
        let mixed = self.binary(Binary::Xor, low, mixed);
        let folded = self.with_constant(Binary::ShiftRightUnsigned, mixed, 9);
        let mixed = self.binary(Binary::Xor, mixed, folded);
        let place = self.with_constant(Binary::And, mixed, 127);
        let offset = self.with_constant(Binary::ShiftLeft, place, 5);
        let entry = self.binary(Binary::Add, table, offset);
        let (found, marked) = (self.load(entry, 0), self.with_constant(Binary::Add, shape, 1));
        self.guard(Relation::Equal, found, marked, slow);
        let found = self.load(entry, 8);
        self.guard(Relation::Equal, found, name, slow);
        self.load(entry, 16)
    }

    pub(super) fn load_attribute(&mut self, instruction: Instruction) {
        let (other, slow) = (self.block(), self.block());
        let object = self.read(instruction, 1);
        let cells = self.guard_shape(instruction, object, 0, other);
        let slots = self.load(object, offset_of!(Instance, slots) as i32 - TAG);
        let offset = self.load(cells, 16);
        let place = self.binary(Binary::Add, slots, offset);
        let value = self.load(place, 0);
        self.write(instruction, value);
        self.jump(instruction.next);
        self.begin(other);
        let object = self.read(instruction, 1);
        let offset = self.known_attribute(instruction, object, slow);
        self.guard_bits(offset, 1, 0, slow);
        let slots = self.load(object, offset_of!(Instance, slots) as i32 - TAG);
        let offset = self.with_constant(Binary::ShiftRight, offset, 1);
        let place = self.binary(Binary::Add, slots, offset);
        let value = self.load(place, 0);
        self.write(instruction, value);
        self.jump(instruction.next);
        self.begin(slow);
        self.ask(instruction, helper!(load_attribute), &[1]);
    }

    pub(super) fn load_class_attribute(&mut self, instruction: Instruction) {
        let slow = self.block();
        let object = self.read(instruction, 1);
        let cells = self.guard_shape(instruction, object, 1, slow);
        let value = self.load(cells, 16);
        self.write(instruction, value);
        self.jump(instruction.next);
        self.begin(slow);
        self.ask(instruction, helper!(load_attribute), &[1]);
    }

    pub(super) fn store_attribute(&mut self, instruction: Instruction, new: bool) {
        let slow = self.block();
        let object = self.read(instruction, 0);
        let cells = self.guard_shape(instruction, object, i64::from(new), slow);
        let offset = self.load(cells, 16);
        if new {
            let room = self.load_as(Width::Half, object, 4 - TAG);
            let room = self.with_constant(Binary::ShiftLeft, room, 3);
            self.guard(Relation::Below, offset, room, slow);
        }
        let slots = self.load(object, offset_of!(Instance, slots) as i32 - TAG);
        let value = self.read(instruction, 1);
        let place = self.binary(Binary::Add, slots, offset);
        self.store(value, place, 0);
        if new {
            let shape = self.load(cells, 24);
            self.store(shape, object, offset_of!(Object, shape) as i32 - TAG);
        }
        self.jump(instruction.next);
        self.begin(slow);
        self.ask(instruction, helper!(store_attribute), &[0, 1]);
    }

    /// Stores a method and its receiver for a call.
    pub(super) fn write_method(&mut self, instruction: Instruction, method: Value, object: Value) {
        let base = self.slot(instruction, 0);
        self.store(method, FRAME, base);
        self.store(object, FRAME, base + frame::HEAD_WORDS as i32 * 8);
        self.jump(instruction.next);
    }

    pub(super) fn load_method(&mut self, instruction: Instruction) {
        let (other, slow) = (self.block(), self.block());
        let object = self.read(instruction, 1);
        let cells = self.guard_shape(instruction, object, 0, other);
        let method = self.load(cells, 16);
        self.write_method(instruction, method, object);
        self.begin(other);
        let object = self.read(instruction, 1);
        let method = self.known_attribute(instruction, object, slow);
        self.guard_pointer(method, slow);
        self.write_method(instruction, method, object);
        self.begin(slow);
        self.ask_method(instruction);
    }

    pub(super) fn ask_method(&mut self, instruction: Instruction) {
        let pc = self.constant(self.pc(instruction));
        let object = self.read(instruction, 1);
        let base = self.with_constant(Binary::Add, FRAME, self.slot(instruction, 0).into());
        let result = self.call_helper(helper!(load_method), &[pc, object, base]);
        self.look(instruction, result);
        self.jump(instruction.next);
    }
}
