//! A host whose calls fail when a test says so, before any other host, and that counts what is given and not taken back.

use super::Call;
use crate::buffer::{CodeBuffer, CodeError, Span};

/// Which calls fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Plan {
    /// None.
    Never,
    /// The call with this number; the first is 1.
    Only(usize),
    /// The call with this number and all that follow.
    From(usize),
}

/// A host that fails by a plan.
#[derive(Debug)]
pub struct Faults<B: CodeBuffer> {
    host: B,
    plan: Plan,
    /// The kind of call that is counted and fails; `None`: every kind.
    kind: Option<Call>,
    error: CodeError,
    calls: usize,
    failures: usize,
    spans: usize,
}

impl<B: CodeBuffer> Faults<B> {
    /// This host, whose calls of this kind (`None`: of every kind) fail with `error` by this plan.
    pub fn new(host: B, plan: Plan, kind: Option<Call>, error: CodeError) -> Self {
        Faults { host, plan, kind, error, calls: 0, failures: 0, spans: 0 }
    }

    /// The calls that were counted so far, those that failed included.
    pub fn calls(&self) -> usize {
        self.calls
    }

    /// The calls that the plan let fail so far.
    pub fn failures(&self) -> usize {
        self.failures
    }

    /// The spans that were given and not taken back. One whose release failed is taken back: its owner must not use it again.
    pub fn spans(&self) -> usize {
        self.spans
    }

    /// The host behind.
    pub fn host(&self) -> &B {
        &self.host
    }

    fn count(&mut self, call: Call) -> Result<(), CodeError> {
        if self.kind.is_some_and(|kind| kind != call) {
            return Ok(());
        }
        self.calls += 1;
        let fails = match self.plan {
            Plan::Never => false,
            Plan::Only(n) => self.calls == n,
            Plan::From(n) => self.calls >= n,
        };
        self.failures += usize::from(fails);
        if fails { Err(self.error) } else { Ok(()) }
    }
}

// SAFETY: every call is passed on to a host that keeps the contract, or fails and changes nothing; only a release that fails is made
// all the same, which the contract allows: the span stays lost to its owner.
unsafe impl<B: CodeBuffer> CodeBuffer for Faults<B> {
    fn reserve(&mut self, bytes: usize) -> Result<Span, CodeError> {
        self.count(Call::Reserve)?;
        let span = self.host.reserve(bytes)?;
        self.spans += 1;
        Ok(span)
    }

    unsafe fn release(&mut self, span: Span) -> Result<(), CodeError> {
        let planned = self.count(Call::Release);
        self.spans = self.spans.checked_sub(1).expect("more spans released than given");
        // SAFETY: the caller's promise is the same.
        let released = unsafe { self.host.release(span) };
        planned.and(released)
    }

    unsafe fn begin_write(&mut self, span: &Span, offset: usize, length: usize) -> Result<(), CodeError> {
        self.count(Call::BeginWrite)?;
        // SAFETY: the caller's promise is the same.
        unsafe { self.host.begin_write(span, offset, length) }
    }

    unsafe fn publish(&mut self, span: &Span, offset: usize, length: usize) -> Result<(), CodeError> {
        self.count(Call::Publish)?;
        // SAFETY: the caller's promise is the same.
        unsafe { self.host.publish(span, offset, length) }
    }

    unsafe fn discard(&mut self, span: &Span, offset: usize, length: usize) {
        // SAFETY: the caller's promise is the same.
        unsafe { self.host.discard(span, offset, length) }
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
