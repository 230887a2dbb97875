//! From bytecode to [`ir`](crate::ir): for each bytecode what its definition in `stencils/src/ops` does, in frame form.
//!
//! A family of bytecodes has one recipe. What has none is a call of the general helper, as many definitions are, with the result stored and the error
//! looked at.

use core::mem::offset_of;

use copperhead_stencils::Opcode;
use copperhead_stencils::definition::jump_distance;
use copperhead_stencils::layout::callable::{Code, Function as PythonFunction};
use copperhead_stencils::layout::container::{Cell, Dict, DictEntry, List, RangeIterator, SequenceIterator, Tuple};
use copperhead_stencils::layout::frame;
use copperhead_stencils::layout::instance::{Instance, Shape};
use copperhead_stencils::layout::machine::{Builtin, Entries, Helpers, Machine};
use copperhead_stencils::layout::object::{INTERNED, Kind, Object, STR_SUBCLASS};
use copperhead_stencils::list::Field;
use copperhead_stencils::ops::call::NATIVE_MARK;
use copperhead_stencils::value::Value as Word;

use crate::ir::{Binary, Block, FRAME, FloatBinary, Function, MACHINE, Operation, Relation, Value, Width};
use crate::vm;

/// Added to a float's bits before it is rotated into a word (`stencils/src/value.rs`).
const FLOAT_BIAS: i64 = 3 << 60;
/// Objects are pointed to by their address and this.
const TAG: i32 = 1;
/// The bytes of a frame's head.
const HEAD: i32 = frame::HEAD_WORDS as i32 * 8;

/// The place of a helper in the machine.
macro_rules! helper {
    ($name:ident) => {
        (offset_of!(Machine, helpers) + offset_of!(Helpers, $name)) as i32
    };
}

/// A function being made.
struct Maker<'a> {
    function: &'a vm::Function,
    operations: Vec<Operation>,
    values: u32,
    blocks: u32,
    /// The block of each word that begins an instruction.
    places: Vec<Option<Block>>,
    known: usize,
}

/// The instruction at hand.
#[derive(Clone, Copy)]
struct Instruction {
    word: u64,
    place: usize,
    fields: [Field; 3],
    next: Block,
}

pub fn translate(function: &vm::Function) -> Function {
    let mut maker =
        Maker { function, operations: Vec::new(), values: 2, blocks: 1, places: vec![None; function.words.len() + 1], known: 0 };
    let mut place = 0;
    while let Some(opcode) = maker.opcode(place) {
        let block = maker.block();
        maker.places[place] = Some(block);
        place += opcode.info().words();
    }
    maker.operations.push(Operation::Begin(0));
    maker.jump(1);
    let mut place = 0;
    while let Some(opcode) = maker.opcode(place) {
        let behind = place + opcode.info().words();
        // The last instruction returns or jumps; a block of its own for what could fall off the end.
        let next = maker.places[behind].unwrap_or_else(|| maker.block());
        let block = maker.places[place].expect("an instruction begins here");
        maker.operations.push(Operation::Begin(block));
        maker.instruction(opcode, Instruction { word: function.words[place], place, fields: opcode.info().fields, next });
        if maker.places[behind].is_none() {
            maker.operations.push(Operation::Begin(next));
            let nothing = maker.constant(0);
            maker.operations.push(Operation::Return(nothing));
        }
        place = behind;
    }
    Function { operations: maker.operations, values: maker.values, blocks: maker.blocks, known: maker.known }
}

