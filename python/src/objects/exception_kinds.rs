//! The built-in exceptions that have fields of their own, in the order in which `Exception::extra` holds them.

use copperhead_stencils::layout::object::Kind;
use copperhead_stencils::value::Value;

use super::access::{as_class, is};
use super::class_list::ClassId;
use super::exception::{arguments_of, extra, fields, plain_text, positional, set_extra};
use super::layout::Bytes;
use super::native::{Arguments, Attribute, Method};
use super::operations;
use super::text::{self, Display};
use crate::context::Context;
use crate::error::Result;

/// An attribute that is an extra field.
macro_rules! field {
    ($name:literal, $index:literal) => {
        Attribute {
            name: $name,
            get: |_, exception| Ok(Context::or_none(extra(exception, $index))),
            set: Some(|_, exception, value| {
                set_extra(exception, $index, value);
                Ok(())
            }),
        }
    };
}

/// Sets `args` to the positional arguments of the class `called` and takes the named ones, which must be among `names`, into extra fields from `first` on.
fn take_named(context: &mut Context, arguments: &Arguments, called: &str, names: &[&str], first: usize) -> Result<Value> {
    let exception = arguments.get(0);
    let own = positional(context, arguments, 1)?;
    // SAFETY: the receiver was checked to be an exception.
    unsafe { (*fields(exception)).arguments = own };
    if arguments.names != Value::UNDEFINED {
        let named = context.tuple_length(arguments.names);
        let start = arguments.len().saturating_sub(named);
        for index in 0..named {
            let name = context.tuple_item(arguments.names, index);
            match names.iter().position(|known| text::equals_text(name, known)) {
                Some(place) => set_extra(exception, first + place, arguments.get(start + index)),
                None if names.is_empty() => {
                    let class = context.short_class_name(exception);
                    return Err(context.raise(ClassId::TypeError, format_args!("{}() takes no keyword arguments", Display(class))));
                }
                None => return Err(context.complain_unknown_keyword(called, name, names)),
            }
        }
    }
    Ok(own)
}

fn stop_iteration_init(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let own = take_named(context, arguments, "", &[], 0)?;
    set_extra(arguments.get(0), 0, if context.tuple_length(own) == 0 { Value::NONE } else { context.tuple_item(own, 0) });
    Ok(Value::NONE)
}

pub(super) static STOP_ITERATION: &[Method] = &[Method::raw("__init__", stop_iteration_init)];
pub(super) static STOP_ITERATION_ATTRIBUTES: &[Attribute] = &[field!("value", 0)];

fn system_exit_init(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let own = take_named(context, arguments, "", &[], 0)?;
    let code = match context.tuple_length(own) {
        0 => Value::NONE,
        1 => context.tuple_item(own, 0),
        _ => own,
    };
    set_extra(arguments.get(0), 0, code);
    Ok(Value::NONE)
}

pub(super) static SYSTEM_EXIT: &[Method] = &[Method::raw("__init__", system_exit_init)];
pub(super) static SYSTEM_EXIT_ATTRIBUTES: &[Attribute] = &[field!("code", 0)];

fn key_error_str(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let own = arguments_of(arguments.get(0));
    if context.tuple_length(own) == 1 {
        return operations::repr(context, context.tuple_item(own, 0));
    }
    plain_text(context, arguments.get(0))
}

pub(super) static KEY_ERROR: &[Method] = &[Method::new("__str__", key_error_str, 0, 0)];

fn attribute_error_init(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    take_named(context, arguments, "AttributeError", &["name", "obj"], 0)?;
    Ok(Value::NONE)
}

pub(super) static ATTRIBUTE_ERROR: &[Method] = &[Method::raw("__init__", attribute_error_init)];
pub(super) static ATTRIBUTE_ERROR_ATTRIBUTES: &[Attribute] = &[field!("name", 0), field!("obj", 1)];

