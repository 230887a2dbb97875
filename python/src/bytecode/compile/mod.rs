//! The compiler: from a tree to code units of register bytecode.
//!
//! The way of the data: [`collect`] walks the tree once, opens the [`scope`]s and notes the names, which are then
//! resolved. The second walk ([`statement`], [`expression`], [`condition`] and their neighbours) emits instructions with
//! labels, one function at a time ([`unit`]). When a function ends, [`assign`] drops the checks for unbound variables that
//! cannot fail, and [`label`] lays the instructions out in words.
//!
//! Every variable and every temporary has a slot. Temporaries are handed out like a stack above the variables. A
//! result is computed straight into its destination; a destination that is a variable is written by the last instruction
//! of the expression only, so that an exception leaves it as it was and the expression can read it.

// An error carries its message; it is made once for a program, and only the entry points return it by value.
#![allow(clippy::result_large_err)]

mod assign;
mod asynchronous;
mod call;
mod class;
mod collect;
mod comprehension;
mod condition;
mod constant;
mod display;
mod emit;
mod error;
mod exception;
mod exception_group;
mod expression;
mod fold;
mod formatted;
mod function;
mod generator;
mod import;
mod label;
mod pattern;
mod pattern_key;
mod scope;
mod slice_move;
mod statement;
mod table;
mod target;
#[cfg(test)]
mod tests;
mod type_parameter;
mod unit;
mod unparse;
mod warn;

pub use condition::SWAPPED;
pub use error::{CompileError, CompileErrorKind};

use super::unit::CodeUnit;
use crate::source::Ending;
use crate::source::arena::{Arena, OutOfMemory};
use crate::source::span::{Position, Span};
use crate::source::tree::{Expression, Module};
use core::fmt;
use scope::{ScopeKind, Scopes};
use unit::Unit;

/// What the compiler is told besides the program.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CompileOptions {
    /// 0: everything; 1: without `assert`, `__debug__` is false; 2: without docstrings, too.
    pub optimize: u8,
    /// Whether names at the outermost level are looked for in a namespace that the code is called with, then in the globals: `exec`
    /// with locals of its own. The code is that of a class body.
    pub namespace: bool,
    /// Whether the source is a file's text: then errors show its lines.
    pub from_file: bool,
    /// Whether the source was a str: what it declares as its encoding does not count.
    pub is_text: bool,
    /// Inequality is written `<>`.
    pub is_flufl: bool,
    /// As if `from __future__ import annotations` stood there.
    pub future_annotations: bool,
    /// Whether somebody traces lines: then `pass`, `try`, `break`, `continue` and `return` are instructions of their own.
    pub traced: bool,
    /// How a single statement ends.
    pub ending: Ending,
}

/// What the parts of a module that were compiled before leave to those behind them.
#[derive(Clone, Copy, Debug)]
pub struct Progress {
    /// Nothing was compiled before.
    is_first: bool,
    /// Only a docstring and imports from `__future__` were.
    at_start: bool,
    future_annotations: bool,
    future_flufl: bool,
    future_end: Position,
    /// Slots of variables so far, of comprehensions.
    variables: u32,
    /// Some part has annotations, for which the first one makes `__annotations__`.
    annotated: bool,
}

impl Progress {
    /// Before the first part.
    pub const START: Progress = Progress {
        is_first: true,
        at_start: true,
        future_annotations: false,
        future_flufl: false,
        future_end: Position { line: 0, column: 0 },
        variables: 0,
        annotated: false,
    };

    /// Before the first part of a module that has annotations.
    pub const ANNOTATED: Progress = Progress { annotated: true, ..Progress::START };
}

/// The code of a part of a module.
#[derive(Clone, Copy, Debug)]
pub enum Part<'a> {
    /// Runs behind the code of the parts before. Its variables have the slots behind theirs, for which it has names that mean nothing.
    Code(&'a CodeUnit<'a>),
    /// There are annotations, which the first part should have known: it takes a start with [`Progress::ANNOTATED`].
    Annotated,
    /// What it means depends on the other parts: the module can be compiled as a whole only.
    Dependent,
}

/// An error happened; it is kept in the compiler, or memory is out.
struct Failure;

impl From<OutOfMemory> for Failure {
    fn from(_: OutOfMemory) -> Failure {
        Failure
    }
}

/// What a function of the compiler returns.
type Done<T = ()> = Result<T, Failure>;

/// Bytes of stack above the limit that the compiler leaves for what is called between two checks.
pub(super) const STACK_RESERVE: usize = if cfg!(debug_assertions) { 32 * 1024 } else { 6 * 1024 };

