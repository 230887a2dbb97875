//! The one function type of handlers and stencils.

use core::mem::MaybeUninit;

use crate::layout::machine::Machine;
use crate::value::Value;

/// A handler or a piece of machine code. The arguments stay in the same registers from one to the next: machine,
/// frame, instruction (interpreter only), the interpreter's dispatch table, a result on its way to a caller.
/// What `leave` returns comes out of `enter`.
pub type Handler = unsafe extern "rust-preserve-none" fn(*mut Machine, *mut Value, *mut u64, *const u8, MaybeUninit<usize>) -> usize;

unsafe extern "rust-preserve-none" {
    /// Stands for the slow path of an instruction that has none: the build refuses whoever refers to it.
    pub unsafe fn no_slow_path(vm: *mut Machine, fp: *mut Value, pc: *mut u64, table: *const u8, acc: MaybeUninit<usize>) -> usize;
}

/// The names that a wrapper sees unless its instruction defines them.
pub mod otherwise {
    pub use super::no_slow_path as slow;
}

/// The handler at an address.
///
/// # Safety
/// The address is that of a handler or of published machine code.
#[inline(always)]
pub unsafe fn at(address: usize) -> Handler {
    // SAFETY: the caller's contract.
    unsafe { core::mem::transmute::<*const (), Handler>(core::ptr::with_exposed_provenance(address)) }
}
