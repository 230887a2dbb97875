//! The code buffer for macOS, in three strategies, and the choice among them.

use core::marker::PhantomData;

use copperhead_core::buffer::{CodeBuffer, CodeError, Span};

use crate::system::{Protection, System};

#[cfg(target_os = "macos")]
use crate::kernel::Kernel;

/// How code memory is had.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Strategy {
    /// A `MAP_JIT` mapping, which each thread switches for itself between writing and running: Apple silicon. A program under the
    /// hardened runtime needs the entitlement `com.apple.security.cs.allow-jit`.
    JitMapping,
    /// A private mapping whose pages change between writable and executable: Intel. A program under the hardened runtime needs the entitlement
    /// `com.apple.security.cs.allow-unsigned-executable-memory`: without it the system calls succeed, and the first code that runs ends the process.
    Protect,
    /// No machine code: every reservation is refused, everything runs interpreted.
    Interpret,
}

/// Code memory on macOS, for one thread: the switch is a thread's own, so the buffer stays with the thread that made it.
///
/// While a region is written, no code of any such buffer runs on this thread, and a second region cannot be begun, in whatever buffer.
#[derive(Debug)]
pub struct MacCode<S: System> {
    system: S,
    strategy: Strategy,
    page: usize,
    one_thread: PhantomData<*mut u8>,
}

#[cfg(target_os = "macos")]
impl MacCode<Kernel> {
    /// Code memory by the machine's own strategy, or by [`Strategy::Interpret`] where the system refuses that: so it always succeeds.
    pub fn new() -> Self {
        Self::probe(Kernel)
    }

    /// Code memory by this strategy.
    ///
    /// # Errors
    /// [`CodeError::Refused`] if the system does not allow it.
    pub fn with(strategy: Strategy) -> Result<Self, CodeError> {
        Self::with_system(Kernel, strategy).map_err(|_| CodeError::Refused)
    }
}

#[cfg(target_os = "macos")]
impl Default for MacCode<Kernel> {
    fn default() -> Self {
        Self::new()
    }
}

impl<S: System> MacCode<S> {
    /// Code memory by the machine's own strategy, if these system calls allow it, else none.
    ///
    /// Where threads can switch, a mapping that is refused means a hardened runtime without the entitlement. `Protect` is not tried then: its calls
    /// would be allowed, and the process ended by a signal where it first runs what it wrote.
    pub fn probe(system: S) -> Self {
        let strategy = if system.can_switch() { Strategy::JitMapping } else { Strategy::Protect };
        match Self::with_system(system, strategy) {
            Ok(code) => code,
            Err(system) => Self::unchecked(system, Strategy::Interpret),
        }
    }

    /// Code memory by this strategy; the system calls come back if it is not allowed.
    pub fn with_system(system: S, strategy: Strategy) -> Result<Self, S> {
        if strategy == Strategy::JitMapping && !system.can_switch() {
            return Err(system);
        }
        let mut code = Self::unchecked(system, strategy);
        if strategy == Strategy::Interpret || code.try_once().is_ok() { Ok(code) } else { Err(code.system) }
    }

    /// The strategy in use.
    pub fn strategy(&self) -> Strategy {
        self.strategy
    }

    fn unchecked(system: S, strategy: Strategy) -> Self {
        let page = system.page_size();
        MacCode { system, strategy, page, one_thread: PhantomData }
    }

    /// One page goes the whole way, so that every permission a region will need is asked for here.
    fn try_once(&mut self) -> Result<(), CodeError> {
        let span = self.reserve(self.page)?;
        // SAFETY: the span came from `reserve`, nothing executes in it, and it is released once.
        unsafe {
            let result = self.begin_write(&span, 0, self.page).and_then(|()| self.publish(&span, 0, self.page));
            self.release(span).and(result)
        }
    }

    /// Changes the permissions of every page that the range touches.
    ///
    /// # Safety
    /// As for [`System::protect`]; the range lies inside the span.
    unsafe fn protect(&self, span: &Span, offset: usize, length: usize, protection: Protection) -> Result<(), CodeError> {
        let first = offset & !self.page.wrapping_sub(1);
        let end = offset.checked_add(length).and_then(|end| end.checked_next_multiple_of(self.page));
        let end = end.filter(|end| *end <= span.length).ok_or(CodeError::Foreign)?;
        // SAFETY: `first` is inside the span, by the caller's promise.
        let start = unsafe { span.write.add(first) };
        // SAFETY: the caller's promise; a range rounded to pages stays inside the span, which is whole pages.
        let result = unsafe { self.system.protect(start, end.saturating_sub(first), protection) };
        result.map_err(|_| CodeError::Refused)
    }
}

// SAFETY: spans are fresh private mappings, page-aligned and whole pages long, zeroed by the kernel, and nobody else is told them. With
// `JitMapping` this thread, the only one that has the buffer, either writes or runs; with `Protect` a page is one or the other. Before
// `publish` succeeds the instruction cache was told.
unsafe impl<S: System> CodeBuffer for MacCode<S> {
    fn reserve(&mut self, bytes: usize) -> Result<Span, CodeError> {
        let length = bytes.max(1).checked_next_multiple_of(self.page).filter(|length| *length <= isize::MAX as usize);
        let length = length.ok_or(CodeError::TooLarge)?;
        let protection = match self.strategy {
            Strategy::JitMapping => Protection::Jit,
            Strategy::Protect => Protection::Execute,
            Strategy::Interpret => return Err(CodeError::Refused),
        };
        let start = self.system.map(length, protection).map_err(|_| CodeError::NoMemory)?;
        Ok(Span { write: start, execute: start.as_ptr() as usize, length })
    }

    unsafe fn release(&mut self, span: Span) -> Result<(), CodeError> {
        // SAFETY: the caller's promise: the span is ours and unused.
        unsafe { self.system.unmap(span.write, span.length) }.map_err(|_| CodeError::Refused)
    }

    unsafe fn begin_write(&mut self, span: &Span, offset: usize, length: usize) -> Result<(), CodeError> {
        match self.strategy {
            Strategy::JitMapping => {
                // Ending one of two writes would end both.
                if !self.system.mark_thread(true) {
                    return Err(CodeError::Refused);
                }
                self.system.allow_writing(true);
                Ok(())
            }
            // SAFETY: the caller's promise: nothing in this buffer executes until `publish`.
            Strategy::Protect => unsafe { self.protect(span, offset, length, Protection::Write) },
            Strategy::Interpret => Err(CodeError::Refused),
        }
    }

    unsafe fn publish(&mut self, span: &Span, offset: usize, length: usize) -> Result<(), CodeError> {
        match self.strategy {
            Strategy::JitMapping => {
                self.system.allow_writing(false);
                self.system.mark_thread(false);
            }
            Strategy::Protect => {
                // SAFETY: the caller's promise: no reference into the range exists, so nothing writes there.
                unsafe { self.protect(span, offset, length, Protection::Execute) }?;
            }
            Strategy::Interpret => return Err(CodeError::Refused),
        }
        self.system.invalidate_instructions(span.execute.wrapping_add(offset), length);
        Ok(())
    }

    fn granule(&self) -> usize {
        self.page
    }

    fn writing_suspends_execution(&self) -> bool {
        true
    }

    fn regions_share_granules(&self) -> bool {
        // A page that the kernel refuses to make executable again must hold nobody else's code.
        self.strategy != Strategy::Protect
    }
}

#[cfg(test)]
mod tests;
