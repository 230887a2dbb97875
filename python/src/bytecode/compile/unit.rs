//! The code unit that is being made: instructions with labels, constants, blocks that an exit has to leave.

use super::constant::Pool;
use super::scope::ScopeKind;
use crate::source::arena::List;
use crate::source::span::{Position, Span};
use crate::source::tree::Block;
use copperhead_stencils::Opcode;

/// No label, no handler.
pub(super) const NONE: u32 = u32::MAX;

/// A place to jump to.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Label(pub u32);

/// What is known of a label.
#[derive(Clone, Copy)]
pub(super) struct LabelInfo {
    /// The instruction it stands before; [`NONE`] until it is placed.
    pub position: u32,
    /// Whether something that can be reached jumps to it.
    pub used: bool,
}

/// An instruction that does not know its place yet.
#[derive(Clone, Copy)]
pub(super) struct Instruction {
    pub opcode: Opcode,
    /// Left out of the result.
    pub dropped: bool,
    /// A `Clear` that is there for a `CheckBound` only.
    pub removable: bool,
    pub operands: [u16; 3],
    /// Where it jumps, or [`NONE`].
    pub label: u32,
    /// Index of the handler of its exceptions, or [`NONE`].
    pub handler: u32,
    /// The first cell: the index of a constant, or a number.
    pub cell: u32,
    pub span: Span,
}

/// Where exceptions go.
#[derive(Clone, Copy)]
pub(super) struct Handler {
    pub label: Label,
    pub slot: u16,
}

/// What stands around a statement and has to be left by `break`, `continue` and `return`.
#[derive(Clone, Copy)]
pub(super) enum Exit<'a> {
    /// A loop, its head and the place behind it.
    Loop { head: Label, end: Label },
    /// `try` with this `finally`; the handler around it.
    Finally { body: Block<'a>, handler: u32 },
    /// A handler: the exception handled before it, and the name that is deleted.
    Handling { saved: u16, name: Option<&'a str>, handler: u32 },
    /// A clause of `except*`, which only exceptions may leave.
    GroupClause,
    /// `with`: the slot of its `__exit__`.
    With { exit: u16, handler: u32, span: Span, is_async: bool },
}

pub(super) struct Unit<'a> {
    pub kind: ScopeKind,
    /// The scope whose frame it is.
    pub scope: u32,
    pub name: &'a str,
    pub qualified_name: &'a str,
    pub first_line: u32,
    pub flags: u16,
    pub positional_count: u32,
    pub positional_only_count: u32,
    pub keyword_only_count: u32,
    pub variable_names: List<'a, &'a str>,
    pub free_names: List<'a, &'a str>,
    /// Where the frame of a generator finds its generator.
    pub own: u16,
    /// The lowest temporary.
    pub first_temporary: u32,
    /// The next temporary.
    pub top: u32,
    /// The most slots needed so far.
    pub slots: u32,
    pub code: List<'a, Instruction>,
    pub labels: List<'a, LabelInfo>,
    /// Labels in the order of their places.
    pub placed: List<'a, Label>,
    pub handlers: List<'a, Handler>,
    pub constants: Pool<'a>,
    pub exits: List<'a, Exit<'a>>,
    /// The handler of what is emitted now.
    pub handler: u32,
    /// Whether what is emitted now can run.
    pub reachable: bool,
    /// Where in the source what is emitted now comes from.
    pub span: Span,
    pub doc: Option<&'a [u8]>,
    /// The scope whose code makes the function.
    pub creator: u32,
}

impl<'a> Unit<'a> {
    pub(super) const fn new(kind: ScopeKind, scope: u32, name: &'a str, qualified_name: &'a str, first_line: u32) -> Unit<'a> {
        Unit {
            kind,
            scope,
            name,
            qualified_name,
            first_line,
            flags: 0,
            positional_count: 0,
            positional_only_count: 0,
            keyword_only_count: 0,
            variable_names: List::new(),
            free_names: List::new(),
            own: 0,
            first_temporary: 0,
            top: 0,
            slots: 0,
            code: List::new(),
            labels: List::new(),
            placed: List::new(),
            handlers: List::new(),
            constants: Pool::new(),
            exits: List::new(),
            handler: NONE,
            reachable: true,
            span: Span::new(Position { line: first_line, column: 0 }, Position { line: first_line, column: 0 }),
            doc: None,
            creator: 0,
        }
    }
}
