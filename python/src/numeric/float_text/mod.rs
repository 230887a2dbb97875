//! Floats as text and back: the shortest text that reads back, any precision correctly rounded, hexadecimal.
//!
//! Digits come from `core`'s exact and shortest conversions, and text is read by `core`'s correctly rounded parser;
//! what is Python's own (where the exponent begins, which zeros stay, underscores) is added here. `core`'s
//! conversions are some 30 KB of machine code and use about 2 KB of stack; a device short of flash may want others,
//! and [`decimal`] and [`parse`] are the only two files that call them.

pub mod decimal;
pub mod fixed;
pub mod hexadecimal;
pub mod layout;
pub mod parse;

#[cfg(test)]
mod tests;

pub use fixed::{SHORT_FIXED, short_fixed};
pub use hexadecimal::{HexError, parse_hexadecimal, write_hexadecimal};
pub use layout::{FloatStyle, FloatText, write_repr};
pub use parse::{InvalidFloat, parse_float};
