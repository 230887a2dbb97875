//! `_struct`: bytes that hold the items of a format.
//!
//! A `Struct` is a record: the format as a str, how many bytes it takes, and how many values.

pub mod unpack_iterator;

use copperhead_stencils::layout::object::Kind;
use copperhead_stencils::value::Value;

use super::Store;
use super::packing::{Form, Item, NATIVE_LITTLE, store_float, store_integer};
use crate::context::Context;
use crate::error::{Raised, Result};
use crate::objects::class_list::ClassId;
use crate::objects::float::new as floats;
use crate::objects::native::{Arguments, Attribute, Method};
use crate::objects::record::{field, set_field};
use crate::objects::text::{self, Display};
use crate::objects::{access, byte_builder, bytes, memoryview, operations, sequence};

const FORMAT: usize = 0;
const SIZE: usize = 1;
const COUNT: usize = 2;
const FIELDS: usize = 3;

/// A place in a format: an item, how many of it, and where it lies.
#[derive(Clone, Copy)]
struct Entry {
    item: Item,
    repeat: usize,
    offset: usize,
}

/// Goes through a format.
struct Reader<'a> {
    rest: &'a [u8],
    native: bool,
    aligned: bool,
    little: bool,
    offset: usize,
}

/// What is wrong with a format.
enum Wrong {
    Letter,
    Repeat,
    Size,
}

impl Wrong {
    fn raise(self, context: &mut Context) -> Raised {
        let message = match self {
            Wrong::Letter => "bad char in struct format",
            Wrong::Repeat => "repeat count given without format specifier",
            Wrong::Size => "total struct size too long",
        };
        error(context, message)
    }
}

