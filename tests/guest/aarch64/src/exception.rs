//! What goes wrong is reported and ends the machine, with a status of its own for a foretold refusal.
//!
//! Source: Arm Architecture Reference Manual for A-profile (DDI 0487), "Exceptions" in
//! chapter D1, and ESR_EL1 in part D.
//!
//! No handler returns, so none saves registers. One that returns must save the vector registers too:
//! the handler is Rust code and uses them.

use crate::{Status, print, println, semihosting};
use core::arch::{asm, global_asm};
use core::sync::atomic::{AtomicBool, AtomicU64, Ordering::Relaxed};

// Sixteen entries of 128 bytes; the number of the entry goes to the handler.
global_asm!(
    r#"
    .section .text.vectors, "ax"
    .global __exception_vectors
    .balign 2048
__exception_vectors:
    .set entry, 0
    .rept 16
    .balign 128
    mov   x0, #entry
    b     {report}
    .set entry, entry + 1
    .endr
    "#,
    report = sym report,
);

const NOTHING_FORETOLD: u64 = u64::MAX;
static FORETOLD: AtomicU64 = AtomicU64::new(NOTHING_FORETOLD);

/// Foretells that the next exception is a refused access to exactly this address, for tests that must
/// fault. The machine then ends with [`Status::STORE_REFUSED`] or [`Status::FETCH_REFUSED`].
pub fn foretell(address: usize) {
    FORETOLD.store(address as u64, Relaxed);
}

/// Names the exception and says how the machine is to end, by the syndrome and the address.
fn classify(syndrome: u64, address: u64) -> (&'static str, Status) {
    let class = syndrome >> 26 & 0x3f; // EC
    let is_store = syndrome & 1 << 6 != 0; // WnR
    let is_permission_fault = syndrome >> 2 & 0xf == 0b0011; // DFSC, IFSC without the level
    let status = |refused| match is_permission_fault && FORETOLD.load(Relaxed) == address {
        true => refused,
        false => Status::EXCEPTION,
    };
    match class {
        0x21 => ("fetch", status(Status::FETCH_REFUSED)),
        0x25 if is_store => ("store", status(Status::STORE_REFUSED)),
        0x25 => ("load", Status::EXCEPTION),
        0x00 => ("unknown instruction", Status::EXCEPTION),
        0x22 | 0x26 => ("misaligned pc or sp", Status::EXCEPTION),
        _ => ("exception", Status::EXCEPTION),
    }
}

/// Where every exception ends; runs on the stack for exceptions.
extern "C" fn report(entry: u64) -> ! {
    static REPORTING: AtomicBool = AtomicBool::new(false);
    if REPORTING.load(Relaxed) {
        semihosting::exit(Status::EXCEPTION); // the report itself failed
    }
    REPORTING.store(true, Relaxed);

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
    let (what, status) = classify(syndrome, address);
    print!("exception: {what}, ESR {syndrome:#010x}, FAR {address:#x}, pc {pc:#x}, sp {stack:#x}");
    println!(", vector {entry}; ends with status {}", status.0);
    semihosting::exit(status)
}
