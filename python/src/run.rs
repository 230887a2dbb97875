//! Running source text: parse, compile, materialise, call.

use core::fmt;
use core::ptr::NonNull;

use copperhead_stencils::layout::callable::{Code, Function};
use copperhead_stencils::layout::container::Dict;
use copperhead_stencils::value::Value;

use crate::bytecode::compile::{self, CompileError, CompileErrorKind, CompileOptions, Part, Progress};
use crate::bytecode::unit::CodeUnit;
use crate::bytecode::verify::{VerifyError, verify};
use crate::context::Context;
use crate::error::{Raised, Result};
use crate::memory::HeapChunks;
use crate::objects::class_list::ClassId;
use crate::objects::syntax_error::{Columns, Line, Place};
use crate::objects::text;
use crate::source::arena::Arena;
use crate::source::error::{ErrorEnd, ErrorKind, ParseError};
use crate::source::{Source, Statements, foreign_encoding, parse_expression, parse_interactive, parse_module};

/// What of a source is run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// A whole program.
    Module,
    /// One expression, whose value is the result.
    Expression,
    /// One statement typed at a prompt: the values of expressions are shown.
    Interactive,
}

/// A part of a module is compiled once its tree takes the heap's capacity divided by this: large modules in small memory go by their
/// outermost statements, in large memory all is one part.
const PART_SHARE: usize = 64;

/// What is wrong with a program.
enum Wrong {
    Parse(ParseError),
    Compile(CompileError),
}

/// How far a module could be compiled in parts.
enum InParts {
    Code(*mut Code),
    /// See [`Part::Annotated`].
    Annotated,
    /// See [`Part::Dependent`].
    Dependent,
    /// Found in one part; in the whole there may be something that goes before.
    Wrong(Wrong),
}

