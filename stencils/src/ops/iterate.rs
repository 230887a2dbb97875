//! Iteration: the next item, or the jump out of the loop. What has no path of its own here is in [`super::generator`]; what gives pairs, in
//! [`super::pairs`].

use crate::definition::{Flow, Form, State};
use crate::layout::container::{Dict, DictEntry, List, Tuple};
use crate::layout::iterator::{DictIterator, RangeIterator, SequenceIterator, StrIterator, ToolIterator};
use crate::layout::machine::Machine;
use crate::layout::object::{Kind, Object};
use crate::layout::text::{ByteArray, Bytes, Str};
use crate::operand::Pointer;
use crate::value::Value;

/// The instructions that are defined here.
macro_rules! bytecodes {
    ($($so_far:tt)*) => {
        $crate::list::join! { $($so_far)* {
            /// The same over a range.
            IterateRange [] (Write, Read, Target) |s| iterate::range::<F>(s)
                => generator::ask_seldom::<F>(s), [IterateRange], (Iterate);
            /// The same over a list.
            IterateList [] (Write, Read, Target) |s| iterate::list::<F>(s)
                => generator::ask_seldom::<F>(s), [IterateList], (Iterate);
            /// The same over a tuple.
            IterateTuple [] (Write, Read, Target) |s| iterate::tuple::<F>(s)
                => generator::ask_seldom::<F>(s), [IterateList], (Iterate);
            /// The same over a str.
            IterateStr [] (Write, Read, Target) |s| iterate::string::<F>(s)
                => generator::ask_seldom::<F>(s), [IterateList], (Iterate);
            /// The same over `bytes` or a bytearray.
            IterateBytes [] (Write, Read, Target) |s| iterate::bytes::<F>(s)
                => generator::ask_seldom::<F>(s), [IterateList], (Iterate);
            /// The same over the keys or values of a dict.
            IterateDict [] (Write, Read, Target) |s| iterate::dict::<F>(s)
                => generator::ask_seldom::<F>(s), [IterateList], (Iterate);
            /// The same over a set.
            IterateSet [] (Write, Read, Target) |s| iterate::set::<F>(s)
                => generator::ask_seldom::<F>(s), [IterateList], (Iterate);
        } }
    };
}
pub(crate) use bytecodes;

/// What the next item of an iterator is.
pub(super) enum Next<T> {
    /// This one.
    Item(T),
    /// There is none.
    End,
    /// Only the helper can tell; nothing has happened yet.
    Unknown,
}

/// Gives the item, or jumps out of the loop.
#[inline(always)]
unsafe fn give<F: Form>(s: &State, next: Next<Value>) -> Flow {
    match next {
        Next::Item(item) => unsafe { F::give(s, item) },
        Next::End => Flow::Jump,
        Next::Unknown => Flow::Slow,
    }
}

/// The iterator in slot b, if it is of a kind.
#[inline(always)]
pub(super) unsafe fn iterator<F: Form, T>(s: &State, kind: Kind) -> Option<*mut T> {
    unsafe {
        let Pointer(object) = F::operand::<1, Pointer>(s)?;
        if (*object).header.kind as u8 == kind as u8 { Some(object.cast()) } else { None }
    }
}

/// a = the next item of the iterator b; exhausted: jumps. For the iterator of a range of small integers.
#[inline(always)]
pub unsafe fn range<F: Form>(s: State) -> Flow {
    unsafe {
        let value = F::read::<1>(&s);
        // What a form iterates over is an iterator in any case.
        let holds = F::is_known::<1>()
            || (F::BURNED || value.is_pointer()) && (*value.as_pointer::<Object>()).header.kind as u8 == Kind::RangeIterator as u8;
        if !holds {
            return Flow::Slow;
        }
        let iterator = value.as_pointer::<RangeIterator>();
        let item = (*iterator).next;
        if item == (*iterator).end {
            return Flow::Jump;
        }
        // After the last item this may leave the small integers; then nobody reads it.
        (*iterator).next = Value(item.0.wrapping_add((*iterator).step.0));
        F::give(&s, item)
    }
}

/// The next item of a list.
#[inline(always)]
pub(super) unsafe fn next_of_list(iterator: *mut SequenceIterator) -> Next<Value> {
    unsafe {
        if !(*iterator).sequence.is_kind(Kind::List) {
            return Next::Unknown;
        }
        let list = (*iterator).sequence.as_pointer::<List>();
        let index = (*iterator).index;
        if index >= (*list).length {
            (*iterator).sequence = Value::UNDEFINED;
            return Next::End;
        }
        (*iterator).index = index.wrapping_add(1);
        Next::Item(*(*list).items.add(index))
    }
}

/// The next item of a tuple.
#[inline(always)]
pub(super) unsafe fn next_of_tuple(iterator: *mut SequenceIterator) -> Next<Value> {
    unsafe {
        if !(*iterator).sequence.is_kind(Kind::Tuple) {
            return Next::Unknown;
        }
        let tuple = (*iterator).sequence.as_pointer::<Tuple>();
        let index = (*iterator).index;
        if index >= (*tuple).length {
            (*iterator).sequence = Value::UNDEFINED;
            return Next::End;
        }
        (*iterator).index = index.wrapping_add(1);
        Next::Item(*tuple.byte_add(Tuple::ITEMS).cast::<Value>().add(index))
    }
}

