//! `re.Match`: a record of the pattern, the text, the bounds of the search, and the spans of the groups, two values each.

use copperhead_stencils::layout::container::Dict;
use copperhead_stencils::value::Value;

use super::pattern::{self, NAMES, Search, group_number};
use super::{subject, template};
use crate::context::Context;
use crate::error::Result;
use crate::modules::bind::small;
use crate::objects::class_list::ClassId;
use crate::objects::native::{Arguments, Attribute, Method};
use crate::objects::record::{field, set_field};
use crate::objects::text::{self, Display};
use crate::objects::{access, generic_alias, operations};

pub(super) const PATTERN: usize = 0;
pub(super) const SUBJECT: usize = 1;
const POSITION: usize = 2;
const END: usize = 3;
/// The number of the group that was closed last, or None.
const LAST: usize = 4;
/// Start and end of the whole, then of each group; −1 where it did not match.
const SPANS: usize = 5;

/// The match that a search has found.
pub(super) fn new(context: &mut Context, search: &Search<'_>, position: usize) -> Result<Value> {
    let groups = pattern::groups(search.pattern);
    let class = context.late_class(ClassId::Match)?;
    let made = context.new_record(class, SPANS.saturating_add(groups.saturating_add(1).saturating_mul(2)))?;
    set_field(made, PATTERN, search.pattern);
    set_field(made, SUBJECT, search.subject);
    set_field(made, POSITION, small(position));
    set_field(made, END, small(search.end));
    set_field(made, LAST, search.matcher.last_group().map_or(Value::NONE, small));
    for group in 0..=groups {
        let span = if group == 0 { Some(search.matcher.span) } else { search.matcher.group(group) };
        let (start, end) = span.map_or((Value::from_i32_small(-1), Value::from_i32_small(-1)), |(start, end)| (small(start), small(end)));
        let place = SPANS.wrapping_add(group.wrapping_mul(2));
        set_field(made, place, start);
        set_field(made, place.wrapping_add(1), end);
    }
    Ok(made)
}

fn span_values(found: Value, group: usize) -> (Value, Value) {
    let place = SPANS.wrapping_add(group.wrapping_mul(2));
    (field(found, place), field(found, place.wrapping_add(1)))
}

/// What a group matched, if it did.
pub(super) fn group_text(context: &mut Context, found: Value, group: usize) -> Result<Option<Value>> {
    let (start, end) = span_values(found, group);
    match (usize::try_from(start.as_int()), usize::try_from(end.as_int())) {
        (Ok(start), Ok(end)) => subject::part(context, field(found, SUBJECT), start, end).map(Some),
        _ => Ok(None),
    }
}

fn one_group(context: &mut Context, found: Value, group: Value) -> Result<Value> {
    let number = group_number(context, field(found, PATTERN), group)?;
    Ok(group_text(context, found, number)?.unwrap_or(Value::NONE))
}

fn group(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let found = arguments.get(0);
    match arguments.len() {
        1 => Ok(group_text(context, found, 0)?.unwrap_or(Value::NONE)),
        2 => one_group(context, found, arguments.get(1)),
        count => {
            let tuple = context.new_tuple_of(count.wrapping_sub(1))?;
            for index in 1..count {
                let text = one_group(context, found, arguments.get(index))?;
                // SAFETY: the tuple has so many items.
                unsafe { *access::tuple_items(tuple).add(index.wrapping_sub(1)) = text };
            }
            Ok(tuple)
        }
    }
}

fn groups(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let found = arguments.get(0);
    let otherwise = Context::or_none(arguments.get(1));
    let count = pattern::groups(field(found, PATTERN));
    let tuple = context.new_tuple_of(count)?;
    for index in 0..count {
        let text = group_text(context, found, index.wrapping_add(1))?.unwrap_or(otherwise);
        // SAFETY: the tuple has so many items.
        unsafe { *access::tuple_items(tuple).add(index) = text };
    }
    Ok(tuple)
}

