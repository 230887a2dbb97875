//! Which part of memory is what: the linker script's symbols as ranges of addresses.

use copperhead_guest_common::ranges;

/// The start of the board's RAM.
pub const RAM_START: usize = 0x8000_0000;
/// Bytes of RAM that the guest uses (`-m 128M`).
pub const RAM_SIZE: usize = 128 << 20;

ranges! {
    /// The guest's own machine code.
    text: __text_start..__text_end;
    /// The guest's constants.
    constants: __text_end..__rodata_end;
    /// The guest's variables (`.data` and `.bss`, page tables among them).
    variables: __rodata_end..__bss_end;
    /// Memory for machine code made at run time.
    code: __code_memory_start..__code_memory_end;
    /// The native stack; the page below it is unmapped.
    stack: __stack_start..__stack_end;
    /// The stack of exception handlers; the page below it is unmapped.
    exception_stack: __exception_stack_start..__exception_stack_end;
    /// All memory that is left.
    heap: __heap_start..__heap_end;
    /// What the outside loaded: Python programs.
    archive: __archive_start..__archive_end;
}
