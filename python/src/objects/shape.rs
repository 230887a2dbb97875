//! Shapes: where the attributes of an instance lie.
//!
//! An object's own attributes lie in its slots, in the order of its shape. Deleting one, having very many, or asking for `__dict__`
//! turns the object to its class's dictionary shape: then slot 0 holds a dict with all of them but those that `__slots__` declares, which
//! are in the dict in slot 1. What `__slots__` declares has a key in place of a name ([`super::member`]).

use copperhead_stencils::layout::callable::Function;
use copperhead_stencils::layout::container::{BoxedFloat, Dict, List, Tuple};
use copperhead_stencils::layout::instance::{Instance, Shape};
use copperhead_stencils::layout::object::{Header, Kind, Object};
use copperhead_stencils::value::Value;

use super::access::has_flag;
use super::layout::{BigInt, ByteArray, Bytes, Class, Complex, Exception, MethodWrapper, Property, Record, Set, Str};
use super::table::{BUFFER_DATA, find_name};
use crate::context::Context;
use crate::error::Result;

/// Objects with more attributes keep them in a dict.
pub(crate) const MOST_SLOTS: u32 = 64;

/// Searches of a long shape until it gets an index.
const SEARCHES: u32 = 8;

/// Shapes with fewer attributes are searched one by one for ever.
const LONG: u32 = 12;

/// Where objects with inline caches have their slots: as an [`Instance`].
pub(crate) const INSTANCE_SLOTS: u32 = core::mem::offset_of!(Instance, slots) as u32;

/// Where the pointer to the attribute slots lies in objects of a kind; 0: they have none.
pub(crate) const fn slots_offset(kind: Kind) -> u32 {
    (match kind {
        Kind::Instance => core::mem::offset_of!(Instance, slots),
        Kind::Exception => core::mem::offset_of!(Exception, slots),
        Kind::Function => core::mem::offset_of!(Function, slots),
        Kind::Property => core::mem::offset_of!(Property, slots),
        Kind::StaticMethod | Kind::ClassMethod => core::mem::offset_of!(MethodWrapper, slots),
        Kind::List => core::mem::offset_of!(List, slots),
        Kind::Tuple => core::mem::offset_of!(Tuple, slots),
        Kind::Dict => core::mem::offset_of!(Dict, slots),
        Kind::Set | Kind::FrozenSet => core::mem::offset_of!(Set, table) + core::mem::offset_of!(Dict, slots),
        Kind::Str => core::mem::offset_of!(Str, slots),
        Kind::Bytes => core::mem::offset_of!(Bytes, slots),
        Kind::ByteArray => core::mem::offset_of!(ByteArray, slots),
        Kind::BigInt => core::mem::offset_of!(BigInt, slots),
        Kind::Record => core::mem::offset_of!(Record, slots),
        // Behind the number: only instances of subclasses have the room.
        Kind::Float => size_of::<BoxedFloat>().next_multiple_of(align_of::<usize>()),
        Kind::Complex => size_of::<Complex>().next_multiple_of(align_of::<usize>()),
        _ => 0,
    }) as u32
}

/// Whether objects of the shape keep their attributes in a dict.
#[inline(always)]
pub(crate) fn is_dictionary(shape: *mut Shape) -> bool {
    // SAFETY: shapes of live objects are alive.
    unsafe { (*shape).header.flags & Shape::DICTIONARY != 0 }
}

/// The shape of an object; null for what is none.
#[inline(always)]
pub(crate) fn shape_of(value: Value) -> *mut Shape {
    if value.is_pointer() {
        // SAFETY: whoever asks holds the value.
        unsafe { (*value.as_pointer::<Object>()).shape }
    } else {
        core::ptr::null_mut()
    }
}

/// The slot of a name in a shape without an index.
fn search(shape: *mut Shape, name: Value) -> Option<u32> {
    let mut at = shape;
    // SAFETY: the parents of a live shape are alive; the root has count 0.
    unsafe {
        while !at.is_null() && (*at).count != 0 {
            if (*at).name == name {
                return Some((*at).count - 1);
            }
            at = (*at).parent;
        }
    }
    None
}

