//! Functions over iterables: `sum`, `min`, `max`, `any`, `all`, `sorted`, `iter`, `next`.

use copperhead_stencils::operation::Operation;
use copperhead_stencils::value::Value;

use crate::context::Context;
use crate::error::Result;
use crate::objects::class_list::ClassId;
use crate::objects::generator::Resumed;
use crate::objects::list_sort::{sort_list, sort_options};
use crate::objects::native::{Arguments, Method};
use crate::objects::number_glue::sum::FloatSum;
use crate::objects::special::Special;
use crate::objects::text::{self, Display};
use crate::objects::{access, operations};
use copperhead_stencils::layout::object::Kind;

/// The functions.
pub static METHODS: &[Method] = &[
    Method::named("sum", sum, &["", "start"], 1).unbound(),
    Method::raw("min", min).unbound(),
    Method::raw("max", max).unbound(),
    Method::new("any", any, 1, 1).unbound(),
    Method::new("all", all, 1, 1).unbound(),
    Method::raw("sorted", sorted).unbound(),
    Method::new("iter", iter, 1, 2).unbound(),
    Method::new("aiter", |context, arguments| context.aiter(arguments.get(0)), 1, 1).unbound(),
    Method::new("anext", |context, arguments| context.anext(arguments.get(0), arguments.optional(1)), 1, 2).unbound(),
    Method::new("next", next, 1, 2).unbound().resuming(),
];

fn sum(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let start = arguments.optional(1).unwrap_or(Value::from_i32_small(0));
    for (kind, message) in [
        (Kind::Str, "sum() can't sum strings [use ''.join(seq) instead]"),
        (Kind::Bytes, "sum() can't sum bytes [use b''.join(seq) instead]"),
        (Kind::ByteArray, "sum() can't sum bytearray [use b''.join(seq) instead]"),
    ] {
        if access::is(start, kind) {
            return Err(context.raise(ClassId::TypeError, format_args!("{message}")));
        }
    }
    let iterator = operations::iterator(context, arguments.get(0))?;
    let mut total = start;
    // Small integers first, then floats with compensation, then anything.
    while total.is_int() {
        let Some(item) = operations::next(context, iterator)? else {
            return Ok(total);
        };
        if item.is_int()
            && let Some(sum) = (total.0 as isize).checked_add(item.0 as isize)
        {
            total = Value(sum as usize);
        } else if item.is_bool() {
            total = operations::binary(context, Operation::Add, false, total, item)?;
        } else {
            total = operations::binary(context, Operation::Add, false, total, item)?;
            break;
        }
    }
    if let Some(first) = operations::float_value(total) {
        let mut sum = FloatSum::new(first);
        loop {
            let Some(item) = operations::next(context, iterator)? else {
                return context.new_float(sum.total());
            };
            if let Some(number) = operations::float_value(item) {
                sum.add(number);
            } else if item.is_int() {
                sum.add_plain(item.as_int() as f64);
            } else if item.is_bool() {
                sum.add_plain(f64::from(u8::from(item == Value::TRUE)));
            } else {
                let float = context.new_float(sum.total())?;
                total = operations::binary(context, Operation::Add, false, float, item)?;
                break;
            }
        }
    }
    while let Some(item) = operations::next(context, iterator)? {
        total = operations::binary(context, Operation::Add, false, total, item)?;
    }
    Ok(total)
}

fn min(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    extreme(context, arguments, "min", false)
}

fn max(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    extreme(context, arguments, "max", true)
}

