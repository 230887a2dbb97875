//! Functions written in Rust, as programs see them.

use copperhead_stencils::layout::object::{Kind, Object};
use copperhead_stencils::value::Value;

use super::access::{as_class, is, kind};
use super::bound_method;
use super::class_list::ClassId;
use super::complaint::is_wrapper;
use super::layout::NativeFunction;
use super::native::{Arguments, Attribute, Binding, Method};
use super::object::address;
use super::text::Display;
use crate::context::Context;
use crate::error::Result;

/// The function behind a value that is known to be one.
fn fields(function: Value) -> *mut NativeFunction {
    function.as_pointer()
}

/// The declaration of a native function.
pub(crate) fn method(function: Value) -> &'static Method {
    // SAFETY: callers checked that it is one.
    unsafe { (*fields(function)).method }
}

/// The class that owns a native function, or its module's name.
pub(crate) fn owner(function: Value) -> Value {
    // SAFETY: callers checked that it is one.
    unsafe { (*fields(function)).owner }
}

/// The method that a bound one calls; else the function itself.
fn inner(function: Value) -> Value {
    if is(function, Kind::BoundMethod) { bound_method::function(function) } else { function }
}

/// What a function is bound to: a method to its object, a class's `__new__` to the class, another to its module.
fn bound_to(context: &mut Context, function: Value) -> Result<Value> {
    if is(function, Kind::BoundMethod) {
        return Ok(bound_method::receiver(function));
    }
    let owner = owner(function);
    if !is(owner, Kind::Str) {
        return Ok(owner);
    }
    if super::text::equals_text(owner, "builtins") {
        return context.import_absolute(owner);
    }
    Ok(context.table_load_name(context.modules.as_pointer(), owner).unwrap_or(Value::NONE))
}

fn function_repr(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let function = arguments.get(0);
    let name = method(inner(function)).name;
    let object = match kind(function) {
        Some(Kind::BoundMethod) => bound_method::receiver(function),
        _ => owner(function),
    };
    if as_class(object).is_some() {
        return context.format(format_args!("<built-in method {name} of type object at {:#x}>", address(object)));
    }
    if !is(function, Kind::BoundMethod) {
        return context.format(format_args!("<built-in function {name}>"));
    }
    let class = context.class_name_of(object);
    context.format(format_args!("<built-in method {name} of {} object at {:#x}>", Display(class), address(object)))
}

fn function_eq(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let (left, right) = (arguments.get(0), arguments.get(1));
    if is(left, Kind::BoundMethod) && is(right, Kind::BoundMethod) {
        return bound_method::method_eq(context, arguments);
    }
    if context.class_of(left) != context.class_of(right) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    Ok(Value::from_bool(left == right))
}

fn function_hash(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    if is(arguments.get(0), Kind::BoundMethod) {
        return bound_method::method_hash(context, arguments);
    }
    context.new_int((arguments.get(0).0.rotate_right(4)) as isize as i128)
}

/// `__call__`.
pub(super) fn native_call(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    context.pass_on(arguments.get(0), arguments, 1)
}

/// `__qualname__`: with the class that a method belongs to, or that of the object to which it is bound.
pub(super) fn qualified_name(context: &mut Context, function: Value) -> Result<Value> {
    let name = method(inner(function)).name;
    let class = if is(function, Kind::BoundMethod) {
        let receiver = bound_method::receiver(function);
        Some(as_class(receiver).unwrap_or(context.class_of(receiver)))
    } else {
        as_class(owner(function))
    };
    match class {
        Some(class) => {
            let class = context.short_name(class);
            context.format(format_args!("{}.{name}", Display(class)))
        }
        None => context.intern(name),
    }
}

