//! The code buffer for Linux, in three strategies, and the probe that chooses one.

use core::ptr::NonNull;

use copperhead_core::arena::{Arena, Budget, MAXIMUM_SPANS};
use copperhead_core::buffer::{CodeBuffer, CodeError, Span};
use heapless::Vec;

use crate::sample::SAMPLES;
use crate::system::{Errno, Kernel, Protection, System};

/// How code memory is had, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Strategy {
    /// A file in memory mapped twice, writable at one address and executable at another. Writing does not disturb running code, and rules
    /// that forbid making written memory executable (MDWE, SELinux `execmem`) allow it.
    DoubleMapping,
    /// One private mapping whose pages change between writable and executable. While a page is written nothing in this buffer may run.
    Protect,
    /// No machine code: every reservation is refused, everything runs interpreted.
    Interpret,
}

/// A span of the double mapping, and how often the process had been forked when it was made.
#[derive(Clone, Copy, Debug)]
struct Made {
    execute: usize,
    forks: usize,
}

/// Code memory on Linux.
///
/// # Forking
/// The two mappings are shared with a child of `fork`, so what is written after a fork would change code that the other process
/// runs. Therefore in the child (another process number) every call fails with [`CodeError::Forked`], its code goes on running but nothing is added;
/// the writable mapping does not exist there (`MADV_DONTFORK`; the executable one must, for frames return into it). In the
/// parent nothing more is written to spans that were made before the fork; new spans are made. A child that wants to compile makes a new buffer. A
/// process made by a bare `clone` system call, which C libraries do not see, must not run code of its parent's buffer.
#[derive(Debug)]
pub struct LinuxCode<S: System = Kernel> {
    system: S,
    strategy: Strategy,
    page: usize,
    process: i32,
    made: Vec<Made, MAXIMUM_SPANS>,
}

impl LinuxCode {
    /// Code memory by the first strategy that this system allows; [`Strategy::Interpret`] at the last, so it always succeeds.
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

impl Default for LinuxCode {
    fn default() -> Self {
        Self::new()
    }
}

impl<S: System> LinuxCode<S> {
    /// As [`LinuxCode::new`], with these system calls.
    pub fn probe(system: S) -> Self {
        let system = match Self::with_system(system, Strategy::DoubleMapping) {
            Ok(code) => return code,
            Err(system) => system,
        };
        let system = match Self::with_system(system, Strategy::Protect) {
            Ok(code) => return code,
            Err(system) => system,
        };
        Self::unchecked(system, Strategy::Interpret)
    }

    /// As [`LinuxCode::with`], with these system calls, which come back if the strategy is not allowed.
    pub fn with_system(system: S, strategy: Strategy) -> Result<Self, S> {
        let mut code = Self::unchecked(system, strategy);
        if strategy == Strategy::Interpret || code.try_once().is_ok() { Ok(code) } else { Err(code.system) }
    }

    /// The strategy in use.
    pub fn strategy(&self) -> Strategy {
        self.strategy
    }

    fn unchecked(system: S, strategy: Strategy) -> Self {
        let (page, process) = (system.page_size(), system.process());
        LinuxCode { system, strategy, page, process, made: Vec::new() }
    }

    /// One page goes the whole way, so that every permission a region will need is asked for here: a function is published and run, then
    /// another in its place. It is run because some systems do not do what they promise: emulators of processors that keep what they
    /// translated (QEMU's for programs) do not see that memory changed which is mapped twice, whatever is said to the caches.
    fn try_once(&mut self) -> Result<(), CodeError> {
        if self.strategy == Strategy::DoubleMapping {
            self.system.watch_forks().map_err(|_| CodeError::Refused)?;
        }
        let samples = SAMPLES.ok_or(CodeError::Refused)?;
        let page = self.page;
        let mut arena = Arena::new(&mut *self, Budget::new(page));
        for (code, expected) in samples.into_iter().zip(1..) {
            let mut writable = arena.reserve(code.len())?;
            writable.parts().0.copy_from_slice(code);
            let region = writable.publish()?;
            // SAFETY: the region holds a function of this type, and the arena neither writes nor frees now.
            let result = unsafe { region.entry::<extern "C" fn() -> u32>(0) }.map(|function| function());
            // SAFETY: the function has returned.
            unsafe { arena.free(region) }.map_err(|error| error.reason)?;
            if result != Some(expected) {
                return Err(CodeError::Refused);
            }
        }
        Ok(())
    }

    /// That a write to the span would show in this process alone.
    fn check_fork(&self, span: &Span) -> Result<(), CodeError> {
        if self.strategy != Strategy::DoubleMapping {
            return Ok(());
        }
        let made = self.made.iter().find(|made| made.execute == span.execute).ok_or(CodeError::Foreign)?;
        if self.system.process() == self.process && self.system.forks() == made.forks { Ok(()) } else { Err(CodeError::Forked) }
    }

