//! What a stencil must not do, and how the refusal reads.

use crate::assembly::{Frame, InstructionSet};
use std::collections::BTreeSet;
use std::fmt;

/// One instruction that the build refuses, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The function's symbol: `stencil_`, `after_`, `handler_` or `entry_` and the instruction's name.
    pub function: String,
    /// What is wrong with it.
    pub reason: Reason,
}

/// Why an instruction is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// It returns to a native caller; it must end in a tail call (`become`).
    Return {
        /// The offending instruction.
        line: String,
    },
    /// It stops the machine: a path that the compiler thinks cannot be, or a panic.
    Trap {
        /// The offending instruction.
        line: String,
    },
    /// A path does not end in a tail jump but runs off the end of the function.
    FallsOff {
        /// The last instruction before the end.
        line: String,
    },
    /// It leaves, or goes to another block, with something on the native stack that is not expected there.
    UnbalancedStack {
        /// The offending jump.
        line: String,
        /// Where the canonical frame address is then.
        frame: Frame,
    },
    /// A relocation that the patcher has no encoder for.
    Relocation {
        /// The relocation's number in the ABI.
        number: u32,
        /// What it refers to.
        symbol: String,
        /// Offset in the part.
        offset: u64,
    },
    /// A symbol that is not a hole: a hidden panic, `memcpy`, another function.
    Symbol(String),
    /// Data that the compiler put outside the code: a constant, a jump table, a string.
    Constant(String),
    /// An addend that does not fit in 32 bits.
    Addend(i64),
    /// It computes with an operand, so that the compiler took the distance to it: operands are numbers, not places.
    RelativeOperand(String),
    /// It names a register that belongs to the system.
    Register {
        /// The offending instruction.
        line: String,
    },
    /// A bytecode or named stencil in the list without a definition.
    Missing,
    /// A name that is in the lists twice.
    Duplicate,
    /// A definition whose name is in no list.
    NotListed,
}

impl Refusal {
    /// A refusal of this function for this reason.
    pub fn new(function: &str, reason: Reason) -> Self {
        Self { function: function.to_string(), reason }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}: {}", self.function, self.reason)
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Return { line } => write!(out, "returns (`{line}`); every path must end in a tail call"),
            Self::Trap { line } => write!(out, "stops the machine (`{line}`); look for a panic or an impossible case"),
            Self::FallsOff { line } => write!(out, "a path runs off the end after `{line}`; look for a call that never returns"),
            Self::UnbalancedStack { line, frame } => {
                write!(out, "the stack is not balanced at `{line}`: the frame begins {} bytes above {}", frame.offset, frame.register)
            }
            Self::Relocation { number, symbol, offset } => {
                write!(out, "relocation {number} to `{symbol}` at offset {offset} has no encoder")
            }
            Self::Symbol(name) => {
                write!(out, "refers to `{name}`, which is no hole; look for a hidden panic, a copy or a function that was not inlined")
            }
            Self::Constant(section) => write!(out, "refers to data in `{section}`; constants must be holes"),
            Self::RelativeOperand(symbol) => write!(out, "it computes with `{symbol}`, which is a number, as if it were a place"),
            Self::Addend(addend) => write!(out, "the addend {addend} does not fit in 32 bits"),
            Self::Register { line } => write!(out, "names a register that belongs to the system (`{line}`)"),
            Self::Missing => write!(out, "is in the list but has no definition"),
            Self::Duplicate => write!(out, "is in the lists twice"),
            Self::NotListed => write!(out, "is defined but in no list"),
        }
    }
}

/// The refusal of a function that names a register which the system keeps for itself: see [`InstructionSet::system_registers`].
pub fn reserved(set: InstructionSet, function: &str, lines: &[&str]) -> Option<Refusal> {
    let names = |line: &&&str| line.split(|c: char| !c.is_ascii_alphanumeric()).any(|word| set.system_registers().contains(&word));
    let instructions = lines.iter().filter(|line| !line.trim_start().starts_with(['.', '"']));
    let line = instructions.clone().find(names)?;
    Some(Refusal::new(function, Reason::Register { line: line.trim().to_string() }))
}

/// Compares the names in the lists with the functions that are defined. `prefixes` says what stands
/// before each list's names; `optional` prefixes need a listed name but no definition.
pub fn names(lists: &[(&str, &[&str])], optional: &[(&str, &[&str])], defined: &[&str]) -> Vec<Refusal> {
    let mut refusals = Vec::new();
    let mut wanted = BTreeSet::new();
    for (prefix, list) in lists {
        for name in *list {
            let symbol = format!("{prefix}{name}");
            if !defined.contains(&symbol.as_str()) {
                refusals.push(Refusal::new(&symbol, Reason::Missing));
            }
            if !wanted.insert(symbol.clone()) {
                refusals.push(Refusal::new(&symbol, Reason::Duplicate));
            }
        }
    }
    for (prefix, list) in optional {
        wanted.extend(list.iter().map(|name| format!("{prefix}{name}")));
    }
    let prefixes: BTreeSet<&str> = lists.iter().chain(optional).map(|(prefix, _)| *prefix).collect();
    for name in defined {
        if prefixes.iter().any(|prefix| name.starts_with(prefix)) && !wanted.contains(*name) {
            refusals.push(Refusal::new(name, Reason::NotListed));
        }
    }
    refusals
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_systems_register_is_refused() {
        let found = |set, lines: &[&str]| reserved(set, "stencil_A", lines).map(|refusal| refusal.to_string());
        let refused = |line: &str| Some(format!("stencil_A: names a register that belongs to the system (`{line}`)"));
        assert_eq!(found(InstructionSet::Aarch64, &["\tldr\tx8, [x0]", "\tstr\tx8, [x18, #8]"]), refused("str\tx8, [x18, #8]"));
        assert_eq!(found(InstructionSet::Aarch64, &["\tadd\tw18, w1, w2"]), refused("add\tw18, w1, w2"));
        assert_eq!(found(InstructionSet::Aarch64, &["\tldr\tx1, [x0, #0x18]", "\tb\tx180", "\t.cfi_offset w18, -8"]), None);
        assert_eq!(found(InstructionSet::X86_64, &["\tmovq\tx18, %rax"]), None);
    }
}
