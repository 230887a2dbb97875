//! The machine's table of known attributes: what instructions that meet several shapes know of an attribute of each.
//!
//! A place is four words: shape; the key of the name, with what is added to it for the use; what is known; what else is. There are two places for a shape
//! and a name (Pagh and Rodler, Cuckoo Hashing, 2001), so those that are asked for in turn do not drive each other out.

use copperhead_stencils::definition::field_index;
use copperhead_stencils::layout::instance::{Instance, Shape};
use copperhead_stencils::layout::machine::{
    ATTRIBUTE_PLACES, KNOWN_END, KNOWN_METHOD, KNOWN_NEW, KNOWN_SLOT, KNOWN_VALUE, Machine, attribute_key, attribute_place,
    other_attribute_place,
};
use copperhead_stencils::layout::object::{Kind, Object};
use copperhead_stencils::list::Opcode;
use copperhead_stencils::ops::attribute::{SEVERAL, extend};
use copperhead_stencils::value::Value;

use super::layout::Str;
use super::shape::shape_of;
use crate::context::Context;
use crate::error::Result;
use crate::interpret::quicken::opcode;

/// How many that are noted may have to go to their other places for one that is new: they have a place in common only with few.
const MOST_MOVED: usize = 8;

/// Notes that caches know something of a name: a change of a class walks through them only for such names.
pub(super) fn note_name(name: Value) {
    // SAFETY: instructions hold their names, which are interned strs.
    unsafe { (*name.as_pointer::<Object>()).header.flags |= Str::CACHED };
}

impl Context {
    /// Notes for instructions that meet several shapes what an attribute is for one of them, and what else the use needs.
    pub(super) fn remember_attribute(&mut self, shape: *mut Shape, name: Value, usage: usize, what: Value, more: Value) -> Result<()> {
        note_name(name);
        if self.machine.attributes.is_null() {
            const BYTES: usize = ATTRIBUTE_PLACES * 4 * size_of::<Value>();
            // A small heap has more use for its memory.
            if self.heap.capacity() / 64 < BYTES {
                return Ok(());
            }
            let cell = self.allocate(Kind::Bytes8, BYTES + super::table::BUFFER_DATA)?;
            // SAFETY: the cell is larger than its header.
            self.machine.attributes = unsafe { cell.as_ptr().byte_add(super::table::BUFFER_DATA).cast() };
        }
        let table = self.machine.attributes;
        // SAFETY: the places lie in the table, which is cleared at each collection, before a shape or a name dies.
        unsafe {
            // What was noted of the two before is of no use any more.
            if let Some((_, words)) = self.noted_attribute(shape, name) {
                words.sub(2).cast::<[Value; 4]>().write([Value(0); 4]);
            }
            let (shape, key) = (shape.addr(), attribute_key(name.0));
            let mut moving = [Value(shape), Value(key.wrapping_add(usage)), what, more];
            // What is there already may be asked for more often.
            let mut offset = attribute_place(shape, key);
            if (*table.byte_add(offset)).0 != 0 {
                offset = other_attribute_place(shape, key);
            }
            for _ in 0..MOST_MOVED {
                moving = table.byte_add(offset).cast::<[Value; 4]>().replace(moving);
                if moving[0].0 == 0 {
                    break;
                }
                let (first, second) = (attribute_place(moving[0].0, moving[1].0), other_attribute_place(moving[0].0, moving[1].0));
                offset = if offset == first { second } else { first };
            }
        }
        Ok(())
    }

    /// What is noted of an attribute: what for, and where the words are.
    pub(super) fn noted_attribute(&self, shape: *mut Shape, name: Value) -> Option<(usize, *mut Value)> {
        // SAFETY: it is the machine's table.
        unsafe { noted(self.machine.attributes, shape.addr(), name.0) }
    }

    /// Forgets what was noted about attributes: a class changed, or may die.
    pub(crate) fn forget_known_attributes(&mut self) {
        if !self.machine.attributes.is_null() {
            // SAFETY: the table has so many words.
            unsafe { self.machine.attributes.write_bytes(0, ATTRIBUTE_PLACES * 4) };
        }
    }
}

