//! Layouts of objects that machine code never looks into. All are `repr(C)` and start like an
//! [`Object`]; what machine code does look into is in `copperhead_stencils::layout`.

pub use copperhead_stencils::layout::class::{Class, Module};
pub use copperhead_stencils::layout::container::Complex;
use copperhead_stencils::layout::container::Dict;
pub use copperhead_stencils::layout::iterator::{DictIterator, StrIterator, ToolIterator};
use copperhead_stencils::layout::object::Object;
pub use copperhead_stencils::layout::text::{ByteArray, Bytes, Str};
use copperhead_stencils::value::Value;

/// `memoryview`. It looks into the bytes of its owner, which counts it among its exports unless it is bytes.
#[repr(C)]
pub struct MemoryView {
    /// Header and shape. `header.flags` holds the flags below.
    pub object: Object,
    /// `obj`: what the view was made of.
    pub source: Value,
    /// What holds the bytes: bytes, a bytearray, an array.
    pub owner: Value,
    /// `format`: a str.
    pub format: Value,
    /// `shape`: a tuple of small integers. Behind the first dimension items lie close together.
    pub shape: Value,
    /// Where the first item lies, in bytes from the owner's first.
    pub offset: isize,
    /// Bytes from one item of the first dimension to the next.
    pub stride: isize,
    /// Bytes of an item.
    pub item_size: usize,
    /// The hash once it was asked for; 0 before.
    pub hash: isize,
    /// A pair for a view of an object with `__buffer__`: the object, which hears of the release, and the view that it gave; else UNDEFINED.
    pub exporter: Value,
    /// The address of the next view in the list of all, as an even number; 0 at the end.
    pub next: Value,
}

impl MemoryView {
    /// Flag: it cannot be written to.
    pub const READ_ONLY: u16 = 1;
    /// Flag: it was released.
    pub const RELEASED: u16 = 2;
}

/// An integer that is not small: sign and magnitude; the limbs (machine words, lowest first) follow.
#[repr(C)]
pub struct BigInt {
    /// Header and shape. `header.extra` is 1 for negative numbers.
    pub object: Object,
    /// How many limbs; the highest is not 0.
    pub length: usize,
    /// Attributes of instances of subclasses; null in a plain int. (An instance of a subclass of int is always of this
    /// layout, even if its number is small or zero.)
    pub slots: *mut Value,
}

impl BigInt {
    /// Where the limbs start, in bytes.
    pub const LIMBS: usize = size_of::<BigInt>();
}

/// `set` and `frozenset`: a dict's table whose values are not used.
#[repr(C)]
pub struct Set {
    /// The table; its header says Set or FrozenSet.
    pub table: Dict,
    /// The hash of a frozenset, 0 while unknown.
    pub hash: usize,
}

/// `slice`.
#[repr(C)]
pub struct Slice {
    /// Header and shape.
    pub object: Object,
    /// Start.
    pub start: Value,
    /// Stop.
    pub stop: Value,
    /// Step.
    pub step: Value,
}

/// A function written in Rust.
#[repr(C)]
pub struct NativeFunction {
    /// Header and shape. `header.flags`: [`NativeFunction::METHOD`].
    pub object: Object,
    /// What it does.
    pub method: &'static super::native::Method,
    /// The class whose method it is, or the module's name, or None.
    pub owner: Value,
    /// Given to native functions that an embedder registered: an index into its table.
    pub data: usize,
}

impl NativeFunction {
    /// Flag: found on a class, it binds to the instance.
    pub const METHOD: u16 = 1;
    /// Flag: found on a class, it binds to the class.
    pub const CLASS_METHOD: u16 = 2;
    /// Flag: called with a generator, it goes on with it.
    pub const RESUMES: u16 = 4;
    /// Flag: the same, and sends its argument.
    pub const SENDS: u16 = 8;
    /// Flag: no call of it is an instruction of its own.
    pub const NO_INSTRUCTION: u16 = 16;
}

