//! Places in the source text: lines and columns, and the stretch between two places.

/// A place in the source text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Position {
    /// Line number, counted from 1.
    pub line: u32,
    /// Offset in bytes of UTF-8 from the start of the line, counted from 0.
    pub column: u32,
}

/// The stretch of source text that a node was read from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Span {
    /// Where the first character stands.
    pub start: Position,
    /// Just after the last character.
    pub end: Position,
}

impl Span {
    /// The stretch from `start` up to `end`.
    pub const fn new(start: Position, end: Position) -> Span {
        Span { start, end }
    }

    /// The stretch from the start of `self` to the end of `other`.
    pub const fn to(self, other: Span) -> Span {
        Span { start: self.start, end: other.end }
    }
}
