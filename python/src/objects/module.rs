//! Modules.

use copperhead_stencils::layout::container::Dict;
use copperhead_stencils::layout::object::Kind;
use copperhead_stencils::value::Value;

use super::access::{as_class, is};
use super::attribute::module_dict;
use super::class_list::ClassId;
use super::layout::Module;
use super::native::{Arguments, Attribute, Method};
use super::object;
use super::text::Display;
use crate::context::Context;
use crate::error::Result;

/// What modules that were imported get when somebody asks for it.
pub(crate) const LATE_NAMES: [&str; 2] = ["__loader__", "__spec__"];

impl Context {
    /// A module with an empty namespace but for `__name__` and `__doc__`.
    ///
    /// # Errors
    /// MemoryError.
    pub(crate) fn new_module(&mut self, name: Value) -> Result<Value> {
        let dict = self.new_dict()?;
        let module: *mut Module = self.new_object(ClassId::Module, Kind::Module, size_of::<Module>())?;
        // SAFETY: fresh.
        unsafe {
            (*module).dict = dict;
            (*module).name = name;
            (*module).initialising = Value::FALSE;
        }
        self.name_module(dict, name, Value::NONE)?;
        Ok(Value::from_pointer(module))
    }

    /// A module that is imported: it gets its specification and loader when somebody asks for them.
    ///
    /// # Errors
    /// MemoryError.
    pub(crate) fn new_imported_module(&mut self, name: Value) -> Result<Value> {
        let module = self.new_module(name)?;
        for key in LATE_NAMES {
            let key = self.intern(key)?;
            self.dict_take(super::attribute::module_dict(module), key)?;
        }
        Ok(module)
    }

    fn name_module(&mut self, dict: *mut Dict, name: Value, doc: Value) -> Result<()> {
        for (key, value) in
            [("__name__", name), ("__doc__", doc), ("__package__", self.empty_str), ("__loader__", Value::NONE), ("__spec__", Value::NONE)]
        {
            let key = self.intern(key)?;
            self.table_store_name(dict, key, value)?;
        }
        Ok(())
    }
}

fn module_new(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let shape = match as_class(arguments.get(0)) {
        // SAFETY: the class is alive.
        Some(class) if unsafe { (*class).kind } == Kind::Module => unsafe { (*class).root_shape },
        _ => return Err(context.raise(ClassId::TypeError, format_args!("module.__new__(X): X is not a subtype of module"))),
    };
    let dict = context.new_dict()?;
    let module: *mut Module = context.new_shaped(shape, Kind::Module, size_of::<Module>())?;
    // SAFETY: fresh.
    unsafe {
        (*module).dict = dict;
        (*module).name = context.empty_str;
        (*module).initialising = Value::FALSE;
    }
    Ok(Value::from_pointer(module))
}

fn module_init(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let (module, name) = (arguments.get(0), arguments.get(1));
    if !is(name, Kind::Str) {
        let given = context.class_name_of(name);
        return Err(context.raise(ClassId::TypeError, format_args!("module() argument 'name' must be str, not {}", Display(given))));
    }
    // SAFETY: the receiver was checked to be a module.
    unsafe { (*module.as_pointer::<Module>()).name = name };
    let dict = module_dict(module);
    context.name_module(dict, name, arguments.optional(2).unwrap_or(Value::NONE))?;
    let key = context.intern("__package__")?;
    context.table_store_name(dict, key, Value::NONE)?;
    Ok(Value::NONE)
}

/// Modules that are frozen in CPython, and say so.
const FROZEN: &[&str] =
    &["_collections_abc", "abc", "codecs", "importlib.machinery", "importlib.util", "io", "os", "posixpath", "site", "stat"];

fn module_repr(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let dict = module_dict(arguments.get(0));
    let key = context.intern("__file__")?;
    // SAFETY: the receiver was checked to be a module.
    let name = unsafe { (*arguments.get(0).as_pointer::<Module>()).name };
    match context.table_load_name(dict, key) {
        Some(Value::NONE) if let Some(folders) = path_of(context, dict)? => {
            let folders = super::operations::repr(context, folders)?;
            context.format(format_args!("<module '{}' (namespace) from {}>", Display(name), Display(folders)))
        }
        Some(file) => {
            let file = super::operations::repr(context, file)?;
            context.format(format_args!("<module '{}' from {}>", Display(name), Display(file)))
        }
        None if FROZEN.iter().any(|frozen| super::text::equals_text(name, frozen)) => {
            context.format(format_args!("<module '{}' (frozen)>", Display(name)))
        }
        None if super::text::equals_text(name, "builtins") => context.format(format_args!("<module 'builtins' (built-in)>")),
        None if super::text::equals_text(name, "__main__") || !is_imported(context, dict)? => {
            context.format(format_args!("<module '{}'>", Display(name)))
        }
        None => match loader_of(context, dict)? {
            Some(loader) => {
                let loader = super::operations::repr(context, loader)?;
                context.format(format_args!("<module '{}' ({})>", Display(name), Display(loader)))
            }
            None => context.format(format_args!("<module '{}' (built-in)>", Display(name))),
        },
    }
}

/// What loaded a module that a program's own finder found; its specification says nothing of a place.
fn loader_of(context: &mut Context, dict: *mut Dict) -> Result<Option<Value>> {
    let key = context.intern("__spec__")?;
    let Some(specification) = context.table_load_name(dict, key).filter(|&found| found != Value::NONE) else { return Ok(None) };
    let key = context.intern("origin")?;
    if super::attribute::find_attribute(context, specification, key)?.is_some_and(|origin| origin != Value::NONE) {
        return Ok(None);
    }
    let key = context.intern("loader")?;
    Ok(super::attribute::find_attribute(context, specification, key)?.filter(|&loader| loader != Value::NONE))
}

/// `__path__` of a package.
fn path_of(context: &mut Context, dict: *mut Dict) -> Result<Option<Value>> {
    let key = context.intern("__path__")?;
    Ok(context.table_load_name(dict, key))
}

/// Whether a module was not made by hand: then it belongs to no package.
fn is_imported(context: &mut Context, dict: *mut Dict) -> Result<bool> {
    let key = context.intern("__package__")?;
    Ok(context.table_load_name(dict, key).is_some_and(|package| is(package, Kind::Str)))
}

fn module_dir(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let module = arguments.get(0);
    let hook = context.intern("__dir__")?;
    if let Some(hook) = context.table_load_name(module_dict(module), hook) {
        return context.call(hook, &[]);
    }
    context.complete_module(module)?;
    object::names_of(context, module_dict(module))
}

/// The methods.
pub static METHODS: &[Method] = &[
    Method::raw("__new__", module_new).unbound(),
    Method::named("__init__", module_init, &["name", "doc"], 1),
    Method::new("__repr__", module_repr, 0, 0),
    Method::new("__dir__", module_dir, 0, 0),
];

/// The attributes.
pub static ATTRIBUTES: &[Attribute] = &[
    Attribute {
        name: "__dict__",
        get: |context, module| {
            context.complete_module(module)?;
            Ok(Value::from_pointer(module_dict(module)))
        },
        set: None,
    },
    // That of `object` would stand before the module's own.
    Attribute {
        name: "__doc__",
        get: |context, module| {
            let key = context.intern("__doc__")?;
            Ok(Context::or_none(context.table_load_name(module_dict(module), key).unwrap_or(Value::NONE)))
        },
        set: Some(|context, module, value| {
            let key = context.intern("__doc__")?;
            context.table_store_name(module_dict(module), key, Context::or_none(value))
        }),
    },
];
