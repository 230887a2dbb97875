//! What goes wrong is reported and ends the machine, with a status of its own for a foretold refusal.
//!
//! Source: Armv7-M Architecture Reference Manual (DDI 0403), B1.5 "Armv7-M exception model", and B3.2 on the fault status registers.

use crate::memory::{read_register, write_register};
use crate::{Status, semihosting};
use copperhead_guest_common::{foretold, print, println};
use core::arch::global_asm;

const SHCSR: usize = 0xe000_ed24;
const CFSR: usize = 0xe000_ed28;
const MMFAR: usize = 0xe000_ed34;
const BFAR: usize = 0xe000_ed38;

// The processor pushed r0-r3, r12, lr, pc and xPSR to the stack that was in use. The handler never returns: nothing else is kept.
global_asm!(
    r#"
    .section .text.fault, "ax"
    .global __fault
    .type __fault, %function
    .thumb_func
__fault:
    mrs   r0, ipsr                  // the number of the exception
    mrs   r1, psp
    b     {report}
    "#,
    report = sym report,
);

/// Has faults told apart: else each of them would be a HardFault.
///
/// # Safety
/// The vectors are in place.
pub unsafe fn enable() {
    // SAFETY: MemManage, BusFault and UsageFault on; their handler is in the vectors.
    unsafe { write_register(SHCSR, 7 << 16) }
}

/// Names the exception and says how the machine is to end, by the fault status, the faulting data address and the program counter.
fn classify(status: u32, address: usize, pc: usize) -> (&'static str, Status) {
    const FETCH: u32 = 1; // MMFSR.IACCVIOL
    const DATA: u32 = 1 << 1 | 1 << 7; // MMFSR.DACCVIOL, and MMARVALID: the address is told
    const UNDEFINED: u32 = 1 << 16; // UFSR.UNDEFINSTR
    match status {
        FETCH => ("fetch", foretold::status(pc, Status::FETCH_REFUSED)),
        // The status does not tell loads from stores. But memory that may be executed may be loaded from, so in code memory it was a store.
        DATA => ("load or store", foretold::status(address, Status::STORE_REFUSED)),
        UNDEFINED => ("undefined instruction", foretold::status(pc, Status::TRAPPED)),
        _ => ("fault", Status::EXCEPTION),
    }
}

/// Where every fault ends; runs on the stack for exceptions. `frame` is what the processor pushed.
extern "C" fn report(number: u32, frame: *const usize) -> ! {
    const STACKING_FAILED: u32 = 1 << 4 | 1 << 12; // MSTKERR, STKERR: then there is no frame
    // SAFETY: status registers, which loading does not change.
    let (fault_status, address, bus_address) = unsafe { (read_register(CFSR), read_register(MMFAR) as usize, read_register(BFAR)) };
    // SAFETY: the processor pushed eight words there, if it could.
    let pc = if fault_status & STACKING_FAILED == 0 { unsafe { frame.add(6).read() } } else { 0 };
    let (what, status) = classify(fault_status, address, pc);
    print!("exception {number}: {what}, CFSR {fault_status:#x}, MMFAR {address:#x}, BFAR {bus_address:#x}, pc {pc:#x}");
    println!(", psp {:#x}; ends with status {}", frame.addr(), status.0);
    semihosting::exit(status)
}
