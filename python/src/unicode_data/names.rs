//! Names of characters.

use super::{Section, little_endian};

static FILE: &[u8] = include_bytes!("names.bin");

/// Prefixes of names that end with the character's number, as `generate.py` numbers them.
const NUMBERED: [&str; 4] =
    ["CJK UNIFIED IDEOGRAPH-", "CJK COMPATIBILITY IDEOGRAPH-", "KHITAN SMALL SCRIPT CHARACTER-", "NUSHU CHARACTER-"];

const HANGUL: &str = "HANGUL SYLLABLE ";
const LEADING: [&str; 19] = ["G", "GG", "N", "D", "DD", "R", "M", "B", "BB", "S", "SS", "", "J", "JJ", "C", "K", "T", "P", "H"];
const VOWELS: [&str; 21] =
    ["A", "AE", "YA", "YAE", "EO", "E", "YEO", "YE", "O", "WA", "WAE", "OE", "YO", "U", "WEO", "WE", "WI", "YU", "EU", "YI", "I"];
const TRAILING: [&str; 28] = [
    "", "G", "GG", "GS", "N", "NJ", "NH", "D", "L", "LG", "LM", "LB", "LS", "LT", "LP", "LH", "M", "B", "BS", "S", "SS", "NG", "J", "C",
    "K", "T", "P", "H",
];
const FIRST_SYLLABLE: u32 = 0xac00;

/// No name is longer; CPython says so of longer ones that are looked for.
pub(crate) const LONGEST: usize = 256;

/// Words of one name at the most.
const MOST_WORDS: usize = 24;

/// Marks the last word of a name.
const LAST: u16 = 1 << 15;

/// Words share an offset in groups of so many.
const GROUP: usize = 16;

/// The name of a character.
#[derive(Clone, Copy)]
pub(crate) struct Name {
    bytes: [u8; 128],
    length: usize,
}

impl Name {
    fn push(&mut self, text: &[u8]) {
        let end = self.length.saturating_add(text.len());
        if let Some(place) = self.bytes.get_mut(self.length..end) {
            place.copy_from_slice(text);
            self.length = end;
        }
    }

    /// The name as text.
    pub(crate) fn text(&self) -> &str {
        core::str::from_utf8(self.bytes.get(..self.length).unwrap_or(&[])).unwrap_or("")
    }
}

/// What a name stands for: a character, or a sequence of some.
#[derive(Clone, Copy)]
pub(crate) struct Points {
    points: [u32; 8],
    length: usize,
}

impl Points {
    fn one(point: u32) -> Points {
        Points { points: [point, 0, 0, 0, 0, 0, 0, 0], length: 1 }
    }

    /// The code points.
    pub(crate) fn as_slice(&self) -> &[u32] {
        self.points.get(..self.length).unwrap_or(&[])
    }
}

struct Tables {
    numbered: Section,
    groups: Section,
    words: Section,
    runs: Section,
    units: Section,
    /// Where the aliases start.
    aliases: usize,
}

fn tables() -> Tables {
    let (numbered, next) = Section::read(FILE, 0, 7);
    let (groups, next) = Section::read(FILE, next, 4);
    let (words, next) = Section::read(FILE, next, 1);
    let (runs, next) = Section::read(FILE, next, 7);
    let (units, aliases) = Section::read(FILE, next, 2);
    Tables { numbered, groups, words, runs, units, aliases }
}

