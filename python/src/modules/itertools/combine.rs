//! `product`, `permutations`, `combinations` and `combinations_with_replacement`.
//!
//! Each holds the items it chooses from, and the indices of the choice that it gave last, in a tuple that no program sees.

use copperhead_stencils::value::Value;

use crate::context::Context;
use crate::error::Result;
use crate::modules::bind::{Signature, small};
use crate::objects::class_list::ClassId;
use crate::objects::construct::tuple_items;
use crate::objects::integer::is_integer;
use crate::objects::native::Arguments;
use crate::objects::record::{field, set_field};
use crate::objects::{operations, sequence, text};

/// What is chosen from: a tuple, for `product` one of tuples.
const POOL: usize = 0;
/// The indices of the last choice: a tuple; UNDEFINED before the first, None after the last.
const INDICES: usize = 1;
/// How many are chosen.
const LENGTH: usize = 2;
/// `permutations`: the cycles.
const CYCLES: usize = 3;

/// An index in a tuple of indices.
fn index(indices: Value, place: usize) -> usize {
    sequence::item(indices, place).map_or(0, |index| index.as_int() as usize)
}

/// Changes an index in a tuple of indices of our own.
fn set_index(indices: Value, place: usize, index: usize) {
    if place < sequence::length(indices) {
        // SAFETY: just checked.
        unsafe { *tuple_items(indices).add(place) = small(index) };
    }
}

/// A tuple of indices.
fn new_indices(context: &mut Context, count: usize, first: impl Fn(usize) -> usize) -> Result<Value> {
    let indices = context.new_tuple_of(count)?;
    for place in 0..count {
        set_index(indices, place, first(place));
    }
    Ok(indices)
}

/// The items that the first indices name.
fn chosen(context: &mut Context, pool: Value, indices: Value, count: usize) -> Result<Option<Value>> {
    let result = context.new_tuple_of(count)?;
    for place in 0..count {
        let item = context.tuple_item(pool, index(indices, place));
        // SAFETY: the fresh tuple has so many items.
        unsafe { *tuple_items(result).add(place) = item };
    }
    Ok(Some(result))
}

/// A record for `r` items out of an iterable.
fn new_choice(context: &mut Context, class: Value, id: ClassId, pool: Value, length: usize) -> Result<Value> {
    let record = context.new_record_of(id, class, 4)?;
    set_field(record, POOL, pool);
    set_field(record, LENGTH, small(length));
    Ok(record)
}

/// The parts of a record.
fn parts(record: Value) -> (Value, Value, usize, usize) {
    let pool = field(record, POOL);
    (pool, field(record, INDICES), sequence::length(pool), field(record, LENGTH).as_int() as usize)
}

/// The last choice was given.
fn end(record: Value) -> Result<Option<Value>> {
    set_field(record, INDICES, Value::NONE);
    Ok(None)
}

fn choose_from(context: &mut Context, arguments: &Arguments, id: ClassId, signature: &Signature) -> Result<Value> {
    let [iterable, length] = context.bind_raw(arguments, signature)?;
    let length = operations::as_isize(context, length)?;
    let pool = context.tuple_from(iterable)?;
    match usize::try_from(length) {
        Ok(length) => new_choice(context, arguments.get(0), id, pool, length),
        Err(_) => Err(context.raise(ClassId::ValueError, format_args!("r must be non-negative"))),
    }
}

/// `combinations(iterable, r)`.
pub(super) fn new_combinations(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    static SIGNATURE: Signature = Signature { name: "combinations", parameters: &["iterable", "r"], required: 2, positional: 2 };
    choose_from(context, arguments, ClassId::Combinations, &SIGNATURE)
}

/// The next combination: the last index that can grow does, those behind it follow one by one.
pub(super) fn next_of_combinations(context: &mut Context, record: Value) -> Result<Option<Value>> {
    let (pool, indices, size, length) = parts(record);
    if indices == Value::NONE || length > size {
        return end(record);
    }
    if indices == Value::UNDEFINED {
        let indices = new_indices(context, length, |place| place)?;
        set_field(record, INDICES, indices);
        return chosen(context, pool, indices, length);
    }
    let most = |place: usize| place.saturating_add(size).saturating_sub(length);
    let Some(place) = (0..length).rev().find(|&place| index(indices, place) != most(place)) else { return end(record) };
    let first = index(indices, place).saturating_add(1);
    for (offset, place) in (place..length).enumerate() {
        set_index(indices, place, first.saturating_add(offset));
    }
    chosen(context, pool, indices, length)
}

/// `combinations_with_replacement(iterable, r)`.
pub(super) fn new_with_replacement(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    static SIGNATURE: Signature =
        Signature { name: "combinations_with_replacement", parameters: &["iterable", "r"], required: 2, positional: 2 };
    choose_from(context, arguments, ClassId::CombinationsWithReplacement, &SIGNATURE)
}

/// The next combination: the last index that can grow does, those behind it become equal to it.
pub(super) fn next_with_replacement(context: &mut Context, record: Value) -> Result<Option<Value>> {
    let (pool, indices, size, length) = parts(record);
    if indices == Value::NONE || (size == 0 && length > 0) {
        return end(record);
    }
    if indices == Value::UNDEFINED {
        let indices = new_indices(context, length, |_| 0)?;
        set_field(record, INDICES, indices);
        return chosen(context, pool, indices, length);
    }
    let Some(place) = (0..length).rev().find(|&place| index(indices, place).saturating_add(1) != size) else { return end(record) };
    let next = index(indices, place).saturating_add(1);
    for place in place..length {
        set_index(indices, place, next);
    }
    chosen(context, pool, indices, length)
}

