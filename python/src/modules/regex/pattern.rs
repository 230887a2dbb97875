//! `re.Pattern`: a record of the pattern's text, its flags, its code, and what its groups are called.

use copperhead_stencils::layout::container::Dict;
use copperhead_stencils::layout::object::Kind;
use copperhead_stencils::value::Value;

use super::code::{self, first};
use super::found;
use super::matcher::{Matcher, Wanted, words_of};
use super::parser::{Parser, Stop, flag};
use super::words::Words;
use super::{scanner, subject, template};
use crate::context::Context;
use crate::error::Result;
use crate::modules::bind::{Signature, small};
use crate::objects::class_list::ClassId;
use crate::objects::native::{Arguments, Attribute, Method};
use crate::objects::record::{field, set_field};
use crate::objects::text::{self, Points, TextBuilder};
use crate::objects::{access, byte_builder, bytes, generic_alias, operations, sequence};

pub(super) const PATTERN: usize = 0;
const FLAGS: usize = 1;
const CODE: usize = 2;
pub(super) const GROUPS: usize = 3;
/// Numbers by name: a dict.
pub(super) const NAMES: usize = 4;
const FIELDS: usize = 5;

/// Whether a pattern is one for strs.
pub(super) fn is_text(pattern: Value) -> bool {
    text::is_str(field(pattern, PATTERN))
}

/// How many groups a pattern has.
pub(super) fn groups(pattern: Value) -> usize {
    field(pattern, GROUPS).as_int().max(0) as usize
}

/// What a pattern's flags and kind must be: the flags it gets.
fn checked_flags(context: &mut Context, is_text: bool, flags: u32) -> Result<u32> {
    let has = |flag: u32| flags & flag != 0;
    let message = if is_text {
        if has(flag::LOCALE) {
            "cannot use LOCALE flag with a str pattern"
        } else if !has(flag::ASCII) {
            return Ok(flags | flag::UNICODE);
        } else if has(flag::UNICODE) {
            "ASCII and UNICODE flags are incompatible"
        } else {
            return Ok(flags);
        }
    } else if has(flag::UNICODE) {
        "cannot use UNICODE flag with a bytes pattern"
    } else if has(flag::LOCALE) && has(flag::ASCII) {
        "ASCII and LOCALE flags are incompatible"
    } else {
        return Ok(flags);
    };
    Err(context.raise(ClassId::ValueError, format_args!("{message}")))
}

/// `compile(pattern, flags)`: the pattern, or a tuple of what is wrong and where.
pub(super) fn compile(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let given = arguments.get(0);
    let flags = operations::as_isize(context, arguments.get(1))? as u32;
    let is_text = text::is_str(given);
    if !is_text && bytes::view(given).is_none() {
        return Err(context.raise(ClassId::TypeError, format_args!("first argument must be string or compiled pattern")));
    }
    let points = subject::points_again(given);
    if points.len() >= i32::MAX as usize / 16 {
        return Err(context.raise_memory());
    }
    let names = Value::from_pointer(context.new_dict()?);
    // Flags that contradict each other are said when the pattern is known to be right, but letters are told apart at once.
    let mut parser = Parser {
        context,
        source: given,
        text: points,
        is_text,
        position: 0,
        code: Words::new(),
        global: flags,
        flags,
        groups: 0,
        loops: 0,
        widths: Words::new(),
        asked: Words::new(),
        names,
        behind: None,
        variable_behind: false,
    };
    let result = whole(&mut parser);
    let Parser { code, global, groups, widths, asked, .. } = parser;
    widths.release(context);
    asked.release(context);
    match result {
        Ok(()) => {}
        Err(Stop::Raised) => return Err(crate::error::Raised),
        Err(Stop::Wrong(message, place)) => {
            let place = place.map_or(Value::NONE, small);
            return context.new_tuple(&[message, place]);
        }
    }
    let words = code.as_slice();
    let stored = byte_builder::new_bytes_cell(context, words.len().saturating_mul(4))?;
    // SAFETY: the fresh bytes have room for so many words.
    unsafe { core::ptr::copy_nonoverlapping(words.as_ptr().cast::<u8>(), byte_builder::bytes_data(stored), words.len().saturating_mul(4)) };
    code.release(context);
    let class = context.late_class(ClassId::Pattern)?;
    let flags = checked_flags(context, is_text, global)?;
    let pattern = context.new_record(class, FIELDS)?;
    set_field(pattern, PATTERN, given);
    set_field(pattern, FLAGS, small(flags as usize));
    set_field(pattern, CODE, stored);
    set_field(pattern, GROUPS, small(groups as usize));
    set_field(pattern, NAMES, names);
    Ok(pattern)
}

