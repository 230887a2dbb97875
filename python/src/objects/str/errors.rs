//! Encodings and error handlers by name, and the exceptions of encoding and decoding.

use copperhead_stencils::value::Value;

use crate::context::Context;
use crate::error::{Raised, Result};
use crate::objects::class_list::ClassId;

/// The order of the bytes of a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Order {
    /// Little-endian, told by a mark at the start.
    Marked,
    /// Least significant first.
    Little,
    /// Most significant first.
    Big,
}

/// An encoding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Codec {
    /// UTF-8.
    Utf8,
    /// UTF-8 with a mark at the start.
    Utf8Marked,
    /// ASCII.
    Ascii,
    /// ISO 8859-1.
    Latin1,
    /// UTF-16.
    Utf16(Order),
    /// UTF-32.
    Utf32(Order),
    /// As in literals.
    UnicodeEscape,
    /// As in raw literals, `\u` and `\U` but for.
    RawUnicodeEscape,
}

/// What to do with what cannot be converted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Handler {
    /// Raise.
    Strict,
    /// Leave out.
    Ignore,
    /// A question mark or U+FFFD.
    Replace,
    /// An escape.
    Backslash,
    /// A character reference.
    Reference,
    /// The name of the character, as an escape.
    Name,
    /// Bytes above 127 are lone surrogates from U+DC80 on.
    SurrogateEscape,
    /// Surrogates are encoded like other characters.
    SurrogatePass,
    /// What a program registered; the caller's native frame holds it.
    Registered(Value),
}

impl Codec {
    /// The encoding with a name, if it is one of these; the module `codecs` knows more.
    pub(crate) fn known(name: &str) -> Option<Codec> {
        let mut buffer = [0u8; 20];
        let mut used = 0usize;
        for byte in name.bytes().filter(|byte| !matches!(byte, b'-' | b'_' | b' ')) {
            if let Some(place) = buffer.get_mut(used) {
                *place = byte.to_ascii_lowercase();
            }
            used = used.saturating_add(1);
        }
        Some(match buffer.get(..used).unwrap_or(&[]) {
            b"utf8" | b"u8" | b"utf" | b"cp65001" => Codec::Utf8,
            b"utf8sig" => Codec::Utf8Marked,
            b"ascii" | b"usascii" | b"646" | b"ansix3.41968" => Codec::Ascii,
            b"latin1" | b"latin" | b"l1" | b"iso88591" | b"88591" | b"8859" | b"cp819" => Codec::Latin1,
            b"unicodeescape" => Codec::UnicodeEscape,
            b"rawunicodeescape" => Codec::RawUnicodeEscape,
            b"utf16" | b"u16" => Codec::Utf16(Order::Marked),
            b"utf16le" => Codec::Utf16(Order::Little),
            b"utf16be" => Codec::Utf16(Order::Big),
            b"utf32" | b"u32" => Codec::Utf32(Order::Marked),
            b"utf32le" => Codec::Utf32(Order::Little),
            b"utf32be" => Codec::Utf32(Order::Big),
            _ => return None,
        })
    }

    /// The name that exceptions show.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Codec::Utf8 | Codec::Utf8Marked => "utf-8",
            Codec::Ascii => "ascii",
            Codec::Latin1 => "latin-1",
            Codec::UnicodeEscape => "unicodeescape",
            Codec::RawUnicodeEscape => "rawunicodeescape",
            Codec::Utf16(Order::Marked) => "utf-16",
            Codec::Utf16(Order::Little) => "utf-16-le",
            Codec::Utf16(Order::Big) => "utf-16-be",
            Codec::Utf32(Order::Marked) => "utf-32",
            Codec::Utf32(Order::Little) => "utf-32-le",
            Codec::Utf32(Order::Big) => "utf-32-be",
        }
    }
}

impl Handler {
    /// Whether a handler of this name runs no program.
    pub(crate) fn is_own(name: &str) -> bool {
        let own =
            ["strict", "ignore", "replace", "backslashreplace", "xmlcharrefreplace", "namereplace", "surrogateescape", "surrogatepass"];
        own.contains(&name)
    }

    /// The error handler with a name.
    ///
    /// # Errors
    /// LookupError.
    pub(crate) fn by_name(context: &mut Context, name: &str) -> Result<Handler> {
        Ok(match name {
            "strict" => Handler::Strict,
            "ignore" => Handler::Ignore,
            "replace" => Handler::Replace,
            "backslashreplace" => Handler::Backslash,
            "xmlcharrefreplace" => Handler::Reference,
            "namereplace" => Handler::Name,
            "surrogateescape" => Handler::SurrogateEscape,
            "surrogatepass" => Handler::SurrogatePass,
            _ => {
                let name = context.new_str(name)?;
                Handler::Registered(call_codecs(context, "lookup_error", &[name])?)
            }
        })
    }
}

/// Calls a function of the module `codecs`.
///
/// # Errors
/// What it raises.
pub(crate) fn call_codecs(context: &mut Context, function: &str, arguments: &[Value]) -> Result<Value> {
    let module = context.intern("codecs")?;
    let module = context.import_absolute(module)?;
    let name = context.intern(function)?;
    let function = crate::objects::attribute::get_attribute(context, module, name)?;
    context.call(function, arguments)
}

/// Calls a registered error handler with the error that was just raised: what it wants instead, and where to go on.
///
/// # Errors
/// What it raises, TypeError.
pub(crate) fn ask(context: &mut Context, error: Value, errors: &str) -> Result<(Value, usize)> {
    let errors = context.new_str(errors)?;
    let answer = call_codecs(context, "_handled", &[error, errors])?;
    let place = context.tuple_item(answer, 1);
    Ok((context.tuple_item(answer, 0), if place.is_int() { place.as_int().max(0) as usize } else { usize::MAX }))
}

/// Raises UnicodeEncodeError or UnicodeDecodeError for part of an object.
pub(crate) fn raise_unicode(
    context: &mut Context,
    class: ClassId,
    codec: Codec,
    object: Value,
    range: (usize, usize),
    reason: &str,
) -> Raised {
    let arguments = |context: &mut Context| -> Result<Value> {
        let name = context.new_str(codec.name())?;
        let (start, end) = (context.new_int(range.0 as i128)?, context.new_int(range.1 as i128)?);
        let reason = context.new_str(reason)?;
        let class = context.late_class_value(class)?;
        context.call(class, &[name, object, start, end, reason])
    };
    match arguments(context) {
        Ok(exception) => context.raise_value(exception),
        Err(raised) => raised,
    }
}
