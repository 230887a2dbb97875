//! Memory for machine code made at run time, as copperhead-core wants it: reserve, write, publish.
//!
//! The machine says how permissions change ([`Protection`]); here is who has which pages. An arena takes spans of pages from here and packs
//! its regions into them. Where permissions change page by page, the neighbours in a page cannot run while one region is written; what is
//! left in a page beside published regions holds instructions that trap.

use crate::memory::Access;
use copperhead_core::buffer::{CodeBuffer, CodeError, Span};
use copperhead_core::instruction_cache::{self, TRAP};
use core::marker::PhantomData;
use core::ops::Range;
use core::ptr::{NonNull, with_exposed_provenance_mut};
use spin::Mutex;

/// How a machine protects its code memory.
///
/// # Safety
/// The memory is mapped, nothing else uses it, and no Rust object lies there. No part is ever writable and executable. The functions change what they are
/// asked to, and when they return no core uses the permissions of before.
pub unsafe trait Protection {
    /// Bytes whose permissions change together when a region is written: a power of two, at least 16.
    const GRANULE: usize;
    /// Bytes that spans are made of: a multiple of the granule.
    const PAGE: usize = Self::GRANULE;

    /// The whole memory. Nothing in it may be executed at first.
    fn memory() -> Range<usize>;

    /// Whole granules may be written, or what was made writable may be executed. False if that cannot be now, and nothing has changed.
    /// (Caches are not its business: the two functions at the end are.)
    ///
    /// # Safety
    /// The caller alone decides about their content: nothing relies on the permission that is taken away.
    unsafe fn set_access(range: Range<usize>, access: Access) -> bool;

    /// Whole pages may not be executed any more.
    ///
    /// # Safety
    /// Nothing executes there.
    unsafe fn withdraw(pages: Range<usize>) {
        // SAFETY: the caller's promise is the same.
        unsafe { Self::set_access(pages, Access::ReadWrite) };
    }

    /// What was stored in the range leaves the data cache for where instructions come from. Called before the range may be executed.
    ///
    /// # Safety
    /// The range is mapped.
    unsafe fn clean_data(range: Range<usize>) {
        // SAFETY: the caller's promise; the machine's privilege suffices to maintain caches.
        unsafe { instruction_cache::clean_data(range.start, range.len()) }
    }

    /// Nothing that was fetched from the range before is executed any more. Called when the range may be executed.
    ///
    /// # Safety
    /// The range is mapped.
    unsafe fn invalidate_instructions(range: Range<usize>) {
        // SAFETY: as above.
        unsafe { instruction_cache::invalidate_instructions(range.start, range.len()) }
    }
}

/// Whether somebody has the code memory now.
static TAKEN: Mutex<bool> = Mutex::new(false);

/// Code memory of more pages would not be used.
const MAXIMUM_PAGES: usize = 2048;

/// The machine's code memory. There is one; dropped, it can be taken again.
#[derive(Debug)]
pub struct CodeMemory<P: Protection> {
    /// The addresses that may be given.
    pages: Range<usize>,
    /// A bit for each page: whether it belongs to a span.
    used: [u64; MAXIMUM_PAGES / 64],
    /// Whether each region has granules of its own.
    apart: bool,
    protection: PhantomData<P>,
}

impl<P: Protection> CodeMemory<P> {
    /// Takes the code memory, or its first `limit` bytes (whole pages of them).
    /// `None` while somebody else has it.
    #[must_use]
    pub fn take(limit: usize) -> Option<Self> {
        if core::mem::replace(&mut *TAKEN.lock(), true) {
            return None;
        }
        let all = P::memory();
        let pages = (all.len().min(limit) / P::PAGE).min(MAXIMUM_PAGES);
        let pages = all.start..all.start + pages * P::PAGE;
        Some(CodeMemory { pages, used: [0; MAXIMUM_PAGES / 64], apart: false, protection: PhantomData })
    }