/// Where an object keeps the pointer to its slots; `None` if it has no attributes of its own.
///
/// # Safety
/// The object is alive.
unsafe fn slots_place(object: *mut Object) -> Option<*mut *mut Value> {
    // SAFETY: the caller's contract.
    let offset = unsafe { (*(*object).shape).slots_offset };
    if offset == 0 { None } else { Some(object.wrapping_byte_add(offset as usize).cast()) }
}

/// How many slots there is room for.
///
/// # Safety
/// The object is alive, `slots` are its slots.
unsafe fn room(object: *mut Object, slots: *mut Value) -> usize {
    // SAFETY: the caller's contract. Objects like instances count their room themselves, else the buffer's header tells.
    unsafe {
        if (*(*object).shape).slots_offset == INSTANCE_SLOTS {
            (*object).header.extra as usize
        } else if slots.is_null() {
            0
        } else {
            (*slots.byte_sub(BUFFER_DATA).cast::<Header>()).extra as usize
        }
    }
}

impl Context {
    /// A shape without attributes.
    ///
    /// # Errors
    /// MemoryError.
    pub(crate) fn new_root_shape(&mut self, class: *mut Class, slots_offset: u32) -> Result<*mut Shape> {
        let shape: *mut Shape = self.allocate(Kind::Shape, size_of::<Shape>())?.as_ptr().cast();
        // SAFETY: fresh and zeroed.
        unsafe {
            (*shape).class = Value::from_pointer(class);
            (*shape).name = Value::UNDEFINED;
            (*shape).index = Value::UNDEFINED;
            (*shape).slots_offset = slots_offset;
        }
        Ok(shape)
    }

    /// The slot of an attribute in a shape that is no dictionary shape.
    #[inline]
    pub(crate) fn shape_find(&mut self, shape: *mut Shape, name: Value) -> Option<u32> {
        // SAFETY: shapes that are asked for are alive.
        unsafe {
            if (*shape).count < LONG {
                return search(shape, name);
            }
            if (*shape).index == Value::UNDEFINED {
                (*shape).header.extra = (*shape).header.extra.saturating_add(1);
                if (*shape).header.extra < SEARCHES || self.index_shape(shape).is_none() {
                    return search(shape, name);
                }
            }
            let index: *mut Dict = (*shape).index.as_pointer();
            let number = find_name(index, name)?;
            u32::try_from((*(*index).entries.add(number as usize)).value.as_int()).ok()
        }
    }

    /// Gives a long shape an index. Without memory it does without.
    fn index_shape(&mut self, shape: *mut Shape) -> Option<()> {
        let pending = self.machine.exception;
        let result = self.fill_index(shape);
        if result.is_err() {
            self.machine.exception = pending;
        }
        result.ok()
    }

    fn fill_index(&mut self, shape: *mut Shape) -> Result<()> {
        let index = self.new_dict()?;
        let mut at = shape;
        // SAFETY: the parents of a live shape are alive.
        unsafe {
            while !at.is_null() && (*at).count != 0 {
                let slot = Value::from_i32_small((*at).count.wrapping_sub(1) as i32);
                self.table_store_name(index, (*at).name, slot)?;
                at = (*at).parent;
            }
            (*shape).index = Value::from_pointer(index);
        }
        Ok(())
    }

    /// The shape with one more attribute.
    ///
    /// # Errors
    /// MemoryError.
    pub(crate) fn shape_with(&mut self, shape: *mut Shape, name: Value) -> Result<*mut Shape> {
        // SAFETY: shapes in use and their children are alive.
        unsafe {
            let mut child = (*shape).first_child;
            while !child.is_null() {
                if (*child).name == name {
                    return Ok(child);
                }
                child = (*child).next_sibling;
            }
            let class = (*shape).class.as_pointer();
            let child = self.new_root_shape(class, (*shape).slots_offset)?;
            (*child).parent = shape;
            (*child).name = name;
            (*child).count = (*shape).count.saturating_add(1);
            (*child).next_sibling = (*shape).first_child;
            (*shape).first_child = child;
            Ok(child)
        }
    }

