//! Built-in functions that run source text, and the variables of whoever calls: `compile`, `eval`, `exec`, `locals`.

use copperhead_stencils::layout::callable::Code;
use copperhead_stencils::layout::container::Dict;
use copperhead_stencils::layout::object::Kind;
use copperhead_stencils::value::Value;

use crate::bytecode::compile::CompileOptions;
use crate::context::Context;
use crate::error::Result;
use crate::objects::class_list::ClassId;
use crate::objects::frame;
use crate::objects::frame_variables::{self, Slots};
use crate::objects::native::{Arguments, Method};
use crate::objects::special::Special;
use crate::objects::text::{self, Display};
use crate::objects::{access, number_glue};
use crate::run::Mode;
use crate::source::Ending;

/// The functions.
pub static METHODS: &[Method] = &[
    Method::raw("breakpoint", breakpoint).unbound(),
    Method::new("locals", locals, 0, 0).unbound(),
    Method::named("eval", eval, &["", "globals", "locals"], 1).unbound(),
    Method::named("exec", exec, &["", "globals", "locals", "closure"], 1).unbound(),
    Method::named("compile", compile, &["source", "filename", "mode", "flags", "dont_inherit", "optimize", "_feature_version"], 3)
        .unbound(),
];

/// The dict of the module whose code runs.
///
/// # Errors
/// SystemError if none does.
pub(crate) fn running_globals(context: &mut Context) -> Result<Value> {
    match context.current_globals() {
        Some(globals) => Ok(Value::from_pointer(globals)),
        None => Err(context.raise(ClassId::SystemError, format_args!("no code runs"))),
    }
}

/// The variables of the running code: a module's or class body's own namespace, or a copy of a function's.
///
/// # Errors
/// MemoryError.
pub(crate) fn running_locals(context: &mut Context) -> Result<Value> {
    let Some(function) = context.current_function() else { return running_globals(context) };
    // SAFETY: a running function and its code are alive.
    let (code, flags) = unsafe { ((*function).code, (*(*function).code).object.header.flags) };
    if flags & Code::MODULE != 0 {
        return running_globals(context);
    }
    let fp = context.machine.fp;
    if flags & Code::CLASS_BODY != 0 {
        // SAFETY: the frame of a class body holds its namespace in the first slot.
        return Ok(unsafe { *fp });
    }
    let word = context.current_word();
    let variables = frame_variables::all(context, Slots { code, first: fp, count: usize::MAX, word })?;
    frame::add_more(context, Value::from_pointer(function), variables)?;
    Ok(variables)
}

/// `breakpoint(*args, **kws)`: calls `sys.breakpointhook` with the same arguments.
fn breakpoint(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let module = context.intern("sys")?;
    let module = context.import_absolute(module)?;
    let name = context.intern("breakpointhook")?;
    let Some(hook) = crate::objects::attribute::find_attribute(context, module, name)? else {
        return Err(context.raise(ClassId::RuntimeError, format_args!("lost sys.breakpointhook")));
    };
    // SAFETY: the arguments lie in the caller's frame, which stays while this runs.
    let given = unsafe { core::slice::from_raw_parts(arguments.first, arguments.count) };
    match arguments.names {
        Value::UNDEFINED => context.call(hook, given),
        names => context.call_with_names(hook, given, names),
    }
}

fn locals(context: &mut Context, _: &Arguments) -> Result<Value> {
    running_locals(context)
}

