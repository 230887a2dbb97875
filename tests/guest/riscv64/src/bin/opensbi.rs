//! Runs every Python program of the archive, on a machine that OpenSBI started and keeps: as `programs`, but linked behind the firmware.
//!
//! QEMU: -bios default

#![no_std]
#![no_main]

use copperhead_guest_programs::run_all;
use copperhead_guest_riscv64::{Board, entry};

entry!(|| run_all(Board));
