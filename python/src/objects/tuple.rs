//! `tuple`.

use copperhead_stencils::layout::container::Tuple;
use copperhead_stencils::layout::object::Kind;
use copperhead_stencils::operation::Comparison;
use copperhead_stencils::value::Value;

use super::class_list::ClassId;
use super::construct::{is_exact, tuple_items};
use super::generic_alias::class_get_item;
use super::list_contents::copy_slice;
use super::native::{Arguments, Attribute, Method};
use super::{operations, sequence};
use crate::context::Context;
use crate::error::Result;
use crate::numeric::hash::TupleHasher;

/// The methods.
pub static METHODS: &[Method] = &[
    Method::raw("__new__", new).unbound(),
    Method::new("__repr__", repr, 0, 0),
    Method::new("__len__", len, 0, 0),
    Method::new("__getitem__", get_item, 1, 1),
    Method::new("__contains__", contains, 1, 1),
    Method::new("__iter__", iter, 0, 0),
    Method::new("__hash__", hash, 0, 0),
    Method::new("__eq__", equal, 1, 1),
    Method::new("__ne__", not_equal, 1, 1),
    Method::new("__lt__", less, 1, 1),
    Method::new("__le__", less_equal, 1, 1),
    Method::new("__gt__", greater, 1, 1),
    Method::new("__ge__", greater_equal, 1, 1),
    Method::new("__add__", add, 1, 1),
    Method::new("__mul__", multiply, 1, 1),
    Method::new("__rmul__", multiply, 1, 1),
    Method::new("__getnewargs__", new_arguments, 0, 0),
    Method::new("__class_getitem__", class_get_item, 1, 1).of_class(),
    Method::new("count", count, 1, 1),
    Method::new("index", index, 1, 3),
];

/// The attributes.
pub static ATTRIBUTES: &[Attribute] = &[];

impl Context {
    /// A tuple of the items of any iterable; the iterable itself if it is a tuple of the class itself.
    ///
    /// # Errors
    /// TypeError, MemoryError, what iterating raises.
    pub(crate) fn tuple_from(&mut self, iterable: Value) -> Result<Value> {
        // SAFETY: the caller holds the iterable.
        if unsafe { iterable.is_kind(Kind::Tuple) } && is_exact(iterable) {
            return Ok(iterable);
        }
        let items = self.list_or_tuple_from(iterable)?;
        self.list_to_tuple(items)
    }

    /// `tuple[key]`.
    ///
    /// # Errors
    /// IndexError, TypeError, what `__index__` raises.
    pub(crate) fn tuple_get_item(&mut self, tuple: Value, key: Value) -> Result<Value> {
        if let Some(index) = sequence::subscript_index(self, key)? {
            let found = sequence::place(index, sequence::length(tuple)).and_then(|place| sequence::item(tuple, place));
            return match found {
                Some(item) => Ok(item),
                None => Err(self.raise(ClassId::IndexError, format_args!("tuple index out of range"))),
            };
        }
        // SAFETY: the caller holds the key.
        if !unsafe { key.is_kind(Kind::Slice) } {
            return Err(sequence::refuse_key(self, "tuple", key));
        }
        let mut numbers = sequence::slice_numbers(self, key)?;
        let length = sequence::length(tuple);
        let count = numbers.fit(length);
        if count == length && numbers.step == 1 && is_exact(tuple) {
            return Ok(tuple);
        }
        let result = self.new_tuple_of(count)?;
        // SAFETY: the slice lies within the tuple, the result has room.
        unsafe { copy_slice(tuple_items(tuple), tuple_items(result), numbers, count) };
        Ok(result)
    }
}

fn new(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let class = context.class_for_new(arguments, ClassId::Tuple)?;
    let exact = class == context.class(ClassId::Tuple);
    let given = context.positional_only(arguments, "tuple", 0, 1)?;
    let plain = if given == 0 { context.new_tuple_of(0)? } else { context.tuple_from(arguments.get(1))? };
    if exact {
        return Ok(plain);
    }
    let count = sequence::length(plain);
    let Some(bytes) = count.checked_mul(size_of::<Value>()).and_then(|bytes| bytes.checked_add(Tuple::ITEMS)) else {
        return Err(context.raise_memory());
    };
    let tuple: *mut Tuple = context.new_for(arguments, ClassId::Tuple, Kind::Tuple, bytes)?;
    let result = Value::from_pointer(tuple);
    // SAFETY: fresh, with room for the items.
    unsafe {
        (*tuple).length = count;
        core::ptr::copy_nonoverlapping(tuple_items(plain), tuple_items(result), count);
    }
    Ok(result)
}

