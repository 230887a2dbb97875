//! Objects of classes that modules in Rust define: a fixed number of values.
//!
//! A field that holds a buffer of the heap holds a value that points to the buffer's cell. A field with an even number in it is not followed by the
//! collector: so weak references hold addresses.

use copperhead_stencils::layout::object::Kind;
use copperhead_stencils::value::Value;

use super::access::as_class;
use super::class_list::ClassId;
use super::layout::{Class, Record};
use super::text::Display;
use crate::context::Context;
use crate::error::Result;

/// The fields of a value that is known to be a record.
#[inline(always)]
pub(crate) fn fields(record: Value) -> *mut Value {
    record.as_pointer::<u8>().wrapping_add(Record::FIELDS).cast()
}

/// A field of a value that is known to be a record; UNDEFINED if it has no such field.
#[inline]
pub(crate) fn field(record: Value, index: usize) -> Value {
    // SAFETY: callers know that it is a record, which is followed by as many values as it says.
    unsafe { if index < (*record.as_pointer::<Record>()).count { *fields(record).add(index) } else { Value::UNDEFINED } }
}

/// Writes a field of a value that is known to be a record.
#[inline]
pub(crate) fn set_field(record: Value, index: usize, value: Value) {
    // SAFETY: as above.
    unsafe {
        if index < (*record.as_pointer::<Record>()).count {
            *fields(record).add(index) = value;
        }
    }
}

impl Context {
    /// A record of a class, whose fields are UNDEFINED.
    ///
    /// # Errors
    /// MemoryError.
    pub(crate) fn new_record(&mut self, class: *mut Class, count: usize) -> Result<Value> {
        // SAFETY: the class is alive.
        let shape = unsafe { (*class).root_shape };
        let bytes = count.saturating_mul(size_of::<Value>()).saturating_add(Record::FIELDS);
        let record: *mut Record = self.new_shaped(shape, Kind::Record, bytes)?;
        let value = Value::from_pointer(record);
        // SAFETY: fresh, with room for the fields.
        unsafe {
            (*record).count = count;
            for index in 0..count {
                *fields(value).add(index) = Value::UNDEFINED;
            }
        }
        Ok(value)
    }

    /// A record for `__new__` of a late class, whose first argument is the class: that or a subclass.
    ///
    /// # Errors
    /// TypeError, MemoryError.
    pub(crate) fn new_record_of(&mut self, id: ClassId, class: Value, count: usize) -> Result<Value> {
        let base = self.late_class(id)?;
        match as_class(class) {
            Some(class) if self.is_subclass(class, base) => self.new_record(class, count),
            _ => {
                let name = self.class_name(base);
                Err(self.raise(ClassId::TypeError, format_args!("{}.__new__(X): X is not a subtype", Display(name))))
            }
        }
    }
}