fn extreme(context: &mut Context, arguments: &Arguments, name: &str, greatest: bool) -> Result<Value> {
    let named = if arguments.names == Value::UNDEFINED { 0 } else { context.tuple_length(arguments.names) };
    let count = arguments.len().saturating_sub(named);
    if count == 0 {
        return Err(context.raise(ClassId::TypeError, format_args!("{name} expected at least 1 argument, got 0")));
    }
    let (mut key, mut default) = (Value::NONE, Value::UNDEFINED);
    for index in 0..named {
        let word = context.tuple_item(arguments.names, index);
        let value = arguments.get(count.saturating_add(index));
        match text::ascii_text(word) {
            Some("key") => key = value,
            Some("default") => default = value,
            _ => return Err(context.complain_unknown_keyword(name, word, &["key", "default"])),
        }
    }
    if count > 1 && default != Value::UNDEFINED {
        return Err(
            context.raise(ClassId::TypeError, format_args!("Cannot specify a default for {name}() with multiple positional arguments"))
        );
    }
    let iterator = if count == 1 { Some(operations::iterator(context, arguments.get(0))?) } else { None };
    let (mut best, mut best_key) = (Value::UNDEFINED, Value::UNDEFINED);
    let mut index = 0usize;
    loop {
        let item = match iterator {
            Some(iterator) => operations::next(context, iterator)?,
            None => {
                index = index.saturating_add(1);
                arguments.optional(index.wrapping_sub(1)).filter(|_| index <= count)
            }
        };
        let Some(item) = item else { break };
        let item_key = if key == Value::NONE { item } else { context.call(key, &[item])? };
        let better = if best == Value::UNDEFINED {
            true
        } else if greatest {
            let result = operations::rich_compare(context, copperhead_stencils::operation::Comparison::Greater, item_key, best_key)?;
            operations::truth(context, result)?
        } else {
            operations::less(context, item_key, best_key)?
        };
        if better {
            (best, best_key) = (item, item_key);
        }
    }
    if best != Value::UNDEFINED {
        return Ok(best);
    }
    if default != Value::UNDEFINED {
        return Ok(default);
    }
    Err(context.raise(ClassId::ValueError, format_args!("{name}() iterable argument is empty")))
}

fn any(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let mut found = false;
    operations::for_each(context, arguments.get(0), |context, item| {
        found = operations::truth(context, item)?;
        Ok(!found)
    })?;
    Ok(Value::from_bool(found))
}

fn all(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let mut every = true;
    operations::for_each(context, arguments.get(0), |context, item| {
        every = operations::truth(context, item)?;
        Ok(every)
    })?;
    Ok(Value::from_bool(every))
}

fn sorted(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let named = if arguments.names == Value::UNDEFINED { 0 } else { context.tuple_length(arguments.names) };
    let count = arguments.len().saturating_sub(named);
    if count != 1 {
        return Err(context.raise(ClassId::TypeError, format_args!("sorted expected 1 argument, got {count}")));
    }
    let list = context.new_list(&[])?;
    context.list_extend(list, arguments.get(0))?;
    let (key, backwards) = sort_options(context, "sort", arguments, 1)?;
    sort_list(context, list, key, backwards)?;
    Ok(list)
}

fn iter(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    match arguments.optional(1) {
        None => operations::iterator(context, arguments.get(0)),
        Some(sentinel) => {
            let function = arguments.get(0);
            if !super::objects::is_callable(context, function)? {
                return Err(context.raise(ClassId::TypeError, format_args!("iter(v, w): v must be callable")));
            }
            context.new_callable_iterator(function, sentinel)
        }
    }
}

fn next(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let iterator = arguments.get(0);
    let class = context.class_of(iterator);
    if context.lookup_special(class, Special::Next)?.is_none() {
        let name = context.class_name(class);
        return Err(context.raise(ClassId::TypeError, format_args!("'{}' object is not an iterator", Display(name))));
    }
    if context.is_generator(iterator) {
        let resumed = context.resume_generator(iterator, Value::NONE)?;
        return match (resumed, arguments.optional(1)) {
            (Resumed::Returned(_), Some(default)) => Ok(default),
            _ => context.item_or_stop(resumed),
        };
    }
    match arguments.optional(1) {
        Some(default) => Ok(operations::next(context, iterator)?.unwrap_or(default)),
        None => {
            context.stopped_by = Value::UNDEFINED;
            match operations::next(context, iterator)? {
                Some(item) => Ok(item),
                None => match core::mem::replace(&mut context.stopped_by, Value::UNDEFINED) {
                    Value::UNDEFINED => Err(context.raise(ClassId::StopIteration, format_args!(""))),
                    exception => Err(context.raise_value(exception)),
                },
            }
        }
    }
}
