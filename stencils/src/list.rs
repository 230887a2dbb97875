//! The list of bytecodes: each once, with its cells, its operands and its body, in the file of its family ([`crate::ops`]). Everything that goes by
//! instructions expands from it: opcodes, decoder, handlers, stencils, disassembler, verifier, and which instruction takes which one's place.
//!
//! An entry reads: name, the cells behind the instruction word, what the fields a, b and c are, the body,
//! behind `=>` its slow path, where it has one ([`crate::definition::Flow::Slow`]),
//! if the instruction makes calls, the body in [`crate::ops::after`] that their results come back to,
//! in brackets its family of further stencils ([`crate::forms`]), and last, in parentheses, the generic instruction that it is a special
//! case of, and of what ([`crate::special`]).

use crate::forms::Family;
use crate::operation::{Comparison, Operation};
use crate::special::{Case, Operands, Origin};

/// Calls the macro with all entries: those of each file of [`crate::ops`] that has some, one after another.
macro_rules! for_each_bytecode {
    ($callback:ident) => {
        $crate::list::join! {
            $callback
            [load arithmetic complex compare control attribute super_method subscript slice begin iterate pairs table construct call keywords unpacked native generator resume general]
            {} {}
        }
    };
}

/// Puts the entries of one file behind those so far and goes on with the next file.
macro_rules! join {
    ($callback:ident [] { $($so_far:tt)* } { $($new:tt)* }) => {
        $callback! { $($so_far)* $($new)* }
    };
    ($callback:ident [$file:ident $($files:ident)*] { $($so_far:tt)* } { $($new:tt)* }) => {
        $crate::ops::$file::bytecodes! { $callback [$($files)*] { $($so_far)* $($new)* } }
    };
}
pub(crate) use join;

/// What a field of an instruction is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// Not used.
    None,
    /// A slot that is read.
    Read,
    /// A slot that is written.
    Write,
    /// The first of several slots.
    Base,
    /// A small integer, −32768 … 32767.
    Immediate,
    /// A number, 0 … 65535.
    Number,
    /// A jump distance of 16 bits.
    Target,
    /// A jump distance of 32 bits, in b and c.
    FarTarget,
}

/// What a cell behind an instruction holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CellKind {
    /// A value; the collector follows it, but behind a shape, whose class has it. 0 while unused.
    Value,
    /// The address of a shape, 0 for none. Cleared when the shape dies.
    Shape,
    /// A number.
    Number,
    /// A value that the cell does not keep alive: forgotten at each collection, see [`crate::ops::call::forgotten`].
    Weak,
}

/// What the list says of a bytecode.
#[derive(Clone, Copy, Debug)]
pub struct BytecodeInfo {
    /// Its name.
    pub name: &'static str,
    /// What it does, in words.
    pub description: &'static str,
    /// The cells behind its word.
    pub cells: &'static [CellKind],
    /// The fields a, b and c.
    pub fields: [Field; 3],
    /// Whether it makes calls that come back behind it.
    pub after: bool,
    /// Whether their results only go to field a.
    pub calls: bool,
}

impl BytecodeInfo {
    /// The words that the instruction takes.
    pub const fn words(&self) -> usize {
        1 + self.cells.len()
    }
}

macro_rules! origin {
    ($generic:ident) => {
        Origin { generic: Opcode::$generic, case: Case::Other }
    };
    (Call $name:ident $least:literal $most:literal) => {
        Origin { generic: Opcode::Call, case: Case::BuiltIn { owner: "builtins", name: stringify!($name), least: $least, most: $most } }
    };
    (CallMethod $owner:ident $name:ident $least:literal $most:literal) => {
        Origin {
            generic: Opcode::CallMethod,
            case: Case::BuiltIn { owner: stringify!($owner), name: stringify!($name), least: $least, most: $most },
        }
    };
    (Binary $operation:ident $operands:ident) => {
        Origin { generic: Opcode::Binary, case: Case::Operation(Operation::$operation, Operands::$operands) }
    };
    (BinaryImmediate $operation:ident $operands:ident) => {
        Origin { generic: Opcode::BinaryImmediate, case: Case::Operation(Operation::$operation, Operands::$operands) }
    };
    ($generic:ident $comparison:ident $operands:ident) => {
        Origin { generic: Opcode::$generic, case: Case::Comparison(Comparison::$comparison, Operands::$operands) }
    };
}

macro_rules! define {
    ($($(#[doc = $doc:literal])* $name:ident [$($cell:ident)*] ($a:ident, $b:ident, $c:ident)
        |$s:ident| $body:expr $(=> $slow:expr)? $(, $after:ident)? $(, [$family:ident])? $(, ($($origin:tt)*))?;)*) => {
        /// The opcodes, in the order of the list.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u16)]
        pub enum Opcode {
            $($(#[doc = $doc])* $name),*
        }

        /// What the list says, in the order of the opcodes.
        pub static BYTECODES: [BytecodeInfo; BYTECODE_COUNT] = [
            $(BytecodeInfo {
                name: stringify!($name),
                description: concat!($($doc),*),
                cells: &[$(CellKind::$cell),*],
                fields: [Field::$a, Field::$b, Field::$c],
                after: false $(|| !stringify!($after).is_empty())?,
                calls: false $(|| matches!(stringify!($after).as_bytes(), b"call"))?,
            }),*
        ];

        /// The families of forms, in the order of the opcodes.
        pub static FAMILIES: [Family; BYTECODE_COUNT] = [$([$(Family::$family,)? Family::Plain][0]),*];

        /// What the instructions are special cases of, in the order of the opcodes.
        pub static ORIGINS: [Option<Origin>; BYTECODE_COUNT] = [$([$(Some(origin!($($origin)*)),)? None][0]),*];

        /// The names, in the order of the opcodes.
        pub const BYTECODE_NAMES: &[&str] = &[$(stringify!($name)),*];

        impl Opcode {
            /// Every opcode, in order.
            pub const ALL: [Opcode; BYTECODE_COUNT] = [$(Opcode::$name),*];
        }
    };
}

/// How many bytecodes there are.
pub const BYTECODE_COUNT: usize = BYTECODE_NAMES.len();

for_each_bytecode!(define);

/// The words of each instruction, for the interpreter's way back into a caller: a byte each, where [`BYTECODES`] has much more.
pub static WORDS: [u8; BYTECODE_COUNT] = {
    let mut words = [0; BYTECODE_COUNT];
    let mut opcode = 0;
    while opcode < BYTECODE_COUNT {
        words[opcode] = BYTECODES[opcode].words() as u8;
        opcode += 1;
    }
    words
};

static GENERIC: [Opcode; BYTECODE_COUNT] = {
    let mut generic = Opcode::ALL;
    let mut opcode = 0;
    while opcode < BYTECODE_COUNT {
        if let Some(origin) = ORIGINS[opcode] {
            generic[opcode] = origin.generic;
        }
        opcode += 1;
    }
    generic
};

impl Opcode {
    /// The opcode with this number.
    #[inline]
    pub fn from_number(number: u16) -> Option<Opcode> {
        Self::ALL.get(number as usize).copied()
    }

    /// The generic instruction that it is a special case of, or itself.
    #[inline]
    pub fn generic(self) -> Opcode {
        GENERIC.get(self as usize).copied().unwrap_or(self)
    }

    /// What the list says of it.
    #[inline]
    pub fn info(self) -> &'static BytecodeInfo {
        // The enum has as many members as the table, so the index always exists.
        BYTECODES.get(self as usize).unwrap_or(&BYTECODES[0])
    }
}
