//! Unpacking into variables: `a, b = x` and `a, *b = x`.

use copperhead_stencils::value::Value;

use super::class_list::ClassId;
use super::construct::tuple_items;
use super::sequence;
use crate::context::Context;
use crate::error::{Raised, Result};

impl Context {
    /// Writes exactly `count` items of a source to the slots from `first` on.
    ///
    /// # Errors
    /// TypeError, ValueError, what iterating raises.
    ///
    /// # Safety
    /// There are so many slots, in a live frame.
    pub(crate) unsafe fn unpack_into(&mut self, source: Value, first: *mut Value, count: usize) -> Result<()> {
        if sequence::is_list_or_tuple(source) && super::construct::is_exact(source) {
            let given = sequence::length(source);
            if given != count {
                return Err(self.refuse_unpacking(count, given));
            }
            // SAFETY: the caller's contract; so many items are there.
            unsafe { core::ptr::copy(sequence::items(source), first, count) };
            return Ok(());
        }
        let iterator = self.unpacking_iterator(source)?;
        for place in 0..count {
            match self.next_item(iterator)? {
                // SAFETY: the caller's contract.
                Some(item) => unsafe { *first.add(place) = item },
                None => return Err(self.refuse_unpacking(count, place)),
            }
        }
        if self.next_item(iterator)?.is_some() {
            return Err(self.refuse_unpacking(count, count.saturating_add(1)));
        }
        Ok(())
    }

    /// Writes the first `before` items of a source to the slots from `first` on, then a list of what is between, then the last `after` items.
    ///
    /// # Errors
    /// TypeError, ValueError, what iterating raises.
    ///
    /// # Safety
    /// There are `before + 1 + after` slots, in a live frame.
    pub(crate) unsafe fn unpack_rest(&mut self, source: Value, first: *mut Value, before: usize, after: usize) -> Result<()> {
        let all = if sequence::is_list_or_tuple(source) && super::construct::is_exact(source) {
            source
        } else {
            let iterator = self.unpacking_iterator(source)?;
            self.list_from(iterator)?
        };
        let given = sequence::length(all);
        let Some(between) = before.checked_add(after).and_then(|fixed| given.checked_sub(fixed)) else {
            return Err(self.raise(
                ClassId::ValueError,
                format_args!("not enough values to unpack (expected at least {}, got {given})", before.saturating_add(after)),
            ));
        };
        let rest = self.new_list_of(between)?;
        // SAFETY: the caller's contract; allocating ran nothing that could change the source.
        unsafe {
            let items = sequence::items(all);
            if between != 0 {
                core::ptr::copy_nonoverlapping(items.add(before), sequence::items(rest), between);
            }
            core::ptr::copy(items, first, before);
            core::ptr::copy(items.add(before).add(between), first.add(before).add(1), after);
            *first.add(before) = rest;
        }
        Ok(())
    }

    fn unpacking_iterator(&mut self, source: Value) -> Result<Value> {
        if !sequence::is_list_or_tuple(source) && !self.says_how_to_iterate(source)? {
            let name = self.type_name(source);
            return Err(self.raise(ClassId::TypeError, format_args!("cannot unpack non-iterable {name} object")));
        }
        self.get_iterator(source)
    }

    #[cold]
    fn refuse_unpacking(&mut self, expected: usize, given: usize) -> Raised {
        if given > expected {
            self.raise(ClassId::ValueError, format_args!("too many values to unpack (expected {expected})"))
        } else {
            self.raise(ClassId::ValueError, format_args!("not enough values to unpack (expected {expected}, got {given})"))
        }
    }

    /// A pair.
    ///
    /// # Errors
    /// MemoryError.
    #[inline]
    pub(crate) fn new_pair(&mut self, first: Value, second: Value) -> Result<Value> {
        let pair = self.new_tuple_of(2)?;
        // SAFETY: the fresh tuple has two items.
        unsafe {
            *tuple_items(pair) = first;
            *tuple_items(pair).add(1) = second;
        }
        Ok(pair)
    }
}
