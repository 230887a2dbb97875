//! The host of tests that compare what programs print.

use copperhead::host::{Host, HostError, Stream};

/// Collects what the program prints.
#[derive(Default)]
pub struct Collector(pub String);

impl Host for Collector {
    fn write(&mut self, _: Stream, bytes: &[u8]) -> Result<(), HostError> {
        self.0.push_str(&String::from_utf8_lossy(bytes));
        Ok(())
    }

    fn native_stack_limit(&mut self) -> usize {
        copperhead_host_linux::native_stack_limit().unwrap_or(0) + (128 << 10)
    }
}
