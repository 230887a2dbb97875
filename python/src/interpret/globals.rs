//! Names: globals and built-ins, and the caches of the instructions that load them.

use copperhead_stencils::layout::container::Dict;
use copperhead_stencils::layout::object::Kind;
use copperhead_stencils::list::Opcode;
use copperhead_stencils::value::Value;

use super::quicken::set_opcode;
use crate::context::Context;
use crate::error::Result;
use crate::objects::access::is;
use crate::objects::attribute;
use crate::objects::class_list::ClassId;
use crate::objects::table::find_name;
use crate::objects::text::{self, Display};

impl Context {
    /// The value of the name in the first cell of the instruction at `pc`; fills its cells and specialises it.
    ///
    /// # Errors
    /// NameError.
    ///
    /// # Safety
    /// The instruction is one of `LoadName`, `LoadGlobal`, `LoadBuiltin`, running in a function.
    pub(crate) unsafe fn load_global(&mut self, pc: *mut u64) -> Result<Value> {
        // SAFETY: the instruction has four cells, the first of which is a name; dicts of running functions are alive.
        unsafe {
            let cells = pc.add(1);
            let name = Value(*cells as usize);
            let Some(globals) = self.current_globals() else {
                return Err(self.complain_undefined(name));
            };
            if let Some(entry) = find_name(globals, name) {
                *cells.add(1) = (*globals).version as u64;
                *cells.add(2) = u64::from(entry);
                set_opcode(pc, Opcode::LoadGlobal);
                self.note_miss(pc, 64);
                return Ok((*(*globals).entries.add(entry as usize)).value);
            }
            let builtins: *mut Dict = self.builtins_for(globals);
            if builtins == self.machine.builtins {
                self.find_builtin(name)?;
            }
            if let Some(entry) = find_name(builtins, name) {
                let value = (*(*builtins).entries.add(entry as usize)).value;
                if builtins == self.machine.builtins {
                    *cells.add(1) = !((*globals).version as u64);
                    *cells.add(2) = (*builtins).version as u64;
                    *cells.add(3) = u64::from(entry);
                    set_opcode(pc, Opcode::LoadBuiltin);
                    self.note_miss(pc, 64);
                }
                return Ok(value);
            }
            self.own_builtins(globals, name)
        }
    }

    /// The built-ins that go with globals: the machine's, unless `__builtins__` says otherwise.
    pub(crate) fn builtins_for(&mut self, globals: *mut Dict) -> *mut Dict {
        let own = self.intern("__builtins__").ok().and_then(|name| self.table_load_name(globals, name));
        match own {
            Some(own) if is(own, Kind::Dict) => own.as_pointer(),
            Some(own) if is(own, Kind::Module) => attribute::module_dict(own),
            _ => self.machine.builtins,
        }
    }

    /// The same for a program.
    ///
    /// # Errors
    /// MemoryError.
    pub(crate) fn builtins_of(&mut self, globals: *mut Dict) -> Result<Value> {
        let builtins = self.builtins_for(globals);
        if builtins == self.machine.builtins {
            self.complete_builtins()?;
        }
        Ok(Value::from_pointer(builtins))
    }

    /// `__builtins__` of globals that do not have the name: the module for the program itself, its dict elsewhere.
    ///
    /// # Errors
    /// NameError for other names.
    #[cold]
    pub(crate) fn own_builtins(&mut self, globals: *mut Dict, name: Value) -> Result<Value> {
        if !text::equals_text(name, "__builtins__") {
            return Err(self.complain_undefined(name));
        }
        let key = self.intern("__name__")?;
        let is_program = self.table_load_name(globals, key).is_some_and(|name| is(name, Kind::Str) && text::equals_text(name, "__main__"));
        if !is_program {
            return self.builtins_of(globals);
        }
        let module = self.intern("builtins")?;
        self.import_absolute(module)
    }

    /// Stores to a global variable; fills the instruction's cells.
    ///
    /// # Errors
    /// MemoryError.
    ///
    /// # Safety
    /// The instruction is `StoreGlobal`, running in a function.
    pub(crate) unsafe fn store_global(&mut self, pc: *mut u64, value: Value) -> Result<()> {
        // SAFETY: the instruction has three cells, the first of which is a name.
        unsafe {
            let cells = pc.add(1);
            let name = Value(*cells as usize);
            let Some(globals) = self.current_globals() else {
                return Err(self.complain_undefined(name));
            };
            self.table_store_name(globals, name, value)?;
            if let Some(entry) = find_name(globals, name) {
                *cells.add(1) = (*globals).version as u64;
                *cells.add(2) = u64::from(entry);
            }
            Ok(())
        }
    }

    /// NameError for a name that nobody knows.
    #[cold]
    pub(crate) fn complain_undefined(&mut self, name: Value) -> crate::error::Raised {
        self.raise_with_name(ClassId::NameError, name, format_args!("name '{}' is not defined", Display(name)))
    }
}
