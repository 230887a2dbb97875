#![no_std]
//! Copperhead.
pub mod bytecode;
pub mod memory;
pub mod source;
pub mod numeric;
