//! Membership, and dicts and sets: keys that are small integers or strs, which need nobody's help to be found.

use crate::definition::{Flow, Form, State};
use crate::layout::container::{Dict, DictEntry};
use crate::layout::machine::Helpers;
use crate::layout::object::{Kind, Object};
use crate::layout::text::Str;
use crate::operand::{EXACT, is_exact};
use crate::value::Value;

/// The instructions that are defined here.
macro_rules! bytecodes {
    ($($so_far:tt)*) => {
        $crate::list::join! { $($so_far)* {
            /// a = (b in c) for a dict or a set.
            ContainsTable [] (Write, Read, Read) |s| table::contains::<F, true>(s)
                => general::general::<F>(s), [Pair], (Contains);
            /// a = (b not in c) for a dict or a set.
            NotContainsTable [] (Write, Read, Read) |s| table::contains::<F, false>(s)
                => general::general::<F>(s), [Pair], (NotContains);
            /// a = (b in c) for strs.
            ContainsStr [] (Write, Read, Read) |s| table::contains_str::<F, true>(s)
                => general::general::<F>(s), [Pair], (Contains);
            /// a = (b not in c) for strs.
            NotContainsStr [] (Write, Read, Read) |s| table::contains_str::<F, false>(s)
                => general::general::<F>(s), [Pair], (NotContains);
            /// a = b[c] for a dict.
            LoadSubscriptDict [] (Write, Read, Read) |s| table::load::<F>(s)
                => subscript::load_generic::<F>(s), [Pair], (LoadSubscript);
            /// a[b] = c for a dict that has the key.
            StoreSubscriptDict [] (Read, Read, Read) |s| table::store::<F>(s)
                => subscript::store_generic::<F>(s), (StoreSubscript);
        } }
    };
}
pub(crate) use bytecodes;

/// What is under a key.
pub(super) enum Found {
    /// This entry.
    Entry(*mut DictEntry),
    /// Nothing.
    Nothing,
    /// That takes a hash or a comparison.
    Unknown,
}

/// Looks for a key in a table. Runs nothing that a program could see.
#[inline(always)]
pub(super) unsafe fn find(s: &State, table: *mut Dict, key: Value) -> Found {
    unsafe {
        let entry = ((*s.vm).helpers.find_entry)(table, key);
        match entry.addr() {
            Helpers::NO_ENTRY => Found::Nothing,
            Helpers::UNKNOWN_ENTRY => Found::Unknown,
            _ => Found::Entry(entry),
        }
    }
}

/// a = b[c] for a dict that has the key.
#[inline(always)]
pub unsafe fn load<F: Form>(s: State) -> Flow {
    unsafe {
        let dict = F::read::<1>(&s);
        if is_exact(dict, Kind::Dict)
            && let Found::Entry(entry) = find(&s, dict.as_pointer(), F::read::<2>(&s))
        {
            return F::give(&s, (*entry).value);
        }
    }
    Flow::Slow
}

/// Whether the value is a dict, of the class itself, in which no instruction knows names: writing to it is nobody else's business.
#[inline(always)]
unsafe fn is_unwatched(value: Value) -> bool {
    unsafe { value.is_kind(Kind::Dict) && (*value.as_pointer::<Object>()).header.flags & (EXACT | Dict::NAMES) == EXACT }
}

/// a[b] = c for a dict that has the key.
#[inline(always)]
pub unsafe fn store<F: Form>(s: State) -> Flow {
    unsafe {
        let dict = F::read::<0>(&s);
        if is_unwatched(dict)
            && let Found::Entry(entry) = find(&s, dict.as_pointer(), F::read::<1>(&s))
        {
            (*entry).value = F::read::<2>(&s);
            return Flow::Next;
        }
    }
    Flow::Slow
}

/// a = (b in c), or its opposite, for a str shorter than [`SHORT`].
#[inline(always)]
pub unsafe fn contains_str<F: Form, const SENSE: bool>(s: State) -> Flow {
    unsafe {
        let (wanted, string) = (F::read::<1>(&s), F::read::<2>(&s));
        if !(wanted.is_kind(Kind::Str) && string.is_kind(Kind::Str)) {
            return Flow::Slow;
        }
        let (one, other) = (wanted.as_pointer::<Str>(), string.as_pointer::<Str>());
        let flags = (*one).object.header.flags | (*other).object.header.flags;
        if flags & Str::SUBCLASS != 0 || (*other).length > SHORT {
            return Flow::Slow;
        }
        F::give(&s, Value::from_bool((((*s.vm).helpers.contains_text)(string, wanted) != 0) == SENSE))
    }
}

/// In longer strs the helper looks, so that the instruction takes no time to speak of.
const SHORT: usize = 256;

/// a = (b in c), or its opposite, for a dict or a set.
#[inline(always)]
pub unsafe fn contains<F: Form, const SENSE: bool>(s: State) -> Flow {
    unsafe {
        let container = F::read::<2>(&s);
        if !container.is_pointer() {
            return Flow::Slow;
        }
        let header = (*container.as_pointer::<Object>()).header;
        let kind = header.kind as u8;
        let table = kind == Kind::Dict as u8 || kind == Kind::Set as u8 || kind == Kind::FrozenSet as u8;
        if !table || header.flags & EXACT == 0 {
            return Flow::Slow;
        }
        match find(&s, container.as_pointer(), F::read::<1>(&s)) {
            Found::Entry(_) => F::give(&s, Value::from_bool(SENSE)),
            Found::Nothing => F::give(&s, Value::from_bool(!SENSE)),
            Found::Unknown => Flow::Slow,
        }
    }
}
