//! Generators, as the interpreter works on them: made, gone on with, thrown into, and left by exceptions.
//!
//! A program's `for`, `next`, `send`, `yield from` and `await` go on with a generator as a call enters a function: its frame is
//! laid out and linked, and no native stack is used. What built-in functions ask for is run from here to the next `yield`.

use copperhead_stencils::definition::jump_distance;
use copperhead_stencils::layout::callable::{Code, Function};
use copperhead_stencils::layout::frame::HEAD_WORDS;
use copperhead_stencils::layout::generator::Generator;
use copperhead_stencils::layout::machine::Transfer;
use copperhead_stencils::layout::object::Kind;
use copperhead_stencils::list::{BYTECODES, Opcode};
use copperhead_stencils::value::Value;

use super::call::transfer;
use super::frames;
use super::quicken::opcode;
use crate::context::Context;
use crate::error::{Raised, Result};
use crate::jit::region::machine_code_at;
use crate::objects::access::is;
use crate::objects::class_list::ClassId;
use crate::objects::exception::fields as exception_fields;
use crate::objects::generator::{Resumed, fields};
use crate::objects::layout::{Exception, NativeFunction};

/// Flags of code whose calls make generators.
const SUSPENDING: u16 = Code::GENERATOR | Code::COROUTINE | Code::ASYNC_GENERATOR;

/// The slot in which frames of a code object find their generator: the first behind variables and cells of the closure.
///
/// # Safety
/// The code object is alive.
unsafe fn own_slot(context: &Context, code: *mut Code) -> usize {
    // SAFETY: the caller's contract.
    unsafe { (*code).variable_count as usize + context.tuple_length((*code).free_names) }
}

/// The first cell of the instruction where a generator waits.
///
/// # Safety
/// It waits there.
pub(crate) unsafe fn notes(waits_at: *mut u64) -> u64 {
    // SAFETY: the caller's contract; both instructions have two cells.
    unsafe { *waits_at.add(1) }
}

/// The code of a generator.
///
/// # Safety
/// The value is one.
unsafe fn code_of(value: Value) -> *mut Code {
    // SAFETY: the caller's contract; a generator's function is alive.
    unsafe { (*(*fields(value)).function.as_pointer::<Function>()).code }
}

/// Which frame runs and where, while another one is run from native code.
#[derive(Clone, Copy)]
struct PlaceInPython {
    fp: *mut Value,
    pc: *mut u64,
    floor: *mut Value,
}

impl Context {
    /// The generator whose frame it is, if it is one's and got so far.
    ///
    /// # Safety
    /// The frame runs the code.
    pub(crate) unsafe fn generator_of_frame(&self, fp: *mut Value, code: *mut Code, pc: *mut u64) -> Option<Value> {
        // SAFETY: the caller's contract; behind the first instruction the frame knows its generator.
        unsafe {
            if (*code).object.header.flags & SUSPENDING == 0 || pc == (*code).instructions {
                return None;
            }
            let value = *fp.add(own_slot(self, code));
            if value.is_kind(Kind::Generator) { Some(value) } else { None }
        }
    }

    /// The generator of the frame, which is at `MakeGenerator`.
    ///
    /// # Errors
    /// MemoryError.
    ///
    /// # Safety
    /// The instruction runs in the frame.
    pub(crate) unsafe fn make_generator(&mut self, fp: *mut Value, pc: *mut u64) -> Result<Value> {
        // SAFETY: the frame is that of a function, its arguments are bound; the verifier checked the instruction's numbers.
        unsafe {
            let function: *mut Function = (*fp.offset(copperhead_stencils::layout::frame::CALLABLE)).as_pointer();
            let code = (*function).code;
            let own = usize::from((*pc >> 32) as u16);
            let capacity = (notes(pc) & Generator::COUNT) as usize;
            let flags = (*code).object.header.flags;
            let id = if flags & Code::COROUTINE != 0 {
                ClassId::Coroutine
            } else if flags & Code::ASYNC_GENERATOR != 0 {
                ClassId::AsyncGenerator
            } else {
                ClassId::Generator
            };
            let bytes = Generator::SLOTS + capacity * size_of::<Value>();
            let generator: *mut Generator = self.new_object(id, Kind::Generator, bytes)?;
            (*generator).waits_at = pc;
            (*generator).function = Value::from_pointer(function);
            (*generator).frame_bytes = (*code).frame_bytes;
            (*generator).result = Value::NONE;
            (*generator).thrown = Value::UNDEFINED;
            (*generator).name = (*function).name;
            (*generator).qualified_name = (*function).qualified_name;
            let slots = Generator::slots(generator);
            for slot in 0..own.min(capacity) {
                *slots.add(slot) = *fp.add(slot);
            }
            *slots.add(own) = Value::from_pointer(generator);
            (*generator).count = own + 1;
            // Whoever waits in a `try` or `with` has something to do if it is forgotten there.
            // A coroutine that nobody ever awaited is told of.
            if (*code).exception_table != Value::UNDEFINED || id == ClassId::Coroutine {
                self.register_finaliser(Value::from_pointer(generator))?;
            }
            Ok(Value::from_pointer(generator))
        }
    }

