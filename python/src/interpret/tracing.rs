//! `sys.settrace` and `sys.setprofile`: functions that hear of calls, lines, returns and exceptions.
//!
//! While there is one, the interpreter's dispatch table has a handler at every place that asks [`Context::trace_instruction`] before each
//! instruction, and nothing is compiled: programs that nobody traces pay nothing. What a frame's trace function heard last is kept in
//! the frame's object.

use copperhead_stencils::layout::callable::{Code, Function};
use copperhead_stencils::layout::frame::CALLABLE;
use copperhead_stencils::layout::machine::Landing;
use copperhead_stencils::layout::object::Kind;
use copperhead_stencils::list::Opcode;
use copperhead_stencils::value::Value;

use super::quicken::opcode;
use crate::bytecode::materialise::place_of;
use crate::context::Context;
use crate::error::{Raised, Result};
use crate::memory::Marker;
use crate::objects::frame::{ENTERED, LAST_LINE, LAST_WORD, SHOWN_LINE, TRACE, TRACE_LINES, TRACE_OPCODES, code_of, object_of};
use crate::objects::layout::Exception;
use crate::objects::native::Arguments;
use crate::objects::record::{field, set_field};
use crate::objects::table::BUFFER_DATA;

/// The functions, and what is known of the frames.
#[derive(Debug)]
pub(crate) struct Tracing {
    /// Of `settrace`; None if there is none.
    trace: Value,
    /// Of `setprofile`; None if there is none.
    profile: Value,
    /// Whether one of them runs: it hears nothing of itself.
    busy: bool,
    /// Frames up to this one were entered before anybody listened.
    oldest: *mut Value,
    /// The native function that runs or has just run in the frame, for `setprofile`; UNDEFINED if none does.
    native: Value,
    native_frame: *mut Value,
    /// Whether the call that runs has the interpreter take another table.
    switches: bool,
    /// The data of the table's buffer; null until there is one.
    table: *mut usize,
}

impl Tracing {
    /// Nobody listens.
    pub(crate) const NONE: Tracing = Tracing {
        trace: Value::NONE,
        profile: Value::NONE,
        busy: false,
        oldest: core::ptr::null_mut(),
        native: Value::UNDEFINED,
        native_frame: core::ptr::null_mut(),
        switches: false,
        table: core::ptr::null_mut(),
    };

    /// Marks the functions and the table.
    pub(crate) fn mark(&self, marker: &mut Marker<'_>) {
        for value in [self.trace, self.profile, self.native] {
            marker.mark_value(value);
        }
        if !self.table.is_null() {
            marker.mark_pointer(self.table.wrapping_byte_sub(BUFFER_DATA));
        }
    }
}

/// `settrace(function)`.
pub(crate) fn set_trace(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    context.tracing.trace = arguments.get(0);
    context.listen()
}

/// `setprofile(function)`.
pub(crate) fn set_profile(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    context.tracing.profile = arguments.get(0);
    context.tracing.native = Value::UNDEFINED;
    context.listen()
}

/// `gettrace()`.
pub(crate) fn get_trace(context: &mut Context, _: &Arguments) -> Result<Value> {
    Ok(context.tracing.trace)
}

/// `getprofile()`.
pub(crate) fn get_profile(context: &mut Context, _: &Arguments) -> Result<Value> {
    Ok(context.tracing.profile)
}

impl Context {
    /// Whether somebody listens decides about the table and about machine code.
    fn listen(&mut self) -> Result<Value> {
        let wanted = self.tracing.trace != Value::NONE || self.tracing.profile != Value::NONE;
        let before = self.machine.traces;
        if !wanted {
            self.machine.traces = false;
            self.machine.table = if self.counting_table.is_null() { self.machine.uncounted_table } else { self.counting_table.cast() };
            return self.switch_table(before);
        }
        if self.tracing.table.is_null() {
            self.tracing.table = self.new_table(crate::engine::tracing_handler())?;
        }
        if !self.machine.traces {
            self.tracing.oldest = self.machine.fp;
            self.machine.traces = true;
            self.machine.table = self.tracing.table.cast();
            self.leave_machine_code();
        }
        self.switch_table(!before)
    }

    /// The frame that called goes on with the table that holds now, in the interpreter: as if something had been raised that
    /// [`Context::take_switch`] handles. Others notice at their next call.
    fn switch_table(&mut self, changed: bool) -> Result<Value> {
        // SAFETY: a native function that an instruction called runs, and pc is that instruction.
        if changed && !self.tracing.busy && self.called_by_instruction && unsafe { opcode(self.pc) }.is_some_and(calls_plainly) {
            self.tracing.switches = true;
            return Err(Raised);
        }
        Ok(Value::NONE)
    }

