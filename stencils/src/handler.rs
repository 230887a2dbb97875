//! The one function type of handlers and stencils.

use core::mem::MaybeUninit;

use crate::layout::machine::Machine;
use crate::value::Value;

/// What the calling convention has room for: each file defines the same names.
#[cfg_attr(not(target_arch = "arm"), path = "handler/many_registers.rs")]
#[cfg_attr(target_arch = "arm", path = "handler/thumb.rs")]
mod convention;

pub use convention::{Table, enter};

/// The instruction, on its way to a handler; machine code passes and gets nothing.
pub type Pc = MaybeUninit<*mut u64>;

/// A result on its way to a caller; else nothing.
pub type Accumulator = MaybeUninit<usize>;

/// A handler or a piece of machine code. The arguments stay in the same registers from one to the next: machine,
/// frame, and what only some need: instruction, dispatch table, result. What is not initialised costs no register.
/// What `leave` returns comes out of `enter`.
pub type Handler = unsafe extern "rust-preserve-none" fn(*mut Machine, *mut Value, Pc, Table, Accumulator) -> usize;

unsafe extern "rust-preserve-none" {
    /// Stands for the slow path of an instruction that has none: the build refuses whoever refers to it.
    pub unsafe fn no_slow_path(vm: *mut Machine, fp: *mut Value, pc: Pc, table: Table, acc: Accumulator) -> usize;
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
