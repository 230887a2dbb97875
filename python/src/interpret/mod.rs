//! The interpreter's driver: entering and leaving, calls, exceptions, and the helpers that instructions ask for what
//! they cannot do themselves.
//!
//! The instructions themselves are in `copperhead-stencils`. [`enter`] goes from Rust into Python; [`helpers`] is
//! the table by which instructions come back; [`call`] binds arguments and makes frames; [`unwind`] finds
//! handlers; [`quicken`] specialises instructions; [`general`] does what has no fast path.

pub mod call;
pub(crate) mod call_cache;
mod class_death;
pub mod codes;
pub(crate) mod constant_names;
mod consume;
pub mod enter;
pub mod frames;
pub mod general;
pub mod generator;
pub mod globals;
pub mod helpers;
pub mod intrinsics;
pub mod operator;
pub mod pattern;
pub mod quicken;
pub(crate) mod tracing;
pub mod unwind;
