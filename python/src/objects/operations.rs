//! What programs can do with any object. Built-in numbers and strs have fast paths; everything else goes by special
//! methods, in the order that Python's data model prescribes.

use copperhead_stencils::layout::container::{BoxedFloat, Dict, List, Tuple};
use copperhead_stencils::layout::object::Kind;
use copperhead_stencils::operation::Comparison;
use copperhead_stencils::value::Value;

use super::access::has_flag;
pub(crate) use super::binary_operator::{binary, binary_by_specials, complain_operands, in_place_method, method_of, reflected_method};
use super::class_list::ClassId;
use super::layout::{NativeFunction, Set};
use super::number_glue as numbers;
use super::special::Special;
use super::text::{self, Display};
use crate::context::Context;
use crate::error::{Raised, Result};

/// The float that a value is, in whatever form it is held.
#[inline]
pub(crate) fn float_value(value: Value) -> Option<f64> {
    if value.is_word_float() {
        return Some(value.as_word_float());
    }
    if value == Value::FLOAT_ZERO {
        return Some(0.0);
    }
    // SAFETY: the caller holds the value.
    unsafe { if value.is_kind(Kind::Float) { Some((*value.as_pointer::<BoxedFloat>()).get()) } else { None } }
}

/// `a is b`: the same object, or numbers with the same bits, boxed or not.
pub(crate) fn same(a: Value, b: Value) -> bool {
    if a == b {
        return true;
    }
    match (float_value(a), float_value(b)) {
        (Some(a), Some(b)) => a.to_bits() == b.to_bits(),
        _ => false,
    }
}

/// Whether a value is a str of the class itself.
#[inline]
pub(super) fn is_exact_str(value: Value) -> bool {
    // SAFETY: the caller holds the value.
    unsafe { value.is_kind(Kind::Str) && text::is_exact(value) }
}

/// Calls a special method of an object, if its class has it.
///
/// # Errors
/// What it raises.
pub(crate) fn call_special(context: &mut Context, object: Value, special: Special, arguments: &[Value]) -> Result<Option<Value>> {
    let class = context.class_of(object);
    match context.lookup_special(class, special)? {
        None => Ok(None),
        Some(method) => call_found(context, method, object, arguments).map(Some),
    }
}

/// Calls a method found on the class of an object.
///
/// # Errors
/// What it raises.
pub(crate) fn call_found(context: &mut Context, method: Value, object: Value, arguments: &[Value]) -> Result<Value> {
    // SAFETY: the method was found on a live class.
    let kind = unsafe { method.kind() };
    if kind == Some(Kind::NativeFunction) && !has_flag(method, NativeFunction::METHOD | NativeFunction::CLASS_METHOD) {
        // A function of Rust is no descriptor: it gets what is given and no more.
        return context.call(method, arguments);
    }
    if matches!(kind, Some(Kind::Function | Kind::NativeFunction)) {
        let mut all = [object; 4];
        let count = arguments.len().wrapping_add(1);
        let Some(all) = all.get_mut(..count) else {
            return Err(context.raise_system("too many arguments of a special method"));
        };
        if let Some(places) = all.get_mut(1..) {
            places.copy_from_slice(arguments);
        }
        return if kind == Some(Kind::NativeFunction) { context.call_native_found(method, all) } else { context.call(method, all) };
    }
    let bound = context.bind_descriptor(method, object)?;
    context.call(bound, arguments)
}

/// Whether two objects are the same or equal, as containers compare.
///
/// # Errors
/// What `__eq__` raises.
pub(crate) fn equal(context: &mut Context, a: Value, b: Value) -> Result<bool> {
    if a == b {
        return Ok(true);
    }
    if let Some(equal) = equal_at_once(a, b) {
        return Ok(equal);
    }
    if exact_kind(a) == Some(Kind::Tuple) && exact_kind(b) == Some(Kind::Tuple) {
        return Ok(super::sequence::compare(context, Comparison::Equal, a, b)? == Value::TRUE);
    }
    let result = rich_compare(context, Comparison::Equal, a, b)?;
    truth(context, result)
}

