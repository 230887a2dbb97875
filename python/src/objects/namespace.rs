//! `types.SimpleNamespace`.

use copperhead_stencils::layout::object::Kind;
use copperhead_stencils::value::Value;

use super::access::{as_class, is};
use super::class_list::ClassId;
use super::native::{Arguments, Attribute, Method};
use super::operations;
use super::text::TextBuilder;
use crate::context::Context;
use crate::error::Result;

fn namespace_new(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    match as_class(arguments.get(0)) {
        Some(class) => context.new_plain_instance(class),
        None => Err(context.raise_system("no class")),
    }
}

fn namespace_init(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let named = if arguments.names == Value::UNDEFINED { 0 } else { context.tuple_length(arguments.names) };
    let positional = arguments.len().saturating_sub(named);
    if positional > 2 {
        let given = positional.saturating_sub(1);
        let class = context.class_name_of(arguments.get(0));
        let message = format_args!("{} expected at most 1 argument, got {given}", super::text::Display(class));
        return Err(context.raise(ClassId::TypeError, message));
    }
    if positional == 2 {
        let class = context.class_value(ClassId::Dict);
        let entries = context.call(class, &[arguments.get(1)])?;
        let mut from = 0;
        while let Some((number, entry)) = context.table_next(entries.as_pointer(), from) {
            if !is(entry.key, Kind::Str) {
                return Err(context.raise(ClassId::TypeError, format_args!("keywords must be strings")));
            }
            let name = context.intern_str(entry.key)?;
            context.set_own_attribute(arguments.get(0), name, entry.value)?;
            from = number + 1;
        }
    }
    for index in 0..named {
        let name = context.tuple_item(arguments.names, index);
        let name = context.intern_str(name)?;
        context.set_own_attribute(arguments.get(0), name, arguments.get(positional + index))?;
    }
    Ok(Value::NONE)
}

fn namespace_repr(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    context.check_native_stack()?;
    let object = arguments.get(0);
    let class_name = if context.class_of(object) == context.class(ClassId::SimpleNamespace) {
        context.intern("namespace")?
    } else {
        context.class_name_of(object)
    };
    if !context.enter_repr(object)? {
        return context.format(format_args!("{}(...)", super::text::Display(class_name)));
    }
    let shown = shown(context, object, class_name);
    context.leave_repr();
    shown
}

fn shown(context: &mut Context, object: Value, class_name: Value) -> Result<Value> {
    let names = context.new_list(&[])?;
    context.for_each_own_name(object, |context, name| context.list_append(names, name))?;
    let names = context.list_to_tuple(names)?;
    let parts = context.new_list(&[])?;
    for index in 0..context.tuple_length(names) {
        let name = context.tuple_item(names, index);
        let Some(value) = context.own_attribute(object, name) else { continue };
        let text = operations::repr(context, value)?;
        let part = context.format(format_args!("{}={}", super::text::Display(name), super::text::Display(text)))?;
        context.list_append(parts, part)?;
    }
    let parts = context.list_to_tuple(parts)?;
    let count = context.tuple_length(parts);
    let items: [*mut Value; 1] = [super::access::tuple_items(parts)];
    let mut builder = TextBuilder::new(context);
    builder.push_str(class_name)?;
    builder.push_text("(")?;
    for index in 0..count {
        if index != 0 {
            builder.push_text(", ")?;
        }
        let [first] = items;
        // SAFETY: the tuple, alive on our native stack, has `count` items.
        builder.push_str(unsafe { *first.add(index) })?;
    }
    builder.push_text(")")?;
    builder.finish()
}

fn namespace_eq(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let (left, right) = (arguments.get(0), arguments.get(1));
    if !is(right, Kind::Instance) || !context.is_instance_of(right, ClassId::SimpleNamespace) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    match (context.own_dict(left)?, context.own_dict(right)?) {
        (Some(left), Some(right)) => {
            operations::equal(context, Value::from_pointer(left), Value::from_pointer(right)).map(Value::from_bool)
        }
        _ => Ok(Value::NOT_IMPLEMENTED),
    }
}

/// `__replace__(**changes)`: a namespace of the same class with some attributes changed.
fn namespace_replace(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let object = arguments.get(0);
    let named = if arguments.names == Value::UNDEFINED { 0 } else { context.tuple_length(arguments.names) };
    let positional = arguments.len().saturating_sub(named);
    if positional > 1 {
        return Err(context.raise(ClassId::TypeError, format_args!("__replace__() takes no positional arguments")));
    }
    let class = Value::from_pointer(context.class_of(object));
    let fresh = context.call(class, &[])?;
    let names = context.new_list(&[])?;
    context.for_each_own_name(object, |context, name| context.list_append(names, name))?;
    for index in 0..super::sequence::length(names) {
        let Some(name) = super::sequence::item(names, index) else { break };
        let Some(value) = context.own_attribute(object, name) else { continue };
        context.set_own_attribute(fresh, name, value)?;
    }
    for index in 0..named {
        let name = context.tuple_item(arguments.names, index);
        let name = context.intern_str(name)?;
        context.set_own_attribute(fresh, name, arguments.get(positional + index))?;
    }
    Ok(fresh)
}

/// The methods.
pub static METHODS: &[Method] = &[
    Method::raw("__replace__", namespace_replace),
    Method::raw("__new__", namespace_new).unbound(),
    Method::raw("__init__", namespace_init),
    Method::new("__repr__", namespace_repr, 0, 0),
    Method::absent("__hash__"),
    Method::new("__eq__", namespace_eq, 1, 1),
];

/// The attributes.
pub static ATTRIBUTES: &[Attribute] = &[];
