//! Linux: code memory and services by `copperhead-host-linux`.

use std::ffi::CString;

use copperhead::host::{HostError, LocalTime, ProcessorTime};
use copperhead_core::buffer::{CodeBuffer, CodeError, NoCode};
use copperhead_core::model::apart::Apart;
use copperhead_host_linux::{LinuxCode, Strategy, clock};

use crate::arguments::CodeHost;

/// The code memory that the command line asks for.
pub fn code_buffer(host: CodeHost) -> Result<Box<dyn CodeBuffer>, CodeError> {
    Ok(match host {
        CodeHost::Auto => Box::new(LinuxCode::new()),
        CodeHost::Double => Box::new(LinuxCode::with(Strategy::DoubleMapping)?),
        CodeHost::Protect => Box::new(LinuxCode::with(Strategy::Protect)?),
        CodeHost::Model => Box::new(Apart::new(LinuxCode::new())),
        CodeHost::None => Box::new(NoCode),
    })
}

/// Random bytes from the kernel.
pub fn entropy(bytes: &mut [u8]) -> Result<(), HostError> {
    copperhead_host_linux::entropy(bytes).map_err(|_| HostError::Unsupported)
}

/// The lowest address that this thread's stack may reach.
pub fn native_stack_limit() -> Option<usize> {
    copperhead_host_linux::native_stack_limit().ok()
}

/// The process's time and the thread's.
pub fn processor_nanoseconds() -> Option<ProcessorTime> {
    Some(ProcessorTime { process: clock::process_nanoseconds().ok()?, thread: clock::thread_nanoseconds().ok()? })
}

/// Local time, as the system's zone or `TZ` says.
pub fn local_time(unix_seconds: i64, name: &mut [u8]) -> Option<LocalTime> {
    let time = clock::local_time(unix_seconds, name).ok()?;
    Some(LocalTime { offset: time.offset, daylight: time.daylight, name_length: time.name_length })
}

/// Chooses a time zone.
pub fn set_time_zone(zone: Option<&str>) {
    let zone = zone.and_then(|zone| CString::new(zone).ok());
    // SAFETY: the command has no other threads.
    let _ = unsafe { clock::set_time_zone(zone.as_deref()) };
}
