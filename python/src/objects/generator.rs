//! Generators as programs see them: `send`, `throw`, `close` and what they tell of themselves.

use copperhead_stencils::layout::callable::{Code, Function};
use copperhead_stencils::layout::generator::Generator;
use copperhead_stencils::layout::object::Kind;
use copperhead_stencils::list::Opcode;
use copperhead_stencils::value::Value;

use super::access::{has_flag, is};
use super::class_list::ClassId;
use super::exception::{extra, is_exception, is_exception_class};
use super::iterator::itself;
use super::native::{Arguments, Attribute, Method};
use super::object::address;
use super::text::Display;
use super::{attribute, exception, operations};
use crate::bytecode::materialise::handler_for;
use crate::context::Context;
use crate::error::{Raised, Result};
use crate::interpret::generator::notes;
use crate::interpret::quicken::opcode;

/// How a generator came back.
#[derive(Clone, Copy)]
pub(crate) enum Resumed {
    /// By `yield`.
    Yielded(Value),
    /// By `return`.
    Returned(Value),
}

/// What is thrown into a generator.
#[derive(Clone, Copy)]
enum Thrown<'a> {
    /// An exception.
    Exception(Value),
    /// What a program gave to `throw`: the generator, and one to three more. An iterator of its own gets them as they are.
    Given(&'a Arguments),
}

/// The generator behind a value that is known to be one.
#[inline]
pub(crate) fn fields(generator: Value) -> *mut Generator {
    generator.as_pointer()
}

/// Whether it waits somewhere.
pub(crate) fn waits(generator: Value) -> bool {
    // SAFETY: callers know that it is a generator.
    unsafe { !(*fields(generator)).waits_at.is_null() }
}

/// Whether it is done.
pub(crate) fn is_done(generator: Value) -> bool {
    has_flag(generator, Generator::DONE)
}

/// Whether it was not resumed yet.
pub(crate) fn is_fresh(generator: Value) -> bool {
    // SAFETY: callers know that it is a generator; where it waits is an instruction.
    waits(generator) && unsafe { opcode((*fields(generator)).waits_at) } == Some(Opcode::MakeGenerator)
}

/// Whether it waits at a plain `yield` that no `try` or `with` surrounds: nothing of it would run if an exception came there.
fn has_nothing_to_close(generator: Value) -> bool {
    // SAFETY: callers know that it is a generator; its code lives as long as it does, and where it waits is an instruction of it.
    unsafe {
        let waits_at = (*fields(generator)).waits_at;
        let code = (*(*fields(generator)).function.as_pointer::<Function>()).code;
        !waits_at.is_null()
            && opcode(waits_at) == Some(Opcode::Yield)
            && notes(waits_at) & (Generator::DELEGATES | Generator::RAISES_BEHIND) == 0
            && handler_for(code, waits_at.offset_from_unsigned((*code).instructions)).is_none()
    }
}

/// Ends a generator that waits.
pub(crate) fn end(generator: Value) {
    // SAFETY: callers know that it is a generator.
    unsafe {
        (*fields(generator)).waits_at = core::ptr::null_mut();
        (*fields(generator)).count = 0;
        (*fields(generator)).object.header.flags |= Generator::DONE;
    }
}

/// Whether this is a generator of a function that `types.coroutine` marked.
pub(crate) fn is_iterable_coroutine(value: Value) -> bool {
    // SAFETY: a generator's function and its code live as long as it does.
    is(value, Kind::Generator)
        && unsafe {
            let code = (*(*value.as_pointer::<Generator>()).function.as_pointer::<Function>()).code;
            (*code).object.header.flags & Code::ITERABLE_COROUTINE != 0
        }
}

/// `_types.iterable_coroutine(function)`: marks the code of a function that makes generators. Whether it makes any.
pub(crate) fn mark_iterable(_: &mut Context, arguments: &Arguments) -> Result<Value> {
    let function = arguments.get(0);
    if !is(function, Kind::Function) {
        return Ok(Value::FALSE);
    }
    // SAFETY: just checked; code lives as long as its function.
    unsafe {
        let header = &raw mut (*(*function.as_pointer::<Function>()).code).object.header;
        if (*header).flags & Code::GENERATOR != 0 {
            (*header).flags |= Code::ITERABLE_COROUTINE;
        }
        Ok(Value::from_bool((*header).flags & (Code::COROUTINE | Code::ITERABLE_COROUTINE) != 0))
    }
}

