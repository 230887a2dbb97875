//! Inline caches of the instructions for attributes of modules and of classes themselves.

use copperhead_stencils::layout::object::Kind;
use copperhead_stencils::list::Opcode;
use copperhead_stencils::ops::attribute::{ENTRY_BITS, MODULE_MARK};
use copperhead_stencils::value::Value;

use super::access::{as_class, has_flag, is, kind};
use super::attribute::reads_plainly;
use super::attribute_cache::{address, fill};
use super::class_list::ClassId;
use super::layout::{Class, Module, NativeFunction};
use super::shape::shape_of;
use crate::context::Context;
use crate::error::Result;

impl Context {
    /// The attribute of a plain module whose namespace has the name; specialises the instruction.
    ///
    /// # Safety
    /// The instruction is of the family of `LoadAttribute` or `LoadMethod`, as is the opcode.
    pub(super) unsafe fn load_of_module(&mut self, pc: *mut u64, object: Value, name: Value, wanted: Opcode) -> Result<Option<Value>> {
        let class = self.class(ClassId::Module);
        // What the class of modules has goes first.
        if !is(object, Kind::Module) || self.class_of(object) != class || self.lookup(class, name)?.is_some() {
            return Ok(None);
        }
        // SAFETY: a module and its namespace are alive; names are interned.
        unsafe {
            let dict = (*object.as_pointer::<Module>()).dict;
            if dict.is_null() {
                return Ok(None);
            }
            let Some(number) = super::table::find_name(dict, name) else { return Ok(None) };
            let value = (*(*dict).entries.add(number as usize)).value;
            // Both as one small integer.
            let known = ((*dict).version as u64).checked_shl(ENTRY_BITS).filter(|known| known >> ENTRY_BITS == (*dict).version as u64);
            if number < 1 << ENTRY_BITS
                && let Some(known) = known.and_then(|known| isize::try_from(known | u64::from(number)).ok()).and_then(Value::from_int)
                && (wanted == Opcode::LoadAttributeModule || value.is_pointer())
            {
                fill(self, pc, wanted, &[address(shape_of(object)).wrapping_add(MODULE_MARK as u64), known.0 as u64]);
            }
            Ok(Some(value))
        }
    }

    /// The attribute of a class itself that is what it is found to be; specialises the instruction.
    ///
    /// # Safety
    /// The instruction is of the family of `LoadAttribute`.
    pub(super) unsafe fn load_of_class(&mut self, pc: *mut u64, object: Value, name: Value) -> Result<Option<Value>> {
        let Some(class) = as_class(object) else { return Ok(None) };
        let metaclass = self.class_of(object);
        if !reads_plainly(self, metaclass)? || self.metaclass_goes_first(metaclass, name)? {
            return Ok(None);
        }
        let Some(found) = self.lookup(class, name)? else { return Ok(None) };
        if !is(found, Kind::Function) && (!self.is_plain(found) || self.is_volatile(class)) {
            return Ok(None);
        }
        self.note_cached(class);
        self.note_cached(metaclass);
        // SAFETY: the caller's contract.
        unsafe { fill(self, pc, Opcode::LoadAttributeOfClass, &[object.0 as u64, found.0 as u64]) };
        Ok(Some(found))
    }

    /// Whether a class's metaclass has something of the name that goes before what the class itself has.
    fn metaclass_goes_first(&mut self, metaclass: *mut Class, name: Value) -> Result<bool> {
        match self.lookup(metaclass, name)? {
            Some(found) => self.is_read_first(found),
            None => Ok(false),
        }
    }

    /// What is called on a class, without making a method object: what it has of the name, and what goes before the arguments.
    pub(super) fn find_class_method(&mut self, class: *mut Class, name: Value) -> Result<Option<(Value, Value)>> {
        let metaclass = self.class_of(Value::from_pointer(class));
        if self.metaclass_goes_first(metaclass, name)? {
            return Ok(None);
        }
        let Some(found) = self.lookup(class, name)? else { return Ok(None) };
        match kind(found) {
            Some(Kind::ClassMethod) if super::access::is_built_in(self.class_of(found)) => {
                // SAFETY: just checked.
                let function = unsafe { (*found.as_pointer::<super::layout::MethodWrapper>()).function };
                if !is(function, Kind::Function) {
                    return Ok(None);
                }
                Ok(Some((function, Value::from_pointer(class))))
            }
            Some(Kind::NativeFunction) if has_flag(found, NativeFunction::CLASS_METHOD) => Ok(Some((found, Value::from_pointer(class)))),
            Some(Kind::Function | Kind::NativeFunction) => Ok(Some((found, Value::UNDEFINED))),
            Some(Kind::StaticMethod) if super::access::is_built_in(self.class_of(found)) => {
                // SAFETY: just checked.
                Ok(Some((unsafe { (*found.as_pointer::<super::layout::MethodWrapper>()).function }, Value::UNDEFINED)))
            }
            _ if self.is_plain(found) && !self.is_volatile(class) => Ok(Some((found, Value::UNDEFINED))),
            _ => Ok(None),
        }
    }
}