/// Equality of numbers and strs, which need nobody's help.
fn equal_at_once(a: Value, b: Value) -> Option<bool> {
    if a.is_int() && b.is_int() {
        return Some(a == b);
    }
    if is_exact_str(a) && is_exact_str(b) {
        return Some(text::equal(a, b));
    }
    numbers::equal(a, b)
}

/// `a < b` as a truth.
///
/// # Errors
/// What the comparison raises.
pub(crate) fn less(context: &mut Context, a: Value, b: Value) -> Result<bool> {
    if a.is_int() && b.is_int() {
        return Ok(a.as_int() < b.as_int());
    }
    let result = rich_compare(context, Comparison::Less, a, b)?;
    truth(context, result)
}

/// The comparison of an instruction.
///
/// # Errors
/// What the comparison raises.
pub(crate) fn compare(context: &mut Context, comparison: Comparison, a: Value, b: Value) -> Result<Value> {
    rich_compare(context, comparison, a, b)
}

/// The special methods of a comparison: the one of the left operand, the one of the right.
fn comparison_specials(comparison: Comparison) -> (Special, Special) {
    match comparison {
        Comparison::Less => (Special::Lt, Special::Gt),
        Comparison::LessEqual => (Special::Le, Special::Ge),
        Comparison::Equal => (Special::Eq, Special::Eq),
        Comparison::NotEqual => (Special::Ne, Special::Ne),
        Comparison::Greater => (Special::Gt, Special::Lt),
        Comparison::GreaterEqual => (Special::Ge, Special::Le),
    }
}

/// `a comparison b` for two strs of the class itself.
pub(crate) fn compare_strs(comparison: Comparison, a: Value, b: Value) -> bool {
    match comparison {
        Comparison::Equal => text::equal(a, b),
        Comparison::NotEqual => !text::equal(a, b),
        _ => super::sequence::holds(comparison, text::compare(a, b)),
    }
}

/// `a comparison b`, whatever object results.
///
/// # Errors
/// What the methods raise; TypeError if none of them answers.
pub(crate) fn rich_compare(context: &mut Context, comparison: Comparison, a: Value, b: Value) -> Result<Value> {
    if let Some(result) = numbers::compare(context, comparison, a, b)? {
        return Ok(result);
    }
    if is_exact_str(a) && is_exact_str(b) {
        return Ok(Value::from_bool(compare_strs(comparison, a, b)));
    }
    if let Some(kind @ (Kind::List | Kind::Tuple)) = exact_kind(a)
        && exact_kind(b) == Some(kind)
    {
        return super::sequence::compare(context, comparison, a, b);
    }
    context.check_depth(" in comparison")?;
    let (forward, backward) = comparison_specials(comparison);
    let (class_a, class_b) = (context.class_of(a), context.class_of(b));
    let mut tried_backward = false;
    if class_a != class_b
        && context.is_subclass(class_b, class_a)
        && let Some(method) = context.lookup_special(class_b, backward)?
    {
        tried_backward = true;
        let result = call_found(context, method, b, &[a])?;
        if result != Value::NOT_IMPLEMENTED {
            return Ok(result);
        }
    }
    if let Some(method) = context.lookup_special(class_a, forward)? {
        let result = call_found(context, method, a, &[b])?;
        if result != Value::NOT_IMPLEMENTED {
            return Ok(result);
        }
    }
    if !tried_backward && let Some(method) = context.lookup_special(class_b, backward)? {
        let result = call_found(context, method, b, &[a])?;
        if result != Value::NOT_IMPLEMENTED {
            return Ok(result);
        }
    }
    match comparison {
        Comparison::Equal => Ok(Value::from_bool(same(a, b))),
        Comparison::NotEqual => Ok(Value::from_bool(!same(a, b))),
        _ => {
            let (name_a, name_b) = (context.class_name(class_a), context.class_name(class_b));
            Err(context.raise(
                ClassId::TypeError,
                format_args!(
                    "'{}' not supported between instances of '{}' and '{}'",
                    comparison.symbol(),
                    Display(name_a),
                    Display(name_b)
                ),
            ))
        }
    }
}