impl Context {
    /// Whether a value is an instance of the built-in class of generators.
    #[inline]
    pub(crate) fn is_generator(&self, value: Value) -> bool {
        is(value, Kind::Generator) && self.class_of(value) == self.class(ClassId::Generator)
    }

    /// Whether a value is a coroutine.
    pub(crate) fn is_coroutine(&self, value: Value) -> bool {
        is(value, Kind::Generator) && self.class_of(value) == self.class(ClassId::Coroutine)
    }

    /// What kind of generator it is, as messages say it.
    fn generator_word(&self, generator: Value) -> &'static str {
        if self.is_coroutine(generator) {
            "coroutine"
        } else if self.is_generator(generator) {
            "generator"
        } else {
            "async generator"
        }
    }

    /// Goes on with a generator or coroutine.
    ///
    /// # Errors
    /// What it raises; ValueError if it runs, RuntimeError for a coroutine that is done.
    pub(crate) fn resume_generator(&mut self, generator: Value, sent: Value) -> Result<Resumed> {
        if waits(generator) {
            if sent != Value::NONE && is_fresh(generator) {
                let word = self.generator_word(generator);
                return Err(self.raise(ClassId::TypeError, format_args!("can't send non-None value to a just-started {word}")));
            }
            // SAFETY: it waits.
            return unsafe { self.run_generator(generator, sent) };
        }
        self.check_not_running(generator)?;
        Ok(Resumed::Returned(Value::NONE))
    }

    /// ValueError if a generator runs; RuntimeError for a coroutine that is done.
    fn check_not_running(&mut self, generator: Value) -> Result<()> {
        let done = is_done(generator);
        if !done && !waits(generator) {
            let word = self.generator_word(generator);
            return Err(self.raise(ClassId::ValueError, format_args!("{word} already executing")));
        }
        if done && self.is_coroutine(generator) {
            return Err(self.raise(ClassId::RuntimeError, format_args!("cannot reuse already awaited coroutine")));
        }
        Ok(())
    }

    /// Sends a value to any iterator: generators by their frames, others by `__next__` for None, else by their `send`.
    ///
    /// # Errors
    /// What they raise.
    pub(crate) fn send_to(&mut self, iterator: Value, sent: Value) -> Result<Resumed> {
        if is(iterator, Kind::Generator) {
            return self.resume_generator(iterator, sent);
        }
        if let Some(resumed) = self.resume_awaited(iterator, sent, None) {
            return resumed;
        }
        let result = if sent == Value::NONE {
            operations::call_special(self, iterator, super::special::Special::Next, &[])
        } else {
            let name = self.intern("send")?;
            attribute::get_attribute(self, iterator, name).and_then(|method| self.call(method, &[sent])).map(Some)
        };
        match result {
            Ok(Some(value)) => Ok(Resumed::Yielded(value)),
            Ok(None) => {
                let name = self.type_name(iterator);
                Err(self.raise(ClassId::TypeError, format_args!("'{name}' object is not an iterator")))
            }
            Err(raised) => self.end_of(raised).map(Resumed::Returned),
        }
    }

    /// The value of the StopIteration that is pending, which is over then.
    ///
    /// # Errors
    /// Any other exception stays pending.
    pub(crate) fn end_of(&mut self, raised: Raised) -> Result<Value> {
        if !self.exception_is(ClassId::StopIteration) {
            return Err(raised);
        }
        let exception = core::mem::replace(&mut self.machine.exception, Value::UNDEFINED);
        Ok(Self::or_none(extra(exception, 0)))
    }

    /// What `next`, `send` and `throw` give a program: an item, or StopIteration with what was returned.
    pub(crate) fn item_or_stop(&mut self, resumed: Resumed) -> Result<Value> {
        match resumed {
            Resumed::Yielded(value) => Ok(value),
            Resumed::Returned(value) => Err(self.raise_stop_iteration(value)),
        }
    }

    /// Throws an exception into a generator or coroutine.
    ///
    /// # Errors
    /// What it raises.
    pub(crate) fn throw_into(&mut self, generator: Value, exception: Value) -> Result<Resumed> {
        self.throw_any(generator, Thrown::Exception(exception))
    }

    /// The same with what a program gave to `throw`, which is looked at only where it is raised.
    fn throw_any(&mut self, generator: Value, thrown: Thrown) -> Result<Resumed> {
        self.check_native_stack()?;
        if !waits(generator) {
            self.check_not_running(generator)?;
            self.machine.exception = self.thrown_exception(thrown)?;
            return Err(Raised);
        }
        // SAFETY: it is a generator.
        let Some(inner) = (unsafe { self.delegate_of(generator) }) else {
            let exception = self.thrown_exception(thrown)?;
            // SAFETY: it waits.
            return unsafe { self.raise_in_generator(generator, exception) };
        };
        let closes = self.is_generator_exit(thrown);
        let exception = thrown;
        let thrown = if closes {
            self.while_running(generator, |context| context.close_iterator(inner)).map(|()| None)
        } else {
            self.while_running(generator, |context| context.throw_to(inner, thrown))
        };
        match thrown {
            Ok(Some(Resumed::Yielded(value))) => Ok(Resumed::Yielded(value)),
            // SAFETY: it waits at a `yield` that delegates.
            Ok(Some(Resumed::Returned(value))) => unsafe { self.end_delegation(generator, value) },
            Ok(None) => {
                let exception = self.thrown_exception(exception)?;
                // SAFETY: it waits.
                unsafe { self.raise_in_generator(generator, exception) }
            }
            Err(Raised) => {
                let other = core::mem::replace(&mut self.machine.exception, Value::UNDEFINED);
                if self.limits.terminated.is_some() {
                    self.machine.exception = other;
                    return Err(Raised);
                }
                // SAFETY: it waits.
                unsafe { self.raise_in_generator(generator, other) }
            }
        }
    }

    /// Does something while a generator that waits counts as running.
    fn while_running<T>(&mut self, generator: Value, work: impl FnOnce(&mut Context) -> Result<T>) -> Result<T> {
        // SAFETY: callers know that it is a generator that waits. What waits keeps its slots, and nobody can go on with it meanwhile.
        unsafe {
            let waits_at = core::mem::replace(&mut (*fields(generator)).waits_at, core::ptr::null_mut());
            let result = work(self);
            (*fields(generator)).waits_at = waits_at;
            result
        }
    }

    /// Throws into any iterator; None if it has no `throw`.
    fn throw_to(&mut self, iterator: Value, thrown: Thrown) -> Result<Option<Resumed>> {
        if is(iterator, Kind::Generator) {
            return self.throw_any(iterator, thrown).map(Some);
        }
        if self.is_awaited(iterator) {
            let exception = self.thrown_exception(thrown)?;
            if let Some(resumed) = self.resume_awaited(iterator, Value::NONE, Some(exception)) {
                return resumed.map(Some);
            }
        }
        let name = self.intern("throw")?;
        let Some(method) = self.find_attribute(iterator, name)? else { return Ok(None) };
        let result = match thrown {
            Thrown::Exception(exception) => self.call(method, &[exception]),
            // SAFETY: the arguments lie in the caller's frame, which stays while this runs.
            Thrown::Given(arguments) => self
                .call(method, unsafe { core::slice::from_raw_parts(arguments.first.wrapping_add(1), arguments.count.saturating_sub(1)) }),
        };
        match result {
            Ok(value) => Ok(Some(Resumed::Yielded(value))),
            Err(raised) => self.end_of(raised).map(|value| Some(Resumed::Returned(value))),
        }
    }

    /// Closes any iterator, if it has `close`.
    fn close_iterator(&mut self, iterator: Value) -> Result<()> {
        if is(iterator, Kind::Generator) {
            return self.close_generator(iterator).map(|_| ());
        }
        let name = self.intern("close")?;
        let mut method = None;
        // What goes wrong while it is looked for is reported only.
        self.run_ignoring(iterator, |context| {
            method = context.find_attribute(iterator, name)?;
            Ok(Value::NONE)
        });
        if self.limits.terminated.is_some() {
            return Err(Raised);
        }
        match method {
            Some(method) => self.call(method, &[]).map(|_| ()),
            None => Ok(()),
        }
    }

    /// An attribute, if there is one.
    pub(crate) fn find_attribute(&mut self, object: Value, name: Value) -> Result<Option<Value>> {
        match attribute::get_attribute(self, object, name) {
            Ok(method) => Ok(Some(method)),
            Err(Raised) if self.exception_is(ClassId::AttributeError) => {
                self.machine.exception = Value::UNDEFINED;
                Ok(None)
            }
            Err(Raised) => Err(Raised),
        }
    }

    /// `generator.close()`: what it returned when GeneratorExit was thrown into it.
    ///
    /// # Errors
    /// What it raises; RuntimeError if it yields.
    pub(crate) fn close_generator(&mut self, generator: Value) -> Result<Value> {
        if is_done(generator) {
            return Ok(Value::NONE);
        }
        if !waits(generator) {
            self.check_not_running(generator)?;
        }
        if is_fresh(generator) || has_nothing_to_close(generator) {
            end(generator);
            return Ok(Value::NONE);
        }
        let exit = self.exception_with_message(ClassId::GeneratorExit, format_args!(""))?;
        match self.throw_into(generator, exit) {
            Ok(Resumed::Yielded(_)) => {
                let word = self.generator_word(generator);
                Err(self.raise(ClassId::RuntimeError, format_args!("{word} ignored GeneratorExit")))
            }
            Ok(Resumed::Returned(value)) => Ok(value),
            Err(Raised) if self.exception_is(ClassId::GeneratorExit) => {
                self.machine.exception = Value::UNDEFINED;
                Ok(Value::NONE)
            }
            Err(raised) => self.end_of(raised),
        }
    }

    /// What is to be raised.
    fn thrown_exception(&mut self, thrown: Thrown) -> Result<Value> {
        match thrown {
            Thrown::Exception(exception) => Ok(exception),
            Thrown::Given(arguments) => self.exception_to_throw(arguments),
        }
    }

    fn is_generator_exit(&self, thrown: Thrown) -> bool {
        let what = match thrown {
            Thrown::Exception(exception) => exception,
            Thrown::Given(arguments) => arguments.get(1),
        };
        let class = match super::access::as_class(what) {
            Some(class) => class,
            None if is_exception(what) => self.class_of(what),
            None => return false,
        };
        self.is_subclass(class, self.class(ClassId::GeneratorExit))
    }

    /// The exception that `throw(type, value, traceback)` is to throw.
    ///
    /// # Errors
    /// TypeError.
    pub(crate) fn exception_to_throw(&mut self, arguments: &Arguments) -> Result<Value> {
        if arguments.optional(2).is_some() {
            let message = format_args!("the (type, exc, tb) signature of throw() is deprecated, use the single-arg signature instead.");
            self.warn(ClassId::DeprecationWarning, message)?;
        }
        let (class, value, traceback) = (arguments.get(1), arguments.get(2), arguments.get(3));
        if let Some(traceback) = arguments.optional(3)
            && traceback != Value::NONE
            && !is(traceback, Kind::Traceback)
        {
            return Err(self.raise(ClassId::TypeError, format_args!("throw() third argument must be a traceback object")));
        }
        let exception = if is_exception(class) {
            if Self::or_none(value) != Value::NONE {
                return Err(self.raise(ClassId::TypeError, format_args!("instance exception may not have a separate value")));
            }
            class
        } else if is_exception_class(class) {
            let own = super::access::as_class(class).is_some_and(|class| self.is_subclass(self.class_of(value), class));
            if is_exception(value) && own {
                value
            } else {
                match Self::or_none(value) {
                    Value::NONE => self.call(class, &[])?,
                    value if is(value, Kind::Tuple) => {
                        let tuple = value;
                        let length = self.tuple_length(tuple);
                        // SAFETY: the tuple is held by the caller's arguments.
                        let items = unsafe { core::slice::from_raw_parts(super::access::tuple_items(tuple), length) };
                        self.call(class, items)?
                    }
                    value => self.call(class, &[value])?,
                }
            }
        } else {
            let name = self.type_name(class);
            return Err(self.raise(
                ClassId::TypeError,
                format_args!("exceptions must be classes or instances deriving from BaseException, not {name}"),
            ));
        };
        if !is_exception(exception) {
            let (shown, given) = (operations::repr(self, class)?, self.type_name(exception));
            let shown = super::text::Display(shown);
            return Err(self.raise(
                ClassId::TypeError,
                format_args!("calling {shown} should have returned an instance of BaseException, not {given}"),
            ));
        }
        if is(traceback, Kind::Traceback) {
            // SAFETY: just checked.
            unsafe { (*exception::fields(exception)).traceback = traceback };
        }
        Ok(exception)
    }
}

