//! The definitions: what a value is, what machine code sees of objects, frames and the VM, and every
//! instruction, once.
//!
//! The way of the data: [`value`] and [`layout`] say what is in memory; [`operand`] how typed operations see it;
//! [`ops`] holds the instructions: entries, with operands, and bodies; [`list`] puts the entries together; [`special`] makes tables of which takes which
//! one's place. From the list come three things: the interpreter's handlers and the machine-code stencils, both made by a run of `rustc` over
//! this very source with the configuration `copperhead_form` set, and [`portable`], a loop in stable Rust for machines
//! without stencils and for checkers.
//!
//! Nothing here allocates, panics or knows what a helper does.
#![no_std]
#![cfg_attr(any(copperhead_form = "stencil", copperhead_form = "interpreter"), feature(explicit_tail_calls, rust_preserve_none_cc))]
#![cfg_attr(any(copperhead_form = "stencil", copperhead_form = "interpreter"), allow(incomplete_features, internal_features))]

#[macro_use]
pub mod list;
pub mod definition;
pub mod forms;
pub mod layout;
pub mod operand;
pub mod operation;
pub mod ops;
pub mod portable;
pub mod special;
pub mod value;

#[cfg(any(copperhead_form = "stencil", copperhead_form = "interpreter"))]
mod handler;
#[cfg(copperhead_form = "interpreter")]
mod interpreter;
#[cfg(copperhead_form = "stencil")]
mod machine;
#[cfg(copperhead_form = "stencil")]
mod stencil;

pub use list::{BYTECODE_COUNT, BYTECODE_NAMES, Opcode};

/// The folder of this crate, where the build finds the sources; empty where cargo did not compile it.
pub const MANIFEST_DIR: &str = match option_env!("CARGO_MANIFEST_DIR") {
    Some(folder) => folder,
    None => "",
};

/// Stencils that belong to no bytecode, in the order of their table.
pub const EXTRA_STENCILS: &[&str] =
    &["Count", "StressExit", "StressSlow", "StressSpill", "GuardInt", "GuardList", "GuardTuple", "GuardRange", "CallCertain", "Resume"];

/// The interpreter's entries, in the order of [`layout::machine::Entries`], then what the host side calls.
pub const ENTRY_NAMES: &[&str] = &[
    "interpret",
    "call_return",
    "construct_return",
    "item_return",
    "resume_return",
    "land",
    "resume",
    "raise",
    "leave",
    "enter",
    "count",
    "trace",
];