/// An exception. Starts like an instance, so that it can have attributes.
#[repr(C)]
pub struct Exception {
    /// Header and shape. `header.flags`: [`Exception::SUPPRESS_CONTEXT`].
    pub object: Object,
    /// Attribute slots.
    pub slots: *mut Value,
    /// `args`: a tuple.
    pub arguments: Value,
    /// `__cause__`, or UNDEFINED.
    pub cause: Value,
    /// `__context__`, or UNDEFINED.
    pub context: Value,
    /// `__traceback__`: the outermost [`Traceback`], or None.
    pub traceback: Value,
    /// What the built-in exceptions have more: `StopIteration.value`, `SystemExit.code`, `KeyError`'s key …; UNDEFINED if nothing.
    pub extra: [Value; 4],
}

impl Exception {
    /// Flag: `__suppress_context__`.
    pub const SUPPRESS_CONTEXT: u16 = 2;
}

/// One entry of a traceback.
#[repr(C)]
pub struct Traceback {
    /// Header and shape.
    pub object: Object,
    /// The entry of the frame that this one called, or None.
    pub next: Value,
    /// The code that ran.
    pub code: Value,
    /// The word of the instruction, as a small integer.
    pub word: Value,
    /// The function that ran.
    pub function: Value,
    /// The address of its frame.
    pub fp: usize,
}

/// `property`.
#[repr(C)]
pub struct Property {
    /// Header and shape.
    pub object: Object,
    /// Attribute slots of subclasses; null.
    pub slots: *mut Value,
    /// The getter or None.
    pub getter: Value,
    /// The setter or None.
    pub setter: Value,
    /// The deleter or None.
    pub deleter: Value,
    /// The docstring or None.
    pub doc: Value,
    /// The name it was given in its class, or UNDEFINED.
    pub name: Value,
}

impl Property {
    /// The docstring is the getter's.
    pub const DOC_OF_GETTER: u16 = 1 << 4;
}

/// `staticmethod` and `classmethod`: what they wrap.
#[repr(C)]
pub struct MethodWrapper {
    /// Header and shape.
    pub object: Object,
    /// Attribute slots.
    pub slots: *mut Value,
    /// The function.
    pub function: Value,
}

/// `super`.
#[repr(C)]
pub struct Super {
    /// Header and shape.
    pub object: Object,
    /// The class behind which the search starts.
    pub class: Value,
    /// The object, or UNDEFINED.
    pub receiver: Value,
    /// The class whose MRO is searched.
    pub receiver_class: Value,
}

/// An object of a class that a module in Rust defines: [`count`](Record::count) values from [`Record::FIELDS`] on.
#[repr(C)]
pub struct Record {
    /// Header and shape.
    pub object: Object,
    /// Attributes of instances of subclasses.
    pub slots: *mut Value,
    /// How many values follow.
    pub count: usize,
}

impl Record {
    /// Its attributes are those of another object: what its class and shape say is not cached.
    pub const FORWARDS: u16 = 1 << 4;

    /// Where the values start, in bytes.
    pub const FIELDS: usize = size_of::<Record>();
}

/// An attribute of a built-in layout, such as `BaseException.args` or `function.__name__`: a pair of native functions.
#[repr(C)]
pub struct Member {
    /// Header and shape.
    pub object: Object,
    /// What it does.
    pub definition: &'static super::native::Attribute,
    /// The class whose attribute it is.
    pub owner: Value,
}

/// A view of a dict.
#[repr(C)]
pub struct DictView {
    /// Header and shape. `header.flags`: one of the constants.
    pub object: Object,
    /// The dict.
    pub dict: Value,
}

impl DictView {
    /// Keys.
    pub const KEYS: u16 = DictIterator::KEYS;
    /// Values.
    pub const VALUES: u16 = DictIterator::VALUES;
    /// Pairs.
    pub const ITEMS: u16 = DictIterator::ITEMS;
}

/// Every one of these starts with a header, whatever else it holds.
pub const fn starts_with_header<T>() -> bool {
    align_of::<T>() <= 8
}

const _: () = {
    assert!(starts_with_header::<Class>() && starts_with_header::<Str>() && starts_with_header::<Exception>());
    assert!(core::mem::offset_of!(Set, table) == 0);
};
