//! Functions for other compilers, in a representation that both can be given: words, loads, stores, guards, calls.
//!
//! A value is defined once and used only where it dominates; between bytecodes everything lies in the frame, so there are no φs. Values are words of 64
//! bits; the first two are the machine and the frame.

/// A value.
pub type Value = u32;
/// A block; the first is the entry.
pub type Block = u32;

/// The machine, the first parameter.
pub const MACHINE: Value = 0;
/// The frame, the second.
pub const FRAME: Value = 1;

/// Operations on two words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Binary {
    Add,
    Subtract,
    Multiply,
    And,
    Or,
    Xor,
    ShiftLeft,
    ShiftRight,
    ShiftRightUnsigned,
    /// Of the lower halves, unsigned.
    Divide32,
    /// Of the lower halves, unsigned.
    Remainder32,
}

/// Operations on two floats, which are words' bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FloatBinary {
    Add,
    Subtract,
    Multiply,
    Divide,
}

/// How two words or floats compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    Equal,
    NotEqual,
    Less,
    LessEqual,
    Greater,
    GreaterEqual,
    /// Of words, unsigned.
    Below,
    /// Of words, unsigned.
    Above,
}

/// The width of what is loaded or stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Width {
    Byte,
    Half,
    Quarter,
    Word,
}

/// One operation.
#[derive(Clone, Debug)]
pub enum Operation {
    /// What follows belongs to this block.
    Begin(Block),
    Constant(Value, i64),
    /// A value = what lies at an address and so many bytes.
    Load(Value, Width, Value, i32),
    /// Stores a value at an address and so many bytes.
    Store(Value, Value, i32),
    Binary(Value, Binary, Value, Value),
    /// Rotates a word left.
    Rotate(Value, Value, u32),
    /// Adds, subtracts or multiplies; goes to the first block if that overflows, else to the second.
    Checked(Value, Binary, Value, Value, Block, Block),
    /// 1 or 0.
    Compare(Value, Relation, Value, Value),
    CompareFloat(Value, Relation, Value, Value),
    /// Goes to the first block if the relation holds, else to the second.
    Branch(Relation, Value, Value, Block, Block),
    BranchFloat(Relation, Value, Value, Block, Block),
    FloatBinary(Value, FloatBinary, Value, Value),
    /// Calls what is at an address; one result.
    Call(Value, Value, Vec<Value>),
    /// Two results, in registers.
    CallTwo(Value, Value, Value, Vec<Value>),
    Jump(Block),
    Return(Value),
}

/// A function of machine and frame that returns a word.
pub struct Function {
    pub operations: Vec<Operation>,
    pub values: u32,
    pub blocks: u32,
    /// How many bytecodes had a recipe of their own.
    pub known: usize,
}
