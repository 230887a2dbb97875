//! Frame objects: what programs see of a frame on the VM's stack, of a waiting generator's, or of one that is gone.
//!
//! A frame says nothing of objects that stand for it, so that calls cost nothing more. A frame that a program holds has, in the place of
//! its function, a copy of that function which nobody else has: the frame lives as long as a frame with that callable is found on the
//! stack. The copy knows the object by its `__type_params__`.

use copperhead_stencils::layout::callable::{Code, Function};
use copperhead_stencils::layout::frame::CALLABLE;
use copperhead_stencils::layout::generator::Generator;
use copperhead_stencils::layout::object::{Kind, Object};
use copperhead_stencils::value::Value;

use super::access::is;
use super::class_list::ClassId;
use super::frame_variables::{self, Slots};
use super::native::{Arguments, Attribute, Method};
use super::object::address;
use super::record::{field, set_field};
use super::text::Display;
use super::{attribute, generator, operations};
use crate::bytecode::materialise::place_of;
use crate::context::Context;
use crate::error::Result;
use crate::interpret::frames;

/// The function that runs in it: the copy.
const FUNCTION: usize = 0;
/// The generator whose frame it is, or None.
const GENERATOR: usize = 1;
/// The word of the instruction that ran when somebody last looked.
const WORD: usize = 2;
/// The variables that it had when it was left: a dict.
const VARIABLES: usize = 3;
/// The caller's frame object, if it was known when this one was made for a traceback.
const BACK: usize = 4;
/// `f_trace`, or None.
pub(crate) const TRACE: usize = 5;
/// `f_trace_lines`.
pub(crate) const TRACE_LINES: usize = 6;
/// `f_trace_opcodes`.
pub(crate) const TRACE_OPCODES: usize = 7;
/// What programs put among the variables that is none: a dict.
const MORE: usize = 8;
/// Whether a trace function heard that the frame was entered.
pub(crate) const ENTERED: usize = 9;
/// The line that a trace function heard of last; None at first.
pub(crate) const LAST_LINE: usize = 10;
/// The word of the instruction before, while the program is traced.
pub(crate) const LAST_WORD: usize = 11;
/// The line while a trace function hears of the call, else UNDEFINED.
pub(crate) const SHOWN_LINE: usize = 12;
const FIELDS: usize = 13;

/// A frame on the stack.
#[derive(Clone, Copy)]
struct Running {
    fp: *mut Value,
    /// The frame that it called, which tells where it is; null for the innermost one.
    callee: *mut Value,
}

/// Whether a value is a frame object.
pub(crate) fn is_frame(context: &Context, value: Value) -> bool {
    is(value, Kind::Record) && !context.class(ClassId::Frame).is_null() && context.is_instance_of(value, ClassId::Frame)
}

fn function_of(frame: Value) -> *mut Function {
    field(frame, FUNCTION).as_pointer()
}

/// The function of a value that is known to be a frame object.
pub(crate) fn function_value(frame: Value) -> Value {
    field(frame, FUNCTION)
}

/// The code of a value that is known to be a frame object.
pub(crate) fn code_of(frame: Value) -> *mut Code {
    // SAFETY: a frame object holds a function, which has a code.
    unsafe { (*function_of(frame)).code }
}

/// The frame object that belongs to a frame's callable, if there is one.
pub(crate) fn object_of(context: &Context, callable: Value) -> Option<Value> {
    if !is(callable, Kind::Function) {
        return None;
    }
    // SAFETY: just checked.
    let object = unsafe { (*callable.as_pointer::<Function>()).type_parameters };
    if is_frame(context, object) { Some(object) } else { None }
}

/// The code of a running frame's function.
///
/// # Safety
/// The frame runs a function.
unsafe fn code_of_frame(at: Running) -> *mut Code {
    // SAFETY: the caller's contract.
    unsafe { (*(*at.fp.offset(CALLABLE)).as_pointer::<Function>()).code }
}

