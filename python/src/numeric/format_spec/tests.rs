//! Specifications against CPython's answers and messages.

extern crate std;

use super::*;
use crate::numeric::bignum::float::to_f64;
use crate::numeric::bignum::magnitude::from_u64;
use crate::numeric::bignum::{Integer, Limb};
use crate::numeric::sink::Measure;
use crate::numeric::tests::{Collected, Random, reference, unshown};
use std::string::{String, ToString};
use std::vec::Vec;
use std::{format, vec};

fn float(text: &str) -> f64 {
    f64::from_bits(u64::from_str_radix(text, 16).unwrap())
}

/// Formats what a line of the reference describes into any sink.
fn apply(kind: &str, value: &str, spec: &[u32], sink: &mut dyn Sink) -> Result<(), FormatError> {
    match kind {
        "str" => {
            let text = unshown(value);
            format_string(&parse(spec, ValueKind::Text)?, text.len(), text.iter().copied(), sink)
        }
        "float" => format_float(&parse(spec, ValueKind::Float)?, float(value), sink),
        "complex" => {
            let (real, imaginary) = value.split_once(',').unwrap();
            format_complex(&parse(spec, ValueKind::Float)?, float(real), float(imaginary), sink)
        }
        _ => {
            let spec = parse(spec, ValueKind::Integer)?;
            let (negative, digits) = value.strip_prefix('-').map_or((false, value), |rest| (true, rest));
            let number = u128::from_str_radix(digits, 16).unwrap();
            match spec.integer_form()? {
                IntegerForm::Character => {
                    let value = i128::try_from(number).ok().map(|number| if negative { -number } else { number });
                    let value = value.and_then(|value| i64::try_from(value).ok());
                    format_character(&spec, value, sink)
                }
                IntegerForm::Digits(radix) => {
                    let digits = match radix {
                        2 => format!("{number:b}"),
                        8 => format!("{number:o}"),
                        16 => format!("{number:x}"),
                        _ => number.to_string(),
                    };
                    format_integer(&spec, negative, digits.as_bytes(), sink)
                }
                IntegerForm::Float => {
                    let mut limbs: Vec<Limb> = vec![0; 8];
                    let (low, high) = limbs.split_at_mut(64 / Limb::BITS as usize);
                    from_u64(number as u64, low).unwrap();
                    from_u64((number >> 64) as u64, high).unwrap();
                    format_float(&spec, to_f64(Integer::new(negative, &limbs)).unwrap(), sink)
                }
            }
        }
    }
}

#[test]
fn answers_as_cpython() {
    let text = reference("format_spec", include_str!("../reference/format_spec.txt"));
    let mut failures = Vec::new();
    for (number, line) in text.lines().enumerate().skip(1) {
        let fields: Vec<&str> = line.split(' ').collect();
        let spec = unshown(fields[2]);
        let mut out = Collected::default();
        let ok = match apply(fields[0], fields[1], &spec, &mut out) {
            Ok(()) => {
                let mut measure = Measure::new(usize::MAX);
                apply(fields[0], fields[1], &spec, &mut measure).unwrap();
                assert_eq!(measure.length, out.0.len());
                assert_eq!(measure.widest, out.0.iter().copied().max().unwrap_or(0));
                fields[3] == "ok"
            }
            Err(error) => {
                out = Collected::default();
                error.write_message(&spec[..], fields[0], &mut out).unwrap();
                fields[3] == if error.is_overflow() { "OverflowError" } else { "ValueError" }
            }
        };
        // Where words have 32 bits, numbers that CPython still takes there are too large.
        if usize::BITS < 64 && out.text().starts_with("Too many decimal digits") {
            continue;
        }
        if !ok || out.0 != unshown(fields[4]) {
            failures.push(format!("line {}: {line} (got {})", number + 1, out.text()));
        }
    }
    assert!(failures.is_empty(), "{} failures\n{}", failures.len(), failures[..failures.len().min(20)].join("\n"));
}

#[test]
fn absurd_sizes_end_at_the_sink() {
    for (kind, value, spec) in [
        ("int", "ff", "9223372036854775807"),
        ("int", "ff", "09223372036854775807,"),
        ("float", "3ff0000000000000", "0999999999999,.2147483647f"),
        ("float", "3ff0000000000000", ".2147483647g"),
        ("str", "abc", "*^9223372036854775807"),
        ("complex", "3ff0000000000000,3ff0000000000000", "99999999999"),
    ] {
        let spec: Vec<u32> = spec.chars().map(|character| character as u32).collect();
        let mut measure = Measure::new(1 << 20);
        let result = apply(kind, value, &spec, &mut measure);
        let small_word = usize::BITS == 32 && result == Err(FormatError::TooManyDigits);
        let shown = kind == "float" && result == Ok(());
        assert!(result == Err(FormatError::SinkFull) || small_word || shown, "{kind} {result:?}");
    }
}

#[test]
fn any_specification_is_total() {
    let mut random = Random::new(11);
    for _ in 0..100_000 {
        let spec: Vec<u32> = (0..random.below(10))
            .map(|_| match random.below(12) {
                0 => random.next() as u32 & 0x1f_ffff,
                _ => b"<>=^+- z#0123456789,_.bcdeEfFgGnosxX%"[random.below(37) as usize] as u32,
            })
            .collect();
        let mut measure = Measure::new(10_000);
        let bits = format!("{:016x}", random.next());
        let (kind, value): (&str, String) = match random.below(4) {
            0 => ("int", bits),
            1 => ("float", bits),
            2 => ("complex", format!("{bits},{bits}")),
            _ => ("str", "abc".to_string()),
        };
        if let Err(error) = apply(kind, &value, &spec, &mut measure) {
            error.write_message(&spec[..], kind, &mut Measure::new(1000)).unwrap();
        }
    }
}
