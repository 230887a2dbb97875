//! What lists, tuples and other sequences share: indices, slices, comparison, search, and `repr` of containers.

use copperhead_stencils::layout::container::{List, Tuple};
use copperhead_stencils::layout::object::Kind;
use copperhead_stencils::operation::Comparison;
use copperhead_stencils::value::Value;

use super::class_list::ClassId;
use super::layout::{BigInt, Class, Slice};
use super::native::Arguments;
use super::operations;
use super::special::Special;
use super::text::{Display, TextBuilder};
use crate::context::Context;
use crate::error::{Raised, Result};

/// Native loops look at the limits of the run once in so many turns.
pub(crate) const POLL_INTERVAL: usize = 4096;

/// The number of items of a list or tuple.
#[inline(always)]
pub(crate) fn length(sequence: Value) -> usize {
    // SAFETY: the caller holds a list or a tuple.
    unsafe { if sequence.is_kind(Kind::List) { (*sequence.as_pointer::<List>()).length } else { (*sequence.as_pointer::<Tuple>()).length } }
}

/// Where the items of a list or tuple lie now.
#[inline(always)]
pub(crate) fn items(sequence: Value) -> *mut Value {
    // SAFETY: the caller holds a list or a tuple.
    unsafe { if sequence.is_kind(Kind::List) { (*sequence.as_pointer::<List>()).items } else { super::construct::tuple_items(sequence) } }
}

/// An item of a list or tuple, if it has so many.
#[inline(always)]
pub(crate) fn item(sequence: Value, index: usize) -> Option<Value> {
    // SAFETY: the index is checked against the length of now.
    if index < length(sequence) { Some(unsafe { *items(sequence).add(index) }) } else { None }
}

/// Whether a value is a list or a tuple, of a subclass or not.
#[inline]
pub(crate) fn is_list_or_tuple(value: Value) -> bool {
    // SAFETY: the caller holds the value.
    unsafe { value.is_kind(Kind::List) || value.is_kind(Kind::Tuple) }
}

/// The integer (also a bool or an instance of a subclass) as far as 128 bits go; `None` for larger ones and for other values.
pub(crate) fn to_i128(value: Value) -> Option<i128> {
    if value.is_int() {
        return Some(value.as_int() as i128);
    }
    if value.is_bool() {
        return Some(i128::from(value == Value::TRUE));
    }
    // SAFETY: the caller holds the value; limbs lie behind the head.
    unsafe {
        if !value.is_kind(Kind::BigInt) {
            return None;
        }
        let object = value.as_pointer::<BigInt>();
        let limbs = object.byte_add(BigInt::LIMBS).cast::<usize>();
        let mut magnitude = 0u128;
        for index in 0..(*object).length {
            let limb = *limbs.add(index);
            let shift = u32::try_from(index).ok()?.checked_mul(usize::BITS)?;
            if shift.checked_add(usize::BITS)? > 128 {
                if limb != 0 {
                    return None;
                }
                continue;
            }
            magnitude |= (limb as u128) << shift;
        }
        let number = i128::try_from(magnitude).ok()?;
        Some(if (*object).object.header.extra == 1 { number.wrapping_neg() } else { number })
    }
}

/// Whether an integer value is negative.
pub(crate) fn is_negative(value: Value) -> bool {
    if value.is_int() {
        return value.as_int() < 0;
    }
    // SAFETY: the caller holds the value.
    unsafe { value.is_kind(Kind::BigInt) && (*value.as_pointer::<BigInt>()).object.header.extra == 1 }
}

/// A number, moved to the nearest that fits.
fn clamp(value: Value) -> isize {
    match to_i128(value) {
        Some(number) => isize::try_from(number).unwrap_or(if number < 0 { isize::MIN } else { isize::MAX }),
        None if is_negative(value) => isize::MIN,
        None => isize::MAX,
    }
}

/// Whether a value can be an index: an integer or something with `__index__`.
pub(crate) fn has_index(context: &mut Context, value: Value) -> Result<bool> {
    // SAFETY: the caller holds the value.
    if value.is_int() || value.is_bool() || unsafe { value.is_kind(Kind::BigInt) } {
        return Ok(true);
    }
    let class = context.class_of(value);
    if is_built_in(class) {
        return Ok(false);
    }
    Ok(context.lookup_special(class, Special::Index)?.is_some())
}