/// Compiles a program. `source` is the text that the tree was made of.
///
/// `stack_limit` is the lowest address that the native stack may reach.
pub fn compile_module<'a>(
    module: &'a Module<'a>,
    source: &'a [u8],
    options: CompileOptions,
    arena: &'a Arena<'_>,
    stack_limit: usize,
) -> Result<&'a CodeUnit<'a>, CompileError> {
    compile(source, options, arena, stack_limit, |compiler| compiler.module(module, &mut { Progress::START }))
}

/// Compiles the next statements of a program. `source` is its whole text.
pub fn compile_part<'a>(
    module: &'a Module<'a>,
    source: &'a [u8],
    options: CompileOptions,
    progress: &mut Progress,
    arena: &'a Arena<'_>,
    stack_limit: usize,
) -> Result<Part<'a>, CompileError> {
    compile(source, options, arena, stack_limit, |compiler| compiler.module_part(module, progress))
}

/// Compiles what was typed at a prompt: expression statements show their values.
pub fn compile_interactive<'a>(
    module: &'a Module<'a>,
    source: &'a [u8],
    options: CompileOptions,
    arena: &'a Arena<'_>,
    stack_limit: usize,
) -> Result<&'a CodeUnit<'a>, CompileError> {
    compile(source, options, arena, stack_limit, |compiler| {
        compiler.interactive = true;
        compiler.module(module, &mut { Progress::START })
    })
}

/// Compiles one expression: the code returns its value.
pub fn compile_expression<'a>(
    expression: &'a Expression<'a>,
    source: &'a [u8],
    options: CompileOptions,
    arena: &'a Arena<'_>,
    stack_limit: usize,
) -> Result<&'a CodeUnit<'a>, CompileError> {
    compile(source, options, arena, stack_limit, |compiler| compiler.lone_expression(expression))
}

fn compile<'a, 's, T>(
    source: &'a [u8],
    options: CompileOptions,
    arena: &'a Arena<'s>,
    stack_limit: usize,
    run: impl FnOnce(&mut Compiler<'a, 's>) -> Done<T>,
) -> Result<T, CompileError> {
    let mut unit = Unit::new(if options.namespace { ScopeKind::Class } else { ScopeKind::Module }, 0, "<module>", "<module>", 1);
    // What looks names up as a class body does is a module all the same: its name is in none of those of what it defines.
    unit.qualifier.0 = ScopeKind::Module;
    let mut compiler = Compiler {
        arena,
        source,
        options,
        stack_floor: stack_limit.saturating_add(STACK_RESERVE),
        scopes: Scopes::new(),
        scope: 0,
        unit,
        iterable_depth: 0,
        finally_depth: 0,
        annotation_lambdas: 0,
        future_annotations: options.future_annotations,
        future_flufl: options.is_flufl,
        class_attributes: class::Attributes::new(),
        future_end: Position::default(),
        interactive: false,
        error: None,
    };
    let result = run(&mut compiler);
    result.map_err(|Failure| {
        compiler.error.unwrap_or_else(|| CompileError::new(CompileErrorKind::OutOfMemory, Span::default(), format_args!("out of memory")))
    })
}

/// The address of something on the stack.
#[inline(always)]
pub(super) fn stack_address() -> usize {
    let marker = 0_u8;
    core::ptr::from_ref(core::hint::black_box(&marker)).addr()
}

/// The compiler.
struct Compiler<'a, 's> {
    arena: &'a Arena<'s>,
    source: &'a [u8],
    options: CompileOptions,
    /// Not above this address may the stack reach: the limit and the reserve.
    stack_floor: usize,
    scopes: Scopes<'a>,
    /// The scope whose code is walked.
    scope: u32,
    /// The function, class body or module whose code is emitted.
    unit: Unit<'a>,
    /// How many iterables of comprehensions the walk is in.
    iterable_depth: u32,
    /// How many copies of `finally`s the walk is in.
    finally_depth: u32,
    /// How many lambdas surround what is written of an annotation.
    annotation_lambdas: u32,
    /// `from __future__ import annotations`.
    future_annotations: bool,
    /// `from __future__ import barry_as_FLUFL`.
    future_flufl: bool,
    /// Of the class whose methods are compiled.
    class_attributes: class::Attributes<'a>,
    /// Where the last of the `from __future__` imports at the start ends.
    future_end: Position,
    interactive: bool,
    error: Option<CompileError>,
}

