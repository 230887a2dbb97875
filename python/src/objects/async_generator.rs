//! Asynchronous generators.

use super::native::{Attribute, Method};

/// The methods.
pub static METHODS: &[Method] = &[];

/// The attributes.
pub static ATTRIBUTES: &[Attribute] = &[];
