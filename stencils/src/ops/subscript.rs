//! Subscripts of sequences. Those of dicts are in [`super::table`].

use crate::definition::{Flow, Form, State, done, finish, save_frame};
use crate::layout::class::Class;
use crate::layout::container::Tuple;
use crate::layout::object::{Kind, Object, STR_SUBCLASS};
use crate::layout::text::Str;
use crate::operand::{ExactList, ExactTuple, Int};
use crate::ops::iterate::{byte_at, character};
use crate::ops::native::bytes_length;
use crate::value::Value;

/// The instructions that are defined here.
macro_rules! bytecodes {
    ($($so_far:tt)*) => {
        $crate::list::join! { $($so_far)* {
            /// a = b[c], not yet specialised.
            LoadSubscript [] (Write, Read, Read) |s| subscript::load_generic::<F>(s);
            /// a = b[c] for a list and a small integer.
            LoadSubscriptList [] (Write, Read, Read) |s| subscript::load_list::<F>(s)
                => subscript::load_generic::<F>(s), [LoadList], (LoadSubscript);
            /// a = b[c] for a tuple and a small integer.
            LoadSubscriptTuple [] (Write, Read, Read) |s| subscript::load_tuple::<F>(s)
                => subscript::load_generic::<F>(s), [LoadTuple], (LoadSubscript);
            /// a = b[c] for a str and a small integer.
            LoadSubscriptStr [] (Write, Read, Read) |s| subscript::load_str::<F>(s)
                => subscript::load_generic::<F>(s), [Item], (LoadSubscript);
            /// a = b[c] for `bytes` or a bytearray, and a small integer.
            LoadSubscriptBytes [] (Write, Read, Read) |s| subscript::load_bytes::<F>(s)
                => subscript::load_generic::<F>(s), [Item], (LoadSubscript);
            /// a = b[c] for an instance whose class has a function of Python for it.
            LoadSubscriptMethod [] (Write, Read, Read) |s| call::call_special::<F>(s), call, (LoadSubscript);
            /// a[b] = c, not yet specialised.
            StoreSubscript [] (Read, Read, Read) |s| subscript::store_generic::<F>(s);
            /// a[b] = c for a list and a small integer.
            StoreSubscriptList [] (Read, Read, Read) |s| subscript::store_list::<F>(s)
                => subscript::store_generic::<F>(s), [StoreList], (StoreSubscript);
            /// The c slots from a on = the items of b, which must be so many.
            Unpack [] (Base, Read, Number) |s| subscript::unpack::<F>(s)
                => general::effect::<F>(s), [Spread];
        } }
    };
}
pub(crate) use bytecodes;

pub use crate::operand::EXACT;

/// The place of an index that may count from the end, if it lies within the length.
#[inline(always)]
fn place(index: Int, length: usize) -> Option<usize> {
    // Shifted without its sign, a negative number is beyond every length.
    let place = index.0 as usize >> 1;
    if place < length {
        return Some(place);
    }
    core::hint::cold_path();
    // A number that is not negative is beyond the length before and behind the addition.
    let place = (index.number() as usize).wrapping_add(length);
    if place < length { Some(place) } else { None }
}

/// a = b[c]. Not yet specialised.
#[inline(always)]
pub unsafe fn load_generic<F: Form>(s: State) -> Flow {
    unsafe {
        save_frame(&s);
        finish::<F>(s, ((*s.vm).helpers.load_subscript)(s.vm, F::pc(&s), F::read::<1>(&s), F::read::<2>(&s)))
    }
}

/// a = b[c] for a list and a small integer.
#[inline(always)]
pub unsafe fn load_list<F: Form>(s: State) -> Flow {
    unsafe {
        if let (Some(key), Some(ExactList(list))) = (F::operand::<2, Int>(&s), F::operand::<1, ExactList>(&s))
            && let Some(place) = place(key, (*list).length)
        {
            return F::give(&s, *(*list).items.add(place));
        }
    }
    Flow::Slow
}