    fn map_twice(&mut self, length: usize) -> Result<Span, CodeError> {
        if self.system.process() != self.process {
            return Err(CodeError::Forked);
        }
        if self.made.is_full() {
            return Err(CodeError::TableFull);
        }
        // Read before mapping: a fork in between makes the span look older than it is, never younger.
        let forks = self.system.forks();
        let file = self.system.create_file(length).map_err(explain)?;
        let write = self.system.map(length, Protection::Write, Some(file));
        let execute = self.system.map(length, Protection::Execute, Some(file));
        self.system.close(file);
        match (write, execute) {
            (Ok(write), Ok(execute)) => {
                // SAFETY: the mapping is ours and a child writes nothing. Without it the child is still kept out by the process number.
                let _ = unsafe { self.system.hide_from_children(write, length) };
                let execute = execute.as_ptr() as usize;
                let _ = self.made.push(Made { execute, forks });
                Ok(Span { write, execute, length })
            }
            (write, execute) => {
                for start in [write, execute].into_iter().flatten() {
                    // SAFETY: the mapping was made above and nobody knows it.
                    let _ = unsafe { self.system.unmap(start, length) };
                }
                Err(write.and(execute).map_or_else(explain, |_| CodeError::Refused))
            }
        }
    }

    fn map_once(&mut self, length: usize) -> Result<Span, CodeError> {
        let start = self.system.map(length, Protection::Execute, None).map_err(explain)?;
        Ok(Span { write: start, execute: start.as_ptr() as usize, length })
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
        unsafe { self.system.protect(start, end.saturating_sub(first), protection) }.map_err(explain)
    }
}

fn explain(error: Errno) -> CodeError {
    if error.0 == libc::ENOMEM { CodeError::NoMemory } else { CodeError::Refused }
}

// SAFETY: spans are fresh mappings, page-aligned and whole pages long, zeroed by the kernel, and nobody else is told them. By the double
// mapping the writable address is never executable and the other never writable; by `Protect` a page is one or the other. Before `publish`
// succeeds the caches were made coherent at the executing address.
unsafe impl<S: System> CodeBuffer for LinuxCode<S> {
    fn reserve(&mut self, bytes: usize) -> Result<Span, CodeError> {
        let length = bytes.max(1).checked_next_multiple_of(self.page).filter(|length| *length <= isize::MAX as usize);
        let length = length.ok_or(CodeError::TooLarge)?;
        match self.strategy {
            Strategy::DoubleMapping => self.map_twice(length),
            Strategy::Protect => self.map_once(length),
            Strategy::Interpret => Err(CodeError::Refused),
        }
    }

    unsafe fn release(&mut self, span: Span) -> Result<(), CodeError> {
        let mut result = Ok(());
        if self.strategy == Strategy::DoubleMapping {
            let index = self.made.iter().position(|made| made.execute == span.execute).ok_or(CodeError::Foreign)?;
            self.made.swap_remove(index);
            // In a child the writable mapping does not exist, and something else may lie there.
            if self.system.process() == self.process {
                // SAFETY: the caller's promise: the span is ours and unused.
                result = unsafe { self.system.unmap(span.write, span.length) };
            }
        }
        let execute = NonNull::new(span.execute as *mut u8).ok_or(CodeError::Foreign)?;
        // SAFETY: as above.
        result.and(unsafe { self.system.unmap(execute, span.length) }).map_err(explain)
    }

    unsafe fn begin_write(&mut self, span: &Span, offset: usize, length: usize) -> Result<(), CodeError> {
        match self.strategy {
            Strategy::DoubleMapping => self.check_fork(span),
            // SAFETY: the caller's promise: nothing in this buffer executes until `publish`.
            Strategy::Protect => unsafe { self.protect(span, offset, length, Protection::Write) },
            Strategy::Interpret => Err(CodeError::Refused),
        }
    }

    unsafe fn publish(&mut self, span: &Span, offset: usize, length: usize) -> Result<(), CodeError> {
        match self.strategy {
            Strategy::DoubleMapping => self.check_fork(span)?,
            Strategy::Protect => {
                // SAFETY: the caller's promise: no reference into the range exists, so nothing writes there.
                unsafe { self.protect(span, offset, length, Protection::Execute) }?;
            }
            Strategy::Interpret => return Err(CodeError::Refused),
        }
        let write = (span.write.as_ptr() as usize).wrapping_add(offset);
        // SAFETY: the range lies in the span, which is mapped at both addresses: by the fork check in this process.
        let coherent = unsafe { self.system.make_coherent(write, span.execute.wrapping_add(offset), length) };
        if coherent { Ok(()) } else { Err(CodeError::Refused) }
    }

    fn granule(&self) -> usize {
        self.page
    }

    fn writing_suspends_execution(&self) -> bool {
        self.strategy == Strategy::Protect
    }

    fn regions_share_granules(&self) -> bool {
        // A page that the kernel refuses to make executable again must hold nobody else's code.
        self.strategy != Strategy::Protect
    }
}

#[cfg(test)]
mod tests;
