//! Taking texts apart: by white space, by a separator, by lines, from both ends. Works on slices, for strs and bytes alike.

use super::search::{find_last_points, find_points};
use crate::error::Result;
use crate::objects::text::{Points, Unit, each_width};

/// Where a piece starts and ends.
type Piece<'f> = dyn FnMut(usize, usize) -> Result<()> + 'f;

/// The index of the first code point from `from` on, before `end`, for which the test says `wanted`; else `end`.
fn skip(points: Points<'_>, from: usize, end: usize, test: impl Fn(u32) -> bool, wanted: bool) -> usize {
    let part = points.part(from, end);
    let found = each_width!(part, slice => slice.iter().position(|unit| test(unit.point()) == wanted));
    found.map_or(end, |found| from.wrapping_add(found))
}

/// The same from the end down: the index behind the code point, else `start`.
fn skip_back(points: Points<'_>, start: usize, from: usize, test: impl Fn(u32) -> bool, wanted: bool) -> usize {
    let part = points.part(start, from);
    let found = each_width!(part, slice => slice.iter().rposition(|unit| test(unit.point()) == wanted));
    found.map_or(start, |found| start.wrapping_add(found).wrapping_add(1))
}

/// Splits at runs of white space, at most `limit` times; what is left then keeps its white space at the end.
///
/// # Errors
/// The receiver's.
pub(crate) fn by_space(points: Points<'_>, space: impl Fn(u32) -> bool + Copy, mut limit: usize, piece: &mut Piece<'_>) -> Result<()> {
    let length = points.len();
    let mut start = skip(points, 0, length, space, false);
    while start < length {
        if limit == 0 {
            return piece(start, length);
        }
        limit = limit.wrapping_sub(1);
        let end = skip(points, start, length, space, true);
        piece(start, end)?;
        start = skip(points, end, length, space, false);
    }
    Ok(())
}

/// The same from the end; the pieces come last first.
///
/// # Errors
/// The receiver's.
pub(crate) fn by_space_back(points: Points<'_>, space: impl Fn(u32) -> bool + Copy, mut limit: usize, piece: &mut Piece<'_>) -> Result<()> {
    let mut end = skip_back(points, 0, points.len(), space, false);
    while end > 0 {
        if limit == 0 {
            return piece(0, end);
        }
        limit = limit.wrapping_sub(1);
        let start = skip_back(points, 0, end, space, true);
        piece(start, end)?;
        end = skip_back(points, 0, start, space, false);
    }
    Ok(())
}

/// Splits at a separator that is not empty, at most `limit` times.
///
/// # Errors
/// The receiver's.
pub(crate) fn by_separator(points: Points<'_>, separator: Points<'_>, mut limit: usize, piece: &mut Piece<'_>) -> Result<()> {
    let (mut start, length) = (0usize, points.len());
    while limit != 0
        && let Some(found) = find_points(points.part(start, length), separator)
    {
        limit = limit.wrapping_sub(1);
        let end = start.wrapping_add(found);
        piece(start, end)?;
        start = end.wrapping_add(separator.len());
    }
    piece(start, length)
}

/// The same from the end; the pieces come last first.
///
/// # Errors
/// The receiver's.
pub(crate) fn by_separator_back(points: Points<'_>, separator: Points<'_>, mut limit: usize, piece: &mut Piece<'_>) -> Result<()> {
    let mut end = points.len();
    while limit != 0
        && let Some(found) = find_last_points(points.part(0, end), separator)
    {
        limit = limit.wrapping_sub(1);
        piece(found.wrapping_add(separator.len()), end)?;
        end = found;
    }
    piece(0, end)
}

/// Splits at line breaks, kept if `keep` says so; a carriage return and a line feed are one.
///
/// # Errors
/// The receiver's.
pub(crate) fn by_lines(points: Points<'_>, line_break: impl Fn(u32) -> bool + Copy, keep: bool, piece: &mut Piece<'_>) -> Result<()> {
    let (mut start, length) = (0usize, points.len());
    while start < length {
        let end = skip(points, start, length, line_break, true);
        let pair = points.at(end) == Some(0x0d) && points.at(end.wrapping_add(1)) == Some(0x0a);
        let next = end.saturating_add(if pair { 2 } else { 1 }).min(length);
        piece(start, if keep { next } else { end })?;
        start = next;
    }
    Ok(())
}

/// What is left when code points are taken from the left, from the right, or both.
pub(crate) fn strip(points: Points<'_>, taken: impl Fn(u32) -> bool, left: bool, right: bool) -> (usize, usize) {
    let (mut start, mut end) = (0usize, points.len());
    while left && start < end && points.at(start).is_some_and(&taken) {
        start = start.wrapping_add(1);
    }
    while right && end > start && points.at(end.wrapping_sub(1)).is_some_and(&taken) {
        end = end.wrapping_sub(1);
    }
    (start, end)
}
