//! Small hand-encoded pieces of code between stencils: direct jumps, traps, and islands.
//!
//! An *island* (also called a veneer) is a jump that reaches any address, for calls and jumps that
//! do not reach their destination themselves. It stands in the region that uses it, at its start, which is 16-byte aligned,
//! so that the literal in it is naturally aligned.

/// Islands for x86-64.
pub mod x86_64 {
    use crate::relocation::{Fault, field_mut};

    /// `jmp rel32` (Intel SDM volume 2, JMP, opcode E9): reaches ±2 GiB from its end.
    pub fn write_jump(code: &mut [u8], place: u64, destination: u64) -> Result<(), Fault> {
        let jump = field_mut::<5>(code, 0)?;
        let distance = destination.wrapping_sub(place).wrapping_sub(5) as i64;
        let [a, b, c, d] = i32::try_from(distance).map_err(|_| Fault::OutOfRange)?.to_le_bytes();
        *jump = [0xe9, a, b, c, d];
        Ok(())
    }

    /// `int3` (opcode CC), which traps whichever byte is reached first.
    pub fn write_trap(code: &mut [u8]) {
        code.fill(0xcc);
    }

    /// `jmp [rip + 0]` (opcode FF /4 with a RIP-relative operand), then the address; two bytes of `int3` fill up.
    /// Clobbers no register.
    pub fn write_island(code: &mut [u8], destination: u64) -> Result<(), Fault> {
        let island = field_mut::<16>(code, 0)?;
        let [a, b, c, d, e, f, g, h] = destination.to_le_bytes();
        *island = [0xff, 0x25, 0, 0, 0, 0, a, b, c, d, e, f, g, h, 0xcc, 0xcc];
        Ok(())
    }
}

/// Islands for AArch64.
pub mod aarch64 {
    use crate::relocation::{Fault, RelocationKind, aarch64::Kind, field_mut};

    /// `b destination` (Arm ARM, C6.2 "B"): reaches ±128 MiB.
    pub fn write_jump(code: &mut [u8], place: u64, destination: u64) -> Result<(), Fault> {
        let mut jump = 0x1400_0000_u32.to_le_bytes();
        Kind::R_AARCH64_JUMP26.write(&mut jump, 0, place, destination)?;
        *field_mut(code, 0)? = jump;
        Ok(())
    }

    /// `udf #0` (Arm ARM, C6.2 "UDF"): an instruction that is defined never to be defined.
    pub fn write_trap(code: &mut [u8]) {
        code.fill(0);
    }

    /// `ldr x16, .+8; br x16`, then the address. x16 is the register that AAPCS64 (section 6.1.1) leaves to
    /// veneers, and a `br` through it may land on a `bti c` pad.
    pub fn write_island(code: &mut [u8], destination: u64) -> Result<(), Fault> {
        let island = field_mut::<16>(code, 0)?;
        let [a, b, c, d, e, f, g, h] = destination.to_le_bytes();
        *island = [0x50, 0, 0, 0x58, 0, 0x02, 0x1f, 0xd6, a, b, c, d, e, f, g, h];
        Ok(())
    }
}

/// Islands for RISC-V.
pub mod riscv {
    use crate::relocation::{Fault, RelocationKind, field_mut, riscv::Kind};

    /// `jal x0, destination` (Unprivileged ISA, "Unconditional Jumps"): reaches ±1 MiB.
    pub fn write_jump<const XLEN: u32>(code: &mut [u8], place: u64, destination: u64) -> Result<(), Fault> {
        let mut jump = 0x0000_006f_u32.to_le_bytes();
        Kind::<XLEN>::R_RISCV_JAL.write(&mut jump, 0, place, destination)?;
        *field_mut(code, 0)? = jump;
        Ok(())
    }

    /// Zeros: an instruction of 16 bits that is defined to be illegal (Unprivileged ISA, "Defined Illegal 16-bit instruction").
    pub fn write_trap(code: &mut [u8]) {
        code.fill(0);
    }

