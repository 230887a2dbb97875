//! Tracebacks: entries as programs see them, and the report of an exception that nobody catches.

use core::fmt::{self, Write as _};

use copperhead_stencils::layout::callable::Code;
use copperhead_stencils::layout::object::Kind;
use copperhead_stencils::value::Value;

use super::access::{has_flag, is};
use super::class_list::ClassId;
use super::exception::{extra, fields, is_exception};
use super::exception_kinds::syntax_detail;
use super::layout::{Exception, Traceback};
use super::native::{Attribute, Method};
use super::text::{self, Display};
use super::{class, exception_group, frame, operations, traceback_line};
use crate::bytecode::materialise::{Place, place_of};
use crate::context::Context;
use crate::host::{Host, Stream};

/// The entry behind a value that is known to be one.
pub(crate) fn entry(traceback: Value) -> *mut Traceback {
    traceback.as_pointer()
}

/// Where an entry's instruction stands in the source.
pub(crate) fn place(traceback: Value) -> Option<Place> {
    // SAFETY: callers checked that it is an entry; its code is a code object.
    unsafe {
        let code: *mut Code = (*entry(traceback)).code.as_pointer();
        place_of(code, usize::try_from((*entry(traceback)).word.as_int()).ok()?)
    }
}

/// The methods.
pub static METHODS: &[Method] = &[];

/// The attributes.
pub static ATTRIBUTES: &[Attribute] = &[
    // SAFETY: receivers of members are checked to be of the owner's class; so in all of these.
    Attribute { name: "tb_next", get: |_, traceback| Ok(unsafe { (*entry(traceback)).next }), set: None },
    Attribute {
        name: "tb_lineno",
        get: |_, traceback| Ok(place(traceback).map_or(Value::NONE, |place| Value::from_i32_small((place.line & 0x3fff_ffff) as i32))),
        set: None,
    },
    Attribute {
        name: "tb_lasti",
        get: |context, traceback| {
            // SAFETY: as above.
            let word = unsafe { (*entry(traceback)).word };
            context.new_int(word.as_int() as i128 * 2)
        },
        set: None,
    },
    Attribute {
        name: "tb_frame",
        get: |context, traceback| {
            // SAFETY: as above.
            let (function, fp, word) = unsafe { ((*entry(traceback)).function, (*entry(traceback)).fp, (*entry(traceback)).word) };
            let frame = context.traceback_frame(function, fp, usize::try_from(word.as_int()).unwrap_or(0))?;
            // The next who asks gets the same.
            // SAFETY: as above.
            unsafe { (*entry(traceback)).function = frame::function_value(frame) };
            Ok(frame)
        },
        set: None,
    },
];

/// Source texts by the names of their files.
type Sources<'s> = &'s [(&'s str, &'s [u8])];

/// What a report knows while it is written.
struct Places<'s> {
    sources: Sources<'s>,
    /// Whether a line is due that ends a group.
    needs_end: bool,
    /// Exceptions that were met: none of them is shown again as another one's origin. Where there are more, some are shown twice.
    seen: [Value; MOST_SEEN],
    seen_count: usize,
}

/// So many exceptions of a report are remembered.
const MOST_SEEN: usize = 128;

impl Places<'_> {
    fn has_seen(&self, exception: Value) -> bool {
        self.seen.iter().take(self.seen_count).any(|&known| known == exception)
    }

    fn note(&mut self, exception: Value) {
        if let Some(place) = self.seen.get_mut(self.seen_count)
            && is_exception(exception)
        {
            *place = exception;
            self.seen_count += 1;
        }
    }

    fn note_members(&mut self, context: &Context, group: Value) {
        if exception_group::is_group(context, group) {
            for index in 0..exception_group::count(context, group) {
                self.note(context.tuple_item(exception_group::exceptions(group), index));
            }
        }
    }
}

/// Exceptions of a chain that a report shows at the most.
const LONGEST: usize = 100_000;

/// Entries that are the same are shown so often before they are counted.
const REPEATS: usize = 3;

/// Text that goes to the host's error stream in pieces.
struct ErrorStream {
    host: *mut dyn Host,
    buffer: [u8; 512],
    used: usize,
}

