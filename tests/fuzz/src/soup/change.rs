//! Test programs with pieces changed.

use super::tokens::TOKENS;
use crate::random::Random;

/// Splits at every change between names, blanks and other characters.
fn pieces(text: &str) -> Vec<String> {
    let sort = |character: char| match character {
        '_' => 0,
        character if character.is_alphanumeric() => 0,
        ' ' => 1,
        _ => 2,
    };
    let mut found: Vec<String> = Vec::new();
    let mut last = 2;
    for character in text.chars() {
        let this = sort(character);
        match found.last_mut() {
            Some(piece) if this == last && this != 2 => piece.push(character),
            _ => found.push(character.into()),
        }
        last = this;
    }
    found
}

/// One of the programs, or a part of it, changed in a few places.
pub fn changed(random: &mut Random, corpus: &[String]) -> Vec<u8> {
    let mut all = pieces(&corpus[random.below(corpus.len())]);
    if all.len() > 600 && !random.once_in(4) {
        let lines: Vec<usize> = (0..all.len()).filter(|&place| all[place] == "\n").collect();
        let from = lines[random.below(lines.len())] + 1;
        all = all.get(from..all.len().min(from + 500)).unwrap_or_default().to_vec();
    }
    for _ in 0..1 + random.below(6) {
        let length = all.len().max(1);
        let place = random.below(length).min(all.len());
        let end = (place + 1 + random.below(12)).min(all.len());
        match random.below(11) {
            0 => drop(all.drain(place..end)),
            1 => {
                let copied = all[place..end].to_vec();
                let to = random.below(all.len() + 1);
                all.splice(to..to, copied);
            }
            2 if place < all.len() => {
                let other = random.below(all.len());
                all.swap(place, other);
            }
            3 | 4 if place < all.len() => all[place] = TOKENS[random.below(TOKENS.len())].into(),
            5 | 6 => all.insert(place, TOKENS[random.below(TOKENS.len())].into()),
            7 => {
                let other = pieces(&corpus[random.below(corpus.len())]);
                let from = random.below(other.len());
                let some = other[from..other.len().min(from + 1 + random.below(30))].to_vec();
                all.splice(place..place, some);
            }
            8 => {
                let copied = all[place..end].to_vec();
                let times = [2, 5, 40, 300][random.below(4)];
                for _ in 0..times {
                    all.splice(place..place, copied.iter().cloned());
                }
            }
            9 if random.once_in(3) => all.truncate(place),
            _ => all.insert(place, ["    ", "\n", " ", "\t", "\u{feff}", "\0", "é", "\u{2028}"][random.below(8)].into()),
        }
    }
    let mut bytes = all.concat().into_bytes();
    if random.once_in(12) && !bytes.is_empty() {
        let place = random.below(bytes.len());
        bytes[place] = random.next() as u8;
    }
    bytes
}
