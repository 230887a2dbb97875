//! What every object answers, for strs: construction, comparison, hash, length, items, concatenation, repetition.

use copperhead_stencils::layout::object::Kind;
use copperhead_stencils::operation::Comparison;
use copperhead_stencils::value::Value;

use crate::context::Context;
use crate::error::Result;
use crate::objects::class_list::ClassId;
use crate::objects::layout::{Str, StrIterator};
use crate::objects::native::Arguments;
use crate::objects::text::{self, TextBuilder, each_width, is_str};
use crate::objects::{bytes, operations, sequence};

/// `str(object='', encoding='utf-8', errors='strict')`.
pub(crate) fn new(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let class = context.class_for_new(arguments, ClassId::Str)?;
    let string = match (arguments.optional(1), arguments.optional(2), arguments.optional(3)) {
        (None, None, None) => context.new_str("")?,
        (Some(object), None, None) => operations::str(context, object)?,
        (object, encoding, errors) => {
            let (encoding, errors) = super::codec_names(context, "str", encoding, errors)?;
            match object {
                None => context.new_str("")?,
                Some(object) if is_str(object) => {
                    return Err(context.raise(ClassId::TypeError, format_args!("decoding str is not supported")));
                }
                Some(object) => match bytes::view(object) {
                    Some(_) => super::decode::decode(context, object, encoding, errors)?,
                    None => {
                        let name = context.type_name(object);
                        return Err(
                            context.raise(ClassId::TypeError, format_args!("decoding to str: need a bytes-like object, {name} found"))
                        );
                    }
                },
            }
        }
    };
    if class == context.class(ClassId::Str) {
        return Ok(string);
    }
    // SAFETY: the class is alive.
    let shape = unsafe { (*class).root_shape };
    let storage = text::storage(string);
    let object: *mut Str = context.new_shaped(shape, Kind::Str, Str::DATA.saturating_add(storage.len()))?;
    let fresh = Value::from_pointer(object);
    let ascii = if text::is_ascii(string) { Str::ASCII } else { 0 };
    // SAFETY: fresh, with room for the storage.
    unsafe {
        (*object).object.header.flags = Str::SUBCLASS | text::width(string) as u16 | ascii;
        (*object).length = text::length(string);
        core::ptr::copy_nonoverlapping(storage.as_ptr(), text::str_data(fresh), storage.len());
    }
    Ok(fresh)
}

/// `str.__str__`.
pub(crate) fn to_str(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    text::exact(context, arguments.get(0))
}

/// `str.__repr__`.
pub(crate) fn repr(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    crate::objects::str_repr::repr(context, arguments.get(0))
}

/// `str.__hash__`.
pub(crate) fn hash(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let hash = text::hash(context, arguments.get(0));
    context.new_int(hash as isize as i128)
}

/// `str.__len__`.
pub(crate) fn len(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    context.new_int(text::length(arguments.get(0)) as i128)
}

/// `str.__sizeof__`: the bytes of the cell.
pub(crate) fn sizeof(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    context.new_int(Str::DATA.saturating_add(text::storage(arguments.get(0)).len()) as i128)
}

/// `str.__getnewargs__`.
pub(crate) fn getnewargs(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let copy = text::exact(context, arguments.get(0))?;
    context.new_tuple(&[copy])
}

fn compare(arguments: &Arguments, comparison: Comparison) -> Result<Value> {
    let (a, b) = (arguments.get(0), arguments.get(1));
    if !is_str(b) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let truth = match comparison {
        Comparison::Equal => text::equal(a, b),
        Comparison::NotEqual => !text::equal(a, b),
        _ => sequence::holds(comparison, text::compare(a, b)),
    };
    Ok(Value::from_bool(truth))
}

/// `str.__eq__`.
pub(crate) fn eq(_: &mut Context, arguments: &Arguments) -> Result<Value> {
    compare(arguments, Comparison::Equal)
}

/// `str.__ne__`.
pub(crate) fn ne(_: &mut Context, arguments: &Arguments) -> Result<Value> {
    compare(arguments, Comparison::NotEqual)
}

/// `str.__lt__`.
pub(crate) fn lt(_: &mut Context, arguments: &Arguments) -> Result<Value> {
    compare(arguments, Comparison::Less)
}

/// `str.__le__`.
pub(crate) fn le(_: &mut Context, arguments: &Arguments) -> Result<Value> {
    compare(arguments, Comparison::LessEqual)
}

/// `str.__gt__`.
pub(crate) fn gt(_: &mut Context, arguments: &Arguments) -> Result<Value> {
    compare(arguments, Comparison::Greater)
}

/// `str.__ge__`.
pub(crate) fn ge(_: &mut Context, arguments: &Arguments) -> Result<Value> {
    compare(arguments, Comparison::GreaterEqual)
}