    /// The shape of a class's objects that keep their attributes in a dict: a child of the root shape that has no name.
    ///
    /// # Errors
    /// MemoryError.
    pub(crate) fn dictionary_shape(&mut self, class: *mut Class) -> Result<*mut Shape> {
        // SAFETY: the class is alive.
        let root = unsafe { (*class).root_shape };
        let shape = self.shape_with(root, Value::UNDEFINED)?;
        // SAFETY: alive as a child of the root.
        unsafe { (*shape).header.flags |= Shape::DICTIONARY };
        Ok(shape)
    }

    /// An object's own attribute.
    #[inline]
    pub(crate) fn own_attribute(&mut self, object: Value, name: Value) -> Option<Value> {
        if !object.is_pointer() {
            return None;
        }
        // SAFETY: the caller holds the object; slots named by its shape exist.
        unsafe {
            let pointer: *mut Object = object.as_pointer();
            let slots = *slots_place(pointer)?;
            let shape = (*pointer).shape;
            if is_dictionary(shape) {
                return self.table_load_name((*slots).as_pointer(), name);
            }
            let slot = self.shape_find(shape, name)?;
            Some(*slots.add(slot as usize))
        }
    }

    /// Makes room for so many slots.
    ///
    /// # Errors
    /// MemoryError.
    ///
    /// # Safety
    /// The object is alive and may have attributes.
    unsafe fn make_room(&mut self, object: *mut Object, place: *mut *mut Value, wanted: usize) -> Result<()> {
        // SAFETY: the caller's contract; the old slots hold as many values as the shape says.
        unsafe {
            if room(object, *place) >= wanted {
                return Ok(());
            }
            let capacity = wanted.saturating_mul(2).max(4);
            let cell = self.allocate(Kind::Values, capacity.saturating_mul(size_of::<Value>()).saturating_add(BUFFER_DATA))?;
            (*cell.as_ptr()).extra = u32::try_from(capacity).unwrap_or(u32::MAX);
            let slots: *mut Value = cell.as_ptr().byte_add(BUFFER_DATA).cast();
            let shape = (*object).shape;
            let used = if is_dictionary(shape) { 2 } else { (*shape).count as usize };
            let old = *place;
            if !old.is_null() {
                core::ptr::copy_nonoverlapping(old, slots, used);
            }
            for index in used..capacity {
                *slots.add(index) = Value::UNDEFINED;
            }
            *place = slots;
            if (*shape).slots_offset == INSTANCE_SLOTS {
                (*object).header.extra = u32::try_from(capacity).unwrap_or(u32::MAX);
            }
            // The next instances get the room at once.
            let class: *mut Class = (*shape).class.as_pointer();
            if wanted <= MOST_SLOTS as usize {
                (*class).slot_hint = (*class).slot_hint.max(wanted as u16);
                (*class).quick_init = Value(0);
            }
        }
        Ok(())
    }

    /// Stores an object's own attribute, or by its key a declared slot where no dict keeps them; false: objects of this shape have none.
    ///
    /// # Errors
    /// MemoryError.
    pub(crate) fn set_own_attribute(&mut self, object: Value, name: Value, value: Value) -> Result<bool> {
        if !object.is_pointer() {
            return Ok(false);
        }
        // SAFETY: the caller holds the object; slots named by its shape exist.
        unsafe {
            let pointer: *mut Object = object.as_pointer();
            let Some(place) = slots_place(pointer) else { return Ok(false) };
            let shape = (*pointer).shape;
            if is_dictionary(shape) {
                self.table_store_name((**place).as_pointer(), name, value)?;
                return Ok(true);
            }
            if let Some(slot) = self.shape_find(shape, name) {
                *(*place).add(slot as usize) = value;
                return Ok(true);
            }
            if (*shape).count >= MOST_SLOTS {
                let mut dict = self.own_dict(object)?;
                if has_flag(name, Str::SLOT_KEY) {
                    dict = self.declared_dict(object, true)?;
                }
                if let Some(dict) = dict {
                    self.table_store_name(dict, name, value)?;
                }
                return Ok(dict.is_some());
            }
            let wider = self.shape_with(shape, name)?;
            let slot = (*shape).count as usize;
            self.make_room(pointer, place, slot.saturating_add(1))?;
            *(*place).add(slot) = value;
            (*pointer).shape = wider;
            Ok(true)
        }
    }

