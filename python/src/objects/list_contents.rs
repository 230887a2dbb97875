//! What lists do, for their methods, for instructions and for everybody else: growing, slices, items.

use copperhead_stencils::layout::container::List;
use copperhead_stencils::layout::object::{Header, Kind};
use copperhead_stencils::list::Opcode;
use copperhead_stencils::value::Value;

use super::class_list::ClassId;
use super::operations;
use super::sequence::{self, SliceNumbers};
use super::table::BUFFER_DATA;
use crate::context::Context;
use crate::error::Result;
use crate::interpret::quicken::opcode;

impl Context {
    /// Appends an item to a list.
    ///
    /// # Errors
    /// MemoryError.
    #[inline(always)]
    pub(crate) fn list_append(&mut self, list: Value, item: Value) -> Result<()> {
        // SAFETY: the caller holds a list; room is made before anything is written.
        unsafe {
            let object = list.as_pointer::<List>();
            let length = (*object).length;
            if length >= (*object).capacity {
                self.list_reserve(object, length.wrapping_add(1))?;
            }
            *(*object).items.add(length) = item;
            (*object).length = length.wrapping_add(1);
        }
        Ok(())
    }

    /// Makes room for so many items, and some more.
    ///
    /// # Errors
    /// MemoryError; the list is as before.
    #[cold]
    #[inline(never)]
    pub(crate) fn list_reserve(&mut self, list: *mut List, wanted: usize) -> Result<()> {
        // An eighth more than needed keeps appending linear.
        let generous = wanted.saturating_add(wanted >> 3).saturating_add(4);
        // SAFETY: the caller holds the list; its buffer is its own.
        unsafe {
            if wanted <= (*list).capacity {
                return Ok(());
            }
            if !(*list).items.is_null()
                && let Some(bytes) = generous.checked_mul(size_of::<Value>()).and_then(|bytes| bytes.checked_add(BUFFER_DATA))
                && let Some(cell) = core::ptr::NonNull::new((*list).items.byte_sub(BUFFER_DATA).cast::<Header>())
                && self.heap.resize_in_place(cell, bytes)
            {
                (*list).capacity = self.heap.cell_bytes(cell).saturating_sub(BUFFER_DATA) / size_of::<Value>();
                if wanted <= (*list).capacity {
                    return Ok(());
                }
            }
            let items = self.new_value_buffer(generous)?;
            // Cells come in classes: what is left over is used, too.
            let cell = core::ptr::NonNull::new(items.byte_sub(BUFFER_DATA).cast::<Header>());
            let room = cell.map_or(0, |cell| self.heap.cell_bytes(cell).saturating_sub(BUFFER_DATA) / size_of::<Value>());
            let capacity = room.max(generous);
            if !(*list).items.is_null() {
                core::ptr::copy_nonoverlapping((*list).items, items, (*list).length);
            }
            let old = core::mem::replace(&mut (*list).items, items);
            (*list).capacity = capacity;
            self.free_buffer(old.cast());
        }
        Ok(())
    }

    /// The instruction `ListExtend`: a display or the arguments of a call.
    ///
    /// # Errors
    /// TypeError, MemoryError, what iterating raises.
    pub(crate) fn list_extend_starred(&mut self, list: Value, iterable: Value) -> Result<()> {
        if !sequence::is_list_or_tuple(iterable) && !self.says_how_to_iterate(iterable)? {
            let name = self.type_name(iterable);
            return Err(self.raise(ClassId::TypeError, format_args!("Value after * must be an iterable, not {name}")));
        }
        self.list_extend(list, iterable)
    }

    /// The instruction `BuildArguments`: a tuple of so many values and the items of what lies behind them. One iterable alone that is none is
    /// named by the function that is to be called.
    ///
    /// # Errors
    /// TypeError, MemoryError, what iterating raises.
    ///
    /// # Safety
    /// The instruction at `pc` is `BuildArguments`, running in the frame, where the values lie.
    pub(crate) unsafe fn build_arguments_at(&mut self, fp: *mut Value, pc: *mut u64, first: *mut Value, count: usize) -> Result<Value> {
        // SAFETY: the caller's contract; the instruction has no cells, and a call stands behind it at the latest.
        unsafe {
            let iterable = *first.add(count);
            if count == 0
                && opcode(pc.add(1)) == Some(Opcode::CallUnpacked)
                && !sequence::is_list_or_tuple(iterable)
                && !self.says_how_to_iterate(iterable)?
            {
                let base = usize::from((*pc.add(1) >> 32) as u16);
                let (function, name) = (self.function_text(*fp.add(base))?, self.type_name(iterable));
                return Err(self.raise(
                    ClassId::TypeError,
                    format_args!("{} argument after * must be an iterable, not {name}", super::text::Display(function)),
                ));
            }
            let list = self.new_list(core::slice::from_raw_parts(first, count))?;
            self.list_extend_starred(list, iterable)?;
            self.list_to_tuple(list)
        }
    }

