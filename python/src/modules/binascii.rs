//! `binascii`: bytes as text and back: hexadecimal, base 64, checksums.

use copperhead_stencils::value::Value;

use super::Store;
use crate::context::Context;
use crate::error::{Raised, Result};
use crate::objects::byte_builder::ByteBuilder;
use crate::objects::bytes::shared::hex_for;
use crate::objects::class_list::ClassId;
use crate::objects::native::{Arguments, Method};
use crate::objects::{bytes, operations, text};

/// `binascii.Error`.
fn error(context: &mut Context, message: &str) -> Raised {
    context.raise(ClassId::BinasciiError, format_args!("{message}"))
}

/// Bytes to be read: a str of ASCII, or anything bytes-like.
fn source<'a>(context: &mut Context, value: Value) -> Result<&'a [u8]> {
    if text::is_str(value) {
        return match text::ascii_text(value) {
            Some(text) => Ok(text.as_bytes()),
            None => Err(context.raise(ClassId::ValueError, format_args!("string argument should contain only ASCII characters"))),
        };
    }
    match bytes::view(value) {
        Some(bytes) => Ok(bytes),
        None => {
            let name = context.type_name(value);
            let text = format_args!("argument should be bytes, buffer or ASCII string, not '{name}'");
            Err(context.raise(ClassId::TypeError, text))
        }
    }
}

fn flag(context: &mut Context, value: Option<Value>, otherwise: bool) -> Result<bool> {
    match value {
        Some(value) => operations::truth(context, value),
        None => Ok(otherwise),
    }
}

/// `hexlify(data, sep, bytes_per_sep=1)`: as the method `hex` of bytes, in bytes.
fn hexlify(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let data = bytes::required(context, arguments.get(0))?;
    let shown = hex_for(context, data, arguments.optional(1), arguments.optional(2), true)?;
    context.new_bytes(text::storage(shown))
}

/// `unhexlify(hexstr)`.
fn unhexlify(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let text = source(context, arguments.get(0))?;
    let (pairs, rest) = text.as_chunks::<2>();
    if !rest.is_empty() {
        return Err(error(context, "Odd-length string"));
    }
    let digit = |byte: u8| char::from(byte).to_digit(16);
    let mut builder = ByteBuilder::new(context);
    for &[high, low] in pairs {
        let (Some(high), Some(low)) = (digit(high), digit(low)) else {
            return Err(error(builder.context, "Non-hexadecimal digit found"));
        };
        builder.push((high << 4 | low) as u8)?;
    }
    builder.finish_bytes()
}

const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// `b2a_base64(data, *, newline=True)`.
fn to_base64(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let data = bytes::required(context, arguments.get(0))?;
    let newline = flag(context, arguments.optional(1), true)?;
    let mut builder = ByteBuilder::new(context);
    for chunk in data.chunks(3) {
        let word = chunk.iter().fold(0u32, |word, &byte| word << 8 | u32::from(byte)) << (8 * (3 - chunk.len() as u32));
        for place in 0..4usize {
            let sextet = (word >> (18 - 6 * place as u32) & 63) as usize;
            builder.push(if place <= chunk.len() { LETTERS.get(sextet).copied().unwrap_or(b'=') } else { b'=' })?;
        }
    }
    if newline {
        builder.push(b'\n')?;
    }
    builder.finish_bytes()
}

fn sextet(byte: u8) -> Option<u32> {
    LETTERS.iter().position(|&letter| letter == byte).map(|place| place as u32)
}

