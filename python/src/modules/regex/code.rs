//! What a compiled pattern is: a list of words, operations and what belongs to them.
//!
//! Distances count words from the operation's own place, so that code can be moved as a whole: the parser emits code in one pass and puts what stands
//! before an item (a repetition, a branch) in front of it when it meets it.
//!
//! ```text
//! code:  groups │ loops │ least width │ what a match starts with (see [`first`]) │ operations …
//! set:   SET │ words in all │ negated │ 8 words, a bit for each code point below 256 │ (kind, a, b) …
//! ```

use crate::objects::unicode;

/// Where operations start.
pub(super) const START: usize = 5;
/// Where the header's parts lie.
pub(super) const GROUPS: usize = 0;
pub(super) const LOOPS: usize = 1;
pub(super) const WIDTH: usize = 2;
pub(super) const FIRST: usize = 3;

/// No register, no limit, no place.
pub(super) const NONE: u32 = u32::MAX;

/// The pattern is matched.
pub(super) const SUCCESS: u32 = 0;
/// This code point.
pub(super) const CHARACTER: u32 = 1;
/// A code point that folds to this one.
pub(super) const CHARACTER_FOLDED: u32 = 2;
/// The same for ASCII letters only.
pub(super) const CHARACTER_FOLDED_ASCII: u32 = 3;
/// Any but a newline.
pub(super) const ANY: u32 = 4;
/// Any.
pub(super) const ANY_ALL: u32 = 5;
/// One of a set.
pub(super) const SET: u32 = 6;
/// Notes the position in a register.
pub(super) const MARK: u32 = 7;
/// Goes on behind it; if that fails, at a distance.
pub(super) const BRANCH: u32 = 8;
/// The other way round.
pub(super) const BRANCH_LAZY: u32 = 9;
/// Goes on at a distance.
pub(super) const JUMP: u32 = 10;
/// A place: see the `AT_` numbers.
pub(super) const AT: u32 = 11;
/// What a group matched, again.
pub(super) const REFERENCE: u32 = 12;
pub(super) const REFERENCE_FOLDED: u32 = 13;
pub(super) const REFERENCE_FOLDED_ASCII: u32 = 14;
/// What follows matches here without using anything up: kind, width to go back, distance to what is behind it.
pub(super) const LOOK: u32 = 15;
/// The end of what [`LOOK`] or [`ATOMIC`] holds.
pub(super) const LOOK_END: u32 = 16;
/// What follows is tried once; kind and width are not used, so that it looks like [`LOOK`].
pub(super) const ATOMIC: u32 = 17;
/// Whether a group matched: goes on behind it, else at a distance.
pub(super) const IF: u32 = 18;
/// Repeats one single-width operation: least, most, mode, words in all.
pub(super) const REPEAT_ONE: u32 = 19;
/// Repeats anything: loop, least, most, mode, distance to its [`UNTIL`].
pub(super) const LOOP: u32 = 20;
/// The end of a loop's body: the distance back to its [`LOOP`].
pub(super) const UNTIL: u32 = 21;
/// Where a lazy loop goes on if what is behind it fails: the distance back to its [`LOOP`].
pub(super) const ONCE_MORE: u32 = 22;
/// Never.
pub(super) const FAIL: u32 = 23;

/// Kinds of [`LOOK`]: bits.
pub(super) const NEGATIVE: u32 = 1;

/// Modes of repetitions.
pub(super) const GREEDY: u32 = 0;
pub(super) const LAZY: u32 = 1;
pub(super) const POSSESSIVE: u32 = 2;

/// Places.
pub(super) const AT_BEGIN: u32 = 0;
pub(super) const AT_BEGIN_LINE: u32 = 1;
pub(super) const AT_END: u32 = 2;
pub(super) const AT_END_LINE: u32 = 3;
pub(super) const AT_END_TEXT: u32 = 4;
pub(super) const AT_BOUNDARY: u32 = 5;
pub(super) const AT_NO_BOUNDARY: u32 = 6;
pub(super) const AT_BOUNDARY_ASCII: u32 = 7;
pub(super) const AT_NO_BOUNDARY_ASCII: u32 = 8;

/// Kinds of what a set holds.
pub(super) const RANGE: u32 = 0;
/// A range of which folded code points are members, too.
pub(super) const RANGE_FOLDED: u32 = 1;
pub(super) const RANGE_FOLDED_ASCII: u32 = 2;
/// A category, and whether it is negated.
pub(super) const CATEGORY: u32 = 3;

/// Categories.
pub(super) const DIGIT: u32 = 0;
pub(super) const SPACE: u32 = 1;
pub(super) const WORD: u32 = 2;
/// Added for the categories of ASCII alone.
pub(super) const ASCII: u32 = 4;

/// Words before a set's bits, and before its members.
pub(super) const SET_BITS: usize = 3;
pub(super) const SET_MEMBERS: usize = 11;

