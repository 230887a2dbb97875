//! `bytes`, and the reading of bytes-like objects.
//!
//! Methods that bytes and bytearray have in common are in [`shared`]; what they return is of the kind of the object itself.

pub(crate) mod characters;
pub(crate) mod find;
pub(crate) mod make;
pub(crate) mod pieces;
pub(crate) mod shared;

use copperhead_stencils::layout::object::Kind;
use copperhead_stencils::value::Value;

use super::class_list::ClassId;
use super::layout::{ByteArray, Bytes};
use super::native::{Arguments, Attribute, Method};
use super::{operations, percent_format, text};
use crate::context::Context;
use crate::error::Result;
use crate::numeric::hash;

/// The methods that bytes and bytearray share, and some more.
macro_rules! methods_and {
    ($($more:expr,)*) => {
        &[
            $($more,)*
            Method::new("__len__", $crate::objects::bytes::shared::len, 0, 0),
            Method::new("__eq__", $crate::objects::bytes::shared::eq, 1, 1),
            Method::new("__ne__", $crate::objects::bytes::shared::ne, 1, 1),
            Method::new("__lt__", $crate::objects::bytes::shared::lt, 1, 1),
            Method::new("__le__", $crate::objects::bytes::shared::le, 1, 1),
            Method::new("__gt__", $crate::objects::bytes::shared::gt, 1, 1),
            Method::new("__ge__", $crate::objects::bytes::shared::ge, 1, 1),
            Method::new("__add__", $crate::objects::bytes::shared::add, 1, 1),
            Method::new("__mul__", $crate::objects::bytes::shared::mul, 1, 1),
            Method::new("__rmul__", $crate::objects::bytes::shared::mul, 1, 1),
            Method::new("__buffer__", $crate::objects::bytes::shared::buffer, 1, 1),
            Method::new("__mod__", $crate::objects::bytes::shared::modulo, 1, 1),
            Method::new("__rmod__", $crate::objects::bytes::shared::reflected_modulo, 1, 1),
            Method::new("__contains__", $crate::objects::bytes::find::contains, 1, 1),
            Method::new("__getitem__", $crate::objects::bytes::shared::getitem, 1, 1),
            Method::new("__iter__", $crate::objects::bytes::shared::iter, 0, 0),
            Method::new("find", $crate::objects::bytes::find::find, 1, 3),
            Method::new("rfind", $crate::objects::bytes::find::rfind, 1, 3),
            Method::new("index", $crate::objects::bytes::find::index, 1, 3),
            Method::new("rindex", $crate::objects::bytes::find::rindex, 1, 3),
            Method::new("count", $crate::objects::bytes::find::count, 1, 3),
            Method::new("startswith", $crate::objects::bytes::find::startswith, 1, 3),
            Method::new("endswith", $crate::objects::bytes::find::endswith, 1, 3),
            Method::new("removeprefix", $crate::objects::bytes::find::removeprefix, 1, 1),
            Method::new("removesuffix", $crate::objects::bytes::find::removesuffix, 1, 1),
            Method::new("replace", $crate::objects::bytes::find::replace, 2, 3),
            Method::new("partition", $crate::objects::bytes::find::partition, 1, 1),
            Method::new("rpartition", $crate::objects::bytes::find::rpartition, 1, 1),
            Method::named("split", $crate::objects::bytes::pieces::split, &["sep", "maxsplit"], 0),
            Method::named("rsplit", $crate::objects::bytes::pieces::rsplit, &["sep", "maxsplit"], 0),
            Method::named("splitlines", $crate::objects::bytes::pieces::splitlines, &["keepends"], 0),
            Method::new("strip", $crate::objects::bytes::pieces::strip, 0, 1),
            Method::new("lstrip", $crate::objects::bytes::pieces::lstrip, 0, 1),
            Method::new("rstrip", $crate::objects::bytes::pieces::rstrip, 0, 1),
            Method::new("join", $crate::objects::bytes::pieces::join, 1, 1),
            Method::named("expandtabs", $crate::objects::bytes::pieces::expandtabs, &["tabsize"], 0),
            Method::new("center", $crate::objects::bytes::pieces::center, 1, 2),
            Method::new("ljust", $crate::objects::bytes::pieces::ljust, 1, 2),
            Method::new("rjust", $crate::objects::bytes::pieces::rjust, 1, 2),
            Method::new("zfill", $crate::objects::bytes::pieces::zfill, 1, 1),
            Method::new("maketrans", $crate::objects::bytes::pieces::maketrans, 2, 2).unbound(),
            Method::named("translate", $crate::objects::bytes::pieces::translate, &["", "delete"], 1),
            Method::new("lower", $crate::objects::bytes::characters::lower, 0, 0),
            Method::new("upper", $crate::objects::bytes::characters::upper, 0, 0),
            Method::new("swapcase", $crate::objects::bytes::characters::swapcase, 0, 0),
            Method::new("title", $crate::objects::bytes::characters::title, 0, 0),
            Method::new("capitalize", $crate::objects::bytes::characters::capitalize, 0, 0),
            Method::new("isalnum", $crate::objects::bytes::characters::isalnum, 0, 0),
            Method::new("isalpha", $crate::objects::bytes::characters::isalpha, 0, 0),
            Method::new("isascii", $crate::objects::bytes::characters::isascii, 0, 0),
            Method::new("isdigit", $crate::objects::bytes::characters::isdigit, 0, 0),
            Method::new("isspace", $crate::objects::bytes::characters::isspace, 0, 0),
            Method::new("islower", $crate::objects::bytes::characters::islower, 0, 0),
            Method::new("isupper", $crate::objects::bytes::characters::isupper, 0, 0),
            Method::new("istitle", $crate::objects::bytes::characters::istitle, 0, 0),
            Method::named("decode", $crate::objects::bytes::shared::decode, &["encoding", "errors"], 0),
            Method::named("hex", $crate::objects::bytes::shared::hex, &["sep", "bytes_per_sep"], 0),
            Method::new("fromhex", $crate::objects::bytes::make::fromhex, 1, 1).of_class(),
        ]
    };
}
pub(crate) use methods_and;

