//! Making containers: tuples, lists, sets, slices, and instances of their subclasses.

use copperhead_stencils::layout::container::{Dict, List, Tuple};
use copperhead_stencils::layout::object::{Kind, Object};
use copperhead_stencils::ops::subscript::EXACT;
use copperhead_stencils::value::Value;

use super::class_list::ClassId;
use super::layout::{Class, Set, Slice};
use super::native::Arguments;
use super::special::Special;
use super::table::BUFFER_DATA;
use super::text::Display;
use crate::context::Context;
use crate::error::{Raised, Result};

/// Where the items of a tuple lie.
#[inline(always)]
pub(crate) fn tuple_items(tuple: Value) -> *mut Value {
    tuple.as_pointer::<u8>().wrapping_add(Tuple::ITEMS).cast()
}

/// The items of a tuple. Valid while the tuple lives; tuples do not change once a program can see them.
#[inline]
pub(crate) fn tuple_slice<'a>(tuple: Value) -> &'a [Value] {
    // SAFETY: the caller holds a tuple.
    unsafe { core::slice::from_raw_parts(tuple_items(tuple), (*tuple.as_pointer::<Tuple>()).length) }
}

/// Whether an object is of the built-in class itself, as far as lists, tuples, dicts and sets go.
#[inline(always)]
pub(crate) fn is_exact(object: Value) -> bool {
    // SAFETY: the caller holds one of these objects.
    unsafe { (*object.as_pointer::<Object>()).header.flags & EXACT != 0 }
}

impl Context {
    /// A tuple of a length; the items, zeros at first, are for the caller to fill in.
    ///
    /// # Errors
    /// MemoryError.
    #[inline]
    pub(crate) fn new_tuple_of(&mut self, length: usize) -> Result<Value> {
        if length == 0 && self.empty_tuple.is_pointer() {
            return Ok(self.empty_tuple);
        }
        let Some(bytes) = length.checked_mul(size_of::<Value>()).and_then(|bytes| bytes.checked_add(Tuple::ITEMS)) else {
            return Err(self.raise_memory());
        };
        let tuple: *mut Tuple = self.new_object(ClassId::Tuple, Kind::Tuple, bytes)?;
        // SAFETY: fresh.
        unsafe {
            (*tuple).object.header.flags = EXACT;
            (*tuple).length = length;
        }
        Ok(Value::from_pointer(tuple))
    }

    /// A tuple of these items.
    ///
    /// # Errors
    /// MemoryError.
    #[inline]
    pub fn new_tuple(&mut self, items: &[Value]) -> Result<Value> {
        let length = items.len();
        if length == 0 {
            return self.new_tuple_of(0);
        }
        let Some(bytes) = length.checked_mul(size_of::<Value>()).and_then(|bytes| bytes.checked_add(Tuple::ITEMS)) else {
            return Err(self.raise_memory());
        };
        let tuple: *mut Tuple = self.allocate_uncleared(Kind::Tuple, bytes)?.as_ptr().cast();
        // SAFETY: the fresh cell has room for tuple and items: all of it is written.
        unsafe {
            (*tuple).object.header.flags = EXACT;
            (*tuple).object.shape = self.shape(ClassId::Tuple);
            (*tuple).length = length;
            (*tuple).slots = core::ptr::null_mut();
            let tuple = Value::from_pointer(tuple);
            core::ptr::copy_nonoverlapping(items.as_ptr(), tuple_items(tuple), length);
            Ok(tuple)
        }
    }

    /// A list of a length; the items, zeros at first, are for the caller to fill in.
    ///
    /// # Errors
    /// MemoryError.
    pub(crate) fn new_list_of(&mut self, length: usize) -> Result<Value> {
        let list: *mut List = self.new_object(ClassId::List, Kind::List, size_of::<List>())?;
        // SAFETY: fresh.
        unsafe { (*list).object.header.flags = EXACT };
        if length != 0 {
            let items = self.new_value_buffer(length)?;
            // SAFETY: fresh; the buffer has room for so many values and is zeroed.
            unsafe {
                (*list).items = items;
                (*list).capacity = length;
                (*list).length = length;
            }
        }
        Ok(Value::from_pointer(list))
    }

    /// A list of these items.
    ///
    /// # Errors
    /// MemoryError.
    pub fn new_list(&mut self, items: &[Value]) -> Result<Value> {
        let list = self.new_list_of(items.len())?;
        // SAFETY: the fresh list has room for the items.
        unsafe { core::ptr::copy_nonoverlapping(items.as_ptr(), (*list.as_pointer::<List>()).items, items.len()) };
        Ok(list)
    }

    /// The data of a zeroed buffer for so many values.
    ///
    /// # Errors
    /// MemoryError.
    #[inline]
    pub(crate) fn new_value_buffer(&mut self, count: usize) -> Result<*mut Value> {
        let Some(bytes) = count.checked_mul(size_of::<Value>()).and_then(|bytes| bytes.checked_add(BUFFER_DATA)) else {
            return Err(self.raise_memory());
        };
        let cell = self.allocate(Kind::Values, bytes)?;
        Ok(cell.as_ptr().wrapping_byte_add(BUFFER_DATA).cast())
    }

    /// An empty set.
    ///
    /// # Errors
    /// MemoryError.
    pub(crate) fn new_set(&mut self) -> Result<Value> {
        self.new_set_like(Kind::Set).map(Value::from_pointer)
    }

