//! What Unicode says of code points, as CPython 3.13 knows it (Unicode 15.1).
//!
//! Properties lie in one table of runs, [`tables`], some 8 KB, made by `generate_tables.py`. Case mappings are those of
//! `core`, which knows a newer Unicode, held back to the characters of 15.1; a digest of all of them is compared in the tests.

mod tables;

use tables::{BLOCKS, CLASSES, FOLDS, RUNS, TITLES};

/// `str.isalpha`: general category L.
pub(crate) const ALPHABETIC: u16 = 1;
/// `str.isdecimal`: general category Nd.
pub(crate) const DECIMAL: u16 = 1 << 1;
/// `str.isdigit`.
pub(crate) const DIGIT: u16 = 1 << 2;
/// `str.isnumeric`.
pub(crate) const NUMERIC: u16 = 1 << 3;
/// `str.isprintable`: not of general category C or Z; the space is.
pub(crate) const PRINTABLE: u16 = 1 << 4;
/// Starts an identifier.
pub(crate) const IDENTIFIER_START: u16 = 1 << 5;
/// Continues an identifier.
pub(crate) const IDENTIFIER_CONTINUE: u16 = 1 << 6;
/// General category Lt.
pub(crate) const TITLE: u16 = 1 << 7;
/// Not assigned in Unicode 15.1.
pub(crate) const UNASSIGNED: u16 = 1 << 8;
/// Does not count where the end of a word is looked for (Unicode 15.1, 3.13, D136).
pub(crate) const CASE_IGNORABLE: u16 = 1 << 9;

/// Code points `first ..= last` whose mapping is another than the rule: the one at a distance, or a text.
struct Exception {
    first: u32,
    last: u32,
    distance: i32,
    text: &'static str,
}

/// The run of a code point: where it starts, and its class.
fn run(point: u32) -> Option<(u32, u16)> {
    let block = (point >> 11) as usize;
    let start = *BLOCKS.get(block)? as usize;
    let end = *BLOCKS.get(block.wrapping_add(1))? as usize;
    let runs = RUNS.get(start..end)?;
    let key = ((point & 0x7ff) << 5 | 0x1f) as u16;
    let place = runs.partition_point(|&run| run <= key);
    let run = *runs.get(place.checked_sub(1)?)?;
    Some(((point & !0x7ff) | u32::from(run >> 5), run & 0x1f))
}

/// The properties of ASCII, so that common texts need no search. Computed when this is compiled.
static ASCII: [u16; 128] = {
    let mut table = [0; 128];
    let mut byte = 0u8;
    while byte < 128 {
        let mut bits = 0;
        if matches!(byte, 0x20..0x7f) {
            bits |= PRINTABLE;
        }
        if byte.is_ascii_alphabetic() || byte == b'_' {
            bits |= IDENTIFIER_START | IDENTIFIER_CONTINUE;
        }
        if byte.is_ascii_alphabetic() {
            bits |= ALPHABETIC;
        }
        if byte.is_ascii_digit() {
            bits |= DECIMAL | DIGIT | NUMERIC | IDENTIFIER_CONTINUE;
        }
        if matches!(byte, b'\'' | b'.' | b':' | b'^' | b'`') {
            bits |= CASE_IGNORABLE;
        }
        table[byte as usize] = bits;
        byte += 1;
    }
    table
};

/// The properties of a code point, a bit each.
#[inline]
pub(crate) fn properties(point: u32) -> u16 {
    match ASCII.get(point as usize) {
        Some(&known) => known,
        None => searched(point),
    }
}

fn searched(point: u32) -> u16 {
    run(point).and_then(|(_, class)| CLASSES.get(class as usize).copied()).unwrap_or(UNASSIGNED)
}

/// Whether a code point has one of the properties.
pub(crate) fn has(point: u32, wanted: u16) -> bool {
    properties(point) & wanted != 0
}

/// `str.isprintable` of one code point.
#[inline]
pub(crate) fn is_printable(point: u32) -> bool {
    if point < 0x7f { point >= 0x20 } else { has(point, PRINTABLE) }
}

