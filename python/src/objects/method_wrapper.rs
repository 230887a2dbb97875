//! `staticmethod` and `classmethod`.

use copperhead_stencils::layout::object::Kind;
use copperhead_stencils::value::Value;

use super::access::as_class;
use super::attribute;
use super::class_list::ClassId;
use super::layout::MethodWrapper;
use super::native::{Arguments, Attribute, Method};
use super::text::Display;
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

/// The attribute of the wrapped function.
fn of_function(context: &mut Context, wrapper: Value, name: &str) -> Result<Value> {
    let name = context.intern(name)?;
    attribute::get_attribute(context, function(wrapper), name)
}

/// The methods.
pub static METHODS: &[Method] = &[
    Method::raw("__new__", wrapper_new).unbound(),
    Method::new("__init__", wrapper_init, 1, 1),
    Method::new("__get__", wrapper_get, 1, 2),
    Method::raw("__call__", wrapper_call),
    Method::new("__repr__", wrapper_repr, 0, 0),
];

/// The attributes.
pub static ATTRIBUTES: &[Attribute] = &[
    Attribute { name: "__func__", get: |_, wrapper| Ok(function(wrapper)), set: None },
    Attribute { name: "__wrapped__", get: |_, wrapper| Ok(function(wrapper)), set: None },
    Attribute {
        name: "__isabstractmethod__",
        get: |context, wrapper| super::abstract_class::says_abstract(context, function(wrapper)).map(Value::from_bool),
        set: None,
    },
    Attribute { name: "__name__", get: |context, wrapper| of_function(context, wrapper, "__name__"), set: None },
    Attribute { name: "__qualname__", get: |context, wrapper| of_function(context, wrapper, "__qualname__"), set: None },
    Attribute { name: "__module__", get: |context, wrapper| of_function(context, wrapper, "__module__"), set: None },
    Attribute { name: "__doc__", get: |context, wrapper| of_function(context, wrapper, "__doc__"), set: None },
    Attribute { name: "__annotations__", get: |context, wrapper| of_function(context, wrapper, "__annotations__"), set: None },
];