/// What a table has of an attribute: what for, and where the words are.
///
/// # Safety
/// The table is null or a machine's.
#[inline(always)]
unsafe fn noted(table: *mut Value, shape: usize, name: usize) -> Option<(usize, *mut Value)> {
    if table.is_null() {
        return None;
    }
    let key = attribute_key(name);
    // SAFETY: the place lies in the table.
    let at = |offset| unsafe {
        let place = table.byte_add(offset);
        let usage = (*place.add(1)).0.wrapping_sub(key);
        ((*place).0 == shape && usage < KNOWN_END).then(|| (usage, place.add(2)))
    };
    at(attribute_place(shape, key)).or_else(|| at(other_attribute_place(shape, key)))
}

/// What the table has of an attribute of an object that an instruction meets.
///
/// # Safety
/// The machine is alive; the instruction has a name in its first cell.
#[inline(always)]
unsafe fn noted_for(machine: *mut Machine, pc: *mut u64, object: Value) -> Option<(usize, *mut Value)> {
    // SAFETY: the caller's contract.
    unsafe { if object.is_pointer() { noted((*machine).attributes, shape_of(object).addr(), *pc.add(1) as usize) } else { None } }
}

/// Notes in an instruction, whose third field is nothing else, that it has met several shapes: machine code looks in the table then.
///
/// # Safety
/// It is an instruction, of those whose fields are two.
unsafe fn note_several(pc: *mut u64) {
    // SAFETY: the caller's contract.
    unsafe { *pc.cast::<u16>().add(field_index(2)) = SEVERAL };
}

/// Loads an attribute that is known, for an instruction that met one shape and now meets others.
///
/// # Safety
/// The machine is alive; the instruction is of the family of `LoadAttribute`.
#[inline(always)]
pub(crate) unsafe fn load_noted(machine: *mut Machine, pc: *mut u64, object: Value) -> Option<Value> {
    // SAFETY: the caller's contract; slots that are known of a shape exist.
    unsafe {
        let met = opcode(pc)?;
        if !matches!(met, Opcode::LoadAttributeSlot | Opcode::LoadAttributeClass | Opcode::LoadAttributeProperty) {
            return None;
        }
        match noted_for(machine, pc, object)? {
            (KNOWN_SLOT, words) => {
                // Of a property's the third field is something else.
                if met != Opcode::LoadAttributeProperty {
                    note_several(pc);
                }
                Some(*(*object.as_pointer::<Instance>()).slots.byte_add((*words).0))
            }
            (KNOWN_VALUE, words) => Some(*words),
            _ => None,
        }
    }
}

/// Stores an attribute in the same way; whether that is done.
///
/// # Safety
/// The machine is alive; the instruction is of the family of `StoreAttribute`.
#[inline(always)]
pub(crate) unsafe fn store_noted(machine: *mut Machine, pc: *mut u64, object: Value, value: Value) -> bool {
    // SAFETY: the caller's contract; slots that are known of a shape exist.
    unsafe {
        if !matches!(opcode(pc), Some(Opcode::StoreAttributeSlot | Opcode::StoreAttributeNew)) {
            return false;
        }
        match noted_for(machine, pc, object) {
            Some((KNOWN_SLOT, words)) => {
                note_several(pc);
                *(*object.as_pointer::<Instance>()).slots.byte_add((*words).0) = value;
                true
            }
            Some((KNOWN_NEW, words)) => extend(object, (*words).0, (*words.add(1)).as_pointer(), value),
            _ => false,
        }
    }
}

/// The method of an object in the same way.
///
/// # Safety
/// The machine is alive; the instruction is of the family of `LoadMethod`.
#[inline(always)]
pub(crate) unsafe fn method_noted(machine: *mut Machine, pc: *mut u64, object: Value) -> Option<Value> {
    // SAFETY: the caller's contract.
    unsafe {
        if opcode(pc) != Some(Opcode::LoadMethodCached) {
            return None;
        }
        match noted_for(machine, pc, object)? {
            (KNOWN_METHOD, words) => {
                note_several(pc);
                Some(*words)
            }
            _ => None,
        }
    }
}