pub(crate) fn next(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let resumed = context.resume_generator(arguments.get(0), Value::NONE)?;
    context.item_or_stop(resumed)
}

pub(crate) fn send(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let resumed = context.resume_generator(arguments.get(0), arguments.get(1))?;
    context.item_or_stop(resumed)
}

pub(crate) fn throw(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let resumed = context.throw_any(arguments.get(0), Thrown::Given(arguments))?;
    context.item_or_stop(resumed)
}

pub(crate) fn close(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    context.close_generator(arguments.get(0))
}

pub(crate) fn repr(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let generator = arguments.get(0);
    let class = context.class_name_of(generator);
    // SAFETY: the receiver was checked.
    let name = unsafe { (*fields(generator)).qualified_name };
    context.format(format_args!("<{} object {} at {:#x}>", Display(class), Display(name), address(generator)))
}

pub(crate) fn code_of(generator: Value) -> Value {
    // SAFETY: receivers of members are checked to be of the owner's class; the function of a generator is alive.
    unsafe { Value::from_pointer((*(*fields(generator)).function.as_pointer::<Function>()).code) }
}

pub(crate) fn is_running(generator: Value) -> Value {
    Value::from_bool(!waits(generator) && !is_done(generator))
}

pub(crate) fn is_suspended(generator: Value) -> Value {
    Value::from_bool(waits(generator) && !is_fresh(generator))
}