fn name_error_init(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    take_named(context, arguments, "NameError", &["name"], 0)?;
    Ok(Value::NONE)
}

pub(super) static NAME_ERROR: &[Method] = &[Method::raw("__init__", name_error_init)];
pub(super) static NAME_ERROR_ATTRIBUTES: &[Attribute] = &[field!("name", 0)];

fn import_error_init(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    for index in 0..4 {
        set_extra(arguments.get(0), index, Value::UNDEFINED);
    }
    let own = take_named(context, arguments, "ImportError", &["name", "path", "name_from"], 1)?;
    if context.tuple_length(own) == 1 {
        set_extra(arguments.get(0), 0, context.tuple_item(own, 0));
    }
    Ok(Value::NONE)
}

fn import_error_str(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let message = extra(arguments.get(0), 0);
    if is(message, Kind::Str) { Ok(message) } else { plain_text(context, arguments.get(0)) }
}

pub(super) static IMPORT_ERROR: &[Method] = &[Method::raw("__init__", import_error_init), Method::new("__str__", import_error_str, 0, 0)];
pub(super) static IMPORT_ERROR_ATTRIBUTES: &[Attribute] = &[field!("msg", 0), field!("name", 1), field!("path", 2), field!("name_from", 3)];

/// The class that stands for an error number of Linux; most systems number these alike.
fn class_for_number(number: isize) -> Option<ClassId> {
    Some(match number {
        1 | 13 => ClassId::PermissionError,
        2 => ClassId::FileNotFoundError,
        3 => ClassId::ProcessLookupError,
        4 => ClassId::InterruptedError,
        10 => ClassId::ChildProcessError,
        11 | 114 | 115 => ClassId::BlockingIOError,
        17 => ClassId::FileExistsError,
        20 => ClassId::NotADirectoryError,
        21 => ClassId::IsADirectoryError,
        32 | 108 => ClassId::BrokenPipeError,
        103 => ClassId::ConnectionAbortedError,
        104 => ClassId::ConnectionResetError,
        110 => ClassId::TimeoutError,
        111 => ClassId::ConnectionRefusedError,
        _ => return None,
    })
}

/// Whether `__init__` takes the arguments, because a subclass wrote its own and no `__new__`; else `__new__` does, and `__init__` nothing.
fn initialises(context: &mut Context, class: *mut super::layout::Class) -> Result<bool> {
    let native = |method: Option<Value>| method.is_some_and(|method| is(method, Kind::NativeFunction));
    Ok(!native(context.lookup_special(class, super::special::Special::Init)?)
        && native(context.lookup_special(class, super::special::Special::New)?))
}

fn os_error_new(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let Some(mut class) = as_class(arguments.get(0)) else { return Err(context.raise_system("no class")) };
    if initialises(context, class)? {
        let empty = context.empty_tuple;
        return context.exception_of(class, empty);
    }
    if context.named_count(arguments) != 0 {
        let name = context.class_name(class);
        return Err(context.raise(ClassId::TypeError, format_args!("{}() takes no keyword arguments", Display(name))));
    }
    let own = positional(context, arguments, 1)?;
    let count = context.tuple_length(own);
    let number = context.tuple_item(own, 0);
    if class == context.class(ClassId::OSError)
        && (2..=5).contains(&count)
        && number.is_int()
        && let Some(id) = class_for_number(number.as_int())
    {
        class = context.late_class(id)?;
    }
    let exception = context.exception_of(class, own)?;
    fill_os_error(context, exception, own)?;
    Ok(exception)
}

