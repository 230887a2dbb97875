//! Memory for machine code made at run time, as copperhead-core wants it: reserve, write, publish.
//!
//! Permissions change for an eighth of it together (see [`mpu`]). The arena takes eighths from here and packs its regions into them;
//! while one region is written, its neighbours in the same eighth cannot run.

use crate::memory;
use crate::mpu::{self, Access, PARTS};
use copperhead_core::buffer::{CodeBuffer, CodeError, Span};
use copperhead_core::instruction_cache;
use core::ops::Range;
use core::ptr::{NonNull, with_exposed_provenance_mut};
use core::sync::atomic::{AtomicBool, Ordering::Relaxed};

/// Whether somebody has the code memory now.
static TAKEN: AtomicBool = AtomicBool::new(false);

/// The machine's code memory. There is one; dropped, it can be taken again.
#[derive(Debug)]
pub struct CodeMemory {
    /// How many parts may be given.
    parts: usize,
    /// Whether a part belongs to a span.
    used: [bool; PARTS],
}

impl CodeMemory {
    /// Takes the code memory, or its first `limit` bytes (whole parts of them).
    /// `None` while somebody else has it.
    #[must_use]
    pub fn take(limit: usize) -> Option<CodeMemory> {
        if TAKEN.swap(true, Relaxed) {
            return None;
        }
        Some(CodeMemory { parts: (limit / part()).min(PARTS), used: [false; PARTS] })
    }
}

impl Drop for CodeMemory {
    fn drop(&mut self) {
        // SAFETY: by the contract of the spans' owner nothing executes in them any more.
        unsafe { mpu::set_code_access(0..PARTS, Access::ReadWrite) };
        TAKEN.store(false, Relaxed);
    }
}

/// Bytes in a part.
#[must_use]
pub fn part() -> usize {
    memory::code().len() / PARTS
}

/// The parts that a range of addresses touches.
fn parts(range: &Range<usize>) -> Range<usize> {
    let start = memory::code().start;
    (range.start - start) / part()..(range.end - start).div_ceil(part())
}

/// The addresses of a part of a span; an error if it is not inside.
fn addresses(span: &Span, offset: usize, length: usize) -> Result<Range<usize>, CodeError> {
    match offset.checked_add(length) {
        Some(end) if end <= span.length => Ok(span.execute + offset..span.execute + end),
        _ => Err(CodeError::Refused),
    }
}

// SAFETY: spans are disjoint parts of the linker script's code memory, which nothing else uses and which is never uninitialised in
// Rust's sense (no Rust object lies there). `Access` has no value that allows writing and executing. `publish` cleans the data cache
// before and invalidates the instruction cache after the change of permissions; the machine has one core.
unsafe impl CodeBuffer for CodeMemory {
    fn reserve(&mut self, bytes: usize) -> Result<Span, CodeError> {
        let wanted = bytes.max(1).div_ceil(part());
        if wanted > self.parts {
            return Err(CodeError::TooLarge);
        }
        let free = |first: &usize| self.used[*first..first + wanted].iter().all(|used| !used);
        let first = (0..=self.parts - wanted).find(free).ok_or(CodeError::NoMemory)?;
        self.used[first..first + wanted].fill(true);
        let execute = memory::code().start + first * part();
        let write = NonNull::new(with_exposed_provenance_mut(execute)).ok_or(CodeError::Refused)?;
        Ok(Span { write, execute, length: wanted * part() })
    }

    unsafe fn release(&mut self, span: Span) -> Result<(), CodeError> {
        let all = memory::code();
        if span.execute < all.start || span.length > all.end - span.execute {
            return Err(CodeError::Foreign);
        }
        let parts = parts(&(span.execute..span.execute + span.length));
        // What is left of the code cannot be entered any more.
        // SAFETY: the caller promises that nothing executes in the span.
        unsafe { mpu::set_code_access(parts.clone(), Access::ReadWrite) };
        self.used[parts].fill(false);
        Ok(())
    }

    unsafe fn begin_write(&mut self, span: &Span, offset: usize, length: usize) -> Result<(), CodeError> {
        let range = addresses(span, offset, length)?;
        // SAFETY: the caller promises that no code of this memory runs now.
        unsafe { mpu::set_code_access(parts(&range), Access::ReadWrite) };
        Ok(())
    }

    unsafe fn publish(&mut self, span: &Span, offset: usize, length: usize) -> Result<(), CodeError> {
        let range = addresses(span, offset, length)?;
        // SAFETY: the range is mapped, and the processor is privileged. The caller promises that nothing refers to the range to write it.
        unsafe {
            instruction_cache::clean_data(range.start, length);
            mpu::set_code_access(parts(&range), Access::ReadExecute);
            instruction_cache::invalidate_instructions(range.start, length);
        }
        Ok(())
    }

    fn granule(&self) -> usize {
        part()
    }

    fn writing_suspends_execution(&self) -> bool {
        true
    }
}
