//! The import of modules: by absolute and relative names, from the built-in ones, the host's, and the files below `sys.path`.

use copperhead_stencils::layout::callable::Code;
use copperhead_stencils::layout::container::Dict;
use copperhead_stencils::layout::object::Kind;
use copperhead_stencils::list::Opcode;
use copperhead_stencils::value::Value;

use super::frozen::{FrozenModule, Native};
use crate::context::Context;
use crate::error::{Raised, Result};
use crate::interpret::codes::for_each_instruction;
use crate::interpret::quicken::opcode;
use crate::objects::class_list::ClassId;
use crate::objects::layout::Module;
use crate::objects::text::{self, Display};
use crate::objects::{access, attribute, number_glue, operations};

/// Where the last dot of a name stands, in code points.
fn last_dot(name: Value) -> Option<usize> {
    text::code_points(name).rposition(|point| point == u32::from('.'))
}

/// Modules that no file can stand for: built in or frozen in CPython, or imported before any program runs. So are those whose names begin with `_`.
const NEVER_FILES: &[&str] = &[
    "abc",
    "atexit",
    "builtins",
    "codecs",
    "encodings",
    "errno",
    "gc",
    "io",
    "itertools",
    "marshal",
    "os",
    "posix",
    "posixpath",
    "site",
    "sys",
    "time",
];

fn is_never_file(name: Value) -> bool {
    text::code_points(name).next() == Some(u32::from('_')) || NEVER_FILES.iter().any(|module| text::equals_text(name, module))
}

/// What an import found to run.
struct Source {
    /// The text.
    text: Text,
    /// `__file__`; None where there is no file.
    file: Value,
    /// What tracebacks call it.
    file_name: Value,
    /// The folder of a package, `__path__`; None if it is a plain module.
    folder: Option<Value>,
}

/// Marks the code that is written in C in CPython, and what is nested in it.
///
/// # Safety
/// The code is alive.
unsafe fn mark_native(code: *mut Code, native: Native) {
    // SAFETY: the caller's contract; names of code objects, and cells of instructions, are what the compiler made. Code of this library nests
    // some levels deep.
    unsafe {
        if text::ascii_text((*code).qualified_name).is_some_and(|name| native.holds(name)) {
            (*code).object.header.flags |= Code::NATIVE;
        }
        for_each_instruction(code, |pc| {
            if opcode(pc) == Some(Opcode::MakeFunction) {
                mark_native(Value(*pc.add(1) as usize).as_pointer(), native);
            }
        });
    }
}

/// What a search below folders ended with.
enum Found {
    Source(Source),
    /// No file, but folders of that name: a list of their paths.
    Folders(Value),
    Nothing,
}

enum Text {
    /// A bytes object.
    Bytes(Value),
    /// A part of this library.
    Frozen(&'static FrozenModule),
}

impl Context {
    /// What `import name` and `from name import names` give: a module. `names` is a tuple, or None in a plain import.
    ///
    /// # Errors
    /// ModuleNotFoundError, ImportError, what the module raises.
    pub(crate) fn import_name(&mut self, name: Value, level: Value, names: Value) -> Result<Value> {
        let globals = self.current_globals();
        match self.replaced_import()? {
            None => self.import_with(name, globals, level, names),
            Some(function) => {
                let namespace = globals.map_or(Value::NONE, Value::from_pointer);
                let locals = match self.current_function() {
                    // SAFETY: a running function and its code are alive.
                    Some(running) if unsafe { (*(*running).code).object.header.flags } & (Code::MODULE | Code::CLASS_BODY) == 0 => {
                        Value::NONE
                    }
                    _ => crate::builtins::execute::running_locals(self)?,
                };
                self.call(function, &[name, namespace, locals, names, level])
            }
        }
    }

    /// What a program put in the place of `builtins.__import__`.
    fn replaced_import(&mut self) -> Result<Option<Value>> {
        let key = self.intern("__import__")?;
        match self.table_load_name(self.machine.builtins, key) {
            Some(function) if crate::builtins::objects::is_import(function) => Ok(None),
            Some(function) => Ok(Some(function)),
            None if self.builtins_complete => Err(self.raise(ClassId::ImportError, format_args!("__import__ not found"))),
            None => Ok(None),
        }
    }

