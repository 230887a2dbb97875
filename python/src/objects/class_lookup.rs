//! Finding names on classes: the walk along the MRO, its cache, and what must be forgotten when a class changes.

use copperhead_stencils::layout::callable::Code;
use copperhead_stencils::layout::container::{Dict, List};
use copperhead_stencils::layout::object::{Kind, Object};
use copperhead_stencils::list::Opcode;
use copperhead_stencils::value::Value;

use super::access::{add_class_flags, as_class, class_flags, has_flag, is, is_built_in};
use super::class_list::{CLASSES, ClassId};
use super::complaint::is_wrapper;
use super::layout::{Class, Member, NativeFunction, Str};
use super::native::{Attribute, Binding, Method};
use super::special::{self, Special};
use super::table::{BUFFER_DATA, find_name};
use super::text;
use crate::context::Context;
use crate::error::Result;
use crate::interpret::codes::for_each_instruction;
use crate::interpret::quicken::opcode;

/// Class flag: values in its namespace have changed since inline caches knew them; caches no longer keep its plain values.
pub(crate) const VOLATILE: u16 = Class::VOLATILE;

/// Words of a place of the lookup cache: class, name and what was found.
const PLACE_WORDS: usize = 3;

/// The most places of the lookup cache. Small heaps have fewer: the cache takes a 64th of them at the most.
const MOST_PLACES: usize = 512;

/// What a shape cell of an instruction holds when it fits no object: neither a shape nor null.
pub(crate) const NO_SHAPE: u64 = 1;

/// The first word of the place for a class and a name.
#[inline(always)]
fn cache_place(class: *mut Class, name: Value, mask: usize) -> usize {
    let mixed = (class.addr() >> 4) ^ (name.0 >> 4).wrapping_mul(0x9e37_79b1);
    ((mixed ^ (mixed >> 9)) & mask).wrapping_mul(PLACE_WORDS)
}

impl Context {
    /// What a name means in a class: in its own namespace or its bases', in the order of the MRO.
    ///
    /// # Errors
    /// MemoryError.
    #[inline]
    pub(crate) fn lookup(&mut self, class: *mut Class, name: Value) -> Result<Option<Value>> {
        let cache = self.lookups;
        if !cache.is_null() {
            // SAFETY: the mask leaves places of the cache.
            unsafe {
                let place = cache.add(cache_place(class, name, self.lookup_mask));
                if *place == Value::from_pointer(class) && *place.add(1) == name {
                    let found = *place.add(2);
                    return Ok(if found == Value::UNDEFINED { None } else { Some(found) });
                }
            }
        }
        self.lookup_slow(class, name)
    }

    #[cold]
    fn lookup_slow(&mut self, class: *mut Class, name: Value) -> Result<Option<Value>> {
        // SAFETY: the class is alive.
        let mro = unsafe { (*class).mro };
        let mut found = None;
        if is(mro, Kind::Tuple) {
            for index in 0..self.tuple_length(mro) {
                if let Some(base) = as_class(self.tuple_item(mro, index)) {
                    found = self.lookup_own(base, name)?;
                    if found.is_some() {
                        break;
                    }
                }
            }
        }
        if self.lookups.is_null() {
            const PLACE_BYTES: usize = PLACE_WORDS * size_of::<Value>();
            let places = (self.heap.capacity() / 64 / PLACE_BYTES).clamp(16, MOST_PLACES);
            let mask = (1usize << places.ilog2()).wrapping_sub(1);
            let cell = self.allocate(Kind::Bytes8, mask.wrapping_add(1).wrapping_mul(PLACE_BYTES).wrapping_add(BUFFER_DATA))?;
            self.lookup_mask = mask;
            // SAFETY: the cell is larger than its header.
            self.lookups = unsafe { cell.as_ptr().byte_add(BUFFER_DATA).cast() };
        }
        // SAFETY: as in `lookup`. The cache is cleared at each collection, so that no other class gets the address.
        unsafe {
            let place = self.lookups.add(cache_place(class, name, self.lookup_mask));
            *place = Value::from_pointer(class);
            *place.add(1) = name;
            *place.add(2) = found.unwrap_or(Value::UNDEFINED);
        }
        Ok(found)
    }

