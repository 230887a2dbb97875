//! Embedding: running source in a VM's `__main__`, calling its functions with Rust's types, giving it Rust's functions.

use copperhead_stencils::layout::container::Dict;
use copperhead_stencils::layout::object::Kind;
use copperhead_stencils::value::Value;

use crate::context::Context;
use crate::error::{Raised, Result};
use crate::limits::Termination;
use crate::objects::layout::{Module, NativeFunction};
use crate::objects::native::Method;
use crate::objects::{number_glue, operations, text};
use crate::vm::Vm;

/// Why a call from Rust gave no result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// The program raised an exception; [`Vm::error_text`] says which.
    Exception,
    /// A limit ended the run. Raise the limit, or give the program up.
    Terminated(Termination),
    /// The result is not of the Rust type that was asked for.
    Conversion,
    /// There is no global variable of that name.
    NotFound,
}

/// A Rust type that becomes a Python value.
pub trait IntoPython {
    /// The value.
    ///
    /// # Errors
    /// MemoryError.
    fn into_python(self, context: &mut Context) -> Result<Value>;
}

/// A Rust type that a Python value can become.
pub trait FromPython: Sized {
    /// The Rust value, if the Python value is one.
    fn from_python(context: &mut Context, value: Value) -> Option<Self>;
}

macro_rules! integers {
    ($($type:ty)*) => {$(
        impl IntoPython for $type {
            fn into_python(self, context: &mut Context) -> Result<Value> {
                context.new_int(i128::from(self))
            }
        }

        impl FromPython for $type {
            fn from_python(_: &mut Context, value: Value) -> Option<Self> {
                number_glue::to_isize(value).and_then(|number| <$type>::try_from(number).ok())
            }
        }
    )*};
}

integers!(i8 i16 i32 i64 u8 u16 u32 u64);

impl IntoPython for f64 {
    fn into_python(self, context: &mut Context) -> Result<Value> {
        context.new_float(self)
    }
}

impl FromPython for f64 {
    fn from_python(_: &mut Context, value: Value) -> Option<Self> {
        operations::float_value(value).or_else(|| number_glue::to_isize(value).map(|number| number as f64))
    }
}

impl IntoPython for bool {
    fn into_python(self, _: &mut Context) -> Result<Value> {
        Ok(Value::from_bool(self))
    }
}

impl FromPython for bool {
    fn from_python(_: &mut Context, value: Value) -> Option<Self> {
        if value.is_bool() { Some(value == Value::TRUE) } else { None }
    }
}

impl IntoPython for &str {
    fn into_python(self, context: &mut Context) -> Result<Value> {
        context.new_str(self)
    }
}

impl IntoPython for () {
    fn into_python(self, _: &mut Context) -> Result<Value> {
        Ok(Value::NONE)
    }
}

impl FromPython for () {
    fn from_python(_: &mut Context, value: Value) -> Option<Self> {
        if value == Value::NONE { Some(()) } else { None }
    }
}

/// The arguments of a call: a tuple of types that become Python values.
pub trait CallArguments {
    /// Calls with these arguments.
    ///
    /// # Errors
    /// What the call raises.
    fn call(self, context: &mut Context, callable: Value) -> Result<Value>;

    /// The same for a caller that holds no values in variables.
    ///
    /// # Errors
    /// What the call raises.
    #[doc(hidden)]
    fn call_from_outside(self, context: &mut Context, callable: Value) -> Result<Value>;
}

macro_rules! call_arguments {
    ($(($($name:ident)*))*) => {$(
        impl<$($name: IntoPython),*> CallArguments for ($($name,)*) {
            #[allow(non_snake_case, unused_variables)]
            fn call(self, context: &mut Context, callable: Value) -> Result<Value> {
                let ($($name,)*) = self;
                // The fresh values lie on the native stack, where the collector sees them.
                let values = [$($name.into_python(context)?),*];
                context.call(callable, &values)
            }

            #[allow(non_snake_case, unused_variables)]
            fn call_from_outside(self, context: &mut Context, callable: Value) -> Result<Value> {
                let ($($name,)*) = self;
                let values = [$($name.into_python(context)?),*];
                context.with_safepoints(|context| context.call(callable, &values))
            }
        }
    )*};
}

call_arguments! { () (A) (A B) (A B C) (A B C D) }

/// A text of limited length: what does not fit is cut off.
struct Cut<'b> {
    buffer: &'b mut [u8],
    used: usize,
}

impl core::fmt::Write for Cut<'_> {
    fn write_str(&mut self, text: &str) -> core::fmt::Result {
        for character in text.chars() {
            let end = self.used.saturating_add(character.len_utf8());
            let Some(place) = self.buffer.get_mut(self.used..end) else {
                return Err(core::fmt::Error);
            };
            character.encode_utf8(place);
            self.used = end;
        }
        Ok(())
    }
}

