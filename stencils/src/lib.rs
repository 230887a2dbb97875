#![no_std]
//! Definitions.
