//! Memory for machine code made at run time, as copperhead-core wants it: reserve, write, publish.
//!
//! Each page is either written or executed. An arena takes spans of pages from here and packs its
//! regions into them; while one region is written, its neighbours in the same page cannot run. (Nothing is
//! said of caches here: [`cache`](crate::cache) tells why.)

use crate::memory;
use crate::mmu::{self, Access, PAGE};
use copperhead_core::buffer::{CodeBuffer, CodeError, Span};
use core::ops::Range;
use core::ptr::{NonNull, with_exposed_provenance_mut};
use core::sync::atomic::{AtomicBool, Ordering::Relaxed};

/// Whether somebody has the code memory now.
static TAKEN: AtomicBool = AtomicBool::new(false);

/// The machine's code memory. There is one; dropped, it can be taken again.
#[derive(Debug)]
pub struct CodeMemory {
    /// The addresses that may be given.
    pages: Range<usize>,
    /// A bit for each page: whether it belongs to a span.
    used: [u64; MAXIMUM_PAGES / 64],
    /// Whether each region has pages of its own.
    apart: bool,
}

/// Code memory beyond 8 MiB would not be used.
const MAXIMUM_PAGES: usize = 2048;

impl CodeMemory {
    /// Takes the code memory, or its first `limit` bytes (whole pages of them).
    /// `None` while somebody else has it.
    #[must_use]
    pub fn take(limit: usize) -> Option<CodeMemory> {
        if TAKEN.swap(true, Relaxed) {
            return None;
        }
        let all = memory::code();
        let pages = all.len().min(limit).min(MAXIMUM_PAGES * PAGE) / PAGE;
        Some(CodeMemory { pages: all.start..all.start + pages * PAGE, used: [0; MAXIMUM_PAGES / 64], apart: false })
    }

    /// The same memory, in which each region has pages of its own: while one is written, the other core runs all others.
    #[must_use]
    pub fn apart(mut self) -> CodeMemory {
        self.apart = true;
        self
    }

    fn is_used(&self, page: usize) -> bool {
        self.used[page / 64] >> (page % 64) & 1 != 0
    }

    /// Marks the pages of a span as used, or as free again.
    fn mark(&mut self, pages: Range<usize>, used: bool) {
        for page in pages {
            let bit = 1 << (page % 64);
            match used {
                true => self.used[page / 64] |= bit,
                false => self.used[page / 64] &= !bit,
            }
        }
    }
}

impl Drop for CodeMemory {
    fn drop(&mut self) {
        // SAFETY: by the contract of the spans' owner nothing executes in them any more.
        unsafe { mmu::set_access(self.pages.clone(), Access::ReadWrite) };
        TAKEN.store(false, Relaxed);
    }
}

/// The addresses of a part of a span; an error if it is not inside.
fn addresses(span: &Span, offset: usize, length: usize) -> Result<Range<usize>, CodeError> {
    match offset.checked_add(length) {
        Some(end) if end <= span.length => Ok(span.execute + offset..span.execute + end),
        _ => Err(CodeError::Refused),
    }
}

/// The whole pages that a range of addresses touches.
fn whole_pages(range: &Range<usize>) -> Range<usize> {
    range.start & !(PAGE - 1)..range.end.next_multiple_of(PAGE)
}

// SAFETY: spans are disjoint pages of the linker script's code memory, which nothing else uses and which
// is never uninitialised in Rust's sense (no Rust object lies there). `Access` has no value that allows
// writing and executing. When `set_access` returns, no core uses the permissions of before, and each has executed a
// serialising instruction or is the one that wrote.
unsafe impl CodeBuffer for CodeMemory {
    fn reserve(&mut self, bytes: usize) -> Result<Span, CodeError> {
        let (wanted, all) = (bytes.max(1).div_ceil(PAGE), self.pages.len() / PAGE);
        if wanted > all {
            return Err(CodeError::TooLarge);
        }
        // First fit: grow a run of free pages until it is long enough.
        let mut first = 0;
        for page in 0..all {
            if self.is_used(page) {
                first = page + 1;
            } else if page + 1 - first == wanted {
                self.mark(first..page + 1, true);
                let execute = self.pages.start + first * PAGE;
                let write = NonNull::new(with_exposed_provenance_mut(execute));
                return Ok(Span { write: write.ok_or(CodeError::Refused)?, execute, length: wanted * PAGE });
            }
        }
        Err(CodeError::NoMemory)
    }

    unsafe fn release(&mut self, span: Span) -> Result<(), CodeError> {
        let first = span.execute.wrapping_sub(self.pages.start) / PAGE;
        let pages = first..first.saturating_add(span.length / PAGE);
        if pages.end > self.pages.len() / PAGE {
            return Err(CodeError::Foreign);
        }
        // What is left of the code cannot be entered any more.
        // SAFETY: the caller promises that nothing executes in the span.
        unsafe { mmu::set_access(span.execute..span.execute + span.length, Access::ReadWrite) };
        self.mark(pages, false);
        Ok(())
    }

    unsafe fn begin_write(&mut self, span: &Span, offset: usize, length: usize) -> Result<(), CodeError> {
        let range = addresses(span, offset, length)?;
        // SAFETY: the caller promises that no code of these pages runs now.
        unsafe { mmu::set_access(whole_pages(&range), Access::ReadWrite) };
        Ok(())
    }

    unsafe fn publish(&mut self, span: &Span, offset: usize, length: usize) -> Result<(), CodeError> {
        let range = addresses(span, offset, length)?;
        // SAFETY: the caller promises that nothing refers to the range to write it.
        unsafe { mmu::set_access(whole_pages(&range), Access::ReadExecute) };
        Ok(())
    }

    fn granule(&self) -> usize {
        PAGE
    }

    fn writing_suspends_execution(&self) -> bool {
        true
    }

    fn regions_share_granules(&self) -> bool {
        !self.apart
    }
}