    /// Where the instruction that called for another table goes on; `None` if none did.
    ///
    /// # Safety
    /// Frame and instruction are live.
    pub(super) unsafe fn take_switch(&mut self, fp: *mut Value, pc: *mut u64) -> Option<usize> {
        if !core::mem::take(&mut self.tracing.switches) {
            return None;
        }
        // SAFETY: the instruction is a call, whose result goes to its first operand.
        unsafe {
            *fp.add(usize::from((*pc >> 16) as u16)) = Value::NONE;
            let words = opcode(pc).map_or(1, |number| number.info().words());
            self.machine.landing = Landing { fp, pc: pc.add(words), result: 0 };
        }
        Some(self.machine.entries.resume)
    }

    /// Takes all machine code out of use. Frames that run it stay in it.
    fn leave_machine_code(&mut self) {
        let mut index = 0;
        while let Some(code) = self.code_at(index) {
            // SAFETY: code objects in the list are alive.
            unsafe {
                if !(*code).region.is_null() {
                    (*code).hotness = 2;
                    self.retire_region(code);
                }
            }
            index += 1;
        }
    }

    /// Calls a function that listens; when it raises, nobody listens any more.
    fn tell(&mut self, function: Value, frame: Value, event: &str, argument: Value) -> Result<Value> {
        let event = self.intern(event)?;
        self.tracing.busy = true;
        let result = self.call(function, &[frame, event, argument]);
        self.tracing.busy = false;
        if result.is_err() {
            self.tracing.trace = Value::NONE;
            self.tracing.profile = Value::NONE;
            self.listen()?;
        }
        result
    }

    /// Tells a frame's own trace function; what it gives takes its place.
    fn tell_frame(&mut self, frame: Value, event: &str, argument: Value) -> Result<()> {
        let function = field(frame, TRACE);
        if function == Value::NONE || self.tracing.trace == Value::NONE {
            return Ok(());
        }
        let result = self.tell(function, frame, event, argument)?;
        if result != Value::NONE {
            set_field(frame, TRACE, result);
        }
        Ok(())
    }

    /// Tells the profiler.
    fn tell_profiler(&mut self, frame: Value, event: &str, argument: Value) -> Result<()> {
        let function = self.tracing.profile;
        if function != Value::NONE {
            self.tell(function, frame, event, argument)?;
        }
        Ok(())
    }

    /// An instruction is about to run in a traced program.
    ///
    /// # Errors
    /// What the functions raise.
    ///
    /// # Safety
    /// The frame is at the instruction, and is the machine's.
    pub(crate) unsafe fn trace_instruction(&mut self, fp: *mut Value, pc: *mut u64) -> Result<()> {
        if self.tracing.busy || !self.machine.traces {
            return Ok(());
        }
        // SAFETY: the caller's contract; a running function and its code are alive.
        unsafe {
            let callable = *fp.offset(CALLABLE);
            if !callable.is_kind(Kind::Function) {
                return Ok(());
            }
            let code = (*callable.as_pointer::<Function>()).code;
            if (*code).object.header.flags & Code::NATIVE != 0 {
                return Ok(());
            }
            let Some(word) =
                usize::try_from(pc.offset_from((*code).instructions)).ok().filter(|&word| word < (*code).instruction_words as usize)
            else {
                return Ok(());
            };
            if fp < self.tracing.oldest {
                self.tracing.oldest = fp;
            }
            let known = object_of(self, callable);
            let frame = match known {
                Some(frame) if field(frame, ENTERED) == Value::TRUE => frame,
                Some(frame) if fp <= self.tracing.oldest => {
                    if field(frame, LAST_WORD) == Value::NONE
                        && let Some(place) = place_of(code, word.saturating_sub(1))
                    {
                        // It goes on behind a call, perhaps in the middle of a line.
                        set_field(frame, LAST_LINE, line_value(place.line));
                    }
                    frame
                }
                None if fp <= self.tracing.oldest && self.tracing.profile == Value::NONE => return Ok(()),
                _ => {
                    let makes = Code::GENERATOR | Code::COROUTINE | Code::ASYNC_GENERATOR;
                    if (*code).object.header.flags & makes != 0 && !self.has_generator(fp, code, pc) {
                        return Ok(());
                    }
                    let frame = self.frame_of_trace(fp)?;
                    if fp > self.tracing.oldest {
                        self.trace_call(frame, code)?;
                    }
                    frame
                }
            };
            self.trace_native_return(fp, frame, "c_return")?;
            self.trace_line(frame, code, word, pc)?;
            self.trace_ends(fp, frame, pc)
        }
    }

