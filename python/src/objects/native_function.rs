//! Functions written in Rust, as programs see them.

use copperhead_stencils::layout::object::{Kind, Object};
use copperhead_stencils::value::Value;

use super::access::{as_class, has_flag, is};
use super::class_list::ClassId;
use super::layout::NativeFunction;
use super::native::{Arguments, Attribute, Binding, Method};
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

/// Whether a name is written with two underscores on both sides.
fn is_special(name: &str) -> bool {
    name.len() > 4 && name.starts_with("__") && name.ends_with("__")
}

fn function_repr(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let function = arguments.get(0);
    let name = method(function).name;
    let Some(class) = as_class(owner(function)) else {
        return context.format(format_args!("<built-in function {name}>"));
    };
    let owner = context.class_name(class);
    match method(function).binding {
        Binding::Instance if is_special(name) => context.format(format_args!("<slot wrapper '{name}' of '{}' objects>", Display(owner))),
        Binding::Instance | Binding::Class => context.format(format_args!("<method '{name}' of '{}' objects>", Display(owner))),
        Binding::Static => {
            let place = super::object::address(self::owner(function));
            context.format(format_args!("<built-in method {name} of type object at {place:#x}>"))
        }
    }
}

fn function_get(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let (function, receiver) = (arguments.get(0), arguments.get(1));
    if receiver == Value::NONE || !has_flag(function, NativeFunction::METHOD) {
        return Ok(function);
    }
    context.new_bound_method(function, receiver)
}

fn function_call(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    context.pass_on(arguments.get(0), arguments, 1)
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
        let (owner, given) = (as_class(owner).map_or(Value::NONE, |class| self.class_name(class)), self.class_name_of(receiver));
        let text = if is_special(method.name) { "requires" } else { "doesn't apply" };
        if text == "requires" {
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
pub static METHODS: &[Method] =
    &[Method::new("__repr__", function_repr, 0, 0), Method::new("__get__", function_get, 1, 2), Method::raw("__call__", function_call)];

/// The attributes.
pub static ATTRIBUTES: &[Attribute] = &[
    Attribute { name: "__name__", get: |context, function| context.intern(method(function).name), set: None },
    Attribute {
        name: "__qualname__",
        get: |context, function| match as_class(owner(function)) {
            Some(class) => {
                let name = context.class_name(class);
                context.format(format_args!("{}.{}", Display(name), method(function).name))
            }
            None => context.intern(method(function).name),
        },
        set: None,
    },
    Attribute {
        name: "__module__",
        get: |_, function| Ok(if is(owner(function), Kind::Str) { owner(function) } else { Value::NONE }),
        set: None,
    },
    Attribute {
        name: "__self__",
        get: |_, function| Ok(if is(owner(function), Kind::Class) { owner(function) } else { Value::NONE }),
        set: None,
    },
    Attribute {
        name: "__objclass__",
        get: |_, function| Ok(if is(owner(function), Kind::Class) { owner(function) } else { Value::NONE }),
        set: None,
    },
    Attribute { name: "__doc__", get: |_, _| Ok(Value::NONE), set: None },
    Attribute { name: "__text_signature__", get: text_signature, set: None },
];
