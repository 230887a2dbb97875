//! Shows that the machine works, without Python; ends with status 42.

#![no_std]
#![no_main]

use copperhead_guest_programs::machine::machine;
use copperhead_guest_x86_64::{Board, entry};

entry!(|| machine(Board));
