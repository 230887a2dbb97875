//! What must happen between writing code and running it, in a Linux process. The choice by instruction set stands here and nowhere else;
//! each file defines the same name.

#[cfg(any(test, target_arch = "riscv64", target_arch = "arm"))]
#[allow(dead_code, reason = "each machine has one of them")]
mod calls;

#[cfg(target_arch = "riscv64")]
#[path = "riscv64.rs"]
mod native;

#[cfg(target_arch = "arm")]
#[path = "arm.rs"]
mod native;

#[cfg(not(any(target_arch = "riscv64", target_arch = "arm")))]
#[path = "direct.rs"]
mod native;

pub use native::make_coherent;
