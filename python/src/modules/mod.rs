//! Built-in modules and the import of modules.
//!
//! A built-in module is made when it is first imported, from a table of functions and a function that gives its other values.

pub mod math;
pub mod sys;
pub mod time;

use copperhead_stencils::layout::container::Dict;
use copperhead_stencils::layout::object::Kind;
use copperhead_stencils::value::Value;

use crate::context::Context;
use crate::error::Result;
use crate::objects::class_list::ClassId;
use crate::objects::layout::Module;
use crate::objects::native::Method;
use crate::objects::text::{self, Display};
use crate::objects::{access, attribute, number_glue, operations};

/// Gives a module's values one by one.
pub(crate) type Store<'s> = dyn FnMut(&mut Context, &'static str, Value) -> Result<()> + 's;

/// A built-in module.
struct BuiltinModule {
    name: &'static str,
    methods: &'static [Method],
    values: fn(&mut Context, &mut Store<'_>) -> Result<()>,
}

static MODULES: &[BuiltinModule] = &[
    BuiltinModule { name: "sys", methods: sys::METHODS, values: sys::values },
    BuiltinModule { name: "time", methods: time::METHODS, values: time::values },
    BuiltinModule { name: "math", methods: math::METHODS, values: math::values },
];

impl Context {
    /// The module of that name (`sys.modules`), imported if it was not yet. `names` (a tuple, or None) tells a plain import of a dotted
    /// name from a `from` import.
    ///
    /// # Errors
    /// ModuleNotFoundError, ImportError.
    pub(crate) fn import_name(&mut self, name: Value, level: Value, names: Value) -> Result<Value> {
        let _ = names;
        if number_glue::to_isize(level).is_some_and(|level| level > 0) {
            return Err(self.raise(ClassId::ImportError, format_args!("attempted relative import with no known parent package")));
        }
        let name = self.intern_str(name)?;
        let modules = self.modules;
        if let Some(module) = self.table_load_name(modules.as_pointer(), name)
            && module != Value::NONE
        {
            return Ok(module);
        }
        if text::equals_text(name, "builtins") {
            return self.builtins_module(name);
        }
        for known in MODULES {
            if text::equals_text(name, known.name) {
                return self.make_builtin_module(known, name);
            }
        }
        let error = self.raise_with_name(ClassId::ModuleNotFoundError, name, format_args!("No module named '{}'", Display(name)));
        Err(error)
    }

    fn make_builtin_module(&mut self, known: &'static BuiltinModule, name: Value) -> Result<Value> {
        let module = self.new_module(name)?;
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
        let module: *mut Module = self.new_object(ClassId::Module, Kind::Module, size_of::<Module>())?;
        // SAFETY: fresh.
        unsafe {
            (*module).dict = self.machine.builtins;
            (*module).name = name;
        }
        let modules: *mut Dict = self.modules.as_pointer();
        self.table_store_name(modules, name, Value::from_pointer(module))?;
        Ok(Value::from_pointer(module))
    }

    /// `from module import name`.
    ///
    /// # Errors
    /// ImportError.
    pub(crate) fn import_from(&mut self, module: Value, name: Value) -> Result<Value> {
        if let Some(value) = attribute::find_attribute(self, module, name)? {
            return Ok(value);
        }
        let key = self.intern("__name__")?;
        let module_name = attribute::find_attribute(self, module, key)?.unwrap_or(self.empty_str);
        Err(self.raise_with_name(
            ClassId::ImportError,
            module_name,
            format_args!("cannot import name '{}' from '{}' (unknown location)", Display(name), Display(module_name)),
        ))
    }

    /// `from module import *`, at module level.
    ///
    /// # Errors
    /// ImportError, MemoryError.
    pub(crate) fn import_star(&mut self, module: Value) -> Result<()> {
        let Some(globals) = self.current_globals() else {
            return Err(self.raise_system("import * outside a module"));
        };
        let all = self.intern("__all__")?;
        if let Some(names) = attribute::find_attribute(self, module, all)? {
            return operations::for_each(self, names, |context, name| {
                let name = context.attribute_name(name)?;
                let value = attribute::get_attribute(context, module, name)?;
                context.table_store_name(globals, name, value)?;
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
                self.table_store_name(globals, name, entry.value)?;
            }
            from = number + 1;
        }
        Ok(())
    }
}
