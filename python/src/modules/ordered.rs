//! `collections.OrderedDict`: a dict whose order counts, and can be changed at both ends.

use copperhead_stencils::layout::container::Dict;
use copperhead_stencils::layout::object::Kind;
use copperhead_stencils::value::Value;

use super::bind::Signature;
use crate::context::Context;
use crate::error::Result;
use crate::objects::access::is;
use crate::objects::class_list::ClassId;
use crate::objects::generic_alias::class_get_item;
use crate::objects::iterator::{BACKWARDS, ORDERED};
use crate::objects::layout::DictView;
use crate::objects::native::{Arguments, Attribute, Method};
use crate::objects::special::Special;
use crate::objects::text::Display;
use crate::objects::{attribute, dict, operations, sequence};

fn table(dict: Value) -> *mut Dict {
    dict.as_pointer()
}

fn is_ordered(context: &mut Context, value: Value) -> Result<bool> {
    let class = context.late_class(ClassId::OrderedDict)?;
    Ok(is(value, Kind::Dict) && context.is_subclass(context.class_of(value), class))
}

/// Whether storing an item means the dict's own storing.
fn stores_plainly(context: &mut Context, dict: Value) -> Result<bool> {
    let class = context.class_of(dict);
    Ok(context.lookup_special(class, Special::SetItem)?.is_some_and(|method| is(method, Kind::NativeFunction)))
}

/// Stores what a mapping or an iterable of pairs holds, by the dict's own `__setitem__`.
fn store_all(context: &mut Context, dict: Value, source: Value) -> Result<()> {
    if is(source, Kind::Dict) && context.iterates_plainly(source)? && stores_plainly(context, dict)? {
        return context.dict_update_any(dict, source);
    }
    let keys = context.intern("keys")?;
    if let Some(keys) = attribute::find_attribute(context, source, keys)? {
        let keys = context.call(keys, &[])?;
        return operations::for_each(context, keys, |context, key| {
            let value = operations::get_item(context, source, key)?;
            operations::set_item(context, dict, key, value)?;
            Ok(true)
        });
    }
    let items = context.intern("items")?;
    let source = match attribute::find_attribute(context, source, items)? {
        Some(items) => context.call(items, &[])?,
        None => source,
    };
    operations::for_each(context, source, |context, pair| {
        let pair = context.list_or_tuple_from(pair)?;
        let (Some(key), Some(value), 2) = (sequence::item(pair, 0), sequence::item(pair, 1), sequence::length(pair)) else {
            let length = sequence::length(pair);
            let text = if length < 2 {
                context.raise(
                    ClassId::ValueError,
                    format_args!("need more than {length} value{} to unpack", if length == 1 { "" } else { "s" }),
                )
            } else {
                context.raise(ClassId::ValueError, format_args!("too many values to unpack (expected 2)"))
            };
            return Err(text);
        };
        operations::set_item(context, dict, key, value)?;
        Ok(true)
    })
}

fn update(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let dict = arguments.get(0);
    let named = context.named_count(arguments);
    let positional = arguments.len().saturating_sub(named).saturating_sub(1);
    if positional > 1 {
        let text = format_args!("expected at most 1 arguments, got {positional}");
        return Err(context.raise(ClassId::TypeError, text));
    }
    if positional == 1 {
        store_all(context, dict, arguments.get(1))?;
    }
    for number in 0..named {
        let name = context.tuple_item(arguments.names, number);
        operations::set_item(context, dict, name, arguments.get(positional.saturating_add(number).saturating_add(1)))?;
    }
    Ok(Value::NONE)
}

fn repr(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let dict = arguments.get(0);
    let name = context.short_class_name(dict);
    // SAFETY: the receiver was checked.
    if unsafe { (*table(dict)).length } == 0 {
        return context.format(format_args!("{}()", Display(name)));
    }
    if !context.enter_repr(dict)? {
        return context.new_str("...");
    }
    let text = context.dict_copy(table(dict)).and_then(|plain| operations::repr(context, Value::from_pointer(plain)));
    context.leave_repr();
    let text = text?;
    context.format(format_args!("{}({})", Display(name), Display(text)))
}

/// Whether two dicts are equal; two ordered ones also in their order.
fn are_equal(context: &mut Context, a: Value, b: Value) -> Result<bool> {
    if !context.dict_equal(table(a), table(b))? {
        return Ok(false);
    }
    if !is_ordered(context, b)? {
        return Ok(true);
    }
    let (mut from_a, mut from_b) = (0usize, 0usize);
    // SAFETY: both were checked to be dicts, and the callers hold them.
    let lengths = || unsafe { ((*table(a)).length, (*table(b)).length) };
    let before = lengths();
    while let (Some((at_a, one)), Some((at_b, other))) = (context.table_next(table(a), from_a), context.table_next(table(b), from_b)) {
        let same = sequence::quick_equal(context, one.key, other.key)?;
        if lengths() != before {
            return Err(context.raise(ClassId::RuntimeError, format_args!("OrderedDict mutated during iteration")));
        }
        if !same {
            return Ok(false);
        }
        (from_a, from_b) = (at_a.saturating_add(1), at_b.saturating_add(1));
        context.poll_native()?;
    }
    Ok(true)
}

