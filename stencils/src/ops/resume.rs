//! `next` and `send` called by a program: they go on with a generator as loops do, but for a frame between that knows what comes of its end.

use core::mem::MaybeUninit;

use crate::definition::{Flow, Form, State, link_frame};
use crate::layout::frame::{self, HEAD_WORDS};
use crate::layout::generator::Generator;
use crate::layout::iterator::SequenceIterator;
use crate::layout::object::{Kind, Object};
use crate::list::Opcode;
use crate::ops::generator::lay_out;
use crate::ops::iterate::{Next, next_of_list, next_of_tuple};
use crate::ops::native::is_the;
use crate::special::built_in;
use crate::value::Value;

/// The instructions that are defined here.
macro_rules! bytecodes {
    ($($so_far:tt)*) => {
        $crate::list::join! { $($so_far)* {
            /// a = the result of calling base b, `next`, with c arguments.
            CallNext [Weak] (Write, Base, Number) |s| resume::next::<F>(s)
                => call::call_generic::<F>(s), call, (Call next 1 2);
            /// a = the result of calling the method at base b, a generator's `send`.
            CallSend [Weak] (Write, Base, Number) |s| resume::send::<F>(s)
                => call::call_generic::<F>(s), call, (CallMethod generator send 2 2);
        } }
    };
}
pub(crate) use bytecodes;

/// Goes on with a generator in place of the call at the base. The frame between keeps what the call gives instead of an end, or UNDEFINED.
#[inline(always)]
unsafe fn go_on<F: Form>(s: State, base: *mut Value, value: Value, default: Value, sent: Value) -> Flow {
    unsafe {
        let fp = base.add(HEAD_WORDS);
        let generator: *mut Generator = value.as_pointer();
        let Some((new_fp, from)) = lay_out(&s, generator, fp.add(2), sent) else { return Flow::Slow };
        *base = value;
        *fp = default;
        link_frame::<F>(&s, fp);
        *new_fp.offset(frame::RETURN_ADDRESS) = Value((*s.vm).entries.resume_return);
        *new_fp.offset(frame::CALLER_FP) = Value(fp.expose_provenance());
        *new_fp.offset(frame::CALLER_PC) = Value(0);
        Flow::Go(*from.add(2) as usize, State { fp: new_fp, pc: MaybeUninit::new(from.add(Generator::WORDS)), ..s })
    }
}

/// `next` of a generator, or of an iterator over a list or a tuple.
#[inline(always)]
pub unsafe fn next<F: Form>(s: State) -> Flow {
    unsafe {
        let base = F::slot::<1>(&s);
        let value = *base.add(HEAD_WORDS);
        if !is_the(const { built_in(Opcode::CallNext) }, &s, base) || !value.is_pointer() {
            return Flow::Slow;
        }
        let default = if F::number::<2>(&s) == 2 { *base.add(HEAD_WORDS + 1) } else { Value::UNDEFINED };
        let object = value.as_pointer::<Object>();
        if (*object).shape == (*s.vm).generator_shape {
            return go_on::<F>(s, base, value, default, Value::NONE);
        }
        if (*object).header.kind as u8 == Kind::SequenceIterator as u8 {
            let iterator: *mut SequenceIterator = object.cast();
            let item = match next_of_list(iterator) {
                Next::Unknown => next_of_tuple(iterator),
                known => known,
            };
            return match item {
                Next::Item(item) => Flow::Done(item.0),
                Next::End if default != Value::UNDEFINED => Flow::Done(default.0),
                _ => Flow::Slow,
            };
        }
    }
    Flow::Slow
}

/// `send` of a generator. One that has not begun takes nothing but None.
#[inline(always)]
pub unsafe fn send<F: Form>(s: State) -> Flow {
    unsafe {
        let base = F::slot::<1>(&s);
        if !is_the(const { built_in(Opcode::CallSend) }, &s, base) {
            return Flow::Slow;
        }
        let (value, sent) = (*base.add(HEAD_WORDS), *base.add(HEAD_WORDS + 1));
        let from = (*value.as_pointer::<Generator>()).waits_at;
        if from.is_null() || sent != Value::NONE && *from as u16 == Opcode::MakeGenerator as u16 {
            return Flow::Slow;
        }
        go_on::<F>(s, base, value, Value::UNDEFINED, sent)
    }
}
