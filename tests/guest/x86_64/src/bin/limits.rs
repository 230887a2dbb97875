//! Python that must be stopped, or must not notice, ends with status 0.

#![no_std]
#![no_main]

use copperhead_guest_programs::limits::limits;
use copperhead_guest_x86_64::{Board, entry};

entry!(|| limits(Board));
