//! The built-in iterators.

use super::object::Object;
use crate::value::Value;

/// Iterator over a range whose bounds are small integers.
#[derive(Debug)]
#[repr(C)]
pub struct RangeIterator {
    /// Header and shape.
    pub object: Object,
    /// The next number, as a small-integer value.
    pub next: Value,
    /// The step, as a small-integer value.
    pub step: Value,
    /// What the next number is when none is left. It may lie beyond the small integers; the distance to it never has more bits than
    /// a word.
    pub end: Value,
}

impl RangeIterator {
    /// How many numbers are still to come.
    pub fn remaining(&self) -> usize {
        let distance = self.end.0.wrapping_sub(self.next.0) as isize;
        distance.checked_div(self.step.0 as isize).unwrap_or(0) as usize
    }
}

/// Iterator over a list or tuple.
#[derive(Debug)]
#[repr(C)]
pub struct SequenceIterator {
    /// Header and shape.
    pub object: Object,
    /// The list or tuple, or UNDEFINED once exhausted.
    pub sequence: Value,
    /// The index of the next item.
    pub index: usize,
}

/// Iterator over a str: the str and the index of the next code point.
#[derive(Debug)]
#[repr(C)]
pub struct StrIterator {
    /// Header and shape.
    pub object: Object,
    /// The str, or UNDEFINED once exhausted.
    pub string: Value,
    /// Index in code points.
    pub index: usize,
}

/// Iterator over a dict or a set, and over their views.
#[derive(Debug)]
#[repr(C)]
pub struct DictIterator {
    /// Header and shape. `header.flags`: one of the constants, or more than these (backwards, an ordered dict); `header.extra`: how many items are still
    /// to come.
    pub object: Object,
    /// The dict or set, or UNDEFINED once exhausted.
    pub table: Value,
    /// The number of the next entry.
    pub index: usize,
    /// The length that the table must still have.
    pub expected_length: usize,
}

impl DictIterator {
    /// Keys.
    pub const KEYS: u16 = 0;
    /// Values.
    pub const VALUES: u16 = 1;
    /// Pairs.
    pub const ITEMS: u16 = 2;
}

/// Any other built-in iterator: `header.flags` names the tool, the fields are its state.
/// `header.extra` is [`ToolIterator::EXACT`] where the class is the built-in one.
#[derive(Debug)]
#[repr(C)]
pub struct ToolIterator {
    /// Header and shape.
    pub object: Object,
    /// State; UNDEFINED where not used.
    pub state: [Value; 4],
}

impl ToolIterator {
    /// `header.extra`: an object of the built-in class itself.
    pub const EXACT: u32 = 1;
    /// `enumerate`: the iterator; the next number.
    pub const ENUMERATE: u16 = 1;
    /// `zip`: a tuple of iterators; whether strict; whether exhausted.
    pub const ZIP: u16 = 2;
    /// Over `bytes` or `bytearray`: it, UNDEFINED once exhausted; the next index.
    pub const BYTES: u16 = 8;
}
