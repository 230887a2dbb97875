//! Quickening: generic instructions become specialised ones by what they met.
//!
//! Binary operations and comparisons look at their operands here, once; a specialised instruction whose guard fails comes
//! here again and may become another. Each family's specialised opcodes stand in tables by operation.

use copperhead_stencils::layout::object::{Kind, Object, STR_SUBCLASS};
use copperhead_stencils::list::Opcode;
use copperhead_stencils::operation::{Comparison, IN_PLACE, Operation};
use copperhead_stencils::value::Value;

use crate::bytecode::compile::SWAPPED;
use crate::context::Context;
use crate::error::Result;
use crate::objects::operations;

/// The weight of an instruction that changed, among the misses of a code object.
pub(crate) const CHANGED: u32 = 64;

/// Changes the opcode of an instruction.
///
/// # Safety
/// `pc` is an instruction of a code object; the new opcode has the same operands and cells.
#[inline]
pub(crate) unsafe fn set_opcode(pc: *mut u64, opcode: Opcode) {
    // SAFETY: the caller's contract.
    unsafe { *pc = (*pc & !0xffff) | opcode as u64 }
}

/// The opcode of an instruction.
///
/// # Safety
/// `pc` is an instruction of a code object.
#[inline]
pub(crate) unsafe fn opcode(pc: *mut u64) -> Option<Opcode> {
    // SAFETY: the caller's contract.
    Opcode::from_number(unsafe { *pc } as u16)
}

/// Whether a value is a float in the word or 0.0.
fn is_fast_float(value: Value) -> bool {
    value.is_word_float() || value == Value::FLOAT_ZERO
}

/// Whether float instructions take a pair of operands without help.
fn is_float_pair(left: Value, right: Value) -> bool {
    (is_fast_float(left) && (is_fast_float(right) || right.is_int())) || (is_fast_float(right) && left.is_int())
}

/// Whether a value is a str of the class itself.
fn is_plain_str(value: Value) -> bool {
    // SAFETY: an operand is a live value.
    unsafe { value.is_kind(Kind::Str) && (*value.as_pointer::<Object>()).header.flags & STR_SUBCLASS == 0 }
}

/// The instruction for two small integers: the plain one and the one with an immediate.
fn int_opcodes(operation: Operation) -> Option<(Opcode, Opcode)> {
    Some(match operation {
        Operation::Add => (Opcode::AddInt, Opcode::AddIntImmediate),
        Operation::Subtract => (Opcode::SubtractInt, Opcode::SubtractIntImmediate),
        Operation::Multiply => (Opcode::MultiplyInt, Opcode::MultiplyIntImmediate),
        Operation::FloorDivide => (Opcode::FloorDivideInt, Opcode::FloorDivideIntImmediate),
        Operation::Modulo => (Opcode::ModuloInt, Opcode::ModuloIntImmediate),
        Operation::And => (Opcode::AndInt, Opcode::AndIntImmediate),
        Operation::Or => (Opcode::OrInt, Opcode::OrIntImmediate),
        Operation::Xor => (Opcode::XorInt, Opcode::XorIntImmediate),
        Operation::ShiftLeft => (Opcode::ShiftLeftInt, Opcode::ShiftLeftIntImmediate),
        Operation::ShiftRight => (Opcode::ShiftRightInt, Opcode::ShiftRightIntImmediate),
        Operation::Divide => (Opcode::DivideInt, Opcode::DivideIntImmediate),
        Operation::Power | Operation::MatrixMultiply => return None,
    })
}

/// The instruction for two floats, and the one for a float and an integer.
fn float_opcodes(operation: Operation) -> Option<(Opcode, Opcode)> {
    Some(match operation {
        Operation::Add => (Opcode::AddFloat, Opcode::AddNumber),
        Operation::Subtract => (Opcode::SubtractFloat, Opcode::SubtractNumber),
        Operation::Multiply => (Opcode::MultiplyFloat, Opcode::MultiplyNumber),
        Operation::Divide => (Opcode::DivideFloat, Opcode::DivideNumber),
        _ => return None,
    })
}

/// The instruction for numbers of which one is complex.
fn complex_opcode(operation: Operation) -> Option<Opcode> {
    Some(match operation {
        Operation::Add => Opcode::AddComplex,
        Operation::Subtract => Opcode::SubtractComplex,
        Operation::Multiply => Opcode::MultiplyComplex,
        _ => return None,
    })
}

/// Whether complex instructions take a pair of operands without help.
fn is_complex_pair(left: Value, right: Value) -> bool {
    // SAFETY: operands are live values.
    let complex = |value: Value| unsafe { value.is_kind(Kind::Complex) };
    let real = |value: Value| is_fast_float(value) || value.is_int();
    Value::HOLDS_FLOATS && ((complex(left) && (complex(right) || real(right))) || (real(left) && complex(right)))
}

