//! macOS: code memory and services by `copperhead-host-macos`.

use copperhead::host::{HostError, LocalTime, ProcessorTime};
use copperhead_core::buffer::{CodeBuffer, CodeError, NoCode};
use copperhead_core::model::apart::Apart;
use copperhead_host_macos::{MacCode, Strategy};

use crate::arguments::CodeHost;

/// The code memory that the command line asks for. Memory mapped twice is for systems that have no better; here that is `MAP_JIT`.
pub fn code_buffer(host: CodeHost) -> Result<Box<dyn CodeBuffer>, CodeError> {
    Ok(match host {
        CodeHost::Auto => Box::new(MacCode::new()),
        CodeHost::Double => return Err(CodeError::Refused),
        CodeHost::Protect => Box::new(MacCode::with(Strategy::Protect)?),
        CodeHost::Model => Box::new(Apart::new(MacCode::new())),
        CodeHost::None => Box::new(NoCode),
    })
}

/// Random bytes from the kernel.
pub fn entropy(bytes: &mut [u8]) -> Result<(), HostError> {
    copperhead_host_macos::entropy(bytes).map_err(|_| HostError::Unsupported)
}

/// The lowest address that this thread's stack may reach.
pub fn native_stack_limit() -> Option<usize> {
    copperhead_host_macos::native_stack_limit().ok()
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
