//! Exceptions: the methods and attributes of `BaseException`, and which built-in exceptions have more (see [`super::exception_kinds`]).

use copperhead_stencils::layout::object::Kind;
use copperhead_stencils::value::Value;

use super::access::{as_class, has_flag, is, none, tuple_items};
use super::class_list::ClassId;
use super::exception_kinds as kinds;
use super::layout::{Class, Exception};
use super::native::{Arguments, Attribute, Method};
use super::operations;
use super::text::Display;
use crate::context::Context;
use crate::error::Result;

/// The exception behind a value that is known to be one.
pub(crate) fn fields(exception: Value) -> *mut Exception {
    exception.as_pointer()
}

/// `args` of an exception.
pub(crate) fn arguments_of(exception: Value) -> Value {
    // SAFETY: callers checked that it is an exception.
    unsafe { (*fields(exception)).arguments }
}

/// One of an exception's extra fields; UNDEFINED while unset.
pub(crate) fn extra(exception: Value, index: usize) -> Value {
    // SAFETY: callers checked that it is an exception.
    unsafe { (*fields(exception)).extra }.get(index).copied().unwrap_or(Value::UNDEFINED)
}

/// Sets one of an exception's extra fields.
pub(crate) fn set_extra(exception: Value, index: usize, value: Value) {
    // SAFETY: callers checked that it is an exception.
    if let Some(place) = unsafe { &mut (*fields(exception)).extra }.get_mut(index) {
        *place = value;
    }
}

/// Whether a value is an exception.
pub(crate) fn is_exception(value: Value) -> bool {
    is(value, Kind::Exception)
}

/// Whether a value is a class of exceptions.
pub(crate) fn is_exception_class(value: Value) -> bool {
    is(value, Kind::Class) && has_flag(value, Class::EXCEPTION)
}

impl Context {
    /// An exception of a class, with these `args` (a tuple).
    ///
    /// # Errors
    /// MemoryError.
    pub(crate) fn exception_of(&mut self, class: *mut Class, arguments: Value) -> Result<Value> {
        // SAFETY: the class is alive.
        let shape = unsafe { (*class).root_shape };
        let exception: *mut Exception = self.new_shaped(shape, Kind::Exception, size_of::<Exception>())?;
        // SAFETY: fresh.
        unsafe {
            (*exception).arguments = arguments;
            (*exception).cause = Value::UNDEFINED;
            (*exception).context = Value::UNDEFINED;
            (*exception).traceback = Value::NONE;
            (*exception).extra = [Value::UNDEFINED; 4];
        }
        Ok(Value::from_pointer(exception))
    }

    /// An exception of a built-in class, with these `args`.
    ///
    /// # Errors
    /// MemoryError.
    pub(crate) fn new_exception(&mut self, id: ClassId, arguments: &[Value]) -> Result<Value> {
        let arguments = self.new_tuple(arguments)?;
        let class = self.late_class(id)?;
        self.exception_of(class, arguments)
    }

    /// Adds a note to an exception.
    ///
    /// # Errors
    /// MemoryError; TypeError if its `__notes__` is no list.
    pub(crate) fn add_note(&mut self, exception: Value, note: Value) -> Result<()> {
        let name = self.intern("__notes__")?;
        match self.own_attribute(exception, name) {
            Some(notes) if is(notes, Kind::List) => self.list_append(notes, note),
            Some(_) => Err(self.raise(ClassId::TypeError, format_args!("Cannot add note: __notes__ is not a list"))),
            None => {
                let notes = self.new_list(&[note])?;
                self.set_own_attribute(exception, name, notes)?;
                Ok(())
            }
        }
    }
}

/// The positional arguments of a raw native function from one on, as a tuple.
pub(crate) fn positional(context: &mut Context, arguments: &Arguments, from: usize) -> Result<Value> {
    let named = if arguments.names == Value::UNDEFINED { 0 } else { context.tuple_length(arguments.names) };
    let end = arguments.len().saturating_sub(named);
    let tuple = context.new_tuple_of(end.saturating_sub(from))?;
    for index in from..end {
        // SAFETY: the fresh tuple has so many items.
        unsafe { *tuple_items(tuple).add(index - from) = arguments.get(index) };
    }
    Ok(tuple)
}

pub(crate) fn exception_new(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let Some(class) = as_class(arguments.get(0)).filter(|_| is_exception_class(arguments.get(0))) else {
        return Err(context.raise(ClassId::TypeError, format_args!("BaseException.__new__(X): X is not a subtype of BaseException")));
    };
    let tuple = positional(context, arguments, 1)?;
    context.exception_of(class, tuple)
}

