//! Big integers against CPython's answers and against each other.

extern crate std;

use super::bitwise::bitwise_size;
use super::bytes::{ByteOrder, from_bytes, limbs_for_bytes, to_bytes};
use super::float::{F64_LIMBS, compare_f64, from_f64, to_f64, true_divide, true_divide_scratch};
use super::gcd::{gcd, gcd_scratch};
use super::magnitude::{self, add_size, bit_count, bit_length};
use super::multiply::{multiply, multiply_scratch, multiply_scratch_bound, product_size};
use super::power::*;
use super::radix::{from_text, limbs_for_digits, parse_number, text_size, to_text};
use super::root::{integer_square_root, root_scratch, root_size};
use super::shift::shift_left_size;
use super::signed::{floor_quotient_size, floor_scratch};
use super::*;
use crate::numeric::tests::{Random, reference};
use core::cmp::Ordering;
use std::string::{String, ToString};
use std::vec::Vec;
use std::{format, vec};

/// For results that only have to exist.
fn ignore<T>(_result: T) {}

/// An integer with memory of its own; parsing and printing are independent of the code under test.
#[derive(Clone, Debug, PartialEq)]
struct Owned {
    negative: bool,
    limbs: Vec<Limb>,
}

impl Owned {
    fn parse(text: &str) -> Owned {
        let (negative, digits) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
        let mut limbs = vec![0; digits.len() / (LIMB_BYTES * 2) + 1];
        for (index, digit) in digits.bytes().rev().enumerate() {
            let bit = index * 4;
            limbs[bit / LIMB_BITS] |= ((digit as char).to_digit(16).unwrap() as Limb) << (bit % LIMB_BITS);
        }
        while limbs.last() == Some(&0) {
            limbs.pop();
        }
        Owned { negative: negative && !limbs.is_empty(), limbs }
    }

    fn get(&self) -> Integer<'_> {
        Integer { negative: self.negative, magnitude: &self.limbs }
    }

    fn of(written: Written, mut limbs: Vec<Limb>) -> Owned {
        limbs.truncate(written.length);
        assert_ne!(limbs.last(), Some(&0), "leading zero limb");
        Owned { negative: written.negative, limbs }
    }

    fn small(&self) -> usize {
        assert!(!self.negative && self.limbs.len() <= 1);
        self.limbs.first().copied().unwrap_or(0)
    }
}

fn never() -> bool {
    false
}

macro_rules! compute {
    ($size:expr, |$out:ident| $call:expr) => {{
        let mut limbs: Vec<Limb> = vec![0x5555; $size];
        let $out = &mut limbs[..];
        let written = $call.unwrap();
        Owned::of(written, limbs)
    }};
}

fn unsigned(length: usize) -> Written {
    Written { negative: false, length }
}

fn order(text: &str) -> Ordering {
    match text {
        "0" => Ordering::Equal,
        "1" => Ordering::Greater,
        _ => Ordering::Less,
    }
}

fn float(text: &str) -> f64 {
    f64::from_bits(u64::from_str_radix(text, 16).unwrap())
}

