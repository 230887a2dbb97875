//! A machine that says nothing about caches has core's maintenance done for what it publishes. On a processor that needs none nothing would show
//! that: so the very file runs here over an `instruction_cache` that records what it is told.

// `copperhead_core::…` in that file is found here.
extern crate copperhead_core as real;
extern crate self as copperhead_core;

use real::buffer;

mod instruction_cache {
    pub use crate::real::instruction_cache::TRAP;
    use std::cell::RefCell;

    thread_local! {
        pub static TOLD: RefCell<Vec<(&'static str, usize, usize)>> = const { RefCell::new(Vec::new()) };
    }

    pub unsafe fn clean_data(start: usize, length: usize) {
        TOLD.with_borrow_mut(|told| told.push(("clean", start, length)));
    }

    pub unsafe fn invalidate_instructions(start: usize, length: usize) {
        TOLD.with_borrow_mut(|told| told.push(("invalidate", start, length)));
    }
}

#[path = "../src/code.rs"]
mod code;
#[allow(dead_code, unused_macros, reason = "only part of it is wanted here")]
#[path = "../src/memory.rs"]
mod memory;

use code::Protection;
use memory::Access;
use std::ops::Range;

/// A machine with what it must say, and no more.
struct Least;

// SAFETY: there is no memory, and nothing is executed.
unsafe impl Protection for Least {
    const GRANULE: usize = 16;

    fn memory() -> Range<usize> {
        0..0
    }

    unsafe fn set_access(_: Range<usize>, _: Access) -> bool {
        true
    }
}

#[test]
fn the_caches_are_told_by_core() {
    // SAFETY: nothing but a record is made.
    unsafe {
        Least::clean_data(0x1010..0x1050);
        Least::invalidate_instructions(0x2020..0x2030);
    }
    assert_eq!(instruction_cache::TOLD.take(), [("clean", 0x1010, 0x40), ("invalidate", 0x2020, 0x10)]);
}
