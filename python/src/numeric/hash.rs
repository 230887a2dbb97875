//! CPython's hash functions: numbers modulo a Mersenne prime, text by SipHash-1-3, tuples, frozen sets, addresses.
//!
//! Equal numbers hash alike whatever their type. A hash is never -1, which means an error in CPython; -2 stands in.
//! Hashes have the machine word's width, with the constants that CPython uses for that width.

use super::bignum::float::decompose;
use super::bignum::{Integer, Limb};

/// Bits of the modulus of numeric hashes: it is 2^61 - 1, or 2^31 - 1 where words have 32 bits.
pub const MODULUS_BITS: u32 = if usize::BITS >= 64 { 61 } else { 31 };
/// `sys.hash_info.modulus`.
pub const MODULUS: usize = (1 << MODULUS_BITS) - 1;
/// `sys.hash_info.inf`: the hash of positive infinity.
pub const INFINITY_HASH: isize = 314_159;
/// `sys.hash_info.imag`: what the imaginary part's hash is multiplied by.
pub const IMAGINARY: usize = 1_000_003;

/// -1 is no hash.
fn valid(hash: usize) -> isize {
    if hash == usize::MAX { -2 } else { hash as isize }
}

/// Any word modulo the modulus, below 2^bits.
#[inline(always)]
fn reduce(word: usize) -> usize {
    let sum = (word & MODULUS).wrapping_add(word >> MODULUS_BITS);
    if sum >= MODULUS { sum.wrapping_sub(MODULUS) } else { sum }
}

/// `value * 2^power` modulo the modulus: a rotation of its bits, since 2^bits is 1. `value` is reduced.
fn scale(value: usize, power: i64) -> usize {
    let power = power.rem_euclid(MODULUS_BITS as i64) as u32;
    let high = value.wrapping_shl(power) & MODULUS;
    let low = value.wrapping_shr(MODULUS_BITS.wrapping_sub(power));
    if power == 0 { value } else { high | low }
}

fn signed(value: usize, negative: bool) -> isize {
    valid(if negative { value.wrapping_neg() } else { value })
}

/// The hash of an integer.
pub fn hash_integer(integer: Integer<'_>) -> isize {
    let value = integer.magnitude.iter().rev().fold(0, |value, &limb| reduce(scale(value, Limb::BITS as i64).wrapping_add(reduce(limb))));
    signed(value, integer.negative)
}

/// The hash of an integer that fits a word.
#[inline]
pub fn hash_small(value: isize) -> isize {
    signed(reduce(value.unsigned_abs()), value < 0)
}

/// The hash of a float; nothing for NaN, which hashes by its object's address ([`hash_address`]).
pub fn hash_f64(value: f64) -> Option<isize> {
    if value.is_nan() {
        return None;
    }
    let Some((mantissa, exponent)) = decompose(value) else {
        return Some(if value > 0.0 { INFINITY_HASH } else { INFINITY_HASH.wrapping_neg() });
    };
    // The mantissa by halves, so that words of 32 bits do.
    let (high, low) = ((mantissa >> 32) as usize, (mantissa & 0xffff_ffff) as usize);
    let mantissa = reduce(scale(reduce(high), 32).wrapping_add(reduce(low)));
    Some(signed(scale(mantissa, exponent as i64), value < 0.0))
}

/// The hash of a complex number from those of its parts.
pub fn hash_complex(real: isize, imaginary: isize) -> isize {
    valid((real as usize).wrapping_add(IMAGINARY.wrapping_mul(imaginary as usize)))
}

/// The hash of an object by its address.
pub fn hash_address(address: usize) -> isize {
    valid(address.rotate_right(4))
}

/// The secret that hashes of text depend on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HashKey {
    low: u64,
    high: u64,
}

impl HashKey {
    /// The key made of 16 random bytes.
    pub fn from_bytes(bytes: [u8; 16]) -> HashKey {
        let both = u128::from_le_bytes(bytes);
        HashKey { low: both as u64, high: (both >> 64) as u64 }
    }

    /// The key that `PYTHONHASHSEED=seed` gives: zeros for 0, else bytes of a linear congruential generator.
    pub fn from_seed(seed: u32) -> HashKey {
        let mut bytes = [0; 16];
        if seed != 0 {
            let mut state = seed;
            for byte in &mut bytes {
                state = state.wrapping_mul(214_013).wrapping_add(2_531_011);
                *byte = (state >> 16) as u8;
            }
        }
        HashKey::from_bytes(bytes)
    }
}

