//! `array`: sequences of numbers of one size.
//!
//! An array has the layout of a bytearray; the letter of its items stands in its header. So whatever takes bytes takes arrays.

mod exchange;
mod items;
mod subscript;

use copperhead_stencils::layout::object::Kind;
use copperhead_stencils::operation::Comparison;
use copperhead_stencils::value::Value;

use crate::context::Context;
use crate::error::{Raised, Result};
use crate::modules::Store;
use crate::objects::byte_builder::ByteBuilder;
use crate::objects::class_list::ClassId;
use crate::objects::layout::ByteArray;
use crate::objects::native::{Arguments, Attribute, Method};
use crate::objects::text::{self, TextBuilder};
use crate::objects::{access, operations, sequence};
use exchange::{extend_from, from_bytes, fromfile, fromlist, fromunicode, tofile, tolist, tounicode};
pub(crate) use items::item_of;
use items::{LETTERS, at, data, fields, is_array, is_text, item, length, new_like, put, store};
use subscript::{getitem, write};

fn new(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let given = arguments.len().saturating_sub(1).saturating_sub(context.named_count(arguments));
    if given == 0 || given > 2 {
        let (bound, number, plural) = if given == 0 { ("least", 1, "") } else { ("most", 2, "s") };
        return Err(context.raise(ClassId::TypeError, format_args!("array() takes at {bound} {number} argument{plural} ({given} given)")));
    }
    let letter = arguments.get(1);
    if !text::is_str(letter) || text::length(letter) != 1 {
        let name = context.type_name(letter);
        return Err(context.raise(ClassId::TypeError, format_args!("array() argument 1 must be a unicode character, not {name}")));
    }
    let code = text::code_point(letter, 0);
    if char::from_u32(code).is_none_or(|code| !LETTERS.contains(code)) {
        let message = format_args!("bad typecode (must be b, B, u, h, H, i, I, l, L, q, Q, f or d)");
        return Err(context.raise(ClassId::ValueError, message));
    }
    if code == u32::from('u') {
        let message = format_args!("The 'u' type code is deprecated and will be removed in Python 3.16");
        context.warn(ClassId::DeprecationWarning, message)?;
    }
    let object: *mut ByteArray = context.new_for(arguments, ClassId::Array, Kind::ByteArray, size_of::<ByteArray>())?;
    // SAFETY: fresh.
    unsafe { (*object).object.header.extra = code };
    let array = Value::from_pointer(object);
    let Some(source) = arguments.optional(2).filter(|_| given == 2) else { return Ok(array) };
    let textual = is_text(item(array));
    if text::is_str(source) && !textual {
        let code = char::from_u32(code).unwrap_or(' ');
        return Err(context.raise(ClassId::TypeError, format_args!("cannot use a str to initialize an array with typecode '{code}'")));
    }
    if is_array(context, source) && is_text(item(source)) && !textual {
        let code = char::from_u32(code).unwrap_or(' ');
        let message = format_args!("cannot use a unicode array to initialize an array with typecode '{code}'");
        return Err(context.raise(ClassId::TypeError, message));
    }
    match access::kind(source) {
        Some(Kind::Bytes | Kind::ByteArray) if !is_array(context, source) => from_bytes(context, array, source)?,
        _ => extend_from(context, array, source)?,
    }
    Ok(array)
}

fn len(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    context.new_int_of_size(length(arguments.get(0)))
}

fn bad_kind(context: &mut Context) -> Raised {
    context.raise(ClassId::TypeError, format_args!("bad argument type for built-in operation"))
}

fn add(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let (array, other) = (arguments.get(0), arguments.get(1));
    if !is_array(context, other) {
        let name = context.type_name(other);
        return Err(context.raise(ClassId::TypeError, format_args!("can only append array (not \"{name}\") to array")));
    }
    if item(other).code != item(array).code {
        return Err(bad_kind(context));
    }
    let made = new_like(context, item(array).code, data(array))?;
    put(context, made, usize::MAX, 0, data(other))?;
    Ok(made)
}

