//! What a board gives to whoever runs Python on it, beside what Python itself asks its host for.

use copperhead_core::buffer::CodeBuffer;

/// Code memory, memory for a VM, what the outside loaded, and an interrupt: what each machine's `Board` has.
pub trait Machine: Copy {
    /// Memory for machine code.
    type Code: CodeBuffer;

    /// Bytes for a VM, if nothing says otherwise.
    const VM_MEMORY: usize;

    /// The machine's code memory or its first bytes; given back when dropped. `None` while somebody has it.
    fn code(self, limit: usize) -> Option<Self::Code>;

    /// The memory where the outside puts what is to run.
    fn archive(self) -> &'static [u8];

    /// Calls a function every so many nanoseconds, from an interrupt, until [`stop_timer`](Machine::stop_timer): between any two
    /// instructions of what runs then.
    fn start_timer(self, nanoseconds: u64, action: fn());

    /// No calls any more.
    fn stop_timer(self);
}
