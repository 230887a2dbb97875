//! `str`: its methods, in files by idea.
//!
//! | file | what |
//! |---|---|
//! | [`basics`] | construction, comparison, items, concatenation, repetition |
//! | [`search`], [`find`] | looking for one text in another; the methods that do |
//! | [`split`], [`pieces`] | taking texts apart; the methods that do, and those that put together and pad |
//! | [`translate`] | `maketrans`, `translate` |
//! | [`case`] | upper, lower, title case; properties of characters |
//! | [`encode`], [`decode`] | to bytes and back |

pub(crate) mod basics;
pub(crate) mod case;
pub(crate) mod decode;
pub(crate) mod encode;
pub(crate) mod errors;
mod escapes;
pub(crate) mod find;
pub(crate) mod pieces;
pub(crate) mod search;
pub(crate) mod split;
pub(crate) mod translate;

use copperhead_stencils::value::Value;

use super::class_list::ClassId;
use super::native::{Arguments, Attribute, Method};
use super::{operations, percent_format, sequence, str_format, text};
use crate::context::Context;
use crate::error::Result;

/// The methods.
pub static METHODS: &[Method] = &[
    Method::named("__new__", basics::new, &["", "object", "encoding", "errors"], 1).unbound(),
    Method::new("__repr__", basics::repr, 0, 0),
    Method::new("__str__", basics::to_str, 0, 0),
    Method::new("__format__", str_format::dunder_format, 1, 1),
    Method::new("__hash__", basics::hash, 0, 0),
    Method::new("__len__", basics::len, 0, 0),
    Method::new("__eq__", basics::eq, 1, 1),
    Method::new("__ne__", basics::ne, 1, 1),
    Method::new("__lt__", basics::lt, 1, 1),
    Method::new("__le__", basics::le, 1, 1),
    Method::new("__gt__", basics::gt, 1, 1),
    Method::new("__ge__", basics::ge, 1, 1),
    Method::new("__add__", basics::add, 1, 1),
    Method::new("__mul__", basics::mul, 1, 1),
    Method::new("__rmul__", basics::mul, 1, 1),
    Method::new("__mod__", percent_format::dunder_mod, 1, 1),
    Method::new("__rmod__", percent_format::dunder_rmod, 1, 1),
    Method::new("__contains__", basics::contains, 1, 1),
    Method::new("__getitem__", basics::getitem, 1, 1),
    Method::new("__iter__", basics::iter, 0, 0),
    Method::new("__sizeof__", basics::sizeof, 0, 0),
    Method::new("__getnewargs__", basics::getnewargs, 0, 0),
    Method::new("find", find::find, 1, 3),
    Method::new("rfind", find::rfind, 1, 3),
    Method::new("index", find::index, 1, 3),
    Method::new("rindex", find::rindex, 1, 3),
    Method::new("count", find::count, 1, 3),
    Method::new("startswith", find::startswith, 1, 3),
    Method::new("endswith", find::endswith, 1, 3),
    Method::new("removeprefix", find::removeprefix, 1, 1),
    Method::new("removesuffix", find::removesuffix, 1, 1),
    Method::named("replace", find::replace, &["", "", "count"], 2),
    Method::new("partition", find::partition, 1, 1),
    Method::new("rpartition", find::rpartition, 1, 1),
    Method::named("split", pieces::split, &["sep", "maxsplit"], 0),
    Method::named("rsplit", pieces::rsplit, &["sep", "maxsplit"], 0),
    Method::named("splitlines", pieces::splitlines, &["keepends"], 0),
    Method::new("strip", pieces::strip, 0, 1),
    Method::new("lstrip", pieces::lstrip, 0, 1),
    Method::new("rstrip", pieces::rstrip, 0, 1),
    Method::new("join", pieces::join, 1, 1),
    Method::named("expandtabs", pieces::expandtabs, &["tabsize"], 0),
    Method::new("center", pieces::center, 1, 2),
    Method::new("ljust", pieces::ljust, 1, 2),
    Method::new("rjust", pieces::rjust, 1, 2),
    Method::new("zfill", pieces::zfill, 1, 1),
    Method::new("maketrans", translate::maketrans, 1, 3).unbound(),
    Method::new("translate", translate::translate, 1, 1),
    Method::new("lower", case::lower, 0, 0),
    Method::new("upper", case::upper, 0, 0),
    Method::new("casefold", case::casefold, 0, 0),
    Method::new("swapcase", case::swapcase, 0, 0),
    Method::new("title", case::title, 0, 0),
    Method::new("capitalize", case::capitalize, 0, 0),
    Method::new("islower", case::islower, 0, 0),
    Method::new("isupper", case::isupper, 0, 0),
    Method::new("istitle", case::istitle, 0, 0),
    Method::new("isspace", case::isspace, 0, 0),
    Method::new("isalpha", case::isalpha, 0, 0),
    Method::new("isalnum", case::isalnum, 0, 0),
    Method::new("isdecimal", case::isdecimal, 0, 0),
    Method::new("isdigit", case::isdigit, 0, 0),
    Method::new("isnumeric", case::isnumeric, 0, 0),
    Method::new("isprintable", case::isprintable, 0, 0),
    Method::new("isidentifier", case::isidentifier, 0, 0),
    Method::new("isascii", basics::isascii, 0, 0),
    Method::named("encode", encode::method, &["encoding", "errors"], 0),
    Method::raw("format", str_format::format),
    Method::new("format_map", str_format::format_map, 1, 1),
];

