//! A machine whose caches never agree by themselves, for real: what is written lies in one memory, what executes in another.
//!
//! [`Apart`] stands before any host. Its spans are written in memory of its own; publishing copies exactly the published range to where the host
//! lets it execute, as cleaning and invalidating exactly these lines would. Everything else in executable memory is traps: what was never published, what was freed,
//! what is being written. So a store that is not published shows as old code, and a range that is too small, or code used after it was freed, as a trap.

use alloc::boxed::Box;
use alloc::vec::Vec;
use core::ptr::NonNull;

use super::Unit;
use crate::buffer::{CodeBuffer, CodeError, Span};
use crate::instruction_cache::TRAP;

/// A span: the host's, and what is written instead of it.
#[derive(Debug)]
struct Half {
    host: Span,
    /// A box of units that this record owns.
    written: NonNull<Unit>,
    units: usize,
    /// What `begin_write` opened and `publish` did not close, from and to.
    open: Vec<(usize, usize)>,
}

impl Half {
    fn seen(&self) -> Span {
        Span { write: self.written.cast(), ..self.host }
    }
}

impl Drop for Half {
    fn drop(&mut self) {
        let units = core::ptr::slice_from_raw_parts_mut(self.written.as_ptr(), self.units);
        // SAFETY: `reserve` leaked this box for this record.
        drop(unsafe { Box::from_raw(units) });
    }
}

/// A host, behind caches that must be told everything.
#[derive(Debug)]
pub struct Apart<B: CodeBuffer> {
    host: B,
    halves: Vec<Half>,
}

// SAFETY: the boxes belong to their records, and these to this buffer.
unsafe impl<B: CodeBuffer + Send> Send for Apart<B> {}

impl<B: CodeBuffer> Apart<B> {
    /// This host, behind such caches.
    pub fn new(host: B) -> Self {
        Apart { host, halves: Vec::new() }
    }

    /// How many spans are given out.
    pub fn spans(&self) -> usize {
        self.halves.len()
    }

    fn position(&self, span: &Span) -> usize {
        self.halves.iter().position(|half| half.seen() == *span).expect("a span that this host did not give or that was released")
    }

    /// Makes `length` bytes at `offset` execute what stands at `bytes`, or traps.
    ///
    /// # Safety
    /// Nothing executes in the range; `bytes`, if any, may be read for `length` bytes.
    unsafe fn show(host: &mut B, span: &Span, offset: usize, length: usize, bytes: Option<*const u8>) -> Result<(), CodeError> {
        // SAFETY: the caller's promise; between the two calls only this function runs.
        unsafe {
            host.begin_write(span, offset, length)?;
            let to = span.write.as_ptr().add(offset);
            match bytes {
                Some(bytes) => core::ptr::copy_nonoverlapping(bytes, to, length),
                None => to.write_bytes(TRAP, length),
            }
            host.publish(span, offset, length)
        }
    }
}

// SAFETY: each span is written in a boxed slice of its own, initialised, 16-byte aligned, and reached only through the span until it is released;
// it executes where the host, which keeps the contract, lets it. `publish` copies the range there and publishes it by the host.
unsafe impl<B: CodeBuffer> CodeBuffer for Apart<B> {
    fn reserve(&mut self, bytes: usize) -> Result<Span, CodeError> {
        let host = self.host.reserve(bytes)?;
        // SAFETY: the span is new: nothing executes in it, and if it cannot be used it is released once.
        unsafe {
            if let Err(error) = Self::show(&mut self.host, &host, 0, host.length, None) {
                let _ = self.host.release(host);
                return Err(error);
            }
        }
        let units = host.length / 16;
        let written: Box<[Unit]> = alloc::vec![Unit([TRAP; 16]); units].into_boxed_slice();
        let written = NonNull::new(Box::into_raw(written).cast::<Unit>()).ok_or(CodeError::NoMemory)?;
        let half = Half { host, written, units, open: Vec::new() };
        let span = half.seen();
        self.halves.push(half);
        Ok(span)
    }

    unsafe fn release(&mut self, span: Span) -> Result<(), CodeError> {
        let half = self.halves.swap_remove(self.position(&span));
        // SAFETY: the caller's promise is the same, for the span of the host that this one stands for.
        unsafe { self.host.release(half.host) }
    }

    unsafe fn begin_write(&mut self, span: &Span, offset: usize, length: usize) -> Result<(), CodeError> {
        let index = self.position(span);
        let half = &mut self.halves[index];
        assert!(offset.checked_add(length).is_some_and(|end| end <= half.host.length), "a write beyond the span");
        // SAFETY: the caller promises that nothing executes in the range and that nobody refers to it yet.
        unsafe {
            Self::show(&mut self.host, &half.host, offset, length, None)?;
            half.seen().write.as_ptr().add(offset).write_bytes(TRAP, length);
        }
        half.open.push((offset, offset + length));
        Ok(())
    }

    unsafe fn publish(&mut self, span: &Span, offset: usize, length: usize) -> Result<(), CodeError> {
        let index = self.position(span);
        let half = &mut self.halves[index];
        let end = offset.saturating_add(length);
        let open = half.open.iter().position(|open| open.0 <= offset && end <= open.1);
        let open = open.expect("published what was not being written");
        // SAFETY: the range lies in the span, and the caller promises that nobody refers to it; nothing executed there since `begin_write`.
        unsafe {
            let bytes = half.seen().write.as_ptr().add(offset);
            Self::show(&mut self.host, &half.host, offset, length, Some(bytes))?;
            // Whoever publishes more than it wrote publishes traps.
            bytes.write_bytes(TRAP, length);
        }
        half.open.swap_remove(open);
        Ok(())
    }

    unsafe fn discard(&mut self, span: &Span, offset: usize, length: usize) {
        let index = self.position(span);
        let half = &mut self.halves[index];
        half.open.retain(|open| open.1 <= offset || offset + length <= open.0);
        // SAFETY: the caller promises that nothing executes in the range. Where the host refuses, old code stays: that is what it was.
        let _ = unsafe { Self::show(&mut self.host, &half.host, offset, length, None) };
    }

    fn granule(&self) -> usize {
        self.host.granule()
    }

    fn writing_suspends_execution(&self) -> bool {
        self.host.writing_suspends_execution()
    }

    fn regions_share_granules(&self) -> bool {
        self.host.regions_share_granules()
    }
}
