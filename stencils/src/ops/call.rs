//! Calls. The callable stands at the base, where the head of the new frame begins; the arguments stand
//! behind the head, where the callee has its first slots.
//!
//! An instruction that met one function remembers it: that this is the callable says all that else would have to be looked up.

use crate::definition::{Flow, Form, State, count_down, done_with, follow, link_frame, save_frame};
use crate::layout::callable::{Code, Function};
use crate::layout::container::Tuple;
use crate::layout::frame::HEAD_WORDS;
use crate::layout::object::Kind;
use crate::ops::allocate::copy;
use crate::value::Value;

/// The instructions that are defined here.
macro_rules! bytecodes {
    ($($so_far:tt)*) => {
        $crate::list::join! { $($so_far)* {
            /// a = the result of calling base b with c arguments, not yet specialised.
            Call [Weak] (Write, Base, Number) |s| call::call_generic::<F>(s), call;
            /// The same for functions of Python that take c arguments and nothing else.
            CallFunction [Weak] (Write, Base, Number) |s| call::call_function::<F>(s)
                => call::call_generic::<F>(s), call, (Call);
            /// The same for functions of Python that take c arguments or more, and have defaults for these.
            CallDefaults [Weak] (Write, Base, Number) |s| call::call_defaults::<F>(s)
                => call::call_generic::<F>(s), call, (Call);
            /// The same for the function in the cell.
            CallKnown [Weak] (Write, Base, Number) |s| call::call_known::<F>(s)
                => call::call_unknown::<F>(s), call, (Call);
            /// The same for the native function in the cell, which takes c arguments by position.
            CallNative [Weak] (Write, Base, Number) |s| call::call_native::<F>(s)
                => call::call_generic::<F>(s), call, (Call);
            /// a = the result of calling the method at base b with c arguments, the receiver counted, after `LoadMethod`. Where there is no
            /// receiver, its place is UNDEFINED, and the callable is marked so that it is none. Not yet specialised.
            CallMethod [Weak] (Write, Base, Number) |s| call::call_generic::<F>(s), call;
            /// The same for functions of Python that take c arguments and nothing else.
            CallMethodFunction [Weak] (Write, Base, Number) |s| call::call_function::<F>(s)
                => call::call_generic::<F>(s), call, (CallMethod);
            /// The same for functions of Python that take c arguments or more, and have defaults for these.
            CallMethodDefaults [Weak] (Write, Base, Number) |s| call::call_defaults::<F>(s)
                => call::call_generic::<F>(s), call, (CallMethod);
            /// The same for the function in the cell.
            CallMethodKnown [Weak] (Write, Base, Number) |s| call::call_known::<F>(s)
                => call::call_unknown::<F>(s), call, (CallMethod);
            /// The same for the native function in the cell, which takes c arguments by position.
            CallMethodNative [Weak] (Write, Base, Number) |s| call::call_native::<F>(s)
                => call::call_generic::<F>(s), call, (CallMethod);
            /// The same for functions of Python that were found without a receiver and take c - 1 arguments and nothing else.
            CallBareFunction [Weak] (Write, Base, Number) |s| call::call_bare_function::<F>(s)
                => call::call_generic::<F>(s), call, (CallMethod);
            /// The same for the native function in the cell, found without a receiver.
            CallBareNative [Weak] (Write, Base, Number) |s| call::call_bare_native::<F>(s)
                => call::call_generic::<F>(s), call, (CallMethod);
        } }
    };
}
pub(crate) use bytecodes;

/// Calls a function of Python that takes just the arguments that stand behind the head.
#[inline(always)]
unsafe fn call_any_function<F: Form>(s: State, callee: Value, new_fp: *mut Value, count: usize) -> Flow {
    unsafe {
        let code: *mut Code = (*callee.as_pointer::<Function>()).code;
        let end = new_fp.wrapping_byte_add((*code).frame_bytes);
        if (*code).simple_arguments as usize == count && end <= (*s.vm).stack_limit && !count_down(s.vm) {
            link_frame::<F>(&s, new_fp);
            return Flow::Go((*code).entry, State { fp: new_fp, ..s });
        }
    }
    Flow::Slow
}

/// The same for one that is known to take them and to have a small frame.
#[inline(always)]
unsafe fn call_known_function<F: Form>(s: State, callee: Value, new_fp: *mut Value) -> Flow {
    unsafe {
        if new_fp > (*s.vm).stack_limit {
            return Flow::Slow;
        }
        if count_down(s.vm) {
            core::hint::cold_path();
            return Flow::Slow;
        }
        link_frame::<F>(&s, new_fp);
        let code: *mut Code = (*callee.as_pointer::<Function>()).code;
        Flow::Go((*code).entry, State { fp: new_fp, ..s })
    }
}

/// a = the result of calling the function at base b with the c arguments behind the head.
#[inline(always)]
pub unsafe fn call_function<F: Form>(s: State) -> Flow {
    unsafe {
        let callee = F::read::<1>(&s);
        if callee.is_kind(Kind::Function) {
            return call_any_function::<F>(s, callee, F::frame::<1>(&s), F::number::<2>(&s));
        }
    }
    Flow::Slow
}

/// In a receiver's place: there is none, and the callable, an object, has lost the tag of its address. So instructions that compare it with
/// one that wants a receiver need not look whether there is one.
pub const NO_RECEIVER_MARKED: Value = Value::DELETED;

