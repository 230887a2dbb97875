//! Attributes of built-in modules that are made when somebody asks for them.

use copperhead_stencils::value::Value;

use crate::context::Context;
use crate::error::Result;
use crate::objects::{attribute, layout::Module, text};

/// Attributes that another module has until somebody asks for them.
struct Late {
    module: &'static str,
    names: &'static [&'static str],
    /// The module that has them; of a name that begins with the first module's, the attribute itself.
    source: &'static str,
}

static LATE: &[Late] = &[
    Late {
        module: "sys",
        names: &["version_info", "implementation", "flags", "float_info", "int_info", "hash_info", "thread_info"],
        source: "_sysinfo",
    },
    Late {
        module: "sys",
        names: &[
            "__breakpointhook__",
            "__displayhook__",
            "__excepthook__",
            "__unraisablehook__",
            "_base_executable",
            "_clear_internal_caches",
            "_clear_type_cache",
            "_current_exceptions",
            "_current_frames",
            "_debugmallocstats",
            "_framework",
            "_git",
            "_home",
            "_is_gil_enabled",
            "_is_interned",
            "_setprofileallthreads",
            "_settraceallthreads",
            "_stdlib_dir",
            "_xoptions",
            "activate_stack_trampoline",
            "addaudithook",
            "audit",
            "breakpointhook",
            "builtin_module_names",
            "call_tracing",
            "deactivate_stack_trampoline",
            "displayhook",
            "excepthook",
            "get_asyncgen_hooks",
            "get_coroutine_origin_tracking_depth",
            "getallocatedblocks",
            "getdlopenflags",
            "getprofile",
            "getrefcount",
            "getswitchinterval",
            "gettrace",
            "getunicodeinternedsize",
            "is_stack_trampoline_active",
            "meta_path",
            "orig_argv",
            "path_hooks",
            "path_importer_cache",
            "set_asyncgen_hooks",
            "set_coroutine_origin_tracking_depth",
            "setdlopenflags",
            "setprofile",
            "setswitchinterval",
            "settrace",
            "stdlib_module_names",
            "unraisablehook",
            "warnoptions",
        ],
        source: "_syshooks",
    },
    Late { module: "array", names: &["_array_reconstructor"], source: "_array_parts" },
    Late { module: "collections", names: &["abc"], source: "collections.abc" },
];

impl Context {
    /// An attribute that a module does not have yet, put into it.
    ///
    /// # Errors
    /// What its making raises.
    pub(crate) fn late_attribute(&mut self, module: Value, name: Value) -> Result<Option<Value>> {
        if crate::objects::module::LATE_NAMES.iter().any(|known| text::equals_text(name, known)) {
            return self.late_specification(module, name);
        }
        if !self.has_late(module) {
            return Ok(None);
        }
        for late in LATE {
            if Self::is_of(late, module) && late.names.iter().any(|known| text::equals_text(name, known)) {
                return self.make_late(late, module, name).map(Some);
            }
        }
        Ok(None)
    }

    /// Gives a module that was imported its specification and loader.
    fn late_specification(&mut self, module: Value, name: Value) -> Result<Option<Value>> {
        let key = self.intern("__name__")?;
        // What is still empty was made by hand.
        if self.table_load_name(attribute::module_dict(module), key).is_none() {
            return Ok(None);
        }
        if !cfg!(feature = "library") {
            return Ok(Some(Value::NONE));
        }
        let finders = self.intern("_finders")?;
        let finders = self.import_absolute(finders)?;
        let key = self.intern("complete")?;
        let complete = attribute::get_attribute(self, finders, key)?;
        self.call(complete, &[module])?;
        Ok(self.table_load_name(attribute::module_dict(module), name))
    }

    /// Makes all of them, before a program gets hold of a module's dict.
    ///
    /// # Errors
    /// As above.
    pub(crate) fn complete_module(&mut self, module: Value) -> Result<()> {
        if !self.has_late(module) {
            return Ok(());
        }
        for late in LATE.iter().filter(|late| Self::is_of(late, module)) {
            for name in late.names {
                let name = self.intern(name)?;
                if self.table_load_name(attribute::module_dict(module), name).is_none() {
                    self.make_late(late, module, name)?;
                }
            }
        }
        Ok(())
    }

    fn is_of(late: &Late, module: Value) -> bool {
        // SAFETY: callers checked that it is a module.
        text::equals_text(unsafe { (*module.as_pointer::<Module>()).name }, late.module)
    }

    fn has_late(&mut self, module: Value) -> bool {
        // SAFETY: callers checked that it is a module.
        let name = unsafe { (*module.as_pointer::<Module>()).name };
        // A program can make modules of any name.
        LATE.iter().any(|late| Self::is_of(late, module)) && self.table_load_name(self.modules.as_pointer(), name) == Some(module)
    }

    fn make_late(&mut self, late: &'static Late, module: Value, name: Value) -> Result<Value> {
        let source = self.intern(late.source)?;
        let source = self.import_absolute(source)?;
        if late.source.starts_with(late.module) {
            return Ok(source);
        }
        let value = attribute::get_attribute(self, source, name)?;
        self.table_store_name(attribute::module_dict(module), name, value)?;
        Ok(value)
    }
}
