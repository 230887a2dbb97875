//! From bytecode to [`ir`](crate::ir): for each bytecode what its definition in `stencils/src/ops` does, in frame form.
//!
//! A family of bytecodes has one recipe. What has none is a call of the general helper, as many definitions are, with the result stored and the error
//! looked at.

/// The place of a helper in the machine.
macro_rules! helper {
    ($name:ident) => {
        (offset_of!(Machine, helpers) + offset_of!(Helpers, $name)) as i32
    };
}

mod calls;
mod containers;
mod names;
mod numbers;
mod parts;

use core::mem::offset_of;

use copperhead_stencils::Opcode;
use copperhead_stencils::layout::callable::Function as PythonFunction;
use copperhead_stencils::layout::container::{Cell, Tuple};
use copperhead_stencils::layout::frame;
use copperhead_stencils::layout::machine::{Helpers, Machine};
use copperhead_stencils::layout::object::Kind;
use copperhead_stencils::list::Field;
use copperhead_stencils::value::Value as Word;

use crate::ir::{Binary, Block, FRAME, FloatBinary, Function, Operation, Relation};
use crate::vm;

/// Added to a float's bits before it is rotated into a word (`stencils/src/value.rs`).
const FLOAT_BIAS: i64 = 3 << 60;
/// Objects are pointed to by their address and this.
const TAG: i32 = 1;
/// The bytes of a frame's head.
const HEAD: i32 = frame::HEAD_WORDS as i32 * 8;

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
            ("CallPop" | "CallPopAt" | "CallInsert", _) => {
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