fn iadd(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let (array, other) = (arguments.get(0), arguments.get(1));
    if !is_array(context, other) {
        let name = context.type_name(other);
        return Err(context.raise(ClassId::TypeError, format_args!("can only extend array with array (not \"{name}\")")));
    }
    extend_same(context, array, other)?;
    Ok(array)
}

fn extend_same(context: &mut Context, array: Value, other: Value) -> Result<()> {
    if item(other).code != item(array).code {
        return Err(context.raise(ClassId::TypeError, format_args!("can only extend with array of same kind")));
    }
    from_bytes(context, array, other)
}

fn extend(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let (array, other) = (arguments.get(0), arguments.get(1));
    if is_array(context, other) {
        extend_same(context, array, other)?
    } else {
        extend_from(context, array, other)?
    }
    Ok(Value::NONE)
}

fn times(context: &mut Context, arguments: &Arguments) -> Result<usize> {
    let count = operations::as_isize(context, arguments.get(1))?;
    let count = count.max(0) as usize;
    if data(arguments.get(0)).len().checked_mul(count).is_none() {
        return Err(context.raise_memory());
    }
    Ok(count)
}

fn mul(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let count = times(context, arguments)?;
    let array = arguments.get(0);
    let mut builder = ByteBuilder::new(context);
    builder.make_room(data(array).len().saturating_mul(count))?;
    for _ in 0..if data(array).is_empty() { 0 } else { count } {
        builder.push_slice(data(array))?;
    }
    let whole = builder.finish_bytes()?;
    new_like(context, item(array).code, data(whole))
}

fn imul(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let whole = mul(context, arguments)?;
    put(context, arguments.get(0), 0, usize::MAX, data(whole))?;
    Ok(arguments.get(0))
}

fn compare(context: &mut Context, arguments: &Arguments, comparison: Comparison) -> Result<Value> {
    let (one, other) = (arguments.get(0), arguments.get(1));
    if !is_array(context, other) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let (first, second) = (length(one), length(other));
    match comparison {
        Comparison::Equal if first != second => return Ok(Value::FALSE),
        Comparison::NotEqual if first != second => return Ok(Value::TRUE),
        _ => {}
    }
    for index in 0..first.min(second) {
        let (left, right) = (at(context, one, index)?, at(context, other, index)?);
        if !operations::equal(context, left, right)? {
            return match comparison {
                Comparison::Equal => Ok(Value::FALSE),
                Comparison::NotEqual => Ok(Value::TRUE),
                _ => operations::rich_compare(context, comparison, left, right),
            };
        }
    }
    Ok(Value::from_bool(sequence::holds(comparison, first.cmp(&second))))
}

fn repr(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let array = arguments.get(0);
    let name = context.short_class_name(array);
    let content = if length(array) == 0 {
        None
    } else if is_text(item(array)) {
        let string = tounicode(context, arguments)?;
        Some(operations::repr(context, string)?)
    } else {
        let list = tolist(context, arguments)?;
        Some(operations::repr(context, list)?)
    };
    let mut builder = TextBuilder::new(context);
    builder.push_str(name)?;
    builder.push_text("('")?;
    builder.push(u32::from(item(array).code))?;
    builder.push(u32::from(b'\''))?;
    if let Some(content) = content {
        builder.push_text(", ")?;
        builder.push_str(content)?;
    }
    builder.push(u32::from(b')'))?;
    builder.finish()
}

fn append(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let item = item(arguments.get(0));
    let bytes = store(context, item, arguments.get(1))?;
    put(context, arguments.get(0), usize::MAX, 0, bytes.get(..item.size).unwrap_or(&[]))?;
    Ok(Value::NONE)
}

fn insert(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let array = arguments.get(0);
    let item = item(array);
    let index = operations::as_isize(context, arguments.get(1))?;
    let bytes = store(context, item, arguments.get(2))?;
    let length = length(array);
    let place = if index < 0 { length.saturating_sub(index.unsigned_abs()) } else { (index as usize).min(length) };
    put(context, array, place.saturating_mul(item.size), 0, bytes.get(..item.size).unwrap_or(&[]))?;
    Ok(Value::NONE)
}

