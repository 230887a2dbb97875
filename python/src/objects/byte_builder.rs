//! Builds bytes piece by piece, like [`super::text::TextBuilder`] builds strs.

use copperhead_stencils::layout::object::Kind;
use copperhead_stencils::value::Value;

use super::class_list::ClassId;
use super::layout::{ByteArray, Bytes};
use super::table::BUFFER_DATA;
use crate::context::Context;
use crate::error::Result;

/// Bytes in a heap buffer that this keeps alive from the native stack. A failed write leaves MemoryError pending.
pub(crate) struct ByteBuilder<'c> {
    /// The context, for whoever builds.
    pub(crate) context: &'c mut Context,
    data: *mut u8,
    capacity: usize,
    length: usize,
}

impl<'c> ByteBuilder<'c> {
    /// An empty builder.
    pub(crate) fn new(context: &'c mut Context) -> Self {
        ByteBuilder { context, data: core::ptr::null_mut(), capacity: 0, length: 0 }
    }

    /// Makes room for more bytes.
    ///
    /// # Errors
    /// MemoryError.
    pub(crate) fn make_room(&mut self, more: usize) -> Result<()> {
        let needed = self.length.saturating_add(more);
        if needed <= self.capacity {
            return Ok(());
        }
        let wanted = needed.max(self.capacity.saturating_mul(2)).max(32);
        let data = new_buffer(self.context, wanted)?;
        // SAFETY: the new buffer is larger; the old one holds `length` bytes and has no other user.
        unsafe {
            if self.length != 0 {
                core::ptr::copy_nonoverlapping(self.data, data, self.length);
            }
            self.context.free_buffer(self.data);
        }
        self.data = data;
        self.capacity = wanted;
        Ok(())
    }

    /// Adds a byte.
    ///
    /// # Errors
    /// MemoryError.
    #[inline]
    pub(crate) fn push(&mut self, byte: u8) -> Result<()> {
        if self.length == self.capacity {
            self.make_room(1)?;
        }
        // SAFETY: there is room now.
        unsafe { *self.data.add(self.length) = byte };
        self.length = self.length.wrapping_add(1);
        Ok(())
    }

    /// Adds bytes.
    ///
    /// # Errors
    /// MemoryError.
    pub(crate) fn push_slice(&mut self, bytes: &[u8]) -> Result<()> {
        if bytes.is_empty() {
            return Ok(());
        }
        self.make_room(bytes.len())?;
        // SAFETY: there is room now; the buffer is nobody else's.
        unsafe { core::ptr::copy_nonoverlapping(bytes.as_ptr(), self.data.add(self.length), bytes.len()) };
        self.length = self.length.wrapping_add(bytes.len());
        Ok(())
    }

    /// Adds a byte so many times.
    ///
    /// # Errors
    /// MemoryError.
    pub(crate) fn push_repeated(&mut self, byte: u8, count: usize) -> Result<()> {
        if count != 0 {
            self.make_room(count)?;
            // SAFETY: there is room now.
            unsafe { core::ptr::write_bytes(self.data.add(self.length), byte, count) };
            self.length = self.length.wrapping_add(count);
        }
        Ok(())
    }

    /// The bytes object.
    ///
    /// # Errors
    /// MemoryError.
    pub(crate) fn finish_bytes(self) -> Result<Value> {
        let fresh = new_bytes_cell(self.context, self.length)?;
        // SAFETY: the fresh object has room for the bytes.
        unsafe {
            if self.length != 0 {
                core::ptr::copy_nonoverlapping(self.data, bytes_data(fresh), self.length);
            }
            self.context.free_buffer(self.data);
        }
        Ok(fresh)
    }

    /// The bytearray: it takes the buffer.
    ///
    /// # Errors
    /// MemoryError.
    pub(crate) fn finish_bytearray(self) -> Result<Value> {
        let array: *mut ByteArray = self.context.new_object(ClassId::ByteArray, Kind::ByteArray, size_of::<ByteArray>())?;
        // SAFETY: fresh.
        unsafe {
            (*array).data = self.data;
            (*array).length = self.length;
            (*array).capacity = self.capacity;
        }
        Ok(Value::from_pointer(array))
    }
}

/// The data of a fresh heap buffer.
///
/// # Errors
/// MemoryError.
pub(crate) fn new_buffer(context: &mut Context, bytes: usize) -> Result<*mut u8> {
    let Some(bytes) = bytes.checked_add(BUFFER_DATA) else {
        return Err(context.raise_memory());
    };
    Ok(context.allocate(Kind::Bytes8, bytes)?.as_ptr().cast::<u8>().wrapping_add(BUFFER_DATA))
}

/// A zeroed bytes object.
///
/// # Errors
/// MemoryError.
pub(crate) fn new_bytes_cell(context: &mut Context, length: usize) -> Result<Value> {
    let Some(bytes) = length.checked_add(Bytes::DATA) else {
        return Err(context.raise_memory());
    };
    let object: *mut Bytes = context.new_object(ClassId::Bytes, Kind::Bytes, bytes)?;
    // SAFETY: fresh.
    unsafe { (*object).length = length };
    Ok(Value::from_pointer(object))
}

/// Where the bytes of a bytes object lie.
pub(crate) fn bytes_data(object: Value) -> *mut u8 {
    object.as_pointer::<u8>().wrapping_add(Bytes::DATA)
}

impl Context {
    /// A bytes object.
    ///
    /// # Errors
    /// MemoryError.
    pub fn new_bytes(&mut self, bytes: &[u8]) -> Result<Value> {
        let fresh = new_bytes_cell(self, bytes.len())?;
        // SAFETY: the fresh object has room for the bytes.
        unsafe { core::ptr::copy_nonoverlapping(bytes.as_ptr(), bytes_data(fresh), bytes.len()) };
        Ok(fresh)
    }
}
