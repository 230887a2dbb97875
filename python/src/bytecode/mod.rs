//! Bytecode: from the tree to code units, and what reads them.

pub mod unit;
