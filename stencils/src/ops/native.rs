//! Calls of built-in functions that are instructions. The callable is compared with the machine's own: whoever binds the name to
//! something else, or overrides the method, calls something else. What does not fit goes the way of all calls.
//! A callable that `LoadMethod` found with its receiver is never the machine's own unless the receiver is of its class.

use crate::definition::{Flow, Form, State};
use crate::layout::container::{Dict, List, Tuple};
use crate::layout::frame::HEAD_WORDS;
use crate::layout::instance::Instance;
use crate::layout::object::{Kind, Object, STR_SUBCLASS};
use crate::layout::text::{ByteArray, Bytes, Str};
use crate::list::Opcode;
use crate::operand::{Float, Int, Operand};
use crate::ops::allocate::{copy, few_rounds};
use crate::ops::compare::{Greater, Less, Relation};
use crate::ops::iterate::character;
use crate::ops::subscript::{EXACT, is_built_in};
use crate::ops::table::{Found, find};
use crate::special::built_in;
use crate::value::Value;

/// The instructions that are defined here.
macro_rules! bytecodes {
    ($($so_far:tt)*) => {
        $crate::list::join! { $($so_far)* {
            /// Appends b to the list a.
            ListAppend [] (Read, Read, None) |s| native::list_append::<F>(s)
                => general::effect::<F>(s), [Two];
            /// The same for `len`.
            CallLen [Weak] (Write, Base, Number) |s| native::len::<F>(s)
                => call::call_native_or_any::<F>(s), call, (Call len 1 1);
            /// The same for `isinstance`.
            CallIsInstance [Weak] (Write, Base, Number) |s| native::is_instance::<F>(s)
                => call::call_native_or_any::<F>(s), call, (Call isinstance 2 2);
            /// The same for `abs` of one argument.
            CallAbs [Weak] (Write, Base, Number) |s| native::abs::<F>(s)
                => call::call_native_or_any::<F>(s), call, (Call abs 1 1);
            /// The same for `chr` of one argument.
            CallChr [Weak] (Write, Base, Number) |s| native::chr::<F>(s)
                => call::call_native_or_any::<F>(s), call, (Call chr 1 1);
            /// The same for `ord` of one argument.
            CallOrd [Weak] (Write, Base, Number) |s| native::ord::<F>(s)
                => call::call_native_or_any::<F>(s), call, (Call ord 1 1);
            /// The same for `max` of two arguments.
            CallMax [Weak] (Write, Base, Number) |s| native::max::<F>(s)
                => call::call_native_or_any::<F>(s), call, (Call max 2 2);
            /// The same for the class `int` and a number.
            CallInt [Weak] (Write, Base, Number) |s| native::int::<F>(s)
                => call::call_generic::<F>(s), call, (Call int 1 1);
            /// The same for `min` of two arguments.
            CallMin [Weak] (Write, Base, Number) |s| native::min::<F>(s)
                => call::call_native_or_any::<F>(s), call, (Call min 2 2);
            /// The same for `list.append`.
            CallAppend [Weak] (Write, Base, Number) |s| native::append::<F>(s)
                => call::call_native_or_any::<F>(s), call, (CallMethod list append 2 2);
            /// The same for `list.pop` without an index.
            CallPop [Weak] (Write, Base, Number) |s| native::pop::<F>(s)
                => call::call_native_or_any::<F>(s), call, (CallMethod list pop 1 1);
            /// The same for `list.pop` with an index.
            CallPopAt [Weak] (Write, Base, Number) |s| native::pop_at::<F>(s)
                => call::call_native_or_any::<F>(s), call, (CallMethod list pop 2 2);
            /// The same for `list.insert`.
            CallInsert [Weak] (Write, Base, Number) |s| native::insert::<F>(s)
                => call::call_native_or_any::<F>(s), call, (CallMethod list insert 3 3);
            /// The same for `dict.get`.
            CallGet [Weak] (Write, Base, Number) |s| native::get::<F>(s)
                => call::call_native_or_any::<F>(s), call, (CallMethod dict get 2 3);
            /// The same for `set.add`.
            CallAdd [Weak] (Write, Base, Number) |s| native::add::<F>(s)
                => call::call_native_or_any::<F>(s), call, (CallMethod set add 2 2);
        } }
    };
}
pub(crate) use bytecodes;

/// Whether the callable at the base is the one at this place among the built-ins that are instructions.
#[inline(always)]
pub unsafe fn is_the(place: usize, s: &State, base: *mut Value) -> bool {
    unsafe { *base == *(&raw const (*s.vm).known).cast::<Value>().add(place) }
}

