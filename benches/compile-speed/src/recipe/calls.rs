//! Calls, of functions in Python and of built-in ones that are instructions.

use core::mem::offset_of;

use copperhead_stencils::Opcode;
use copperhead_stencils::layout::callable::Code;
use copperhead_stencils::layout::callable::Function as PythonFunction;
use copperhead_stencils::layout::container::List;
use copperhead_stencils::layout::frame;
use copperhead_stencils::layout::instance::Shape;
use copperhead_stencils::layout::machine::{Helpers, Machine};
use copperhead_stencils::layout::object::{Kind, Object, STR_SUBCLASS};
use copperhead_stencils::ops::call::NATIVE_MARK;
use copperhead_stencils::special::built_in;
use copperhead_stencils::value::Value as Word;

use super::{HEAD, Instruction, Maker, TAG};
use crate::ir::{Binary, Block, FRAME, MACHINE, Relation, Value, Width};

impl Maker<'_> {
    /// The callable at the base, where a method has its receiver, too.
    pub(super) fn callee(&mut self, instruction: Instruction, method: bool, slow: Block) -> Value {
        let base = self.slot(instruction, 1);
        let callee = self.load(FRAME, base);
        if method {
            let receiver = self.load(FRAME, base + HEAD);
            self.guard_is(Relation::NotEqual, receiver, Word::UNDEFINED.0 as i64, slow);
        }
        callee
    }

    /// The general call.
    pub(super) fn ask_call(&mut self, instruction: Instruction) {
        let base = self.slot(instruction, 1);
        let pc = self.constant(self.pc(instruction));
        let base = self.with_constant(Binary::Add, FRAME, base.into());
        let count = self.constant(self.field(instruction, 2).into());
        let back = self.constant(0);
        self.follow(instruction, helper!(call), &[FRAME, pc, base, count, back], None);
    }

    /// Fills the head of the new frame, and runs it.
    pub(super) fn run(&mut self, instruction: Instruction, code: Value, new_frame: Value) {
        // The return address is the native one: the head gets a word all the same.
        let back = self.constant(0);
        self.store(back, new_frame, frame::RETURN_ADDRESS as i32 * 8);
        self.store(FRAME, new_frame, frame::CALLER_FP as i32 * 8);
        let entry = self.load(code, offset_of!(Code, entry) as i32);
        self.enter(instruction, entry, new_frame);
    }

    pub(super) fn new_frame(&mut self, instruction: Instruction) -> Value {
        let place = self.slot(instruction, 1) + HEAD;
        self.with_constant(Binary::Add, FRAME, place.into())
    }

    /// That the new frame does not reach beyond the limit of the stack.
    pub(super) fn guard_limit(&mut self, end: Value, slow: Block) {
        let limit = self.load(MACHINE, offset_of!(Machine, stack_limit) as i32);
        let fits = self.block();
        self.branch(Relation::Above, end, limit, slow, fits);
        self.begin(fits);
    }

    /// A function of Python, whichever.
    pub(super) fn call_any(&mut self, instruction: Instruction, callee: Value, slow: Block) {
        self.guard_kind(callee, Kind::Function, slow);
        let code = self.load(callee, offset_of!(PythonFunction, code) as i32 - TAG);
        let wanted = self.load_as(Width::Half, code, offset_of!(Code, simple_arguments) as i32);
        self.guard_is(Relation::Equal, wanted, self.field(instruction, 2).into(), slow);
        let new_frame = self.new_frame(instruction);
        let bytes = self.load(code, offset_of!(Code, frame_bytes) as i32);
        let end = self.binary(Binary::Add, new_frame, bytes);
        self.guard_limit(end, slow);
        self.count_down(slow);
        self.run(instruction, code, new_frame);
    }

    pub(super) fn call(&mut self, instruction: Instruction, method: bool) {
        let slow = self.block();
        let callee = self.callee(instruction, method, slow);
        self.call_any(instruction, callee, slow);
        self.begin(slow);
        self.ask_call(instruction);
    }

    pub(super) fn call_known(&mut self, instruction: Instruction, method: bool) {
        let (other, slow) = (self.block(), self.block());
        let callee = self.callee(instruction, method, other);
        let cells = self.cells(instruction);
        let known = self.load(cells, 0);
        self.guard(Relation::Equal, callee, known, other);
        let new_frame = self.new_frame(instruction);
        self.guard_limit(new_frame, other);
        self.count_down(other);
        let code = self.load(callee, offset_of!(PythonFunction, code) as i32 - TAG);
        self.run(instruction, code, new_frame);
        self.begin(other);
        let callee = self.callee(instruction, method, slow);
        let cells = self.cells(instruction);
        let known = self.load(cells, 0);
        self.guard_is(Relation::NotEqual, known, 0, slow);
        self.call_any(instruction, callee, slow);
        self.begin(slow);
        self.ask_call(instruction);
    }

    pub(super) fn call_native(&mut self, instruction: Instruction, method: bool) {
        let slow = self.block();
        let callee = self.callee(instruction, method, slow);
        let marked = self.with_constant(Binary::Add, callee, NATIVE_MARK as i64);
        let cells = self.cells(instruction);
        let known = self.load(cells, 0);
        self.guard(Relation::Equal, marked, known, slow);
        let base = self.with_constant(Binary::Add, FRAME, self.slot(instruction, 1).into());
        let count = self.constant(self.field(instruction, 2).into());
        let result = self.call_helper(helper!(call_native), &[base, count]);
        self.finish(instruction, result);
        self.begin(slow);
        self.ask_call(instruction);
    }

    /// That the callable is the machine's own built-in function; its first argument.
    pub(super) fn guard_builtin(&mut self, instruction: Instruction, opcode: Opcode, slow: Block) -> Value {
        let base = self.slot(instruction, 1);
        let argument = self.load(FRAME, base + HEAD);
        let callee = self.load(FRAME, base);
        let known = self.load(MACHINE, (offset_of!(Machine, known) + built_in(opcode) * 8) as i32);
        self.guard(Relation::Equal, callee, known, slow);
        argument
    }

    pub(super) fn append(&mut self, instruction: Instruction) {
        let slow = self.block();
        let list = self.guard_builtin(instruction, Opcode::CallAppend, slow);
        self.guard_kind(list, Kind::List, slow);
        let length = self.load(list, offset_of!(List, length) as i32 - TAG);
        let capacity = self.load(list, offset_of!(List, capacity) as i32 - TAG);
        self.guard(Relation::Below, length, capacity, slow);
        let item = self.load(FRAME, self.slot(instruction, 1) + HEAD + 8);
        let items = self.load(list, offset_of!(List, items) as i32 - TAG);
        let offset = self.with_constant(Binary::ShiftLeft, length, 3);
        let place = self.binary(Binary::Add, items, offset);
        self.store(item, place, 0);
        let longer = self.with_constant(Binary::Add, length, 1);
        self.store(longer, list, offset_of!(List, length) as i32 - TAG);
        let none = self.constant(Word::NONE.0 as i64);
        self.write(instruction, none);
        self.jump(instruction.next);
        self.begin(slow);
        self.ask_call(instruction);
    }

    pub(super) fn is_instance(&mut self, instruction: Instruction) {
        let slow = self.block();
        let value = self.guard_builtin(instruction, Opcode::CallIsInstance, slow);
        self.guard_pointer(value, slow);
        let shape = self.load(value, offset_of!(Object, shape) as i32 - TAG);
        let class = self.load(shape, offset_of!(Shape, class) as i32);
        let wanted = self.load(FRAME, self.slot(instruction, 1) + HEAD + 8);
        self.guard(Relation::Equal, class, wanted, slow);
        let truth = self.constant(Word::TRUE.0 as i64);
        self.write(instruction, truth);
        self.jump(instruction.next);
        self.begin(slow);
        self.ask_call(instruction);
    }

    /// The length of a list, tuple or str; a dict's is left to the call.
    pub(super) fn len(&mut self, instruction: Instruction) {
        let (slow, text, sequence, found) = (self.block(), self.block(), self.block(), self.block());
        let value = self.guard_builtin(instruction, Opcode::CallLen, slow);
        self.guard_pointer(value, slow);
        let kind = self.load_as(Width::Byte, value, -TAG);
        let (list, other) = (self.constant(Kind::List as i64), self.block());
        self.branch(Relation::Equal, kind, list, sequence, other);
        self.begin(other);
        let tuple = self.constant(Kind::Tuple as i64);
        self.branch(Relation::Equal, kind, tuple, sequence, text);
        self.begin(text);
        self.guard_is(Relation::Equal, kind, Kind::Str as i64, slow);
        let flags = self.load_as(Width::Quarter, value, 2 - TAG);
        let bits = self.with_constant(Binary::And, flags, STR_SUBCLASS.into());
        self.guard_is(Relation::Equal, bits, 0, slow);
        self.jump(found);
        self.begin(sequence);
        self.guard_flag(value, 1, slow);
        self.jump(found);
        self.begin(found);
        let length = self.load(value, offset_of!(List, length) as i32 - TAG);
        let length = self.with_constant(Binary::ShiftLeft, length, 1);
        self.write(instruction, length);
        self.jump(instruction.next);
        self.begin(slow);
        self.ask_call(instruction);
    }
}
