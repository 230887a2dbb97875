//! Methods of bytes and bytearray that take bytes for ASCII characters.

use copperhead_stencils::value::Value;

use super::shared::{finish, own};
use crate::context::Context;
use crate::error::Result;
use crate::objects::byte_builder::ByteBuilder;
use crate::objects::native::Arguments;

/// Maps each byte; the function also gets the byte before.
fn map(context: &mut Context, arguments: &Arguments, change: impl Fn(Option<u8>, u8) -> u8) -> Result<Value> {
    let bytes = own(arguments);
    let mut builder = ByteBuilder::new(context);
    builder.make_room(bytes.len())?;
    let mut before = None;
    for &byte in bytes {
        builder.push(change(before, byte))?;
        before = Some(byte);
    }
    finish(builder, arguments.get(0))
}

/// `lower`.
pub(crate) fn lower(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    map(context, arguments, |_, byte| byte.to_ascii_lowercase())
}

/// `upper`.
pub(crate) fn upper(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    map(context, arguments, |_, byte| byte.to_ascii_uppercase())
}

/// `swapcase`.
pub(crate) fn swapcase(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    map(context, arguments, |_, byte| if byte.is_ascii_alphabetic() { byte ^ 0x20 } else { byte })
}

/// `title`.
pub(crate) fn title(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    map(context, arguments, |before, byte| match before {
        Some(before) if before.is_ascii_alphabetic() => byte.to_ascii_lowercase(),
        _ => byte.to_ascii_uppercase(),
    })
}

/// `capitalize`.
pub(crate) fn capitalize(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    map(context, arguments, |before, byte| if before.is_none() { byte.to_ascii_uppercase() } else { byte.to_ascii_lowercase() })
}

fn all(arguments: &Arguments, test: impl Fn(&u8) -> bool) -> Result<Value> {
    let bytes = own(arguments);
    Ok(Value::from_bool(!bytes.is_empty() && bytes.iter().all(test)))
}

/// `isalnum`.
pub(crate) fn isalnum(_: &mut Context, arguments: &Arguments) -> Result<Value> {
    all(arguments, u8::is_ascii_alphanumeric)
}

/// `isalpha`.
pub(crate) fn isalpha(_: &mut Context, arguments: &Arguments) -> Result<Value> {
    all(arguments, u8::is_ascii_alphabetic)
}

/// `isascii`.
pub(crate) fn isascii(_: &mut Context, arguments: &Arguments) -> Result<Value> {
    Ok(Value::from_bool(own(arguments).is_ascii()))
}

/// `isdigit`.
pub(crate) fn isdigit(_: &mut Context, arguments: &Arguments) -> Result<Value> {
    all(arguments, u8::is_ascii_digit)
}

/// White space, for bytes.
pub(crate) fn is_space(byte: u32) -> bool {
    matches!(byte, 0x09..=0x0d | 0x20)
}

/// `isspace`.
pub(crate) fn isspace(_: &mut Context, arguments: &Arguments) -> Result<Value> {
    all(arguments, |&byte| is_space(u32::from(byte)))
}

/// `islower`.
pub(crate) fn islower(_: &mut Context, arguments: &Arguments) -> Result<Value> {
    let bytes = own(arguments);
    Ok(Value::from_bool(bytes.iter().any(u8::is_ascii_lowercase) && !bytes.iter().any(u8::is_ascii_uppercase)))
}

/// `isupper`.
pub(crate) fn isupper(_: &mut Context, arguments: &Arguments) -> Result<Value> {
    let bytes = own(arguments);
    Ok(Value::from_bool(bytes.iter().any(u8::is_ascii_uppercase) && !bytes.iter().any(u8::is_ascii_lowercase)))
}

/// `istitle`.
pub(crate) fn istitle(_: &mut Context, arguments: &Arguments) -> Result<Value> {
    let (mut cased, mut inside) = (false, false);
    for byte in own(arguments) {
        if (byte.is_ascii_uppercase() && inside) || (byte.is_ascii_lowercase() && !inside) {
            return Ok(Value::FALSE);
        }
        inside = byte.is_ascii_alphabetic();
        cased |= inside;
    }
    Ok(Value::from_bool(cased))
}