impl Vm<'_> {
    /// Runs source text in `__main__`, whose variables stay from one run to the next.
    ///
    /// # Errors
    /// See [`Failure`].
    pub fn run(&mut self, source: &str) -> core::result::Result<(), Failure> {
        self.attempt(|context| {
            let globals = context.embedded_globals()?;
            let function = context.function_of_source(source.as_bytes(), "<embedded>", globals)?;
            context.with_safepoints(|context| context.run_function(function))
        })
        .map(|_| ())
    }

    /// Calls a function of `__main__`.
    ///
    /// # Errors
    /// See [`Failure`].
    pub fn call<A: CallArguments, R: FromPython>(&mut self, name: &str, arguments: A) -> core::result::Result<R, Failure> {
        let mut found = true;
        let result = self.attempt(|context| {
            let globals = context.embedded_globals()?;
            let name = context.intern(name)?;
            match context.table_load_name(globals, name) {
                Some(callable) => arguments.call_from_outside(context, callable),
                None => {
                    found = false;
                    Ok(Value::NONE)
                }
            }
        })?;
        if !found {
            return Err(Failure::NotFound);
        }
        self.enter(|context| R::from_python(context, result)).ok_or(Failure::Conversion)
    }

    /// Makes a Rust function known to programs, as a global variable of `__main__`.
    ///
    /// # Errors
    /// [`Failure::Exception`]: MemoryError.
    pub fn register(&mut self, function: &'static Method) -> core::result::Result<(), Failure> {
        self.attempt(|context| {
            let globals = context.embedded_globals()?;
            let name = context.intern(function.name)?;
            let object: *mut NativeFunction = context.new_object(
                crate::objects::class_list::ClassId::NativeFunction,
                Kind::NativeFunction,
                size_of::<NativeFunction>(),
            )?;
            // SAFETY: fresh. Writing a reference over zeroed memory, which is none, goes by pointer.
            unsafe {
                (&raw mut (*object).method).write(function);
                (*object).owner = Value::NONE;
            }
            context.table_store_name(globals, name, Value::from_pointer(object))?;
            Ok(Value::NONE)
        })
        .map(|_| ())
    }

    /// The text of a str that a call returned or of anything else (as `str()` has it), cut to the buffer.
    fn text_of<'b>(&mut self, value: Value, buffer: &'b mut [u8]) -> &'b str {
        let mut cut = Cut { buffer, used: 0 };
        self.enter(|context| {
            if let Ok(string) = operations::str(context, value) {
                // What does not fit is cut off.
                let _ = core::fmt::Write::write_fmt(&mut cut, format_args!("{}", text::Display(string)));
            } else {
                context.machine.exception = Value::UNDEFINED;
            }
        });
        let Cut { buffer, used } = cut;
        core::str::from_utf8(buffer.get(..used).unwrap_or(&[])).unwrap_or("")
    }

    /// What the last exception says: its class and text, cut to the buffer. Empty if there was none.
    pub fn error_text<'b>(&mut self, buffer: &'b mut [u8]) -> &'b str {
        let exception = self.enter(|context| context.embedded_error);
        if exception == Value::UNDEFINED {
            return "";
        }
        let line = self.enter(|context| {
            let name = context.class_name(context.class_of(exception));
            let text = operations::str(context, exception)?;
            context.format(format_args!("{}: {}", text::Display(name), text::Display(text)))
        });
        match line {
            Ok(line) => self.text_of(line, buffer),
            Err(Raised) => {
                self.enter(|context| context.machine.exception = Value::UNDEFINED);
                ""
            }
        }
    }

    pub(crate) fn attempt(&mut self, work: impl FnOnce(&mut Context) -> Result<Value>) -> core::result::Result<Value, Failure> {
        self.enter(|context| {
            context.limits.terminated = None;
            context.embedded_error = Value::UNDEFINED;
            context.collect_at_safepoint();
            match work(context) {
                Ok(value) => Ok(value),
                Err(Raised) => {
                    let exception = core::mem::replace(&mut context.machine.exception, Value::UNDEFINED);
                    if let Some(reason) = context.limits.terminated {
                        return Err(Failure::Terminated(reason));
                    }
                    context.embedded_error = exception;
                    Err(Failure::Exception)
                }
            }
        })
    }
}

impl Context {
    /// The globals of `__main__`, made when first needed.
    fn embedded_globals(&mut self) -> Result<*mut Dict> {
        let name = self.intern("__main__")?;
        if let Some(module) = self.table_load_name(self.modules.as_pointer(), name) {
            // SAFETY: `sys.modules` may hold anything by now.
            if unsafe { module.is_kind(Kind::Module) } {
                // SAFETY: a live module.
                return Ok(unsafe { (*module.as_pointer::<Module>()).dict });
            }
        }
        let module = self.new_module(name)?;
        self.table_store_name(self.modules.as_pointer(), name, module)?;
        // SAFETY: a live module.
        Ok(unsafe { (*module.as_pointer::<Module>()).dict })
    }
}
