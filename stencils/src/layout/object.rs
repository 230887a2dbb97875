//! What every heap cell starts with.

use super::instance::Shape;

/// What lies in a heap cell. The collector, the type dispatch of helpers and the guards of machine
/// code all go by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Kind {
    /// A free cell. Must stay 0: fresh memory is free.
    Free = 0,
    /// A buffer of bytes without references, owned by another object.
    Bytes8,
    /// A buffer of values, owned by another object; every word is scanned.
    Values,
    /// A [`Shape`].
    Shape,
    /// A class.
    Class,
    /// An integer that is not small.
    BigInt,
    /// A float that does not fit a word.
    Float,
    /// A complex number.
    Complex,
    /// `str`.
    Str,
    /// `bytes`.
    Bytes,
    /// `bytearray`.
    ByteArray,
    /// `memoryview`.
    MemoryView,
    /// `list`.
    List,
    /// `tuple`.
    Tuple,
    /// `dict`.
    Dict,
    /// `set`.
    Set,
    /// `frozenset`.
    FrozenSet,
    /// `range`.
    Range,
    /// `slice`.
    Slice,
    /// A function written in Python.
    Function,
    /// A function written in Rust.
    NativeFunction,
    /// A function bound to an object.
    BoundMethod,
    /// A code object.
    Code,
    /// A variable shared with inner functions.
    Cell,
    /// An instance of a class written in Python.
    Instance,
    /// An exception.
    Exception,
    /// A traceback entry.
    Traceback,
    /// `property`.
    Property,
    /// `staticmethod`.
    StaticMethod,
    /// `classmethod`.
    ClassMethod,
    /// An attribute of a built-in layout, found on its class.
    Member,
    /// `super`.
    Super,
    /// A module.
    Module,
    /// Iterator over a range.
    RangeIterator,
    /// Iterator over a list or a tuple.
    SequenceIterator,
    /// Iterator over a str.
    StrIterator,
    /// Iterator over a dict or a dict view.
    DictIterator,
    /// Iterator over a set.
    SetIterator,
    /// Any other iterator made by a built-in (enumerate, zip, map, filter, reversed, `iter(f, x)`, …).
    ToolIterator,
    /// A view of a dict.
    DictView,
    /// A generator, coroutine or asynchronous generator.
    Generator,
    /// An object that belongs to the embedder.
    Foreign,
    /// An object of a class that a module defines: so many values, whose meaning is the class's.
    Record,
}

/// Flag in the header of a str: interned, so that it equals another interned str only if they are the same object.
pub const INTERNED: u16 = 16;
/// Flag in the header of a str: an instance of a subclass.
pub const STR_SUBCLASS: u16 = 32;

/// The first word of every heap cell (eight bytes on every machine).
#[derive(Clone, Copy, Debug)]
#[repr(C)]
pub struct Header {
    /// What the cell holds.
    pub kind: Kind,
    /// The collector's bits; nobody else writes here.
    pub mark: u8,
    /// Flags whose meaning belongs to the kind.
    pub flags: u16,
    /// A number whose meaning belongs to the kind.
    pub extra: u32,
}

/// What every object that a program can see starts with.
#[derive(Debug)]
#[repr(C)]
pub struct Object {
    /// The cell's header.
    pub header: Header,
    /// Names the object's class and where its attributes lie.
    pub shape: *mut Shape,
}

const _: () = {
    assert!(size_of::<Header>() == 8);
    assert!(core::mem::offset_of!(Object, shape) == 8);
    assert!(size_of::<Object>() == 8 + size_of::<usize>() || size_of::<usize>() == 4);
};