/// Whether a character takes twice the place of others (East Asian wide and full-width ones).
pub(crate) fn is_wide(point: u32) -> bool {
    let mut left = point;
    for (index, &step) in tables::WIDE.iter().enumerate() {
        match left.checked_sub(u32::from(step)) {
            Some(behind) => left = behind,
            None => return index % 2 == 1,
        }
    }
    false
}

/// `str.isspace` of one code point: bidirectional class WS, B or S, or general category Zs.
#[inline]
pub(crate) fn is_space(point: u32) -> bool {
    match point {
        0x21..0x80 => false,
        0x09..=0x0d | 0x1c..=0x20 | 0x85 | 0xa0 => true,
        0..0x1680 => false,
        0x1680 | 0x2000..=0x200a | 0x2028 | 0x2029 | 0x202f | 0x205f | 0x3000 => true,
        _ => false,
    }
}

/// Whether a code point ends a line for `str.splitlines`.
#[inline]
pub(crate) fn is_line_break(point: u32) -> bool {
    !matches!(point, 0x20..0x80) && matches!(point, 0x0a..=0x0d | 0x1c..=0x1e | 0x85 | 0x2028 | 0x2029)
}

/// The value of a decimal digit (general category Nd).
pub(crate) fn decimal_value(point: u32) -> Option<u32> {
    if point < 0x80 {
        return char::from_u32(point)?.to_digit(10);
    }
    let (start, class) = run(point)?;
    if CLASSES.get(class as usize)? & DECIMAL == 0 {
        return None;
    }
    Some(point.wrapping_sub(start) % 10)
}

/// `core`'s character, if Unicode 15.1 has it.
fn known(point: u32) -> Option<char> {
    if has(point, UNASSIGNED) { None } else { char::from_u32(point) }
}

/// Whether a code point is upper case (derived property Uppercase).
pub(crate) fn is_upper(point: u32) -> bool {
    known(point).is_some_and(char::is_uppercase)
}

/// Whether a code point is lower case (derived property Lowercase).
pub(crate) fn is_lower(point: u32) -> bool {
    // U+0295 lost the property with Unicode 16.
    point == 0x295 || known(point).is_some_and(char::is_lowercase)
}

/// Whether a code point is of general category Lt.
pub(crate) fn is_title(point: u32) -> bool {
    point > 0x1c4 && has(point, TITLE)
}

/// Whether a code point has case.
pub(crate) fn is_cased(point: u32) -> bool {
    is_lower(point) || is_upper(point) || is_title(point)
}

/// One to three code points that another is mapped to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Mapped {
    points: [u32; 3],
    count: usize,
}

impl Mapped {
    fn one(point: u32) -> Mapped {
        Mapped { points: [point, 0, 0], count: 1 }
    }

    fn of(characters: impl Iterator<Item = char>) -> Mapped {
        let mut mapped = Mapped { points: [0; 3], count: 0 };
        for (place, character) in mapped.points.iter_mut().zip(characters) {
            *place = u32::from(character);
            mapped.count = mapped.count.wrapping_add(1);
        }
        mapped
    }

    /// The code points.
    pub(crate) fn as_slice(&self) -> &[u32] {
        self.points.get(..self.count).unwrap_or(&[])
    }

    /// What Unicode 15.1 does not know maps to itself.
    fn checked(self, point: u32) -> Mapped {
        let unknown = |&point: &u32| point >= 0x80 && has(point, UNASSIGNED);
        if unknown(&point) || self.as_slice().iter().any(unknown) { Mapped::one(point) } else { self }
    }
}

/// The upper case.
pub(crate) fn upper(point: u32) -> Mapped {
    match char::from_u32(point) {
        Some(character) if character.is_ascii() => Mapped::one(u32::from(character.to_ascii_uppercase())),
        Some(character) => Mapped::of(character.to_uppercase()).checked(point),
        None => Mapped::one(point),
    }
}

/// The lower case; a capital sigma's depends on its place, see [`FINAL_SIGMA`].
pub(crate) fn lower(point: u32) -> Mapped {
    match char::from_u32(point) {
        Some(character) if character.is_ascii() => Mapped::one(u32::from(character.to_ascii_lowercase())),
        Some(character) => Mapped::of(character.to_lowercase()).checked(point),
        None => Mapped::one(point),
    }
}