    /// What a name means in a class's own namespace. Attributes of built-in classes come into being here.
    ///
    /// # Errors
    /// MemoryError.
    pub(crate) fn lookup_own(&mut self, class: *mut Class, name: Value) -> Result<Option<Value>> {
        // SAFETY: the class is alive.
        unsafe {
            if let Some(found) = self.table_load_name((*class).dict, name) {
                return Ok(Some(found));
            }
            if (*class).id == Class::NOT_BUILT_IN || class_flags(class) & Class::COMPLETE != 0 {
                return Ok(None);
            }
        }
        // SAFETY: as above.
        let Some(info) = CLASSES.get(usize::from(unsafe { (*class).id })) else { return Ok(None) };
        if let Some(method) = info.methods.iter().find(|method| text::equals_text(name, method.name)) {
            let value = self.new_method(class, method)?;
            self.enter_in_class(class, name, value)?;
            return Ok(Some(value));
        }
        if let Some(attribute) = info.attributes.iter().find(|attribute| text::equals_text(name, attribute.name)) {
            let value = self.new_member(ClassId::Member, Value::from_pointer(class), attribute)?;
            self.enter_in_class(class, name, value)?;
            return Ok(Some(value));
        }
        Ok(None)
    }

    /// The namespace of a class, with everything that a built-in class can have in it.
    ///
    /// # Errors
    /// MemoryError.
    pub(crate) fn complete_class_dict(&mut self, class: *mut Class) -> Result<*mut Dict> {
        // SAFETY: the class is alive.
        unsafe {
            if (*class).dict.is_null() {
                (*class).dict = self.new_dict()?;
            }
            let info = CLASSES.get(usize::from((*class).id));
            if let Some(info) = info
                && class_flags(class) & Class::COMPLETE == 0
            {
                for method in info.methods {
                    let name = self.intern(method.name)?;
                    self.lookup_own(class, name)?;
                }
                for attribute in info.attributes {
                    let name = self.intern(attribute.name)?;
                    self.lookup_own(class, name)?;
                }
                add_class_flags(class, Class::COMPLETE);
            }
            Ok((*class).dict)
        }
    }

    fn enter_in_class(&mut self, class: *mut Class, name: Value, value: Value) -> Result<()> {
        // SAFETY: the class is alive.
        unsafe {
            if (*class).dict.is_null() {
                (*class).dict = self.new_dict()?;
            }
            self.table_store_name((*class).dict, name, value)
        }
    }

    /// A native function as it is found on a class.
    ///
    /// # Errors
    /// MemoryError.
    pub(crate) fn new_method(&mut self, class: *mut Class, method: &'static Method) -> Result<Value> {
        if method.is_absent() {
            return Ok(Value::NONE);
        }
        let id = match method.binding {
            Binding::Static => ClassId::NativeFunction,
            Binding::Class => ClassId::ClassMethodDescriptor,
            Binding::Instance if is_wrapper(self, Value::from_pointer(class), method) => ClassId::WrapperDescriptor,
            Binding::Instance => ClassId::MethodDescriptor,
        };
        let function: *mut NativeFunction = self.new_object(id, Kind::NativeFunction, size_of::<NativeFunction>())?;
        // SAFETY: fresh.
        unsafe {
            (*function).object.header.flags = match method.binding {
                Binding::Instance => NativeFunction::METHOD,
                Binding::Class => NativeFunction::CLASS_METHOD,
                Binding::Static => 0,
            } | method.resumes;
            (*function).method = method;
            (*function).owner = Value::from_pointer(class);
        }
        Ok(Value::from_pointer(function))
    }