pub(crate) fn delegate(context: &mut Context, generator: Value) -> Value {
    // SAFETY: receivers of members are checked to be of the owner's class.
    unsafe { context.delegate_of(generator) }.unwrap_or(Value::NONE)
}

fn checked_name(context: &mut Context, value: Value, name: &str) -> Result<Value> {
    if is(value, Kind::Str) {
        return Ok(value);
    }
    Err(context.raise(ClassId::TypeError, format_args!("{name} must be set to a string object")))
}

/// `__name__`.
pub(crate) const NAME: Attribute = Attribute {
    name: "__name__",
    // SAFETY: receivers of members are checked to be of the owner's class.
    get: |_, generator| Ok(unsafe { (*fields(generator)).name }),
    set: Some(|context, generator, value| {
        let value = checked_name(context, value, "__name__")?;
        // SAFETY: as above.
        unsafe { (*fields(generator)).name = value };
        Ok(())
    }),
};

/// `__qualname__`.
pub(crate) const QUALIFIED_NAME: Attribute = Attribute {
    name: "__qualname__",
    // SAFETY: as above.
    get: |_, generator| Ok(unsafe { (*fields(generator)).qualified_name }),
    set: Some(|context, generator, value| {
        let value = checked_name(context, value, "__qualname__")?;
        // SAFETY: as above.
        unsafe { (*fields(generator)).qualified_name = value };
        Ok(())
    }),
};

