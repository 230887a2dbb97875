//! What the collector must know about the machine: above all how to find values on the native stack.
//!
//! Callee-saved registers are stored in a local array, and the stack is scanned from the stack pointer at that place
//! upwards.
//!
//! What the caller of [`with_native_stack`] had in callee-saved registers lies either still in them, and so in the
//! array, or in a frame that saved them, and so in the scanned range. Each file in `registers/` says which these are.

#[cfg_attr(all(target_arch = "x86_64", not(miri)), path = "registers/x86_64.rs")]
#[cfg_attr(all(target_arch = "x86", not(miri)), path = "registers/x86.rs")]
#[cfg_attr(all(target_arch = "aarch64", not(miri)), path = "registers/aarch64.rs")]
#[cfg_attr(all(target_arch = "arm", not(miri)), path = "registers/arm.rs")]
#[cfg_attr(all(any(target_arch = "riscv64", target_arch = "riscv32"), not(miri)), path = "registers/riscv.rs")]
#[cfg_attr(
    any(
        miri,
        not(any(
            target_arch = "x86_64",
            target_arch = "x86",
            target_arch = "aarch64",
            target_arch = "arm",
            target_arch = "riscv64",
            target_arch = "riscv32"
        ))
    ),
    path = "registers/other.rs"
)]
mod registers;

/// Whether the native stack can be scanned here. If not, collect only where no native frame holds values
/// (precise mode).
pub const SUPPORTED: bool = registers::SUPPORTED;

pub(super) use registers::prefetch;

/// Calls `continuation` with the range of addresses, low and high, to be scanned for values: the native stack from
/// here up to `high`, this function's copy of the callee-saved registers included.
///
/// `high` is an address in the frame of whoever entered the VM from outside: above all frames that hold values. Where
/// [`SUPPORTED`] is false the range is empty.
#[inline(never)]
pub fn with_native_stack(high: *const u8, continuation: &mut dyn FnMut(*const usize, *const usize)) {
    let mut saved = [0usize; registers::COUNT];
    let low = registers::capture(&mut saved);
    let high = high.cast::<usize>();
    continuation(if low.is_null() { high } else { low }, high);
    // The array stays in this frame until the continuation is done.
    core::hint::black_box(&mut saved);
}
