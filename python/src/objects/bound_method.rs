//! Functions bound to an object.

use copperhead_stencils::layout::callable::BoundMethod;
use copperhead_stencils::layout::object::Kind;
use copperhead_stencils::value::Value;

use super::access::{is, kind};
use super::class_list::ClassId;
use super::native::{Arguments, Attribute, Method};
use super::text::Display;
use super::{attribute, operations};
use crate::context::Context;
use crate::error::Result;

pub(super) fn function(method: Value) -> Value {
    // SAFETY: receivers are checked to be bound methods.
    unsafe { (*method.as_pointer::<BoundMethod>()).function }
}

pub(super) fn receiver(method: Value) -> Value {
    // SAFETY: as above.
    unsafe { (*method.as_pointer::<BoundMethod>()).receiver }
}

fn method_new(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    if !crate::builtins::objects::is_callable(context, arguments.get(1))? {
        return Err(context.raise(ClassId::TypeError, format_args!("first argument must be callable")));
    }
    if arguments.get(2) == Value::NONE {
        return Err(context.raise(ClassId::TypeError, format_args!("instance must not be None")));
    }
    context.new_bound_method(arguments.get(1), arguments.get(2))
}

fn method_repr(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let (inner, object) = (function(arguments.get(0)), receiver(arguments.get(0)));
    let wanted = context.intern("__qualname__")?;
    let name = match attribute::find_attribute(context, inner, wanted)? {
        Some(name) if is(name, Kind::Str) => name,
        Some(_) => context.intern("?")?,
        None => {
            let wanted = context.intern("__name__")?;
            match attribute::find_attribute(context, inner, wanted)? {
                Some(name) if is(name, Kind::Str) => name,
                _ => context.intern("?")?,
            }
        }
    };
    let object = operations::repr(context, object)?;
    context.format(format_args!("<bound method {} of {}>", Display(name), Display(object)))
}

pub(super) fn method_eq(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let (left, right) = (arguments.get(0), arguments.get(1));
    if kind(right) != Some(Kind::BoundMethod) || context.class_of(left) != context.class_of(right) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let same = receiver(left) == receiver(right) && operations::equal(context, function(left), function(right))?;
    Ok(Value::from_bool(same))
}

pub(super) fn method_hash(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let object = receiver(arguments.get(0)).0.rotate_right(4);
    let inner = operations::hash(context, function(arguments.get(0)))?;
    context.new_int((object ^ inner) as isize as i128)
}

pub(super) fn method_call(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    context.pass_on(arguments.get(0), arguments, 1)
}

fn method_get(_: &mut Context, arguments: &Arguments) -> Result<Value> {
    Ok(arguments.get(0))
}

/// The attribute of the function.
fn of_function(context: &mut Context, method: Value, name: &str) -> Result<Value> {
    let name = context.intern(name)?;
    attribute::get_attribute(context, function(method), name)
}

/// The methods.
pub static METHODS: &[Method] = &[
    Method::new("__new__", method_new, 3, 3).unbound(),
    Method::new("__repr__", method_repr, 0, 0),
    Method::new("__eq__", method_eq, 1, 1),
    Method::new("__hash__", method_hash, 0, 0),
    Method::new("__get__", method_get, 1, 2),
    Method::raw("__call__", method_call),
];

/// The attributes.
pub static ATTRIBUTES: &[Attribute] = &[
    Attribute { name: "__func__", get: |_, method| Ok(function(method)), set: None },
    Attribute { name: "__self__", get: |_, method| Ok(receiver(method)), set: None },
    Attribute { name: "__name__", get: |context, method| of_function(context, method, "__name__"), set: None },
    Attribute { name: "__qualname__", get: |context, method| of_function(context, method, "__qualname__"), set: None },
    Attribute { name: "__module__", get: |context, method| of_function(context, method, "__module__"), set: None },
    Attribute { name: "__doc__", get: |context, method| of_function(context, method, "__doc__"), set: None },
];