impl Context {
    /// Compiles source text and gives the unit to a function, which must not keep it.
    ///
    /// # Errors
    /// SyntaxError and its like, MemoryError, or what the function raises.
    #[expect(clippy::result_large_err, reason = "an error is made once for a text")]
    fn with_unit<T>(
        &mut self,
        source: &[u8],
        file_name: Value,
        mode: Mode,
        options: CompileOptions,
        function: impl FnOnce(&mut Context, &CodeUnit<'_>) -> Result<T>,
    ) -> Result<T> {
        let heap = NonNull::from(&mut self.heap);
        // SAFETY: the heap stays in its place; the arena allocates only while parser and compiler run, which use no reference to it, and
        // `function` reads what lies in the chunks without allocating in the arena.
        let chunks = unsafe { HeapChunks::new(heap) };
        let arena = Arena::new(&chunks);
        let limit = self.native_limit;
        let text = Source { bytes: source, is_text: options.is_text, is_flufl: options.is_flufl, ending: options.ending };
        let compiled = match mode {
            Mode::Module => parse_module(text, &arena, limit)
                .map_err(Wrong::Parse)
                .and_then(|tree| compile::compile_module(tree, source, options, &arena, limit).map_err(Wrong::Compile)),
            Mode::Interactive => parse_interactive(text, &arena, limit)
                .map_err(Wrong::Parse)
                .and_then(|tree| compile::compile_interactive(tree, source, options, &arena, limit).map_err(Wrong::Compile)),
            Mode::Expression => parse_expression(text, &arena, limit)
                .map_err(Wrong::Parse)
                .and_then(|tree| compile::compile_expression(tree, source, options, &arena, limit).map_err(Wrong::Compile)),
        };
        let unit = match compiled {
            Ok(unit) => unit,
            Err(wrong) => return Err(self.raise_wrong(&wrong, file_name, mode, options, source)),
        };
        self.check_unit(unit)?;
        self.warn_of_source(&arena, file_name, options, source)?;
        function(self, unit)
    }

    /// Hands what parser and compiler warn of over to the module `warnings`. A warning that the program made an error is a SyntaxError.
    fn warn_of_source(&mut self, arena: &Arena<'_>, file_name: Value, options: CompileOptions, source: &[u8]) -> Result<()> {
        for warning in arena.warnings() {
            let name = self.intern("warnings")?;
            let module = match self.import_absolute(name) {
                Ok(module) => module,
                Err(raised) if self.limits.terminated.is_some() => return Err(raised),
                Err(_) => {
                    // Where there is no memory for the module, nobody is warned.
                    self.machine.exception = Value::UNDEFINED;
                    return Ok(());
                }
            };
            let name = self.intern("warn_explicit")?;
            let function = crate::objects::attribute::get_attribute(self, module, name)?;
            let message = self.new_str(warning.message())?;
            let category = self.late_class_value(ClassId::SyntaxWarning)?;
            let line = self.new_int(i128::from(warning.span.start.line))?;
            let Err(raised) = self.call(function, &[message, category, file_name, line]) else { continue };
            if !self.is_instance_of(self.machine.exception, ClassId::SyntaxWarning) {
                return Err(raised);
            }
            self.machine.exception = Value::UNDEFINED;
            let line = match (options.from_file, warning.with_line_end) {
                (true, _) => Line::AsInFile,
                (false, true) => Line::WithEnd,
                (false, false) => Line::Hidden,
            };
            let columns = if warning.with_line_end { Columns::Characters } else { Columns::Bytes };
            let place = Place { span: warning.span, first_line: 0, end: ErrorEnd::There, line, columns };
            return Err(self.raise_syntax(ClassId::SyntaxError, format_args!("{}", warning.message()), file_name, place, source));
        }
        Ok(())
    }

    fn check_unit(&mut self, unit: &CodeUnit<'_>) -> Result<()> {
        match verify(unit, self.native_limit) {
            Ok(()) => Ok(()),
            Err(VerifyError::TooDeep) => {
                Err(self.raise(ClassId::RecursionError, format_args!("maximum recursion depth exceeded during compilation")))
            }
            Err(error) => Err(self.raise(ClassId::SystemError, format_args!("the compiler made wrong bytecode: {error:?}"))),
        }
    }

    #[cold]
    fn raise_wrong(&mut self, wrong: &Wrong, file_name: Value, mode: Mode, options: CompileOptions, source: &[u8]) -> Raised {
        match wrong {
            Wrong::Compile(error) if error.kind == CompileErrorKind::OutOfMemory => self.raise_memory(),
            Wrong::Compile(error) if error.kind == CompileErrorKind::TooDeep => {
                self.raise(ClassId::RecursionError, format_args!("{}", error.message()))
            }
            Wrong::Compile(error) => {
                let line = if options.from_file { Line::AsInFile } else { Line::Hidden };
                let end = if error.kind == CompileErrorKind::SyntaxOfStatement { ErrorEnd::Nowhere } else { ErrorEnd::There };
                let place = Place { span: error.span, first_line: 0, end, line, columns: Columns::Bytes };
                self.raise_syntax(ClassId::SyntaxError, format_args!("{}", error.message()), file_name, place, source)
            }
            Wrong::Parse(error) => {
                let id = match error.kind {
                    ErrorKind::Indentation => ClassId::IndentationError,
                    ErrorKind::Tab => ClassId::TabError,
                    ErrorKind::OutOfMemory => return self.raise_memory(),
                    ErrorKind::TooDeep => return self.raise(ClassId::MemoryError, format_args!("{}", error.message())),
                    _ => ClassId::SyntaxError,
                };
                let is_program = self.is_program(source);
                if is_program && error.message().starts_with("encoding problem: ") {
                    return self.raise(id, format_args!("{}", error.message()));
                }
                let undeclared = is_program && !options.is_text && error.message().starts_with("(unicode error) 'utf-8' codec");
                if let Some(&byte) = source.get(core::str::from_utf8(source).err().map_or(usize::MAX, |wrong| wrong.valid_up_to()))
                    && undeclared
                {
                    let message = format_args!(
                        "Non-UTF-8 code starting with '\\x{byte:02x}' in file {} on line {}, but no encoding declared; see https://peps.python.org/pep-0263/ for details",
                        text::Display(file_name),
                        error.span.start.line
                    );
                    return self.raise(id, message);
                }
                // Where there is no expression at all CPython names line 0.
                let nothing = mode == Mode::Expression && source.trim_ascii().is_empty();
                let span = if nothing { crate::source::span::Span::default() } else { error.span };
                let line = match (options.from_file, error.with_line_end) {
                    (true, _) => Line::AsInFile,
                    (false, true) => Line::WithEnd,
                    (false, false) => Line::Text,
                };
                let first_line = if options.from_file || nothing { 0 } else { error.first_line };
                let place = Place { span, first_line, end: error.end, line, columns: Columns::Characters };
                // A null byte ends what is shown.
                let source = match error.is_null_byte() {
                    true => source.split(|&byte| byte == 0).next().unwrap_or(source),
                    false => source,
                };
                self.raise_syntax(id, format_args!("{}", error.message()), file_name, place, source)
            }
        }
    }

    /// Compiles source text to a code object.
    ///
    /// # Errors
    /// SyntaxError and its like, MemoryError.
    pub(crate) fn compile_source(&mut self, source: &[u8], file_name: Value, mode: Mode) -> Result<*mut Code> {
        if source.contains(&0) && !self.is_program(source) {
            return Err(self.raise(ClassId::SyntaxError, format_args!("source code string cannot contain null bytes")));
        }
        let from_file = text::length(file_name) != 0 && text::code_point(file_name, 0) != u32::from('<');
        self.compile_with(source, file_name, mode, CompileOptions { from_file, optimize: self.optimize, ..CompileOptions::default() })
    }

    /// The same, in other ways than usual.
    ///
    /// # Errors
    /// As above.
    pub(crate) fn compile_with(&mut self, source: &[u8], file_name: Value, mode: Mode, options: CompileOptions) -> Result<*mut Code> {
        let options = CompileOptions { traced: self.machine.traces, ..options };
        if !options.is_text
            && let Some(encoding) = foreign_encoding(source)
        {
            return self.compile_encoded(source, encoding, file_name, mode, options);
        }
        let mut wrong = None;
        if mode == Mode::Module && !options.namespace {
            let mut compiled = self.compile_in_parts(source, file_name, options, Progress::START)?;
            if let InParts::Annotated = compiled {
                compiled = self.compile_in_parts(source, file_name, options, Progress::ANNOTATED)?;
            }
            match compiled {
                InParts::Code(code) => return Ok(code),
                InParts::Wrong(error) => wrong = Some(error),
                InParts::Annotated | InParts::Dependent => {}
            }
        }
        let result = self.with_unit(source, file_name, mode, options, |context, unit| context.materialise(unit, file_name));
        match wrong {
            // What is wrong further down may go before what is wrong in one part; but there is no memory to see that.
            Some(wrong) if result.is_err() && self.is_instance_of(self.machine.exception, ClassId::MemoryError) => {
                self.machine.exception = Value::UNDEFINED;
                Err(self.raise_wrong(&wrong, file_name, mode, options, source))
            }
            _ => result,
        }
    }

    /// Whether a source is the program that the VM was started with, which CPython reads line by line.
    fn is_program(&self, source: &[u8]) -> bool {
        self.program.is_some_and(|program| core::ptr::eq(program.text, source))
    }

    /// Compiles source text in an encoding that the module `codecs` knows.
    #[cold]
    fn compile_encoded(
        &mut self,
        source: &[u8],
        encoding: &str,
        file_name: Value,
        mode: Mode,
        options: CompileOptions,
    ) -> Result<*mut Code> {
        let bytes = self.new_bytes(source)?;
        let decoded = crate::objects::str::decode::decode(self, bytes, encoding, "strict").and_then(|text| self.utf8(text));
        match decoded {
            Ok(text) => {
                let source = crate::objects::number_glue::text::bytes_of(text).unwrap_or(&[]);
                let code = self.compile_with(source, file_name, mode, CompileOptions { is_text: true, ..options });
                core::hint::black_box(text);
                code
            }
            Err(raised) => {
                let error = core::mem::replace(&mut self.machine.exception, Value::UNDEFINED);
                if !self.is_instance_of(error, ClassId::LookupError) && !self.is_instance_of(error, ClassId::UnicodeDecodeError) {
                    self.machine.exception = error;
                    return Err(raised);
                }
                if self.is_program(source) {
                    return Err(self.raise(ClassId::SyntaxError, format_args!("encoding problem: {encoding}")));
                }
                let message = crate::objects::operations::str(self, error)?;
                let span = crate::source::span::Span::default();
                let place = Place { span, first_line: 0, end: ErrorEnd::Declaration, line: Line::Hidden, columns: Columns::Characters };
                Err(self.raise_syntax(ClassId::SyntaxError, format_args!("{}", text::Display(message)), file_name, place, source))
            }
        }
    }

    /// Compiles a module a few of its statements at a time: only their tree and code units are in memory at once.
    fn compile_in_parts(&mut self, source: &[u8], file_name: Value, options: CompileOptions, mut progress: Progress) -> Result<InParts> {
        let limit = self.native_limit;
        let enough = self.heap.capacity() / PART_SHARE;
        let heap = NonNull::from(&mut self.heap);
        // SAFETY: as in `with_unit`.
        let text_chunks = unsafe { HeapChunks::new(heap) };
        let text_arena = Arena::new(&text_chunks);
        let mut statements = match Statements::new(
            Source { bytes: source, is_text: options.is_text, is_flufl: options.is_flufl, ending: options.ending },
            &text_arena,
        ) {
            Ok(statements) => statements,
            Err(error) => return Ok(InParts::Wrong(Wrong::Parse(error))),
        };
        let mut joined = None;
        loop {
            // Parser and compiler cannot collect.
            if self.heap.is_half_full() {
                self.collect();
            }
            // SAFETY: as in `with_unit`.
            let chunks = unsafe { HeapChunks::new(heap) };
            let arena = Arena::new(&chunks);
            let tree = match statements.next(&arena, enough, limit) {
                Ok(tree) => tree,
                Err(error) => return Ok(InParts::Wrong(Wrong::Parse(error))),
            };
            let unit = match compile::compile_part(tree, source, options, &mut progress, &arena, limit) {
                Ok(Part::Code(unit)) => unit,
                Ok(Part::Annotated) => return Ok(InParts::Annotated),
                Ok(Part::Dependent) => return Ok(InParts::Dependent),
                Err(error) => return Ok(InParts::Wrong(Wrong::Compile(error))),
            };
            self.check_unit(unit)?;
            self.warn_of_source(&arena, file_name, options, source)?;
            let part = self.materialise_part(unit, file_name)?;
            let is_quiet = arena.warnings().next().is_none();
            drop(chunks);
            let code = match joined {
                None => part,
                // SAFETY: both were made here. Only warnings may run code of a program's: what that found is left to the collector.
                Some(before) => unsafe {
                    let whole = self.join_parts(before, part)?;
                    if is_quiet {
                        self.discard_part(before);
                    }
                    self.discard_part(part);
                    whole
                },
            };
            if statements.is_finished() {
                self.register_code(code)?;
                return Ok(InParts::Code(code));
            }
            joined = Some(code);
        }
    }

    /// Runs source text with the given globals.
    ///
    /// # Errors
    /// What the program raises; SyntaxError.
    pub fn run_source(&mut self, source: &[u8], file_name: &str, globals: *mut Dict) -> Result<Value> {
        let function = self.function_of_source(source, file_name, globals)?;
        self.run_function(function)
    }

    /// A function that runs source text with the given globals.
    ///
    /// # Errors
    /// SyntaxError, MemoryError.
    pub(crate) fn function_of_source(&mut self, source: &[u8], file_name: &str, globals: *mut Dict) -> Result<*mut Function> {
        let file_name = self.new_str(file_name)?;
        let code = self.compile_source(source, file_name, Mode::Module)?;
        self.new_function(code, globals)
    }

    /// Writes to one of the program's streams.
    pub(crate) fn write(&mut self, stream: crate::host::Stream, text: &str) -> bool {
        // SAFETY: the host outlives the context.
        unsafe { (*self.host).write(stream, text.as_bytes()).is_ok() }
    }
}

/// A sink for reports that goes to a host's stream.
pub struct StreamWriter<'c> {
    /// The context.
    pub context: &'c mut Context,
    /// Where it goes.
    pub stream: crate::host::Stream,
}

