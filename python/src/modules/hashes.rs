//! `_hashes`: the hash functions of the module `hashlib`.
//!
//! A hash object is a record of its name and a bytes object that holds the function's state: plain numbers, copied out and back for each use.

use copperhead_stencils::value::Value;
use digest::{Digest, ExtendableOutput, Update, VariableOutput, XofReader};

use super::Store;
use crate::context::Context;
use crate::error::{Raised, Result};
use crate::modules::bind::small;
use crate::objects::byte_builder::{bytes_data, new_bytes_cell};
use crate::objects::bytes::shared::hex_of;
use crate::objects::class_list::ClassId;
use crate::objects::native::{Arguments, Attribute, Method};
use crate::objects::record::{field, set_field};
use crate::objects::text::Display;
use crate::objects::{bytes, operations, text};

const NAME: usize = 0;
const STATE: usize = 1;
const SIZE: usize = 2;

/// The state of one of the functions.
#[derive(Clone)]
enum State {
    Md5(md5::Md5),
    Sha1(sha1::Sha1),
    Sha224(sha2::Sha224),
    Sha256(sha2::Sha256),
    Sha384(sha2::Sha384),
    Sha512(sha2::Sha512),
    Sha3of224(sha3::Sha3_224),
    Sha3of256(sha3::Sha3_256),
    Sha3of384(sha3::Sha3_384),
    Sha3of512(sha3::Sha3_512),
    Shake128(sha3::Shake128),
    Shake256(sha3::Shake256),
    Blake2b(blake2::Blake2bVar),
    Blake2s(blake2::Blake2sVar),
}

const _: () = assert!(!core::mem::needs_drop::<State>());

/// Does the same with the state of whichever function it is.
macro_rules! each_state {
    ($state:expr, $inner:ident => $body:expr) => {
        match $state {
            State::Md5($inner) => $body,
            State::Sha1($inner) => $body,
            State::Sha224($inner) => $body,
            State::Sha256($inner) => $body,
            State::Sha384($inner) => $body,
            State::Sha512($inner) => $body,
            State::Sha3of224($inner) => $body,
            State::Sha3of256($inner) => $body,
            State::Sha3of384($inner) => $body,
            State::Sha3of512($inner) => $body,
            State::Shake128($inner) => $body,
            State::Shake256($inner) => $body,
            State::Blake2b($inner) => $body,
            State::Blake2s($inner) => $body,
        }
    };
}

/// A function's state at the start, the bytes of its result (0: as many as asked for) and of its blocks.
fn begin(name: &str, size: Option<usize>) -> Option<(State, usize)> {
    Some(match name {
        "md5" => (State::Md5(Digest::new()), 16),
        "sha1" => (State::Sha1(Digest::new()), 20),
        "sha224" => (State::Sha224(Digest::new()), 28),
        "sha256" => (State::Sha256(Digest::new()), 32),
        "sha384" => (State::Sha384(Digest::new()), 48),
        "sha512" => (State::Sha512(Digest::new()), 64),
        "sha3_224" => (State::Sha3of224(Digest::new()), 28),
        "sha3_256" => (State::Sha3of256(Digest::new()), 32),
        "sha3_384" => (State::Sha3of384(Digest::new()), 48),
        "sha3_512" => (State::Sha3of512(Digest::new()), 64),
        "shake_128" => (State::Shake128(Default::default()), 0),
        "shake_256" => (State::Shake256(Default::default()), 0),
        "blake2b" => {
            let size = size.unwrap_or(64);
            (State::Blake2b(blake2::Blake2bVar::new(size).ok()?), size)
        }
        "blake2s" => {
            let size = size.unwrap_or(32);
            (State::Blake2s(blake2::Blake2sVar::new(size).ok()?), size)
        }
        _ => return None,
    })
}

fn block_size(state: &State) -> usize {
    match state {
        State::Md5(_) | State::Sha1(_) | State::Sha224(_) | State::Sha256(_) | State::Blake2s(_) => 64,
        State::Sha384(_) | State::Sha512(_) | State::Blake2b(_) => 128,
        State::Sha3of224(_) => 144,
        State::Sha3of256(_) | State::Shake256(_) => 136,
        State::Sha3of384(_) => 104,
        State::Sha3of512(_) => 72,
        State::Shake128(_) => 168,
    }
}

/// Writes the result of as many bytes as the slice has.
fn finish(state: State, to: &mut [u8]) {
    fn fixed<D: Digest>(function: D, to: &mut [u8]) {
        let result = function.finalize();
        for (to, byte) in to.iter_mut().zip(result) {
            *to = byte;
        }
    }
    match state {
        State::Md5(function) => fixed(function, to),
        State::Sha1(function) => fixed(function, to),
        State::Sha224(function) => fixed(function, to),
        State::Sha256(function) => fixed(function, to),
        State::Sha384(function) => fixed(function, to),
        State::Sha512(function) => fixed(function, to),
        State::Sha3of224(function) => fixed(function, to),
        State::Sha3of256(function) => fixed(function, to),
        State::Sha3of384(function) => fixed(function, to),
        State::Sha3of512(function) => fixed(function, to),
        State::Shake128(function) => function.finalize_xof().read(to),
        State::Shake256(function) => function.finalize_xof().read(to),
        // The slice is as long as the function was made for.
        State::Blake2b(function) => drop(function.finalize_variable(to)),
        State::Blake2s(function) => drop(function.finalize_variable(to)),
    }
}