/// Reads a whole pattern.
fn whole(parser: &mut Parser<'_>) -> super::parser::Parsed<()> {
    parser.emit(&[0; code::START])?;
    let width = parser.alternatives(false)?;
    checked_flags(parser.context, parser.is_text, parser.global)?;
    if parser.peek().is_some() {
        return parser.wrong(0, format_args!("unbalanced parenthesis"));
    }
    let mut index = 0usize;
    while index < parser.asked.len() {
        let (group, place) = (parser.asked.get(index), parser.asked.get(index.wrapping_add(1)));
        if group > parser.groups {
            return parser.wrong_at(place as usize, format_args!("invalid group reference {group}"));
        }
        index = index.wrapping_add(2);
    }
    if parser.variable_behind {
        let message = parser.context.new_str("look-behind requires fixed-width pattern")?;
        return Err(Stop::Wrong(message, None));
    }
    parser.emit(&[code::SUCCESS])?;
    let (kind, argument) = first_of(parser.code.as_slice());
    for (place, word) in [
        (code::GROUPS, parser.groups),
        (code::LOOPS, parser.loops),
        (code::WIDTH, width.least),
        (code::FIRST, kind),
        (code::FIRST.wrapping_add(1), argument),
    ] {
        parser.code.set(place, word);
    }
    Ok(())
}

/// What every match of a code starts with.
fn first_of(words: &[u32]) -> (u32, u32) {
    let mut place = code::START;
    loop {
        let word = |index: usize| words.get(place.wrapping_add(index)).copied().unwrap_or(0);
        match word(0) {
            code::MARK => place = place.wrapping_add(2),
            code::LOOP if word(2) != 0 => place = place.wrapping_add(6),
            code::REPEAT_ONE if word(1) != 0 => place = place.wrapping_add(5),
            code::CHARACTER => return (first::CHARACTER, word(1)),
            code::SET | code::CHARACTER_FOLDED | code::CHARACTER_FOLDED_ASCII => return (first::SET, place as u32),
            _ => return (first::ANYTHING, 0),
        }
    }
}

/// A search of a pattern in a text, for those that search more than once.
pub(super) struct Search<'a> {
    pub(super) pattern: Value,
    pub(super) subject: Value,
    pub(super) points: Points<'a>,
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) matcher: Matcher<'a>,
}

impl Search<'_> {
    /// A search from `position` to `end`, UNDEFINED where they were not given.
    pub(super) fn new<'a>(context: &mut Context, pattern: Value, subject: Value, position: Value, end: Value) -> Result<Search<'a>> {
        let points = subject::points(context, subject, is_text(pattern))?;
        if u32::try_from(points.len()).is_err() {
            return Err(context.raise_memory());
        }
        let (start, end) = subject::bounds(context, position, end, points.len())?;
        // Looking up a position may have run code that changed a buffer.
        let points = subject::points_again(subject);
        let end = end.min(points.len());
        let matcher = Matcher::new(words_of(field(pattern, CODE)), points, end);
        Ok(Search { pattern, subject, points, start, end, matcher })
    }
}

static TARGET: &[&str] = &["string", "pos", "endpos"];

fn one(context: &mut Context, arguments: &Arguments, wanted: Wanted) -> Result<Value> {
    let mut search = Search::new(context, arguments.get(0), arguments.get(1), arguments.get(2), arguments.get(3))?;
    let start = search.start;
    let result = if search.matcher.run(context, start, wanted, None)? { found::new(context, &search, start) } else { Ok(Value::NONE) };
    search.matcher.release(context);
    result
}

/// What each match is to `findall`: the whole if there is no group, one group, or a tuple of all.
fn findall(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let pattern = arguments.get(0);
    let list = context.new_list(&[])?;
    let mut search = Search::new(context, pattern, arguments.get(1), arguments.get(2), arguments.get(3))?;
    let count = groups(pattern);
    each(context, &mut search, usize::MAX, &mut |context, search| {
        let (start, end) = search.matcher.span;
        let group = |context: &mut Context, number: usize| {
            let (start, end) = search.matcher.group(number).unwrap_or((0, 0));
            subject::part(context, search.subject, start, end)
        };
        let item = match count {
            0 => subject::part(context, search.subject, start, end)?,
            1 => group(context, 1)?,
            _ => {
                let tuple = context.new_tuple_of(count)?;
                for index in 0..count {
                    let part = group(context, index.wrapping_add(1))?;
                    // SAFETY: the tuple has so many items.
                    unsafe { *access::tuple_items(tuple).add(index) = part };
                }
                tuple
            }
        };
        context.list_append(list, item)
    })?;
    search.matcher.release(context);
    Ok(list)
}

