//! A store to published code must be refused; ends with status 80.

#![no_std]
#![no_main]

use copperhead_guest_programs::faults;
use copperhead_guest_x86_64::{Board, entry};

entry!(|| faults::store(Board));
