//! The code unit that is being made: instructions with labels, constants, blocks that an exit has to leave.

use super::constant::Pool;
use super::scope::ScopeKind;
use crate::source::arena::{Arena, List, OutOfMemory};
use crate::source::span::{Position, Span};
use crate::source::tree::Block;
use copperhead_stencils::Opcode;
use copperhead_stencils::list::Field;

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
    /// That instruction's word, once it is known.
    pub word: u32,
    /// Whether something that can be reached jumps to it.
    pub used: bool,
}

/// What becomes of an instruction.
#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Fate {
    Kept,
    /// A `Clear` that is there for a `CheckBound` only.
    Removable,
    /// A jump with a short distance that does not reach its target by itself.
    Far,
    /// Left out of the result.
    Dropped,
}

/// An instruction that does not know its place yet.
#[derive(Clone, Copy)]
pub(super) struct Instruction {
    pub opcode: Opcode,
    pub fate: Fate,
    /// The first cell of a jump.
    relation: u8,
    pub operands: [u16; 3],
    /// Index of the handler of its exceptions, or the highest number.
    handler: u16,
    /// Where a jump goes; else the first cell: the index of a constant, or a number.
    number: u32,
    place: Place,
}

// A function's instructions lie in memory all at once.
const _: () = assert!(size_of::<Instruction>() == 24);

impl Instruction {
    fn is_jump(&self) -> bool {
        let fields = self.opcode.info().fields;
        fields[1] == Field::FarTarget || fields[2] == Field::Target
    }

    /// Where it jumps, or [`NONE`].
    pub fn label(&self) -> u32 {
        if self.is_jump() { self.number } else { NONE }
    }

    /// The first cell.
    pub fn cell(&self) -> u32 {
        if self.is_jump() { u32::from(self.relation) } else { self.number }
    }

    /// Sets the first cell of what is no jump.
    pub fn set_cell(&mut self, number: u32) {
        self.number = number;
    }

    /// Sets where a jump goes.
    pub fn set_label(&mut self, label: u32) {
        self.number = label;
    }

    /// Sets the first cell of a jump.
    pub fn set_relation(&mut self, relation: u8) {
        self.relation = relation;
    }

    /// Whether it is left out of the result.
    pub fn is_dropped(&self) -> bool {
        self.fate == Fate::Dropped
    }

    /// Index of the handler of its exceptions, or [`NONE`].
    pub fn handler(&self) -> u32 {
        if self.handler == u16::MAX { NONE } else { u32::from(self.handler) }
    }
}

/// Where in the source an instruction comes from.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Place {
    /// The line; of a long place its index in [`Unit::long_places`].
    line: u32,
    column: u16,
    /// Bytes on that line; [`LONG`] for places that do not fit.
    length: u16,
}

const LONG: u16 = u16::MAX;

impl Place {
    fn short(span: Span) -> Option<Place> {
        let length = span.end.column.checked_sub(span.start.column).filter(|_| span.start.line == span.end.line)?;
        let length = u16::try_from(length).ok().filter(|&length| length != LONG)?;
        Some(Place { line: span.start.line, column: u16::try_from(span.start.column).ok()?, length })
    }
}

/// How many handlers a unit may have.
pub(super) const MAXIMUM_HANDLERS: usize = u16::MAX as usize;

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
    /// What the qualified names of functions and classes inside are made of: usually its own kind and name.
    pub qualifier: (ScopeKind, &'a str),
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
    long_places: List<'a, Span>,
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
            qualifier: (kind, qualified_name),
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
            long_places: List::new(),
            constants: Pool::new(),
            exits: List::new(),
            handler: NONE,
            reachable: true,
            span: Span::new(Position { line: first_line, column: 0 }, Position { line: first_line, column: 0 }),
            doc: None,
            creator: 0,
        }
    }

    /// An instruction that comes from the current place and has the current handler.
    pub(super) fn instruction(&mut self, arena: &'a Arena<'_>, opcode: Opcode, operands: [u16; 3]) -> Result<Instruction, OutOfMemory> {
        let place = match Place::short(self.span) {
            Some(place) => place,
            None => {
                if self.long_places.last() != Some(self.span) {
                    self.long_places.push(arena, self.span)?;
                }
                Place { line: self.long_places.len().saturating_sub(1) as u32, column: 0, length: LONG }
            }
        };
        let handler = self.handler as u16;
        Ok(Instruction { opcode, fate: Fate::Kept, relation: 0, operands, handler, number: 0, place })
    }

    /// Where an instruction comes from.
    pub(super) fn span_of(&self, instruction: &Instruction) -> Span {
        let Place { line, column, length } = instruction.place;
        if length == LONG {
            return self.long_places.as_slice().get(line as usize).copied().unwrap_or_default();
        }
        let start = Position { line, column: u32::from(column) };
        Span::new(start, Position { line, column: start.column.saturating_add(u32::from(length)) })
    }

    /// Gives the memory of what only compiling needs back to the arena.
    pub(super) fn discard_work(&mut self, arena: &'a Arena<'_>) {
        core::mem::take(&mut self.code).discard(arena);
        core::mem::take(&mut self.labels).discard(arena);
        core::mem::take(&mut self.placed).discard(arena);
        core::mem::take(&mut self.handlers).discard(arena);
        core::mem::take(&mut self.long_places).discard(arena);
        core::mem::take(&mut self.exits).discard(arena);
    }
}
