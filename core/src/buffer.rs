//! The host's side of code memory, the [`CodeBuffer`] trait, and the two states of a region, [`Writable`] and [`Executable`].
//!
//! A region is written while it is a `Writable`, and entered when it is an `Executable`; [`Writable::publish`] is the only
//! way from the one to the other, and there is no way back: published code does not change.

use core::mem::{ManuallyDrop, size_of, transmute_copy};
use core::ptr::NonNull;

use crate::arena::Arena;
use crate::relocation::{NativeKind, RelocationKind};

/// Why code memory could not be had, written or published. In every case the program goes on interpreted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeError {
    /// The host or the budget has no room left. Free regions and try again, or stay interpreted.
    NoMemory,
    /// More was asked for than the whole budget, or than a region may have. Compile less at once.
    TooLarge,
    /// The host does not give executable memory, or refused a change of permissions.
    Refused,
    /// The process was forked since the memory was made: a write would show in another process.
    Forked,
    /// The arena's table of free extents or of spans is full. Free neighbouring regions first.
    TableFull,
    /// A region was given back that is not this arena's.
    Foreign,
    /// The host broke the contract of [`CodeBuffer`]: a span too short or not aligned.
    BadSpan,
    /// Publishing failed on a host where writing suspends execution and [regions share granules](CodeBuffer::regions_share_granules), so code beside
    /// the region cannot run either. No code of this arena may be entered or returned into any more; nothing more can be reserved.
    Halted,
}

/// A piece of code memory that a host gave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// Where it is written. 16-byte aligned.
    pub write: NonNull<u8>,
    /// The address where it executes; differs from `write` if the memory is mapped twice. 16-byte aligned.
    pub execute: usize,
    /// Its bytes, a multiple of [`CodeBuffer::granule`].
    pub length: usize,
}

// SAFETY: a span is two addresses and a length; who may use the memory behind them is governed by `CodeBuffer`'s contract,
// which binds it to the buffer's owner, not to a thread.
unsafe impl Send for Span {}

/// Memory for machine code, given and guarded by the host.
///
/// Every call may fail, and is asked for exact sizes. The host alone knows page permissions and cache maintenance.
///
/// # Safety
/// An implementation promises, for each span that `reserve` returned, until `release` is called with it or the buffer is dropped:
/// - `execute` and `write` are multiples of 16 and `length` is a multiple of [`granule`](Self::granule) and at least what was asked for;
/// - nothing else reads or writes the memory; spans do not overlap;
/// - after `begin_write` succeeded, and until `publish` succeeded for the same range, that range is initialised memory
///   that may be read and written at `write`; bytes outside the range keep their content;
/// - after `publish` succeeded, the processor that called executes at `execute` what was written at `write`, caches included, and the range is
///   not writable at `execute`; so do all other processors before they can learn the address;
/// - no memory is ever writable and executable at the same address and time;
/// - after `publish` failed, what was published outside of the granules that the range touches executes as before.
pub unsafe trait CodeBuffer {
    /// Gives a span of at least `bytes` bytes, rounded up to the granule. Its content is initialised but of any value.
    ///
    /// # Errors
    /// [`CodeError::NoMemory`], [`CodeError::TooLarge`], [`CodeError::Refused`] or [`CodeError::Forked`].
    fn reserve(&mut self, bytes: usize) -> Result<Span, CodeError>;

    /// Takes a span back. After an error the span stays lost.
    ///
    /// # Errors
    /// Any [`CodeError`].
    ///
    /// # Safety
    /// `span` came from `reserve` of this buffer and was not released; nothing executes in it or will.
    unsafe fn release(&mut self, span: Span) -> Result<(), CodeError>;

    /// Makes `length` bytes from `offset` of `span` writable.
    ///
    /// # Errors
    /// [`CodeError::Refused`] or [`CodeError::Forked`]; then nothing has changed.
    ///
    /// # Safety
    /// `span` came from `reserve` of this buffer and was not released; the range lies inside it; nothing executes in the range and, if
    /// [`writing_suspends_execution`](Self::writing_suspends_execution), nothing executes in this buffer until `publish` succeeded for the range: on
    /// this thread, and unless [`others_execute_while_writing`](Self::others_execute_while_writing), on any.
    unsafe fn begin_write(&mut self, span: &Span, offset: usize, length: usize) -> Result<(), CodeError>;