/// Whether a class is built in.
#[inline]
pub(crate) fn is_built_in(class: *mut Class) -> bool {
    // SAFETY: classes that values have are alive.
    unsafe { (*class).id != Class::NOT_BUILT_IN }
}

/// A number of a slice or of `index(x, start)`: moved to the nearest that fits. `None`: the value cannot be an index.
pub(crate) fn clamped_index(context: &mut Context, value: Value) -> Result<Option<isize>> {
    if value.is_int() {
        return Ok(Some(value.as_int()));
    }
    if !has_index(context, value)? {
        return Ok(None);
    }
    let number = operations::index(context, value)?;
    Ok(Some(clamp(number)))
}

/// Whether an object has something of a sequence, as CPython's containers have, if only `in`, and what classes of the program make always has.
pub(crate) fn is_container(context: &Context, object: Value) -> bool {
    let class = context.class_of(object);
    !is_built_in(class)
        || super::text::is_str(object)
        || matches!(
            super::access::kind(object),
            Some(
                Kind::Bytes
                    | Kind::ByteArray
                    | Kind::MemoryView
                    | Kind::List
                    | Kind::Tuple
                    | Kind::Dict
                    | Kind::DictView
                    | Kind::Set
                    | Kind::FrozenSet
                    | Kind::Range
            )
        )
        || class == context.class(ClassId::MappingProxy)
}

/// An index into a sequence: `None` if the value cannot be one.
///
/// # Errors
/// IndexError, if it is too large for any sequence; what `__index__` raises.
pub(crate) fn subscript_index(context: &mut Context, key: Value) -> Result<Option<isize>> {
    if key.is_int() {
        return Ok(Some(key.as_int()));
    }
    if !has_index(context, key)? {
        return Ok(None);
    }
    let number = operations::index(context, key)?;
    match to_i128(number).and_then(|number| isize::try_from(number).ok()) {
        Some(number) => Ok(Some(number)),
        None => {
            let name = context.type_name(key);
            Err(context.raise(ClassId::IndexError, format_args!("cannot fit '{name}' into an index-sized integer")))
        }
    }
}

/// The place of an index that may count from the end.
#[inline]
pub(crate) fn place(index: isize, length: usize) -> Option<usize> {
    let place = if index < 0 { index.wrapping_add(length as isize) } else { index };
    if place >= 0 && (place as usize) < length { Some(place as usize) } else { None }
}

/// The three numbers of a slice before the length is known, and after.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SliceNumbers {
    /// The first index.
    pub(crate) start: isize,
    /// The index at which it ends.
    pub(crate) stop: isize,
    /// The step, not 0.
    pub(crate) step: isize,
}

impl SliceNumbers {
    /// Moves the numbers into a sequence of this length; returns how many items the slice takes.
    pub(crate) fn fit(&mut self, length: usize) -> usize {
        let length = length as isize;
        let (lowest, highest) = if self.step < 0 { (-1, length.wrapping_sub(1)) } else { (0, length) };
        for number in [&mut self.start, &mut self.stop] {
            if *number < 0 {
                *number = number.wrapping_add(length);
                if *number < 0 {
                    *number = lowest;
                }
            } else if *number >= length {
                *number = highest;
            }
        }
        if self.step < 0 {
            if self.stop < self.start {
                let distance = self.start.wrapping_sub(self.stop).wrapping_sub(1) as usize;
                return if self.step == -1 { distance } else { distance / self.step.unsigned_abs() }.wrapping_add(1);
            }
        } else if self.start < self.stop {
            let distance = self.stop.wrapping_sub(self.start).wrapping_sub(1) as usize;
            return if self.step == 1 { distance } else { distance / self.step.unsigned_abs() }.wrapping_add(1);
        }
        0
    }

    /// The place of the item with this number, for a slice that was fitted and takes so many.
    #[inline(always)]
    pub(crate) fn place(&self, number: usize) -> usize {
        self.start.wrapping_add((number as isize).wrapping_mul(self.step)) as usize
    }
}

