//! Quickening: generic instructions become specialised ones by what they met.
//!
//! Binary operations and comparisons look at their operands here, once; a specialised instruction whose guard fails comes
//! here again and may become another. Which there are, the list of instructions says.

use copperhead_stencils::layout::object::{Kind, Object, STR_SUBCLASS};
use copperhead_stencils::list::Opcode;
use copperhead_stencils::operation::{COMPARISON_COUNT, Comparison, IN_PLACE, OPERATION_COUNT, Operation};
use copperhead_stencils::special::{Operands, special_cases};
use copperhead_stencils::value::Value;

use crate::bytecode::compile::SWAPPED;
use crate::context::Context;
use crate::error::Result;
use crate::objects::float::arithmetic as float;
use crate::objects::{access, operations, text};

/// The weight of an instruction that changed, among the misses of a code object.
pub(crate) const CHANGED: u16 = 64;

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

/// The instructions for operands of one kind, by operation.
type Operations = [Option<Opcode>; OPERATION_COUNT];
static INTS: Operations = special_cases(Opcode::Binary, Operands::Int);
static INTS_IMMEDIATE: Operations = special_cases(Opcode::BinaryImmediate, Operands::Int);
static FLOATS: Operations = special_cases(Opcode::Binary, Operands::Float);
static NUMBERS: Operations = special_cases(Opcode::Binary, Operands::Number);
static COMPLEX: Operations = special_cases(Opcode::Binary, Operands::Complex);

/// The instruction for an operation in a table.
fn find(table: &Operations, operation: Operation) -> Option<Opcode> {
    table.get(operation as usize).copied().flatten()
}

/// Whether complex instructions take a pair of operands without help.
fn is_complex_pair(left: Value, right: Value) -> bool {
    // SAFETY: operands are live values.
    let complex = |value: Value| unsafe { value.is_kind(Kind::Complex) };
    let real = |value: Value| is_fast_float(value) || value.is_int();
    Value::HOLDS_FLOATS && ((complex(left) && (complex(right) || real(right))) || (real(left) && complex(right)))
}

/// Whether an opcode of the binary family takes an immediate.
pub(super) fn has_immediate(opcode: Opcode) -> bool {
    matches!(opcode.info().fields, [_, _, copperhead_stencils::list::Field::Immediate])
}

/// A generic comparing instruction, and those for small integers, floats and strs, in the order of [`Comparison`].
struct Comparing {
    generic: Opcode,
    ints: [Option<Opcode>; COMPARISON_COUNT],
    floats: [Option<Opcode>; COMPARISON_COUNT],
    names: [Option<Opcode>; COMPARISON_COUNT],
}

impl Comparing {
    const fn of(generic: Opcode) -> Comparing {
        Comparing {
            generic,
            ints: special_cases(generic, Operands::Int),
            floats: special_cases(generic, Operands::Float),
            names: special_cases(generic, Operands::Name),
        }
    }
}

static COMPARING: [Comparing; 5] = [
    Comparing::of(Opcode::JumpIfCompare),
    Comparing::of(Opcode::JumpUnlessCompare),
    Comparing::of(Opcode::JumpIfCompareImmediate),
    Comparing::of(Opcode::JumpUnlessCompareImmediate),
    Comparing::of(Opcode::Compare),
];

/// The family of a comparing instruction: the number stands in the third byte of its cell once it is known.
unsafe fn family_of(pc: *mut u64) -> Option<&'static Comparing> {
    // SAFETY: comparing instructions have a cell.
    unsafe {
        let cell = pc.add(1);
        let known = (*cell >> 16) as u8;
        if known != 0 {
            return COMPARING.get(usize::from(known) - 1);
        }
        let generic = opcode(pc)?;
        let place = COMPARING.iter().position(|family| family.generic == generic)?;
        *cell |= (place as u64 + 1) << 16;
        COMPARING.get(place)
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
        // What no instruction does has a short way here.
        match operation {
            Operation::Add if is_plain_str(left) && is_plain_str(right) => return text::concatenate(self, left, right),
            Operation::Power | Operation::Modulo | Operation::FloorDivide if is_fast_float(left) && is_fast_float(right) => {
                if let (Some(a), Some(b)) = (operations::float_value(left), operations::float_value(right))
                    && let Some(result) = float::binary(self, operation, a, b)?
                {
                    return Ok(result);
                }
            }
            _ => {}
        }
        // SAFETY: as above.
        if let Some(current) = unsafe { opcode(pc) } {
            let immediate = has_immediate(current);
            if matches!(current, Opcode::Binary | Opcode::BinaryImmediate)
                && (access::is(left, Kind::Instance) || access::is(right, Kind::Instance))
                && let Some(wanted) = self.operator_opcode(operation, number & IN_PLACE != 0, immediate, left, right)?
            {
                // SAFETY: as above. A site that has met numbers stays with them.
                unsafe { self.specialise(pc, wanted) };
            }
            let wanted = if left.is_int() && right.is_int() {
                find(if immediate { &INTS_IMMEDIATE } else { &INTS }, operation)
            } else if is_float_pair(left, right) && !immediate {
                // One that met an integer once stays what it is.
                let mixed = left.is_int() || right.is_int();
                let numbers = find(&NUMBERS, operation);
                if mixed || Some(current) == numbers { numbers } else { find(&FLOATS, operation) }
            } else if !immediate && is_complex_pair(left, right) {
                find(&COMPLEX, operation)
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
            let comparison = Comparison::from_number(*pc.add(1) as u8 & !SWAPPED)?;
            let family = family_of(pc)?;
            let row = if left.is_int() && right.is_int() {
                Some(&family.ints)
            } else if is_float_pair(left, right) {
                Some(&family.floats)
            } else if is_plain_str(left) && is_plain_str(right) {
                Some(&family.names)
            } else {
                None
            };
            if let Some(wanted) = row.and_then(|row| row.get(comparison as usize).copied().flatten()) {
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
    pub(crate) unsafe fn note_miss(&mut self, weight: u16) {
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
        assert_eq!(find(&INTS, Operation::Divide), Some(Opcode::DivideInt));
    }
}