impl ErrorStream {
    fn flush(&mut self) {
        let bytes = self.buffer.get(..self.used).unwrap_or(&[]);
        // SAFETY: the host outlives the context. Nobody is left to hear that the error stream fails.
        let _ = unsafe { (*self.host).write(Stream::Error, bytes) };
        self.used = 0;
    }
}

impl fmt::Write for ErrorStream {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        for &byte in text.as_bytes() {
            if self.used >= self.buffer.len() {
                self.flush();
            }
            if let Some(place) = self.buffer.get_mut(self.used) {
                *place = byte;
                self.used += 1;
            }
        }
        Ok(())
    }
}

/// Writes what is said of an exception that nobody catches to the host's error stream.
pub(crate) fn report(context: &mut Context, exception: Value, sources: Sources<'_>) {
    let mut stream = ErrorStream { host: context.host, buffer: [0; 512], used: 0 };
    let _ = write_report(context, exception, sources, &mut stream);
    stream.flush();
}

/// Writes what is said of an exception where nobody can catch it; `culprit` is what raised it.
pub(crate) fn report_ignored(context: &mut Context, exception: Value, place: &str, culprit: Value) {
    let mut stream = ErrorStream { host: context.host, buffer: [0; 512], used: 0 };
    let _ = fmt::write(&mut stream, format_args!("Exception ignored in{place}: {}\n", Display(culprit)));
    let _ = write_ignored(context, exception, &mut stream);
    stream.flush();
}

/// The exception without marks, without those it came from, and without notes, as CPython has it there.
fn write_ignored(context: &mut Context, exception: Value, out: &mut dyn fmt::Write) -> fmt::Result {
    if !is_exception(exception) {
        return Ok(());
    }
    // SAFETY: just checked.
    let traceback = unsafe { (*fields(exception)).traceback };
    if is(traceback, Kind::Traceback) {
        out.write_str("Traceback (most recent call last):\n")?;
        write_entries(context, traceback, &[], false, out)?;
    }
    let exception_class = context.class_of(exception);
    let Ok(name) = class::full_name(context, exception_class) else { return out.write_str("MemoryError\n") };
    let name = ShortName(name);
    match context.text_of_exception(exception) {
        Some(message) => writeln!(out, "{name}: {}", Display(message)),
        None => writeln!(out, "{name}: <exception str() failed>"),
    }
}

/// Writes what is said of an exception, with the exceptions that it came from.
///
/// # Errors
/// The sink's.
pub(crate) fn write_report(context: &mut Context, exception: Value, sources: Sources<'_>, out: &mut dyn fmt::Write) -> fmt::Result {
    write_chain(context, exception, &mut Places { sources, needs_end: false, seen: [Value::NONE; MOST_SEEN], seen_count: 0 }, 0, out)
}

/// The same at a depth of groups.
fn write_chain(context: &mut Context, exception: Value, places: &mut Places<'_>, depth: usize, out: &mut dyn fmt::Write) -> fmt::Result {
    // The chain is walked from its end to the exception; it may be long, so that this does not recurse.
    let mut length = 1;
    let mut at = exception;
    places.note(exception);
    while let Some((previous, _)) = origin(at)
        && length < LONGEST
        && !places.has_seen(previous)
        && previous != exception
    {
        places.note(previous);
        places.note_members(context, at);
        at = previous;
        length += 1;
    }
    places.note_members(context, at);
    for index in (0..length).rev() {
        let mut at = exception;
        for _ in 0..index {
            at = origin(at).map_or(at, |(previous, _)| previous);
        }
        write_one(context, at, places, depth, out)?;
        if index != 0 {
            let mut next = exception;
            for _ in 0..index - 1 {
                next = origin(next).map_or(next, |(previous, _)| previous);
            }
            Margin::new(out, depth).write_str(match origin(next) {
                Some((_, true)) => "\nThe above exception was the direct cause of the following exception:\n\n",
                _ => "\nDuring handling of the above exception, another exception occurred:\n\n",
            })?;
        }
    }
    Ok(())
}