/// `list.append` with an item for which there is room.
#[inline(always)]
pub unsafe fn append<F: Form>(s: State) -> Flow {
    unsafe {
        let base = F::slot::<1>(&s);
        let receiver = *base.add(HEAD_WORDS);
        if is_the(const { built_in(Opcode::CallAppend) }, &s, base) {
            let list = receiver.as_pointer::<List>();
            let length = (*list).length;
            if length < (*list).capacity {
                *(*list).items.add(length) = *base.add(HEAD_WORDS + 1);
                (*list).length = length.wrapping_add(1);
                return Flow::Done(Value::NONE.0);
            }
        }
    }
    Flow::Slow
}

/// Appends b to the list a, which is being built, if there is room.
#[inline(always)]
pub unsafe fn list_append<F: Form>(s: State) -> Flow {
    unsafe {
        let list = F::read::<0>(&s).as_pointer::<List>();
        let length = (*list).length;
        if length < (*list).capacity {
            *(*list).items.add(length) = F::read::<1>(&s);
            (*list).length = length.wrapping_add(1);
            return Flow::Next;
        }
    }
    Flow::Slow
}

/// A list gives room back when it is less than a quarter full, but these many items less than that do not matter. So lists with little room
/// never do.
const SPARE_ITEMS: usize = 15;

/// `list.pop` without an index, where the list stays as large as it is.
#[inline(always)]
pub unsafe fn pop<F: Form>(s: State) -> Flow {
    unsafe {
        let base = F::slot::<1>(&s);
        let receiver = *base.add(HEAD_WORDS);
        if is_the(const { built_in(Opcode::CallPop) }, &s, base) {
            let list = receiver.as_pointer::<List>();
            let length = (*list).length;
            if length != 0 && length.wrapping_add(SPARE_ITEMS) > (*list).capacity >> 2 {
                let left = length.wrapping_sub(1);
                let place = (*list).items.add(left);
                let item = *place;
                *place = Value(0);
                (*list).length = left;
                return Flow::Done(item.0);
            }
        }
    }
    Flow::Slow
}

/// So many items are moved here to make or to fill a gap; more are the helper's.
const MOST_MOVED: usize = 16;

/// `list.pop` with the index of one of the last items, where the list stays as large as it is.
#[inline(always)]
pub unsafe fn pop_at<F: Form>(s: State) -> Flow {
    unsafe {
        let base = F::slot::<1>(&s);
        let index = *base.add(HEAD_WORDS + 1);
        if is_the(const { built_in(Opcode::CallPopAt) }, &s, base) && index.is_int() {
            let list = (*base.add(HEAD_WORDS)).as_pointer::<List>();
            let length = (*list).length;
            let place = index.as_int().wrapping_add(if index.as_int() < 0 { length as isize } else { 0 }) as usize;
            let left = length.wrapping_sub(1);
            let behind = left.wrapping_sub(place);
            if place < length && behind <= MOST_MOVED && length.wrapping_add(SPARE_ITEMS) > (*list).capacity >> 2 {
                let gap = (*list).items.add(place);
                let item = *gap;
                copy(gap.add(1), 1, gap, behind);
                *gap.add(behind) = Value(0);
                (*list).length = left;
                return Flow::Done(item.0);
            }
        }
    }
    Flow::Slow
}

/// `list.insert` before one of the last items or behind them, where there is room.
#[inline(always)]
pub unsafe fn insert<F: Form>(s: State) -> Flow {
    unsafe {
        let base = F::slot::<1>(&s);
        let index = *base.add(HEAD_WORDS + 1);
        if is_the(const { built_in(Opcode::CallInsert) }, &s, base) && index.is_int() {
            let list = (*base.add(HEAD_WORDS)).as_pointer::<List>();
            let length = (*list).length;
            // Of a negative index there is the helper's way.
            let place = index.as_int() as usize;
            let place = if place < length { place } else { length };
            if index.as_int() >= 0 && length.wrapping_sub(place) <= MOST_MOVED && length < (*list).capacity {
                let gap = (*list).items.add(place);
                let mut to = (*list).items.add(length);
                while to != gap {
                    let from = to.sub(1);
                    to.write_volatile(from.read_volatile());
                    to = from;
                    few_rounds();
                }
                *gap = *base.add(HEAD_WORDS + 2);
                (*list).length = length.wrapping_add(1);
                return Flow::Done(Value::NONE.0);
            }
        }
    }
    Flow::Slow
}

