//! Generators whose items built-in functions take, one after another: `sum(x * x for x in row)`.
//!
//! It is what [`Context::resume_generator`] does, with nothing but what the usual case needs.

use copperhead_stencils::layout::frame::HEAD_WORDS;
use copperhead_stencils::layout::generator::Generator;
use copperhead_stencils::value::Value;

use super::frames;
use crate::context::Context;
use crate::error::{Raised, Result};
use crate::objects::generator::{Resumed, fields};

impl Context {
    /// The next item of a generator; `None` at its end.
    ///
    /// # Errors
    /// What it raises; ValueError if it runs; the run's end.
    ///
    /// # Safety
    /// The value is a generator, no coroutine.
    pub(crate) unsafe fn next_of_generator(&mut self, value: Value) -> Result<Option<Value>> {
        // SAFETY: the caller's contract. It waits where an instruction says where it goes on; its frame fits above everything in use.
        unsafe {
            let generator = fields(value);
            let from = (*generator).waits_at;
            let base = self.stack_top();
            let fp = base.wrapping_add(HEAD_WORDS);
            let end = fp.wrapping_byte_add((*generator).frame_bytes);
            if from.is_null() || end > self.machine.stack_limit || self.machine.countdown <= 0 || self.check_native_stack_quietly() {
                return Ok(match self.resume_generator(value, Value::NONE)? {
                    Resumed::Yielded(item) => Some(item),
                    Resumed::Returned(_) => None,
                });
            }
            self.machine.countdown = self.machine.countdown.wrapping_sub(1);
            let (caller, pc, floor) = (self.machine.fp, self.pc, self.native_floor);
            *base = (*generator).function;
            frames::link(fp, self.machine.entries.leave, caller, pc);
            copy_slots(Generator::slots(generator), fp, (*generator).count);
            (*generator).waits_at = core::ptr::null_mut();
            (*generator).count = 0;
            *fp.add(usize::from((*from >> 16) as u16)) = Value::NONE;
            let way = self.way_on(fp, from);
            let result = self.enter_at(fp, core::ptr::null_mut(), way.code);
            (self.machine.fp, self.pc, self.native_floor) = (caller, pc, floor);
            match result {
                Value::ERROR => Err(Raised),
                Value::EXHAUSTED => {
                    (*generator).result = Value::NONE;
                    Ok(None)
                }
                item => Ok(Some(item)),
            }
        }
    }
}

/// Copies slots one by one: they are too few for a call of `memcpy`, which LLVM would make of it, were the stores not volatile.
///
/// # Safety
/// So many can be read and written; the two do not overlap.
#[inline(always)]
unsafe fn copy_slots(from: *const Value, to: *mut Value, count: usize) {
    let mut index = 0;
    while index < count {
        // SAFETY: the caller's contract.
        unsafe { to.add(index).write_volatile(*from.add(index)) };
        index += 1;
    }
}
