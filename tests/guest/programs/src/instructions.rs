//! The few instructions that the tests write themselves: a function that returns, and one that returns a number.

/// The bit in an address that says of which kind the code is: Thumb.
pub const ENTRY: usize = if cfg!(target_arch = "arm") { 1 } else { 0 };

/// The bytes of [`returning`].
#[cfg(any(target_arch = "riscv32", target_arch = "riscv64"))]
pub const LENGTH: usize = 12;
/// The bytes of [`returning`].
#[cfg(not(any(target_arch = "riscv32", target_arch = "riscv64")))]
pub const LENGTH: usize = 8;

/// A function that returns a number. (Where an instruction takes less than two bytes, or the last one ends early, traps follow.)
///
/// `lui a0, upper; addi a0, a0, lower; ret` (The RISC-V Instruction Set Manual, volume I, "RV32I"). The lower 12 bits count as signed.
#[cfg(any(target_arch = "riscv32", target_arch = "riscv64"))]
#[must_use]
pub fn returning(value: u16) -> [u8; LENGTH] {
    let value = u32::from(value);
    let words = [0x0000_0537 | (value + 0x800) & !0xfff, 0x0005_0513 | value << 20, 0x0000_8067];
    let mut code = [0; LENGTH];
    for (bytes, word) in code.as_chunks_mut().0.iter_mut().zip(words) {
        *bytes = word.to_le_bytes();
    }
    code
}

/// A function that returns a number: `mov w0, #value; ret` (DDI 0487, chapter C6).
#[cfg(target_arch = "aarch64")]
#[must_use]
pub fn returning(value: u16) -> [u8; LENGTH] {
    (0xd65f_03c0_5280_0000 | u64::from(value) << 5).to_le_bytes()
}

/// A function that returns a number: `movw r0, #value; bx lr` and `udf` (DDI 0403, A7.7.76, encoding T3: the value lies in four pieces).
#[cfg(target_arch = "arm")]
#[must_use]
pub fn returning(value: u16) -> [u8; LENGTH] {
    let first = 0xf240 | value >> 12 | (value >> 11 & 1) << 10;
    let second = (value >> 8 & 7) << 12 | value & 0xff;
    let mut bytes = [0; LENGTH];
    for (place, half) in bytes.chunks_exact_mut(2).zip([first, second, 0x4770, 0xdede]) {
        place.copy_from_slice(&half.to_le_bytes());
    }
    bytes
}

/// A function that returns a number: `mov eax, value; ret; int3; int3` (SDM volume 2).
#[cfg(target_arch = "x86_64")]
#[must_use]
pub fn returning(value: u16) -> [u8; LENGTH] {
    let [low, high] = value.to_le_bytes();
    [0xb8, low, high, 0, 0, 0xc3, 0xcc, 0xcc]
}

/// Nothing that could run: this instruction set has no machine code at run time.
#[cfg(not(any(target_arch = "riscv32", target_arch = "riscv64", target_arch = "aarch64", target_arch = "arm", target_arch = "x86_64")))]
#[must_use]
pub fn returning(_: u16) -> [u8; LENGTH] {
    [copperhead_core::instruction_cache::TRAP; LENGTH]
}
