//! The instructions, one file per family. Each function is the one definition of an instruction:
//! interpreter and machine code are made of it.
//!
//! # Safety
//! Every body's contract is the same, stated once here: the state is that of a running instruction of
//! verified bytecode, whose operands are of the kinds that [`crate::list`] gives, in a live machine.

#![allow(clippy::undocumented_unsafe_blocks, clippy::missing_safety_doc)] // the contract above covers every block here

pub mod after;
pub mod allocate;
pub mod arithmetic;
pub mod attribute;
pub mod begin;
pub mod call;
pub mod compare;
pub mod complex;
pub mod construct;
pub mod control;
pub mod entry;
pub mod general;
pub mod generator;
pub mod iterate;
pub mod keywords;
pub mod load;
pub mod native;
pub mod pairs;
pub mod resume;
pub mod slice;
pub mod subscript;
pub mod super_method;
pub mod table;
pub mod unpacked;
