//! Copy-and-patch without an operating system: stencils are copied into code memory and their holes filled.
//!
//! A *stencil* is the machine code of one bytecode instruction, compiled when the program was built, with *holes* where
//! constants, frame slots and branch targets belong. Compiling at run time is copying stencils one behind another and
//! filling the holes; this crate does that and looks after the memory in which the code lies.
//!
//! # The way of the data
//!
//! 1. [`stencil`]: the nouns, and [`relocation`]: how a value is encoded, for each instruction set.
//! 2. [`measure`]: the first pass over a region's stencils says where each one will lie and how many bytes the region takes.
//! 3. [`arena`]: reserves exactly that many bytes in spans which the host gave by its [`buffer::CodeBuffer`].
//!    Several VMs may use one arena: [`shared`].
//! 4. [`copy`]: the second pass copies each stencil and fills its holes; [`island`] holds what must be encoded by hand,
//!    [`library`] what stencils call.
//! 5. [`buffer::Writable::publish`] turns what was written into an [`buffer::Executable`], which alone can be entered; what the
//!    host owes the caches then is in [`instruction_cache`].
//!
//! # What it never does
//!
//! It knows no programming language, decides nothing about what is compiled, and runs nothing itself. It allocates no memory but code
//! memory, and that only through the host's trait. It does not panic. It never has memory writable and executable at once:
//! the host keeps permissions and caches, the types keep the order. Published code does not change.
#![no_std]
#![warn(missing_docs)]

#[cfg(any(test, feature = "model"))]
extern crate alloc;
#[cfg(test)]
extern crate std;

pub mod arena;
pub mod buffer;
pub mod copy;
pub mod instruction_cache;
pub mod island;
pub mod library;
pub mod measure;
#[cfg(any(test, feature = "model"))]
pub mod model;
pub mod relocation;
pub mod shared;
pub mod stencil;

/// The stencils of this target, generated from the instruction definitions.
pub mod table {
    include!(concat!(env!("OUT_DIR"), "/stencils.rs"));
}

/// The interpreter of this target, generated from the same definitions: handlers and entries as opaque addresses. Where `PORTABLE` holds
/// there are none.
pub mod interpreter {
    include!(concat!(env!("OUT_DIR"), "/interpreter.rs"));
}
