//! Exception groups: `BaseExceptionGroup` and `ExceptionGroup`, and what `except*` does with them.

use copperhead_stencils::layout::object::Kind;
use copperhead_stencils::value::Value;

use super::access::{as_class, is};
use super::class_list::ClassId;
use super::exception::{extra, fields, is_exception, is_exception_class, positional, set_extra};
use super::native::{Arguments, Attribute, Method};
use super::special::Special;
use super::text::Display;
use super::{attribute, operations};
use crate::context::Context;
use crate::error::{Raised, Result};

/// The extra fields of a group.
const MESSAGE: usize = 0;
const EXCEPTIONS: usize = 1;

/// What parts of a group are wanted.
#[derive(Clone, Copy)]
enum Matcher {
    /// Those of a class or of one of a tuple's classes.
    Classes(Value),
    /// Those for which a function gives something true.
    Predicate(Value),
    /// Those that stand in a list.
    Members(Value),
}

/// Whether a value is a group.
pub(crate) fn is_group(context: &Context, value: Value) -> bool {
    is_exception(value) && context.is_instance_of(value, ClassId::BaseExceptionGroup)
}

/// The exceptions of a value that is known to be a group: a tuple, or UNDEFINED in one that was made in an unusual way.
pub(crate) fn exceptions(group: Value) -> Value {
    extra(group, EXCEPTIONS)
}

/// How many exceptions a group has.
pub(crate) fn count(context: &Context, group: Value) -> usize {
    let all = exceptions(group);
    if is(all, Kind::Tuple) { context.tuple_length(all) } else { 0 }
}

fn group_new(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let own = positional(context, arguments, 1)?;
    let given = context.tuple_length(own);
    if given != 2 {
        let message = format_args!("BaseExceptionGroup.__new__() takes exactly 2 arguments ({given} given)");
        return Err(context.raise(ClassId::TypeError, message));
    }
    make(context, arguments.get(0), own)
}

/// A group of a class from a tuple of message and exceptions.
fn make(context: &mut Context, class: Value, own: Value) -> Result<Value> {
    let (message, given) = (context.tuple_item(own, 0), context.tuple_item(own, 1));
    if !is(message, Kind::Str) {
        let name = context.class_name_of(message);
        let message = format_args!("BaseExceptionGroup.__new__() argument 1 must be str, not {}", Display(name));
        return Err(context.raise(ClassId::TypeError, message));
    }
    let given_class = context.class_of(given);
    let is_dict = context.is_instance_of(given, ClassId::Dict);
    if is_dict || context.lookup_special(given_class, Special::GetItem)?.is_none() {
        return Err(context.raise(ClassId::TypeError, format_args!("second argument (exceptions) must be a sequence")));
    }
    let all = context.tuple_from(given)?;
    if context.tuple_length(all) == 0 {
        return Err(context.raise(ClassId::ValueError, format_args!("second argument (exceptions) must be a non-empty sequence")));
    }
    let mut has_base = false;
    for index in 0..context.tuple_length(all) {
        let item = context.tuple_item(all, index);
        if !is_exception(item) {
            let message = format_args!("Item {index} of second argument (exceptions) is not an exception");
            return Err(context.raise(ClassId::ValueError, message));
        }
        has_base |= !context.is_instance_of(item, ClassId::Exception);
    }
    let class = group_class(context, class, has_base)?;
    let exception = context.exception_of(class, own)?;
    set_extra(exception, MESSAGE, message);
    set_extra(exception, EXCEPTIONS, all);
    Ok(exception)
}

