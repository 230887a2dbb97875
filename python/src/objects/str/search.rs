//! Finding one text in another. A quick scan for the first code point does for most texts; where it does too much in vain,
//! the two-way algorithm takes over, so that no search is quadratic (M. Crochemore and D. Perrin, "Two-way
//! string-matching", J. ACM 38, 1991).

use crate::objects::text::{Points, Unit, each_width};

/// The first index of a code point.
#[inline]
pub(crate) fn position_of<H: Unit>(hay: &[H], point: u32) -> Option<usize> {
    let mut base = 0usize;
    // Whole chunks first: comparing all of a chunk takes the machine's vector instructions.
    for chunk in hay.as_chunks::<16>().0 {
        if chunk.iter().fold(false, |hit, unit| hit | (unit.point() == point)) {
            break;
        }
        base = base.wrapping_add(16);
    }
    hay.get(base..)?.iter().position(|unit| unit.point() == point).map(|place| base.wrapping_add(place))
}

/// The first index at which the needle lies in the hay.
pub(crate) fn find<H: Unit, N: Unit>(hay: &[H], needle: &[N]) -> Option<usize> {
    let (Some(first), Some(last)) = (needle.first(), needle.last()) else {
        return Some(0);
    };
    let span = hay.len().checked_sub(needle.len())?;
    if needle.len() == 1 {
        return position_of(hay, first.point());
    }
    let behind = needle.len().wrapping_sub(1);
    let (mut start, mut wasted) = (0usize, 0usize);
    while start <= span {
        start = start.wrapping_add(position_of(hay.get(start..=span)?, first.point())?);
        if hay.get(start.wrapping_add(behind))?.point() == last.point() {
            let candidate = hay.get(start..start.wrapping_add(needle.len()))?;
            let same = candidate.iter().zip(needle).take_while(|(a, b)| a.point() == b.point()).count();
            if same == needle.len() {
                return Some(start);
            }
            wasted = wasted.saturating_add(same);
        }
        start = start.wrapping_add(1);
        if wasted > start.saturating_mul(2).saturating_add(256) {
            let hay_at = |index: usize| hay.get(start.wrapping_add(index)).map_or(u32::MAX, |unit| unit.point());
            let needle_at = |index: usize| needle.get(index).map_or(u32::MAX, |unit| unit.point());
            let found = two_way(&hay_at, hay.len().wrapping_sub(start), &needle_at, needle.len())?;
            return Some(start.wrapping_add(found));
        }
    }
    None
}

/// The last index at which the needle lies in the hay.
pub(crate) fn find_last<H: Unit, N: Unit>(hay: &[H], needle: &[N]) -> Option<usize> {
    let Some(last) = needle.last() else {
        return Some(hay.len());
    };
    // The end of the part that is still searched.
    let (mut end, mut wasted) = (hay.len(), 0usize);
    while end >= needle.len() {
        let ends = hay.get(needle.len().wrapping_sub(1)..end)?;
        let place = ends.iter().rposition(|unit| unit.point() == last.point())?;
        let candidate = hay.get(place..place.wrapping_add(needle.len()))?;
        let same = candidate.iter().rev().zip(needle.iter().rev()).take_while(|(a, b)| a.point() == b.point()).count();
        if same == needle.len() {
            return Some(place);
        }
        wasted = wasted.saturating_add(same);
        end = place.wrapping_add(needle.len()).wrapping_sub(1);
        if wasted > hay.len().wrapping_sub(end).saturating_mul(2).saturating_add(256) {
            // The same from right to left.
            let hay_at = |index: usize| hay.get(end.wrapping_sub(index).wrapping_sub(1)).map_or(u32::MAX, |unit| unit.point());
            let needle_at =
                |index: usize| needle.get(needle.len().wrapping_sub(index).wrapping_sub(1)).map_or(u32::MAX, |unit| unit.point());
            let found = two_way(&hay_at, end, &needle_at, needle.len())?;
            return end.checked_sub(found)?.checked_sub(needle.len());
        }
    }
    None
}

/// The start of the largest suffix, by one order of code points or the other, and its period.
fn largest_suffix(at: &dyn Fn(usize) -> u32, length: usize, reversed: bool) -> (usize, usize) {
    let (mut left, mut right, mut offset, mut period) = (0usize, 1usize, 0usize, 1usize);
    while right.wrapping_add(offset) < length {
        let (a, b) = (at(right.wrapping_add(offset)), at(left.wrapping_add(offset)));
        if a == b {
            offset = offset.wrapping_add(1);
            if offset == period {
                right = right.wrapping_add(period);
                offset = 0;
            }
        } else if (a < b) != reversed {
            right = right.wrapping_add(offset).wrapping_add(1);
            offset = 0;
            period = right.wrapping_sub(left);
        } else {
            left = right;
            right = right.wrapping_add(1);
            offset = 0;
            period = 1;
        }
    }
    (left, period)
}

