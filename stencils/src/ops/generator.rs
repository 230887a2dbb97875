//! Generators: frames that are left before they are done, and gone on with later. See [`crate::layout::generator`].

use core::mem::MaybeUninit;

use crate::definition::{Decoded, Flow, Form, State, count_down, save_frame};
use crate::layout::frame::{self, HEAD_WORDS};
use crate::layout::generator::Generator;
use crate::layout::machine::Transfer;
use crate::layout::object::Kind;
use crate::ops::control::leave_frame;
use crate::value::Value;

/// The instructions that are defined here.
macro_rules! bytecodes {
    ($($so_far:tt)*) => {
        $crate::list::join! { $($so_far)* {
            /// a = the next item of iterator b; exhausted: jumps. Not yet specialised.
            Iterate [] (Write, Read, Target) |s| generator::ask::<F>(s), item;
            /// The same over a generator.
            IterateGenerator [] (Write, Read, Target) |s| generator::iterate::<F>(s)
                => generator::ask::<F>(s), item, (Iterate);
            /// Makes the generator (coroutine …) whose frame this is to be and returns it. It finds itself in slot b; nobody reads a.
            MakeGenerator [Number Number] (Write, Write, None) |s| generator::make::<F>(s);
            /// Yields b and waits; a = what is sent. c: the generator itself.
            Yield [Number Number] (Write, Read, Read) |s| generator::yield_value::<F>(s);
            /// a = what iterator b yields when a is sent to it; when it is done: a = what it returned, and jumps.
            Send [] (Write, Read, Target) |s| generator::send::<F>(s)
                => generator::ask::<F>(s), send;
            /// Returns a from generator b.
            ReturnGenerator [] (Read, Read, None) |s| generator::finish::<F>(s);
        } }
    };
}
pub(crate) use bytecodes;

/// Copies slots one by one, upwards. Volatile, lest LLVM make it a call of `memcpy`. At least one is copied: each generator
/// saves the slot in which it finds itself.
#[inline(always)]
unsafe fn copy_slots(from: *const Value, to: *mut Value, count: usize) {
    unsafe {
        let mut index = 0usize;
        loop {
            to.add(index).write_volatile(from.add(index).read_volatile());
            index = index.wrapping_add(1);
            if index >= count {
                return;
            }
        }
    }
}

/// Where what a generator yields comes back to.
#[inline(always)]
unsafe fn item_address<F: Form>(s: &State) -> usize {
    if F::MACHINE_CODE { unsafe { F::return_address(s) } } else { unsafe { (*s.vm).entries.item_return } }
}

/// Lays out the frame of a waiting generator, whose `yield` becomes `sent`, behind a base. Gives frame and `yield`; what is left to write is
/// where it comes back to. None, and nothing has happened: it does not wait, there is no room, or the countdown ran out.
#[inline(always)]
pub(super) unsafe fn lay_out(s: &State, generator: *mut Generator, base: *mut Value, sent: Value) -> Option<(*mut Value, *mut u64)> {
    unsafe {
        let from = (*generator).waits_at;
        let new_fp = base.add(HEAD_WORDS);
        let end = new_fp.wrapping_byte_add((*generator).frame_bytes);
        if from.is_null() || end > (*s.vm).stack_limit || count_down(s.vm) {
            return None;
        }
        *base = (*generator).function;
        copy_slots(Generator::slots(generator), new_fp, (*generator).count);
        (*generator).waits_at = core::ptr::null_mut();
        (*generator).count = 0;
        // The instruction's field a is where its value goes.
        *new_fp.add((*from >> 16) as u16 as usize) = sent;
        Some((new_fp, from))
    }
}

/// Goes on with the generator in slot b, whose `yield` becomes `sent`. Its frame is laid out behind slot b: what lies there is not in
/// use while the instruction runs.
#[inline(always)]
unsafe fn resume<F: Form>(s: State, value: Value, sent: Value) -> Flow {
    unsafe {
        let Some((new_fp, from)) = lay_out(&s, value.as_pointer(), F::slot::<1>(&s).add(1), sent) else { return Flow::Slow };
        *new_fp.offset(frame::RETURN_ADDRESS) = Value(item_address::<F>(&s));
        *new_fp.offset(frame::CALLER_FP) = Value(s.fp.expose_provenance());
        if !F::MACHINE_CODE {
            *new_fp.offset(frame::CALLER_PC) = Value(F::pc(&s).expose_provenance());
        }
        Flow::Go(*from.add(2) as usize, State { fp: new_fp, pc: MaybeUninit::new(from.add(Generator::WORDS)), ..s })
    }
}

