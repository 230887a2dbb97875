//! The Unicode Character Database as CPython 3.13 knows it (15.1): names of characters, their properties, decompositions.
//!
//! Some 500 KB in two files that `generate.py` writes: hence behind the feature `unicode-data`, which small machines leave out. Names are stored as
//! numbers of words: a name is found by searching for its numbers, without a table of hashes.

mod names;
mod normal;
mod properties;
#[cfg(test)]
mod tests;

pub(crate) use names::{LONGEST, find, name};
pub(crate) use normal::{Form, normalise};
pub(crate) use properties::{CATEGORIES, DIRECTIONS, TAGS, WIDTHS, decomposition, number, record};

/// The version of Unicode.
pub(crate) const VERSION: &str = "15.1.0";

/// Part of a file: a number of records of the same size.
#[derive(Clone, Copy)]
struct Section {
    bytes: &'static [u8],
    size: usize,
}

impl Section {
    /// The section at an offset of a file, and where the next one starts.
    fn read(file: &'static [u8], at: usize, size: usize) -> (Section, usize) {
        let count = little_endian(file, at, 4) as usize;
        let start = at.saturating_add(4);
        let end = start.saturating_add(count.saturating_mul(size));
        (Section { bytes: file.get(start..end).unwrap_or(&[]), size }, end)
    }

    fn count(self) -> usize {
        self.bytes.len().checked_div(self.size).unwrap_or(0)
    }

    /// `width` bytes of a record, as a number; 0 for one that is not there.
    fn get(self, index: usize, offset: usize, width: usize) -> u32 {
        little_endian(self.bytes, index.saturating_mul(self.size).saturating_add(offset), width)
    }

    /// How many records start with a number (of three bytes) that is not above `key`; they are in order.
    fn up_to(self, key: u32) -> usize {
        let (mut low, mut high) = (0, self.count());
        while low < high {
            let middle = low.wrapping_add(high.wrapping_sub(low) / 2);
            if self.get(middle, 0, 3) <= key { low = middle.wrapping_add(1) } else { high = middle }
        }
        low
    }

    /// The record that starts with this number.
    fn exact(self, key: u32) -> Option<usize> {
        self.up_to(key).checked_sub(1).filter(|index| self.get(*index, 0, 3) == key)
    }
}

/// A number of so many bytes at an offset; missing bytes are 0.
fn little_endian(bytes: &[u8], at: usize, width: usize) -> u32 {
    let place = bytes.get(at..at.saturating_add(width)).unwrap_or(&[]);
    place.iter().rev().fold(0, |number, byte| number << 8 | u32::from(*byte))
}