    /// A native function that belongs to no class.
    ///
    /// # Errors
    /// MemoryError.
    pub(crate) fn new_native_function(&mut self, method: &'static Method, module: Value) -> Result<Value> {
        let size = size_of::<NativeFunction>();
        let function: *mut NativeFunction = self.new_object(ClassId::NativeFunction, Kind::NativeFunction, size)?;
        // SAFETY: fresh.
        unsafe {
            (*function).object.header.flags = method.resumes;
            (*function).method = method;
            (*function).owner = module;
        }
        Ok(Value::from_pointer(function))
    }

    /// An attribute of a built-in layout as it is found on a class; `class`: its own.
    ///
    /// # Errors
    /// MemoryError.
    pub(crate) fn new_member(&mut self, class: ClassId, owner: Value, definition: &'static Attribute) -> Result<Value> {
        let member: *mut Member = self.new_object(class, Kind::Member, size_of::<Member>())?;
        // SAFETY: fresh.
        unsafe {
            (*member).definition = definition;
            (*member).owner = owner;
        }
        Ok(Value::from_pointer(member))
    }

    /// A special method as it stands on the class, not bound.
    ///
    /// # Errors
    /// MemoryError.
    #[inline]
    pub(crate) fn lookup_special(&mut self, class: *mut Class, special: Special) -> Result<Option<Value>> {
        // SAFETY: the class is alive.
        match unsafe { known_special(class, special) } {
            Value(0) => self.lookup_special_slow(class, special),
            Value::UNDEFINED => Ok(None),
            found => Ok(Some(found)),
        }
    }

    #[cold]
    fn lookup_special_slow(&mut self, class: *mut Class, special: Special) -> Result<Option<Value>> {
        let name = self.special_name(special)?;
        let found = self.lookup(class, name)?;
        // SAFETY: the class is alive; a fresh buffer is all zeros. The native stack holds the group until the class does.
        unsafe {
            let group = match special_group(class, special) {
                Some(group) => group,
                None => self.new_value_buffer(special::GROUP)?,
            };
            if (*class).specials.is_null() {
                (*class).specials = self.new_value_buffer(special::COUNT.div_ceil(special::GROUP))?;
            }
            *group.add(special as usize % special::GROUP) = found.unwrap_or(Value::UNDEFINED);
            *(*class).specials.add(special as usize / special::GROUP) = Value::from_pointer(group.byte_sub(BUFFER_DATA));
        }
        Ok(found)
    }

    /// Notes that inline caches rely on a class and its bases.
    pub(crate) fn note_cached(&mut self, class: *mut Class) {
        if is_built_in(class) {
            return;
        }
        // SAFETY: the class is alive.
        let mro = unsafe { (*class).mro };
        for index in 0..self.tuple_length(mro) {
            if let Some(base) = as_class(self.tuple_item(mro, index)) {
                add_class_flags(base, Class::CACHED);
            }
        }
    }

    /// Stores a name in a class's own namespace, deletes it if the value is UNDEFINED, and forgets what relied on it.
    /// False: there was nothing to delete.
    ///
    /// # Errors
    /// MemoryError.
    pub(crate) fn change_class_dict(&mut self, class: *mut Class, name: Value, value: Value) -> Result<bool> {
        // SAFETY: the class is alive.
        unsafe {
            if (*class).dict.is_null() {
                (*class).dict = self.new_dict()?;
            }
            let dict = (*class).dict;
            let old = self.table_load_name(dict, name);
            if value == Value::UNDEFINED {
                let Some(number) = find_name(dict, name) else { return Ok(false) };
                self.table_remove(dict, number);
            } else {
                self.table_store_name(dict, name, value)?;
                if text::equals_text(name, "__del__") {
                    // Objects that are there already stay without.
                    add_class_flags(class, Class::FINALISED);
                }
            }
            self.forget(class, name, old, value);
        }
        Ok(true)
    }

