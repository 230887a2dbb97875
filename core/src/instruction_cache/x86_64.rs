//! x86-64: caches are coherent by hardware; only a second linear address needs a word.
//!
//! No cache maintenance: "a write to a memory location in a code segment that is currently cached in the processor causes the
//! associated cache line (or lines) to be invalidated", by physical address (Intel SDM volume 3, "Self-Modifying Code", in the chapter
//! on memory cache control). What was already prefetched is matched by linear address, so the same section asks for a serialising
//! instruction where code is modified through another linear address than it runs at: where memory is mapped twice. A host that maps it once may
//! leave both halves out.

use core::arch::asm;
use core::arch::x86_64::__cpuid;

/// Whether this instruction set's needs are known.
pub const KNOWN: bool = true;

/// A byte that, repeated, is an instruction which faults: `int3` (SDM volume 2, "INT3").
pub const TRAP: u8 = 0xcc;

/// First half: nothing; stores become visible in order.
///
/// # Safety
/// None is needed here; other instruction sets ask for a mapped range.
pub unsafe fn clean_data(_start: usize, _length: usize) {}

/// Second half: serialises, so that this processor forgets what it fetched ahead, whatever the range.
///
/// `iretq` to the next instruction serialises (SDM volume 3, "Serializing Instructions") and, unlike `cpuid`, does not leave a virtual
/// machine: 0.1 against 4 µs. Under a shadow stack `iretq` would want a frame there too, so `cpuid` does it then.
///
/// # Safety
/// None is needed here; other instruction sets ask for a mapped range.
pub unsafe fn invalidate_instructions(_start: usize, _length: usize) {
    let shadow_stack: u64;
    // SAFETY: `rdsspq` reads the shadow stack pointer, and is a no-op that leaves 0 where there is none.
    unsafe { asm!("xor eax, eax", "rdsspq rax", out("rax") shadow_stack, options(nomem, nostack)) };
    if shadow_stack != 0 {
        __cpuid(0);
        return;
    }
    // SAFETY: builds the frame that `iretq` pops: stack segment and pointer, flags, code segment, address. It returns to the next
    // instruction with the stack pointer it began with and all other state unchanged.
    unsafe {
        asm!(
            "mov {stack}, rsp",
            "mov {word:e}, ss",
            "push {word}",
            "push {stack}",
            "pushfq",
            "mov {word:e}, cs",
            "push {word}",
            "lea {word}, [rip + 2f]",
            "push {word}",
            "iretq",
            "2:",
            word = out(reg) _,
            stack = out(reg) _,
        );
    }
}
