//! A jump to code that is not published must be refused; ends with status 81.

#![no_std]
#![no_main]

use copperhead_guest_programs::faults;
use copperhead_guest_riscv32::{Board, entry};

entry!(|| faults::fetch(Board));
