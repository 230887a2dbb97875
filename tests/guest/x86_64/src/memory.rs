//! Which part of memory is what: the linker script's symbols as ranges of addresses.

use copperhead_guest_common::ranges;
use core::ops::Range;

/// Bytes of RAM that the guest uses, from address 0 (`-m 128M`).
pub const RAM_SIZE: usize = 128 << 20;

/// The page in which the second core starts; below 1 MiB, because it starts as a processor of 16 bits.
#[must_use]
pub fn second_start() -> Range<usize> {
    0x8000..0x9000
}

ranges! {
    /// The guest's own machine code.
    text: __text_start..__text_end;
    /// The guest's constants.
    constants: __text_end..__rodata_end;
    /// The guest's variables (`.data` and `.bss`, page tables among them).
    variables: __rodata_end..__bss_end;
    /// Memory for machine code made at run time.
    code: __code_memory_start..__code_memory_end;
    /// The native stack of the first core; the page below it is unmapped, as below the others.
    stack: __stack_start..__stack_end;
    /// The first core's stack of exception handlers.
    exception_stack: __exception_stack_start..__exception_stack_end;
    /// The native stack of the second core.
    second_stack: __second_stack_start..__second_stack_end;
    /// The second core's stack of exception handlers.
    second_exception_stack: __second_exception_stack_start..__second_exception_stack_end;
    /// All memory that is left.
    heap: __heap_start..__heap_end;
    /// The programs that the outside loaded.
    archive: __archive_start..__archive_end;
}
