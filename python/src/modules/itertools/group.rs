//! `groupby` and `tee`.

use copperhead_stencils::layout::object::Kind;
use copperhead_stencils::value::Value;

use crate::context::Context;
use crate::error::Result;
use crate::modules::bind::{Signature, small};
use crate::objects::access;
use crate::objects::class_list::ClassId;
use crate::objects::construct::tuple_items;
use crate::objects::native::Arguments;
use crate::objects::record::{field, set_field};
use crate::objects::{operations, sequence};

/// `groupby`: the iterator; the function or None; the key of the present group; the key of the item that was read last, and that item,
/// which is UNDEFINED once it was given; the group that may go on.
const ITERATOR: usize = 0;
const FUNCTION: usize = 1;
const TARGET: usize = 2;
const KEY: usize = 3;
const ITEM: usize = 4;
const GROUP: usize = 5;

/// `_grouper`: the `groupby` it is of; its key.
const PARENT: usize = 0;
const GROUP_KEY: usize = 1;

static GROUP_BY: Signature = Signature { name: "groupby", parameters: &["iterable", "key"], required: 1, positional: 2 };

/// `groupby(iterable, key=None)`.
pub(super) fn new_group_by(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let [iterable, function] = context.bind_raw(arguments, &GROUP_BY)?;
    let iterator = context.get_iterator(iterable)?;
    let record = context.new_record_of(ClassId::GroupBy, arguments.get(0), 6)?;
    set_field(record, ITERATOR, iterator);
    set_field(record, FUNCTION, Context::or_none(function));
    Ok(record)
}

/// Reads an item and its key; false at the end.
fn read(context: &mut Context, record: Value) -> Result<bool> {
    let Some(item) = operations::next(context, field(record, ITERATOR))? else { return Ok(false) };
    let function = field(record, FUNCTION);
    let key = if function == Value::NONE { item } else { context.call(function, &[item])? };
    set_field(record, ITEM, item);
    set_field(record, KEY, key);
    Ok(true)
}

/// The next key and its group.
pub(super) fn next_of_group_by(context: &mut Context, record: Value) -> Result<Option<Value>> {
    set_field(record, GROUP, Value::UNDEFINED);
    // What is left of the group before is passed over.
    loop {
        let (key, target) = (field(record, KEY), field(record, TARGET));
        if key != Value::UNDEFINED && (target == Value::UNDEFINED || !operations::equal(context, target, key)?) {
            break;
        }
        if !read(context, record)? {
            return Ok(None);
        }
    }
    let key = field(record, KEY);
    set_field(record, TARGET, key);
    let group = new_group(context, record, key)?;
    context.new_pair(key, group).map(Some)
}

fn new_group(context: &mut Context, parent: Value, key: Value) -> Result<Value> {
    let class = context.late_class(ClassId::Grouper)?;
    let group = context.new_record(class, 2)?;
    set_field(group, PARENT, parent);
    set_field(group, GROUP_KEY, key);
    set_field(parent, GROUP, group);
    Ok(group)
}

/// `_grouper(parent, key)`.
pub(super) fn new_grouper(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    context.positional_only(arguments, "_grouper", 2, 2)?;
    let parent = arguments.get(1);
    let class = context.late_class(ClassId::GroupBy)?;
    if !context.is_subclass(context.class_of(parent), class) {
        let given = context.class_name_of(parent);
        let text = format_args!("_grouper() argument 1 must be itertools.groupby, not {}", crate::objects::text::Display(given));
        return Err(context.raise(ClassId::TypeError, text));
    }
    new_group(context, parent, arguments.get(2))
}

/// The next item of a group, as long as its `groupby` is still at it.
pub(super) fn next_of_grouper(context: &mut Context, group: Value) -> Result<Option<Value>> {
    let parent = field(group, PARENT);
    if field(parent, GROUP) != group {
        return Ok(None);
    }
    if field(parent, ITEM) == Value::UNDEFINED && !read(context, parent)? {
        return Ok(None);
    }
    if !operations::equal(context, field(group, GROUP_KEY), field(parent, KEY))? {
        return Ok(None);
    }
    let item = field(parent, ITEM);
    set_field(parent, ITEM, Value::UNDEFINED);
    Ok(if item == Value::UNDEFINED { None } else { Some(item) })
}

/// A piece of what was read for `tee`: the iterator; the items (a list); the next piece or UNDEFINED; whether the iterator is being asked.
const SOURCE: usize = 0;
const ITEMS: usize = 1;
const NEXT: usize = 2;
const RUNNING: usize = 3;

/// How many items a piece holds.
const PIECE: usize = 57;

/// `_tee`: the piece; the place in it.
const DATA: usize = 0;
const PLACE: usize = 1;