/// The length of a list, tuple, str or dict that is no subclass's.
#[inline(always)]
pub unsafe fn exact_length(value: Value) -> Option<usize> {
    unsafe {
        if !value.is_pointer() {
            return None;
        }
        let header = (*value.as_pointer::<Object>()).header;
        let kind = header.kind as u8;
        let sequence = kind == Kind::List as u8 || kind == Kind::Tuple as u8;
        if sequence && header.flags & EXACT != 0 || kind == Kind::Str as u8 && header.flags & STR_SUBCLASS == 0 {
            // All three have their length at the same place.
            return Some((*value.as_pointer::<Tuple>()).length);
        }
        if kind == Kind::Dict as u8 && header.flags & EXACT != 0 {
            return Some((*value.as_pointer::<Dict>()).length as usize);
        }
        None
    }
}

/// Its truth, and that of None.
#[inline(always)]
pub unsafe fn exact_truth(value: Value) -> Option<bool> {
    if value == Value::NONE { Some(false) } else { unsafe { exact_length(value) }.map(|length| length != 0) }
}

/// The length of `bytes` or a bytearray that is no subclass's.
#[inline(always)]
pub unsafe fn bytes_length(value: Value) -> Option<usize> {
    unsafe {
        if !value.is_pointer() {
            return None;
        }
        let object = value.as_pointer::<Object>();
        let header = (*object).header;
        let length = if header.kind as u8 == Kind::Bytes as u8 {
            (*object.cast::<Bytes>()).length
        } else if header.kind as u8 == Kind::ByteArray as u8 && header.extra == 0 {
            (*object.cast::<ByteArray>()).length
        } else {
            return None;
        };
        if is_built_in(object) { Some(length) } else { None }
    }
}

#[inline(always)]
unsafe fn len_of(value: Value) -> Option<usize> {
    unsafe {
        match exact_length(value) {
            None => bytes_length(value),
            known => known,
        }
    }
}

/// `len` of one of these.
#[inline(always)]
pub unsafe fn len<F: Form>(s: State) -> Flow {
    unsafe {
        let base = F::slot::<1>(&s);
        if is_the(const { built_in(Opcode::CallLen) }, &s, base)
            && let Some(length) = len_of(*base.add(HEAD_WORDS))
        {
            // None is too long for a small integer.
            return Flow::Done(length << 1);
        }
    }
    Flow::Slow
}

/// `isinstance` of an object and its own class.
#[inline(always)]
pub unsafe fn is_instance<F: Form>(s: State) -> Flow {
    unsafe {
        let base = F::slot::<1>(&s);
        let (value, class) = (*base.add(HEAD_WORDS), *base.add(HEAD_WORDS + 1));
        if is_the(const { built_in(Opcode::CallIsInstance) }, &s, base)
            && value.is_pointer()
            && (*(*value.as_pointer::<Instance>()).object.shape).class == class
        {
            return Flow::Done(Value::TRUE.0);
        }
    }
    Flow::Slow
}

/// `dict.get` of a key that is found, or not found, without help.
#[inline(always)]
pub unsafe fn get<F: Form>(s: State) -> Flow {
    unsafe {
        let base = F::slot::<1>(&s);
        if !is_the(const { built_in(Opcode::CallGet) }, &s, base) {
            return Flow::Slow;
        }
        let (dict, key) = (*base.add(HEAD_WORDS), *base.add(HEAD_WORDS + 1));
        match find(&s, dict.as_pointer(), key) {
            Found::Entry(entry) => Flow::Done((*entry).value.0),
            Found::Nothing if F::number::<2>(&s) == 3 => Flow::Done((*base.add(HEAD_WORDS + 2)).0),
            Found::Nothing => Flow::Done(Value::NONE.0),
            Found::Unknown => Flow::Slow,
        }
    }
}

/// `set.add` of what is there already.
#[inline(always)]
pub unsafe fn add<F: Form>(s: State) -> Flow {
    unsafe {
        let base = F::slot::<1>(&s);
        if is_the(const { built_in(Opcode::CallAdd) }, &s, base)
            && let Found::Entry(_) = find(&s, (*base.add(HEAD_WORDS)).as_pointer(), *base.add(HEAD_WORDS + 1))
        {
            return Flow::Done(Value::NONE.0);
        }
    }
    Flow::Slow
}