#[test]
fn answers_as_cpython() {
    let text = reference("bignum", include_str!("../reference/bignum.txt"));
    let mut poll = never;
    let mut meter = Meter::new(&mut poll);
    let meter = &mut meter;
    for (number, line) in text.lines().enumerate() {
        let fields: Vec<&str> = line.split(' ').collect();
        let n = |index: usize| Owned::parse(fields[index]);
        let last = *fields.last().unwrap();
        let mut ok = true;
        match fields[0] {
            "#" => {}
            "add" | "sub" | "and" | "or" | "xor" => {
                let (a, b) = (n(1), n(2));
                let size = add_size(a.limbs.len(), b.limbs.len());
                assert_eq!(size, bitwise_size(a.limbs.len(), b.limbs.len()));
                let got = compute!(size, |out| match fields[0] {
                    "add" => a.get().add(b.get(), out),
                    "sub" => a.get().subtract(b.get(), out),
                    "and" => a.get().and(b.get(), out),
                    "or" => a.get().or(b.get(), out),
                    _ => a.get().xor(b.get(), out),
                });
                ok = got == n(3);
            }
            "not" => ok = compute!(n(1).limbs.len() + 1, |out| n(1).get().not(out)) == n(2),
            "cmp" => ok = n(1).get().compare(n(2).get()) == order(last),
            "lsh" => {
                let count = n(2).small();
                let size = shift_left_size(n(1).limbs.len(), count).unwrap();
                ok = compute!(size, |out| n(1).get().shift_left(count, out)) == n(3);
            }
            "rsh" => {
                let size = n(1).limbs.len() + 1;
                ok = compute!(size, |out| n(1).get().shift_right(n(2).small(), out)) == n(3);
            }
            "bits" => {
                let a = n(1);
                ok = (bit_length(&a.limbs), bit_count(&a.limbs)) == (n(2).small(), n(3).small());
            }
            "mul" => {
                let (a, b) = (n(1), n(2));
                let mut scratch = vec![0; multiply_scratch(a.limbs.len(), b.limbs.len())];
                let size = product_size(a.limbs.len(), b.limbs.len());
                ok = compute!(size, |out| a.get().multiply(b.get(), out, &mut scratch, meter)) == n(3);
            }
            "divmod" => {
                let (a, b) = (n(1), n(2));
                let mut quotient = vec![0x77; floor_quotient_size(a.limbs.len(), b.limbs.len())];
                let mut remainder = vec![0x77; b.limbs.len()];
                let mut scratch = vec![0x77; floor_scratch(a.limbs.len(), b.limbs.len())];
                let (q, r) = a.get().divide_floor(b.get(), &mut quotient, &mut remainder, &mut scratch, meter).unwrap();
                ok = (Owned::of(q, quotient), Owned::of(r, remainder)) == (n(3), n(4));
            }
            "gcd" => {
                let (a, b) = (n(1).limbs, n(2).limbs);
                let mut scratch = vec![0x77; gcd_scratch(a.len(), b.len())];
                let size = a.len().max(b.len());
                ok = compute!(size, |out| gcd(&a, &b, out, &mut scratch, meter).map(unsigned)) == n(3);
            }
            "isqrt" => {
                let a = n(1).limbs;
                let mut scratch = vec![0x77; root_scratch(a.len())];
                let size = root_size(a.len());
                ok = compute!(size, |out| integer_square_root(&a, out, &mut scratch, meter).map(unsigned)) == n(2);
            }
            "powmod" => {
                let (b, e, m) = (n(1), n(2), n(3));
                let mut scratch = vec![0x77; power_modulo_scratch(b.limbs.len(), m.limbs.len())];
                let got = compute!(m.limbs.len(), |out| power_modulo(b.get(), &e.limbs, m.get(), out, &mut scratch, meter));
                ok = got == n(4);
            }
            "inv" => {
                let (b, m) = (n(1), n(2));
                let mut scratch = vec![0x77; inverse_modulo_scratch(b.limbs.len(), m.limbs.len())];
                let mut out = vec![0x77; m.limbs.len() + 1];
                let got = inverse_modulo(b.get(), m.get(), &mut out, &mut scratch, meter).unwrap();
                ok = got.map(|written| Owned::of(written, out)) == (last != "none").then(|| n(3));
            }
            "pow" => {
                let (a, e) = (n(1), n(2).small());
                let mut scratch = vec![0x77; power_scratch(&a.limbs, e).unwrap()];
                let got = compute!(power_size(&a.limbs, e).unwrap(), |out| power(&a.limbs, e, out, &mut scratch, meter).map(unsigned));
                ok = got.limbs == n(3).limbs;
            }
            "text" => {
                let (a, radix) = (n(1), n(2).small() as u32);
                let mut scratch = vec![0x77; a.limbs.len()];
                let mut out = vec![0; text_size(bit_length(&a.limbs), radix)];
                let length = to_text(&a.limbs, radix, &mut out, &mut scratch, meter).unwrap();
                let got = format!("{}{}", if a.negative { "-" } else { "" }, std::str::from_utf8(&out[..length]).unwrap());
                let digits = got.trim_start_matches('-').as_bytes();
                let size = limbs_for_digits(length, radix).unwrap();
                let back = compute!(size, |out| from_text(digits, radix, out, meter).map(unsigned));
                ok = got == last && back.limbs == a.limbs;
            }
            "bytes" => {
                let (a, signed) = (n(1), fields[4] == "1");
                let byte_order = if fields[3] == "little" { ByteOrder::Little } else { ByteOrder::Big };
                let mut out = vec![0x77; n(2).small()];
                let got = match to_bytes(a.get(), &mut out, byte_order, signed) {
                    Err(BignumError::Negative) => "negative".to_string(),
                    Err(BignumError::TooLarge) => "large".to_string(),
                    Err(_) => "other".to_string(),
                    Ok(()) => {
                        let back = compute!(limbs_for_bytes(out.len()), |limbs| from_bytes(&out, byte_order, signed, limbs));
                        assert!(back == a || out.is_empty(), "line {}: {line}", number + 1);
                        out.iter().map(|byte| format!("{byte:02x}")).collect()
                    }
                };
                ok = got == last || (got.is_empty() && last == "-");
            }
            "truediv" => {
                let (a, b) = (n(1), n(2));
                let mut scratch = vec![0x77; true_divide_scratch(a.limbs.len(), b.limbs.len())];
                ok = match true_divide(a.get(), b.get(), &mut scratch, meter) {
                    Ok(value) => last != "large" && value.to_bits() == float(last).to_bits(),
                    Err(error) => error == BignumError::TooLarge && last == "large",
                };
            }
            "tofloat" => {
                ok = match to_f64(n(1).get()) {
                    Ok(value) => last != "large" && value.to_bits() == float(last).to_bits(),
                    Err(error) => error == BignumError::TooLarge && last == "large",
                }
            }
            "cmpfloat" => ok = compare_f64(n(1).get(), float(fields[2])) == Some(order(last)),
            "fromfloat" => ok = compute!(F64_LIMBS, |out| from_f64(float(fields[1]), out)) == n(2),
            "int" => {
                let raw: String = if fields[1] == "-" { String::new() } else { fields[1].to_string() };
                let bytes: Vec<u8> = (0..raw.len() / 2).map(|i| u8::from_str_radix(&raw[i * 2..i * 2 + 2], 16).unwrap()).collect();
                ok = match parse_number(&bytes, n(2).small() as u32) {
                    Err(_) => last == "none",
                    Ok(found) => {
                        let size = limbs_for_digits(found.digits.len(), found.radix).unwrap();
                        let mut got = compute!(size, |out| from_text(found.digits, found.radix, out, meter).map(unsigned));
                        got.negative = found.negative && !got.limbs.is_empty();
                        last != "none" && got == n(3)
                    }
                };
            }
            other => panic!("unknown operation {other}"),
        }
        assert!(ok, "line {}: {line}", number + 1);
    }
}

