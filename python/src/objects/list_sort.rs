//! Sorting: a stable merge sort that finds runs which are in order already.
//!
//! Runs are found from left to right (descending ones are turned round, short ones made longer by binary insertion) and
//! merged so that the two merged are of similar length. What lies in place at both ends of a merge is found by galloping and not
//! moved. Comparing may run Python: items always lie either in the array or in the merge's buffer, and go back if comparing raises.

use copperhead_stencils::layout::container::List;
use copperhead_stencils::layout::object::Kind;
use copperhead_stencils::operation::Comparison;
use copperhead_stencils::value::Value;

use super::class_list::ClassId;
use super::native::Arguments;
use super::{construct, operations, sequence, text};
use crate::context::Context;
use crate::error::Result;

/// Runs are at least so long, or half of it.
const SHORTEST_RUN: usize = 32;
/// As many runs can wait for each other at the most: their lengths grow like the Fibonacci numbers.
const MOST_RUNS: usize = 96;

/// Turns items round.
///
/// # Safety
/// There are so many.
pub(crate) unsafe fn reverse(items: *mut Value, count: usize) {
    for number in 0..count / 2 {
        // SAFETY: both places lie among the items.
        unsafe { core::ptr::swap(items.add(number), items.add(count - 1 - number)) };
    }
}

/// `key` and `reverse` among the named arguments of `sort` or `sorted`; `skip` arguments stand before the named ones.
///
/// # Errors
/// TypeError for other names, what the truth of `reverse` raises.
pub(crate) fn sort_options(context: &mut Context, name: &str, arguments: &Arguments, skip: usize) -> Result<(Value, bool)> {
    let (mut key, mut backwards) = (Value::NONE, false);
    for number in 0..context.named_count(arguments) {
        let option = context.tuple_item(arguments.names, number);
        let value = arguments.get(skip.wrapping_add(number));
        if text::equals_text(option, "key") {
            key = value;
        } else if text::equals_text(option, "reverse") {
            backwards = operations::truth(context, value)?;
        } else {
            return Err(context.complain_unknown_keyword(name, option, &["key", "reverse"]));
        }
    }
    Ok((key, backwards))
}

/// Sorts a list. While it is sorted it looks empty.
///
/// # Errors
/// What the key function or comparing raises (the list then holds its items in some order); ValueError if the list was changed meanwhile.
pub(crate) fn sort_list(context: &mut Context, list: Value, key: Value, backwards: bool) -> Result<()> {
    let object: *mut List = list.as_pointer();
    // SAFETY: the caller holds the list. Its buffer is kept alive by the pointer here, from the native stack.
    unsafe {
        let (items, length, capacity) = ((*object).items, (*object).length, (*object).capacity);
        if length == 0 {
            return Ok(());
        }
        // A buffer without room: what is appended replaces it, even if the list is empty again after that.
        let marker = context.new_value_buffer(1)?;
        (*object).items = marker;
        (*object).length = 0;
        (*object).capacity = 0;
        let result = sort_items(context, items, length, key, backwards);
        let changed = (*object).items != marker && !(*object).items.is_null() || (*object).length != 0;
        let other = core::mem::replace(&mut (*object).items, items);
        (*object).length = length;
        (*object).capacity = capacity;
        context.free_buffer(other.cast());
        result?;
        if changed {
            return Err(context.raise(ClassId::ValueError, format_args!("list modified during sort")));
        }
    }
    Ok(())
}

