//! `range`.

use copperhead_stencils::layout::container::{Range, RangeIterator};
use copperhead_stencils::layout::object::Kind;
use copperhead_stencils::operation::{Comparison, Operation};
use copperhead_stencils::value::Value;

use super::class_list::ClassId;
use super::construct::tuple_slice;
use super::iterator_tools::LARGE_RANGE;
use super::native::{Arguments, Attribute, Method};
use super::text::Display;
use super::{operations, sequence, slice};
use crate::context::Context;
use crate::error::Result;

/// The methods.
pub static METHODS: &[Method] = &[
    Method::raw("__new__", new).unbound(),
    Method::new("__repr__", repr, 0, 0),
    Method::new("__len__", len, 0, 0),
    Method::new("__bool__", truth, 0, 0),
    Method::new("__getitem__", get_item, 1, 1),
    Method::new("__contains__", contains, 1, 1),
    Method::new("__iter__", iter, 0, 0),
    Method::new("__reversed__", reversed, 0, 0),
    Method::new("__hash__", hash, 0, 0),
    Method::new("__eq__", equal, 1, 1),
    Method::new("__ne__", not_equal, 1, 1),
    Method::new("count", count, 1, 1),
    Method::new("index", index, 1, 1),
];

/// The attributes.
pub static ATTRIBUTES: &[Attribute] = &[
    Attribute { name: "start", get: start, set: None },
    Attribute { name: "stop", get: stop, set: None },
    Attribute { name: "step", get: step, set: None },
];

/// What a range consists of, read at once.
#[derive(Clone, Copy)]
struct Parts {
    start: Value,
    stop: Value,
    step: Value,
    length: Value,
}

fn parts(range: Value) -> Parts {
    // SAFETY: the caller holds a range, which never changes.
    unsafe {
        let object = range.as_pointer::<Range>();
        Parts { start: (*object).start, stop: (*object).stop, step: (*object).step, length: (*object).length }
    }
}

fn start(_: &mut Context, range: Value) -> Result<Value> {
    Ok(parts(range).start)
}

fn stop(_: &mut Context, range: Value) -> Result<Value> {
    Ok(parts(range).stop)
}

fn step(_: &mut Context, range: Value) -> Result<Value> {
    Ok(parts(range).step)
}

const ONE: Value = Value::from_i32_small(1);

/// Whether a value is an integer of the class itself or a bool: those whose equality is known.
fn is_plain_int(context: &Context, value: Value) -> bool {
    if value.is_int() || value.is_bool() {
        return true;
    }
    // SAFETY: the caller holds the value.
    (unsafe { value.is_kind(Kind::BigInt) }) && context.class_of(value) == context.class(ClassId::Int)
}

impl Context {
    fn int_operation(&mut self, operation: Operation, a: Value, b: Value) -> Result<Value> {
        operations::binary(self, operation, false, a, b)
    }

    fn int_compare(&mut self, comparison: Comparison, a: Value, b: Value) -> Result<bool> {
        if a.is_int() && b.is_int() {
            return Ok(sequence::holds(comparison, a.as_int().cmp(&b.as_int())));
        }
        let answer = operations::rich_compare(self, comparison, a, b)?;
        operations::truth(self, answer)
    }

    /// How many numbers a range has.
    fn range_length(&mut self, start: Value, stop: Value, step: Value) -> Result<Value> {
        if start.is_int() && stop.is_int() && step.is_int() {
            let (start, stop, step) = (start.as_int() as i128, stop.as_int() as i128, step.as_int() as i128);
            let distance = if step > 0 { stop.wrapping_sub(start) } else { start.wrapping_sub(stop) };
            let size = step.wrapping_abs().max(1);
            let length = if distance <= 0 { 0 } else { distance.wrapping_sub(1).wrapping_div(size).wrapping_add(1) };
            return self.new_int(length);
        }
        let (low, high, size) = if sequence::is_negative(step) {
            let size = self.int_operation(Operation::Subtract, Value(0), step)?;
            (stop, start, size)
        } else {
            (start, stop, step)
        };
        if !self.int_compare(Comparison::Less, low, high)? {
            return Ok(Value(0));
        }
        let distance = self.int_operation(Operation::Subtract, high, low)?;
        let distance = self.int_operation(Operation::Subtract, distance, ONE)?;
        let steps = self.int_operation(Operation::FloorDivide, distance, size)?;
        self.int_operation(Operation::Add, steps, ONE)
    }

    /// A range of integers; the step is not 0.
    ///
    /// # Errors
    /// MemoryError.
    pub(crate) fn new_range(&mut self, start: Value, stop: Value, step: Value) -> Result<Value> {
        let length = self.range_length(start, stop, step)?;
        let range: *mut Range = self.new_object(ClassId::Range, Kind::Range, size_of::<Range>())?;
        // SAFETY: fresh.
        unsafe {
            (*range).start = start;
            (*range).stop = stop;
            (*range).step = step;
            (*range).length = length;
        }
        Ok(Value::from_pointer(range))
    }

