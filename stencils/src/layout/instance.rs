//! Instances with attributes, and the shapes that say where each attribute lies.

use super::object::{Header, Object};
use crate::value::Value;

/// A shape: the class of an object and the names of its attributes in the order of their slots.
/// Shapes form a tree under each class's root shape; adding an attribute moves an object to a child.
#[derive(Debug)]
#[repr(C)]
pub struct Shape {
    /// The cell's header; `flags` holds [`Shape::DICTIONARY`].
    pub header: Header,
    /// The class ([`super::object::Kind::Class`]), as a value.
    pub class: Value,
    /// The shape without the last attribute; null for a root shape.
    pub parent: *mut Shape,
    /// The name of the last attribute (an interned str); UNDEFINED for a root shape.
    pub name: Value,
    /// How many attributes there are; the last one lies in slot `count - 1`.
    pub count: u32,
    /// Where in the object the pointer to the attribute slots lies, in bytes; 0: objects of this
    /// shape have no attributes of their own.
    pub slots_offset: u32,
    /// The first child shape; null if there is none.
    pub first_child: *mut Shape,
    /// The next child of the same parent; null at the end.
    pub next_sibling: *mut Shape,
    /// A dict from name to slot number, made when a long chain is searched often; or UNDEFINED.
    pub index: Value,
}

impl Shape {
    /// Flag: the attributes lie in a dict (the first slot), because they were deleted or are very many.
    pub const DICTIONARY: u16 = 1;
}

/// An instance of a class written in Python; exceptions and functions start in the same way.
#[derive(Debug)]
#[repr(C)]
pub struct Instance {
    /// Header and shape.
    pub object: Object,
    /// The attribute slots: the data of a [`super::object::Kind::Values`] cell or the words behind this field.
    /// `object.header.extra` holds how many there are room for.
    pub slots: *mut Value,
}
