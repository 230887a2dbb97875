//! Runs every Python program of the archive and prints what it prints.

#![no_std]
#![no_main]

use copperhead_guest_programs::run_all;
use copperhead_guest_wasm32::{Board, entry};

entry!(|| run_all(Board));