    /// An iterator over numbers from a start on.
    fn numbers_iterator(&mut self, start: Value, stop: Value, step: Value, length: Value) -> Result<Value> {
        // The instruction adds step to next: all numbers up to the last must be small, and the distance to the end must fit a word.
        if start.is_int()
            && stop.is_int()
            && step.is_int()
            && length.is_int()
            && let Some(distance) = (step.0 as isize).checked_mul(length.as_int().max(0))
        {
            let iterator: *mut RangeIterator = self.new_object(ClassId::RangeIterator, Kind::RangeIterator, size_of::<RangeIterator>())?;
            // SAFETY: fresh.
            unsafe {
                (*iterator).next = start;
                (*iterator).step = step;
                (*iterator).end = Value(start.0.wrapping_add(distance as usize));
            }
            return Ok(Value::from_pointer(iterator));
        }
        self.new_tool(ClassId::LargeRangeIterator, LARGE_RANGE, [start, step, length, Value::UNDEFINED])
    }

    /// `iter(range)`.
    ///
    /// # Errors
    /// MemoryError.
    pub(crate) fn range_iterator(&mut self, range: Value) -> Result<Value> {
        let Parts { start, stop, step, length } = parts(range);
        self.numbers_iterator(start, stop, step, length)
    }

    /// The number at an index, which lies within the range.
    fn range_number(&mut self, range: Parts, index: Value) -> Result<Value> {
        let offset = self.int_operation(Operation::Multiply, index, range.step)?;
        self.int_operation(Operation::Add, range.start, offset)
    }

    /// `range[key]`.
    ///
    /// # Errors
    /// IndexError, TypeError, what `__index__` raises.
    pub(crate) fn range_get_item(&mut self, range: Value, key: Value) -> Result<Value> {
        let all = parts(range);
        if sequence::has_index(self, key)? {
            let mut index = operations::index(self, key)?;
            if sequence::is_negative(index) {
                index = self.int_operation(Operation::Add, index, all.length)?;
            }
            if sequence::is_negative(index) || !self.int_compare(Comparison::Less, index, all.length)? {
                return Err(self.raise(ClassId::IndexError, format_args!("range object index out of range")));
            }
            return self.range_number(all, index);
        }
        // SAFETY: the caller holds the key.
        if !unsafe { key.is_kind(Kind::Slice) } {
            return Err(sequence::refuse_key(self, "range", key));
        }
        let indices = slice::indices(self, key, all.length)?;
        let [first, last, stride] = *tuple_slice(indices) else { return Err(self.raise_system("slice")) };
        let start = self.range_number(all, first)?;
        let stop = self.range_number(all, last)?;
        let step = self.int_operation(Operation::Multiply, all.step, stride)?;
        self.new_range(start, stop, step)
    }

    /// Whether an integer is in a range.
    pub(crate) fn range_has(&mut self, range: Value, number: Value) -> Result<bool> {
        let Parts { start, stop, step, .. } = parts(range);
        let (low, high) = if sequence::is_negative(step) {
            (Comparison::LessEqual, Comparison::Greater)
        } else {
            (Comparison::GreaterEqual, Comparison::Less)
        };
        if !self.int_compare(low, number, start)? || !self.int_compare(high, number, stop)? {
            return Ok(false);
        }
        if step == ONE {
            return Ok(true);
        }
        let offset = self.int_operation(Operation::Subtract, number, start)?;
        let rest = self.int_operation(Operation::Modulo, offset, step)?;
        Ok(rest == Value(0))
    }

    /// `value in range`.
    ///
    /// # Errors
    /// What `__eq__` raises.
    pub(crate) fn range_contains(&mut self, range: Value, value: Value) -> Result<bool> {
        if is_plain_int(self, value) {
            return self.range_has(range, value);
        }
        Ok(self.range_search(range, value, true)?.0 != 0)
    }

    /// How many numbers of a range a value is equal to, and the index of the last of them.
    fn range_search(&mut self, range: Value, value: Value, first_only: bool) -> Result<(usize, usize)> {
        let iterator = self.range_iterator(range)?;
        let (mut found, mut place, mut index) = (0usize, 0usize, 0usize);
        while let Some(number) = self.next_item(iterator)? {
            if operations::equal(self, number, value)? {
                found = found.saturating_add(1);
                place = index;
                if first_only {
                    break;
                }
            }
            index = index.wrapping_add(1);
            if index.is_multiple_of(sequence::POLL_INTERVAL) {
                self.poll_native()?;
            }
        }
        Ok((found, place))
    }
}

