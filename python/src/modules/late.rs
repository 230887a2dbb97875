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
    Late { module: "collections", names: &["abc"], source: "collections.abc" },
];

impl Context {
    /// An attribute that a module does not have yet, put into it.
    ///
    /// # Errors
    /// What its making raises.
    pub(crate) fn late_attribute(&mut self, module: Value, name: Value) -> Result<Option<Value>> {
        let Some(late) = self.late_names(module) else { return Ok(None) };
        match late.names.iter().any(|known| text::equals_text(name, known)) {
            true => self.make_late(late, module, name).map(Some),
            false => Ok(None),
        }
    }

    /// Makes all of them, before a program gets hold of a module's dict.
    ///
    /// # Errors
    /// As above.
    pub(crate) fn complete_module(&mut self, module: Value) -> Result<()> {
        let Some(late) = self.late_names(module) else { return Ok(()) };
        for name in late.names {
            let name = self.intern(name)?;
            if self.table_load_name(attribute::module_dict(module), name).is_none() {
                self.make_late(late, module, name)?;
            }
        }
        Ok(())
    }

    fn late_names(&mut self, module: Value) -> Option<&'static Late> {
        // SAFETY: callers checked that it is a module.
        let name = unsafe { (*module.as_pointer::<Module>()).name };
        let late = LATE.iter().find(|late| text::equals_text(name, late.module))?;
        // A program can make modules of any name.
        let genuine = self.table_load_name(self.modules.as_pointer(), name) == Some(module);
        genuine.then_some(late)
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
