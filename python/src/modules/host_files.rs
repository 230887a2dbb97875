//! `_hostfiles`: the files, folders and environment of the host, for `io` and `os`, which are written in Python.
//!
//! Files have numbers: 0 to 2 are the standard streams, the host's own numbers follow.

use copperhead_stencils::layout::object::Kind;
use copperhead_stencils::value::Value;

use super::Store;
use crate::context::Context;
use crate::error::{Raised, Result};
use crate::host::{File, Host, HostError, OpenOptions, PathKind, Position, Stream};
use crate::numeric::error_names;
use crate::objects::byte_builder::ByteBuilder;
use crate::objects::class_list::ClassId;
use crate::objects::native::{Arguments, Method};
use crate::objects::str::encode;
use crate::objects::{access, bytes, memoryview, operations, text};

/// What no host serves: ENOTSUP.
const UNSUPPORTED: i32 = 95;
/// Bytes that a read without a limit asks for at a time.
const PIECE: usize = 1 << 16;

impl Context {
    /// Raises the OSError of the host's error, about a path or None.
    pub(crate) fn raise_host(&mut self, error: HostError, path: Value) -> Raised {
        let number = match error {
            HostError::System(number) => number,
            HostError::Unsupported => UNSUPPORTED,
        };
        self.raise_errno(number, path)
    }

    /// Raises the OSError of an error number, about a path or None.
    pub(crate) fn raise_errno(&mut self, number: i32, path: Value) -> Raised {
        let made = (|| {
            let text = match error_names::message(number) {
                Some(text) => self.new_str(text)?,
                None => self.format(format_args!("Unknown error {number}"))?,
            };
            let class = self.late_class_value(ClassId::OSError)?;
            let number = Value::from_i32_small(number);
            if path == Value::NONE { self.call(class, &[number, text]) } else { self.call(class, &[number, text, path]) }
        })();
        match made {
            Ok(exception) => self.raise_value(exception),
            Err(raised) => raised,
        }
    }

    /// Runs something with the host's path of an argument.
    fn with_path<R>(&mut self, path: Value, run: impl FnOnce(&mut dyn Host, &str) -> core::result::Result<R, HostError>) -> Result<R> {
        let encoded = match access::kind(path) {
            Some(Kind::Str) => encode::encode(self, path, "utf-8", "surrogateescape")?,
            Some(Kind::Bytes) => path,
            _ => {
                let name = self.type_name(path);
                return Err(self.raise(ClassId::TypeError, format_args!("expected str, bytes or os.PathLike object, not {name}")));
            }
        };
        let raw = bytes::view(encoded).unwrap_or(&[]);
        if raw.contains(&0) {
            return Err(self.raise(ClassId::ValueError, format_args!("embedded null byte")));
        }
        let Ok(name) = core::str::from_utf8(raw) else {
            return Err(self.raise_errno(84, path));
        };
        // SAFETY: the host outlives the context.
        match run(unsafe { &mut *self.host }, name) {
            Ok(result) => Ok(result),
            Err(error) => Err(self.raise_host(error, path)),
        }
    }
}

/// What a number stands for.
enum Target {
    Input,
    Stream(Stream),
    File(File),
}

fn target(context: &mut Context, arguments: &Arguments) -> Result<Target> {
    let number = operations::as_isize(context, arguments.get(0))?;
    Ok(match number {
        0 => Target::Input,
        1 => Target::Stream(Stream::Output),
        2 => Target::Stream(Stream::Error),
        _ => match i32::try_from(number.saturating_sub(3)) {
            Ok(number) if number >= 0 => Target::File(File(number)),
            _ => return Err(context.raise_errno(9, Value::NONE)),
        },
    })
}

fn open(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let (path, mode) = (arguments.get(0), arguments.get(1));
    let mode = text::ascii_text(mode).unwrap_or("");
    let has = |letter: char| mode.contains(letter);
    let (read, plus) = (has('r'), has('+'));
    let options = OpenOptions {
        read: read || plus,
        write: !read || plus,
        append: has('a'),
        create: has('w') || has('a'),
        create_new: has('x'),
        truncate: has('w'),
    };
    context.close_dropped(arguments)?;
    let File(number) = context.with_path(path, |host, name| {
        // Some systems open folders for reading.
        if host.path_kind(name) == Ok(PathKind::Folder) {
            return Err(HostError::System(21));
        }
        host.open_file(name, options)
    })?;
    let number = context.new_int(i128::from(number).saturating_add(3))?;
    if options.write {
        context.note_written(path, number)?;
    }
    Ok(number)
}

/// Reads into a slice.
fn read_some(context: &mut Context, target: &Target, room: &mut [u8]) -> Result<usize> {
    // SAFETY: the host outlives the context.
    let host = unsafe { &mut *context.host };
    let read = match target {
        Target::Input => host.read_input(room),
        Target::File(file) => host.read_file(*file, room),
        Target::Stream(_) => Err(HostError::System(9)),
    };
    read.map_err(|error| context.raise_host(error, Value::NONE))
}

