//! `int.to_bytes` and `int.from_bytes`.

use copperhead_stencils::layout::object::Kind;
use copperhead_stencils::value::Value;

use super::view::view;
use crate::context::Context;
use crate::error::Result;
use crate::numeric::bignum::BignumError;
use crate::numeric::bignum::bytes::{self, ByteOrder};
use crate::objects::class_list::ClassId;
use crate::objects::native::Arguments;
use crate::objects::number_glue::text::bytes_of;
use crate::objects::operations;
use crate::objects::special::Special;
use crate::objects::table::BUFFER_DATA;
use crate::objects::text::{self, Display};

fn byte_order(context: &mut Context, function: &str, order: Option<Value>) -> Result<ByteOrder> {
    let Some(order) = order else { return Ok(ByteOrder::Big) };
    // SAFETY: the caller's frame holds the argument.
    if !unsafe { order.is_kind(Kind::Str) } {
        let name = context.class_name(context.class_of(order));
        return Err(context.raise(ClassId::TypeError, format_args!("{function}() argument 'byteorder' must be str, not {}", Display(name))));
    }
    if text::equals_text(order, "little") {
        Ok(ByteOrder::Little)
    } else if text::equals_text(order, "big") {
        Ok(ByteOrder::Big)
    } else {
        Err(context.raise(ClassId::ValueError, format_args!("byteorder must be either 'little' or 'big'")))
    }
}

fn is_signed(context: &mut Context, signed: Option<Value>) -> Result<bool> {
    match signed {
        Some(signed) => operations::truth(context, signed),
        None => Ok(false),
    }
}

/// A buffer for so many bytes.
fn buffer<'a>(context: &mut Context, length: usize) -> Result<&'a mut [u8]> {
    let cell = context.allocate(Kind::Bytes8, length.saturating_add(BUFFER_DATA))?;
    // SAFETY: the cell has room for `length` bytes behind its header; the slice's pointer keeps it alive.
    Ok(unsafe { core::slice::from_raw_parts_mut(cell.as_ptr().byte_add(BUFFER_DATA).cast(), length) })
}

/// `int.to_bytes(length=1, byteorder='big', *, signed=False)`.
pub(super) fn to_bytes(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let length = match arguments.optional(1) {
        Some(length) => operations::as_isize(context, length)?,
        None => 1,
    };
    let order = byte_order(context, "to_bytes", arguments.optional(2))?;
    let signed = is_signed(context, arguments.optional(3))?;
    let Ok(length) = usize::try_from(length) else {
        return Err(context.raise(ClassId::ValueError, format_args!("length argument must be non-negative")));
    };
    let Some(number) = view(arguments.get(0)) else {
        return Err(context.raise_system("not an int"));
    };
    let out = buffer(context, length)?;
    match bytes::to_bytes(number.integer(), out, order, signed) {
        Ok(()) => {}
        Err(BignumError::Negative) => {
            return Err(context.raise(ClassId::OverflowError, format_args!("can't convert negative int to unsigned")));
        }
        Err(_) => return Err(context.raise(ClassId::OverflowError, format_args!("int too big to convert"))),
    }
    let result = context.new_bytes(out)?;
    // SAFETY: nobody uses the buffer any more.
    unsafe { context.free_buffer(out.as_mut_ptr()) };
    Ok(result)
}

/// `int.from_bytes(bytes, byteorder='big', *, signed=False)`.
pub(super) fn from_bytes(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let (class, source) = (arguments.get(0), arguments.get(1));
    let order = byte_order(context, "from_bytes", arguments.optional(2))?;
    let signed = is_signed(context, arguments.optional(3))?;
    let source = bytes_like(context, source)?;
    let Some(bytes) = bytes_of(source) else {
        let name = context.class_name(context.class_of(source));
        return Err(context.raise(ClassId::TypeError, format_args!("cannot convert '{}' object to bytes", Display(name))));
    };
    let number = context.build_int(bytes::limbs_for_bytes(bytes.len()), 0, |out, _, _| bytes::from_bytes(bytes, order, signed, out))?;
    if class == context.class_value(ClassId::Int) { Ok(number) } else { context.call(class, &[number]) }
}

/// What `bytes(source)` makes of anything but a str or an int.
fn bytes_like(context: &mut Context, source: Value) -> Result<Value> {
    if bytes_of(source).is_some() {
        return Ok(source);
    }
    if let Some(result) = operations::call_special(context, source, Special::Bytes, &[])? {
        return Ok(result);
    }
    // SAFETY: the caller's frame holds the argument.
    let kind = unsafe { source.kind() };
    let class = context.class_of(source);
    let iterable = context.lookup_special(class, Special::Iter)?.is_some() || context.lookup_special(class, Special::GetItem)?.is_some();
    if matches!(kind, Some(Kind::Str)) || !(iterable || kind == Some(Kind::MemoryView)) {
        let name = context.class_name(class);
        return Err(context.raise(ClassId::TypeError, format_args!("cannot convert '{}' object to bytes", Display(name))));
    }
    let bytes = context.class_value(ClassId::Bytes);
    context.call(bytes, &[source])
}