    /// Appends the items of any iterable to a list.
    ///
    /// # Errors
    /// TypeError, MemoryError, what iterating raises.
    pub(crate) fn list_extend(&mut self, list: Value, iterable: Value) -> Result<()> {
        if sequence::is_list_or_tuple(iterable) && self.iterates_plainly(iterable)? {
            let count = sequence::length(iterable);
            let object: *mut List = list.as_pointer();
            // SAFETY: the caller holds the list; there is room for the items when they are copied. (A list may be extended by itself.)
            unsafe {
                let length = (*object).length;
                let Some(wanted) = length.checked_add(count) else { return Err(self.raise_memory()) };
                if wanted > (*object).capacity {
                    self.list_reserve(object, wanted)?;
                }
                core::ptr::copy(sequence::items(iterable), (*object).items.add(length), count);
                (*object).length = wanted;
            }
            return Ok(());
        }
        let iterator = self.get_iterator(iterable)?;
        if !super::access::is_built_in(self.class_of(iterable)) {
            // Nothing is made of the answer, but programs see that they are asked.
            crate::modules::operator::length_hint(self, iterable, Value::from_i32_small(8))?;
        }
        while let Some(item) = operations::next(self, iterator)? {
            self.list_append(list, item)?;
        }
        Ok(())
    }

    /// A new list of the items of any iterable.
    ///
    /// # Errors
    /// TypeError, MemoryError, what iterating raises.
    pub(crate) fn list_from(&mut self, iterable: Value) -> Result<Value> {
        let list = self.new_list_of(0)?;
        self.list_extend(list, iterable)?;
        Ok(list)
    }

    /// The items of an iterable as a list or tuple: itself if it is one that iterates plainly.
    ///
    /// # Errors
    /// TypeError, MemoryError, what iterating raises.
    pub(crate) fn list_or_tuple_from(&mut self, iterable: Value) -> Result<Value> {
        if sequence::is_list_or_tuple(iterable) && self.iterates_plainly(iterable)? {
            return Ok(iterable);
        }
        self.list_from(iterable)
    }

    /// A tuple of the items of a list.
    ///
    /// # Errors
    /// MemoryError.
    pub(crate) fn list_to_tuple(&mut self, list: Value) -> Result<Value> {
        let count = sequence::length(list);
        let tuple = self.new_tuple_of(count)?;
        // SAFETY: allocating runs nothing that could change the list.
        unsafe {
            core::ptr::copy_nonoverlapping(sequence::items(list), super::construct::tuple_items(tuple), count.min(sequence::length(list)))
        };
        Ok(tuple)
    }

    /// Takes everything out of a list.
    pub(crate) fn list_clear(&mut self, list: *mut List) {
        // SAFETY: the caller holds the list; its buffer is its own.
        unsafe {
            let old = core::mem::replace(&mut (*list).items, core::ptr::null_mut());
            (*list).length = 0;
            (*list).capacity = 0;
            self.free_buffer(old.cast());
        }
    }

    /// Replaces the items `start .. end` of a list by the items of a list or tuple (not the same list).
    ///
    /// # Errors
    /// MemoryError; the list is as before.
    fn list_replace(&mut self, list: *mut List, start: usize, end: usize, source: Option<Value>) -> Result<()> {
        // SAFETY: the caller holds both; nothing runs that could change them; places are clamped to the length.
        unsafe {
            let length = (*list).length;
            let end = end.min(length);
            let start = start.min(end);
            let added = source.map_or(0, sequence::length);
            if let Some(source) = source.filter(|_| added == end - start) {
                core::ptr::copy_nonoverlapping(sequence::items(source), (*list).items.wrapping_add(start), added);
                return Ok(());
            }
            let Some(new_length) = (length - (end - start)).checked_add(added) else { return Err(self.raise_memory()) };
            if new_length > (*list).capacity {
                self.list_reserve(list, new_length)?;
            }
            if new_length == 0 {
                self.list_clear(list);
                return Ok(());
            }
            let items = (*list).items;
            core::ptr::copy(items.add(end), items.add(start + added), length - end);
            if let Some(source) = source {
                core::ptr::copy_nonoverlapping(sequence::items(source), items.add(start), added);
            }
            (*list).length = new_length;
            self.list_tidy(list, length);
        }
        Ok(())
    }