/// The same for the iterator of a list.
#[inline(always)]
pub unsafe fn list<F: Form>(s: State) -> Flow {
    unsafe {
        let Some(iterator) = iterator::<F, SequenceIterator>(&s, Kind::SequenceIterator) else { return Flow::Slow };
        give::<F>(&s, next_of_list(iterator))
    }
}

/// The same for the iterator of a tuple.
#[inline(always)]
pub unsafe fn tuple<F: Form>(s: State) -> Flow {
    unsafe {
        let Some(iterator) = iterator::<F, SequenceIterator>(&s, Kind::SequenceIterator) else { return Flow::Slow };
        give::<F>(&s, next_of_tuple(iterator))
    }
}

/// The str of one code point below 256, if there is one already.
#[inline(always)]
pub(super) unsafe fn character(vm: *mut Machine, point: u8) -> Option<Value> {
    let known = unsafe { *(*vm).characters.add(point as usize) };
    if known.is_pointer() { Some(known) } else { None }
}

/// The next code point of a str whose code points are bytes.
#[inline(always)]
pub(super) unsafe fn next_of_str(vm: *mut Machine, iterator: *mut StrIterator) -> Next<Value> {
    unsafe {
        let string = (*iterator).string;
        if !string.is_pointer() {
            return Next::Unknown;
        }
        let text = string.as_pointer::<Str>();
        let index = (*iterator).index;
        if index >= (*text).length {
            (*iterator).string = Value::UNDEFINED;
            return Next::End;
        }
        if (*text).object.header.flags & Str::WIDTH != 1 {
            return Next::Unknown;
        }
        match character(vm, *text.byte_add(Str::DATA).cast::<u8>().add(index)) {
            Some(item) => {
                (*iterator).index = index.wrapping_add(1);
                Next::Item(item)
            }
            None => Next::Unknown,
        }
    }
}

/// The same for the iterator of a str.
#[inline(always)]
pub unsafe fn string<F: Form>(s: State) -> Flow {
    unsafe {
        let Some(iterator) = iterator::<F, StrIterator>(&s, Kind::StrIterator) else { return Flow::Slow };
        give::<F>(&s, next_of_str(s.vm, iterator))
    }
}

/// A byte of `bytes` or a bytearray; `None` beyond the end.
#[inline(always)]
pub(super) unsafe fn byte_at(object: *mut Object, index: usize) -> Option<u8> {
    unsafe {
        let (data, length) = if (*object).header.kind as u8 == Kind::Bytes as u8 {
            let bytes = object.cast::<Bytes>();
            (bytes.byte_add(Bytes::DATA).cast::<u8>(), (*bytes).length)
        } else {
            let bytes = object.cast::<ByteArray>();
            ((*bytes).data, (*bytes).length)
        };
        if index < length { Some(*data.add(index)) } else { None }
    }
}

/// The same for the iterator of `bytes` or a bytearray.
#[inline(always)]
pub unsafe fn bytes<F: Form>(s: State) -> Flow {
    unsafe {
        let Some(tool) = iterator::<F, ToolIterator>(&s, Kind::ToolIterator) else { return Flow::Slow };
        let [source, place, ..] = (*tool).state;
        if (*tool).object.header.flags != ToolIterator::BYTES || !source.is_pointer() {
            return Flow::Slow;
        }
        match byte_at(source.as_pointer(), place.as_int() as usize) {
            Some(byte) => {
                (*tool).state[1] = Value(place.0.wrapping_add(2));
                F::give(&s, Value((byte as usize) << 1))
            }
            None => {
                (*tool).state[0] = Value::UNDEFINED;
                Flow::Jump
            }
        }
    }
}

/// The next entry of a dict or set, which is as large as it was.
#[inline(always)]
pub(super) unsafe fn next_of_table(iterator: *mut DictIterator) -> Next<*mut DictEntry> {
    unsafe {
        let table = (*iterator).table;
        if !table.is_pointer() {
            return Next::Unknown;
        }
        let dict = table.as_pointer::<Dict>();
        if (*iterator).expected_length != (*dict).length as usize {
            return Next::Unknown;
        }
        let index = (*iterator).index;
        if index >= (*dict).used as usize {
            (*iterator).table = Value::UNDEFINED;
            return Next::End;
        }
        let entry = (*dict).entries.add(index);
        let left = (*iterator).object.header.extra;
        if (*entry).key == Value::DELETED || left == 0 {
            return Next::Unknown;
        }
        (*iterator).object.header.extra = left.wrapping_sub(1);
        (*iterator).index = index.wrapping_add(1);
        Next::Item(entry)
    }
}

#[inline(always)]
unsafe fn table<F: Form>(s: State, kind: Kind) -> Flow {
    unsafe {
        let Some(iterator) = iterator::<F, DictIterator>(&s, kind) else { return Flow::Slow };
        let what = (*iterator).object.header.flags;
        if what > DictIterator::VALUES {
            return Flow::Slow;
        }
        match next_of_table(iterator) {
            Next::Item(entry) => F::give(&s, if what == DictIterator::KEYS { (*entry).key } else { (*entry).value }),
            Next::End => Flow::Jump,
            Next::Unknown => Flow::Slow,
        }
    }
}

/// The same for the iterator of a dict's keys or values.
#[inline(always)]
pub unsafe fn dict<F: Form>(s: State) -> Flow {
    unsafe { table::<F>(s, Kind::DictIterator) }
}

/// The same for the iterator of a set.
#[inline(always)]
pub unsafe fn set<F: Form>(s: State) -> Flow {
    unsafe { table::<F>(s, Kind::SetIterator) }
}
