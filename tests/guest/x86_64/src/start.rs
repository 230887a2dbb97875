//! The first instructions after power-on, up to the guest's `main`.
//!
//! Sources: "x86/HVM direct boot ABI" (PVH) of the Xen documentation for how QEMU enters; SDM volume 3, "Initializing IA-32e Mode".

use crate::{Status, clock, descriptors, exit, heap, mmu, serial, timer};
use core::arch::global_asm;

// QEMU enters in 32-bit mode with flat segments and paging off, at the address in the note.
global_asm!(
    r#"
    .section .note.Xen, "a", @note
    .balign 4
    .long 4, 8, 18                  // sizes of name and content; XEN_ELFNOTE_PHYS32_ENTRY
    .asciz "Xen"
    .quad _start

    .section .text.start, "ax"
    .code32
    .global _start
_start:
    cld
    mov   edi, offset __bss_start   // ends on a page
    mov   ecx, offset __bss_end
    sub   ecx, edi
    shr   ecx, 2
    xor   eax, eax
    rep   stosd

    // A map of the first GiB for the way to Rust, where src/mmu.rs makes the real one: three tables, pages of 2 MiB.
    mov   edi, offset __first_map
    lea   eax, [edi + 0x1003]       // present, writable
    mov   [edi], eax
    lea   eax, [edi + 0x2003]
    mov   [edi + 0x1000], eax
    mov   eax, 0x83                 // present, writable, large
    mov   ecx, 512
1:  mov   [edi + 0x2000], eax
    add   eax, 0x200000
    add   edi, 8
    dec   ecx
    jnz   1b

    mov   eax, 0x620                // CR4: PAE, OSFXSR and OSXMMEXCPT (SSE is usable)
    mov   cr4, eax
    mov   eax, offset __first_map
    mov   cr3, eax
    mov   ecx, 0xc0000080           // EFER: LME (64-bit mode), NXE (pages that are never executed)
    rdmsr
    or    eax, 0x900
    wrmsr
    mov   eax, 0x80010033           // CR0: PG, WP (protection binds this level too), NE, ET, MP, PE
    mov   cr0, eax
    lgdt  [__first_gdt_pointer]
    .byte 0xea                      // a far jump, into the 64-bit segment
    .long 2f
    .word 0x08

    .code64
2:  mov   eax, 0x10
    mov   ds, eax
    mov   es, eax
    mov   ss, eax
    xor   eax, eax
    mov   fs, eax
    mov   gs, eax
    mov   rsp, offset __stack_end
    xor   ebp, ebp                  // the end of the chain of frame pointers
    call  {main}
    ud2

    // This page is never writable: the bits "accessed" are set already.
    .balign 8
__first_gdt:
    .quad 0
    .quad 0x00af9b000000ffff        // 0x08: code, 64 bits
    .quad 0x00cf93000000ffff        // 0x10: data
__first_gdt_pointer:
    .word 23
    .quad __first_gdt

    .section .bss.first_map, "aw", @nobits
    .balign 4096
__first_map:
    .skip 3 * 4096
    "#,
    main = sym start,
);

unsafe extern "Rust" {
    /// The guest's `main`; defined by [`entry!`](crate::entry).
    safe fn guest_main() -> Status;
}

/// Brings the machine up and runs the guest's `main`.
extern "C" fn start() -> ! {
    // SAFETY: called once, before anything else, while the other core waits; `.bss` is zero.
    unsafe {
        serial::initialise();
        mmu::enable();
        descriptors::load(&descriptors::FIRST);
        timer::initialise();
        clock::initialise();
        heap::initialise();
    }
    exit::exit(guest_main())
}

/// Makes a function `fn() -> Status` the guest's `main`.
#[macro_export]
macro_rules! entry {
    ($main:path) => {
        /// What the start code calls.
        // SAFETY: the name is declared once, in `start.rs`, with this signature.
        #[unsafe(no_mangle)]
        fn guest_main() -> $crate::Status {
            $main()
        }
    };
}