/// Sorts items in a buffer that nobody else sees.
///
/// # Safety
/// There are so many items.
unsafe fn sort_items(context: &mut Context, items: *mut Value, length: usize, key: Value, backwards: bool) -> Result<()> {
    // SAFETY: the caller's; the buffers made here have room for as many.
    unsafe {
        let mut rows = Rows { keys: items, values: core::ptr::null_mut() };
        if key != Value::NONE {
            let keys = context.new_value_buffer(length)?;
            for number in 0..length {
                let made = context.call(key, &[*items.add(number)])?;
                *keys.add(number) = made;
                if number.is_multiple_of(sequence::POLL_INTERVAL) {
                    context.poll_native()?;
                }
            }
            rows = Rows { keys, values: items };
        }
        if length < 2 {
            return Ok(());
        }
        if backwards {
            rows.reverse(0, length);
        }
        let result = sort_rows(context, rows, length);
        if backwards {
            rows.reverse(0, length);
        }
        if key != Value::NONE {
            context.free_buffer(rows.keys.cast());
        }
        result
    }
}

/// What all keys have in common.
unsafe fn sort_rows(context: &mut Context, rows: Rows, length: usize) -> Result<()> {
    let (mut ints, mut floats, mut strs) = (true, true, true);
    for number in 0..length {
        // SAFETY: the keys are alive, and there are so many.
        unsafe {
            let key = *rows.keys.add(number);
            ints &= key.is_int();
            floats &= key.is_word_float() || key == Value::FLOAT_ZERO;
            strs &= key.is_kind(Kind::Str) && text::is_exact(key);
        }
        if !(ints || floats || strs) {
            break;
        }
    }
    // SAFETY: the caller's.
    unsafe {
        if ints {
            Sorter::<Ints>::sort(context, rows, length)
        } else if floats {
            Sorter::<Floats>::sort(context, rows, length)
        } else if strs {
            Sorter::<Strs>::sort(context, rows, length)
        } else {
            Sorter::<Any>::sort(context, rows, length)
        }
    }
}

/// An order of keys.
trait Order {
    /// Whether one comes before the other.
    fn less(context: &mut Context, a: Value, b: Value) -> Result<bool>;
}

/// Small integers: their words are in the same order.
struct Ints;
/// Floats in words.
struct Floats;
/// Strs of the class itself.
struct Strs;
/// Anything.
struct Any;

impl Order for Ints {
    #[inline(always)]
    fn less(_: &mut Context, a: Value, b: Value) -> Result<bool> {
        Ok((a.0 as isize) < b.0 as isize)
    }
}

impl Order for Floats {
    #[inline(always)]
    fn less(_: &mut Context, a: Value, b: Value) -> Result<bool> {
        let number = |value: Value| if value.is_word_float() { value.as_word_float() } else { 0.0 };
        Ok(number(a) < number(b))
    }
}

impl Order for Strs {
    #[inline]
    fn less(_: &mut Context, a: Value, b: Value) -> Result<bool> {
        Ok(text::compare(a, b).is_lt())
    }
}

impl Order for Any {
    #[inline]
    fn less(context: &mut Context, a: Value, b: Value) -> Result<bool> {
        if a.is_int() && b.is_int() {
            return Ok(a.as_int() < b.as_int());
        }
        if sequence::both_of_kind(a, b, Kind::Tuple) && construct::is_exact(a) && construct::is_exact(b) {
            let answer = sequence::compare(context, Comparison::Less, a, b)?;
            return operations::truth(context, answer);
        }
        operations::less(context, a, b)
    }
}

/// Keys, and values that move along (null: the keys are the values).
#[derive(Clone, Copy)]
struct Rows {
    keys: *mut Value,
    values: *mut Value,
}

impl Rows {
    /// Copies rows; they may overlap.
    #[inline(always)]
    unsafe fn copy(self, from: usize, target: Rows, to: usize, count: usize) {
        // SAFETY: the caller's: both have such places.
        unsafe {
            core::ptr::copy(self.keys.add(from), target.keys.add(to), count);
            if !self.values.is_null() {
                core::ptr::copy(self.values.add(from), target.values.add(to), count);
            }
        }
    }

    #[inline(always)]
    unsafe fn copy_one(self, from: usize, target: Rows, to: usize) {
        // SAFETY: the caller's: both have such places.
        unsafe {
            *target.keys.add(to) = *self.keys.add(from);
            if !self.values.is_null() {
                *target.values.add(to) = *self.values.add(from);
            }
        }
    }

