//! `slice`.

use copperhead_stencils::layout::object::Kind;
use copperhead_stencils::operation::Comparison;
use copperhead_stencils::value::Value;

use super::class_list::ClassId;
use super::layout::Slice;
use super::native::{Arguments, Attribute, Method};
use super::{operations, sequence};
use crate::context::Context;
use crate::error::Result;
use crate::numeric::hash::TupleHasher;

/// The methods.
pub static METHODS: &[Method] = &[
    Method::raw("__new__", new).unbound(),
    Method::new("__repr__", repr, 0, 0),
    Method::new("__hash__", hash, 0, 0),
    Method::new("__eq__", equal, 1, 1),
    Method::new("__ne__", not_equal, 1, 1),
    Method::new("__lt__", less, 1, 1),
    Method::new("__le__", less_equal, 1, 1),
    Method::new("__gt__", greater, 1, 1),
    Method::new("__ge__", greater_equal, 1, 1),
    Method::new("indices", indices_of, 1, 1),
];

/// The attributes.
pub static ATTRIBUTES: &[Attribute] = &[
    Attribute { name: "start", get: start, set: None },
    Attribute { name: "stop", get: stop, set: None },
    Attribute { name: "step", get: step, set: None },
];

/// Start, stop and step.
fn parts(slice: Value) -> [Value; 3] {
    // SAFETY: the caller holds a slice.
    unsafe {
        let object = slice.as_pointer::<Slice>();
        [(*object).start, (*object).stop, (*object).step]
    }
}

fn start(_: &mut Context, slice: Value) -> Result<Value> {
    Ok(parts(slice)[0])
}

fn stop(_: &mut Context, slice: Value) -> Result<Value> {
    Ok(parts(slice)[1])
}

fn step(_: &mut Context, slice: Value) -> Result<Value> {
    Ok(parts(slice)[2])
}

fn new(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    context.class_for_new(arguments, ClassId::Slice)?;
    match context.positional_only(arguments, "slice", 1, 3)? {
        1 => context.build_slice(Value::NONE, arguments.get(1), Value::NONE),
        2 => context.build_slice(arguments.get(1), arguments.get(2), Value::NONE),
        _ => context.build_slice(arguments.get(1), arguments.get(2), arguments.get(3)),
    }
}

fn repr(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let slice = arguments.get(0);
    context.container_repr(slice, "slice(...)", |builder| {
        let mut before = "slice(";
        for part in parts(slice) {
            builder.push_text(before)?;
            sequence::push_repr(builder, part)?;
            before = ", ";
        }
        builder.push_text(")")
    })
}

fn hash(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let mut hasher = TupleHasher::default();
    for part in parts(arguments.get(0)) {
        hasher.push(context.key_hash(part)? as isize);
    }
    context.new_int(hasher.finish_slice() as i128)
}

fn compared(context: &mut Context, arguments: &Arguments, comparison: Comparison) -> Result<Value> {
    let (a, b) = (arguments.get(0), arguments.get(1));
    if !sequence::both_of_kind(a, b, Kind::Slice) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let a = context.new_tuple(&parts(a))?;
    let b = context.new_tuple(&parts(b))?;
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

fn indices_of(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let length = operations::index(context, arguments.get(1))?;
    if sequence::is_negative(length) {
        return Err(context.raise(ClassId::ValueError, format_args!("length should not be negative")));
    }
    indices(context, arguments.get(0), length)
}

/// Larger numbers than this behave like it, and sums of two still fit.
const LARGEST: i128 = i128::MAX / 4;

/// Start, stop and step (a tuple) for a sequence of this length, which may be longer than any in memory.
///
/// # Errors
/// TypeError, ValueError for step 0, what `__index__` raises; OverflowError for lengths beyond 2^125.
pub(crate) fn indices(context: &mut Context, slice: Value, length: Value) -> Result<Value> {
    let [start, stop, step] = parts(slice);
    let Some(length) = sequence::to_i128(length).filter(|&length| length <= LARGEST) else {
        return Err(context.raise(ClassId::OverflowError, format_args!("Python int too large to convert to C ssize_t")));
    };
    let step = integer(context, step)?;
    let (stride, backwards) = match step {
        None => (Value::from_i32_small(1), false),
        Some((value, number)) => {
            if number == 0 {
                return Err(context.raise(ClassId::ValueError, format_args!("slice step cannot be zero")));
            }
            (value, number < 0)
        }
    };
    let (lowest, highest) = if backwards { (-1, length.wrapping_sub(1)) } else { (0, length) };
    let mut bound = |value: Value, default: i128| -> Result<i128> {
        Ok(match integer(context, value)? {
            None => default,
            Some((_, number)) if number < 0 => number.saturating_add(length).max(lowest),
            Some((_, number)) => number.min(highest),
        })
    };
    let first = bound(start, if backwards { highest } else { lowest })?;
    let last = bound(stop, if backwards { lowest } else { highest })?;
    let (first, last) = (context.new_int(first)?, context.new_int(last)?);
    context.new_tuple(&[first, last, stride])
}

/// A number of a slice, as it is and moved to the nearest that is not too large; `None` for None.
fn integer(context: &mut Context, value: Value) -> Result<Option<(Value, i128)>> {
    if value == Value::NONE {
        return Ok(None);
    }
    if !sequence::has_index(context, value)? {
        return Err(context.raise(ClassId::TypeError, format_args!("slice indices must be integers or None or have an __index__ method")));
    }
    let mut value = operations::index(context, value)?;
    if value.is_bool() {
        value = Value::from_i32_small(i32::from(value == Value::TRUE));
    }
    let number = sequence::to_i128(value).unwrap_or(if sequence::is_negative(value) { LARGEST.wrapping_neg() } else { LARGEST });
    Ok(Some((value, number.clamp(LARGEST.wrapping_neg(), LARGEST))))
}