    /// The same memory, in which each region has granules of its own: while one is written, other cores run all others.
    #[must_use]
    pub fn apart(mut self) -> Self {
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

impl<P: Protection> Drop for CodeMemory<P> {
    fn drop(&mut self) {
        // SAFETY: by the contract of the spans' owner nothing executes in them any more.
        unsafe { P::withdraw(self.pages.clone()) };
        *TAKEN.lock() = false;
    }
}

/// The whole granules that a part of a span touches; an error if it is not inside.
fn granules<P: Protection>(span: &Span, offset: usize, length: usize) -> Result<Range<usize>, CodeError> {
    match offset.checked_add(length) {
        Some(end) if end <= span.length => {
            let (start, end) = (span.execute + offset, span.execute + end);
            Ok(start & !(P::GRANULE - 1)..end.next_multiple_of(P::GRANULE))
        }
        _ => Err(CodeError::Refused),
    }
}

fn allowed(done: bool) -> Result<(), CodeError> {
    if done { Ok(()) } else { Err(CodeError::Refused) }
}

/// Whoever comes here by mistake does not get far.
///
/// # Safety
/// The range may be written and is nobody else's.
unsafe fn fill_with_traps(range: Range<usize>) {
    // SAFETY: the caller's promise.
    unsafe { with_exposed_provenance_mut::<u8>(range.start).write_bytes(TRAP, range.len()) }
}

// SAFETY: spans are disjoint pages of memory that `Protection` vouches for. What is written was made writable, and is published with caches
// maintained: the data cache before, the instruction cache after the change of permissions. Where the machine has other cores, `Protection` says that
// they see the change.
unsafe impl<P: Protection> CodeBuffer for CodeMemory<P> {
    fn reserve(&mut self, bytes: usize) -> Result<Span, CodeError> {
        let (wanted, all) = (bytes.max(1).div_ceil(P::PAGE), self.pages.len() / P::PAGE);
        if wanted > all {
            return Err(CodeError::TooLarge);
        }
        // First fit: grow a run of free pages until it is long enough.
        let mut first = 0;
        for page in 0..all {
            if self.is_used(page) {
                first = page + 1;
            } else if page + 1 - first == wanted {
                let (execute, length) = (self.pages.start + first * P::PAGE, wanted * P::PAGE);
                let write = NonNull::new(with_exposed_provenance_mut(execute)).ok_or(CodeError::Refused)?;
                // SAFETY: the pages are free: nothing executes there.
                unsafe {
                    if !P::set_access(execute..execute + length, Access::ReadWrite) {
                        return Err(CodeError::Refused);
                    }
                    fill_with_traps(execute..execute + length);
                    P::withdraw(execute..execute + length);
                }
                self.mark(first..page + 1, true);
                return Ok(Span { write, execute, length });
            }
        }
        Err(CodeError::NoMemory)
    }

    unsafe fn release(&mut self, span: Span) -> Result<(), CodeError> {
        let first = span.execute.wrapping_sub(self.pages.start) / P::PAGE;
        let pages = first..first.saturating_add(span.length / P::PAGE);
        if pages.end > self.pages.len() / P::PAGE {
            return Err(CodeError::Foreign);
        }
        // What is left of the code cannot be entered any more.
        // SAFETY: the caller promises that nothing executes in the span.
        unsafe { P::withdraw(span.execute..span.execute + span.length) };
        self.mark(pages, false);
        Ok(())
    }

    unsafe fn begin_write(&mut self, span: &Span, offset: usize, length: usize) -> Result<(), CodeError> {
        let range = granules::<P>(span, offset, length)?;
        // SAFETY: the caller promises that nothing executes in these granules now.
        allowed(unsafe { P::set_access(range, Access::ReadWrite) })
    }

    unsafe fn publish(&mut self, span: &Span, offset: usize, length: usize) -> Result<(), CodeError> {
        let range = granules::<P>(span, offset, length)?;
        // The neighbours in the granules, traps beside the region, were only stored when the span was reserved: so the caches hear of whole granules.
        // SAFETY: the range is mapped. The caller promises that nothing refers to the range to write it.
        unsafe {
            P::clean_data(range.clone());
            allowed(P::set_access(range.clone(), Access::ReadExecute))?;
            P::invalidate_instructions(range);
        }
        Ok(())
    }

    unsafe fn discard(&mut self, span: &Span, offset: usize, length: usize) {
        // SAFETY: the caller promises that nothing executes in the range; what else lies in its granules waits until this returns.
        unsafe {
            if self.begin_write(span, offset, length).is_ok() {
                fill_with_traps(span.execute + offset..span.execute + offset + length);
                let _ = self.publish(span, offset, length);
            }
        }
    }

    fn granule(&self) -> usize {
        P::GRANULE
    }

    fn writing_suspends_execution(&self) -> bool {
        P::GRANULE > 16 // else regions have no neighbours in their granules
    }

    fn regions_share_granules(&self) -> bool {
        !self.apart
    }
}

#[cfg(test)]
#[path = "code/tests.rs"]
mod tests;