    #[inline(always)]
    unsafe fn key(self, place: usize) -> Value {
        // SAFETY: the caller's.
        unsafe { *self.keys.add(place) }
    }

    /// Turns rows round.
    unsafe fn reverse(self, start: usize, end: usize) {
        // SAFETY: the caller's.
        unsafe {
            reverse(self.keys.add(start), end - start);
            if !self.values.is_null() {
                reverse(self.values.add(start), end - start);
            }
        }
    }
}

/// The state of a sort. Places always lie between 0 and the length of the rows: that is the ground of all unsafe blocks below.
struct Sorter<'c, O> {
    context: &'c mut Context,
    rows: Rows,
    /// The buffer that merges use, made by the first of them.
    buffer: Option<Rows>,
    length: usize,
    /// Comparisons since the limits were looked at.
    comparisons: usize,
    order: core::marker::PhantomData<O>,
}

impl<O: Order> Sorter<'_, O> {
    unsafe fn sort(context: &mut Context, rows: Rows, length: usize) -> Result<()> {
        let mut sorter = Sorter::<O> { context, rows, buffer: None, length, comparisons: 0, order: core::marker::PhantomData };
        // SAFETY: the caller's.
        let result = unsafe { sorter.run() };
        if let Some(buffer) = sorter.buffer {
            // SAFETY: the buffers were made here.
            unsafe {
                sorter.context.free_buffer(buffer.keys.cast());
                sorter.context.free_buffer(buffer.values.cast());
            }
        }
        result
    }

    #[inline(always)]
    fn less(&mut self, a: Value, b: Value) -> Result<bool> {
        self.comparisons = self.comparisons.wrapping_add(1);
        if self.comparisons.is_multiple_of(sequence::POLL_INTERVAL) {
            self.context.poll_native()?;
        }
        O::less(self.context, a, b)
    }

    unsafe fn run(&mut self) -> Result<()> {
        // Runs waiting to be merged: start and end, bottom first.
        let mut runs = [(0usize, 0usize); MOST_RUNS];
        let mut waiting = 0usize;
        let shortest = shortest_run(self.length);
        let mut start = 0usize;
        while start < self.length {
            // SAFETY: the run ends within the rows.
            let end = unsafe { self.next_run(start, shortest)? };
            if let Some(place) = runs.get_mut(waiting) {
                *place = (start, end);
                waiting += 1;
            }
            start = end;
            while waiting > 1 {
                let size = |back: usize| waiting.checked_sub(back).and_then(|at| runs.get(at)).map_or(usize::MAX, |run| run.1 - run.0);
                let (last, second) = (size(1), size(2));
                let crowded = size(3) <= second.saturating_add(last) || (waiting > 3 && size(4) <= size(3).saturating_add(second));
                let at = if crowded && size(3) < last {
                    waiting - 3
                } else if crowded || second <= last {
                    waiting - 2
                } else {
                    break;
                };
                // SAFETY: the runs lie side by side.
                unsafe { self.merge_at(&mut runs, at)? };
                waiting -= 1;
            }
        }
        while waiting > 1 {
            let size = |at: usize| runs.get(at).map_or(usize::MAX, |run| run.1 - run.0);
            let at = if waiting > 2 && size(waiting - 3) < size(waiting - 1) { waiting - 3 } else { waiting - 2 };
            // SAFETY: the runs lie side by side.
            unsafe { self.merge_at(&mut runs, at)? };
            waiting -= 1;
        }
        Ok(())
    }

    /// Merges the waiting runs `at` and `at + 1`, and closes the gap.
    unsafe fn merge_at(&mut self, runs: &mut [(usize, usize); MOST_RUNS], at: usize) -> Result<()> {
        let (Some(&(start, middle)), Some(&(_, end))) = (runs.get(at), runs.get(at + 1)) else { return Ok(()) };
        if let Some(run) = runs.get_mut(at) {
            run.1 = end;
        }
        if at + 2 < MOST_RUNS {
            runs.copy_within(at + 2.., at + 1);
        }
        // SAFETY: the runs lie side by side within the rows.
        unsafe { self.merge(start, middle, end) }
    }

    /// Finds or makes a run from `start` on, in ascending order; returns its end.
    unsafe fn next_run(&mut self, start: usize, shortest: usize) -> Result<usize> {
        // SAFETY: all places lie between start and length.
        unsafe {
            let rows = self.rows;
            let mut end = start + 1;
            if end < self.length {
                end = self.ascend(end)?;
                // Equal rows in front of a descending run belong to it.
                if end < self.length && (end == start + 1 || !self.less(rows.key(start), rows.key(end - 1))?) {
                    rows.reverse(start, end);
                    end = self.descend(end + 1)?;
                    rows.reverse(start, end);
                    end = self.ascend(end)?;
                }
            }
            let wanted = (start + shortest).min(self.length);
            while end < wanted {
                self.insert(start, end)?;
                end += 1;
            }
            Ok(end)
        }
    }

    /// How far the rows from `end` on, and the one in front of it, ascend.
    unsafe fn ascend(&mut self, mut end: usize) -> Result<usize> {
        // SAFETY: as above.
        unsafe {
            while end < self.length && !self.less(self.rows.key(end), self.rows.key(end - 1))? {
                end += 1;
            }
        }
        Ok(end)
    }

    /// How far they descend. Equal ones are turned around, as the whole run will be.
    unsafe fn descend(&mut self, mut end: usize) -> Result<usize> {
        let rows = self.rows;
        let mut equal = 0;
        // SAFETY: as above; the equal rows lie in front of `end`.
        unsafe {
            while end < self.length {
                if self.less(rows.key(end), rows.key(end - 1))? {
                    rows.reverse(end - 1 - equal, end);
                    equal = 0;
                } else if self.less(rows.key(end - 1), rows.key(end))? {
                    break;
                } else {
                    equal += 1;
                }
                end += 1;
            }
            rows.reverse(end - 1 - equal, end);
        }
        Ok(end)
    }

    /// Inserts row `end` into the sorted rows `start .. end`.
    unsafe fn insert(&mut self, start: usize, end: usize) -> Result<()> {
        // SAFETY: all places lie between start and end.
        unsafe {
            let rows = self.rows;
            let key = rows.key(end);
            let (mut low, mut high) = (start, end);
            while low < high {
                let middle = low + (high - low) / 2;
                if self.less(key, rows.key(middle))? {
                    high = middle;
                } else {
                    low = middle + 1;
                }
            }
            if low < end {
                let value = if rows.values.is_null() { key } else { *rows.values.add(end) };
                rows.copy(low, rows, low + 1, end - low);
                *rows.keys.add(low) = key;
                if !rows.values.is_null() {
                    *rows.values.add(low) = value;
                }
            }
            Ok(())
        }
    }

    /// How many of the rows `start .. end` come before the key; equal ones do if `after` is true. Searched from the left end in growing
    /// steps, or from the right.
    unsafe fn gallop(&mut self, key: Value, start: usize, end: usize, after: bool, from_right: bool) -> Result<usize> {
        let (mut low, mut high) = (start, end);
        let mut step = 1usize;
        // SAFETY: all places lie between start and end.
        unsafe {
            while low < high {
                let probe = if from_right { high.saturating_sub(step).max(low) } else { (low.saturating_add(step) - 1).min(high - 1) };
                if self.comes_before(probe, key, after)? {
                    low = probe + 1;
                    if from_right {
                        break;
                    }
                } else {
                    high = probe;
                    if !from_right {
                        break;
                    }
                }
                step = step.saturating_mul(2);
            }
            while low < high {
                let middle = low + (high - low) / 2;
                if self.comes_before(middle, key, after)? {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
        }
        Ok(low)
    }

    #[inline(always)]
    unsafe fn comes_before(&mut self, place: usize, key: Value, after: bool) -> Result<bool> {
        // SAFETY: the caller's.
        let other = unsafe { self.rows.key(place) };
        if after { Ok(!self.less(key, other)?) } else { self.less(other, key) }
    }

    /// Merges the sorted rows `start .. middle` and `middle .. end`.
    unsafe fn merge(&mut self, start: usize, middle: usize, end: usize) -> Result<()> {
        // SAFETY: all places lie between start and end; the buffer has room for the shorter side.
        unsafe {
            let rows = self.rows;
            // What need not move: the left rows that come before the first on the right, the right ones behind the last on the left.
            let start = self.gallop(rows.key(middle), start, middle, true, false)?;
            if start == middle {
                return Ok(());
            }
            let end = self.gallop(rows.key(middle - 1), middle, end, false, true)?;
            if end == middle {
                return Ok(());
            }
            let buffer = self.buffer()?;
            if middle - start <= end - middle {
                self.merge_upwards(buffer, start, middle, end)
            } else {
                self.merge_downwards(buffer, start, middle, end)
            }
        }
    }

    /// The left side is the shorter one: it goes to the buffer, the place fills from the left.
    unsafe fn merge_upwards(&mut self, buffer: Rows, start: usize, middle: usize, end: usize) -> Result<()> {
        // SAFETY: as for `merge`.
        unsafe {
            let rows = self.rows;
            let count = middle - start;
            rows.copy(start, buffer, 0, count);
            let (mut left, mut right, mut to) = (0usize, middle, start);
            let mut result = Ok(());
            while left < count && right < end {
                match self.less(rows.key(right), buffer.key(left)) {
                    Ok(true) => {
                        rows.copy_one(right, rows, to);
                        right += 1;
                    }
                    Ok(false) => {
                        buffer.copy_one(left, rows, to);
                        left += 1;
                    }
                    Err(raised) => {
                        result = Err(raised);
                        break;
                    }
                }
                to += 1;
            }
            buffer.copy(left, rows, to, count - left);
            result
        }
    }

    /// The right side is the shorter one: it goes to the buffer, the place fills from the right.
    unsafe fn merge_downwards(&mut self, buffer: Rows, start: usize, middle: usize, end: usize) -> Result<()> {
        // SAFETY: as for `merge`.
        unsafe {
            let rows = self.rows;
            let count = end - middle;
            rows.copy(middle, buffer, 0, count);
            let (mut left, mut right, mut to) = (middle, count, end);
            let mut result = Ok(());
            while left > start && right > 0 {
                match self.less(buffer.key(right - 1), rows.key(left - 1)) {
                    Ok(true) => {
                        left -= 1;
                        rows.copy_one(left, rows, to - 1);
                    }
                    Ok(false) => {
                        right -= 1;
                        buffer.copy_one(right, rows, to - 1);
                    }
                    Err(raised) => {
                        result = Err(raised);
                        break;
                    }
                }
                to -= 1;
            }
            buffer.copy(0, rows, to - right, right);
            result
        }
    }

    /// The buffer of merges.
    fn buffer(&mut self) -> Result<Rows> {
        if let Some(buffer) = self.buffer {
            return Ok(buffer);
        }
        let count = self.length / 2 + 1;
        let keys = self.context.new_value_buffer(count)?;
        let values = if self.rows.values.is_null() { core::ptr::null_mut() } else { self.context.new_value_buffer(count)? };
        let buffer = Rows { keys, values };
        self.buffer = Some(buffer);
        Ok(buffer)
    }
}

/// How long runs should be at least, so that their number is about a power of two.
fn shortest_run(mut length: usize) -> usize {
    let mut odd = 0;
    while length >= SHORTEST_RUN * 2 {
        odd |= length & 1;
        length >>= 1;
    }
    length + odd
}