    /// The same, relative to the module with these globals.
    ///
    /// # Errors
    /// As above.
    pub(crate) fn import_with(&mut self, name: Value, globals: Option<*mut Dict>, level: Value, names: Value) -> Result<Value> {
        let level = number_glue::to_isize(level).unwrap_or(-1);
        if level < 0 {
            return Err(self.raise(ClassId::ValueError, format_args!("level must be >= 0")));
        }
        if level == 0 && text::length(name) == 0 {
            return Err(self.raise(ClassId::ValueError, format_args!("Empty module name")));
        }
        let absolute = if level == 0 { name } else { self.resolve_relative(name, globals, level as usize)? };
        let module = self.import_absolute(absolute)?;
        if !operations::truth(self, names)? {
            if level > 0 && text::length(name) == 0 {
                return Ok(module);
            }
            // `import a.b` gives a.
            let first = text::code_points(name).position(|point| point == u32::from('.')).unwrap_or(text::length(name));
            let cut = text::length(name).saturating_sub(first);
            let top = text::substring(self, absolute, 0, text::length(absolute).saturating_sub(cut))?;
            return self.import_absolute(top);
        }
        if self.module_path(module)?.is_some() {
            self.import_submodules(module, names, false)?;
        }
        Ok(module)
    }

    /// The modules below a package that `from package import names` means, where they are no attributes yet.
    fn import_submodules(&mut self, package: Value, names: Value, from_all: bool) -> Result<()> {
        self.check_native_stack()?;
        operations::for_each(self, names, |context, name| {
            if !access::is(name, Kind::Str) {
                let class = context.class_name_of(name);
                let list = if from_all { "__all__" } else { "``from list''" };
                return Err(context.raise(ClassId::TypeError, format_args!("Item in {list} must be str, not {}", Display(class))));
            }
            if text::equals_text(name, "*") {
                let all = context.intern("__all__")?;
                if !from_all && let Some(all) = attribute::find_attribute(context, package, all)? {
                    context.import_submodules(package, all, true)?;
                }
                return Ok(true);
            }
            let name = context.intern_str(name)?;
            if attribute::find_attribute(context, package, name)?.is_none() {
                let package_name = context.module_name(package)?;
                let full = context.format(format_args!("{}.{}", Display(package_name), Display(name)))?;
                if context.import_absolute(full).is_err() && !context.is_missing_module(full)? {
                    return Err(Raised);
                }
            }
            Ok(true)
        })
    }

    /// Whether the pending exception says that this module is not there; takes it back if so.
    fn is_missing_module(&mut self, name: Value) -> Result<bool> {
        if !self.exception_is(ClassId::ModuleNotFoundError) {
            return Ok(false);
        }
        let exception = core::mem::replace(&mut self.machine.exception, Value::UNDEFINED);
        let key = self.intern("name")?;
        let missing = attribute::find_attribute(self, exception, key)?.unwrap_or(Value::NONE);
        if access::is(missing, Kind::Str) && text::equal(missing, name) {
            return Ok(true);
        }
        self.machine.exception = exception;
        Ok(false)
    }

    /// The absolute name of `level` dots and a name, in the module with these globals.
    fn resolve_relative(&mut self, name: Value, globals: Option<*mut Dict>, level: usize) -> Result<Value> {
        let mut package = Value::NONE;
        if let Some(globals) = globals {
            let (key, name_key, path_key) = (self.intern("__package__")?, self.intern("__name__")?, self.intern("__path__")?);
            package = self.table_load_name(globals, key).unwrap_or(Value::NONE);
            if package == Value::NONE {
                let Some(found) = self.table_load_name(globals, name_key) else {
                    return Err(self.raise(ClassId::KeyError, format_args!("'__name__' not in globals")));
                };
                package = found;
                if !access::is(package, Kind::Str) {
                    return Err(self.raise(ClassId::TypeError, format_args!("__name__ must be a string")));
                }
                if self.table_load_name(globals, path_key).is_none() {
                    let end = last_dot(package).unwrap_or(0);
                    package = text::substring(self, package, 0, end)?;
                }
            } else if !access::is(package, Kind::Str) {
                return Err(self.raise(ClassId::TypeError, format_args!("package must be a string")));
            }
        }
        if !access::is(package, Kind::Str) || text::length(package) == 0 {
            return Err(self.raise(ClassId::ImportError, format_args!("attempted relative import with no known parent package")));
        }
        for _ in 1..level {
            let Some(end) = last_dot(package) else {
                return Err(self.raise(ClassId::ImportError, format_args!("attempted relative import beyond top-level package")));
            };
            package = text::substring(self, package, 0, end)?;
        }
        if text::length(name) == 0 {
            return Ok(package);
        }
        self.format(format_args!("{}.{}", Display(package), Display(name)))
    }

