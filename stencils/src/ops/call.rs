//! Calls. The callable stands at the base, where the head of the new frame begins; the arguments stand
//! behind the head, where the callee has its first slots.

use crate::definition::{Flow, Form, State, count_down, follow, link_frame, save_frame};
use crate::layout::callable::{Code, Function};
use crate::layout::frame::HEAD_WORDS;
use crate::layout::object::Kind;
use crate::value::Value;

/// a = the result of calling the callable at base b with the c arguments behind the head.
#[inline(always)]
pub unsafe fn call<F: Form>(s: State) -> Flow {
    unsafe {
        let base = F::slot::<1>(&s);
        let callee = *base;
        if callee.is_kind(Kind::Function) {
            let code: *mut Code = (*callee.as_pointer::<Function>()).code;
            let new_fp = base.add(HEAD_WORDS);
            let end = new_fp.wrapping_byte_add((*code).frame_bytes);
            if (*code).simple_arguments as usize == F::number::<2>(&s) && end <= (*s.vm).stack_limit && !count_down(s.vm) {
                link_frame::<F>(&s, new_fp);
                return Flow::Go((*code).entry, State { fp: new_fp, ..s });
            }
        }
    }
    Flow::Slow
}

/// The same for any callable, arguments that must be bound, a stack that is full, or a countdown that ran out.
#[inline(always)]
pub unsafe fn call_generic<F: Form>(s: State) -> Flow {
    unsafe {
        save_frame(&s);
        let (base, count) = (F::slot::<1>(&s), F::number::<2>(&s));
        let transfer = ((*s.vm).helpers.call)(s.vm, s.fp, F::pc(&s), base, count, F::return_address(&s));
        follow::<F>(s, transfer)
    }
}

/// a = the result of calling the method at base b with the c arguments (the receiver counted), after
/// `LoadMethod`. If the place of the receiver is UNDEFINED the callable takes only the others.
#[inline(always)]
pub unsafe fn call_method<F: Form>(s: State) -> Flow {
    unsafe {
        let base = F::slot::<1>(&s);
        let callee = *base;
        let new_fp = base.add(HEAD_WORDS);
        if callee.is_kind(Kind::Function) && *new_fp != Value::UNDEFINED {
            let code: *mut Code = (*callee.as_pointer::<Function>()).code;
            let end = new_fp.wrapping_byte_add((*code).frame_bytes);
            if (*code).simple_arguments as usize == F::number::<2>(&s) && end <= (*s.vm).stack_limit && !count_down(s.vm) {
                link_frame::<F>(&s, new_fp);
                return Flow::Go((*code).entry, State { fp: new_fp, ..s });
            }
        }
    }
    Flow::Slow
}

/// a = the result of a call with keywords or unpacked arguments; the helper reads the instruction.
#[inline(always)]
pub unsafe fn call_special<F: Form>(s: State) -> Flow {
    unsafe {
        save_frame(&s);
        let transfer = ((*s.vm).helpers.call_special)(s.vm, s.fp, F::pc(&s), F::return_address(&s));
        follow::<F>(s, transfer)
    }
}
