//! Operators between two objects: which of their special methods is asked, and in what order.

use copperhead_stencils::layout::object::Kind;
use copperhead_stencils::operation::Operation;
use copperhead_stencils::value::Value;

use super::access::{as_class, is_built_in};
use super::class_list::ClassId;
use super::layout::{Class, NativeFunction};
use super::number_glue as numbers;
use super::operations::{call_found, call_special, is_exact_str};
use super::sequence::is_container;
use super::special::Special;
use super::text::{self, Display};
use crate::context::Context;
use crate::error::{Raised, Result};

/// The special method of an operation.
fn forward(operation: Operation) -> Special {
    Special::Add.offset(operation as usize)
}

/// The method of an operation.
pub(crate) fn method_of(operation: Operation) -> Special {
    forward(operation)
}

/// The method that the right operand has for it.
pub(crate) fn reflected_method(operation: Operation) -> Special {
    forward(operation).offset(REFLECTED)
}

/// The method that changes the left operand.
pub(crate) fn in_place_method(operation: Operation) -> Special {
    forward(operation).offset(IN_PLACE)
}

/// How far the reflected and the in-place methods stand behind the plain ones.
const REFLECTED: usize = Special::RAdd as usize - Special::Add as usize;
const IN_PLACE: usize = Special::IAdd as usize - Special::Add as usize;

/// Whether a method is that of a built-in sequence, from which the class that it was found on derives.
fn is_of_sequence(context: &Context, class: *mut Class, method: Value) -> bool {
    use ClassId::{Array, ByteArray, Bytes, Deque, List, Str, Tuple};
    // SAFETY: methods that were found are alive.
    let owner = unsafe { if method.is_kind(Kind::NativeFunction) { (*method.as_pointer::<NativeFunction>()).owner } else { Value::NONE } };
    let Some(owner) = as_class(owner) else { return false };
    // SAFETY: as above.
    let id = unsafe { (*owner).id };
    [List, Str, Tuple, Bytes, ByteArray, Array, Deque].iter().any(|&sequence| sequence as u16 == id) && context.is_subclass(class, owner)
}

/// The method of `b` that is asked before `a`'s own `+` or `*`, which are those of a sequence: `b` may be a number.
fn reflected_before(context: &mut Context, operation: Operation, in_place: bool, a: Value, b: Value) -> Result<Option<Value>> {
    let (class_a, class_b) = (context.class_of(a), context.class_of(b));
    if !matches!(operation, Operation::Add | Operation::Multiply) || is_built_in(class_b) {
        return Ok(None);
    }
    let special = forward(operation);
    if !context.lookup_special(class_a, special)?.is_some_and(|method| is_of_sequence(context, class_a, method)) {
        return Ok(None);
    }
    // Of what a class inherits, CPython takes only `+=` for a number's method.
    if in_place
        && operation == Operation::Add
        && !is_built_in(class_a)
        && context.lookup_special(class_a, special.offset(IN_PLACE))?.is_some_and(|method| is_of_sequence(context, class_a, method))
    {
        return Ok(None);
    }
    Ok(context.lookup_special(class_b, special.offset(REFLECTED))?.filter(|&method| !is_of_sequence(context, class_b, method)))
}

/// `a operation b`, or `a operation= b`.
///
/// # Errors
/// What the methods raise; TypeError if none of them answers.
pub(crate) fn binary(context: &mut Context, operation: Operation, in_place: bool, a: Value, b: Value) -> Result<Value> {
    if let Some(result) = numbers::binary(context, operation, a, b)? {
        return Ok(result);
    }
    if operation == Operation::Add && is_exact_str(a) && is_exact_str(b) {
        return text::concatenate(context, a, b);
    }
    if let Some(result) = binary_of_sequences(context, operation, in_place, a, b)? {
        return Ok(result);
    }
    context.check_native_stack()?;
    let special = forward(operation);
    let before = reflected_before(context, operation, in_place, a, b)?;
    if let Some(method) = before {
        let result = call_found(context, method, b, &[a])?;
        if result != Value::NOT_IMPLEMENTED {
            return Ok(result);
        }
    }
    if in_place
        && let Some(result) = call_special(context, a, special.offset(IN_PLACE), &[b])?
        && result != Value::NOT_IMPLEMENTED
    {
        return Ok(result);
    }
    let reflected = special.offset(REFLECTED);
    let unasked = operation == Operation::Multiply
        && in_place
        && is_container(context, a)
        && context
            .lookup_special(context.class_of(b), reflected)?
            .is_some_and(|method| is_of_sequence(context, context.class_of(b), method));
    let result = if before.is_some() || unasked {
        call_special(context, a, special, &[b])?.filter(|&result| result != Value::NOT_IMPLEMENTED)
    } else {
        binary_by_specials(context, special, reflected, a, b)?
    };
    match result {
        Some(result) => Ok(result),
        None => Err(complain_operands(context, operation, in_place, a, b)),
    }
}