/// The class of a new group: `BaseExceptionGroup` makes an `ExceptionGroup` of what is `Exception`s only.
fn group_class(context: &mut Context, class: Value, has_base: bool) -> Result<*mut super::layout::Class> {
    let Some(class) = as_class(class) else { return Err(context.raise_system("no class")) };
    if class == context.class(ClassId::BaseExceptionGroup) && !has_base {
        return context.late_class(ClassId::ExceptionGroup);
    }
    if has_base && class == context.class(ClassId::ExceptionGroup) {
        return Err(context.raise(ClassId::TypeError, format_args!("Cannot nest BaseExceptions in an ExceptionGroup")));
    }
    if has_base && context.is_subclass(class, context.class(ClassId::Exception)) {
        let name = context.class_name(class);
        return Err(context.raise(ClassId::TypeError, format_args!("Cannot nest BaseExceptions in '{}'", Display(name))));
    }
    Ok(class)
}

fn group_str(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let group = arguments.get(0);
    let number = count(context, group);
    let plural = if number == 1 { "" } else { "s" };
    let message = operations::str(context, Context::or_none(extra(group, MESSAGE)))?;
    context.format(format_args!("{} ({number} sub-exception{plural})", Display(message)))
}

fn derive(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let own = context.new_tuple(&[Context::or_none(extra(arguments.get(0), MESSAGE)), arguments.get(1)])?;
    let class = context.late_class_value(ClassId::BaseExceptionGroup)?;
    make(context, class, own)
}

/// The matcher that an argument of `split` or `subgroup` means.
fn matcher(context: &mut Context, given: Value) -> Result<Matcher> {
    if !is(given, Kind::Class) && crate::builtins::objects::is_callable(context, given)? {
        return Ok(Matcher::Predicate(given));
    }
    let all = is(given, Kind::Tuple) && (0..context.tuple_length(given)).all(|index| is_exception_class(context.tuple_item(given, index)));
    if all || is_exception_class(given) {
        return Ok(Matcher::Classes(given));
    }
    let message = "expected an exception type, a tuple of exception types, or a callable (other than a class)";
    Err(context.raise(ClassId::TypeError, format_args!("{message}")))
}

fn subgroup(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let matcher = matcher(context, arguments.get(1))?;
    let (matching, _) = split_by(context, arguments.get(0), matcher, false)?;
    Ok(matching)
}

fn split(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let matcher = matcher(context, arguments.get(1))?;
    let (matching, rest) = split_by(context, arguments.get(0), matcher, true)?;
    context.new_tuple(&[matching, rest])
}

fn matches(context: &mut Context, exception: Value, matcher: Matcher) -> Result<bool> {
    match matcher {
        Matcher::Classes(classes) => context.exception_matches(exception, classes),
        Matcher::Predicate(function) => {
            let result = context.call(function, &[exception])?;
            operations::truth(context, result)
        }
        Matcher::Members(list) => {
            if is_group(context, exception) {
                return Ok(false);
            }
            let tuple = context.list_to_tuple(list)?;
            Ok((0..context.tuple_length(tuple)).any(|index| context.tuple_item(tuple, index) == exception))
        }
    }
}

/// The part of an exception that matches, and, if it is wanted, the rest; None for nothing.
fn split_by(context: &mut Context, exception: Value, matcher: Matcher, with_rest: bool) -> Result<(Value, Value)> {
    context.check_native_stack()?;
    if matches(context, exception, matcher)? {
        return Ok((exception, Value::NONE));
    }
    if !is_group(context, exception) {
        return Ok((Value::NONE, if with_rest { exception } else { Value::NONE }));
    }
    let (matching, rest) = (context.new_list(&[])?, context.new_list(&[])?);
    for index in 0..count(context, exception) {
        let item = context.tuple_item(exceptions(exception), index);
        let (part, left) = split_by(context, item, matcher, with_rest)?;
        for (list, part) in [(matching, part), (rest, left)] {
            if part != Value::NONE {
                context.list_append(list, part)?;
            }
        }
    }
    let matching = subset(context, exception, matching)?;
    let rest = subset(context, exception, rest)?;
    Ok((matching, rest))
}

