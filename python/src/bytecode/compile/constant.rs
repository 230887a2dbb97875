//! The constants of a unit, each once.

use super::fold;
use super::table::{Table, hash_bytes};
use super::{Compiler, Done};
use crate::bytecode::unit::Constant;
use crate::source::arena::{Arena, List, OutOfMemory};
use crate::source::tree;

pub(super) struct Pool<'a> {
    pub list: List<'a, Constant<'a>>,
    table: Table<'a>,
}

impl<'a> Pool<'a> {
    pub(super) const fn new() -> Pool<'a> {
        Pool { list: List::new(), table: Table::new() }
    }

    /// The constants; the memory for finding them goes back to the arena.
    pub(super) fn finish(self, arena: &'a Arena<'_>) -> Result<&'a [Constant<'a>], OutOfMemory> {
        self.table.discard(arena);
        self.list.finish(arena)
    }

    /// The index of a constant, which is added if it is not there.
    pub(super) fn index_of(&mut self, arena: &'a Arena<'_>, constant: Constant<'a>) -> Result<u32, OutOfMemory> {
        let hash = hash_of(&constant);
        let list = self.list.as_slice();
        let found = self.table.find(hash, |index| list.get(index as usize).is_some_and(|other| same(other, &constant)));
        if let Some(index) = found {
            return Ok(index);
        }
        let index = u32::try_from(self.list.len()).map_err(|_| OutOfMemory)?;
        self.list.push(arena, constant)?;
        self.table.insert(arena, hash, index)?;
        Ok(index)
    }
}

/// Equal content gives equal hashes; tuples count by their length and ends only.
fn hash_of(constant: &Constant<'_>) -> u32 {
    match *constant {
        Constant::None => 1,
        Constant::Bool(value) => 2 + u32::from(value),
        Constant::Ellipsis => 4,
        Constant::Integer(value) => hash_bytes(5, &value.to_le_bytes()),
        Constant::BigInteger { digits, radix } => hash_bytes(u32::from(radix), digits.as_bytes()),
        Constant::Float(value) => hash_bytes(6, &value.to_bits().to_le_bytes()),
        Constant::Imaginary(value) => hash_bytes(7, &value.to_bits().to_le_bytes()),
        Constant::Text(text) => hash_bytes(8, text),
        Constant::Name(name) => hash_bytes(9, name.as_bytes()),
        Constant::Bytes(bytes) => hash_bytes(10, bytes),
        Constant::Tuple(items) => hash_items(11, items),
        Constant::FrozenSet(items) => hash_items(12, items),
        Constant::Code(unit) => hash_bytes(13, &core::ptr::from_ref(unit).addr().to_le_bytes()),
    }
}

fn hash_items(seed: u32, items: &[Constant<'_>]) -> u32 {
    let end = |item: Option<&Constant<'_>>| match item {
        Some(Constant::Tuple(items) | Constant::FrozenSet(items)) => items.len() as u32,
        Some(item) => hash_of(item),
        None => 0,
    };
    let ends = end(items.first()) ^ end(items.last()).rotate_left(7);
    hash_bytes(seed ^ ends, &items.len().to_le_bytes())
}

/// Whether two constants are the same object's worth. Nested tuples never are: they are rare, and comparing would recurse.
fn same(a: &Constant<'_>, b: &Constant<'_>) -> bool {
    match (*a, *b) {
        (Constant::Tuple(a), Constant::Tuple(b)) | (Constant::FrozenSet(a), Constant::FrozenSet(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same_leaf(a, b))
        }
        _ => same_leaf(a, b),
    }
}

fn same_leaf(a: &Constant<'_>, b: &Constant<'_>) -> bool {
    match (*a, *b) {
        (Constant::None, Constant::None) | (Constant::Ellipsis, Constant::Ellipsis) => true,
        (Constant::Bool(a), Constant::Bool(b)) => a == b,
        (Constant::Integer(a), Constant::Integer(b)) => a == b,
        (Constant::BigInteger { digits: a, radix: r }, Constant::BigInteger { digits: b, radix: s }) => a == b && r == s,
        (Constant::Float(a), Constant::Float(b)) | (Constant::Imaginary(a), Constant::Imaginary(b)) => a.to_bits() == b.to_bits(),
        (Constant::Text(a), Constant::Text(b)) | (Constant::Bytes(a), Constant::Bytes(b)) => a == b,
        (Constant::Name(a), Constant::Name(b)) => a == b,
        (Constant::Code(a), Constant::Code(b)) => core::ptr::eq(a, b),
        _ => false,
    }
}

impl<'a> Compiler<'a, '_> {
    /// A literal as a constant of the unit.
    pub(super) fn constant_of(&self, constant: tree::Constant<'a>) -> Constant<'a> {
        match constant {
            tree::Constant::None => Constant::None,
            tree::Constant::True => Constant::Bool(true),
            tree::Constant::False => Constant::Bool(false),
            tree::Constant::Ellipsis => Constant::Ellipsis,
            tree::Constant::Integer(value) => Constant::Integer(value.get()),
            tree::Constant::BigInteger { digits, radix } => Constant::BigInteger { digits, radix },
            tree::Constant::Float(value) => Constant::Float(value.get()),
            tree::Constant::Imaginary(value) => Constant::Imaginary(value.get()),
            tree::Constant::String(text) => Constant::Text(text),
            tree::Constant::Bytes(bytes) => Constant::Bytes(bytes),
        }
    }

    /// Loads a constant.
    pub(super) fn load_constant(&mut self, to: u16, constant: Constant<'a>) -> Done {
        if let Constant::Integer(value) = constant
            && let Some(value) = fold::short(value)
        {
            return self.emit(copperhead_stencils::Opcode::LoadInt, [to, value as u16, 0]);
        }
        self.emit_constant(copperhead_stencils::Opcode::LoadConstant, [to, 0, 0], constant)
    }

    pub(super) fn load_text(&mut self, to: u16, text: &'a [u8]) -> Done {
        self.load_constant(to, Constant::Text(text))
    }
}
