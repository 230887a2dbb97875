//! The layouts that machine code touches: objects, frames, and the part of the VM that is a machine.
//! All are `repr(C)`; fields that machine code reads keep their place, and compile-time checks hold it.

pub mod callable;
pub mod class;
pub mod container;
pub mod frame;
pub mod generator;
pub mod instance;
pub mod iterator;
pub mod machine;
pub mod object;
pub mod text;
