//! Linux: code memory and services by `copperhead-host-linux`.

use copperhead::host::HostError;
use copperhead_core::buffer::{CodeBuffer, CodeError, NoCode};
use copperhead_core::model::apart::Apart;
use copperhead_host_linux::{LinuxCode, Strategy};

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