    /// After items were taken out of a list: forgets what lies behind its end, and gives memory back if little is used.
    ///
    /// # Safety
    /// The list had `old_length` items.
    unsafe fn list_tidy(&mut self, list: *mut List, old_length: usize) {
        // SAFETY: the caller holds the list; words between the lengths are in its buffer.
        unsafe {
            let length = (*list).length;
            for place in length..old_length {
                *(*list).items.add(place) = Value(0);
            }
            if (*list).capacity >= 64
                && length < (*list).capacity / 4
                && let Ok((items, capacity)) = self.new_smaller_buffer(length.saturating_mul(2))
            {
                core::ptr::copy_nonoverlapping((*list).items, items, length);
                let old = core::mem::replace(&mut (*list).items, items);
                (*list).capacity = capacity;
                self.free_buffer(old.cast());
            }
        }
    }

    /// A buffer for items that have one already: no MemoryError is raised if there is no room.
    fn new_smaller_buffer(&mut self, count: usize) -> core::result::Result<(*mut Value, usize), ()> {
        let bytes = count.checked_mul(size_of::<Value>()).and_then(|bytes| bytes.checked_add(BUFFER_DATA)).ok_or(())?;
        let cell = self.heap.allocate(Kind::Values, bytes).ok_or(())?;
        let capacity = self.heap.cell_bytes(cell).saturating_sub(BUFFER_DATA) / size_of::<Value>();
        Ok((cell.as_ptr().wrapping_byte_add(BUFFER_DATA).cast(), capacity.max(count)))
    }

    /// Removes and returns an item.
    ///
    /// # Safety
    /// The place lies in the list.
    pub(super) unsafe fn list_remove_at(&mut self, list: *mut List, place: usize) -> Value {
        // SAFETY: the caller's.
        unsafe {
            let length = (*list).length;
            let items = (*list).items;
            let item = *items.add(place);
            core::ptr::copy(items.add(place + 1), items.add(place), length - place - 1);
            (*list).length = length - 1;
            self.list_tidy(list, length);
            item
        }
    }

    /// `list[key]`.
    ///
    /// # Errors
    /// IndexError, TypeError, what `__index__` raises.
    pub(crate) fn list_get_item(&mut self, list: Value, key: Value) -> Result<Value> {
        if let Some(index) = sequence::subscript_index(self, key)? {
            let found = sequence::place(index, sequence::length(list)).and_then(|place| sequence::item(list, place));
            return match found {
                Some(item) => Ok(item),
                None => Err(self.raise(ClassId::IndexError, format_args!("list index out of range"))),
            };
        }
        // SAFETY: the caller holds the key.
        if !unsafe { key.is_kind(Kind::Slice) } {
            return Err(sequence::refuse_key(self, "list", key));
        }
        let numbers = sequence::slice_numbers(self, key)?;
        self.list_get_slice(list, numbers)
    }

    /// A list of the items that a slice of a list takes.
    ///
    /// # Errors
    /// MemoryError.
    pub(crate) fn list_get_slice(&mut self, list: Value, mut numbers: SliceNumbers) -> Result<Value> {
        let count = numbers.fit(sequence::length(list));
        let result = self.new_list_of(count)?;
        // SAFETY: nothing ran since the length was looked at; the slice lies within it.
        unsafe { copy_slice(sequence::items(list), sequence::items(result), numbers, count) };
        Ok(result)
    }

    /// `list[key] = value`.
    ///
    /// # Errors
    /// IndexError, TypeError, ValueError, what `__index__` or iterating raises.
    pub(crate) fn list_set_item(&mut self, list: Value, key: Value, value: Value) -> Result<()> {
        let object: *mut List = list.as_pointer();
        if let Some(index) = sequence::subscript_index(self, key)? {
            // SAFETY: the place lies in the list.
            unsafe {
                return match sequence::place(index, (*object).length) {
                    Some(place) => {
                        *(*object).items.add(place) = value;
                        Ok(())
                    }
                    None => Err(self.raise(ClassId::IndexError, format_args!("list assignment index out of range"))),
                };
            }
        }
        // SAFETY: the caller holds the key.
        if !unsafe { key.is_kind(Kind::Slice) } {
            return Err(sequence::refuse_key(self, "list", key));
        }
        let numbers = sequence::slice_numbers(self, key)?;
        self.list_set_slice(list, numbers, value)
    }