fn random_limbs(random: &mut Random, length: usize) -> Vec<Limb> {
    let mut limbs: Vec<Limb> = (0..length)
        .map(|_| match random.below(4) {
            0 => 0,
            1 => Limb::MAX,
            _ => random.next() as Limb,
        })
        .collect();
    if let Some(top) = limbs.last_mut() {
        *top |= 1 << random.below(LIMB_BITS as u64);
    }
    limbs
}

fn product(a: &[Limb], b: &[Limb]) -> Vec<Limb> {
    let mut out = vec![0x77; product_size(a.len(), b.len())];
    let exact = multiply_scratch(a.len(), b.len());
    assert!(exact <= multiply_scratch_bound(a.len().min(b.len())), "{} {}", a.len(), b.len());
    let mut scratch = vec![0x77; exact];
    let length = multiply(a, b, &mut out, &mut scratch, &mut Meter::new(&mut never)).unwrap();
    out.truncate(length);
    out
}

/// The product by rows in u128, with no cleverness.
fn plain_product(a: &[Limb], b: &[Limb]) -> Vec<Limb> {
    let mut out = vec![0; a.len() + b.len()];
    for (i, &x) in a.iter().enumerate() {
        let mut carry = 0u128;
        for (j, &y) in b.iter().enumerate() {
            let sum = x as u128 * y as u128 + out[i + j] as u128 + carry;
            out[i + j] = sum as Limb;
            carry = sum >> LIMB_BITS;
        }
        out[i + b.len()] = carry as Limb;
    }
    while out.last() == Some(&0) {
        out.pop();
    }
    out
}

#[test]
fn karatsuba_agrees_with_rows() {
    let mut random = Random::new(1);
    for _ in 0..300 {
        let (m, n) = (random.below(300) as usize, random.below(300) as usize);
        let a = random_limbs(&mut random, m);
        let b = if random.below(3) == 0 { random_limbs(&mut random, m) } else { random_limbs(&mut random, n) };
        assert_eq!(product(&a, &b), plain_product(&a, &b), "{m} {n}");
    }
}

#[test]
fn quotient_times_divisor_plus_remainder_is_dividend() {
    let mut random = Random::new(2);
    for _ in 0..2000 {
        let (m, n) = (random.below(80) as usize, random.below(40) as usize + 1);
        let (a, b) = (random_limbs(&mut random, m), random_limbs(&mut random, n));
        let mut q = vec![0x77; divide::quotient_size(m, n)];
        let mut r = vec![0x77; n];
        let mut scratch = vec![0x77; divide::division_scratch(m, n)];
        let (q_length, r_length) = divide::divide(&a, &b, &mut q, &mut r, &mut scratch, &mut Meter::new(&mut never)).unwrap();
        assert_eq!(magnitude::compare(&r[..r_length], &b), Ordering::Less);
        let mut sum = product(&q[..q_length], &b);
        sum.resize(m.max(n) + 1, 0);
        assert!(!magnitude::add_in_place(&mut sum, &r[..r_length]));
        assert_eq!(magnitude::trimmed(&sum), &a[..]);
        // The remainder alone.
        let mut again = vec![0x77; n];
        let alone = divide::divide(&a, &b, &mut [], &mut again, &mut scratch, &mut Meter::new(&mut never)).unwrap();
        assert_eq!((alone.1, &again[..r_length]), (r_length, &r[..r_length]));
    }
}

