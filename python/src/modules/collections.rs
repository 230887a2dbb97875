//! What `collections` (in Python) is built on besides `deque` and `OrderedDict`: the fields of named tuples, counting.

use copperhead_stencils::layout::object::Kind;
use copperhead_stencils::operation::Operation;
use copperhead_stencils::value::Value;

use super::Store;
use crate::context::Context;
use crate::error::Result;
use crate::objects::access::is;
use crate::objects::class_list::ClassId;
use crate::objects::native::{Arguments, Attribute, Method};
use crate::objects::record::{field, set_field};
use crate::objects::text::Display;
use crate::objects::{attribute, dict, operations, sequence};

/// The getter of a field: its index; its docstring.
const INDEX: usize = 0;
const DOC: usize = 1;

fn new_getter(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    context.positional_only(arguments, "_tuplegetter", 2, 2)?;
    let index = operations::as_isize(context, arguments.get(1))?;
    let getter = context.new_record_of(ClassId::TupleGetter, arguments.get(0), 2)?;
    set_field(getter, INDEX, Value::from_int(index.max(-1)).unwrap_or(Value::from_i32_small(-1)));
    set_field(getter, DOC, arguments.get(2));
    Ok(getter)
}

/// The field of a named tuple.
///
/// # Errors
/// TypeError for what is no tuple, IndexError.
pub(crate) fn get(context: &mut Context, getter: Value, receiver: Value) -> Result<Value> {
    if is(receiver, Kind::Tuple) {
        return match usize::try_from(field(getter, INDEX).as_int()).ok().and_then(|index| sequence::item(receiver, index)) {
            Some(value) => Ok(value),
            None => Err(context.raise(ClassId::IndexError, format_args!("tuple index out of range"))),
        };
    }
    if receiver == Value::NONE {
        return Ok(getter);
    }
    let (index, name) = (field(getter, INDEX).as_int(), context.class_name_of(receiver));
    let text = format_args!("descriptor for index '{index}' for tuple subclasses doesn't apply to '{}' object", Display(name));
    Err(context.raise(ClassId::TypeError, text))
}

fn refuse(context: &mut Context, _: &Arguments) -> Result<Value> {
    Err(context.raise(ClassId::AttributeError, format_args!("can't set attribute")))
}

fn refuse_deleting(context: &mut Context, _: &Arguments) -> Result<Value> {
    Err(context.raise(ClassId::AttributeError, format_args!("can't delete attribute")))
}

fn repr(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let getter = arguments.get(0);
    let name = context.short_class_name(getter);
    let doc = operations::repr(context, field(getter, DOC))?;
    context.format(format_args!("{}({}, {})", Display(name), field(getter, INDEX).as_int(), Display(doc)))
}

/// The class's methods.
pub static METHODS: &[Method] = &[
    Method::raw("__new__", new_getter).unbound(),
    Method::raw("__init__", |_, _| Ok(Value::NONE)),
    Method::new("__repr__", repr, 0, 0),
    Method::new("__get__", |context, arguments| get(context, arguments.get(0), arguments.get(1)), 1, 2),
    Method::new("__set__", refuse, 2, 2),
    Method::new("__delete__", refuse_deleting, 1, 1),
];

/// The class's attributes.
pub static ATTRIBUTES: &[Attribute] = &[Attribute {
    name: "__doc__",
    get: |_, getter| Ok(field(getter, DOC)),
    set: Some(|_, getter, doc| {
        set_field(getter, DOC, Context::or_none(doc));
        Ok(())
    }),
}];

/// `_count_elements(mapping, iterable)`: one more under each item.
fn count_elements(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let (mapping, iterable) = (arguments.get(0), arguments.get(1));
    let one = Value::from_i32_small(1);
    // A subclass may have a `get` or `__setitem__` of its own.
    let plain = dict::is_dict(mapping) && dict::counts_plainly(context, mapping)?;
    let get = if plain {
        Value::NONE
    } else {
        let name = context.intern("get")?;
        attribute::get_attribute(context, mapping, name)?
    };
    operations::for_each(context, iterable, |context, key| {
        if plain {
            let hash = context.key_hash(key)?;
            let found = context.table_find(mapping.as_pointer(), key, hash)?;
            let old = found.map(|number| dict::entry_value(mapping, number));
            let new = match old {
                None => one,
                Some(old) => operations::binary(context, Operation::Add, false, old, one)?,
            };
            match found {
                // Adding small integers runs nothing that could move the entry.
                Some(number) if old.is_some_and(Value::is_int) => dict::set_entry_value(context, mapping, number, new),
                _ => context.table_store(mapping.as_pointer(), key, hash, new)?,
            }
        } else {
            let old = context.call(get, &[key, Value::from_i32_small(0)])?;
            let new = operations::binary(context, Operation::Add, false, old, one)?;
            operations::set_item(context, mapping, key, new)?;
        }
        Ok(true)
    })?;
    Ok(Value::NONE)
}

/// The functions of `_collections`.
pub static FUNCTIONS: &[Method] = &[Method::new("_count_elements", count_elements, 2, 2).unbound()];

/// The classes of `_collections`.
pub(crate) fn values(context: &mut Context, store: &mut Store<'_>) -> Result<()> {
    for (name, id) in [
        ("deque", ClassId::Deque),
        ("_deque_iterator", ClassId::DequeIterator),
        ("_deque_reverse_iterator", ClassId::DequeReverseIterator),
        ("OrderedDict", ClassId::OrderedDict),
        ("_tuplegetter", ClassId::TupleGetter),
    ] {
        let class = Value::from_pointer(context.late_class(id)?);
        store(context, name, class)?;
    }
    Ok(())
}
