//! Properties of characters, numbers, decompositions.

use super::{Section, little_endian};

static FILE: &[u8] = include_bytes!("properties.bin");

/// General categories, in the order of `generate.py`; so are the lists below.
pub(crate) const CATEGORIES: [&str; 30] = [
    "Cn", "Lu", "Ll", "Lt", "Mn", "Mc", "Me", "Nd", "Nl", "No", "Zs", "Zl", "Zp", "Cc", "Cf", "Cs", "Co", "Lm", "Lo", "Pc", "Pd", "Ps",
    "Pe", "Pi", "Pf", "Po", "Sm", "Sc", "Sk", "So",
];
/// Bidirectional classes.
pub(crate) const DIRECTIONS: [&str; 24] = [
    "", "L", "LRE", "LRO", "R", "AL", "RLE", "RLO", "PDF", "EN", "ES", "ET", "AN", "CS", "NSM", "BN", "B", "S", "WS", "ON", "LRI", "RLI",
    "FSI", "PDI",
];
/// East Asian widths.
pub(crate) const WIDTHS: [&str; 6] = ["N", "A", "H", "W", "F", "Na"];
/// What compatibility decompositions are marked with.
pub(crate) const TAGS: [&str; 17] = [
    "",
    "<noBreak>",
    "<compat>",
    "<super>",
    "<fraction>",
    "<sub>",
    "<font>",
    "<circle>",
    "<wide>",
    "<vertical>",
    "<square>",
    "<isolated>",
    "<final>",
    "<initial>",
    "<medial>",
    "<small>",
    "<narrow>",
];

/// Properties that every code point has; numbers in the lists above.
#[derive(Clone, Copy)]
pub(crate) struct Record {
    pub(crate) category: usize,
    /// Canonical combining class.
    pub(crate) combining: u8,
    pub(crate) direction: usize,
    pub(crate) mirrored: bool,
    pub(crate) width: usize,
}

/// A character's numeric value.
#[derive(Clone, Copy)]
pub(crate) struct Number {
    pub(crate) is_digit: bool,
    pub(crate) is_decimal: bool,
    pub(crate) numerator: i64,
    pub(crate) denominator: u32,
}

/// A character's decomposition.
#[derive(Clone, Copy)]
pub(crate) struct Decomposition {
    /// In [`TAGS`]; 0 for a canonical one.
    pub(crate) tag: usize,
    pool: Section,
    start: usize,
    length: usize,
}

impl Decomposition {
    /// What the character stands for.
    pub(crate) fn points(self) -> impl Iterator<Item = u32> {
        (self.start..self.start.saturating_add(self.length)).map(move |index| self.pool.get(index, 0, 3))
    }
}

/// The sections in their order, with the sizes of their records.
fn section(number: usize) -> Section {
    let mut next = 0;
    let mut section = Section { bytes: &[], size: 1 };
    for size in [4, 5, 5, 12, 8, 3, 9].into_iter().take(number.saturating_add(1)) {
        (section, next) = Section::read(FILE, next, size);
    }
    section
}

/// The properties of a code point.
pub(crate) fn record(point: u32) -> Record {
    let (records, runs) = (section(0), section(1));
    let record = runs.get(runs.up_to(point).saturating_sub(1), 3, 2) as usize;
    let byte = |offset| records.get(record, offset, 1);
    Record {
        category: byte(0) as usize,
        combining: byte(1) as u8,
        direction: byte(2) as usize,
        mirrored: byte(3) & 1 != 0,
        width: (byte(3) >> 1) as usize,
    }
}

/// The numeric value of a code point, if it has one.
pub(crate) fn number(point: u32) -> Option<Number> {
    let (numbers, values) = (section(2), section(3));
    let index = numbers.exact(point)?;
    let kind = numbers.get(index, 3, 1);
    let value = numbers.get(index, 4, 1) as usize;
    let numerator = i64::from(values.get(value, 4, 4) as i32) << 32 | i64::from(values.get(value, 0, 4));
    Some(Number { is_digit: kind >= 2, is_decimal: kind == 3, numerator, denominator: values.get(value, 8, 4) })
}

/// The decomposition of a code point, if it has one in the database; Hangul syllables have not.
pub(crate) fn decomposition(point: u32) -> Option<Decomposition> {
    let (decompositions, pool) = (section(4), section(5));
    let index = decompositions.exact(point)?;
    Some(Decomposition {
        tag: decompositions.get(index, 3, 1) as usize,
        pool,
        start: decompositions.get(index, 5, 3) as usize,
        length: decompositions.get(index, 4, 1) as usize,
    })
}

/// The character that two make together.
pub(super) fn composed(first: u32, second: u32) -> Option<u32> {
    let pairs = section(6);
    let end = pairs.up_to(first);
    (0..end).rev().take_while(|index| pairs.get(*index, 0, 3) == first).find(|index| pairs.get(*index, 3, 3) == second).map(|index| {
        let at = index.saturating_mul(9).saturating_add(6);
        little_endian(pairs.bytes, at, 3)
    })
}