    /// A frame is entered, or a generator's goes on.
    unsafe fn trace_call(&mut self, frame: Value, code: *mut Code) -> Result<()> {
        set_field(frame, ENTERED, Value::TRUE);
        // SAFETY: the caller's code object is alive.
        let first = unsafe { (*code).first_line };
        // A generator that goes on is where it was left, a fresh frame at its definition.
        let line = if field(frame, LAST_LINE).is_int() { field(frame, LAST_LINE) } else { line_value(first) };
        set_field(frame, SHOWN_LINE, line);
        let result = self.trace_call_told(frame);
        set_field(frame, SHOWN_LINE, Value::UNDEFINED);
        result
    }

    fn trace_call_told(&mut self, frame: Value) -> Result<()> {
        let function = self.tracing.trace;
        if function != Value::NONE {
            let own = self.tell(function, frame, "call", Value::NONE)?;
            if own != Value::NONE {
                set_field(frame, TRACE, own);
            }
        }
        self.tell_profiler(frame, "call", Value::NONE)
    }

    /// A line begins, if one does.
    unsafe fn trace_line(&mut self, frame: Value, code: *mut Code, word: usize, pc: *mut u64) -> Result<()> {
        let before = field(frame, LAST_WORD);
        let at = isize::try_from(word).ok().and_then(Value::from_int).unwrap_or(Value::NONE);
        set_field(frame, LAST_WORD, at);
        // SAFETY: the caller's contract.
        let (number, place) = unsafe { (opcode(pc), place_of(code, word)) };
        // Back edges and what prepares a frame belong to no line of their own.
        let silent = matches!(
            number,
            None | Some(
                Opcode::Loop | Opcode::MakeGenerator | Opcode::PushException | Opcode::PopException | Opcode::Reraise | Opcode::RaiseAgain
            )
        );
        // The end of the body returns from wherever it was come to.
        // SAFETY: the caller's contract.
        let (ends, first, last_place) = unsafe {
            let words = (*code).instruction_words as usize;
            let body = (*code).object.header.flags & (Code::MODULE | Code::CLASS_BODY) == 0;
            let ends = number == Some(Opcode::ReturnNone) && word.wrapping_add(1) == words;
            (ends, if body { (*code).first_line } else { 0 }, place_of(code, words.saturating_sub(1)))
        };
        // What prepares a frame stands at the definition.
        let prepares = |line: u32| line == first && !field(frame, LAST_LINE).is_int() && last_place.is_some_and(|place| place.line != line);
        let Some(place) = place.filter(|place| !silent && !ends && !prepares(place.line)) else { return Ok(()) };
        let line = line_value(place.line);
        let again = before.is_int() && before.as_int() > at.as_int();
        let last = field(frame, LAST_LINE);
        // The end of a handler forgets its variable, whose line is that of the `except` above.
        if number == Some(Opcode::Clear) && last.is_int() && line.as_int() < last.as_int() {
            return Ok(());
        }
        if last != line || again {
            set_field(frame, LAST_LINE, line);
            if field(frame, TRACE_LINES) == Value::TRUE {
                self.tell_frame(frame, "line", Value::NONE)?;
            }
        }
        if field(frame, TRACE_OPCODES) == Value::TRUE {
            self.tell_frame(frame, "opcode", Value::NONE)?;
        }
        Ok(())
    }

    /// The instruction leaves the frame, or calls a native function.
    unsafe fn trace_ends(&mut self, fp: *mut Value, frame: Value, pc: *mut u64) -> Result<()> {
        // SAFETY: the caller's contract; operands are slots of the frame.
        unsafe {
            let text = *pc;
            let operand = |place: u32| *fp.add(usize::from((text >> (16 * (place + 1))) as u16));
            let value = match opcode(pc) {
                Some(Opcode::Return | Opcode::ReturnGenerator) => operand(0),
                Some(Opcode::ReturnNone) => Value::NONE,
                Some(Opcode::Yield) => operand(1),
                Some(called) => {
                    if self.tracing.profile != Value::NONE && calls(called) {
                        return self.trace_native_call(fp, frame, operand(1));
                    }
                    return Ok(());
                }
                None => return Ok(()),
            };
            self.trace_return(frame, value)
        }
    }

    /// A frame is left with a value.
    fn trace_return(&mut self, frame: Value, value: Value) -> Result<()> {
        if field(frame, ENTERED) != Value::TRUE && field(frame, TRACE) == Value::NONE && self.tracing.profile == Value::NONE {
            return Ok(());
        }
        set_field(frame, ENTERED, Value::FALSE);
        if field(frame, LAST_LINE).is_int() {
            set_field(frame, SHOWN_LINE, field(frame, LAST_LINE));
        }
        let result = self.tell_frame(frame, "return", value).and_then(|()| self.tell_profiler(frame, "return", value));
        set_field(frame, SHOWN_LINE, Value::UNDEFINED);
        result
    }

