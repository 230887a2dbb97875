//! Instructions that are special cases of generic ones: the list says of what, and the tables by which an instruction becomes another are made of that at build time.

use crate::list::{BYTECODE_COUNT, ORIGINS, Opcode};
use crate::operation::{Comparison, Operation};

/// What an instruction is a special case of.
#[derive(Clone, Copy, Debug)]
pub struct Origin {
    /// The instruction that it may stand for: it has the same operands and cells.
    pub generic: Opcode,
    /// When.
    pub case: Case,
}

/// When an instruction stands for its generic one.
#[derive(Clone, Copy, Debug)]
pub enum Case {
    /// The helper that does the work of the generic one knows.
    Other,
    /// That operation, on such operands.
    Operation(Operation, Operands),
    /// That comparison, of such operands.
    Comparison(Comparison, Operands),
    /// A call of a function or class of `builtins`, or of a method of a built-in class.
    BuiltIn {
        /// `builtins`, or the name of the class.
        owner: &'static str,
        /// Its name.
        name: &'static str,
        /// So many arguments at least, a method's receiver counted.
        least: u8,
        /// So many at most.
        most: u8,
    },
}

/// Kinds of operands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Operands {
    /// Small integers.
    Int,
    /// Floats.
    Float,
    /// A float and an integer.
    Number,
    /// Numbers of which one is complex.
    Complex,
    /// Strs.
    Name,
}

/// The special cases of an instruction for such operands, by the number of the operation or the comparison.
pub const fn special_cases<const COUNT: usize>(generic: Opcode, operands: Operands) -> [Option<Opcode>; COUNT] {
    let mut cases = [None; COUNT];
    let mut number = 0;
    while number < BYTECODE_COUNT {
        if let Some(origin) = ORIGINS[number]
            && origin.generic as u16 == generic as u16
        {
            let (place, wanted) = match origin.case {
                Case::Operation(operation, wanted) => (operation as usize, wanted),
                Case::Comparison(comparison, wanted) => (comparison as usize, wanted),
                Case::Other | Case::BuiltIn { .. } => (COUNT, operands),
            };
            if place < COUNT && wanted as u8 == operands as u8 {
                cases[place] = Some(Opcode::ALL[number]);
            }
        }
        number += 1;
    }
    cases
}

/// A function, a method or a class whose calls are an instruction.
#[derive(Clone, Copy, Debug)]
pub struct BuiltIn {
    /// The instruction, a special case of `Call` or `CallMethod`.
    pub opcode: Opcode,
    /// `builtins`, or the name of the class.
    pub owner: &'static str,
    /// Its name.
    pub name: &'static str,
    /// So many arguments at least.
    pub least: u8,
    /// So many at most.
    pub most: u8,
}

/// How many there are.
pub const BUILT_IN_COUNT: usize = {
    let (mut number, mut count) = (0, 0);
    while number < BYTECODE_COUNT {
        if let Some(Origin { case: Case::BuiltIn { .. }, .. }) = ORIGINS[number] {
            count += 1;
        }
        number += 1;
    }
    count
};

/// All of them, in the order of the opcodes.
pub static BUILT_INS: [BuiltIn; BUILT_IN_COUNT] = {
    let mut all = [BuiltIn { opcode: Opcode::Call, owner: "", name: "", least: 0, most: 0 }; BUILT_IN_COUNT];
    let (mut number, mut count) = (0, 0);
    while number < BYTECODE_COUNT {
        if let Some(Origin { case: Case::BuiltIn { owner, name, least, most }, .. }) = ORIGINS[number] {
            all[count] = BuiltIn { opcode: Opcode::ALL[number], owner, name, least, most };
            count += 1;
        }
        number += 1;
    }
    all
};

/// The place among [`BUILT_INS`] of the one that the instruction calls.
///
/// # Panics
/// If it calls none: at build time, where all callers are.
pub const fn built_in(opcode: Opcode) -> usize {
    let mut place = 0;
    while BUILT_INS[place].opcode as u16 != opcode as u16 {
        place += 1;
    }
    place
}
