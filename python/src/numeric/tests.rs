//! What the tests of `numeric` share: random numbers and the files with CPython's answers.

extern crate std;

use std::string::{String, ToString};

/// A small generator (SplitMix64), so that failures repeat.
pub struct Random(u64);

impl Random {
    /// A generator with this seed.
    pub fn new(seed: u64) -> Random {
        Random(seed)
    }

    /// The next 64 bits.
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `limit`.
    pub fn below(&mut self, limit: u64) -> u64 {
        self.next() % limit
    }
}

/// The checked-in answers; or, for longer runs, those of a file in the folder named by NUMERIC_REFERENCE.
pub fn reference(name: &str, checked_in: &str) -> String {
    match std::env::var("NUMERIC_REFERENCE") {
        Ok(folder) => std::fs::read_to_string(std::format!("{folder}/{name}.txt")).unwrap(),
        Err(_) => checked_in.to_string(),
    }
}

/// Undoes the generator's `shown`: `\hex;` stands for a code point, a lone backslash for nothing.
pub fn unshown(text: &str) -> std::vec::Vec<u32> {
    let mut out = std::vec::Vec::new();
    let mut rest = text;
    while let Some(character) = rest.chars().next() {
        match rest.strip_prefix('\\') {
            Some("") => break,
            Some(escape) => {
                let (number, after) = escape.split_once(';').unwrap();
                out.push(u32::from_str_radix(number, 16).unwrap());
                rest = after;
            }
            None => {
                out.push(character as u32);
                rest = &rest[character.len_utf8()..];
            }
        }
    }
    out
}

/// A sink that keeps code points.
#[derive(Default)]
pub struct Collected(pub std::vec::Vec<u32>);

impl super::sink::Sink for Collected {
    fn push(&mut self, code_point: u32) -> Result<(), super::sink::SinkFull> {
        self.0.push(code_point);
        Ok(())
    }
}

impl Collected {
    /// The text, where it is plain.
    pub fn text(&self) -> String {
        self.0.iter().map(|&code_point| char::from_u32(code_point).unwrap_or('?')).collect()
    }
}
