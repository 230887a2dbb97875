//! Modules: those written in Rust, those whose Python source is part of this library ([`frozen`]), and the import of all.
//!
//! A module in Rust is made when it is first imported, from a table of functions and a function that gives its other values.

pub mod array;
pub mod binascii;
pub(crate) mod bind;
pub mod byte_stream;
pub mod cmath;
pub mod collections;
pub mod deque;
mod frozen;
pub mod functools;
pub mod gc;
mod gc_objects;
#[cfg_attr(not(feature = "host-library"), path = "no_hashes.rs")]
pub mod hashes;
pub mod host_files;
mod import;
pub mod itertools;
pub mod json;
mod late;
pub mod math;
pub mod operator;
pub mod ordered;
pub(crate) mod packing;
pub mod random;
pub mod regex;
mod source_file;
pub mod standard_stream;
pub mod string_stream;
pub mod structure;
pub mod sys;
pub mod time;
pub mod traceback;
pub mod types;
mod unclosed;
#[cfg(feature = "unicode-data")]
pub mod unicodedata;
pub mod weakref;

use copperhead_stencils::layout::container::Dict;
use copperhead_stencils::layout::object::Kind;
use copperhead_stencils::value::Value;

use crate::context::Context;
use crate::error::Result;
use crate::objects::class_list::ClassId;
use crate::objects::layout::Module;
use crate::objects::native::Method;
use crate::objects::text::{self, Display};
use crate::objects::{access, attribute, frame, operations};

/// Gives a module's values one by one.
pub(crate) type Store<'s> = dyn FnMut(&mut Context, &'static str, Value) -> Result<()> + 's;

/// Whether this is a module whose source still runs.
pub(crate) fn object_is_initialising(module: Value) -> bool {
    // SAFETY: just checked; the caller holds it.
    access::is(module, Kind::Module) && unsafe { (*module.as_pointer::<Module>()).initialising } == Value::TRUE
}

/// A built-in module.
struct BuiltinModule {
    name: &'static str,
    methods: &'static [Method],
    values: fn(&mut Context, &mut Store<'_>) -> Result<()>,
}

static MODULES: &[BuiltinModule] = &[
    BuiltinModule { name: "sys", methods: sys::METHODS, values: sys::values },
    BuiltinModule { name: "_time", methods: time::METHODS, values: time::values },
    BuiltinModule { name: "_traceback", methods: traceback::FUNCTIONS, values: |_, _| Ok(()) },
    BuiltinModule { name: "_frames_native", methods: frame::FUNCTIONS, values: |_, _| Ok(()) },
    BuiltinModule { name: "gc", methods: gc::METHODS, values: gc::values },
    BuiltinModule { name: "_types", methods: types::METHODS, values: types::values },
    BuiltinModule { name: "_weakref", methods: weakref::FUNCTIONS, values: weakref::values },
    BuiltinModule { name: "array", methods: array::FUNCTIONS, values: array::values },
    BuiltinModule { name: "_hostfiles", methods: host_files::FUNCTIONS, values: host_files::values },
    BuiltinModule { name: "_struct", methods: structure::FUNCTIONS, values: structure::values },
    BuiltinModule { name: "itertools", methods: itertools::FUNCTIONS, values: itertools::values },
    BuiltinModule { name: "operator", methods: &[], values: operator::values },
    BuiltinModule { name: "_functools", methods: functools::FUNCTIONS, values: functools::values },
    BuiltinModule { name: "_collections", methods: collections::FUNCTIONS, values: collections::values },
    BuiltinModule { name: "binascii", methods: binascii::FUNCTIONS, values: binascii::values },
    #[cfg(feature = "host-library")]
    BuiltinModule { name: "_hashes", methods: hashes::FUNCTIONS, values: hashes::values },
    BuiltinModule { name: "_re", methods: regex::FUNCTIONS, values: regex::values },
    BuiltinModule { name: "_json", methods: json::FUNCTIONS, values: json::values },
    BuiltinModule { name: "_random", methods: random::FUNCTIONS, values: random::values },
    BuiltinModule { name: "cmath", methods: cmath::METHODS, values: cmath::values },
    BuiltinModule { name: "math", methods: math::METHODS, values: math::values },
    #[cfg(feature = "unicode-data")]
    BuiltinModule { name: "unicodedata", methods: unicodedata::METHODS, values: unicodedata::values },
    #[cfg(not(feature = "unicode-data"))]
    BuiltinModule { name: "unicodedata", methods: &[], values: without_unicode_data },
];

/// The names of the modules that are written in Rust.
pub(crate) fn builtin_names() -> impl Iterator<Item = &'static str> {
    MODULES.iter().map(|module| module.name).chain(["builtins"])
}

/// The database is left out of small builds.
#[cfg(not(feature = "unicode-data"))]
fn without_unicode_data(context: &mut Context, _: &mut Store<'_>) -> Result<()> {
    let message = format_args!("unicodedata is not part of this build: it was made without the feature unicode-data");
    Err(context.raise(ClassId::ImportError, message))
}

impl Context {
    /// Calls a function of a module that is imported if need be.
    ///
    /// # Errors
    /// What the import and the function raise.
    pub(crate) fn call_in_module(&mut self, module: &str, function: &str, arguments: &[Value]) -> Result<Value> {
        let module = self.intern(module)?;
        let module = self.import_absolute(module)?;
        let name = self.intern(function)?;
        let function = attribute::get_attribute(self, module, name)?;
        self.call(function, arguments)
    }