/// The numbers of a slice object; what was left out is what it means for that step.
///
/// # Errors
/// TypeError, ValueError for step 0, what `__index__` raises.
pub(crate) fn slice_numbers(context: &mut Context, slice: Value) -> Result<SliceNumbers> {
    // SAFETY: the caller holds a slice.
    let (start, stop, step) = unsafe {
        let slice = slice.as_pointer::<Slice>();
        ((*slice).start, (*slice).stop, (*slice).step)
    };
    let step = match slice_number(context, step)? {
        None => 1,
        Some(0) => return Err(context.raise(ClassId::ValueError, format_args!("slice step cannot be zero"))),
        // The most negative step has no absolute value.
        Some(step) => step.max(isize::MIN.wrapping_add(1)),
    };
    let start = slice_number(context, start)?.unwrap_or(if step < 0 { isize::MAX } else { 0 });
    let stop = slice_number(context, stop)?.unwrap_or(if step < 0 { isize::MIN } else { isize::MAX });
    Ok(SliceNumbers { start, stop, step })
}

/// The numbers of a slice of such parts, if they are None or small integers and the step is not 0.
pub(crate) fn small_slice_numbers(start: Value, stop: Value, step: Value) -> Option<SliceNumbers> {
    let number = |value: Value, otherwise: isize| match value {
        Value::NONE => Some(otherwise),
        value if value.is_int() => Some(value.as_int()),
        _ => None,
    };
    let step = number(step, 1)?;
    let [first, last] = if step < 0 { [isize::MAX, isize::MIN] } else { [0, isize::MAX] };
    if step == 0 { None } else { Some(SliceNumbers { start: number(start, first)?, stop: number(stop, last)?, step }) }
}

fn slice_number(context: &mut Context, value: Value) -> Result<Option<isize>> {
    if value == Value::NONE {
        return Ok(None);
    }
    match clamped_index(context, value)? {
        Some(number) => Ok(Some(number)),
        None => Err(context.raise(ClassId::TypeError, format_args!("slice indices must be integers or None or have an __index__ method"))),
    }
}

/// The bounds of `sequence.index(x, start, stop)`.
///
/// # Errors
/// TypeError, what `__index__` raises.
pub(crate) fn search_bounds(context: &mut Context, start: Option<Value>, stop: Option<Value>, length: usize) -> Result<(usize, usize)> {
    let mut bound = |value: Option<Value>, default: isize| match value {
        None => Ok(default),
        Some(value) => match clamped_index(context, value)? {
            Some(number) => Ok(number),
            None => Err(context.raise(ClassId::TypeError, format_args!("slice indices must be integers or have an __index__ method"))),
        },
    };
    let (start, stop) = (bound(start, 0)?, bound(stop, isize::MAX)?);
    let fit = |number: isize| if number < 0 { number.saturating_add(length as isize).max(0) as usize } else { number as usize };
    Ok((fit(start), fit(stop)))
}

/// The place of an item in a list or tuple, between bounds.
///
/// # Errors
/// What `__eq__` raises.
pub(crate) fn find(context: &mut Context, sequence: Value, wanted: Value, start: usize, stop: usize) -> Result<Option<usize>> {
    let mut index = start;
    while index < stop
        && let Some(candidate) = item(sequence, index)
    {
        if quick_equal(context, candidate, wanted)? {
            return Ok(Some(index));
        }
        index = index.wrapping_add(1);
        if index.is_multiple_of(POLL_INTERVAL) {
            context.poll_native()?;
        }
    }
    Ok(None)
}

/// Equality as containers see it, with the commonest case first.
#[inline(always)]
pub(crate) fn quick_equal(context: &mut Context, a: Value, b: Value) -> Result<bool> {
    if a == b {
        return Ok(true);
    }
    if a.is_int() && b.is_int() {
        return Ok(false);
    }
    operations::equal(context, a, b)
}

/// How many items of a list or tuple are equal to a value.
///
/// # Errors
/// What `__eq__` raises.
pub(crate) fn count(context: &mut Context, sequence: Value, wanted: Value) -> Result<Value> {
    let (mut index, mut count) = (0usize, 0usize);
    while let Some(candidate) = item(sequence, index) {
        if quick_equal(context, candidate, wanted)? {
            count = count.wrapping_add(1);
        }
        index = index.wrapping_add(1);
        if index.is_multiple_of(POLL_INTERVAL) {
            context.poll_native()?;
        }
    }
    context.new_int(count as i128)
}