/// A group like another one of some of its exceptions (a list); None if there are none.
fn subset(context: &mut Context, group: Value, list: Value) -> Result<Value> {
    if operations::length(context, list)? == 0 {
        return Ok(Value::NONE);
    }
    let name = context.intern("derive")?;
    let method = attribute::get_attribute(context, group, name)?;
    let derived = context.call(method, &[list])?;
    if !is_group(context, derived) {
        return Err(context.raise(ClassId::TypeError, format_args!("derive must return an instance of BaseExceptionGroup")));
    }
    // SAFETY: both were checked to be exceptions.
    unsafe {
        (*fields(derived)).traceback = (*fields(group)).traceback;
        (*fields(derived)).context = (*fields(group)).context;
        (*fields(derived)).cause = (*fields(group)).cause;
        if (*fields(group)).cause != Value::UNDEFINED {
            (*fields(derived)).object.header.flags |= super::layout::Exception::SUPPRESS_CONTEXT;
        }
    }
    let name = context.intern("__notes__")?;
    if let Some(notes) = attribute::find_attribute(context, group, name)?
        && super::sequence::is_list_or_tuple(notes)
    {
        let copy = context.list_from(notes)?;
        attribute::set_attribute(context, derived, name, copy)?;
    }
    Ok(derived)
}

/// Whether two exceptions are parts of one that was raised: traceback, cause and context are the same.
fn same_origin(context: &Context, a: Value, b: Value) -> bool {
    if !is_group(context, a) || !is_group(context, b) {
        return false;
    }
    // SAFETY: just checked.
    unsafe {
        let (a, b) = (fields(a), fields(b));
        (*a).traceback == (*b).traceback && (*a).cause == (*b).cause && (*a).context == (*b).context
    }
}

/// Puts the exceptions in a group that are no groups themselves into a list.
fn collect_leaves(context: &mut Context, exception: Value, list: Value) -> Result<()> {
    context.check_native_stack()?;
    if !is_group(context, exception) {
        return context.list_append(list, exception);
    }
    for index in 0..count(context, exception) {
        let item = context.tuple_item(exceptions(exception), index);
        collect_leaves(context, item, list)?;
    }
    Ok(())
}

impl Context {
    /// Refuses classes that `except*` cannot catch.
    fn check_group_classes(&mut self, classes: Value) -> Result<()> {
        let tuple = if is(classes, Kind::Tuple) { classes } else { self.new_tuple(&[classes])? };
        let base = self.late_class(ClassId::BaseExceptionGroup)?;
        for index in 0..self.tuple_length(tuple) {
            if !is_exception_class(self.tuple_item(tuple, index)) {
                let message = "catching classes that do not inherit from BaseException is not allowed";
                return Err(self.raise(ClassId::TypeError, format_args!("{message}")));
            }
        }
        for index in 0..self.tuple_length(tuple) {
            if as_class(self.tuple_item(tuple, index)).is_some_and(|class| self.is_subclass(class, base)) {
                let message = "catching ExceptionGroup with except* is not allowed. Use except instead.";
                return Err(self.raise(ClassId::TypeError, format_args!("{message}")));
            }
        }
        Ok(())
    }

    /// What a clause of `except*` catches, or None. The operand is a tuple of the statement's state and the clause's classes.
    ///
    /// # Errors
    /// TypeError for classes that cannot be caught; what `split` raises.
    pub(crate) fn match_group(&mut self, operand: Value) -> Result<Value> {
        let (state, classes) = (self.tuple_item(operand, 0), self.tuple_item(operand, 1));
        self.check_group_classes(classes)?;
        let rest = super::sequence::item(state, 1).unwrap_or(Value::NONE);
        if !is_exception(rest) {
            return Ok(Value::NONE);
        }
        let (caught, left) = if self.exception_matches(rest, classes)? {
            let group = if is_group(self, rest) { rest } else { self.wrap_in_group(rest)? };
            (group, Value::NONE)
        } else if is_group(self, rest) {
            self.split_for_clause(rest, classes)?
        } else {
            (Value::NONE, rest)
        };
        let index = Value::from_i32_small(1);
        operations::set_item(self, state, index, left)?;
        Ok(caught)
    }

