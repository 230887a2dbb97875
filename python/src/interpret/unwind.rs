//! Exceptions on their way: who handles them, and the traceback that grows meanwhile.

use copperhead_stencils::layout::callable::Code;
use copperhead_stencils::layout::frame;
use copperhead_stencils::layout::generator::Generator;
use copperhead_stencils::layout::machine::Landing;
use copperhead_stencils::layout::object::Kind;
use copperhead_stencils::list::Opcode;
use copperhead_stencils::value::Value;

use super::frames;
use super::quicken::opcode;
use crate::bytecode::materialise::handler_for;
use crate::context::Context;
use crate::jit::region;
use crate::objects::class_list::ClassId;
use crate::objects::exception::is_exception;
use crate::objects::layout::{Exception, Traceback};

/// How many return addresses are known.
pub(crate) const KNOWN_RETURNS: usize = 8;

impl Context {
    /// Finds where the pending exception, raised at `pc` in frame `fp`, is handled. Returns the address to go to and
    /// fills the machine's landing.
    ///
    /// # Safety
    /// Frame and instruction are live.
    #[inline(never)]
    pub(crate) unsafe fn unwind(&mut self, mut fp: *mut Value, mut pc: *mut u64) -> usize {
        // SAFETY: frames are linked down to an entry, whose return address is `leave`.
        unsafe {
            if let Some(address) = self.take_switch(fp, pc) {
                return address;
            }
            loop {
                let callable = *fp.offset(frame::CALLABLE);
                if callable.is_kind(Kind::Function) {
                    if !pc.is_null()
                        && let Some(code) = self.code_of_instruction(fp, pc)
                    {
                        let word = usize::try_from(pc.offset_from((*code).instructions)).unwrap_or(0);
                        if !self.raises_again(pc) {
                            self.extend_traceback(fp, code, word);
                            if self.machine.traces {
                                self.trace_exception(fp, pc);
                            }
                        }
                        if self.limits.terminated.is_none()
                            && let Some((target, slot)) = handler_for(code, word)
                        {
                            *fp.add(slot) = self.machine.exception;
                            forget_temporaries(fp.add(slot).add(1), fp.wrapping_byte_add((*code).frame_bytes));
                            self.machine.exception = Value::UNDEFINED;
                            self.machine.fp = fp;
                            if self.is_instance_of(*fp.add(slot), ClassId::MemoryError) {
                                self.stale_native_stack = true;
                                self.heap.lend();
                            }
                            if self.is_instance_of(*fp.add(slot), ClassId::RecursionError) {
                                // The stack was deep, and is not any more: the next call has it counted from here.
                                self.machine.stack_limit = fp;
                            }
                            // What the handler does may need the memory that was missing.
                            self.collect_at_safepoint();
                            let target_pc = (*code).instructions.add(target);
                            self.machine.landing = Landing { fp, pc: target_pc, result: 0 };
                            let address = region::machine_code_at(code, target_pc);
                            if address != 0 {
                                self.jit.statistics.handled += 1;
                                return address;
                            }
                            self.jit.statistics.handled_interpreted += 1;
                            return self.machine.entries.resume;
                        }
                        if self.machine.traces {
                            self.trace_left(fp, pc);
                        }
                        self.note_left_frame(fp, pc);
                        self.leave_generator(fp, code, pc);
                    }
                } else if self.machine.exception == Value::UNDEFINED && callable.is_kind(Kind::Generator) {
                    // What `next` or `send` went on with is done.
                    let result = core::mem::replace(&mut (*callable.as_pointer::<Generator>()).result, Value::NONE);
                    self.raise_stop_iteration(result);
                } else if self.machine.exception == Value::UNDEFINED {
                    // `__init__` came back with something else than None.
                    self.complain_about_init();
                }
                let return_address = frames::return_address(fp);
                let caller = frames::caller(fp);
                if return_address == self.machine.entries.leave {
                    self.machine.landing = Landing { fp: caller, pc: core::ptr::null_mut(), result: Value::ERROR.0 };
                    return return_address;
                }
                pc = self.caller_pc_again(fp, return_address);
                if !pc.is_null() && opcode(pc) == Some(Opcode::LoadAttributeProperty) {
                    // The getter was called by the instruction itself; what it was called with may be another object by now.
                    let name = Value(*pc.add(1) as usize);
                    self.note_attribute(*fp, name);
                }
                fp = caller;
                self.machine.fp = fp;
            }
        }
    }

