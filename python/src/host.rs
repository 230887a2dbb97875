//! What the embedder provides: output, time, entropy, files, the native stack's end. Code memory is a trait of its own
//! ([`copperhead_core::buffer::CodeBuffer`]).

/// Why a host call failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HostError {
    /// The host has no such service.
    Unsupported,
    /// The system refused; its error number.
    System(i32),
}

/// Where program output goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stream {
    /// Standard output.
    Output,
    /// Standard error.
    Error,
}

/// The services of the system around the VM. Every method has a default that says "there is none".
pub trait Host {
    /// Writes all the bytes to a stream.
    ///
    /// # Errors
    /// The system's, if it refuses.
    fn write(&mut self, stream: Stream, bytes: &[u8]) -> Result<(), HostError> {
        let _ = (stream, bytes);
        Err(HostError::Unsupported)
    }

    /// Flushes a stream.
    ///
    /// # Errors
    /// The system's, if it refuses.
    fn flush(&mut self, stream: Stream) -> Result<(), HostError> {
        let _ = stream;
        Ok(())
    }

    /// Reads up to `buffer.len()` bytes of standard input; 0 at the end.
    ///
    /// # Errors
    /// [`HostError::Unsupported`] without an input.
    fn read_input(&mut self, buffer: &mut [u8]) -> Result<usize, HostError> {
        let _ = buffer;
        Err(HostError::Unsupported)
    }

    /// Nanoseconds of a clock that never goes back.
    fn monotonic_nanoseconds(&mut self) -> Option<u64> {
        None
    }

    /// Nanoseconds since 1970-01-01, UTC.
    fn unix_nanoseconds(&mut self) -> Option<i64> {
        None
    }

    /// Fills the buffer with unpredictable bytes.
    ///
    /// # Errors
    /// [`HostError::Unsupported`] without a source of entropy; hashing then uses a fixed key.
    fn entropy(&mut self, buffer: &mut [u8]) -> Result<(), HostError> {
        let _ = buffer;
        Err(HostError::Unsupported)
    }

    /// The lowest address that the native stack may reach, with a reserve for the host's own calls already added.
    fn native_stack_limit(&mut self) -> usize;
}