/// The word of an instruction in its code; `None` if it is not the code's.
///
/// # Safety
/// The code is alive.
unsafe fn word_of(code: *mut Code, pc: *mut u64) -> Option<usize> {
    // SAFETY: the caller's contract.
    let (start, words) = unsafe { ((*code).instructions.addr(), (*code).instruction_words as usize) };
    let offset = pc.addr().checked_sub(start)? / size_of::<u64>();
    if offset < words { Some(offset) } else { None }
}

impl Context {
    /// The frame that runs, or the next one below that runs a function.
    fn innermost(&self) -> Option<Running> {
        self.at_or_below(Running { fp: self.machine.fp, callee: core::ptr::null_mut() })
    }

    fn at_or_below(&self, mut at: Running) -> Option<Running> {
        while !at.fp.is_null() && at.fp > self.stack_base {
            // SAFETY: frames are linked down to the first one; heads lie below their fp.
            unsafe {
                if (*at.fp.offset(CALLABLE)).is_kind(Kind::Function) {
                    return Some(at);
                }
                at = Running { fp: frames::caller(at.fp), callee: at.fp };
            }
        }
        None
    }

    /// The next one below that runs a function.
    fn next_below(&self, at: Running) -> Option<Running> {
        // SAFETY: a running frame.
        unsafe { self.at_or_below(Running { fp: frames::caller(at.fp), callee: at.fp }) }
    }

    /// The next one below that programs see: what is written in C in CPython has no frame there.
    fn below(&self, mut at: Running) -> Option<Running> {
        loop {
            at = self.next_below(at)?;
            // SAFETY: a running frame of a function.
            if unsafe { (*code_of_frame(at)).object.header.flags } & Code::NATIVE == 0 {
                return Some(at);
            }
        }
    }

    /// The instruction that a running frame is at.
    fn pc_of(&mut self, at: Running) -> *mut u64 {
        // SAFETY: a running frame.
        if at.callee.is_null() { self.pc } else { unsafe { self.caller_pc(at.callee) } }
    }

    /// A frame object around a function, which gets a copy of its own.
    fn new_frame(&mut self, function: *mut Function, word: Option<usize>) -> Result<Value> {
        let class = self.late_class(ClassId::Frame)?;
        let frame = self.new_record(class, FIELDS)?;
        let copy: *mut Function = self.new_object(ClassId::Function, Kind::Function, size_of::<Function>())?;
        // SAFETY: both are functions; the copy has no attributes of its own.
        unsafe {
            let head = size_of::<Object>();
            core::ptr::copy_nonoverlapping(function.cast::<u8>().add(head), copy.cast::<u8>().add(head), size_of::<Function>() - head);
            (*copy).slots = core::ptr::null_mut();
            (*copy).type_parameters = frame;
        }
        set_field(frame, FUNCTION, Value::from_pointer(copy));
        set_field(frame, GENERATOR, Value::NONE);
        let word = word.and_then(|word| isize::try_from(word).ok()).and_then(Value::from_int);
        set_field(frame, WORD, word.unwrap_or(Value::from_i32_small(0)));
        set_field(frame, TRACE, Value::NONE);
        set_field(frame, TRACE_LINES, Value::TRUE);
        set_field(frame, TRACE_OPCODES, Value::FALSE);
        set_field(frame, ENTERED, Value::FALSE);
        set_field(frame, LAST_LINE, Value::NONE);
        set_field(frame, LAST_WORD, Value::NONE);
        Ok(frame)
    }

    /// The object of a running frame.
    fn frame_object(&mut self, at: Running) -> Result<Value> {
        // SAFETY: a running frame of a function.
        unsafe {
            let callable = *at.fp.offset(CALLABLE);
            if let Some(object) = object_of(self, callable) {
                return Ok(object);
            }
            let function: *mut Function = callable.as_pointer();
            let code = (*function).code;
            let pc = self.pc_of(at);
            let frame = self.new_frame(function, word_of(code, pc))?;
            let copy = field(frame, FUNCTION);
            if let Some(generator) = self.generator_of_frame(at.fp, code, pc) {
                (*generator.as_pointer::<Generator>()).function = copy;
                set_field(frame, GENERATOR, generator);
            }
            *at.fp.offset(CALLABLE) = copy;
            Ok(frame)
        }
    }