impl<'a> Reader<'a> {
    fn new(format: &'a [u8]) -> Reader<'a> {
        let (native, aligned, little, marked) = match format.first() {
            Some(b'@') => (true, true, NATIVE_LITTLE, true),
            Some(b'=') => (false, false, NATIVE_LITTLE, true),
            Some(b'<') => (false, false, true, true),
            Some(b'>' | b'!') => (false, false, false, true),
            _ => (true, true, NATIVE_LITTLE, false),
        };
        let rest = format.get(usize::from(marked)..).unwrap_or(&[]);
        Reader { rest, native, aligned, little, offset: 0 }
    }

    fn next(&mut self) -> core::result::Result<Option<Entry>, Wrong> {
        let mut repeat: Option<usize> = None;
        while let Some((&byte, rest)) = self.rest.split_first() {
            self.rest = rest;
            if byte.is_ascii_digit() {
                let digit = usize::from(byte.wrapping_sub(b'0'));
                let number = repeat.unwrap_or(0).checked_mul(10).and_then(|number| number.checked_add(digit));
                repeat = Some(number.filter(|&number| isize::try_from(number).is_ok()).ok_or(Wrong::Size)?);
                continue;
            }
            if repeat.is_none() && byte.is_ascii_whitespace() {
                continue;
            }
            let item = Item::of(byte, self.native).ok_or(Wrong::Letter)?;
            let repeat = repeat.unwrap_or(1);
            if self.aligned && item.size > 1 {
                self.offset = self.offset.checked_next_multiple_of(item.size).ok_or(Wrong::Size)?;
            }
            let offset = self.offset;
            let bytes = item.size.checked_mul(repeat).ok_or(Wrong::Size)?;
            let end = offset.checked_add(bytes).filter(|&end| isize::try_from(end).is_ok());
            self.offset = end.ok_or(Wrong::Size)?;
            return Ok(Some(Entry { item, repeat, offset }));
        }
        if repeat.is_some() { Err(Wrong::Repeat) } else { Ok(None) }
    }
}

/// How many values an entry takes.
fn values_of(entry: &Entry) -> usize {
    match entry.item.form {
        Form::Pad => 0,
        Form::Bytes | Form::Pascal => 1,
        _ => entry.repeat,
    }
}

fn error(context: &mut Context, message: &str) -> Raised {
    context.raise(ClassId::StructError, format_args!("{message}"))
}

/// The format of a Struct, which is ASCII.
fn format_of<'a>(record: Value) -> &'a [u8] {
    text::ascii_text(field(record, FORMAT)).unwrap_or("").as_bytes()
}

fn number(record: Value, index: usize) -> usize {
    let value = field(record, index);
    if value.is_int() { value.as_int().max(0) as usize } else { 0 }
}

/// Makes the Struct of a format.
fn compile(context: &mut Context, class: Option<Value>, format: Value) -> Result<Value> {
    let format = match access::kind(format) {
        Some(Kind::Str) => format,
        Some(Kind::Bytes) => {
            let bytes = bytes::view(format).unwrap_or(&[]);
            context.new_str(core::str::from_utf8(bytes).unwrap_or("\u{ff}"))?
        }
        _ => {
            let name = context.type_name(format);
            let message = format_args!("Struct() argument 1 must be a str or bytes object, not {name}");
            return Err(context.raise(ClassId::TypeError, message));
        }
    };
    let Some(letters) = text::ascii_text(format) else { return Err(Wrong::Letter.raise(context)) };
    if letters.contains('\0') {
        return Err(error(context, "embedded null character"));
    }
    let mut reader = Reader::new(letters.as_bytes());
    let mut count = 0usize;
    loop {
        match reader.next() {
            Ok(Some(entry)) => count = count.saturating_add(values_of(&entry)),
            Ok(None) => break,
            Err(wrong) => return Err(wrong.raise(context)),
        }
    }
    let size = reader.offset;
    let record = match class {
        Some(class) => context.new_record_of(ClassId::Struct, class, FIELDS)?,
        None => {
            let class = context.late_class(ClassId::Struct)?;
            context.new_record(class, FIELDS)?
        }
    };
    let (size, count) = (context.new_int_of_size(size)?, context.new_int_of_size(count)?);
    set_field(record, FORMAT, format);
    set_field(record, SIZE, size);
    set_field(record, COUNT, count);
    Ok(record)
}

/// Writes one value into its bytes.
fn store(context: &mut Context, entry: &Entry, (native, little): (bool, bool), value: Value, out: &mut [u8]) -> Result<()> {
    let item = entry.item;
    match item.form {
        Form::Pad => {}
        Form::Character => match bytes::view(value) {
            Some([byte]) if access::is(value, Kind::Bytes) => out.fill(*byte),
            _ => return Err(error(context, "char format requires a bytes object of length 1")),
        },
        Form::Truth => out.fill(u8::from(operations::truth(context, value)?)),
        Form::Bytes | Form::Pascal => {
            if !matches!(access::kind(value), Some(Kind::Bytes | Kind::ByteArray)) {
                let code = char::from(item.code);
                return Err(context.raise(ClassId::StructError, format_args!("argument for '{code}' must be a bytes object")));
            }
            let bytes = bytes::view(value).unwrap_or(&[]);
            let mut room = out;
            if item.form == Form::Pascal {
                let Some((first, rest)) = room.split_first_mut() else { return Ok(()) };
                *first = bytes.len().min(rest.len()).min(255) as u8;
                room = rest;
            }
            for (place, byte) in room.iter_mut().zip(bytes) {
                *place = *byte;
            }
        }
        Form::Float => {
            let number = match floats::required(context, value) {
                Ok(number) => number,
                Err(Raised) if context.exception_is(ClassId::TypeError) => return Err(error(context, "required argument is not a float")),
                Err(Raised) => return Err(Raised),
            };
            if !store_float(number, little, out) {
                if native && item.size == 4 {
                    // C's own conversion makes an infinity of it.
                    store_float(if number < 0.0 { f64::NEG_INFINITY } else { f64::INFINITY }, little, out);
                    return Ok(());
                }
                let code = char::from(item.code);
                return Err(context.raise(ClassId::OverflowError, format_args!("float too large to pack with {code} format")));
            }
        }
        Form::Signed | Form::Unsigned => {
            if !sequence::has_index(context, value)? {
                return Err(error(context, "required argument is not an integer"));
            }
            let number = operations::index(context, value)?;
            let (mut lowest, highest) = item.range();
            if item.code == b'P' {
                lowest = i128::from(i64::MIN);
            }
            match sequence::to_i128(number).filter(|number| (lowest..=highest).contains(number)) {
                Some(number) => store_integer(number, little, out),
                None if item.code == b'P' => return Err(error(context, "int too large to convert")),
                None => {
                    let code = char::from(item.code);
                    let message = format_args!("'{code}' format requires {lowest} <= number <= {highest}");
                    return Err(context.raise(ClassId::StructError, message));
                }
            }
        }
    }
    Ok(())
}

/// Packs values, the arguments from `first` on, into zeroed bytes of the right number. They are the caller's own: no program sees them meanwhile.
fn fill(context: &mut Context, record: Value, arguments: &Arguments, first: usize, name: &str, out: &mut [u8]) -> Result<()> {
    let (given, expected) = (arguments.len().saturating_sub(first), number(record, COUNT));
    if given != expected {
        return Err(context.raise(ClassId::StructError, format_args!("{name} expected {expected} items for packing (got {given})")));
    }
    let mut reader = Reader::new(format_of(record));
    let mut index = first;
    while let Ok(Some(entry)) = reader.next() {
        let count = values_of(&entry);
        let whole = matches!(entry.item.form, Form::Bytes | Form::Pascal);
        let size = if whole { entry.repeat } else { entry.item.size };
        for turn in 0..count {
            let from = entry.offset.wrapping_add(turn.wrapping_mul(size));
            let place = out.get_mut(from..from.wrapping_add(size)).unwrap_or(&mut []);
            store(context, &entry, (reader.native, reader.little), arguments.get(index), place)?;
            index = index.wrapping_add(1);
        }
    }
    Ok(())
}

/// Reads the values in bytes of the right number.
pub(super) fn read(context: &mut Context, record: Value, from: &[u8]) -> Result<Value> {
    let list = context.new_list(&[])?;
    let mut reader = Reader::new(format_of(record));
    while let Ok(Some(entry)) = reader.next() {
        let whole = matches!(entry.item.form, Form::Bytes | Form::Pascal);
        let size = if whole { entry.repeat } else { entry.item.size };
        for turn in 0..values_of(&entry) {
            let start = entry.offset.wrapping_add(turn.wrapping_mul(size));
            let bytes = from.get(start..start.wrapping_add(size)).unwrap_or(&[]);
            let value = entry.item.load(context, bytes, reader.little)?;
            context.list_append(list, value)?;
        }
    }
    context.list_to_tuple(list)
}

fn pack_of(context: &mut Context, record: Value, arguments: &Arguments, first: usize) -> Result<Value> {
    no_names(context, arguments, "pack")?;
    let made = byte_builder::new_bytes_cell(context, number(record, SIZE))?;
    // SAFETY: a fresh bytes object of that length.
    let out = unsafe { core::slice::from_raw_parts_mut(byte_builder::bytes_data(made), number(record, SIZE)) };
    fill(context, record, arguments, first, "pack", out)?;
    Ok(made)
}

fn no_names(context: &mut Context, arguments: &Arguments, name: &str) -> Result<()> {
    if context.named_count(arguments) == 0 {
        return Ok(());
    }
    Err(context.raise(ClassId::TypeError, format_args!("{name}() takes no keyword arguments")))
}

/// The first byte that an offset names in a buffer, for so many bytes.
fn start(context: &mut Context, offset: isize, size: usize, length: usize, pack: bool) -> Result<usize> {
    let mut place = offset;
    if offset < 0 {
        if offset.wrapping_add(size as isize) > 0 {
            let what = if pack { "no space to pack" } else { "not enough data to unpack" };
            return Err(context.raise(ClassId::StructError, format_args!("{what} {size} bytes at offset {offset}")));
        }
        place = offset.wrapping_add(length as isize);
        if place < 0 {
            return Err(context.raise(ClassId::StructError, format_args!("offset {offset} out of range for {length}-byte buffer")));
        }
    }
    let place = place as usize;
    let needed = place.saturating_add(size);
    if needed > length {
        let (name, verb) = if pack { ("pack_into", "packing") } else { ("unpack_from", "unpacking") };
        return Err(context.raise(
            ClassId::StructError,
            format_args!(
                "{name} requires a buffer of at least {needed} bytes for {verb} {size} bytes at offset {place} (actual buffer size is {length})"
            ),
        ));
    }
    Ok(place)
}

fn pack_into_of(context: &mut Context, record: Value, arguments: &Arguments, first: usize) -> Result<Value> {
    no_names(context, arguments, "pack_into")?;
    let given = arguments.len().saturating_sub(first);
    if given < 2 {
        let message = if given == 0 { "pack_into expected buffer argument" } else { "pack_into expected offset argument" };
        return Err(error(context, message));
    }
    let (buffer, size) = (arguments.get(first), number(record, SIZE));
    let room = |context: &mut Context| match memoryview::writable(buffer) {
        Some(room) => Ok(room),
        None => {
            let name = context.type_name(buffer);
            Err(context.raise(ClassId::TypeError, format_args!("argument must be read-write bytes-like object, not {name}")))
        }
    };
    let values = given.saturating_sub(2);
    let expected = number(record, COUNT);
    if values != expected {
        return Err(context.raise(ClassId::StructError, format_args!("pack_into expected {expected} items for packing (got {values})")));
    }
    let length = room(context)?.len();
    let offset = operations::as_isize(context, arguments.get(first.wrapping_add(1)))?;
    let place = start(context, offset, size, length, true)?;
    let made = byte_builder::new_bytes_cell(context, size)?;
    // SAFETY: a fresh bytes object of that length.
    let out = unsafe { core::slice::from_raw_parts_mut(byte_builder::bytes_data(made), size) };
    fill(context, record, arguments, first.wrapping_add(2), "pack_into", out)?;
    // The values' conversions may have changed the buffer.
    if let Some(place) = room(context)?.get_mut(place..place.saturating_add(size)) {
        place.copy_from_slice(out);
    }
    Ok(Value::NONE)
}

fn unpack_of(context: &mut Context, record: Value, source: Value) -> Result<Value> {
    let (from, size) = (bytes::required(context, source)?, number(record, SIZE));
    if from.len() != size {
        return Err(context.raise(ClassId::StructError, format_args!("unpack requires a buffer of {size} bytes")));
    }
    read(context, record, from)
}

fn unpack_from_of(context: &mut Context, record: Value, source: Option<Value>, offset: Option<Value>) -> Result<Value> {
    let Some(source) = source else {
        return Err(context.raise(ClassId::TypeError, format_args!("unpack_from() missing required argument 'buffer' (pos 1)")));
    };
    let size = number(record, SIZE);
    let offset = match offset {
        Some(offset) => operations::as_isize(context, offset)?,
        None => 0,
    };
    let from = bytes::required(context, source)?;
    let place = start(context, offset, size, from.len(), false)?;
    read(context, record, from.get(place..place.saturating_add(size)).unwrap_or(&[]))
}

fn iter_unpack_of(context: &mut Context, record: Value, source: Value) -> Result<Value> {
    let (from, size) = (bytes::required(context, source)?, number(record, SIZE));
    if size == 0 {
        return Err(error(context, "cannot iteratively unpack with a struct of length 0"));
    }
    if from.len().checked_rem(size) != Some(0) {
        let message = format_args!("iterative unpacking requires a buffer of a multiple of {size} bytes");
        return Err(context.raise(ClassId::StructError, message));
    }
    unpack_iterator::make(context, record, source)
}

fn new(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let known = context.named_count(arguments) == 0 || text::equals_text(context.tuple_item(arguments.names, 0), "format");
    match arguments.optional(1).filter(|_| known && arguments.len() == 2) {
        Some(format) => compile(context, Some(arguments.get(0)), format),
        // A class of its own reads the format in its `__init__`.
        None if access::as_class(arguments.get(0)) != Some(context.late_class(ClassId::Struct)?) => {
            let empty = context.empty_str;
            compile(context, Some(arguments.get(0)), empty)
        }
        None if arguments.len() > 2 => {
            let given = arguments.len().saturating_sub(1);
            Err(context.raise(ClassId::TypeError, format_args!("Struct() takes at most 1 argument ({given} given)")))
        }
        None => Err(context.raise(ClassId::TypeError, format_args!("Struct() missing required argument 'format' (pos 1)"))),
    }
}

/// `__init__(format)`: reads another format into it.
fn init(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let record = arguments.get(0);
    if let Some(format) = arguments.optional(1)
        && format != field(record, FORMAT)
    {
        let made = compile(context, None, format)?;
        for place in 0..FIELDS {
            set_field(record, place, field(made, place));
        }
    }
    Ok(Value::NONE)
}

fn repr(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let format = operations::repr(context, field(arguments.get(0), FORMAT))?;
    let name = context.short_class_name(arguments.get(0));
    context.format(format_args!("{}({})", Display(name), Display(format)))
}

/// The methods of a Struct.
pub static METHODS: &[Method] = &[
    Method::raw("__new__", new).unbound(),
    Method::raw("__init__", init),
    Method::new("__repr__", repr, 0, 0),
    Method::raw("pack", |context, arguments| pack_of(context, arguments.get(0), arguments, 1)),
    Method::raw("pack_into", |context, arguments| pack_into_of(context, arguments.get(0), arguments, 1)),
    Method::new("unpack", |context, arguments| unpack_of(context, arguments.get(0), arguments.get(1)), 1, 1),
    Method::named(
        "unpack_from",
        |context, arguments| unpack_from_of(context, arguments.get(0), arguments.optional(1), arguments.optional(2)),
        &["buffer", "offset"],
        1,
    ),
    Method::new("iter_unpack", |context, arguments| iter_unpack_of(context, arguments.get(0), arguments.get(1)), 1, 1),
];

/// The attributes of a Struct.
pub static ATTRIBUTES: &[Attribute] = &[
    Attribute { name: "format", get: |_, record| Ok(field(record, FORMAT)), set: None },
    Attribute { name: "size", get: |_, record| Ok(field(record, SIZE)), set: None },
];

/// The Struct of a function's first argument: that itself, or made of a format.
fn first(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    match arguments.optional(0) {
        Some(format) => compile(context, None, format),
        None => Err(context.raise(ClassId::TypeError, format_args!("missing format argument"))),
    }
}

/// The module's functions.
pub static FUNCTIONS: &[Method] = &[
    Method::new(
        "calcsize",
        |context, arguments| {
            let record = first(context, arguments)?;
            Ok(field(record, SIZE))
        },
        1,
        1,
    )
    .unbound(),
    Method::raw("pack", |context, arguments| {
        let record = first(context, arguments)?;
        pack_of(context, record, arguments, 1)
    })
    .unbound(),
    Method::raw("pack_into", |context, arguments| {
        let record = first(context, arguments)?;
        pack_into_of(context, record, arguments, 1)
    })
    .unbound(),
    Method::new(
        "unpack",
        |context, arguments| {
            let record = first(context, arguments)?;
            unpack_of(context, record, arguments.get(1))
        },
        2,
        2,
    )
    .unbound(),
    Method::named(
        "unpack_from",
        |context, arguments| {
            let record = first(context, arguments)?;
            unpack_from_of(context, record, arguments.optional(1), arguments.optional(2))
        },
        &["", "buffer", "offset"],
        2,
    )
    .unbound(),
    Method::new(
        "iter_unpack",
        |context, arguments| {
            let record = first(context, arguments)?;
            iter_unpack_of(context, record, arguments.get(1))
        },
        2,
        2,
    )
    .unbound(),
    Method::new("_clearcache", |_, _| Ok(Value::NONE), 0, 0).unbound(),
];

/// The module's other values.
pub(crate) fn values(context: &mut Context, store: &mut Store<'_>) -> Result<()> {
    for (name, id) in [("Struct", ClassId::Struct), ("error", ClassId::StructError)] {
        let class = Value::from_pointer(context.late_class(id)?);
        store(context, name, class)?;
    }
    Ok(())
}