/// The short way for lists and tuples of the classes themselves.
fn binary_of_sequences(context: &mut Context, operation: Operation, in_place: bool, a: Value, b: Value) -> Result<Option<Value>> {
    let kind = super::access::kind(a);
    if !matches!(kind, Some(Kind::List | Kind::Tuple)) || !super::construct::is_exact(a) {
        return Ok(None);
    }
    let alike = super::access::kind(b) == kind && super::construct::is_exact(b);
    Ok(match operation {
        Operation::Add if alike && kind == Some(Kind::Tuple) => Some(super::tuple::concatenate(context, a, b)?),
        Operation::Add if alike && in_place => {
            context.list_extend(a, b)?;
            Some(a)
        }
        Operation::Add if alike => Some(context.list_concatenate(a, b)?),
        Operation::Multiply if b.is_int() && kind == Some(Kind::List) && !in_place => {
            Some(context.list_repeat(a, usize::try_from(b.as_int()).unwrap_or(0))?)
        }
        _ => None,
    })
}

/// Whether an object is a sequence that is repeated as its built-in class repeats it.
fn repeats(context: &mut Context, value: Value) -> bool {
    let class = context.class_of(value);
    let sequence = matches!(super::access::kind(value), Some(Kind::Str | Kind::List | Kind::Tuple | Kind::Bytes | Kind::ByteArray))
        || [ClassId::Deque, ClassId::Array].iter().any(|&id| context.class(id) == class);
    if !sequence || is_built_in(class) {
        return sequence;
    }
    match context.lookup_special(class, Special::Mul) {
        Ok(method) => method.is_some_and(|method| super::access::is(method, Kind::NativeFunction)),
        Err(Raised) => {
            context.machine.exception = Value::UNDEFINED;
            true
        }
    }
}

/// The exception for operands of which none has an answer.
pub(crate) fn complain_operands(context: &mut Context, operation: Operation, in_place: bool, a: Value, b: Value) -> Raised {
    if operation == Operation::Multiply {
        // In place, CPython asks the right one only if the left one is no container.
        let asks = !(in_place && is_container(context, a));
        let (left, right) = (repeats(context, a), asks && repeats(context, b));
        if left || right {
            let name = context.type_name(if left { b } else { a });
            return context.raise(ClassId::TypeError, format_args!("can't multiply sequence by non-int of type '{name}'"));
        }
    }
    let (name_a, name_b) = (context.class_name(context.class_of(a)), context.class_name(context.class_of(b)));
    let equals = if in_place { "=" } else { "" };
    if operation == Operation::Power && !in_place {
        return context.raise(
            ClassId::TypeError,
            format_args!("unsupported operand type(s) for ** or pow(): '{}' and '{}'", Display(name_a), Display(name_b)),
        );
    }
    // What was a statement long ago.
    let printing = operation == Operation::ShiftRight && !in_place && context.find_print().is_ok_and(|print| print == Some(a));
    let hint = if printing { ". Did you mean \"print(<message>, file=<output_stream>)\"?" } else { "" };
    context.raise(
        ClassId::TypeError,
        format_args!(
            "unsupported operand type(s) for {}{equals}: '{}' and '{}'{hint}",
            operation.symbol(),
            Display(name_a),
            Display(name_b)
        ),
    )
}

/// Tries the plain and the reflected method in the data model's order; `None` if neither answers.
///
/// # Errors
/// What the methods raise.
pub(crate) fn binary_by_specials(context: &mut Context, special: Special, reflected: Special, a: Value, b: Value) -> Result<Option<Value>> {
    let (class_a, class_b) = (context.class_of(a), context.class_of(b));
    let mut backward = if class_a == class_b { None } else { context.lookup_special(class_b, reflected)? };
    if let Some(method) = backward
        && context.is_subclass(class_b, class_a)
        // A subclass that only inherits the reflected method has no priority.
        && context.lookup_special(class_a, reflected)? != Some(method)
    {
        backward = None;
        let result = call_found(context, method, b, &[a])?;
        if result != Value::NOT_IMPLEMENTED {
            return Ok(Some(result));
        }
    }
    if let Some(method) = context.lookup_special(class_a, special)? {
        let result = call_found(context, method, a, &[b])?;
        if result != Value::NOT_IMPLEMENTED {
            return Ok(Some(result));
        }
    }
    if let Some(method) = backward {
        let result = call_found(context, method, b, &[a])?;
        if result != Value::NOT_IMPLEMENTED {
            return Ok(Some(result));
        }
    }
    Ok(None)
}