/// The hash of `bytes`, or of a string's code points as stored (one, two or four bytes each, little-endian so that
/// all machines agree). Nothing hashes to 0.
pub fn hash_bytes(key: HashKey, bytes: &[u8]) -> isize {
    if bytes.is_empty() { 0 } else { valid(siphash13(key, bytes) as usize) }
}

/// SipHash with one round per word and three at the end (Aumasson and Bernstein, "SipHash: a fast short-input PRF").
pub fn siphash13(key: HashKey, bytes: &[u8]) -> u64 {
    let mut state = [
        key.low ^ 0x736f_6d65_7073_6575,
        key.high ^ 0x646f_7261_6e64_6f6d,
        key.low ^ 0x6c79_6765_6e65_7261,
        key.high ^ 0x7465_6462_7974_6573,
    ];
    let (words, tail) = bytes.as_chunks::<8>();
    for word in words {
        absorb(&mut state, u64::from_le_bytes(*word));
    }
    let mut last = [0u8; 8];
    last.iter_mut().zip(tail).for_each(|(slot, &byte)| *slot = byte);
    absorb(&mut state, u64::from_le_bytes(last) | (bytes.len() as u64) << 56);
    state[2] ^= 0xff;
    for _ in 0..3 {
        round(&mut state);
    }
    state[0] ^ state[1] ^ state[2] ^ state[3]
}

#[inline(always)]
fn absorb(state: &mut [u64; 4], word: u64) {
    state[3] ^= word;
    round(state);
    state[0] ^= word;
}

#[inline(always)]
fn round(state: &mut [u64; 4]) {
    let [mut a, mut b, mut c, mut d] = *state;
    a = a.wrapping_add(b);
    c = c.wrapping_add(d);
    b = b.rotate_left(13) ^ a;
    d = d.rotate_left(16) ^ c;
    a = a.rotate_left(32);
    c = c.wrapping_add(b);
    a = a.wrapping_add(d);
    b = b.rotate_left(17) ^ c;
    d = d.rotate_left(21) ^ a;
    c = c.rotate_left(32);
    *state = [a, b, c, d];
}

/// Constants of xxHash: two primes, the start, and the rotation, for words of 64 and of 32 bits.
const LANE: (usize, usize, usize, u32) = if usize::BITS >= 64 {
    (11_400_714_785_074_694_791_u64 as usize, 14_029_467_366_897_019_727_u64 as usize, 2_870_177_450_012_600_261_u64 as usize, 31)
} else {
    (2_654_435_761_u32 as usize, 2_246_822_519_u32 as usize, 374_761_393, 13)
};

/// The hash of a tuple, item after item.
#[derive(Clone, Copy, Debug)]
pub struct TupleHasher {
    accumulator: usize,
    length: usize,
}

impl Default for TupleHasher {
    fn default() -> Self {
        TupleHasher { accumulator: LANE.2, length: 0 }
    }
}

impl TupleHasher {
    /// Adds the next item's hash.
    #[inline]
    pub fn push(&mut self, hash: isize) {
        let (first, second, _, rotation) = LANE;
        let sum = self.accumulator.wrapping_add((hash as usize).wrapping_mul(second));
        self.accumulator = sum.rotate_left(rotation).wrapping_mul(first);
        self.length = self.length.wrapping_add(1);
    }

    /// The hash of a slice, whose parts were added: that of a tuple but for its length.
    pub fn finish_slice(self) -> isize {
        if self.accumulator == usize::MAX { 1_546_275_796 } else { self.accumulator as isize }
    }

    /// The tuple's hash.
    #[inline]
    pub fn finish(self) -> isize {
        let hash = self.accumulator.wrapping_add(self.length ^ (LANE.2 ^ 3_527_539));
        if hash == usize::MAX { 1_546_275_796 } else { hash as isize }
    }
}

/// The hash of a frozen set: the same for any order of its items.
#[derive(Clone, Copy, Debug, Default)]
pub struct FrozensetHasher {
    accumulator: usize,
    length: usize,
}

