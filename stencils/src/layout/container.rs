//! The built-in containers whose fast paths are instructions, and what else holds a value.

use super::object::Object;
use crate::value::Value;

pub use super::iterator::{RangeIterator, SequenceIterator};

/// `list`. The items are the data of a heap buffer of values.
#[derive(Debug)]
#[repr(C)]
pub struct List {
    /// Header and shape.
    pub object: Object,
    /// How many items there are. First, as in a tuple.
    pub length: usize,
    /// The items; null when the capacity is 0.
    pub items: *mut Value,
    /// How many items there is room for.
    pub capacity: usize,
    /// Attributes of instances of subclasses; null in a plain list.
    pub slots: *mut Value,
}

impl List {
    /// Flag: the collector takes items that nobody else refers to out of the list. Its `slots` are the collector's own.
    pub const WEAK: u16 = 1 << 14;
}

/// `tuple`; the items follow.
#[derive(Debug)]
#[repr(C)]
pub struct Tuple {
    /// Header and shape.
    pub object: Object,
    /// How many items there are.
    pub length: usize,
    /// Attributes of instances of subclasses; null in a plain tuple.
    pub slots: *mut Value,
}

impl Tuple {
    /// Where the items start, in bytes.
    pub const ITEMS: usize = size_of::<Tuple>();
}

/// One entry of a dict, in insertion order. A deleted entry has the key [`Value::DELETED`].
#[derive(Clone, Copy, Debug)]
#[repr(C)]
pub struct DictEntry {
    /// The key's hash.
    pub hash: usize,
    /// The key.
    pub key: Value,
    /// The value.
    pub value: Value,
}

/// `dict`. `header.flags` holds [`Dict::NAMES`], too.
#[derive(Debug)]
#[repr(C)]
pub struct Dict {
    /// Header and shape.
    pub object: Object,
    /// The entries in insertion order: the data of a heap buffer; null while the dict has never held any.
    pub entries: *mut DictEntry,
    /// How many entries are in use, deleted ones included.
    pub used: u32,
    /// How many entries are alive: the dict's `len`.
    pub length: u32,
    /// Unique to this dict and its layout: renewed from the VM's counter whenever an entry is added,
    /// removed or moved. 0 is never a valid version. Storing to an existing key keeps it.
    pub version: usize,
    /// The hash table: entry numbers plus one (0: empty), one, two or four bytes each, by linear
    /// probing; null while there are few entries, which are then searched one by one.
    pub indices: *mut u8,
    /// log2 of the number of hash-table places; 0 without a table.
    pub log2_places: u8,
    /// How many entries there is room for.
    pub entry_capacity: u32,
    /// Attributes of instances of subclasses; null in a plain dict.
    pub slots: *mut Value,
}

impl Dict {
    /// Flag: instructions know where in it names have their values, see [`super::machine::Machine::names_epoch`].
    pub const NAMES: u16 = 2;
}

/// `range`. Never of a subclass.
#[derive(Debug)]
#[repr(C)]
pub struct Range {
    /// Header and shape.
    pub object: Object,
    /// Start, an integer.
    pub start: Value,
    /// Stop, an integer.
    pub stop: Value,
    /// Step, an integer, not 0.
    pub step: Value,
    /// Length, an integer.
    pub length: Value,
}

/// A variable shared between a function and its inner functions.
#[derive(Debug)]
#[repr(C)]
pub struct Cell {
    /// Header and shape.
    pub object: Object,
    /// The variable's value, UNDEFINED while it is unbound.
    pub value: Value,
}

/// A float outside the word.
#[derive(Debug)]
#[repr(C)]
pub struct BoxedFloat {
    /// Header and shape.
    pub object: Object,
    /// The bits of the double, low word first (two words keep the alignment of 32-bit machines at four).
    pub bits: [u32; 2],
}

impl BoxedFloat {
    /// The double.
    #[inline(always)]
    pub fn get(&self) -> f64 {
        f64::from_bits(u64::from(self.bits[0]) | u64::from(self.bits[1]) << 32)
    }
}

/// `complex`.
#[derive(Debug)]
#[repr(C)]
pub struct Complex {
    /// Header and shape.
    pub object: Object,
    /// Real part, bits, low word first.
    pub real: [u32; 2],
    /// Imaginary part, bits, low word first.
    pub imaginary: [u32; 2],
}

impl Complex {
    /// Real and imaginary part.
    #[inline(always)]
    pub fn get(&self) -> (f64, f64) {
        let double = |[low, high]: [u32; 2]| f64::from_bits(u64::from(low) | u64::from(high) << 32);
        (double(self.real), double(self.imaginary))
    }
}
