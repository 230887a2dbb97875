//! Systems without a host of their own: everything is interpreted.

use copperhead::host::{HostError, LocalTime, ProcessorTime};
use copperhead_core::buffer::{CodeBuffer, CodeError, NoCode};

use crate::arguments::CodeHost;

/// No code memory, whatever is asked for.
pub fn code_buffer(host: CodeHost) -> Result<Box<dyn CodeBuffer>, CodeError> {
    match host {
        CodeHost::Auto | CodeHost::None => Ok(Box::new(NoCode)),
        CodeHost::Double | CodeHost::Protect | CodeHost::Model => Err(CodeError::Refused),
    }
}

/// None is known.
pub fn entropy(_: &mut [u8]) -> Result<(), HostError> {
    Err(HostError::Unsupported)
}

/// Not known.
pub fn native_stack_limit() -> Option<usize> {
    None
}

/// Not known.
pub fn processor_nanoseconds() -> Option<ProcessorTime> {
    None
}

/// Not known.
pub fn local_time(_: i64, _: &mut [u8]) -> Option<LocalTime> {
    None
}

/// There is one only.
pub fn set_time_zone(_: Option<&str>) {}
