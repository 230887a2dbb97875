//! What loops begin with: ranges, and iterators over them and over lists.

use crate::definition::{Flow, Form, State};
use crate::layout::container::{List, Range};
use crate::layout::frame::HEAD_WORDS;
use crate::layout::iterator::{RangeIterator, SequenceIterator};
use crate::layout::object::Kind;
use crate::list::Opcode;
use crate::operand::Int;
use crate::ops::allocate::object;
use crate::ops::native::is_the;
use crate::special::built_in;
use crate::value::Value;

/// The instructions that are defined here.
macro_rules! bytecodes {
    ($($so_far:tt)*) => {
        $crate::list::join! { $($so_far)* {
            /// a = iter(b).
            GetIterator [] (Write, Read, None) |s| begin::iterator::<F>(s)
                => general::general::<F>(s);
            /// The same for the class `range`.
            CallRange [Weak] (Write, Base, Number) |s| begin::make_range::<F>(s)
                => call::call_generic::<F>(s), call, (Call range 1 2);
        } }
    };
}
pub(crate) use bytecodes;

/// a = the range called at base b with c arguments, one or two small integers.
#[inline(always)]
pub unsafe fn make_range<F: Form>(s: State) -> Flow {
    unsafe {
        let base = F::slot::<1>(&s);
        let arguments = base.add(HEAD_WORDS);
        let (mut start, mut stop) = (Value(0), *arguments);
        match F::number::<2>(&s) {
            1 => {}
            2 => (start, stop) = (stop, *arguments.add(1)),
            _ => return Flow::Slow,
        }
        if !is_the(const { built_in(Opcode::CallRange) }, &s, base) || !start.is_int() || !stop.is_int() {
            return Flow::Slow;
        }
        let Some(distance) = Int::of(stop).0.checked_sub(Int::of(start).0) else { return Flow::Slow };
        let Some(range) = object::<Range>(s.vm, Kind::Range, 0, (*s.vm).range_shape) else { return Flow::Slow };
        (*range).start = start;
        (*range).stop = stop;
        (*range).step = Value::from_i32_small(1);
        (*range).length = Value(if distance > 0 { distance as usize } else { 0 });
        Flow::Done(Value::from_pointer(range).0)
    }
}

/// a = the iterator over b, for lists and for ranges of small integers.
#[inline(always)]
pub unsafe fn iterator<F: Form>(s: State) -> Flow {
    unsafe {
        let value = F::read::<1>(&s);
        if !value.is_pointer() {
            return Flow::Slow;
        }
        let list: *mut List = value.as_pointer();
        if (*list).object.shape == (*s.vm).list_shape {
            if let Some(iterator) = object::<SequenceIterator>(s.vm, Kind::SequenceIterator, 0, (*s.vm).list_iterator_shape) {
                (*iterator).sequence = value;
                (*iterator).index = 0;
                F::write::<0>(&s, Value::from_pointer(iterator));
                return Flow::Next;
            }
            return Flow::Slow;
        }
        if value.is_kind(Kind::Range) {
            let range: *mut Range = value.as_pointer();
            let (start, step, length) = ((*range).start, (*range).step, (*range).length);
            // The instruction adds step to next: all numbers up to the last must be small, and the distance to the end must fit a word.
            if (start.0 | (*range).stop.0 | step.0 | length.0) & 1 == 0
                && let Some(distance) = (step.0 as isize).checked_mul(length.as_int())
                && let Some(iterator) = object::<RangeIterator>(s.vm, Kind::RangeIterator, 0, (*s.vm).range_iterator_shape)
            {
                (*iterator).next = start;
                (*iterator).step = step;
                (*iterator).end = Value(start.0.wrapping_add(distance as usize));
                F::write::<0>(&s, Value::from_pointer(iterator));
                return Flow::Next;
            }
        }
    }
    Flow::Slow
}
