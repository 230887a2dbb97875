//! Bytecode: from the tree to code units, and what reads them.

pub mod compile;
pub mod disassemble;
pub mod intrinsic;
mod join;
pub mod materialise;
pub mod positions;
pub mod unit;
pub mod verify;