/// Whether an opcode of the binary family takes an immediate.
fn has_immediate(opcode: Opcode) -> bool {
    matches!(opcode.info().fields, [_, _, copperhead_stencils::list::Field::Immediate])
}

/// The comparing jumps by whether they jump if the comparison holds and whether they have an immediate: the generic one, then those for
/// small integers, then those for floats, in the order of [`Comparison`].
struct JumpFamily {
    generic: Opcode,
    ints: [Opcode; 6],
    floats: Option<[Opcode; 6]>,
    /// Strs.
    names: [Option<Opcode>; 6],
}

macro_rules! family {
    (@name _) => {
        None
    };
    (@name $name:ident) => {
        Some(Opcode::$name)
    };
    ($generic:ident; $($int:ident)*; $($float:ident)*; $($name:tt)*) => {
        JumpFamily {
            generic: Opcode::$generic,
            ints: [$(Opcode::$int),*],
            floats: Some([$(Opcode::$float),*]),
            names: [$(family!(@name $name)),*],
        }
    };
    ($generic:ident; $($int:ident)*) => {
        JumpFamily { generic: Opcode::$generic, ints: [$(Opcode::$int),*], floats: None, names: [None; 6] }
    };
}

static FAMILIES: [JumpFamily; 5] = [
    family!(JumpIfCompare;
        JumpIfLessInt JumpIfLessEqualInt JumpIfEqualInt JumpIfNotEqualInt JumpIfGreaterInt JumpIfGreaterEqualInt;
        JumpIfLessFloat JumpIfLessEqualFloat JumpIfEqualFloat JumpIfNotEqualFloat JumpIfGreaterFloat JumpIfGreaterEqualFloat;
        JumpIfLessName JumpIfLessEqualName JumpIfEqualName JumpIfNotEqualName JumpIfGreaterName JumpIfGreaterEqualName),
    family!(JumpUnlessCompare;
        JumpUnlessLessInt JumpUnlessLessEqualInt JumpUnlessEqualInt JumpUnlessNotEqualInt JumpUnlessGreaterInt JumpUnlessGreaterEqualInt;
        JumpUnlessLessFloat JumpUnlessLessEqualFloat JumpUnlessEqualFloat JumpUnlessNotEqualFloat JumpUnlessGreaterFloat JumpUnlessGreaterEqualFloat;
        JumpUnlessLessName JumpUnlessLessEqualName JumpUnlessEqualName JumpUnlessNotEqualName JumpUnlessGreaterName JumpUnlessGreaterEqualName),
    family!(JumpIfCompareImmediate;
        JumpIfLessIntImmediate JumpIfLessEqualIntImmediate JumpIfEqualIntImmediate JumpIfNotEqualIntImmediate JumpIfGreaterIntImmediate JumpIfGreaterEqualIntImmediate),
    family!(JumpUnlessCompareImmediate;
        JumpUnlessLessIntImmediate JumpUnlessLessEqualIntImmediate JumpUnlessEqualIntImmediate JumpUnlessNotEqualIntImmediate JumpUnlessGreaterIntImmediate JumpUnlessGreaterEqualIntImmediate),
    family!(Compare;
        LessInt LessEqualInt EqualInt NotEqualInt GreaterInt GreaterEqualInt;
        LessFloat LessEqualFloat EqualFloat NotEqualFloat GreaterFloat GreaterEqualFloat;
        _ _ EqualName NotEqualName _ _),
];

/// The family of a comparing instruction: the number stands in the third byte of its cell once it is known.
unsafe fn family_of(pc: *mut u64) -> Option<&'static JumpFamily> {
    // SAFETY: comparing instructions have a cell.
    unsafe {
        let cell = pc.add(1);
        let known = (*cell >> 16) as u8;
        if known != 0 {
            return FAMILIES.get(usize::from(known) - 1);
        }
        let generic = opcode(pc)?;
        let place = FAMILIES.iter().position(|family| family.generic == generic)?;
        *cell |= (place as u64 + 1) << 16;
        FAMILIES.get(place)
    }
}