/// `read(number, count)`: up to so many bytes; all that are left for -1.
fn read(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let target = target(context, arguments)?;
    let count = operations::as_isize(context, arguments.get(1))?;
    let mut builder = ByteBuilder::new(context);
    if let Ok(count) = usize::try_from(count) {
        let made = crate::objects::byte_builder::new_bytes_cell(builder.context, count)?;
        // SAFETY: a fresh bytes object of that length.
        let room = unsafe { core::slice::from_raw_parts_mut(crate::objects::byte_builder::bytes_data(made), count) };
        let read = read_some(builder.context, &target, room)?;
        if read == count {
            return Ok(made);
        }
        builder.push_slice(room.get(..read).unwrap_or(&[]))?;
        return builder.finish_bytes();
    }
    let piece = crate::objects::byte_builder::new_bytes_cell(builder.context, PIECE)?;
    loop {
        // SAFETY: a fresh bytes object of that length, which nobody else has.
        let room = unsafe { core::slice::from_raw_parts_mut(crate::objects::byte_builder::bytes_data(piece), PIECE) };
        let read = read_some(builder.context, &target, room)?;
        if read == 0 {
            return builder.finish_bytes();
        }
        builder.push_slice(room.get(..read).unwrap_or(&[]))?;
    }
}

/// `readinto(number, buffer)`: how many bytes were read.
fn readinto(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let target = target(context, arguments)?;
    let Some(room) = memoryview::writable(arguments.get(1)) else {
        let name = context.type_name(arguments.get(1));
        let message = format_args!("readinto() argument must be read-write bytes-like object, not {name}");
        return Err(context.raise(ClassId::TypeError, message));
    };
    let read = read_some(context, &target, room)?;
    context.new_int_of_size(read)
}

/// `write(number, bytes)`: how many were written.
fn write(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let target = target(context, arguments)?;
    let data = bytes::required(context, arguments.get(1))?;
    if data.is_empty() {
        return Ok(Value::from_i32_small(0));
    }
    // SAFETY: the host outlives the context.
    let host = unsafe { &mut *context.host };
    let written = match target {
        Target::Input => Err(HostError::System(9)),
        Target::Stream(stream) => host.write(stream, data).map(|()| data.len()),
        Target::File(file) => host.write_file(file, data),
    };
    match written {
        Ok(count) => context.new_int_of_size(count),
        Err(error) => Err(context.raise_host(error, Value::NONE)),
    }
}

fn on_file<R>(
    context: &mut Context,
    arguments: &Arguments,
    run: impl FnOnce(&mut dyn Host, File) -> core::result::Result<R, HostError>,
) -> Result<R> {
    let Target::File(file) = target(context, arguments)? else {
        // What the standard streams are is the host's affair: as with a pipe, there is no position.
        return Err(context.raise_errno(29, Value::NONE));
    };
    // SAFETY: the host outlives the context.
    match run(unsafe { &mut *context.host }, file) {
        Ok(result) => Ok(result),
        Err(error) => Err(context.raise_host(error, Value::NONE)),
    }
}

fn seek(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let offset = operations::index(context, arguments.get(1))?;
    let Some(offset) = crate::objects::sequence::to_i128(offset).and_then(|offset| i64::try_from(offset).ok()) else {
        return Err(context.raise(ClassId::OverflowError, format_args!("Python int too large to convert to C long")));
    };
    let position = match (operations::as_isize(context, arguments.get(2))?, u64::try_from(offset)) {
        (0, Ok(offset)) => Position::Start(offset),
        (1, _) => Position::Current(offset),
        (2, _) => Position::End(offset),
        _ => return Err(context.raise_errno(22, Value::NONE)),
    };
    let place = on_file(context, arguments, |host, file| host.seek_file(file, position))?;
    context.new_int(i128::from(place))
}

fn truncate(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let length = operations::as_isize(context, arguments.get(1))?;
    let Ok(length) = u64::try_from(length) else { return Err(context.raise_errno(22, Value::NONE)) };
    on_file(context, arguments, |host, file| host.truncate_file(file, length))?;
    Ok(Value::NONE)
}

fn close(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    if let Target::File(file) = target(context, arguments)? {
        // SAFETY: the host outlives the context.
        if let Err(error) = unsafe { (*context.host).close_file(file) } {
            return Err(context.raise_host(error, Value::NONE));
        }
        context.note_closed(arguments.get(0))?;
    }
    Ok(Value::NONE)
}

fn flush(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    if let Target::Stream(stream) = target(context, arguments)? {
        // SAFETY: the host outlives the context. A host that cannot flush has nothing to flush.
        let _ = unsafe { (*context.host).flush(stream) };
    }
    Ok(Value::NONE)
}

/// `kind(path)`: 0 for a file, 1 for a folder, 2 for something else.
fn kind(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let kind = context.with_path(arguments.get(0), |host, name| host.path_kind(name))?;
    Ok(Value::from_i32_small(match kind {
        PathKind::File => 0,
        PathKind::Folder => 1,
        PathKind::Other => 2,
    }))
}