    /// Whether a value found on a class means itself: it has neither `__get__` nor `__set__`.
    pub(crate) fn is_plain(&mut self, value: Value) -> bool {
        match super::access::kind(value) {
            None => true,
            Some(
                Kind::Function
                | Kind::NativeFunction
                | Kind::Property
                | Kind::StaticMethod
                | Kind::ClassMethod
                | Kind::Member
                | Kind::Super,
            ) => false,
            Some(_) => {
                let class = self.class_of(value);
                is_built_in(class) && !is(value, Kind::Record)
                    || [Special::Get, Special::Set, Special::Delete]
                        .into_iter()
                        .all(|special| matches!(self.lookup_special(class, special), Ok(None)))
            }
        }
    }

    /// Whether a class or one of its bases is volatile.
    pub(crate) fn is_volatile(&self, class: *mut Class) -> bool {
        // SAFETY: the class is alive.
        let mro = unsafe { (*class).mro };
        (0..self.tuple_length(mro)).filter_map(|index| as_class(self.tuple_item(mro, index))).any(|base| class_flags(base) & VOLATILE != 0)
    }

    /// Forgets what caches know of a name in a class and its subclasses.
    fn forget(&mut self, class: *mut Class, name: Value, old: Option<Value>, new: Value) {
        self.forget_lookups(class, name);
        let special = text::ascii_text(name).is_some_and(|name| name.starts_with("__") && name.ends_with("__"));
        if special {
            self.forget_specials(class);
            // Whether a value is a descriptor may change by these, or who is asked for attributes.
            if matches!(
                text::ascii_text(name),
                Some("__get__" | "__set__" | "__delete__" | "__getattribute__" | "__getattr__" | "__setattr__" | "__delattr__")
            ) {
                self.forget_attributes(None);
                return;
            }
        }
        if class_flags(class) & Class::CACHED == 0 {
            return;
        }
        let plain = new != Value::UNDEFINED && self.is_plain(new) && old.is_some_and(|old| self.is_plain(old));
        if plain && class_flags(class) & VOLATILE != 0 {
            // Only caches of plain values would mind, and a volatile class is in none.
            return;
        }
        if plain {
            // Other names of the class may be in caches, too, which from now on nothing would clear.
            add_class_flags(class, VOLATILE);
            self.forget_attributes(None);
            return;
        }
        // Most names that are stored in classes are in no cache: those of an enumeration's members as they are made, for instance.
        if has_flag(name, Str::CACHED) {
            self.forget_attributes(Some(name));
            // SAFETY: just looked at.
            unsafe { (*name.as_pointer::<Object>()).header.flags &= !Str::CACHED };
        }
    }

    /// Forgets what a name was found to mean in a class and its subclasses.
    fn forget_lookups(&mut self, class: *mut Class, name: Value) {
        if self.lookups.is_null() {
            return;
        }
        // SAFETY: the mask leaves places of the cache. Classes and their subclasses are alive; the depth is that of
        // the inheritance, bounded by the native stack's check.
        unsafe {
            let place = self.lookups.add(cache_place(class, name, self.lookup_mask));
            *place = Value(0);
            *place.add(1) = Value(0);
            let subclasses = (*class).subclasses;
            if !is(subclasses, Kind::List) {
                return;
            }
            if self.check_native_stack_quietly() {
                self.clear_lookups();
                return;
            }
            let list: *mut List = subclasses.as_pointer();
            for index in 0..(*list).length {
                if let Some(subclass) = as_class(*(*list).items.add(index)) {
                    self.forget_lookups(subclass, name);
                }
            }
        }
    }

    /// Forgets what names mean in classes.
    pub(crate) fn clear_lookups(&mut self) {
        if self.lookups.is_null() {
            return;
        }
        for word in 0..self.lookup_mask.wrapping_add(1).wrapping_mul(PLACE_WORDS) {
            // SAFETY: the cache has so many words.
            unsafe { *self.lookups.add(word) = Value(0) };
        }
    }

