#![no_std]
//! Copperhead.
