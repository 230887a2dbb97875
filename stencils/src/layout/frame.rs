//! The frame of a Python function on the VM's stack.
//!
//! ```text
//!   fp[-4]  the callable (a Function)          ┐
//!   fp[-3]  return address: machine code       │ head, written by the caller
//!   fp[-2]  the caller's fp                    │
//!   fp[-1]  the caller's pc, at its call       ┘
//!   fp[0]…  parameters, variables, temporaries
//!           … the last temporaries are the heads and arguments of calls: a callee's frame begins in its caller's
//! ```

use crate::value::Value;

/// Words in a frame's head.
pub const HEAD_WORDS: usize = 4;
/// The callable, in words from fp.
pub const CALLABLE: isize = -4;
/// The return address, in words from fp.
pub const RETURN_ADDRESS: isize = -3;
/// The caller's fp, in words from fp.
pub const CALLER_FP: isize = -2;
/// The caller's pc, in words from fp. Means nothing where the return address is machine code, which knows its instruction.
pub const CALLER_PC: isize = -1;
/// Words that the VM's stack has behind [`super::machine::Machine::stack_limit`]: where a frame starts at the limit at the latest, one of
/// this size still fits.
pub const SPARE_WORDS: usize = 64;

/// Whether a frame of so many bytes is small: it fits into the spare words, so for its calls where it starts is all that is looked at.
pub const fn is_small(bytes: usize) -> bool {
    bytes <= SPARE_WORDS * size_of::<Value>()
}

/// The pc that the caller noted in a frame, once the frame was left: a return brings the frame itself in the place of a pc.
///
/// # Safety
/// A return brought `left`, and nothing was called since.
#[inline(always)]
pub unsafe fn caller_pc(left: *mut u64) -> *mut u64 {
    // SAFETY: the head of the frame is as it was: nothing has used the stack there since.
    core::ptr::with_exposed_provenance_mut(unsafe { *left.cast::<Value>().offset(CALLER_PC) }.0)
}

/// The function that runs in a frame.
///
/// # Safety
/// `fp` is a live frame of a function.
#[inline(always)]
pub unsafe fn function(fp: *mut Value) -> *mut super::callable::Function {
    // SAFETY: the head lies below fp, and the callable of a running frame is a Function.
    unsafe { (*fp.offset(CALLABLE)).as_pointer() }
}