/// The exception from which one came, and whether it is its cause.
fn origin(exception: Value) -> Option<(Value, bool)> {
    if !is_exception(exception) {
        return None;
    }
    // SAFETY: just checked.
    let (cause, context) = unsafe { ((*fields(exception)).cause, (*fields(exception)).context) };
    if is_exception(cause) {
        return Some((cause, true));
    }
    if is_exception(context) && !has_flag(exception, Exception::SUPPRESS_CONTEXT) {
        return Some((context, false));
    }
    None
}

/// Writes the traceback and the last lines of one exception; for a group those of its exceptions, too.
fn write_one(context: &mut Context, exception: Value, places: &mut Places<'_>, depth: usize, out: &mut dyn fmt::Write) -> fmt::Result {
    if !is_exception(exception) {
        return Ok(());
    }
    if exception_group::is_group(context, exception) {
        return write_group(context, exception, places, depth, out);
    }
    let out = &mut Margin::new(out, depth);
    // SAFETY: just checked.
    let traceback = unsafe { (*fields(exception)).traceback };
    if is(traceback, Kind::Traceback) {
        out.write_str("Traceback (most recent call last):\n")?;
        write_entries(context, traceback, places.sources, true, out)?;
    }
    write_last_lines(context, exception, out)
}

/// Groups in groups are shown so deep, and so many exceptions of one group.
const DEEPEST_GROUP: usize = 10;
const WIDEST_GROUP: usize = 15;

/// Writes what is said of a group. `depth` is 0 outside groups.
fn write_group(context: &mut Context, group: Value, places: &mut Places<'_>, depth: usize, out: &mut dyn fmt::Write) -> fmt::Result {
    if depth > DEEPEST_GROUP || context.check_native_stack_quietly() {
        return writeln!(Margin::new(out, depth), "... (max_group_depth is {DEEPEST_GROUP})");
    }
    // SAFETY: the caller checked that it is an exception.
    let traceback = unsafe { (*fields(group)).traceback };
    let inner = depth.max(1);
    if is(traceback, Kind::Traceback) {
        let mut margin = Margin::new(out, inner);
        margin.mark = if depth == 0 { '+' } else { '|' };
        margin.write_str("Exception Group Traceback (most recent call last):\n")?;
        margin.mark = '|';
        write_entries(context, traceback, places.sources, true, &mut margin)?;
    }
    write_last_lines(context, group, &mut Margin::new(out, inner))?;
    let number = exception_group::count(context, group);
    let shown = number.min(WIDEST_GROUP + 1);
    for index in 0..shown {
        let width = 2 * inner;
        // The line below the last exception ends all groups that end with it.
        places.needs_end = index + 1 == shown;
        let corner = if index == 0 { "+-" } else { "  " };
        if index < WIDEST_GROUP {
            writeln!(out, "{:width$}{corner}+---------------- {} ----------------", "", index + 1)?;
            let item = context.tuple_item(exception_group::exceptions(group), index);
            write_chain(context, item, places, inner + 1, out)?;
        } else {
            writeln!(out, "{:width$}{corner}+---------------- ... ----------------", "")?;
            let more = number - WIDEST_GROUP;
            let plural = if more > 1 { "s" } else { "" };
            writeln!(Margin::new(out, inner + 1), "and {more} more exception{plural}")?;
        }
        if index + 1 == shown && places.needs_end {
            writeln!(out, "{:1$}+------------------------------------", "", 2 * (inner + 1))?;
            places.needs_end = false;
        }
    }
    Ok(())
}

/// Puts a margin before each line, as deep as the groups that stand around it.
struct Margin<'o> {
    out: &'o mut dyn fmt::Write,
    depth: usize,
    mark: char,
    at_start: bool,
}

impl<'o> Margin<'o> {
    fn new(out: &'o mut dyn fmt::Write, depth: usize) -> Margin<'o> {
        Margin { out, depth, mark: '|', at_start: true }
    }
}

impl fmt::Write for Margin<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        if self.depth == 0 {
            return self.out.write_str(text);
        }
        for piece in text.split_inclusive('\n') {
            if self.at_start {
                write!(self.out, "{:1$}{2} ", "", 2 * self.depth, self.mark)?;
            }
            self.out.write_str(piece)?;
            self.at_start = piece.ends_with('\n');
        }
        Ok(())
    }
}