impl Tables {
    /// The text of a word.
    fn word(&self, number: usize) -> &'static [u8] {
        let mut at = self.groups.get(number / GROUP, 0, 4) as usize;
        for _ in 0..number % GROUP {
            at = at.saturating_add(1).saturating_add(self.words.get(at, 0, 1) as usize);
        }
        let start = at.saturating_add(1);
        let end = start.saturating_add(self.words.get(at, 0, 1) as usize);
        self.words.bytes.get(start..end).unwrap_or(&[])
    }

    /// The number of a word.
    fn find_word(&self, word: &[u8]) -> Option<u16> {
        let (mut low, mut high) = (0, self.groups.count());
        while low < high {
            let middle = low.wrapping_add(high.wrapping_sub(low) / 2);
            if self.word(middle.saturating_mul(GROUP)) <= word { low = middle.wrapping_add(1) } else { high = middle }
        }
        let first = low.checked_sub(1)?.saturating_mul(GROUP);
        let number = (first..first.saturating_add(GROUP)).find(|number| self.word(*number) == word)?;
        u16::try_from(number).ok()
    }

    /// The words of a name as numbers.
    fn units_of(&self, name: &[u8]) -> Option<([u16; MOST_WORDS], usize)> {
        let (mut units, mut count) = ([0; MOST_WORDS], 0);
        for word in name.split(|byte| *byte == b' ') {
            *units.get_mut(count)? = self.find_word(word)?;
            count = count.wrapping_add(1);
        }
        *units.get_mut(count.wrapping_sub(1))? |= LAST;
        Some((units, count))
    }

    fn unit(&self, index: usize) -> u16 {
        self.units.get(index, 0, 2) as u16
    }

    /// The character whose name consists of these words.
    fn search(&self, units: &[u16]) -> Option<u32> {
        let (first, rest) = units.split_first()?;
        let mut at_start = true;
        for index in 0..self.units.count() {
            let unit = self.unit(index);
            let found = at_start && unit == *first && rest.iter().enumerate().all(|(place, word)| self.unit(index + 1 + place) == *word);
            if found {
                return self.owner(index);
            }
            at_start = unit & LAST != 0;
        }
        None
    }

    /// The character whose name starts at a place.
    fn owner(&self, index: usize) -> Option<u32> {
        let (mut low, mut high) = (0, self.runs.count());
        while low < high {
            let middle = low.wrapping_add(high.wrapping_sub(low) / 2);
            if self.runs.get(middle, 4, 3) as usize <= index { low = middle.wrapping_add(1) } else { high = middle }
        }
        let run = low.checked_sub(1)?;
        let start = self.runs.get(run, 4, 3) as usize;
        let before = (start..index).filter(|place| self.unit(*place) & LAST != 0).count();
        u32::try_from(before).ok().map(|before| self.runs.get(run, 0, 3).wrapping_add(before))
    }

    /// What an alias (`which` 0) or a sequence (1) of these words stands for.
    fn other(&self, units: &[u16], which: usize) -> Option<Points> {
        let mut at = self.aliases;
        for part in 0..=which {
            let count = little_endian(FILE, at, 4);
            at = at.saturating_add(4);
            for _ in 0..count {
                let words = little_endian(FILE, at, 4) as usize;
                let start = at.saturating_add(4);
                let same = part == which
                    && words == units.len()
                    && units.iter().enumerate().all(|(place, unit)| little_endian(FILE, start + 2 * place, 2) == u32::from(*unit));
                let length_at = start.saturating_add(words.saturating_mul(2));
                let length = little_endian(FILE, length_at, 4) as usize;
                let points_at = length_at.saturating_add(4);
                if same {
                    let mut points = Points { points: [0; 8], length: length.min(8) };
                    for (place, point) in points.points.iter_mut().enumerate().take(length) {
                        *point = little_endian(FILE, points_at + 3 * place, 3);
                    }
                    return Some(points);
                }
                at = points_at.saturating_add(length.saturating_mul(3));
            }
        }
        None
    }

    /// Which kind of numbered name a character has.
    fn numbered(&self, point: u32) -> Option<usize> {
        let range = self.numbered.up_to(point).checked_sub(1)?;
        (point <= self.numbered.get(range, 3, 3)).then(|| self.numbered.get(range, 6, 1) as usize)
    }
}

