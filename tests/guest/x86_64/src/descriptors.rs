//! The tables by which a core finds its segments, its handlers and the stack that they run on.
//!
//! Source: SDM volume 3, "Segment Descriptors", "64-Bit Mode IDT", "Task Management in 64-bit Mode".

use crate::{exception, memory};
use core::arch::asm;
use core::cell::UnsafeCell;
use core::mem::size_of;
use core::ops::Range;

/// The selector of the code segment.
const CODE: u16 = 0x08;
/// The selector of the task state segment.
const TASK: u16 = 0x18;

/// Interrupts and exceptions that have a handler: the vectors below this.
pub const VECTORS: usize = 64;

/// The part of a task state segment that 64-bit mode uses: stacks.
#[repr(C, packed(4))]
struct TaskState {
    reserved: u32,
    privilege_stacks: [u64; 3],
    reserved_too: u64,
    /// IST1 to IST7: every handler runs on the first, so that even an overflow of the main stack can be reported, and nothing is
    /// written below the interrupted stack pointer (there may be a red zone).
    interrupt_stacks: [u64; 7],
    reserved_three: u64,
    reserved_four: u16,
    /// Beyond the end: no map of ports.
    ports: u16,
}

/// What a core needs for itself.
#[repr(C, align(16))]
pub struct Tables(UnsafeCell<Content>, fn() -> Range<usize>);

#[repr(C, align(16))]
struct Content {
    task: TaskState,
    segments: [u64; 5],
}

// SAFETY: each is used by one core, once, in `load`; afterwards only the processor reads it, and sets its bit "busy".
unsafe impl Sync for Tables {}

impl Tables {
    const fn new(stack: fn() -> Range<usize>) -> Self {
        let task = TaskState {
            reserved: 0,
            privilege_stacks: [0; 3],
            reserved_too: 0,
            interrupt_stacks: [0; 7],
            reserved_three: 0,
            reserved_four: 0,
            ports: size_of::<TaskState>() as u16,
        };
        // Code and data for all of memory: only their kind and privilege count in 64-bit mode.
        let segments = [0, 0x00af_9b00_0000_ffff, 0x00cf_9300_0000_ffff, 0, 0];
        Tables(UnsafeCell::new(Content { task, segments }), stack)
    }
}

/// The first core's.
pub static FIRST: Tables = Tables::new(memory::exception_stack);
/// The second core's.
pub static SECOND: Tables = Tables::new(memory::second_exception_stack);

/// One entry of the interrupt descriptor table.
#[derive(Clone, Copy)]
#[repr(C)]
struct Gate {
    low: u64,
    high: u64,
}

struct Gates(UnsafeCell<[Gate; VECTORS]>);
// SAFETY: both cores write the same entries, each before it takes interrupts.
unsafe impl Sync for Gates {}
static GATES: Gates = Gates(UnsafeCell::new([Gate { low: 0, high: 0 }; VECTORS]));

/// What `lgdt` and `lidt` read.
#[repr(C, packed)]
struct Pointer {
    limit: u16,
    base: u64,
}

/// Makes a core use its tables.
///
/// # Safety
/// Only once for each of the two, each on its core, with the map on.
pub unsafe fn load(tables: &'static Tables) {
    let Tables(content, stack) = tables;
    let (content, gates) = (content.get(), GATES.0.get());
    // SAFETY: by the caller's promise nobody else uses these tables; the instructions load what was written there. The selectors
    // of the running code and its stack mean the same in the new table.
    unsafe {
        let task = &raw mut (*content).task;
        (&raw mut (*task).interrupt_stacks[0]).write_unaligned(stack().end as u64);
        let (base, limit) = (task.addr() as u64, size_of::<TaskState>() as u64 - 1);
        (*content).segments[3] = limit | (base & 0xff_ffff) << 16 | 0x89 << 40 | (base >> 24 & 0xff) << 56; // present, available
        (*content).segments[4] = base >> 32;
        for (vector, gate) in (*gates).iter_mut().enumerate() {
            let address = exception::stub(vector) as u64;
            // Present, interrupt gate (interrupts stay off in the handler), IST1.
            gate.low = address & 0xffff | u64::from(CODE) << 16 | 1 << 32 | 0x8e << 40 | (address >> 16 & 0xffff) << 48;
            gate.high = address >> 32;
        }
        let segments = &raw const (*content).segments;
        let pointer = Pointer { limit: size_of::<[u64; 5]>() as u16 - 1, base: segments.addr() as u64 };
        asm!("lgdt [{}]", in(reg) &raw const pointer, options(readonly, nostack, preserves_flags));
        asm!("ltr {:x}", in(reg) TASK, options(nostack, preserves_flags));
        let pointer = Pointer { limit: size_of::<[Gate; VECTORS]>() as u16 - 1, base: gates.addr() as u64 };
        asm!("lidt [{}]", in(reg) &raw const pointer, options(readonly, nostack, preserves_flags));
    }
}