/// `permutations(iterable, r=None)`.
pub(super) fn new_permutations(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    static SIGNATURE: Signature = Signature { name: "permutations", parameters: &["iterable", "r"], required: 1, positional: 2 };
    let [iterable, length] = context.bind_raw(arguments, &SIGNATURE)?;
    let pool = context.tuple_from(iterable)?;
    let length = match Context::or_none(length) {
        Value::NONE => sequence::length(pool),
        length if !is_integer(length) => return Err(context.raise(ClassId::TypeError, format_args!("Expected int as r"))),
        length => match usize::try_from(operations::as_isize(context, length)?) {
            Ok(length) => length,
            Err(_) => return Err(context.raise(ClassId::ValueError, format_args!("r must be non-negative"))),
        },
    };
    new_choice(context, arguments.get(0), ClassId::Permutations, pool, length)
}

/// The next permutation, in the order of indices: each place counts down how many items it has yet to take.
pub(super) fn next_of_permutations(context: &mut Context, record: Value) -> Result<Option<Value>> {
    let (pool, indices, size, length) = parts(record);
    if indices == Value::NONE || length > size {
        return end(record);
    }
    if indices == Value::UNDEFINED {
        let indices = new_indices(context, size, |place| place)?;
        let cycles = new_indices(context, length, |place| size.saturating_sub(place))?;
        set_field(record, CYCLES, cycles);
        set_field(record, INDICES, indices);
        return chosen(context, pool, indices, length);
    }
    let cycles = field(record, CYCLES);
    for place in (0..length).rev() {
        let left = index(cycles, place).saturating_sub(1);
        if left == 0 {
            // All were taken here: back to the order it had.
            let first = index(indices, place);
            for behind in place..size.saturating_sub(1) {
                set_index(indices, behind, index(indices, behind.saturating_add(1)));
            }
            set_index(indices, size.saturating_sub(1), first);
            set_index(cycles, place, size.saturating_sub(place));
            continue;
        }
        set_index(cycles, place, left);
        let other = size.saturating_sub(left);
        let (a, b) = (index(indices, place), index(indices, other));
        set_index(indices, place, b);
        set_index(indices, other, a);
        return chosen(context, pool, indices, length);
    }
    end(record)
}

/// `product(*iterables, repeat=1)`.
pub(super) fn new_product(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let named = context.named_count(arguments);
    let given = arguments.len().saturating_sub(named).saturating_sub(1);
    if named > 1 {
        let text = format_args!("product() takes at most 1 keyword argument ({named} given)");
        return Err(context.raise(ClassId::TypeError, text));
    }
    let mut times = 1;
    if named == 1 {
        let word = context.tuple_item(arguments.names, 0);
        if !text::equals_text(word, "repeat") {
            return Err(context.complain_unknown_keyword("product", word, &["repeat"]));
        }
        let value = arguments.get(given.saturating_add(1));
        times = match usize::try_from(operations::as_isize(context, value)?) {
            Ok(times) => times,
            Err(_) => return Err(context.raise(ClassId::ValueError, format_args!("repeat argument cannot be negative"))),
        };
    }
    let given = if times == 0 { 0 } else { given };
    let Some(count) = given.checked_mul(times).filter(|&count| count <= Value::MAX_SMALL as usize) else {
        return Err(context.raise(ClassId::OverflowError, format_args!("repeat argument too large")));
    };
    let pools = context.new_tuple_of(count)?;
    for number in 0..given {
        let pool = context.tuple_from(arguments.get(number.saturating_add(1)))?;
        for turn in 0..times {
            // SAFETY: the fresh tuple has `given * times` items.
            unsafe { *tuple_items(pools).add(turn.wrapping_mul(given).wrapping_add(number)) = pool };
        }
    }
    new_choice(context, arguments.get(0), ClassId::Product, pools, count)
}

/// The next product: the last index counts, and carries to those before it.
pub(super) fn next_of_product(context: &mut Context, record: Value) -> Result<Option<Value>> {
    let (pools, indices, count, _) = parts(record);
    if indices == Value::NONE {
        return Ok(None);
    }
    let size = |place: usize| sequence::item(pools, place).map_or(0, sequence::length);
    if indices == Value::UNDEFINED {
        if (0..count).any(|place| size(place) == 0) {
            return end(record);
        }
        let indices = new_indices(context, count, |_| 0)?;
        set_field(record, INDICES, indices);
        return product(context, pools, indices, count);
    }
    for place in (0..count).rev() {
        let next = index(indices, place).saturating_add(1);
        if next < size(place) {
            set_index(indices, place, next);
            return product(context, pools, indices, count);
        }
        set_index(indices, place, 0);
    }
    end(record)
}

fn product(context: &mut Context, pools: Value, indices: Value, count: usize) -> Result<Option<Value>> {
    let result = context.new_tuple_of(count)?;
    for place in 0..count {
        let pool = context.tuple_item(pools, place);
        // SAFETY: the fresh tuple has so many items.
        unsafe { *tuple_items(result).add(place) = context.tuple_item(pool, index(indices, place)) };
    }
    Ok(Some(result))
}