    /// The object of the innermost frame, which is at the machine's pc.
    ///
    /// # Errors
    /// MemoryError.
    pub(crate) fn frame_of_trace(&mut self, fp: *mut Value) -> Result<Value> {
        self.frame_object(Running { fp, callee: core::ptr::null_mut() })
    }

    /// Whether the generator whose frame this is to be is made already.
    pub(crate) fn has_generator(&mut self, fp: *mut Value, code: *mut Code, pc: *mut u64) -> bool {
        // SAFETY: callers have a running frame.
        unsafe { self.generator_of_frame(fp, code, pc) }.is_some()
    }

    /// The word of the instruction that the running function is at.
    pub(crate) fn current_word(&self) -> usize {
        // SAFETY: a running function and its code are alive.
        self.current_function().and_then(|function| unsafe { word_of((*function).code, self.pc) }).unwrap_or(0)
    }

    /// The frame object so many calls below the running function.
    ///
    /// # Errors
    /// MemoryError.
    pub(crate) fn frame_at(&mut self, depth: usize) -> Result<Option<Value>> {
        let mut at = self.innermost();
        for _ in 0..depth {
            at = at.and_then(|at| self.below(at));
        }
        at.map(|at| self.frame_object(at)).transpose()
    }

    /// The globals of the function so many calls below the running one.
    pub(crate) fn globals_at(&self, depth: usize) -> Option<Value> {
        let mut at = self.innermost();
        for _ in 0..depth {
            at = at.and_then(|at| self.below(at));
        }
        // SAFETY: a running frame of a function.
        at.map(|at| unsafe { Value::from_pointer((*(*at.fp.offset(CALLABLE)).as_pointer::<Function>()).globals) })
    }

    /// `gi_frame` and its relatives: None for a generator that is done.
    ///
    /// # Errors
    /// MemoryError.
    pub(crate) fn generator_frame(&mut self, value: Value) -> Result<Value> {
        if generator::is_done(value) {
            return Ok(Value::NONE);
        }
        // SAFETY: callers know that it is a generator; its function is one.
        unsafe {
            let fields = generator::fields(value);
            if let Some(object) = object_of(self, (*fields).function) {
                return Ok(object);
            }
            if !generator::waits(value) {
                // It runs: its frame is on the stack.
                let mut at = self.innermost();
                while let Some(running) = at {
                    let code = (*(*running.fp.offset(CALLABLE)).as_pointer::<Function>()).code;
                    let pc = self.pc_of(running);
                    if self.generator_of_frame(running.fp, code, pc) == Some(value) {
                        return self.frame_object(running);
                    }
                    at = self.next_below(running);
                }
                return Ok(Value::NONE);
            }
            let frame = self.new_frame((*fields).function.as_pointer(), None)?;
            set_field(frame, GENERATOR, value);
            (*fields).function = field(frame, FUNCTION);
            Ok(frame)
        }
    }

    /// `tb_frame`: the running frame that the entry is of, else a frame that is gone.
    ///
    /// # Errors
    /// MemoryError.
    pub(crate) fn traceback_frame(&mut self, function: Value, fp: usize, word: usize) -> Result<Value> {
        if let Some(object) = object_of(self, function) {
            return Ok(object);
        }
        let mut at = self.innermost();
        while let Some(running) = at {
            // SAFETY: a running frame of a function.
            let callable = unsafe { *running.fp.offset(CALLABLE) };
            if running.fp.addr() == fp {
                if callable == function {
                    return self.frame_object(running);
                }
                break;
            }
            at = self.next_below(running);
        }
        self.new_frame(function.as_pointer(), Some(word))
    }