/// The attributes.
pub static ATTRIBUTES: &[Attribute] = &[];

/// An argument that must be a str. `number` 0: the only argument, which messages do not number.
pub(crate) fn string_argument(context: &mut Context, arguments: &Arguments, name: &str, number: usize) -> Result<Value> {
    let value = arguments.get(number.max(1));
    if text::is_str(value) {
        return Ok(value);
    }
    let given = given_name(context, value);
    Err(if number == 0 {
        context.raise(ClassId::TypeError, format_args!("{name}() argument must be str, not {given}"))
    } else {
        context.raise(ClassId::TypeError, format_args!("{name}() argument {number} must be str, not {given}"))
    })
}

/// What messages about a wrong argument call it: its class, but None itself.
pub(crate) fn given_name(context: &mut Context, value: Value) -> text::Display {
    if value == Value::NONE
        && let Ok(name) = context.new_str("None")
    {
        return text::Display(name);
    }
    context.type_name(value)
}

/// The bounds that a search is given, as indices: the end lies within, the start may lie behind it.
///
/// # Errors
/// TypeError, what `__index__` raises.
pub(crate) fn bounds(context: &mut Context, start: Option<Value>, end: Option<Value>, length: usize) -> Result<(usize, usize)> {
    let mut bound = |value: Option<Value>, default: isize| match value {
        None | Some(Value::NONE) => Ok(default),
        Some(value) => match sequence::clamped_index(context, value)? {
            Some(number) => Ok(number),
            None => {
                Err(context.raise(ClassId::TypeError, format_args!("slice indices must be integers or None or have an __index__ method")))
            }
        },
    };
    let (start, end) = (bound(start, 0)?, bound(end, isize::MAX)?);
    let fit = |number: isize| if number < 0 { number.saturating_add(length as isize).max(0) as usize } else { number as usize };
    Ok((fit(start), fit(end).min(length)))
}

/// The tab size of `expandtabs`: less than 0 is 0.
///
/// # Errors
/// TypeError, OverflowError, what `__index__` raises.
pub(crate) fn tab_size(context: &mut Context, value: Option<Value>) -> Result<usize> {
    let Some(value) = value else { return Ok(8) };
    let size = operations::index(context, value)?;
    match sequence::to_i128(size).and_then(|size| i32::try_from(size).ok()) {
        Some(size) => Ok(usize::try_from(size).unwrap_or(0)),
        None => Err(context.raise(ClassId::OverflowError, format_args!("Python int too large to convert to C int"))),
    }
}

/// Encoding and error handler as texts; they must be strs if given.
///
/// # Errors
/// TypeError.
pub(crate) fn codec_names<'a>(
    context: &mut Context,
    function: &str,
    encoding: Option<Value>,
    errors: Option<Value>,
) -> Result<(&'a str, &'a str)> {
    let mut names = ["utf-8", "strict"];
    for (place, (value, name)) in names.iter_mut().zip([(encoding, "encoding"), (errors, "errors")]) {
        let Some(value) = value else { continue };
        if !text::is_str(value) {
            let given = if function == "str" { context.type_name(value) } else { given_name(context, value) };
            return Err(context.raise(ClassId::TypeError, format_args!("{function}() argument '{name}' must be str, not {given}")));
        }
        *place = match text::ascii_text(value) {
            Some(name) => name,
            // No encoding has such a name; handlers of errors are looked for when they are needed.
            None if name == "encoding" => {
                return Err(context.raise(ClassId::LookupError, format_args!("unknown encoding: {}", text::Display(value))));
            }
            None => "?",
        };
    }
    let [encoding, errors] = names;
    Ok((encoding, errors))
}