/// `errno`, `strerror`, `filename`, `filename2` from two to five arguments.
fn fill_os_error(context: &mut Context, exception: Value, own: Value) -> Result<()> {
    let count = context.tuple_length(own);
    if !(2..=5).contains(&count) {
        return Ok(());
    }
    set_extra(exception, 0, context.tuple_item(own, 0));
    set_extra(exception, 1, context.tuple_item(own, 1));
    if count == 3 && context.is_instance_of(exception, ClassId::BlockingIOError) {
        let written = context.tuple_item(own, 2);
        let class = context.class_of(written);
        if context.lookup_special(class, super::special::Special::Index)?.is_some() {
            set_extra(exception, SECOND_FILE, operations::index(context, written)?);
            return Ok(());
        }
    }
    if count > 2 && context.tuple_item(own, 2) != Value::NONE {
        set_extra(exception, 2, context.tuple_item(own, 2));
        if count == 5 && context.tuple_item(own, 4) != Value::NONE {
            set_extra(exception, 3, context.tuple_item(own, 4));
        }
        let pair = context.new_tuple(&[context.tuple_item(own, 0), context.tuple_item(own, 1)])?;
        // SAFETY: the caller made the exception.
        unsafe { (*fields(exception)).arguments = pair };
    }
    Ok(())
}

fn os_error_init(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let class = context.class_of(arguments.get(0));
    if !initialises(context, class)? {
        return Ok(Value::NONE);
    }
    let own = take_named(context, arguments, "", &[], 0)?;
    fill_os_error(context, arguments.get(0), own)?;
    Ok(Value::NONE)
}

fn os_error_str(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let exception = arguments.get(0);
    let [number, message, file, second] = [0, 1, 2, 3].map(|index| extra(exception, index));
    if number == Value::UNDEFINED && message == Value::UNDEFINED {
        return plain_text(context, exception);
    }
    let number = operations::str(context, Context::or_none(number))?;
    let message = operations::str(context, Context::or_none(message))?;
    if file == Value::UNDEFINED {
        return context.format(format_args!("[Errno {}] {}", Display(number), Display(message)));
    }
    let file = operations::repr(context, file)?;
    if second == Value::UNDEFINED || is_number(second) {
        return context.format(format_args!("[Errno {}] {}: {}", Display(number), Display(message), Display(file)));
    }
    let second = operations::repr(context, second)?;
    context.format(format_args!("[Errno {}] {}: {} -> {}", Display(number), Display(message), Display(file), Display(second)))
}

pub(super) static OS_ERROR: &[Method] =
    &[Method::raw("__new__", os_error_new).unbound(), Method::raw("__init__", os_error_init), Method::new("__str__", os_error_str, 0, 0)];
pub(super) static OS_ERROR_ATTRIBUTES: &[Attribute] =
    &[field!("errno", 0), field!("strerror", 1), field!("filename", 2), FILE_2, CHARACTERS_WRITTEN];

/// The field of `filename2`; a number in it is `characters_written`, which no error has besides a second file.
const SECOND_FILE: usize = 3;

const FILE_2: Attribute = Attribute {
    name: "filename2",
    get: |_, exception| Ok(Some(extra(exception, SECOND_FILE)).filter(|file| !is_number(*file)).map_or(Value::NONE, Context::or_none)),
    set: Some(|_, exception, value| {
        set_extra(exception, SECOND_FILE, value);
        Ok(())
    }),
};

const CHARACTERS_WRITTEN: Attribute = Attribute {
    name: "characters_written",
    get: |context, exception| match extra(exception, SECOND_FILE) {
        written if is_number(written) => Ok(written),
        _ => Err(context.raise(ClassId::AttributeError, format_args!("characters_written"))),
    },
    set: Some(|context, exception, value| {
        let value = match value {
            Value::UNDEFINED if is_number(extra(exception, SECOND_FILE)) => value,
            Value::UNDEFINED => return Err(context.raise(ClassId::AttributeError, format_args!("characters_written"))),
            _ => operations::index(context, value)?,
        };
        set_extra(exception, SECOND_FILE, value);
        Ok(())
    }),
};

fn is_number(value: Value) -> bool {
    value.is_int() || is(value, Kind::BigInt)
}