impl Context {
    /// The binary operation of the instruction at `pc`; specialises it.
    ///
    /// # Errors
    /// What the operation raises.
    ///
    /// # Safety
    /// The instruction is of the binary family.
    pub(crate) unsafe fn binary_at(&mut self, pc: *mut u64, left: Value, right: Value) -> Result<Value> {
        // SAFETY: instructions of the family have a cell with the operation's number.
        let number = unsafe { *pc.add(1) } as u8;
        let Some(operation) = Operation::from_number(number & !IN_PLACE) else {
            return Err(self.raise_system("unknown operation"));
        };
        // SAFETY: as above.
        if let Some(current) = unsafe { opcode(pc) } {
            let immediate = has_immediate(current);
            let wanted = if left.is_int() && right.is_int() {
                match int_opcodes(operation) {
                    Some((_, with)) if immediate => Some(with),
                    Some((without, _)) => Some(without),
                    None => None,
                }
            } else if is_float_pair(left, right) && !immediate {
                // One that met an integer once stays what it is.
                let mixed = left.is_int() || right.is_int();
                float_opcodes(operation).map(|(floats, numbers)| if mixed || current == numbers { numbers } else { floats })
            } else if !immediate && is_complex_pair(left, right) {
                complex_opcode(operation)
            } else {
                None
            };
            let result = operations::binary(self, operation, number & IN_PLACE != 0, left, right);
            // Integers that grow beyond small ones come here from the instruction for small ones, too.
            let is_help = wanted == Some(current) && result.as_ref().is_ok_and(|result| result.is_pointer());
            if let Some(wanted) = wanted
                && !is_help
            {
                // SAFETY: all of the family have the same operands and cells. The program's own methods do not run for such operands.
                unsafe { self.specialise(pc, wanted) };
            }
            return result;
        }
        operations::binary(self, operation, number & IN_PLACE != 0, left, right)
    }

    /// Specialises the comparing instruction at `pc`; returns its comparison.
    unsafe fn comparison_at(&mut self, pc: *mut u64, left: Value, right: Value) -> Option<Comparison> {
        // SAFETY: instructions of the family have a cell with the comparison's number.
        unsafe {
            let comparison = Comparison::from_number(*pc.add(1) as u8)?;
            let family = family_of(pc)?;
            let row = if left.is_int() && right.is_int() {
                Some(&family.ints)
            } else if is_float_pair(left, right) {
                family.floats.as_ref()
            } else {
                None
            };
            let wanted = match row {
                Some(row) => row.get(comparison as usize),
                None if is_plain_str(left) && is_plain_str(right) => family.names.get(comparison as usize).and_then(Option::as_ref),
                None => None,
            };
            if let Some(&wanted) = wanted {
                self.specialise(pc, wanted);
            }
            Some(comparison)
        }
    }

    /// The comparison of the instruction at `pc`; specialises it.
    ///
    /// # Errors
    /// What the comparison raises.
    ///
    /// # Safety
    /// The instruction is of a comparing family.
    pub(crate) unsafe fn compare_at(&mut self, pc: *mut u64, left: Value, right: Value) -> Result<Value> {
        if is_plain_str(left) && is_plain_str(right) {
            // SAFETY: the caller's contract; strs have no say in the order of the operands.
            let comparison = unsafe { self.comparison_at(pc, left, right) };
            return match comparison {
                Some(comparison) => Ok(Value::from_bool(operations::compare_strs(comparison, left, right))),
                None => Err(self.raise_system("unknown comparison")),
            };
        }
        // SAFETY: the caller's contract.
        let (comparison, mirrored) = unsafe { (self.comparison_at(pc, left, right), *pc.add(1) & u64::from(SWAPPED) != 0) };
        match comparison {
            // The program wrote the constant on the left: its order of methods and its words in errors are the program's.
            Some(comparison) if mirrored => operations::compare(self, comparison.mirrored(), right, left),
            Some(comparison) => operations::compare(self, comparison, left, right),
            None => Err(self.raise_system("unknown comparison")),
        }
    }

    /// Makes the instruction at `pc`, which went the slow way, the one of its family that would not have.
    ///
    /// # Safety
    /// Both have the same operands and cells; the running function has the instruction.
    pub(crate) unsafe fn specialise(&mut self, pc: *mut u64, wanted: Opcode) {
        // SAFETY: the caller's contract.
        unsafe {
            if opcode(pc) == Some(wanted) {
                // It is that already: machine code that was made before goes the slow way each time.
                self.note_miss(1);
            } else {
                set_opcode(pc, wanted);
                self.note_miss(CHANGED);
            }
        }
    }

    /// Notes that an instruction of the running function went the slow way: machine code that exists already was made for something else, and
    /// after enough of that it is made again. The weight is [`CHANGED`] for an instruction that was specialised anew. Others count only behind
    /// such a one: for its machine code they may well be what is left to wait for, else they have other reasons.
    ///
    /// # Safety
    /// A function runs.
    pub(crate) unsafe fn note_miss(&mut self, weight: u32) {
        if let Some(function) = self.current_function() {
            // SAFETY: a running function is alive.
            unsafe {
                let code = (*function).code;
                if !(*code).region.is_null() {
                    self.jit.statistics.misses += 1;
                    if weight >= CHANGED || (*code).misses >= CHANGED {
                        (*code).misses = (*code).misses.saturating_add(weight);
                        self.consider_recompiling(code);
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn division_of_small_integers_is_specialised() {
        assert!(int_opcodes(Operation::Divide).is_some());
    }
}
