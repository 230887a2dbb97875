//! `memoryview`: its life, and the bytes that it looks into. Items are in [`items`], attributes and conversions in [`methods`].
//!
//! The bytes belong to an *owner*: bytes, a bytearray or an array. A view of a view has the same owner. The owner counts its views (*exports*), and
//! does not change its size while it has any. A view that dies unreleased gives its owner back when the collector finds it.

mod items;
mod methods;

use copperhead_stencils::layout::object::{Header, Kind};
use copperhead_stencils::value::Value;

pub(crate) use self::methods::release_buffer;
pub use self::methods::{ATTRIBUTES, METHODS};

use super::byte_builder::bytes_data;
use super::class_list::ClassId;
use super::construct::tuple_slice;
use super::layout::{ByteArray, Bytes, MemoryView};
use super::text;
use crate::context::Context;
use crate::error::{Raised, Result};
use crate::memory::Survivors;
use crate::modules::packing::Item;

/// What `__buffer__` is asked for: any layout, to be read (CPython's `PyBUF_FULL_RO`).
const READ_ANY: i32 = 284;

/// The fields of a value that is known to be a view.
pub(crate) fn fields(view: Value) -> *mut MemoryView {
    view.as_pointer()
}

fn flags(view: Value) -> u16 {
    // SAFETY: callers know that it is a view.
    unsafe { (*fields(view)).object.header.flags }
}

/// The lengths of a view's dimensions.
fn shape<'a>(view: Value) -> &'a [Value] {
    // SAFETY: as above; the shape is a tuple.
    tuple_slice(unsafe { (*fields(view)).shape })
}

/// The product of lengths.
fn product(lengths: &[Value]) -> usize {
    lengths.iter().fold(1, |product: usize, length| product.saturating_mul(length.as_int().max(0) as usize))
}

/// Bytes of all items.
fn byte_count(view: Value) -> usize {
    // SAFETY: as above.
    product(shape(view)).saturating_mul(unsafe { (*fields(view)).item_size })
}

/// Bytes of what one index of the first dimension takes.
fn row_bytes(view: Value) -> usize {
    // SAFETY: as above.
    product(shape(view).get(1..).unwrap_or(&[])).saturating_mul(unsafe { (*fields(view)).item_size })
}

/// How many items the first dimension has; 1 without dimensions.
fn rows(view: Value) -> usize {
    product(shape(view).get(..1).unwrap_or(&[]))
}

/// Where the bytes of an owner lie, and how many they are.
fn owner_bytes(owner: Value) -> (*mut u8, usize) {
    // SAFETY: an owner is alive, and of one of these kinds.
    unsafe {
        if owner.is_kind(Kind::ByteArray) {
            let array = owner.as_pointer::<ByteArray>();
            ((*array).data, (*array).length)
        } else {
            (bytes_data(owner), (*owner.as_pointer::<Bytes>()).length)
        }
    }
}

/// A run of the owner's bytes, which lies within them.
fn part<'a>(view: Value, from: isize, length: usize) -> &'a mut [u8] {
    // SAFETY: callers know that it is a view.
    let (data, total) = owner_bytes(unsafe { (*fields(view)).owner });
    let from = usize::try_from(from).unwrap_or(usize::MAX);
    if data.is_null() || from.checked_add(length).is_none_or(|end| end > total) {
        return &mut [];
    }
    // SAFETY: just checked; the owner does not change its size while the view is in use.
    unsafe { core::slice::from_raw_parts_mut(data.add(from), length) }
}

/// The bytes of one index of the first dimension.
fn row<'a>(view: Value, index: usize) -> &'a mut [u8] {
    // SAFETY: callers know that it is a view.
    let (offset, stride) = unsafe { ((*fields(view)).offset, (*fields(view)).stride) };
    part(view, offset.wrapping_add((index as isize).wrapping_mul(stride)), row_bytes(view))
}

/// Whether the items lie close together, in order.
fn is_contiguous(view: Value) -> bool {
    // SAFETY: callers know that it is a view.
    rows(view) <= 1 || unsafe { (*fields(view)).stride } == row_bytes(view) as isize
}

/// The bytes of a view that is not released and whose items lie close together.
pub(crate) fn contiguous<'a>(view: Value) -> Option<&'a [u8]> {
    if flags(view) & MemoryView::RELEASED != 0 || !is_contiguous(view) {
        return None;
    }
    // SAFETY: the caller holds a view.
    Some(part(view, unsafe { (*fields(view)).offset }, byte_count(view)))
}