/// The name of a character, if it has one.
pub(crate) fn name(point: u32) -> Option<Name> {
    let mut name = Name { bytes: [0; 128], length: 0 };
    if let Some(index) = point.checked_sub(FIRST_SYLLABLE).filter(|index| *index < 11_172) {
        let index = index as usize;
        name.push(HANGUL.as_bytes());
        for part in [LEADING.get(index / 588), VOWELS.get(index % 588 / 28), TRAILING.get(index % 28)] {
            name.push(part.copied().unwrap_or("").as_bytes());
        }
        return Some(name);
    }
    let tables = tables();
    if let Some(kind) = tables.numbered(point) {
        name.push(NUMBERED.get(kind)?.as_bytes());
        for place in (0..if point > 0xffff { 5 } else { 4 }).rev() {
            name.push(&[hexadecimal(point >> (4 * place))]);
        }
        return Some(name);
    }
    let run = tables.runs.up_to(point).checked_sub(1)?;
    let place = point.wrapping_sub(tables.runs.get(run, 0, 3));
    if place >= tables.runs.get(run, 3, 1) {
        return None;
    }
    let mut index = tables.runs.get(run, 4, 3) as usize;
    let mut passed = 0;
    while passed < place {
        passed = passed.wrapping_add(u32::from(tables.unit(index) & LAST != 0));
        index = index.wrapping_add(1);
    }
    loop {
        let unit = tables.unit(index);
        if name.length != 0 {
            name.push(b" ");
        }
        name.push(tables.word(usize::from(unit & !LAST)));
        if unit & LAST != 0 || name.length > 120 {
            return Some(name);
        }
        index = index.wrapping_add(1);
    }
}

fn hexadecimal(digit: u32) -> u8 {
    b"0123456789ABCDEF".get((digit & 15) as usize).copied().unwrap_or(b'0')
}

/// What has this name, regardless of case (of the names that are made, only those of syllables and unified ideographs must be upper case, as
/// in CPython); sequences only if they are wanted.
pub(crate) fn find(name: &[u8], sequences: bool) -> Option<Points> {
    let mut upper = [0; LONGEST];
    let upper = upper.get_mut(..name.len())?;
    upper.copy_from_slice(name);
    upper.make_ascii_uppercase();
    let tables = tables();
    if let Some(rest) = name.strip_prefix(HANGUL.as_bytes()) {
        return syllable(rest).map(Points::one);
    }
    for (kind, prefix) in NUMBERED.iter().enumerate() {
        let written = if kind == 0 { name } else { &*upper };
        if let Some(digits) = written.strip_prefix(prefix.as_bytes()) {
            if digits.iter().any(u8::is_ascii_lowercase) {
                return None;
            }
            let digits = core::str::from_utf8(digits).ok().filter(|digits| matches!(digits.len(), 4 | 5) && !digits.starts_with('+'))?;
            let point = u32::from_str_radix(digits, 16).ok()?;
            return (tables.numbered(point) == Some(kind)).then(|| Points::one(point));
        }
    }
    let (units, count) = tables.units_of(upper)?;
    let units = units.get(..count)?;
    if let Some(point) = tables.search(units) {
        return Some(Points::one(point));
    }
    tables.other(units, 0).or_else(|| if sequences { tables.other(units, 1) } else { None })
}

/// The Hangul syllable that is written so: the longest parts count.
fn syllable(text: &[u8]) -> Option<u32> {
    let (mut rest, mut number) = (text, 0);
    for (parts, weight) in [(&LEADING[..], 588), (&VOWELS[..], 28), (&TRAILING[..], 1)] {
        let fits = parts.iter().enumerate().filter(|(_, part)| rest.starts_with(part.as_bytes()));
        let (place, part) = fits.max_by_key(|(_, part)| part.len())?;
        rest = rest.get(part.len()..)?;
        number += place as u32 * weight;
    }
    rest.is_empty().then_some(FIRST_SYLLABLE + number)
}
