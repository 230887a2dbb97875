//! What the compiler makes of a function, class body or module, before the VM turns it into a code object.
//!
//! A unit lies in the arena of its compilation. Cells of kind `Value` behind its instructions hold indices of
//! its constants; the other cells hold their initial numbers (0, or an operation's number).

/// A constant, by content.
#[derive(Clone, Copy, Debug)]
pub enum Constant<'a> {
    /// `None`.
    None,
    /// `True` or `False`.
    Bool(bool),
    /// `...`.
    Ellipsis,
    /// An integer of 64 bits.
    Integer(i64),
    /// A larger integer: its digits (without prefix and underscores) in a radix of 2, 8, 10 or 16.
    BigInteger {
        /// The digits.
        digits: &'a str,
        /// The radix.
        radix: u8,
    },
    /// A float.
    Float(f64),
    /// An imaginary number.
    Imaginary(f64),
    /// A str, in generalised UTF-8.
    Text(&'a [u8]),
    /// A str that is a name: interned.
    Name(&'a str),
    /// A bytes object.
    Bytes(&'a [u8]),
    /// A tuple.
    Tuple(&'a [Constant<'a>]),
    /// A frozenset.
    FrozenSet(&'a [Constant<'a>]),
    /// The code of an inner function or class body.
    Code(&'a CodeUnit<'a>),
}

/// Exceptions raised by instructions that start in `start .. end` (words) go to `target`, the exception in `slot`.
/// Inner ranges stand before outer ones.
#[derive(Clone, Copy, Debug)]
pub struct HandlerRange {
    /// The first word covered.
    pub start: u32,
    /// The first word no longer covered.
    pub end: u32,
    /// The handler's first word.
    pub target: u32,
    /// The slot that the exception is put into.
    pub slot: u16,
}

/// The code of one function, class body or module.
#[derive(Clone, Copy, Debug)]
pub struct CodeUnit<'a> {
    /// `__name__`; `<module>`, `<lambda>` and the like where there is none.
    pub name: &'a str,
    /// `__qualname__`.
    pub qualified_name: &'a str,
    /// The line of the `def`, or of its first decorator; 1 for modules.
    pub first_line: u32,
    /// Flags as in `copperhead_stencils::layout::callable::Code`.
    pub flags: u16,
    /// Positional parameters, positional-only ones included.
    pub positional_count: u32,
    /// Positional-only parameters.
    pub positional_only_count: u32,
    /// Keyword-only parameters.
    pub keyword_only_count: u32,
    /// The variables: slots 0 … in this order; parameters first (positional, keyword-only, `*args`, `**kwargs`).
    pub variable_names: &'a [&'a str],
    /// The names of the closure's cells, in the order of `LoadFree`.
    pub free_names: &'a [&'a str],
    /// How many slots the frame needs: variables, temporaries, and the heads and arguments of calls.
    pub frame_slots: u32,
    /// The instructions and their cells.
    pub instructions: &'a [u64],
    /// The constants.
    pub constants: &'a [Constant<'a>],
    /// The docstring.
    pub doc: Option<&'a [u8]>,
    /// The exception table.
    pub handlers: &'a [HandlerRange],
    /// The positions, in the order of their words: a table as in [`super::positions`].
    pub positions: &'a [u8],
}