/// The truth of an object.
///
/// # Errors
/// What `__bool__` or `__len__` raises.
pub(crate) fn truth(context: &mut Context, value: Value) -> Result<bool> {
    if value.is_bool() {
        return Ok(value == Value::TRUE);
    }
    if value.is_int() {
        return Ok(value.as_int() != 0);
    }
    if value == Value::NONE {
        return Ok(false);
    }
    if let Some(number) = float_value(value) {
        return Ok(number != 0.0);
    }
    if let Some(length) = exact_length(value) {
        return Ok(length != 0);
    }
    if value == Value::NOT_IMPLEMENTED {
        context.warn(ClassId::DeprecationWarning, format_args!("NotImplemented should not be used in a boolean context"))?;
        return Ok(true);
    }
    if let Some(result) = call_special(context, value, Special::Bool, &[])? {
        if result.is_bool() {
            return Ok(result == Value::TRUE);
        }
        let name = context.class_name(context.class_of(result));
        return Err(context.raise(ClassId::TypeError, format_args!("__bool__ should return bool, returned {}", Display(name))));
    }
    let class = context.class_of(value);
    if context.lookup_special(class, Special::Len)?.is_some() {
        return Ok(length(context, value)? != 0);
    }
    Ok(true)
}

/// The kind of a list, tuple, dict, set or frozenset of the class itself, whose methods are known.
#[inline]
fn exact_kind(value: Value) -> Option<Kind> {
    // SAFETY: the caller holds the value.
    unsafe {
        match value.kind()? {
            kind @ (Kind::List | Kind::Tuple | Kind::Dict | Kind::Set | Kind::FrozenSet) if super::construct::is_exact(value) => Some(kind),
            _ => None,
        }
    }
}

/// The length of an exact built-in container or str.
fn exact_length(value: Value) -> Option<usize> {
    // SAFETY: the caller holds the value.
    unsafe {
        let kind = value.kind()?;
        let exact = (*value.as_pointer::<List>()).object.header.flags & copperhead_stencils::ops::subscript::EXACT != 0;
        match kind {
            Kind::Str if text::is_exact(value) => Some(text::length(value)),
            Kind::List if exact => Some((*value.as_pointer::<List>()).length),
            Kind::Tuple if exact => Some((*value.as_pointer::<Tuple>()).length),
            Kind::Dict if exact => Some((*value.as_pointer::<Dict>()).length as usize),
            Kind::Set | Kind::FrozenSet if exact => Some((*value.as_pointer::<Set>()).table.length as usize),
            Kind::Bytes | Kind::ByteArray => copperhead_stencils::ops::native::bytes_length(value),
            Kind::Record => crate::modules::deque::exact_length(value),
            _ => None,
        }
    }
}

/// `len(value)`.
///
/// # Errors
/// TypeError, ValueError, or what `__len__` raises.
pub(crate) fn length(context: &mut Context, value: Value) -> Result<usize> {
    if let Some(length) = exact_length(value) {
        return Ok(length);
    }
    match call_special(context, value, Special::Len, &[])? {
        None => {
            let name = context.class_name(context.class_of(value));
            Err(context.raise(ClassId::TypeError, format_args!("object of type '{}' has no len()", Display(name))))
        }
        Some(result) => {
            let number = index(context, result)?;
            if number.is_int() && number.as_int() < 0 || super::integer::view(number).is_some_and(|number| number.is_negative()) {
                return Err(context.raise(ClassId::ValueError, format_args!("__len__() should return >= 0")));
            }
            match numbers::to_isize(number) {
                Some(length) => Ok(length.unsigned_abs()),
                None => Err(context.raise(ClassId::OverflowError, format_args!("cannot fit 'int' into an index-sized integer"))),
            }
        }
    }
}

