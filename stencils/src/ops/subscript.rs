//! Subscripts of lists, tuples and dicts.

use crate::definition::{Flow, Form, State, done, finish, save_frame};
use crate::layout::container::{List, Tuple};
use crate::layout::object::{Kind, Object};
use crate::value::Value;

/// The place of an index that may count from the end, if it lies within the length.
#[inline(always)]
fn place(index: Value, length: usize) -> Option<usize> {
    // Shifted without its sign, a negative number is beyond every length.
    let place = index.0 >> 1;
    if place < length {
        return Some(place);
    }
    core::hint::cold_path();
    // A number that is not negative is beyond the length before and behind the addition.
    let place = (index.as_int() as usize).wrapping_add(length);
    if place < length { Some(place) } else { None }
}

/// Whether the value is a list itself: subclasses may have their own `__getitem__`.
#[inline(always)]
unsafe fn is_exact(value: Value, kind: Kind) -> bool {
    unsafe { value.is_kind(kind) && (*value.as_pointer::<Object>()).header.flags & EXACT != 0 }
}

/// Header flag of lists, tuples and dicts: an object of the built-in class itself, not of a subclass.
pub const EXACT: u16 = 1;

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
        let (object, key) = (F::read::<1>(&s), F::read::<2>(&s));
        if key.is_int() && is_exact(object, Kind::List) {
            let list = object.as_pointer::<List>();
            if let Some(place) = place(key, (*list).length) {
                F::write::<0>(&s, *(*list).items.add(place));
                return Flow::Next;
            }
        }
    }
    Flow::Slow
}

/// a = b[c] for a tuple and a small integer.
#[inline(always)]
pub unsafe fn load_tuple<F: Form>(s: State) -> Flow {
    unsafe {
        let (object, key) = (F::read::<1>(&s), F::read::<2>(&s));
        if key.is_int() && is_exact(object, Kind::Tuple) {
            let tuple = object.as_pointer::<Tuple>();
            if let Some(place) = place(key, (*tuple).length) {
                F::write::<0>(&s, *tuple.byte_add(Tuple::ITEMS).cast::<Value>().add(place));
                return Flow::Next;
            }
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
        let (object, key) = (F::read::<0>(&s), F::read::<1>(&s));
        if key.is_int() && is_exact(object, Kind::List) {
            let list = object.as_pointer::<List>();
            if let Some(place) = place(key, (*list).length) {
                *(*list).items.add(place) = F::read::<2>(&s);
                return Flow::Next;
            }
        }
    }
    Flow::Slow
}

/// The c slots from a on = the items of b: here for a tuple of two or three.
#[inline(always)]
pub unsafe fn unpack<F: Form>(s: State) -> Flow {
    unsafe {
        let (object, count) = (F::read::<1>(&s), F::number::<2>(&s));
        if is_exact(object, Kind::Tuple) {
            let tuple = object.as_pointer::<Tuple>();
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
        }
    }
    Flow::Slow
}
