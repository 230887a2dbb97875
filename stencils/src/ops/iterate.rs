//! Iteration: the next item, or the jump out of the loop.

use crate::definition::{Flow, Form, State, save_frame};
use crate::layout::container::{List, RangeIterator, SequenceIterator};
use crate::layout::object::Kind;
use crate::value::Value;

/// a = the next item of the iterator b; exhausted: jumps. Not yet specialised.
#[inline(always)]
pub unsafe fn generic<F: Form>(s: State) -> Flow {
    unsafe {
        save_frame(&s);
        let item = ((*s.vm).helpers.iterate)(s.vm, F::pc(&s), F::read::<1>(&s));
        if item == Value::EXHAUSTED {
            return Flow::Jump;
        }
        if item == Value::ERROR {
            return Flow::Raise;
        }
        F::write::<0>(&s, item);
        Flow::Next
    }
}

/// The same for the iterator of a range of small integers.
#[inline(always)]
pub unsafe fn range<F: Form>(s: State) -> Flow {
    unsafe {
        let value = F::read::<1>(&s);
        if value.is_kind(Kind::RangeIterator) {
            let iterator = value.as_pointer::<RangeIterator>();
            let remaining = (*iterator).remaining;
            if remaining == 0 {
                return Flow::Jump;
            }
            let item = (*iterator).next;
            (*iterator).remaining = remaining.wrapping_sub(1);
            // After the last item this may leave the small integers; then nobody reads it.
            (*iterator).next = Value(item.0.wrapping_add((*iterator).step.0));
            F::write::<0>(&s, item);
            return Flow::Next;
        }
    }
    Flow::Slow
}

/// The same for the iterator of a list.
#[inline(always)]
pub unsafe fn list<F: Form>(s: State) -> Flow {
    unsafe {
        let value = F::read::<1>(&s);
        if value.is_kind(Kind::SequenceIterator) {
            let iterator = value.as_pointer::<SequenceIterator>();
            let sequence = (*iterator).sequence;
            if sequence.is_kind(Kind::List) {
                let list = sequence.as_pointer::<List>();
                let index = (*iterator).index;
                if index < (*list).length {
                    (*iterator).index = index.wrapping_add(1);
                    F::write::<0>(&s, *(*list).items.add(index));
                    return Flow::Next;
                }
            }
        }
    }
    Flow::Slow
}
