//! Between format specifications and strs: a builder takes what is formatted, a str is read as a specification, and errors
//! become exceptions.

use copperhead_stencils::value::Value;

use super::class_list::ClassId;
use super::text::{self, TextBuilder};
use super::unicode;
use crate::context::Context;
use crate::error::{Raised, Result};
use crate::numeric::format_spec::{self, CodePoints, FormatError, FormatSpec, ValueKind};
use crate::numeric::sink::{Sink, SinkFull};

/// A full builder has MemoryError pending.
impl Sink for TextBuilder<'_> {
    fn push(&mut self, code_point: u32) -> core::result::Result<(), SinkFull> {
        TextBuilder::push(self, code_point).map_err(|Raised| SinkFull)
    }

    fn push_str(&mut self, text: &str) -> core::result::Result<(), SinkFull> {
        self.push_text(text).map_err(|Raised| SinkFull)
    }

    fn push_repeated(&mut self, code_point: u32, count: usize) -> core::result::Result<(), SinkFull> {
        TextBuilder::push_repeated(self, code_point, count).map_err(|Raised| SinkFull)
    }

    fn reserve(&mut self, count: usize) -> core::result::Result<(), SinkFull> {
        self.make_room(count, 1).map_err(|Raised| SinkFull)
    }
}

/// A str as a specification.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Specification(pub(crate) Value);

impl CodePoints for Specification {
    fn length(&self) -> usize {
        text::length(self.0)
    }

    fn at(&self, index: usize) -> Option<u32> {
        text::points(self.0).at(index)
    }

    fn decimal(&self, code_point: u32) -> Option<u32> {
        unicode::decimal_value(code_point)
    }
}

/// Raises what a specification error means for a value.
#[cold]
pub(crate) fn raise_format(context: &mut Context, error: FormatError, spec: Value, value: Value) -> Raised {
    if error == FormatError::SinkFull {
        return Raised;
    }
    let class = if error.is_overflow() { ClassId::OverflowError } else { ClassId::ValueError };
    let name = context.class_name(context.class_of(value));
    let name = text::ascii_text(name).unwrap_or("object");
    let mut builder = TextBuilder::new(context);
    if error.write_message(&Specification(spec), name, &mut builder).is_err() {
        return Raised;
    }
    match builder.finish() {
        Ok(message) => super::str_format::raise_text(context, class, message),
        Err(raised) => raised,
    }
}

/// Reads a specification; `spec` must be a str.
///
/// # Errors
/// ValueError.
pub(crate) fn parse(context: &mut Context, spec: Value, kind: ValueKind, value: Value) -> Result<FormatSpec> {
    match format_spec::parse(&Specification(spec), kind) {
        Ok(parsed) => Ok(parsed),
        Err(error) => Err(raise_format(context, error, spec, value)),
    }
}

/// The str that a function writes; its error is raised as one of this specification and value.
///
/// # Errors
/// The function's; MemoryError.
pub(crate) fn build(
    context: &mut Context,
    spec: Value,
    value: Value,
    write: impl FnOnce(&mut dyn Sink) -> core::result::Result<(), FormatError>,
) -> Result<Value> {
    let mut builder = TextBuilder::new(context);
    match write(&mut builder) {
        Ok(()) => builder.finish(),
        Err(error) => Err(raise_format(builder.context, error, spec, value)),
    }
}

/// The specification that `__format__` was given; it must be a str.
///
/// # Errors
/// TypeError.
pub(crate) fn argument(context: &mut Context, spec: Value) -> Result<Value> {
    if text::is_str(spec) {
        return Ok(spec);
    }
    let name = super::str::given_name(context, spec);
    Err(context.raise(ClassId::TypeError, format_args!("__format__() argument must be str, not {name}")))
}
