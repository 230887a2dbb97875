//! Asynchronous generators: what their methods give is awaited ([`super::awaitable`]) and goes on with the generator then.
//!
//! Such a generator waits for two reasons: it awaits something, whose values pass through to the event loop, or it yields.
//! What it yields is wrapped, so that the two are told apart.

use copperhead_stencils::layout::generator::Generator;
use copperhead_stencils::layout::object::Kind;
use copperhead_stencils::value::Value;

use super::access::{has_flag, is};
use super::awaitable::{ACLOSE, ASEND, ATHROW, BEGUN, CLOSED, FRESH, WRAPPED, state_of, tool_of};
use super::class_list::ClassId;
use super::generator::{NAME, QUALIFIED_NAME, Resumed, code_of, delegate, fields, is_done, is_suspended, repr};
use super::iterator::itself;
use super::native::{Arguments, Attribute, Method};
use crate::context::Context;
use crate::error::{Raised, Result};

fn set_flag(generator: Value, flag: u16, on: bool) {
    // SAFETY: callers know that it is a generator.
    unsafe {
        let flags = &raw mut (*fields(generator)).object.header.flags;
        *flags = if on { *flags | flag } else { *flags & !flag };
    }
}

impl Context {
    /// What an asynchronous generator yields, told apart from what it awaits.
    ///
    /// # Errors
    /// MemoryError.
    pub(crate) fn wrap_yielded(&mut self, value: Value) -> Result<Value> {
        self.new_tool(ClassId::AsyncGeneratorWrappedValue, WRAPPED, [value, Value::UNDEFINED, Value::UNDEFINED, Value::UNDEFINED])
    }

    /// Tells the hook for asynchronous generators, if there is one, of a generator that somebody iterates for the first time.
    fn begin_async(&mut self, generator: Value) -> Result<()> {
        if has_flag(generator, Generator::HOOKED) {
            return Ok(());
        }
        set_flag(generator, Generator::HOOKED, true);
        match self.async_hook(0)? {
            Some(hook) => self.call(hook, &[generator]).map(|_| ()),
            None => Ok(()),
        }
    }

    /// The hook for asynchronous generators that begin (0) or die (1), if the program set one.
    fn async_hook(&mut self, index: usize) -> Result<Option<Value>> {
        let name = self.intern("_syshooks")?;
        // Who sets hooks imports the module.
        let Some(module) = self.table_load_name(self.modules.as_pointer(), name) else { return Ok(None) };
        let name = self.intern("_hooks")?;
        let hooks = super::attribute::find_attribute(self, module, name)?;
        Ok(hooks.and_then(|hooks| super::sequence::item(hooks, index)).filter(|&hook| hook != Value::NONE))
    }

    /// Leaves a generator that nobody refers to any more to the program's hook; false: there is none.
    ///
    /// # Errors
    /// What the hook raises.
    pub(crate) fn give_to_async_hook(&mut self, generator: Value) -> Result<bool> {
        if !self.is_async_generator(generator) || !has_flag(generator, Generator::HOOKED) || has_flag(generator, Generator::CLOSED) {
            return Ok(false);
        }
        match self.async_hook(1)? {
            Some(hook) => self.call(hook, &[generator]).map(|_| true),
            None => Ok(false),
        }
    }

    /// `generator.asend(value)`.
    ///
    /// # Errors
    /// MemoryError.
    pub(crate) fn new_asend(&mut self, generator: Value, value: Value) -> Result<Value> {
        self.begin_async(generator)?;
        self.new_tool(ClassId::AsyncGeneratorASend, ASEND, [generator, value, FRESH, Value::UNDEFINED])
    }

    /// How an asynchronous generator came back: an item is the awaited result, the end StopAsyncIteration.
    fn unwrap_yielded(&mut self, generator: Value, came: Result<Resumed>) -> Result<Resumed> {
        let came = match came {
            Ok(Resumed::Returned(_)) => Err(self.raise(ClassId::StopAsyncIteration, format_args!(""))),
            came => came,
        };
        match came {
            Ok(Resumed::Yielded(value)) if tool_of(value) == Some(WRAPPED) => {
                set_flag(generator, Generator::RUNS_ASYNC, false);
                Ok(Resumed::Returned(state_of(value, 0)))
            }
            Err(Raised) => {
                if self.exception_is(ClassId::StopAsyncIteration) || self.exception_is(ClassId::GeneratorExit) {
                    set_flag(generator, Generator::CLOSED, true);
                }
                set_flag(generator, Generator::RUNS_ASYNC, false);
                Err(Raised)
            }
            came => came,
        }
    }

    #[cold]
    fn complain_running(&mut self, object: Value, what: &str) -> Raised {
        super::awaitable::set_state(object, CLOSED);
        self.raise(ClassId::RuntimeError, format_args!("{what}(): asynchronous generator is already running"))
    }

    /// Goes on with what `__anext__` or `asend` gave: sends into the generator, or throws.
    ///
    /// # Errors
    /// What the generator raises; RuntimeError for what is used twice.
    pub(crate) fn resume_asend(&mut self, object: Value, sent: Value, thrown: Option<Value>) -> Result<Resumed> {
        let generator = state_of(object, 0);
        let mut sent = sent;
        match state_of(object, 2) {
            CLOSED => return Err(self.raise(ClassId::RuntimeError, format_args!("cannot reuse already awaited __anext__()/asend()"))),
            FRESH => {
                if has_flag(generator, Generator::RUNS_ASYNC) {
                    return Err(self.complain_running(object, "anext"));
                }
                if sent == Value::NONE {
                    sent = state_of(object, 1);
                }
                super::awaitable::set_state(object, BEGUN);
            }
            _ => {}
        }
        set_flag(generator, Generator::RUNS_ASYNC, true);
        let came = match thrown {
            Some(exception) => self.throw_into(generator, exception),
            None => self.resume_generator(generator, sent),
        };
        let came = self.unwrap_yielded(generator, came);
        if !matches!(came, Ok(Resumed::Yielded(_))) {
            super::awaitable::set_state(object, CLOSED);
        }
        came
    }