/// a = b[c] for a tuple and a small integer.
#[inline(always)]
pub unsafe fn load_tuple<F: Form>(s: State) -> Flow {
    unsafe {
        if let (Some(key), Some(ExactTuple(tuple))) = (F::operand::<2, Int>(&s), F::operand::<1, ExactTuple>(&s))
            && let Some(place) = place(key, (*tuple).length)
        {
            return F::give(&s, *tuple.byte_add(Tuple::ITEMS).cast::<Value>().add(place));
        }
    }
    Flow::Slow
}

/// a = b[c] for a str whose code points are bytes, and a small integer.
#[inline(always)]
pub unsafe fn load_str<F: Form>(s: State) -> Flow {
    unsafe {
        let object = F::read::<1>(&s);
        if let Some(key) = F::operand::<2, Int>(&s)
            && object.is_kind(Kind::Str)
        {
            let text = object.as_pointer::<Str>();
            if (*text).object.header.flags & (Str::WIDTH | STR_SUBCLASS) == 1
                && let Some(place) = place(key, (*text).length)
                && let Some(item) = character(s.vm, *text.byte_add(Str::DATA).cast::<u8>().add(place))
            {
                return F::give(&s, item);
            }
        }
    }
    Flow::Slow
}

/// Whether an object is of a class of its own and no other: not of a subclass written in Python.
#[inline(always)]
pub(super) unsafe fn is_built_in(object: *mut Object) -> bool {
    unsafe { (*(*(*object).shape).class.as_pointer::<Class>()).id != Class::NOT_BUILT_IN }
}

/// a = b[c] for `bytes` or a bytearray, and a small integer.
#[inline(always)]
pub unsafe fn load_bytes<F: Form>(s: State) -> Flow {
    unsafe {
        let value = F::read::<1>(&s);
        if let Some(key) = F::operand::<2, Int>(&s)
            && let Some(length) = bytes_length(value)
            && let Some(place) = place(key, length)
            && let Some(byte) = byte_at(value.as_pointer(), place)
        {
            return F::give(&s, Value((byte as usize) << 1));
        }
    }
    Flow::Slow
}

/// a[b] = c. Not yet specialised.
#[inline(always)]
pub unsafe fn store_generic<F: Form>(s: State) -> Flow {
    unsafe {
        save_frame(&s);
        done(((*s.vm).helpers.store_subscript)(s.vm, F::pc(&s), F::read::<0>(&s), F::read::<1>(&s), F::read::<2>(&s)))
    }
}

/// a[b] = c for a list and a small integer.
#[inline(always)]
pub unsafe fn store_list<F: Form>(s: State) -> Flow {
    unsafe {
        if let (Some(key), Some(ExactList(list))) = (F::operand::<1, Int>(&s), F::operand::<0, ExactList>(&s))
            && let Some(place) = place(key, (*list).length)
        {
            *(*list).items.add(place) = F::read::<2>(&s);
            return Flow::Next;
        }
    }
    Flow::Slow
}

/// The c slots from a on = the items of b: here for a tuple of two or three, and for a pair that was never made ([`super::pairs`]).
#[inline(always)]
pub unsafe fn unpack<F: Form>(s: State) -> Flow {
    unsafe {
        let count = F::number::<2>(&s);
        if let Some(ExactTuple(tuple)) = F::operand::<1, ExactTuple>(&s) {
            let items = tuple.byte_add(Tuple::ITEMS).cast::<Value>();
            if (*tuple).length == count && (count == 2 || count == 3) {
                let first = F::slot::<0>(&s);
                // The tuple may lie in one of the slots: everything is read before anything is written.
                let (a, b) = (*items, *items.add(1));
                if count == 3 {
                    *first.add(2) = *items.add(2);
                }
                *first = a;
                *first.add(1) = b;
                return Flow::Next;
            }
        } else if F::read::<1>(&s) == Value::UNPACKED {
            return Flow::Next;
        }
    }
    Flow::Slow
}
