//! What this machine gives to Python: Python's host, and what the board has besides, on top of the other files.

use crate::{clock, devices, memory, mmu, timer};
use copperhead::host::{Host, HostError, Stream};
use copperhead_guest_common::{code::CodeMemory, machine::Machine, memory::bytes};

/// The machine around the VM.
#[derive(Clone, Copy, Debug)]
pub struct Board;

impl Host for Board {
    fn write(&mut self, _: Stream, bytes: &[u8]) -> Result<(), HostError> {
        devices::write(bytes);
        Ok(())
    }

    fn monotonic_nanoseconds(&mut self) -> Option<u64> {
        Some(clock::nanoseconds())
    }

    fn native_stack_limit(&mut self) -> usize {
        // The reserve is for what runs between two checks.
        memory::stack().start + (64 << 10)
    }
}

impl Machine for Board {
    type Code = CodeMemory<mmu::Map>;
    const VM_MEMORY: usize = 64 << 20;

    fn code(self, limit: usize) -> Option<CodeMemory<mmu::Map>> {
        CodeMemory::take(limit)
    }

    fn archive(self) -> &'static [u8] {
        // SAFETY: the range is mapped, read-only, and nothing else uses it.
        unsafe { bytes(memory::archive()) }
    }

    fn start_timer(self, nanoseconds: u64, action: fn()) {
        timer::start(nanoseconds, action);
    }

    fn stop_timer(self) {
        timer::stop();
    }
}
