//! How a Linux process maintains caches, on each instruction set: the very files run here, over a core and a C library that record what they are told.
//! (On the processor that runs this nothing need be done, so that nothing would show.)

// `copperhead_core::…` and `libc::…` in these files are found here.
extern crate self as copperhead_core;
extern crate self as libc;

use std::cell::{Cell, RefCell};

thread_local! {
    static TOLD: RefCell<Vec<[usize; 4]>> = const { RefCell::new(Vec::new()) };
    /// What the kernel answers from now on.
    static ANSWER: Cell<i64> = const { Cell::new(0) };
    static KNOWN: Cell<bool> = const { Cell::new(true) };
}

#[allow(non_camel_case_types)]
type c_long = i64;

unsafe fn syscall(number: c_long, start: usize, end: usize, flags: usize) -> c_long {
    TOLD.with_borrow_mut(|told| told.push([number as usize, start, end, flags]));
    ANSWER.get()
}

mod instruction_cache {
    pub unsafe fn make_coherent(write: usize, execute: usize, length: usize) -> bool {
        crate::TOLD.with_borrow_mut(|told| told.push([write, execute, length, 0]));
        crate::KNOWN.get()
    }
}

#[path = "../src/instruction_cache/arm.rs"]
mod arm;
#[path = "../src/instruction_cache/calls.rs"]
mod calls;
#[path = "../src/instruction_cache/direct.rs"]
mod direct;
#[path = "../src/instruction_cache/riscv64.rs"]
mod riscv64;

#[test]
fn core_does_it_where_programs_may() {
    for known in [true, false] {
        KNOWN.set(known);
        // SAFETY: nothing but a record is made, here and below.
        assert_eq!(unsafe { direct::make_coherent(0x1000, 0x2000, 0x30) }, known);
        assert_eq!(TOLD.take(), [[0x1000, 0x2000, 0x30, 0]]);
    }
}

#[test]
fn riscv_asks_the_kernel_for_all_threads() {
    for (answer, done) in [(0, true), (-1, false)] {
        ANSWER.set(answer);
        // SAFETY: as above.
        assert_eq!(unsafe { riscv64::make_coherent(0x1000, 0x2000, 0x30) }, done);
        assert_eq!(TOLD.take(), [[259, 0x2000, 0x2030, 0]]);
    }
}

#[test]
fn arm_asks_the_kernel_for_both_addresses() {
    // SAFETY: as above.
    unsafe {
        assert!(arm::make_coherent(0x1000, 0x1000, 0x30));
        assert_eq!(TOLD.take(), [[0xf0002, 0x1000, 0x1030, 0]]);
        assert!(arm::make_coherent(0x1000, 0x2000, 0x30));
        assert_eq!(TOLD.take(), [[0xf0002, 0x1000, 0x1030, 0], [0xf0002, 0x2000, 0x2030, 0]]);
        ANSWER.set(-1);
        assert!(!arm::make_coherent(0x1000, 0x2000, 0x30));
        assert_eq!(TOLD.take(), [[0xf0002, 0x1000, 0x1030, 0]]);
    }
}