/// The globals and, if they are others, the locals that `eval` and `exec` work with.
fn namespaces(context: &mut Context, arguments: &Arguments, name: &str) -> Result<(*mut Dict, Option<Value>)> {
    let given = arguments.optional(1).filter(|globals| *globals != Value::NONE);
    let own_locals = arguments.optional(2).filter(|locals| *locals != Value::NONE);
    let globals = match given {
        None => running_globals(context)?,
        Some(globals) if access::is(globals, Kind::Dict) => globals,
        Some(globals) => {
            let class = context.class_name(context.class_of(globals));
            if name == "eval" {
                let mapping = is_mapping(context, globals)?;
                let hint = if mapping { "globals must be a real dict; try eval(expr, {}, mapping)" } else { "globals must be a dict" };
                return Err(context.raise(ClassId::TypeError, format_args!("{hint}")));
            }
            return Err(context.raise(ClassId::TypeError, format_args!("{name}() globals must be a dict, not {}", Display(class))));
        }
    };
    let locals = match own_locals {
        Some(locals) => {
            if !access::is(locals, Kind::Dict) && !is_mapping(context, locals)? {
                let class = context.class_name_of(locals);
                if name == "eval" {
                    return Err(context.raise(ClassId::TypeError, format_args!("locals must be a mapping")));
                }
                return Err(context.raise(ClassId::TypeError, format_args!("locals must be a mapping or None, not {}", Display(class))));
            }
            Some(locals)
        }
        None if given.is_none() => Some(running_locals(context)?),
        None => None,
    };
    let key = context.intern("__builtins__")?;
    let globals_dict: *mut Dict = globals.as_pointer();
    if given.is_some() && context.table_load_name(globals_dict, key).is_none() {
        // The program gets hold of the dict.
        let builtins = match context.current_globals() {
            Some(running) => context.builtins_of(running)?,
            None => context.builtins_of(globals_dict)?,
        };
        context.table_store_name(globals_dict, key, builtins)?;
    }
    if context.class_of(globals) != context.class(ClassId::Dict) {
        // A class of its own may have its own way to find names.
        return Ok((globals_dict, Some(locals.unwrap_or(globals))));
    }
    Ok((globals_dict, locals.filter(|locals| *locals != globals)))
}

/// Whether an object can be asked for items.
fn is_mapping(context: &mut Context, object: Value) -> Result<bool> {
    let class = context.class_of(object);
    Ok(context.lookup_special(class, Special::GetItem)?.is_some())
}

/// The text of what is to be compiled: a str in UTF-8, or something with bytes.
fn source_text(context: &mut Context, source: Value, name: &str, what: &str) -> Result<Value> {
    let bytes = if access::is(source, Kind::Str) { context.utf8(source)? } else { source };
    let Some(text) = number_glue::text::bytes_of(bytes) else {
        return Err(context.raise(ClassId::TypeError, format_args!("{name} arg 1 must be a {what}")));
    };
    if text.contains(&0) {
        return Err(context.raise(ClassId::SyntaxError, format_args!("source code string cannot contain null bytes")));
    }
    Ok(bytes)
}

/// Runs a code object with globals and, if it was made so, a namespace.
fn run_code(context: &mut Context, code: *mut Code, globals: *mut Dict, locals: Option<Value>) -> Result<Value> {
    let function = context.new_function(code, globals)?;
    // SAFETY: just made.
    let in_namespace = unsafe { (*code).object.header.flags } & Code::CLASS_BODY != 0;
    match locals {
        Some(locals) if in_namespace => context.call(Value::from_pointer(function), &[locals]),
        _ => context.run_function(function),
    }
}

/// A closure for code with so many free variables.
fn checked_closure(context: &mut Context, closure: Option<Value>, count: usize) -> Result<Value> {
    if let Some(closure) = closure
        && access::is(closure, Kind::Tuple)
        && context.tuple_length(closure) == count
        && (0..count).all(|index| access::is(context.tuple_item(closure, index), Kind::Cell))
    {
        return Ok(closure);
    }
    Err(context.raise(ClassId::TypeError, format_args!("code object requires a closure of exactly length {count}")))
}

/// The same options with the features of `__future__` that the running code has.
fn inherited(context: &Context, options: CompileOptions) -> CompileOptions {
    let Some(function) = context.current_function() else { return options };
    // SAFETY: a running function and its code are alive.
    let flags = unsafe { (*(*function).code).object.header.flags };
    CompileOptions {
        is_flufl: options.is_flufl || flags & Code::FUTURE_FLUFL != 0,
        future_annotations: options.future_annotations || flags & Code::FUTURE_ANNOTATIONS != 0,
        ..options
    }
}