    /// Lays the frame of a waiting generator out at `base` and links it. The slot that its `yield` gives a value to is left to the caller.
    /// Returns the instruction where it waited.
    ///
    /// # Errors
    /// RecursionError, the run's end; it waits as before then.
    ///
    /// # Safety
    /// The generator waits; nothing in use lies on the VM's stack from `base` on.
    unsafe fn lay_out(
        &mut self,
        generator: *mut Generator,
        base: *mut Value,
        return_address: usize,
        caller: *mut Value,
        pc: *mut u64,
    ) -> Result<(*mut Value, *mut u64)> {
        let fp = base.wrapping_add(HEAD_WORDS);
        // SAFETY: the caller's contract; `check_frame` finds room for the whole frame.
        unsafe {
            let code = (*(*generator).function.as_pointer::<Function>()).code;
            // The caller may be the frame of `next`, which nobody has linked yet.
            self.check_frame(fp, code, self.machine.fp)?;
            self.machine.countdown = self.machine.countdown.wrapping_sub(1);
            if self.machine.countdown < 0 {
                self.poll()?;
            }
            let from = (*generator).waits_at;
            *base = (*generator).function;
            frames::link(fp, return_address, caller, pc);
            core::ptr::copy_nonoverlapping(Generator::slots(generator), fp, (*generator).count);
            (*generator).waits_at = core::ptr::null_mut();
            (*generator).count = 0;
            Ok((fp, from))
        }
    }

    /// Where a frame just laid out goes on behind the instruction where it waited.
    ///
    /// # Safety
    /// The generator waited at the instruction.
    #[inline]
    pub(super) unsafe fn way_on(&mut self, fp: *mut Value, from: *mut u64) -> Transfer {
        // SAFETY: both instructions where generators wait have their address in the second cell.
        unsafe {
            let address = *from.add(2) as usize;
            self.way_to(fp, address, from.add(Generator::WORDS))
        }
    }

    /// To an address, which may be the interpreter's, to run an instruction in a frame.
    #[inline]
    fn way_to(&mut self, fp: *mut Value, address: usize, pc: *mut u64) -> Transfer {
        let interpreted = address == 0 || address == self.machine.entries.resume;
        if interpreted {
            self.machine.landing.pc = pc;
        }
        Transfer { code: if interpreted { self.machine.entries.land } else { address }, value: fp.expose_provenance() }
    }

    /// The helper of iteration: the next item of what is in the instruction's slot b, for `Send` what it yields when slot a is sent to it.
    ///
    /// # Safety
    /// The instruction is of the family of `Iterate`, or `Send`, and runs in the frame.
    pub(crate) unsafe fn iterate_at(&mut self, fp: *mut Value, pc: *mut u64, return_address: usize) -> Transfer {
        // SAFETY: the caller's contract.
        unsafe {
            let place = fp.add(usize::from((*pc >> 32) as u16));
            let iterator = *place;
            let sends = opcode(pc) == Some(Opcode::Send);
            if iterator.is_kind(Kind::Generator) {
                let generator: *mut Generator = iterator.as_pointer();
                if !sends {
                    self.specialise(pc, Opcode::IterateGenerator);
                }
                if !(*generator).waits_at.is_null() {
                    return match self.lay_out(generator, place.add(1), return_address, fp, pc) {
                        Ok((new_fp, from)) => {
                            let sent = if sends { *fp.add(usize::from((*pc >> 16) as u16)) } else { Value::NONE };
                            *new_fp.add(usize::from((*from >> 16) as u16)) = sent;
                            self.way_on(new_fp, from)
                        }
                        Err(raised) => transfer(Err(raised)),
                    };
                }
            }
            if sends {
                let slot = fp.add(usize::from((*pc >> 16) as u16));
                return transfer(self.send_to(iterator, *slot).map(|resumed| match resumed {
                    Resumed::Yielded(value) => value,
                    Resumed::Returned(value) => {
                        *slot = value;
                        Value::EXHAUSTED
                    }
                }));
            }
            self.specialise_iteration(pc, iterator);
            transfer(self.next_item(iterator).map(|item| item.unwrap_or(Value::EXHAUSTED)))
        }
    }