    /// A jump by t1, a temporary that no stencil passes on and that the psABI's own stubs for calls clobber too.
    ///
    /// RV32: `lui t1, …; jr …(t1)`. RV64: `auipc t1, 0; ld t1, 16(t1); jr t1; nop`, then the address.
    pub fn write_island<const XLEN: u32>(code: &mut [u8], destination: u64) -> Result<(), Fault> {
        if XLEN == 32 {
            let island = field_mut::<8>(code, 0)?;
            let mut jump = *b"\x37\x03\0\0\x67\0\x03\0";
            Kind::<XLEN>::R_RISCV_HI20.write(&mut jump, 0, 0, destination)?;
            Kind::<XLEN>::R_RISCV_LO12_I.write(&mut jump, 4, 0, destination)?;
            *island = jump;
            return Ok(());
        }
        let island = field_mut::<24>(code, 0)?;
        let jump = b"\x17\x03\0\0\x03\x33\x03\x01\x67\0\x03\0\x13\0\0\0";
        let bytes = jump.iter().copied().chain(destination.to_le_bytes());
        island.iter_mut().zip(bytes).for_each(|(place, byte)| *place = byte);
        Ok(())
    }
}

/// Islands for Thumb-2.
pub mod thumb {
    use crate::relocation::{Fault, RelocationKind, field_mut, thumb::Kind, thumb::halfwords};

    /// `b.w destination` (Armv7-M ARM, A7.7.12, encoding T4): reaches ±16 MiB.
    pub fn write_jump(code: &mut [u8], place: u64, destination: u64) -> Result<(), Fault> {
        let mut jump = halfwords(0xf000_b800);
        // The program counter is four bytes ahead.
        Kind::R_ARM_THM_JUMP24.write(&mut jump, 0, place, destination.wrapping_sub(4))?;
        *field_mut(code, 0)? = jump;
        Ok(())
    }

    /// `udf #0xde` (A7.7.194, encoding T1), a halfword that is defined never to be defined.
    pub fn write_trap(code: &mut [u8]) {
        code.fill(0xde);
    }

