//! `sys.stdin`, `sys.stdout`, `sys.stderr` as a program finds them: text streams that write at once to the host, and whose other half, written in
//! Python (`_io.TextIOWrapper`), is made when something else than writing is asked for.

use copperhead_stencils::layout::object::Kind;
use copperhead_stencils::value::Value;

use crate::context::Context;
use crate::error::Result;
use crate::host::Stream;
use crate::objects::class_list::ClassId;
use crate::objects::native::{Arguments, Attribute, Method};
use crate::objects::record::{field, set_field};
use crate::objects::str::encode;
use crate::objects::text;
use crate::objects::{access, attribute, bytes, operations};

/// 0, 1 or 2.
const NUMBER: usize = 0;
/// The other half, or UNDEFINED.
const WHOLE: usize = 1;
/// True once closed.
const CLOSED: usize = 2;
/// True once it was configured anew: then all goes through the other half.
const CONFIGURED: usize = 3;
const FIELDS: usize = 4;

impl Context {
    /// A standard stream.
    ///
    /// # Errors
    /// MemoryError.
    pub(crate) fn new_standard_stream(&mut self, number: i32) -> Result<Value> {
        let class = self.late_class(ClassId::StandardStream)?;
        let stream = self.new_record(class, FIELDS)?;
        set_field(stream, NUMBER, Value::from_i32_small(number));
        set_field(stream, CLOSED, Value::FALSE);
        set_field(stream, CONFIGURED, Value::FALSE);
        Ok(stream)
    }

    /// The handler of what cannot be encoded or decoded, of standard input and output.
    pub(crate) fn stream_errors(&self) -> &'static str {
        if self.escapes_bytes { "surrogateescape" } else { "strict" }
    }
}

/// The host's stream that a record writes to.
fn output(stream: Value) -> Option<Stream> {
    match field(stream, NUMBER).as_int() {
        1 => Some(Stream::Output),
        2 => Some(Stream::Error),
        _ => None,
    }
}

/// The other half.
pub(crate) fn whole(context: &mut Context, stream: Value) -> Result<Value> {
    let known = field(stream, WHOLE);
    if known != Value::UNDEFINED {
        return Ok(known);
    }
    let name = context.intern("_io")?;
    let module = context.import_with(name, None, Value::from_i32_small(0), Value::NONE)?;
    let name = context.intern("_standard")?;
    let function = attribute::get_attribute(context, module, name)?;
    let errors = context.stream_errors();
    let errors = context.intern(errors)?;
    let made = context.call(function, &[field(stream, NUMBER), errors])?;
    set_field(stream, WHOLE, made);
    Ok(made)
}

/// Whether an object is a standard stream.
fn is_one(context: &mut Context, object: Value) -> bool {
    let class = context.class(ClassId::StandardStream);
    !class.is_null() && access::is(object, Kind::Record) && context.class_of(object) == class
}

/// Whether an object is a standard stream that was configured anew, or closed: what is written goes through its methods.
pub(crate) fn goes_through_its_methods(context: &mut Context, object: Value) -> bool {
    is_one(context, object) && (field(object, CONFIGURED) == Value::TRUE || field(object, CLOSED) == Value::TRUE)
}

/// The other half of an object that is a standard stream, if it was made.
pub(crate) fn made(context: &mut Context, stream: Value) -> Option<Value> {
    if is_one(context, stream) { Some(field(stream, WHOLE)).filter(|whole| *whole != Value::UNDEFINED) } else { None }
}

/// Writes to a stream of the host: UTF-8, as strict as the stream is.
///
/// # Errors
/// UnicodeEncodeError for a lone surrogate, but on the error stream.
pub(crate) fn write_strictly(context: &mut Context, stream: Stream, string: Value) -> Result<()> {
    if stream == Stream::Output && text::width(string) > 1 && text::code_points(string).any(|point| (0xd800..0xe000).contains(&point)) {
        let errors = context.stream_errors();
        let encoded = encode::encode(context, string, "utf-8", errors)?;
        context.write_bytes(stream, bytes::view(encoded).unwrap_or(&[]));
        return Ok(());
    }
    // A stream that the host refuses is the host's affair: a program cannot mend it.
    context.write_str_value(stream, string);
    Ok(())
}

fn check(context: &mut Context, stream: Value) -> Result<()> {
    if field(stream, CLOSED) != Value::TRUE {
        return Ok(());
    }
    Err(context.raise(ClassId::ValueError, format_args!("I/O operation on closed file.")))
}