    /// `next(generator)`, `generator.send(value)` and the like called by a program, if the generator waits: a frame that keeps the
    /// default, and above it the generator's. None: the native function has to say what is wrong.
    ///
    /// # Safety
    /// As for [`Context::begin_call`]: the function stands at `base`, its `count` arguments behind the head.
    pub(crate) unsafe fn begin_resume(
        &mut self,
        caller: *mut Value,
        pc: *mut u64,
        base: *mut Value,
        count: usize,
        return_address: usize,
    ) -> Option<Transfer> {
        let fp = base.wrapping_add(HEAD_WORDS);
        // SAFETY: the caller's contract.
        unsafe {
            let function: *mut NativeFunction = (*base).as_pointer();
            let sends = (*function).object.header.flags & NativeFunction::SENDS != 0;
            let value = *fp;
            if count == 0 || count > 2 || !value.is_kind(Kind::Generator) || (sends && count != 2) {
                return None;
            }
            let generator: *mut Generator = value.as_pointer();
            let waits_at = (*generator).waits_at;
            let second = if count == 2 { *fp.add(1) } else { Value::UNDEFINED };
            let sent = if sends { second } else { Value::NONE };
            let class = self.class_of(value);
            let owner = (*function).owner;
            let fits = class == self.class(ClassId::Generator) || (sends && class == self.class(ClassId::Coroutine));
            let own = !is(owner, Kind::Class) || owner == Value::from_pointer(class);
            let starts = !waits_at.is_null() && opcode(waits_at) == Some(Opcode::MakeGenerator);
            // `__next__` has no default; `next` may.
            let own = own && (sends || count == 1 || !is(owner, Kind::Class));
            if waits_at.is_null() || !fits || !own || (starts && sent != Value::NONE) {
                return None;
            }
            let default = if sends { Value::UNDEFINED } else { second };
            let back = self.machine.entries.resume_return;
            let floor = self.native_floor;
            self.native_floor = fp.wrapping_add(count).max(floor);
            let laid_out = self.lay_out(generator, fp.add(2), back, fp, core::ptr::null_mut());
            self.native_floor = floor;
            Some(match laid_out {
                Ok((new_fp, from)) => {
                    *base = value;
                    *fp = default;
                    frames::link(fp, return_address, caller, pc);
                    *new_fp.add(usize::from((*from >> 16) as u16)) = sent;
                    self.way_on(new_fp, from)
                }
                Err(raised) => transfer(Err(raised)),
            })
        }
    }

    /// Runs a waiting generator to its next `yield` or its end.
    ///
    /// # Errors
    /// What it raises.
    ///
    /// # Safety
    /// The value is a generator that waits.
    pub(crate) unsafe fn run_generator(&mut self, value: Value, sent: Value) -> Result<Resumed> {
        self.check_native_stack()?;
        let saved = self.place_in_python();
        let (base, leave) = (self.stack_top(), self.machine.entries.leave);
        // SAFETY: the caller's contract; the stack's top is free.
        unsafe {
            let (fp, from) = self.lay_out(fields(value), base, leave, saved.fp, saved.pc)?;
            *fp.add(usize::from((*from >> 16) as u16)) = sent;
            let way = self.way_on(fp, from);
            let result = self.enter_at(fp, core::ptr::null_mut(), way.code);
            self.came_back(value, result, saved)
        }
    }