/// `abs` of a small integer or a float.
#[inline(always)]
pub unsafe fn abs<F: Form>(s: State) -> Flow {
    unsafe {
        let base = F::slot::<1>(&s);
        if is_the(const { built_in(Opcode::CallAbs) }, &s, base) {
            let value = *base.add(HEAD_WORDS);
            if value.is_int()
                && let Some(result) = (value.0 as isize).checked_abs()
            {
                return Flow::Done(result as usize);
            }
            // The bit of the sign is the third of the word.
            if value.is_word_float()
                && let Some(result) = Value::from_usual_float(f64::from_bits(value.as_word_float().to_bits() << 1 >> 1))
            {
                return Flow::Done(result.0);
            }
        }
    }
    Flow::Slow
}

/// `chr` of a number below 256.
#[inline(always)]
pub unsafe fn chr<F: Form>(s: State) -> Flow {
    unsafe {
        let base = F::slot::<1>(&s);
        if is_the(const { built_in(Opcode::CallChr) }, &s, base) {
            let value = *base.add(HEAD_WORDS);
            if value.is_int()
                && let Ok(point) = u8::try_from(value.as_int())
                && let Some(result) = character(s.vm, point)
            {
                return Flow::Done(result.0);
            }
        }
    }
    Flow::Slow
}

/// `ord` of a str whose code points are bytes.
#[inline(always)]
pub unsafe fn ord<F: Form>(s: State) -> Flow {
    unsafe {
        let base = F::slot::<1>(&s);
        let value = *base.add(HEAD_WORDS);
        if is_the(const { built_in(Opcode::CallOrd) }, &s, base) && value.is_kind(Kind::Str) {
            let text = value.as_pointer::<Str>();
            if (*text).length == 1 && (*text).object.header.flags & Str::WIDTH == 1 {
                return Flow::Done((*text.byte_add(Str::DATA).cast::<u8>() as usize) << 1);
            }
        }
    }
    Flow::Slow
}

/// `int` of a small integer, or of a float whose integral part is one.
#[inline(always)]
pub unsafe fn int<F: Form>(s: State) -> Flow {
    unsafe {
        let base = F::slot::<1>(&s);
        if is_the(const { built_in(Opcode::CallInt) }, &s, base) {
            let value = *base.add(HEAD_WORDS);
            if value.is_int() {
                return Flow::Done(value.0);
            }
            if value.is_word_float()
                && let Some(result) = integral_part(value.as_word_float())
            {
                return Flow::Done((result as usize) << 1);
            }
        }
    }
    Flow::Slow
}

/// What stands before the point, if that is less than 2 to the power of 53. By its bits: not every processor has a conversion.
#[inline(always)]
fn integral_part(number: f64) -> Option<isize> {
    const MANTISSA: u32 = f64::MANTISSA_DIGITS - 1;
    let bits = number.to_bits();
    let exponent = ((bits >> MANTISSA) as u32 & 0x7FF).wrapping_sub(1023);
    let size = if exponent <= MANTISSA {
        let digits = bits & ((1 << MANTISSA) - 1) | 1 << MANTISSA;
        (digits >> (MANTISSA - exponent)) as isize
    } else if (exponent as i32) < 0 {
        0
    } else {
        return None;
    };
    Some(if (bits as i64) < 0 { size.wrapping_neg() } else { size })
}

/// The lesser or greater of two small integers or two floats: the second only if it is better.
#[inline(always)]
unsafe fn extreme<F: Form, R: Relation>(s: State, place: usize) -> Flow {
    unsafe {
        let base = F::slot::<1>(&s);
        if is_the(place, &s, base) {
            let (a, b) = (*base.add(HEAD_WORDS), *base.add(HEAD_WORDS + 1));
            let better = if let (Some(a), Some(b)) = (Int::guard(s.vm, a), Int::guard(s.vm, b)) {
                R::holds(b.0, a.0)
            } else if let (Some(a), Some(b)) = (Float::guard(s.vm, a), Float::guard(s.vm, b)) {
                R::holds(b.0, a.0)
            } else {
                return Flow::Slow;
            };
            return Flow::Done(if better { b.0 } else { a.0 });
        }
    }
    Flow::Slow
}

/// `min` of two numbers.
#[inline(always)]
pub unsafe fn min<F: Form>(s: State) -> Flow {
    unsafe { extreme::<F, Less>(s, const { built_in(Opcode::CallMin) }) }
}

/// `max` of two numbers.
#[inline(always)]
pub unsafe fn max<F: Form>(s: State) -> Flow {
    unsafe { extreme::<F, Greater>(s, const { built_in(Opcode::CallMax) }) }
}

const _: () = assert!(core::mem::offset_of!(List, length) == core::mem::offset_of!(Tuple, length));