/// `hash(value)`.
///
/// # Errors
/// TypeError for what cannot be hashed, or what `__hash__` raises.
pub(crate) fn hash(context: &mut Context, value: Value) -> Result<usize> {
    if is_exact_str(value) {
        return Ok(text::hash(context, value));
    }
    if let Some(hash) = numbers::hash(value) {
        return Ok(hash);
    }
    if exact_kind(value) == Some(Kind::Tuple) {
        return super::tuple::hash_of(context, value);
    }
    context.check_native_stack()?;
    let class = context.class_of(value);
    match context.lookup_special(class, Special::Hash)? {
        Some(method) if method != Value::NONE => {
            let result = call_found(context, method, value, &[])?;
            // The result itself is the hash if it fits a word; larger integers are hashed. Subclasses of int count as the int that they are.
            match numbers::loose_int(result) {
                Some(int) => Ok(match int.view().to_isize() {
                    Some(number) => numbers::valid_hash(number),
                    None => numbers::hash_of(numbers::Number::Int(int), result),
                }),
                None => Err(context.raise(ClassId::TypeError, format_args!("__hash__ method should return an integer"))),
            }
        }
        _ => {
            let name = context.class_name(class);
            Err(context.raise(ClassId::TypeError, format_args!("unhashable type: '{}'", Display(name))))
        }
    }
}

/// `repr(value)`.
///
/// # Errors
/// What `__repr__` raises; TypeError if it returns no str.
pub(crate) fn repr(context: &mut Context, value: Value) -> Result<Value> {
    context.check_depth(" while getting the repr of an object")?;
    if let Some(kind) = exact_kind(value) {
        return super::sequence::repr_of_exact(context, value, kind);
    }
    text_special(context, value, Special::Repr, "__repr__")
}

/// `str(value)`.
///
/// # Errors
/// What `__str__` raises; TypeError if it returns no str.
pub(crate) fn str(context: &mut Context, value: Value) -> Result<Value> {
    if is_exact_str(value) {
        return Ok(value);
    }
    if value.is_int() {
        return super::integer_text::decimal(context, super::integer::arithmetic::Int::Small(value.as_int()));
    }
    context.check_native_stack()?;
    text_special(context, value, Special::Str, "__str__")
}

fn text_special(context: &mut Context, value: Value, special: Special, name: &str) -> Result<Value> {
    match call_special(context, value, special, &[])? {
        // SAFETY: a result is alive.
        Some(result) if unsafe { result.is_kind(Kind::Str) } => Ok(result),
        Some(result) => {
            let class = context.class_name(context.class_of(result));
            Err(context.raise(ClassId::TypeError, format_args!("{name} returned non-string (type {})", Display(class))))
        }
        None => Err(context.raise_system("an object without __repr__")),
    }
}

/// `format(value, spec)`.
///
/// # Errors
/// What `__format__` raises; TypeError if it returns no str.
pub(crate) fn format(context: &mut Context, value: Value, spec: Value) -> Result<Value> {
    match call_special(context, value, Special::Format, &[spec])? {
        // SAFETY: a result is alive.
        Some(result) if unsafe { result.is_kind(Kind::Str) } => Ok(result),
        Some(result) => {
            let class = context.class_name(context.class_of(result));
            Err(context.raise(ClassId::TypeError, format_args!("__format__ must return a str, not {}", Display(class))))
        }
        None => Err(context.raise_system("an object without __format__")),
    }
}

/// A unary operation: `Special::Neg`, `Pos`, `Invert` or `Abs`.
///
/// # Errors
/// What the method raises; TypeError if there is none.
pub(crate) fn unary(context: &mut Context, special: Special, value: Value) -> Result<Value> {
    if value.is_bool() && special == Special::Invert {
        context.warn(
            ClassId::DeprecationWarning,
            format_args!(
                "Bitwise inversion '~' on bool is deprecated and will be removed in Python 3.16. This returns the bitwise inversion of the underlying int object and is usually not what you expect from negating a bool. Use the 'not' operator for boolean negation or ~int(x) if you really want the bitwise inversion of the underlying int."
            ),
        )?;
    }
    if let Some(result) = numbers::unary(context, special, value)? {
        return Ok(result);
    }
    if let Some(result) = call_special(context, value, special, &[])? {
        return Ok(result);
    }
    let name = context.class_name(context.class_of(value));
    let what = match special {
        Special::Neg => "unary -",
        Special::Pos => "unary +",
        Special::Invert => "unary ~",
        _ => "abs()",
    };
    Err(context.raise(ClassId::TypeError, format_args!("bad operand type for {what}: '{}'", Display(name))))
}

