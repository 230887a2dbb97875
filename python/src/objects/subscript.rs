//! What subscript instructions ask for: `a[b]` and `a[b] = c`, and which of them become special.

use copperhead_stencils::layout::callable::Function;
use copperhead_stencils::layout::object::Kind;
use copperhead_stencils::list::Opcode;
use copperhead_stencils::value::Value;

use super::access::is;
use super::construct::is_exact;
use super::special::Special;
use super::{operations, sequence, text};
use crate::context::Context;
use crate::error::Result;

/// Whether a key is one that instructions find without help.
pub(crate) fn is_plain_key(key: Value) -> bool {
    key.is_int() || is(key, Kind::Str) || (is(key, Kind::Tuple) && is_exact(key))
}

impl Context {
    /// `object[key]` of the instruction at `pc`; specialises it.
    ///
    /// # Errors
    /// What the subscript raises.
    ///
    /// # Safety
    /// The instruction is of the family of `LoadSubscript`.
    pub(crate) unsafe fn load_subscript_at(&mut self, pc: *mut u64, object: Value, key: Value) -> Result<Value> {
        // SAFETY: what instructions work on is alive; all of the family have the same operands and no cells.
        unsafe {
            match object.kind() {
                Some(Kind::Dict) if is_exact(object) => {
                    if is_plain_key(key) {
                        self.specialise(pc, Opcode::LoadSubscriptDict);
                    }
                    return match self.dict_find(object.as_pointer(), key)? {
                        Some(value) => Ok(value),
                        None => Err(self.raise_key(key)),
                    };
                }
                Some(Kind::List) if is_exact(object) => {
                    if key.is_int() {
                        self.specialise(pc, Opcode::LoadSubscriptList);
                    }
                    return self.list_get_item(object, key);
                }
                Some(Kind::Tuple) if is_exact(object) => {
                    if key.is_int() {
                        self.specialise(pc, Opcode::LoadSubscriptTuple);
                    }
                    return self.tuple_get_item(object, key);
                }
                Some(Kind::Str) if key.is_int() => self.specialise(pc, Opcode::LoadSubscriptStr),
                Some(Kind::Bytes | Kind::ByteArray) if key.is_int() => self.specialise(pc, Opcode::LoadSubscriptBytes),
                Some(Kind::Instance) if self.subscript_method(object)?.is_some() => self.specialise(pc, Opcode::LoadSubscriptMethod),
                _ => {}
            }
        }
        operations::get_item(self, object, key)
    }

    /// The function of Python that gives an instance's items.
    pub(crate) fn subscript_method(&mut self, object: Value) -> Result<Option<Value>> {
        let class = self.class_of(object);
        Ok(self.lookup_special(class, Special::GetItem)?.filter(|function| {
            // SAFETY: what is found on classes is alive.
            unsafe { function.is_kind(Kind::Function) && (*(*function.as_pointer::<Function>()).code).simple_arguments == 2 }
        }))
    }

    /// `object[key] = value` of the instruction at `pc`; specialises it.
    ///
    /// # Errors
    /// What the subscript raises.
    ///
    /// # Safety
    /// The instruction is of the family of `StoreSubscript`.
    pub(crate) unsafe fn store_subscript_at(&mut self, pc: *mut u64, object: Value, key: Value, value: Value) -> Result<()> {
        // SAFETY: as above.
        unsafe {
            match object.kind() {
                Some(Kind::Dict) if is_exact(object) => {
                    if is_plain_key(key) {
                        self.specialise(pc, Opcode::StoreSubscriptDict);
                    }
                    let hash = self.key_hash(key)?;
                    return self.table_store(object.as_pointer(), key, hash, value);
                }
                Some(Kind::List) if is_exact(object) => {
                    if key.is_int() {
                        self.specialise(pc, Opcode::StoreSubscriptList);
                    }
                    return self.list_set_item(object, key, value);
                }
                _ => {}
            }
        }
        operations::set_item(self, object, key, value)
    }

    /// `object[start:stop:step]`. A list and small numbers need no slice for that.
    ///
    /// # Errors
    /// What the subscript raises.
    pub(crate) fn load_slice(&mut self, object: Value, [start, stop, step]: [Value; 3]) -> Result<Value> {
        if is(object, Kind::List)
            && is_exact(object)
            && let Some(numbers) = sequence::small_slice_numbers(start, stop, step)
        {
            return self.list_get_slice(object, numbers);
        }
        if is(object, Kind::Str)
            && text::is_exact(object)
            && let Some(mut numbers) = sequence::small_slice_numbers(start, stop, step)
            && numbers.step == 1
        {
            let count = numbers.fit(text::length(object));
            return text::substring(self, object, numbers.place(0), numbers.place(0).wrapping_add(count));
        }
        let slice = self.build_slice(start, stop, step)?;
        operations::get_item(self, object, slice)
    }

    /// `object[start:stop:step] = value`.
    ///
    /// # Errors
    /// What the subscript raises.
    pub(crate) fn store_slice(&mut self, object: Value, [start, stop, step]: [Value; 3], value: Value) -> Result<()> {
        if is(object, Kind::List)
            && is_exact(object)
            && let Some(numbers) = sequence::small_slice_numbers(start, stop, step)
        {
            return self.list_set_slice(object, numbers, value);
        }
        let slice = self.build_slice(start, stop, step)?;
        operations::set_item(self, object, slice, value)
    }

    /// Specialises the instruction at `pc`, which looks for something in a container, for tables or for strs.
    ///
    /// # Safety
    /// The instruction is `Contains`, `NotContains`, or one of the wanted ones.
    pub(crate) unsafe fn specialise_contains(&mut self, pc: *mut u64, container: Value, item: Value, [table, string]: [Opcode; 2]) {
        let is_table = is(container, Kind::Dict) || is(container, Kind::Set) || is(container, Kind::FrozenSet);
        // SAFETY: the caller's contract.
        unsafe {
            if is_table && is_exact(container) && is_plain_key(item) {
                self.specialise(pc, table);
            } else if is(container, Kind::Str) && is(item, Kind::Str) {
                self.specialise(pc, string);
            }
        }
    }
}
