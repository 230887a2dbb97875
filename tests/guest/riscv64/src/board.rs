//! What this machine gives to Python: the two traits that an embedder and these tests want, on top of the other files.

use crate::{clock, code::CodeMemory, heap, memory, timer, uart};
use copperhead::host::{Host, HostError, Stream};
use copperhead_guest_programs::Machine;

/// The machine around the VM.
#[derive(Clone, Copy, Debug)]
pub struct Board;

impl Host for Board {
    fn write(&mut self, _: Stream, bytes: &[u8]) -> Result<(), HostError> {
        uart::write(bytes);
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
    type Code = CodeMemory;
    const VM_MEMORY: usize = 64 << 20;

    fn code(self) -> Option<CodeMemory> {
        CodeMemory::take(usize::MAX)
    }

    fn memory(self, bytes: usize) -> Option<&'static mut [u8]> {
        heap::take(bytes)
    }

    fn archive(self) -> &'static [u8] {
        let range = memory::archive();
        // SAFETY: the range is mapped, read-only, and nothing else uses it.
        unsafe { core::slice::from_raw_parts(core::ptr::with_exposed_provenance(range.start), range.len()) }
    }

    fn start_timer(self, nanoseconds: u64, action: fn()) {
        timer::start(nanoseconds, action);
    }

    fn stop_timer(self) {
        timer::stop();
    }
}
