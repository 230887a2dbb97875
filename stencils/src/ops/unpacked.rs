//! Calls with unpacked arguments. What is unpacked is a tuple or a dict nearly always, and then it is not copied before the call binds it.

use crate::definition::{Flow, Form, State, count_down, link_frame};
use crate::layout::callable::{Code, Function};
use crate::layout::container::{Dict, Tuple};
use crate::layout::frame::HEAD_WORDS;
use crate::layout::object::{Kind, Object};
use crate::operand::{ExactList, ExactTuple, Operand};
use crate::ops::allocate::{self, FINE_BYTES, copy};
use crate::ops::call::last_defaults;
use crate::ops::subscript::EXACT;
use crate::value::Value;

/// The instructions that are defined here.
macro_rules! bytecodes {
    ($($so_far:tt)*) => {
        $crate::list::join! { $($so_far)* {
            /// a = tuple of the c slots from b on and of the items of what is in the slot behind them, for a call.
            BuildArguments [] (Write, Base, Number) |s| unpacked::arguments::<F>(s)
                => general::general::<F>(s);
            /// a = dict of the keyword arguments b, a mapping, for a call of the callable in slot c; before a stand those by position.
            BuildKeywords [] (Write, Read, Read) |s| unpacked::keywords::<F>(s)
                => general::general::<F>(s);
            /// a = the result of calling base b with the tuple in the first argument's slot and, if c, the dict in the second's.
            CallUnpacked [] (Write, Base, Number) |s| unpacked::call::<F>(s)
                => call::call_special::<F>(s), call;
        } }
    };
}
pub(crate) use bytecodes;

/// a = a tuple of the c slots from b on and of the items of the tuple or list in the slot behind them: a tuple alone is that itself.
#[inline(always)]
pub unsafe fn arguments<F: Form>(s: State) -> Flow {
    unsafe {
        let (first, count) = (F::slot::<1>(&s), F::number::<2>(&s));
        let last = *first.add(count);
        let (items, more): (*const Value, usize) = if let Some(ExactTuple(tuple)) = ExactTuple::guard(s.vm, last) {
            if count == 0 {
                return F::give(&s, last);
            }
            (tuple.byte_add(Tuple::ITEMS).cast(), (*tuple).length)
        } else if let Some(ExactList(list)) = ExactList::guard(s.vm, last) {
            ((*list).items, (*list).length)
        } else {
            return Flow::Slow;
        };
        let length = count.wrapping_add(more);
        if more > FINE_BYTES {
            return Flow::Slow;
        }
        let Some(tuple) = allocate::tuple(s.vm, length) else { return Flow::Slow };
        let to = tuple.byte_add(Tuple::ITEMS).cast::<Value>();
        copy(first, 1, to, count);
        copy(items, 1, to.add(count), more);
        F::give(&s, Value::from_pointer(tuple))
    }
}

/// a = the dict b itself, if nothing can happen to it before the call: the arguments by position are a tuple already.
#[inline(always)]
pub unsafe fn keywords<F: Form>(s: State) -> Flow {
    unsafe {
        let mapping = F::read::<1>(&s);
        let arguments = *F::slot::<0>(&s).sub(1);
        if ExactTuple::guard(s.vm, arguments).is_some()
            && mapping.is_kind(Kind::Dict)
            && (*mapping.as_pointer::<Object>()).header.flags & EXACT != 0
        {
            return F::give(&s, mapping);
        }
    }
    Flow::Slow
}

/// a = the result of calling the function at base b with the items of the tuple behind the head, and no keywords.
#[inline(always)]
pub unsafe fn call<F: Form>(s: State) -> Flow {
    unsafe {
        let base = F::slot::<1>(&s);
        let callee = *base;
        let new_fp = base.add(HEAD_WORDS);
        let arguments = *new_fp;
        if !callee.is_kind(Kind::Function) || !arguments.is_kind(Kind::Tuple) {
            return Flow::Slow;
        }
        if F::number::<2>(&s) != 0 {
            let keywords = *new_fp.add(1);
            if !keywords.is_kind(Kind::Dict) || (*keywords.as_pointer::<Dict>()).length != 0 {
                return Flow::Slow;
            }
        }
        let function = callee.as_pointer::<Function>();
        let code: *mut Code = (*function).code;
        let tuple = arguments.as_pointer::<Tuple>();
        let given = (*tuple).length;
        // Of one that does not bind so simply it is more than there can be defaults.
        let missing = ((*code).simple_arguments as usize).wrapping_sub(given);
        let end = new_fp.wrapping_byte_add((*code).frame_bytes);
        let defaults = if missing == 0 { core::ptr::null() } else { last_defaults(function, missing) };
        if missing != 0 && defaults.is_null() || end > (*s.vm).stack_limit || count_down(s.vm) {
            return Flow::Slow;
        }
        copy(tuple.byte_add(Tuple::ITEMS).cast(), 1, new_fp, given);
        copy(defaults, 1, new_fp.add(given), missing);
        link_frame::<F>(&s, new_fp);
        Flow::Go((*code).entry, State { fp: new_fp, ..s })
    }
}