    /// An empty set or frozenset, to be filled in.
    ///
    /// # Errors
    /// MemoryError.
    pub(crate) fn new_set_like(&mut self, kind: Kind) -> Result<*mut Set> {
        let (id, kind) = if kind == Kind::FrozenSet { (ClassId::FrozenSet, kind) } else { (ClassId::Set, Kind::Set) };
        let set: *mut Set = self.new_object(id, kind, size_of::<Set>())?;
        // SAFETY: fresh.
        unsafe {
            (*set).table.object.header.flags = EXACT;
            (*set).table.version = self.next_version();
        }
        Ok(set)
    }

    /// A slice.
    ///
    /// # Errors
    /// MemoryError.
    pub(crate) fn build_slice(&mut self, start: Value, stop: Value, step: Value) -> Result<Value> {
        let slice: *mut Slice = self.new_object(ClassId::Slice, Kind::Slice, size_of::<Slice>())?;
        // SAFETY: fresh.
        unsafe {
            (*slice).start = start;
            (*slice).stop = stop;
            (*slice).step = step;
        }
        Ok(Value::from_pointer(slice))
    }

    /// An empty instance of a built-in class or a subclass, for `__new__`: the class that was given is checked.
    ///
    /// # Errors
    /// TypeError, MemoryError.
    pub(crate) fn new_for<T>(&mut self, arguments: &Arguments, id: ClassId, kind: Kind, bytes: usize) -> Result<*mut T> {
        let class = self.class_for_new(arguments, id)?;
        let exact = class == self.class(id);
        // SAFETY: the class was checked.
        let root = unsafe { (*class).root_shape };
        let shape = if exact || root.is_null() { self.shape(id) } else { root };
        let object: *mut Object = self.new_shaped(shape, kind, bytes)?;
        // SAFETY: fresh.
        unsafe {
            if exact {
                (*object).header.flags = EXACT;
            }
            if matches!(kind, Kind::Dict | Kind::Set | Kind::FrozenSet) {
                (*object.cast::<Dict>()).version = self.next_version();
            }
        }
        Ok(object.cast())
    }

    /// The class that `__new__` of a built-in class was given, checked.
    ///
    /// # Errors
    /// TypeError.
    pub(crate) fn class_for_new(&mut self, arguments: &Arguments, id: ClassId) -> Result<*mut Class> {
        let expected = self.class(id);
        let Some(class) = arguments.optional(0) else {
            let name = self.class_name(expected);
            return Err(self.raise(ClassId::TypeError, format_args!("{}.__new__(): not enough arguments", Display(name))));
        };
        // SAFETY: arguments are alive.
        if class == Value::from_pointer(expected) {
            return Ok(expected);
        }
        // SAFETY: arguments are alive.
        if !unsafe { class.is_kind(Kind::Class) } {
            let (name, given) = (self.class_name(expected), self.class_name(self.class_of(class)));
            return Err(
                self.raise(ClassId::TypeError, format_args!("{}.__new__(X): X is not a type object ({})", Display(name), Display(given)))
            );
        }
        let class: *mut Class = class.as_pointer();
        if !self.is_subclass(class, expected) {
            let (name, given) = (self.class_name(expected), self.class_name(class));
            return Err(self
                .raise(ClassId::TypeError, format_args!("{0}.__new__({1}): {1} is not a subtype of {0}", Display(name), Display(given))));
        }
        Ok(class)
    }

    /// How many arguments a native function with [`super::native::Parameters::Raw`] got besides its first; none may be named.
    ///
    /// # Errors
    /// TypeError.
    pub(crate) fn positional_only(&mut self, arguments: &Arguments, name: &str, minimum: usize, maximum: usize) -> Result<usize> {
        let named = self.named_count(arguments);
        if named != 0 && !self.named_for_another(arguments.get(0))? {
            return Err(self.raise(ClassId::TypeError, format_args!("{name}() takes no keyword arguments")));
        }
        let given = arguments.len().saturating_sub(1).saturating_sub(named);
        self.check_count(name, given, minimum, maximum)?;
        Ok(given)
    }

    /// Whether the named arguments of `__new__` (which is given a class) or `__init__` are for the other one of the two, which a subclass wrote.
    fn named_for_another(&mut self, first: Value) -> Result<bool> {
        let (class, other) = match super::access::as_class(first) {
            Some(class) => (class, Special::Init),
            None => (self.class_of(first), Special::New),
        };
        let method = self.lookup_special(class, other)?;
        Ok(method.is_some_and(|method| !super::access::is(method, Kind::NativeFunction)))
    }

    /// How many of the arguments of a raw native function are named.
    pub(crate) fn named_count(&self, arguments: &Arguments) -> usize {
        if arguments.names == Value::UNDEFINED { 0 } else { self.tuple_length(arguments.names) }
    }

    /// Complains of too few or too many arguments.
    ///
    /// # Errors
    /// TypeError.
    pub(crate) fn check_count(&mut self, name: &str, given: usize, minimum: usize, maximum: usize) -> Result<()> {
        let (bound, number) = if given < minimum {
            ("at least ", minimum)
        } else if given > maximum {
            ("at most ", maximum)
        } else {
            return Ok(());
        };
        let bound = if minimum == maximum { "" } else { bound };
        let plural = if number == 1 { "" } else { "s" };
        Err(self.raise(ClassId::TypeError, format_args!("{name} expected {bound}{number} argument{plural}, got {given}")))
    }

    /// The name of a value's class, to be shown.
    pub(crate) fn type_name(&self, value: Value) -> Display {
        Display(self.class_name(self.class_of(value)))
    }

    /// Raises KeyError for a key.
    pub(crate) fn raise_key(&mut self, key: Value) -> Raised {
        match self.new_exception(ClassId::KeyError, &[key]) {
            Ok(exception) => self.raise_value(exception),
            Err(raised) => raised,
        }
    }
}
