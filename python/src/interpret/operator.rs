//! Operators that classes written in Python give a meaning: their methods are called as functions are, from the instruction, with nothing of
//! Rust's between.

use copperhead_stencils::layout::callable::Function;
use copperhead_stencils::layout::frame::HEAD_WORDS;
use copperhead_stencils::layout::machine::Transfer;
use copperhead_stencils::layout::object::Kind;
use copperhead_stencils::list::Opcode;
use copperhead_stencils::operation::{IN_PLACE, Operation};
use copperhead_stencils::value::Value;

use super::call::transfer;
use super::quicken::{has_immediate, opcode};
use crate::context::Context;
use crate::error::Result;
use crate::objects::access::is_built_in;
use crate::objects::layout::Class;
use crate::objects::operations::{self, in_place_method, method_of, reflected_method};

/// A method that answers for an operator.
struct Answer {
    function: Value,
    /// The object and the other operand.
    arguments: [Value; 2],
}

/// The operands of an instruction of the binary family.
///
/// # Safety
/// The instruction is of the family and runs in the frame.
unsafe fn operands(fp: *mut Value, pc: *mut u64) -> (Value, Value) {
    // SAFETY: the caller's contract.
    unsafe {
        let immediate = opcode(pc).is_some_and(has_immediate);
        let last = (*pc >> 48) as u16;
        let right = if immediate { Value::from_i32_small(i32::from(last as i16)) } else { *fp.add(usize::from(last)) };
        (*fp.add(usize::from((*pc >> 32) as u16)), right)
    }
}

impl Context {
    /// The instruction of an operation that a class written in Python answers.
    pub(super) fn operator_opcode(
        &mut self,
        operation: Operation,
        in_place: bool,
        immediate: bool,
        left: Value,
        right: Value,
    ) -> Result<Option<Opcode>> {
        if self.answer(operation, in_place, left, right)?.is_none() {
            return Ok(None);
        }
        Ok(Some(if immediate { Opcode::BinaryImmediateMethod } else { Opcode::BinaryMethod }))
    }

    /// The method that is asked first, if it is a function of Python.
    fn answer(&mut self, operation: Operation, in_place: bool, left: Value, right: Value) -> Result<Option<Answer>> {
        let (class, other) = (self.class_of(left), self.class_of(right));
        // A number's own method knows nothing of a class written in Python.
        let number = left.is_int() || left.is_word_float() || left == Value::FLOAT_ZERO;
        if is_built_in(class) && (!number || is_built_in(other)) {
            return Ok(None);
        }
        if in_place && self.lookup_special(class, in_place_method(operation))?.is_some() {
            return Ok(None);
        }
        let reflected = if class == other { None } else { self.lookup_special(other, reflected_method(operation))? };
        if number {
            // Whether it is a number, too, only the usual way tells.
            return Ok(if self.is_of_plain_class(other) { self.answering(reflected, [right, left]) } else { None });
        }
        if reflected.is_some() && self.is_subclass(other, class) {
            return Ok(None);
        }
        let method = self.lookup_special(class, method_of(operation))?;
        Ok(self.answering(method, [left, right]))
    }

    /// Whether instances of a class have nothing of a built-in one, but of `object`.
    fn is_of_plain_class(&self, class: *mut Class) -> bool {
        // SAFETY: the class is alive.
        unsafe { (*class).kind == Kind::Instance }
    }

    fn answering(&self, method: Option<Value>, arguments: [Value; 2]) -> Option<Answer> {
        let function = method?;
        // SAFETY: what is found on classes is alive.
        unsafe {
            if !function.is_kind(Kind::Function) || (*(*function.as_pointer::<Function>()).code).simple_arguments != 2 {
                return None;
            }
        }
        Some(Answer { function, arguments })
    }

    /// Begins what the instruction at `pc` says: a call of a method, or whatever its operands want. The method comes back to `return_address`.
    ///
    /// # Errors
    /// What the operation raises.
    ///
    /// # Safety
    /// The instruction is of the binary family, running in the frame.
    pub(super) unsafe fn operate_at(&mut self, fp: *mut Value, pc: *mut u64, return_address: usize) -> Result<Transfer> {
        // SAFETY: the caller's contract; there is room for the arguments.
        unsafe {
            let (left, right) = operands(fp, pc);
            let number = *pc.add(1) as u8;
            if let Some(operation) = Operation::from_number(number & !IN_PLACE)
                && let Some(answer) = self.answer(operation, number & IN_PLACE != 0, left, right)?
            {
                return self.begin_method(fp, pc, answer, return_address);
            }
            Ok(transfer(self.binary_at(pc, left, right)))
        }
    }

    /// Begins `object[key]` of the instruction at `pc`: a call of a method, or whatever the object wants.
    ///
    /// # Errors
    /// What the subscript raises.
    ///
    /// # Safety
    /// The instruction is of the family of `LoadSubscript`, running in the frame.
    pub(super) unsafe fn load_subscript_by_method(&mut self, fp: *mut Value, pc: *mut u64, return_address: usize) -> Result<Transfer> {
        // SAFETY: the caller's contract; there is room for the arguments.
        unsafe {
            let (object, key) = (*fp.add(usize::from((*pc >> 32) as u16)), *fp.add(usize::from((*pc >> 48) as u16)));
            match if object.is_kind(Kind::Instance) { self.subscript_method(object)? } else { None } {
                Some(function) => self.begin_method(fp, pc, Answer { function, arguments: [object, key] }, return_address),
                None => Ok(transfer(self.load_subscript_at(pc, object, key))),
            }
        }
    }

    /// Begins the call of a method, above everything that is in use.
    unsafe fn begin_method(&mut self, fp: *mut Value, pc: *mut u64, answer: Answer, return_address: usize) -> Result<Transfer> {
        let base = self.stack_top();
        let first = base.wrapping_add(HEAD_WORDS);
        if first.wrapping_add(2 + HEAD_WORDS) > self.stack_end {
            return Err(self.raise_recursion_error());
        }
        // SAFETY: there is room for the arguments; the caller's instruction runs in the frame.
        unsafe {
            *base = answer.function;
            *first = answer.arguments[0];
            *first.add(1) = answer.arguments[1];
            Ok(self.begin_call(fp, pc, base, 2, Value::UNDEFINED, return_address))
        }
    }

    /// The operation of the instruction at `pc`, whose first method does not know how.
    ///
    /// # Errors
    /// What the operation raises.
    ///
    /// # Safety
    /// As for [`operate_at`](Self::operate_at).
    pub(super) unsafe fn operate_otherwise(&mut self, fp: *mut Value, pc: *mut u64) -> Result<Value> {
        // SAFETY: the caller's contract.
        unsafe {
            let (left, right) = operands(fp, pc);
            let number = *pc.add(1) as u8;
            let Some(operation) = Operation::from_number(number & !IN_PLACE) else {
                return Err(self.raise_system("unknown operation"));
            };
            let (class, other) = (self.class_of(left), self.class_of(right));
            if class != other
                && !is_built_in(class)
                && let Some(method) = self.lookup_special(other, reflected_method(operation))?
            {
                let result = operations::call_found(self, method, right, &[left])?;
                if result != Value::NOT_IMPLEMENTED {
                    return Ok(result);
                }
            }
            Err(operations::complain_operands(self, operation, number & IN_PLACE != 0, left, right))
        }
    }
}