/// Σ.
pub(crate) const CAPITAL_SIGMA: u32 = 0x3a3;
/// ς, the lower case of Σ at the end of a word.
pub(crate) const FINAL_SIGMA: u32 = 0x3c2;

fn exception(list: &[Exception], point: u32) -> Option<Mapped> {
    let place = list.partition_point(|entry| entry.last < point);
    let entry = list.get(place).filter(|entry| entry.first <= point)?;
    Some(match entry.text {
        "" => Mapped::one(point.wrapping_add_signed(entry.distance)),
        text => Mapped::of(text.chars()),
    })
}

/// The title case.
pub(crate) fn title(point: u32) -> Mapped {
    if point >= 0xdf
        && let Some(mapped) = exception(&TITLES, point)
    {
        mapped
    } else {
        upper(point)
    }
}

/// The folded case, passed on one by one.
pub(crate) fn fold<E>(point: u32, mut pass: impl FnMut(u32) -> Result<(), E>) -> Result<(), E> {
    if point < 0x80 {
        return pass(u32::from((point as u8).to_ascii_lowercase()));
    }
    if let Some(mapped) = exception(&FOLDS, point) {
        return mapped.as_slice().iter().try_for_each(|&point| pass(point));
    }
    for &raised in upper(point).as_slice() {
        lower(raised).as_slice().iter().try_for_each(|&point| pass(point))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// FNV-1a over numbers; the expected digests are CPython 3.13's, over all code points, 0x110000 behind each mapping.
    fn digest(numbers: impl FnMut(u32, &mut dyn FnMut(u32))) -> u64 {
        let mut numbers = numbers;
        let mut digest = 0xcbf2_9ce4_8422_2325u64;
        for point in 0..0x11_0000 {
            numbers(point, &mut |number| digest = (digest ^ u64::from(number)).wrapping_mul(0x100_0000_01b3));
        }
        digest
    }

    fn of_mapping(map: fn(u32) -> Mapped) -> u64 {
        digest(|point, take| {
            map(point).as_slice().iter().for_each(|&mapped| take(mapped));
            take(0x11_0000);
        })
    }

    fn of_property(test: fn(u32) -> bool) -> u64 {
        digest(|point, take| take(u32::from(test(point))))
    }

    #[test]
    fn mappings_are_those_of_cpython() {
        assert_eq!(of_mapping(upper), 0xbf9c_922a_00ca_6018, "upper");
        assert_eq!(of_mapping(lower), 0x3339_24af_e407_a046, "lower");
        assert_eq!(of_mapping(title), 0xec6e_9a0c_692f_49f0, "title");
        let folded = digest(|point, take| {
            let _ = fold(point, |mapped| {
                take(mapped);
                Ok::<(), ()>(())
            });
            take(0x11_0000);
        });
        assert_eq!(folded, 0x49c7_dc47_01cc_ce49, "casefold");
    }

    #[test]
    fn properties_are_those_of_cpython() {
        assert_eq!(of_property(is_space), 0x9108_38d6_e6c7_b908, "isspace");
        assert_eq!(of_property(is_upper), 0x11a9_673f_b6da_d1a4, "isupper");
        assert_eq!(of_property(is_lower), 0x9ff5_117c_9192_cedd, "islower");
        assert_eq!(of_property(|point| is_upper(point) || is_title(point)), 0x3116_9783_4c31_1fdd, "istitle");
        assert_eq!(of_property(|point| has(point, ALPHABETIC | NUMERIC)), 0x035b_db18_d37e_8424, "isalnum");
        assert_eq!(of_property(|point| has(point, DIGIT)), 0xfe4d_4710_c983_f221, "isdigit");
    }

    #[test]
    fn ascii_is_as_in_the_table() {
        for point in 0..0x80 {
            assert_eq!(properties(point), searched(point), "{point:#x}");
        }
    }

    #[test]
    fn digits_have_values() {
        assert_eq!(decimal_value(0x663), Some(3));
        assert_eq!(decimal_value(0x1d7ff), Some(9));
        assert_eq!(decimal_value(0xb2), None);
        assert_eq!(decimal_value(0x37), Some(7));
    }
}
