//! Iteration over what gives pairs, where the next instruction takes each apart at once: the pair is never made. Both halves go to the slots
//! that `Unpack` is to fill, and its operand is [`Value::UNPACKED`].

use crate::definition::{Flow, Form, State};
use crate::layout::container::Tuple;
use crate::layout::iterator::{DictIterator, SequenceIterator, StrIterator, ToolIterator};
use crate::layout::machine::Machine;
use crate::layout::object::{Kind, Object};
use crate::ops::iterate::{Next, iterator, next_of_list, next_of_str, next_of_table, next_of_tuple};
use crate::value::Value;

/// The instructions that are defined here.
macro_rules! bytecodes {
    ($($so_far:tt)*) => {
        $crate::list::join! { $($so_far)* {
            /// The same over the items of a dict, which the next instruction, `Unpack`, takes apart.
            IterateItems [] (Write, Read, Target) |s| pairs::items::<F>(s)
                => generator::ask_seldom::<F>(s), [IterateList], (Iterate);
            /// The same over what `enumerate` gives.
            IterateEnumerate [] (Write, Read, Target) |s| pairs::enumerate::<F>(s)
                => generator::ask_seldom::<F>(s), [IterateList], (Iterate);
            /// The same over what `zip` gives.
            IterateZip [] (Write, Read, Target) |s| pairs::zip::<F>(s)
                => generator::ask_seldom::<F>(s), [IterateList], (Iterate);
        } }
    };
}
pub(crate) use bytecodes;

/// Gives a pair to the `Unpack` behind this instruction, which has no cells.
#[inline(always)]
unsafe fn give<F: Form>(s: &State, first: Value, second: Value) -> Flow {
    unsafe {
        let slots = s.fp.add((*F::pc(s).add(1) >> 16) as u16 as usize);
        *slots = first;
        *slots.add(1) = second;
        F::give(s, Value::UNPACKED)
    }
}

/// The next item of the iterator of a list or tuple.
#[inline(always)]
unsafe fn next_of_sequence(iterator: Value) -> Next<Value> {
    unsafe {
        let iterator = iterator.as_pointer::<SequenceIterator>();
        if (*iterator).sequence.is_kind(Kind::Tuple) { next_of_tuple(iterator) } else { next_of_list(iterator) }
    }
}

/// The kind of an iterator that a tool asks.
#[inline(always)]
unsafe fn kind_of(iterator: Value) -> u8 {
    if iterator.is_pointer() { unsafe { (*iterator.as_pointer::<Object>()).header.kind as u8 } } else { Kind::Free as u8 }
}

/// The next item of an iterator that `enumerate` asks.
#[inline(always)]
unsafe fn next_of(vm: *mut Machine, iterator: Value) -> Next<Value> {
    unsafe {
        let kind = kind_of(iterator);
        if kind == Kind::SequenceIterator as u8 {
            next_of_sequence(iterator)
        } else if kind == Kind::StrIterator as u8 {
            next_of_str(vm, iterator.as_pointer::<StrIterator>())
        } else {
            Next::Unknown
        }
    }
}

/// The tool in slot b, if it is this one and nothing else than the built-in.
#[inline(always)]
unsafe fn tool<F: Form>(s: &State, wanted: u16) -> Option<*mut ToolIterator> {
    unsafe {
        let tool = iterator::<F, ToolIterator>(s, Kind::ToolIterator)?;
        let header = (*tool).object.header;
        if header.flags == wanted && header.extra == ToolIterator::EXACT { Some(tool) } else { None }
    }
}

/// A pair of the items of a dict.
#[inline(always)]
pub unsafe fn items<F: Form>(s: State) -> Flow {
    unsafe {
        let Some(iterator) = iterator::<F, DictIterator>(&s, Kind::DictIterator) else { return Flow::Slow };
        if (*iterator).object.header.flags != DictIterator::ITEMS {
            return Flow::Slow;
        }
        match next_of_table(iterator) {
            Next::Item(entry) => give::<F>(&s, (*entry).key, (*entry).value),
            Next::End => Flow::Jump,
            Next::Unknown => Flow::Slow,
        }
    }
}

/// A pair of `enumerate` over a list, tuple or str.
#[inline(always)]
pub unsafe fn enumerate<F: Form>(s: State) -> Flow {
    unsafe {
        let Some(tool) = tool::<F>(&s, ToolIterator::ENUMERATE) else { return Flow::Slow };
        let [source, number, ..] = (*tool).state;
        if !number.is_int() {
            return Flow::Slow;
        }
        let Some(following) = (number.0 as isize).checked_add(2) else { return Flow::Slow };
        match next_of(s.vm, source) {
            Next::Item(item) => {
                (*tool).state[1] = Value(following as usize);
                give::<F>(&s, number, item)
            }
            Next::End => Flow::Jump,
            Next::Unknown => Flow::Slow,
        }
    }
}

/// A pair of `zip` over two lists or tuples.
#[inline(always)]
pub unsafe fn zip<F: Form>(s: State) -> Flow {
    unsafe {
        let Some(tool) = tool::<F>(&s, ToolIterator::ZIP) else { return Flow::Slow };
        let [iterators, strict, ..] = (*tool).state;
        let iterators = iterators.as_pointer::<Tuple>();
        if (*iterators).length != 2 || strict != Value::FALSE {
            return Flow::Slow;
        }
        let place = iterators.byte_add(Tuple::ITEMS).cast::<Value>();
        let (one, other) = (*place, *place.add(1));
        let sequence = Kind::SequenceIterator as u8;
        if kind_of(one) != sequence || kind_of(other) != sequence {
            return Flow::Slow;
        }
        // Whatever the second is, nothing must have happened where it takes the helper.
        let second = (*other.as_pointer::<SequenceIterator>()).sequence;
        if !second.is_pointer() {
            return Flow::Slow;
        }
        let first = match next_of_sequence(one) {
            Next::Item(item) => item,
            Next::End => return Flow::Jump,
            Next::Unknown => return Flow::Slow,
        };
        match next_of_sequence(other) {
            Next::Item(item) => give::<F>(&s, first, item),
            // A list or a tuple: it has ended.
            _ => Flow::Jump,
        }
    }
}
