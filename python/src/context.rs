//! The inside of a VM: everything that native functions and helpers work on.
//!
//! A context lies at the start of the memory that the embedder gave, behind it the VM's stack, behind that the heap.
//! Its first field is the [`Machine`], so that a helper gets from the machine to the context by a cast.

use core::ptr::NonNull;

use copperhead_stencils::layout::callable::{Code, Function};
use copperhead_stencils::layout::container::{BoxedFloat, Dict};
use copperhead_stencils::layout::frame;
use copperhead_stencils::layout::instance::Shape;
use copperhead_stencils::layout::machine::Machine;
use copperhead_stencils::layout::object::{Header, Kind, Object};
use copperhead_stencils::value::Value;

use crate::error::{Raised, Result};
use crate::host::Host;
use crate::jit::Jit;
use crate::limits::Limits;
use crate::memory::Heap;
use crate::objects::class_list::{CLASS_COUNT, ClassId};
use crate::objects::layout::Class;
use crate::objects::special;

/// The inside of a VM.
#[repr(C)]
pub struct Context {
    /// What machine code sees. Must be the first field.
    pub(crate) machine: Machine,
    /// The heap.
    pub(crate) heap: Heap,
    /// The lowest word of the VM's stack.
    pub(crate) stack_base: *mut Value,
    /// The first word behind the VM's stack.
    pub(crate) stack_end: *mut Value,
    /// The native stack must not grow below this address.
    pub(crate) native_limit: usize,
    /// Where the native stack was when the embedder entered: the end of what the collector scans. 0 outside.
    pub(crate) native_base: usize,
    /// The embedder's services.
    pub(crate) host: *mut dyn Host,
    /// The built-in classes.
    pub(crate) classes: [*mut Class; CLASS_COUNT],
    /// The shapes of plain instances of the built-in classes.
    pub(crate) shapes: [*mut Shape; CLASS_COUNT],
    /// Interned strs.
    pub(crate) interned: crate::objects::intern::Interned,
    /// The names of the special methods, UNDEFINED until first used.
    pub(crate) special_names: [Value; special::COUNT],
    /// The exception that is being handled (`sys.exception()`), or None.
    pub(crate) handled: Value,
    /// Made beforehand, for when there is no memory for one.
    pub(crate) memory_error: Value,
    /// `()`.
    pub(crate) empty_tuple: Value,
    /// `""`.
    pub(crate) empty_str: Value,
    /// The strs of one code point below 256, UNDEFINED until first used.
    pub(crate) characters: [Value; 256],
    /// The last version given to a dict.
    pub(crate) dict_version: usize,
    /// `sys.modules`: a dict.
    pub(crate) modules: Value,
    /// The built-in names: a dict ([`Machine::builtins`] points to the same).
    pub(crate) builtins: Value,
    /// The key of string hashing.
    pub(crate) hash_key: crate::numeric::hash::HashKey,
    /// What runs natively holds the stack below this: frames are laid out above it.
    pub(crate) native_floor: *mut Value,
    /// The limits of the run.
    pub(crate) limits: Limits,
    /// What is left out when source text is compiled, see [`Options::optimize`](crate::vm::Options).
    pub(crate) optimize: u8,
    /// The JIT driver's state.
    pub(crate) jit: Jit,
    /// All code objects, for walks over their caches.
    pub(crate) codes: crate::interpret::codes::Codes,
    /// Objects whose `repr` is being made, innermost last: a list, or UNDEFINED.
    pub(crate) repr_stack: Value,
    /// What stands in shapes for the slots that `__slots__` declares, by their numbers: a list of strs.
    pub(crate) slot_keys: Value,
    /// `sys.argv`: a list.
    pub(crate) arguments: Value,
    /// The StopIteration that ended the last iterator written in Python; `next` raises it again. UNDEFINED if there was none.
    pub(crate) stopped_by: Value,
    /// Where exceptions came through calls of machine code: return address, the number of regions made until then, and the call.
    pub(crate) known_returns: [(usize, u64, *mut u64); crate::interpret::unwind::KNOWN_RETURNS],
    /// Which names machine code takes for constants.
    pub(crate) constant_names: crate::interpret::constant_names::ConstantNames,
    /// Names that are looked for again and again, see [`crate::interpret::globals::GlobalName`]; UNDEFINED until first needed.
    pub(crate) global_names: [Value; crate::interpret::globals::GLOBAL_NAMES],
    /// `sys.path`: a list.
    pub(crate) search_path: Value,
    /// Weak references by what they refer to.
    pub(crate) weak: crate::modules::weakref::WeakTable,
    /// How many calls from Rust into the language run now, and how many entries of interpreter or machine code.
    pub(crate) nesting: usize,
    /// How deep a step of the program is nested at which no native function holds values; 0: no step is.
    pub(crate) safe_nesting: usize,
    /// Whether values in native functions' variables are found. If not, collections wait for safepoints.
    pub(crate) scans_native_stack: bool,
    /// Whether one waits.
    pub(crate) collection_waits: bool,
    /// Whether a MemoryError was caught: what helpers left on the native stack is to be overwritten.
    pub(crate) stale_native_stack: bool,
    /// Whether the native function that runs was called by an instruction.
    pub(crate) called_by_instruction: bool,
    /// What `gc.isenabled()` says.
    pub(crate) collection_enabled: bool,
    /// How many collections there were.
    pub(crate) collections: usize,
    /// What `gc.set_debug` was given; it has no effect.
    pub(crate) collector_flags: isize,
    /// Whether finalisers and callbacks of weak references run now.
    pub(crate) finalising: bool,
    /// Standard input and output have lone surrogates for bytes that are no UTF-8.
    pub(crate) escapes_bytes: bool,
    /// Native functions registered by the embedder.
    pub(crate) foreign: *mut (),
    /// The cache of lookups in classes: the data of a heap buffer; null at first.
    pub(crate) lookups: *mut Value,
    /// Its number of places, a power of two, less one.
    pub(crate) lookup_mask: usize,
    /// Whether all built-in names are in their dict, see [`crate::builtins`].
    pub(crate) builtins_complete: bool,
    /// What the last call from the embedder raised, or UNDEFINED.
    pub(crate) embedded_error: Value,
    /// The instruction of the frame [`Machine::fp`] that called a helper last: where the innermost frame is. Where machine code called
    /// Python code since, it may be another frame's.
    pub(crate) pc: *mut u64,
    /// The program that [`Vm::run_main`](crate::vm::Vm::run_main) runs.
    pub(crate) program: Option<crate::modules::traceback::ProgramSource>,
    /// The dispatch table of counting handlers: the data of a heap buffer; null if nothing is counted.
    pub(crate) counting_table: *mut usize,
    /// Functions that hear of every call and line.
    pub(crate) tracing: crate::interpret::tracing::Tracing,
}

