//! A jump to code that is not published must be refused; ends with status 81.

#![no_std]
#![no_main]

use copperhead_guest_cortex_m::{Board, entry};
use copperhead_guest_programs::faults;

entry!(|| faults::fetch(Board));