/// The same for a function found without a receiver: the call begins one slot further on.
#[inline(always)]
pub unsafe fn call_bare_function<F: Form>(s: State) -> Flow {
    unsafe {
        let base = F::slot::<1>(&s);
        if *base.add(HEAD_WORDS) == NO_RECEIVER_MARKED {
            let callee = Value((*base).0 | 1);
            if callee.is_kind(Kind::Function) {
                *base.add(1) = callee;
                return call_any_function::<F>(s, callee, base.add(HEAD_WORDS + 1), F::number::<2>(&s).wrapping_sub(1));
            }
        }
    }
    Flow::Slow
}

/// Added to a native function, without its tag, in a cell: see [`NATIVE_MARK`].
pub const BARE_MARK: usize = 4;

/// The same for the native function in the cell.
#[inline(always)]
pub unsafe fn call_bare_native<F: Form>(s: State) -> Flow {
    unsafe {
        let base = F::slot::<1>(&s);
        let callee = *base;
        if callee.0.wrapping_add(BARE_MARK) != *F::cell(&s) as usize {
            return Flow::Slow;
        }
        let base = base.add(1);
        *base = Value(callee.0 | 1);
        save_frame(&s);
        done_with(((*s.vm).helpers.call_native)(s.vm, F::pc(&s), base, F::number::<2>(&s).wrapping_sub(1)))
    }
}

/// The last so many defaults of positional parameters; null if a function has fewer.
#[inline(always)]
pub unsafe fn last_defaults(function: *mut Function, missing: usize) -> *const Value {
    unsafe {
        let defaults = (*function).defaults;
        if defaults.is_pointer() {
            let tuple = defaults.as_pointer::<Tuple>();
            if missing <= (*tuple).length {
                return tuple.byte_add(Tuple::ITEMS).cast::<Value>().add((*tuple).length.wrapping_sub(missing));
            }
        }
    }
    core::ptr::null()
}

/// The same for a function that may take more arguments, for which it has defaults.
#[inline(always)]
pub unsafe fn call_defaults<F: Form>(s: State) -> Flow {
    unsafe {
        let base = F::slot::<1>(&s);
        let callee = *base;
        if !callee.is_kind(Kind::Function) {
            return Flow::Slow;
        }
        let function = callee.as_pointer::<Function>();
        let code: *mut Code = (*function).code;
        let given = F::number::<2>(&s);
        // Of one that does not bind so simply it is more than there can be defaults.
        let missing = ((*code).simple_arguments as usize).wrapping_sub(given);
        let from = last_defaults(function, missing);
        let new_fp = base.add(HEAD_WORDS);
        let end = new_fp.wrapping_byte_add((*code).frame_bytes);
        if from.is_null() || end > (*s.vm).stack_limit || count_down(s.vm) {
            return Flow::Slow;
        }
        copy(from, 1, new_fp.add(given), missing);
        link_frame::<F>(&s, new_fp);
        Flow::Go((*code).entry, State { fp: new_fp, ..s })
    }
}

/// The same for the function in the cell.
#[inline(always)]
pub unsafe fn call_known<F: Form>(s: State) -> Flow {
    unsafe {
        let callee = F::read::<1>(&s);
        if callee == F::constant(&s) {
            return call_known_function::<F>(s, callee, F::frame::<1>(&s));
        }
    }
    Flow::Slow
}

/// The same for a function that is known to be the one at the base.
#[inline(always)]
pub unsafe fn call_certain<F: Form>(s: State) -> Flow {
    unsafe { call_known_function::<F>(s, F::read::<1>(&s), F::frame::<1>(&s)) }
}

/// Where that one fails: another function, or any callable. A collection empties the cell, which the helper fills again.
#[inline(always)]
pub unsafe fn call_unknown<F: Form>(s: State) -> Flow {
    unsafe {
        let base = F::slot::<1>(&s);
        let callee = *base;
        if *F::cell(&s) as usize > FORGOTTEN
            && callee.is_kind(Kind::Function)
            && let Flow::Go(code, s) = call_any_function::<F>(s, callee, base.add(HEAD_WORDS), F::number::<2>(&s))
        {
            return Flow::Go(code, s);
        }
        call_generic::<F>(s)
    }
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

/// In the cell of a call that knew a callable which may be dead now: no value, nor is what a mark was added to, so that nothing that is called is
/// taken for it. (An int may be zero, or minus one.)
pub const FORGOTTEN: usize = 1;

/// What is left of a cell's content when a collection or a change makes it forgotten: of a function [`FORGOTTEN`], of others that with their mark.
pub const fn forgotten(content: usize) -> usize {
    match content & 0b111 {
        0b001 => FORGOTTEN,
        0b011 => FORGOTTEN + NATIVE_MARK,
        0b100 | 0b101 => FORGOTTEN + BARE_MARK,
        _ => 0,
    }
}

/// Added to a native function in a cell: machine code made for functions of Python never takes it for one.
pub const NATIVE_MARK: usize = 2;

/// The same for the native function in the cell.
#[inline(always)]
pub unsafe fn call_native<F: Form>(s: State) -> Flow {
    unsafe {
        let base = F::slot::<1>(&s);
        if (*base).0.wrapping_add(NATIVE_MARK) != F::constant(&s).0 {
            return Flow::Slow;
        }
        save_frame(&s);
        done_with(((*s.vm).helpers.call_native)(s.vm, F::pc(&s), base, F::number::<2>(&s)))
    }
}

/// Where the instruction for a built-in function fails: the function itself, or any callable.
#[inline(always)]
pub unsafe fn call_native_or_any<F: Form>(s: State) -> Flow {
    unsafe {
        match call_native::<F>(s) {
            Flow::Slow => call_generic::<F>(s),
            flow => flow,
        }
    }
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
