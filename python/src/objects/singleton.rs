//! `None`, `NotImplemented` and `Ellipsis`.

use copperhead_stencils::value::Value;

use super::access::as_class;
use super::class_list::ClassId;
use super::native::{Arguments, Attribute, Method};
use super::text::Display;
use crate::context::Context;
use crate::error::Result;

fn singleton_new(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let Some(class) = as_class(arguments.get(0)) else { return Err(context.raise_system("no class")) };
    if arguments.len() > 1 {
        let name = context.class_name(class);
        return Err(context.raise(ClassId::TypeError, format_args!("{} takes no arguments", Display(name))));
    }
    Ok(if class == context.class(ClassId::NoneType) {
        Value::NONE
    } else if class == context.class(ClassId::EllipsisType) {
        Value::ELLIPSIS
    } else {
        Value::NOT_IMPLEMENTED
    })
}

fn singleton_repr(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    context.intern(match arguments.get(0) {
        Value::NONE => "None",
        Value::ELLIPSIS => "Ellipsis",
        _ => "NotImplemented",
    })
}

fn singleton_bool(_: &mut Context, arguments: &Arguments) -> Result<Value> {
    Ok(Value::from_bool(arguments.get(0) != Value::NONE))
}

fn singleton_hash(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    // None hashes alike in every run.
    context.new_int(match arguments.get(0) {
        Value::NONE => 0xfca8_6420,
        other => other.0 as i128,
    })
}

/// The methods.
pub static METHODS: &[Method] = &[
    Method::raw("__new__", singleton_new).unbound(),
    Method::new("__repr__", singleton_repr, 0, 0),
    Method::new("__bool__", singleton_bool, 0, 0),
    Method::new("__hash__", singleton_hash, 0, 0),
];

/// The attributes.
pub static ATTRIBUTES: &[Attribute] = &[];
