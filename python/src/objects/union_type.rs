//! `types.UnionType`: `int | str`.

use copperhead_stencils::layout::object::Kind;
use copperhead_stencils::value::Value;

use super::access::is;
use super::class_list::ClassId;
use super::generic_alias::{self, is_alias};
use super::native::{Arguments, Attribute, Method};
use super::operations;
use super::record::{field, set_field};
use super::text::TextBuilder;
use crate::context::Context;
use crate::error::Result;

const MEMBERS: usize = 0;

/// Whether a value is a union.
pub(crate) fn is_union(context: &Context, value: Value) -> bool {
    is(value, Kind::Record) && !context.class(ClassId::UnionType).is_null() && context.is_instance_of(value, ClassId::UnionType)
}

/// What stands in a value that is known to be a union: a tuple.
pub(crate) fn members(union: Value) -> Value {
    field(union, MEMBERS)
}

/// Whether `|` makes a union of a value.
fn is_unionable(context: &mut Context, value: Value) -> Result<bool> {
    if value == Value::NONE || is(value, Kind::Class) || is_alias(context, value) || is_union(context, value) {
        return Ok(true);
    }
    // Aliases of the `type` statement are written in Python.
    let name = context.intern("__type_alias__")?;
    let class = context.class_of(value);
    Ok(context.lookup(class, name)?.is_some())
}

fn add(context: &mut Context, list: Value, member: Value) -> Result<()> {
    if is_union(context, member) {
        for index in 0..context.tuple_length(members(member)) {
            let inner = context.tuple_item(members(member), index);
            add(context, list, inner)?;
        }
        return Ok(());
    }
    let member = if member == Value::NONE { context.class_value(ClassId::NoneType) } else { member };
    for index in 0..super::sequence::length(list) {
        let Some(known) = super::sequence::item(list, index) else { break };
        let same = known == member || (is_alias(context, known) && is_alias(context, member) && operations::equal(context, known, member)?);
        if same {
            return Ok(());
        }
    }
    context.list_append(list, member)
}

fn unite(context: &mut Context, left: Value, right: Value) -> Result<Value> {
    if !is_unionable(context, left)? || !is_unionable(context, right)? {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let list = context.new_list(&[])?;
    add(context, list, left)?;
    add(context, list, right)?;
    if let (1, Some(only)) = (super::sequence::length(list), super::sequence::item(list, 0)) {
        return Ok(only);
    }
    let tuple = context.list_to_tuple(list)?;
    let class = context.late_class(ClassId::UnionType)?;
    let union = context.new_record(class, 1)?;
    set_field(union, MEMBERS, tuple);
    Ok(union)
}

/// `left | right` of types.
pub(crate) fn or(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    unite(context, arguments.get(0), arguments.get(1))
}

/// The same with the operands exchanged.
pub(crate) fn reflected_or(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    unite(context, arguments.get(1), arguments.get(0))
}

fn union_repr(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let all = members(arguments.get(0));
    let none = context.class_value(ClassId::NoneType);
    let mut builder = TextBuilder::new(context);
    for index in 0..super::sequence::length(all) {
        if index != 0 {
            builder.push_text(" | ")?;
        }
        match super::sequence::item(all, index) {
            Some(member) if member == none => builder.push_text("None")?,
            Some(member) => generic_alias::push_type(&mut builder, member)?,
            None => {}
        }
    }
    builder.finish()
}

fn as_set(context: &mut Context, union: Value) -> Result<Value> {
    let class = context.late_class_value(ClassId::FrozenSet)?;
    context.call(class, &[members(union)])
}

fn union_eq(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let (a, b) = (arguments.get(0), arguments.get(1));
    if !is_union(context, b) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let (a, b) = (as_set(context, a)?, as_set(context, b)?);
    operations::equal(context, a, b).map(Value::from_bool)
}

fn union_hash(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let set = as_set(context, arguments.get(0))?;
    let hash = operations::hash(context, set)?;
    context.new_int_of(hash as isize)
}

fn union_instance(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    context.is_instance(arguments.get(1), members(arguments.get(0))).map(Value::from_bool)
}

fn union_subclass(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    context.is_subclass_of(arguments.get(1), members(arguments.get(0))).map(Value::from_bool)
}

fn union_getitem(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let union = arguments.get(0);
    let items = generic_alias::substitute(context, union, members(union), arguments.get(1))?;
    let mut result = context.tuple_item(items, 0);
    for index in 1..context.tuple_length(items) {
        let item = context.tuple_item(items, index);
        result = operations::binary(context, copperhead_stencils::operation::Operation::Or, false, result, item)?;
    }
    Ok(result)
}

/// The methods.
pub static METHODS: &[Method] = &[
    Method::new("__repr__", union_repr, 0, 0),
    Method::new("__eq__", union_eq, 1, 1),
    Method::new("__hash__", union_hash, 0, 0),
    Method::new("__or__", or, 1, 1),
    Method::new("__ror__", reflected_or, 1, 1),
    Method::new("__instancecheck__", union_instance, 1, 1),
    Method::new("__subclasscheck__", union_subclass, 1, 1),
    Method::new("__getitem__", union_getitem, 1, 1),
];

/// The attributes.
pub static ATTRIBUTES: &[Attribute] = &[
    Attribute { name: "__args__", get: |_, union| Ok(members(union)), set: None },
    Attribute { name: "__parameters__", get: |context, union| generic_alias::parameters_of(context, members(union)), set: None },
];
