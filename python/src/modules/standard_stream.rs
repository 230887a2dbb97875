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
use crate::objects::text;
use crate::objects::{access, attribute, operations};

/// 0, 1 or 2.
const NUMBER: usize = 0;
/// The other half, or UNDEFINED.
const WHOLE: usize = 1;
/// True once closed.
const CLOSED: usize = 2;
const FIELDS: usize = 3;

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
        Ok(stream)
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
    let made = context.call(function, &[field(stream, NUMBER)])?;
    set_field(stream, WHOLE, made);
    Ok(made)
}

/// The other half of an object that is a standard stream, if it was made.
pub(crate) fn made(context: &mut Context, stream: Value) -> Option<Value> {
    let class = context.class(ClassId::StandardStream);
    let own = !class.is_null() && access::is(stream, Kind::Record) && context.class_of(stream) == class;
    if own { Some(field(stream, WHOLE)).filter(|whole| *whole != Value::UNDEFINED) } else { None }
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
    let Some(output) = output(stream) else { return forward(context, arguments, "write") };
    context.write_str_value(output, string);
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
    Method::raw("__next__", |context, arguments| forward(context, arguments, "__next__")),
    Method::raw("read", |context, arguments| forward(context, arguments, "read")),
    Method::raw("readline", |context, arguments| forward(context, arguments, "readline")),
    Method::raw("readlines", |context, arguments| forward(context, arguments, "readlines")),
];

fn close(_: &mut Context, arguments: &Arguments) -> Result<Value> {
    set_field(arguments.get(0), CLOSED, Value::TRUE);
    Ok(Value::NONE)
}

/// The attributes.
pub static ATTRIBUTES: &[Attribute] = &[
    Attribute { name: "name", get: |context, stream| context.intern(name_of(stream)), set: None },
    Attribute { name: "encoding", get: |context, _| context.intern("utf-8"), set: None },
    Attribute { name: "closed", get: |_, stream| Ok(field(stream, CLOSED)), set: None },
    Attribute { name: "mode", get: |context, stream| context.intern(if output(stream).is_some() { "w" } else { "r" }), set: None },
];