/// The methods.
pub static METHODS: &[Method] = methods_and![
    Method::named("__new__", make::new_bytes, &["", "source", "encoding", "errors"], 1).unbound(),
    Method::new("__repr__", shared::repr, 0, 0),
    Method::new("__str__", shared::repr, 0, 0),
    Method::new("__hash__", dunder_hash, 0, 0),
    Method::new("__bytes__", dunder_bytes, 0, 0),
    Method::new("__getnewargs__", getnewargs, 0, 0),
];

/// The attributes.
pub static ATTRIBUTES: &[Attribute] = &[];

/// The bytes of a bytes-like object: bytes, a bytearray, an array, a memory view whose items lie close together. Valid until these are
/// changed, which no code does that runs no Python.
#[inline]
pub(crate) fn view<'a>(value: Value) -> Option<&'a [u8]> {
    // SAFETY: the caller holds the value, and its kind says which layout it has.
    unsafe {
        match value.kind()? {
            Kind::Bytes => {
                let object = value.as_pointer::<Bytes>();
                Some(core::slice::from_raw_parts(object.byte_add(Bytes::DATA).cast(), (*object).length))
            }
            Kind::ByteArray => {
                let object = value.as_pointer::<ByteArray>();
                if (*object).data.is_null() {
                    return Some(&[]);
                }
                Some(core::slice::from_raw_parts((*object).data, (*object).length))
            }
            Kind::MemoryView => super::memoryview::contiguous(value),
            _ => None,
        }
    }
}

/// Whether a value is a str or bytes-like: what has numbers written in it, but is none.
pub(crate) fn is_text_like(value: Value) -> bool {
    text::is_str(value) || view(value).is_some()
}

/// A bytes-like argument.
///
/// # Errors
/// TypeError.
pub(crate) fn required<'a>(context: &mut Context, value: Value) -> Result<&'a [u8]> {
    match view(value) {
        Some(bytes) => Ok(bytes),
        None => {
            super::memoryview::check_contiguous(context, value)?;
            if !super::access::is_built_in(context.class_of(value))
                && let Some(bytes) = context.bytes_of_object(value)?
            {
                // The bytes live as long as somebody on the native stack points to them.
                return Ok(view(bytes).unwrap_or(&[]));
            }
            let name = context.type_name(value);
            Err(context.raise(ClassId::TypeError, format_args!("a bytes-like object is required, not '{name}'")))
        }
    }
}

/// The hash of a bytes object: that of its bytes.
pub(crate) fn hash_of(context: &Context, value: Value) -> usize {
    let bytes = view(value).unwrap_or(&[]);
    // SAFETY: the caller holds a bytes object.
    unsafe {
        let object = value.as_pointer::<Bytes>();
        if (*object).hash == 0 {
            (*object).hash = hash::hash_bytes(context.hash_key, bytes) as usize;
        }
        (*object).hash
    }
}

fn dunder_hash(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let hash = hash_of(context, arguments.get(0));
    context.new_int(hash as isize as i128)
}

fn dunder_bytes(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let value = arguments.get(0);
    if context.class_of(value) == context.class(ClassId::Bytes) {
        return Ok(value);
    }
    context.new_bytes(view(value).unwrap_or(&[]))
}

fn getnewargs(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let copy = dunder_bytes(context, arguments)?;
    context.new_tuple(&[copy])
}

/// An item of bytes: an integer in `range(256)`.
///
/// # Errors
/// TypeError, ValueError, what `__index__` raises.
pub(crate) fn byte_value(context: &mut Context, value: Value, what: &str) -> Result<u8> {
    let number = operations::index(context, value)?;
    match super::sequence::to_i128(number).and_then(|number| u8::try_from(number).ok()) {
        Some(byte) => Ok(byte),
        None => Err(context.raise(ClassId::ValueError, format_args!("{what} must be in range(0, 256)"))),
    }
}

/// `format % values`.
pub(crate) fn percent(context: &mut Context, format: Value, values: Value) -> Result<Value> {
    let format = percent_format::latin1(context, view(format).unwrap_or(&[]))?;
    percent_format::format(context, format, values, true)
}
