//! What goes wrong is reported and ends the machine, with a status of its own for a foretold refusal. The timer's interrupt returns.
//!
//! Source: Arm Architecture Reference Manual for A-profile (DDI 0487), "Exceptions" in
//! chapter D1, and ESR_EL1 in part D.
//!
//! Interrupted code finds every register as it was, the vector registers too: the handler is Rust code and uses them.

use crate::{Status, semihosting, timer};
use copperhead_guest_common::{foretold, print, println};
use core::arch::{asm, global_asm};

// Sixteen entries of 128 bytes. The number of the entry goes to the handler that reports; entry 1 is an interrupt while the main
// stack is in use. By the procedure call standard the handler itself keeps x19 to x29. The return address and state stay in
// their registers: there is no second exception before the return that anybody survives.
global_asm!(
    r#"
    .section .text.vectors, "ax"
    .global __exception_vectors
    .balign 2048
__exception_vectors:
    .set entry, 0
    .rept 16
    .balign 128
    .if entry == 1
    b     __interrupt
    .else
    mov   x0, #entry
    b     {report}
    .endif
    .set entry, entry + 1
    .endr

    .macro each_pair operation
    \operation  x0, x1, [sp]
    \operation  x2, x3, [sp, #16]
    \operation  x4, x5, [sp, #32]
    \operation  x6, x7, [sp, #48]
    \operation  x8, x9, [sp, #64]
    \operation  x10, x11, [sp, #80]
    \operation  x12, x13, [sp, #96]
    \operation  x14, x15, [sp, #112]
    \operation  x16, x17, [sp, #128]
    \operation  x18, x30, [sp, #144]
    \operation  q0, q1, [sp, #176]
    \operation  q2, q3, [sp, #208]
    \operation  q4, q5, [sp, #240]
    \operation  q6, q7, [sp, #272]
    \operation  q8, q9, [sp, #304]
    \operation  q10, q11, [sp, #336]
    \operation  q12, q13, [sp, #368]
    \operation  q14, q15, [sp, #400]
    \operation  q16, q17, [sp, #432]
    \operation  q18, q19, [sp, #464]
    \operation  q20, q21, [sp, #496]
    \operation  q22, q23, [sp, #528]
    \operation  q24, q25, [sp, #560]
    \operation  q26, q27, [sp, #592]
    \operation  q28, q29, [sp, #624]
    \operation  q30, q31, [sp, #656]
    .endm

__interrupt:
    sub   sp, sp, #688
    each_pair stp
    mrs   x0, fpsr
    mrs   x1, fpcr
    stp   x0, x1, [sp, #160]
    bl    {interrupt}
    ldp   x0, x1, [sp, #160]
    msr   fpsr, x0
    msr   fpcr, x1
    each_pair ldp
    add   sp, sp, #688
    eret
    "#,
    report = sym report,
    interrupt = sym timer::interrupt,
);

/// Names the exception and says how the machine is to end, by the syndrome, the address and the program counter.
fn classify(syndrome: u64, address: u64, pc: u64) -> (&'static str, Status) {
    let class = syndrome >> 26 & 0x3f; // EC
    let is_store = syndrome & 1 << 6 != 0; // WnR
    let is_permission_fault = syndrome >> 2 & 0xf == 0b0011; // DFSC, IFSC without the level
    let status = |refused| if is_permission_fault { foretold::status(address as usize, refused) } else { Status::EXCEPTION };
    match class {
        0x21 => ("fetch", status(Status::FETCH_REFUSED)),
        0x25 if is_store => ("store", status(Status::STORE_REFUSED)),
        0x25 => ("load", Status::EXCEPTION),
        0x00 => ("unknown instruction", foretold::status(pc as usize, Status::TRAPPED)),
        0x22 | 0x26 => ("misaligned pc or sp", Status::EXCEPTION),
        _ => ("exception", Status::EXCEPTION),
    }
}

/// Where every exception ends; runs on the stack for exceptions.
extern "C" fn report(entry: u64) -> ! {
    if foretold::is_reporting() {
        semihosting::exit(Status::EXCEPTION); // the report itself failed
    }

    let (syndrome, address, pc, stack): (u64, u64, u64, u64);
    // SAFETY: all are readable at exception level 1; SP_EL0 is not in use while SP_EL1 is.
    unsafe {
        asm!(
            "mrs {}, esr_el1",
            "mrs {}, far_el1",
            "mrs {}, elr_el1",
            "mrs {}, sp_el0",
            out(reg) syndrome, out(reg) address, out(reg) pc, out(reg) stack,
            options(nomem, nostack, preserves_flags),
        );
    }
    let (what, status) = classify(syndrome, address, pc);
    print!("exception: {what}, ESR {syndrome:#010x}, FAR {address:#x}, pc {pc:#x}, sp {stack:#x}");
    println!(", vector {entry}; ends with status {}", status.0);
    semihosting::exit(status)
}