impl fmt::Write for StreamWriter<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        if self.context.write(self.stream, text) { Ok(()) } else { Err(fmt::Error) }
    }
}

/// How a program ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// At its end.
    Finished,
    /// By `SystemExit`, with this status.
    Exit(i32),
    /// By an exception, whose report was written to the error stream.
    Raised,
    /// By KeyboardInterrupt, reported likewise.
    Interrupted,
    /// By a limit.
    Terminated(crate::limits::Termination),
}

impl crate::vm::Vm<'_> {
    /// Runs a program as `__main__`, with these words in `sys.argv`. An exception that nobody catches is reported on the host's error stream.
    pub fn run_main(&mut self, source: &[u8], file_name: &str, arguments: &[&str]) -> Outcome {
        self.enter(|context| {
            context.program = Some(crate::modules::traceback::ProgramSource { name: file_name, text: source });
            let result = context.run_main(source, file_name, arguments);
            let shown = if file_name == crate::modules::traceback::STANDARD_INPUT { b"" } else { source };
            let outcome = context.outcome(result, shown, file_name);
            let outcome = context.end_main(outcome);
            context.program = None;
            outcome
        })
    }

    /// Runs a module as `__main__`, as the library's `runpy` does it. Else as [`run_main`](Self::run_main).
    pub fn run_module(&mut self, name: &str, arguments: &[&str]) -> Outcome {
        self.enter(|context| {
            let result = context.run_module_as_main(name, arguments);
            let outcome = context.outcome(result, b"", "");
            context.end_main(outcome)
        })
    }

    /// Adds a folder to `sys.path`, behind those that are there.
    ///
    /// # Errors
    /// [`SetupError::MemoryTooSmall`](crate::vm::SetupError).
    pub fn add_search_folder(&mut self, folder: &str) -> core::result::Result<(), crate::vm::SetupError> {
        let added = self.enter(|context| {
            let text = context.new_str(folder)?;
            context.list_append(context.search_path, text)
        });
        added.map_err(|_| crate::vm::SetupError::MemoryTooSmall)
    }

    /// Whether standard input and output take what is no UTF-8 as lone surrogates (`surrogateescape`), as Python does where the locale is `C`,
    /// `POSIX` or `C.UTF-8`; else it is an error.
    pub fn escape_stream_bytes(&mut self, escape: bool) {
        self.enter(|context| context.escapes_bytes = escape);
    }

    /// Has the standard streams use an encoding and a handler of errors, as `PYTHONIOENCODING` says it: `encoding`, `:errors` or `encoding:errors`.
    /// The error stream keeps its handler.
    ///
    /// # Errors
    /// [`Failure::Exception`](crate::embed::Failure) for an encoding that there is not, or too little memory.
    pub fn encode_streams(&mut self, how: &str) -> core::result::Result<(), crate::embed::Failure> {
        let (encoding, errors) = how.split_once(':').unwrap_or((how, ""));
        let configured = self.attempt(|context| {
            let named = |context: &mut Context, name: &str| if name.is_empty() { Ok(Value::NONE) } else { context.new_str(name) };
            let (encoding, errors) = (named(context, encoding)?, named(context, errors)?);
            context.call_in_module("_io", "_encode_streams", &[encoding, errors])
        });
        configured.map(|_| ())
    }

    /// Writes a program's bytecode to the host's output.
    pub fn disassemble(&mut self, source: &[u8], file_name: &str) -> Outcome {
        self.enter(|context| {
            let result = context.disassemble_source(source, file_name);
            context.outcome(result, source, file_name)
        })
    }

    /// Flushes the host's output.
    pub fn flush(&mut self) {
        self.enter(|context| {
            // SAFETY: the host outlives the context. A host that cannot flush has nothing to do here.
            let _ = unsafe { (*context.host).flush(crate::host::Stream::Output) };
        });
    }
}