    /// Where a frame object's frame runs, if it does.
    fn running(&self, frame: Value) -> Option<Running> {
        let mut at = self.innermost();
        while let Some(running) = at {
            // SAFETY: a running frame.
            if unsafe { *running.fp.offset(CALLABLE) } == field(frame, FUNCTION) {
                return at;
            }
            at = self.next_below(running);
        }
        None
    }

    /// The word of the instruction that a frame is at; notes it.
    fn frame_word(&mut self, frame: Value) -> usize {
        let generator = field(frame, GENERATOR);
        // SAFETY: a frame object's code is alive; a generator waits at an instruction of its code.
        let found = unsafe {
            if is(generator, Kind::Generator) && generator::waits(generator) {
                word_of(code_of(frame), (*generator::fields(generator)).waits_at)
            } else {
                match self.running(frame) {
                    Some(running) => word_of(code_of(frame), self.pc_of(running)),
                    None => None,
                }
            }
        };
        if let Some(value) = found.and_then(|word| isize::try_from(word).ok()).and_then(Value::from_int) {
            set_field(frame, WORD, value);
        }
        usize::try_from(field(frame, WORD).as_int()).unwrap_or(0)
    }

    /// The slots of a frame's variables, while there are any.
    fn frame_slots(&mut self, frame: Value) -> Option<Slots> {
        let generator = field(frame, GENERATOR);
        let (code, word) = (code_of(frame), self.frame_word(frame));
        if is(generator, Kind::Generator) && generator::waits(generator) {
            // SAFETY: it waits, so its slots are its variables'.
            let (first, count) = unsafe { (Generator::slots(generator.as_pointer()), (*generator::fields(generator)).count) };
            return Some(Slots { code, first, count, word });
        }
        let running = self.running(frame)?;
        Some(Slots { code, first: running.fp, count: usize::MAX, word })
    }

    /// Keeps the variables of a frame that an exception leaves, if a program holds its object.
    ///
    /// # Safety
    /// The frame is running, or was just left by an exception.
    pub(crate) unsafe fn note_left_frame(&mut self, fp: *mut Value, pc: *mut u64) {
        // SAFETY: the caller's contract.
        let Some(frame) = object_of(self, unsafe { *fp.offset(CALLABLE) }) else { return };
        let code = code_of(frame);
        // SAFETY: as above.
        let word = unsafe { word_of(code, pc) }.unwrap_or(0);
        if let Some(value) = isize::try_from(word).ok().and_then(Value::from_int) {
            set_field(frame, WORD, value);
        }
        let pending = core::mem::replace(&mut self.machine.exception, Value::UNDEFINED);
        let back = self.below(Running { fp, callee: core::ptr::null_mut() }).map(|at| self.frame_object(at));
        if let Some(Ok(back)) = back {
            set_field(frame, BACK, back);
        }
        if let Ok(variables) = frame_variables::all(self, Slots { code, first: fp, count: usize::MAX, word }) {
            set_field(frame, VARIABLES, variables);
        }
        self.machine.exception = pending;
    }
}

fn has_namespace(frame: Value) -> bool {
    // SAFETY: a frame object's code is alive.
    unsafe { (*code_of(frame)).object.header.flags & (Code::MODULE | Code::CLASS_BODY) != 0 }
}

/// `f_locals`: the namespace of a module or class body; for functions something that reads and writes the variables.
fn locals(context: &mut Context, frame: Value) -> Result<Value> {
    if has_namespace(frame) {
        // SAFETY: a frame object's function and code are alive.
        unsafe {
            if (*code_of(frame)).object.header.flags & Code::MODULE != 0 {
                return Ok(Value::from_pointer((*function_of(frame)).globals));
            }
        }
        if let Some(running) = context.running(frame) {
            // SAFETY: the frame of a class body holds its namespace in the first slot.
            return Ok(unsafe { *running.fp });
        }
        let variables = field(frame, VARIABLES);
        return if variables == Value::UNDEFINED { context.new_dict().map(Value::from_pointer) } else { Ok(variables) };
    }
    let name = context.intern("_frames")?;
    let module = context.import_absolute(name)?;
    let name = context.intern("FrameLocalsProxy")?;
    let class = attribute::get_attribute(context, module, name)?;
    context.call(class, &[frame])
}

