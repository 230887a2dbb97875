#![no_std]
//! Copperhead.
pub mod source;
