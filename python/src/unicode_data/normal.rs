//! Normal forms of texts (Unicode Standard, 3.11, and annex 15).

use super::properties::{composed, decomposition, record};
use crate::source::arena::{Arena, List, OutOfMemory};

/// A normal form.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Form {
    /// Whether characters that only look alike count as the same.
    pub(crate) compatibility: bool,
    /// Whether characters are put together again.
    pub(crate) composes: bool,
}

impl Form {
    /// The form of this name.
    pub(crate) fn by_name(name: &str) -> Option<Form> {
        let (compatibility, composes) = match name {
            "NFD" => (false, false),
            "NFC" => (false, true),
            "NFKD" => (true, false),
            "NFKC" => (true, true),
            _ => return None,
        };
        Some(Form { compatibility, composes })
    }
}

const SYLLABLES: u32 = 0xac00;
const LEADING: u32 = 0x1100;
const VOWELS: u32 = 0x1161;
const TRAILING: u32 = 0x11a7;

/// More marks in a row than this are ordered class by class.
const SHORT: usize = 16;

/// A text in a normal form, as code points in the arena.
pub(crate) fn normalise<'a>(arena: &'a Arena<'_>, form: Form, text: impl Iterator<Item = u32>) -> Result<&'a [u32], OutOfMemory> {
    let mut points: List<'a, u32> = List::new();
    for point in text {
        decompose(arena, form, point, &mut points)?;
    }
    order(arena, points.as_mut_slice())?;
    if form.composes {
        let length = compose(points.as_mut_slice());
        points.truncate(length);
    }
    points.finish(arena)
}

/// Adds what a character consists of.
fn decompose<'a>(arena: &'a Arena<'_>, form: Form, point: u32, out: &mut List<'a, u32>) -> Result<(), OutOfMemory> {
    if point < 0x80 {
        return out.push(arena, point);
    }
    if let Some(index) = point.checked_sub(SYLLABLES).filter(|index| *index < 11_172) {
        out.push(arena, LEADING + index / 588)?;
        out.push(arena, VOWELS + index % 588 / 28)?;
        if index % 28 != 0 {
            out.push(arena, TRAILING + index % 28)?;
        }
        return Ok(());
    }
    match decomposition(point) {
        // The database nests a few levels deep.
        Some(parts) if parts.tag == 0 || form.compatibility => parts.points().try_for_each(|part| decompose(arena, form, part, out)),
        _ => out.push(arena, point),
    }
}

fn class(point: u32) -> u8 {
    if point < 0x300 { 0 } else { record(point).combining }
}

/// Puts marks that follow each other in the order of their classes; marks of the same class stay as they are.
fn order(arena: &Arena<'_>, points: &mut [u32]) -> Result<(), OutOfMemory> {
    let mut start = 0;
    while start < points.len() {
        let rest = points.get_mut(start..).unwrap_or(&mut []);
        let length = rest.iter().take_while(|point| class(**point) != 0).count();
        let marks = rest.get_mut(..length).unwrap_or(&mut []);
        if length > SHORT {
            order_many(arena, marks)?;
        } else {
            for end in 1..length {
                for place in (1..=end).rev() {
                    if let [a, b] = marks.get_mut(place.wrapping_sub(1)..=place).unwrap_or(&mut [])
                        && class(*a) > class(*b)
                    {
                        core::mem::swap(a, b);
                    }
                }
            }
        }
        start = start.saturating_add(length).saturating_add(1);
    }
    Ok(())
}

/// The same in time that grows with their number: one pass for each class.
fn order_many(arena: &Arena<'_>, marks: &mut [u32]) -> Result<(), OutOfMemory> {
    let mut present = [false; 256];
    for mark in &*marks {
        if let Some(seen) = present.get_mut(usize::from(class(*mark))) {
            *seen = true;
        }
    }
    let mut sorted = List::new();
    for wanted in (1..=255_u8).filter(|wanted| present.get(usize::from(*wanted)) == Some(&true)) {
        for mark in marks.iter().filter(|mark| class(**mark) == wanted) {
            sorted.push(arena, *mark)?;
        }
    }
    for (place, mark) in marks.iter_mut().zip(sorted.as_slice()) {
        *place = *mark;
    }
    Ok(())
}

/// Puts characters together, in place; how many are left.
fn compose(points: &mut [u32]) -> usize {
    let mut starter: Option<usize> = None;
    let mut kept = 0_usize;
    // The class of the character that was kept last behind the starter; 0 for none.
    let mut last = 0;
    for index in 0..points.len() {
        let Some(point) = points.get(index).copied() else { break };
        let own = class(point);
        let first = starter.and_then(|place| points.get(place).copied());
        let adjacent = starter.is_some_and(|place| place.wrapping_add(1) == kept);
        if let Some(first) = first
            && (adjacent || (last != 0 && last < own))
            && let Some(whole) = pair(first, point)
        {
            if let Some(place) = starter.and_then(|place| points.get_mut(place)) {
                *place = whole;
            }
            continue;
        }
        if let Some(place) = points.get_mut(kept) {
            *place = point;
        }
        if own == 0 {
            starter = Some(kept);
        }
        last = own;
        kept = kept.wrapping_add(1);
    }
    kept
}

/// The character that two make together, Hangul syllables among them.
fn pair(first: u32, second: u32) -> Option<u32> {
    if let (Some(leading @ 0..19), Some(vowel @ 0..21)) = (first.checked_sub(LEADING), second.checked_sub(VOWELS)) {
        return Some(SYLLABLES + (leading * 21 + vowel) * 28);
    }
    if let (Some(syllable @ 0..11_172), Some(trailing @ 1..28)) = (first.checked_sub(SYLLABLES), second.checked_sub(TRAILING))
        && syllable.is_multiple_of(28)
    {
        return Some(first + trailing);
    }
    composed(first, second)
}
