//! The part of the VM that machine code knows: poll word, limits, entries and the helper table.

use super::callable::Code;
use super::container::{Dict, DictEntry};
use super::instance::Shape;
use crate::special::BUILT_IN_COUNT;
use crate::value::Value;

/// Where control can go when it leaves an instruction for good. Addresses of machine code; in the
/// portable loop small numbers, see [`crate::portable`].
#[derive(Clone, Copy, Debug, Default)]
#[repr(C)]
pub struct Entries {
    /// Starts a function in the interpreter: fp is its frame.
    pub interpret: usize,
    /// Comes back into an interpreted caller: acc is the result, pc the call.
    pub call_return: usize,
    /// Comes back from `__init__` called by a class: the result is the new object.
    pub construct_return: usize,
    /// Comes back into an interpreted loop or `Send` from a generator: acc is the item, or EXHAUSTED. Or into an operator: acc is what a method gives.
    pub item_return: usize,
    /// Comes back into `next` or `send` from a generator: acc is the item, or EXHAUSTED.
    pub resume_return: usize,
    /// Carries on in the interpreter at the landing's pc.
    pub land: usize,
    /// Carries on in the interpreter at pc.
    pub resume: usize,
    /// Looks for a handler of the pending exception, thrown at pc.
    pub raise: usize,
    /// Leaves machine code and interpreter: acc goes to whoever entered.
    pub leave: usize,
}

/// What a helper that may continue elsewhere returns: `code` is 0 if an exception is pending,
/// [`Transfer::VALUE`] if `value` is the result, else an address to jump to, with `value` as the new fp.
#[derive(Clone, Copy, Debug)]
#[repr(C)]
pub struct Transfer {
    /// See above.
    pub code: usize,
    /// A result or a frame.
    pub value: usize,
}

impl Transfer {
    /// `code`: there is a result.
    pub const VALUE: usize = 1;
    /// `code`: an exception is pending.
    pub const RAISE: usize = 0;
}

/// Where [`Helpers::unwind`] sends control.
#[derive(Clone, Copy, Debug)]
#[repr(C)]
pub struct Landing {
    /// The frame to run in.
    pub fp: *mut Value,
    /// The instruction to run, if the address is the interpreter's.
    pub pc: *mut u64,
    /// What goes along in acc.
    pub result: usize,
}