    /// `ldr.w pc, [pc, #0]` (A7.7.44), then the address, with the bit that says Thumb. Clobbers no register.
    pub fn write_island(code: &mut [u8], destination: u64) -> Result<(), Fault> {
        let island = field_mut::<8>(code, 0)?;
        let [a, b, c, d] = (u32::try_from(destination).map_err(|_| Fault::OutOfRange)? | 1).to_le_bytes();
        *island = [0xdf, 0xf8, 0x00, 0xf0, a, b, c, d];
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::relocation::{Fault, RelocationKind};
    use std::vec::Vec;

    #[test]
    fn x86_64_jump_reaches_its_range_and_no_further() {
        let mut code = [0; 5];
        let place = 0x1_0000_0000_u64;
        assert_eq!(x86_64::write_jump(&mut code, place, place + 5), Ok(()));
        assert_eq!(code, [0xe9, 0, 0, 0, 0]);
        assert_eq!(x86_64::write_jump(&mut code, place, place + 5 + 0x7fff_ffff), Ok(()));
        assert_eq!(code, [0xe9, 0xff, 0xff, 0xff, 0x7f]);
        assert_eq!(x86_64::write_jump(&mut code, place, place + 5 + 0x8000_0000), Err(Fault::OutOfRange));
        assert_eq!(x86_64::write_jump(&mut code, place, place + 5 - 0x8000_0000), Ok(()));
        assert_eq!(x86_64::write_jump(&mut code, place, place + 4 - 0x8000_0000), Err(Fault::OutOfRange));
        assert_eq!(x86_64::write_jump(&mut code[..4], place, place), Err(Fault::Outside));
    }

    #[test]
    fn aarch64_jump_reaches_its_range_and_no_further() {
        let mut code = [0; 4];
        let place = 0x4020_0000_u64;
        assert_eq!(aarch64::write_jump(&mut code, place, place + 8), Ok(()));
        assert_eq!(u32::from_le_bytes(code), 0x1400_0002);
        assert_eq!(aarch64::write_jump(&mut code, place, place + (128 << 20) - 4), Ok(()));
        assert_eq!(aarch64::write_jump(&mut code, place, place + (128 << 20)), Err(Fault::OutOfRange));
        assert_eq!(aarch64::write_jump(&mut code, place, place - 4), Ok(()));
        assert_eq!(u32::from_le_bytes(code), 0x17ff_ffff);
        assert_eq!(aarch64::write_jump(&mut code, place, place - (128 << 20)), Ok(()));
        assert_eq!(u32::from_le_bytes(code), 0x1600_0000);
        assert_eq!(aarch64::write_jump(&mut code, place, place - (128 << 20) - 4), Err(Fault::OutOfRange));
        assert_eq!(aarch64::write_jump(&mut code, place, place + 2), Err(Fault::Misaligned));
        assert_eq!(aarch64::write_jump(&mut code[..3], place, place), Err(Fault::Outside));
    }

    #[test]
    fn riscv_jump_reaches_its_range_and_no_further() {
        let mut code = [0; 4];
        let place = 0x8000_0000_u64;
        assert_eq!(riscv::write_jump::<64>(&mut code, place, place + 8), Ok(()));
        assert_eq!(u32::from_le_bytes(code), 0x0080_006f);
        assert_eq!(riscv::write_jump::<32>(&mut code, place, place + (1 << 20) - 2), Ok(()));
        assert_eq!(riscv::write_jump::<64>(&mut code, place, place + (1 << 20)), Err(Fault::OutOfRange));
        assert_eq!(riscv::write_jump::<64>(&mut code, place, place - (1 << 20)), Ok(()));
        assert_eq!(u32::from_le_bytes(code), 0x8000_006f);
        assert_eq!(riscv::write_jump::<32>(&mut code, place, place - 4), Ok(()));
        assert_eq!(u32::from_le_bytes(code), 0xffdf_f06f);
        assert_eq!(riscv::write_jump::<32>(&mut code, place, place - (1 << 20) - 2), Err(Fault::OutOfRange));
        assert_eq!(riscv::write_jump::<64>(&mut code, place, place + 1), Err(Fault::Misaligned));
        assert_eq!(riscv::write_jump::<64>(&mut code[..3], place, place), Err(Fault::Outside));
    }

    #[test]
    fn riscv_islands_are_what_an_assembler_makes() {
        let mut code = [0; 24];
        assert_eq!(riscv::write_island::<64>(&mut code, 0x8877_6655_4433_2211), Ok(()));
        let words: Vec<u32> = code[..16].chunks(4).map(|word| u32::from_le_bytes(word.try_into().unwrap())).collect();
        // auipc t1, 0; ld t1, 16(t1); jr t1; nop
        assert_eq!(words, [0x0000_0317, 0x0103_3303, 0x0003_0067, 0x0000_0013]);
        assert_eq!(code[16..], 0x8877_6655_4433_2211_u64.to_le_bytes());
        assert_eq!(riscv::write_island::<64>(&mut code[..23], 0), Err(Fault::Outside));
        assert_eq!(riscv::write_island::<32>(&mut code, 0x8765_4fff), Ok(()));
        // lui t1, 0x87655; jr -1(t1)
        assert_eq!(code[..8], [0x37, 0x53, 0x65, 0x87, 0x67, 0x00, 0xf3, 0xff]);
        assert_eq!(riscv::write_island::<32>(&mut code[..7], 0), Err(Fault::Outside));
        assert_eq!(riscv::write_island::<32>(&mut code, 1 << 32), Err(Fault::OutOfRange));
    }

    #[test]
    fn thumb_jump_reaches_its_range_and_no_further() {
        let mut code = [0; 4];
        let place = 0x6000_0000_u64;
        assert_eq!(thumb::write_jump(&mut code, place, place + 4), Ok(()));
        assert_eq!(code, [0x00, 0xf0, 0x00, 0xb8]);
        assert_eq!(thumb::write_jump(&mut code, place, place + 4 + (16 << 20) - 2), Ok(()));
        assert_eq!(thumb::write_jump(&mut code, place, place + 4 + (16 << 20)), Err(Fault::OutOfRange));
        assert_eq!(thumb::write_jump(&mut code, place, place + 4 - (16 << 20)), Ok(()));
        assert_eq!(thumb::write_jump(&mut code, place, place + 2 - (16 << 20)), Err(Fault::OutOfRange));
        assert_eq!(thumb::write_jump(&mut code[..3], place, place), Err(Fault::Outside));
    }

    #[test]
    fn a_thumb_island_s_address_says_thumb() {
        let mut code = [0; 16];
        assert_eq!(thumb::write_island(&mut code, 0x8877_6654), Ok(()));
        assert_eq!(code[..8], [0xdf, 0xf8, 0x00, 0xf0, 0x55, 0x66, 0x77, 0x88]);
        assert_eq!(thumb::write_island(&mut code, 1 << 32), Err(Fault::OutOfRange));
        assert_eq!(thumb::write_island(&mut code[..7], 0), Err(Fault::Outside));
    }

    #[test]
    fn islands_hold_the_whole_address() {
        let mut code = [0; 16];
        assert_eq!(x86_64::write_island(&mut code, 0x8877_6655_4433_2211), Ok(()));
        assert_eq!(code[..6], [0xff, 0x25, 0, 0, 0, 0]);
        assert_eq!(code[6..14], 0x8877_6655_4433_2211_u64.to_le_bytes());
        assert_eq!(aarch64::write_island(&mut code, 0x8877_6655_4433_2211), Ok(()));
        assert_eq!(code[..8], [0x50, 0x00, 0x00, 0x58, 0x00, 0x02, 0x1f, 0xd6]);
        assert_eq!(code[8..], 0x8877_6655_4433_2211_u64.to_le_bytes());
        assert_eq!(x86_64::write_island(&mut code[..15], 0), Err(Fault::Outside));
        assert_eq!(aarch64::write_island(&mut code[..15], 0), Err(Fault::Outside));
    }
    /// Three islands one behind another, each in the bytes that are its own, at 16-byte aligned places: each goes where it should, as `follow`
    /// reads the instructions of one that stands so many bytes into the code.
    fn islands_arrive<K: RelocationKind>(destinations: [u64; 3], follow: impl Fn(&[u8], usize) -> u64) {
        let length = K::ISLAND_LENGTH as usize;
        let mut code = std::vec![0xff; 16 + 3 * length];
        for (island, destination) in code[16..].chunks_mut(length).zip(destinations) {
            assert_eq!(K::write_island(island, destination), Ok(()), "an island has room");
        }
        for (index, destination) in destinations.into_iter().enumerate() {
            assert_eq!(follow(&code, 16 + index * length), destination, "{index}");
        }
        assert_eq!(code[..16], [0xff; 16]);
        assert_eq!(K::write_island(&mut code[..length - 1], destinations[0]), Err(Fault::Outside), "and no more than it needs");
    }

    fn word(code: &[u8], at: usize) -> u32 {
        u32::from_le_bytes(code[at..at + 4].try_into().unwrap())
    }

    fn address(code: &[u8], at: usize) -> u64 {
        assert_eq!(at % 8, 0, "naturally aligned");
        u64::from_le_bytes(code[at..at + 8].try_into().unwrap())
    }

    const FAR: [u64; 3] = [0x8877_6655_4433_2211, 0x1000, u64::MAX - 1];
    const FAR_32: [u64; 3] = [0x8877_6800, 0x1ffe, 0xffff_f800];

    #[test]
    fn islands_arrive_on_x86_64() {
        islands_arrive::<crate::relocation::x86_64::Kind>(FAR, |code, at| {
            assert_eq!(code[at..at + 2], [0xff, 0x25], "jmp [rip + …]");
            let literal = at + 6 + word(code, at + 2) as usize;
            u64::from_le_bytes(code[literal..literal + 8].try_into().unwrap())
        });
    }

    #[test]
    fn islands_arrive_on_aarch64() {
        islands_arrive::<crate::relocation::aarch64::Kind>(FAR, |code, at| {
            let load = word(code, at);
            assert_eq!(load & 0xff00_001f, 0x5800_0010, "ldr x16, …");
            assert_eq!(word(code, at + 4), 0xd61f_0200, "br x16");
            address(code, at + (load >> 5 << 2 & 0x1f_fffc) as usize)
        });
    }

    #[test]
    fn islands_arrive_on_rv64() {
        islands_arrive::<crate::relocation::riscv::Kind<64>>(FAR, |code, at| {
            assert_eq!(word(code, at), 0x0000_0317, "auipc t1, 0");
            let load = word(code, at + 4);
            assert_eq!(load & 0xf_ffff, 0x3_3303, "ld t1, …(t1)");
            assert_eq!(word(code, at + 8), 0x0003_0067, "jr t1");
            address(code, at + (load >> 20) as usize)
        });
    }

    #[test]
    fn islands_arrive_on_rv32() {
        islands_arrive::<crate::relocation::riscv::Kind<32>>(FAR_32, |code, at| {
            let (upper, jump) = (word(code, at), word(code, at + 4));
            assert_eq!(upper & 0xfff, 0x337, "lui t1, …");
            assert_eq!(jump & 0xf_ffff, 0x3_0067, "jr …(t1)");
            u64::from((upper & !0xfff).wrapping_add_signed((jump as i32) >> 20))
        });
    }

    #[test]
    fn islands_arrive_on_thumb() {
        islands_arrive::<crate::relocation::thumb::Kind>(FAR_32.map(|address| address | 1), |code, at| {
            assert_eq!(code[at..at + 2], [0xdf, 0xf8], "ldr.w …, [pc, #…]");
            let second = u16::from_le_bytes([code[at + 2], code[at + 3]]);
            assert_eq!(second >> 12, 15, "to the program counter");
            // The program counter is four bytes ahead, rounded down to four.
            u64::from(word(code, (at + 4 & !3) + usize::from(second & 0xfff)))
        });
    }
}
