//! Instruction sets without stencils: no code is made, so none is made coherent.

/// Refuses: what this instruction set wants is not known.
pub fn make_coherent(_write: usize, _execute: usize, _length: usize) -> bool {
    false
}