/// The slow paths. C ABI; each gets the machine first. Those that return a [`Value`] return
/// [`Value::ERROR`] with an exception pending.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct Helpers {
    /// Binary operation of the instruction at pc on two values; may quicken the instruction.
    pub binary: unsafe extern "C" fn(*mut Machine, *mut u64, Value, Value) -> Value,
    /// Comparison of the instruction at pc; may quicken. The result is any object.
    pub compare: unsafe extern "C" fn(*mut Machine, *mut u64, Value, Value) -> Value,
    /// Comparison and truth of its result: TRUE, FALSE or ERROR; may quicken.
    pub compare_truth: unsafe extern "C" fn(*mut Machine, *mut u64, Value, Value) -> Value,
    /// Unary operation; the number is the instruction's opcode.
    pub unary: unsafe extern "C" fn(*mut Machine, *mut u64, Value) -> Value,
    /// Truth of a value: TRUE, FALSE or ERROR.
    pub truth: unsafe extern "C" fn(*mut Machine, Value) -> Value,
    /// A float as a new object, for bits that do not fit a word.
    pub box_float: unsafe extern "C" fn(*mut Machine, f64) -> Value,
    /// The countdown ran out. 0: an exception is pending; 1: go on; else an address to go to.
    pub poll: unsafe extern "C" fn(*mut Machine, *mut Value, *mut u64) -> usize,
    /// A loop became hot: the address of its machine code, or 0.
    pub hot_loop: unsafe extern "C" fn(*mut Machine, *mut Value, *mut u64) -> usize,
    /// A function became hot: where to enter it.
    pub hot_function: unsafe extern "C" fn(*mut Machine, *mut Value, *mut Code) -> usize,
    /// General call: the callable stands at the base, the arguments behind the frame head.
    /// Arguments: machine, fp, pc, base, count of arguments, return address.
    pub call: unsafe extern "C" fn(*mut Machine, *mut Value, *mut u64, *mut Value, usize, usize) -> Transfer,
    /// Calls with keywords or with unpacked arguments: machine, fp, pc, return address.
    pub call_special: unsafe extern "C" fn(*mut Machine, *mut Value, *mut u64, usize) -> Transfer,
    /// Calls the native function at the base, known to take so many arguments by position: machine, pc, base, count of
    /// arguments.
    pub call_native: unsafe extern "C" fn(*mut Machine, *mut u64, *mut Value, usize) -> Value,
    /// Everything that an instruction without a fast path does: fp, pc. The result, TRUE or FALSE for
    /// branches, anything for effects.
    pub general: unsafe extern "C" fn(*mut Machine, *mut Value, *mut u64) -> Value,
    /// An exception is pending, raised at pc in the frame: finds who handles it.
    /// Returns the address to go to, with `Machine::landing` saying in which frame and at which instruction.
    pub unwind: unsafe extern "C" fn(*mut Machine, *mut Value, *mut u64) -> usize,
    /// A value for a name: global, then builtin. Fills the cells behind pc.
    pub load_global: unsafe extern "C" fn(*mut Machine, *mut Value, *mut u64) -> Value,
    /// An attribute of an object, also where the instruction meets several shapes. Fills the cells behind pc and quickens.
    pub load_attribute: unsafe extern "C" fn(*mut Machine, *mut u64, Value) -> Value,
    /// Stores an attribute: object, value. Fills the cells. TRUE or ERROR.
    pub store_attribute: unsafe extern "C" fn(*mut Machine, *mut u64, Value, Value) -> Value,
    /// A method for a call: writes callable and receiver (or UNDEFINED) at the base. TRUE or ERROR.
    pub load_method: unsafe extern "C" fn(*mut Machine, *mut u64, Value, *mut Value) -> Value,
    /// `object[key]`; may quicken.
    pub load_subscript: unsafe extern "C" fn(*mut Machine, *mut u64, Value, Value) -> Value,
    /// `object[key] = value`; TRUE or ERROR; may quicken.
    pub store_subscript: unsafe extern "C" fn(*mut Machine, *mut u64, Value, Value, Value) -> Value,
    /// The next item of an iterator, or of what is sent to: machine, fp, pc, return address. The value may be EXHAUSTED (of `Send` the
    /// result is in its slot then). May quicken.
    pub iterate: unsafe extern "C" fn(*mut Machine, *mut Value, *mut u64, usize) -> Transfer,
    /// The entry of a key, a small integer or a str with its hash known: [`Helpers::NO_ENTRY`], [`Helpers::UNKNOWN_ENTRY`], or where it lies.
    pub find_entry: unsafe extern "C" fn(*mut Dict, Value) -> *mut DictEntry,
    /// Whether two strs have the same code points: 0 or 1.
    pub equal_texts: unsafe extern "C" fn(Value, Value) -> usize,
    /// Whether the first of two strs has the other in it: 0 or 1.
    pub contains_text: unsafe extern "C" fn(Value, Value) -> usize,
    /// Chooses the next forced exit (stress mode).
    pub stress: unsafe extern "C" fn(*mut Machine),
    /// An instruction is about to run in a traced program: machine, fp, pc. 0: an exception is pending.
    pub trace: unsafe extern "C" fn(*mut Machine, *mut Value, *mut u64) -> usize,
}

impl Helpers {
    /// Address of an entry that is not there.
    pub const NO_ENTRY: usize = 0;
    /// What stands for an address where finding the entry takes a hash or a comparison that may run anything.
    pub const UNKNOWN_ENTRY: usize = 1;
}

/// Places of the table of known attributes, a power of two. There are two for a shape and a name: what has to leave one for something else goes to
/// its other one, so that two that are asked for in turn never drive each other out.
pub const ATTRIBUTE_PLACES: usize = if size_of::<usize>() == 8 { 512 } else { 256 };

/// The bits of an address that choose a place.
const PLACES: usize = (ATTRIBUTE_PLACES - 1) * 4 * size_of::<Value>();

/// A name as the table has it: another number for each. Shapes and names are made one after another, so two of them often lie as far apart as
/// two of the others, and each shape's place for the one name would be the other's for the other. Lower bits are mixed into those that choose,
/// the rest stays: machine code makes the number from an address nearby.
#[inline(always)]
pub const fn attribute_key(name: usize) -> usize {
    name ^ (name << 3 & PLACES)
}

/// Where in the table the place for a shape and the key of a name begins, in bytes.
#[inline(always)]
pub fn attribute_place(shape: usize, key: usize) -> usize {
    // Both come from addresses of cells, which take more than a place does; what is added to a key does not reach the bits that count.
    (shape ^ key) & PLACES
}

/// The other place for them, in bytes: of bits that lie otherwise, so that few of those whose first places are the same have this one in common, too.
#[inline(always)]
pub fn other_attribute_place(shape: usize, key: usize) -> usize {
    // What is added to a key does not reach the bits that count.
    (shape >> 3).wrapping_add(key >> 4) & PLACES
}

/// All that is added to names in places is less: another number says that the place is for another name.
pub const KNOWN_END: usize = 10;

