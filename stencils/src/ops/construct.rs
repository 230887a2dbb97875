//! Instances, tuples and lists: a cell out of the heap's hole, then `__init__` or the items.

use crate::definition::{Flow, Form, State, count_down, link_frame};
use crate::layout::callable::{Code, Function};
use crate::layout::class::Class;
use crate::layout::container::Tuple;
use crate::layout::frame::{self, HEAD_WORDS};
use crate::layout::instance::Instance;
use crate::layout::machine::{Holes, Machine};
use crate::layout::object::{Kind, Object};
use crate::ops::allocate::{self, LIST_ITEMS, copy, header, take};
use crate::value::Value;

/// The instructions that are defined here.
macro_rules! bytecodes {
    ($($so_far:tt)*) => {
        $crate::list::join! { $($so_far)* {
            /// a = tuple of the c slots from b on.
            BuildTuple [] (Write, Base, Number) |s| construct::tuple::<F>(s)
                => general::general::<F>(s);
            /// a = list of the c slots from b on.
            BuildList [] (Write, Base, Number) |s| construct::list::<F>(s)
                => general::general::<F>(s);
            /// A call of base b with c arguments: a class of Python whose `__init__` is a function of Python that takes c arguments, or that has none.
            CallClass [Weak] (Write, Base, Number) |s| construct::construct::<F>(s)
                => call::call_generic::<F>(s), call, (Call);
        } }
    };
}
pub(crate) use bytecodes;

/// A plain instance without attributes, if its hole is not empty.
#[inline(always)]
unsafe fn allocate(vm: *mut Machine, class: *mut Class) -> Option<*mut Instance> {
    unsafe {
        let heap = Holes::of(vm);
        let cursor = (*heap).cursors.as_mut_ptr().byte_add((*class).quick_hole as usize);
        let instance: *mut Instance = take(cursor, (*class).quick_bytes as usize)?.cast();
        let room = (*class).slot_hint as usize;
        (*instance).object = Object { header: header(vm, Kind::Instance, 0, room as u32), shape: (*class).root_shape };
        let slots: *mut Value = instance.add(1).cast();
        (*instance).slots = slots;
        // The collector looks at all slots. Volatile, lest LLVM make it a call of `memset`.
        let (mut slot, end) = (slots, slots.add(room));
        while slot != end {
            slot.write_volatile(Value(0));
            slot = slot.add(1);
        }
        Some(instance)
    }
}

/// a = a tuple of the c slots from b on, if its hole is not empty.
#[inline(always)]
pub unsafe fn tuple<F: Form>(s: State) -> Flow {
    unsafe {
        let count = F::number::<2>(&s);
        let Some(tuple) = allocate::tuple(s.vm, count) else { return Flow::Slow };
        let (from, to) = (F::slot::<1>(&s), tuple.byte_add(Tuple::ITEMS).cast::<Value>());
        copy(from, 1, to, count);
        F::give(&s, Value::from_pointer(tuple))
    }
}

/// a = a list of the c slots from b on, if its holes are not empty.
#[inline(always)]
pub unsafe fn list<F: Form>(s: State) -> Flow {
    unsafe {
        let count = F::number::<2>(&s);
        if count > LIST_ITEMS || (*s.vm).list_shape.is_null() {
            return Flow::Slow;
        }
        let Some(new) = allocate::list(s.vm, count) else { return Flow::Slow };
        copy(F::slot::<1>(&s), 1, (*new).items, count);
        F::give(&s, Value::from_pointer(new))
    }
}

/// a = a new instance of the class at base b, for whose `__init__` the c arguments are. Between the caller and `__init__` lies a frame whose
/// slot 0 keeps the instance: `__init__` returns to where the construction ends, and that to the caller.
#[inline(always)]
pub unsafe fn construct<F: Form>(s: State) -> Flow {
    unsafe {
        let base = F::slot::<1>(&s);
        let callee = *base;
        if !callee.is_kind(Kind::Class) {
            return Flow::Slow;
        }
        let class = callee.as_pointer::<Class>();
        let (init, count) = ((*class).quick_init, F::number::<2>(&s));
        if !init.is_pointer() {
            if init == Value::NONE
                && count == 0
                && let Some(instance) = allocate(s.vm, class)
            {
                return Flow::Done(Value::from_pointer(instance).0);
            }
            return Flow::Slow;
        }
        let code: *mut Code = (*init.as_pointer::<Function>()).code;
        let fp = base.add(HEAD_WORDS);
        let init_base = fp.add(1);
        let init_fp = init_base.add(HEAD_WORDS);
        let end = init_fp.wrapping_byte_add((*code).frame_bytes);
        if (*code).simple_arguments as usize != count.wrapping_add(1) || end > (*s.vm).stack_limit {
            return Flow::Slow;
        }
        let Some(instance) = allocate(s.vm, class) else { return Flow::Slow };
        if count_down(s.vm) {
            return Flow::Slow;
        }
        let object = Value::from_pointer(instance);
        // The arguments move up, the last first. Volatile, lest LLVM make it a call of `memmove`.
        let mut index = count;
        while index != 0 {
            let place = fp.add(index.wrapping_sub(1));
            place.add(HEAD_WORDS + 2).write_volatile(place.read_volatile());
            index = index.wrapping_sub(1);
        }
        *fp = object;
        *init_base = init;
        *init_fp = object;
        link_frame::<F>(&s, fp);
        *init_fp.offset(frame::RETURN_ADDRESS) = Value((*s.vm).entries.construct_return);
        *init_fp.offset(frame::CALLER_FP) = Value(fp.expose_provenance());
        *init_fp.offset(frame::CALLER_PC) = Value(0);
        Flow::Go((*code).entry, State { fp: init_fp, ..s })
    }
}