impl Context {
    fn store_arguments(&mut self, arguments: &[&str]) -> Result<()> {
        let list = self.arguments;
        for argument in arguments {
            let text = self.new_str(argument)?;
            self.list_append(list, text)?;
        }
        Ok(())
    }

    fn run_module_as_main(&mut self, name: &str, arguments: &[&str]) -> Result<Value> {
        self.store_arguments(arguments)?;
        self.main_globals("")?;
        self.with_safepoints(|context| {
            let module = context.intern("runpy")?;
            let module = context.import_absolute(module)?;
            let function = context.intern("_run_module_as_main")?;
            let function = crate::objects::attribute::get_attribute(context, module, function)?;
            let name = context.new_str(name)?;
            context.call(function, &[name])
        })
    }

    fn run_main(&mut self, source: &[u8], file_name: &str, arguments: &[&str]) -> Result<Value> {
        self.store_arguments(arguments)?;
        let globals = self.main_globals(file_name)?;
        let function = self.function_of_source(source, file_name, globals)?;
        self.with_safepoints(|context| context.run_function(function))
    }

    /// The globals of a new `__main__` module.
    fn main_globals(&mut self, file_name: &str) -> Result<*mut Dict> {
        let name = self.intern("__main__")?;
        let module = self.new_module(name)?;
        // SAFETY: a module has a dict.
        let globals = unsafe { (*module.as_pointer::<crate::objects::layout::Module>()).dict };
        for name in ["__doc__", "__loader__", "__package__", "__spec__"] {
            let name = self.intern(name)?;
            self.table_store_name(globals, name, Value::NONE)?;
        }
        let (key, annotations) = (self.intern("__annotations__")?, self.new_dict()?);
        self.table_store_name(globals, key, Value::from_pointer(annotations))?;
        // What the command line says itself is no file.
        if file_name != "<string>" {
            let (key, text) = (self.intern("__file__")?, self.new_str(file_name)?);
            self.table_store_name(globals, key, text)?;
            let key = self.intern("__cached__")?;
            self.table_store_name(globals, key, Value::NONE)?;
        }
        let modules: *mut Dict = self.modules.as_pointer();
        self.table_store_name(modules, name, module)?;
        Ok(globals)
    }