/// `a2b_base64(string, *, strict_mode=False)`.
fn from_base64(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let text = source(context, arguments.get(0))?;
    let strict = flag(context, arguments.optional(1), false)?;
    if strict && text.first() == Some(&b'=') {
        return Err(error(context, "Leading padding not allowed"));
    }
    let mut builder = ByteBuilder::new(context);
    // Letters of the present group of four, and what they say.
    let (mut count, mut word, mut pads, mut total) = (0usize, 0u32, 0usize, 0usize);
    let mut padded = false;
    for &byte in text {
        if byte == b'=' {
            padded = true;
            if strict && count == 0 {
                return Err(error(builder.context, "Excess data after padding"));
            }
            pads = pads.saturating_add(1);
            if count >= 2 && count.saturating_add(pads) >= 4 {
                if strict && total.saturating_add(pads) < text.len() {
                    return Err(error(builder.context, "Excess data after padding"));
                }
                return builder.finish_bytes();
            }
            continue;
        }
        let Some(value) = sextet(byte) else {
            if strict {
                return Err(error(builder.context, "Only base64 data is allowed"));
            }
            continue;
        };
        total = total.saturating_add(1);
        if strict && padded {
            return Err(error(builder.context, "Discontinuous padding not allowed"));
        }
        pads = 0;
        word = (word << 6 | value) & 0xff_ffff;
        count = count.wrapping_add(1);
        match count {
            2 => builder.push((word >> 4) as u8)?,
            3 => builder.push((word >> 2) as u8)?,
            4 => {
                builder.push(word as u8)?;
                count = 0;
            }
            _ => {}
        }
    }
    match count {
        0 => builder.finish_bytes(),
        1 => {
            let context = builder.context;
            let text =
                format_args!("Invalid base64-encoded string: number of data characters ({total}) cannot be 1 more than a multiple of 4");
            Err(context.raise(ClassId::BinasciiError, text))
        }
        _ => Err(error(builder.context, "Incorrect padding")),
    }
}

/// A checksum's starting value.
fn start(context: &mut Context, value: Option<Value>) -> Result<u32> {
    let Some(value) = value else { return Ok(0) };
    let number = operations::index(context, value)?;
    let mask = context.new_int(0xffff_ffff)?;
    let low = operations::binary(context, copperhead_stencils::operation::Operation::And, false, number, mask)?;
    Ok(crate::objects::sequence::to_i128(low).unwrap_or(0) as u32)
}

/// `crc32(data, crc=0)`: ISO 3309, bit by bit over a table of 16 numbers.
fn crc32(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    const TABLE: [u32; 16] = {
        let mut table = [0; 16];
        let mut index = 0;
        while index < 16 {
            let mut value = index as u32;
            let mut bit = 0;
            while bit < 4 {
                value = if value & 1 == 1 { value >> 1 ^ 0xedb8_8320 } else { value >> 1 };
                bit += 1;
            }
            table[index] = value;
            index += 1;
        }
        table
    };
    let first = start(context, arguments.optional(1))?;
    let data = bytes::required(context, arguments.get(0))?;
    let nibble = |sum: u32, low: u32| sum >> 4 ^ TABLE.get(((sum ^ low) & 15) as usize).copied().unwrap_or(0);
    let sum = data.iter().fold(!first, |sum, &byte| nibble(nibble(sum, u32::from(byte)), u32::from(byte) >> 4));
    context.new_int(i128::from(!sum))
}

/// `crc_hqx(data, crc)`: CRC-CCITT.
fn crc_hqx(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let first = start(context, arguments.optional(1))? & 0xffff;
    let data = bytes::required(context, arguments.get(0))?;
    let sum = data.iter().fold(first, |sum, &byte| {
        (0..8).fold(sum ^ u32::from(byte) << 8, |sum, _| (if sum & 0x8000 != 0 { sum << 1 ^ 0x1021 } else { sum << 1 }) & 0xffff)
    });
    context.new_int(i128::from(sum))
}

/// The functions.
pub static FUNCTIONS: &[Method] = &[
    Method::named("hexlify", hexlify, &["data", "sep", "bytes_per_sep"], 1).unbound(),
    Method::named("b2a_hex", hexlify, &["data", "sep", "bytes_per_sep"], 1).unbound(),
    Method::new("unhexlify", unhexlify, 1, 1).unbound(),
    Method::new("a2b_hex", unhexlify, 1, 1).unbound(),
    Method::named("b2a_base64", to_base64, &["", "*newline"], 1).unbound(),
    Method::named("a2b_base64", from_base64, &["", "*strict_mode"], 1).unbound(),
    Method::new("crc32", crc32, 1, 2).unbound(),
    Method::new("crc_hqx", crc_hqx, 2, 2).unbound(),
];

/// The exceptions.
pub fn values(context: &mut Context, store: &mut Store<'_>) -> Result<()> {
    for (name, id) in [("Error", ClassId::BinasciiError), ("Incomplete", ClassId::BinasciiIncomplete)] {
        let class = Value::from_pointer(context.late_class(id)?);
        store(context, name, class)?;
    }
    Ok(())
}
