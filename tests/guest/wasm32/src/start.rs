//! What the embedder calls.

use copperhead_guest_common::{console, heap};
use core::arch::wasm32::memory_grow;
use core::sync::atomic::{AtomicUsize, Ordering::Relaxed};

static ARCHIVE: [AtomicUsize; 2] = [AtomicUsize::new(0), AtomicUsize::new(0)];

/// Where the embedder put the programs.
pub(crate) fn archive() -> core::ops::Range<usize> {
    ARCHIVE[0].load(Relaxed)..ARCHIVE[1].load(Relaxed)
}

/// Runs the binary's test. The archive lies where the embedder says, which nothing else uses.
// SAFETY: no other symbol has this name.
#[unsafe(no_mangle)]
extern "C" fn start(archive: usize, length: usize) -> ! {
    const PAGE: usize = 1 << 16;
    const HEAP: usize = 72 << 20;
    ARCHIVE[0].store(archive, Relaxed);
    ARCHIVE[1].store(archive + length, Relaxed);
    let first = memory_grow::<0>(HEAP / PAGE);
    assert!(first != usize::MAX, "no memory");
    // SAFETY: called once; this memory came just now, and is nobody else's.
    unsafe { heap::initialise(first * PAGE..first * PAGE + HEAP) }
    console::run()
}
