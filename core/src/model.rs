//! A host for tests: code memory in `Vec`s, with a model of the instruction cache, and faults on demand.
//!
//! What is written shows at the execute address only after it was published, as on a machine with separate caches, so a missing
//! or too small publish is seen on every desk. Nothing can be executed in it: [`apart::Apart`] is the same for a host whose code runs,
//! [`faults::Faults`] makes the calls of any host fail. All are compiled for tests and with the feature `model`.

pub mod apart;
pub mod faults;

use alloc::boxed::Box;
use alloc::vec::Vec;
use core::ptr::NonNull;

use crate::buffer::{CodeBuffer, CodeError, Span};

/// The calls of a [`CodeBuffer`] that can be made to fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Call {
    /// [`CodeBuffer::reserve`].
    Reserve,
    /// [`CodeBuffer::release`].
    Release,
    /// [`CodeBuffer::begin_write`].
    BeginWrite,
    /// [`CodeBuffer::publish`].
    Publish,
}

/// Memory with the alignment that the contract asks for.
#[derive(Clone, Copy, Debug)]
#[repr(C, align(16))]
struct Unit([u8; 16]);

/// What a freed region holds.
const FREED: u8 = 0xdd;

#[derive(Debug)]
struct Memory {
    span: Span,
    /// What `begin_write` made writable.
    open: Vec<(usize, usize)>,
    units: usize,
    /// What the processor would fetch.
    fetched: Vec<u8>,
}

/// Code memory that only looks executable.
#[derive(Debug)]
pub struct ModelBuffer {
    memories: Vec<Memory>,
    granule: usize,
    suspends: bool,
    shares: bool,
    left: usize,
    /// The execute address of the next span: nothing lies there.
    next: usize,
    fault: Option<(Call, usize, CodeError)>,
    counts: [usize; 4],
}

impl ModelBuffer {
    /// A host that has `bytes` bytes and rounds to `granule`.
    pub fn new(bytes: usize, granule: usize) -> Self {
        ModelBuffer {
            memories: Vec::new(),
            granule,
            suspends: false,
            shares: true,
            left: bytes,
            next: 0x10_0000,
            fault: None,
            counts: [0; 4],
        }
    }

    /// The same host, on which writing suspends execution.
    pub fn suspending(mut self) -> Self {
        self.suspends = true;
        self
    }

    /// The same host, which wants granules of its own for each region.
    pub fn separating(mut self) -> Self {
        self.shares = false;
        self
    }

    /// Makes the `n`-th call of this kind from now (the next is 1) fail with `error`, once.
    pub fn fail(&mut self, call: Call, n: usize, error: CodeError) {
        self.counts = [0; 4];
        self.fault = Some((call, n, error));
    }

    /// How many calls of this kind there were, since the start or the last [`fail`](Self::fail).
    pub fn count(&self, call: Call) -> usize {
        self.counts.get(call as usize).copied().unwrap_or(0)
    }

    /// How many bytes are given out.
    pub fn given(&self) -> usize {
        self.memories.iter().map(|memory| memory.fetched.len()).sum()
    }

    /// What the processor would fetch from `length` bytes at an execute address, or `None` if they are not all executable.
    pub fn fetch(&self, address: usize, length: usize) -> Option<&[u8]> {
        let memory = self.memories.iter().find(|memory| address.wrapping_sub(memory.span.execute) < memory.span.length)?;
        let start = address - memory.span.execute;
        let end = start.checked_add(length)?;
        let closed = |(from, to): &(usize, usize)| {
            if self.suspends { self.rounded(*from, *to) } else { (*from, *to) }
        };
        if memory.open.iter().map(closed).any(|(from, to)| from < end && start < to) {
            return None;
        }
        memory.fetched.get(start..end)
    }

    fn rounded(&self, from: usize, to: usize) -> (usize, usize) {
        (from / self.granule * self.granule, to.next_multiple_of(self.granule))
    }

    fn count_and_fail(&mut self, call: Call) -> Result<(), CodeError> {
        self.counts[call as usize] += 1;
        match self.fault {
            Some((at, n, error)) if at == call && n == self.counts[call as usize] => {
                self.fault = None;
                Err(error)
            }
            _ => Ok(()),
        }
    }

