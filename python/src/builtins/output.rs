//! `print` and `input`.

use copperhead_stencils::value::Value;

use crate::context::Context;
use crate::error::Result;
use crate::host::Stream;
use crate::modules::{standard_stream, sys};
use crate::objects::byte_builder::ByteBuilder;
use crate::objects::class_list::ClassId;
use crate::objects::native::{Arguments, Method};
use crate::objects::str::decode;
use crate::objects::text::{self, Display};
use crate::objects::{access, attribute, operations};

/// The functions.
pub static METHODS: &[Method] = &[Method::raw("print", print).unbound(), Method::new("input", input, 0, 1).unbound()];

/// Where `print` writes to.
enum Sink {
    /// A stream of the host.
    Host(Stream),
    /// An object with a `write` method.
    Object(Value),
}

impl Sink {
    fn write(&self, context: &mut Context, string: Value) -> Result<()> {
        match *self {
            Sink::Host(stream) => standard_stream::write_strictly(context, stream, string),
            Sink::Object(object) => {
                let name = context.intern("write")?;
                let write = attribute::get_attribute(context, object, name)?;
                context.call(write, &[string]).map(|_| ())
            }
        }
    }
}

/// The separator or end that an argument names: a str or None.
fn text_argument(context: &mut Context, name: &str, value: Value, default: &str) -> Result<Value> {
    if value == Value::NONE || value == Value::UNDEFINED {
        return context.new_str(default);
    }
    if access::is(value, copperhead_stencils::layout::object::Kind::Str) {
        return Ok(value);
    }
    let class = context.class_name(context.class_of(value));
    Err(context.raise(ClassId::TypeError, format_args!("{name} must be None or a string, not {}", Display(class))))
}

fn print(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let named = if arguments.names == Value::UNDEFINED { 0 } else { context.tuple_length(arguments.names) };
    let count = arguments.len().saturating_sub(named);
    let (mut separator, mut end, mut file, mut flush) = (Value::UNDEFINED, Value::UNDEFINED, Value::UNDEFINED, Value::FALSE);
    for index in 0..named {
        let name = context.tuple_item(arguments.names, index);
        let value = arguments.get(count.saturating_add(index));
        let place = match text::ascii_text(name) {
            Some("sep") => &mut separator,
            Some("end") => &mut end,
            Some("file") => &mut file,
            Some("flush") => &mut flush,
            _ => return Err(context.complain_unknown_keyword("print", name, &["sep", "end", "file", "flush"])),
        };
        *place = value;
    }
    let separator = text_argument(context, "sep", separator, " ")?;
    let end = text_argument(context, "end", end, "\n")?;
    let sink = if file == Value::UNDEFINED || file == Value::NONE {
        match sys::replaced_stream(context, "stdout")? {
            None => Sink::Host(Stream::Output),
            // `sys.stdout = None`: nothing is printed.
            Some(Value::NONE) => return Ok(Value::NONE),
            Some(object) => Sink::Object(object),
        }
    } else {
        match sys::stream_of(context, file) {
            Some(stream) => Sink::Host(stream),
            None => Sink::Object(file),
        }
    };
    for index in 0..count {
        if index > 0 {
            sink.write(context, separator)?;
        }
        let string = operations::str(context, arguments.get(index))?;
        sink.write(context, string)?;
    }
    sink.write(context, end)?;
    if operations::truth(context, flush)? {
        match sink {
            Sink::Host(stream) => {
                // SAFETY: the host outlives the context. A host that cannot flush has nothing to flush.
                let _ = unsafe { (*context.host).flush(stream) };
            }
            Sink::Object(object) => {
                let name = context.intern("flush")?;
                let method = attribute::get_attribute(context, object, name)?;
                context.call(method, &[])?;
            }
        }
    }
    Ok(Value::NONE)
}

fn write_prompt(context: &mut Context, prompt: Value) -> Result<()> {
    let prompt = operations::str(context, prompt)?;
    let sink = match sys::replaced_stream(context, "stdout")? {
        None => Sink::Host(Stream::Output),
        Some(Value::NONE) => return Err(context.raise(ClassId::RuntimeError, format_args!("input(): lost sys.stdout"))),
        Some(object) => Sink::Object(object),
    };
    sink.write(context, prompt)
}

/// `input()` through a stream that a program put in the place of standard input, or began to read from.
fn input_through(context: &mut Context, stream: Value, prompt: Option<Value>) -> Result<Value> {
    if let Some(prompt) = prompt {
        write_prompt(context, prompt)?;
    }
    let name = context.intern("readline")?;
    let method = attribute::get_attribute(context, stream, name)?;
    let line = context.call(method, &[])?;
    if !text::is_str(line) {
        return Err(context.raise(ClassId::TypeError, format_args!("object.readline() returned non-string")));
    }
    let length = text::length(line);
    if length == 0 {
        return Err(context.raise(ClassId::EOFError, format_args!("EOF when reading a line")));
    }
    let ended = text::code_point(line, length.wrapping_sub(1)) == 10;
    text::substring(context, line, 0, length.wrapping_sub(usize::from(ended)))
}

fn input(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    match sys::own(context, "stdin")? {
        Some(Value::NONE) => return Err(context.raise(ClassId::RuntimeError, format_args!("input(): lost sys.stdin"))),
        Some(stream) if sys::own(context, "__stdin__")? != Some(stream) || standard_stream::made(context, stream).is_some() => {
            return input_through(context, stream, arguments.optional(0));
        }
        _ => {}
    }
    if let Some(prompt) = arguments.optional(0) {
        write_prompt(context, prompt)?;
    }
    // SAFETY: the host outlives the context.
    let _ = unsafe { (*context.host).flush(Stream::Output) };
    let mut builder = ByteBuilder::new(context);
    let mut any = false;
    loop {
        let mut byte = [0u8; 1];
        // SAFETY: the host outlives the context.
        let read = unsafe { (*builder.context.host).read_input(&mut byte) };
        if !matches!(read, Ok(1..)) {
            break;
        }
        let [byte] = byte;
        any = true;
        if byte == b'\n' {
            break;
        }
        builder.push(byte)?;
    }
    let line = builder.finish_bytes()?;
    if !any {
        return Err(context.raise(ClassId::EOFError, format_args!("EOF when reading a line")));
    }
    let errors = context.stream_errors();
    decode::decode(context, line, "utf-8", errors)
}
