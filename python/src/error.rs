//! How Rust code says that a Python exception is pending.

/// An exception is pending in the context. Nothing else is known of it; pass it on with `?`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Raised;

/// The result of anything that can raise.
pub type Result<T> = core::result::Result<T, Raised>;
