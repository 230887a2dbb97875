//! `accumulate`, `batched`, `chain`, `pairwise` and `zip_longest`.

use copperhead_stencils::operation::Operation;
use copperhead_stencils::value::Value;

use crate::context::Context;
use crate::error::Result;
use crate::modules::bind::{Signature, small};
use crate::objects::class_list::ClassId;
use crate::objects::construct::tuple_items;
use crate::objects::native::Arguments;
use crate::objects::record::{field, set_field};
use crate::objects::{operations, sequence, text};

/// `accumulate`: the iterator; the function or None; the total, UNDEFINED at first; the initial value, None if there is none or it was given.
const ITERATOR: usize = 0;
const FUNCTION: usize = 1;
const TOTAL: usize = 2;
const INITIAL: usize = 3;

static ACCUMULATE: Signature = Signature { name: "accumulate", parameters: &["iterable", "func", "initial"], required: 1, positional: 2 };

/// `accumulate(iterable, func=None, *, initial=None)`.
pub(super) fn new_accumulate(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let [iterable, function, initial] = context.bind_raw(arguments, &ACCUMULATE)?;
    let iterator = context.get_iterator(iterable)?;
    let record = context.new_record_of(ClassId::Accumulate, arguments.get(0), 4)?;
    set_field(record, ITERATOR, iterator);
    set_field(record, FUNCTION, Context::or_none(function));
    set_field(record, INITIAL, Context::or_none(initial));
    Ok(record)
}

/// The next total.
pub(super) fn next_of_accumulate(context: &mut Context, record: Value) -> Result<Option<Value>> {
    let initial = field(record, INITIAL);
    if initial != Value::NONE {
        set_field(record, INITIAL, Value::NONE);
        set_field(record, TOTAL, initial);
        return Ok(Some(initial));
    }
    let Some(item) = context.next_item(field(record, ITERATOR))? else { return Ok(None) };
    let total = field(record, TOTAL);
    let total = if total == Value::UNDEFINED {
        item
    } else if field(record, FUNCTION) == Value::NONE {
        operations::binary(context, Operation::Add, false, total, item)?
    } else {
        context.call(field(record, FUNCTION), &[total, item])?
    };
    set_field(record, TOTAL, total);
    Ok(Some(total))
}

/// `batched`: the iterator, UNDEFINED once exhausted; how many items at once; whether the last batch must be full.
const SIZE: usize = 1;
const STRICT: usize = 2;

static BATCHED: Signature = Signature { name: "batched", parameters: &["iterable", "n", "strict"], required: 2, positional: 2 };

/// `batched(iterable, n, *, strict=False)`.
pub(super) fn new_batched(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let [iterable, size, strict] = context.bind_raw(arguments, &BATCHED)?;
    let size = operations::as_isize(context, size)?;
    let strict = strict != Value::UNDEFINED && operations::truth(context, strict)?;
    if size < 1 {
        return Err(context.raise(ClassId::ValueError, format_args!("n must be at least one")));
    }
    let iterator = context.get_iterator(iterable)?;
    let record = context.new_record_of(ClassId::Batched, arguments.get(0), 3)?;
    set_field(record, ITERATOR, iterator);
    set_field(record, SIZE, small(size as usize));
    set_field(record, STRICT, Value::from_bool(strict));
    Ok(record)
}

/// The next batch, a tuple.
pub(super) fn next_of_batched(context: &mut Context, record: Value) -> Result<Option<Value>> {
    let iterator = field(record, ITERATOR);
    if iterator == Value::UNDEFINED {
        return Ok(None);
    }
    let size = field(record, SIZE).as_int() as usize;
    let batch = context.new_list_of(0)?;
    while sequence::length(batch) < size {
        let Some(item) = operations::next(context, iterator)? else { break };
        context.list_append(batch, item)?;
    }
    match sequence::length(batch) {
        0 => {
            set_field(record, ITERATOR, Value::UNDEFINED);
            Ok(None)
        }
        length if length < size && field(record, STRICT) == Value::TRUE => {
            set_field(record, ITERATOR, Value::UNDEFINED);
            Err(context.raise(ClassId::ValueError, format_args!("batched(): incomplete batch")))
        }
        _ => context.list_to_tuple(batch).map(Some),
    }
}

/// `chain`: the iterator of the iterables, UNDEFINED once exhausted; the iterator of the present one, or UNDEFINED.
const SOURCE: usize = 0;
const PRESENT: usize = 1;

fn chain_of(context: &mut Context, class: Value, iterables: Value) -> Result<Value> {
    let source = context.get_iterator(iterables)?;
    let record = context.new_record_of(ClassId::Chain, class, 2)?;
    set_field(record, SOURCE, source);
    Ok(record)
}

/// `chain(*iterables)`.
pub(super) fn new_chain(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let given = context.bind_positional(arguments, ClassId::Chain, "chain", 0, usize::MAX)?;
    let iterables = context.new_tuple_of(given)?;
    for number in 0..given {
        // SAFETY: the tuple has so many items.
        unsafe { *tuple_items(iterables).add(number) = arguments.get(number.saturating_add(1)) };
    }
    chain_of(context, arguments.get(0), iterables)
}

