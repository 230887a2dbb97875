//! Floats as text against CPython's answers, and there and back.

extern crate std;

use super::*;
use crate::numeric::sink::{ByteSink, Measure};
use crate::numeric::tests::{Collected, Random, reference, unshown};
use std::string::String;
use std::vec::Vec;

fn float(text: &str) -> f64 {
    f64::from_bits(u64::from_str_radix(text, 16).unwrap())
}

fn bytes(field: &str) -> Vec<u8> {
    unshown(field).iter().map(|&code_point| code_point as u8).collect()
}

fn repr(value: f64) -> String {
    let mut out = Collected::default();
    write_repr(value, &mut out).unwrap();
    out.text()
}

#[test]
fn answers_as_cpython() {
    let text = reference("float_text", include_str!("../reference/float_text.txt"));
    for (number, line) in text.lines().enumerate() {
        let fields: Vec<&str> = line.split(' ').collect();
        let last = *fields.last().unwrap();
        let mut out = Collected::default();
        let same_float = |value: f64| last.len() == 16 && value.to_bits() == float(last).to_bits();
        let ok = match fields[0] {
            "repr" => repr(float(fields[1])) == last,
            "hex" => {
                write_hexadecimal(float(fields[1]), &mut out).unwrap();
                out.text() == last
            }
            "format" => {
                let precision: usize = fields[3].parse().unwrap();
                let style = match &fields[2][..1] {
                    "e" | "E" => FloatStyle::Exponent(precision),
                    "f" | "F" => FloatStyle::Fixed(precision),
                    _ => FloatStyle::General(precision),
                };
                let upper = fields[2].starts_with(char::is_uppercase);
                let text = FloatText::new(float(fields[1]), style, fields[2].ends_with('#'), false, upper);
                text.write(&mut out).unwrap();
                let length = text.negative as usize + text.integer_length() + text.rest_length();
                out.text() == last && length == last.len()
            }
            "float" => match parse_float(&bytes(fields[1])) {
                Ok(value) => same_float(value),
                Err(InvalidFloat) => last == "none",
            },
            "fromhex" => match parse_hexadecimal(&bytes(fields[1])) {
                Ok(value) => same_float(value),
                Err(HexError::Invalid) => last == "none",
                Err(HexError::TooLarge) => last == "large",
            },
            "#" => true,
            other => panic!("unknown operation {other}"),
        };
        assert!(ok, "line {}: {line} (got {})", number + 1, out.text());
    }
}

#[test]
fn every_text_reads_back() {
    let mut random = Random::new(7);
    for _ in 0..20_000 {
        let value = f64::from_bits(random.next());
        if value.is_nan() {
            continue;
        }
        let text = repr(value);
        assert!(text.len() <= 24, "{text}");
        assert_eq!(parse_float(text.as_bytes()).unwrap().to_bits(), value.to_bits(), "{text}");
        let mut out = Collected::default();
        write_hexadecimal(value, &mut out).unwrap();
        assert_eq!(parse_hexadecimal(out.text().as_bytes()).unwrap().to_bits(), value.to_bits());
    }
}

#[test]
fn underscores_change_no_value() {
    let mut random = Random::new(8);
    for _ in 0..2000 {
        // Long texts near ties, once plain and once with an underscore between all digits.
        let tie = ((random.next() >> 11) | (1 << 52)) as u128 * 2 + 1;
        let zeros = random.below(900) as usize;
        let end = if random.below(2) == 0 { "" } else { "1" };
        let plain = std::format!("{tie}.{}{end}e-{}", "0".repeat(zeros), random.below(300));
        let mut split = String::new();
        for character in plain.chars() {
            if character.is_ascii_digit() && split.ends_with(|last: char| last.is_ascii_digit()) {
                split.push('_');
            }
            split.push(character);
        }
        let (a, b) = (parse_float(plain.as_bytes()), parse_float(split.as_bytes()));
        assert_eq!(a.map(f64::to_bits), b.map(f64::to_bits), "{plain}");
    }
}

#[test]
fn huge_precision_costs_no_time_to_measure() {
    let text = FloatText::new(1.0 / 3.0, FloatStyle::Fixed(usize::MAX - 10), true, false, false);
    let mut measure = Measure::new(usize::MAX);
    text.write(&mut measure).unwrap();
    assert_eq!(measure.length, usize::MAX - 8);
    let mut buffer = [0; 30];
    let mut sink = ByteSink::new(&mut buffer);
    assert!(text.write(&mut sink).is_err());
    assert!(sink.written().starts_with(b"0.333333333333333314829616256"));
    let _ = FloatText::new(-0.0, FloatStyle::General(usize::MAX), true, true, true).write(&mut sink);
    let _ = FloatText::new(5e-324, FloatStyle::Exponent(usize::MAX), true, true, true).write(&mut sink);
}

#[test]
fn any_bytes_are_read_without_panic() {
    let mut random = Random::new(9);
    for _ in 0..50_000 {
        let text: Vec<u8> = (0..random.below(24)).map(|_| b"0123456789_.eE+-pxXinfa \xff"[random.below(24) as usize]).collect();
        let _ = (parse_float(&text), parse_hexadecimal(&text));
    }
}

#[test]
fn few_places_are_as_all_others() {
    let mut random = Random::new(26);
    let mut values: Vec<f64> =
        [0.0, 0.5, 1.5, 2.5, 0.125, 0.375, 1.005, 2.675, 9.995, 0.05, 999.9999999999, 1e15, 4503599627370497.5, 9e18, 1e19, 5e-324]
            .into_iter()
            .chain([1e-9, 5e-10, 4.999999999e-10, 123456789.987654321, 0.1, 1e22, f64::MAX, f64::MIN_POSITIVE])
            .collect();
    for _ in 0..20_000 {
        let bits = random.next();
        // All exponents, and more often those of usual numbers; halves of few digits are ties.
        values.push(f64::from_bits(bits & !(1 << 63)));
        values.push((bits >> 40) as f64 / 8.0);
        values.push((bits >> 11) as f64 / (1_u64 << (bits & 63)) as f64);
    }
    for value in values.into_iter().filter(|value| value.is_finite()) {
        for (places, value) in (0..=10).zip([value, -value].into_iter().cycle()) {
            let mut out = Collected::default();
            FloatText::new(value, FloatStyle::Fixed(places), false, false, false).write(&mut out).unwrap();
            let mut buffer = [0; SHORT_FIXED];
            if let Some(text) = short_fixed(value, places, &mut buffer) {
                assert_eq!(text, out.text(), "{value:e} with {places} places");
            } else {
                assert!(places > 9 || value.abs() >= 1e9, "{value:e} with {places} places");
            }
        }
    }
    assert_eq!(short_fixed(f64::NAN, 2, &mut [0; SHORT_FIXED]), None);
    assert_eq!(short_fixed(f64::INFINITY, 2, &mut [0; SHORT_FIXED]), None);
}
