//! The function that `lru_cache` makes: what was asked before is found in a dict, in the order of use.

use copperhead_stencils::layout::container::Dict;
use copperhead_stencils::layout::object::Kind;
use copperhead_stencils::value::Value;

use super::joined;
use crate::context::Context;
use crate::error::Result;
use crate::modules::bind::small;
use crate::objects::access::{is, tuple_items};
use crate::objects::class_list::ClassId;
use crate::objects::native::{Arguments, Method};
use crate::objects::record::{field, set_field};
use crate::objects::{integer, operations, text};

/// The function; how many results are kept (None: all); whether types count; the results by key; hits and misses; what makes the
/// result of `cache_info`; what stands before the named arguments in a key.
const FUNCTION: usize = 0;
const MOST: usize = 1;
const TYPED: usize = 2;
const RESULTS: usize = 3;
const HITS: usize = 4;
const MISSES: usize = 5;
const INFORMATION: usize = 6;
const MARK: usize = 7;

/// `_lru_cache_wrapper(user_function, maxsize, typed, cache_info_type)`.
fn new(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    context.positional_only(arguments, "_lru_cache_wrapper", 4, 4)?;
    let (function, most) = (arguments.get(1), arguments.get(2));
    if !context.is_callable(function)? {
        return Err(context.raise(ClassId::TypeError, format_args!("the first argument must be callable")));
    }
    let most = match most {
        Value::NONE => Value::NONE,
        most if !integer::is_integer(most) => {
            return Err(context.raise(ClassId::TypeError, format_args!("maxsize should be integer or None")));
        }
        most => small(operations::as_isize(context, most)?.max(0) as usize),
    };
    let typed = operations::truth(context, arguments.get(3))?;
    let results = Value::from_pointer(context.new_dict()?);
    let mark = context.new_plain_instance(context.class(ClassId::Object))?;
    let cache = context.new_record_of(ClassId::LruCache, arguments.get(0), 8)?;
    set_field(cache, FUNCTION, function);
    set_field(cache, MOST, most);
    set_field(cache, TYPED, Value::from_bool(typed));
    set_field(cache, RESULTS, results);
    set_field(cache, HITS, small(0));
    set_field(cache, MISSES, small(0));
    set_field(cache, INFORMATION, arguments.get(4));
    set_field(cache, MARK, mark);
    Ok(cache)
}

/// One more hit or miss.
fn count(cache: Value, place: usize) {
    set_field(cache, place, small((field(cache, place).as_int() as usize).saturating_add(1)));
}

/// Whether a value is its own key: an int or str of the class itself.
fn is_own_key(value: Value) -> bool {
    value.is_int() || (is(value, Kind::Str) && text::is_exact(value)) || (is(value, Kind::BigInt) && integer::view::is_exact(value))
}

/// What the arguments of a call are found by.
fn key_of(context: &mut Context, cache: Value, arguments: &Arguments) -> Result<Value> {
    let typed = field(cache, TYPED) == Value::TRUE;
    let named = context.named_count(arguments);
    let positional = arguments.len().saturating_sub(named);
    if !typed && named == 0 {
        if arguments.len() == 2 && is_own_key(arguments.get(1)) {
            return Ok(arguments.get(1));
        }
        return joined(context, &[], arguments, 1, positional);
    }
    let values = arguments.len().saturating_sub(1);
    let extra = if named == 0 { 0 } else { named.saturating_add(1) };
    let key = context.new_tuple_of(values.saturating_add(extra).saturating_add(if typed { values } else { 0 }))?;
    let mut place = 0usize;
    let mut push = |value: Value| {
        // SAFETY: so many items were asked for as are pushed: the arguments, the mark and the names, and the types.
        unsafe { *tuple_items(key).add(place) = value };
        place = place.saturating_add(1);
    };
    for number in 1..positional {
        push(arguments.get(number));
    }
    if named != 0 {
        push(field(cache, MARK));
    }
    for number in 0..named {
        push(context.tuple_item(arguments.names, number));
        push(arguments.get(positional.saturating_add(number)));
    }
    if typed {
        for number in 1..arguments.len() {
            push(Value::from_pointer(context.class_of(arguments.get(number))));
        }
    }
    Ok(key)
}

fn call(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let cache = arguments.get(0);
    let function = field(cache, FUNCTION);
    let most = field(cache, MOST);
    if most == small(0) {
        count(cache, MISSES);
        return context.pass_on(function, arguments, 1);
    }
    let key = key_of(context, cache, arguments)?;
    let hash = context.key_hash(key)?;
    let results: *mut Dict = field(cache, RESULTS).as_pointer();
    if let Some(number) = context.table_find(results, key, hash)? {
        count(cache, HITS);
        // SAFETY: the search found the entry just now.
        let result = unsafe { (*(*results).entries.add(number as usize)).value };
        if most != Value::NONE {
            context.table_move_to_end(results, number)?;
        }
        return Ok(result);
    }
    count(cache, MISSES);
    let result = context.pass_on(function, arguments, 1)?;
    // The call may have asked for the same.
    if context.table_find(results, key, hash)?.is_none() {
        // SAFETY: the cache holds its dict.
        let full = most != Value::NONE && unsafe { (*results).length } as usize >= most.as_int() as usize;
        if full && let Some((number, _)) = context.table_first(results) {
            context.table_remove(results, number);
        }
        context.table_add(results, key, hash, result)?;
    }
    Ok(result)
}

fn information(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let cache = arguments.get(0);
    // SAFETY: the cache holds its dict.
    let length = unsafe { (*field(cache, RESULTS).as_pointer::<Dict>()).length } as usize;
    context.call(field(cache, INFORMATION), &[field(cache, HITS), field(cache, MISSES), field(cache, MOST), small(length)])
}

fn clear(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let cache = arguments.get(0);
    context.table_clear(field(cache, RESULTS).as_pointer());
    set_field(cache, HITS, small(0));
    set_field(cache, MISSES, small(0));
    Ok(Value::NONE)
}

fn get(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    match arguments.get(1) {
        Value::NONE => Ok(arguments.get(0)),
        receiver => context.new_bound_method(arguments.get(0), receiver),
    }
}

fn itself(_: &mut Context, arguments: &Arguments) -> Result<Value> {
    Ok(arguments.get(0))
}

/// The class's methods.
pub static METHODS: &[Method] = &[
    Method::raw("__new__", new).unbound(),
    Method::raw("__init__", |_, _| Ok(Value::NONE)),
    Method::raw("__call__", call),
    Method::new("__get__", get, 1, 2),
    Method::new("cache_info", information, 0, 0),
    Method::new("cache_clear", clear, 0, 0),
    Method::new(
        "__reduce__",
        |context, arguments| {
            let name = context.intern("__qualname__")?;
            crate::objects::attribute::get_attribute(context, arguments.get(0), name)
        },
        0,
        0,
    ),
    Method::new("__copy__", itself, 0, 0),
    Method::new("__deepcopy__", itself, 1, 1),
];