    /// Has a program's own `sys.excepthook` or `sys.stderr` hear of an exception that nobody caught; whether there is one.
    fn report_by_hook(&mut self, exception: Value, sources: &[(&str, &[u8])]) -> bool {
        use crate::objects::traceback;
        let hook = match crate::modules::sys::own(self, "excepthook") {
            Ok(Some(hook)) => hook,
            _ => match crate::modules::sys::replaced_stream(self, "stderr") {
                Ok(Some(_)) => match self.default_excepthook() {
                    Ok(hook) => hook,
                    Err(_) => return false,
                },
                _ => return false,
            },
        };
        let class = Value::from_pointer(self.class_of(exception));
        // SAFETY: the exception is one.
        let trace = unsafe { (*exception.as_pointer::<crate::objects::layout::Exception>()).traceback };
        if self.call(hook, &[class, exception, trace]).is_err() && self.limits.terminated.is_none() {
            let second = core::mem::replace(&mut self.machine.exception, Value::UNDEFINED);
            self.write(crate::host::Stream::Error, "Error in sys.excepthook:\n");
            traceback::report(self, second, sources);
            self.write(crate::host::Stream::Error, "\nOriginal exception was:\n");
            return false;
        }
        true
    }

    fn default_excepthook(&mut self) -> Result<Value> {
        let module = self.intern("_syshooks")?;
        let module = self.import_absolute(module)?;
        let name = self.intern("excepthook")?;
        crate::objects::attribute::get_attribute(self, module, name)
    }