/// `message(number)`: what an error number says.
fn message(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let number = operations::as_isize(context, arguments.get(0))?;
    match i32::try_from(number).ok().and_then(error_names::message) {
        Some(text) => context.new_str(text),
        None => context.format(format_args!("Unknown error {number}")),
    }
}

/// `error_numbers()`: a dict of all names.
fn error_numbers(context: &mut Context, _: &Arguments) -> Result<Value> {
    let dict = Value::from_pointer(context.new_dict()?);
    for (number, name, _) in error_names::ALL {
        let name = context.intern(name)?;
        context.dict_insert(dict, name, Value::from_i32_small(*number))?;
    }
    Ok(dict)
}

fn path_call(
    context: &mut Context,
    arguments: &Arguments,
    run: impl FnOnce(&mut dyn Host, &str) -> core::result::Result<(), HostError>,
) -> Result<Value> {
    context.with_path(arguments.get(0), run)?;
    Ok(Value::NONE)
}

/// Asks a host for a text about a file: its bytes go to the buffer, its length is the result, also where the buffer is too short.
type Ask<'a> = &'a mut dyn FnMut(&mut dyn Host, &str, &mut [u8]) -> core::result::Result<usize, HostError>;

/// Asks the host for a text, in a buffer that grows as long as it must.
fn host_text(context: &mut Context, path: Value, run: Ask<'_>) -> Result<Value> {
    let mut room = 1024usize;
    loop {
        let made = crate::objects::byte_builder::new_bytes_cell(context, room)?;
        // SAFETY: a fresh bytes object of that length.
        let buffer = unsafe { core::slice::from_raw_parts_mut(crate::objects::byte_builder::bytes_data(made), room) };
        let length = context.with_path(path, |host, name| run(host, name, buffer))?;
        if let Some(text) = buffer.get(..length) {
            let text = context.new_bytes(text)?;
            return crate::objects::str::decode::decode(context, text, "utf-8", "surrogateescape");
        }
        room = length;
    }
}

/// The module's functions.
pub static FUNCTIONS: &[Method] = &[
    Method::new("open", open, 2, 2).unbound(),
    Method::new("read", read, 2, 2).unbound(),
    Method::new("readinto", readinto, 2, 2).unbound(),
    Method::new("write", write, 2, 2).unbound(),
    Method::new("seek", seek, 3, 3).unbound(),
    Method::new("truncate", truncate, 2, 2).unbound(),
    Method::new("close", close, 1, 1).unbound(),
    Method::new("flush", flush, 1, 1).unbound(),
    Method::new("kind", kind, 1, 1).unbound(),
    Method::new("message", message, 1, 1).unbound(),
    Method::new("error_numbers", error_numbers, 0, 0).unbound(),
    Method::new("remove", |context, arguments| path_call(context, arguments, |host, name| host.remove_file(name)), 1, 1).unbound(),
    Method::new("mkdir", |context, arguments| path_call(context, arguments, |host, name| host.make_folder(name)), 1, 1).unbound(),
    Method::new("chdir", |context, arguments| path_call(context, arguments, |host, name| host.enter_folder(name)), 1, 1).unbound(),
    Method::new("rmdir", |context, arguments| path_call(context, arguments, |host, name| host.remove_folder(name)), 1, 1).unbound(),
    Method::new(
        "rename",
        |context, arguments| {
            context.close_dropped(arguments)?;
            let to = encode::encode(context, arguments.get(1), "utf-8", "surrogateescape")?;
            let to = core::str::from_utf8(bytes::view(to).unwrap_or(&[])).unwrap_or("");
            path_call(context, arguments, |host, name| host.rename_path(name, to))
        },
        2,
        2,
    )
    .unbound(),
    // Names with zero bytes between them.
    Method::new(
        "listdir",
        |context, arguments| host_text(context, arguments.get(0), &mut |host, name, room| host.list_folder(name, room)),
        1,
        1,
    )
    .unbound(),
    Method::new(
        "getcwd",
        |context, _| {
            let empty = context.empty_str;
            host_text(context, empty, &mut |host, _, room| host.current_folder(room))
        },
        0,
        0,
    )
    .unbound(),
    // `NAME=VALUE` with zero bytes between them.
    Method::new(
        "environment",
        |context, _| {
            let empty = context.empty_str;
            host_text(context, empty, &mut |host, _, room| host.environment(room))
        },
        0,
        0,
    )
    .unbound(),
];

/// The module's other values.
pub(crate) fn values(context: &mut Context, store: &mut Store<'_>) -> Result<()> {
    for (name, id) in [("StringStream", ClassId::StringStream), ("ByteStream", ClassId::ByteStream)] {
        let class = Value::from_pointer(context.late_class(id)?);
        store(context, name, class)?;
    }
    for name in [super::unclosed::WRITING, super::unclosed::WRITERS] {
        let dict = Value::from_pointer(context.new_dict()?);
        store(context, name, dict)?;
    }
    Ok(())
}