fn syntax_error_init(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let own = take_named(context, arguments, "", &[], 0)?;
    let count = context.tuple_length(own);
    if count >= 1 {
        set_extra(arguments.get(0), 0, context.tuple_item(own, 0));
    }
    if count == 2 {
        let details = context.tuple_item(own, 1);
        let details = context.tuple_from(details)?;
        let given = context.tuple_length(details);
        let (few, many) = (given < 4, given > 6);
        if few || many {
            let (bound, number) = if few { ("least", 4) } else { ("most", 6) };
            return Err(context.raise(ClassId::TypeError, format_args!("function takes at {bound} {number} arguments ({given} given)")));
        }
        if given == 5 {
            return Err(context.raise(ClassId::TypeError, format_args!("end_offset must be provided when end_lineno is provided")));
        }
        set_extra(arguments.get(0), 1, details);
    }
    Ok(Value::NONE)
}

/// A detail of a SyntaxError: file name, line, column, text, end line, end column.
pub(crate) fn syntax_detail(context: &Context, exception: Value, index: usize) -> Value {
    let details = extra(exception, 1);
    if !is(details, Kind::Tuple) {
        return Value::NONE;
    }
    Context::or_none(context.tuple_item(details, index))
}

fn set_syntax_detail(context: &mut Context, exception: Value, index: usize, value: Value) -> Result<()> {
    let fresh = context.new_tuple_of(6)?;
    for place in 0..6 {
        let detail = if place == index { Context::or_none(value) } else { syntax_detail(context, exception, place) };
        // SAFETY: the fresh tuple has six items.
        unsafe { *super::access::tuple_items(fresh).add(place) = detail };
    }
    set_extra(exception, 1, fresh);
    Ok(())
}

macro_rules! detail {
    ($name:literal, $index:literal) => {
        Attribute {
            name: $name,
            get: |context, exception| Ok(syntax_detail(context, exception, $index)),
            set: Some(|context, exception, value| set_syntax_detail(context, exception, $index, value)),
        }
    };
}

fn syntax_error_str(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let exception = arguments.get(0);
    let message = operations::str(context, Context::or_none(extra(exception, 0)))?;
    let (file, line) = (syntax_detail(context, exception, 0), syntax_detail(context, exception, 1));
    match (is(file, Kind::Str), line.is_int()) {
        (true, true) => {
            let start = text::code_points(file).rposition(|point| point == u32::from('/')).map_or(0, |place| place + 1);
            let mut builder = text::TextBuilder::new(context);
            builder.push_range(file, start, text::length(file))?;
            let base = builder.finish()?;
            context.format(format_args!("{} ({}, line {})", Display(message), Display(base), line.as_int()))
        }
        (true, false) => context.format(format_args!("{} ({})", Display(message), Display(file))),
        (false, true) => context.format(format_args!("{} (line {})", Display(message), line.as_int())),
        (false, false) => Ok(message),
    }
}

pub(super) static SYNTAX_ERROR: &[Method] = &[Method::raw("__init__", syntax_error_init), Method::new("__str__", syntax_error_str, 0, 0)];
pub(super) static SYNTAX_ERROR_ATTRIBUTES: &[Attribute] = &[
    field!("msg", 0),
    detail!("filename", 0),
    detail!("lineno", 1),
    detail!("offset", 2),
    detail!("text", 3),
    detail!("end_lineno", 4),
    detail!("end_offset", 5),
    field!("print_file_and_line", 2),
];

/// The field of a UnicodeError that a numbered argument is: encoding, object, start, end, reason.
fn unicode_field(context: &Context, exception: Value, index: usize) -> Value {
    let own = extra(exception, 0);
    if !is(own, Kind::Tuple) {
        return Value::NONE;
    }
    // A translation error has no encoding.
    let shift = usize::from(context.is_instance_of(exception, ClassId::UnicodeTranslateError));
    match index.checked_sub(shift) {
        Some(place) => Context::or_none(context.tuple_item(own, place)),
        None => Value::NONE,
    }
}

