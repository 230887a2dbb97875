//! Which part of memory is what: the linker script's symbols as ranges of addresses.

use copperhead_guest_common::ranges;

ranges! {
    /// All of the external memory: code memory, heap and programs.
    external: __code_memory_start..__archive_end;
    /// Memory for machine code made at run time.
    code: __code_memory_start..__code_memory_end;
    /// The program's native stack; below it nothing is mapped.
    stack: __stack_start..__stack_end;
    /// All memory that is left.
    heap: __heap_start..__heap_end;
    /// What the outside loaded: Python programs.
    archive: __archive_start..__archive_end;
}

/// Stores to a device's register or one of the processor's own.
///
/// # Safety
/// There is such a register, and the caller alone decides about it.
pub(crate) unsafe fn write_register(address: usize, value: u32) {
    // SAFETY: the caller's promise.
    unsafe { core::ptr::with_exposed_provenance_mut::<u32>(address).write_volatile(value) }
}

/// Loads from a register.
///
/// # Safety
/// There is such a register, and loading from it has no effect that the caller does not want.
pub(crate) unsafe fn read_register(address: usize) -> u32 {
    // SAFETY: the caller's promise.
    unsafe { core::ptr::with_exposed_provenance::<u32>(address).read_volatile() }
}
