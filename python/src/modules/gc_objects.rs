//! Functions of `gc` that look at objects: which there are, what they refer to, and what refers to them.

use core::ptr::NonNull;

use copperhead_stencils::layout::container::{Dict, List};
use copperhead_stencils::layout::instance::Shape;
use copperhead_stencils::layout::object::{Header, Kind, Object};
use copperhead_stencils::value::Value;

use crate::context::Context;
use crate::error::Result;
use crate::objects::access::{self, as_class, is, is_built_in};
use crate::objects::class_list::ClassId;
use crate::objects::layout::Class;
use crate::objects::native::Arguments;
use crate::objects::operations;
use crate::objects::sequence;
use crate::objects::table::BUFFER_DATA;
use crate::objects::trace::trace;

/// Whether objects of a kind can refer to others, so that a collector of cycles would follow them.
const fn is_container(kind: Kind) -> bool {
    !matches!(
        kind,
        Kind::Free
            | Kind::Bytes8
            | Kind::Values
            | Kind::Shape
            | Kind::BigInt
            | Kind::Float
            | Kind::Complex
            | Kind::Str
            | Kind::Bytes
            | Kind::ByteArray
            | Kind::Range
            | Kind::Code
            | Kind::Member
    )
}

/// Whether an object is of those that a collector follows. Dicts are if something in them is.
fn is_followed(context: &Context, object: Value) -> bool {
    match access::kind(object) {
        Some(Kind::Tuple) => context.tuple_length(object) != 0,
        Some(Kind::Dict) if context.class_of(object) == context.class(ClassId::Dict) => {
            let mut from = 0;
            while let Some((number, entry)) = context.table_next(object.as_pointer::<Dict>(), from) {
                if [entry.key, entry.value].into_iter().any(|part| access::kind(part).is_some_and(is_container)) {
                    return true;
                }
                from = number.wrapping_add(1);
            }
            false
        }
        Some(Kind::Class) => as_class(object).is_some_and(|class| !is_built_in(class)),
        Some(kind) => is_container(kind),
        None => false,
    }
}

/// `is_tracked(obj)`.
pub(super) fn is_tracked(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    Ok(Value::from_bool(is_followed(context, arguments.get(0))))
}

/// Gives what an object refers to by itself to a function, which must not allocate.
fn for_each_referent(context: &mut Context, object: Value, visit: &mut dyn FnMut(Value)) {
    let Some(kind) = access::kind(object) else { return };
    let class = context.class_of(object);
    match kind {
        Kind::List | Kind::Tuple => {
            let mut index = 0;
            while let Some(item) = sequence::item(object, index) {
                visit(item);
                index = index.wrapping_add(1);
            }
        }
        Kind::Dict | Kind::Set | Kind::FrozenSet => {
            let mut from = 0;
            while let Some((number, entry)) = context.table_next(object.as_pointer::<Dict>(), from) {
                visit(entry.key);
                if kind == Kind::Dict {
                    visit(entry.value);
                }
                from = number.wrapping_add(1);
            }
        }
        _ => {
            let Some(cell) = NonNull::new(object.as_pointer::<Header>()) else { return };
            // SAFETY: a program holds the object, so its cell is allocated, and so is what it refers to.
            unsafe {
                context.heap.for_each_reference(cell, trace, |found| {
                    let found = found.as_ptr();
                    match (*found).kind {
                        Kind::Free | Kind::Bytes8 | Kind::Shape => {}
                        Kind::List if (*found).flags & List::WEAK != 0 => {}
                        Kind::Values => {
                            let data = found.byte_add(BUFFER_DATA).cast::<Value>();
                            for index in 0..(*found).extra as usize {
                                let value = *data.add(index);
                                if value.0 != 0 && value != Value::UNDEFINED && !is_shape(value) {
                                    visit(value);
                                }
                            }
                        }
                        _ => visit(Value::from_pointer(found)),
                    }
                });
            }
        }
    }
    if !is_built_in(class) && kind != Kind::Class {
        visit(Value::from_pointer::<Class>(class));
    }
}

/// Whether a value is a shape, which programs never see.
fn is_shape(value: Value) -> bool {
    is(value, Kind::Shape)
}

/// Appends what an object refers to.
fn append_referents(context: &mut Context, object: Value, list: *mut List) -> Result<()> {
    let mut count = 0usize;
    for_each_referent(context, object, &mut |_| count = count.wrapping_add(1));
    // SAFETY: the caller holds the list; no more is written than there is room.
    unsafe {
        context.list_reserve(list, (*list).length.saturating_add(count))?;
        for_each_referent(context, object, &mut |value| {
            if (*list).length < (*list).capacity {
                *(*list).items.add((*list).length) = value;
                (*list).length = (*list).length.wrapping_add(1);
            }
        });
    }
    Ok(())
}

/// `get_referents(*objs)`.
pub(super) fn get_referents(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let list = context.new_list(&[])?;
    for index in 0..arguments.len() {
        append_referents(context, arguments.get(index), list.as_pointer())?;
    }
    Ok(list)
}

/// All objects that a collector of cycles would follow, in a new list.
fn all_objects(context: &mut Context) -> Result<Value> {
    context.collect();
    let mut count = 0usize;
    context.heap.for_each_cell(|_| count = count.wrapping_add(1));
    let list = context.new_list_of(count)?;
    let fields: *mut List = list.as_pointer();
    // SAFETY: the list is ours and has room for so many items; allocated cells have headers, and objects shapes.
    unsafe {
        (*fields).length = 0;
        let context_of = &*context;
        context_of.heap.for_each_cell(|cell| {
            let header = cell.as_ptr();
            let hidden = (*header).kind == Kind::List && (*header).flags & List::WEAK != 0;
            if !is_container((*header).kind) || hidden || header.addr() == fields.addr() || (*fields).length >= (*fields).capacity {
                return;
            }
            let shape: *mut Shape = (*header.cast::<Object>()).shape;
            let object = Value::from_pointer(header);
            if !shape.is_null() && is_followed(context_of, object) {
                *(*fields).items.add((*fields).length) = object;
                (*fields).length = (*fields).length.wrapping_add(1);
            }
        });
    }
    Ok(list)
}

/// `get_objects(generation=None)`: there is one generation, the oldest.
pub(super) fn get_objects(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    if let Some(generation) = arguments.optional(0).filter(|generation| *generation != Value::NONE) {
        let generation = operations::index(context, generation)?;
        if !generation.is_int() || generation.as_int() > 2 {
            return Err(context.raise(
                ClassId::ValueError,
                format_args!("generation parameter must be less than the number of available generations (3)"),
            ));
        }
        if generation.as_int() < 0 {
            return Err(context.raise(ClassId::ValueError, format_args!("generation parameter cannot be negative")));
        }
        if generation.as_int() < 2 {
            return context.new_list(&[]);
        }
    }
    all_objects(context)
}

/// `get_referrers(*objs)`.
pub(super) fn get_referrers(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let objects = all_objects(context)?;
    let result = context.new_list(&[])?;
    let mut index = 0;
    while let Some(object) = sequence::item(objects, index) {
        index = index.wrapping_add(1);
        let mut refers = false;
        for_each_referent(context, object, &mut |value| {
            refers |= value.is_pointer() && (0..arguments.len()).any(|number| arguments.get(number) == value);
        });
        if refers {
            context.list_append(result, object)?;
        }
        if index.is_multiple_of(sequence::POLL_INTERVAL) {
            context.poll_native()?;
        }
    }
    Ok(result)
}