/// Writes the entries of a traceback; many alike are counted.
fn write_entries(context: &mut Context, traceback: Value, sources: Sources<'_>, marked: bool, out: &mut dyn fmt::Write) -> fmt::Result {
    let mut at = traceback;
    let mut last: Option<(Value, u32)> = None;
    let mut repeats = 0usize;
    // Entries do not change, so there is an end.
    while is(at, Kind::Traceback) {
        // SAFETY: just checked.
        let (code, next) = unsafe { ((*entry(at)).code, (*entry(at)).next) };
        let place = place(at);
        let key = (code, place.map_or(0, |place| place.line));
        if last == Some(key) {
            repeats += 1;
        } else {
            write_repeats(repeats, out)?;
            last = Some(key);
            repeats = 0;
        }
        if repeats < REPEATS {
            write_entry(context, code.as_pointer(), place, sources, marked, out)?;
        }
        at = next;
    }
    write_repeats(repeats, out)
}

fn write_repeats(repeats: usize, out: &mut dyn fmt::Write) -> fmt::Result {
    match repeats.saturating_sub(REPEATS - 1) {
        0 => Ok(()),
        more => {
            let plural = if more == 1 { "" } else { "s" };
            writeln!(out, "  [Previous line repeated {more} more time{plural}]")
        }
    }
}

/// The source text of a file.
fn source_of<'s>(sources: Sources<'s>, file_name: Value) -> Option<&'s [u8]> {
    sources.iter().find(|(name, _)| is(file_name, Kind::Str) && text::equals_text(file_name, name)).map(|&(_, source)| source)
}

fn write_entry(
    context: &mut Context,
    code: *mut Code,
    place: Option<Place>,
    sources: Sources<'_>,
    marked: bool,
    out: &mut dyn fmt::Write,
) -> fmt::Result {
    let write_lines = if marked { traceback_line::write_lines } else { traceback_line::write_first_line };
    // SAFETY: entries of tracebacks have code objects.
    let (file_name, name, first_line) = unsafe { ((*code).file_name, (*code).qualified_name, (*code).first_line) };
    let line = place.map_or(first_line, |place| place.line);
    writeln!(out, "  File \"{}\", line {line}, in {}", Display(file_name), Last(name))?;
    let Some(place) = place else { return Ok(()) };
    if let Some(source) = source_of(sources, file_name) {
        return write_lines(source, place, out);
    }
    // Where no marks are wanted, only what a file has is shown, as CPython does it.
    if !marked && text::ascii_text(file_name).is_some_and(|name| name.starts_with('<')) {
        return Ok(());
    }
    // The program, or an imported module: its file is read again, as its text may have been dropped long ago.
    let Some((text, kept)) = context.source_text_of(file_name) else { return Ok(()) };
    let written = write_lines(text, place, out);
    core::hint::black_box(kept);
    written
}

/// The part of a qualified name behind the last dot.
struct Last(Value);

impl fmt::Display for Last {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match text::ascii_text(self.0) {
            Some(text) => out.write_str(text.rsplit('.').next().unwrap_or(text)),
            None => write!(out, "{}", Display(self.0)),
        }
    }
}

/// Writes class and text of an exception, its notes, and for a SyntaxError the place.
fn write_last_lines(context: &mut Context, exception: Value, out: &mut dyn fmt::Write) -> fmt::Result {
    let exception_class = context.class_of(exception);
    let Ok(name) = class::full_name(context, exception_class) else { return out.write_str("MemoryError\n") };
    // Programs see `__main__.Error` as `Error`.
    let name = ShortName(name);
    if context.is_instance_of(exception, ClassId::SyntaxError) && is(extra(exception, 1), Kind::Tuple) {
        write_syntax_place(context, exception, out)?;
        let message = extra(exception, 0);
        writeln!(out, "{name}: {}", Display(message))?;
    } else {
        match context.text_of_exception(exception) {
            Some(message) if text::length(message) == 0 => writeln!(out, "{name}")?,
            Some(message) => {
                write!(out, "{name}: {}", Display(message))?;
                if let Some(more) = context.suggestion(exception) {
                    write!(out, "{}", Display(more))?;
                }
                out.write_str("\n")?;
            }
            // Without memory there is no text, not even an empty one.
            None if context.is_instance_of(exception, ClassId::MemoryError) => writeln!(out, "{name}")?,
            None => writeln!(out, "{name}: <exception str() failed>")?,
        }
    }
    write_notes(context, exception, out)
}

