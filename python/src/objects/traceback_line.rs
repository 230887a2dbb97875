//! The source lines below an entry of a traceback, with marks under what ran.
//!
//! Columns are offsets in bytes of the line as it stands in the source; only what is written counts characters.

use core::fmt;

use super::syntax_error::line_of;
use super::traceback_anchor::{Anchor, find_anchor, is_plain_call_statement};
use super::unicode::is_wide;
use crate::bytecode::materialise::Place;

/// The lines that a place covers.
#[derive(Clone, Copy)]
pub(crate) struct Lines<'s> {
    source: &'s [u8],
    first: u32,
    /// How many there are.
    pub(crate) count: usize,
    /// Where in the first line the place starts.
    pub(crate) start: usize,
    /// Where in the last line it ends.
    pub(crate) end: usize,
}

impl<'s> Lines<'s> {
    /// A line, counted from 0, without blanks at its end.
    pub(crate) fn line(&self, index: usize) -> &'s str {
        let number = u32::try_from(index).unwrap_or(u32::MAX).saturating_add(self.first);
        line_of(self.source, number).and_then(|line| core::str::from_utf8(line).ok()).unwrap_or("").trim_end()
    }

    /// The part of a line that belongs to the place, as columns.
    pub(crate) fn part(&self, index: usize) -> (usize, usize) {
        let length = self.line(index).len();
        let from = if index == 0 { self.start.min(length) } else { 0 };
        let to = if index + 1 == self.count { self.end.min(length) } else { length };
        (from, to)
    }

    /// The blanks that all lines begin with.
    fn common_indentation(&self) -> usize {
        (0..self.count).map(|index| self.line(index)).filter(|line| !line.is_empty()).map(indentation).min().unwrap_or(0)
    }
}

fn indentation(line: &str) -> usize {
    line.len().saturating_sub(line.trim_start().len())
}

/// Writes the line where a place starts, and nothing below it.
///
/// # Errors
/// The sink's.
pub(crate) fn write_first_line(source: &[u8], place: Place, out: &mut dyn fmt::Write) -> fmt::Result {
    let line = line_of(source, place.line).and_then(|line| core::str::from_utf8(line).ok()).unwrap_or("").trim();
    if line.is_empty() || place.line == 0 { Ok(()) } else { writeln!(out, "    {line}") }
}

/// Writes the lines of a place in a source text.
///
/// # Errors
/// The sink's.
pub(crate) fn write_lines(source: &[u8], place: Place, out: &mut dyn fmt::Write) -> fmt::Result {
    let count = place.end_line.saturating_sub(place.line).saturating_add(1) as usize;
    let count = if place.end_line < place.line { 1 } else { count };
    let lines = Lines { source, first: place.line, count, start: place.column as usize, end: place.end_column as usize };
    let nothing = (0..count.min(64)).all(|index| lines.line(index).is_empty());
    if nothing || place.line == 0 {
        return Ok(());
    }
    let anchor = find_anchor(&lines);
    let marked = shows_marks(&lines, anchor);
    let dedent = lines.common_indentation();
    let mut previous = None;
    for index in 0..count {
        if !is_significant(index, count, anchor) {
            continue;
        }
        if let Some(previous) = previous {
            match index.saturating_sub(previous) {
                0 | 1 => {}
                2 => write_line(&lines, index - 1, dedent, marked, anchor, out)?,
                more => writeln!(out, "    ...<{} lines>...", more - 1)?,
            }
        }
        write_line(&lines, index, dedent, marked, anchor, out)?;
        previous = Some(index);
    }
    Ok(())
}

/// Whether a line is shown: the first, the last, and those around the anchor's ends.
fn is_significant(index: usize, count: usize, anchor: Option<Anchor>) -> bool {
    index == 0
        || index + 1 == count
        || anchor.is_some_and(|anchor| index.abs_diff(anchor.left.0) <= 1 || index.abs_diff(anchor.right.0) <= 1)
}

/// Whether there is something to mark: not the whole of the lines.
fn shows_marks(lines: &Lines<'_>, anchor: Option<Anchor>) -> bool {
    if is_plain_call_statement(lines, anchor) {
        return false;
    }
    let (start, first_end) = lines.part(0);
    let last = lines.count.saturating_sub(1);
    let (_, end) = lines.part(last);
    if lines.count == 1 && start >= first_end {
        return false;
    }
    anchor.is_some()
        || !lines.line(0).get(..start).unwrap_or("").trim().is_empty()
        || !lines.line(last).get(end..).unwrap_or("").trim().is_empty()
}

fn write_line(
    lines: &Lines<'_>,
    index: usize,
    dedent: usize,
    marked: bool,
    anchor: Option<Anchor>,
    out: &mut dyn fmt::Write,
) -> fmt::Result {
    let line = lines.line(index);
    writeln!(out, "    {}", line.get(dedent..).unwrap_or(""))?;
    if !marked {
        return Ok(());
    }
    out.write_str("    ")?;
    let (start, end) = lines.part(index);
    let blanks = indentation(line);
    for (column, character) in line.char_indices().take_while(|&(column, _)| column < end).filter(|&(column, _)| column >= dedent) {
        let mark = if column < blanks || column < start {
            ' '
        } else {
            match anchor {
                Some(anchor) if anchor.contains((index, column)) => '^',
                Some(_) => '~',
                None => '^',
            }
        };
        out.write_char(mark)?;
        if is_wide(u32::from(character)) {
            out.write_char(mark)?;
        }
    }
    out.write_str("\n")
}
