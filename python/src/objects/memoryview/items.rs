//! Items of memory views: reading, writing, slices.

use copperhead_stencils::layout::object::Kind;
use copperhead_stencils::value::Value;

use super::{check, fields, flags, item, part, row, row_bytes, rows, shape, wrong};
use crate::context::Context;
use crate::error::{Raised, Result};
use crate::modules::packing::{Form, NATIVE_LITTLE, store_float, store_integer};
use crate::objects::class_list::ClassId;
use crate::objects::construct::tuple_slice;
use crate::objects::float::new as floats;
use crate::objects::layout::MemoryView;
use crate::objects::native::Arguments;
use crate::objects::{access, bytes, operations, sequence};

/// What a key names.
enum Place {
    /// An item, by where it lies in the owner.
    Item(isize),
    /// The view itself, or what a slice leaves of it.
    View(Value),
}

fn not_implemented(context: &mut Context, message: &str) -> Raised {
    context.raise(ClassId::NotImplementedError, format_args!("{message}"))
}

/// The place of an index in a dimension, counted from 1.
fn index_in(context: &mut Context, index: isize, length: Value, dimension: usize) -> Result<usize> {
    sequence::place(index, length.as_int().max(0) as usize)
        .ok_or_else(|| context.raise(ClassId::IndexError, format_args!("index out of bounds on dimension {dimension}")))
}

fn find(context: &mut Context, view: Value, key: Value) -> Result<Place> {
    let shape = shape(view);
    // SAFETY: callers know that it is a view.
    let (offset, stride) = unsafe { ((*fields(view)).offset, (*fields(view)).stride) };
    if shape.is_empty() {
        if key == Value::ELLIPSIS {
            return Ok(Place::View(view));
        }
        if access::is(key, Kind::Tuple) && tuple_slice(key).is_empty() {
            return Ok(Place::Item(offset));
        }
        return Err(context.raise(ClassId::TypeError, format_args!("invalid indexing of 0-dim memory")));
    }
    if access::is(key, Kind::Slice) {
        return slice(context, view, key).map(Place::View);
    }
    if access::is(key, Kind::Tuple) {
        let keys = tuple_slice(key);
        let slices = keys.iter().filter(|key| access::is(**key, Kind::Slice)).count();
        if slices == keys.len() && slices != 0 {
            return Err(not_implemented(context, "multi-dimensional slicing is not implemented"));
        }
        for &key in keys {
            if !sequence::has_index(context, key)? {
                return Err(context.raise(ClassId::TypeError, format_args!("memoryview: invalid slice key")));
            }
        }
        if keys.len() < shape.len() {
            return Err(not_implemented(context, "sub-views are not implemented"));
        }
        if keys.len() > shape.len() {
            let (dimensions, given) = (shape.len(), keys.len());
            let message = format_args!("cannot index {dimensions}-dimension view with {given}-element tuple");
            return Err(context.raise(ClassId::TypeError, message));
        }
        let (mut at, mut step) = (offset, stride);
        let mut rest = row_bytes(view);
        for (number, (&key, &length)) in keys.iter().zip(shape).enumerate() {
            let index = operations::as_isize(context, key)?;
            let place = index_in(context, index, length, number.wrapping_add(1))?;
            at = at.wrapping_add((place as isize).wrapping_mul(step));
            // Behind the first dimension rows lie close together.
            let next = shape.get(number.wrapping_add(1)).map_or(1, |length| length.as_int().max(1) as usize);
            rest = rest.checked_div(next).unwrap_or(rest);
            step = rest as isize;
        }
        return Ok(Place::Item(at));
    }
    let Some(index) = sequence::subscript_index(context, key)? else {
        return Err(context.raise(ClassId::TypeError, format_args!("memoryview: invalid slice key")));
    };
    if shape.len() > 1 {
        return Err(not_implemented(context, "multi-dimensional sub-views are not implemented"));
    }
    let place = index_in(context, index, shape.first().copied().unwrap_or(Value(0)), 1)?;
    Ok(Place::Item(offset.wrapping_add((place as isize).wrapping_mul(stride))))
}

fn slice(context: &mut Context, view: Value, key: Value) -> Result<Value> {
    let mut numbers = sequence::slice_numbers(context, key)?;
    let count = numbers.fit(rows(view));
    let part = context.view_like(view)?;
    let count = context.new_int_of_size(count)?;
    let shape = context.new_tuple(shape(view))?;
    // SAFETY: a fresh tuple with at least one item: views without dimensions are not sliced.
    unsafe { *access::tuple_items(shape) = count };
    // SAFETY: fresh.
    unsafe {
        let fields = fields(part);
        (*fields).shape = shape;
        (*fields).offset = (*fields).offset.wrapping_add(numbers.start.max(0).wrapping_mul((*fields).stride));
        (*fields).stride = (*fields).stride.wrapping_mul(numbers.step);
    }
    Ok(part)
}