    /// A call of a native function is about to be made.
    fn trace_native_call(&mut self, fp: *mut Value, frame: Value, callable: Value) -> Result<()> {
        // Callables of calls without a receiver are marked.
        let callable = if callable.is_pointer() { callable } else { Value(callable.0 | 1) };
        // SAFETY: what lies at the base of a call is alive.
        if !unsafe { callable.is_kind(Kind::NativeFunction) } {
            return Ok(());
        }
        self.tell_profiler(frame, "c_call", callable)?;
        self.tracing.native = callable;
        self.tracing.native_frame = fp;
        Ok(())
    }

    /// The native function that was called last in this frame is done.
    fn trace_native_return(&mut self, fp: *mut Value, frame: Value, event: &str) -> Result<()> {
        if self.tracing.native == Value::UNDEFINED || self.tracing.native_frame != fp {
            return Ok(());
        }
        let callable = core::mem::replace(&mut self.tracing.native, Value::UNDEFINED);
        self.tell_profiler(frame, event, callable)
    }

    /// The pending exception has come to a frame. What the function raises takes its place.
    ///
    /// # Safety
    /// The frame is live, the instruction is one of its code's.
    pub(super) unsafe fn trace_exception(&mut self, fp: *mut Value, pc: *mut u64) {
        // SAFETY: the caller's contract.
        let Some(frame) = (unsafe { self.frame_that_listens(fp, pc) }) else { return };
        let exception = core::mem::replace(&mut self.machine.exception, Value::UNDEFINED);
        // SAFETY: a pending exception is alive.
        let traceback = unsafe { Context::or_none((*exception.as_pointer::<Exception>()).traceback) };
        let class = Value::from_pointer(self.class_of(exception));
        let told = self.trace_native_return(fp, frame, "c_exception").and_then(|()| {
            let argument = self.new_tuple(&[class, exception, traceback])?;
            self.tell_frame(frame, "exception", argument)
        });
        if told.is_ok() {
            self.machine.exception = exception;
        }
    }

    /// The pending exception leaves a frame.
    ///
    /// # Safety
    /// As above.
    pub(super) unsafe fn trace_left(&mut self, fp: *mut Value, pc: *mut u64) {
        // SAFETY: the caller's contract.
        let Some(frame) = (unsafe { self.frame_that_listens(fp, pc) }) else { return };
        let exception = core::mem::replace(&mut self.machine.exception, Value::UNDEFINED);
        if self.trace_return(frame, Value::NONE).is_ok() {
            self.machine.exception = exception;
        }
    }

    /// The object of a frame of which somebody wants to hear.
    unsafe fn frame_that_listens(&mut self, fp: *mut Value, pc: *mut u64) -> Option<Value> {
        // SAFETY: the caller's contract.
        let frame = object_of(self, unsafe { *fp.offset(CALLABLE) })?;
        // SAFETY: a pending exception is alive.
        let raised = unsafe { self.machine.exception.is_kind(Kind::Exception) };
        // SAFETY: a frame object's code is alive.
        let hidden = unsafe { (*code_of(frame)).object.header.flags } & Code::NATIVE != 0;
        if hidden || self.tracing.busy || !raised || self.limits.terminated.is_some() {
            return None;
        }
        self.machine.fp = fp;
        self.pc = pc;
        Some(frame)
    }
}

/// A line's number as a value.
fn line_value(line: u32) -> Value {
    Value::from_i32_small((line & 0x3fff_ffff) as i32)
}

/// Whether an instruction calls what lies at its base, which may be any native function.
fn calls_plainly(number: Opcode) -> bool {
    use Opcode::*;
    matches!(number, Call | CallNative | CallMethod | CallMethodNative | CallBareNative)
}

/// Whether an instruction calls what lies at its base.
fn calls(number: Opcode) -> bool {
    use Opcode::*;
    matches!(
        number,
        Call | CallNative
            | CallLen
            | CallIsInstance
            | CallAbs
            | CallChr
            | CallOrd
            | CallMax
            | CallMin
            | CallMethod
            | CallMethodNative
            | CallBareNative
            | CallAppend
            | CallPop
            | CallPopAt
            | CallInsert
            | CallGet
            | CallAdd
            | CallNext
            | CallSend
            | CallKeywords
            | CallKeywordsKnown
            | CallUnpacked
    )
}
