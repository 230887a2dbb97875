#![no_std]
//! Copperhead.
pub mod source;
pub mod numeric;