    /// The module of that name (`sys.modules`), imported if it was not yet, and so the packages that it is in.
    ///
    /// # Errors
    /// As [`import_name`](Self::import_name).
    pub(crate) fn import_absolute(&mut self, name: Value) -> Result<Value> {
        self.check_native_stack()?;
        let name = self.intern_str(name)?;
        if let Some(module) = self.imported(name)? {
            return Ok(module);
        }
        let Some(dot) = last_dot(name) else {
            return self.load_module(name, name, None);
        };
        let parent_name = text::substring(self, name, 0, dot)?;
        let last = text::substring(self, name, dot.saturating_add(1), text::length(name))?;
        let last = self.intern_str(last)?;
        let parent = self.import_absolute(parent_name)?;
        // The package may have imported it.
        if let Some(module) = self.imported(name)? {
            return Ok(module);
        }
        let Some(path) = self.module_path(parent)? else {
            let message = format_args!("No module named '{}'; '{}' is not a package", Display(name), Display(parent_name));
            return Err(self.raise_with_name(ClassId::ModuleNotFoundError, name, message));
        };
        let module = self.load_module(name, last, Some(path))?;
        attribute::set_attribute(self, parent, last, module)?;
        Ok(module)
    }

    /// What `sys.modules` holds under a name.
    fn imported(&mut self, name: Value) -> Result<Option<Value>> {
        match self.table_load_name(self.modules.as_pointer(), name) {
            Some(Value::NONE) => {
                let message = format_args!("import of {} halted; None in sys.modules", Display(name));
                Err(self.raise_with_name(ClassId::ModuleNotFoundError, name, message))
            }
            found => Ok(found),
        }
    }

    /// `__path__` of a package.
    fn module_path(&mut self, module: Value) -> Result<Option<Value>> {
        let key = self.intern("__path__")?;
        attribute::find_attribute(self, module, key)
    }

    fn module_name(&mut self, module: Value) -> Result<Value> {
        let key = self.intern("__name__")?;
        attribute::get_attribute(self, module, key)
    }

    /// Finds a module and runs it. `path` is the package's, `last` the name without the package's.
    fn load_module(&mut self, name: Value, last: Value, path: Option<Value>) -> Result<Value> {
        if let Some(module) = self.load_by_finders(name, path)? {
            return Ok(module);
        }
        // Files go before the library, but for what cannot be a file in CPython either.
        let files = if path.is_none() && is_never_file(name) { None } else { Some(self.file_source(last, path)?) };
        let source = if let Some(Found::Source(source)) = files {
            Some(source)
        } else {
            if let Some(module) = self.make_builtin(name)? {
                return Ok(module);
            }
            let source = match self.frozen_source(name)? {
                Some(source) => Some(source),
                None => self.host_source(name)?,
            };
            match (source, files) {
                (None, Some(Found::Folders(folders))) => return self.namespace_package(name, folders),
                (None, None) => match self.file_source(last, path)? {
                    Found::Source(source) => Some(source),
                    Found::Folders(folders) => return self.namespace_package(name, folders),
                    Found::Nothing => None,
                },
                (source, _) => source,
            }
        };
        let Some(source) = source else {
            let message = format_args!("No module named '{}'", Display(name));
            return Err(self.raise_with_name(ClassId::ModuleNotFoundError, name, message));
        };
        let module = self.new_imported_module(name)?;
        let dict = attribute::module_dict(module);
        let package = match source.folder {
            Some(_) => name,
            None => text::substring(self, name, 0, last_dot(name).unwrap_or(0))?,
        };
        self.store_in(dict, "__package__", package)?;
        if source.file != Value::NONE {
            self.store_in(dict, "__file__", source.file)?;
        }
        if let Some(folder) = source.folder {
            let folders = if folder == Value::NONE { self.new_list(&[])? } else { self.new_list(&[folder])? };
            self.store_in(dict, "__path__", folders)?;
        }
        self.complete_builtins()?;
        let builtins = self.machine.builtins;
        self.store_in(dict, "__builtins__", Value::from_pointer(builtins))?;
        let modules: *mut Dict = self.modules.as_pointer();
        self.table_store_name(modules, name, module)?;
        // SAFETY: just made.
        unsafe { (*module.as_pointer::<Module>()).initialising = Value::TRUE };
        let ran = self.run_module(&source, dict);
        // SAFETY: the module is alive: it is held here.
        unsafe { (*module.as_pointer::<Module>()).initialising = Value::FALSE };
        if let Err(Raised) = ran {
            let exception = core::mem::replace(&mut self.machine.exception, Value::UNDEFINED);
            let forgotten = self.dict_take(modules, name);
            self.machine.exception = exception;
            let _ = forgotten;
            return Err(Raised);
        }
        // A module may put something else in its place.
        match self.imported(name)? {
            Some(module) => Ok(module),
            None => {
                let name = operations::repr(self, name)?;
                Err(self.raise(ClassId::KeyError, format_args!("{}", Display(name))))
            }
        }
    }

