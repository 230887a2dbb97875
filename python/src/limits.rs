//! The limits of a run: steps, deadline, interrupts, recursion.
//!
//! Machine code and interpreter take one from [`Machine::countdown`] at each back edge and call; that is a *step*. When the
//! countdown is used up, `poll` settles the account and looks at everything that may end the run.

use core::sync::atomic::{AtomicBool, Ordering};

use copperhead_stencils::layout::machine::Machine;
use copperhead_stencils::value::Value;

use crate::context::Context;
use crate::error::{Raised, Result};
use crate::objects::class_list::ClassId;

/// Steps between two looks at clock and interrupts at the most.
const CHUNK: usize = 2_048;

/// Why a run was ended in a way that the program cannot catch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Termination {
    /// The step limit was reached.
    Steps,
    /// The deadline passed.
    Deadline,
    /// The hard memory limit was reached.
    Memory,
    /// The embedder's [`InterruptHandle`](crate::vm::InterruptHandle) asked for it.
    Interrupt,
}

/// The limits of a run.
pub(crate) struct Limits {
    /// Steps that may still be taken behind the current chunk; `None`: no limit.
    pub(crate) steps_left: Option<u64>,
    /// The same of the finalisers, whose steps are none of the program's: when they run depends on collections, and those on the mode.
    pub(crate) finaliser_steps_left: Option<u64>,
    /// When the run ends, by the host's clock; `None`: no limit.
    pub(crate) deadline_nanoseconds: Option<u64>,
    /// Set by interrupt handlers and other threads.
    pub(crate) interrupted: AtomicBool,
    /// Raise KeyboardInterrupt instead of ending the run.
    pub(crate) interrupt_raises: bool,
    /// The run is being ended: no handler catches anything.
    pub(crate) terminated: Option<Termination>,
    /// How deep calls may nest.
    pub(crate) recursion_limit: usize,
    /// Steps behind the current chunk until the stack is counted, in all modes at the same step: which calls are too deep must not depend on
    /// when else something is polled.
    pub(crate) steps_before_count: usize,
    /// The most digits of an int that are converted from or to decimal text (`sys.set_int_max_str_digits`); 0: no limit.
    pub(crate) integer_digits: usize,
    /// Chunks of steps so far, wrapping.
    pub(crate) chunks: u8,
    /// So many chunks are short: a back edge shall be polled soon.
    pub(crate) short_chunks: u8,
}

impl Limits {
    /// No limits but the recursion limit.
    pub(crate) const fn recursion_only(recursion_limit: usize) -> Limits {
        Limits {
            steps_left: None,
            finaliser_steps_left: None,
            deadline_nanoseconds: None,
            interrupted: AtomicBool::new(false),
            interrupt_raises: false,
            terminated: None,
            recursion_limit,
            steps_before_count: CHUNK,
            integer_digits: crate::objects::integer_text::DEFAULT_DIGIT_LIMIT,
            chunks: 0,
            short_chunks: 0,
        }
    }
}

impl Context {
    /// What a run that the embedder starts begins with.
    pub(crate) fn begin_account(&mut self) {
        self.limits.steps_before_count = CHUNK;
        self.refill();
        self.lower_stack_limit(self.machine.fp);
    }

    /// Hands out the next chunk of steps.
    pub(crate) fn refill(&mut self) {
        // Chunks of one length would have the same step polled in each turn of a loop, though only a back edge can go to newer machine code.
        self.limits.chunks = self.limits.chunks.wrapping_add(1);
        let odd = usize::from(self.limits.chunks % 8);
        let most = if self.limits.short_chunks == 0 { CHUNK - odd } else { odd + 1 };
        self.limits.short_chunks = self.limits.short_chunks.saturating_sub(1);
        let mut chunk = most.min(self.limits.steps_before_count.max(1));
        if let Some(left) = &mut self.limits.steps_left {
            chunk = chunk.min(usize::try_from(*left).unwrap_or(usize::MAX));
            *left = left.saturating_sub(chunk as u64);
        }
        self.limits.steps_before_count = self.limits.steps_before_count.saturating_sub(chunk);
        // The step that takes the countdown below zero is the last of the chunk.
        self.machine.countdown = chunk.cast_signed().wrapping_sub(1);
    }

    /// Has the next step polled. The steps of the chunk that this takes away are given back.
    pub(crate) fn poll_soon(&mut self) {
        if self.machine.countdown > 0 {
            self.give_back(self.machine.countdown.unsigned_abs());
            self.machine.countdown = 0;
        }
    }

    /// Takes steps of the chunk back.
    fn give_back(&mut self, steps: usize) {
        self.limits.steps_before_count = self.limits.steps_before_count.saturating_add(steps);
        if let Some(left) = &mut self.limits.steps_left {
            *left = left.saturating_add(steps as u64);
        }
    }

    /// Has a back edge polled before long: its loop may have newer machine code to go to. Calls poll, too, and cannot.
    pub(crate) fn poll_loops_soon(&mut self) {
        self.limits.short_chunks = 64;
        self.poll_soon();
    }

