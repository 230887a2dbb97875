//! The module `_random`: the generator under `random` (M. Matsumoto and T. Nishimura, "Mersenne Twister", 1998, and its seeding of 2002).

use copperhead_stencils::layout::object::Kind;
use copperhead_stencils::value::Value;

use super::Store;
use crate::context::Context;
use crate::error::Result;
use crate::numeric::bignum::limb::LIMB_BITS;
use crate::objects::byte_builder::{bytes_data, new_bytes_cell};
use crate::objects::class_list::ClassId;
use crate::objects::integer::view;
use crate::objects::native::{Arguments, Attribute, Method};
use crate::objects::record::{field, set_field};
use crate::objects::text::Display;
use crate::objects::{access, attribute, construct, number_glue, operations};

/// Words of the state.
const WORDS: usize = 624;
/// How far behind a word the one is that it is mixed with.
const DISTANCE: usize = 397;
/// The field of the record that holds the state: a bytes object of the words and the place of the next one.
const STATE: usize = 0;

/// The state: the words, and behind them how many were used.
type Words = [u32; WORDS + 1];

/// Runs with the state of a generator. Nothing else runs meanwhile, so nobody else sees the words.
fn with_words<R>(generator: Value, run: impl FnOnce(&mut Words) -> R) -> R {
    let words: *mut Words = bytes_data(field(generator, STATE)).cast();
    // SAFETY: receivers are generators, whose `__new__` stored a bytes object of this size; its data is aligned as a word is.
    run(unsafe { &mut *words })
}

fn seed_word(words: &mut Words, seed: u32) {
    let mut last = seed;
    for (index, word) in words.iter_mut().take(WORDS).enumerate() {
        if index != 0 {
            last = 1_812_433_253u32.wrapping_mul(last ^ (last >> 30)).wrapping_add(index as u32);
        }
        *word = last;
    }
    words[WORDS] = WORDS as u32;
}

/// Seeds with words, of which there is at least one.
fn seed_words(words: &mut Words, length: usize, key: impl Fn(usize) -> u32) {
    seed_word(words, 19_650_218);
    let (mut at, mut place) = (1usize, 0usize);
    let step = |words: &mut Words, at: &mut usize, factor: u32, mix: &dyn Fn(u32) -> u32| {
        let last = words.get(at.wrapping_sub(1)).copied().unwrap_or(0);
        if let Some(word) = words.get_mut(*at) {
            *word = mix(*word ^ (last ^ (last >> 30)).wrapping_mul(factor));
        }
        *at += 1;
        if *at >= WORDS {
            words[0] = words[WORDS - 1];
            *at = 1;
        }
    };
    for _ in 0..WORDS.max(length) {
        let more = key(place).wrapping_add(place as u32);
        step(words, &mut at, 1_664_525, &|word| word.wrapping_add(more));
        place += 1;
        if place >= length {
            place = 0;
        }
    }
    for _ in 1..WORDS {
        let less = at as u32;
        step(words, &mut at, 1_566_083_941, &|word| word.wrapping_sub(less));
    }
    words[0] = 0x8000_0000;
}

/// The next 32 bits.
fn next(words: &mut Words) -> u32 {
    if words[WORDS] as usize >= WORDS {
        for index in 0..WORDS {
            let joined = (words[index] & 0x8000_0000) | (words[(index + 1) % WORDS] & 0x7fff_ffff);
            let odd = if joined & 1 == 0 { 0 } else { 0x9908_b0df };
            words[index] = words[(index + DISTANCE) % WORDS] ^ (joined >> 1) ^ odd;
        }
        words[WORDS] = 0;
    }
    let place = words[WORDS] as usize;
    words[WORDS] += 1;
    let mut word = words.get(place).copied().unwrap_or(0);
    word ^= word >> 11;
    word ^= (word << 7) & 0x9d2c_5680;
    word ^= (word << 15) & 0xefc6_0000;
    word ^ (word >> 18)
}

fn new(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let state = new_bytes_cell(context, size_of::<Words>())?;
    let generator = context.new_record_of(ClassId::Random, arguments.get(0), 1)?;
    set_field(generator, STATE, state);
    with_words(generator, |words| seed_word(words, 5489));
    Ok(generator)
}

fn init(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    seed(context, arguments)
}

fn seed(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let generator = arguments.get(0);
    let given = arguments.optional(1).filter(|&given| given != Value::NONE);
    let Some(given) = given else {
        let mut bytes = [0u8; 32];
        // SAFETY: the host outlives the context.
        let host = unsafe { &mut *context.host };
        if host.entropy(&mut bytes).is_err() {
            let clock = host.monotonic_nanoseconds().unwrap_or(0) ^ host.unix_nanoseconds().unwrap_or(0) as u64;
            bytes[..8].copy_from_slice(&clock.to_le_bytes());
        }
        let word =
            |index: usize| bytes.get(index * 4..index * 4 + 4).map_or(0, |four| u32::from_le_bytes([four[0], four[1], four[2], four[3]]));
        with_words(generator, |words| seed_words(words, 8, word));
        return Ok(Value::NONE);
    };
    let number = match view(given) {
        Some(number) => number,
        None => {
            let hash = operations::hash(context, given)?;
            let hash = context.new_int_of_size(hash)?;
            match view(hash) {
                Some(number) => number,
                None => return Ok(Value::NONE),
            }
        }
    };
    let limbs = number.magnitude();
    let halves = LIMB_BITS / 32;
    let word = |index: usize| limbs.get(index / halves).map_or(0, |limb| (limb >> (index % halves * 32)) as u32);
    let mut length = limbs.len().saturating_mul(halves);
    while length > 1 && word(length - 1) == 0 {
        length -= 1;
    }
    with_words(generator, |words| seed_words(words, length.max(1), word));
    Ok(Value::NONE)
}

