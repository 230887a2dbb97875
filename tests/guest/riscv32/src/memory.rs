//! Which part of memory is what: the linker script's symbols as ranges of addresses.

use copperhead_guest_common::ranges;

/// Bytes of RAM on the board (`-m 128M`).
pub const RAM_SIZE: usize = 128 << 20;

ranges! {
    /// The guest's own machine code.
    text: __text_start..__text_end;
    /// The guest's constants.
    constants: __text_end..__rodata_end;
    /// The guest's variables (`.data` and `.bss`).
    variables: __rodata_end..__bss_end;
    /// Memory for machine code made at run time.
    code: __code_memory_start..__code_memory_end;
    /// The native stack; nothing may be done with the page below it.
    stack: __stack_start..__stack_end;
    /// The stack of the monitor, which user mode cannot touch.
    monitor_stack: __monitor_stack_start..__monitor_stack_end;
    /// All memory that is left.
    heap: __heap_start..__heap_end;
    /// What the outside loaded: Python programs.
    archive: __archive_start..__archive_end;
}
