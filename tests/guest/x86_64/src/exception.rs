//! What goes wrong is reported and ends the machine, with a status of its own for a foretold refusal. Interrupts return.
//!
//! Source: SDM volume 3, chapter "Interrupt and Exception Handling"; "Page-Fault Exceptions" in chapter "Paging".
//!
//! Interrupted code finds every register as it was, the vector registers too: the handler is Rust code and may use them.

use crate::{Status, cores, descriptors::VECTORS, exit, timer};
use copperhead_guest_common::{foretold, print, println};
use core::arch::{asm, global_asm};

/// The first vector that is no exception.
pub const FIRST_INTERRUPT: usize = 32;

// Stubs of 16 bytes: each pushes an error code where the processor does not, and its number.
global_asm!(
    r#"
    .section .text.vectors, "ax"
    .global __vectors
    .balign 16
__vectors:
    .set vector, 0
    .rept {vectors}
    .balign 16
    .if vector < 32
    .if (vector != 8) && (vector < 10 || vector > 14) && (vector != 17) && (vector != 21) && (vector != 29) && (vector != 30)
    push  0
    .endif
    push  vector
    jmp   __report
    .else
    push  vector
    jmp   __interrupt
    .endif
    .set vector, vector + 1
    .endr

__report:
    mov   rdi, rsp
    cld
    and   rsp, -16
    call  {report}

__interrupt:
    push  rbp
    mov   rbp, rsp
    push  rax
    push  rcx
    push  rdx
    push  rsi
    push  rdi
    push  r8
    push  r9
    push  r10
    push  r11
    sub   rsp, 512
    and   rsp, -16
    fxsave64 [rsp]
    cld
    mov   edi, [rbp + 8]
    call  {interrupt}
    fxrstor64 [rsp]
    lea   rsp, [rbp - 72]
    pop   r11
    pop   r10
    pop   r9
    pop   r8
    pop   rdi
    pop   rsi
    pop   rdx
    pop   rcx
    pop   rax
    pop   rbp
    add   rsp, 8
    iretq
    "#,
    vectors = const VECTORS,
    report = sym report,
    interrupt = sym interrupt,
);

/// The address of a vector's stub.
pub(crate) fn stub(vector: usize) -> usize {
    unsafe extern "C" {
        static __vectors: u8;
    }
    (&raw const __vectors).addr() + vector * 16
}

/// What a stub and the processor pushed.
#[repr(C)]
struct Frame {
    vector: usize,
    error: usize,
    pc: usize,
    code: usize,
    flags: usize,
    stack: usize,
}

// Bits of a page fault's error code: the page is there, the access was a store, it was a fetch.
const PRESENT: usize = 1;
const STORE: usize = 1 << 1;
const FETCH: usize = 1 << 4;

/// Names the exception and says how the machine is to end.
fn classify(vector: usize, error: usize, address: usize, pc: usize) -> (&'static str, Status) {
    let status = |refused| foretold::status(address, refused);
    match (vector, error) {
        (14, error) if error == PRESENT | STORE => ("store refused", status(Status::STORE_REFUSED)),
        (14, error) if error == PRESENT | FETCH => ("fetch refused", status(Status::FETCH_REFUSED)),
        (14, _) => ("page fault", Status::EXCEPTION),
        // The program counter is behind the instruction, which has one byte.
        (3, _) => ("breakpoint", foretold::status(pc.wrapping_sub(1), Status::TRAPPED)),
        (6, _) => ("unknown instruction", Status::EXCEPTION),
        (13, _) => ("general protection", Status::EXCEPTION),
        _ => ("exception", Status::EXCEPTION),
    }
}

/// Where every exception ends; runs on the stack for exceptions.
extern "C" fn report(frame: &Frame) -> ! {
    if foretold::is_reporting() {
        exit::exit(Status::EXCEPTION); // the report itself failed
    }
    let address: usize;
    // SAFETY: CR2 is readable at this level: the address of the last page fault.
    unsafe { asm!("mov {}, cr2", out(reg) address, options(nomem, nostack, preserves_flags)) }
    let Frame { vector, error, pc, stack, .. } = *frame;
    let (what, status) = classify(vector, error, address, pc);
    print!("exception {vector}: {what}, error {error:#x}, address {address:#x}, pc {pc:#x}, sp {stack:#x}");
    println!("; ends with status {}", status.0);
    exit::exit(status)
}

/// Called by the stubs, on the stack for exceptions, with interrupts off.
extern "C" fn interrupt(vector: usize) {
    match vector {
        timer::VECTOR => timer::interrupt(),
        cores::VECTOR => cores::interrupt(),
        _ => {} // one that was gone when the processor asked
    }
}
