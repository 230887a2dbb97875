//! Iteration: the next item, or the jump out of the loop. What has no path of its own here is in [`super::generator`].

use crate::definition::{Flow, Form, State};
use crate::layout::container::{List, RangeIterator, SequenceIterator};
use crate::layout::object::Kind;
use crate::operand::Pointer;
use crate::value::Value;

/// a = the next item of the iterator b; exhausted: jumps. For the iterator of a range of small integers.
#[inline(always)]
pub unsafe fn range<F: Form>(s: State) -> Flow {
    unsafe {
        if let Some(Pointer(object)) = F::operand::<1, Pointer>(&s)
            && (*object).header.kind as u8 == Kind::RangeIterator as u8
        {
            let iterator = object.cast::<RangeIterator>();
            let item = (*iterator).next;
            if item == (*iterator).end {
                return Flow::Jump;
            }
            // After the last item this may leave the small integers; then nobody reads it.
            (*iterator).next = Value(item.0.wrapping_add((*iterator).step.0));
            return F::give(&s, item);
        }
    }
    Flow::Slow
}

/// The same for the iterator of a list.
#[inline(always)]
pub unsafe fn list<F: Form>(s: State) -> Flow {
    unsafe {
        if let Some(Pointer(object)) = F::operand::<1, Pointer>(&s)
            && (*object).header.kind as u8 == Kind::SequenceIterator as u8
        {
            let iterator = object.cast::<SequenceIterator>();
            let sequence = (*iterator).sequence;
            if sequence.is_kind(Kind::List) {
                let list = sequence.as_pointer::<List>();
                let index = (*iterator).index;
                if index < (*list).length {
                    (*iterator).index = index.wrapping_add(1);
                    return F::give(&s, *(*list).items.add(index));
                }
            }
        }
    }
    Flow::Slow
}
