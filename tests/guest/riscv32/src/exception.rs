//! What goes wrong is reported and ends the machine, with a status of its own for a foretold refusal.
//!
//! Source: The RISC-V Instruction Set Manual, volume II, "Machine-Level ISA" (mcause, mtval).

use crate::{Status, devices};
use copperhead_guest_common::{foretold, print, println};
use core::arch::asm;

/// Names the exception and says how the machine is to end, by the cause, the address and the program counter.
fn classify(cause: usize, address: usize, pc: usize) -> (&'static str, Status) {
    let status = |refused| foretold::status(address, refused);
    match cause {
        1 => ("fetch", status(Status::FETCH_REFUSED)), // access faults
        7 => ("store", status(Status::STORE_REFUSED)),
        5 => ("load", Status::EXCEPTION),
        2 => ("illegal instruction", foretold::status(pc, Status::TRAPPED)),
        3 => ("breakpoint", Status::EXCEPTION),
        0 | 4 | 6 => ("misaligned address", Status::EXCEPTION),
        _ => ("exception", Status::EXCEPTION),
    }
}

/// Where every exception ends; runs in machine mode.
pub(crate) fn report(cause: usize, pc: usize) -> ! {
    if foretold::is_reporting() {
        devices::exit(Status::EXCEPTION); // the report itself failed
    }

    let (address, stack): (usize, usize);
    // SAFETY: both are readable in machine mode.
    unsafe { asm!("csrr {}, mtval", "csrr {}, mscratch", out(reg) address, out(reg) stack, options(nomem, nostack, preserves_flags)) }
    let (what, status) = classify(cause, address, pc);
    print!("exception: {what}, mcause {cause}, mtval {address:#x}, pc {pc:#x}, sp {stack:#x}");
    println!("; ends with status {}", status.0);
    devices::exit(status)
}