/// What a match starts with: a code point; one of the set at a place; anything.
pub(super) mod first {
    pub(in super::super) const ANYTHING: u32 = 0;
    pub(in super::super) const CHARACTER: u32 = 1;
    pub(in super::super) const SET: u32 = 2;
}

/// The words of an operation with a width of one code point, or none if it is another.
pub(super) fn single_words(code: &[u32], place: usize) -> Option<usize> {
    match *code.get(place)? {
        CHARACTER | CHARACTER_FOLDED | CHARACTER_FOLDED_ASCII => Some(2),
        ANY | ANY_ALL => Some(1),
        SET => Some(*code.get(place.wrapping_add(1))? as usize),
        _ => None,
    }
}

/// Whether a code point is of a category.
pub(super) fn in_category(point: u32, category: u32) -> bool {
    match category {
        DIGIT => unicode::has(point, unicode::DECIMAL),
        SPACE => unicode::is_space(point),
        WORD => point == 0x5f || unicode::has(point, unicode::ALPHABETIC | unicode::NUMERIC),
        _ => {
            let byte = u8::try_from(point).unwrap_or(0x80);
            match category & !ASCII {
                DIGIT => byte.is_ascii_digit(),
                SPACE => matches!(byte, b' ' | 9..=13),
                _ => byte == b'_' || byte.is_ascii_alphanumeric(),
            }
        }
    }
}

fn simple(mapped: unicode::Mapped, point: u32) -> u32 {
    match mapped.as_slice() {
        [one] => *one,
        _ => point,
    }
}

fn lower(point: u32) -> u32 {
    // The one capital whose lower case has two code points, but a single one for this purpose.
    if point == 0x130 { 0x69 } else { simple(unicode::lower(point), point) }
}

fn upper(point: u32) -> u32 {
    simple(unicode::upper(point), point)
}

/// The representative of all code points that differ in case only.
pub(super) fn fold(point: u32) -> u32 {
    if point < 0x80 {
        return fold_ascii(point);
    }
    twin(lower(upper(lower(point))))
}

/// Small letters whose capitals are the same *two* letters: the first of each pair for the second.
fn twin(point: u32) -> u32 {
    match point {
        0x1fd3 => 0x390,
        0x1fe3 => 0x3b0,
        0xfb06 => 0xfb05,
        _ => point,
    }
}

/// The second of such a pair for the first.
fn second_twin(point: u32) -> u32 {
    match point {
        0x390 => 0x1fd3,
        0x3b0 => 0x1fe3,
        0xfb05 => 0xfb06,
        _ => point,
    }
}

/// The same for ASCII letters only.
#[inline]
pub(super) fn fold_ascii(point: u32) -> u32 {
    if (0x41..=0x5a).contains(&point) { point | 0x20 } else { point }
}

/// Whether a code point is a member of one entry of a set.
fn in_member(point: u32, kind: u32, a: u32, b: u32) -> bool {
    let within = |point: u32| (a..=b).contains(&point);
    match kind {
        RANGE => within(point),
        RANGE_FOLDED => {
            let folded = fold(point);
            within(point)
                || within(folded)
                || within(lower(point))
                || within(upper(point))
                || within(upper(folded))
                || within(second_twin(folded))
        }
        RANGE_FOLDED_ASCII => {
            let folded = fold_ascii(point);
            let raised = if (0x61..=0x7a).contains(&folded) { folded & !0x20 } else { folded };
            within(point) || within(folded) || within(raised)
        }
        _ => in_category(point, a) != (b != 0),
    }
}

/// Whether a code point is in the members (kind, a, b) of a set.
pub(super) fn in_members(members: &[u32], point: u32) -> bool {
    members.as_chunks::<3>().0.iter().any(|&[kind, a, b]| in_member(point, kind, a, b))
}

/// Whether the set at a place of the code holds a code point.
#[inline]
pub(super) fn in_set(code: &[u32], place: usize, point: u32) -> bool {
    if point < 256 {
        let word = place.wrapping_add(SET_BITS).wrapping_add((point >> 5) as usize);
        return code.get(word).is_some_and(|word| word >> (point & 31) & 1 != 0);
    }
    let Some(&[_, words, negated]) = code.get(place..place.wrapping_add(SET_BITS)).and_then(|head| head.as_array()) else { return false };
    let members = code.get(place.wrapping_add(SET_MEMBERS)..place.wrapping_add(words as usize)).unwrap_or(&[]);
    in_members(members, point) != (negated != 0)
}

/// Whether the single-width operation at a place matches a code point.
#[inline]
pub(super) fn single_matches(code: &[u32], place: usize, point: u32) -> bool {
    let operand = || code.get(place.wrapping_add(1)).copied().unwrap_or(NONE);
    match code.get(place).copied().unwrap_or(FAIL) {
        CHARACTER => point == operand(),
        CHARACTER_FOLDED => fold(point) == operand(),
        CHARACTER_FOLDED_ASCII => fold_ascii(point) == operand(),
        ANY => point != 10,
        ANY_ALL => true,
        SET => in_set(code, place, point),
        _ => false,
    }
}
