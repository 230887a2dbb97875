//! Small readings of live objects that every file about classes needs.

use copperhead_stencils::layout::container::Tuple;
use copperhead_stencils::layout::object::{Kind, Object};
use copperhead_stencils::value::Value;

use super::layout::Class;
use crate::context::Context;
use crate::error::Result;

/// The kind of a live value's object.
#[inline(always)]
pub(crate) fn kind(value: Value) -> Option<Kind> {
    // SAFETY: whoever asks holds the value, so that it is alive.
    unsafe { value.kind() }
}

/// Whether a live value is an object of a kind.
#[inline(always)]
pub(crate) fn is(value: Value, kind: Kind) -> bool {
    // SAFETY: as above.
    unsafe { value.is_kind(kind) }
}

/// The flags of a class.
#[inline(always)]
pub(crate) fn class_flags(class: *mut Class) -> u16 {
    // SAFETY: classes that are asked for are alive.
    unsafe { (*class).object.header.flags }
}

/// Sets flags of a class.
#[inline(always)]
pub(crate) fn add_class_flags(class: *mut Class, flags: u16) {
    // SAFETY: as above.
    unsafe { (*class).object.header.flags |= flags }
}

/// Takes flags of a class back.
#[inline(always)]
pub(crate) fn remove_class_flags(class: *mut Class, flags: u16) {
    // SAFETY: as above.
    unsafe { (*class).object.header.flags &= !flags }
}

/// The class a value is, if it is one.
#[inline(always)]
pub(crate) fn as_class(value: Value) -> Option<*mut Class> {
    if is(value, Kind::Class) { Some(value.as_pointer()) } else { None }
}

/// Whether a class is built in.
#[inline(always)]
pub(crate) fn is_built_in(class: *mut Class) -> bool {
    // SAFETY: as above.
    unsafe { (*class).id != Class::NOT_BUILT_IN }
}

/// A flag of an object's header.
#[inline(always)]
pub(crate) fn has_flag(value: Value, flag: u16) -> bool {
    // SAFETY: callers know that the value is an object.
    value.is_pointer() && unsafe { (*value.as_pointer::<Object>()).header.flags } & flag != 0
}

/// Where the items of a tuple lie.
#[inline(always)]
pub(crate) fn tuple_items(tuple: Value) -> *mut Value {
    tuple.as_pointer::<u8>().wrapping_add(Tuple::ITEMS).cast()
}

/// A Python function's result as `None`.
pub(crate) fn none(result: Result<()>) -> Result<Value> {
    result.map(|()| Value::NONE)
}

impl Context {
    /// `None` for UNDEFINED.
    #[inline(always)]
    pub(crate) fn or_none(value: Value) -> Value {
        if value == Value::UNDEFINED { Value::NONE } else { value }
    }
}