    /// Deletes an object's own attribute; false: there is none of that name.
    ///
    /// # Errors
    /// MemoryError.
    pub(crate) fn delete_own_attribute(&mut self, object: Value, name: Value) -> Result<bool> {
        if self.own_attribute(object, name).is_none() {
            return Ok(false);
        }
        let Some(dict) = self.own_dict(object)? else { return Ok(false) };
        // SAFETY: the dict belongs to the object.
        match unsafe { find_name(dict, name) } {
            Some(number) => {
                self.table_remove(dict, number);
                Ok(true)
            }
            None => Ok(false),
        }
    }

    /// The dict with all of an object's own attributes: from now on it keeps them there. `None`: it can have none.
    ///
    /// # Errors
    /// MemoryError.
    pub(crate) fn own_dict(&mut self, object: Value) -> Result<Option<*mut Dict>> {
        if !object.is_pointer() {
            return Ok(None);
        }
        // SAFETY: the caller holds the object; slots named by its shape exist.
        unsafe {
            let pointer: *mut Object = object.as_pointer();
            let Some(place) = slots_place(pointer) else { return Ok(None) };
            let shape = (*pointer).shape;
            if is_dictionary(shape) {
                return Ok(Some((**place).as_pointer()));
            }
            let dict = self.new_dict()?;
            let class = (*shape).class.as_pointer();
            let dictionary_shape = self.dictionary_shape(class)?;
            let mut declared: *mut Dict = core::ptr::null_mut();
            for slot in 0..(*shape).count {
                let name = name_of_slot(shape, slot);
                let is_declared = has_flag(name, Str::SLOT_KEY);
                if is_declared && declared.is_null() {
                    declared = self.new_dict()?;
                }
                let target = if is_declared { declared } else { dict };
                self.table_store_name(target, name, *(*place).add(slot as usize))?;
            }
            self.make_room(pointer, place, 2)?;
            **place = Value::from_pointer(dict);
            *(*place).add(1) = if declared.is_null() { Value::UNDEFINED } else { Value::from_pointer(declared) };
            (*pointer).shape = dictionary_shape;
            Ok(Some(dict))
        }
    }

    /// The dict with the values of declared slots of an object that keeps its attributes in dicts; `None` if it does not, or if there
    /// are none. With `make` it gets one.
    ///
    /// # Errors
    /// MemoryError.
    fn declared_dict(&mut self, object: Value, make: bool) -> Result<Option<*mut Dict>> {
        if !object.is_pointer() {
            return Ok(None);
        }
        // SAFETY: the caller holds the object; in a dictionary shape there are two slots.
        unsafe {
            let pointer: *mut Object = object.as_pointer();
            let Some(place) = slots_place(pointer) else { return Ok(None) };
            if !is_dictionary((*pointer).shape) {
                return Ok(None);
            }
            let slot = (*place).add(1);
            if *slot == Value::UNDEFINED && make {
                *slot = Value::from_pointer(self.new_dict()?);
            }
            Ok(if *slot == Value::UNDEFINED { None } else { Some((*slot).as_pointer()) })
        }
    }

    /// The value of a slot that an object's class declares in `__slots__`, by its key.
    ///
    /// # Errors
    /// MemoryError.
    pub(crate) fn declared_attribute(&mut self, object: Value, key: Value) -> Result<Option<Value>> {
        if object.is_pointer() && is_dictionary(shape_of(object)) {
            let dict = self.declared_dict(object, false)?;
            return Ok(dict.and_then(|dict| self.table_load_name(dict, key)));
        }
        Ok(self.own_attribute(object, key))
    }

