//! What this machine gives to Python: Python's host, and what the board has besides, on top of the other files.

use crate::{host, start};
use copperhead::host::{Host, HostError, Stream};
use copperhead_core::buffer::NoCode;
use copperhead_guest_common::{machine::Machine, memory::bytes};

/// The machine around the VM.
#[derive(Clone, Copy, Debug)]
pub struct Board;

impl Host for Board {
    fn write(&mut self, _: Stream, bytes: &[u8]) -> Result<(), HostError> {
        host::write(bytes);
        Ok(())
    }

    fn monotonic_nanoseconds(&mut self) -> Option<u64> {
        Some(host::nanoseconds())
    }

    fn native_stack_limit(&mut self) -> usize {
        // The stack is at the start of memory. The reserve is for what runs between two checks.
        128 << 10
    }
}

impl Machine for Board {
    type Code = NoCode;
    const VM_MEMORY: usize = 64 << 20;

    fn code(self, _: usize) -> Option<NoCode> {
        Some(NoCode)
    }

    fn archive(self) -> &'static [u8] {
        // SAFETY: the embedder wrote it before it called, and nothing else uses it.
        unsafe { bytes(start::archive()) }
    }

    fn start_timer(self, _: u64, _: fn()) {
        // Nothing can interrupt a module.
    }

    fn stop_timer(self) {}
}