/// `__setstate__`: attributes from a dict.
fn exception_set_state(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let (exception, state) = (arguments.get(0), arguments.get(1));
    if state == Value::NONE {
        return Ok(Value::NONE);
    }
    if !is(state, Kind::Dict) {
        return Err(context.raise(ClassId::TypeError, format_args!("state is not a dictionary")));
    }
    let mut from = 0;
    while let Some((number, entry)) = context.table_next(state.as_pointer(), from) {
        let name = context.attribute_name(entry.key)?;
        super::attribute::set_attribute(context, exception, name, entry.value)?;
        from = number + 1;
    }
    Ok(Value::NONE)
}

pub(crate) fn exception_init(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    if arguments.names != Value::UNDEFINED && context.tuple_length(arguments.names) != 0 {
        let name = context.short_class_name(arguments.get(0));
        return Err(context.raise(ClassId::TypeError, format_args!("{}() takes no keyword arguments", Display(name))));
    }
    let tuple = positional(context, arguments, 1)?;
    // SAFETY: the receiver was checked to be an exception.
    unsafe { (*fields(arguments.get(0))).arguments = tuple };
    Ok(Value::NONE)
}

/// What `str` makes of an exception by its arguments.
pub(crate) fn plain_text(context: &mut Context, exception: Value) -> Result<Value> {
    let arguments = arguments_of(exception);
    match context.tuple_length(arguments) {
        0 => Ok(context.empty_str),
        1 => operations::str(context, context.tuple_item(arguments, 0)),
        _ => operations::repr(context, arguments),
    }
}

fn exception_str(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    plain_text(context, arguments.get(0))
}

fn exception_repr(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let exception = arguments.get(0);
    let name = context.short_class_name(exception);
    let own = arguments_of(exception);
    if context.tuple_length(own) == 1 {
        let only = operations::repr(context, context.tuple_item(own, 0))?;
        return context.format(format_args!("{}({})", Display(name), Display(only)));
    }
    let all = operations::repr(context, own)?;
    context.format(format_args!("{}{}", Display(name), Display(all)))
}

fn with_traceback(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    set_traceback(context, arguments.get(0), arguments.get(1))?;
    Ok(arguments.get(0))
}

fn add_note(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let note = arguments.get(1);
    if !is(note, Kind::Str) {
        let given = context.class_name_of(note);
        return Err(context.raise(ClassId::TypeError, format_args!("note must be a str, not '{}'", Display(given))));
    }
    none(context.add_note(arguments.get(0), note))
}

fn set_traceback(context: &mut Context, exception: Value, traceback: Value) -> Result<()> {
    if traceback == Value::UNDEFINED {
        return Err(context.raise(ClassId::TypeError, format_args!("__traceback__ may not be deleted")));
    }
    if traceback != Value::NONE && !is(traceback, Kind::Traceback) {
        return Err(context.raise(ClassId::TypeError, format_args!("__traceback__ must be a traceback or None")));
    }
    // SAFETY: receivers are checked to be exceptions.
    unsafe { (*fields(exception)).traceback = traceback };
    Ok(())
}

/// An exception or UNDEFINED for a cause or context.
fn checked(context: &mut Context, value: Value, word: &str) -> Result<Value> {
    match value {
        Value::UNDEFINED => Err(context.raise(ClassId::TypeError, format_args!("__{word}__ may not be deleted"))),
        Value::NONE => Ok(Value::UNDEFINED),
        value if is_exception(value) => Ok(value),
        _ => Err(context.raise(ClassId::TypeError, format_args!("exception {word} must be None or derive from BaseException"))),
    }
}

fn set_cause(context: &mut Context, exception: Value, value: Value) -> Result<()> {
    let value = checked(context, value, "cause")?;
    // SAFETY: receivers are checked to be exceptions.
    unsafe {
        (*fields(exception)).cause = value;
        (*fields(exception)).object.header.flags |= Exception::SUPPRESS_CONTEXT;
    }
    Ok(())
}

fn set_context(context: &mut Context, exception: Value, value: Value) -> Result<()> {
    let value = checked(context, value, "context")?;
    // SAFETY: receivers are checked to be exceptions.
    unsafe { (*fields(exception)).context = value };
    Ok(())
}

fn set_suppress(context: &mut Context, exception: Value, value: Value) -> Result<()> {
    if value == Value::UNDEFINED {
        return Err(context.raise(ClassId::TypeError, format_args!("can't delete numeric/char attribute")));
    }
    if !value.is_bool() {
        return Err(context.raise(ClassId::TypeError, format_args!("attribute value type must be bool")));
    }
    let suppress = value == Value::TRUE;
    // SAFETY: receivers are checked to be exceptions.
    let flags = unsafe { &mut (*fields(exception)).object.header.flags };
    if suppress {
        *flags |= Exception::SUPPRESS_CONTEXT;
    } else {
        *flags &= !Exception::SUPPRESS_CONTEXT;
    }
    Ok(())
}

