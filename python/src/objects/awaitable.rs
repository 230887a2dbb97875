//! What is awaited: what `await`, `async for` and `async with` ask of objects, and the built-in iterators that drive coroutines and
//! asynchronous generators.

use copperhead_stencils::layout::object::Kind;
use copperhead_stencils::value::Value;

use super::access::is;
use super::class_list::ClassId;
use super::exception;
use super::generator::Resumed;
use super::iterator::itself;
use super::layout::{Exception, ToolIterator};
use super::native::{Arguments, Method};
use super::operations;
use super::special::Special;
use crate::context::Context;
use crate::error::{Raised, Result};

/// `asend`: the generator, the value, how far it came.
pub(crate) const ASEND: u16 = 20;
/// `athrow`: the generator, the exception, how far it came.
pub(crate) const ATHROW: u16 = 21;
/// `aclose`: the generator, nothing, how far it came.
pub(crate) const ACLOSE: u16 = 22;
/// `coroutine.__await__()`: the coroutine.
pub(crate) const COROUTINE_WRAPPER: u16 = 23;
/// What an asynchronous generator yields.
pub(crate) const WRAPPED: u16 = 24;
/// `anext(iterator, default)`: what is awaited, the default.
pub(crate) const ANEXT: u16 = 25;

/// Not awaited yet.
pub(crate) const FRESH: Value = Value::from_i32_small(0);
/// Being awaited.
pub(crate) const BEGUN: Value = Value::from_i32_small(1);
/// Awaited.
pub(crate) const CLOSED: Value = Value::from_i32_small(2);

/// Which of these a value is, if it is a tool at all.
pub(crate) fn tool_of(value: Value) -> Option<u16> {
    // SAFETY: the kind says that it is one.
    if is(value, Kind::ToolIterator) { Some(unsafe { (*value.as_pointer::<ToolIterator>()).object.header.flags }) } else { None }
}

/// A field of a tool.
pub(crate) fn state_of(tool: Value, index: usize) -> Value {
    // SAFETY: callers know that it is a tool.
    unsafe { (*tool.as_pointer::<ToolIterator>()).state }.get(index).copied().unwrap_or(Value::UNDEFINED)
}

/// Says how far a tool came.
pub(crate) fn set_state(tool: Value, state: Value) {
    // SAFETY: callers know that it is a tool.
    unsafe { (*tool.as_pointer::<ToolIterator>()).state[2] = state };
}

/// Who awaits, for messages.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Awaiter {
    /// `await`.
    Expression,
    /// `async with`, what `__aenter__` gave.
    Enter,
    /// `async with`, what `__aexit__` gave.
    Exit,
}

impl Context {
    /// Whether a value is one of the built-in iterators that are awaited.
    pub(crate) fn is_awaited(&self, value: Value) -> bool {
        matches!(tool_of(value), Some(ASEND | ATHROW | ACLOSE | COROUTINE_WRAPPER | ANEXT))
    }

    /// Goes on with one of the built-in iterators that are awaited; None for anything else.
    ///
    /// # Errors
    /// What it raises.
    pub(crate) fn resume_awaited(&mut self, value: Value, sent: Value, thrown: Option<Value>) -> Option<Result<Resumed>> {
        if !self.is_awaited(value) {
            return None;
        }
        Some(match (tool_of(value), thrown) {
            (Some(ASEND), _) => self.resume_asend(value, sent, thrown),
            (Some(ATHROW | ACLOSE), _) => self.resume_athrow(value, sent, thrown),
            (Some(COROUTINE_WRAPPER), Some(exception)) => self.throw_into(state_of(value, 0), exception),
            (Some(COROUTINE_WRAPPER), None) => self.resume_generator(state_of(value, 0), sent),
            _ => self.resume_anext(value, sent, thrown),
        })
    }

    fn resume_anext(&mut self, value: Value, sent: Value, thrown: Option<Value>) -> Result<Resumed> {
        let default = state_of(value, 1);
        let came = match self.get_awaitable(state_of(value, 0), Awaiter::Expression) {
            Err(raised) => Err(raised),
            Ok(awaitable) => match thrown {
                None => self.send_to(awaitable, sent),
                Some(exception) => {
                    let name = self.intern("throw")?;
                    let method = super::attribute::get_attribute(self, awaitable, name)?;
                    match self.call(method, &[exception]) {
                        Ok(value) => Ok(Resumed::Yielded(value)),
                        Err(raised) => self.end_of(raised).map(Resumed::Returned),
                    }
                }
            },
        };
        if came.is_err() && self.exception_is(ClassId::StopAsyncIteration) {
            self.machine.exception = Value::UNDEFINED;
            return Ok(Resumed::Returned(default));
        }
        came
    }

