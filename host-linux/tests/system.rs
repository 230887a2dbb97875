//! The real system calls have the caches told what code memory says: the very file runs here, beside an `instruction_cache` that records.
#![cfg(target_os = "linux")]

use std::cell::RefCell;

thread_local! {
    static TOLD: RefCell<Vec<(usize, usize, usize)>> = const { RefCell::new(Vec::new()) };
}

mod instruction_cache {
    pub unsafe fn make_coherent(write: usize, execute: usize, length: usize) -> bool {
        crate::TOLD.with_borrow_mut(|told| told.push((write, execute, length)));
        length != 7
    }
}

mod services {
    pub fn last_error() -> i32 {
        0
    }
}

mod process {
    pub fn number() -> i32 {
        0
    }
}

#[allow(dead_code, reason = "one call is wanted here")]
#[path = "../src/system.rs"]
mod system;

use system::{Kernel, System};

#[test]
fn the_caches_are_told_both_addresses() {
    // SAFETY: nothing but a record is made.
    unsafe {
        assert!(Kernel.make_coherent(0x1000, 0x2000, 0x30));
        assert!(!Kernel.make_coherent(0x1000, 0x2000, 7));
    }
    assert_eq!(TOLD.take(), [(0x1000, 0x2000, 0x30), (0x1000, 0x2000, 7)]);
}
