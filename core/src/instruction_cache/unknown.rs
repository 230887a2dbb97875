//! Instruction sets without stencils: no code is made, so none is made coherent.

/// Whether this instruction set's needs are known: no host may publish code.
pub const KNOWN: bool = false;

/// Nothing is known to fault.
pub const TRAP: u8 = 0;

/// Nothing.
///
/// # Safety
/// None is needed here.
pub unsafe fn clean_data(_start: usize, _length: usize) {}

/// Nothing.
///
/// # Safety
/// None is needed here.
pub unsafe fn invalidate_instructions(_start: usize, _length: usize) {}
