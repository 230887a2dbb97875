//! The front end: from the bytes of a program to its tree.
//!
//! The way of the data: `lexer` cuts the source into `token`s, `parser` asks it for one token after the other
//! and builds the [`tree`] in an [`arena`]; what is wrong with the program is told by an [`error::ParseError`] with a [`span`].
//! Nothing here knows values, objects or bytecode, nothing uses `alloc`, and no input makes it panic or overflow the stack.

// An error carries its message; it is made once for a program, and only the entry points return it by value.
#![allow(clippy::result_large_err)]

pub mod arena;
pub mod error;
mod height;
mod lexer;
mod parser;
pub mod span;
mod token;
pub mod tree;

pub use lexer::foreign_encoding;
pub use parser::{Ending, Source, Statements, parse_expression, parse_interactive, parse_module};
