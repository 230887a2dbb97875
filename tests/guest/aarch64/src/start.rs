//! The first instructions after power-on, up to the guest's `main`.

use crate::{memory, mmu, uart};
use copperhead_guest_common::{console, heap};
use core::arch::global_asm;

// QEMU enters an ELF file at exception level 1 with the MMU and caches off.
// Registers: Arm Architecture Reference Manual for A-profile (DDI 0487), part D, "System registers".
global_asm!(
    r#"
    .section .text.start, "ax"
    .global _start
_start:
    mov   x9, #(3 << 20)            // CPACR_EL1.FPEN: compiled Rust uses the vector registers freely
    msr   cpacr_el1, x9
    adrp  x9, __exception_vectors
    add   x9, x9, :lo12:__exception_vectors
    msr   vbar_el1, x9
    isb

    // An exception switches to SP_EL1 by itself, so it can report even that the main stack overflowed.
    msr   spsel, #1
    adrp  x9, __exception_stack_end
    add   x9, x9, :lo12:__exception_stack_end
    mov   sp, x9
    msr   spsel, #0
    adrp  x9, __stack_end
    add   x9, x9, :lo12:__stack_end
    mov   sp, x9

    adrp  x9, __bss_start           // 16-byte aligned, ends on a page
    add   x9, x9, :lo12:__bss_start
    adrp  x10, __bss_end
    add   x10, x10, :lo12:__bss_end
1:  cmp   x9, x10
    b.hs  2f
    stp   xzr, xzr, [x9], #16
    b     1b
2:  mov   x29, #0                   // the end of the chain of frame pointers
    mov   x30, #0
    b     {main}
    "#,
    main = sym start,
);

/// Brings the machine up and runs the binary's test.
extern "C" fn start() -> ! {
    // SAFETY: called once, before anything else, on the only core; `.bss` is zero.
    unsafe {
        mmu::enable();
        uart::initialise();
        heap::initialise(memory::heap());
    }
    console::run()
}