fn equal(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    if !is(arguments.get(1), Kind::Dict) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    are_equal(context, arguments.get(0), arguments.get(1)).map(Value::from_bool)
}

fn not_equal(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    if !is(arguments.get(1), Kind::Dict) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    are_equal(context, arguments.get(0), arguments.get(1)).map(|equal| Value::from_bool(!equal))
}

fn iterate(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    context.new_table_iterator(arguments.get(0), DictView::KEYS | ORDERED)
}

fn iterate_backwards(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    context.new_table_iterator(arguments.get(0), DictView::KEYS | BACKWARDS | ORDERED)
}

fn keys(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    context.new_view(arguments.get(0), DictView::KEYS | ORDERED)
}

fn values(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    context.new_view(arguments.get(0), DictView::VALUES | ORDERED)
}

fn items(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    context.new_view(arguments.get(0), DictView::ITEMS | ORDERED)
}

fn move_to_end(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let (dict, key) = (arguments.get(0), arguments.get(1));
    let last = match arguments.optional(2) {
        Some(last) => operations::truth(context, last)?,
        None => true,
    };
    let hash = context.key_hash(key)?;
    let Some(number) = context.table_find(table(dict), key, hash)? else { return Err(context.raise_key(key)) };
    if last {
        context.table_move_to_end(table(dict), number)?;
    } else {
        context.table_move_to_start(table(dict), number)?;
    }
    Ok(Value::NONE)
}

fn pop_item(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let dict = table(arguments.get(0));
    let last = match arguments.optional(1) {
        Some(last) => operations::truth(context, last)?,
        None => true,
    };
    let Some((number, entry)) = (if last { context.table_last(dict) } else { context.table_first(dict) }) else {
        return Err(context.raise(ClassId::KeyError, format_args!("dictionary is empty")));
    };
    let pair = context.new_pair(entry.key, entry.value)?;
    context.table_remove(dict, number);
    Ok(pair)
}

fn pop(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    static SIGNATURE: Signature = Signature { name: "pop", parameters: &["key", "default"], required: 1, positional: 2 };
    let [key, default] = context.bind_raw(arguments, &SIGNATURE)?;
    match context.dict_take(table(arguments.get(0)), key)? {
        Some(value) => Ok(value),
        None if default != Value::UNDEFINED => Ok(default),
        None => Err(context.raise_key(key)),
    }
}

fn set_default(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let (dict, key) = (arguments.get(0), arguments.get(1));
    if let Some(value) = context.dict_find(table(dict), key)? {
        return Ok(value);
    }
    let default = arguments.optional(2).unwrap_or(Value::NONE);
    operations::set_item(context, dict, key, default)?;
    Ok(default)
}

/// A dict of the same class with the same items.
fn same_items(context: &mut Context, dict: Value, class: Value) -> Result<Value> {
    let copy = context.call(class, &[])?;
    store_all(context, copy, dict)?;
    Ok(copy)
}

fn copy(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let dict = arguments.get(0);
    let class = Value::from_pointer(context.class_of(dict));
    same_items(context, dict, class)
}

fn united(context: &mut Context, a: Value, b: Value, class: Value) -> Result<Value> {
    if !is(a, Kind::Dict) || !is(b, Kind::Dict) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let all = same_items(context, a, class)?;
    store_all(context, all, b)?;
    Ok(all)
}

fn or(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let class = Value::from_pointer(context.class_of(arguments.get(0)));
    united(context, arguments.get(0), arguments.get(1), class)
}

fn reflected_or(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let class = Value::from_pointer(context.class_of(arguments.get(0)));
    united(context, arguments.get(1), arguments.get(0), class)
}

fn or_in_place(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    store_all(context, arguments.get(0), arguments.get(1))?;
    Ok(arguments.get(0))
}

/// The methods that differ from those of `dict`.
pub static METHODS: &[Method] = &[
    Method::raw("__init__", update),
    Method::new("__repr__", repr, 0, 0),
    Method::new("__iter__", iterate, 0, 0),
    Method::new("__reversed__", iterate_backwards, 0, 0),
    Method::new("__eq__", equal, 1, 1),
    Method::new("__ne__", not_equal, 1, 1),
    Method::new("__or__", or, 1, 1),
    Method::new("__ror__", reflected_or, 1, 1),
    Method::new("__ior__", or_in_place, 1, 1),
    Method::new("__class_getitem__", class_get_item, 1, 1).of_class(),
    Method::named("fromkeys", dict::from_keys, &["iterable", "value"], 1).of_class(),
    Method::named("move_to_end", move_to_end, &["key", "last"], 1),
    Method::named("popitem", pop_item, &["last"], 0),
    Method::raw("pop", pop),
    Method::named("setdefault", set_default, &["key", "default"], 1),
    Method::raw("update", update),
    Method::new("keys", keys, 0, 0),
    Method::new("values", values, 0, 0),
    Method::new("items", items, 0, 0),
    Method::new("copy", copy, 0, 0),
];

/// None but those of `dict`.
pub static ATTRIBUTES: &[Attribute] = &[];

/// The views and the iterator have what those of `dict` have.
pub mod views {
    use crate::objects::native::{Attribute, Method};

    /// None of their own.
    pub static METHODS: &[Method] = &[];
    /// None of their own.
    pub static ATTRIBUTES: &[Attribute] = &[];
}
