//! `set`.

use copperhead_stencils::layout::container::Dict;
use copperhead_stencils::layout::object::Kind;
use copperhead_stencils::value::Value;

use super::class_list::ClassId;
use super::generic_alias::class_get_item;
use super::layout::Set;
use super::native::{Arguments, Attribute, Method};
use super::set_algebra::{self as algebra, SetOperation};
use crate::context::Context;
use crate::error::Result;

/// The methods.
pub static METHODS: &[Method] = &[
    Method::raw("__new__", new).unbound(),
    Method::raw("__init__", init),
    Method::new("__repr__", algebra::repr, 0, 0),
    Method::new("__len__", algebra::len, 0, 0),
    Method::new("__contains__", algebra::contains, 1, 1),
    Method::new("__iter__", algebra::iter, 0, 0),
    Method::absent("__hash__"),
    Method::new("__eq__", algebra::equal, 1, 1),
    Method::new("__ne__", algebra::not_equal, 1, 1),
    Method::new("__lt__", algebra::less, 1, 1),
    Method::new("__le__", algebra::less_equal, 1, 1),
    Method::new("__gt__", algebra::greater, 1, 1),
    Method::new("__ge__", algebra::greater_equal, 1, 1),
    Method::new("__or__", algebra::or, 1, 1),
    Method::new("__ror__", algebra::reflected_or, 1, 1),
    Method::new("__and__", algebra::and, 1, 1),
    Method::new("__rand__", algebra::reflected_and, 1, 1),
    Method::new("__sub__", algebra::subtract, 1, 1),
    Method::new("__rsub__", algebra::reflected_subtract, 1, 1),
    Method::new("__xor__", algebra::xor, 1, 1),
    Method::new("__rxor__", algebra::reflected_xor, 1, 1),
    Method::new("__ior__", or_in_place, 1, 1),
    Method::new("__iand__", and_in_place, 1, 1),
    Method::new("__isub__", subtract_in_place, 1, 1),
    Method::new("__ixor__", xor_in_place, 1, 1),
    Method::new("__class_getitem__", class_get_item, 1, 1).of_class(),
    Method::new("add", add, 1, 1),
    Method::new("clear", clear, 0, 0),
    Method::new("copy", algebra::copy, 0, 0),
    Method::new("difference", algebra::difference, 0, u8::MAX),
    Method::new("difference_update", difference_update, 0, u8::MAX),
    Method::new("discard", discard, 1, 1),
    Method::new("intersection", algebra::intersection, 0, u8::MAX),
    Method::new("intersection_update", intersection_update, 0, u8::MAX),
    Method::new("isdisjoint", algebra::is_disjoint, 1, 1),
    Method::new("issubset", algebra::is_subset, 1, 1),
    Method::new("issuperset", algebra::is_superset, 1, 1),
    Method::new("pop", pop, 0, 0),
    Method::new("remove", remove, 1, 1),
    Method::new("symmetric_difference", algebra::symmetric_difference, 1, 1),
    Method::new("symmetric_difference_update", symmetric_difference_update, 1, 1),
    Method::new("union", algebra::union, 0, u8::MAX),
    Method::new("update", update, 0, u8::MAX),
];

/// The attributes.
pub static ATTRIBUTES: &[Attribute] = &[];

fn new(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let set: *mut Set = context.new_for(arguments, ClassId::Set, Kind::Set, size_of::<Set>())?;
    Ok(Value::from_pointer(set))
}

fn init(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let given = context.positional_only(arguments, "set", 0, 1)?;
    let set = arguments.get(0);
    if algebra::length(set) != 0 {
        context.table_clear(set.as_pointer());
    }
    if given == 1 {
        context.set_update(set, arguments.get(1))?;
    }
    Ok(Value::NONE)
}

fn in_place(context: &mut Context, operation: SetOperation, arguments: &Arguments) -> Result<Value> {
    if !algebra::is_set(arguments.get(1)) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    context.set_combine_in_place(operation, arguments.get(0), arguments.get(1))?;
    Ok(arguments.get(0))
}

fn or_in_place(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    in_place(context, SetOperation::Union, arguments)
}

fn and_in_place(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    in_place(context, SetOperation::Intersection, arguments)
}

fn subtract_in_place(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    in_place(context, SetOperation::Difference, arguments)
}

fn xor_in_place(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    in_place(context, SetOperation::SymmetricDifference, arguments)
}

fn with_each(context: &mut Context, operation: SetOperation, arguments: &Arguments) -> Result<Value> {
    for number in 1..arguments.len() {
        context.set_combine_in_place(operation, arguments.get(0), arguments.get(number))?;
    }
    Ok(Value::NONE)
}

fn update(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    with_each(context, SetOperation::Union, arguments)
}

fn intersection_update(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    if arguments.len() > 2 {
        // All of them are looked at before the set changes.
        let class = context.late_class_value(ClassId::Set)?;
        let common = context.call(class, &[arguments.get(0)])?;
        for number in 1..arguments.len() {
            context.set_combine_in_place(SetOperation::Intersection, common, arguments.get(number))?;
        }
        context.set_combine_in_place(SetOperation::Intersection, arguments.get(0), common)?;
        return Ok(Value::NONE);
    }
    with_each(context, SetOperation::Intersection, arguments)
}

fn difference_update(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    with_each(context, SetOperation::Difference, arguments)
}

fn symmetric_difference_update(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    with_each(context, SetOperation::SymmetricDifference, arguments)
}

fn add(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    context.set_add(arguments.get(0), arguments.get(1))?;
    Ok(Value::NONE)
}

fn clear(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    context.table_clear(arguments.get(0).as_pointer());
    Ok(Value::NONE)
}

fn discard(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    context.set_take(arguments.get(0), arguments.get(1))?;
    Ok(Value::NONE)
}

fn remove(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    if context.set_take(arguments.get(0), arguments.get(1))? {
        return Ok(Value::NONE);
    }
    Err(context.raise_key(arguments.get(1)))
}

fn pop(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let set: *mut Dict = arguments.get(0).as_pointer();
    match context.table_first(set) {
        None => Err(context.raise(ClassId::KeyError, format_args!("pop from an empty set"))),
        Some((number, entry)) => {
            context.table_remove(set, number);
            Ok(entry.key)
        }
    }
}