/// Added to the name in a place that says in which slot the attribute is read and written.
pub const KNOWN_SLOT: usize = 0;
/// Added to the name in a place that says which method the attribute is.
pub const KNOWN_METHOD: usize = 2;
/// Added to the name in a place that says which value of its class the attribute is.
pub const KNOWN_VALUE: usize = 4;
/// Added to the name in a place that says which function gives the attribute.
pub const KNOWN_GETTER: usize = 6;
/// Added to the name in a place that says in which slot an attribute is stored that the instance gets; behind it stands its new shape.
pub const KNOWN_NEW: usize = 8;

/// The machine's state, the first field of the VM.
#[repr(C)]
pub struct Machine {
    /// Every back edge and every call takes one; below zero the `poll` helper is called. Whoever
    /// wants the program's attention (an interrupt, a limit) stores 0 here.
    pub countdown: isize,
    /// No small frame may start beyond, and no other may reach beyond, unless the stack is counted; lowered to count the recursion depth.
    pub stack_limit: *mut Value,
    /// The pending exception, or UNDEFINED.
    pub exception: Value,
    /// The dispatch table of the interpreter.
    pub table: *const u8,
    /// The running frame, stored before helpers are called.
    pub fp: *mut Value,
    /// Forced exits: counts down the bytecodes of machine code in stress mode.
    pub stress_countdown: isize,
    /// Bytecodes that ran as machine code (counting stencils only).
    pub machine_bytecodes: u64,
    /// Bytecodes that ran interpreted (counting table only).
    pub interpreted_bytecodes: u64,
    /// Exits from machine code to the interpreter.
    pub exits: u64,
    /// The real dispatch table behind the counting or tracing one.
    pub uncounted_table: *const u8,
    /// Whether the table in use is the tracing one.
    pub traces: bool,
    /// Odd, and changes whenever one of the dicts in which instructions know places of names changes its layout.
    pub names_epoch: usize,
    /// The built-in names.
    pub builtins: *mut Dict,
    /// The shape of lists, of the class itself; null until there are any.
    pub list_shape: *mut Shape,
    /// The shape of ranges.
    pub range_shape: *mut Shape,
    /// The shape of iterators over ranges of small integers.
    pub range_iterator_shape: *mut Shape,
    /// The shape of iterators over lists.
    pub list_iterator_shape: *mut Shape,
    /// What attributes are for shapes, beyond what instructions hold themselves: [`ATTRIBUTE_PLACES`] places of four words: shape (as
    /// a value), name and use, a slot's byte offset (even, as a small integer is) or a value, and a new shape. Null until first filled.
    pub attributes: *mut Value,
    /// The strs of one code point below 256, so many values: no pointers where there is none yet.
    pub characters: *const Value,
    /// The shape of tuples.
    pub tuple_shape: *mut Shape,
    /// The shape of generators; coroutines have others.
    pub generator_shape: *mut Shape,
    /// The class `super`.
    pub super_class: Value,
    /// The shape of complex numbers.
    pub complex_shape: *mut Shape,
    /// What [`BUILT_INS`](crate::special::BUILT_INS) lists, as values; 0 until a call met them.
    pub known: [Value; BUILT_IN_COUNT],
    /// Where the unwinder or the poll helper sends control.
    pub landing: Landing,
    /// Ways out.
    pub entries: Entries,
    /// Slow paths.
    pub helpers: Helpers,
}

/// The hole of a size class of the heap: free cells from `next` up to `limit`. Empty when both are equal.
#[derive(Clone, Copy, Debug)]
#[repr(C)]
pub struct Cursor {
    /// The next cell to hand out.
    pub next: *mut u8,
    /// The end of the hole.
    pub limit: *mut u8,
    /// Where the hole began, for the count of allocations.
    pub start: *mut u8,
}

impl Cursor {
    /// No hole.
    pub const EMPTY: Cursor = Cursor { next: core::ptr::null_mut(), limit: core::ptr::null_mut(), start: core::ptr::null_mut() };

    /// How many bytes of the hole are still free.
    pub fn remaining(&self) -> usize {
        self.limit.addr().wrapping_sub(self.next.addr())
    }

    /// How many bytes of the hole were handed out.
    pub fn used(&self) -> usize {
        self.next.addr().wrapping_sub(self.start.addr())
    }
}

/// How many holes the heap has.
pub const HOLES: usize = 32;

/// The beginning of the heap, which lies behind the machine.
#[repr(C)]
pub struct Holes {
    /// The hole of each size class.
    pub cursors: [Cursor; HOLES],
    /// The mark that new cells get.
    pub epoch: u8,
}

impl Holes {
    /// The heap of a machine.
    #[inline(always)]
    pub fn of(machine: *mut Machine) -> *mut Holes {
        machine.wrapping_add(1).cast()
    }
}
