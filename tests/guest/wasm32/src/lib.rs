//! Copperhead in a WebAssembly module: a machine without machine code of its own, where everything is interpreted by the portable loop.
//!
//! - [`start`]: what the embedder calls; the heap.
//! - [`host`]: what the embedder gives: text out, the end, time.
//! - [`board`]: both, as Python wants to see them.
//!
//! `run.mjs` is the embedder, for node. A binary in `src/bin/` is one test: it says `entry!(test)` and ends with a [`Status`]. Nothing can
//! interrupt a module, and there is no code memory: so of the tests there are only the programs.

#![no_std]

pub mod board;
pub mod host;
pub mod start;

pub use board::Board;
pub use copperhead_guest_common::{Status, entry};

copperhead_guest_common::machine!(write: host::write, exit: host::exit);
