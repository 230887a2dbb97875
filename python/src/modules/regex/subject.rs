//! Texts that are searched: a str, or anything bytes-like.

use copperhead_stencils::value::Value;

use crate::context::Context;
use crate::error::Result;
use crate::objects::class_list::ClassId;
use crate::objects::text::{self, Points};
use crate::objects::{byte_builder, bytes, operations, sequence};

/// The code points or bytes of a text that a pattern can be searched in. Valid until something runs that could change a buffer.
///
/// # Errors
/// TypeError if it is neither, or not of the pattern's kind.
pub(super) fn points<'a>(context: &mut Context, subject: Value, is_text: bool) -> Result<Points<'a>> {
    if text::is_str(subject) {
        if !is_text {
            return Err(context.raise(ClassId::TypeError, format_args!("cannot use a bytes pattern on a string-like object")));
        }
        return Ok(text::points(subject));
    }
    let Some(bytes) = bytes::view(subject) else {
        let name = context.type_name(subject);
        return Err(context.raise(ClassId::TypeError, format_args!("expected string or bytes-like object, got '{name}'")));
    };
    if is_text {
        return Err(context.raise(ClassId::TypeError, format_args!("cannot use a string pattern on a bytes-like object")));
    }
    Ok(Points::One(bytes))
}

/// The code points or bytes of a text that was searched before, as far as it is still there.
pub(super) fn points_again<'a>(subject: Value) -> Points<'a> {
    if text::is_str(subject) { text::points(subject) } else { Points::One(bytes::view(subject).unwrap_or(&[])) }
}

/// Part of a text: a str, or bytes.
///
/// # Errors
/// MemoryError.
pub(super) fn part(context: &mut Context, subject: Value, start: usize, end: usize) -> Result<Value> {
    if text::is_str(subject) {
        return text::substring(context, subject, start, end);
    }
    let view = bytes::view(subject).unwrap_or(&[]);
    let end = end.min(view.len());
    if start == 0 && end == view.len() && context.class_of(subject) == context.class(ClassId::Bytes) {
        return Ok(subject);
    }
    let fresh = byte_builder::new_bytes_cell(context, end.saturating_sub(start))?;
    if let Some(piece) = view.get(start..end) {
        // SAFETY: the fresh bytes have room for the piece, which is elsewhere.
        unsafe { core::ptr::copy_nonoverlapping(piece.as_ptr(), byte_builder::bytes_data(fresh), piece.len()) };
    }
    Ok(fresh)
}

/// `pos` and `endpos` of a search, within the text.
///
/// # Errors
/// TypeError.
pub(super) fn bounds(context: &mut Context, position: Value, end: Value, length: usize) -> Result<(usize, usize)> {
    let mut clamped = |value: Value, otherwise: usize| -> Result<usize> {
        if value == Value::UNDEFINED {
            return Ok(otherwise);
        }
        let number = operations::index(context, value)?;
        Ok(match sequence::to_i128(number) {
            Some(number) => usize::try_from(number.max(0)).unwrap_or(usize::MAX).min(length),
            None if sequence::is_negative(number) => 0,
            None => length,
        })
    };
    let start = clamped(position, 0)?;
    let end = clamped(end, length)?;
    Ok((start, end))
}
