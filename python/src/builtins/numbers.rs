//! Functions of numbers and characters: `abs`, `divmod`, `pow`, `round`, `bin`, `oct`, `hex`, `chr`, `ord`.

use copperhead_stencils::layout::object::Kind;
use copperhead_stencils::value::Value;

use crate::context::Context;
use crate::error::Result;
use crate::objects::class_list::ClassId;
use crate::objects::native::{Arguments, Method};
use crate::objects::special::Special;
use crate::objects::text::{self, Display};
use crate::objects::{access, integer_text, number_glue, operations};

/// The functions.
pub static METHODS: &[Method] = &[
    Method::new("abs", abs, 1, 1).unbound(),
    Method::new("divmod", divmod, 2, 2).unbound(),
    Method::named("pow", pow, &["base", "exp", "mod"], 2).unbound(),
    Method::named("round", round, &["number", "ndigits"], 1).unbound(),
    Method::new("bin", bin, 1, 1).unbound(),
    Method::new("oct", oct, 1, 1).unbound(),
    Method::new("hex", hex, 1, 1).unbound(),
    Method::new("chr", chr, 1, 1).unbound(),
    Method::new("ord", ord, 1, 1).unbound(),
];

fn abs(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    operations::unary(context, Special::Abs, arguments.get(0))
}

fn divmod(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    number_glue::divmod(context, arguments.get(0), arguments.get(1))
}

fn pow(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    number_glue::power(context, arguments.get(0), arguments.get(1), arguments.optional(2))
}

fn round(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    number_glue::round(context, arguments.get(0), arguments.optional(1))
}

fn bin(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let number = operations::index(context, arguments.get(0))?;
    integer_text::in_radix(context, number, 2, "0b")
}

fn oct(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let number = operations::index(context, arguments.get(0))?;
    integer_text::in_radix(context, number, 8, "0o")
}

fn hex(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let number = operations::index(context, arguments.get(0))?;
    integer_text::in_radix(context, number, 16, "0x")
}

fn chr(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let number = operations::index(context, arguments.get(0))?;
    match number_glue::to_isize(number) {
        Some(point @ 0..=0x10_ffff) => context.character(point as u32),
        _ => Err(context.raise(ClassId::ValueError, format_args!("chr() arg not in range(0x110000)"))),
    }
}

fn ord(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let value = arguments.get(0);
    let length = match access::kind(value) {
        Some(Kind::Str) => {
            if text::length(value) == 1 {
                return Ok(Value::from_i32_small(text::code_point(value, 0) as i32));
            }
            text::length(value)
        }
        Some(Kind::Bytes | Kind::ByteArray) => match number_glue::text::bytes_of(value) {
            Some([byte]) => return Ok(Value::from_i32_small(i32::from(*byte))),
            Some(bytes) => bytes.len(),
            None => 0,
        },
        _ => {
            let name = context.class_name(context.class_of(value));
            return Err(context.raise(ClassId::TypeError, format_args!("ord() expected string of length 1, but {} found", Display(name))));
        }
    };
    Err(context.raise(ClassId::TypeError, format_args!("ord() expected a character, but string of length {length} found")))
}
