#![no_std]
//! Linux.
