//! The one function type of handlers and stencils.

use core::mem::MaybeUninit;

use crate::layout::machine::Machine;
use crate::value::Value;

/// A handler or a piece of machine code. The arguments stay in the same registers from one to the next: machine,
/// frame, instruction (interpreter only), the interpreter's dispatch table, a result on its way to a caller.
/// What `leave` returns comes out of `enter`.
pub type Handler = unsafe extern "rust-preserve-none" fn(*mut Machine, *mut Value, *mut u64, *const u8, MaybeUninit<usize>) -> usize;

/// The handler at an address.
///
/// # Safety
/// The address is that of a handler or of published machine code.
#[inline(always)]
pub unsafe fn at(address: usize) -> Handler {
    // SAFETY: the caller's contract.
    unsafe { core::mem::transmute::<*const (), Handler>(core::ptr::with_exposed_provenance(address)) }
}