/// A class's full name without `__main__`.
struct ShortName(Value);

impl fmt::Display for ShortName {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match text::ascii_text(self.0) {
            Some(text) => out.write_str(text.strip_prefix("__main__.").unwrap_or(text)),
            None => write!(out, "{}", Display(self.0)),
        }
    }
}

fn write_notes(context: &mut Context, exception: Value, out: &mut dyn fmt::Write) -> fmt::Result {
    let pending = context.machine.exception;
    let notes = match context.intern("__notes__") {
        Ok(name) => context.own_attribute(exception, name),
        Err(_) => None,
    };
    let notes = notes.filter(|&notes| notes != Value::NONE);
    let listed = match notes {
        Some(notes) if is(notes, Kind::List) => context.list_to_tuple(notes).ok(),
        Some(notes) if is(notes, Kind::Tuple) => Some(notes),
        Some(notes) => {
            match operations::repr(context, notes) {
                Ok(notes) => writeln!(out, "{}", Display(notes))?,
                Err(_) => out.write_str("<__notes__ repr() failed>\n")?,
            }
            None
        }
        None => None,
    };
    if let Some(notes) = listed {
        for index in 0..context.tuple_length(notes) {
            let note = context.tuple_item(notes, index);
            match operations::str(context, note) {
                Ok(note) => writeln!(out, "{}", Display(note))?,
                Err(_) => out.write_str("<note str() failed>\n")?,
            }
        }
    }
    context.machine.exception = pending;
    Ok(())
}

fn write_syntax_place(context: &Context, exception: Value, out: &mut dyn fmt::Write) -> fmt::Result {
    let detail = |index| syntax_detail(context, exception, index);
    let (file_name, line) = (detail(0), detail(1));
    if !line.is_int() {
        return Ok(());
    }
    if is(file_name, Kind::Str) {
        writeln!(out, "  File \"{}\", line {}", Display(file_name), line.as_int())?;
    } else {
        writeln!(out, "  File \"<string>\", line {}", line.as_int())?;
    }
    let (source_line, column, end_line, end_column) = (detail(3), detail(2), detail(4), detail(5));
    if !is(source_line, Kind::Str) {
        return Ok(());
    }
    let blank = |point: u32| point == u32::from(' ') || point == 9 || point == 12;
    let line_end = text::code_points(source_line).rposition(|point| point != 10 && point != 13 && !blank(point)).map_or(0, |at| at + 1);
    let start = text::code_points(source_line).take_while(|&point| blank(point)).count().min(line_end);
    out.write_str("    ")?;
    for point in text::code_points(source_line).take(line_end).skip(start) {
        out.write_char(char::from_u32(point).unwrap_or('\u{fffd}'))?;
    }
    out.write_str("\n")?;
    if !column.is_int() || column.as_int() < 1 {
        return Ok(());
    }
    let first = usize::try_from(column.as_int()).unwrap_or(1);
    let same_line = !end_line.is_int() || end_line == line;
    let last = if !same_line {
        line_end + 1
    } else if end_column.is_int() && end_column.as_int() > 0 {
        usize::try_from(end_column.as_int()).unwrap_or(first)
    } else {
        first
    };
    let last = if last <= first { first + 1 } else { last };
    let (first, last) = (first - 1, last - 1);
    if first < start {
        return Ok(());
    }
    out.write_str("    ")?;
    for point in text::code_points(source_line).take(first).skip(start) {
        // Tabs stay, so that what follows stands below what it means.
        out.write_char(if point == 9 { '\t' } else { ' ' })?;
    }
    let known = text::length(source_line);
    for _ in known..first {
        out.write_char(' ')?;
    }
    for _ in first..last {
        out.write_char('^')?;
    }
    out.write_str("\n")
}
