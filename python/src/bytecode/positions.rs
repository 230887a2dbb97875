//! Position tables: where in the source instructions come from, in few bytes.
//!
//! An entry is five numbers (word, line, column, end line, end column). Each is written as its difference to a number near by, see `bases`,
//! by seven bits a byte, lowest first, the difference's sign in the lowest bit.

use crate::source::span::{self, Span};

/// From this word on (until the next entry) instructions belong to this place in the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// The instruction's word.
    pub word: u32,
    /// The place.
    pub span: Span,
}

impl Position {
    /// As an entry's numbers.
    pub fn numbers(self) -> [u32; 5] {
        let Span { start, end } = self.span;
        [self.word, start.line, start.column, end.line, end.column]
    }
}

/// What an entry's number is written relative to: the same number of the entry before (word, line), nothing (column), or this entry's own
/// line or column.
fn bases(previous: [u32; 5], current: &[u32; 5]) -> [u32; 5] {
    [previous[0], previous[1], 0, current[1], current[2]]
}

/// Writes an entry behind `previous`, which is all zeros for the first one.
///
/// # Errors
/// What `put` says of a byte.
pub fn write_entry<E>(previous: [u32; 5], current: [u32; 5], mut put: impl FnMut(u8) -> Result<(), E>) -> Result<(), E> {
    for (number, base) in current.into_iter().zip(bases(previous, &current)) {
        let difference = number.wrapping_sub(base) as i32;
        let mut rest = (difference << 1 ^ difference >> 31) as u32;
        while rest > 0x7f {
            put(rest as u8 | 0x80)?;
            rest >>= 7;
        }
        put(rest as u8)?;
    }
    Ok(())
}

/// The entry behind `previous`; `None` at the end.
pub fn read_entry(bytes: &mut impl Iterator<Item = u8>, previous: [u32; 5]) -> Option<[u32; 5]> {
    let mut current = [0; 5];
    for index in 0..current.len() {
        let (mut folded, mut shift) = (0_u32, 0_u32);
        loop {
            let byte = bytes.next()?;
            folded |= u32::from(byte & 0x7f).checked_shl(shift)?;
            if byte < 0x80 {
                break;
            }
            shift = shift.saturating_add(7);
        }
        let difference = folded >> 1 ^ (folded & 1).wrapping_neg();
        let base = bases(previous, &current).get(index).copied()?;
        *current.get_mut(index)? = base.wrapping_add(difference);
    }
    Some(current)
}

/// The entries of a table, in the order of their words.
pub fn entries(table: &[u8]) -> impl Iterator<Item = Position> + Clone {
    let mut bytes = table.iter().copied();
    let mut entry = [0; 5];
    core::iter::from_fn(move || {
        entry = read_entry(&mut bytes, entry)?;
        let [word, line, column, end_line, end_column] = entry;
        let span = Span::new(span::Position { line, column }, span::Position { line: end_line, column: end_column });
        Some(Position { word, span })
    })
}

#[cfg(test)]
mod tests {
    extern crate std;
    use super::*;
    use std::vec::Vec;

    #[test]
    fn what_is_written_is_read() {
        let numbers = [[0, 1, 0, 1, 5], [3, 1, 4, 1, 5], [4, 900, 0, 901, 70_000], [1 << 20, 2, u32::MAX, 2, 0]];
        let mut table = Vec::new();
        let mut previous = [0; 5];
        for entry in numbers {
            write_entry(previous, entry, |byte| {
                table.push(byte);
                Ok::<(), ()>(())
            })
            .unwrap();
            previous = entry;
        }
        assert_eq!(entries(&table).map(Position::numbers).collect::<Vec<_>>(), numbers);
        // What ends early has no further entry.
        assert_eq!(entries(&table[..7]).count(), 1);
    }
}
