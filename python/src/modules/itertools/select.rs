//! `compress`, `dropwhile`, `filterfalse`, `islice`, `starmap` and `takewhile`.

use copperhead_stencils::layout::object::Kind;
use copperhead_stencils::value::Value;

use crate::context::Context;
use crate::error::{Raised, Result};
use crate::modules::bind::{Signature, small};
use crate::objects::access;
use crate::objects::class_list::ClassId;
use crate::objects::construct::tuple_slice;
use crate::objects::native::Arguments;
use crate::objects::operations;
use crate::objects::record::{field, set_field};

/// Those with a function: it and the iterator.
const FUNCTION: usize = 0;
const ITERATOR: usize = 1;
/// `takewhile`, `dropwhile`: whether the function has said no.
const DONE: usize = 2;

/// A record of a function and the iterator of what it is used on.
fn new_with_function(context: &mut Context, arguments: &Arguments, id: ClassId, name: &str) -> Result<Value> {
    context.bind_positional(arguments, id, name, 2, 2)?;
    let iterator = context.get_iterator(arguments.get(2))?;
    let record = context.new_record_of(id, arguments.get(0), 3)?;
    set_field(record, FUNCTION, arguments.get(1));
    set_field(record, ITERATOR, iterator);
    set_field(record, DONE, Value::FALSE);
    Ok(record)
}

/// Whether the function of a record says yes to an item.
fn chooses(context: &mut Context, record: Value, item: Value) -> Result<bool> {
    let answer = context.call(field(record, FUNCTION), &[item])?;
    operations::truth(context, answer)
}

/// `dropwhile(predicate, iterable)`.
pub(super) fn new_drop_while(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    new_with_function(context, arguments, ClassId::DropWhile, "dropwhile")
}

/// The next item from the first on to which the predicate said no.
pub(super) fn next_of_drop_while(context: &mut Context, record: Value) -> Result<Option<Value>> {
    loop {
        let Some(item) = operations::next(context, field(record, ITERATOR))? else { return Ok(None) };
        if field(record, DONE) == Value::TRUE {
            return Ok(Some(item));
        }
        if !chooses(context, record, item)? {
            set_field(record, DONE, Value::TRUE);
            return Ok(Some(item));
        }
    }
}

/// `takewhile(predicate, iterable)`.
pub(super) fn new_take_while(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    new_with_function(context, arguments, ClassId::TakeWhile, "takewhile")
}

/// The next item, unless the predicate has said no.
pub(super) fn next_of_take_while(context: &mut Context, record: Value) -> Result<Option<Value>> {
    if field(record, DONE) == Value::TRUE {
        return Ok(None);
    }
    let Some(item) = context.next_item(field(record, ITERATOR))? else { return Ok(None) };
    if chooses(context, record, item)? {
        return Ok(Some(item));
    }
    set_field(record, DONE, Value::TRUE);
    Ok(None)
}

/// `filterfalse(predicate, iterable)`.
pub(super) fn new_filter_false(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    new_with_function(context, arguments, ClassId::FilterFalse, "filterfalse")
}

/// The next item to which the predicate says no.
pub(super) fn next_of_filter_false(context: &mut Context, record: Value) -> Result<Option<Value>> {
    let function = field(record, FUNCTION);
    let plain = function == Value::NONE || function == context.class_value(ClassId::Bool);
    loop {
        let Some(item) = operations::next(context, field(record, ITERATOR))? else { return Ok(None) };
        let chosen = if plain { operations::truth(context, item)? } else { chooses(context, record, item)? };
        if !chosen {
            return Ok(Some(item));
        }
    }
}

/// `starmap(function, iterable)`.
pub(super) fn new_star_map(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    new_with_function(context, arguments, ClassId::StarMap, "starmap")
}

/// What the function makes of the next item's items.
pub(super) fn next_of_star_map(context: &mut Context, record: Value) -> Result<Option<Value>> {
    let Some(item) = context.next_item(field(record, ITERATOR))? else { return Ok(None) };
    let items = if access::is(item, Kind::Tuple) { item } else { context.tuple_from(item)? };
    context.call(field(record, FUNCTION), tuple_slice(items)).map(Some)
}

/// `compress`: the iterators of data and selectors.
const DATA: usize = 0;
const SELECTORS: usize = 1;

static COMPRESS: Signature = Signature { name: "compress", parameters: &["data", "selectors"], required: 2, positional: 2 };

