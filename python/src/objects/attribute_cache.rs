//! Inline caches of the instructions for attributes.
//!
//! Cells are: name; shape; offset in the slots or a value; new shape. An instruction is specialised only where the shape alone decides
//! what the attribute means; a class that a cache relies on is flagged, and changing it clears the cache
//! (see [`super::class_lookup`]).

use copperhead_stencils::definition::field_index;
use copperhead_stencils::layout::callable::{Code, Function};
use copperhead_stencils::layout::frame::{self, HEAD_WORDS};
use copperhead_stencils::layout::instance::{Instance, Shape};
use copperhead_stencils::layout::machine::{KNOWN_GETTER, KNOWN_METHOD, KNOWN_NEW, KNOWN_SLOT, KNOWN_VALUE};
use copperhead_stencils::layout::object::{Kind, Object};
use copperhead_stencils::list::{Field, Opcode};
use copperhead_stencils::ops::attribute::{CLASS_METHOD_MARK, SEVERAL};
use copperhead_stencils::value::Value;

use super::access::{as_class, class_flags, has_flag, is, kind};
use super::attribute::{self, reads_plainly, writes_plainly};
use super::class_list::ClassId;
use super::known_attributes::note_name;
use super::layout::{Class, NativeFunction, Property, Record, Str};
use super::shape::{INSTANCE_SLOTS, MOST_SLOTS, is_dictionary, shape_of};
use super::special::Special;
use super::{member, super_object, text};
use crate::context::Context;
use crate::error::Result;
use crate::interpret::call_cache::{NO_RECEIVER, NO_RECEIVER_MARKED};
use crate::interpret::quicken::{CHANGED, opcode};

/// Marks the shapes of those instructions that use the cells in another way than their neighbours, see the instructions.
const MARK: u64 = 1;

/// The mark of those that call a property's getter.
const PROPERTY_MARK: u64 = 2;

/// Whether an object's attributes are what its class and shape say: it is no class, module or `super`.
fn is_ordinary(object: Value) -> bool {
    match kind(object) {
        None | Some(Kind::Class | Kind::Module | Kind::Super) => false,
        Some(Kind::Record) => !has_flag(object, Record::FORWARDS),
        Some(_) => true,
    }
}

/// Fills the cells behind an instruction's name and changes its opcode.
///
/// # Safety
/// The instruction is of a family for attributes that has these cells.
pub(super) unsafe fn fill(context: &mut Context, pc: *mut u64, wanted: Opcode, cells: &[u64]) {
    // SAFETY: the caller's contract.
    unsafe {
        // What has met several shapes is machine code that asks the table: it is not made better by the last of them.
        let several = *pc.cast::<u16>().add(field_index(2)) == SEVERAL && wanted.info().fields[2] == Field::None;
        if cells.first().is_some_and(|&shape| shape != *pc.add(2)) && opcode(pc) == Some(wanted) && !several {
            context.note_miss(CHANGED);
        }
        for (index, &cell) in cells.iter().enumerate() {
            *pc.add(2 + index) = cell;
        }
        note_name(Value(*pc.add(1) as usize));
        context.specialise(pc, wanted);
    }
}

/// Whether a load has met a property, and stays with the instruction that calls their getters: that one finds noted slots and values, too.
///
/// # Safety
/// The instruction is of the family of `LoadAttribute`.
unsafe fn meets_properties(pc: *mut u64) -> bool {
    // SAFETY: the caller's contract.
    unsafe { opcode(pc) == Some(Opcode::LoadAttributeProperty) }
}

/// Whether a function's code takes just the receiver, and has a frame for which there is room at the end of the stack.
///
/// # Safety
/// The code object is alive.
unsafe fn is_plain_getter(code: *mut Code) -> bool {
    // SAFETY: the caller's contract.
    unsafe { (*code).simple_arguments == 1 && frame::is_small((*code).frame_bytes) }
}

/// Where a slot lies, in bytes.
fn offset_of_slot(slot: u32) -> u64 {
    u64::from(slot).wrapping_mul(size_of::<Value>() as u64)
}

/// A shape as cells hold it.
pub(super) fn address(shape: *mut Shape) -> u64 {
    shape.expose_provenance() as u64
}

