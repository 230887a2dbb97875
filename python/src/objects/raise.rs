//! Raising: from Rust, and what the `raise` and `except` statements do.

use core::fmt;

use copperhead_stencils::layout::object::Kind;
use copperhead_stencils::value::Value;

use super::access::{as_class, is};
use super::class_list::ClassId;
use super::exception::{extra, fields, is_exception, is_exception_class, set_extra};
use super::layout::Exception;
use super::operations;
use super::text::Display;
use crate::context::Context;
use crate::error::{Raised, Result};

/// Exceptions of a chain that are looked at for cycles at the most.
const LONGEST_CHAIN: usize = 100_000;

impl Context {
    /// Raises an exception of a built-in class with a message; without arguments if the message is empty.
    #[cold]
    pub(crate) fn raise(&mut self, id: ClassId, message: fmt::Arguments<'_>) -> Raised {
        match self.exception_with_message(id, message) {
            Ok(exception) => self.raise_value(exception),
            Err(raised) => raised,
        }
    }

    /// An exception of a built-in class with a message.
    ///
    /// # Errors
    /// MemoryError.
    pub(crate) fn exception_with_message(&mut self, id: ClassId, message: fmt::Arguments<'_>) -> Result<Value> {
        let arguments = if message.as_str() == Some("") {
            self.empty_tuple
        } else {
            let message = self.format(message)?;
            self.new_tuple(&[message])?
        };
        let class = self.late_class(id)?;
        let exception = self.exception_of(class, arguments)?;
        if self.tuple_length(arguments) == 1
            && matches!(
                id,
                ClassId::ImportError | ClassId::ModuleNotFoundError | ClassId::SyntaxError | ClassId::IndentationError | ClassId::TabError
            )
        {
            set_extra(exception, 0, self.tuple_item(arguments, 0));
        }
        Ok(exception)
    }

    /// Completes a pending AttributeError that a program raised while an attribute was looked for, and that says neither name nor object.
    #[cold]
    pub(crate) fn note_attribute(&mut self, object: Value, name: Value) {
        let exception = self.machine.exception;
        if self.exception_is(ClassId::AttributeError) && (0..2).all(|place| extra(exception, place) == Value::UNDEFINED) {
            set_extra(exception, 0, name);
            set_extra(exception, 1, object);
        }
    }

    /// Makes an exception pending. What is being handled becomes its `__context__`.
    pub(crate) fn raise_value(&mut self, exception: Value) -> Raised {
        if exception != self.memory_error {
            self.link_context(exception);
        }
        self.machine.exception = exception;
        Raised
    }

    fn link_context(&mut self, exception: Value) {
        let handled = self.handled;
        if !is_exception(handled) || handled == exception || !is_exception(exception) {
            return;
        }
        // Where the chain would become a ring it is cut.
        let mut at = handled;
        // SAFETY: what a chain holds are live exceptions.
        unsafe {
            for _ in 0..LONGEST_CHAIN {
                let next = (*fields(at)).context;
                if !is_exception(next) {
                    break;
                }
                if next == exception {
                    (*fields(at)).context = Value::UNDEFINED;
                    break;
                }
                at = next;
            }
            (*fields(exception)).context = handled;
        }
    }

    /// Raises MemoryError: a new one if what failed was large and there is room for a little, else the one that was made beforehand.
    #[cold]
    pub(crate) fn raise_memory(&mut self) -> Raised {
        self.heap.count_memory_error();
        if let Some(exception) = self.new_memory_error() {
            return self.raise_value(exception);
        }
        let exception = self.memory_error;
        if is_exception(exception) {
            // SAFETY: just checked.
            unsafe {
                (*fields(exception)).traceback = Value::NONE;
                (*fields(exception)).context = Value::UNDEFINED;
                (*fields(exception)).cause = Value::UNDEFINED;
            }
        }
        self.machine.exception = exception;
        Raised
    }

    /// A MemoryError, without collecting or complaining.
    fn new_memory_error(&mut self) -> Option<Value> {
        if !is_exception(self.memory_error) || self.limits.terminated.is_some() {
            return None;
        }
        let cell = self.heap.allocate_anyway(Kind::Exception, size_of::<Exception>()).ok()?;
        // SAFETY: the cell is fresh and zeroed behind its header, and large enough.
        unsafe {
            let exception: *mut Exception = cell.as_ptr().cast();
            (*exception).object.shape = (*self.class(ClassId::MemoryError)).root_shape;
            (*exception).arguments = self.empty_tuple;
            (*exception).cause = Value::UNDEFINED;
            (*exception).context = Value::UNDEFINED;
            (*exception).traceback = Value::NONE;
            (*exception).extra = [Value::UNDEFINED; 4];
            Some(Value::from_pointer(exception))
        }
    }

    /// RecursionError.
    #[cold]
    pub(crate) fn raise_recursion_error(&mut self) -> Raised {
        self.raise(ClassId::RecursionError, format_args!("maximum recursion depth exceeded"))
    }

    /// SystemError: something that should not happen.
    #[cold]
    pub(crate) fn raise_system(&mut self, message: &str) -> Raised {
        self.raise(ClassId::SystemError, format_args!("{message}"))
    }

    /// StopIteration with the value that a generator returned.
    #[cold]
    pub(crate) fn raise_stop_iteration(&mut self, value: Value) -> Raised {
        let arguments = if value == Value::NONE || value == Value::UNDEFINED { Ok(self.empty_tuple) } else { self.new_tuple(&[value]) };
        let class = self.late_class(ClassId::StopIteration);
        match arguments.and_then(|arguments| self.exception_of(class?, arguments)) {
            Ok(exception) => {
                set_extra(exception, 0, Self::or_none(value));
                self.raise_value(exception)
            }
            Err(raised) => raised,
        }
    }

