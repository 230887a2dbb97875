//! Memory for machine code made at run time: write, publish, enter.
//!
//! Each page is either written or executed; these two functions turn it from the one into the other.

use crate::mmu::{self, Access};
use crate::{cache, memory};
use core::ops::Range;

/// The whole pages that `range` touches; the machine stops if that is not code memory.
fn pages(range: Range<usize>) -> Range<usize> {
    let all = memory::code();
    let pages = range.start & !(mmu::PAGE - 1)..range.end.next_multiple_of(mmu::PAGE);
    assert!(
        all.start <= pages.start && pages.end <= all.end,
        "outside of code memory"
    );
    pages
}

/// Makes the pages that `range` touches writable and not executable.
///
/// # Safety
/// No code in these pages runs or is entered before [`publish`].
pub unsafe fn make_writable(range: Range<usize>) {
    // SAFETY: code memory belongs to nobody but the caller, who does not execute it.
    unsafe { mmu::set_access(pages(range), Access::ReadWrite) }
}

/// Makes the pages that `range` touches executable and not writable, and what was written to `range`
/// visible to instruction fetches.
///
/// # Safety
/// Nothing stores to these pages before [`make_writable`].
pub unsafe fn publish(range: Range<usize>) {
    cache::clean_data(range.clone());
    // SAFETY: code memory belongs to nobody but the caller, who does not write to it.
    unsafe { mmu::set_access(pages(range.clone()), Access::ReadExecute) }
    cache::invalidate_instructions(range);
}
