//! The built-in names: functions, classes, constants.
//!
//! [`objects`] asks objects about themselves, [`aggregate`] runs over iterables, [`output`] prints and reads, [`numbers`] works on numbers.

pub mod aggregate;
pub mod execute;
pub mod numbers;
pub mod objects;
pub mod output;
pub(crate) mod signatures;

use copperhead_stencils::value::Value;

use crate::context::Context;
use crate::error::Result;
use crate::objects::class_list::{CLASSES, ClassId};
use crate::objects::native::Method;
use crate::objects::{site, text};

/// The classes that programs know by their names, besides the exceptions.
const CLASS_NAMES: &[ClassId] = &[
    ClassId::Object,
    ClassId::Type,
    ClassId::Int,
    ClassId::Bool,
    ClassId::Float,
    ClassId::Complex,
    ClassId::Str,
    ClassId::Bytes,
    ClassId::ByteArray,
    ClassId::MemoryView,
    ClassId::List,
    ClassId::Tuple,
    ClassId::Dict,
    ClassId::Set,
    ClassId::FrozenSet,
    ClassId::Range,
    ClassId::Slice,
    ClassId::Property,
    ClassId::StaticMethod,
    ClassId::ClassMethod,
    ClassId::Super,
    ClassId::Enumerate,
    ClassId::Zip,
    ClassId::Map,
    ClassId::Filter,
    ClassId::Reversed,
];

/// The other constants.
const CONSTANTS: [(&str, Value); 8] = [
    ("NotImplemented", Value::NOT_IMPLEMENTED),
    ("Ellipsis", Value::ELLIPSIS),
    ("None", Value::NONE),
    ("True", Value::TRUE),
    ("False", Value::FALSE),
    ("__debug__", Value::TRUE),
    // What modules find of these by name before somebody asked them for theirs.
    ("__loader__", Value::NONE),
    ("__spec__", Value::NONE),
];

/// The functions.
const METHODS: [&[Method]; 5] = [objects::METHODS, execute::METHODS, aggregate::METHODS, output::METHODS, numbers::METHODS];

/// About how many names there are.
const NAMES: usize = 200;

/// The classes that programs know by their names.
fn classes() -> impl Iterator<Item = (&'static str, ClassId)> {
    let exceptions = ClassId::ALL.into_iter().take(ClassId::FIRST_OF_MODULES).skip(ClassId::BaseException as usize);
    let named = CLASS_NAMES.iter().copied().chain(exceptions);
    named
        .filter_map(|id| CLASSES.get(id as usize).map(|info| (info.name, id)))
        .chain([("EnvironmentError", ClassId::OSError), ("IOError", ClassId::OSError)])
}

/// The module's name, in which functions find it.
const MODULE: &str = "builtins";

impl Context {
    /// The built-in of an interned name: functions and classes come into being here, so that a VM starts in little memory.
    ///
    /// # Errors
    /// MemoryError.
    #[inline]
    pub(crate) fn find_builtin(&mut self, name: Value) -> Result<Option<Value>> {
        match self.table_load_name(self.machine.builtins, name) {
            Some(value) => Ok(Some(value)),
            None if self.builtins_complete => Ok(None),
            None => self.make_builtin_name(name),
        }
    }

    #[cold]
    fn make_builtin_name(&mut self, name: Value) -> Result<Option<Value>> {
        let is = |text: &str| text::equals_text(name, text);
        let value = if let Some(method) = METHODS.iter().copied().flatten().find(|method| is(method.name)) {
            let module = self.intern(MODULE)?;
            self.new_native_function(method, module)?
        } else if let Some((_, id)) = classes().find(|(name, _)| is(name)) {
            self.late_class_value(id)?
        } else if let Some(&(_, value)) = CONSTANTS.iter().find(|(name, _)| is(name)) {
            if is("__debug__") { Value::from_bool(self.optimize == 0) } else { value }
        } else if let Some(&(name, id)) = site::NAMES.iter().find(|(name, _)| is(name)) {
            site::make(self, name, id)?
        } else if is("__name__") {
            self.intern(MODULE)?
        } else {
            return Ok(None);
        };
        let dict = self.machine.builtins;
        // SAFETY: the dict lives as long as the VM. A new entry moves none, so what instructions know of the others stays right.
        unsafe {
            let (version, epoch, entries) = ((*dict).version, self.machine.names_epoch, (*dict).entries);
            self.table_store_name(dict, name, value)?;
            (*dict).version = version;
            if (*dict).entries == entries {
                self.machine.names_epoch = epoch;
            }
        }
        Ok(Some(value))
    }

    /// The function `print`.
    ///
    /// # Errors
    /// MemoryError.
    pub(crate) fn find_print(&mut self) -> Result<Option<Value>> {
        let name = self.intern("print")?;
        self.find_builtin(name)
    }

    /// Makes every built-in name that is still missing, before a program gets hold of the dict.
    ///
    /// # Errors
    /// MemoryError.
    pub(crate) fn complete_builtins(&mut self) -> Result<()> {
        if self.builtins_complete {
            return Ok(());
        }
        self.table_rebuild(self.machine.builtins, NAMES)?;
        let functions = METHODS.iter().copied().flatten().map(|method| method.name);
        let constants = CONSTANTS.iter().map(|&(name, _)| name);
        let prompt = site::NAMES.iter().map(|&(name, _)| name);
        for name in functions.chain(classes().map(|(name, _)| name)).chain(constants).chain(prompt).chain(["__name__"]) {
            let name = self.intern(name)?;
            self.find_builtin(name)?;
        }
        self.builtins_complete = true;
        Ok(())
    }
}