    /// Raises an exception where a generator waits, and runs it to its next `yield` or its end.
    ///
    /// # Errors
    /// What it raises.
    ///
    /// # Safety
    /// The value is a generator that waits.
    pub(crate) unsafe fn raise_in_generator(&mut self, value: Value, exception: Value) -> Result<Resumed> {
        // SAFETY: the caller's contract.
        unsafe {
            let waits_at = (*fields(value)).waits_at;
            if opcode(waits_at) == Some(Opcode::Yield) && notes(waits_at) & Generator::RAISES_BEHIND != 0 {
                (*fields(value)).thrown = exception;
                return self.run_generator(value, Value::NONE);
            }
            self.check_native_stack()?;
            let saved = self.place_in_python();
            let (base, leave) = (self.stack_top(), self.machine.entries.leave);
            let (fp, from) = self.lay_out(fields(value), base, leave, saved.fp, saved.pc)?;
            self.machine.exception = exception;
            if opcode(from) == Some(Opcode::MakeGenerator) {
                // Nothing of its body ran, and no `try` of it handles this.
                (self.machine.fp, self.pc) = (fp, from);
                self.extend_traceback(fp, code_of(value), 0);
                self.note_left_frame(fp, from);
                (*fields(value)).object.header.flags |= Generator::DONE;
                return self.came_back(value, Value::ERROR, saved);
            }
            let raise = self.machine.entries.raise;
            let result = self.enter_at(fp, from, raise);
            self.came_back(value, result, saved)
        }
    }

    /// Ends the delegation in which a generator waits: what it delegated to returned `result`, and it runs on to its next `yield` or its end.
    ///
    /// # Errors
    /// What it raises.
    ///
    /// # Safety
    /// The value is a generator that waits at a `yield` that delegates.
    pub(crate) unsafe fn end_delegation(&mut self, value: Value, result: Value) -> Result<Resumed> {
        self.check_native_stack()?;
        let saved = self.place_in_python();
        let (base, leave) = (self.stack_top(), self.machine.entries.leave);
        // SAFETY: the caller's contract: `Send` stands before the `yield`, and jumps when what it sends to is done.
        unsafe {
            let (fp, from) = self.lay_out(fields(value), base, leave, saved.fp, saved.pc)?;
            let send = send_before(from);
            let pc = send.offset(jump_distance(*send, false));
            *fp.add(usize::from((*send >> 16) as u16)) = result;
            let code = code_of(value);
            let way = self.way_to(fp, machine_code_at(code, pc), pc);
            let result = self.enter_at(fp, core::ptr::null_mut(), way.code);
            self.came_back(value, result, saved)
        }
    }

    fn place_in_python(&self) -> PlaceInPython {
        PlaceInPython { fp: self.machine.fp, pc: self.pc, floor: self.native_floor }
    }

    /// Puts things back after a frame was run from here.
    unsafe fn came_back(&mut self, generator: Value, result: Value, saved: PlaceInPython) -> Result<Resumed> {
        (self.machine.fp, self.pc) = (saved.fp, saved.pc);
        self.native_floor = saved.floor;
        match result {
            Value::ERROR => Err(Raised),
            // SAFETY: the caller's contract.
            Value::EXHAUSTED => Ok(Resumed::Returned(unsafe { core::mem::replace(&mut (*fields(generator)).result, Value::NONE) })),
            value => Ok(Resumed::Yielded(value)),
        }
    }

    /// What a waiting generator passes on from: the iterator of its `yield from` or `await`.
    ///
    /// # Safety
    /// The value is a generator.
    pub(crate) unsafe fn delegate_of(&self, value: Value) -> Option<Value> {
        // SAFETY: the caller's contract; the iterator lies behind the slot that the `yield` writes.
        unsafe {
            let waits_at = (*fields(value)).waits_at;
            if waits_at.is_null() || opcode(waits_at) != Some(Opcode::Yield) || notes(waits_at) & Generator::DELEGATES == 0 {
                return None;
            }
            let place = usize::from((*waits_at >> 16) as u16) + 1;
            if place < (*fields(value)).count { Some(*Generator::slots(fields(value)).add(place)) } else { None }
        }
    }