fn new(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    context.class_for_new(arguments, ClassId::Range)?;
    let given = context.positional_only(arguments, "range", 1, 3)?;
    let first = operations::index(context, arguments.get(1))?;
    // Bools count as what they are worth.
    let plain = |value: Value| if value.is_bool() { Value::from_i32_small(i32::from(value == Value::TRUE)) } else { value };
    if given == 1 {
        return context.new_range(Value(0), plain(first), ONE);
    }
    let stop = operations::index(context, arguments.get(2))?;
    let step = if given == 3 { operations::index(context, arguments.get(3))? } else { ONE };
    if sequence::to_i128(step) == Some(0) {
        return Err(context.raise(ClassId::ValueError, format_args!("range() arg 3 must not be zero")));
    }
    context.new_range(plain(first), plain(stop), plain(step))
}

fn repr(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let range = parts(arguments.get(0));
    let start = operations::repr(context, range.start)?;
    let stop = operations::repr(context, range.stop)?;
    if range.step == ONE {
        return context.format(format_args!("range({}, {})", Display(start), Display(stop)));
    }
    let step = operations::repr(context, range.step)?;
    context.format(format_args!("range({}, {}, {})", Display(start), Display(stop), Display(step)))
}

fn len(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let length = parts(arguments.get(0)).length;
    operations::as_isize(context, length)?;
    Ok(length)
}

fn truth(_: &mut Context, arguments: &Arguments) -> Result<Value> {
    Ok(Value::from_bool(parts(arguments.get(0)).length != Value(0)))
}

fn get_item(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    context.range_get_item(arguments.get(0), arguments.get(1))
}

fn contains(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    context.range_contains(arguments.get(0), arguments.get(1)).map(Value::from_bool)
}

fn iter(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    context.range_iterator(arguments.get(0))
}

fn reversed(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let range = parts(arguments.get(0));
    if range.length == Value(0) {
        return context.numbers_iterator(Value(0), Value(0), ONE, Value(0));
    }
    let last = context.int_operation(Operation::Subtract, range.length, ONE)?;
    let start = context.range_number(range, last)?;
    let step = context.int_operation(Operation::Subtract, Value(0), range.step)?;
    context.numbers_iterator(start, range.start, step, range.length)
}

fn hash(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let Parts { start, step, length, .. } = parts(arguments.get(0));
    let triple = if length == Value(0) {
        [length, Value::NONE, Value::NONE]
    } else if length == ONE {
        [length, start, Value::NONE]
    } else {
        [length, start, step]
    };
    let triple = context.new_tuple(&triple)?;
    let hash = super::tuple::hash_of(context, triple)?;
    context.new_int(hash as isize as i128)
}

fn same(context: &mut Context, arguments: &Arguments) -> Result<Option<bool>> {
    let (a, b) = (arguments.get(0), arguments.get(1));
    if !sequence::both_of_kind(a, b, Kind::Range) {
        return Ok(None);
    }
    let (a, b) = (parts(a), parts(b));
    if !context.int_compare(Comparison::Equal, a.length, b.length)? {
        return Ok(Some(false));
    }
    if a.length == Value(0) {
        return Ok(Some(true));
    }
    if !context.int_compare(Comparison::Equal, a.start, b.start)? {
        return Ok(Some(false));
    }
    if a.length == ONE {
        return Ok(Some(true));
    }
    context.int_compare(Comparison::Equal, a.step, b.step).map(Some)
}

fn equal(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    Ok(same(context, arguments)?.map_or(Value::NOT_IMPLEMENTED, Value::from_bool))
}

fn not_equal(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    Ok(same(context, arguments)?.map_or(Value::NOT_IMPLEMENTED, |same| Value::from_bool(!same)))
}

fn count(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let (range, value) = (arguments.get(0), arguments.get(1));
    let found = if is_plain_int(context, value) {
        usize::from(context.range_has(range, value)?)
    } else {
        context.range_search(range, value, false)?.0
    };
    context.new_int(found as i128)
}

fn index(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let (range, value) = (arguments.get(0), arguments.get(1));
    if is_plain_int(context, value) {
        if context.range_has(range, value)? {
            let Parts { start, step, .. } = parts(range);
            let offset = context.int_operation(Operation::Subtract, value, start)?;
            return context.int_operation(Operation::FloorDivide, offset, step);
        }
        let text = operations::repr(context, value)?;
        return Err(context.raise(ClassId::ValueError, format_args!("{} is not in range", Display(text))));
    }
    match context.range_search(range, value, true)? {
        (0, _) => Err(context.raise(ClassId::ValueError, format_args!("sequence.index(x): x not in sequence"))),
        (_, place) => context.new_int(place as i128),
    }
}
