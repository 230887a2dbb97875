//! Names: globals and built-ins, and the caches of the instructions that load them.

use copperhead_stencils::layout::container::Dict;
use copperhead_stencils::list::Opcode;
use copperhead_stencils::value::Value;

use super::quicken::set_opcode;
use crate::context::Context;
use crate::error::Result;
use crate::objects::class_list::ClassId;
use crate::objects::table::find_name;
use crate::objects::text::Display;

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
            Err(self.complain_undefined(name))
        }
    }

    /// The built-ins that go with globals: usually the machine's.
    fn builtins_for(&self, _: *mut Dict) -> *mut Dict {
        self.machine.builtins
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
