//! Holes on RV32: RISC-V's with words of 32 bits.

macro_rules! load_word {
    () => {
        "lw"
    };
}

macro_rules! store_word {
    () => {
        "sw"
    };
}

#[path = "riscv.rs"]
mod riscv;

pub use riscv::*;
