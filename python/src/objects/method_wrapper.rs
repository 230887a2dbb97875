//! `staticmethod` and `classmethod`.

use copperhead_stencils::layout::object::Kind;
use copperhead_stencils::value::Value;

use super::access::{as_class, has_flag};
use super::class_list::ClassId;
use super::layout::MethodWrapper;
use super::native::{Arguments, Attribute, Method};
use super::text::Display;
use super::{attribute, object};
use crate::context::Context;
use crate::error::Result;

/// What a wrapper wraps.
fn function(wrapper: Value) -> Value {
    // SAFETY: receivers are checked to be wrappers.
    unsafe { (*wrapper.as_pointer::<MethodWrapper>()).function }
}

fn wrapper_new(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let Some(class) = as_class(arguments.get(0)) else {
        return Err(context.raise(ClassId::TypeError, format_args!("__new__(X): X is not a type object")));
    };
    // SAFETY: the class is alive.
    let (shape, kind) = unsafe { ((*class).root_shape, (*class).kind) };
    if !matches!(kind, Kind::StaticMethod | Kind::ClassMethod) {
        return Err(context.raise(ClassId::TypeError, format_args!("__new__(X): X is of another layout")));
    }
    let wrapper: *mut MethodWrapper = context.new_shaped(shape, kind, size_of::<MethodWrapper>())?;
    // SAFETY: fresh.
    unsafe { (*wrapper).function = Value::NONE };
    Ok(Value::from_pointer(wrapper))
}

fn wrapper_init(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    // SAFETY: the receiver was checked to be a wrapper.
    let before = unsafe { core::mem::replace(&mut (*arguments.get(0).as_pointer::<MethodWrapper>()).function, arguments.get(1)) };
    if before != Value::NONE {
        // Instructions may know what it wrapped.
        context.forget_attributes(None);
    }
    Ok(Value::NONE)
}

fn wrapper_get(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let (wrapper, receiver) = (arguments.get(0), arguments.get(1));
    if super::access::is(wrapper, Kind::StaticMethod) {
        return Ok(function(wrapper));
    }
    let class = match arguments.optional(2) {
        Some(class) if class != Value::NONE => class,
        _ => Value::from_pointer(context.class_of(receiver)),
    };
    context.new_bound_method(function(wrapper), class)
}

fn wrapper_call(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let wrapper = arguments.get(0);
    if super::access::is(wrapper, Kind::ClassMethod) {
        let name = context.class_name_of(wrapper);
        return Err(context.raise(ClassId::TypeError, format_args!("'{}' object is not callable", Display(name))));
    }
    context.pass_on(function(wrapper), arguments, 1)
}

fn wrapper_repr(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let wrapper = arguments.get(0);
    let inner = super::operations::repr(context, function(wrapper))?;
    let name = context.class_name_of(wrapper);
    context.format(format_args!("<{}({})>", Display(name), Display(inner)))
}

impl Context {
    /// Calls something with the arguments of a raw native function, from one on.
    ///
    /// # Errors
    /// What the call raises.
    pub(crate) fn pass_on(&mut self, callable: Value, arguments: &Arguments, from: usize) -> Result<Value> {
        // SAFETY: the arguments lie in a frame that lives while the native function runs.
        let all = unsafe { core::slice::from_raw_parts(arguments.first, arguments.count) };
        self.call_with_names(callable, all.get(from..).unwrap_or(&[]), arguments.names)
    }
}

/// The attributes that a wrapper has of what it wraps.
const COPIED: [&str; 5] = ["__module__", "__name__", "__qualname__", "__doc__", "__annotations__"];

/// Set in `header.flags` of a wrapper whose own attributes tell all: somebody asked for its `__dict__`. Until then what it has of the
/// wrapped function is looked up there.
const COMPLETE: u16 = 1;

/// One of the attributes that are the wrapped function's: the wrapper's own, if somebody set it.
fn copied(context: &mut Context, wrapper: Value, name: &str) -> Result<Value> {
    let name = context.intern(name)?;
    if let Some(own) = context.own_attribute(wrapper, name) {
        return Ok(own);
    }
    if has_flag(wrapper, COMPLETE) {
        return Err(context.complain_attribute(wrapper, name));
    }
    attribute::get_attribute(context, function(wrapper), name)
}

fn set_copied(context: &mut Context, wrapper: Value, name: &str, value: Value) -> Result<()> {
    complete(context, wrapper)?;
    let name = context.intern(name)?;
    let done = if value == Value::UNDEFINED {
        context.delete_own_attribute(wrapper, name)?
    } else {
        context.set_own_attribute(wrapper, name, value)?
    };
    if done { Ok(()) } else { Err(context.complain_attribute(wrapper, name)) }
}

/// Gives a wrapper the attributes of what it wraps.
fn complete(context: &mut Context, wrapper: Value) -> Result<()> {
    if has_flag(wrapper, COMPLETE) {
        return Ok(());
    }
    for name in COPIED {
        let name = context.intern(name)?;
        if context.own_attribute(wrapper, name).is_none()
            && let Some(value) = attribute::find_attribute(context, function(wrapper), name)?
        {
            context.set_own_attribute(wrapper, name, value)?;
        }
    }
    // SAFETY: receivers are checked to be wrappers.
    unsafe { (*wrapper.as_pointer::<MethodWrapper>()).object.header.flags |= COMPLETE };
    Ok(())
}

fn wrapper_dict(context: &mut Context, wrapper: Value) -> Result<Value> {
    complete(context, wrapper)?;
    object::get_dict(context, wrapper)
}

fn set_wrapper_dict(context: &mut Context, wrapper: Value, value: Value) -> Result<()> {
    complete(context, wrapper)?;
    object::set_dict(context, wrapper, value)
}

/// The methods.
pub static METHODS: &[Method] = &[
    Method::raw("__new__", wrapper_new).unbound(),
    Method::new("__init__", wrapper_init, 1, 1),
    Method::new("__get__", wrapper_get, 1, 2),
    Method::raw("__call__", wrapper_call),
    Method::new("__repr__", wrapper_repr, 0, 0),
];

/// An attribute that is the function's as long as the wrapper has none of its own.
macro_rules! taken_over {
    ($name:literal) => {
        Attribute {
            name: $name,
            get: |context, wrapper| copied(context, wrapper, $name),
            set: Some(|context, wrapper, value| set_copied(context, wrapper, $name, value)),
        }
    };
}

/// The attributes.
pub static ATTRIBUTES: &[Attribute] = &[
    Attribute { name: "__dict__", get: wrapper_dict, set: Some(set_wrapper_dict) },
    Attribute { name: "__func__", get: |_, wrapper| Ok(function(wrapper)), set: None },
    Attribute { name: "__wrapped__", get: |_, wrapper| Ok(function(wrapper)), set: None },
    Attribute {
        name: "__isabstractmethod__",
        get: |context, wrapper| super::abstract_class::says_abstract(context, function(wrapper)).map(Value::from_bool),
        set: None,
    },
    taken_over!("__name__"),
    taken_over!("__qualname__"),
    taken_over!("__module__"),
    taken_over!("__doc__"),
    taken_over!("__annotations__"),
];