    /// Warns the program of something that it does.
    ///
    /// # Errors
    /// The warning, if the program made it an error; what the program's own functions raise.
    #[cold]
    pub(crate) fn warn(&mut self, category: ClassId, message: core::fmt::Arguments<'_>) -> Result<()> {
        let message = self.format(message)?;
        let category = self.late_class_value(category)?;
        self.call_in_module("warnings", "warn", &[message, category]).map(|_| ())
    }

    /// A module that is written in Rust, if there is one of that name, put into `sys.modules`.
    ///
    /// # Errors
    /// MemoryError.
    pub(crate) fn make_builtin(&mut self, name: Value) -> Result<Option<Value>> {
        if text::equals_text(name, "builtins") {
            return self.builtins_module(name).map(Some);
        }
        match MODULES.iter().find(|known| text::equals_text(name, known.name)) {
            Some(known) => self.make_builtin_module(known, name).map(Some),
            None => Ok(None),
        }
    }

    /// Whether the module of this name below another one still runs. Leaves no exception.
    pub(crate) fn is_submodule_initialising(&mut self, module_name: Value, name: Value) -> bool {
        let pending = core::mem::replace(&mut self.machine.exception, Value::UNDEFINED);
        let full = self.format(format_args!("{}.{}", Display(module_name), Display(name))).and_then(|full| self.intern_str(full));
        self.machine.exception = pending;
        let found = full.ok().and_then(|full| self.table_load_name(self.modules.as_pointer(), full));
        found.is_some_and(object_is_initialising)
    }

    fn make_builtin_module(&mut self, known: &'static BuiltinModule, name: Value) -> Result<Value> {
        let module = self.new_imported_module(name)?;
        let dict = attribute::module_dict(module);
        for method in known.methods {
            let function = self.new_native_function(method, name)?;
            let key = self.intern(method.name)?;
            self.table_store_name(dict, key, function)?;
        }
        (known.values)(self, &mut |context, key, value| {
            let key = context.intern(key)?;
            context.table_store_name(dict, key, value)
        })?;
        let modules: *mut Dict = self.modules.as_pointer();
        self.table_store_name(modules, name, module)?;
        Ok(module)
    }

    fn builtins_module(&mut self, name: Value) -> Result<Value> {
        self.complete_builtins()?;
        let module: *mut Module = self.new_object(ClassId::Module, Kind::Module, size_of::<Module>())?;
        // SAFETY: fresh.
        unsafe {
            (*module).dict = self.machine.builtins;
            (*module).name = name;
            (*module).initialising = Value::FALSE;
        }
        let modules: *mut Dict = self.modules.as_pointer();
        self.table_store_name(modules, name, Value::from_pointer(module))?;
        Ok(Value::from_pointer(module))
    }

    /// `from module import name`: an attribute, else the module of that name below it.
    ///
    /// # Errors
    /// ImportError.
    pub(crate) fn import_from(&mut self, module: Value, name: Value) -> Result<Value> {
        if let Some(value) = attribute::find_attribute(self, module, name)? {
            return Ok(value);
        }
        let key = self.intern("__name__")?;
        let module_name = attribute::find_attribute(self, module, key)?.filter(|name| access::is(*name, Kind::Str));
        if let Some(module_name) = module_name {
            let full = self.format(format_args!("{}.{}", Display(module_name), Display(name)))?;
            let full = self.intern_str(full)?;
            if let Some(found) = self.table_load_name(self.modules.as_pointer(), full) {
                return Ok(found);
            }
        }
        let module_name = match module_name {
            Some(name) => name,
            None => self.new_str("<unknown module name>")?,
        };
        let key = self.intern("__file__")?;
        let file = attribute::find_attribute(self, module, key)?.filter(|file| access::is(*file, Kind::Str));
        let has_file = file.is_some();
        let file = match file {
            Some(file) => file,
            None => self.new_str("unknown location")?,
        };
        let (shown, module_shown, file_shown) = (Display(name), Display(module_name), Display(file));
        if object_is_initialising(module) {
            let message = format_args!(
                "cannot import name '{shown}' from partially initialized module '{module_shown}' (most likely due to a circular import) ({file_shown})"
            );
            return Err(self.raise_import_from(module_name, name, has_file.then_some(file), message));
        }
        let message = format_args!("cannot import name '{shown}' from '{module_shown}' ({file_shown})");
        Err(self.raise_import_from(module_name, name, has_file.then_some(file), message))
    }

    /// `from module import *`, at module level.
    ///
    /// # Errors
    /// ImportError, MemoryError.
    pub(crate) fn import_star(&mut self, module: Value) -> Result<()> {
        // `exec` with locals of its own imports into these.
        let namespace = crate::builtins::execute::running_locals(self)?;
        let all = self.intern("__all__")?;
        if let Some(names) = attribute::find_attribute(self, module, all)? {
            return operations::for_each(self, names, |context, name| {
                let name = context.attribute_name(name)?;
                let value = attribute::get_attribute(context, module, name)?;
                operations::set_item(context, namespace, name, value)?;
                Ok(true)
            });
        }
        if !access::is(module, Kind::Module) {
            return Err(self.raise(ClassId::ImportError, format_args!("from-import-* object has no __dict__ and no __all__")));
        }
        let dict = attribute::module_dict(module);
        let mut from = 0;
        while let Some((number, entry)) = self.table_next(dict, from) {
            if access::is(entry.key, Kind::Str) && text::code_point(entry.key, 0) != u32::from('_') {
                let name = self.intern_str(entry.key)?;
                operations::set_item(self, namespace, name, entry.value)?;
            }
            from = number + 1;
        }
        Ok(())
    }
}
