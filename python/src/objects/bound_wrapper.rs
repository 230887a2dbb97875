//! Special methods of built-in classes, bound to an object.

use copperhead_stencils::value::Value;

use super::bound_method::{function, method_call, method_eq, method_hash, receiver};
use super::native::{Arguments, Attribute, Method};
use super::native_function::{method, owner, qualified_name};
use super::object::address;
use super::text::Display;
use crate::context::Context;
use crate::error::Result;

fn wrapper_repr(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let wrapper = arguments.get(0);
    let (name, object) = (method(function(wrapper)).name, receiver(wrapper));
    let class = context.class_name_of(object);
    context.format(format_args!("<method-wrapper '{name}' of {} object at {:#x}>", Display(class), address(object)))
}

/// The methods.
pub static METHODS: &[Method] = &[
    Method::new("__repr__", wrapper_repr, 0, 0),
    Method::new("__eq__", method_eq, 1, 1),
    Method::new("__hash__", method_hash, 0, 0),
    Method::raw("__call__", method_call),
];

/// The attributes.
pub static ATTRIBUTES: &[Attribute] = &[
    Attribute { name: "__self__", get: |_, wrapper| Ok(receiver(wrapper)), set: None },
    Attribute { name: "__objclass__", get: |_, wrapper| Ok(owner(function(wrapper))), set: None },
    Attribute { name: "__name__", get: |context, wrapper| context.intern(method(function(wrapper)).name), set: None },
    Attribute { name: "__qualname__", get: |context, wrapper| qualified_name(context, function(wrapper)), set: None },
    Attribute { name: "__doc__", get: |_, _| Ok(Value::NONE), set: None },
    Attribute { name: "__text_signature__", get: |_, _| Ok(Value::NONE), set: None },
];
