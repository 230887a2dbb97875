//! `itemgetter`, `attrgetter` and `methodcaller`.

use copperhead_stencils::layout::object::Kind;
use copperhead_stencils::value::Value;

use crate::context::Context;
use crate::error::Result;
use crate::objects::access::is;
use crate::objects::class_list::ClassId;
use crate::objects::construct::{tuple_items, tuple_slice};
use crate::objects::native::{Arguments, Attribute, Method};
use crate::objects::record::{field, set_field};
use crate::objects::sequence::push_repr;
use crate::objects::text::{self, Display, TextBuilder};
use crate::objects::{attribute, operations};

/// What is got: a tuple of keys; of names, or tuples of them where they are dotted; of the arguments.
const WHAT: usize = 0;
/// What `repr` shows: a tuple.
const SHOWN: usize = 1;
/// `methodcaller`: the names of the last arguments, UNDEFINED if there are none; the method's name.
const NAMES: usize = 2;
const METHOD: usize = 3;

/// A tuple of the arguments from one on.
fn rest(context: &mut Context, arguments: &Arguments, from: usize) -> Result<Value> {
    let count = arguments.len().saturating_sub(from);
    let tuple = context.new_tuple_of(count)?;
    for place in 0..count {
        // SAFETY: the fresh tuple has so many items.
        unsafe { *tuple_items(tuple).add(place) = arguments.get(from.saturating_add(place)) };
    }
    Ok(tuple)
}

/// At least one argument, none of them named.
fn check(context: &mut Context, arguments: &Arguments, name: &str) -> Result<()> {
    if context.named_count(arguments) != 0 {
        return Err(context.raise(ClassId::TypeError, format_args!("{name}() takes no keyword arguments")));
    }
    if arguments.len() < 2 {
        return Err(context.raise(ClassId::TypeError, format_args!("{name} expected 1 argument, got 0")));
    }
    Ok(())
}

/// The one argument of a call.
fn subject(context: &mut Context, arguments: &Arguments, name: &str) -> Result<Value> {
    context.positional_only(arguments, name, 1, 1)?;
    Ok(arguments.get(1))
}

fn new_item_getter(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    check(context, arguments, "itemgetter")?;
    let keys = rest(context, arguments, 1)?;
    let getter = context.new_record_of(ClassId::ItemGetter, arguments.get(0), 2)?;
    set_field(getter, WHAT, keys);
    set_field(getter, SHOWN, keys);
    Ok(getter)
}

/// What each part of a getter gives: itself if it is one, else a tuple.
fn all_of(context: &mut Context, parts: Value, mut get: impl FnMut(&mut Context, Value) -> Result<Value>) -> Result<Value> {
    if let [part] = *tuple_slice(parts) {
        return get(context, part);
    }
    let count = context.tuple_length(parts);
    let result = context.new_tuple_of(count)?;
    for place in 0..count {
        let part = context.tuple_item(parts, place);
        let value = get(context, part)?;
        // SAFETY: the fresh tuple has so many items.
        unsafe { *tuple_items(result).add(place) = value };
    }
    Ok(result)
}

fn call_item_getter(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let object = subject(context, arguments, "itemgetter")?;
    all_of(context, field(arguments.get(0), WHAT), |context, key| operations::get_item(context, object, key))
}

fn new_attribute_getter(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    check(context, arguments, "attrgetter")?;
    let shown = rest(context, arguments, 1)?;
    let count = context.tuple_length(shown);
    let names = context.new_tuple_of(count)?;
    for place in 0..count {
        let name = context.tuple_item(shown, place);
        if !is(name, Kind::Str) {
            return Err(context.raise(ClassId::TypeError, format_args!("attribute name must be a string")));
        }
        let split = split_name(context, name)?;
        // SAFETY: the fresh tuple has so many items.
        unsafe { *tuple_items(names).add(place) = split };
    }
    let getter = context.new_record_of(ClassId::AttributeGetter, arguments.get(0), 2)?;
    set_field(getter, WHAT, names);
    set_field(getter, SHOWN, shown);
    Ok(getter)
}

/// The parts of a dotted name, in a tuple.
fn split_name(context: &mut Context, name: Value) -> Result<Value> {
    let parts = context.new_list(&[])?;
    let length = text::length(name);
    let mut start = 0;
    for end in 0..=length {
        if end == length || text::code_point(name, end) == u32::from('.') {
            let part = text::substring(context, name, start, end)?;
            let part = context.intern_str(part)?;
            context.list_append(parts, part)?;
            start = end.saturating_add(1);
        }
    }
    context.list_to_tuple(parts)
}

fn call_attribute_getter(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let object = subject(context, arguments, "attrgetter")?;
    all_of(context, field(arguments.get(0), WHAT), |context, names| {
        let mut object = object;
        for &name in tuple_slice(names) {
            object = attribute::get_attribute(context, object, name)?;
        }
        Ok(object)
    })
}

