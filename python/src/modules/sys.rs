//! The `sys` module.

use copperhead_stencils::layout::object::Kind;
use copperhead_stencils::operation::Comparison;
use copperhead_stencils::value::Value;

use super::{Store, standard_stream};
use crate::context::Context;
use crate::error::{Raised, Result};
use crate::host::Stream;
use crate::objects::class_list::ClassId;
use crate::objects::integer::is_integer;
use crate::objects::layout::Exception;
use crate::objects::native::{Arguments, Method};
use crate::objects::text::Display;
use crate::objects::{access, attribute, integer_text, number_glue, operations, text};

/// The functions.
pub static METHODS: &[Method] = &[
    Method::new("exit", exit, 0, 1).unbound(),
    Method::new("getrecursionlimit", getrecursionlimit, 0, 0).unbound(),
    Method::new("setrecursionlimit", setrecursionlimit, 1, 1).unbound(),
    Method::new("intern", intern, 1, 1).unbound(),
    Method::new("exception", exception, 0, 0).unbound(),
    Method::new("exc_info", exc_info, 0, 0).unbound(),
    Method::new("getsizeof", getsizeof, 1, 2).unbound(),
    Method::new("_module_names", module_names, 1, 1).unbound(),
    Method::new("_getframe", getframe, 0, 1).unbound(),
    Method::new("_getframemodulename", getframemodulename, 0, 1).unbound(),
    Method::new("getdefaultencoding", getdefaultencoding, 0, 0).unbound(),
    Method::new("getfilesystemencoding", getdefaultencoding, 0, 0).unbound(),
    Method::new("getfilesystemencodeerrors", getfilesystemencodeerrors, 0, 0).unbound(),
    Method::new("get_int_max_str_digits", get_int_max_str_digits, 0, 0).unbound(),
    Method::named("set_int_max_str_digits", set_int_max_str_digits, &["maxdigits"], 1).unbound(),
    Method::new("is_finalizing", is_finalizing, 0, 0).unbound(),
];

/// The other values.
pub(crate) fn values(context: &mut Context, store: &mut Store<'_>) -> Result<()> {
    let arguments = context.arguments;
    store(context, "argv", arguments)?;
    let modules = context.modules;
    store(context, "modules", modules)?;
    let path = context.search_path;
    store(context, "path", path)?;
    let largest = context.new_int(isize::MAX as i128)?;
    store(context, "maxsize", largest)?;
    store(context, "maxunicode", Value::from_i32_small(0x10_ffff))?;
    for (name, value) in [
        ("version", concat!("3.13.0 (Copperhead ", env!("CARGO_PKG_VERSION"), ")")),
        (
            "platform",
            if cfg!(target_os = "linux") {
                "linux"
            } else if cfg!(target_os = "macos") {
                "darwin"
            } else {
                "none"
            },
        ),
        ("byteorder", if cfg!(target_endian = "little") { "little" } else { "big" }),
        ("copyright", "The Copperhead developers"),
        ("executable", ""),
        ("prefix", ""),
        ("base_prefix", ""),
        ("exec_prefix", ""),
        ("base_exec_prefix", ""),
        ("abiflags", ""),
        ("platlibdir", "lib"),
        ("float_repr_style", "short"),
    ] {
        let value = context.new_str(value)?;
        store(context, name, value)?;
    }
    store(context, "hexversion", Value::from_i32_small(0x030d_00f0))?;
    store(context, "api_version", Value::from_i32_small(1013))?;
    store(context, "dont_write_bytecode", Value::TRUE)?;
    store(context, "pycache_prefix", Value::NONE)?;
    for (number, name, kept) in [(0, "stdin", "__stdin__"), (1, "stdout", "__stdout__"), (2, "stderr", "__stderr__")] {
        let stream = context.new_standard_stream(number)?;
        store(context, name, stream)?;
        store(context, kept, stream)?;
    }
    Ok(())
}

/// An attribute of the module, if it was imported.
pub(crate) fn own(context: &mut Context, name: &str) -> Result<Option<Value>> {
    value_in(context, "sys", name)
}

