//! `memoryview`: not supported yet, which its construction says.

use copperhead_stencils::value::Value;

use super::class_list::ClassId;
use super::native::{Arguments, Attribute, Method};
use crate::context::Context;
use crate::error::Result;

/// The methods.
pub static METHODS: &[Method] = &[Method::raw("__new__", new).unbound()];

/// The attributes.
pub static ATTRIBUTES: &[Attribute] = &[];

fn new(context: &mut Context, _: &Arguments) -> Result<Value> {
    Err(context.raise(ClassId::NotImplementedError, format_args!("memoryview is not supported yet")))
}