/// Compiles and runs a str, bytes or code object.
fn run(context: &mut Context, arguments: &Arguments, name: &str, mode: Mode) -> Result<Value> {
    let source = arguments.get(0);
    let (globals, locals) = namespaces(context, arguments, name)?;
    let closure = arguments.optional(3).filter(|closure| name == "exec" && *closure != Value::NONE);
    let is_text = access::is(source, Kind::Str);
    let options = inherited(
        context,
        CompileOptions { namespace: locals.is_some(), is_text, optimize: context.optimize, ..CompileOptions::default() },
    );
    if access::is(source, Kind::Code) {
        let code: *mut Code = source.as_pointer();
        // SAFETY: just checked.
        let (free, made_of) = unsafe { ((*code).free_names, (*code).source) };
        if context.tuple_length(free) != 0 {
            if name == "eval" {
                let message = format_args!("code object passed to eval() may not contain free variables");
                return Err(context.raise(ClassId::TypeError, message));
            }
            let closure = checked_closure(context, closure, context.tuple_length(free))?;
            let function = context.new_function(code, globals)?;
            // SAFETY: just made; the closure has a cell for each free name.
            unsafe { (*function).closure = closure };
            return context.run_function(function);
        }
        if closure.is_some() {
            return Err(context.raise(ClassId::TypeError, format_args!("cannot use a closure with this code object")));
        }
        // Code that reads its names from the globals is made anew to read them from a namespace.
        if locals.is_some() && access::is(made_of, Kind::Tuple) {
            let code = compile_again(context, code, made_of, options)?;
            return run_code(context, code, globals, locals);
        }
        return run_code(context, code, globals, None);
    }
    if closure.is_some() {
        return Err(context.raise(ClassId::TypeError, format_args!("closure can only be used when source is a code object")));
    }
    let call = if name == "eval" { "eval()" } else { "exec()" };
    let bytes = source_text(context, source, call, "string, bytes or code object")?;
    let text = number_glue::text::bytes_of(bytes).unwrap_or(&[]);
    let text = match mode {
        Mode::Expression => text.trim_ascii_start(),
        _ => text,
    };
    let file_name = context.new_str("<string>")?;
    // `bytes` lies in this frame, so the text stays.
    let code = context.compile_with(text, file_name, mode, options)?;
    let result = run_code(context, code, globals, locals);
    core::hint::black_box(bytes);
    result
}

/// Flags of `compile` for features of `__future__`.
const BARRY_AS_FLUFL: isize = 0x40_0000;
const ANNOTATIONS: isize = 0x100_0000;

/// Stands beside the level of optimisation in what is kept of a source: it was a str.
const WAS_TEXT: u8 = 16;

/// Compiles anew what `compile()` made a code object of.
fn compile_again(context: &mut Context, code: *mut Code, made_of: Value, options: CompileOptions) -> Result<*mut Code> {
    let (bytes, mode, optimize) = (context.tuple_item(made_of, 0), context.tuple_item(made_of, 1), context.tuple_item(made_of, 2));
    let text = number_glue::text::bytes_of(bytes).unwrap_or(&[]);
    let mode = match mode.as_int() {
        0 => Mode::Module,
        1 => Mode::Expression,
        _ => Mode::Interactive,
    };
    // SAFETY: the caller holds the code object.
    let file_name = unsafe { (*code).file_name };
    let optimize = optimize.as_int() as u8;
    let is_text = optimize & WAS_TEXT != 0;
    // SAFETY: as above.
    let flags = unsafe { (*code).object.header.flags };
    let (is_flufl, future_annotations) = (flags & Code::FUTURE_FLUFL != 0, flags & Code::FUTURE_ANNOTATIONS != 0);
    let ending = Ending::Text;
    let options = CompileOptions { optimize: optimize & !WAS_TEXT, is_text, is_flufl, future_annotations, ending, ..options };
    context.compile_with(text, file_name, mode, options)
}

fn eval(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    run(context, arguments, "eval", Mode::Expression)
}