fn state_of(context: &mut Context, hash: Value) -> Result<State> {
    let stored = bytes::view(field(hash, STATE)).filter(|stored| stored.len() == size_of::<State>());
    match stored {
        // SAFETY: the bytes were written by `store`, and a state is plain numbers.
        Some(stored) => Ok(unsafe { stored.as_ptr().cast::<State>().read_unaligned() }),
        None => Err(context.raise_system("a hash object without a state")),
    }
}

fn store(hash: Value, state: State) {
    let place = field(hash, STATE);
    if bytes::view(place).is_some_and(|stored| stored.len() == size_of::<State>()) {
        // SAFETY: there is room for it, and the bytes are nobody else's.
        unsafe { bytes_data(place).cast::<State>().write_unaligned(state) };
    }
}

fn make(context: &mut Context, name: Value, state: State, size: usize) -> Result<Value> {
    let class = context.late_class(ClassId::Hash)?;
    let stored = new_bytes_cell(context, size_of::<State>())?;
    let hash = context.new_record(class, 3)?;
    set_field(hash, NAME, name);
    set_field(hash, STATE, stored);
    set_field(hash, SIZE, small(size));
    store(hash, state);
    Ok(hash)
}

fn data<'a>(context: &mut Context, value: Value) -> Result<&'a [u8]> {
    if text::is_str(value) {
        return Err(context.raise(ClassId::TypeError, format_args!("Strings must be encoded before hashing")));
    }
    match bytes::view(value) {
        Some(bytes) => Ok(bytes),
        None => Err(context.raise(ClassId::TypeError, format_args!("object supporting the buffer API required"))),
    }
}

/// `new(name, data, size)`: size is None or the bytes wanted of BLAKE2.
fn new(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let name = arguments.get(0);
    let size = match arguments.get(2) {
        Value::NONE => None,
        size => Some(operations::as_isize(context, size)?.max(0) as usize),
    };
    let known = text::is_str(name).then(|| text::ascii_text(name)).flatten().and_then(|name| begin(name, size));
    let Some((mut state, size)) = known else {
        return Err(unsupported(context, name));
    };
    let data = data(context, arguments.get(1))?;
    each_state!(&mut state, function => Update::update(function, data));
    make(context, name, state, size)
}

#[cold]
fn unsupported(context: &mut Context, name: Value) -> Raised {
    match operations::str(context, name) {
        Ok(name) => context.raise(ClassId::ValueError, format_args!("unsupported hash type {}", Display(name))),
        Err(raised) => raised,
    }
}

fn update(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let hash = arguments.get(0);
    let data = data(context, arguments.get(1))?;
    let mut state = state_of(context, hash)?;
    each_state!(&mut state, function => Update::update(function, data));
    store(hash, state);
    Ok(Value::NONE)
}

fn result(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let hash = arguments.get(0);
    let size = field(hash, SIZE).as_int().max(0) as usize;
    let size = match (size, arguments.optional(1)) {
        (0, Some(wanted)) => {
            let wanted = operations::as_isize(context, wanted)?;
            match usize::try_from(wanted) {
                Ok(wanted) => wanted,
                Err(_) => return Err(context.raise(ClassId::ValueError, format_args!("value must be positive"))),
            }
        }
        (0, None) => {
            return Err(context.raise(ClassId::TypeError, format_args!("digest() missing required argument 'length' (pos 1)")));
        }
        (_, Some(_)) => return Err(context.raise(ClassId::TypeError, format_args!("HASH.digest() takes no arguments (1 given)"))),
        (size, None) => size,
    };
    let state = state_of(context, hash)?;
    let made = new_bytes_cell(context, size)?;
    // SAFETY: the fresh bytes are so many, and nobody else's.
    finish(state, unsafe { core::slice::from_raw_parts_mut(bytes_data(made), size) });
    Ok(made)
}

fn hexadecimal(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let result = result(context, arguments)?;
    hex_of(context, bytes::view(result).unwrap_or(&[]), None, None)
}

/// The class's methods.
pub static METHODS: &[Method] = &[
    Method::new("update", update, 1, 1),
    Method::new("digest", result, 0, 1),
    Method::new("hexdigest", hexadecimal, 0, 1),
    Method::new(
        "copy",
        |context, arguments| {
            let hash = arguments.get(0);
            let state = state_of(context, hash)?;
            make(context, field(hash, NAME), state, field(hash, SIZE).as_int().max(0) as usize)
        },
        0,
        0,
    ),
    Method::new(
        "__repr__",
        |context, arguments| {
            let hash = arguments.get(0);
            let address = hash.0;
            context.format(format_args!("<{} _hashlib.HASH object @ {address:#x}>", Display(field(hash, NAME))))
        },
        0,
        0,
    ),
];

/// The class's attributes.
pub static ATTRIBUTES: &[Attribute] = &[
    Attribute { name: "name", get: |_, hash| Ok(field(hash, NAME)), set: None },
    Attribute { name: "digest_size", get: |_, hash| Ok(field(hash, SIZE)), set: None },
    Attribute { name: "block_size", get: |context, hash| state_of(context, hash).map(|state| small(block_size(&state))), set: None },
];

/// The functions.
pub static FUNCTIONS: &[Method] = &[Method::new("new", new, 3, 3).unbound()];

/// The class.
pub fn values(context: &mut Context, store: &mut Store<'_>) -> Result<()> {
    let class = Value::from_pointer(context.late_class(ClassId::Hash)?);
    store(context, "HASH", class)
}
