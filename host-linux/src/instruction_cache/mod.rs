//! What must happen between writing code and running it. The choice by instruction set stands here and nowhere else;
//! each file defines the same name.

pub mod aarch64;

#[cfg(target_arch = "x86_64")]
#[path = "x86_64.rs"]
mod native;

#[cfg(target_arch = "aarch64")]
#[path = "aarch64_maintenance.rs"]
mod native;

#[cfg(target_arch = "riscv64")]
#[path = "riscv64.rs"]
mod native;

#[cfg(not(any(target_arch = "x86_64", target_arch = "aarch64", target_arch = "riscv64")))]
#[path = "none.rs"]
mod native;

pub use native::make_coherent;