/// `compress(data, selectors)`.
pub(super) fn new_compress(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let [data, selectors] = context.bind_raw(arguments, &COMPRESS)?;
    let data = context.get_iterator(data)?;
    let selectors = context.get_iterator(selectors)?;
    let record = context.new_record_of(ClassId::Compress, arguments.get(0), 2)?;
    set_field(record, DATA, data);
    set_field(record, SELECTORS, selectors);
    Ok(record)
}

/// The next item whose selector is true.
pub(super) fn next_of_compress(context: &mut Context, record: Value) -> Result<Option<Value>> {
    loop {
        let Some(item) = operations::next(context, field(record, DATA))? else { return Ok(None) };
        let Some(selector) = operations::next(context, field(record, SELECTORS))? else { return Ok(None) };
        if operations::truth(context, selector)? {
            return Ok(Some(item));
        }
    }
}

/// `islice`: the iterator, UNDEFINED once exhausted; the index of the next item to give, the index behind the last (None: no end), the
/// step; how many items were taken.
const SOURCE: usize = 0;
const NEXT: usize = 1;
const STOP: usize = 2;
const STEP: usize = 3;
const TAKEN: usize = 4;

/// A number of `islice`: `None` where it is none that fits, or negative.
fn slice_number(context: &mut Context, value: Value) -> Result<Option<usize>> {
    match operations::as_isize(context, value) {
        Ok(number) => Ok(usize::try_from(number).ok()),
        Err(Raised) if context.exception_is(ClassId::Exception) => {
            context.machine.exception = Value::UNDEFINED;
            Ok(None)
        }
        Err(raised) => Err(raised),
    }
}

const RANGE: &str = "must be None or an integer: 0 <= x <= sys.maxsize.";

/// `islice(iterable, stop)`, `islice(iterable, start, stop[, step])`.
pub(super) fn new_slicing(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let given = context.bind_positional(arguments, ClassId::Slicing, "islice", 2, 4)?;
    let (start, stop) = if given == 2 { (Value::NONE, arguments.get(2)) } else { (arguments.get(2), arguments.get(3)) };
    let step = if given == 4 { arguments.get(4) } else { Value::NONE };
    let start = if start == Value::NONE { Some(0) } else { slice_number(context, start)? };
    let stop = if stop == Value::NONE {
        Value::NONE
    } else {
        match slice_number(context, stop)? {
            Some(stop) => small(stop),
            None => return Err(context.raise(ClassId::ValueError, format_args!("Stop argument for islice() {RANGE}"))),
        }
    };
    let Some(start) = start else {
        return Err(context.raise(ClassId::ValueError, format_args!("Indices for islice() {RANGE}")));
    };
    let step = if step == Value::NONE { Some(1) } else { slice_number(context, step)?.filter(|&step| step > 0) };
    let Some(step) = step else {
        return Err(context.raise(ClassId::ValueError, format_args!("Step for islice() must be a positive integer or None.")));
    };
    let iterator = context.get_iterator(arguments.get(1))?;
    let record = context.new_record_of(ClassId::Slicing, arguments.get(0), 5)?;
    set_field(record, SOURCE, iterator);
    set_field(record, NEXT, small(start));
    set_field(record, STOP, stop);
    set_field(record, STEP, small(step));
    set_field(record, TAKEN, small(0));
    Ok(record)
}

/// The next item of the slice.
pub(super) fn next_of_slicing(context: &mut Context, record: Value) -> Result<Option<Value>> {
    let iterator = field(record, SOURCE);
    if iterator == Value::UNDEFINED {
        return Ok(None);
    }
    let result = walk(context, record, iterator);
    if !matches!(result, Ok(Some(_))) {
        set_field(record, SOURCE, Value::UNDEFINED);
    }
    result
}

fn walk(context: &mut Context, record: Value, iterator: Value) -> Result<Option<Value>> {
    let number = |place: usize| field(record, place).as_int() as usize;
    while number(TAKEN) < number(NEXT) {
        if operations::next(context, iterator)?.is_none() {
            return Ok(None);
        }
        set_field(record, TAKEN, small(number(TAKEN).saturating_add(1)));
    }
    let stop = if field(record, STOP) == Value::NONE { None } else { Some(number(STOP)) };
    if stop.is_some_and(|stop| number(TAKEN) >= stop) {
        return Ok(None);
    }
    let Some(item) = context.next_item(iterator)? else { return Ok(None) };
    set_field(record, TAKEN, small(number(TAKEN).saturating_add(1)));
    let next = number(NEXT).saturating_add(number(STEP));
    set_field(record, NEXT, small(stop.map_or(next, |stop| next.min(stop))));
    Ok(Some(item))
}