fn pop(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let array = arguments.get(0);
    let index = match arguments.optional(1) {
        Some(index) => operations::as_isize(context, index)?,
        None => -1,
    };
    if length(array) == 0 {
        return Err(context.raise(ClassId::IndexError, format_args!("pop from empty array")));
    }
    let Some(place) = sequence::place(index, length(array)) else {
        return Err(context.raise(ClassId::IndexError, format_args!("pop index out of range")));
    };
    let value = at(context, array, place)?;
    let size = item(array).size;
    put(context, array, place.saturating_mul(size), size, &[])?;
    Ok(value)
}

/// The place of the first item from a place on that is equal to a value.
fn find(context: &mut Context, array: Value, wanted: Value, from: usize, to: usize) -> Result<Option<usize>> {
    let mut index = from;
    while index < to.min(length(array)) {
        let value = at(context, array, index)?;
        if operations::equal(context, value, wanted)? {
            return Ok(Some(index));
        }
        index = index.wrapping_add(1);
    }
    Ok(None)
}

fn remove(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let array = arguments.get(0);
    let Some(place) = find(context, array, arguments.get(1), 0, usize::MAX)? else {
        return Err(context.raise(ClassId::ValueError, format_args!("array.remove(x): x not in array")));
    };
    let size = item(array).size;
    put(context, array, place.saturating_mul(size), size, &[])?;
    Ok(Value::NONE)
}

fn index(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let array = arguments.get(0);
    let (start, stop) = sequence::search_bounds(context, arguments.optional(2), arguments.optional(3), length(array))?;
    match find(context, array, arguments.get(1), start, stop)? {
        Some(place) => context.new_int_of_size(place),
        None => Err(context.raise(ClassId::ValueError, format_args!("array.index(x): x not in array"))),
    }
}

fn count(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let (mut number, mut from) = (0usize, 0usize);
    while let Some(place) = find(context, arguments.get(0), arguments.get(1), from, usize::MAX)? {
        number = number.wrapping_add(1);
        from = place.wrapping_add(1);
    }
    context.new_int_of_size(number)
}

fn contains(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let found = find(context, arguments.get(0), arguments.get(1), 0, usize::MAX)?;
    Ok(Value::from_bool(found.is_some()))
}

/// All items anew, one after the other or from the back, or with their bytes reversed.
fn rearrange(context: &mut Context, array: Value, swap: bool) -> Result<Value> {
    let size = item(array).size;
    let mut builder = ByteBuilder::new(context);
    builder.make_room(data(array).len())?;
    if swap {
        for piece in data(array).chunks_exact(size) {
            piece.iter().rev().try_for_each(|&byte| builder.push(byte))?;
        }
    } else {
        data(array).chunks_exact(size).rev().try_for_each(|piece| builder.push_slice(piece))?;
    }
    let whole = builder.finish_bytes()?;
    put(context, array, 0, data(whole).len(), data(whole))?;
    Ok(Value::NONE)
}

fn copy(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    new_like(context, item(arguments.get(0)).code, data(arguments.get(0)))
}

fn buffer_info(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    // SAFETY: the receiver is an array.
    let address = unsafe { (*fields(arguments.get(0))).data } as usize;
    let (address, count) = (context.new_int_of_size(address)?, context.new_int_of_size(length(arguments.get(0)))?);
    context.new_tuple(&[address, count])
}

