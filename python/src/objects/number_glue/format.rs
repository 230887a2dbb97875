//! `__format__` of numbers.

use copperhead_stencils::layout::object::Kind;
use copperhead_stencils::value::Value;

use super::{Number, int_to_f64, loose};
use crate::context::Context;
use crate::error::{Raised, Result};
use crate::numeric::format_spec::{self, CodePoints, FormatError, FormatSpec, IntegerForm, ValueKind};
use crate::numeric::sink::{Sink, SinkFull};
use crate::objects::class_list::ClassId;
use crate::objects::integer::arithmetic::Int;
use crate::objects::text::{Display, TextBuilder};
use crate::objects::{integer_text, operations, text};

/// A format specification that is a str.
struct Specification(Value);

impl CodePoints for Specification {
    fn length(&self) -> usize {
        text::length(self.0)
    }

    fn at(&self, index: usize) -> Option<u32> {
        if index < text::length(self.0) { Some(text::code_point(self.0, index)) } else { None }
    }

    fn decimal(&self, code_point: u32) -> Option<u32> {
        crate::objects::unicode::decimal_value(code_point)
    }
}

/// A builder as the layout writes to it. When it is full, an exception is pending.
struct BuilderSink<'b, 'c>(&'b mut TextBuilder<'c>);

impl Sink for BuilderSink<'_, '_> {
    fn push(&mut self, code_point: u32) -> core::result::Result<(), SinkFull> {
        self.0.push(code_point).map_err(|Raised| SinkFull)
    }

    fn reserve(&mut self, count: usize) -> core::result::Result<(), SinkFull> {
        // What cannot be had in any case is refused before it is written point by point.
        if count > isize::MAX as usize / 8 {
            let _ = self.0.context.raise_memory();
            return Err(SinkFull);
        }
        Ok(())
    }
}

/// `__format__` of int, float and complex.
///
/// # Errors
/// TypeError, ValueError, OverflowError, MemoryError.
pub(crate) fn format_method(context: &mut Context, value: Value, spec: Value) -> Result<Value> {
    // SAFETY: the caller's frame holds the argument.
    if !unsafe { spec.is_kind(Kind::Str) } {
        let name = super::super::str::given_name(context, spec);
        return Err(context.raise(ClassId::TypeError, format_args!("__format__() argument must be str, not {name}")));
    }
    if text::length(spec) == 0 {
        return match super::repr(context, value)? {
            Some(text) => Ok(text),
            None => operations::str(context, value),
        };
    }
    let Some(number) = loose(value) else {
        return Err(context.raise_system("not a number"));
    };
    match format_number(context, number, spec)? {
        Ok(text) => Ok(text),
        Err(error) => Err(raise_format(context, error, spec, value)),
    }
}

/// The exception for a specification that does not fit.
#[cold]
pub(crate) fn raise_format(context: &mut Context, error: FormatError, spec: Value, value: Value) -> Raised {
    if error == FormatError::SinkFull {
        // The builder has raised.
        return Raised;
    }
    let class = context.class_of(value);
    let name = context.class_name(class);
    let mut builder = TextBuilder::new(context);
    let mut sink = BuilderSink(&mut builder);
    let type_name = text::ascii_text(name).unwrap_or("object");
    if error.write_message(&Specification(spec), type_name, &mut sink).is_err() {
        return Raised;
    }
    let message = match builder.finish() {
        Ok(message) => message,
        Err(Raised) => return Raised,
    };
    let class = if error.is_overflow() { ClassId::OverflowError } else { ClassId::ValueError };
    context.raise(class, format_args!("{}", Display(message)))
}

type Formatted = core::result::Result<Value, FormatError>;

/// A number laid out by a specification: the inner error is for [`raise_format`].
fn format_number(context: &mut Context, number: Number, spec: Value) -> Result<Formatted> {
    let kind = if matches!(number, Number::Int(_)) { ValueKind::Integer } else { ValueKind::Float };
    let parsed = match format_spec::parse(&Specification(spec), kind) {
        Ok(parsed) => parsed,
        Err(error) => return Ok(Err(error)),
    };
    format_with(context, number, &parsed)
}

fn build(context: &mut Context, write: impl FnOnce(&mut dyn Sink) -> core::result::Result<(), FormatError>) -> Result<Formatted> {
    let mut builder = TextBuilder::new(context);
    match write(&mut BuilderSink(&mut builder)) {
        Ok(()) => builder.finish().map(Ok),
        Err(FormatError::SinkFull) => Err(Raised),
        Err(error) => Ok(Err(error)),
    }
}

fn format_int(context: &mut Context, int: Int, spec: &FormatSpec) -> Result<Formatted> {
    match spec.integer_form() {
        Err(error) => Ok(Err(error)),
        Ok(IntegerForm::Float) => {
            let number = int_to_f64(context, int)?;
            build(context, |sink| format_spec::format_float(spec, number, sink))
        }
        Ok(IntegerForm::Character) => {
            let code_point = int.view().to_isize().map(|number| number as i64);
            build(context, |sink| format_spec::format_character(spec, code_point, sink))
        }
        Ok(IntegerForm::Digits(radix)) => {
            let view = int.view();
            let (data, length) = integer_text::digits(context, &view, radix)?;
            // SAFETY: the buffer holds so many digits; the pointer keeps it alive.
            let digits = unsafe { core::slice::from_raw_parts(data, length) };
            let result = build(context, |sink| format_spec::format_integer(spec, view.is_negative(), digits, sink))?;
            // SAFETY: nobody uses the buffer any more.
            unsafe { context.free_buffer(data) };
            Ok(result)
        }
    }
}

/// An int, float or complex number laid out by a specification that was taken apart already (`%`-formatting).
///
/// # Errors
/// ValueError, OverflowError, MemoryError.
pub(crate) fn format_with(context: &mut Context, number: Number, spec: &FormatSpec) -> Result<Formatted> {
    match number {
        Number::Int(int) => format_int(context, int, spec),
        Number::Float(number) => build(context, |sink| format_spec::format_float(spec, number, sink)),
        Number::Complex(real, imaginary) => build(context, |sink| format_spec::format_complex(spec, real, imaginary, sink)),
    }
}
