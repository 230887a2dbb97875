//! Texts and bytes.

use super::object::Object;
use crate::value::Value;

/// `str`. The code points follow, one, two or four bytes each.
#[derive(Debug)]
#[repr(C)]
pub struct Str {
    /// Header and shape. `header.flags` holds [`Str::WIDTH`] bits and the flags below.
    pub object: Object,
    /// Length in code points. First, as in lists and tuples.
    pub length: usize,
    /// The hash, 0 while unknown.
    pub hash: usize,
    /// Attributes of instances of subclasses; null in a plain str.
    pub slots: *mut Value,
}

impl Str {
    /// Where the code points start, in bytes.
    pub const DATA: usize = size_of::<Str>();
    /// Mask: bytes per code point (1, 2 or 4), the smallest that fits the largest code point.
    pub const WIDTH: u16 = 7;
    /// Flag: all code points are below 128.
    pub const ASCII: u16 = 8;
    /// Flag: interned; two interned strs are equal only if they are the same object.
    pub const INTERNED: u16 = super::object::INTERNED;
    /// Flag: an instance of a subclass.
    pub const SUBCLASS: u16 = super::object::STR_SUBCLASS;
    /// Flag: inline caches may know what an attribute of this name is.
    pub const CACHED: u16 = 1 << 12;
    /// Flag: stands for a slot that `__slots__` declares, by its number; no program sees it.
    pub const SLOT_KEY: u16 = 1 << 13;
}

/// `bytes`; the bytes follow.
#[derive(Debug)]
#[repr(C)]
pub struct Bytes {
    /// Header and shape.
    pub object: Object,
    /// The hash, 0 while unknown.
    pub hash: usize,
    /// Length in bytes.
    pub length: usize,
    /// Attributes of instances of subclasses; null in a plain bytes object.
    pub slots: *mut Value,
}

impl Bytes {
    /// Where the bytes start.
    pub const DATA: usize = size_of::<Bytes>();
}

/// `bytearray` and `array.array`, whose `header.extra` holds the letter of its items (0 in a bytearray) and whose length is a multiple of their size.
#[derive(Debug)]
#[repr(C)]
pub struct ByteArray {
    /// Header and shape.
    pub object: Object,
    /// The bytes: the data of a heap buffer; null when the capacity is 0.
    pub data: *mut u8,
    /// Length in bytes.
    pub length: usize,
    /// Room in bytes.
    pub capacity: usize,
    /// Attributes of instances of subclasses; null in a plain one.
    pub slots: *mut Value,
    /// How many memory views look into it: it must not be resized then.
    pub exports: usize,
}
