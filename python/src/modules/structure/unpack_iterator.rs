//! What `iter_unpack` returns: a record of the Struct, the bytes-like object, and where the next values lie.

use copperhead_stencils::value::Value;

use crate::context::Context;
use crate::error::Result;
use crate::objects::class_list::ClassId;
use crate::objects::native::{Arguments, Attribute, Method};
use crate::objects::record::{field, set_field};
use crate::objects::{bytes, iterator};

const STRUCT: usize = 0;
const SOURCE: usize = 1;
const OFFSET: usize = 2;

pub(super) fn make(context: &mut Context, record: Value, source: Value) -> Result<Value> {
    let class = context.late_class(ClassId::UnpackIterator)?;
    let made = context.new_record(class, 3)?;
    set_field(made, STRUCT, record);
    set_field(made, SOURCE, source);
    set_field(made, OFFSET, Value::from_i32_small(0));
    Ok(made)
}

fn next(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let own = arguments.get(0);
    let from = field(own, OFFSET).as_int().max(0) as usize;
    let size = super::number(field(own, STRUCT), super::SIZE);
    let end = from.saturating_add(size);
    let Some(piece) = bytes::view(field(own, SOURCE)).and_then(|bytes| bytes.get(from..end)) else {
        return Err(context.raise(ClassId::StopIteration, format_args!("")));
    };
    let offset = context.new_int_of_size(end)?;
    set_field(own, OFFSET, offset);
    super::read(context, field(own, STRUCT), piece)
}

fn hint(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let own = arguments.get(0);
    let from = field(own, OFFSET).as_int().max(0) as usize;
    let size = super::number(field(own, STRUCT), super::SIZE);
    let left = bytes::view(field(own, SOURCE)).map_or(0, |bytes| bytes.len().saturating_sub(from));
    context.new_int_of_size(left.checked_div(size).unwrap_or(0))
}

/// The methods.
pub static METHODS: &[Method] =
    &[Method::new("__iter__", iterator::itself, 0, 0), Method::new("__next__", next, 0, 0), Method::new("__length_hint__", hint, 0, 0)];

/// The attributes.
pub static ATTRIBUTES: &[Attribute] = &[];