/// The methods.
pub static METHODS: &[Method] = &[
    Method::raw("__new__", new).unbound(),
    Method::raw("__init__", |_, _| Ok(Value::NONE)),
    Method::new("__len__", len, 0, 0),
    Method::new("__getitem__", getitem, 1, 1),
    Method::new("__setitem__", |context, arguments| write(context, arguments, Some(arguments.get(2))), 2, 2),
    Method::new("__delitem__", |context, arguments| write(context, arguments, None), 1, 1),
    Method::new("__iter__", |context, arguments| context.new_item_iterator(ClassId::ArrayIterator, arguments.get(0)), 0, 0),
    Method::new("__contains__", contains, 1, 1),
    Method::new("__add__", add, 1, 1),
    Method::new("__iadd__", iadd, 1, 1),
    Method::new("__mul__", mul, 1, 1),
    Method::new("__rmul__", mul, 1, 1),
    Method::new("__imul__", imul, 1, 1),
    Method::new("__eq__", |context, arguments| compare(context, arguments, Comparison::Equal), 1, 1),
    Method::new("__ne__", |context, arguments| compare(context, arguments, Comparison::NotEqual), 1, 1),
    Method::new("__lt__", |context, arguments| compare(context, arguments, Comparison::Less), 1, 1),
    Method::new("__le__", |context, arguments| compare(context, arguments, Comparison::LessEqual), 1, 1),
    Method::new("__gt__", |context, arguments| compare(context, arguments, Comparison::Greater), 1, 1),
    Method::new("__ge__", |context, arguments| compare(context, arguments, Comparison::GreaterEqual), 1, 1),
    Method::absent("__hash__"),
    Method::new("__repr__", repr, 0, 0),
    Method::new("__copy__", copy, 0, 0),
    Method::new("__buffer__", crate::objects::bytes::shared::buffer, 1, 1),
    Method::new("__release_buffer__", crate::objects::memoryview::release_buffer, 1, 1),
    Method::new(
        "__reduce_ex__",
        |context, arguments| context.call_in_module("_array_parts", "reduce", &[arguments.get(0), arguments.get(1)]),
        1,
        1,
    ),
    Method::new("__deepcopy__", copy, 1, 1),
    Method::new("__class_getitem__", crate::objects::generic_alias::class_get_item, 1, 1).of_class(),
    Method::new("append", append, 1, 1),
    Method::new("buffer_info", buffer_info, 0, 0),
    Method::new("byteswap", |context, arguments| rearrange(context, arguments.get(0), true), 0, 0),
    Method::new(
        "clear",
        |context, arguments| {
            put(context, arguments.get(0), 0, usize::MAX, &[])?;
            Ok(Value::NONE)
        },
        0,
        0,
    ),
    Method::new("count", count, 1, 1),
    Method::new("extend", extend, 1, 1),
    Method::new(
        "frombytes",
        |context, arguments| {
            from_bytes(context, arguments.get(0), arguments.get(1))?;
            Ok(Value::NONE)
        },
        1,
        1,
    ),
    Method::new("fromfile", fromfile, 2, 2),
    Method::new("fromlist", fromlist, 1, 1),
    Method::new("fromunicode", fromunicode, 1, 1),
    Method::new("index", index, 1, 3),
    Method::new("insert", insert, 2, 2),
    Method::new("pop", pop, 0, 1),
    Method::new("remove", remove, 1, 1),
    Method::new("reverse", |context, arguments| rearrange(context, arguments.get(0), false), 0, 0),
    Method::new("tobytes", |context, arguments| context.new_bytes(data(arguments.get(0))), 0, 0),
    Method::new("tofile", tofile, 1, 1),
    Method::new("tolist", tolist, 0, 0),
    Method::new("tounicode", tounicode, 0, 0),
];

/// The attributes.
pub static ATTRIBUTES: &[Attribute] = &[
    Attribute { name: "typecode", get: |context, array| context.character(u32::from(item(array).code)), set: None },
    Attribute { name: "itemsize", get: |context, array| context.new_int_of_size(item(array).size), set: None },
];

/// The module's functions.
pub static FUNCTIONS: &[Method] = &[];

/// The module's other values.
pub(crate) fn values(context: &mut Context, store: &mut Store<'_>) -> Result<()> {
    let class = Value::from_pointer(context.late_class(ClassId::Array)?);
    store(context, "array", class)?;
    store(context, "ArrayType", class)?;
    let letters = context.new_str(LETTERS)?;
    store(context, "typecodes", letters)
}
