//! The second core, and how both agree about the map.
//!
//! Source: SDM volume 3, chapters "Multiple-Processor Management" ("MP Initialization") and "Advanced Programmable Interrupt Controller".

use crate::exception::FIRST_INTERRUPT;
use crate::mmu::{self, LOCAL_APIC, Map};
use crate::{clock, descriptors, memory};
use copperhead_guest_common::code::Protection;
use copperhead_guest_common::memory::Access;
use core::arch::{asm, global_asm};
use core::sync::atomic::{AtomicBool, AtomicPtr, AtomicUsize, Ordering};
use spin::Mutex;

/// The vector by which a core asks the other to forget its translations; behind those of the older interrupt controllers.
pub const VECTOR: usize = FIRST_INTERRUPT + 16;

// Registers of the local interrupt controller.
const END_OF_INTERRUPT: usize = LOCAL_APIC + 0xb0;
const SPURIOUS: usize = LOCAL_APIC + 0xf0;
const COMMAND: usize = LOCAL_APIC + 0x300;
const COMMAND_PENDING: u32 = 1 << 12;
const ALL_OTHERS: u32 = 3 << 18;

static RUNNING: AtomicBool = AtomicBool::new(false);
static MAIN: AtomicPtr<()> = AtomicPtr::new(core::ptr::null_mut());

// The second core starts at the beginning of a page below 1 MiB, as a processor of 16 bits. This text is copied there; nothing in the
// page is written by the core itself.
global_asm!(
    r#"
    .section .rodata.second, "a"
    .global __second, __second_end
    .code16
__second:
    jmp   2f
    .org  __second + 8              // the root of the map, filled in
    .quad 0
    .quad 0, 0x00af9b000000ffff, 0x00cf93000000ffff
    .word 23                        // offset 40: where the segments are
    .long {page} + 16
2:  cli
    cld
    mov   ax, cs                    // the segment is the page
    mov   ds, ax
    mov   eax, 0x620                // as in src/start.rs
    mov   cr4, eax
    mov   eax, dword ptr [8]
    mov   cr3, eax
    mov   ecx, 0xc0000080
    rdmsr
    or    eax, 0x900
    wrmsr
    lgdt  [40]
    mov   eax, 0x80010033           // paging and protection at once: from 16 bits straight to 64
    mov   cr0, eax
    .byte 0x66, 0xea                // a far jump, into the 64-bit segment
    .long {page} + (3f - __second)
    .word 0x08

    .code64
3:  mov   eax, 0x10
    mov   ds, eax
    mov   es, eax
    mov   ss, eax
    mov   rsp, offset __second_stack_end
    xor   ebp, ebp
    mov   rax, offset {main}
    call  rax
    ud2
__second_end:
    "#,
    page = const 0x8000,
    main = sym second_main,
);

/// Where the text above has the root of the map.
const MAP: usize = 8;

/// Starts the second core, which runs the function and then waits for ever. False if there is none.
pub fn start_second(main: fn()) -> bool {
    unsafe extern "C" {
        static __second: u8;
        static __second_end: u8;
    }
    let page = memory::second_start();
    MAIN.store(main as *mut (), Ordering::Relaxed);
    let text = &raw const __second;
    let length = (&raw const __second_end).addr() - text.addr();
    // SAFETY: the page is the second core's alone, and writable until it starts; the text fits into it.
    unsafe {
        let start = core::ptr::with_exposed_provenance_mut::<u8>(page.start);
        start.copy_from_nonoverlapping(text, length);
        start.add(MAP).cast::<u64>().write_unaligned(mmu::root());
        Map::set_access(page.clone(), Access::ReadExecute);
    }
    enable_controller();
    command(ALL_OTHERS | 0x4500); // INIT
    wait(10_000_000, || false);
    for _ in 0..2 {
        command(ALL_OTHERS | 0x4600 | (page.start >> 12) as u32); // SIPI
        if wait(100_000_000, || RUNNING.load(Ordering::Acquire)) {
            return true;
        }
    }
    false
}

/// Where the second core comes to Rust.
extern "C" fn second_main() -> ! {
    // SAFETY: once, on the second core.
    unsafe { descriptors::load(&descriptors::SECOND) }
    enable_controller();
    RUNNING.store(true, Ordering::Release);
    let main = MAIN.load(Ordering::Relaxed);
    // SAFETY: `start_second` stored a function of this type.
    unsafe { core::mem::transmute::<*mut (), fn()>(main)() }
    loop {
        // SAFETY: waits for the next interrupt.
        unsafe { asm!("hlt", options(nomem, nostack)) }
    }
}

/// Turns this core's interrupt controller on, and lets interrupts come.
fn enable_controller() {
    write(SPURIOUS, 1 << 8 | 63); // on; a spurious interrupt has a vector that nobody listens to
    // SAFETY: the handlers are in place, and keep all registers.
    unsafe { asm!("sti", options(nomem, nostack)) }
}

/// One request at a time.
static ASKING: Mutex<()> = Mutex::new(());
static DONE: AtomicBool = AtomicBool::new(false);
static FLUSHES: AtomicUsize = AtomicUsize::new(0);

/// How often a core had the other forget its translations.
pub fn flushes() -> usize {
    FLUSHES.load(Ordering::Relaxed)
}

/// Has the other core, if it runs, forget its translations and what it fetched ahead, and waits until it has. Not from an interrupt handler.
pub(crate) fn flush_other() {
    if !RUNNING.load(Ordering::Acquire) {
        return;
    }
    // A core that waits here or below still takes the other's interrupt.
    let _alone = ASKING.lock();
    DONE.store(false, Ordering::Relaxed);
    command(ALL_OTHERS | 0x4000 | VECTOR as u32);
    while !DONE.load(Ordering::Acquire) {
        core::hint::spin_loop();
    }
}

/// Called by the stub on the core that was asked; its `iretq` serialises.
pub(crate) fn interrupt() {
    mmu::flush();
    FLUSHES.fetch_add(1, Ordering::Relaxed);
    write(END_OF_INTERRUPT, 0);
    DONE.store(true, Ordering::Release);
}

/// Sends an interrupt to the other cores.
fn command(command: u32) {
    write(COMMAND, command);
    // SAFETY: a register of this core's interrupt controller.
    while unsafe { core::ptr::with_exposed_provenance::<u32>(COMMAND).read_volatile() } & COMMAND_PENDING != 0 {
        core::hint::spin_loop();
    }
}

/// Waits so many nanoseconds or until something is so; whether it was.
fn wait(nanoseconds: u64, is_so: impl Fn() -> bool) -> bool {
    let end = clock::nanoseconds().saturating_add(nanoseconds);
    while clock::nanoseconds() < end {
        if is_so() {
            return true;
        }
        core::hint::spin_loop();
    }
    is_so()
}

fn write(register: usize, value: u32) {
    // SAFETY: a register of this core's interrupt controller, mapped, which only this file uses.
    unsafe { core::ptr::with_exposed_provenance_mut::<u32>(register).write_volatile(value) }
}
