//! A store to published code must be refused; ends with status 80.

#![no_std]
#![no_main]

use copperhead_guest_aarch64::{Board, entry};
use copperhead_guest_programs::faults;

entry!(|| faults::store(Board));