fn new_piece(context: &mut Context, iterator: Value) -> Result<Value> {
    let items = context.new_list_of(0)?;
    let class = context.late_class(ClassId::TeeData)?;
    let piece = context.new_record(class, 4)?;
    set_field(piece, SOURCE, iterator);
    set_field(piece, ITEMS, items);
    set_field(piece, RUNNING, Value::FALSE);
    Ok(piece)
}

/// `_tee_dataobject(iterator, items, next)`.
pub(super) fn new_tee_data(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    context.positional_only(arguments, "_tee_dataobject", 3, 3)?;
    let (items, next) = (arguments.get(2), arguments.get(3));
    let class = context.late_class(ClassId::TeeData)?;
    let fits = access::is(items, Kind::List) && sequence::length(items) <= PIECE;
    let next_fits = next == Value::NONE || (fits && sequence::length(items) == PIECE && context.class_of(next) == class);
    if !fits || !next_fits {
        return Err(context.raise(ClassId::ValueError, format_args!("Invalid arguments")));
    }
    let piece = new_piece(context, arguments.get(1))?;
    context.list_extend(field(piece, ITEMS), items)?;
    if next != Value::NONE {
        set_field(piece, NEXT, next);
    }
    Ok(piece)
}

/// One more iterator over the same items, from the same place on.
fn twin(context: &mut Context, tee: Value) -> Result<Value> {
    tee_at(context, field(tee, DATA), field(tee, PLACE))
}

fn tee_at(context: &mut Context, piece: Value, place: Value) -> Result<Value> {
    let class = context.late_class(ClassId::Tee)?;
    let tee = context.new_record(class, 2)?;
    set_field(tee, DATA, piece);
    set_field(tee, PLACE, place);
    Ok(tee)
}

/// An iterator that can have twins.
fn tee_of(context: &mut Context, iterable: Value) -> Result<Value> {
    let class = context.late_class(ClassId::Tee)?;
    let iterator = context.get_iterator(iterable)?;
    if context.class_of(iterator) == class {
        return twin(context, iterator);
    }
    let piece = new_piece(context, iterator)?;
    tee_at(context, piece, small(0))
}

/// `_tee(iterable)`.
pub(super) fn new_tee(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    context.positional_only(arguments, "_tee", 1, 1)?;
    tee_of(context, arguments.get(1))
}

/// `__copy__` of `_tee`.
pub(super) fn copy_tee(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    twin(context, arguments.get(0))
}

/// The next item, read for all twins by the first that comes to it.
pub(super) fn next_of_tee(context: &mut Context, tee: Value) -> Result<Option<Value>> {
    let mut piece = field(tee, DATA);
    let mut place = field(tee, PLACE).as_int() as usize;
    if place >= PIECE {
        let mut next = field(piece, NEXT);
        if next == Value::UNDEFINED {
            next = new_piece(context, field(piece, SOURCE))?;
            set_field(piece, NEXT, next);
        }
        piece = next;
        place = 0;
        set_field(tee, DATA, piece);
        set_field(tee, PLACE, small(0));
    }
    let item = match sequence::item(field(piece, ITEMS), place) {
        Some(item) => item,
        None => {
            if field(piece, RUNNING) == Value::TRUE {
                return Err(context.raise(ClassId::RuntimeError, format_args!("cannot re-enter the tee iterator")));
            }
            set_field(piece, RUNNING, Value::TRUE);
            let item = context.next_item(field(piece, SOURCE));
            set_field(piece, RUNNING, Value::FALSE);
            let Some(item) = item? else { return Ok(None) };
            context.list_append(field(piece, ITEMS), item)?;
            item
        }
    };
    set_field(tee, PLACE, small(place.saturating_add(1)));
    Ok(Some(item))
}

/// `tee(iterable, n=2)`.
pub(super) fn tee(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    if context.named_count(arguments) != 0 {
        return Err(context.raise(ClassId::TypeError, format_args!("itertools.tee() takes no keyword arguments")));
    }
    context.check_count("tee", arguments.len(), 1, 2)?;
    let count = match arguments.optional(1) {
        None => 2,
        Some(count) => match usize::try_from(operations::as_isize(context, count)?) {
            Ok(count) => count,
            Err(_) => return Err(context.raise(ClassId::ValueError, format_args!("n must be >= 0"))),
        },
    };
    let all = context.new_tuple_of(count)?;
    if count == 0 {
        return Ok(all);
    }
    let class = context.late_class(ClassId::Tee)?;
    let iterator = context.get_iterator(arguments.get(0))?;
    // A `_tee` is itself the first.
    let mut one = if context.class_of(iterator) == class { iterator } else { tee_of(context, iterator)? };
    for number in 0..count {
        // SAFETY: the fresh tuple has so many items.
        unsafe { *tuple_items(all).add(number) = one };
        if number.saturating_add(1) < count {
            one = twin(context, one)?;
            context.poll_native()?;
        }
    }
    Ok(all)
}