/// `str.__add__`.
pub(crate) fn add(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let other = arguments.get(1);
    if is_str(other) {
        return text::concatenate(context, arguments.get(0), other);
    }
    Err(sequence::refuse_concatenation(context, "str", other))
}

/// `str.__mul__` and `str.__rmul__`.
pub(crate) fn mul(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let string = arguments.get(0);
    let Some(times) = sequence::repetitions(context, arguments.get(1))? else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    let length = text::length(string);
    if times == 0 || length == 0 {
        return context.new_str("");
    }
    if times == 1 {
        return text::exact(context, string);
    }
    let Some(count) = length.checked_mul(times).filter(|&count| isize::try_from(count).is_ok()) else {
        return Err(context.raise(ClassId::OverflowError, format_args!("repeated string is too long")));
    };
    let fresh = context.new_str_cell(count, text::width(string), text::is_ascii(string))?;
    let (piece, data) = (text::storage(string), text::str_data(fresh));
    if let [byte] = *piece {
        // SAFETY: the fresh str has `count` bytes.
        unsafe { core::ptr::write_bytes(data, byte, count) };
        return Ok(fresh);
    }
    let total = piece.len().saturating_mul(times);
    // SAFETY: the fresh str has `total` bytes. What is written already is doubled each time.
    unsafe {
        core::ptr::copy_nonoverlapping(piece.as_ptr(), data, piece.len());
        let mut done = piece.len();
        while done < total {
            let next = done.min(total.wrapping_sub(done));
            core::ptr::copy_nonoverlapping(data, data.wrapping_add(done), next);
            done = done.wrapping_add(next);
        }
    }
    Ok(fresh)
}

/// `str.__getitem__`.
pub(crate) fn getitem(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    item(context, arguments.get(0), arguments.get(1))
}

/// `string[key]`.
///
/// # Errors
/// IndexError, TypeError, what `__index__` raises.
pub(crate) fn item(context: &mut Context, string: Value, key: Value) -> Result<Value> {
    // SAFETY: arguments are alive.
    if unsafe { key.is_kind(Kind::Slice) } {
        return slice(context, string, key);
    }
    let Some(index) = sequence::subscript_index(context, key)? else {
        let name = context.type_name(key);
        return Err(context.raise(ClassId::TypeError, format_args!("string indices must be integers, not '{name}'")));
    };
    match sequence::place(index, text::length(string)) {
        Some(place) => context.character(text::code_point(string, place)),
        None => Err(context.raise(ClassId::IndexError, format_args!("string index out of range"))),
    }
}

fn slice(context: &mut Context, string: Value, slice: Value) -> Result<Value> {
    let mut numbers = sequence::slice_numbers(context, slice)?;
    let count = numbers.fit(text::length(string));
    if count == 0 {
        return context.new_str("");
    }
    let start = numbers.place(0);
    if numbers.step == 1 {
        return text::substring(context, string, start, start.saturating_add(count));
    }
    if text::is_ascii(string) {
        let fresh = context.new_str_cell(count, 1, true)?;
        let (from, data) = (text::storage(string), text::str_data(fresh));
        for number in 0..count {
            let byte = from.get(numbers.place(number)).copied().unwrap_or(0);
            // SAFETY: the fresh str has `count` bytes.
            unsafe { *data.add(number) = byte };
        }
        return Ok(fresh);
    }
    let mut builder = TextBuilder::new(context);
    for number in 0..count {
        builder.push(text::code_point(string, numbers.place(number)))?;
    }
    builder.finish()
}

/// `str.__iter__`.
pub(crate) fn iter(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let iterator: *mut StrIterator = context.new_object(ClassId::StrIterator, Kind::StrIterator, size_of::<StrIterator>())?;
    // SAFETY: fresh.
    unsafe {
        (*iterator).string = arguments.get(0);
        (*iterator).index = 0;
    }
    Ok(Value::from_pointer(iterator))
}

/// `str.__contains__`.
pub(crate) fn contains(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let (string, wanted) = (arguments.get(0), arguments.get(1));
    if !is_str(wanted) {
        let name = context.type_name(wanted);
        return Err(context.raise(ClassId::TypeError, format_args!("'in <string>' requires string as left operand, not {name}")));
    }
    Ok(Value::from_bool(text::contains(string, wanted)))
}

/// `str.isascii`.
pub(crate) fn isascii(_: &mut Context, arguments: &Arguments) -> Result<Value> {
    Ok(Value::from_bool(text::is_ascii(arguments.get(0))))
}

/// Whether the code points of a str lie in one alphabet that `test` knows; an empty one does not.
pub(crate) fn all_points(string: Value, test: impl Fn(u32) -> bool) -> Value {
    use crate::objects::text::Unit;
    let all = each_width!(text::points(string), slice => slice.iter().all(|unit| test(unit.point())));
    Value::from_bool(all && text::length(string) != 0)
}
