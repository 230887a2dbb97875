//! Methods of built-in classes as they are found on the class.

use copperhead_stencils::value::Value;

use super::access::{as_class, has_flag};
use super::class_list::ClassId;
use super::complaint::is_wrapper;
use super::layout::NativeFunction;
use super::native::{Arguments, Attribute, Binding, Method};
use super::native_function::{method, native_call, owner, qualified_name};
use super::text::Display;
use crate::context::Context;
use crate::error::Result;

fn descriptor_repr(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let function = arguments.get(0);
    let name = method(function).name;
    let class = as_class(owner(function)).map_or(Value::NONE, |class| context.class_name(class));
    if is_wrapper(context, owner(function), method(function)) {
        return context.format(format_args!("<slot wrapper '{name}' of '{}' objects>", Display(class)));
    }
    context.format(format_args!("<method '{name}' of '{}' objects>", Display(class)))
}

fn descriptor_get(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let (function, receiver) = (arguments.get(0), arguments.get(1));
    if method(function).binding == Binding::Class {
        let class = match arguments.optional(2) {
            Some(class) if class != Value::NONE => class,
            _ => Value::from_pointer(context.class_of(receiver)),
        };
        return context.new_native_method(function, class);
    }
    if receiver == Value::NONE || !has_flag(function, NativeFunction::METHOD) {
        return Ok(function);
    }
    if let Some(class) = as_class(owner(function)) {
        let given = context.class_of(receiver);
        if !context.is_subclass(given, class) {
            let (owner, given) = (context.class_name(class), context.class_name(given));
            let message = format_args!(
                "descriptor '{}' for '{}' objects doesn't apply to a '{}' object",
                method(function).name,
                Display(owner),
                Display(given)
            );
            return Err(context.raise(ClassId::TypeError, message));
        }
    }
    context.new_native_method(function, receiver)
}

/// The methods.
pub static METHODS: &[Method] =
    &[Method::new("__repr__", descriptor_repr, 0, 0), Method::new("__get__", descriptor_get, 1, 2), Method::raw("__call__", native_call)];

/// The attributes.
pub static ATTRIBUTES: &[Attribute] = &[
    Attribute { name: "__name__", get: |context, function| context.intern(method(function).name), set: None },
    Attribute { name: "__qualname__", get: qualified_name, set: None },
    Attribute { name: "__objclass__", get: |_, function| Ok(owner(function)), set: None },
    Attribute { name: "__doc__", get: |_, _| Ok(Value::NONE), set: None },
    Attribute { name: "__text_signature__", get: |_, _| Ok(Value::NONE), set: None },
];
