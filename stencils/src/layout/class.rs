//! Classes and modules.

use super::container::Dict;
use super::instance::Shape;
use super::object::{Kind, Object};
use crate::value::Value;

/// A class, built in or written in Python.
#[repr(C)]
pub struct Class {
    /// Header and shape (whose class is the metaclass). `header.flags` holds the flags below.
    pub object: Object,
    /// `__name__`.
    pub name: Value,
    /// `__qualname__`.
    pub qualified_name: Value,
    /// `__bases__`: a tuple.
    pub bases: Value,
    /// `__mro__`: a tuple, this class first.
    pub mro: Value,
    /// The namespace; null in a built-in class of which nothing was looked up yet.
    pub dict: *mut Dict,
    /// The shape of instances without attributes.
    pub root_shape: *mut Shape,
    /// What makes an instance with one call and nothing else: the function `__init__`, None if there is nothing to call, for classes whose
    /// metaclass is `type`, whose `__new__` is `object`'s, and whose instances are plain; True for a built-in class whose native `__new__` and
    /// `__init__` do all of it; False for all others; 0 while it is not known.
    pub quick_init: Value,
    /// Then: where the heap has the hole for cells of an instance's size, in bytes from the heap's start.
    pub quick_hole: u32,
    /// Then: how many bytes an instance's cell has.
    pub quick_bytes: u32,
    /// What `special` lookups found: a buffer of a value for each group of special methods, or null. Each is 0 or a buffer of a value for
    /// each of them (0: not looked up yet, UNDEFINED: none).
    pub specials: *mut Value,
    /// Direct subclasses: a list, or UNDEFINED.
    pub subclasses: Value,
    /// The layout of instances.
    pub kind: Kind,
    /// The built-in class this is, or [`Class::NOT_BUILT_IN`].
    pub id: u16,
    /// How many attribute slots a new instance gets room for.
    pub slot_hint: u16,
    /// How many slots `__slots__` of the class and of its bases declare, all together: each has a number below this.
    pub declared_slots: u32,
}

impl Class {
    /// `id` of classes written in Python.
    pub const NOT_BUILT_IN: u16 = u16::MAX;
    /// Flag: inline caches may know this class or a subclass: changing it must clear them.
    pub const CACHED: u16 = 1;
    /// Flag: cannot be a base.
    pub const FINAL: u16 = 2;
    /// Flag: instances have no attributes of their own (built-in classes, `__slots__`).
    pub const NO_ATTRIBUTES: u16 = 4;
    /// Flag: a subclass of BaseException.
    pub const EXCEPTION: u16 = 8;
    /// Flag: all static methods were put into the dict.
    pub const COMPLETE: u16 = 16;
    /// Flag: instances have `__del__`.
    pub const FINALISED: u16 = 32;
    /// Flag: instances can be referred to weakly.
    pub const WEAK: u16 = 64;
    /// Flag: values in its namespace have changed since inline caches knew them.
    pub const VOLATILE: u16 = 128;
    /// Flag: `__abstractmethods__` names something, so `object.__new__` makes no instances.
    pub const ABSTRACT: u16 = 256;
    /// Flag: sequence patterns match instances.
    pub const SEQUENCE: u16 = 512;
    /// Flag: mapping patterns match instances.
    pub const MAPPING: u16 = 1024;
    /// Both.
    pub const PATTERNS: u16 = Class::SEQUENCE | Class::MAPPING;
    /// Flag: calls of it may be an instruction of their own.
    pub const INSTRUCTION: u16 = 2048;
}

/// A module. Its attributes are its dict's entries.
#[derive(Debug)]
#[repr(C)]
pub struct Module {
    /// Header and shape.
    pub object: Object,
    /// The namespace.
    pub dict: *mut Dict,
    /// `__name__`.
    pub name: Value,
    /// True while its source runs for the first time.
    pub initialising: Value,
}