    /// `close()` of what `anext(iterator, default)` gave: what is awaited closes itself.
    fn close_anext(&mut self, value: Value) -> Result<Value> {
        let awaitable = self.get_awaitable(state_of(value, 0), Awaiter::Expression)?;
        let name = self.intern("close")?;
        let method = super::attribute::get_attribute(self, awaitable, name)?;
        let closed = self.call(method, &[]);
        if closed.is_err() && self.exception_is(ClassId::StopAsyncIteration) {
            self.machine.exception = Value::UNDEFINED;
            return self.item_or_stop(Resumed::Returned(state_of(value, 1)));
        }
        closed
    }

    /// What `await` iterates over.
    ///
    /// # Errors
    /// TypeError for what cannot be awaited.
    pub(crate) fn get_awaitable(&mut self, value: Value, awaiter: Awaiter) -> Result<Value> {
        if self.is_coroutine(value) {
            // SAFETY: it is a generator.
            if unsafe { self.delegate_of(value) }.is_some() {
                return Err(self.raise(ClassId::RuntimeError, format_args!("coroutine is being awaited already")));
            }
            return Ok(value);
        }
        if super::generator::is_iterable_coroutine(value) {
            return Ok(value);
        }
        if self.is_awaited(value) && tool_of(value) != Some(COROUTINE_WRAPPER) {
            return Ok(value);
        }
        let class = self.class_of(value);
        let Some(method) = self.lookup_special(class, Special::Await)? else {
            let name = self.type_name(value);
            return Err(match awaiter {
                Awaiter::Expression => self.raise(ClassId::TypeError, format_args!("object {name} can't be used in 'await' expression")),
                Awaiter::Enter => self.raise(
                    ClassId::TypeError,
                    format_args!("'async with' received an object from __aenter__ that does not implement __await__: {name}"),
                ),
                Awaiter::Exit => self.raise(
                    ClassId::TypeError,
                    format_args!("'async with' received an object from __aexit__ that does not implement __await__: {name}"),
                ),
            });
        };
        let iterator = operations::call_found(self, method, value, &[])?;
        if self.is_coroutine(iterator) || super::generator::is_iterable_coroutine(iterator) {
            return Err(self.raise(ClassId::TypeError, format_args!("__await__() returned a coroutine")));
        }
        let class = self.class_of(iterator);
        if self.lookup_special(class, Special::Next)?.is_none() {
            let name = self.type_name(iterator);
            return Err(self.raise(ClassId::TypeError, format_args!("__await__() returned non-iterator of type '{name}'")));
        }
        Ok(iterator)
    }

    /// What `async for` iterates with.
    ///
    /// # Errors
    /// TypeError, what `__aiter__` raises.
    pub(crate) fn get_async_iterator(&mut self, value: Value) -> Result<Value> {
        let class = self.class_of(value);
        let Some(method) = self.lookup_special(class, Special::AIter)? else {
            let name = self.type_name(value);
            return Err(self.raise(ClassId::TypeError, format_args!("'async for' requires an object with __aiter__ method, got {name}")));
        };
        let iterator = operations::call_found(self, method, value, &[])?;
        let class = self.class_of(iterator);
        if self.lookup_special(class, Special::ANext)?.is_none() {
            let name = self.type_name(iterator);
            return Err(self.raise(
                ClassId::TypeError,
                format_args!("'async for' received an object from __aiter__ that does not implement __anext__: {name}"),
            ));
        }
        Ok(iterator)
    }

    /// What `async for` awaits for its next item.
    ///
    /// # Errors
    /// TypeError, what `__anext__` raises.
    pub(crate) fn get_async_next(&mut self, iterator: Value) -> Result<Value> {
        if self.is_async_generator(iterator) {
            return self.new_asend(iterator, Value::NONE);
        }
        let class = self.class_of(iterator);
        let Some(method) = self.lookup_special(class, Special::ANext)? else {
            let name = self.type_name(iterator);
            return Err(self.raise(ClassId::TypeError, format_args!("'async for' requires an iterator with __anext__ method, got {name}")));
        };
        let next = operations::call_found(self, method, iterator, &[])?;
        match self.get_awaitable(next, Awaiter::Expression) {
            Ok(awaitable) => Ok(awaitable),
            Err(Raised) if self.limits.terminated.is_some() => Err(Raised),
            Err(Raised) => {
                let cause = core::mem::replace(&mut self.machine.exception, Value::UNDEFINED);
                let name = self.type_name(next);
                let message = format_args!("'async for' received an invalid object from __anext__: {name}");
                let error = self.exception_with_message(ClassId::TypeError, message)?;
                // SAFETY: it is an exception.
                unsafe {
                    (*exception::fields(error)).cause = cause;
                    (*exception::fields(error)).context = cause;
                    (*exception::fields(error)).object.header.flags |= Exception::SUPPRESS_CONTEXT;
                }
                self.machine.exception = error;
                Err(Raised)
            }
        }
    }

