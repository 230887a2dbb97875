#![no_std]
//! macOS.