/// Complains of a view whose bytes cannot be had as they lie; not of other values.
///
/// # Errors
/// ValueError, BufferError.
pub(crate) fn check_contiguous(context: &mut Context, value: Value) -> Result<()> {
    // SAFETY: the caller holds the value.
    if !unsafe { value.is_kind(Kind::MemoryView) } {
        return Ok(());
    }
    check(context, value)?;
    if is_contiguous(value) {
        return Ok(());
    }
    Err(context.raise(ClassId::BufferError, format_args!("memoryview: underlying buffer is not C-contiguous")))
}

/// The bytes that may be written to, of a bytes-like object that allows it.
pub(crate) fn writable<'a>(value: Value) -> Option<&'a mut [u8]> {
    match super::access::kind(value)? {
        Kind::ByteArray => {
            let (data, length) = owner_bytes(value);
            // SAFETY: the array is alive; nobody else looks into it meanwhile.
            Some(if data.is_null() { &mut [] } else { unsafe { core::slice::from_raw_parts_mut(data, length) } })
        }
        Kind::MemoryView if flags(value) & (MemoryView::READ_ONLY | MemoryView::RELEASED) == 0 && is_contiguous(value) => {
            // SAFETY: the caller holds a view.
            Some(part(value, unsafe { (*fields(value)).offset }, byte_count(value)))
        }
        _ => None,
    }
}

/// Refuses a released view.
pub(crate) fn check(context: &mut Context, view: Value) -> Result<()> {
    if flags(view) & MemoryView::RELEASED == 0 {
        return Ok(());
    }
    Err(context.raise(ClassId::ValueError, format_args!("operation forbidden on released memoryview object")))
}

/// The item of a format, if it is one that views read and write.
fn item_of(format: Value) -> Option<Item> {
    let format = text::ascii_text(format)?.as_bytes();
    match format.strip_prefix(b"@").unwrap_or(format) {
        [b'x' | b's' | b'p'] => None,
        [code] => Item::of(*code, true),
        _ => None,
    }
}

/// The item of a view.
///
/// # Errors
/// NotImplementedError.
fn item(context: &mut Context, view: Value) -> Result<Item> {
    // SAFETY: callers know that it is a view.
    let format = unsafe { (*fields(view)).format };
    match item_of(format) {
        Some(item) => Ok(item),
        None => {
            Err(context.raise(ClassId::NotImplementedError, format_args!("memoryview: format {} not supported", text::Display(format))))
        }
    }
}

impl Context {
    /// A view like another one, on the same bytes.
    fn view_like(&mut self, model: Value) -> Result<Value> {
        let view: *mut MemoryView = self.new_object(ClassId::MemoryView, Kind::MemoryView, size_of::<MemoryView>())?;
        // SAFETY: fresh; the model is alive.
        unsafe {
            let (from, object) = (fields(model), core::ptr::addr_of!((*view).object).read());
            view.write(MemoryView {
                object,
                source: (*from).source,
                owner: (*from).owner,
                format: (*from).format,
                shape: (*from).shape,
                offset: (*from).offset,
                stride: (*from).stride,
                item_size: (*from).item_size,
                hash: 0,
                exporter: Value::UNDEFINED,
                next: Value(0),
            });
            (*view).object.header.flags = (*from).object.header.flags;
        }
        self.enter_view(Value::from_pointer(view));
        Ok(Value::from_pointer(view))
    }

    /// Counts a view, and notes it for the collector.
    fn enter_view(&mut self, view: Value) {
        // SAFETY: a view that was just made, with its owner.
        unsafe {
            (*fields(view)).next = self.weak.views;
            count_export((*fields(view)).owner, true);
        }
        self.weak.views = Value(view.0.wrapping_sub(1));
    }

    /// The view that an object of a class with `__buffer__` gives of itself.
    ///
    /// # Errors
    /// TypeError if it is no view; what `__buffer__` raises.
    pub(crate) fn view_of_object(&mut self, object: Value) -> Result<Option<Value>> {
        let name = self.intern("__buffer__")?;
        let class = self.class_of(object);
        let Some(method) = self.lookup(class, name)? else { return Ok(None) };
        let view = super::operations::call_found(self, method, object, &[Value::from_i32_small(READ_ANY)])?;
        if super::access::kind(view) != Some(Kind::MemoryView) {
            return Err(self.raise(ClassId::TypeError, format_args!("__buffer__ returned non-memoryview object")));
        }
        check(self, view)?;
        Ok(Some(view))
    }

    /// A copy of the bytes of an object of a class with `__buffer__`.
    ///
    /// # Errors
    /// What `__buffer__` raises.
    pub(crate) fn bytes_of_object(&mut self, object: Value) -> Result<Option<Value>> {
        let Some(view) = self.view_of_object(object)? else { return Ok(None) };
        let bytes = self.view_bytes(view)?;
        self.tell_release(object, view)?;
        Ok(Some(bytes))
    }