impl Context {
    /// The attribute of an object that lies in a slot of its own, if instructions know that, or could.
    ///
    /// # Errors
    /// MemoryError.
    pub(crate) fn known_slot(&mut self, object: Value, name: Value) -> Result<Option<Value>> {
        if !object.is_pointer() || !text::is_str(name) || !has_flag(name, Str::INTERNED) {
            return Ok(None);
        }
        let shape = shape_of(object);
        // SAFETY: slots that are known of a shape exist.
        unsafe {
            if let Some((KNOWN_SLOT, words)) = self.noted_attribute(shape, name) {
                return Ok(Some(*(*object.as_pointer::<Instance>()).slots.byte_add((*words).0)));
            }
            let class = self.class_of(object);
            if !is_ordinary(object) || is_dictionary(shape) || (*shape).slots_offset != INSTANCE_SLOTS || !reads_plainly(self, class)? {
                return Ok(None);
            }
            let found = self.lookup(class, name)?;
            let declared = found.and_then(|found| member::as_slot(self, found));
            let foreign = declared.is_some_and(|slot| !slot.is_of(self, class));
            if foreign || declared.is_none() && found.map_or(Ok(false), |found| self.is_read_first(found))? {
                return Ok(None);
            }
            let Some(slot) = self.shape_find(shape, declared.map_or(name, |slot| slot.key)) else { return Ok(None) };
            let asked = declared.is_none() && found.map_or(Ok(false), |found| self.is_data_descriptor(found))?;
            if !asked && writes_plainly(self, class, Special::SetAttr)? {
                self.note_cached(class);
                self.remember_attribute(shape, name, KNOWN_SLOT, Value(offset_of_slot(slot) as usize), Value::NONE)?;
            }
            Ok(Some(*(*object.as_pointer::<Instance>()).slots.add(slot as usize)))
        }
    }

    /// The attribute named by the first cell of the instruction at `pc`; specialises it.
    ///
    /// # Errors
    /// AttributeError, or what descriptors raise.
    ///
    /// # Safety
    /// The instruction is of the family of `LoadAttribute`.
    pub(crate) unsafe fn load_attribute_at(&mut self, pc: *mut u64, object: Value) -> Result<Value> {
        // SAFETY: the instruction has a name in its first cell.
        let name = Value(unsafe { *pc.add(1) } as usize);
        let class = self.class_of(object);
        // SAFETY: the caller's contract.
        if let Some(value) = unsafe { self.load_of_module(pc, object, name, Opcode::LoadAttributeModule)? } {
            return Ok(value);
        }
        if !is_ordinary(object) || !reads_plainly(self, class)? {
            // SAFETY: the caller's contract.
            return match unsafe { self.load_of_class(pc, object, name)? } {
                Some(value) => Ok(value),
                None => attribute::get_attribute(self, object, name),
            };
        }
        let shape = shape_of(object);
        let found = self.lookup(class, name)?;
        let declared = found.and_then(|found| member::as_slot(self, found));
        if declared.is_some_and(|slot| !slot.is_of(self, class)) {
            return attribute::get_attribute(self, object, name);
        }
        if let Some(found) = found
            && declared.is_none()
            && self.is_read_first(found)?
        {
            // SAFETY: the instruction is of the family.
            unsafe { self.specialise_property(pc, class, shape, found)? };
            return match self.bind_descriptor(found, object) {
                Ok(value) => Ok(value),
                // `__getattr__` may want to hear of it.
                Err(raised) if !self.exception_is(ClassId::AttributeError) => Err(raised),
                Err(raised) => match self.lookup_special(class, Special::GetAttr)? {
                    Some(method) => {
                        self.machine.exception = Value::UNDEFINED;
                        self.call_method_value(method, &[object, name])
                    }
                    None => Err(raised),
                },
            };
        }
        // SAFETY: the shape of a live object; slots named by a shape exist.
        unsafe {
            if !is_dictionary(shape) && (*shape).slots_offset == INSTANCE_SLOTS {
                if let Some(slot) = self.shape_find(shape, declared.map_or(name, |slot| slot.key)) {
                    self.note_cached(class);
                    // What is known serves stores, too. A descriptor that is not asked when the attribute is read may be when it is stored.
                    let asked = declared.is_none() && found.map_or(Ok(false), |found| self.is_data_descriptor(found))?;
                    let known = !asked && writes_plainly(self, class, Special::SetAttr)?;
                    if known {
                        self.remember_attribute(shape, name, KNOWN_SLOT, Value(offset_of_slot(slot) as usize), Value::NONE)?;
                    }
                    if !(known && meets_properties(pc)) {
                        fill(self, pc, Opcode::LoadAttributeSlot, &[address(shape), offset_of_slot(slot)]);
                    }
                    return Ok(*(*object.as_pointer::<Instance>()).slots.add(slot as usize));
                }
            } else if declared.is_none()
                && let Some(value) = self.own_attribute(object, name)
            {
                return Ok(value);
            }
            if let Some(found) = found
                && !is_dictionary(shape)
                && self.is_plain(found)
                && !self.is_volatile(class)
            {
                self.note_cached(class);
                self.remember_attribute(shape, name, KNOWN_VALUE, found, Value::NONE)?;
                if !meets_properties(pc) {
                    fill(self, pc, Opcode::LoadAttributeClass, &[address(shape) | MARK, found.0 as u64]);
                }
                return Ok(found);
            }
        }
        match found {
            // A declared slot without a value, or nothing.
            Some(found) if declared.is_none() => self.bind_descriptor(found, object),
            _ => attribute::get_attribute(self, object, name),
        }
    }