fn group_dict(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let found = arguments.get(0);
    let otherwise = Context::or_none(arguments.get(1));
    let names: *mut Dict = field(field(found, PATTERN), NAMES).as_pointer();
    let made = context.new_dict()?;
    let mut from = 0;
    while let Some((number, entry)) = context.table_next(names, from) {
        let group = entry.value.as_int().max(0) as usize;
        let text = group_text(context, found, group)?.unwrap_or(otherwise);
        context.table_store_name(made, entry.key, text)?;
        from = number + 1;
    }
    Ok(Value::from_pointer(made))
}

fn span_of(context: &mut Context, arguments: &Arguments) -> Result<(Value, Value)> {
    let found = arguments.get(0);
    let group = match arguments.optional(1) {
        Some(group) => group_number(context, field(found, PATTERN), group)?,
        None => 0,
    };
    Ok(span_values(found, group))
}

fn repr(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let found = arguments.get(0);
    let (start, end) = span_values(found, 0);
    let text = group_text(context, found, 0)?.unwrap_or(Value::NONE);
    let shown = operations::repr(context, text)?;
    let shown = text::substring(context, shown, 0, 50)?;
    context.format(format_args!("<re.Match object; span=({}, {}), match={}>", start.as_int(), end.as_int(), Display(shown)))
}

/// All spans, as pairs.
fn registers(context: &mut Context, found: Value) -> Result<Value> {
    let count = pattern::groups(field(found, PATTERN)).saturating_add(1);
    let tuple = context.new_tuple_of(count)?;
    for index in 0..count {
        let (start, end) = span_values(found, index);
        let pair = context.new_pair(start, end)?;
        // SAFETY: the tuple has so many items.
        unsafe { *access::tuple_items(tuple).add(index) = pair };
    }
    Ok(tuple)
}

/// The name of the group that was closed last.
fn last_group(context: &mut Context, found: Value) -> Result<Value> {
    let last = field(found, LAST);
    let names: *mut Dict = field(field(found, PATTERN), NAMES).as_pointer();
    let mut from = 0;
    while let Some((number, entry)) = context.table_next(names, from) {
        if entry.value == last {
            return Ok(entry.key);
        }
        from = number + 1;
    }
    Ok(Value::NONE)
}

/// The methods.
pub static METHODS: &[Method] = &[
    Method::new("group", group, 0, u8::MAX),
    Method::new("__getitem__", |context, arguments| one_group(context, arguments.get(0), arguments.get(1)), 1, 1),
    Method::named("groups", groups, &["default"], 0),
    Method::named("groupdict", group_dict, &["default"], 0),
    Method::new("start", |context, arguments| span_of(context, arguments).map(|(start, _)| start), 0, 1),
    Method::new("end", |context, arguments| span_of(context, arguments).map(|(_, end)| end), 0, 1),
    Method::new(
        "span",
        |context, arguments| {
            let (start, end) = span_of(context, arguments)?;
            context.new_pair(start, end)
        },
        0,
        1,
    ),
    Method::named("expand", template::expand, &["template"], 1),
    Method::new("__copy__", |_, arguments| Ok(arguments.get(0)), 0, 0),
    Method::new("__deepcopy__", |_, arguments| Ok(arguments.get(0)), 1, 1),
    Method::new("__repr__", repr, 0, 0),
    Method::new("__class_getitem__", generic_alias::class_get_item, 1, 1).of_class(),
];

/// The attributes.
pub static ATTRIBUTES: &[Attribute] = &[
    Attribute { name: "string", get: |_, found| Ok(field(found, SUBJECT)), set: None },
    Attribute { name: "re", get: |_, found| Ok(field(found, PATTERN)), set: None },
    Attribute { name: "pos", get: |_, found| Ok(field(found, POSITION)), set: None },
    Attribute { name: "endpos", get: |_, found| Ok(field(found, END)), set: None },
    Attribute { name: "lastindex", get: |_, found| Ok(field(found, LAST)), set: None },
    Attribute { name: "lastgroup", get: last_group, set: None },
    Attribute { name: "regs", get: registers, set: None },
];