fn random(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let (high, low) = with_words(arguments.get(0), |words| (next(words) >> 5, next(words) >> 6));
    context.new_float((f64::from(high) * 67_108_864.0 + f64::from(low)) * (1.0 / 9_007_199_254_740_992.0))
}

fn getrandbits(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let generator = arguments.get(0);
    let given = arguments.get(1);
    let Some(bits) = number_glue::to_isize(given) else {
        let name = context.class_name_of(given);
        return Err(context.raise(ClassId::TypeError, format_args!("'{}' object cannot be interpreted as an integer", Display(name))));
    };
    let Ok(bits) = usize::try_from(bits) else {
        return Err(context.raise(ClassId::ValueError, format_args!("number of bits must be non-negative")));
    };
    if bits == 0 {
        return Ok(Value::from_i32_small(0));
    }
    if bits <= 32 {
        let word = with_words(generator, |words| next(words) >> (32 - bits));
        return context.new_int(i128::from(word));
    }
    let count = bits.div_ceil(32);
    let Some(length) = count.checked_mul(4) else { return Err(context.raise_memory()) };
    let bytes = new_bytes_cell(context, length)?;
    // SAFETY: the fresh object has so many bytes, and nobody else knows it.
    let data = unsafe { core::slice::from_raw_parts_mut(bytes_data(bytes), length) };
    with_words(generator, |words| {
        for (index, four) in data.chunks_exact_mut(4).enumerate() {
            let mut word = next(words);
            if index + 1 == count {
                word >>= (32 - bits % 32) % 32;
            }
            four.copy_from_slice(&word.to_le_bytes());
        }
    });
    let class = context.class_value(ClassId::Int);
    let name = context.intern("from_bytes")?;
    let from_bytes = attribute::get_attribute(context, class, name)?;
    let order = context.intern("little")?;
    context.call(from_bytes, &[bytes, order])
}

fn getstate(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let tuple = context.new_tuple_of(WORDS + 1)?;
    for index in 0..=WORDS {
        let word = with_words(arguments.get(0), |words| words.get(index).copied().unwrap_or(0));
        // Words above the small ints of 32-bit machines are objects.
        let word = context.new_int(i128::from(word))?;
        // SAFETY: the tuple, which no program has seen, has so many items.
        unsafe { *construct::tuple_items(tuple).add(index) = word };
    }
    Ok(tuple)
}

fn setstate(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let state = arguments.get(1);
    if !access::is(state, Kind::Tuple) {
        return Err(context.raise(ClassId::TypeError, format_args!("state vector must be a tuple")));
    }
    if context.tuple_length(state) != WORDS + 1 {
        return Err(context.raise(ClassId::ValueError, format_args!("state vector is the wrong size")));
    }
    let mut fresh: Words = [0; WORDS + 1];
    for (index, word) in fresh.iter_mut().enumerate() {
        let item = context.tuple_item(state, index);
        *word = match view(item).and_then(|number| number.to_i128()).map(u32::try_from) {
            Some(Ok(number)) => number,
            _ => return Err(context.raise(ClassId::ValueError, format_args!("invalid state"))),
        };
    }
    if fresh[WORDS] as usize > WORDS {
        return Err(context.raise(ClassId::ValueError, format_args!("invalid state")));
    }
    with_words(arguments.get(0), |words| *words = fresh);
    Ok(Value::NONE)
}

/// Unpredictable bytes from the host.
fn entropy(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let Some(length) = number_glue::to_isize(arguments.get(0)).and_then(|length| usize::try_from(length).ok()) else {
        return Err(context.raise(ClassId::ValueError, format_args!("negative argument not allowed")));
    };
    let bytes = new_bytes_cell(context, length)?;
    // SAFETY: the fresh object has so many bytes, and nobody else knows it; the host outlives the context.
    let filled = unsafe { (*context.host).entropy(core::slice::from_raw_parts_mut(bytes_data(bytes), length)) };
    match filled {
        Ok(()) => Ok(bytes),
        Err(_) => Err(context.raise(ClassId::NotImplementedError, format_args!("this host has no source of entropy"))),
    }
}

/// The methods of the generator.
pub static METHODS: &[Method] = &[
    Method::raw("__new__", new).unbound(),
    Method::new("__init__", init, 0, 1),
    Method::new("random", random, 0, 0),
    Method::new("seed", seed, 0, 1),
    Method::new("getrandbits", getrandbits, 1, 1),
    Method::new("getstate", getstate, 0, 0),
    Method::new("setstate", setstate, 1, 1),
];

/// The generator's attributes: none.
pub static ATTRIBUTES: &[Attribute] = &[];

/// The functions.
pub static FUNCTIONS: &[Method] = &[Method::new("_entropy", entropy, 1, 1).unbound()];

/// The generator's class.
pub(crate) fn values(context: &mut Context, store: &mut Store<'_>) -> Result<()> {
    let class = context.late_class(ClassId::Random)?;
    store(context, "Random", Value::from_pointer(class))
}