    /// `__aenter__` or `__aexit__` of a context manager, bound to it.
    ///
    /// # Errors
    /// TypeError if there is none.
    pub(crate) fn load_async_method(&mut self, manager: Value, special: Special) -> Result<Value> {
        let class = self.class_of(manager);
        if let Some(method) = self.lookup_special(class, special)? {
            return self.bind_descriptor(method, manager);
        }
        let name = self.type_name(manager);
        let missed = if special == Special::AExit { " (missed __aexit__ method)" } else { "" };
        Err(self
            .raise(ClassId::TypeError, format_args!("'{name}' object does not support the asynchronous context manager protocol{missed}")))
    }

    /// `aiter(value)`.
    ///
    /// # Errors
    /// TypeError.
    pub(crate) fn aiter(&mut self, value: Value) -> Result<Value> {
        let class = self.class_of(value);
        let Some(method) = self.lookup_special(class, Special::AIter)? else {
            let name = self.type_name(value);
            return Err(self.raise(ClassId::TypeError, format_args!("'{name}' object is not an async iterable")));
        };
        let iterator = operations::call_found(self, method, value, &[])?;
        let class = self.class_of(iterator);
        if self.lookup_special(class, Special::ANext)?.is_none() {
            let name = self.type_name(iterator);
            return Err(self.raise(ClassId::TypeError, format_args!("aiter() returned not an async iterator of type '{name}'")));
        }
        Ok(iterator)
    }

    /// `anext(iterator)` and `anext(iterator, default)`.
    ///
    /// # Errors
    /// TypeError, what `__anext__` raises.
    pub(crate) fn anext(&mut self, iterator: Value, default: Option<Value>) -> Result<Value> {
        let class = self.class_of(iterator);
        let Some(method) = self.lookup_special(class, Special::ANext)? else {
            let name = self.type_name(iterator);
            return Err(self.raise(ClassId::TypeError, format_args!("'{name}' object is not an async iterator")));
        };
        let next = operations::call_found(self, method, iterator, &[])?;
        match default {
            None => Ok(next),
            Some(default) => self.new_tool(ClassId::AnextAwaitable, ANEXT, [next, default, FRESH, Value::UNDEFINED]),
        }
    }
}

fn step(context: &mut Context, object: Value, sent: Value, thrown: Option<Value>) -> Result<Value> {
    match context.resume_awaited(object, sent, thrown) {
        Some(resumed) => {
            let resumed = resumed?;
            context.item_or_stop(resumed)
        }
        None => Err(context.raise_system("nothing to await")),
    }
}

fn next(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    step(context, arguments.get(0), Value::NONE, None)
}

fn send(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    step(context, arguments.get(0), arguments.get(1), None)
}

fn throw(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let exception = context.exception_to_throw(arguments)?;
    step(context, arguments.get(0), Value::NONE, Some(exception))
}

fn close(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let object = arguments.get(0);
    if tool_of(object) == Some(COROUTINE_WRAPPER) {
        return context.close_generator(state_of(object, 0));
    }
    if tool_of(object) == Some(ANEXT) {
        return context.close_anext(object);
    }
    if state_of(object, 2) == CLOSED {
        return Ok(Value::NONE);
    }
    let exit = context.exception_with_message(ClassId::GeneratorExit, format_args!(""))?;
    match context.resume_awaited(object, Value::NONE, Some(exit)) {
        Some(Ok(Resumed::Yielded(_))) => Err(context.raise(ClassId::RuntimeError, format_args!("coroutine ignored GeneratorExit"))),
        Some(Err(Raised)) => {
            if context.exception_is(ClassId::StopAsyncIteration) || context.exception_is(ClassId::GeneratorExit) {
                context.machine.exception = Value::UNDEFINED;
                return Ok(Value::NONE);
            }
            Err(Raised)
        }
        _ => Ok(Value::NONE),
    }
}

const COMMON: [Method; 5] = [
    Method::new("__iter__", itself, 0, 0),
    Method::new("__next__", next, 0, 0),
    Method::new("send", send, 1, 1),
    Method::new("throw", throw, 1, 3),
    Method::new("close", close, 0, 0),
];

/// The methods of a class.
pub const fn methods(id: ClassId) -> &'static [Method] {
    match id {
        ClassId::CoroutineWrapper => const { &COMMON },
        ClassId::AsyncGeneratorWrappedValue => &[],
        _ => {
            const {
                let [iter, next, send, throw, close] = COMMON;
                &[iter, next, send, throw, close, Method::new("__await__", itself, 0, 0)]
            }
        }
    }
}
