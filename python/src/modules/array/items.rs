//! The items of arrays: their letters and sizes, as values and as bytes.

use copperhead_stencils::layout::object::Kind;
use copperhead_stencils::value::Value;

use crate::context::Context;
use crate::error::{Raised, Result};
use crate::modules::packing::{Form, Item, NATIVE_LITTLE, store_float, store_integer};
use crate::objects::class_list::ClassId;
use crate::objects::float::new as floats;
use crate::objects::layout::ByteArray;
use crate::objects::text;
use crate::objects::{access, bytearray, bytes, operations, sequence, str};

/// The letters, in CPython's order.
pub(super) const LETTERS: &str = "bBuwhHiIlLqQfd";

pub(super) fn fields(array: Value) -> *mut ByteArray {
    array.as_pointer()
}

pub(super) fn data<'a>(array: Value) -> &'a [u8] {
    bytes::view(array).unwrap_or(&[])
}

/// The letter and size of the items as views see them; a bytearray has bytes.
pub(crate) fn item_of(array: Value) -> (u8, usize) {
    let item = item(array);
    (if item.code == b'u' { b'w' } else { item.code }, item.size)
}

/// The item of an array or bytearray.
pub(super) fn item(array: Value) -> Item {
    // SAFETY: callers know the layout.
    match unsafe { (*fields(array)).object.header.extra } as u8 {
        code @ (b'u' | b'w') => Item { code, form: Form::Character, size: 4 },
        code => Item::of(code, true).unwrap_or(Item { code: b'B', form: Form::Unsigned, size: 1 }),
    }
}

pub(super) fn is_text(item: Item) -> bool {
    matches!(item.code, b'u' | b'w')
}

pub(super) fn length(array: Value) -> usize {
    data(array).len().checked_div(item(array).size).unwrap_or(0)
}

pub(super) fn load(context: &mut Context, item: Item, bytes: &[u8]) -> Result<Value> {
    if !is_text(item) {
        return item.load(context, bytes, NATIVE_LITTLE);
    }
    let number = crate::modules::packing::load_integer(bytes, NATIVE_LITTLE, false) as u32;
    if number > 0x10_ffff {
        let message = format_args!("character U+{number:x} is not in range [U+0000; U+10ffff]");
        return Err(context.raise(ClassId::ValueError, message));
    }
    context.character(number)
}

pub(super) fn at(context: &mut Context, array: Value, index: usize) -> Result<Value> {
    let item = item(array);
    let from = index.saturating_mul(item.size);
    match data(array).get(from..from.saturating_add(item.size)) {
        Some(bytes) => load(context, item, bytes),
        None => Err(context.raise(ClassId::IndexError, format_args!("array index out of range"))),
    }
}

pub(super) fn overflow(context: &mut Context, message: core::fmt::Arguments<'_>) -> Raised {
    context.raise(ClassId::OverflowError, message)
}

/// Why an integer does not fit, in the words of C's types.
pub(super) fn too_large(context: &mut Context, item: Item, number: Option<i128>) -> Raised {
    let long = i128::from(i64::MIN)..=i128::from(i64::MAX);
    let (text, below) = (number.filter(|number| long.contains(number)), number.is_some_and(|number| number < 0));
    let side = if below { "less than minimum" } else { "greater than maximum" };
    match item.code {
        b'q' => overflow(context, format_args!("int too big to convert")),
        b'Q' if below => overflow(context, format_args!("can't convert negative int to unsigned")),
        b'Q' => overflow(context, format_args!("int too big to convert")),
        b'I' | b'L' if below => overflow(context, format_args!("can't convert negative value to unsigned int")),
        b'I' if number.is_some_and(|number| number < 1 << 64) => overflow(context, format_args!("unsigned int is greater than maximum")),
        b'I' | b'L' => overflow(context, format_args!("Python int too large to convert to C unsigned long")),
        _ if text.is_none() => overflow(context, format_args!("Python int too large to convert to C long")),
        b'b' if below && text >= Some(-0x8000) => overflow(context, format_args!("signed char is less than minimum")),
        b'b' if !below && text <= Some(0x7fff) => overflow(context, format_args!("signed char is greater than maximum")),
        b'b' | b'h' => overflow(context, format_args!("signed short integer is {side}")),
        b'B' => overflow(context, format_args!("unsigned byte integer is {side}")),
        b'H' if (Some(-0x8000_0000)..=Some(0x7fff_ffff)).contains(&text) => overflow(context, format_args!("unsigned short is {side}")),
        _ => overflow(context, format_args!("signed integer is {side}")),
    }
}

/// The bytes of a value as an item; as many of them as the item has.
pub(super) fn store(context: &mut Context, item: Item, value: Value) -> Result<[u8; 8]> {
    let mut out = [0u8; 8];
    let place = out.get_mut(..item.size).unwrap_or(&mut []);
    if is_text(item) {
        if !text::is_str(value) || text::length(value) != 1 {
            return Err(context.raise(ClassId::TypeError, format_args!("array item must be unicode character")));
        }
        store_integer(i128::from(text::code_point(value, 0)), NATIVE_LITTLE, place);
    } else if item.form == Form::Float {
        let number = floats::required(context, value)?;
        if !store_float(number, NATIVE_LITTLE, place) {
            store_float(if number < 0.0 { f64::NEG_INFINITY } else { f64::INFINITY }, NATIVE_LITTLE, place);
        }
    } else {
        let number = operations::index(context, value)?;
        let number = sequence::to_i128(number);
        let (lowest, highest) = item.range();
        match number.filter(|number| (lowest..=highest).contains(number)) {
            Some(number) => store_integer(number, NATIVE_LITTLE, place),
            None => {
                let huge = number.or(Some(if sequence::is_negative(value) { i128::MIN } else { i128::MAX }));
                return Err(too_large(context, item, huge));
            }
        }
    }
    Ok(out)
}

/// Puts bytes in the place of others; both as counts of bytes.
pub(super) fn put(context: &mut Context, array: Value, start: usize, removed: usize, bytes: &[u8]) -> Result<()> {
    bytearray::put(context, fields(array), start, removed, bytes)
}

pub(super) fn is_array(context: &Context, value: Value) -> bool {
    // SAFETY: the kind is checked first.
    access::is(value, Kind::ByteArray) && unsafe { (*fields(value)).object.header.extra != 0 } && !context.class(ClassId::Array).is_null()
}

pub(super) fn new_like(context: &mut Context, code: u8, bytes: &[u8]) -> Result<Value> {
    context.late_class(ClassId::Array)?;
    let object: *mut ByteArray = context.new_object(ClassId::Array, Kind::ByteArray, size_of::<ByteArray>())?;
    // SAFETY: fresh.
    unsafe { (*object).object.header.extra = u32::from(code) };
    put(context, Value::from_pointer(object), 0, 0, bytes)?;
    Ok(Value::from_pointer(object))
}
