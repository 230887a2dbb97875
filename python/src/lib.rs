#![no_std]
//! Copperhead.
pub mod bytecode;
pub mod source;
pub mod numeric;