/// `chain.from_iterable(iterable)`.
pub(super) fn chain_from_iterable(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    chain_of(context, arguments.get(0), arguments.get(1))
}

/// The next item of the present iterable, or of the next one that has any.
pub(super) fn next_of_chain(context: &mut Context, record: Value) -> Result<Option<Value>> {
    loop {
        let source = field(record, SOURCE);
        if source == Value::UNDEFINED {
            return Ok(None);
        }
        let present = field(record, PRESENT);
        if present != Value::UNDEFINED {
            if let Some(item) = context.next_item(present)? {
                return Ok(Some(item));
            }
            set_field(record, PRESENT, Value::UNDEFINED);
        }
        let next = match operations::next(context, source) {
            Ok(Some(iterable)) => context.get_iterator(iterable).map(Some),
            other => other,
        };
        match next {
            Ok(Some(iterator)) => set_field(record, PRESENT, iterator),
            other => {
                set_field(record, SOURCE, Value::UNDEFINED);
                return other;
            }
        }
    }
}

/// `pairwise`: the iterator, UNDEFINED once exhausted; the last item, UNDEFINED at first.
const LAST: usize = 1;

/// `pairwise(iterable)`.
pub(super) fn new_pairwise(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    context.bind_positional(arguments, ClassId::Pairwise, "pairwise", 1, 1)?;
    let iterator = context.get_iterator(arguments.get(1))?;
    let record = context.new_record_of(ClassId::Pairwise, arguments.get(0), 2)?;
    set_field(record, ITERATOR, iterator);
    Ok(record)
}

/// The last item and the next.
pub(super) fn next_of_pairwise(context: &mut Context, record: Value) -> Result<Option<Value>> {
    let mut last = field(record, LAST);
    for _ in 0..2 {
        let iterator = field(record, ITERATOR);
        if iterator == Value::UNDEFINED {
            set_field(record, LAST, Value::UNDEFINED);
            return Ok(None);
        }
        let item = context.next_item(iterator);
        let Ok(Some(item)) = item else {
            set_field(record, ITERATOR, Value::UNDEFINED);
            set_field(record, LAST, Value::UNDEFINED);
            return item;
        };
        set_field(record, LAST, item);
        if last != Value::UNDEFINED {
            return context.new_pair(last, item).map(Some);
        }
        last = item;
    }
    Ok(None)
}

/// `zip_longest`: the iterators, UNDEFINED where exhausted (a tuple of its own); how many are not; what stands for what is missing.
const ITERATORS: usize = 0;
const ACTIVE: usize = 1;
const FILL: usize = 2;

/// `zip_longest(*iterables, fillvalue=None)`.
pub(super) fn new_zip_longest(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let named = context.named_count(arguments);
    let given = arguments.len().saturating_sub(named).saturating_sub(1);
    let mut fill = Value::NONE;
    for number in 0..named {
        if !text::equals_text(context.tuple_item(arguments.names, number), "fillvalue") {
            return Err(context.raise(ClassId::TypeError, format_args!("zip_longest() got an unexpected keyword argument")));
        }
        fill = arguments.get(given.saturating_add(number).saturating_add(1));
    }
    let iterators = context.new_tuple_of(given)?;
    for number in 0..given {
        let iterator = context.get_iterator(arguments.get(number.saturating_add(1)))?;
        // SAFETY: the tuple has so many items.
        unsafe { *tuple_items(iterators).add(number) = iterator };
    }
    let record = context.new_record_of(ClassId::ZipLongest, arguments.get(0), 3)?;
    set_field(record, ITERATORS, iterators);
    set_field(record, ACTIVE, small(given));
    set_field(record, FILL, fill);
    Ok(record)
}

/// The next items of all.
pub(super) fn next_of_zip_longest(context: &mut Context, record: Value) -> Result<Option<Value>> {
    let iterators = field(record, ITERATORS);
    if field(record, ACTIVE) == small(0) {
        return Ok(None);
    }
    let count = sequence::length(iterators);
    let items = context.new_tuple_of(count)?;
    for number in 0..count {
        let iterator = context.tuple_item(iterators, number);
        let mut item = field(record, FILL);
        if iterator != Value::UNDEFINED {
            match context.next_item(iterator) {
                Ok(Some(next)) => item = next,
                other => {
                    let left = (field(record, ACTIVE).as_int() as usize).saturating_sub(1);
                    if left == 0 || other.is_err() {
                        set_field(record, ACTIVE, small(0));
                        return other;
                    }
                    set_field(record, ACTIVE, small(left));
                    // SAFETY: the tuple is the record's own and has so many items.
                    unsafe { *tuple_items(iterators).add(number) = Value::UNDEFINED };
                }
            }
        }
        // SAFETY: the fresh tuple has so many items.
        unsafe { *tuple_items(items).add(number) = item };
    }
    Ok(Some(items))
}
