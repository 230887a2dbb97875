//! Shows that the machine works, without Python; ends with status 42.

#![no_std]
#![no_main]

use copperhead_guest_cortex_m::{Board, entry};
use copperhead_guest_programs::machine::machine;

entry!(|| machine(Board));