/// A dict of the variables of a frame as they are now.
fn snapshot(context: &mut Context, frame: Value) -> Result<Value> {
    if let Some(slots) = context.frame_slots(frame) {
        return frame_variables::all(context, slots);
    }
    let variables = field(frame, VARIABLES);
    if is(variables, Kind::Dict) {
        return Ok(variables);
    }
    let variables = Value::from_pointer(context.new_dict()?);
    set_field(frame, VARIABLES, variables);
    Ok(variables)
}

/// The frame among a native function's arguments.
fn checked(context: &mut Context, frame: Value) -> Result<Value> {
    if is_frame(context, frame) {
        return Ok(frame);
    }
    let class = context.class_name_of(frame);
    Err(context.raise(ClassId::TypeError, format_args!("expect frame, not {}", Display(class))))
}

/// `_frames_native.variables(frame)`.
fn variables(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let frame = checked(context, arguments.get(0))?;
    snapshot(context, frame)
}

/// `_frames_native.assign(frame, name, value)`: whether there is such a variable.
fn assign(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let frame = checked(context, arguments.get(0))?;
    let (name, value) = (arguments.get(1), arguments.get(2));
    if !is(name, Kind::Str) {
        return Ok(Value::FALSE);
    }
    match context.frame_slots(frame) {
        Some(slots) => frame_variables::assign(context, slots, name, value).map(Value::from_bool),
        None => Ok(Value::FALSE),
    }
}

fn back(context: &mut Context, frame: Value) -> Result<Value> {
    if let Some(running) = context.running(frame) {
        return match context.below(running) {
            Some(below) => context.frame_object(below),
            None => Ok(Value::NONE),
        };
    }
    let back = field(frame, BACK);
    Ok(if back == Value::UNDEFINED { Value::NONE } else { back })
}

fn line(context: &mut Context, frame: Value) -> Result<Value> {
    let shown = field(frame, SHOWN_LINE);
    if shown.is_int() {
        return Ok(shown);
    }
    let word = context.frame_word(frame);
    let generator = field(frame, GENERATOR);
    let code = code_of(frame);
    // SAFETY: a frame object's code is alive.
    let line = unsafe {
        if is(generator, Kind::Generator) && generator::is_fresh(generator) {
            Some((*code).first_line)
        } else {
            place_of(code, word).map(|place| place.line)
        }
    };
    Ok(line.map_or(Value::NONE, |line| Value::from_i32_small((line & 0x3fff_ffff) as i32)))
}

/// `f_lasti`: two for each word, as CPython's code has two bytes for an instruction.
fn last_instruction(context: &mut Context, frame: Value) -> Result<Value> {
    let word = context.frame_word(frame);
    context.new_int_of_size(word.saturating_mul(2))
}

fn builtins(context: &mut Context, frame: Value) -> Result<Value> {
    // SAFETY: a frame object's function is alive.
    let globals = unsafe { (*function_of(frame)).globals };
    context.builtins_of(globals)
}

fn set_trace_lines(context: &mut Context, frame: Value, value: Value, place: usize) -> Result<()> {
    if !value.is_bool() {
        return Err(context.raise(ClassId::TypeError, format_args!("attribute value type must be bool")));
    }
    set_field(frame, place, value);
    Ok(())
}

fn set_line(context: &mut Context, _: Value, _: Value) -> Result<()> {
    Err(context.raise(ClassId::ValueError, format_args!("f_lineno can only be set in a trace function")))
}

fn clear(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let frame = arguments.get(0);
    let generator = field(frame, GENERATOR);
    if is(generator, Kind::Generator) && generator::waits(generator) {
        return Err(context.raise(ClassId::RuntimeError, format_args!("cannot clear a suspended frame")));
    }
    if context.running(frame).is_some() {
        return Err(context.raise(ClassId::RuntimeError, format_args!("cannot clear an executing frame")));
    }
    set_field(frame, VARIABLES, Value::UNDEFINED);
    Ok(Value::NONE)
}