impl Context {
    /// The context around a machine.
    ///
    /// # Safety
    /// The machine is the first field of a live context that nobody else borrows.
    #[inline(always)]
    pub(crate) unsafe fn of<'a>(machine: *mut Machine) -> &'a mut Context {
        // SAFETY: the machine is the context's first field, and the struct is `repr(C)`.
        unsafe { &mut *machine.cast::<Context>() }
    }

    /// The same, called by an instruction.
    ///
    /// # Safety
    /// As for [`of`](Self::of).
    #[inline(always)]
    pub(crate) unsafe fn at<'a>(machine: *mut Machine, pc: *mut u64) -> &'a mut Context {
        // SAFETY: the caller's contract.
        let context = unsafe { Context::of(machine) };
        context.pc = pc;
        context
    }

    /// Allocates a zeroed cell with a header of the given kind; collects if memory is short.
    ///
    /// # Errors
    /// MemoryError.
    #[inline]
    pub(crate) fn allocate(&mut self, kind: Kind, bytes: usize) -> Result<NonNull<Header>> {
        match self.heap.allocate(kind, bytes) {
            Some(cell) => Ok(cell),
            None => self.allocate_slow(kind, bytes),
        }
    }

    /// The same, but what lies in the cell is anything: the caller writes all that the collector reads of such a cell before anything else
    /// is allocated.
    ///
    /// # Errors
    /// MemoryError.
    #[inline(always)]
    pub(crate) fn allocate_uncleared(&mut self, kind: Kind, bytes: usize) -> Result<NonNull<Header>> {
        match self.heap.allocate_uncleared(kind, bytes) {
            Some(cell) => Ok(cell),
            None => self.allocate_slow(kind, bytes),
        }
    }

    /// The same for a float.
    ///
    /// # Errors
    /// MemoryError.
    #[inline(always)]
    pub(crate) fn allocate_float(&mut self) -> Result<NonNull<Header>> {
        match self.heap.allocate_float() {
            Some(cell) => Ok(cell),
            None => self.allocate_slow(Kind::Float, size_of::<BoxedFloat>()),
        }
    }

    /// Allocates an object of a built-in class.
    ///
    /// # Errors
    /// MemoryError.
    #[inline]
    pub(crate) fn new_object<T>(&mut self, id: ClassId, kind: Kind, bytes: usize) -> Result<*mut T> {
        let mut shape = self.shape(id);
        if id as usize >= ClassId::FIRST_LATE && shape.is_null() {
            shape = self.late_shape(id)?;
        }
        self.new_shaped(shape, kind, bytes)
    }

    /// The shape of plain instances of a built-in class that nobody needed so far.
    #[cold]
    #[inline(never)]
    fn late_shape(&mut self, id: ClassId) -> Result<*mut Shape> {
        self.late_class(id)?;
        Ok(self.shape(id))
    }

    /// Allocates an object of a shape.
    ///
    /// # Errors
    /// MemoryError.
    #[inline]
    pub(crate) fn new_shaped<T>(&mut self, shape: *mut Shape, kind: Kind, bytes: usize) -> Result<*mut T> {
        let object = self.allocate(kind, bytes)?.as_ptr().cast::<Object>();
        // SAFETY: the cell is fresh and at least as large as an object.
        unsafe { (*object).shape = shape };
        Ok(object.cast())
    }