    /// Makes a load of a property an instruction that calls the getter itself, if that is a function of Python with one parameter.
    ///
    /// # Safety
    /// The instruction is of the family of `LoadAttribute`; the shape is of an object of the class.
    unsafe fn specialise_property(&mut self, pc: *mut u64, class: *mut Class, shape: *mut Shape, found: Value) -> Result<()> {
        // `__getattr__` wants to hear of an AttributeError.
        if !is(found, Kind::Property)
            || !super::access::is_built_in(self.class_of(found))
            || is_dictionary(shape)
            || self.lookup_special(class, Special::GetAttr)?.is_some()
        {
            return Ok(());
        }
        // SAFETY: just checked to be a property; its getter is alive.
        unsafe {
            let name = Value(*pc.add(1) as usize);
            if meets_properties(pc) && matches!(self.noted_attribute(shape, name), Some((KNOWN_GETTER, _))) {
                // It comes here when it polls.
                return Ok(());
            }
            let getter = (*found.as_pointer::<Property>()).getter;
            // Where its frame begins stands in the instruction.
            let Some(code) = self.code_of_frame(self.machine.fp) else { return Ok(()) };
            let Ok(end) = u16::try_from((*code).frame_bytes / size_of::<Value>()) else { return Ok(()) };
            if getter.is_kind(Kind::Function) && is_plain_getter((*getter.as_pointer::<Function>()).code) {
                self.note_cached(class);
                *pc.cast::<u16>().add(field_index(2)) = end;
                fill(self, pc, Opcode::LoadAttributeProperty, &[address(shape) | PROPERTY_MARK, getter.0 as u64]);
                self.remember_attribute(shape, name, KNOWN_GETTER, getter, Value::NONE)?;
            }
        }
        Ok(())
    }

    /// Stores the attribute named by the first cell of the instruction at `pc`; specialises it.
    ///
    /// # Errors
    /// AttributeError, or what descriptors raise.
    ///
    /// # Safety
    /// The instruction is of the family of `StoreAttribute`.
    pub(crate) unsafe fn store_attribute_at(&mut self, pc: *mut u64, object: Value, value: Value) -> Result<()> {
        // SAFETY: the instruction has a name in its first cell.
        let name = Value(unsafe { *pc.add(1) } as usize);
        let class = self.class_of(object);
        let shape = shape_of(object);
        // SAFETY: the shape of a live object.
        let cacheable = is_ordinary(object) && !is_dictionary(shape) && unsafe { (*shape).slots_offset } == INSTANCE_SLOTS;
        if !cacheable || !writes_plainly(self, class, Special::SetAttr)? {
            return attribute::set_attribute(self, object, name, value);
        }
        let found = self.lookup(class, name)?;
        let declared = found.and_then(|found| member::as_slot(self, found));
        if declared.is_some_and(|slot| !slot.is_of(self, class)) {
            return attribute::set_attribute(self, object, name, value);
        }
        if declared.is_none() {
            if class_flags(class) & Class::NO_ATTRIBUTES != 0 {
                return attribute::set_attribute(self, object, name, value);
            }
            if let Some(found) = found
                && self.is_data_descriptor(found)?
            {
                self.set_descriptor(found, name, object, value)?;
                return Ok(());
            }
        }
        let key = declared.map_or(name, |slot| slot.key);
        // SAFETY: slots named by a shape exist.
        unsafe {
            if let Some(slot) = self.shape_find(shape, key) {
                *(*object.as_pointer::<Instance>()).slots.add(slot as usize) = value;
                self.note_cached(class);
                fill(self, pc, Opcode::StoreAttributeSlot, &[address(shape), offset_of_slot(slot)]);
                if reads_plainly(self, class)? {
                    self.remember_attribute(shape, name, KNOWN_SLOT, Value(offset_of_slot(slot) as usize), Value::NONE)?;
                }
                return Ok(());
            }
            let slot = (*shape).count;
            self.set_own_attribute(object, key, value)?;
            let fresh = (*object.as_pointer::<Object>()).shape;
            if slot < MOST_SLOTS && !is_dictionary(fresh) {
                self.note_cached(class);
                fill(self, pc, Opcode::StoreAttributeNew, &[address(shape) | MARK, offset_of_slot(slot), address(fresh)]);
                let offset = Value(offset_of_slot(slot) as usize);
                self.remember_attribute(shape, name, KNOWN_NEW, offset, Value::from_pointer(fresh))?;
            }
        }
        Ok(())
    }