/// The comparison of two lists or two tuples: by the first items that differ, then by length.
///
/// # Errors
/// What comparing the items raises.
pub(crate) fn compare(context: &mut Context, comparison: Comparison, a: Value, b: Value) -> Result<Value> {
    context.check_depth(" in comparison")?;
    match comparison {
        Comparison::Equal if length(a) != length(b) => return Ok(Value::FALSE),
        Comparison::NotEqual if length(a) != length(b) => return Ok(Value::TRUE),
        _ => {}
    }
    let mut index = 0usize;
    while let (Some(left), Some(right)) = (item(a, index), item(b, index)) {
        if !quick_equal(context, left, right)? {
            // Comparing may have shortened one of them.
            let (Some(left), Some(right)) = (item(a, index), item(b, index)) else { break };
            return match comparison {
                Comparison::Equal => Ok(Value::FALSE),
                Comparison::NotEqual => Ok(Value::TRUE),
                _ => operations::rich_compare(context, comparison, left, right),
            };
        }
        index = index.wrapping_add(1);
        if index.is_multiple_of(POLL_INTERVAL) {
            context.poll_native()?;
        }
    }
    Ok(Value::from_bool(holds(comparison, length(a).cmp(&length(b)))))
}

/// Whether a comparison holds for things in this order.
pub(crate) fn holds(comparison: Comparison, order: core::cmp::Ordering) -> bool {
    match comparison {
        Comparison::Less => order.is_lt(),
        Comparison::LessEqual => order.is_le(),
        Comparison::Equal => order.is_eq(),
        Comparison::NotEqual => order.is_ne(),
        Comparison::Greater => order.is_gt(),
        Comparison::GreaterEqual => order.is_ge(),
    }
}

/// The error for `sequence + other` where the other is no such sequence.
#[cold]
pub(crate) fn refuse_concatenation(context: &mut Context, name: &str, other: Value) -> Raised {
    let other = context.type_name(other);
    context.raise(ClassId::TypeError, format_args!("can only concatenate {name} (not \"{other}\") to {name}"))
}

/// How often a sequence is repeated: `None` if the value is no number and may know better.
///
/// # Errors
/// TypeError, OverflowError.
pub(crate) fn repetitions(context: &mut Context, count: Value) -> Result<Option<usize>> {
    if count.is_int() {
        return Ok(Some(count.as_int().max(0) as usize));
    }
    if has_index(context, count)? {
        let number = operations::index(context, count)?;
        return match to_i128(number).and_then(|number| isize::try_from(number).ok()) {
            Some(number) => Ok(Some(number.max(0) as usize)),
            None => {
                let name = context.type_name(count);
                Err(context.raise(ClassId::OverflowError, format_args!("cannot fit '{name}' into an index-sized integer")))
            }
        };
    }
    let class = context.class_of(count);
    if !is_built_in(class) {
        // It may answer itself, but not by what it has of a sequence.
        let reflected = context.lookup_special(class, Special::RMul)?;
        if !reflected.is_some_and(|method| super::access::is(method, Kind::NativeFunction)) {
            return Ok(None);
        }
    }
    let name = context.type_name(count);
    Err(context.raise(ClassId::TypeError, format_args!("can't multiply sequence by non-int of type '{name}'")))
}

/// Copies `count` values to the start of `to`, `times` times. The target must not overlap the source.
///
/// # Safety
/// Both are valid for that.
pub(crate) unsafe fn repeat_into(to: *mut Value, from: *const Value, count: usize, times: usize) {
    // SAFETY: the caller's.
    unsafe {
        if count == 1 {
            let value = *from;
            for place in 0..times {
                *to.add(place) = value;
            }
            return;
        }
        for turn in 0..times {
            core::ptr::copy_nonoverlapping(from, to.add(turn.wrapping_mul(count)), count);
        }
    }
}

/// Whether two values are the same class of sequence, so that they can be compared.
#[inline(always)]
pub(crate) fn both_of_kind(a: Value, b: Value, kind: Kind) -> bool {
    // SAFETY: the caller holds both.
    unsafe { a.is_kind(kind) && b.is_kind(kind) }
}

