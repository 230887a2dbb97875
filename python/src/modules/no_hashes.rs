//! Without the feature `host-library` there are no hash functions: the class of their objects has no methods, and nothing makes one.

use crate::objects::native::{Attribute, Method};

/// No methods.
pub static METHODS: &[Method] = &[];

/// No attributes.
pub static ATTRIBUTES: &[Attribute] = &[];
