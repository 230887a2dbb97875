//! Names lead to characters and back; properties and normal forms.

use super::*;

fn one(name: &str) -> Option<u32> {
    find(name.as_bytes(), false).and_then(|points| points.as_slice().first().copied())
}

#[test]
fn every_name_leads_back_to_its_character() {
    let mut count = 0;
    // All of the first blocks, then samples: a search reads on average half of the file.
    for point in (0..0x500).chain((0x500..0x11_0000).step_by(97)) {
        if let Some(name) = name(point) {
            assert_eq!(one(name.text()), Some(point), "{}", name.text());
            count += 1;
        }
    }
    assert!(count > 1500);
}

#[test]
fn names_that_are_made() {
    assert_eq!(name(0xac01).map(|name| name.text().len()), Some("HANGUL SYLLABLE GAG".len()));
    assert_eq!(one("HANGUL SYLLABLE GAG"), Some(0xac01));
    assert_eq!(one("CJK UNIFIED IDEOGRAPH-4E00"), Some(0x4e00));
    assert_eq!(one("CJK UNIFIED IDEOGRAPH-0041"), None);
    assert_eq!(one("NUL"), Some(0));
    assert_eq!(one("KEYCAP DIGIT ONE"), None);
    assert_eq!(find(b"KEYCAP DIGIT ONE", true).map(|points| points.as_slice().len()), Some(3));
    for wrong in ["", " ", "LATIN", "LATIN SMALL LETTER", "A  B", "HANGUL SYLLABLE ", "CJK UNIFIED IDEOGRAPH-", "SPACE SPACE"] {
        assert_eq!(one(wrong), None, "{wrong}");
    }
}