/// `object[key]`.
///
/// # Errors
/// What `__getitem__` raises; TypeError if there is none.
pub(crate) fn get_item(context: &mut Context, object: Value, key: Value) -> Result<Value> {
    match exact_kind(object) {
        Some(Kind::List) => return context.list_get_item(object, key),
        Some(Kind::Tuple) => return context.tuple_get_item(object, key),
        Some(Kind::Dict) => return context.dict_get_item(object, key),
        None if is_exact_str(object) => return super::str::basics::item(context, object, key),
        _ => {}
    }
    if let Some(result) = call_special(context, object, Special::GetItem, &[key])? {
        return Ok(result);
    }
    // SAFETY: the caller holds the object.
    if unsafe { object.is_kind(Kind::Class) } {
        return context.class_get_item(object, key);
    }
    let name = context.class_name(context.class_of(object));
    Err(context.raise(ClassId::TypeError, format_args!("'{}' object is not subscriptable", Display(name))))
}

/// `object[key] = value`.
///
/// # Errors
/// What `__setitem__` raises; TypeError if there is none.
pub(crate) fn set_item(context: &mut Context, object: Value, key: Value, value: Value) -> Result<()> {
    match exact_kind(object) {
        Some(Kind::List) => return context.list_set_item(object, key, value),
        Some(Kind::Dict) => return context.dict_insert(object, key, value),
        _ => {}
    }
    if call_special(context, object, Special::SetItem, &[key, value])?.is_some() {
        return Ok(());
    }
    refuses_index(context, object, key)?;
    let name = context.class_name(context.class_of(object));
    Err(context.raise(ClassId::TypeError, format_args!("'{}' object does not support item assignment", Display(name))))
}

/// `del object[key]`.
///
/// # Errors
/// What `__delitem__` raises; TypeError if there is none.
pub(crate) fn delete_item(context: &mut Context, object: Value, key: Value) -> Result<()> {
    if call_special(context, object, Special::DelItem, &[key])?.is_some() {
        return Ok(());
    }
    let refused = refuses_index(context, object, key)?;
    let name = context.class_name(context.class_of(object));
    let verb = if refused { "doesn't" } else { "does not" };
    Err(context.raise(ClassId::TypeError, format_args!("'{}' object {verb} support item deletion", Display(name))))
}

/// Whether a key that an object does not take is the index of a sequence: sequences look at it first, and refuse it in their own words.
///
/// # Errors
/// IndexError, if it is too large for any sequence; what `__index__` raises.
fn refuses_index(context: &mut Context, object: Value, key: Value) -> Result<bool> {
    Ok(super::sequence::is_container(context, object) && super::sequence::subscript_index(context, key)?.is_some())
}

/// `item in container`.
///
/// # Errors
/// What the container's methods raise; TypeError if it is none.
pub(crate) fn contains(context: &mut Context, container: Value, item: Value) -> Result<bool> {
    match exact_kind(container) {
        Some(Kind::Dict) => return Ok(context.dict_find(container.as_pointer(), item)?.is_some()),
        Some(Kind::Set | Kind::FrozenSet) => return context.set_contains(container, item),
        Some(_) => return Ok(super::sequence::find(context, container, item, 0, usize::MAX)?.is_some()),
        None if is_exact_str(container) && is_exact_str(item) => return Ok(text::contains(container, item)),
        None => {}
    }
    let class = context.class_of(container);
    if let Some(method) = context.lookup_special(class, Special::Contains)? {
        if method == Value::NONE {
            let name = context.class_name(class);
            return Err(context.raise(ClassId::TypeError, format_args!("'{}' object is not a container", Display(name))));
        }
        let result = call_found(context, method, container, &[item])?;
        return truth(context, result);
    }
    if !context.is_iterable(container)? {
        let name = context.class_name(class);
        return Err(context.raise(ClassId::TypeError, format_args!("argument of type '{}' is not iterable", Display(name))));
    }
    let mut found = false;
    for_each(context, container, |context, candidate| {
        found = equal(context, candidate, item)?;
        Ok(!found)
    })?;
    Ok(found)
}

/// `iter(value)`.
///
/// # Errors
/// What `__iter__` raises; TypeError if the value is not iterable.
pub(crate) fn iterator(context: &mut Context, value: Value) -> Result<Value> {
    context.get_iterator(value)
}

