//! What goes wrong is reported and ends the machine, with a status of its own for a foretold refusal. The timer's interrupt returns.
//!
//! Source: The RISC-V Instruction Set Manual, volume II, "Supervisor-Level ISA" (stvec, scause, stval).
//!
//! Interrupted code finds every register as it was. By the calling convention the handler, which is Rust code, keeps s0 to s11 and
//! fs0 to fs11 itself; the rest is saved here.

use crate::{Status, devices, timer};
use copperhead_guest_common::{foretold, print, println};
use core::arch::{asm, global_asm};

// Outside of handlers, sscratch holds the end of the stack for exceptions. While an exception is reported it holds the stack
// pointer of what was interrupted.
global_asm!(
    r#"
    .attribute arch, "rv64gc"
    .section .text.exception, "ax"
    .macro each_register store, store_float
    \store ra, 0(sp)
    \store t0, 8(sp)
    \store t1, 16(sp)
    \store t2, 24(sp)
    \store t3, 32(sp)
    \store t4, 40(sp)
    \store t5, 48(sp)
    \store t6, 56(sp)
    \store a0, 64(sp)
    \store a1, 72(sp)
    \store a2, 80(sp)
    \store a3, 88(sp)
    \store a4, 96(sp)
    \store a5, 104(sp)
    \store a6, 112(sp)
    \store a7, 120(sp)
    \store_float ft0, 128(sp)
    \store_float ft1, 136(sp)
    \store_float ft2, 144(sp)
    \store_float ft3, 152(sp)
    \store_float ft4, 160(sp)
    \store_float ft5, 168(sp)
    \store_float ft6, 176(sp)
    \store_float ft7, 184(sp)
    \store_float ft8, 192(sp)
    \store_float ft9, 200(sp)
    \store_float ft10, 208(sp)
    \store_float ft11, 216(sp)
    \store_float fa0, 224(sp)
    \store_float fa1, 232(sp)
    \store_float fa2, 240(sp)
    \store_float fa3, 248(sp)
    \store_float fa4, 256(sp)
    \store_float fa5, 264(sp)
    \store_float fa6, 272(sp)
    \store_float fa7, 280(sp)
    .endm

    .global __exception
    .balign 4                       // of direct mode: everything comes to one address
__exception:
    csrrw sp, sscratch, sp
    addi  sp, sp, -304
    each_register sd, fsd
    csrr  t0, scause
    bgez  t0, 1f                    // an exception
    csrr  t0, fcsr
    sd    t0, 288(sp)
    call  {interrupt}
    ld    t0, 288(sp)
    csrw  fcsr, t0
    each_register ld, fld
    addi  sp, sp, 304
    csrrw sp, sscratch, sp
    sret
1:  tail  {report}
    "#,
    interrupt = sym timer::interrupt,
    report = sym report,
);

/// Names the exception and says how the machine is to end, by the cause, the address and the program counter.
fn classify(cause: usize, address: usize, pc: usize) -> (&'static str, Status) {
    let status = |refused| foretold::status(address, refused);
    match cause {
        12 => ("fetch", status(Status::FETCH_REFUSED)), // page faults
        15 => ("store", status(Status::STORE_REFUSED)),
        13 => ("load", Status::EXCEPTION),
        2 => ("illegal instruction", foretold::status(pc, Status::TRAPPED)),
        3 => ("breakpoint", Status::EXCEPTION),
        0 | 4 | 6 => ("misaligned address", Status::EXCEPTION),
        1 | 5 | 7 => ("no memory there", Status::EXCEPTION), // access faults
        _ => ("exception", Status::EXCEPTION),
    }
}

/// Where every exception ends; runs on the stack for exceptions.
extern "C" fn report() -> ! {
    if foretold::is_reporting() {
        devices::exit(Status::EXCEPTION); // the report itself failed
    }

    let (cause, address, pc, stack): (usize, usize, usize, usize);
    // SAFETY: all are readable in supervisor mode.
    unsafe {
        asm!(
            "csrr {}, scause",
            "csrr {}, stval",
            "csrr {}, sepc",
            "csrr {}, sscratch",
            out(reg) cause, out(reg) address, out(reg) pc, out(reg) stack,
            options(nomem, nostack, preserves_flags),
        );
    }
    let (what, status) = classify(cause, address, pc);
    print!("exception: {what}, scause {cause}, stval {address:#x}, pc {pc:#x}, sp {stack:#x}");
    println!("; ends with status {}", status.0);
    devices::exit(status)
}
