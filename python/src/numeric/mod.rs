//! Arithmetic, text and hashes of Python's numbers as pure functions over slices that the caller hands in.
//!
//! The way of the data: a program's number text comes in through [`bignum`] or [`float_text`], is computed with
//! in [`bignum`] and [`math_int`], is hashed in [`hash`], and leaves as text through [`format_spec`] (the
//! mini-language behind `format` and f-strings) or directly through [`bignum`] and [`float_text`].
//!
//! Nothing here allocates, knows the heap or the VM, blocks, or panics. Whatever can take quadratic time asks a
//! [`bignum::Meter`] now and then whether it should stop. Text leaves through a [`sink::Sink`], which may as well
//! only count ([`sink::Measure`]), so that a caller can learn a text's size before it allocates.

pub mod bignum;
pub(crate) mod error_names;
pub mod float_power;
pub mod float_text;
pub mod format_spec;
pub mod hash;
pub mod math_int;
pub mod sink;

#[cfg(test)]
mod tests;
