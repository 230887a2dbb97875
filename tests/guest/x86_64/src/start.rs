//! The first instructions after power-on, up to the guest's `main`.
//!
//! Sources: "x86/HVM direct boot ABI" (PVH) of the Xen documentation for how QEMU enters; SDM volume 3, "Initializing IA-32e Mode".

use crate::{clock, descriptors, memory, mmu, serial, timer};
use copperhead_guest_common::{console, heap};
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

    // The map that src/mmu.rs completes: what runs and is used on the way there, with its own permissions from the start.
    mov   esp, offset __stack_end
    mov   dword ptr [{level_4}], offset {level_3} + 3 // present, writable: what a table forbids, all below it forbids
    mov   dword ptr [{level_3}], offset {level_2} + 3
    mov   edi, offset {level_2}
    mov   eax, offset {level_1} + 3
1:  mov   [edi], eax
    add   edi, 8
    add   eax, 4096
    cmp   eax, offset {level_1} + 3 + {ram_tables} * 4096
    jb    1b
    mov   ebx, offset __text_start
    mov   ecx, offset __text_end
    mov   eax, 1                    // present: text may be executed
    xor   edx, edx
    call  __map
    mov   ecx, offset __rodata_end  // ebx is there already
    mov   edx, 0x80000000           // constants may not
    call  __map
    mov   ecx, offset __bss_end
    mov   eax, 3                    // variables and stack may be written
    call  __map
    mov   ebx, offset __stack_start
    mov   ecx, offset __stack_end
    call  __map

    mov   eax, 0x620                // CR4: PAE, OSFXSR and OSXMMEXCPT (SSE is usable)
    mov   cr4, eax
    mov   eax, offset {level_4}
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

    // Maps the pages from ebx to ecx to themselves; eax and edx are the permissions.
    .code32
__map:
    mov   esi, ebx
    shr   esi, 9                    // the number of the page, times 8
    lea   edi, [ebx + eax]
    mov   [{level_1} + esi], edi
    mov   [{level_1} + esi + 4], edx
    add   ebx, 4096
    cmp   ebx, ecx
    jb    __map
    ret
    .code64
    "#,
    level_4 = sym mmu::LEVEL_4,
    level_3 = sym mmu::LEVEL_3,
    level_2 = sym mmu::LEVEL_2,
    level_1 = sym mmu::LEVEL_1,
    ram_tables = const memory::RAM_SIZE >> 21,
    main = sym start,
);

/// Brings the machine up and runs the binary's test.
extern "C" fn start() -> ! {
    // SAFETY: called once, before anything else, while the other core waits; `.bss` is zero.
    unsafe {
        serial::initialise();
        mmu::enable();
        descriptors::load(&descriptors::FIRST);
        timer::initialise();
        clock::initialise();
        heap::initialise(memory::heap());
    }
    console::run()
}
