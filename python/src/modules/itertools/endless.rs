//! `count`, `cycle` and `repeat`.

use copperhead_stencils::layout::object::Kind;
use copperhead_stencils::operation::Operation;
use copperhead_stencils::value::Value;

use crate::context::Context;
use crate::error::Result;
use crate::modules::bind::{Signature, small};
use crate::objects::access;
use crate::objects::class_list::ClassId;
use crate::objects::native::Arguments;
use crate::objects::record::{field, set_field};
use crate::objects::special::Special;
use crate::objects::text::Display;
use crate::objects::{operations, sequence};

const ZERO: Value = Value::from_i32_small(0);
const ONE: Value = Value::from_i32_small(1);

/// `count`: the next number, the step.
const NEXT: usize = 0;
const STEP: usize = 1;

static COUNT: Signature = Signature { name: "count", parameters: &["start", "step"], required: 0, positional: 2 };

/// Whether a value counts as a number.
fn is_number(context: &mut Context, value: Value) -> Result<bool> {
    if value.is_int() || value.is_bool() || operations::float_value(value).is_some() {
        return Ok(true);
    }
    if matches!(access::kind(value), Some(Kind::BigInt | Kind::Complex)) {
        return Ok(true);
    }
    let class = context.class_of(value);
    for special in [Special::Index, Special::Int, Special::Float] {
        if context.lookup_special(class, special)?.is_some() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// `count(start=0, step=1)`.
pub(super) fn new_count(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let [start, step] = context.bind_raw(arguments, &COUNT)?;
    for value in [start, step] {
        if value != Value::UNDEFINED && !is_number(context, value)? {
            return Err(context.raise(ClassId::TypeError, format_args!("a number is required")));
        }
    }
    let step = if step == Value::UNDEFINED { ONE } else { step };
    let start = match start {
        Value::UNDEFINED => ZERO,
        // Counting by ones starts with an int.
        Value::TRUE if step == ONE => ONE,
        Value::FALSE if step == ONE => ZERO,
        start => start,
    };
    let count = context.new_record_of(ClassId::Count, arguments.get(0), 2)?;
    set_field(count, NEXT, start);
    set_field(count, STEP, step);
    Ok(count)
}

/// The next number.
pub(super) fn next_of_count(context: &mut Context, count: Value) -> Result<Option<Value>> {
    let (number, step) = (field(count, NEXT), field(count, STEP));
    let quick = if number.is_int() && step.is_int() { number.as_int().checked_add(step.as_int()).and_then(Value::from_int) } else { None };
    let next = match quick {
        Some(next) => next,
        None => operations::binary(context, Operation::Add, false, number, step)?,
    };
    set_field(count, NEXT, next);
    Ok(Some(number))
}

/// `__repr__` of `count`: the step is left out if it is the int 1.
pub(super) fn repr_of_count(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let count = arguments.get(0);
    let name = context.short_class_name(count);
    let number = operations::repr(context, field(count, NEXT))?;
    let step = field(count, STEP);
    if step == ONE || step == Value::TRUE {
        return context.format(format_args!("{}({})", Display(name), Display(number)));
    }
    let step = operations::repr(context, step)?;
    context.format(format_args!("{}({}, {})", Display(name), Display(number), Display(step)))
}

/// `cycle`: the iterator, UNDEFINED once exhausted; what it gave (a list); the place in that.
const ITERATOR: usize = 0;
const SAVED: usize = 1;
const PLACE: usize = 2;
/// Whether what it gave is complete already.
const WHOLE: usize = 3;

/// `cycle(iterable)`.
pub(super) fn new_cycle(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    context.bind_positional(arguments, ClassId::Cycle, "cycle", 1, 1)?;
    let iterator = context.get_iterator(arguments.get(1))?;
    let saved = context.new_list_of(0)?;
    let cycle = context.new_record_of(ClassId::Cycle, arguments.get(0), 4)?;
    set_field(cycle, ITERATOR, iterator);
    set_field(cycle, SAVED, saved);
    set_field(cycle, PLACE, ZERO);
    Ok(cycle)
}

/// The next item, the saved ones over and over in the end.
pub(super) fn next_of_cycle(context: &mut Context, cycle: Value) -> Result<Option<Value>> {
    let iterator = field(cycle, ITERATOR);
    let saved = field(cycle, SAVED);
    if iterator != Value::UNDEFINED {
        if let Some(item) = context.next_item(iterator)? {
            if field(cycle, WHOLE) != Value::TRUE {
                context.list_append(saved, item)?;
            }
            return Ok(Some(item));
        }
        set_field(cycle, ITERATOR, Value::UNDEFINED);
    }
    let place = field(cycle, PLACE).as_int() as usize;
    let Some(item) = sequence::item(saved, place) else { return Ok(None) };
    let next = place.saturating_add(1);
    set_field(cycle, PLACE, small(if next < sequence::length(saved) { next } else { 0 }));
    Ok(Some(item))
}

/// `repeat`: the object; how often yet, None for ever.
const OBJECT: usize = 0;
const TIMES: usize = 1;

static REPEAT: Signature = Signature { name: "repeat", parameters: &["object", "times"], required: 1, positional: 2 };

/// `repeat(object[, times])`.
pub(super) fn new_repeat(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let [object, times] = context.bind_raw(arguments, &REPEAT)?;
    let times = if times == Value::UNDEFINED {
        Value::NONE
    } else {
        let times = operations::as_isize(context, times)?.max(0);
        context.new_int_of(times)?
    };
    let repeat = context.new_record_of(ClassId::Repeat, arguments.get(0), 2)?;
    set_field(repeat, OBJECT, object);
    set_field(repeat, TIMES, times);
    Ok(repeat)
}

/// The object once more.
pub(super) fn next_of_repeat(context: &mut Context, repeat: Value) -> Result<Option<Value>> {
    let times = field(repeat, TIMES);
    if times == ZERO {
        return Ok(None);
    }
    if times.is_int() {
        set_field(repeat, TIMES, Value::from_int(times.as_int().saturating_sub(1)).unwrap_or(ZERO));
    } else if times != Value::NONE {
        let fewer = operations::binary(context, Operation::Subtract, false, times, ONE)?;
        set_field(repeat, TIMES, fewer);
    }
    Ok(Some(field(repeat, OBJECT)))
}

/// `__repr__` of `repeat`.
pub(super) fn repr_of_repeat(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let repeat = arguments.get(0);
    let name = context.short_class_name(repeat);
    let object = operations::repr(context, field(repeat, OBJECT))?;
    let times = field(repeat, TIMES);
    if times == Value::NONE {
        return context.format(format_args!("{}({})", Display(name), Display(object)));
    }
    let times = operations::repr(context, times)?;
    context.format(format_args!("{}({}, {})", Display(name), Display(object), Display(times)))
}

/// `__length_hint__` of `repeat`.
pub(super) fn hint_of_repeat(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    match field(arguments.get(0), TIMES) {
        Value::NONE => Err(context.raise(ClassId::TypeError, format_args!("len() of unsized object"))),
        times => Ok(times),
    }
}