    /// Calls what the program registered with `atexit`, if it did.
    fn run_exit_functions(&mut self) {
        let Ok(name) = self.intern("atexit") else { return };
        let Some(module) = self.table_load_name(self.modules.as_pointer(), name) else { return };
        let pending = core::mem::replace(&mut self.machine.exception, Value::UNDEFINED);
        self.run_ignoring(name, |context| {
            let name = context.intern("_run_exitfuncs")?;
            let function = crate::objects::attribute::get_attribute(context, module, name)?;
            context.call(function, &[])
        });
        if self.limits.terminated.is_none() {
            self.machine.exception = pending;
        }
    }

    /// What is done when a program has ended.
    fn end_main(&mut self, outcome: Outcome) -> Outcome {
        if self.limits.terminated.is_none() {
            self.run_exit_functions();
        }
        self.finalise_all();
        // SAFETY: the host outlives the context.
        let _ = unsafe { (*self.host).flush(crate::host::Stream::Output) };
        match self.limits.terminated {
            Some(reason) => Outcome::Terminated(reason),
            None => outcome,
        }
    }

    /// Turns the end of a program into an outcome; reports an exception.
    fn outcome(&mut self, result: Result<Value>, source: &[u8], file_name: &str) -> Outcome {
        let outcome = match result {
            _ if self.limits.terminated.is_some() => match self.limits.terminated {
                Some(reason) => Outcome::Terminated(reason),
                None => Outcome::Finished,
            },
            Ok(_) => Outcome::Finished,
            Err(crate::error::Raised) => {
                let exception = core::mem::replace(&mut self.machine.exception, Value::UNDEFINED);
                match self.exit_status(exception) {
                    Some(status) => Outcome::Exit(status),
                    None => {
                        let interrupted = self.is_instance_of(exception, crate::objects::class_list::ClassId::KeyboardInterrupt);
                        if !self.report_by_hook(exception, &[(file_name, source)]) {
                            crate::objects::traceback::report(self, exception, &[(file_name, source)]);
                        }
                        match self.limits.terminated {
                            // The report runs `__str__` of the exception, which limits hold for, too.
                            Some(reason) => Outcome::Terminated(reason),
                            None if interrupted => Outcome::Interrupted,
                            None => Outcome::Raised,
                        }
                    }
                }
            }
        };
        // SAFETY: the host outlives the context.
        let _ = unsafe { (*self.host).flush(crate::host::Stream::Output) };
        outcome
    }

    fn disassemble_source(&mut self, source: &[u8], file_name: &str) -> Result<Value> {
        let file = self.new_str(file_name)?;
        self.with_unit(source, file, Mode::Module, CompileOptions::default(), |context, unit| {
            let mut writer = StreamWriter { context, stream: crate::host::Stream::Output };
            // A host that cannot write shows nothing.
            let _ = crate::bytecode::disassemble::disassemble_unit(unit, &mut writer);
            Ok(Value::NONE)
        })
    }
}