fn set_unicode_field(context: &mut Context, exception: Value, index: usize, value: Value) -> Result<()> {
    if value == Value::UNDEFINED {
        return Err(context.raise(ClassId::TypeError, format_args!("can't delete numeric/char attribute")));
    }
    let value = if matches!(index, 2 | 3) { operations::index(context, value)? } else { value };
    let shift = usize::from(context.is_instance_of(exception, ClassId::UnicodeTranslateError));
    let fresh = context.new_tuple_of(5_usize.saturating_sub(shift))?;
    for place in shift..5 {
        let item = if place == index { value } else { unicode_field(context, exception, place) };
        // SAFETY: the fresh tuple has so many items.
        unsafe { *super::access::tuple_items(fresh).add(place - shift) = item };
    }
    set_extra(exception, 0, fresh);
    Ok(())
}

/// The text of a UnicodeError that was never initialised.
fn is_blank(exception: Value) -> bool {
    !is(extra(exception, 0), Kind::Tuple)
}

fn unicode_init(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let own = take_named(context, arguments, "", &[], 0)?;
    let wanted = if context.is_instance_of(arguments.get(0), ClassId::UnicodeTranslateError) { 4 } else { 5 };
    let given = context.tuple_length(own);
    if given != wanted {
        return Err(context.raise(ClassId::TypeError, format_args!("function takes exactly {wanted} arguments ({given} given)")));
    }
    let checked = check_unicode(context, arguments.get(0), own)?;
    set_extra(arguments.get(0), 0, checked);
    Ok(Value::NONE)
}

/// The arguments of a UnicodeError, each of its type: bytes are taken out of what is only like bytes.
fn check_unicode(context: &mut Context, exception: Value, own: Value) -> Result<Value> {
    let decodes = context.is_instance_of(exception, ClassId::UnicodeDecodeError);
    let count = context.tuple_length(own);
    let checked = context.new_tuple_of(count)?;
    for place in 0..count {
        let mut item = context.tuple_item(own, place);
        // From behind: reason, end, start, object, encoding.
        match count.wrapping_sub(place) {
            2 | 3 => {
                let number = operations::as_isize(context, item)?;
                item = context.new_int(number as i128)?;
            }
            4 if decodes => item = bytes_of_argument(context, item)?,
            _ if is(item, Kind::Str) => {}
            _ => {
                let given = if item == Value::NONE { context.new_str("None")? } else { context.class_name_of(item) };
                let text = format_args!("argument {} must be str, not {}", place.wrapping_add(1), Display(given));
                return Err(context.raise(ClassId::TypeError, text));
            }
        }
        // SAFETY: the fresh tuple has so many items.
        unsafe { *super::access::tuple_items(checked).add(place) = item };
    }
    Ok(checked)
}

/// The bytes of an argument that is bytes-like.
fn bytes_of_argument(context: &mut Context, value: Value) -> Result<Value> {
    if is(value, Kind::Bytes) {
        return Ok(value);
    }
    if super::number_glue::text::bytes_of(value).is_none() {
        let given = context.class_name_of(value);
        return Err(context.raise(ClassId::TypeError, format_args!("a bytes-like object is required, not '{}'", Display(given))));
    }
    let class = context.class_value(ClassId::Bytes);
    context.call(class, &[value])
}

/// The range of a UnicodeError, within its object.
fn unicode_range(context: &Context, exception: Value) -> (usize, usize) {
    let number = |index| {
        let value = unicode_field(context, exception, index);
        if value.is_int() { usize::try_from(value.as_int()).unwrap_or(0) } else { 0 }
    };
    (number(2), number(3))
}