fn exec(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    run(context, arguments, "exec", Mode::Module)?;
    Ok(Value::NONE)
}

fn compile(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let (source, file_name, mode) = (arguments.get(0), arguments.get(1), arguments.get(2));
    if access::is(source, Kind::Code) {
        return Ok(source);
    }
    let file_name = match number_glue::text::bytes_of(file_name) {
        Some(bytes) if access::is(file_name, Kind::Bytes) => match core::str::from_utf8(bytes) {
            Ok(text) => context.new_str(text)?,
            Err(_) => return Err(context.raise(ClassId::ValueError, format_args!("compile() filename is not UTF-8"))),
        },
        _ if access::is(file_name, Kind::Str) => file_name,
        _ => {
            let class = context.class_name_of(file_name);
            let message = format_args!("expected str, bytes or os.PathLike object, not {}", Display(class));
            return Err(context.raise(ClassId::TypeError, message));
        }
    };
    if !access::is(mode, Kind::Str) {
        let given = crate::objects::str::given_name(context, mode);
        return Err(context.raise(ClassId::TypeError, format_args!("compile() argument 'mode' must be str, not {given}")));
    }
    let (number, mode) = match text::ascii_text(mode) {
        Some("exec") => (0, Mode::Module),
        Some("eval") => (1, Mode::Expression),
        Some("single") => (2, Mode::Interactive),
        Some("func_type") => {
            return Err(context.raise(ClassId::ValueError, format_args!("compile() mode 'func_type' requires flag PyCF_ONLY_AST")));
        }
        _ => {
            return Err(context.raise(ClassId::ValueError, format_args!("compile() mode must be 'exec', 'eval' or 'single'")));
        }
    };
    let flags = arguments.optional(3).map_or(0, |flags| number_glue::to_isize(flags).unwrap_or(-1));
    // The flags of `__future__` features, which are all on or without effect, and two that only allow more.
    if flags & !0x1ff_6a10 != 0 {
        let message = if flags & 0x400 != 0 { "compile(): syntax trees are not supported" } else { "compile(): unrecognised flags" };
        return Err(context.raise(ClassId::ValueError, format_args!("{message}")));
    }
    let optimize = match arguments.optional(5).map_or(-1, |level| number_glue::to_isize(level).unwrap_or(9)) {
        -1 => context.optimize,
        level @ 0..=2 => level as u8,
        _ => return Err(context.raise(ClassId::ValueError, format_args!("compile(): invalid optimize value"))),
    };
    let is_text = access::is(source, Kind::Str);
    let bytes = source_text(context, source, "compile()", "string, bytes or AST object")?;
    let text = number_glue::text::bytes_of(bytes).unwrap_or(&[]);
    let text = if mode == Mode::Expression { text.trim_ascii_start() } else { text };
    let (is_flufl, future_annotations) = (flags & BARRY_AS_FLUFL != 0, flags & ANNOTATIONS != 0);
    let ending = Ending::Flags { wants_more: flags & 0x4000 != 0, needs_end: flags & 0x200 != 0 };
    let options = CompileOptions { optimize, is_text, is_flufl, future_annotations, ending, ..CompileOptions::default() };
    let alone = match arguments.optional(4) {
        Some(alone) => crate::objects::operations::truth(context, alone)?,
        None => false,
    };
    let options = if alone { options } else { inherited(context, options) };
    let code = context.compile_with(text, file_name, mode, options)?;
    // A bytearray may change; the text is kept for `exec` with locals of its own.
    let kept = if access::is(bytes, Kind::Bytes) && text.len() == number_glue::text::bytes_of(bytes).map_or(0, <[u8]>::len) {
        bytes
    } else {
        context.new_bytes(text)?
    };
    let made_of = context.new_tuple(&[
        kept,
        Value::from_i32_small(number),
        Value::from_i32_small(i32::from(optimize | if is_text { WAS_TEXT } else { 0 })),
    ])?;
    // SAFETY: just made.
    unsafe { (*code).source = made_of };
    core::hint::black_box(bytes);
    Ok(Value::from_pointer(code))
}