    /// Runs finalisers: their steps are taken from their own account, and how deep they get is no matter to the program.
    pub(crate) fn apart<T>(&mut self, run: impl FnOnce(&mut Context) -> T) -> T {
        let (stack_limit, recursion_limit) = (self.machine.stack_limit, self.limits.recursion_limit);
        self.give_back(self.rest_of_chunk());
        let steps_before_count = core::mem::replace(&mut self.limits.steps_before_count, CHUNK);
        core::mem::swap(&mut self.limits.steps_left, &mut self.limits.finaliser_steps_left);
        self.refill();
        let result = run(self);
        if self.limits.terminated.is_none() {
            self.give_back(self.rest_of_chunk());
            self.limits.steps_before_count = steps_before_count;
            core::mem::swap(&mut self.limits.steps_left, &mut self.limits.finaliser_steps_left);
            self.refill();
            if self.limits.recursion_limit == recursion_limit {
                self.machine.stack_limit = stack_limit;
            }
        }
        // Whoever asked for an interrupt before that set the old countdown.
        if self.limits.interrupted.load(Ordering::Acquire) {
            self.poll_soon();
        }
        result
    }

    /// Steps that are left of the chunk, with the one that is polled.
    fn rest_of_chunk(&self) -> usize {
        usize::try_from(self.machine.countdown.saturating_add(1)).unwrap_or(0)
    }

    /// The countdown ran out.
    ///
    /// # Errors
    /// The run's end, or KeyboardInterrupt.
    pub(crate) fn poll(&mut self) -> Result<()> {
        if self.limits.terminated.is_some() {
            // Whoever dropped the first error gets no further: the run is over.
            self.machine.exception = self.memory_error;
            return Err(Raised);
        }
        // Only the VM clears the flag, so that a load and a store do, which every machine has; an interrupt that comes between the two is
        // the one that is being reported.
        if self.limits.interrupted.load(Ordering::Acquire) {
            self.limits.interrupted.store(false, Ordering::Release);
            self.refill();
            if self.limits.interrupt_raises {
                return Err(self.raise(ClassId::KeyboardInterrupt, format_args!("")));
            }
            return Err(self.terminate(Termination::Interrupt));
        }
        if let Some(deadline) = self.limits.deadline_nanoseconds {
            // SAFETY: the host outlives the context.
            let now = unsafe { (*self.host).monotonic_nanoseconds() };
            if now.is_some_and(|now| now >= deadline) {
                return Err(self.terminate(Termination::Deadline));
            }
        }
        if self.limits.steps_left == Some(0) {
            return Err(self.terminate(Termination::Steps));
        }
        if self.limits.steps_before_count == 0 {
            // A deep stack is counted seldom: so counting takes about one frame for two steps at the most.
            self.limits.steps_before_count = self.lower_stack_limit(self.machine.fp).saturating_mul(2).max(CHUNK);
        }
        self.refill();
        Ok(())
    }

    /// Ends the run: a SystemExit-like exception that no handler of the program catches is pending from now on.
    #[cold]
    pub(crate) fn terminate(&mut self, reason: Termination) -> Raised {
        self.limits.terminated = Some(reason);
        // Finally blocks do not run either. What still runs is stopped at its next step, until the embedder enters anew.
        (self.limits.steps_left, self.limits.finaliser_steps_left) = (None, None);
        self.limits.deadline_nanoseconds = None;
        self.machine.countdown = 0;
        self.machine.exception = self.memory_error;
        Raised
    }

    /// How many Python frames are on the stack.
    pub(crate) fn depth(&self) -> usize {
        self.depth_of(self.machine.fp)
    }

    /// How many frames end with this one, itself included.
    fn depth_of(&self, mut fp: *mut Value) -> usize {
        let mut depth = 0usize;
        while !fp.is_null() && fp > self.stack_base {
            depth = depth.saturating_add(1);
            // SAFETY: frames are linked down to the first, whose caller is null.
            fp = unsafe { crate::interpret::frames::caller(fp) };
        }
        depth
    }

    /// Sets the machine's stack limit so that no more frames than the recursion limit fit below it,
    /// however small they are. Returns how many there are, of which the last is at `fp`.
    pub(crate) fn lower_stack_limit(&mut self, fp: *mut Value) -> usize {
        let depth = self.depth_of(fp);
        let remaining = self.limits.recursion_limit.saturating_sub(depth);
        // The smallest frame is a head. A frame may start at the limit: then it is one of so many.
        let smallest = remaining.saturating_mul(copperhead_stencils::layout::frame::HEAD_WORDS);
        let start = if fp.is_null() { self.stack_base } else { fp };
        let end = self.stack_end.wrapping_sub(copperhead_stencils::layout::frame::SPARE_WORDS);
        let room = (end as usize).saturating_sub(start as usize) / size_of::<usize>();
        self.machine.stack_limit = if smallest > room { end } else { start.wrapping_add(smallest) };
        depth
    }
}

/// What interrupt handlers and other threads may touch: the countdown and the flag, and nothing else.
///
/// # Safety
/// The machine and the flag are alive.
pub(crate) unsafe fn request_interrupt(machine: *mut Machine, flag: &AtomicBool) {
    flag.store(true, Ordering::Release);
    // SAFETY: the caller's contract. A race with the decrement delays the interrupt to the next refill.
    unsafe { (&raw mut (*machine).countdown).write_volatile(0) };
}