    /// NameError, ImportError or one of theirs, with its `name`.
    #[cold]
    pub(crate) fn raise_with_name(&mut self, id: ClassId, name: Value, message: fmt::Arguments<'_>) -> Raised {
        match self.exception_with_message(id, message) {
            Ok(exception) => {
                let place = usize::from(matches!(id, ClassId::ImportError | ClassId::ModuleNotFoundError));
                set_extra(exception, place, name);
                if id == ClassId::NameError && self.note_names(exception).is_err() {
                    return Raised;
                }
                self.raise_value(exception)
            }
            Err(raised) => raised,
        }
    }

    /// ImportError for a name that a module lacks, with its `name`, `path` and `name_from`.
    #[cold]
    pub(crate) fn raise_import_from(&mut self, module: Value, name: Value, path: Option<Value>, message: fmt::Arguments<'_>) -> Raised {
        match self.exception_with_message(ClassId::ImportError, message) {
            Ok(exception) => {
                set_extra(exception, 1, module);
                set_extra(exception, 2, path.unwrap_or(Value::NONE));
                set_extra(exception, 3, name);
                self.raise_value(exception)
            }
            Err(raised) => raised,
        }
    }

    /// AttributeError with its `name` and `obj`.
    #[cold]
    pub(crate) fn raise_attribute(&mut self, object: Value, name: Value, message: fmt::Arguments<'_>) -> Raised {
        match self.exception_with_message(ClassId::AttributeError, message) {
            Ok(exception) => {
                set_extra(exception, 0, name);
                set_extra(exception, 1, object);
                self.note_method(exception, object);
                self.raise_value(exception)
            }
            Err(raised) => raised,
        }
    }

    /// Whether the pending exception is of a built-in class, and the program may hear of it.
    pub(crate) fn exception_is(&self, id: ClassId) -> bool {
        self.limits.terminated.is_none() && is_exception(self.machine.exception) && self.is_instance_of(self.machine.exception, id)
    }

    /// An exception of what stands behind `raise`: an exception, or a class of them.
    fn instantiate(&mut self, object: Value) -> Result<Option<Value>> {
        if is_exception(object) {
            return Ok(Some(object));
        }
        if !is_exception_class(object) {
            return Ok(None);
        }
        let exception = self.call(object, &[])?;
        if is_exception(exception) {
            return Ok(Some(exception));
        }
        let given = Value::from_pointer(self.class_of(exception));
        let (class, given) = (super::operations::repr(self, object)?, super::operations::repr(self, given)?);
        Err(self.raise(
            ClassId::TypeError,
            format_args!("calling {} should have returned an instance of BaseException, not {}", Display(class), Display(given)),
        ))
    }

    /// `raise object` and `raise object from cause`.
    pub(crate) fn raise_object(&mut self, object: Value, cause: Option<Value>) -> Raised {
        match self.prepare_raise(object, cause) {
            Ok(exception) => self.raise_value(exception),
            Err(raised) => raised,
        }
    }

    fn prepare_raise(&mut self, object: Value, cause: Option<Value>) -> Result<Value> {
        let Some(exception) = self.instantiate(object)? else {
            return Err(self.raise(ClassId::TypeError, format_args!("exceptions must derive from BaseException")));
        };
        if let Some(cause) = cause {
            let cause = match cause {
                Value::NONE => Value::UNDEFINED,
                cause => match self.instantiate(cause)? {
                    Some(cause) => cause,
                    None => {
                        return Err(self.raise(ClassId::TypeError, format_args!("exception causes must derive from BaseException")));
                    }
                },
            };
            // SAFETY: checked to be an exception.
            unsafe {
                (*fields(exception)).cause = cause;
                (*fields(exception)).object.header.flags |= Exception::SUPPRESS_CONTEXT;
            }
        }
        Ok(exception)
    }

    /// `raise` alone: what is being handled, again.
    pub(crate) fn raise_again(&mut self) -> Raised {
        if !is_exception(self.handled) {
            return self.raise(ClassId::RuntimeError, format_args!("No active exception to reraise"));
        }
        self.machine.exception = self.handled;
        Raised
    }

    /// Whether an exception is caught by `except classes`.
    ///
    /// # Errors
    /// TypeError for what is no class of exceptions.
    pub(crate) fn exception_matches(&mut self, exception: Value, classes: Value) -> Result<bool> {
        if is(classes, Kind::Tuple) {
            for index in 0..self.tuple_length(classes) {
                if !is_exception_class(self.tuple_item(classes, index)) {
                    return Err(self.complain_catching());
                }
            }
            return Ok((0..self.tuple_length(classes))
                .filter_map(|index| as_class(self.tuple_item(classes, index)))
                .any(|class| self.is_subclass(self.class_of(exception), class)));
        }
        if !is_exception_class(classes) {
            return Err(self.complain_catching());
        }
        Ok(as_class(classes).is_some_and(|class| self.is_subclass(self.class_of(exception), class)))
    }

    #[cold]
    fn complain_catching(&mut self) -> Raised {
        self.raise(ClassId::TypeError, format_args!("catching classes that do not inherit from BaseException is not allowed"))
    }

    /// The text of an exception as reports show it, or nothing if making it fails.
    pub(crate) fn text_of_exception(&mut self, exception: Value) -> Option<Value> {
        let pending = self.machine.exception;
        let text = operations::str(self, exception);
        self.machine.exception = pending;
        text.ok()
    }
}