    /// Makes what was written executable, and the range no longer writable.
    ///
    /// # Errors
    /// [`CodeError::Refused`] or [`CodeError::Forked`]; the range is then as `begin_write` left it.
    ///
    /// # Safety
    /// `begin_write` succeeded for the same range and no reference into it exists any more.
    unsafe fn publish(&mut self, span: &Span, offset: usize, length: usize) -> Result<(), CodeError>;

    /// Tells that a published region was freed: nothing executes in the range any more. Nothing need be done; a host may fill it with traps.
    ///
    /// # Safety
    /// The range was published and lies inside `span`, which came from `reserve` of this buffer and was not released; nothing executes
    /// in the range or will, before it is published again.
    unsafe fn discard(&mut self, _span: &Span, _offset: usize, _length: usize) {}

    /// The bytes for which permissions change together, a power of two and at least 16: a page, or 16 if nothing changes.
    fn granule(&self) -> usize;

    /// Whether no code of this buffer may run between `begin_write` and `publish`. Whether on other threads, too, says
    /// [`others_execute_while_writing`](Self::others_execute_while_writing).
    fn writing_suspends_execution(&self) -> bool;

    /// Whether several regions may lie in one granule. Where writing suspends execution and `publish` can fail, say no: a failure then
    /// leaves no other region without permission to execute. (With yes such a failure is the end of the program that runs there: see [`CodeError::Halted`].)
    fn regions_share_granules(&self) -> bool {
        true
    }

    /// Whether other threads and cores may go on executing what is published in this buffer while one writes: then several VMs may
    /// [share an arena](crate::shared). So it is where writing suspends nothing, and where it suspends only granules with nothing else in them.
    fn others_execute_while_writing(&self) -> bool {
        !self.writing_suspends_execution() || !self.regions_share_granules()
    }
}

// SAFETY: every call is passed on to a buffer that keeps the contract.
unsafe impl<B: CodeBuffer + ?Sized> CodeBuffer for &mut B {
    fn reserve(&mut self, bytes: usize) -> Result<Span, CodeError> {
        (**self).reserve(bytes)
    }

    unsafe fn release(&mut self, span: Span) -> Result<(), CodeError> {
        // SAFETY: the caller's promise is the same.
        unsafe { (**self).release(span) }
    }

    unsafe fn begin_write(&mut self, span: &Span, offset: usize, length: usize) -> Result<(), CodeError> {
        // SAFETY: the caller's promise is the same.
        unsafe { (**self).begin_write(span, offset, length) }
    }

    unsafe fn publish(&mut self, span: &Span, offset: usize, length: usize) -> Result<(), CodeError> {
        // SAFETY: the caller's promise is the same.
        unsafe { (**self).publish(span, offset, length) }
    }

    unsafe fn discard(&mut self, span: &Span, offset: usize, length: usize) {
        // SAFETY: the caller's promise is the same.
        unsafe { (**self).discard(span, offset, length) }
    }

    fn granule(&self) -> usize {
        (**self).granule()
    }

    fn writing_suspends_execution(&self) -> bool {
        (**self).writing_suspends_execution()
    }

    fn regions_share_granules(&self) -> bool {
        (**self).regions_share_granules()
    }

    fn others_execute_while_writing(&self) -> bool {
        (**self).others_execute_while_writing()
    }
}

/// A host without executable memory: refuses everything, so that every program runs interpreted.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoCode;

// SAFETY: no span is ever given.
unsafe impl CodeBuffer for NoCode {
    fn reserve(&mut self, _: usize) -> Result<Span, CodeError> {
        Err(CodeError::Refused)
    }

    unsafe fn release(&mut self, _: Span) -> Result<(), CodeError> {
        Err(CodeError::Foreign)
    }

    unsafe fn begin_write(&mut self, _: &Span, _: usize, _: usize) -> Result<(), CodeError> {
        Err(CodeError::Refused)
    }

    unsafe fn publish(&mut self, _: &Span, _: usize, _: usize) -> Result<(), CodeError> {
        Err(CodeError::Refused)
    }

    fn granule(&self) -> usize {
        16
    }

    fn writing_suspends_execution(&self) -> bool {
        false
    }
}

