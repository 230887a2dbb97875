//! `list`.

use copperhead_stencils::layout::container::List;
use copperhead_stencils::layout::object::Kind;
use copperhead_stencils::operation::Comparison;
use copperhead_stencils::value::Value;

use super::class_list::ClassId;
use super::list_sort;
use super::native::{Arguments, Attribute, Method};
use super::sequence;
use crate::context::Context;
use crate::error::Result;

/// The methods.
pub static METHODS: &[Method] = &[
    Method::raw("__new__", new).unbound(),
    Method::raw("__init__", init),
    Method::new("__repr__", repr, 0, 0),
    Method::new("__len__", len, 0, 0),
    Method::new("__getitem__", get_item, 1, 1),
    Method::new("__setitem__", set_item, 2, 2),
    Method::new("__delitem__", delete_item, 1, 1),
    Method::new("__contains__", contains, 1, 1),
    Method::new("__iter__", iter, 0, 0),
    Method::new("__reversed__", reversed, 0, 0),
    Method::absent("__hash__"),
    Method::new("__eq__", equal, 1, 1),
    Method::new("__ne__", not_equal, 1, 1),
    Method::new("__lt__", less, 1, 1),
    Method::new("__le__", less_equal, 1, 1),
    Method::new("__gt__", greater, 1, 1),
    Method::new("__ge__", greater_equal, 1, 1),
    Method::new("__add__", add, 1, 1),
    Method::new("__iadd__", add_in_place, 1, 1),
    Method::new("__mul__", multiply, 1, 1),
    Method::new("__rmul__", multiply, 1, 1),
    Method::new("__imul__", multiply_in_place, 1, 1),
    Method::new("__class_getitem__", super::generic_alias::class_get_item, 1, 1).of_class(),
    Method::new("append", append, 1, 1),
    Method::new("clear", clear, 0, 0),
    Method::new("copy", copy, 0, 0),
    Method::new("count", count, 1, 1),
    Method::new("extend", extend, 1, 1),
    Method::new("index", index, 1, 3),
    Method::new("insert", insert, 2, 2),
    Method::new("pop", pop, 0, 1),
    Method::new("remove", remove, 1, 1),
    Method::new("reverse", reverse, 0, 0),
    Method::raw("sort", sort),
];

/// The attributes.
pub static ATTRIBUTES: &[Attribute] = &[];

fn new(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let list: *mut List = context.new_for(arguments, ClassId::List, Kind::List, size_of::<List>())?;
    Ok(Value::from_pointer(list))
}

fn init(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let given = context.positional_only(arguments, "list", 0, 1)?;
    let list = arguments.get(0);
    if sequence::length(list) != 0 {
        context.list_clear(list.as_pointer());
    }
    if given == 1 {
        context.list_extend(list, arguments.get(1))?;
    }
    Ok(Value::NONE)
}

/// `__repr__`.
pub(crate) fn repr(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let list = arguments.get(0);
    if sequence::length(list) == 0 {
        return context.new_str("[]");
    }
    context.container_repr(list, "[...]", |builder| {
        builder.push_text("[")?;
        sequence::push_items(builder, list)?;
        builder.push_text("]")
    })
}

fn len(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    context.new_int(sequence::length(arguments.get(0)) as i128)
}

fn get_item(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    context.list_get_item(arguments.get(0), arguments.get(1))
}

fn set_item(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    context.list_set_item(arguments.get(0), arguments.get(1), arguments.get(2))?;
    Ok(Value::NONE)
}

fn delete_item(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    context.list_delete_item(arguments.get(0), arguments.get(1))?;
    Ok(Value::NONE)
}

fn contains(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let found = sequence::find(context, arguments.get(0), arguments.get(1), 0, usize::MAX)?;
    Ok(Value::from_bool(found.is_some()))
}

fn iter(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    context.new_sequence_iterator(arguments.get(0))
}

fn reversed(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let list = arguments.get(0);
    context.new_reversed(list, sequence::length(list))
}

fn compared(context: &mut Context, arguments: &Arguments, comparison: Comparison) -> Result<Value> {
    let (a, b) = (arguments.get(0), arguments.get(1));
    if !sequence::both_of_kind(a, b, Kind::List) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    sequence::compare(context, comparison, a, b)
}

fn equal(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    compared(context, arguments, Comparison::Equal)
}

fn not_equal(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    compared(context, arguments, Comparison::NotEqual)
}

fn less(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    compared(context, arguments, Comparison::Less)
}

fn less_equal(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    compared(context, arguments, Comparison::LessEqual)
}

fn greater(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    compared(context, arguments, Comparison::Greater)
}

fn greater_equal(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    compared(context, arguments, Comparison::GreaterEqual)
}

fn add(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let (a, b) = (arguments.get(0), arguments.get(1));
    // SAFETY: arguments are alive.
    if unsafe { b.is_kind(Kind::List) } {
        return context.list_concatenate(a, b);
    }
    Err(sequence::refuse_concatenation(context, "list", b))
}