#[test]
fn long_text_comes_back() {
    let mut random = Random::new(3);
    for radix in 2..=36 {
        let a = random_limbs(&mut random, 200);
        let mut text = vec![0; text_size(bit_length(&a), radix)];
        let mut scratch = vec![0; a.len()];
        let length = to_text(&a, radix, &mut text, &mut scratch, &mut Meter::new(&mut never)).unwrap();
        let mut back = vec![0x77; limbs_for_digits(length, radix).unwrap()];
        let n = from_text(&text[..length], radix, &mut back, &mut Meter::new(&mut never)).unwrap();
        assert_eq!(&back[..n], &a[..], "radix {radix}");
    }
}

#[test]
fn a_poll_stops_long_work() {
    let mut random = Random::new(4);
    let a = random_limbs(&mut random, 3000);
    let mut asked = 0;
    let mut poll = || {
        asked += 1;
        asked == 3
    };
    let mut scratch = vec![0; multiply_scratch(a.len(), a.len()) + a.len()];
    let mut out = vec![0; a.len() * 2];
    assert_eq!(multiply(&a, &a, &mut out, &mut scratch, &mut Meter::new(&mut poll)), Err(BignumError::Interrupted));
    assert_eq!(asked, 3);
    let mut text = vec![0; text_size(bit_length(&a), 10)];
    let mut always = || true;
    let stopped = to_text(&a, 10, &mut text, &mut scratch, &mut Meter::new(&mut always));
    assert_eq!(stopped, Err(BignumError::Interrupted));
    assert_eq!(from_text(&[b'7'; 50_000], 10, &mut out, &mut Meter::new(&mut always)), Err(BignumError::Interrupted));
}

/// Every function with every slice too short or of a random length, and with leading zeros: errors, no panics.
#[test]
fn short_slices_are_errors() {
    let mut random = Random::new(5);
    let mut interrupted = || false;
    let meter = &mut Meter::new(&mut interrupted);
    for round in 0..20_000u32 {
        let (m, n) = (random.below(90) as usize, random.below(90) as usize);
        let mut a = random_limbs(&mut random, m);
        let b = random_limbs(&mut random, n);
        a.resize(m + random.below(3) as usize, 0);
        let mut out = vec![0; random.below(120) as usize];
        let mut other = vec![0; random.below(60) as usize];
        let mut scratch = vec![0; random.below(600) as usize];
        let (out, other, scratch) = (&mut out[..], &mut other[..], &mut scratch[..]);
        let x = Integer { negative: random.below(2) == 0, magnitude: &a };
        let y = Integer { negative: random.below(2) == 0, magnitude: &b };
        let count = random.below(5000) as usize;
        match round % 20 {
            0 => ignore(x.add(y, out)),
            1 => ignore(x.subtract(y, out)),
            2 => ignore(x.multiply(y, out, scratch, meter)),
            3 => ignore(x.divide_floor(y, out, other, scratch, meter)),
            4 => ignore(x.shift_left(count, out)),
            5 => ignore(x.shift_right(count, out)),
            6 => ignore((x.and(y, out), x.or(y, out), x.xor(y, out), x.not(out))),
            7 => ignore(power(&a[..m.min(3)], count / 50, out, scratch, meter)),
            8 => ignore(power_modulo(x, &b[..n.min(2)], y, out, scratch, meter)),
            9 => ignore(inverse_modulo(x, y, out, scratch, meter)),
            10 => ignore(gcd(&a, &b, out, scratch, meter)),
            11 => ignore(integer_square_root(&a, out, scratch, meter)),
            12 => ignore(true_divide(x, y, scratch, meter)),
            13 => ignore((to_f64(x), compare_f64(x, f64::from_bits(random.next())))),
            14 => ignore(from_f64(f64::from_bits(random.next()), out)),
            15 => {
                let mut text = vec![0; random.below(1200) as usize];
                ignore(to_text(&a, random.below(40) as u32, &mut text, scratch, meter));
            }
            16 => {
                let text: Vec<u8> = (0..random.below(1200)).map(|_| b"0123456789_az"[random.below(13) as usize]).collect();
                ignore(from_text(&text, random.below(40) as u32, out, meter));
                ignore(parse_number(&text[..text.len().min(5)], random.below(40) as u32));
            }
            17 => {
                let mut bytes = vec![0; random.below(100) as usize];
                ignore(to_bytes(x, &mut bytes, ByteOrder::Big, random.below(2) == 0));
                ignore(from_bytes(&bytes, ByteOrder::Big, true, out));
            }
            18 => ignore((x.compare(y), x.to_isize(), x.to_i64())),
            _ => ignore((power_size(&a, usize::MAX), power_scratch(&a, usize::MAX), shift_left_size(m, usize::MAX))),
        }
    }
}