fn set_arguments(context: &mut Context, exception: Value, value: Value) -> Result<()> {
    if value == Value::UNDEFINED {
        return Err(context.raise(ClassId::TypeError, format_args!("args may not be deleted")));
    }
    let list = context.new_list(&[])?;
    operations::for_each(context, value, |context, item| {
        context.list_append(list, item)?;
        Ok(true)
    })?;
    let tuple = context.list_to_tuple(list)?;
    // SAFETY: receivers are checked to be exceptions.
    unsafe { (*fields(exception)).arguments = tuple };
    Ok(())
}

static BASE_METHODS: &[Method] = &[
    Method::raw("__new__", exception_new).unbound(),
    Method::raw("__init__", exception_init),
    Method::new("__repr__", exception_repr, 0, 0),
    Method::new("__str__", exception_str, 0, 0),
    Method::new("with_traceback", with_traceback, 1, 1),
    Method::new("add_note", add_note, 1, 1),
    Method::new("__setstate__", exception_set_state, 1, 1),
];

static BASE_ATTRIBUTES: &[Attribute] = &[
    Attribute { name: "args", get: |_, exception| Ok(arguments_of(exception)), set: Some(set_arguments) },
    Attribute {
        name: "__traceback__",
        // SAFETY: receivers of members are checked to be of the owner's class; so in all of these.
        get: |_, exception| Ok(unsafe { (*fields(exception)).traceback }),
        set: Some(set_traceback),
    },
    Attribute {
        name: "__cause__",
        // SAFETY: as above.
        get: |_, exception| Ok(Context::or_none(unsafe { (*fields(exception)).cause })),
        set: Some(set_cause),
    },
    Attribute {
        name: "__context__",
        // SAFETY: as above.
        get: |_, exception| Ok(Context::or_none(unsafe { (*fields(exception)).context })),
        set: Some(set_context),
    },
    Attribute {
        name: "__suppress_context__",
        get: |_, exception| Ok(Value::from_bool(has_flag(exception, Exception::SUPPRESS_CONTEXT))),
        set: Some(set_suppress),
    },
];

/// The methods of a class that differ from its base's.
pub const fn methods(id: ClassId) -> &'static [Method] {
    match id {
        ClassId::BaseException => BASE_METHODS,
        ClassId::BaseExceptionGroup => super::exception_group::METHODS,
        ClassId::StopIteration => kinds::STOP_ITERATION,
        ClassId::SystemExit => kinds::SYSTEM_EXIT,
        ClassId::KeyError => kinds::KEY_ERROR,
        ClassId::AttributeError => kinds::ATTRIBUTE_ERROR,
        ClassId::NameError => kinds::NAME_ERROR,
        ClassId::ImportError => kinds::IMPORT_ERROR,
        ClassId::OSError => kinds::OS_ERROR,
        ClassId::SyntaxError => kinds::SYNTAX_ERROR,
        ClassId::UnicodeDecodeError => kinds::UNICODE_DECODE_ERROR,
        ClassId::UnicodeEncodeError => kinds::UNICODE_ENCODE_ERROR,
        ClassId::UnicodeTranslateError => kinds::UNICODE_TRANSLATE_ERROR,
        _ => &[],
    }
}

/// The attributes of a class that differ from its base's.
pub const fn attributes(id: ClassId) -> &'static [Attribute] {
    match id {
        ClassId::BaseException => BASE_ATTRIBUTES,
        ClassId::BaseExceptionGroup => super::exception_group::ATTRIBUTES,
        ClassId::StopIteration => kinds::STOP_ITERATION_ATTRIBUTES,
        ClassId::SystemExit => kinds::SYSTEM_EXIT_ATTRIBUTES,
        ClassId::AttributeError => kinds::ATTRIBUTE_ERROR_ATTRIBUTES,
        ClassId::NameError => kinds::NAME_ERROR_ATTRIBUTES,
        ClassId::ImportError => kinds::IMPORT_ERROR_ATTRIBUTES,
        ClassId::OSError => kinds::OS_ERROR_ATTRIBUTES,
        ClassId::SyntaxError => kinds::SYNTAX_ERROR_ATTRIBUTES,
        ClassId::UnicodeDecodeError | ClassId::UnicodeEncodeError | ClassId::UnicodeTranslateError => kinds::UNICODE_ATTRIBUTES,
        _ => &[],
    }
}