/// Writes a value as an item.
fn store(context: &mut Context, view: Value, at: isize, value: Value) -> Result<()> {
    let item = item(context, view)?;
    let mut out = [0u8; 8];
    let out = out.get_mut(..item.size).unwrap_or(&mut []);
    match item.form {
        Form::Character => {
            // SAFETY: the caller holds the value.
            if !unsafe { value.is_kind(Kind::Bytes) } {
                return Err(wrong(context, ClassId::TypeError, "type", view));
            }
            match bytes::view(value) {
                Some([byte]) => out.fill(*byte),
                _ => return Err(wrong(context, ClassId::ValueError, "value", view)),
            }
        }
        Form::Truth => {
            let truth = operations::truth(context, value)?;
            out.fill(u8::from(truth));
        }
        Form::Float => {
            let number = match floats::required(context, value) {
                Ok(number) => number,
                Err(Raised) if context.exception_is(ClassId::TypeError) => return Err(wrong(context, ClassId::TypeError, "type", view)),
                Err(Raised) => return Err(Raised),
            };
            if !store_float(number, NATIVE_LITTLE, out) {
                if item.size == 2 {
                    return Err(context.raise(ClassId::OverflowError, format_args!("float too large to pack with e format")));
                }
                store_float(if number < 0.0 { f64::NEG_INFINITY } else { f64::INFINITY }, NATIVE_LITTLE, out);
            }
        }
        _ => {
            if !sequence::has_index(context, value)? {
                return Err(wrong(context, ClassId::TypeError, "type", view));
            }
            let number = operations::index(context, value)?;
            let (lowest, highest) = item.range();
            match sequence::to_i128(number).filter(|number| (lowest..=highest).contains(number)) {
                Some(number) => store_integer(number, NATIVE_LITTLE, out),
                None => return Err(wrong(context, ClassId::ValueError, "value", view)),
            }
        }
    }
    // What ran meanwhile may have released the view.
    check(context, view)?;
    let place = part(view, at, out.len());
    if place.len() == out.len() {
        place.copy_from_slice(out);
    }
    Ok(())
}

/// The item at a place.
pub(super) fn load(context: &mut Context, view: Value, at: isize) -> Result<Value> {
    let item = item(context, view)?;
    item.load(context, part(view, at, item.size), NATIVE_LITTLE)
}

pub(super) fn getitem(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let view = arguments.get(0);
    check(context, view)?;
    match find(context, view, arguments.get(1))? {
        Place::Item(at) => {
            // What gave the index may have released the view.
            check(context, view)?;
            load(context, view, at)
        }
        Place::View(view) => Ok(view),
    }
}

pub(super) fn setitem(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let (view, key, value) = (arguments.get(0), arguments.get(1), arguments.get(2));
    check(context, view)?;
    if flags(view) & MemoryView::READ_ONLY != 0 {
        return Err(context.raise(ClassId::TypeError, format_args!("cannot modify read-only memory")));
    }
    let part = match find(context, view, key)? {
        Place::Item(at) => {
            store(context, view, at, value)?;
            return Ok(Value::NONE);
        }
        Place::View(part) => part,
    };
    if access::kind(value) != Some(Kind::MemoryView) && bytes::view(value).is_none() {
        let name = context.type_name(value);
        return Err(context.raise(ClassId::TypeError, format_args!("a bytes-like object is required, not '{name}'")));
    }
    let from = context.new_memory_view(value)?;
    let result = assign(context, part, from);
    super::release(from);
    super::release(part);
    result
}

/// Copies all items of a view to another one of the same form.
fn assign(context: &mut Context, to: Value, from: Value) -> Result<Value> {
    // SAFETY: both are views.
    let same = unsafe { crate::objects::text::equal((*fields(to)).format, (*fields(from)).format) };
    if !same || shape(to).len() != 1 || shape(from).len() != 1 || rows(to) != rows(from) || row_bytes(to) != row_bytes(from) {
        let message = format_args!("memoryview assignment: lvalue and rvalue have different structures");
        return Err(context.raise(ClassId::ValueError, message));
    }
    // The two may overlap: what is copied is read first.
    let copy = context.view_bytes(from)?;
    let size = row_bytes(to).max(1);
    for (index, bytes) in bytes::view(copy).unwrap_or(&[]).chunks_exact(size).enumerate() {
        let place = row(to, index);
        if place.len() == bytes.len() {
            place.copy_from_slice(bytes);
        }
    }
    Ok(Value::NONE)
}