    /// Forgets everything that was looked up on classes: a class's bases changed.
    pub(crate) fn forget_all(&mut self, class: *mut Class) {
        self.clear_lookups();
        self.forget_specials(class);
        self.forget_attributes(None);
    }

    /// Forgets the special methods of a class and its subclasses.
    fn forget_specials(&mut self, class: *mut Class) {
        // SAFETY: classes and their subclasses are alive. The depth is that of the inheritance, bounded by the native stack's check.
        unsafe {
            (*class).specials = core::ptr::null_mut();
            (*class).quick_init = Value(0);
            let subclasses = (*class).subclasses;
            if !is(subclasses, Kind::List) || self.check_native_stack_quietly() {
                return;
            }
            let list: *mut List = subclasses.as_pointer();
            for index in 0..(*list).length {
                if let Some(subclass) = as_class(*(*list).items.add(index)) {
                    self.forget_specials(subclass);
                }
            }
        }
    }

    /// Whether the native stack is nearly used up.
    pub(crate) fn check_native_stack_quietly(&self) -> bool {
        let marker = 0u8;
        (&raw const marker).addr() < self.native_limit
    }

    /// Clears the shape cells of all instructions for attributes of a name, or of all names.
    pub(crate) fn forget_attributes(&mut self, name: Option<Value>) {
        self.forget_known_attributes();
        let mut index = 0;
        while let Some(code) = self.code_at(index) {
            // SAFETY: code objects in the list are alive.
            unsafe {
                if forget_in_code(code, name) {
                    self.forget_shapes_in(code);
                }
            }
            index += 1;
        }
        self.forget_shapes_retired();
    }
}

/// Clears the shape cells of a code object's instructions for attributes of a name, or of all names. Whether there are any.
///
/// # Safety
/// The code object is alive.
unsafe fn forget_in_code(code: *mut Code, name: Option<Value>) -> bool {
    let mut found = false;
    // SAFETY: the caller's contract; the instructions have these cells.
    unsafe {
        for_each_instruction(code, |pc| {
            let attribute = matches!(
                opcode(pc),
                Some(
                    Opcode::LoadAttribute
                        | Opcode::LoadAttributeSlot
                        | Opcode::LoadAttributeClass
                        | Opcode::LoadAttributeProperty
                        | Opcode::LoadAttributeModule
                        | Opcode::LoadAttributeOfClass
                        | Opcode::StoreAttribute
                        | Opcode::StoreAttributeSlot
                        | Opcode::StoreAttributeNew
                        | Opcode::LoadMethod
                        | Opcode::LoadMethodCached
                        | Opcode::LoadMethodModule
                        | Opcode::LoadMethodOfClass
                        | Opcode::LoadSuperMethodCached
                )
            );
            if attribute && name.is_none_or(|name| *pc.add(1) == name.0 as u64) {
                *pc.add(2) = NO_SHAPE;
                found = true;
            }
        });
    }
    found
}

/// The group that a special method of a class belongs to: its values, if one of them was looked up.
///
/// # Safety
/// The class is alive.
#[inline(always)]
unsafe fn special_group(class: *mut Class, special: Special) -> Option<*mut Value> {
    // SAFETY: the buffer has a place for each group: 0, or the cell of its buffer.
    unsafe {
        let groups = (*class).specials;
        if groups.is_null() {
            return None;
        }
        let group = *groups.add(special as usize / special::GROUP);
        if group.0 == 0 { None } else { Some(group.as_pointer::<u8>().add(BUFFER_DATA).cast()) }
    }
}

/// What the lookup of a special method found: UNDEFINED for nothing, 0 if it was not looked up yet.
///
/// # Safety
/// The class is alive.
#[inline(always)]
pub(crate) unsafe fn known_special(class: *mut Class, special: Special) -> Value {
    // SAFETY: the caller's contract; a group has so many values.
    unsafe { special_group(class, special).map_or(Value(0), |group| *group.add(special as usize % special::GROUP)) }
}