impl FrozensetHasher {
    /// Adds an item's hash.
    pub fn push(&mut self, hash: isize) {
        let hash = hash as usize;
        let spread = ((hash ^ 89_869_747) ^ hash.wrapping_shl(16)).wrapping_mul(3_644_798_167_u32 as usize);
        self.accumulator ^= spread;
        self.length = self.length.wrapping_add(1);
    }

    /// The set's hash.
    pub fn finish(self) -> isize {
        let hash = self.accumulator ^ self.length.wrapping_add(1).wrapping_mul(1_927_868_237);
        let hash = hash ^ (hash >> 11) ^ (hash >> 25);
        let hash = hash.wrapping_mul(69_069).wrapping_add(907_133_923);
        if hash == usize::MAX { 590_923_713 } else { hash as isize }
    }
}

#[cfg(test)]
mod tests {
    extern crate std;

    use super::*;
    use crate::numeric::bignum::float::{F64_LIMBS, from_f64};
    use crate::numeric::tests::{Random, reference, unshown};
    use std::vec::Vec;

    #[test]
    fn answers_as_cpython() {
        if usize::BITS < 64 {
            // The answers are those of words with 64 bits.
            return;
        }
        let text = reference("hash", include_str!("reference/hash.txt"));
        for (number, line) in text.lines().enumerate().skip(1) {
            let fields: Vec<&str> = line.split(' ').collect();
            let numbers = || fields[1..].iter().filter_map(|field| field.parse::<isize>().ok()).collect::<Vec<_>>();
            let got = match fields[0] {
                "int" => {
                    let (negative, digits) = fields[1].strip_prefix('-').map_or((false, fields[1]), |rest| (true, rest));
                    let limbs: Vec<Limb> = digits
                        .as_bytes()
                        .rchunks(16)
                        .map(|chunk| usize::from_str_radix(std::str::from_utf8(chunk).unwrap(), 16).unwrap())
                        .collect();
                    let integer = Integer { negative, magnitude: &limbs };
                    if let Some(small) = integer.to_isize() {
                        assert_eq!(hash_small(small), hash_integer(integer));
                    }
                    hash_integer(integer)
                }
                "float" => hash_f64(f64::from_bits(u64::from_str_radix(fields[1], 16).unwrap())).unwrap(),
                "complex" => hash_complex(numbers()[0], numbers()[1]),
                "str" => {
                    let text = unshown(fields[2]);
                    let widest = text.iter().copied().max().unwrap_or(0);
                    let width = if widest < 0x100 {
                        1
                    } else if widest < 0x1_0000 {
                        2
                    } else {
                        4
                    };
                    let bytes: Vec<u8> = text.iter().flat_map(|point| point.to_le_bytes()[..width].to_vec()).collect();
                    hash_bytes(HashKey::from_seed(fields[1].parse().unwrap()), &bytes)
                }
                "tuple" => {
                    let mut hasher = TupleHasher::default();
                    let items = numbers();
                    items[..items.len() - 1].iter().for_each(|&item| hasher.push(item));
                    hasher.finish()
                }
                "frozenset" => {
                    let mut hasher = FrozensetHasher::default();
                    let items = numbers();
                    items[..items.len() - 1].iter().rev().for_each(|&item| hasher.push(item));
                    hasher.finish()
                }
                other => panic!("unknown operation {other}"),
            };
            assert_eq!(got, fields.last().unwrap().parse().unwrap(), "line {}: {line}", number + 1);
        }
    }

    #[test]
    fn equal_numbers_hash_alike() {
        let mut random = Random::new(21);
        for _ in 0..20_000 {
            let value = f64::from_bits(random.next());
            let mut limbs = [0; F64_LIMBS];
            let Ok(written) = from_f64(value, &mut limbs) else { continue };
            let whole = if value < 0.0 { libm::ceil(value) } else { libm::floor(value) };
            let integer = Integer { negative: written.negative, magnitude: &limbs[..written.length] };
            assert_eq!(hash_f64(whole), Some(hash_integer(integer)), "{value}");
            // A half is 2^(bits - 1): two halves hash like the whole.
            let half = hash_f64(0.5).unwrap();
            assert_eq!(half as usize, 1 << (MODULUS_BITS - 1));
        }
        assert_eq!((hash_f64(-1.0), hash_small(-1), hash_f64(f64::NEG_INFINITY)), (Some(-2), -2, Some(-314_159)));
    }
}