/// Finds a needle that is not empty in time linear in both lengths.
fn two_way(hay: &dyn Fn(usize) -> u32, hay_length: usize, needle: &dyn Fn(usize) -> u32, length: usize) -> Option<usize> {
    let span = hay_length.checked_sub(length)?;
    let (plain, reversed) = (largest_suffix(needle, length, false), largest_suffix(needle, length, true));
    let (critical, mut period) = if plain.0 > reversed.0 { plain } else { reversed };
    let periodic = (0..critical).all(|index| index.wrapping_add(period) < length && needle(index) == needle(index.wrapping_add(period)));
    if !periodic {
        period = critical.max(length.wrapping_sub(critical)).wrapping_add(1);
    }
    // How much of the needle's start is known to match already; only periods let us know.
    let (mut start, mut known) = (0usize, 0usize);
    while start <= span {
        let mut right = critical.max(known);
        while right < length && needle(right) == hay(start.wrapping_add(right)) {
            right = right.wrapping_add(1);
        }
        if right < length {
            start = start.wrapping_add(right.wrapping_sub(critical)).wrapping_add(1);
            known = 0;
            continue;
        }
        let mut left = critical;
        while left > known && needle(left.wrapping_sub(1)) == hay(start.wrapping_add(left).wrapping_sub(1)) {
            left = left.wrapping_sub(1);
        }
        if left <= known {
            return Some(start);
        }
        start = start.wrapping_add(period);
        known = if periodic { length.wrapping_sub(period) } else { 0 };
    }
    None
}

/// Runs an expression on two slices whatever their widths; `None` if the needle is wider: it then holds a code point that the
/// hay cannot.
macro_rules! both_widths {
    ($hay:expr, $needle:expr, $h:ident, $n:ident => $body:expr) => {
        match ($hay, $needle) {
            (Points::One($h), Points::One($n)) => $body,
            (Points::One(_), _) => None,
            (Points::Two(_), Points::Four(_)) => None,
            (Points::Two($h), needle) => match needle {
                Points::One($n) => $body,
                Points::Two($n) => $body,
                Points::Four(_) => None,
            },
            (Points::Four($h), needle) => each_width!(needle, $n => $body),
        }
    };
}

/// [`find`] for strs of any widths.
pub(crate) fn find_points(hay: Points<'_>, needle: Points<'_>) -> Option<usize> {
    both_widths!(hay, needle, hay, needle => find(hay, needle))
}

/// [`find_last`] for strs of any widths.
pub(crate) fn find_last_points(hay: Points<'_>, needle: Points<'_>) -> Option<usize> {
    both_widths!(hay, needle, hay, needle => find_last(hay, needle))
}

/// How often the needle lies in the hay, without overlaps; an empty one between all code points.
pub(crate) fn count_points(hay: Points<'_>, needle: Points<'_>) -> usize {
    if needle.len() == 0 {
        return hay.len().saturating_add(1);
    }
    let (mut count, mut from) = (0usize, 0usize);
    while let Some(found) = find_points(hay.part(from, hay.len()), needle) {
        count = count.wrapping_add(1);
        from = from.wrapping_add(found).wrapping_add(needle.len());
    }
    count
}

/// Whether the hay has the needle at an index.
pub(crate) fn matches_at(hay: Points<'_>, index: usize, needle: Points<'_>) -> bool {
    let Some(end) = index.checked_add(needle.len()).filter(|&end| end <= hay.len()) else {
        return false;
    };
    let part = hay.part(index, end);
    match (part, needle) {
        (Points::One(a), Points::One(b)) => a == b,
        _ => (0..needle.len()).all(|index| part.at(index) == needle.at(index)),
    }
}

#[cfg(test)]
mod tests {
    extern crate std;
    use super::*;
    use std::vec::Vec;

    fn naive(hay: &[u8], needle: &[u8]) -> Option<usize> {
        (0..=hay.len().checked_sub(needle.len())?).find(|&start| &hay[start..start + needle.len()] == needle)
    }

    fn naive_last(hay: &[u8], needle: &[u8]) -> Option<usize> {
        (0..=hay.len().checked_sub(needle.len())?).rev().find(|&start| &hay[start..start + needle.len()] == needle)
    }

    #[test]
    fn every_short_text_is_found() {
        let words =
            |length: u32| (0..2u32.pow(length)).map(move |bits| (0..length).map(|bit| b'a' + (bits >> bit & 1) as u8).collect::<Vec<u8>>());
        for hay in (0..=10).flat_map(words) {
            for needle in (0..=5).flat_map(words) {
                assert_eq!(find(&hay, &needle), naive(&hay, &needle), "{hay:?} {needle:?}");
                assert_eq!(find_last(&hay, &needle), naive_last(&hay, &needle), "{hay:?} {needle:?}");
                if !needle.is_empty() {
                    let hay_at = |index: usize| u32::from(hay[index]);
                    let needle_at = |index: usize| u32::from(needle[index]);
                    assert_eq!(two_way(&hay_at, hay.len(), &needle_at, needle.len()), naive(&hay, &needle));
                }
            }
        }
    }

    #[test]
    fn bad_cases_are_linear() {
        let hay = std::vec![b'a'; 400_000];
        let mut needle = std::vec![b'a'; 100_000];
        needle[50_000] = b'b';
        assert_eq!(find(&hay, &needle), None);
        assert_eq!(find_last(&hay, &needle), None);
        let mut found = hay.clone();
        found[200_000] = b'b';
        assert_eq!(find(&found, &needle), Some(150_000));
        assert_eq!(find_last(&found, &needle), Some(150_000));
    }

    #[test]
    fn widths_mix() {
        let wide = [0x1_f600u32, 0x61, 0x62, 0x61, 0x62];
        assert_eq!(find_points(Points::Four(&wide), Points::One(b"ab")), Some(1));
        assert_eq!(find_last_points(Points::Four(&wide), Points::One(b"ab")), Some(3));
        assert_eq!(find_points(Points::One(b"abc"), Points::Four(&wide)), None);
        assert_eq!(count_points(Points::One(b"aaaa"), Points::One(b"aa")), 2);
        assert!(matches_at(Points::Four(&wide), 3, Points::One(b"ab")));
        assert!(!matches_at(Points::Four(&wide), 4, Points::One(b"ab")));
    }
}