fn repr(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let frame = arguments.get(0);
    let number = line(context, frame)?;
    let code = code_of(frame);
    // SAFETY: a frame object's code is alive.
    let (file, name) = unsafe { ((*code).file_name, (*code).name) };
    let (file, number) = (operations::repr(context, file)?, operations::repr(context, number)?);
    context.format(format_args!(
        "<frame at {:#x}, file {}, line {}, code {}>",
        address(frame),
        Display(file),
        Display(number),
        Display(name)
    ))
}

/// `_frames_native.more(frame)`: a dict for names that are no variables.
fn more(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let frame = checked(context, arguments.get(0))?;
    if field(frame, MORE) == Value::UNDEFINED {
        let dict = Value::from_pointer(context.new_dict()?);
        set_field(frame, MORE, dict);
    }
    Ok(field(frame, MORE))
}

/// Adds to a dict of a running function's variables what programs put among them that is none.
///
/// # Errors
/// MemoryError.
pub(crate) fn add_more(context: &mut Context, function: Value, variables: Value) -> Result<()> {
    let Some(frame) = object_of(context, function) else { return Ok(()) };
    let more = field(frame, MORE);
    if !is(more, Kind::Dict) {
        return Ok(());
    }
    let mut from = 0;
    while let Some((number, entry)) = context.table_next(more.as_pointer(), from) {
        operations::set_item(context, variables, entry.key, entry.value)?;
        from = number + 1;
    }
    Ok(())
}

/// The functions of `_frames_native`.
pub static FUNCTIONS: &[Method] = &[
    Method::new("variables", variables, 1, 1).unbound(),
    Method::new("assign", assign, 3, 3).unbound(),
    Method::new("more", more, 1, 1).unbound(),
    Method::new("settrace", crate::interpret::tracing::set_trace, 1, 1).unbound(),
    Method::new("setprofile", crate::interpret::tracing::set_profile, 1, 1).unbound(),
    Method::new("gettrace", crate::interpret::tracing::get_trace, 0, 0).unbound(),
    Method::new("getprofile", crate::interpret::tracing::get_profile, 0, 0).unbound(),
];

/// The methods.
pub static METHODS: &[Method] = &[Method::new("__repr__", repr, 0, 0), Method::new("clear", clear, 0, 0)];

/// The attributes.
pub static ATTRIBUTES: &[Attribute] = &[
    Attribute { name: "f_back", get: back, set: None },
    Attribute { name: "f_code", get: |_, frame| Ok(Value::from_pointer(code_of(frame))), set: None },
    Attribute {
        name: "f_globals",
        // SAFETY: a frame object's function is alive.
        get: |_, frame| Ok(Value::from_pointer(unsafe { (*function_of(frame)).globals })),
        set: None,
    },
    Attribute { name: "f_builtins", get: builtins, set: None },
    Attribute { name: "f_locals", get: locals, set: None },
    Attribute { name: "f_lineno", get: line, set: Some(set_line) },
    Attribute { name: "f_lasti", get: last_instruction, set: None },
    Attribute {
        name: "f_trace",
        get: |_, frame| Ok(field(frame, TRACE)),
        set: Some(|_, frame, value| {
            set_field(frame, TRACE, Context::or_none(value));
            Ok(())
        }),
    },
    Attribute {
        name: "f_trace_lines",
        get: |_, frame| Ok(field(frame, TRACE_LINES)),
        set: Some(|context, frame, value| set_trace_lines(context, frame, value, TRACE_LINES)),
    },
    Attribute {
        name: "f_trace_opcodes",
        get: |_, frame| Ok(field(frame, TRACE_OPCODES)),
        set: Some(|context, frame, value| set_trace_lines(context, frame, value, TRACE_OPCODES)),
    },
];