    /// Stores the value of a declared slot.
    ///
    /// # Errors
    /// MemoryError.
    pub(crate) fn set_declared_attribute(&mut self, object: Value, key: Value, value: Value) -> Result<()> {
        match self.declared_dict(object, true)? {
            Some(dict) => self.table_store_name(dict, key, value),
            None => self.set_own_attribute(object, key, value).map(|_| ()),
        }
    }

    /// Deletes the value of a declared slot; false: it has none.
    ///
    /// # Errors
    /// MemoryError.
    pub(crate) fn delete_declared_attribute(&mut self, object: Value, key: Value) -> Result<bool> {
        if self.declared_attribute(object, key)?.is_none() {
            return Ok(false);
        }
        self.own_dict(object)?;
        let Some(dict) = self.declared_dict(object, false)? else { return Ok(false) };
        // SAFETY: the dict belongs to the object.
        let Some(number) = (unsafe { find_name(dict, key) }) else { return Ok(false) };
        self.table_remove(dict, number);
        Ok(true)
    }

    /// Replaces all of an object's own attributes by those in a dict, which it keeps. False: it can have none.
    ///
    /// # Errors
    /// MemoryError.
    pub(crate) fn set_own_dict(&mut self, object: Value, dict: Value) -> Result<bool> {
        if self.own_dict(object)?.is_none() {
            return Ok(false);
        }
        // SAFETY: the object keeps its attributes in a dict now, in slot 0.
        unsafe {
            if let Some(place) = slots_place(object.as_pointer()) {
                **place = dict;
            }
        }
        Ok(true)
    }

    /// Moves an object to another class whose objects lie in memory in the same way.
    ///
    /// # Errors
    /// MemoryError.
    pub(crate) fn change_class(&mut self, object: Value, class: *mut Class) -> Result<()> {
        // SAFETY: the caller holds the object and the class.
        unsafe {
            let pointer: *mut Object = object.as_pointer();
            let shape = (*pointer).shape;
            if is_dictionary(shape) {
                (*pointer).shape = self.dictionary_shape(class)?;
                return Ok(());
            }
            let mut fresh = (*class).root_shape;
            for slot in 0..(*shape).count {
                fresh = self.shape_with(fresh, name_of_slot(shape, slot))?;
            }
            (*pointer).shape = fresh;
        }
        Ok(())
    }

    /// Calls a function for the name of each of an object's own attributes, which declared slots are not.
    ///
    /// # Errors
    /// What the function raises.
    pub(crate) fn for_each_own_name(&mut self, object: Value, mut visit: impl FnMut(&mut Context, Value) -> Result<()>) -> Result<()> {
        let shape = shape_of(object);
        if shape.is_null() {
            return Ok(());
        }
        if is_dictionary(shape) {
            let Some(dict) = self.own_dict(object)? else { return Ok(()) };
            let mut from = 0;
            while let Some((number, entry)) = self.table_next(dict, from) {
                visit(self, entry.key)?;
                from = number + 1;
            }
            return Ok(());
        }
        // SAFETY: the shape of a live object; the object keeps it or gets another, the old one stays on our native stack.
        let count = unsafe { (*shape).count };
        for slot in 0..count {
            // SAFETY: as above.
            let name = unsafe { name_of_slot(shape, slot) };
            if !has_flag(name, Str::SLOT_KEY) {
                visit(self, name)?;
            }
        }
        Ok(())
    }
}

/// The name of the attribute in a slot.
///
/// # Safety
/// The shape is alive and has so many attributes.
pub(crate) unsafe fn name_of_slot(shape: *mut Shape, slot: u32) -> Value {
    let mut at = shape;
    // SAFETY: the caller's contract; parents are alive.
    unsafe {
        while !at.is_null() && (*at).count > slot.saturating_add(1) {
            at = (*at).parent;
        }
        if at.is_null() { Value::UNDEFINED } else { (*at).name }
    }
}
