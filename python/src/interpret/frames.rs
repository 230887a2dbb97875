//! Walking over frames.

use copperhead_stencils::layout::frame;
use copperhead_stencils::value::Value;

/// The caller's frame; null for the first.
///
/// # Safety
/// `fp` is a live frame.
#[inline]
pub(crate) unsafe fn caller(fp: *mut Value) -> *mut Value {
    // SAFETY: the head lies below fp.
    core::ptr::with_exposed_provenance_mut(unsafe { *fp.offset(frame::CALLER_FP) }.0)
}

/// The caller's instruction as the frame's head has it: see [`crate::context::Context::caller_pc`].
///
/// # Safety
/// `fp` is a live frame that returns to an entry of the interpreter.
#[inline]
pub(crate) unsafe fn noted_pc(fp: *mut Value) -> *mut u64 {
    // SAFETY: the head lies below fp.
    core::ptr::with_exposed_provenance_mut(unsafe { *fp.offset(frame::CALLER_PC) }.0)
}

/// Where the frame returns to.
///
/// # Safety
/// `fp` is a live frame.
#[inline]
pub(crate) unsafe fn return_address(fp: *mut Value) -> usize {
    // SAFETY: the head lies below fp.
    unsafe { *fp.offset(frame::RETURN_ADDRESS) }.0
}

/// Writes a frame's head, but for the callable.
///
/// # Safety
/// There is room for the head below `fp`.
#[inline]
pub(crate) unsafe fn link(fp: *mut Value, return_address: usize, caller: *mut Value, pc: *mut u64) {
    // SAFETY: the caller's contract.
    unsafe {
        *fp.offset(frame::RETURN_ADDRESS) = Value(return_address);
        *fp.offset(frame::CALLER_FP) = Value(caller.expose_provenance());
        *fp.offset(frame::CALLER_PC) = Value(pc.expose_provenance());
    }
}