/// `__repr__`.
pub(crate) fn repr(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let tuple = arguments.get(0);
    let count = sequence::length(tuple);
    if count == 0 {
        return context.new_str("()");
    }
    context.container_repr(tuple, "(...)", |builder| {
        builder.push_text("(")?;
        sequence::push_items(builder, tuple)?;
        builder.push_text(if count == 1 { ",)" } else { ")" })
    })
}

fn len(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    context.new_int(sequence::length(arguments.get(0)) as i128)
}

fn get_item(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    context.tuple_get_item(arguments.get(0), arguments.get(1))
}

fn contains(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let found = sequence::find(context, arguments.get(0), arguments.get(1), 0, usize::MAX)?;
    Ok(Value::from_bool(found.is_some()))
}

fn iter(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    context.new_sequence_iterator(arguments.get(0))
}

/// The hash of a tuple.
///
/// # Errors
/// TypeError for an item without a hash; what `__hash__` raises.
pub(crate) fn hash_of(context: &mut Context, tuple: Value) -> Result<usize> {
    context.check_native_stack()?;
    let mut hasher = TupleHasher::default();
    let mut index = 0usize;
    while let Some(item) = sequence::item(tuple, index) {
        hasher.push(context.key_hash(item)? as isize);
        index = index.wrapping_add(1);
        if index.is_multiple_of(sequence::POLL_INTERVAL) {
            context.poll_native()?;
        }
    }
    Ok(hasher.finish() as usize)
}

fn hash(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let hash = hash_of(context, arguments.get(0))?;
    context.new_int(hash as isize as i128)
}

fn compared(context: &mut Context, arguments: &Arguments, comparison: Comparison) -> Result<Value> {
    let (a, b) = (arguments.get(0), arguments.get(1));
    if !sequence::both_of_kind(a, b, Kind::Tuple) {
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
    if !unsafe { b.is_kind(Kind::Tuple) } {
        return Err(sequence::refuse_concatenation(context, "tuple", b));
    }
    concatenate(context, a, b)
}

/// The items of two tuples, one behind the other.
///
/// # Errors
/// MemoryError.
pub(crate) fn concatenate(context: &mut Context, a: Value, b: Value) -> Result<Value> {
    let (first, second) = (sequence::length(a), sequence::length(b));
    if first == 0 && is_exact(b) {
        return Ok(b);
    }
    if second == 0 && is_exact(a) {
        return Ok(a);
    }
    let Some(total) = first.checked_add(second) else { return Err(context.raise_memory()) };
    let result = context.new_tuple_of(total)?;
    // SAFETY: the result has room for both.
    unsafe {
        core::ptr::copy_nonoverlapping(tuple_items(a), tuple_items(result), first);
        core::ptr::copy_nonoverlapping(tuple_items(b), tuple_items(result).add(first), second);
    }
    Ok(result)
}

fn multiply(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let tuple = arguments.get(0);
    let Some(times) = sequence::repetitions(context, arguments.get(1))? else { return Ok(Value::NOT_IMPLEMENTED) };
    if times == 1 && is_exact(tuple) {
        return Ok(tuple);
    }
    let count = sequence::length(tuple);
    let Some(total) = count.checked_mul(times) else { return Err(context.raise_memory()) };
    let result = context.new_tuple_of(total)?;
    if total != 0 {
        // SAFETY: the result has room.
        unsafe { sequence::repeat_into(tuple_items(result), tuple_items(tuple), count, times) };
    }
    Ok(result)
}

fn new_arguments(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let plain = context.list_to_tuple(arguments.get(0))?;
    context.new_tuple(&[plain])
}

fn count(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    sequence::count(context, arguments.get(0), arguments.get(1))
}

fn index(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let (tuple, wanted) = (arguments.get(0), arguments.get(1));
    let (start, stop) = sequence::search_bounds(context, arguments.optional(2), arguments.optional(3), sequence::length(tuple))?;
    match sequence::find(context, tuple, wanted, start, stop)? {
        Some(place) => context.new_int(place as i128),
        None => Err(context.raise(ClassId::ValueError, format_args!("tuple.index(x): x not in tuple"))),
    }
}

/// The hash of any key, quick for those that are common.
impl Context {
    #[inline(always)]
    pub(crate) fn key_hash(&mut self, key: Value) -> Result<usize> {
        if key.is_int() {
            return Ok(crate::numeric::hash::hash_small(key.as_int()) as usize);
        }
        // SAFETY: the caller holds the key.
        if unsafe { key.is_kind(Kind::Str) } && super::text::is_exact(key) {
            return Ok(super::text::hash(self, key));
        }
        operations::hash(self, key)
    }
}