    fn memory(&mut self, span: &Span) -> &mut Memory {
        self.memories.iter_mut().find(|memory| memory.span == *span).expect("a span that this host did not give or that was released")
    }
}

// SAFETY: each span's memory is a boxed slice of its own, initialised, 16-byte aligned, and reached only through the span until it is released.
// Nothing is executable: the execute addresses are made up, and `fetch` shows what would be fetched.
unsafe impl CodeBuffer for ModelBuffer {
    fn reserve(&mut self, bytes: usize) -> Result<Span, CodeError> {
        self.count_and_fail(Call::Reserve)?;
        let length = bytes.checked_next_multiple_of(self.granule).ok_or(CodeError::TooLarge)?;
        self.left = self.left.checked_sub(length).ok_or(CodeError::NoMemory)?;
        let units = length / 16;
        let memory: Box<[Unit]> = alloc::vec![Unit([0xee; 16]); units].into_boxed_slice();
        let write = NonNull::new(Box::into_raw(memory).cast::<u8>()).ok_or(CodeError::NoMemory)?;
        let span = Span { write, execute: self.next, length };
        // Far from the last: 4 GiB, or 64 KiB where addresses have 32 bits.
        self.next =
            self.next.checked_add(length.checked_add(1 << (usize::BITS / 2)).ok_or(CodeError::NoMemory)?).ok_or(CodeError::NoMemory)?;
        self.memories.push(Memory { span, open: Vec::new(), units, fetched: alloc::vec![FREED; length] });
        Ok(span)
    }

    unsafe fn release(&mut self, span: Span) -> Result<(), CodeError> {
        self.count_and_fail(Call::Release)?;
        self.memory(&span);
        self.memories.retain(|memory| {
            if memory.span == span {
                drop_memory(memory);
            }
            memory.span != span
        });
        self.left += span.length;
        Ok(())
    }

    unsafe fn begin_write(&mut self, span: &Span, offset: usize, length: usize) -> Result<(), CodeError> {
        self.count_and_fail(Call::BeginWrite)?;
        let memory = self.memory(span);
        assert!(offset + length <= memory.span.length, "a write beyond the span");
        memory.open.push((offset, offset + length));
        Ok(())
    }

    unsafe fn publish(&mut self, span: &Span, offset: usize, length: usize) -> Result<(), CodeError> {
        self.count_and_fail(Call::Publish)?;
        let memory = self.memory(span);
        let (from, to) = (offset, offset + length);
        assert!(memory.open.iter().any(|open| open.0 <= from && to <= open.1), "published what was not being written");
        // A range whose publishing failed may overlap this one and stays open around it.
        let around = memory.open.iter().flat_map(|open| [(open.0, open.1.min(from)), (open.0.max(to), open.1)]);
        memory.open = around.filter(|open| open.0 < open.1).collect();
        // SAFETY: the span is not released, the range was checked by `begin_write`, and by the contract no reference into it exists.
        let written = unsafe { core::slice::from_raw_parts(span.write.as_ptr().add(offset), length) };
        memory.fetched[offset..offset + length].copy_from_slice(written);
        Ok(())
    }

    unsafe fn discard(&mut self, span: &Span, offset: usize, length: usize) {
        self.memory(span).fetched[offset..offset + length].fill(FREED);
    }

    fn granule(&self) -> usize {
        self.granule
    }

    fn writing_suspends_execution(&self) -> bool {
        self.suspends
    }

    fn regions_share_granules(&self) -> bool {
        self.shares
    }
}

fn drop_memory(memory: &Memory) {
    let units = core::ptr::slice_from_raw_parts_mut(memory.span.write.as_ptr().cast::<Unit>(), memory.units);
    // SAFETY: this is the box that `reserve` leaked for this span; it is dropped once, when the record goes.
    drop(unsafe { Box::from_raw(units) });
}

impl Drop for ModelBuffer {
    fn drop(&mut self) {
        self.memories.iter().for_each(drop_memory);
    }
}