/// Does something for each match, so many at the most. How many there were.
fn each(
    context: &mut Context,
    search: &mut Search<'_>,
    most: usize,
    action: &mut dyn FnMut(&mut Context, &Search<'_>) -> Result<()>,
) -> Result<usize> {
    let (mut position, mut forbidden, mut count) = (search.start, None, 0usize);
    while count < most && position <= search.end && search.matcher.run(context, position, Wanted::Anywhere, forbidden)? {
        let (start, end) = search.matcher.span;
        action(context, search)?;
        if !text::is_str(search.subject) {
            // Code that ran may have changed a buffer.
            let points = subject::points_again(search.subject);
            if points.len() != search.points.len() {
                return Err(context.raise(ClassId::BufferError, format_args!("Existing exports of data: object cannot be re-sized")));
            }
            search.points = points;
            search.matcher.renew(points);
        }
        count = count.wrapping_add(1);
        position = end;
        // Behind an empty match the next one is not empty at the same place.
        forbidden = (start == end).then_some(end);
    }
    Ok(count)
}

/// An optional count: 0 and less for all.
fn count_of(context: &mut Context, value: Value) -> Result<usize> {
    if value == Value::UNDEFINED {
        return Ok(usize::MAX);
    }
    let count = operations::as_isize(context, value)?;
    Ok(if count == 0 { usize::MAX } else { usize::try_from(count).unwrap_or(0) })
}

fn split(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let pattern = arguments.get(0);
    let most = count_of(context, arguments.get(2))?;
    let list = context.new_list(&[])?;
    let mut search = Search::new(context, pattern, arguments.get(1), Value::UNDEFINED, Value::UNDEFINED)?;
    let count = groups(pattern);
    let mut last = 0usize;
    each(context, &mut search, most, &mut |context, search| {
        let (start, end) = search.matcher.span;
        let piece = subject::part(context, search.subject, last, start)?;
        context.list_append(list, piece)?;
        for number in 1..=count {
            let group = match search.matcher.group(number) {
                Some((start, end)) => subject::part(context, search.subject, start, end)?,
                None => Value::NONE,
            };
            context.list_append(list, group)?;
        }
        last = end;
        Ok(())
    })?;
    let rest = subject::part(context, search.subject, last, search.points.len())?;
    context.list_append(list, rest)?;
    search.matcher.release(context);
    Ok(list)
}

static SUB: Signature = Signature { name: "sub", parameters: &["repl", "string", "count"], required: 2, positional: 3 };
static SUBN: Signature = Signature { name: "subn", parameters: &["repl", "string", "count"], required: 2, positional: 3 };

/// The new text and how many matches were replaced.
fn replaced(context: &mut Context, arguments: &Arguments, signature: &Signature) -> Result<(Value, usize)> {
    let pattern = arguments.get(0);
    let [replacement, subject, count] = context.bind_raw(arguments, signature)?;
    let most = count_of(context, count)?;
    let replacement = template::Replacement::new(context, pattern, replacement)?;
    let list = context.new_list(&[])?;
    let mut search = Search::new(context, pattern, subject, Value::UNDEFINED, Value::UNDEFINED)?;
    let whole = search.points.len();
    let mut last = 0usize;
    let count = each(context, &mut search, most, &mut |context, search| {
        let (start, end) = search.matcher.span;
        if start > last {
            let piece = subject::part(context, search.subject, last, start)?;
            context.list_append(list, piece)?;
        }
        replacement.append(context, search, list)?;
        last = end;
        Ok(())
    })?;
    search.matcher.release(context);
    if count == 0 {
        return Ok((subject::part(context, subject, 0, whole)?, 0));
    }
    if last < whole {
        let rest = subject::part(context, subject, last, whole)?;
        context.list_append(list, rest)?;
    }
    let joined = template::join(context, list, text::is_str(subject))?;
    Ok((joined, count))
}

fn equal(context: &mut Context, arguments: &Arguments, negated: bool) -> Result<Value> {
    let (own, other) = (arguments.get(0), arguments.get(1));
    let class = context.late_class(ClassId::Pattern)?;
    if context.class_of(other) != class {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let same = own == other
        || (field(own, FLAGS) == field(other, FLAGS)
            && is_text(own) == is_text(other)
            && operations::equal(context, field(own, PATTERN), field(other, PATTERN))?);
    Ok(Value::from_bool(same != negated))
}

/// `re.compile('…', re.IGNORECASE)`.
fn repr(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    const NAMES: [(u32, &str); 8] = [
        (flag::IGNORE_CASE, "re.IGNORECASE"),
        (flag::LOCALE, "re.LOCALE"),
        (flag::MULTI_LINE, "re.MULTILINE"),
        (flag::DOT_ALL, "re.DOTALL"),
        (flag::VERBOSE, "re.VERBOSE"),
        (flag::DEBUG, "re.DEBUG"),
        (flag::ASCII, "re.ASCII"),
        (flag::UNICODE, "re.UNICODE"),
    ];
    let pattern = arguments.get(0);
    let shown = operations::repr(context, field(pattern, PATTERN))?;
    let mut flags = field(pattern, FLAGS).as_int() as u32;
    if is_text(pattern) && flags & flag::TYPES == flag::UNICODE {
        flags &= !flag::UNICODE;
    }
    let mut builder = TextBuilder::new(context);
    builder.push_text("re.compile(")?;
    builder.push_range(shown, 0, text::length(shown).min(200))?;
    let mut before = ", ";
    for (bit, name) in NAMES {
        if flags & bit != 0 {
            builder.push_text(before)?;
            builder.push_text(name)?;
            before = "|";
            flags &= !bit;
        }
    }
    if flags != 0 {
        builder.push_text(before)?;
        core::fmt::Write::write_fmt(&mut builder, format_args!("{flags:#x}")).map_err(|_| crate::error::Raised)?;
    }
    builder.push_text(")")?;
    builder.finish()
}

/// The methods.
pub static METHODS: &[Method] = &[
    Method::named("match", |context, arguments| one(context, arguments, Wanted::Start), TARGET, 1),
    Method::named("fullmatch", |context, arguments| one(context, arguments, Wanted::Whole), TARGET, 1),
    Method::named("search", |context, arguments| one(context, arguments, Wanted::Anywhere), TARGET, 1),
    Method::named("findall", findall, TARGET, 1),
    Method::named("finditer", scanner::find_iterator, TARGET, 1),
    Method::named("scanner", scanner::new, TARGET, 1),
    Method::named("split", split, &["string", "maxsplit"], 1),
    Method::raw("sub", |context, arguments| replaced(context, arguments, &SUB).map(|(made, _)| made)),
    Method::raw("subn", |context, arguments| {
        let (made, count) = replaced(context, arguments, &SUBN)?;
        let count = context.new_int_of_size(count)?;
        context.new_pair(made, count)
    }),
    Method::new("__copy__", |_, arguments| Ok(arguments.get(0)), 0, 0),
    Method::new("__deepcopy__", |_, arguments| Ok(arguments.get(0)), 1, 1),
    Method::new("__eq__", |context, arguments| equal(context, arguments, false), 1, 1),
    Method::new("__ne__", |context, arguments| equal(context, arguments, true), 1, 1),
    Method::new(
        "__hash__",
        |context, arguments| {
            let pattern = arguments.get(0);
            let hash = operations::hash(context, field(pattern, PATTERN))?;
            let flags = field(pattern, FLAGS).as_int() as usize;
            Ok(Value::from_int((hash ^ flags) as isize >> 2).unwrap_or(Value::from_i32_small(0)))
        },
        0,
        0,
    ),
    Method::new("__repr__", repr, 0, 0),
    Method::new("__class_getitem__", generic_alias::class_get_item, 1, 1).of_class(),
];

/// The attributes.
pub static ATTRIBUTES: &[Attribute] = &[
    Attribute { name: "pattern", get: |_, pattern| Ok(field(pattern, PATTERN)), set: None },
    Attribute { name: "flags", get: |_, pattern| Ok(field(pattern, FLAGS)), set: None },
    Attribute { name: "groups", get: |_, pattern| Ok(field(pattern, GROUPS)), set: None },
    Attribute { name: "groupindex", get: |context, pattern| context.new_mapping_proxy(field(pattern, NAMES)), set: None },
];

/// The number of a group that a program names: by number or by name.
///
/// # Errors
/// IndexError; what looking for the number raises.
pub(super) fn group_number(context: &mut Context, pattern: Value, group: Value) -> Result<usize> {
    let number = if sequence::has_index(context, group)? {
        let number = operations::index(context, group)?;
        sequence::to_i128(number).and_then(|number| usize::try_from(number).ok())
    } else {
        let names: *mut Dict = field(pattern, NAMES).as_pointer();
        let known = access::is(group, Kind::Str) || text::is_str(group);
        let found = if known {
            let name = context.intern_str(group)?;
            context.table_load_name(names, name)
        } else {
            None
        };
        found.map(|number| number.as_int().max(0) as usize)
    };
    match number {
        Some(number) if number <= groups(pattern) => Ok(number),
        _ => Err(context.raise(ClassId::IndexError, format_args!("no such group"))),
    }
}
