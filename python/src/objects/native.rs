//! Functions written in Rust: how they are declared, and what they are given.

use copperhead_stencils::value::Value;

use crate::context::Context;
use crate::error::Result;

/// What a native function is: it gets the context and its arguments.
pub type NativeCode = fn(&mut Context, &Arguments) -> Result<Value>;

/// The arguments of a native function. They lie in a frame, so the collector sees them.
#[derive(Clone, Copy)]
pub struct Arguments {
    pub(crate) first: *const Value,
    pub(crate) count: usize,
    /// The names of the last arguments (a tuple), UNDEFINED if none is named. Only functions with
    /// [`Parameters::Raw`] see names.
    pub names: Value,
    /// The function's own `data`.
    pub data: usize,
}

impl Arguments {
    /// How many there are; parameters that were not given count, as UNDEFINED.
    pub fn len(&self) -> usize {
        self.count
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// The argument at an index; UNDEFINED if it was not given.
    #[inline]
    pub fn get(&self, index: usize) -> Value {
        if index < self.count {
            // SAFETY: the caller's frame holds `count` values from `first` on, and lives while the function runs.
            unsafe { *self.first.add(index) }
        } else {
            Value::UNDEFINED
        }
    }

    /// The argument at an index, if it was given.
    #[inline]
    pub fn optional(&self, index: usize) -> Option<Value> {
        let value = self.get(index);
        if value == Value::UNDEFINED { None } else { Some(value) }
    }
}

/// How arguments are bound before the function runs.
#[derive(Clone, Copy, Debug)]
pub enum Parameters {
    /// By position only: at least, at most so many.
    Positional(u8, u8),
    /// The names of the parameters in order (an empty name: positional only; `*` before it: by name only); the number says how many are required. The function sees one argument for each,
    /// UNDEFINED where none was given.
    Named(&'static [&'static str], u8),
    /// Everything as it was given, names included.
    Raw,
}

/// The declaration of a function or method.
pub struct Method {
    /// Its name.
    pub name: &'static str,
    /// What runs. A method's first argument is the object (not counted in the parameters; class methods get the class).
    pub code: NativeCode,
    /// What it takes.
    pub parameters: Parameters,
    /// How it binds.
    pub binding: Binding,
    /// Flags of [`super::layout::NativeFunction`] for what goes on with generators; 0.
    pub resumes: u16,
}

/// How a native function found on a class binds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Binding {
    /// To the instance.
    Instance,
    /// To the class.
    Class,
    /// Not at all: a function, a static method.
    Static,
}

/// The code of [`Method::absent`], which nobody calls.
fn absent(context: &mut Context, _: &Arguments) -> Result<Value> {
    Err(context.raise_system("call of a method that is not there"))
}

impl Method {
    /// A method with positional parameters only: at least, at most so many besides the object.
    pub const fn new(name: &'static str, code: NativeCode, minimum: u8, maximum: u8) -> Method {
        Method { name, code, parameters: Parameters::Positional(minimum, maximum), binding: Binding::Instance, resumes: 0 }
    }

    /// The entry None, which says that the class has not what its base has.
    pub const fn absent(name: &'static str) -> Method {
        Method::new(name, absent, 0, 0)
    }

    /// Whether this is such an entry.
    pub fn is_absent(&self) -> bool {
        core::ptr::fn_addr_eq(self.code, absent as NativeCode)
    }

    /// A method with named parameters, the first `required` of which must be given.
    pub const fn named(name: &'static str, code: NativeCode, names: &'static [&'static str], required: u8) -> Method {
        Method { name, code, parameters: Parameters::Named(names, required), binding: Binding::Instance, resumes: 0 }
    }

    /// A method that sees its arguments as they were given.
    pub const fn raw(name: &'static str, code: NativeCode) -> Method {
        Method { name, code, parameters: Parameters::Raw, binding: Binding::Instance, resumes: 0 }
    }

    /// The same, going on with the generator that it is called with.
    pub const fn resuming(mut self) -> Method {
        self.resumes = super::layout::NativeFunction::RESUMES;
        self
    }

    /// The same, sending to the generator that it is called with.
    pub const fn sending(mut self) -> Method {
        self.resumes = super::layout::NativeFunction::SENDS;
        self
    }

    /// The same, bound to the class.
    pub const fn of_class(mut self) -> Method {
        self.binding = Binding::Class;
        self
    }

    /// The same, not bound.
    pub const fn unbound(mut self) -> Method {
        self.binding = Binding::Static;
        self
    }
}

/// Reads an attribute of an object.
pub type Getter = fn(&mut Context, Value) -> Result<Value>;
/// Writes an attribute of an object, or deletes it (UNDEFINED).
pub type Setter = fn(&mut Context, Value, Value) -> Result<()>;

/// The declaration of an attribute of a built-in layout.
pub struct Attribute {
    /// Its name.
    pub name: &'static str,
    /// Reads it.
    pub get: Getter,
    /// Writes it, or deletes it (UNDEFINED); none: read only.
    pub set: Option<Setter>,
}