impl Context {
    /// Checks the first argument of a native function that belongs to a class: methods get an instance, `__new__` a subclass.
    ///
    /// # Errors
    /// TypeError.
    #[inline]
    pub(crate) fn check_native_receiver(&mut self, function: *mut NativeFunction, arguments: &Arguments) -> Result<()> {
        // SAFETY: the function is being called.
        let (method, owner) = unsafe { ((*function).method, (*function).owner) };
        // The usual case first: an object of the class itself.
        let receiver = arguments.get(0);
        if receiver.is_pointer()
            // SAFETY: the receiver is alive.
            && unsafe { (*(*receiver.as_pointer::<Object>()).shape).class } == owner
            && method.binding == Binding::Instance
        {
            return Ok(());
        }
        let Some(class) = as_class(owner) else { return Ok(()) };
        if class == self.class(ClassId::Object) {
            return Ok(());
        }
        match method.binding {
            Binding::Instance => {
                let given = self.class_of(receiver);
                if given == class || self.is_subclass(given, class) {
                    return Ok(());
                }
                self.complain_receiver(method, owner, receiver)
            }
            Binding::Class | Binding::Static => {
                if method.binding == Binding::Static && method.name != "__new__" {
                    return Ok(());
                }
                match as_class(receiver) {
                    Some(given) if self.is_subclass(given, class) => Ok(()),
                    _ => self.complain_class(method, class, receiver),
                }
            }
        }
    }

    #[cold]
    fn complain_receiver(&mut self, method: &'static Method, owner: Value, receiver: Value) -> Result<()> {
        let wrapper = is_wrapper(self, owner, method);
        let (owner, given) = (as_class(owner).map_or(Value::NONE, |class| self.class_name(class)), self.class_name_of(receiver));
        if wrapper {
            return Err(self.raise(
                ClassId::TypeError,
                format_args!("descriptor '{}' requires a '{}' object but received a '{}'", method.name, Display(owner), Display(given)),
            ));
        }
        Err(self.raise(
            ClassId::TypeError,
            format_args!("descriptor '{}' for '{}' objects doesn't apply to a '{}' object", method.name, Display(owner), Display(given)),
        ))
    }

    #[cold]
    fn complain_class(&mut self, method: &'static Method, class: *mut super::layout::Class, receiver: Value) -> Result<()> {
        let owner = self.class_name(class);
        if receiver == Value::UNDEFINED {
            return Err(self.raise(ClassId::TypeError, format_args!("{}.{}(): not enough arguments", Display(owner), method.name)));
        }
        if !is(receiver, Kind::Class) {
            let given = self.class_name_of(receiver);
            return Err(self.raise(
                ClassId::TypeError,
                format_args!("{}.{}(X): X is not a type object ({})", Display(owner), method.name, Display(given)),
            ));
        }
        let given = as_class(receiver).map_or(Value::NONE, |class| self.class_name(class));
        Err(self.raise(
            ClassId::TypeError,
            format_args!(
                "{}.{}({}): {} is not a subtype of {}",
                Display(owner),
                method.name,
                Display(given),
                Display(given),
                Display(owner)
            ),
        ))
    }
}

/// `__text_signature__` of the built-in functions; None of all others.
fn text_signature(context: &mut Context, function: Value) -> Result<Value> {
    let owner = owner(function);
    if !is(owner, Kind::Str) || !super::text::equals_text(owner, "builtins") {
        return Ok(Value::NONE);
    }
    match crate::builtins::signatures::parameters(method(function).name) {
        Some(parameters) => context.format(format_args!("($module, {parameters})")),
        None => Ok(Value::NONE),
    }
}

/// The methods.
pub static METHODS: &[Method] = &[
    Method::new("__repr__", function_repr, 0, 0),
    Method::new("__eq__", function_eq, 1, 1),
    Method::new("__hash__", function_hash, 0, 0),
    Method::raw("__call__", native_call),
];

/// The attributes.
pub static ATTRIBUTES: &[Attribute] = &[
    Attribute { name: "__name__", get: |context, function| context.intern(method(inner(function)).name), set: None },
    Attribute { name: "__qualname__", get: qualified_name, set: None },
    Attribute {
        name: "__module__",
        get: |_, function| Ok(Some(owner(inner(function))).filter(|&owner| is(owner, Kind::Str)).unwrap_or(Value::NONE)),
        set: None,
    },
    Attribute { name: "__self__", get: bound_to, set: None },
    Attribute { name: "__doc__", get: |_, _| Ok(Value::NONE), set: None },
    Attribute { name: "__text_signature__", get: |context, function| text_signature(context, inner(function)), set: None },
];