/// The methods.
pub static METHODS: &[Method] = &[
    Method::new("__class_getitem__", super::generic_alias::class_get_item, 1, 1).of_class(),
    Method::new("__iter__", itself, 0, 0),
    Method::new("__next__", next, 0, 0).resuming(),
    Method::new("send", send, 1, 1).sending(),
    Method::new("throw", throw, 1, 3),
    Method::new("close", close, 0, 0),
    Method::new("__repr__", repr, 0, 0),
];

/// The attributes.
pub static ATTRIBUTES: &[Attribute] = &[
    NAME,
    QUALIFIED_NAME,
    Attribute { name: "gi_frame", get: |context, generator| context.generator_frame(generator), set: None },
    Attribute { name: "gi_code", get: |_, generator| Ok(code_of(generator)), set: None },
    Attribute { name: "gi_running", get: |_, generator| Ok(is_running(generator)), set: None },
    Attribute { name: "gi_suspended", get: |_, generator| Ok(is_suspended(generator)), set: None },
    Attribute { name: "gi_yieldfrom", get: |context, generator| Ok(delegate(context, generator)), set: None },
];

impl Context {
    /// Raises what was thrown into a generator, if something was.
    ///
    /// # Errors
    /// That.
    pub(crate) fn raise_thrown(&mut self, generator: Value) -> Result<Value> {
        // SAFETY: frames of generators hold theirs.
        let thrown = unsafe { core::mem::replace(&mut (*fields(generator)).thrown, Value::UNDEFINED) };
        if thrown == Value::UNDEFINED { Ok(Value::NONE) } else { Err(self.raise_value(thrown)) }
    }

    /// What `yield from` iterates with.
    ///
    /// # Errors
    /// TypeError for what is not iterable.
    pub(crate) fn get_delegate(&mut self, value: Value) -> Result<Value> {
        if self.is_coroutine(value) {
            // What `types.coroutine` marked may.
            if let Some(function) = self.current_function()
                // SAFETY: a running function and its code are alive.
                && unsafe { (*(*function).code).object.header.flags } & Code::ITERABLE_COROUTINE != 0
            {
                return Ok(value);
            }
            return Err(self.raise(ClassId::TypeError, format_args!("cannot 'yield from' a coroutine object in a non-coroutine generator")));
        }
        self.get_iterator(value)
    }
}