    /// An exception leaves a frame whose function makes generators: the generator is done. A StopIteration would look like its end to whoever
    /// asked for an item, so it becomes a RuntimeError.
    ///
    /// # Safety
    /// The frame runs the code and an exception is pending.
    pub(crate) unsafe fn leave_generator(&mut self, fp: *mut Value, code: *mut Code, pc: *mut u64) {
        // SAFETY: the caller's contract; at the first instruction there is no generator yet, behind it the frame knows its own.
        unsafe {
            let flags = (*code).object.header.flags;
            let start = (*code).instructions;
            if flags & SUSPENDING == 0 || pc == start {
                return;
            }
            let value = *fp.add(own_slot(self, code));
            if !value.is_kind(Kind::Generator) {
                return;
            }
            (*fields(value)).object.header.flags |= Generator::DONE;
            let what = if flags & Code::COROUTINE != 0 {
                "coroutine"
            } else if flags & Code::ASYNC_GENERATOR != 0 {
                "async generator"
            } else {
                "generator"
            };
            let stops = if self.exception_is(ClassId::StopIteration) {
                "StopIteration"
            } else if flags & Code::ASYNC_GENERATOR != 0 && self.exception_is(ClassId::StopAsyncIteration) {
                "StopAsyncIteration"
            } else {
                return;
            };
            let cause = self.machine.exception;
            let Ok(error) = self.exception_with_message(ClassId::RuntimeError, format_args!("{what} raised {stops}")) else { return };
            (*exception_fields(error)).cause = cause;
            (*exception_fields(error)).context = cause;
            (*exception_fields(error)).object.header.flags |= Exception::SUPPRESS_CONTEXT;
            self.machine.exception = error;
        }
    }

    /// Writes into a code object where its generators go on: its machine code, or the interpreter's entry.
    ///
    /// # Safety
    /// The code object is alive.
    pub(crate) unsafe fn renew_ways_on(&self, code: *mut Code) {
        // SAFETY: the caller's contract; the instructions are verified.
        unsafe {
            for_each_way_on(code, |way, pc| {
                if let Some(way) = way {
                    *way = match machine_code_at(code, pc) {
                        0 => self.machine.entries.resume,
                        address => address,
                    } as u64;
                }
            });
        }
    }
}

/// The generators of a code object go on in the interpreter, at this entry of it, until one of them comes round a loop: to learn whether there are any.
///
/// # Safety
/// The code object is alive.
pub(crate) unsafe fn interpret_ways_on(code: *mut Code, resume: usize) {
    // SAFETY: the caller's contract; a loop's first cell is its heat.
    unsafe {
        for_each_way_on(code, |way, pc| match way {
            Some(way) => *way = resume as u64,
            None => *pc.add(1).cast::<i32>() = 1,
        });
    }
}

/// Calls a function for each place where generators of a code object go on: with the cell that tells it and the instruction there; and for
/// each loop: with its instruction alone.
///
/// # Safety
/// The code object is alive.
unsafe fn for_each_way_on(code: *mut Code, visit: impl Fn(Option<&mut u64>, *mut u64)) {
    // SAFETY: the instructions are verified.
    unsafe {
        if (*code).object.header.flags & SUSPENDING == 0 {
            return;
        }
        let mut word = 0;
        while word < (*code).instruction_words as usize {
            let pc = (*code).instructions.add(word);
            match opcode(pc) {
                Some(Opcode::MakeGenerator | Opcode::Yield) => visit(Some(&mut *pc.add(2)), pc.add(Generator::WORDS)),
                Some(Opcode::Loop) => visit(None, pc),
                _ => {}
            }
            let Some(info) = BYTECODES.get((*pc & 0xffff) as usize) else { return };
            word += info.words();
        }
    }
}

/// The `Send` before a `yield` that delegates.
///
/// # Safety
/// The instruction is such a `yield`.
unsafe fn send_before(pc: *mut u64) -> *mut u64 {
    // SAFETY: the verifier checked that it stands there; where its jump is led over a far one, two jumps lie between.
    unsafe {
        // What is handled is put away between the two.
        let behind = if notes(pc) & Generator::RAISES_BEHIND != 0 { pc.sub(1) } else { pc };
        let near = behind.sub(1);
        if opcode(near) == Some(Opcode::Send) { near } else { behind.sub(3) }
    }
}