fn add_in_place(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    context.list_extend(arguments.get(0), arguments.get(1))?;
    Ok(arguments.get(0))
}

fn multiply(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    match sequence::repetitions(context, arguments.get(1))? {
        Some(times) => context.list_repeat(arguments.get(0), times),
        None => Ok(Value::NOT_IMPLEMENTED),
    }
}

fn multiply_in_place(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let list = arguments.get(0);
    let Some(times) = sequence::repetitions(context, arguments.get(1))? else { return Ok(Value::NOT_IMPLEMENTED) };
    let object: *mut List = list.as_pointer();
    let count = sequence::length(list);
    if times == 0 || count == 0 {
        context.list_clear(object);
        return Ok(list);
    }
    let Some(total) = count.checked_mul(times) else { return Err(context.raise_memory()) };
    // SAFETY: the list has room for the total; the first `count` items are the source.
    unsafe {
        if total > (*object).capacity {
            context.list_reserve(object, total)?;
        }
        let items = (*object).items;
        sequence::repeat_into(items.add(count), items, count, times - 1);
        (*object).length = total;
    }
    Ok(list)
}

fn append(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    context.list_append(arguments.get(0), arguments.get(1))?;
    Ok(Value::NONE)
}

fn clear(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    context.list_clear(arguments.get(0).as_pointer());
    Ok(Value::NONE)
}

fn copy(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    context.list_repeat(arguments.get(0), 1)
}

fn count(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    sequence::count(context, arguments.get(0), arguments.get(1))
}

fn extend(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    context.list_extend(arguments.get(0), arguments.get(1))?;
    Ok(Value::NONE)
}

fn index(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let (list, wanted) = (arguments.get(0), arguments.get(1));
    let (start, stop) = sequence::search_bounds(context, arguments.optional(2), arguments.optional(3), sequence::length(list))?;
    match sequence::find(context, list, wanted, start, stop)? {
        Some(place) => context.new_int(place as i128),
        None => {
            let text = super::operations::repr(context, wanted)?;
            Err(context.raise(ClassId::ValueError, format_args!("{} is not in list", super::text::Display(text))))
        }
    }
}

fn insert(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let list: *mut List = arguments.get(0).as_pointer();
    let index = super::operations::as_isize(context, arguments.get(1))?;
    // SAFETY: the place is clamped to the length; there is room for one more.
    unsafe {
        let length = (*list).length;
        let place = if index < 0 { index.saturating_add(length as isize).max(0) as usize } else { (index as usize).min(length) };
        if length >= (*list).capacity {
            context.list_reserve(list, length.wrapping_add(1))?;
        }
        let items = (*list).items;
        core::ptr::copy(items.add(place), items.add(place + 1), length - place);
        *items.add(place) = arguments.get(2);
        (*list).length = length + 1;
    }
    Ok(Value::NONE)
}

fn pop(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let list: *mut List = arguments.get(0).as_pointer();
    let index = match arguments.optional(1) {
        None => -1,
        Some(index) if index.is_int() => index.as_int(),
        Some(index) => super::operations::as_isize(context, index)?,
    };
    // SAFETY: the place lies in the list.
    unsafe {
        let length = (*list).length;
        if length == 0 {
            return Err(context.raise(ClassId::IndexError, format_args!("pop from empty list")));
        }
        match sequence::place(index, length) {
            Some(place) => Ok(context.list_remove_at(list, place)),
            None => Err(context.raise(ClassId::IndexError, format_args!("pop index out of range"))),
        }
    }
}

fn remove(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let list = arguments.get(0);
    match sequence::find(context, list, arguments.get(1), 0, usize::MAX)? {
        // The comparison may have shortened the list.
        Some(place) if place < sequence::length(list) => {
            // SAFETY: the place lies in the list.
            unsafe { context.list_remove_at(list.as_pointer(), place) };
            Ok(Value::NONE)
        }
        Some(_) => Ok(Value::NONE),
        None => Err(context.raise(ClassId::ValueError, format_args!("list.remove(x): x not in list"))),
    }
}

fn reverse(_: &mut Context, arguments: &Arguments) -> Result<Value> {
    let list = arguments.get(0);
    // SAFETY: nothing runs meanwhile.
    unsafe { list_sort::reverse(sequence::items(list), sequence::length(list)) };
    Ok(Value::NONE)
}

fn sort(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let named = context.named_count(arguments);
    if arguments.len().saturating_sub(named) > 1 {
        return Err(context.raise(ClassId::TypeError, format_args!("sort() takes no positional arguments")));
    }
    let (key, reverse) = list_sort::sort_options(context, "sort", arguments, 1)?;
    list_sort::sort_list(context, arguments.get(0), key, reverse)?;
    Ok(Value::NONE)
}