    /// Whether the instruction raises again what was raised before: the traceback has an entry for the frame already.
    ///
    /// # Safety
    /// `pc` is an instruction of a live code object.
    unsafe fn raises_again(&self, pc: *mut u64) -> bool {
        // SAFETY: the caller's contract.
        match unsafe { opcode(pc) } {
            Some(Opcode::Reraise) => true,
            // Where there is nothing to raise again, it raises something new.
            Some(Opcode::RaiseAgain) => is_exception(self.handled),
            _ => false,
        }
    }

    /// [`caller_pc`](Self::caller_pc), for exceptions that often take the same way.
    unsafe fn caller_pc_again(&mut self, fp: *mut Value, return_address: usize) -> *mut u64 {
        // No region that was made later lies at the address.
        let regions = self.jit.statistics.regions;
        let index = (return_address >> 4) % KNOWN_RETURNS;
        if let Some(&(address, made, pc)) = self.known_returns.get(index)
            && address == return_address
            && made == regions
        {
            return pc;
        }
        // SAFETY: the frame is live.
        unsafe {
            let pc = self.caller_pc(fp);
            if !self.is_way_back(return_address)
                && !pc.is_null()
                && let Some(place) = self.known_returns.get_mut(index)
            {
                *place = (return_address, regions, pc);
            }
            pc
        }
    }

    /// The code that an instruction of a frame belongs to: the function may have been given another meanwhile.
    unsafe fn code_of_instruction(&mut self, fp: *mut Value, pc: *mut u64) -> Option<*mut Code> {
        // SAFETY: code objects are alive.
        let holds = |code: *mut Code| unsafe {
            pc.addr().wrapping_sub((*code).instructions.addr()) < (*code).instruction_words as usize * size_of::<u64>()
        };
        // SAFETY: the frame is live.
        let code = unsafe { self.code_of_frame(fp) };
        if code.is_some_and(holds) {
            return code;
        }
        let mut found = None;
        self.for_each_code(|code| {
            if holds(code) {
                found = Some(code);
            }
        });
        found
    }

    #[cold]
    fn complain_about_init(&mut self) {
        let result = Value(self.machine.landing.result);
        let name = self.class_name(self.class_of(result));
        let _ =
            self.raise(ClassId::TypeError, format_args!("__init__() should return None, not '{}'", crate::objects::text::Display(name)));
    }

    /// Puts an entry for an instruction in front of the pending exception's traceback. Without memory the traceback stays shorter.
    ///
    /// # Safety
    /// The frame is laid out, the code is alive.
    pub(super) unsafe fn extend_traceback(&mut self, fp: *mut Value, code: *mut Code, word: usize) {
        let exception = self.machine.exception;
        // SAFETY: a pending exception is alive.
        unsafe {
            let hidden = (*code).object.header.flags & Code::NATIVE != 0;
            if hidden || !exception.is_kind(Kind::Exception) || exception == self.memory_error {
                return;
            }
            let Some(entry) = self.allocate_quietly(Kind::Traceback, size_of::<Traceback>()) else {
                return;
            };
            let entry: *mut Traceback = entry.as_ptr().cast();
            (*entry).object.shape = self.shape(ClassId::Traceback);
            (*entry).next = (*exception.as_pointer::<Exception>()).traceback;
            (*entry).code = Value::from_pointer(code);
            (*entry).function = *fp.offset(frame::CALLABLE);
            (*entry).fp = fp.addr();
            (*entry).word = Value::from_int(word as isize).unwrap_or(Value::from_i32_small(0));
            (*exception.as_pointer::<Exception>()).traceback = Value::from_pointer(entry);
        }
    }
}

/// Above the handler's slot lie temporaries of what was interrupted: they must not keep objects alive, which may be many after a
/// MemoryError.
///
/// # Safety
/// The slots from `slot` to `end` belong to the frame that handles an exception.
unsafe fn forget_temporaries(mut slot: *mut Value, end: *mut Value) {
    while slot < end {
        // SAFETY: the caller's contract.
        unsafe { *slot = Value::UNDEFINED };
        slot = slot.wrapping_add(1);
    }
}

/// How much of the native stack [`Context::clear_native_stack`] overwrites, in words.
const CLEARED_WORDS: usize = 1024;

#[inline(never)]
fn overwrite_native_stack() {
    let mut words = [0usize; CLEARED_WORDS];
    core::hint::black_box(&mut words);
}

impl Context {
    /// Overwrites the native stack below this frame, if there is so much of it: what helpers left there that have returned would look like
    /// references to the next collection, whose own frames cover it without initialising all of it.
    pub(crate) fn clear_native_stack(&self) {
        let marker = 0u8;
        // The frame itself takes some words more.
        let needed = (CLEARED_WORDS + 64) * size_of::<usize>();
        if (&raw const marker).addr().saturating_sub(needed) >= self.native_limit {
            overwrite_native_stack();
        }
    }
}
