//! Names: globals and built-ins, and the caches of the instructions that load them.

use copperhead_stencils::layout::callable::Code;
use copperhead_stencils::layout::container::{Dict, DictEntry};
use copperhead_stencils::layout::object::Kind;
use copperhead_stencils::list::Opcode;
use copperhead_stencils::value::Value;

use crate::context::Context;
use crate::error::Result;
use crate::memory::Survivors;
use crate::objects::access::is;
use crate::objects::attribute;
use crate::objects::class_list::ClassId;
use crate::objects::table::find_name;
use crate::objects::text::{self, Display};

/// Fills the cells behind the name.
///
/// # Safety
/// The instruction has them.
unsafe fn fill(pc: *mut u64, cells: [usize; 3]) {
    for (index, cell) in cells.into_iter().enumerate() {
        // SAFETY: the caller's contract.
        unsafe { *pc.add(2 + index) = cell as u64 };
    }
}

/// Names that are looked for in globals and classes again and again.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum GlobalName {
    /// `__builtins__`.
    Builtins,
    /// `__name__`.
    Name,
    /// `__match_args__`.
    MatchArgs,
}

/// How many there are.
pub(crate) const GLOBAL_NAMES: usize = GlobalName::MatchArgs as usize + 1;

impl Context {
    /// The value of the name in the first cell of the instruction at `pc`; fills its cells and specialises it.
    ///
    /// # Errors
    /// NameError.
    ///
    /// # Safety
    /// The instruction is of the family of `LoadName`, running in a function.
    pub(crate) unsafe fn load_global(&mut self, pc: *mut u64) -> Result<Value> {
        // SAFETY: the instruction has four cells, the first of which is a name; dicts of running functions are alive.
        unsafe {
            let cells = pc.add(1);
            let name = Value(*cells as usize);
            let Some(globals) = self.current_globals() else {
                return Err(self.complain_undefined(name));
            };
            if let Some(entry) = find_name(globals, name) {
                let place = &raw mut (*(*globals).entries.add(entry as usize)).value;
                if !self.fill_known(pc, Opcode::LoadNameKnown, globals, place) {
                    fill(pc, [(*globals).version, entry as usize, 0]);
                    self.specialise(pc, Opcode::LoadGlobal);
                }
                return Ok(*place);
            }
            let builtins: *mut Dict = self.builtins_for(globals);
            if builtins == self.machine.builtins {
                self.find_builtin(name)?;
            }
            if let Some(entry) = find_name(builtins, name) {
                let place = &raw mut (*(*builtins).entries.add(entry as usize)).value;
                if builtins == self.machine.builtins && !self.fill_known(pc, Opcode::LoadNameKnown, globals, place) {
                    fill(pc, [!(*globals).version, (*builtins).version, entry as usize * size_of::<DictEntry>()]);
                    self.specialise(pc, Opcode::LoadBuiltin);
                }
                return Ok(*place);
            }
            self.own_builtins(globals, name)
        }
    }

    /// The built-ins that go with globals: the machine's, unless `__builtins__` says otherwise.
    pub(crate) fn builtins_for(&mut self, globals: *mut Dict) -> *mut Dict {
        let own = self.global_name(GlobalName::Builtins).ok().and_then(|name| self.table_load_name(globals, name));
        match own {
            Some(own) if is(own, Kind::Dict) => own.as_pointer(),
            Some(own) if is(own, Kind::Module) => attribute::module_dict(own),
            _ => self.machine.builtins,
        }
    }

    /// One of these names, interned.
    ///
    /// # Errors
    /// MemoryError.
    pub(crate) fn global_name(&mut self, name: GlobalName) -> Result<Value> {
        if let Some(&known) = self.global_names.get(name as usize)
            && known != Value::UNDEFINED
        {
            return Ok(known);
        }
        let interned = self.intern(match name {
            GlobalName::Builtins => "__builtins__",
            GlobalName::Name => "__name__",
            GlobalName::MatchArgs => "__match_args__",
        })?;
        if let Some(place) = self.global_names.get_mut(name as usize) {
            *place = interned;
        }
        Ok(interned)
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
    /// The instruction is of the family of `StoreGlobal`, running in a function.
    pub(crate) unsafe fn store_global(&mut self, pc: *mut u64, value: Value) -> Result<()> {
        // SAFETY: the instruction has four cells, the first of which is a name.
        unsafe {
            let cells = pc.add(1);
            let name = Value(*cells as usize);
            let Some(globals) = self.current_globals() else {
                return Err(self.complain_undefined(name));
            };
            let bound = find_name(globals, name).is_some();
            self.table_store_name(globals, name, value)?;
            // Most names are bound once, and are constants: they need no specialised instruction.
            if bound && let Some(entry) = find_name(globals, name) {
                let place = &raw mut (*(*globals).entries.add(entry as usize)).value;
                self.note_variable(place);
                if !self.fill_known(pc, Opcode::StoreGlobalKnown, globals, place) {
                    fill(pc, [(*globals).version, entry as usize, 0]);
                    self.specialise(pc, Opcode::StoreGlobal);
                }
            }
            Ok(())
        }
    }

    /// Makes an instruction of the running function know a place, where its code has no other globals than these.
    unsafe fn fill_known(&mut self, pc: *mut u64, opcode: Opcode, globals: *mut Dict, place: *mut Value) -> bool {
        // SAFETY: a function runs; the dicts of names are alive.
        unsafe {
            let Some(function) = self.current_function() else { return false };
            let code = (*function).code;
            self.note_globals(code, globals);
            if (*code).object.header.flags & Code::MANY_GLOBALS != 0 {
                return false;
            }
            (*globals).object.header.flags |= Dict::NAMES;
            (*self.machine.builtins).object.header.flags |= Dict::NAMES;
            fill(pc, [0, place.expose_provenance(), self.machine.names_epoch]);
            self.specialise(pc, opcode);
            true
        }
    }

    /// Notes that a function with these globals runs a code object. Instructions that know places of names rely on there being no others.
    ///
    /// # Safety
    /// The code object is alive.
    #[inline]
    pub(crate) unsafe fn note_globals(&mut self, code: *mut Code, globals: *mut Dict) {
        // SAFETY: the caller's contract.
        unsafe {
            if (*code).globals == globals || (*code).object.header.flags & Code::MANY_GLOBALS != 0 {
                return;
            }
            if (*code).globals.is_null() {
                (*code).globals = globals;
                return;
            }
            (*code).object.header.flags |= Code::MANY_GLOBALS;
            self.forget_names();
        }
    }

    /// Before dead objects are freed: code whose globals die has none, and nobody knows places in them.
    pub(crate) fn forget_dead_globals(&mut self, survivors: &Survivors<'_>) {
        let mut forgotten = false;
        self.for_each_code(|code| {
            // SAFETY: code objects that are walked over are alive.
            unsafe {
                if !(*code).globals.is_null() && !survivors.is_marked((*code).globals) {
                    (*code).globals = core::ptr::null_mut();
                    forgotten = true;
                }
            }
        });
        if forgotten {
            self.forget_names();
        }
    }

    /// NameError for a name that nobody knows.
    #[cold]
    pub(crate) fn complain_undefined(&mut self, name: Value) -> crate::error::Raised {
        self.raise_with_name(ClassId::NameError, name, format_args!("name '{}' is not defined", Display(name)))
    }
}