/// The next item of an iterator for a native loop, which may find no end: limits and interrupts are looked at now and then.
/// `None` when it is exhausted.
///
/// # Errors
/// What `__next__` raises; the run's end.
pub(crate) fn next(context: &mut Context, iterator: Value) -> Result<Option<Value>> {
    // Each item that a built-in takes is a step: endless iterables meet the limits wherever they are used up.
    context.poll_native()?;
    // SAFETY: the caller holds the iterator.
    unsafe {
        if iterator.is_kind(Kind::Generator) && context.is_generator(iterator) {
            return context.next_of_generator(iterator);
        }
    }
    context.next_item(iterator)
}

/// Gives each item of an iterable to a function until that says no.
///
/// # Errors
/// What the iteration or the function raises.
pub(crate) fn for_each(
    context: &mut Context,
    iterable: Value,
    mut function: impl FnMut(&mut Context, Value) -> Result<bool>,
) -> Result<()> {
    let iterator = iterator(context, iterable)?;
    while let Some(item) = next(context, iterator)? {
        if !function(context, item)? {
            break;
        }
    }
    Ok(())
}

/// `operator.index(value)`: an integer object.
///
/// # Errors
/// TypeError, or what `__index__` raises.
pub(crate) fn index(context: &mut Context, value: Value) -> Result<Value> {
    // SAFETY: the caller holds the value.
    if value.is_int() || value.is_bool() || unsafe { value.is_kind(Kind::BigInt) } {
        return Ok(value);
    }
    match call_special(context, value, Special::Index, &[])? {
        // SAFETY: a result is alive.
        Some(result) if result.is_int() || result.is_bool() || unsafe { result.is_kind(Kind::BigInt) } => {
            warn_of_subclass(context, "__index__", result, ClassId::Int)?;
            Ok(result)
        }
        Some(result) => {
            let name = context.class_name(context.class_of(result));
            Err(context.raise(ClassId::TypeError, format_args!("__index__ returned non-int (type {})", Display(name))))
        }
        None => {
            let name = context.class_name(context.class_of(value));
            Err(context.raise(ClassId::TypeError, format_args!("'{}' object cannot be interpreted as an integer", Display(name))))
        }
    }
}

/// Warns of a special method that gave an instance of a strict subclass of the class that it should give.
///
/// # Errors
/// The warning, if it is an error.
pub(crate) fn warn_of_subclass(context: &mut Context, method: &str, result: Value, wanted: ClassId) -> Result<()> {
    let class = context.class_of(result);
    if class == context.class(wanted) {
        return Ok(());
    }
    let (name, wanted) = (context.class_name(class), context.class_name(context.class(wanted)));
    let (name, wanted) = (Display(name), Display(wanted));
    context.warn(
        ClassId::DeprecationWarning,
        format_args!(
            "{method} returned non-{wanted} (type {name}).  The ability to return an instance of a strict subclass of {wanted} is deprecated, and may be removed in a future version of Python."
        ),
    )
}

/// An index or count as a machine number.
///
/// # Errors
/// TypeError; OverflowError if it does not fit.
pub(crate) fn as_isize(context: &mut Context, value: Value) -> Result<isize> {
    if value.is_int() {
        return Ok(value.as_int());
    }
    let number = index(context, value)?;
    match numbers::to_isize(number) {
        Some(number) => Ok(number),
        None => Err(context.raise(ClassId::OverflowError, format_args!("Python int too large to convert to C ssize_t"))),
    }
}

/// Turns a StopIteration that is pending into the end of an iteration.
///
/// # Errors
/// Any other exception stays pending.
pub(crate) fn end_of_iteration(context: &mut Context, raised: Raised) -> Result<()> {
    if context.exception_is(ClassId::StopIteration) {
        let exception = core::mem::replace(&mut context.machine.exception, Value::UNDEFINED);
        // One that says nothing is like any other.
        let says = context.tuple_length(super::exception::arguments_of(exception)) != 0;
        context.stopped_by = if says { exception } else { Value::UNDEFINED };
        return Ok(());
    }
    Err(raised)
}
