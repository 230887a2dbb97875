//! Python that must be stopped, or must not notice, ends with status 0.

#![no_std]
#![no_main]

use copperhead_guest_cortex_m::{Board, entry};
use copperhead_guest_programs::limits::limits;

entry!(|| limits(Board));