    /// Replaces the items that a slice of a list takes.
    ///
    /// # Errors
    /// TypeError, ValueError, what iterating raises.
    pub(crate) fn list_set_slice(&mut self, list: Value, mut numbers: SliceNumbers, value: Value) -> Result<()> {
        let object: *mut List = list.as_pointer();
        if !sequence::is_list_or_tuple(value) && !self.is_iterable(value)? {
            return Err(self.raise(ClassId::TypeError, format_args!("must assign iterable to extended slice")));
        }
        let source = if value == list { self.list_from(value)? } else { self.list_or_tuple_from(value)? };
        let count = numbers.fit(sequence::length(list));
        if numbers.step == 1 {
            let start = numbers.start as usize;
            return self.list_replace(object, start, start.wrapping_add(count), Some(source));
        }
        let given = sequence::length(source);
        if given != count {
            return Err(self
                .raise(ClassId::ValueError, format_args!("attempt to assign sequence of size {given} to extended slice of size {count}")));
        }
        // SAFETY: nothing ran since the length was looked at.
        unsafe {
            let from = sequence::items(source);
            for number in 0..count {
                *(*object).items.add(numbers.place(number)) = *from.add(number);
            }
        }
        Ok(())
    }

    /// `del list[key]`.
    ///
    /// # Errors
    /// IndexError, TypeError, ValueError, what `__index__` raises.
    pub(crate) fn list_delete_item(&mut self, list: Value, key: Value) -> Result<()> {
        let object: *mut List = list.as_pointer();
        if let Some(index) = sequence::subscript_index(self, key)? {
            return match sequence::place(index, sequence::length(list)) {
                Some(place) => {
                    // SAFETY: the place lies in the list.
                    unsafe { self.list_remove_at(object, place) };
                    Ok(())
                }
                None => Err(self.raise(ClassId::IndexError, format_args!("list assignment index out of range"))),
            };
        }
        // SAFETY: the caller holds the key.
        if !unsafe { key.is_kind(Kind::Slice) } {
            return Err(sequence::refuse_key(self, "list", key));
        }
        let mut numbers = sequence::slice_numbers(self, key)?;
        let count = numbers.fit(sequence::length(list));
        if count == 0 {
            return Ok(());
        }
        if numbers.step < 0 {
            // The same items from the other end.
            let first = numbers.place(count - 1);
            numbers = SliceNumbers { start: first as isize, stop: numbers.start.wrapping_add(1), step: numbers.step.wrapping_neg() };
        }
        if numbers.step == 1 {
            let start = numbers.start as usize;
            return self.list_replace(object, start, start.wrapping_add(count), None);
        }
        // SAFETY: the places of the slice lie in the list; items only move down.
        unsafe {
            let (items, length) = ((*object).items, (*object).length);
            let mut to = numbers.place(0);
            for number in 0..count {
                let from = numbers.place(number) + 1;
                let end = if number + 1 < count { numbers.place(number + 1) } else { length };
                core::ptr::copy(items.add(from), items.add(to), end - from);
                to += end - from;
            }
            (*object).length = to;
            self.list_tidy(object, length);
        }
        Ok(())
    }

    /// `list * count`, new.
    ///
    /// # Errors
    /// MemoryError.
    pub(super) fn list_repeat(&mut self, list: Value, times: usize) -> Result<Value> {
        let count = sequence::length(list);
        let Some(total) = count.checked_mul(times) else { return Err(self.raise_memory()) };
        let result = self.new_list_of(total)?;
        if total != 0 {
            // SAFETY: allocating ran nothing; the result has room.
            unsafe { sequence::repeat_into(sequence::items(result), sequence::items(list), count, times) };
        }
        Ok(result)
    }

    /// `list + other`, both lists.
    ///
    /// # Errors
    /// MemoryError.
    pub(super) fn list_concatenate(&mut self, left: Value, right: Value) -> Result<Value> {
        let (first, second) = (sequence::length(left), sequence::length(right));
        let Some(total) = first.checked_add(second) else { return Err(self.raise_memory()) };
        let result = self.new_list_of(total)?;
        let to = sequence::items(result);
        // SAFETY: allocating ran nothing; the result has room for both.
        unsafe {
            if first != 0 {
                core::ptr::copy_nonoverlapping(sequence::items(left), to, first);
            }
            if second != 0 {
                core::ptr::copy_nonoverlapping(sequence::items(right), to.add(first), second);
            }
        }
        Ok(result)
    }
}

/// Copies the items of a slice.
///
/// # Safety
/// The slice lies within the source, and the target has room.
pub(crate) unsafe fn copy_slice(from: *const Value, to: *mut Value, numbers: SliceNumbers, count: usize) {
    if count == 0 {
        return;
    }
    // SAFETY: the caller's.
    unsafe {
        if numbers.step == 1 {
            core::ptr::copy_nonoverlapping(from.add(numbers.start as usize), to, count);
            return;
        }
        for number in 0..count {
            *to.add(number) = *from.add(numbers.place(number));
        }
    }
}