    /// The module that a finder in a program's `sys.meta_path` has; it is asked before the library.
    fn load_by_finders(&mut self, name: Value, path: Option<Value>) -> Result<Option<Value>> {
        let Some(finders) = super::sys::own(self, "meta_path")? else { return Ok(None) };
        let own = ["_finders", "_syshooks", "_structseq"].iter().any(|own| text::equals_text(name, own));
        if own || !access::is(finders, Kind::List) || crate::objects::sequence::length(finders) == 0 {
            return Ok(None);
        }
        let module = self.intern("_finders")?;
        let module = self.import_absolute(module)?;
        let function = self.intern("load")?;
        let function = attribute::get_attribute(self, module, function)?;
        let found = self.call(function, &[finders, name, path.unwrap_or(Value::NONE)])?;
        Ok(Some(found).filter(|&found| found != Value::NONE))
    }

    fn store_in(&mut self, dict: *mut Dict, key: &'static str, value: Value) -> Result<()> {
        let key = self.intern(key)?;
        self.table_store_name(dict, key, value)
    }

    fn run_module(&mut self, source: &Source, globals: *mut Dict) -> Result<()> {
        let text = match source.text {
            Text::Frozen(frozen) => frozen.source.as_bytes(),
            Text::Bytes(bytes) => number_glue::text::bytes_of(bytes).unwrap_or(&[]),
        };
        let code = self.compile_source(text, source.file_name, crate::run::Mode::Module)?;
        if let Text::Frozen(frozen) = source.text {
            // SAFETY: just made.
            unsafe { mark_native(code, frozen.native) };
        }
        let function = self.new_function(code, globals)?;
        self.run_function(function).map(|_| ())
    }

    /// A module whose source is part of this library.
    fn frozen_source(&mut self, name: Value) -> Result<Option<Source>> {
        let Some(frozen) =
            super::frozen::MODULES.iter().chain(super::frozen::HOST_MODULES).find(|frozen| text::equals_text(name, frozen.name))
        else {
            return Ok(None);
        };
        let file_name = self.format(format_args!("<frozen {}>", frozen.name))?;
        let folder = if frozen.is_package { Some(Value::NONE) } else { None };
        Ok(Some(Source { text: Text::Frozen(frozen), file: Value::NONE, file_name, folder }))
    }

    /// A module that the host has.
    fn host_source(&mut self, name: Value) -> Result<Option<Source>> {
        let Some((bytes, is_package)) = self.read_host_module(name)? else { return Ok(None) };
        let file_name = self.format(format_args!("<host {}>", Display(name)))?;
        let folder = if is_package { Some(Value::NONE) } else { None };
        Ok(Some(Source { text: Text::Bytes(bytes), file: Value::NONE, file_name, folder }))
    }

    /// A package without a file of its own: what is below its folders.
    fn namespace_package(&mut self, name: Value, folders: Value) -> Result<Value> {
        let module = self.new_imported_module(name)?;
        let dict = attribute::module_dict(module);
        self.store_in(dict, "__package__", name)?;
        self.store_in(dict, "__path__", folders)?;
        self.store_in(dict, "__file__", Value::NONE)?;
        let modules: *mut Dict = self.modules.as_pointer();
        self.table_store_name(modules, name, module)?;
        Ok(module)
    }

    /// A module in a file below one of the folders of a path, `sys.path` if none is given; else the folders of its name.
    fn file_source(&mut self, last: Value, path: Option<Value>) -> Result<Found> {
        let folders = match path {
            Some(path) => path,
            None => self.search_path,
        };
        let mut found = Found::Nothing;
        operations::for_each(self, folders, |context, folder| {
            if !access::is(folder, Kind::Str) {
                return Ok(true);
            }
            let folder = context.absolute_folder(folder)?;
            let base = if text::length(folder) == 0 {
                last
            } else if text::code_point(folder, text::length(folder).saturating_sub(1)) == u32::from('/') {
                context.format(format_args!("{}{}", Display(folder), Display(last)))?
            } else {
                context.format(format_args!("{}/{}", Display(folder), Display(last)))?
            };
            let inside = context.format(format_args!("{}/__init__.py", Display(base)))?;
            context.close_dropped_before_import(inside)?;
            if let Some(bytes) = context.read_source_file(inside)? {
                found = Found::Source(Source { text: Text::Bytes(bytes), file: inside, file_name: inside, folder: Some(base) });
                return Ok(false);
            }
            let plain = context.format(format_args!("{}.py", Display(base)))?;
            context.close_dropped_before_import(plain)?;
            if let Some(bytes) = context.read_source_file(plain)? {
                found = Found::Source(Source { text: Text::Bytes(bytes), file: plain, file_name: plain, folder: None });
                return Ok(false);
            }
            if context.is_folder(base)? {
                match found {
                    Found::Folders(list) => context.list_append(list, base)?,
                    _ => found = Found::Folders(context.new_list(&[base])?),
                }
            }
            Ok(true)
        })?;
        Ok(found)
    }
}
