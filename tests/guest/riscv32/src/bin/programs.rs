//! Runs every Python program of the archive and prints what it prints.

#![no_std]
#![no_main]

use copperhead_guest_riscv32::{Status, board::Board, entry};

entry!(main);

fn main() -> Status {
    copperhead_guest_programs::run_all(Board)
}