/// a = the next item of the generator b; when it is done: jumps.
#[inline(always)]
pub unsafe fn iterate<F: Form>(s: State) -> Flow {
    unsafe {
        let value = F::read::<1>(&s);
        if !value.is_kind(Kind::Generator) {
            return Flow::Slow;
        }
        resume::<F>(s, value, Value::NONE)
    }
}

/// The next item of any iterator: the helper finds it, or makes the frame of a generator ready.
#[inline(always)]
pub unsafe fn ask<F: Form>(s: State) -> Flow {
    unsafe {
        match answer::<F>(s, item_address::<F>(&s)) {
            Ok(item) => Flow::Done(item.0),
            Err(flow) => flow,
        }
    }
}

/// The same for instructions that seldom meet a generator, and have no part behind them: it comes back to the interpreter.
#[inline(always)]
pub unsafe fn ask_seldom<F: Form>(s: State) -> Flow {
    unsafe {
        match answer::<F>(s, (*s.vm).entries.item_return) {
            Ok(item) => {
                F::write::<0>(&s, item);
                Flow::Next
            }
            Err(flow) => flow,
        }
    }
}

#[inline(always)]
unsafe fn answer<F: Form>(s: State, return_address: usize) -> Result<Value, Flow> {
    unsafe {
        save_frame(&s);
        let transfer = ((*s.vm).helpers.iterate)(s.vm, s.fp, F::pc(&s), return_address);
        if transfer.code == Transfer::VALUE {
            if transfer.value == Value::EXHAUSTED.0 {
                return Err(Flow::Jump);
            }
            Ok(Value(transfer.value))
        } else if transfer.code == Transfer::RAISE {
            Err(Flow::Raise)
        } else {
            Err(Flow::Go(
                transfer.code,
                State { fp: core::ptr::with_exposed_provenance_mut(transfer.value), pc: MaybeUninit::new(F::pc(&s)), ..s },
            ))
        }
    }
}

/// Sends a to the generator or coroutine b; a = what it yields. When it is done: a = what it returned, and jumps.
#[inline(always)]
pub unsafe fn send<F: Form>(s: State) -> Flow {
    unsafe {
        let value = F::read::<1>(&s);
        if !value.is_kind(Kind::Generator) {
            return Flow::Slow;
        }
        resume::<F>(s, value, F::read::<0>(&s))
    }
}

/// Makes the generator whose frame this is to be, and returns it.
#[inline(always)]
pub unsafe fn make<F: Form>(s: State) -> Flow {
    unsafe {
        save_frame(&s);
        let generator = ((*s.vm).helpers.general)(s.vm, s.fp, F::pc(&s));
        if generator == Value::ERROR {
            return Flow::Raise;
        }
        leave_frame::<F>(s, generator)
    }
}

/// Yields b and waits: a is what will be sent. c is the generator itself.
#[inline(always)]
pub unsafe fn yield_value<F: Form>(s: State) -> Flow {
    unsafe {
        let generator: *mut Generator = F::read::<2>(&s).as_pointer();
        let value = F::read::<1>(&s);
        let count = (*F::cell(&s) & Generator::COUNT) as usize;
        copy_slots(s.fp, Generator::slots(generator), count);
        (*generator).count = count;
        (*generator).waits_at = F::pc(&s);
        leave_frame::<F>(s, value)
    }
}

/// The generator b is done and returns a.
#[inline(always)]
pub unsafe fn finish<F: Form>(s: State) -> Flow {
    unsafe {
        let generator: *mut Generator = F::read::<1>(&s).as_pointer();
        (*generator).object.header.flags |= Generator::DONE;
        (*generator).result = F::read::<0>(&s);
        leave_frame::<F>(s, Value::EXHAUSTED)
    }
}

/// Comes back to `next` or `send` called by a program, whose frame keeps what `next` is to give instead of an end (or UNDEFINED) in slot 0.
#[inline(always)]
pub unsafe fn resume_return(s: State) -> Flow {
    unsafe {
        let result = Value(s.acc.assume_init());
        if result != Value::EXHAUSTED {
            return leave_frame::<Decoded>(s, result);
        }
        if *s.fp == Value::UNDEFINED {
            // The unwinder sees that no exception is pending and makes the StopIteration.
            return Flow::Raise;
        }
        leave_frame::<Decoded>(s, *s.fp)
    }
}