/// How deep containers may nest whose `repr` is made: as deep as CPython allows. Each looks at all those that it lies in.
const REPR_DEPTH: usize = 10_000;

impl Context {
    /// Whether the native stack has room for one more level; says what was being done if not.
    ///
    /// # Errors
    /// RecursionError.
    #[inline]
    pub(crate) fn check_depth(&mut self, doing: &str) -> Result<()> {
        match self.check_native_stack() {
            Ok(()) => Ok(()),
            Err(_) => Err(self.raise(ClassId::RecursionError, format_args!("maximum recursion depth exceeded{doing}"))),
        }
    }

    /// Notes that the `repr` of a container is being made. False: it is being made already, further out.
    ///
    /// # Errors
    /// RecursionError, MemoryError.
    pub(crate) fn enter_repr(&mut self, object: Value) -> Result<bool> {
        self.check_depth(" while getting the repr of an object")?;
        if !self.repr_stack.is_pointer() {
            self.repr_stack = self.new_list_of(0)?;
        }
        let stack = self.repr_stack;
        if length(stack) >= REPR_DEPTH {
            let message = format_args!("maximum recursion depth exceeded while getting the repr of an object");
            return Err(self.raise(ClassId::RecursionError, message));
        }
        if (0..length(stack)).rev().any(|index| item(stack, index) == Some(object)) {
            return Ok(false);
        }
        self.list_append(stack, object)?;
        Ok(true)
    }

    /// Ends what [`Context::enter_repr`] began.
    pub(crate) fn leave_repr(&mut self) {
        // SAFETY: the stack is a list.
        unsafe {
            let stack = self.repr_stack.as_pointer::<List>();
            (*stack).length = (*stack).length.saturating_sub(1);
        }
    }

    /// The `repr` of a container: `make` writes it; a container in itself shows as `inside`.
    ///
    /// # Errors
    /// What making it raises.
    pub(crate) fn container_repr(
        &mut self,
        object: Value,
        inside: &str,
        make: impl FnOnce(&mut TextBuilder<'_>) -> Result<()>,
    ) -> Result<Value> {
        if !self.enter_repr(object)? {
            return self.new_str(inside);
        }
        let mut builder = TextBuilder::new(self);
        let result = make(&mut builder).and_then(|()| builder.finish());
        self.leave_repr();
        result
    }
}

/// The `repr` of a list, tuple, dict, set or frozenset of the class itself.
///
/// # Errors
/// What the items' `__repr__` raises.
pub(crate) fn repr_of_exact(context: &mut Context, value: Value, kind: Kind) -> Result<Value> {
    let holder = [value];
    let arguments = Arguments { first: holder.as_ptr(), count: 1, names: Value::UNDEFINED, data: 0 };
    match kind {
        Kind::List => super::list::repr(context, &arguments),
        Kind::Tuple => super::tuple::repr(context, &arguments),
        Kind::Dict => super::dict::repr(context, &arguments),
        _ => super::set_algebra::repr(context, &arguments),
    }
}

/// Writes the `repr` of a value.
///
/// # Errors
/// What `__repr__` raises.
pub(crate) fn push_repr(builder: &mut TextBuilder<'_>, value: Value) -> Result<()> {
    let text = operations::repr(builder.context, value)?;
    builder.push_str(text)
}

/// Writes the `repr`s of the items of a list or tuple, with commas between.
///
/// # Errors
/// What `__repr__` raises.
pub(crate) fn push_items(builder: &mut TextBuilder<'_>, sequence: Value) -> Result<()> {
    let mut index = 0usize;
    while let Some(value) = item(sequence, index) {
        if index != 0 {
            builder.push_text(", ")?;
        }
        push_repr(builder, value)?;
        index = index.wrapping_add(1);
        if index.is_multiple_of(POLL_INTERVAL) {
            builder.context.poll_native()?;
        }
    }
    Ok(())
}

/// Raises TypeError for a key that is neither an index nor a slice.
pub(crate) fn refuse_key(context: &mut Context, what: &str, key: Value) -> Raised {
    let name: Display = context.type_name(key);
    context.raise(ClassId::TypeError, format_args!("{what} indices must be integers or slices, not {name}"))
}