impl<'a> Compiler<'a, '_> {
    /// What the outermost scope is.
    fn outermost(&mut self) -> ScopeKind {
        if !self.options.namespace {
            return ScopeKind::Module;
        }
        self.unit.flags |= copperhead_stencils::layout::callable::Code::CLASS_BODY;
        self.unit.positional_count = 1;
        ScopeKind::Class
    }

    /// Notes an error.
    #[cold]
    fn fail(&mut self, kind: CompileErrorKind, span: Span, message: fmt::Arguments<'_>) -> Failure {
        self.error = Some(CompileError::new(kind, span, message));
        Failure
    }

    #[cold]
    fn syntax_error(&mut self, span: Span, message: fmt::Arguments<'_>) -> Failure {
        self.fail(CompileErrorKind::Syntax, span, message)
    }

    #[cold]
    fn too_large(&mut self, what: &str) -> Failure {
        let span = self.unit.span;
        self.fail(CompileErrorKind::TooLarge, span, format_args!("too large: {what}"))
    }

    /// Fails if the native stack has come too near to its limit.
    #[inline(always)]
    fn check_stack(&mut self, span: Span) -> Done {
        if stack_address() < self.stack_floor { Err(self.too_deep(span)) } else { Ok(()) }
    }

    #[cold]
    fn too_deep(&mut self, span: Span) -> Failure {
        let message = format_args!("maximum recursion depth exceeded during compilation");
        self.fail(CompileErrorKind::TooDeep, span, message)
    }

    fn module(&mut self, module: &'a Module<'a>, progress: &mut Progress) -> Done<&'a CodeUnit<'a>> {
        self.module_names(module, progress)?;
        self.module_code(module, progress)
    }

    fn module_part(&mut self, module: &'a Module<'a>, progress: &mut Progress) -> Done<Part<'a>> {
        self.module_names(module, progress)?;
        // Names must not be used before they are declared global, in no part.
        if self.scopes.symbols.as_slice().iter().any(|symbol| symbol.scope == 0 && symbol.flags & scope::flag::GLOBAL != 0) {
            return Ok(Part::Dependent);
        }
        if self.scopes.get(0).is_some_and(|scope| scope.has_annotations) && !progress.is_first && !progress.annotated {
            return Ok(Part::Annotated);
        }
        Ok(Part::Code(self.module_code(module, progress)?))
    }

    /// The first walk.
    fn module_names(&mut self, module: &'a Module<'a>, progress: &mut Progress) -> Done {
        self.future_annotations |= progress.future_annotations;
        self.future_flufl |= progress.future_flufl;
        self.future_end = progress.future_end;
        progress.at_start = progress.at_start && self.check_future(module.body, progress.is_first)?;
        progress.future_annotations = self.future_annotations;
        progress.future_flufl = self.future_flufl;
        progress.future_end = self.future_end;
        let outermost = self.outermost();
        self.open_scope(outermost, collect::address(module), None)?;
        self.collect_block(module.body)?;
        self.resolve_scopes()
    }

    /// The second walk.
    fn module_code(&mut self, module: &'a Module<'a>, progress: &mut Progress) -> Done<&'a CodeUnit<'a>> {
        self.scope = 0;
        self.unit.first_line = 1;
        for _ in 0..progress.variables {
            self.new_slot()?;
            self.unit.variable_names.push(self.arena, "")?;
        }
        self.place_variables(None)?;
        let mut body = module.body;
        if !self.interactive && progress.is_first {
            body = self.take_docstring(body)?;
            if let Some(doc) = self.unit.doc {
                let value = self.temporary()?;
                self.load_text(value, doc)?;
                self.store_name("__doc__", value)?;
                self.release(value);
            }
        }
        let annotated = self.scopes.get(0).is_some_and(|scope| scope.has_annotations);
        if progress.is_first && (annotated || progress.annotated) {
            progress.annotated = true;
            self.setup_annotations()?;
        }
        self.block(body)?;
        let code = self.finish_unit()?;
        progress.is_first = false;
        progress.variables = code.variable_names.len() as u32;
        Ok(code)
    }

    fn lone_expression(&mut self, expression: &'a Expression<'a>) -> Done<&'a CodeUnit<'a>> {
        // Not the expression's address: it may be a lambda or a comprehension, which has a scope of its own.
        let outermost = self.outermost();
        self.open_scope(outermost, 0, None)?;
        self.collect(expression)?;
        self.resolve_scopes()?;
        self.scope = 0;
        self.place_variables(None)?;
        let value = self.operand(expression)?;
        self.emit(copperhead_stencils::Opcode::Return, [value, 0, 0])?;
        self.finish_unit()
    }

    /// Source text between two places.
    fn text_of(&self, span: Span) -> &'a [u8] {
        let offset = |place: Position| {
            let mut start = 0_usize;
            for _ in 1..place.line {
                let rest = self.source.get(start..).unwrap_or(&[]);
                // A line ends with \n, \r or \r\n.
                let end = rest.iter().position(|&byte| byte == b'\n' || byte == b'\r').unwrap_or(rest.len());
                let pair = rest.get(end..end.saturating_add(2)) == Some(b"\r\n");
                start = start.saturating_add(end).saturating_add(if pair { 2 } else { 1 });
            }
            start.saturating_add(place.column as usize)
        };
        self.source.get(offset(span.start)..offset(span.end)).unwrap_or(&[])
    }
}
