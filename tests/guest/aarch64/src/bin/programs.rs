//! Runs every Python program of the archive and prints what it prints.

#![no_std]
#![no_main]

use copperhead_guest_aarch64::{Board, entry};
use copperhead_guest_programs::run_all;

entry!(|| run_all(Board));
