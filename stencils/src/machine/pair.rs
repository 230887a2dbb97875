//! Two neighbouring words by one instruction, which the compiler does not make of two loads that it sees apart.

use crate::layout::frame::{CALLER_FP, RETURN_ADDRESS};
use crate::value::Value;

#[cfg(target_arch = "aarch64")]
macro_rules! load_pair {
    () => {
        "ldp {0}, {1}, [{2}, #{3}]"
    };
}
#[cfg(target_arch = "arm")]
macro_rules! load_pair {
    () => {
        "ldrd {0}, {1}, [{2}, #{3}]"
    };
}

/// The return address of a frame and its caller's.
///
/// # Safety
/// It is a live frame.
#[inline(always)]
pub unsafe fn way_back(fp: *mut Value) -> (usize, usize) {
    const { assert!(CALLER_FP == RETURN_ADDRESS + 1) };
    let (code, caller): (usize, usize);
    // SAFETY: the head lies below fp.
    unsafe {
        core::arch::asm!(
            load_pair!(),
            lateout(reg) code,
            lateout(reg) caller,
            in(reg) fp,
            const RETURN_ADDRESS * size_of::<Value>() as isize,
            options(pure, readonly, nostack, preserves_flags),
        )
    };
    (code, caller)
}