    /// The method named by the first cell of the instruction at `pc`, for a call at `base`: writes the callable, and behind the frame's head the
    /// receiver, or UNDEFINED if the callable takes none. Specialises the instruction.
    ///
    /// # Errors
    /// AttributeError, or what descriptors raise.
    ///
    /// # Safety
    /// The instruction is of the family of `LoadMethod`; the base has room for a frame's head and one value.
    pub(crate) unsafe fn load_method_at(&mut self, pc: *mut u64, object: Value, base: *mut Value) -> Result<()> {
        // SAFETY: the instruction has a name in its first cell.
        let name = Value(unsafe { *pc.add(1) } as usize);
        let (callable, receiver) = self.find_method(pc, object, name)?;
        // SAFETY: the caller's contract.
        unsafe { lay_method(base, callable, receiver) };
        Ok(())
    }

    fn find_method(&mut self, pc: *mut u64, object: Value, name: Value) -> Result<(Value, Value)> {
        // SAFETY: the caller's contract in `load_method_at`.
        if let Some(value) = unsafe { self.load_of_module(pc, object, name, Opcode::LoadMethodModule)? } {
            return Ok((value, Value::UNDEFINED));
        }
        let class = self.class_of(object);
        if !reads_plainly(self, class)? {
            return Ok((attribute::get_attribute(self, object, name)?, Value::UNDEFINED));
        }
        if is(object, Kind::Super)
            && let Some((found, receiver)) = super_object::find(self, object, name)?
            && binds_to_instance(found)
            && self.takes_receiver(found, self.class_of(receiver))
        {
            // Through a class itself functions are not bound.
            let of_class = super_object::is_about_class(object);
            return Ok((found, if of_class { Value::UNDEFINED } else { receiver }));
        }
        if let Some(of) = as_class(object)
            && let Some((callable, receiver)) = self.find_class_method(of, name)?
        {
            if callable.is_pointer() {
                self.note_cached(of);
                self.note_cached(class);
                let mark = if receiver == Value::UNDEFINED { 0 } else { CLASS_METHOD_MARK };
                // SAFETY: the caller's contract in `load_method_at`.
                unsafe { fill(self, pc, Opcode::LoadMethodOfClass, &[object.0.wrapping_add(mark) as u64, callable.0 as u64]) };
            }
            return Ok((callable, receiver));
        }
        let immediate = !object.is_pointer();
        if !immediate && !is_ordinary(object) {
            return Ok((attribute::get_attribute(self, object, name)?, Value::UNDEFINED));
        }
        let Some(found) = self.lookup(class, name)? else {
            return Ok((attribute::get_attribute(self, object, name)?, Value::UNDEFINED));
        };
        if !binds_to_instance(found) || !self.takes_receiver(found, class) {
            return Ok((attribute::get_attribute(self, object, name)?, Value::UNDEFINED));
        }
        if let Some(value) = self.own_attribute(object, name) {
            return Ok((value, Value::UNDEFINED));
        }
        let shape = shape_of(object);
        if !immediate && !is_dictionary(shape) {
            self.note_cached(class);
            // SAFETY: the caller's contract in `load_method_at`.
            unsafe { fill(self, pc, Opcode::LoadMethodCached, &[address(shape), found.0 as u64]) };
            if object.is_pointer() {
                self.remember_attribute(shape, name, KNOWN_METHOD, found, Value::NONE)?;
            }
        }
        Ok((found, object))
    }

    /// Whether a function that binds is one of Python or a method of the class: a native method in another class's namespace is bound the long
    /// way. Calls that are instructions rely on it.
    pub(super) fn takes_receiver(&self, found: Value, class: *mut Class) -> bool {
        if !is(found, Kind::NativeFunction) {
            return true;
        }
        // SAFETY: just checked.
        let owner = unsafe { (*found.as_pointer::<NativeFunction>()).owner };
        as_class(owner).is_some_and(|owner| self.is_subclass(class, owner))
    }
}

/// Lays a callable and its receiver, or that there is none, out for a call of a method.
///
/// # Safety
/// The base has room for a frame's head and one value.
pub(crate) unsafe fn lay_method(base: *mut Value, callable: Value, receiver: Value) {
    let marked = receiver == NO_RECEIVER && callable.is_pointer();
    // SAFETY: the caller's contract.
    unsafe {
        *base = if marked { Value(callable.0 & !1) } else { callable };
        *base.add(HEAD_WORDS) = if marked { NO_RECEIVER_MARKED } else { receiver };
    }
}

/// Whether something found on a class becomes a method of the instance by standing before its arguments.
pub(super) fn binds_to_instance(found: Value) -> bool {
    match kind(found) {
        Some(Kind::Function) => true,
        Some(Kind::NativeFunction) => has_flag(found, NativeFunction::METHOD),
        _ => false,
    }
}
