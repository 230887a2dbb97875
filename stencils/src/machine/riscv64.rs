//! Holes on RV64: RISC-V's with words of 64 bits.

macro_rules! load_word {
    () => {
        "ld"
    };
}

macro_rules! store_word {
    () => {
        "sd"
    };
}

#[path = "riscv.rs"]
mod riscv;

pub use riscv::*;
