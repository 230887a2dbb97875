//! Memory for machine code made at run time, as copperhead-core wants it: reserve, write, publish.
//!
//! What is written is not executable meanwhile; everything else is executable and not writable ([`protection`](crate::protection)).

use crate::protection::GRANULE;
use crate::{memory, monitor};
use copperhead_core::buffer::{CodeBuffer, CodeError, Span};
use copperhead_core::instruction_cache;
use core::ops::Range;
use core::ptr::{NonNull, with_exposed_provenance_mut};
use core::sync::atomic::{AtomicBool, Ordering::Relaxed};

/// Whether somebody has the code memory now.
static TAKEN: AtomicBool = AtomicBool::new(false);

/// Bytes that are given at least, so that the bits of one word tell what is free.
const BLOCK: usize = 64 << 10;

/// The machine's code memory. There is one; dropped, it can be taken again.
#[derive(Debug)]
pub struct CodeMemory {
    /// A bit for each block: whether it belongs to a span.
    used: u64,
}

impl CodeMemory {
    /// Takes the code memory. `None` while somebody else has it.
    #[must_use]
    pub fn take() -> Option<CodeMemory> {
        if TAKEN.swap(true, Relaxed) { None } else { Some(CodeMemory { used: 0 }) }
    }
}

impl Drop for CodeMemory {
    fn drop(&mut self) {
        monitor::close_window();
        TAKEN.store(false, Relaxed);
    }
}

/// The bits of so many blocks from a first one.
fn blocks(first: usize, count: usize) -> u64 {
    (u64::MAX >> (64 - count)) << first
}

/// The granules that a part of a span touches; an error if it is not inside.
fn granules(span: &Span, offset: usize, length: usize) -> Result<Range<usize>, CodeError> {
    match offset.checked_add(length) {
        Some(end) if end <= span.length => {
            let (start, end) = (span.execute + offset, span.execute + end);
            Ok(start & !(GRANULE - 1)..end.next_multiple_of(GRANULE))
        }
        _ => Err(CodeError::Refused),
    }
}

// SAFETY: spans are disjoint parts of the linker script's code memory, which nothing else uses and which
// is never uninitialised in Rust's sense (no Rust object lies there). The window allows to write and
// not to execute, what is around it to execute and not to write. `publish` has fetches come after the stores; the machine has one core.
unsafe impl CodeBuffer for CodeMemory {
    fn reserve(&mut self, bytes: usize) -> Result<Span, CodeError> {
        let code = memory::code();
        let (count, all) = (bytes.max(1).div_ceil(BLOCK), (code.len() / BLOCK).min(64));
        if count > all {
            return Err(CodeError::TooLarge);
        }
        let free = |first: &usize| self.used & blocks(*first, count) == 0;
        let first = (0..=all - count).find(free).ok_or(CodeError::NoMemory)?;
        self.used |= blocks(first, count);
        let execute = code.start + first * BLOCK;
        let write = NonNull::new(with_exposed_provenance_mut(execute)).ok_or(CodeError::Refused)?;
        Ok(Span { write, execute, length: bytes.max(1).next_multiple_of(GRANULE) })
    }

    unsafe fn release(&mut self, span: Span) -> Result<(), CodeError> {
        let (first, count) = (span.execute.wrapping_sub(memory::code().start) / BLOCK, span.length.div_ceil(BLOCK));
        if first.saturating_add(count) > 64 {
            return Err(CodeError::Foreign);
        }
        self.used &= !blocks(first, count);
        Ok(())
    }

    unsafe fn begin_write(&mut self, span: &Span, offset: usize, length: usize) -> Result<(), CodeError> {
        let range = granules(span, offset, length)?;
        // There is one window: a second piece is refused until the first is published.
        if monitor::open_window(range) { Ok(()) } else { Err(CodeError::Refused) }
    }

    unsafe fn publish(&mut self, span: &Span, offset: usize, length: usize) -> Result<(), CodeError> {
        let range = granules(span, offset, length)?;
        // SAFETY: the range is the caller's, who has no reference into it any more.
        unsafe {
            instruction_cache::clean_data(range.start, range.len());
            monitor::close_window();
            instruction_cache::invalidate_instructions(range.start, range.len());
        }
        Ok(())
    }

    fn granule(&self) -> usize {
        GRANULE
    }

    fn writing_suspends_execution(&self) -> bool {
        GRANULE > 16 // a region's neighbours would be in the window, too
    }
}