fn new_method_caller(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let named = context.named_count(arguments);
    if arguments.len().saturating_sub(named) < 2 {
        let text = format_args!("methodcaller needs at least one argument, the method name");
        return Err(context.raise(ClassId::TypeError, text));
    }
    let name = arguments.get(1);
    if !is(name, Kind::Str) {
        return Err(context.raise(ClassId::TypeError, format_args!("method name must be a string")));
    }
    let name = context.intern_str(name)?;
    let values = rest(context, arguments, 2)?;
    let caller = context.new_record_of(ClassId::MethodCaller, arguments.get(0), 4)?;
    set_field(caller, WHAT, values);
    set_field(caller, METHOD, name);
    set_field(caller, NAMES, arguments.names);
    Ok(caller)
}

fn call_method_caller(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let object = subject(context, arguments, "methodcaller")?;
    let caller = arguments.get(0);
    let method = attribute::get_attribute(context, object, field(caller, METHOD))?;
    context.call_with_names(method, tuple_slice(field(caller, WHAT)), field(caller, NAMES))
}

fn repr_of_getter(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let getter = arguments.get(0);
    let name = context.class_name_of(getter);
    context.container_repr(getter, "...", |builder| {
        builder.push_str(name)?;
        builder.push_text("(")?;
        push_all(builder, field(getter, SHOWN), Value::UNDEFINED, "")?;
        builder.push_text(")")
    })
}

/// Writes the arguments of a call, the last of them named.
pub(crate) fn push_all(builder: &mut TextBuilder<'_>, values: Value, names: Value, mut before: &str) -> Result<()> {
    let count = builder.context.tuple_length(values);
    let named = if names == Value::UNDEFINED { 0 } else { builder.context.tuple_length(names) };
    for place in 0..count {
        builder.push_text(before)?;
        before = ", ";
        if let Some(number) = place.checked_sub(count.saturating_sub(named)) {
            let name = builder.context.tuple_item(names, number);
            builder.push_str(name)?;
            builder.push_text("=")?;
        }
        let value = builder.context.tuple_item(values, place);
        push_repr(builder, value)?;
    }
    Ok(())
}

fn repr_of_caller(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let caller = arguments.get(0);
    let name = context.class_name_of(caller);
    let method = operations::repr(context, field(caller, METHOD))?;
    if !context.enter_repr(caller)? {
        return context.format(format_args!("{}(...)", Display(name)));
    }
    context.leave_repr();
    context.container_repr(caller, "...", |builder| {
        builder.push_str(name)?;
        builder.push_text("(")?;
        builder.push_str(method)?;
        push_all(builder, field(caller, WHAT), field(caller, NAMES), ", ")?;
        builder.push_text(")")
    })
}

/// `__reduce__` of `itemgetter` and `attrgetter`: the class and what it was called with.
fn reduce_getter(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let getter = arguments.get(0);
    let class = Value::from_pointer(context.class_of(getter));
    context.new_tuple(&[class, field(getter, SHOWN)])
}

/// `__reduce__` of `methodcaller`: named arguments are bound by `partial`.
fn reduce_caller(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let caller = arguments.get(0);
    let class = Value::from_pointer(context.class_of(caller));
    let (values, names, method) = (field(caller, WHAT), field(caller, NAMES), field(caller, METHOD));
    let named = if names == Value::UNDEFINED { 0 } else { context.tuple_length(names) };
    let given = context.tuple_length(values).saturating_sub(named);
    let positional = context.new_list(&[])?;
    if named == 0 {
        context.list_append(positional, method)?;
    }
    for place in 0..given {
        let value = context.tuple_item(values, place);
        context.list_append(positional, value)?;
    }
    let positional = context.list_to_tuple(positional)?;
    if named == 0 {
        return context.new_tuple(&[class, positional]);
    }
    let keywords = context.new_dict()?;
    for place in 0..named {
        let (name, value) = (context.tuple_item(names, place), context.tuple_item(values, given.saturating_add(place)));
        context.table_store_name(keywords, name, value)?;
    }
    let partial = context.late_class_value(ClassId::Partial)?;
    let bound = context.new_list(&[class, method])?;
    let bound = context.list_to_tuple(bound)?;
    let bound = crate::objects::class_build::call_with_keywords(context, partial, tuple_slice(bound), keywords)?;
    context.new_tuple(&[bound, positional])
}

/// The methods of a class.
pub const fn methods(id: ClassId) -> &'static [Method] {
    match id {
        ClassId::ItemGetter => {
            const {
                &[
                    Method::raw("__new__", new_item_getter).unbound(),
                    Method::raw("__call__", call_item_getter),
                    Method::new("__repr__", repr_of_getter, 0, 0),
                    Method::new("__reduce__", reduce_getter, 0, 0),
                ]
            }
        }
        ClassId::AttributeGetter => {
            const {
                &[
                    Method::raw("__new__", new_attribute_getter).unbound(),
                    Method::raw("__call__", call_attribute_getter),
                    Method::new("__repr__", repr_of_getter, 0, 0),
                    Method::new("__reduce__", reduce_getter, 0, 0),
                ]
            }
        }
        _ => {
            const {
                &[
                    Method::raw("__new__", new_method_caller).unbound(),
                    Method::raw("__call__", call_method_caller),
                    Method::new("__repr__", repr_of_caller, 0, 0),
                    Method::new("__reduce__", reduce_caller, 0, 0),
                ]
            }
        }
    }
}

/// None of the classes has attributes.
pub static ATTRIBUTES: &[Attribute] = &[];