/// An attribute of a module, if that was imported.
pub(crate) fn value_in(context: &mut Context, module: &str, name: &str) -> Result<Option<Value>> {
    let module = context.intern(module)?;
    let Some(module) = context.table_load_name(context.modules.as_pointer(), module) else {
        return Ok(None);
    };
    if !access::is(module, Kind::Module) {
        return Ok(None);
    }
    let name = context.intern(name)?;
    Ok(context.table_load_name(attribute::module_dict(module), name))
}

/// What a program put in the place of a standard stream, if it did.
///
/// # Errors
/// RuntimeError if it deleted `sys.stdout`; MemoryError.
pub(crate) fn replaced_stream(context: &mut Context, name: &str) -> Result<Option<Value>> {
    match own(context, name)? {
        Some(stream) if stream_of(context, stream).is_none() => Ok(Some(stream)),
        // Without `sys` there is nothing to lose.
        None if name == "stdout" && own(context, "__stdout__")?.is_some() => {
            Err(context.raise(ClassId::RuntimeError, format_args!("lost sys.stdout")))
        }
        _ => Ok(None),
    }
}

/// The host's stream that an object stands for: what `sys.stdout` and `sys.stderr` were at first, unless they were configured anew or closed.
pub(crate) fn stream_of(context: &mut Context, object: Value) -> Option<Stream> {
    if standard_stream::goes_through_its_methods(context, object) {
        return None;
    }
    if own(context, "__stdout__").ok().flatten() == Some(object) {
        return Some(Stream::Output);
    }
    if own(context, "__stderr__").ok().flatten() == Some(object) {
        return Some(Stream::Error);
    }
    None
}

fn exit(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let exception = match arguments.optional(0) {
        None => context.new_exception(ClassId::SystemExit, &[])?,
        Some(status) => {
            let class = context.late_class_value(ClassId::SystemExit)?;
            context.call(class, &[status])?
        }
    };
    Err(context.raise_value(exception))
}

fn getrecursionlimit(context: &mut Context, _: &Arguments) -> Result<Value> {
    context.new_int_of_size(context.limits.recursion_limit)
}

fn setrecursionlimit(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let limit = operations::as_isize(context, arguments.get(0))?;
    if limit < 1 {
        return Err(context.raise(ClassId::ValueError, format_args!("recursion limit must be greater or equal than 1")));
    }
    if context.depth() >= limit as usize {
        let depth = context.depth();
        return Err(context.raise(
            ClassId::RecursionError,
            format_args!("cannot set the recursion limit to {limit} at the recursion depth {depth}: the limit is too low"),
        ));
    }
    context.limits.recursion_limit = limit as usize;
    context.lower_stack_limit(context.machine.fp);
    Ok(Value::NONE)
}

fn intern(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let string = arguments.get(0);
    if access::is(string, Kind::Str) && text::is_exact(string) {
        return context.intern_str(string);
    }
    let name = context.class_name(context.class_of(string));
    Err(context.raise(ClassId::TypeError, format_args!("can't intern {}", Display(name))))
}

fn exception(context: &mut Context, _: &Arguments) -> Result<Value> {
    Ok(context.handled)
}

fn exc_info(context: &mut Context, _: &Arguments) -> Result<Value> {
    let handled = context.handled;
    if !access::is(handled, Kind::Exception) {
        return context.new_tuple(&[Value::NONE, Value::NONE, Value::NONE]);
    }
    let class = Value::from_pointer(context.class_of(handled));
    // SAFETY: a live exception.
    let traceback = unsafe { (*handled.as_pointer::<Exception>()).traceback };
    context.new_tuple(&[class, handled, traceback])
}

fn getsizeof(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let object = arguments.get(0);
    if !object.is_pointer() {
        return context.new_int_of_size(size_of::<Value>());
    }
    let class = context.class_of(object);
    let name = context.intern("__sizeof__")?;
    if !access::is_built_in(class)
        && let Some(method) = context.lookup(class, name)?
        && !access::is(method, Kind::NativeFunction)
    {
        return size_by_method(context, method, object, arguments.optional(1));
    }
    let bytes = core::ptr::NonNull::new(object.as_pointer()).map_or(0, |cell| context.heap.cell_bytes(cell));
    context.new_int_of_size(bytes)
}

