//! The vectors and the first instructions after power-on, up to the guest's `main`.

use crate::{exception, memory, mpu, systick, uart};
use copperhead_guest_common::{console, heap};
use core::arch::global_asm;

// Armv7-M Architecture Reference Manual (DDI 0403), B1.5 "Armv7-M exception model": the processor loads the main stack pointer from
// the first word of the vectors and the program counter from the second. Exceptions use the main stack, the program gets the
// process stack: so an exception can report even that the program's stack overflowed.
global_asm!(
    r#"
    .section .vectors, "a"
    .word __exception_stack_end
    .word _start
    .rept 5                         // NMI, HardFault, MemManage, BusFault, UsageFault
    .word __fault
    .endr
    .rept 8                         // reserved, SVCall, DebugMonitor, reserved, PendSV
    .word __fault
    .endr
    .word {tick}                    // SysTick

    .section .text.start, "ax"
    .global _start
    .type _start, %function
    .thumb_func
_start:
    ldr   r0, =0xe000ed88           // CPACR: compiled Rust uses the floating point registers freely
    ldr   r1, [r0]
    movs  r2, #0xf
    lsls  r2, r2, #20
    orrs  r1, r2
    str   r1, [r0]
    dsb
    isb
    ldr   r0, =__stack_end
    msr   psp, r0
    movs  r0, #2                    // CONTROL.SPSEL
    msr   control, r0
    isb

    ldr   r0, =__data_start         // what is copied and zeroed comes in multiples of eight bytes
    ldr   r1, =__data_end
    ldr   r2, =__data_source
1:  cmp   r0, r1
    bhs   2f
    ldr   r3, [r2]
    str   r3, [r0]
    adds  r2, #4
    adds  r0, #4
    b     1b
2:  ldr   r0, =__bss_start
    ldr   r1, =__bss_end
    movs  r2, #0
3:  cmp   r0, r1
    bhs   4f
    str   r2, [r0]
    adds  r0, #4
    b     3b
4:  b     {main}
    .pool
    "#,
    tick = sym systick::tick,
    main = sym start,
);

/// Brings the machine up and runs the binary's test.
extern "C" fn start() -> ! {
    // SAFETY: called once, before anything else, on the only core; `.bss` is zero.
    unsafe {
        exception::enable();
        mpu::enable();
        uart::initialise();
        heap::initialise(memory::heap());
        systick::initialise();
    }
    console::run()
}
