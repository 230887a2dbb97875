//! Text of numbers on its way in: strs and bytes as ASCII.

use copperhead_stencils::layout::object::Kind;
use copperhead_stencils::value::Value;

use crate::context::Context;
use crate::error::Result;
use crate::objects::table::BUFFER_DATA;
use crate::objects::{text, unicode};

/// Calls a function with a str's text in ASCII: white space becomes spaces, decimal digits of other scripts become `0` to `9`, and what else
/// lies beyond ASCII becomes `?`, which no number has.
///
/// # Errors
/// MemoryError, or what the function raises.
pub(crate) fn with_ascii<R>(context: &mut Context, string: Value, work: impl FnOnce(&mut Context, &[u8]) -> Result<R>) -> Result<R> {
    if text::is_ascii(string) {
        return work(context, text::storage(string));
    }
    let length = text::length(string);
    let cell = context.allocate(Kind::Bytes8, length.saturating_add(BUFFER_DATA))?;
    // SAFETY: the cell has room for `length` bytes behind its header; the pointer keeps it alive.
    let (data, bytes) = unsafe {
        let data: *mut u8 = cell.as_ptr().byte_add(BUFFER_DATA).cast();
        (data, core::slice::from_raw_parts_mut(data, length))
    };
    for (byte, point) in bytes.iter_mut().zip(text::code_points(string)) {
        *byte = match point {
            0..=0x7f => point as u8,
            _ if unicode::is_space(point) => b' ',
            _ => unicode::decimal_value(point).map_or(b'?', |digit| b'0'.wrapping_add(digit as u8)),
        };
    }
    let result = work(context, bytes);
    // SAFETY: nobody uses the buffer any more.
    unsafe { context.free_buffer(data) };
    result
}

/// The bytes of a bytes-like object. Valid until the object is changed.
pub(crate) fn bytes_of<'a>(value: Value) -> Option<&'a [u8]> {
    crate::objects::bytes::view(value)
}