/// The size that an object's own `__sizeof__` says; where that is a TypeError, the default.
fn size_by_method(context: &mut Context, method: Value, object: Value, default: Option<Value>) -> Result<Value> {
    let size = match context.call_method_value(method, &[object]) {
        Ok(size) if crate::objects::integer::view::is_integer(size) => size,
        Ok(_) => {
            let raised = context.raise(ClassId::TypeError, format_args!("an integer is required"));
            return default_size(context, default, raised);
        }
        Err(raised) => return default_size(context, default, raised),
    };
    let zero = Value::from_i32_small(0);
    let negative = operations::rich_compare(context, Comparison::Less, size, zero)?;
    if negative == Value::TRUE {
        return Err(context.raise(ClassId::ValueError, format_args!("__sizeof__() should return >= 0")));
    }
    Ok(size)
}

fn default_size(context: &mut Context, default: Option<Value>, raised: Raised) -> Result<Value> {
    match default {
        Some(default) if context.exception_is(ClassId::TypeError) => {
            context.machine.exception = Value::UNDEFINED;
            Ok(default)
        }
        _ => Err(raised),
    }
}

/// `_module_names(all)`: the modules written in Rust, or all of the library's.
fn module_names(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let list = context.new_list(&[])?;
    let frozen = super::frozen::MODULES
        .iter()
        .chain(super::frozen::HOST_MODULES)
        .filter(|_| arguments.get(0) == Value::TRUE)
        .map(|module| module.name);
    for name in super::builtin_names().chain(frozen) {
        let name = context.new_str(name)?;
        context.list_append(list, name)?;
    }
    Ok(list)
}

/// How many calls below the running function.
fn depth(context: &mut Context, arguments: &Arguments) -> Result<usize> {
    match arguments.optional(0) {
        None => Ok(0),
        Some(depth) => operations::as_isize(context, depth).map(|depth| usize::try_from(depth).unwrap_or(0)),
    }
}

fn getframe(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let depth = depth(context, arguments)?;
    match context.frame_at(depth)? {
        Some(frame) => Ok(frame),
        None => Err(context.raise(ClassId::ValueError, format_args!("call stack is not deep enough"))),
    }
}

fn getframemodulename(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let depth = depth(context, arguments)?;
    let Some(globals) = context.globals_at(depth) else { return Ok(Value::NONE) };
    let name = context.intern("__name__")?;
    Ok(context.table_load_name(globals.as_pointer(), name).unwrap_or(Value::NONE))
}

fn getdefaultencoding(context: &mut Context, _: &Arguments) -> Result<Value> {
    context.new_str("utf-8")
}

fn getfilesystemencodeerrors(context: &mut Context, _: &Arguments) -> Result<Value> {
    context.new_str("surrogateescape")
}

fn get_int_max_str_digits(context: &mut Context, _: &Arguments) -> Result<Value> {
    context.new_int_of_size(context.limits.integer_digits)
}

fn set_int_max_str_digits(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let limit = operations::as_isize(context, arguments.get(0))?;
    let least = integer_text::DIGITS_ALWAYS_ALLOWED;
    match usize::try_from(limit) {
        Ok(limit) if limit == 0 || limit >= least => context.limits.integer_digits = limit,
        _ => return Err(context.raise(ClassId::ValueError, format_args!("maxdigits must be 0 or larger than {least}"))),
    }
    Ok(Value::NONE)
}

fn is_finalizing(_: &mut Context, _: &Arguments) -> Result<Value> {
    Ok(Value::FALSE)
}

impl Context {
    /// The exit status that a SystemExit asks for; `None` for other exceptions. A message is written to the error stream.
    pub(crate) fn exit_status(&mut self, exception: Value) -> Option<i32> {
        if !access::is(exception, Kind::Exception) || !self.is_instance_of(exception, ClassId::SystemExit) {
            return None;
        }
        let name = self.intern("code").ok()?;
        let code = attribute::get_attribute(self, exception, name).unwrap_or(Value::NONE);
        if code == Value::NONE {
            return Some(0);
        }
        if let Some(status) = number_glue::to_isize(code) {
            return Some(status as i32);
        }
        if is_integer(code) {
            // Beyond the system's words: as CPython has it.
            return Some(-1);
        }
        match operations::str(self, code) {
            Ok(text) => {
                self.write_str_value(Stream::Error, text);
                self.write(Stream::Error, "\n");
            }
            Err(Raised) => self.machine.exception = Value::UNDEFINED,
        }
        Some(1)
    }
}