    /// A group of one exception, which nobody raised.
    fn wrap_in_group(&mut self, exception: Value) -> Result<Value> {
        let inner = self.new_tuple(&[exception])?;
        self.new_group(inner)
    }

    fn new_group(&mut self, exceptions: Value) -> Result<Value> {
        let own = self.new_tuple(&[self.empty_str, exceptions])?;
        let class = self.late_class_value(ClassId::BaseExceptionGroup)?;
        make(self, class, own)
    }

    fn split_for_clause(&mut self, group: Value, classes: Value) -> Result<(Value, Value)> {
        let name = self.intern("split")?;
        let method = attribute::get_attribute(self, group, name)?;
        let pair = self.call(method, &[classes])?;
        let class = self.class_name_of(group);
        if !is(pair, Kind::Tuple) {
            let given = self.class_name_of(pair);
            let message = format_args!("{}.split must return a tuple, not {}", Display(class), Display(given));
            return Err(self.raise(ClassId::TypeError, message));
        }
        let length = self.tuple_length(pair);
        if length < 2 {
            let message = format_args!("{}.split must return a 2-tuple, got tuple of size {length}", Display(class));
            return Err(self.raise(ClassId::TypeError, message));
        }
        Ok((self.tuple_item(pair, 0), self.tuple_item(pair, 1)))
    }

    /// What a `try` with `except*` raises at its end by its state, or None.
    ///
    /// # Errors
    /// What `derive` raises, MemoryError.
    pub(crate) fn end_group(&mut self, state: Value) -> Result<Value> {
        let all = self.list_to_tuple(state)?;
        let (original, left) = (self.tuple_item(all, 0), self.tuple_item(all, 1));
        if !is_group(self, original) {
            // It was caught by one clause at the most: what that raised, or the exception itself.
            return Ok(if self.tuple_length(all) > 2 { self.tuple_item(all, 2) } else { left });
        }
        let (raised, again) = (self.new_list(&[])?, self.new_list(&[])?);
        for index in (2..self.tuple_length(all)).chain([1]) {
            let exception = self.tuple_item(all, index);
            if !is_exception(exception) {
                continue;
            }
            if same_origin(self, exception, original) {
                collect_leaves(self, exception, again)?;
            } else {
                self.list_append(raised, exception)?;
            }
        }
        let remaining =
            if operations::length(self, again)? == 0 { Value::NONE } else { split_by(self, original, Matcher::Members(again), false)?.0 };
        match operations::length(self, raised)? {
            0 => return Ok(remaining),
            1 if remaining == Value::NONE => return Ok(super::sequence::item(raised, 0).unwrap_or(Value::NONE)),
            _ => {}
        }
        if remaining != Value::NONE {
            self.list_append(raised, remaining)?;
        }
        self.new_group(raised)
    }
}

/// The methods.
pub static METHODS: &[Method] = &[
    Method::raw("__new__", group_new).unbound(),
    Method::new("__str__", group_str, 0, 0),
    Method::new("derive", derive, 1, 1),
    Method::new("subgroup", subgroup, 1, 1),
    Method::new("split", split, 1, 1),
    Method::new("__class_getitem__", super::generic_alias::class_get_item, 1, 1).of_class(),
];

/// What a member that cannot be written says.
///
/// # Errors
/// AttributeError.
pub(crate) fn read_only(context: &mut Context, _: Value, _: Value) -> Result<()> {
    Err::<(), Raised>(context.raise(ClassId::AttributeError, format_args!("readonly attribute")))
}

/// The attributes.
pub static ATTRIBUTES: &[Attribute] = &[
    Attribute { name: "message", get: |_, group| Ok(Context::or_none(extra(group, MESSAGE))), set: Some(read_only) },
    Attribute {
        name: "exceptions",
        get: |context, group| Ok(if is(exceptions(group), Kind::Tuple) { exceptions(group) } else { context.empty_tuple }),
        set: Some(read_only),
    },
];
