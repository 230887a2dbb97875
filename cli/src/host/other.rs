//! Systems without a host of their own: everything is interpreted.

use copperhead::host::HostError;
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