/// A region that is being written and cannot be entered. Dropped, it goes back to the arena.
#[derive(Debug)]
pub struct Writable<'a, B: CodeBuffer> {
    pub(crate) arena: &'a mut Arena<B>,
    pub(crate) place: Place,
}

/// Where a region lies: what the arena must know to publish it and to take it back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) span: Span,
    /// In bytes from the start of the span.
    pub(crate) offset: usize,
    pub(crate) length: usize,
    /// In the arena's own units, see there.
    pub(crate) position: u32,
}

impl<B: CodeBuffer> Writable<'_, B> {
    /// The address at which the first byte will execute. It may be written into code, never entered before publishing.
    pub fn execute_address(&self) -> u64 {
        self.place.execute_address() as u64
    }

    /// The address at which the first byte is written.
    pub fn write_address(&self) -> usize {
        (self.place.span.write.as_ptr() as usize).wrapping_add(self.place.offset)
    }

    /// The region's bytes.
    #[allow(clippy::len_without_is_empty, reason = "a region of no bytes is of no use")]
    pub fn len(&self) -> usize {
        self.place.length
    }

    /// The memory to write and its execute address: what [`Emitter::new`](crate::copy::Emitter::new) wants. What stands there before is of any value.
    pub fn parts(&mut self) -> (&mut [u8], u64) {
        let execute = self.execute_address();
        // SAFETY: the arena cut `place` out of a span that the buffer gave, and called `begin_write` for it, so by `CodeBuffer`'s contract
        // the range is initialised and writable; no other region overlaps it, and `&mut self` makes the reference the only one.
        let code = unsafe {
            let start = self.place.span.write.as_ptr().add(self.place.offset);
            core::slice::from_raw_parts_mut(start, self.place.length)
        };
        (code, execute)
    }

    /// Makes the region executable and no longer writable.
    ///
    /// # Errors
    /// The host's [`CodeError`]; the region went back to the arena. [`CodeError::Halted`] if no code of this arena can run any more.
    pub fn publish(self) -> Result<Executable, CodeError> {
        let mut this = ManuallyDrop::new(self);
        let place = this.place;
        this.arena.publish(place)?;
        Ok(Executable { place })
    }
}

impl<B: CodeBuffer> Drop for Writable<'_, B> {
    fn drop(&mut self) {
        self.arena.abandon(self.place);
    }
}

/// A published region. It is given back with [`Arena::free`]; a dropped one stays reserved as long as its arena.
#[derive(Debug, PartialEq, Eq)]
pub struct Executable {
    pub(crate) place: Place,
}

impl Executable {
    /// The region's bytes.
    #[allow(clippy::len_without_is_empty, reason = "a region of no bytes is of no use")]
    pub fn len(&self) -> usize {
        self.place.length
    }

    /// The execute address of the byte `offset` bytes into the region, to be jumped to by other code, or `None` beyond its end.
    /// It has the [`RelocationKind::ENTRY_BITS`].
    pub fn entry_address(&self, offset: u32) -> Option<usize> {
        let offset = usize::try_from(offset).ok()?;
        if offset >= self.place.length {
            return None;
        }
        self.place.execute_address().checked_add(offset).map(|address| address | NativeKind::ENTRY_BITS)
    }

    /// Whether the execute address `address` lies inside the region.
    pub fn contains(&self, address: usize) -> bool {
        address.wrapping_sub(self.place.execute_address()) < self.place.length
    }

    /// The code `offset` bytes into the region as a function. This is the only place that makes one.
    /// `None` beyond the region's end, or if `F` has not the size of an address.
    ///
    /// # Safety
    /// `F` is a function pointer type, and the code at `offset` is a function of that type. While the function is called, the region
    /// is not freed, its arena is not dropped or [halted](Arena::is_halted), and, if writing suspends execution, no [`Writable`] of the arena exists.
    pub unsafe fn entry<F: Copy>(&self, offset: u32) -> Option<F> {
        let address = self.entry_address(offset)?;
        if size_of::<F>() != size_of::<usize>() {
            return None;
        }
        // SAFETY: the sizes are equal, and by the caller's promise `F` is a pointer to the function at this address, which is not null.
        Some(unsafe { transmute_copy::<usize, F>(&address) })
    }
}

impl Place {
    pub(crate) fn execute_address(&self) -> usize {
        self.span.execute.wrapping_add(self.offset)
    }
}