    /// A built-in class; null if nobody needed it so far, so that it has no instances, see [`Context::late_class`].
    #[inline]
    pub(crate) fn class(&self, id: ClassId) -> *mut Class {
        self.classes.get(id as usize).copied().unwrap_or(core::ptr::null_mut())
    }

    /// A built-in class, as a value.
    #[inline]
    pub fn class_value(&self, id: ClassId) -> Value {
        Value::from_pointer(self.class(id))
    }

    /// The shape of plain instances of a built-in class.
    #[inline]
    pub(crate) fn shape(&self, id: ClassId) -> *mut Shape {
        self.shapes.get(id as usize).copied().unwrap_or(core::ptr::null_mut())
    }

    /// From now on objects of the built-in class have this shape; null: there are none.
    pub(crate) fn note_shape(&mut self, id: ClassId, shape: *mut Shape) {
        if let Some(place) = self.shapes.get_mut(id as usize) {
            *place = shape;
        }
        match id {
            ClassId::List => self.machine.list_shape = shape,
            ClassId::Tuple => self.machine.tuple_shape = shape,
            ClassId::Generator => self.machine.generator_shape = shape,
            ClassId::Super => self.machine.super_class = self.class_value(id),
            ClassId::Range => self.machine.range_shape = shape,
            ClassId::RangeIterator => self.machine.range_iterator_shape = shape,
            ClassId::ListIterator => self.machine.list_iterator_shape = shape,
            ClassId::Complex => self.machine.complex_shape = shape,
            _ => {}
        }
    }

    /// The class of a value.
    #[inline]
    pub(crate) fn class_of(&self, value: Value) -> *mut Class {
        if value.is_pointer() {
            // SAFETY: a pointer that a program holds is to a live object with a shape.
            return unsafe { (*(*value.as_pointer::<Object>()).shape).class.as_pointer() };
        }
        let id = if value.is_int() {
            ClassId::Int
        } else if value.is_word_float() || value == Value::FLOAT_ZERO {
            ClassId::Float
        } else if value.is_bool() {
            ClassId::Bool
        } else if value == Value::NONE {
            ClassId::NoneType
        } else if value == Value::NOT_IMPLEMENTED {
            ClassId::NotImplementedType
        } else if value == Value::ELLIPSIS {
            ClassId::EllipsisType
        } else {
            ClassId::Object
        };
        self.class(id)
    }

    /// The running function, if a function runs.
    pub(crate) fn current_function(&self) -> Option<*mut Function> {
        let fp = self.machine.fp;
        if fp.is_null() || fp <= self.stack_base {
            return None;
        }
        // SAFETY: the machine's fp is a frame, whose head lies below it.
        let callable = unsafe { *fp.offset(frame::CALLABLE) };
        // SAFETY: what a frame holds is alive.
        if unsafe { callable.is_kind(Kind::Function) } { Some(callable.as_pointer()) } else { None }
    }

    /// The globals of the running function; those of `__main__` if none runs.
    pub(crate) fn current_globals(&self) -> Option<*mut Dict> {
        // SAFETY: a running function is alive.
        self.current_function().map(|function| unsafe { (*function).globals })
    }

    /// The first word of the VM's stack that is not in use: where a native call may lay out a frame.
    pub(crate) fn stack_top(&self) -> *mut Value {
        let fp = self.machine.fp;
        let frame_end = match self.current_function() {
            // SAFETY: a running function and its code are alive.
            Some(function) => fp.wrapping_byte_add(unsafe { (*(*function).code).frame_bytes }),
            None if fp.is_null() => self.stack_base,
            // The frame of a construction holds one value.
            None => fp.wrapping_add(1),
        };
        frame_end.max(self.native_floor)
    }

    /// Whether the native stack has room for one more level of recursion; raises RecursionError if not.
    ///
    /// # Errors
    /// RecursionError.
    #[inline]
    pub(crate) fn check_native_stack(&mut self) -> Result<()> {
        let marker = 0u8;
        if (&raw const marker).addr() < self.native_limit {
            return Err(self.raise_recursion());
        }
        Ok(())
    }

    #[cold]
    fn raise_recursion(&mut self) -> Raised {
        self.raise(ClassId::RecursionError, format_args!("maximum recursion depth exceeded"))
    }

    /// The code of a function value's frame, for walks over frames.
    ///
    /// # Safety
    /// `fp` is a live frame.
    pub(crate) unsafe fn code_of_frame(&self, fp: *mut Value) -> Option<*mut Code> {
        // SAFETY: the head lies below fp.
        let callable = unsafe { *fp.offset(frame::CALLABLE) };
        // SAFETY: what a frame holds is alive.
        if unsafe { callable.is_kind(Kind::Function) } {
            // SAFETY: a live function has a code.
            Some(unsafe { (*callable.as_pointer::<Function>()).code })
        } else {
            None
        }
    }
}

const _: () = assert!(core::mem::offset_of!(Context, machine) == 0);
// Machine code finds the heap behind the machine.
const _: () = assert!(core::mem::offset_of!(Context, heap) == size_of::<Machine>());
