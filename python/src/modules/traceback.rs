//! `_traceback`: what `traceback` and `linecache` (in Python) need of the inside.

use core::fmt;

use copperhead_stencils::layout::callable::Code;
use copperhead_stencils::layout::object::Kind;
use copperhead_stencils::value::Value;

use crate::bytecode::materialise::{Place, place_of};
use crate::context::Context;
use crate::error::Result;
use crate::objects::byte_builder::{bytes_data, new_bytes_cell};
use crate::objects::class_list::ClassId;
use crate::objects::native::{Arguments, Method};
use crate::objects::text::Display;
use crate::objects::{access, number_glue, syntax_error, text, traceback_line};

/// What a program is called that came through standard input.
pub(crate) const STANDARD_INPUT: &str = "<stdin>";

/// The program that runs: its file's name and its text, which outlive the run.
#[derive(Clone, Copy)]
pub(crate) struct ProgramSource {
    /// The name.
    pub(crate) name: *const str,
    /// The text.
    pub(crate) text: *const [u8],
}

/// Text in a buffer of fixed size; what does not fit is cut off.
struct Piece {
    data: *mut u8,
    room: usize,
    used: usize,
}

impl fmt::Write for Piece {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        if text.len() > self.room.saturating_sub(self.used) {
            return Err(fmt::Error);
        }
        // SAFETY: just checked to fit; the buffer is the caller's.
        unsafe { core::ptr::copy_nonoverlapping(text.as_ptr(), self.data.add(self.used), text.len()) };
        self.used = self.used.saturating_add(text.len());
        Ok(())
    }
}

impl Context {
    /// The text of the program, if the file is its.
    fn program_text(&self, file_name: Value) -> Option<&'static [u8]> {
        // As in CPython, a program that came through standard input is not kept.
        let program = self.program.filter(|_| !text::equals_text(file_name, STANDARD_INPUT))?;
        // SAFETY: the program's name and text outlive its run, after which this is None; nobody keeps the slice longer than a call.
        unsafe { if text::equals_text(file_name, &*program.name) { Some(&*program.text) } else { None } }
    }

    /// The text of a source file, and the object that holds it, if it can be had.
    pub(crate) fn source_text_of(&mut self, file_name: Value) -> Option<(&'static [u8], Value)> {
        if !access::is(file_name, Kind::Str) {
            return None;
        }
        if let Some(text) = self.program_text(file_name) {
            return Some((text, Value::NONE));
        }
        let source = self.source_for_report(file_name)?;
        Some((number_glue::text::bytes_of(source)?, source))
    }
}

/// `source(file_name)`: the text of a source file, or None.
fn source(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let Some((text, kept)) = context.source_text_of(arguments.get(0)) else { return Ok(Value::NONE) };
    let result = match core::str::from_utf8(text) {
        Ok(text) => context.new_str(text),
        Err(_) => Ok(Value::NONE),
    };
    core::hint::black_box(kept);
    result
}

/// `lines(file_name, line, column, end_line, end_column)`: what stands below an entry of a traceback.
fn lines(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let number = |index| number_glue::to_isize(arguments.get(index)).and_then(|number| u32::try_from(number).ok()).unwrap_or(0);
    let place = Place { line: number(1), column: number(2), end_line: number(3), end_column: number(4) };
    let Some((text, kept)) = context.source_text_of(arguments.get(0)) else { return Ok(context.empty_str) };
    // A line of marks stands below each line, and what is left out is counted.
    let mut room = 256usize;
    for line in place.line..=place.end_line.max(place.line) {
        let Some(line) = syntax_error::line_of(text, line) else { break };
        room = room.saturating_add(line.len().saturating_mul(2)).saturating_add(16);
    }
    let buffer = new_bytes_cell(context, room)?;
    let mut piece = Piece { data: bytes_data(buffer), room, used: 0 };
    let _ = traceback_line::write_lines(text, place, &mut piece);
    // SAFETY: so many bytes were written.
    let written = unsafe { core::slice::from_raw_parts(piece.data, piece.used) };
    let result = context.new_str(core::str::from_utf8(written).unwrap_or(""));
    core::hint::black_box((kept, buffer));
    result
}

/// `position(code, lasti)`: line, end line, column, end column.
fn position(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let code = arguments.get(0);
    if !access::is(code, Kind::Code) {
        let class = context.class_name_of(code);
        return Err(context.raise(ClassId::TypeError, format_args!("expected a code object, not {}", Display(class))));
    }
    let word = number_glue::to_isize(arguments.get(1)).and_then(|lasti| usize::try_from(lasti).ok()).unwrap_or(0) / 2;
    // SAFETY: just checked.
    match unsafe { place_of(code.as_pointer::<Code>(), word) } {
        Some(place) => {
            let small = |number: u32| Value::from_i32_small((number & 0x3fff_ffff) as i32);
            context.new_tuple(&[small(place.line), small(place.end_line), small(place.column), small(place.end_column)])
        }
        None => context.new_tuple(&[Value::NONE; 4]),
    }
}

/// `suggestion(exception)`: what a report says behind its message, or an empty str.
fn suggestion(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let exception = arguments.get(0);
    if !access::is(exception, Kind::Exception) {
        return Ok(context.empty_str);
    }
    Ok(context.suggestion(exception).unwrap_or(context.empty_str))
}

/// The functions.
pub static FUNCTIONS: &[Method] = &[
    Method::new("source", source, 1, 1).unbound(),
    Method::new("lines", lines, 5, 5).unbound(),
    Method::new("position", position, 2, 2).unbound(),
    Method::new("suggestion", suggestion, 1, 1).unbound(),
];