    /// Tells an object that the view that it gave is not used any more. What it raises is reported, not raised.
    ///
    /// # Errors
    /// MemoryError.
    fn tell_release(&mut self, object: Value, view: Value) -> Result<()> {
        let name = self.intern("__release_buffer__")?;
        let class = self.class_of(object);
        let Some(method) = self.lookup(class, name)? else { return Ok(()) };
        self.run_ignoring(method, |context| super::operations::call_found(context, method, object, &[view]));
        if self.limits.terminated.is_some() { Err(Raised) } else { Ok(()) }
    }

    /// `release()`: tells whoever gave the bytes.
    ///
    /// # Errors
    /// MemoryError.
    fn release_view(&mut self, view: Value) -> Result<()> {
        // SAFETY: callers know that it is a view.
        let exporter = unsafe { core::mem::replace(&mut (*fields(view)).exporter, Value::UNDEFINED) };
        if exporter != Value::UNDEFINED && flags(view) & MemoryView::RELEASED == 0 {
            let (object, given) = (self.tuple_item(exporter, 0), self.tuple_item(exporter, 1));
            self.tell_release(object, given)?;
        }
        release(view);
        Ok(())
    }

    /// A view of a bytes-like object.
    ///
    /// # Errors
    /// TypeError.
    pub(crate) fn new_memory_view(&mut self, source: Value) -> Result<Value> {
        let (code, size) = match super::access::kind(source) {
            Some(Kind::MemoryView) => {
                check(self, source)?;
                return self.view_like(source);
            }
            Some(Kind::Bytes) => (b'B', 1),
            Some(Kind::ByteArray) => crate::modules::array::item_of(source),
            _ => {
                if let Some(given) = self.view_of_object(source)? {
                    let view = self.view_like(given)?;
                    let exporter = self.new_tuple(&[source, given])?;
                    // SAFETY: just made.
                    unsafe { (*fields(view)).exporter = exporter };
                    return Ok(view);
                }
                let name = self.type_name(source);
                return Err(self.raise(ClassId::TypeError, format_args!("memoryview: a bytes-like object is required, not '{name}'")));
            }
        };
        let format = self.character(u32::from(code))?;
        let length = owner_bytes(source).1.checked_div(size).unwrap_or(0);
        let length = self.new_int_of_size(length)?;
        let shape = self.new_tuple(&[length])?;
        let view: *mut MemoryView = self.new_object(ClassId::MemoryView, Kind::MemoryView, size_of::<MemoryView>())?;
        // SAFETY: fresh.
        unsafe {
            (*view).source = source;
            (*view).owner = source;
            (*view).format = format;
            (*view).shape = shape;
            (*view).offset = 0;
            (*view).stride = size as isize;
            (*view).item_size = size;
            (*view).hash = 0;
            (*view).exporter = Value::UNDEFINED;
            (*view).object.header.flags = if source.is_kind(Kind::Bytes) { MemoryView::READ_ONLY } else { 0 };
        }
        self.enter_view(Value::from_pointer(view));
        Ok(Value::from_pointer(view))
    }
}

/// One view more or less of an owner.
fn count_export(owner: Value, more: bool) {
    // SAFETY: the owner is alive.
    unsafe {
        if owner.is_kind(Kind::ByteArray) {
            let exports = &mut (*owner.as_pointer::<ByteArray>()).exports;
            *exports = if more { exports.saturating_add(1) } else { exports.saturating_sub(1) };
        }
    }
}

/// Ends the use of a view.
pub(crate) fn release(view: Value) {
    // SAFETY: callers know that it is a view.
    unsafe {
        if flags(view) & MemoryView::RELEASED == 0 {
            (*fields(view)).object.header.flags |= MemoryView::RELEASED;
            count_export((*fields(view)).owner, false);
        }
    }
}

/// Takes the views that die out of the list of all, and gives their owners back. Nothing is freed yet.
pub(crate) fn forget_dead(views: &mut Value, survivors: &Survivors<'_>) {
    let mut place: *mut Value = views;
    // SAFETY: the list holds views, the last with 0 behind it; dead ones are still whole.
    unsafe {
        while (*place).0 != 0 {
            let view = Value((*place).0 | 1);
            if survivors.is_marked((*place).0 as *const Header) {
                place = &raw mut (*fields(view)).next;
            } else {
                release(view);
                *place = (*fields(view)).next;
            }
        }
    }
}

/// What a view says of a format or value that does not fit.
fn wrong(context: &mut Context, id: ClassId, what: &str, view: Value) -> Raised {
    // SAFETY: callers know that it is a view.
    let format = unsafe { (*fields(view)).format };
    context.raise(id, format_args!("memoryview: invalid {what} for format '{}'", text::Display(format)))
}
