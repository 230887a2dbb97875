//! Searching a text from match to match: what `Pattern.scanner` returns, and what is behind `finditer`.

use copperhead_stencils::value::Value;

use super::found;
use super::matcher::Wanted;
use super::pattern::Search;
use crate::context::Context;
use crate::error::Result;
use crate::modules::bind::small;
use crate::objects::class_list::ClassId;
use crate::objects::native::{Arguments, Attribute, Method};
use crate::objects::record::{field, set_field};

const PATTERN: usize = 0;
const SUBJECT: usize = 1;
/// Where the next match may start; None behind the last one.
const POSITION: usize = 2;
const END: usize = 3;
/// Where the next match must not end: None, or behind an empty one.
const FORBIDDEN: usize = 4;
/// Where it began.
const START: usize = 5;

/// `Pattern.scanner(string, pos, endpos)`.
pub(super) fn new(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let search = Search::new(context, arguments.get(0), arguments.get(1), arguments.get(2), arguments.get(3))?;
    let class = context.late_class(ClassId::Scanner)?;
    let scanner = context.new_record(class, 6)?;
    set_field(scanner, PATTERN, search.pattern);
    set_field(scanner, SUBJECT, search.subject);
    set_field(scanner, POSITION, small(search.start));
    set_field(scanner, END, small(search.end));
    set_field(scanner, FORBIDDEN, Value::NONE);
    set_field(scanner, START, small(search.start));
    Ok(scanner)
}

/// `Pattern.finditer(string, pos, endpos)`.
pub(super) fn find_iterator(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let scanner = new(context, arguments)?;
    let name = context.intern("search")?;
    let search = crate::objects::attribute::get_attribute(context, scanner, name)?;
    context.new_callable_iterator(search, Value::NONE)
}

fn go_on(context: &mut Context, scanner: Value, wanted: Wanted) -> Result<Value> {
    let position = field(scanner, POSITION);
    if position == Value::NONE {
        return Ok(Value::NONE);
    }
    let forbidden = field(scanner, FORBIDDEN);
    let forbidden = (forbidden != Value::NONE).then(|| forbidden.as_int().max(0) as usize);
    let mut search = Search::new(context, field(scanner, PATTERN), field(scanner, SUBJECT), position, field(scanner, END))?;
    let start = search.start;
    let result = if start <= search.end && search.matcher.run(context, start, wanted, forbidden)? {
        let (from, to) = search.matcher.span;
        set_field(scanner, POSITION, small(to));
        set_field(scanner, FORBIDDEN, if from == to { small(to) } else { Value::NONE });
        found::new(context, &search, field(scanner, START).as_int().max(0) as usize)
    } else {
        set_field(scanner, POSITION, Value::NONE);
        Ok(Value::NONE)
    };
    search.matcher.release(context);
    result
}

/// The methods.
pub static METHODS: &[Method] = &[
    Method::new("match", |context, arguments| go_on(context, arguments.get(0), Wanted::Start), 0, 0),
    Method::new("search", |context, arguments| go_on(context, arguments.get(0), Wanted::Anywhere), 0, 0),
];

/// The attributes.
pub static ATTRIBUTES: &[Attribute] = &[Attribute { name: "pattern", get: |_, scanner| Ok(field(scanner, PATTERN)), set: None }];
