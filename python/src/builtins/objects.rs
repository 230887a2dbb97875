//! Functions that ask objects about themselves.

use copperhead_stencils::layout::object::Kind;
use copperhead_stencils::value::Value;

use crate::context::Context;
use crate::error::Result;
use crate::objects::class_list::ClassId;
use crate::objects::layout::NativeFunction;
use crate::objects::native::{Arguments, Method};
use crate::objects::special::Special;
use crate::objects::text::Display;
use crate::objects::{access, attribute, class_build, list_sort, operations};

/// The functions.
pub static METHODS: &[Method] = &[
    Method::new("len", len, 1, 1).unbound(),
    Method::new("repr", repr, 1, 1).unbound(),
    Method::new("ascii", ascii, 1, 1).unbound(),
    Method::new("format", format, 1, 2).unbound(),
    Method::new("hash", hash, 1, 1).unbound(),
    Method::new("id", id, 1, 1).unbound(),
    Method::new("callable", callable, 1, 1).unbound(),
    Method::new("isinstance", isinstance, 2, 2).unbound(),
    Method::new("issubclass", issubclass, 2, 2).unbound(),
    Method::new("getattr", getattr, 2, 3).unbound(),
    Method::new("hasattr", hasattr, 2, 2).unbound(),
    Method::new("setattr", setattr, 3, 3).unbound(),
    Method::new("delattr", delattr, 2, 2).unbound(),
    Method::new("dir", dir, 0, 1).unbound(),
    Method::new("vars", vars, 0, 1).unbound(),
    Method::new("globals", globals, 0, 0).unbound(),
    Method::raw("open", open).unbound(),
    Method::named("__import__", import, &["name", "globals", "locals", "fromlist", "level"], 1).unbound(),
    Method::raw("__build_class__", class_build::build_class).unbound(),
];

fn len(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let length = operations::length(context, arguments.get(0))?;
    context.new_int_of_size(length)
}

fn repr(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    operations::repr(context, arguments.get(0))
}

fn ascii(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    crate::objects::str_repr::ascii(context, arguments.get(0))
}

fn format(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let spec = match arguments.optional(1) {
        Some(spec) if access::is(spec, Kind::Str) => spec,
        Some(spec) => {
            let name = context.class_name(context.class_of(spec));
            return Err(context.raise(ClassId::TypeError, format_args!("format() argument 2 must be str, not {}", Display(name))));
        }
        None => context.empty_str,
    };
    operations::format(context, arguments.get(0), spec)
}

fn hash(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let hash = operations::hash(context, arguments.get(0))?;
    context.new_int_of(hash as isize)
}

fn id(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    context.new_int_of_size(arguments.get(0).0)
}

/// Whether an object can be called.
///
/// # Errors
/// MemoryError.
pub(crate) fn is_callable(context: &mut Context, value: Value) -> Result<bool> {
    if matches!(access::kind(value), Some(Kind::Function | Kind::NativeFunction | Kind::BoundMethod | Kind::Class)) {
        return Ok(true);
    }
    let class = context.class_of(value);
    Ok(context.lookup_special(class, Special::Call)?.is_some())
}

fn callable(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    is_callable(context, arguments.get(0)).map(Value::from_bool)
}

fn isinstance(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    context.is_instance(arguments.get(0), arguments.get(1)).map(Value::from_bool)
}

fn issubclass(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    context.is_subclass_of(arguments.get(0), arguments.get(1)).map(Value::from_bool)
}

fn getattr(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let name = context.attribute_name(arguments.get(1))?;
    match arguments.optional(2) {
        None => attribute::get_attribute(context, arguments.get(0), name),
        Some(default) => Ok(attribute::find_attribute(context, arguments.get(0), name)?.unwrap_or(default)),
    }
}

fn hasattr(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let name = context.attribute_name(arguments.get(1))?;
    let found = attribute::find_attribute(context, arguments.get(0), name)?;
    Ok(Value::from_bool(found.is_some()))
}

fn setattr(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let name = context.attribute_name(arguments.get(1))?;
    attribute::set_attribute(context, arguments.get(0), name, arguments.get(2))?;
    Ok(Value::NONE)
}

fn delattr(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let name = context.attribute_name(arguments.get(1))?;
    attribute::delete_attribute(context, arguments.get(0), name)?;
    Ok(Value::NONE)
}

fn globals(context: &mut Context, _: &Arguments) -> Result<Value> {
    super::execute::running_globals(context)
}

fn dir(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let names = match arguments.optional(0) {
        None => super::execute::running_locals(context)?,
        Some(object) => match operations::call_special(context, object, Special::Dir, &[])? {
            Some(names) => names,
            None => return Err(context.raise(ClassId::TypeError, format_args!("object does not provide __dir__"))),
        },
    };
    let list = context.new_list(&[])?;
    context.list_extend(list, names)?;
    list_sort::sort_list(context, list, Value::NONE, false)?;
    Ok(list)
}

fn vars(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let Some(object) = arguments.optional(0) else {
        return super::execute::running_locals(context);
    };
    let name = context.intern("__dict__")?;
    match attribute::find_attribute(context, object, name)? {
        Some(dict) => Ok(dict),
        None => Err(context.raise(ClassId::TypeError, format_args!("vars() argument must have __dict__ attribute"))),
    }
}

fn open(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    if arguments.is_empty() {
        return Err(context.raise(ClassId::TypeError, format_args!("open() missing required argument 'file' (pos 1)")));
    }
    let name = context.intern("_io")?;
    let module = context.import_with(name, None, Value::from_i32_small(0), Value::NONE)?;
    let name = context.intern("open")?;
    let function = attribute::get_attribute(context, module, name)?;
    context.pass_on(function, arguments, 0)
}

/// Whether it is the built-in `__import__`.
pub(crate) fn is_import(function: Value) -> bool {
    // SAFETY: the kind was just looked at.
    access::is(function, Kind::NativeFunction) && unsafe { (*function.as_pointer::<NativeFunction>()).method.name == "__import__" }
}

fn import(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let name = arguments.get(0);
    let names = arguments.optional(3).unwrap_or(Value::NONE);
    let level = operations::index(context, arguments.optional(4).unwrap_or(Value::from_i32_small(0)))?;
    if !access::is(name, Kind::Str) {
        return Err(context.raise(ClassId::TypeError, format_args!("module name must be a string")));
    }
    let globals = arguments.optional(1).filter(|globals| access::is(*globals, Kind::Dict)).map(Value::as_pointer);
    context.import_with(name, globals, level, names)
}
