//! Code objects, functions and methods.

use super::object::Object;
use crate::value::Value;

/// A code object: the bytecode of a function, module or class body.
#[derive(Debug)]
#[repr(C)]
pub struct Code {
    /// Header and shape; `header.flags` holds the flags below.
    pub object: Object,
    /// Where a call enters: the interpreter's entry, or the function's machine code.
    pub entry: usize,
    /// The instructions: the data of a heap buffer. Their cells hold the constants.
    pub instructions: *mut u64,
    /// How many bytes of frame a call needs, from slot 0 on, the frame heads of its own calls included.
    pub frame_bytes: usize,
    /// How many positional arguments a call with nothing else takes, if that is all there is to bind;
    /// else [`Code::NOT_SIMPLE`].
    pub simple_arguments: u32,
    /// Counts down calls and back edges to the compilation; negative: never compile.
    pub hotness: i32,
    /// How many words of instructions there are.
    pub instruction_words: u32,
    /// Positional parameters, positional-only ones included.
    pub positional_count: u16,
    /// Positional-only parameters.
    pub positional_only_count: u16,
    /// Keyword-only parameters.
    pub keyword_only_count: u16,
    /// How many slots are variables (parameters first); their names stand in `variable_names`.
    pub variable_count: u16,
    /// The first line of the source.
    pub first_line: u32,
    /// The name.
    pub name: Value,
    /// The qualified name.
    pub qualified_name: Value,
    /// The file name.
    pub file_name: Value,
    /// Tuple of the variables' names (slots 0 …).
    pub variable_names: Value,
    /// Tuple of the names of the closure's cells.
    pub free_names: Value,
    /// The docstring or None.
    pub doc: Value,
    /// Exception table: `bytes` object, see the compiler; UNDEFINED where nothing is handled.
    pub exception_table: Value,
    /// Positions: `bytes` object, see the compiler.
    pub position_table: Value,
    /// The machine code of this function, if compiled: belongs to the JIT driver; null if none. It begins with the data of a buffer
    /// of values that it keeps alive, or null.
    pub region: *mut u8,
    /// How often machine code met a type that it was not made for, see the JIT driver.
    pub misses: u16,
    /// The JIT driver's number of compilations so far.
    pub compilations: u16,
    /// The globals of the functions that run it, not kept alive; null while there is none.
    pub globals: *mut super::container::Dict,
    /// What `compile()` made it of: a tuple of text, mode and the number of its optimisation; UNDEFINED for other code.
    pub source: Value,
}

impl Code {
    /// `simple_arguments` of code whose calls need argument binding.
    pub const NOT_SIMPLE: u32 = u32::MAX;
    /// Flag: takes `*args`.
    pub const VARARGS: u16 = 1;
    /// Flag: takes `**kwargs`.
    pub const VARKEYWORDS: u16 = 2;
    /// Flag: a generator.
    pub const GENERATOR: u16 = 4;
    /// Flag: a coroutine.
    pub const COROUTINE: u16 = 8;
    /// Flag: a class body.
    pub const CLASS_BODY: u16 = 16;
    /// Flag: a module.
    pub const MODULE: u16 = 32;
    /// Flag: nested in a function.
    pub const NESTED: u16 = 64;
    /// Flag: an asynchronous generator.
    pub const ASYNC_GENERATOR: u16 = 128;
    /// Flag: the slots of its variables hold values or UNDEFINED at any time, so that `locals()` can read them.
    pub const READABLE_LOCALS: u16 = 256;
    /// Flag: functions with different globals run it.
    pub const MANY_GLOBALS: u16 = 512;
    /// Flag: a generator that can be awaited (`types.coroutine`).
    pub const ITERABLE_COROUTINE: u16 = 1024;
    /// Flag: its annotations are texts (`from __future__ import annotations`).
    pub const FUTURE_ANNOTATIONS: u16 = 2048;
    /// Flag: inequality is written `<>` (`from __future__ import barry_as_FLUFL`).
    pub const FUTURE_FLUFL: u16 = 4096;
    /// Flag: written in C in CPython, so that tracebacks and frames pass it over.
    pub const NATIVE: u16 = 8192;
}

/// A function written in Python. Starts like an instance, so that it can have attributes.
#[derive(Debug)]
#[repr(C)]
pub struct Function {
    /// Header and shape.
    pub object: Object,
    /// Attribute slots as in an instance; null while there are none.
    pub slots: *mut Value,
    /// Its code.
    pub code: *mut Code,
    /// The global variables ([`super::container::Dict`]).
    pub globals: *mut super::container::Dict,
    /// The cells of the closure: a tuple, or UNDEFINED.
    pub closure: Value,
    /// The defaults of positional parameters: a tuple, or None.
    pub defaults: Value,
    /// The defaults of keyword-only parameters: a dict, or None.
    pub keyword_defaults: Value,
    /// `__name__`.
    pub name: Value,
    /// `__qualname__`.
    pub qualified_name: Value,
    /// `__module__`.
    pub module: Value,
    /// `__doc__`.
    pub doc: Value,
    /// `__annotations__`: a dict, or UNDEFINED while nobody asked.
    pub annotations: Value,
    /// `__type_params__`: a tuple.
    pub type_parameters: Value,
}

/// A function bound to an object.
#[derive(Debug)]
#[repr(C)]
pub struct BoundMethod {
    /// Header and shape.
    pub object: Object,
    /// What is called.
    pub function: Value,
    /// The first argument.
    pub receiver: Value,
}