impl Maker<'_> {
    fn opcode(&self, place: usize) -> Option<Opcode> {
        Opcode::from_number(*self.function.words.get(place)? as u16)
    }

    // --- What recipes are made of

    fn block(&mut self) -> Block {
        self.blocks += 1;
        self.blocks - 1
    }

    fn value(&mut self) -> Value {
        self.values += 1;
        self.values - 1
    }

    fn begin(&mut self, block: Block) {
        self.operations.push(Operation::Begin(block));
    }

    fn jump(&mut self, block: Block) {
        self.operations.push(Operation::Jump(block));
    }

    fn constant(&mut self, number: i64) -> Value {
        let value = self.value();
        self.operations.push(Operation::Constant(value, number));
        value
    }

    fn load_as(&mut self, width: Width, base: Value, offset: i32) -> Value {
        let value = self.value();
        self.operations.push(Operation::Load(value, width, base, offset));
        value
    }

    fn load(&mut self, base: Value, offset: i32) -> Value {
        self.load_as(Width::Word, base, offset)
    }

    fn store(&mut self, value: Value, base: Value, offset: i32) {
        self.operations.push(Operation::Store(value, base, offset));
    }

    fn binary(&mut self, kind: Binary, a: Value, b: Value) -> Value {
        let value = self.value();
        self.operations.push(Operation::Binary(value, kind, a, b));
        value
    }

    fn with_constant(&mut self, kind: Binary, a: Value, number: i64) -> Value {
        let number = self.constant(number);
        self.binary(kind, a, number)
    }

    fn branch(&mut self, relation: Relation, a: Value, b: Value, yes: Block, no: Block) {
        self.operations.push(Operation::Branch(relation, a, b, yes, no));
    }

    /// Goes on if the relation holds, else to the other block.
    fn guard(&mut self, relation: Relation, a: Value, b: Value, no: Block) {
        let yes = self.block();
        self.branch(relation, a, b, yes, no);
        self.begin(yes);
    }

    /// The same with a constant.
    fn guard_is(&mut self, relation: Relation, a: Value, number: i64, no: Block) {
        let number = self.constant(number);
        self.guard(relation, a, number, no);
    }

    /// That the bits of a mask are these.
    fn guard_bits(&mut self, value: Value, mask: i64, wanted: i64, no: Block) {
        let bits = self.with_constant(Binary::And, value, mask);
        self.guard_is(Relation::Equal, bits, wanted, no);
    }

    fn guard_pointer(&mut self, value: Value, no: Block) {
        let bits = self.with_constant(Binary::Subtract, value, TAG.into());
        self.guard_bits(bits, 7, 0, no);
    }

    fn guard_kind(&mut self, value: Value, kind: Kind, no: Block) {
        self.guard_pointer(value, no);
        let found = self.load_as(Width::Byte, value, -TAG);
        self.guard_is(Relation::Equal, found, kind as i64, no);
    }

    fn guard_flag(&mut self, value: Value, flag: i64, no: Block) {
        let flags = self.load_as(Width::Quarter, value, 2 - TAG);
        let bits = self.with_constant(Binary::And, flags, flag);
        self.guard_is(Relation::NotEqual, bits, 0, no);
    }

    // --- Fields of instructions

    fn field(&self, instruction: Instruction, index: usize) -> u16 {
        (instruction.word >> (16 * (index + 1))) as u16
    }

    fn slot(&self, instruction: Instruction, index: usize) -> i32 {
        i32::from(self.field(instruction, index)) * 8
    }

    fn read(&mut self, instruction: Instruction, index: usize) -> Value {
        match instruction.fields[index] {
            Field::Immediate => {
                let number = i64::from(self.field(instruction, index) as i16) * 2;
                self.constant(number)
            }
            _ => self.load(FRAME, self.slot(instruction, index)),
        }
    }

    fn write(&mut self, instruction: Instruction, value: Value) {
        self.store(value, FRAME, self.slot(instruction, 0));
    }

    fn pc(&self, instruction: Instruction) -> i64 {
        (self.function.address + instruction.place as u64 * 8) as i64
    }

    fn cells(&mut self, instruction: Instruction) -> Value {
        self.constant(self.pc(instruction) + 8)
    }

    fn target(&mut self, instruction: Instruction) -> Block {
        let wide = instruction.fields.contains(&Field::FarTarget);
        let place = instruction.place.checked_add_signed(jump_distance(instruction.word, wide));
        place.and_then(|place| self.places.get(place).copied().flatten()).unwrap_or(instruction.next)
    }

    // --- Slow paths

    /// Stores the frame where helpers look for it, and calls one.
    fn call_helper(&mut self, offset: i32, arguments: &[Value]) -> Value {
        self.store(FRAME, MACHINE, offset_of!(Machine, fp) as i32);
        let address = self.load(MACHINE, offset);
        let result = self.value();
        let all = [&[MACHINE], arguments].concat();
        self.operations.push(Operation::Call(result, address, all));
        result
    }

    /// Goes to the handler of the exception that is pending.
    fn raise(&mut self, instruction: Instruction) {
        let address = self.load(MACHINE, (offset_of!(Machine, entries) + offset_of!(Entries, raise)) as i32);
        let pc = self.constant(self.pc(instruction));
        let result = self.value();
        self.operations.push(Operation::Call(result, address, vec![MACHINE, FRAME, pc]));
        self.operations.push(Operation::Return(result));
    }

    /// Raises if a helper's result says so; goes on else.
    fn look(&mut self, instruction: Instruction, result: Value) {
        let (error, fine) = (self.block(), self.block());
        let wanted = self.constant(Word::ERROR.0 as i64);
        self.branch(Relation::Equal, result, wanted, error, fine);
        self.begin(error);
        self.raise(instruction);
        self.begin(fine);
    }

    /// A helper's result becomes the instruction's.
    fn finish(&mut self, instruction: Instruction, result: Value) {
        self.look(instruction, result);
        if instruction.fields[0] == Field::Write {
            self.write(instruction, result);
        }
        self.jump(instruction.next);
    }

    /// A helper of pc and operands.
    fn ask(&mut self, instruction: Instruction, offset: i32, operands: &[usize]) {
        let pc = self.constant(self.pc(instruction));
        let mut arguments = vec![pc];
        for index in operands {
            arguments.push(self.read(instruction, *index));
        }
        let result = self.call_helper(offset, &arguments);
        self.finish(instruction, result);
    }

    /// A helper that decides a branch.
    fn ask_branch(&mut self, instruction: Instruction, offset: i32, arguments: &[Value], sense: bool) {
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
    fn general(&mut self, instruction: Instruction) {
        let pc = self.constant(self.pc(instruction));
        if instruction.fields.iter().any(|field| matches!(field, Field::Target | Field::FarTarget)) {
            return self.ask_branch(instruction, helper!(general), &[FRAME, pc], true);
        }
        let result = self.call_helper(helper!(general), &[FRAME, pc]);
        self.finish(instruction, result);
    }

    /// What a helper that may continue elsewhere says: a result, an exception, or a frame to run.
    fn follow(&mut self, instruction: Instruction, offset: i32, arguments: &[Value], exhausted: Option<Block>) {
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

    fn guard_not(&mut self, value: Value, other: Value, equal: Block) {
        let differs = self.block();
        self.branch(Relation::Equal, value, other, equal, differs);
        self.begin(differs);
    }

    /// Runs a frame's code; its result is the instruction's.
    fn enter(&mut self, instruction: Instruction, code: Value, new_frame: Value) {
        let result = self.value();
        self.operations.push(Operation::Call(result, code, vec![MACHINE, new_frame]));
        self.finish(instruction, result);
    }

    // --- Recipes

    fn instruction(&mut self, opcode: Opcode, instruction: Instruction) {
        self.known += 1;
        let name = opcode.info().name;
        let family = Family::of(name);
        match (name, family) {
            (_, Family::Arithmetic(operation)) => self.arithmetic(instruction, operation),
            (_, Family::FloatArithmetic(operation)) => self.float_arithmetic(instruction, operation),
            (_, Family::Comparison(relation, operands, None)) => self.comparison(instruction, relation, operands),
            (_, Family::Comparison(relation, operands, Some(sense))) => self.compare_and_branch(instruction, relation, operands, sense),
            ("Binary" | "BinaryImmediate", _) => self.ask(instruction, helper!(binary), &[1, 2]),
            ("Compare", _) => self.ask(instruction, helper!(compare), &[1, 2]),
            ("JumpIfCompare" | "JumpIfCompareImmediate", _) => self.slow_branch(instruction, true),
            ("JumpUnlessCompare" | "JumpUnlessCompareImmediate", _) => self.slow_branch(instruction, false),
            ("LoadConstant", _) => {
                let cells = self.cells(instruction);
                let value = self.load(cells, 0);
                self.write(instruction, value);
                self.jump(instruction.next);
            }
            ("LoadInt" | "Copy", _) => {
                let value = self.read(instruction, 1);
                self.write(instruction, value);
                self.jump(instruction.next);
            }
            ("Clear", _) => {
                let value = self.constant(Word::UNDEFINED.0 as i64);
                self.write(instruction, value);
                self.jump(instruction.next);
            }
            ("LoadCell", _) => self.load_cell(instruction),
            ("StoreCell", _) => {
                let (cell, value) = (self.read(instruction, 0), self.read(instruction, 1));
                self.store(value, cell, offset_of!(Cell, value) as i32 - TAG);
                self.jump(instruction.next);
            }
            ("LoadFree", _) => {
                let function = self.load(FRAME, frame::CALLABLE as i32 * 8);
                let closure = self.load(function, offset_of!(PythonFunction, closure) as i32 - TAG);
                let item = self.load(closure, Tuple::ITEMS as i32 - TAG + i32::from(self.field(instruction, 1)) * 8);
                self.write(instruction, item);
                self.jump(instruction.next);
            }
            ("LoadName", _) => self.ask_global(instruction),
            ("LoadGlobal", _) => self.load_global(instruction, false),
            ("LoadBuiltin", _) => self.load_global(instruction, true),
            ("Jump", _) => {
                let target = self.target(instruction);
                self.jump(target);
            }
            ("JumpIfTrue", _) => self.branch_truth(instruction, true),
            ("JumpIfFalse", _) => self.branch_truth(instruction, false),
            ("JumpIfNone", _) => self.branch_none(instruction, true),
            ("JumpIfNotNone", _) => self.branch_none(instruction, false),
            ("Is", _) => self.identity(instruction, Relation::Equal),
            ("IsNot", _) => self.identity(instruction, Relation::NotEqual),
            ("Loop", _) => self.loop_back(instruction),
            ("LoadAttribute", _) => self.ask(instruction, helper!(load_attribute), &[1]),
            ("LoadAttributeSlot", _) => self.load_attribute(instruction),
            ("LoadAttributeClass", _) => self.load_class_attribute(instruction),
            ("StoreAttribute", _) => self.ask(instruction, helper!(store_attribute), &[0, 1]),
            ("StoreAttributeSlot", _) => self.store_attribute(instruction, false),
            ("StoreAttributeNew", _) => self.store_attribute(instruction, true),
            ("LoadMethod", _) => self.ask_method(instruction),
            ("LoadMethodCached", _) => self.load_method(instruction),
            ("LoadSubscript", _) => self.ask(instruction, helper!(load_subscript), &[1, 2]),
            ("LoadSubscriptList", _) => self.subscript(instruction, Kind::List, false),
            ("LoadSubscriptTuple", _) => self.subscript(instruction, Kind::Tuple, false),
            ("StoreSubscript", _) => self.ask(instruction, helper!(store_subscript), &[0, 1, 2]),
            ("StoreSubscriptList", _) => self.subscript(instruction, Kind::List, true),
            ("Iterate", _) => self.ask_item(instruction),
            ("IterateRange", _) => self.iterate_range(instruction),
            ("IterateList", _) => self.iterate_list(instruction),
            ("Unpack", _) => self.unpack(instruction),
            ("Call" | "CallMethod", _) => self.ask_call(instruction),
            ("CallFunction", _) => self.call(instruction, false),
            ("CallMethodFunction", _) => self.call(instruction, true),
            ("CallKnown", _) => self.call_known(instruction, false),
            ("CallMethodKnown", _) => self.call_known(instruction, true),
            ("CallNative", _) => self.call_native(instruction, false),
            ("CallMethodNative", _) => self.call_native(instruction, true),
            ("CallAppend", _) => self.append(instruction),
            ("CallLen", _) => self.len(instruction),
            ("CallIsInstance", _) => self.is_instance(instruction),
            ("CallPop", _) => {
                self.known -= 1;
                self.ask_call(instruction);
            }
            ("CallKeywords" | "CallUnpacked", _) => {
                let pc = self.constant(self.pc(instruction));
                let back = self.constant(0);
                self.follow(instruction, helper!(call_special), &[FRAME, pc, back], None);
            }
            ("Return", _) => {
                let value = self.read(instruction, 0);
                self.operations.push(Operation::Return(value));
            }
            ("ReturnNone", _) => {
                let value = self.constant(Word::NONE.0 as i64);
                self.operations.push(Operation::Return(value));
            }
            ("Raise" | "RaiseFrom" | "RaiseAgain" | "Reraise", _) => {
                let pc = self.constant(self.pc(instruction));
                self.call_helper(helper!(general), &[FRAME, pc]);
                self.raise(instruction);
            }
            _ => {
                self.known -= 1;
                self.general(instruction);
            }
        }
    }

    fn guard_int(&mut self, instruction: Instruction, index: usize, slow: Block) -> Value {
        let value = self.read(instruction, index);
        if instruction.fields[index] != Field::Immediate {
            self.guard_bits(value, 1, 0, slow);
        }
        value
    }

    fn arithmetic(&mut self, instruction: Instruction, operation: Binary) {
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

    fn guard_float(&mut self, instruction: Instruction, index: usize, slow: Block) -> Value {
        let value = self.read(instruction, index);
        self.guard_bits(value, 3, 3, slow);
        let rotated = self.value();
        self.operations.push(Operation::Rotate(rotated, value, 61));
        self.with_constant(Binary::Subtract, rotated, FLOAT_BIAS)
    }

    fn float_arithmetic(&mut self, instruction: Instruction, operation: FloatBinary) {
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
    fn operands(&mut self, instruction: Instruction, first: usize, operands: Operands, slow: Block) -> [Value; 2] {
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

    fn comparison(&mut self, instruction: Instruction, relation: Relation, operands: Operands) {
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
    fn write_truth(&mut self, instruction: Instruction, flag: Value) {
        let step = (Word::TRUE.0 as i64 - Word::FALSE.0 as i64).trailing_zeros();
        let shifted = self.with_constant(Binary::ShiftLeft, flag, step.into());
        let truth = self.with_constant(Binary::Add, shifted, Word::FALSE.0 as i64);
        self.write(instruction, truth);
        self.jump(instruction.next);
    }

    fn compare_and_branch(&mut self, instruction: Instruction, relation: Relation, operands: Operands, sense: bool) {
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

    fn slow_branch(&mut self, instruction: Instruction, sense: bool) {
        let pc = self.constant(self.pc(instruction));
        let (a, b) = (self.read(instruction, 0), self.read(instruction, 1));
        self.ask_branch(instruction, helper!(compare_truth), &[pc, a, b], sense);
    }

    fn branch_truth(&mut self, instruction: Instruction, sense: bool) {
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

    fn branch_none(&mut self, instruction: Instruction, sense: bool) {
        let target = self.target(instruction);
        let value = self.read(instruction, 0);
        let none = self.constant(Word::NONE.0 as i64);
        let (yes, no) = if sense { (target, instruction.next) } else { (instruction.next, target) };
        self.branch(Relation::Equal, value, none, yes, no);
    }

    fn identity(&mut self, instruction: Instruction, relation: Relation) {
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

    /// Takes one from the countdown; to the other block if it ran out.
    fn count_down(&mut self, slow: Block) {
        let left = self.load(MACHINE, offset_of!(Machine, countdown) as i32);
        let left = self.with_constant(Binary::Subtract, left, 1);
        self.store(left, MACHINE, offset_of!(Machine, countdown) as i32);
        self.guard_is(Relation::GreaterEqual, left, 0, slow);
    }

    fn loop_back(&mut self, instruction: Instruction) {
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

    fn load_cell(&mut self, instruction: Instruction) {
        let slow = self.block();
        let cell = self.read(instruction, 1);
        let value = self.load(cell, offset_of!(Cell, value) as i32 - TAG);
        self.guard_is(Relation::NotEqual, value, Word::UNDEFINED.0 as i64, slow);
        self.write(instruction, value);
        self.jump(instruction.next);
        self.begin(slow);
        self.general(instruction);
    }

    fn ask_global(&mut self, instruction: Instruction) {
        let pc = self.constant(self.pc(instruction));
        let value = self.call_helper(helper!(load_global), &[FRAME, pc]);
        self.finish(instruction, value);
    }

    fn load_global(&mut self, instruction: Instruction, built_in: bool) {
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
    fn guard_shape(&mut self, instruction: Instruction, object: Value, step: i64, slow: Block) -> Value {
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
    fn known_attribute(&mut self, instruction: Instruction, object: Value, slow: Block) -> Value {
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

    fn load_attribute(&mut self, instruction: Instruction) {
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

    fn load_class_attribute(&mut self, instruction: Instruction) {
        let slow = self.block();
        let object = self.read(instruction, 1);
        let cells = self.guard_shape(instruction, object, 1, slow);
        let value = self.load(cells, 16);
        self.write(instruction, value);
        self.jump(instruction.next);
        self.begin(slow);
        self.ask(instruction, helper!(load_attribute), &[1]);
    }

    fn store_attribute(&mut self, instruction: Instruction, new: bool) {
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
    fn write_method(&mut self, instruction: Instruction, method: Value, object: Value) {
        let base = self.slot(instruction, 0);
        self.store(method, FRAME, base);
        self.store(object, FRAME, base + frame::HEAD_WORDS as i32 * 8);
        self.jump(instruction.next);
    }

    fn load_method(&mut self, instruction: Instruction) {
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

    fn ask_method(&mut self, instruction: Instruction) {
        let pc = self.constant(self.pc(instruction));
        let object = self.read(instruction, 1);
        let base = self.with_constant(Binary::Add, FRAME, self.slot(instruction, 0).into());
        let result = self.call_helper(helper!(load_method), &[pc, object, base]);
        self.look(instruction, result);
        self.jump(instruction.next);
    }

    fn subscript(&mut self, instruction: Instruction, kind: Kind, store: bool) {
        let slow = self.block();
        let first = usize::from(!store);
        let (object, key) = (self.read(instruction, first), self.read(instruction, first + 1));
        self.guard_bits(key, 1, 0, slow);
        self.guard_kind(object, kind, slow);
        self.guard_flag(object, 1, slow);
        let tuple = kind == Kind::Tuple;
        let length = self.load(object, if tuple { offset_of!(Tuple, length) } else { offset_of!(List, length) } as i32 - TAG);
        let place = self.with_constant(Binary::ShiftRightUnsigned, key, 1);
        let (inside, negative) = (self.block(), self.block());
        self.branch(Relation::Below, place, length, inside, negative);
        // An index from the end: what is said of the fast path holds behind it, so the item is found twice.
        self.begin(negative);
        let signed = self.with_constant(Binary::ShiftRight, key, 1);
        let place_from_end = self.binary(Binary::Add, signed, length);
        self.guard(Relation::Below, place_from_end, length, slow);
        self.item(instruction, object, place_from_end, tuple, store);
        self.begin(inside);
        self.item(instruction, object, place, tuple, store);
        self.begin(slow);
        if store {
            self.ask(instruction, helper!(store_subscript), &[0, 1, 2]);
        } else {
            self.ask(instruction, helper!(load_subscript), &[1, 2]);
        }
    }

    fn item(&mut self, instruction: Instruction, object: Value, place: Value, tuple: bool, store: bool) {
        let offset = self.with_constant(Binary::ShiftLeft, place, 3);
        let (base, beyond) =
            if tuple { (object, Tuple::ITEMS as i32 - TAG) } else { (self.load(object, offset_of!(List, items) as i32 - TAG), 0) };
        let address = self.binary(Binary::Add, base, offset);
        if store {
            let value = self.read(instruction, 2);
            self.store(value, address, beyond);
        } else {
            let value = self.load(address, beyond);
            self.write(instruction, value);
        }
        self.jump(instruction.next);
    }

    fn ask_item(&mut self, instruction: Instruction) {
        let target = self.target(instruction);
        let pc = self.constant(self.pc(instruction));
        let back = self.constant(0);
        self.follow(instruction, helper!(iterate), &[FRAME, pc, back], Some(target));
    }

    fn iterate_range(&mut self, instruction: Instruction) {
        let (target, slow) = (self.target(instruction), self.block());
        let iterator = self.read(instruction, 1);
        self.guard_kind(iterator, Kind::RangeIterator, slow);
        let remaining = self.load(iterator, offset_of!(RangeIterator, remaining) as i32 - TAG);
        let zero = self.constant(0);
        self.guard_not(remaining, zero, target);
        let item = self.load(iterator, offset_of!(RangeIterator, next) as i32 - TAG);
        let left = self.with_constant(Binary::Subtract, remaining, 1);
        self.store(left, iterator, offset_of!(RangeIterator, remaining) as i32 - TAG);
        let step = self.load(iterator, offset_of!(RangeIterator, step) as i32 - TAG);
        let next = self.binary(Binary::Add, item, step);
        self.store(next, iterator, offset_of!(RangeIterator, next) as i32 - TAG);
        self.write(instruction, item);
        self.jump(instruction.next);
        self.begin(slow);
        self.ask_item(instruction);
    }

    fn iterate_list(&mut self, instruction: Instruction) {
        let slow = self.block();
        let iterator = self.read(instruction, 1);
        self.guard_kind(iterator, Kind::SequenceIterator, slow);
        let list = self.load(iterator, offset_of!(SequenceIterator, sequence) as i32 - TAG);
        self.guard_kind(list, Kind::List, slow);
        let index = self.load(iterator, offset_of!(SequenceIterator, index) as i32 - TAG);
        let length = self.load(list, offset_of!(List, length) as i32 - TAG);
        self.guard(Relation::Below, index, length, slow);
        let next = self.with_constant(Binary::Add, index, 1);
        self.store(next, iterator, offset_of!(SequenceIterator, index) as i32 - TAG);
        self.item(instruction, list, index, false, false);
        self.begin(slow);
        self.ask_item(instruction);
    }

    fn unpack(&mut self, instruction: Instruction) {
        let count = i32::from(self.field(instruction, 2));
        if !(2..=3).contains(&count) {
            return self.general(instruction);
        }
        let slow = self.block();
        let object = self.read(instruction, 1);
        self.guard_kind(object, Kind::Tuple, slow);
        self.guard_flag(object, 1, slow);
        let length = self.load(object, offset_of!(Tuple, length) as i32 - TAG);
        self.guard_is(Relation::Equal, length, count.into(), slow);
        let items: Vec<Value> = (0..count).map(|index| self.load(object, Tuple::ITEMS as i32 - TAG + index * 8)).collect();
        for (index, item) in (0..).zip(items) {
            self.store(item, FRAME, self.slot(instruction, 0) + index * 8);
        }
        self.jump(instruction.next);
        self.begin(slow);
        self.general(instruction);
    }

    /// The callable at the base, where a method has its receiver, too.
    fn callee(&mut self, instruction: Instruction, method: bool, slow: Block) -> Value {
        let base = self.slot(instruction, 1);
        let callee = self.load(FRAME, base);
        if method {
            let receiver = self.load(FRAME, base + HEAD);
            self.guard_is(Relation::NotEqual, receiver, Word::UNDEFINED.0 as i64, slow);
        }
        callee
    }

    /// The general call.
    fn ask_call(&mut self, instruction: Instruction) {
        let base = self.slot(instruction, 1);
        let pc = self.constant(self.pc(instruction));
        let base = self.with_constant(Binary::Add, FRAME, base.into());
        let count = self.constant(self.field(instruction, 2).into());
        let back = self.constant(0);
        self.follow(instruction, helper!(call), &[FRAME, pc, base, count, back], None);
    }

    /// Fills the head of the new frame, and runs it.
    fn run(&mut self, instruction: Instruction, code: Value, new_frame: Value) {
        // The return address is the native one: the head gets a word all the same.
        let back = self.constant(0);
        self.store(back, new_frame, frame::RETURN_ADDRESS as i32 * 8);
        self.store(FRAME, new_frame, frame::CALLER_FP as i32 * 8);
        let entry = self.load(code, offset_of!(Code, entry) as i32);
        self.enter(instruction, entry, new_frame);
    }

    fn new_frame(&mut self, instruction: Instruction) -> Value {
        let place = self.slot(instruction, 1) + HEAD;
        self.with_constant(Binary::Add, FRAME, place.into())
    }

    /// That the new frame does not reach beyond the limit of the stack.
    fn guard_limit(&mut self, end: Value, slow: Block) {
        let limit = self.load(MACHINE, offset_of!(Machine, stack_limit) as i32);
        let fits = self.block();
        self.branch(Relation::Above, end, limit, slow, fits);
        self.begin(fits);
    }

    /// A function of Python, whichever.
    fn call_any(&mut self, instruction: Instruction, callee: Value, slow: Block) {
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

    fn call(&mut self, instruction: Instruction, method: bool) {
        let slow = self.block();
        let callee = self.callee(instruction, method, slow);
        self.call_any(instruction, callee, slow);
        self.begin(slow);
        self.ask_call(instruction);
    }

    fn call_known(&mut self, instruction: Instruction, method: bool) {
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

    fn call_native(&mut self, instruction: Instruction, method: bool) {
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
    fn guard_builtin(&mut self, instruction: Instruction, builtin: Builtin, slow: Block) -> Value {
        let base = self.slot(instruction, 1);
        let argument = self.load(FRAME, base + HEAD);
        let callee = self.load(FRAME, base);
        let known = self.load(MACHINE, (offset_of!(Machine, known) + builtin as usize * 8) as i32);
        self.guard(Relation::Equal, callee, known, slow);
        argument
    }

    fn append(&mut self, instruction: Instruction) {
        let slow = self.block();
        let list = self.guard_builtin(instruction, Builtin::Append, slow);
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

    fn is_instance(&mut self, instruction: Instruction) {
        let slow = self.block();
        let value = self.guard_builtin(instruction, Builtin::IsInstance, slow);
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
    fn len(&mut self, instruction: Instruction) {
        let (slow, text, sequence, found) = (self.block(), self.block(), self.block(), self.block());
        let value = self.guard_builtin(instruction, Builtin::Len, slow);
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

/// What a comparison compares.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Operands {
    Int,
    Float,
    Name,
}

/// Families whose members the name tells.
enum Family {
    Arithmetic(Binary),
    FloatArithmetic(FloatBinary),
    /// With the sense of the branch that it is fused with.
    Comparison(Relation, Operands, Option<bool>),
    Other,
}

impl Family {
    fn of(name: &str) -> Family {
        let (plain, sense) = match (name.strip_prefix("JumpIf"), name.strip_prefix("JumpUnless")) {
            (Some(rest), _) => (rest, Some(true)),
            (_, Some(rest)) => (rest, Some(false)),
            _ => (name, None),
        };
        let plain = plain.strip_suffix("Immediate").unwrap_or(plain);
        let split = [("Int", Operands::Int), ("Float", Operands::Float), ("Name", Operands::Name)]
            .into_iter()
            .find_map(|(suffix, operands)| Some((plain.strip_suffix(suffix)?, operands)));
        let Some((operation, operands)) = split else { return Family::Other };
        let relation = match operation {
            "Less" => Some(Relation::Less),
            "LessEqual" => Some(Relation::LessEqual),
            "Equal" => Some(Relation::Equal),
            "NotEqual" => Some(Relation::NotEqual),
            "Greater" => Some(Relation::Greater),
            "GreaterEqual" => Some(Relation::GreaterEqual),
            _ => None,
        };
        if let Some(relation) = relation {
            return Family::Comparison(relation, operands, sense);
        }
        match (operation, operands) {
            ("Add", Operands::Float) => Family::FloatArithmetic(FloatBinary::Add),
            ("Subtract", Operands::Float) => Family::FloatArithmetic(FloatBinary::Subtract),
            ("Multiply", Operands::Float) => Family::FloatArithmetic(FloatBinary::Multiply),
            ("Divide", Operands::Float) => Family::FloatArithmetic(FloatBinary::Divide),
            ("Add", Operands::Int) => Family::Arithmetic(Binary::Add),
            ("Subtract", Operands::Int) => Family::Arithmetic(Binary::Subtract),
            ("Multiply", Operands::Int) => Family::Arithmetic(Binary::Multiply),
            ("FloorDivide", Operands::Int) => Family::Arithmetic(Binary::Divide32),
            ("Modulo", Operands::Int) => Family::Arithmetic(Binary::Remainder32),
            ("And", Operands::Int) => Family::Arithmetic(Binary::And),
            ("Or", Operands::Int) => Family::Arithmetic(Binary::Or),
            ("Xor", Operands::Int) => Family::Arithmetic(Binary::Xor),
            ("ShiftLeft", Operands::Int) => Family::Arithmetic(Binary::ShiftLeft),
            ("ShiftRight", Operands::Int) => Family::Arithmetic(Binary::ShiftRight),
            _ => Family::Other,
        }
    }
}
