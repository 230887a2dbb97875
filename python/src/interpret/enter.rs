//! From Rust into Python: running a callable to its end.

use copperhead_stencils::layout::callable::{Code, Function};
use copperhead_stencils::layout::frame::{self, HEAD_WORDS, SPARE_WORDS};
use copperhead_stencils::layout::machine::Transfer;
use copperhead_stencils::value::Value;

use super::call::resumes;
use crate::context::Context;
use crate::error::{Raised, Result};

impl Context {
    /// Calls anything with positional arguments.
    ///
    /// # Errors
    /// What the call raises.
    pub fn call(&mut self, callable: Value, arguments: &[Value]) -> Result<Value> {
        self.call_with_names(callable, arguments, Value::UNDEFINED)
    }

    /// Calls anything; the last arguments are named by the tuple `names`, if that is not UNDEFINED.
    ///
    /// # Errors
    /// What the call raises.
    pub(crate) fn call_with_names(&mut self, callable: Value, arguments: &[Value], names: Value) -> Result<Value> {
        self.check_native_stack()?;
        let base = self.stack_top();
        let fp = base.wrapping_add(HEAD_WORDS);
        let end = fp.wrapping_add(arguments.len());
        if end.wrapping_add(HEAD_WORDS) > self.stack_end {
            return Err(self.raise_recursion_error());
        }
        let (saved, pc) = (self.machine.fp, self.pc);
        // The base frame of this entry: arguments and head lie above everything that is in use.
        // SAFETY: there is room up to `end`.
        unsafe {
            *base = callable;
            for (index, &argument) in arguments.iter().enumerate() {
                *fp.add(index) = argument;
            }
        }
        let saved_floor = self.native_floor;
        self.native_floor = end;
        self.nesting = self.nesting.saturating_add(1);
        let leave = self.machine.entries.leave;
        // SAFETY: the callable stands at the base, the arguments behind the head.
        let transfer = unsafe { self.begin_call(saved, pc, base, arguments.len(), names, leave) };
        let result = match transfer.code {
            Transfer::VALUE => Value(transfer.value),
            Transfer::RAISE => Value::ERROR,
            code => {
                let frame: *mut Value = core::ptr::with_exposed_provenance_mut(transfer.value);
                // SAFETY: `begin_call` made the frame, and it returns to `leave`.
                unsafe { self.enter(frame, code) }
            }
        };
        (self.machine.fp, self.pc) = (saved, pc);
        self.native_floor = saved_floor;
        self.nesting = self.nesting.saturating_sub(1);
        if self.collection_waits {
            // The caller may be at the next step what this call was not: where nobody holds values.
            self.poll_soon();
        }
        if result == Value::ERROR { Err(Raised) } else { Ok(result) }
    }

    /// Calls a native method found on a class, the object first among the arguments.
    ///
    /// # Errors
    /// What the call raises.
    pub(crate) fn call_native_found(&mut self, method: Value, arguments: &[Value]) -> Result<Value> {
        // SAFETY: the caller found a native function.
        if unsafe { resumes(method) } {
            return self.call(method, arguments);
        }
        self.check_native_stack()?;
        let first = self.stack_top();
        let end = first.wrapping_add(arguments.len());
        if end.wrapping_add(HEAD_WORDS) > self.stack_end {
            return Err(self.raise_recursion_error());
        }
        for (index, &argument) in arguments.iter().enumerate() {
            // SAFETY: there is room up to `end`.
            unsafe { *first.add(index) = argument };
        }
        self.nesting = self.nesting.saturating_add(1);
        // SAFETY: the arguments lie above everything that is in use.
        let result = unsafe { self.call_native(method.as_pointer(), first, arguments.len(), Value::UNDEFINED) };
        self.nesting = self.nesting.saturating_sub(1);
        result
    }

    /// Runs a frame to its end, from an address on.
    ///
    /// # Safety
    /// The frame is complete and returns to `leave`.
    unsafe fn enter(&mut self, fp: *mut Value, code: usize) -> Value {
        // SAFETY: the caller's contract; machine code and handlers come back through `leave`.
        unsafe {
            let pc = match self.code_of_frame(fp) {
                Some(code) => (*code).instructions,
                None => core::ptr::null_mut(),
            };
            self.enter_at(fp, pc, code)
        }
    }

    /// Runs a frame to its end, from an instruction at an address on.
    ///
    /// # Safety
    /// The frame is complete and returns to `leave`.
    pub(crate) unsafe fn enter_at(&mut self, fp: *mut Value, pc: *mut u64, code: usize) -> Value {
        let machine = &raw mut self.machine;
        self.nesting = self.nesting.saturating_add(1);
        // SAFETY: the caller's contract.
        let result = Value(unsafe { crate::engine::enter(machine, fp, pc, code) });
        self.nesting = self.nesting.saturating_sub(1);
        if result != Value::ERROR {
            // What ended in there is nobody's end out here.
            self.stopped_by = Value::UNDEFINED;
        }
        result
    }

    /// Runs the code of a module or class body, or of an expression, with these globals.
    ///
    /// # Errors
    /// What the code raises.
    pub(crate) fn run_function(&mut self, function: *mut Function) -> Result<Value> {
        self.call(Value::from_pointer(function), &[])
    }

    /// Whether a frame of this code, starting at `fp`, fits on the VM's stack and within the recursion limit, behind `caller` and
    /// the frames that this is linked to.
    ///
    /// # Errors
    /// RecursionError.
    pub(crate) fn check_frame(&mut self, fp: *mut Value, code: *mut Code, caller: *mut Value) -> Result<()> {
        // Where a frame starts decides whether the stack is counted, as for the calls that know their function: the count moves the limit, which
        // must not depend on the way that a call takes.
        if fp > self.machine.stack_limit && self.lower_stack_limit(caller) >= self.limits.recursion_limit {
            return Err(self.raise_recursion_error());
        }
        // SAFETY: the code object is alive.
        let bytes = unsafe { (*code).frame_bytes };
        let behind = if frame::is_small(bytes) { fp } else { fp.wrapping_byte_add(bytes) };
        if behind.wrapping_add(SPARE_WORDS) > self.stack_end {
            return Err(self.raise_recursion_error());
        }
        Ok(())
    }
}
