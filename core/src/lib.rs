#![no_std]
//! Core.
pub mod stencil;