fn unicode_decode_str(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let exception = arguments.get(0);
    if is_blank(exception) {
        return Ok(context.empty_str);
    }
    let encoding = operations::str(context, unicode_field(context, exception, 0))?;
    let reason = operations::str(context, unicode_field(context, exception, 4))?;
    let object = unicode_field(context, exception, 1);
    let (start, end) = unicode_range(context, exception);
    if is(object, Kind::Bytes) && end == start.saturating_add(1) {
        // SAFETY: checked to be bytes; the index is checked against the length.
        let byte = unsafe {
            let bytes: *mut Bytes = object.as_pointer();
            if start < (*bytes).length { Some(*bytes.byte_add(Bytes::DATA).cast::<u8>().add(start)) } else { None }
        };
        if let Some(byte) = byte {
            return context.format(format_args!(
                "'{}' codec can't decode byte 0x{byte:02x} in position {start}: {}",
                Display(encoding),
                Display(reason)
            ));
        }
    }
    context.format(format_args!(
        "'{}' codec can't decode bytes in position {start}-{}: {}",
        Display(encoding),
        end.saturating_sub(1),
        Display(reason)
    ))
}

/// A code point as messages show it.
struct Escaped(u32);

impl core::fmt::Display for Escaped {
    fn fmt(&self, out: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self.0 {
            0..=0xff => write!(out, "\\x{:02x}", self.0),
            0x100..=0xffff => write!(out, "\\u{:04x}", self.0),
            _ => write!(out, "\\U{:08x}", self.0),
        }
    }
}

/// The message of an error about characters: what cannot be done, and with which codec.
fn unicode_characters(context: &mut Context, exception: Value, prefix: Value, verb: &str) -> Result<Value> {
    let reason = operations::str(context, unicode_field(context, exception, 4))?;
    let object = unicode_field(context, exception, 1);
    let (start, end) = unicode_range(context, exception);
    if is(object, Kind::Str) && end == start.saturating_add(1) && start < text::length(object) {
        let point = Escaped(text::code_point(object, start));
        return context.format(format_args!(
            "{}can't {verb} character '{point}' in position {start}: {}",
            Display(prefix),
            Display(reason)
        ));
    }
    context.format(format_args!(
        "{}can't {verb} characters in position {start}-{}: {}",
        Display(prefix),
        end.saturating_sub(1),
        Display(reason)
    ))
}

fn unicode_encode_str(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let exception = arguments.get(0);
    if is_blank(exception) {
        return Ok(context.empty_str);
    }
    let encoding = operations::str(context, unicode_field(context, exception, 0))?;
    let prefix = context.format(format_args!("'{}' codec ", Display(encoding)))?;
    unicode_characters(context, exception, prefix, "encode")
}

fn unicode_translate_str(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let empty = context.empty_str;
    if is_blank(arguments.get(0)) {
        return Ok(empty);
    }
    unicode_characters(context, arguments.get(0), empty, "translate")
}

pub(super) static UNICODE_DECODE_ERROR: &[Method] =
    &[Method::raw("__init__", unicode_init), Method::new("__str__", unicode_decode_str, 0, 0)];
pub(super) static UNICODE_ENCODE_ERROR: &[Method] =
    &[Method::raw("__init__", unicode_init), Method::new("__str__", unicode_encode_str, 0, 0)];
pub(super) static UNICODE_TRANSLATE_ERROR: &[Method] =
    &[Method::raw("__init__", unicode_init), Method::new("__str__", unicode_translate_str, 0, 0)];

macro_rules! unicode {
    ($name:literal, $index:literal) => {
        Attribute {
            name: $name,
            get: |context, exception| Ok(unicode_field(context, exception, $index)),
            set: Some(|context, exception, value| set_unicode_field(context, exception, $index, value)),
        }
    };
}

pub(super) static UNICODE_ATTRIBUTES: &[Attribute] =
    &[unicode!("encoding", 0), unicode!("object", 1), unicode!("start", 2), unicode!("end", 3), unicode!("reason", 4)];
