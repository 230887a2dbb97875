//! What this machine gives to Python: Python's host, and what the board has besides, on top of the other files.

use crate::{memory, mpu, systick, uart};
use copperhead::host::{Host, HostError, Stream};
use copperhead_guest_common::{code::CodeMemory, machine::Machine, memory::bytes};

/// The machine around the VM.
#[derive(Clone, Copy, Debug)]
pub struct Board;

impl Host for Board {
    fn write(&mut self, _: Stream, bytes: &[u8]) -> Result<(), HostError> {
        uart::write(bytes);
        Ok(())
    }

    fn monotonic_nanoseconds(&mut self) -> Option<u64> {
        Some(systick::nanoseconds())
    }

    fn native_stack_limit(&mut self) -> usize {
        // The reserve is for what runs between two checks.
        memory::stack().start + (32 << 10)
    }
}

impl Machine for Board {
    type Code = CodeMemory<mpu::Parts>;
    const VM_MEMORY: usize = 8 << 20;

    fn code(self, limit: usize) -> Option<CodeMemory<mpu::Parts>> {
        CodeMemory::take(limit)
    }

    fn archive(self) -> &'static [u8] {
        // SAFETY: the range is mapped, read-only, and nothing else uses it.
        unsafe { bytes(memory::archive()) }
    }

    fn start_timer(self, nanoseconds: u64, action: fn()) {
        systick::start(nanoseconds, action);
    }

    fn stop_timer(self) {
        systick::stop();
    }
}