fn write(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let (stream, string) = (arguments.get(0), arguments.get(1));
    if !text::is_str(string) {
        let name = context.type_name(string);
        return Err(context.raise(ClassId::TypeError, format_args!("write() argument must be str, not {name}")));
    }
    check(context, stream)?;
    let configured = field(stream, CONFIGURED) == Value::TRUE;
    let Some(output) = output(stream).filter(|_| !configured) else { return forward(context, arguments, "write") };
    write_strictly(context, output, string)?;
    context.new_int_of_size(text::length(string))
}

fn writelines(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let stream = arguments.get(0);
    let name = context.intern("write")?;
    let write = attribute::get_attribute(context, stream, name)?;
    operations::for_each(context, arguments.get(1), |context, line| context.call(write, &[line]).map(|_| true))?;
    Ok(Value::NONE)
}

fn flush(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    check(context, arguments.get(0))?;
    if let Some(output) = output(arguments.get(0)) {
        // SAFETY: the host outlives the context. A host that cannot flush has nothing to flush.
        let _ = unsafe { (*context.host).flush(output) };
    }
    Ok(Value::NONE)
}

/// Calls the method of the other half.
fn forward(context: &mut Context, arguments: &Arguments, name: &str) -> Result<Value> {
    check(context, arguments.get(0))?;
    let whole = whole(context, arguments.get(0))?;
    let name = context.intern(name)?;
    let method = attribute::get_attribute(context, whole, name)?;
    context.pass_on(method, arguments, 1)
}

fn getattr(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let whole = whole(context, arguments.get(0))?;
    attribute::get_attribute(context, whole, arguments.get(1))
}

fn repr(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let stream = arguments.get(0);
    if field(stream, CONFIGURED) == Value::TRUE {
        let whole = whole(context, stream)?;
        return operations::repr(context, whole);
    }
    let (name, mode) = (name_of(stream), if output(stream).is_some() { "w" } else { "r" });
    context.format(format_args!("<_io.TextIOWrapper name='{}' mode='{mode}' encoding='utf-8'>", name))
}

fn name_of(stream: Value) -> &'static str {
    match field(stream, NUMBER).as_int() {
        0 => "<stdin>",
        1 => "<stdout>",
        _ => "<stderr>",
    }
}

/// The methods.
pub static METHODS: &[Method] = &[
    Method::new("write", write, 1, 1),
    Method::new("writelines", writelines, 1, 1),
    Method::new("flush", flush, 0, 0),
    Method::new("__getattr__", getattr, 1, 1),
    Method::new("__repr__", repr, 0, 0),
    Method::new("__enter__", |_, arguments| Ok(arguments.get(0)), 0, 0),
    Method::new("__exit__", close, 0, 3),
    Method::new("close", close, 0, 0),
    Method::new(
        "__iter__",
        |context, arguments| {
            check(context, arguments.get(0))?;
            whole(context, arguments.get(0))
        },
        0,
        0,
    ),
    Method::raw("reconfigure", |context, arguments| {
        let result = forward(context, arguments, "reconfigure")?;
        set_field(arguments.get(0), CONFIGURED, Value::TRUE);
        Ok(result)
    }),
    Method::raw("__next__", |context, arguments| forward(context, arguments, "__next__")),
    Method::raw("read", |context, arguments| forward(context, arguments, "read")),
    Method::raw("readline", |context, arguments| forward(context, arguments, "readline")),
    Method::raw("readlines", |context, arguments| forward(context, arguments, "readlines")),
];

fn close(_: &mut Context, arguments: &Arguments) -> Result<Value> {
    set_field(arguments.get(0), CLOSED, Value::TRUE);
    Ok(Value::NONE)
}

fn encoding(context: &mut Context, stream: Value) -> Result<Value> {
    if field(stream, CONFIGURED) != Value::TRUE {
        return context.intern("utf-8");
    }
    let (whole, name) = (whole(context, stream)?, context.intern("encoding")?);
    attribute::get_attribute(context, whole, name)
}

/// The attributes.
pub static ATTRIBUTES: &[Attribute] = &[
    Attribute { name: "name", get: |context, stream| context.intern(name_of(stream)), set: None },
    Attribute { name: "encoding", get: encoding, set: None },
    Attribute { name: "closed", get: |_, stream| Ok(field(stream, CLOSED)), set: None },
    Attribute { name: "mode", get: |context, stream| context.intern(if output(stream).is_some() { "w" } else { "r" }), set: None },
];