    /// Goes on with what `athrow` or `aclose` gave.
    ///
    /// # Errors
    /// What the generator raises; RuntimeError for what is used twice.
    pub(crate) fn resume_athrow(&mut self, object: Value, sent: Value, thrown: Option<Value>) -> Result<Resumed> {
        let generator = state_of(object, 0);
        let closes = tool_of(object) == Some(ACLOSE);
        let what = if closes { "aclose" } else { "athrow" };
        let state = state_of(object, 2);
        if state == CLOSED {
            return Err(self.raise(ClassId::RuntimeError, format_args!("cannot reuse already awaited aclose()/athrow()")));
        }
        if thrown.is_none() && is_done(generator) {
            super::awaitable::set_state(object, CLOSED);
            return Ok(Resumed::Returned(Value::NONE));
        }
        let fresh = state == FRESH;
        if fresh {
            if has_flag(generator, Generator::RUNS_ASYNC) {
                return Err(self.complain_running(object, what));
            }
            if thrown.is_none() {
                if has_flag(generator, Generator::CLOSED) {
                    super::awaitable::set_state(object, CLOSED);
                    return Err(self.raise(ClassId::StopAsyncIteration, format_args!("")));
                }
                if sent != Value::NONE {
                    return Err(self.raise(ClassId::RuntimeError, format_args!("can't send non-None value to a just-started coroutine")));
                }
            }
            super::awaitable::set_state(object, BEGUN);
            set_flag(generator, Generator::RUNS_ASYNC, true);
        }
        let came = match thrown {
            Some(exception) => self.throw_into(generator, exception),
            None if !fresh => self.resume_generator(generator, sent),
            None if closes => {
                set_flag(generator, Generator::CLOSED, true);
                let exit = self.exception_with_message(ClassId::GeneratorExit, format_args!(""))?;
                self.throw_into(generator, exit)
            }
            None => self.throw_into(generator, state_of(object, 1)),
        };
        if !closes {
            let came = self.unwrap_yielded(generator, came);
            if !matches!(came, Ok(Resumed::Yielded(_))) {
                super::awaitable::set_state(object, CLOSED);
            }
            return came;
        }
        let came = match came {
            Ok(Resumed::Yielded(value)) if tool_of(value) == Some(WRAPPED) => {
                Err(self.raise(ClassId::RuntimeError, format_args!("async generator ignored GeneratorExit")))
            }
            Err(Raised) if self.exception_is(ClassId::StopAsyncIteration) || self.exception_is(ClassId::GeneratorExit) => {
                self.machine.exception = Value::UNDEFINED;
                Ok(Resumed::Returned(Value::NONE))
            }
            Ok(Resumed::Returned(_)) => Ok(Resumed::Returned(Value::NONE)),
            came => came,
        };
        if !matches!(came, Ok(Resumed::Yielded(_))) {
            set_flag(generator, Generator::RUNS_ASYNC, false);
            super::awaitable::set_state(object, CLOSED);
        }
        came
    }

    /// Whether a value is an asynchronous generator.
    pub(crate) fn is_async_generator(&self, value: Value) -> bool {
        is(value, Kind::Generator) && self.class_of(value) == self.class(ClassId::AsyncGenerator)
    }
}

fn anext(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    context.new_asend(arguments.get(0), Value::NONE)
}

fn asend(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    context.new_asend(arguments.get(0), arguments.get(1))
}

fn athrow(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    context.begin_async(arguments.get(0))?;
    let exception = context.exception_to_throw(arguments)?;
    context.new_tool(ClassId::AsyncGeneratorAThrow, ATHROW, [arguments.get(0), exception, FRESH, Value::UNDEFINED])
}

fn aclose(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    context.begin_async(arguments.get(0))?;
    context.new_tool(ClassId::AsyncGeneratorAThrow, ACLOSE, [arguments.get(0), Value::UNDEFINED, FRESH, Value::UNDEFINED])
}

/// The methods.
pub static METHODS: &[Method] = &[
    Method::new("__class_getitem__", super::generic_alias::class_get_item, 1, 1).of_class(),
    Method::new("__aiter__", itself, 0, 0),
    Method::new("__anext__", anext, 0, 0),
    Method::new("asend", asend, 1, 1),
    Method::new("athrow", athrow, 1, 3),
    Method::new("aclose", aclose, 0, 0),
    Method::new("__repr__", repr, 0, 0),
];

/// The attributes.
pub static ATTRIBUTES: &[Attribute] = &[
    NAME,
    QUALIFIED_NAME,
    Attribute { name: "ag_frame", get: |context, generator| context.generator_frame(generator), set: None },
    Attribute { name: "ag_code", get: |_, generator| Ok(code_of(generator)), set: None },
    Attribute { name: "ag_running", get: |_, generator| Ok(Value::from_bool(has_flag(generator, Generator::RUNS_ASYNC))), set: None },
    Attribute { name: "ag_suspended", get: |_, generator| Ok(is_suspended(generator)), set: None },
    Attribute { name: "ag_await", get: |context, generator| Ok(delegate(context, generator)), set: None },
];
