//! The relocations of Thumb-2, as "ELF for the Arm Architecture" (AAELF32), section 5.6.1, defines them; the fields' places in the
//! instructions are from the Armv7-M Architecture Reference Manual, A7.7.
//!
//! Bit 0 of an address says that the code there is Thumb. Places and the addresses of stencils are without it; an address that
//! is jumped to by register or load needs it ([`RelocationKind::ENTRY_BITS`]), and a branch relative to its own place has no room for it.

use super::{Fault, RelocationKind, field, field_mut, reaches};
use crate::island;

/// A relocation kind, spelt as in AAELF32.
#[allow(non_camel_case_types)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Kind {
    /// 32 bits of data, `S + A`.
    R_ARM_ABS32,
    /// `bl`, ±16 MiB.
    R_ARM_THM_CALL,
    /// `b.w`, ±16 MiB.
    R_ARM_THM_JUMP24,
    /// `movw`, bits 15:0.
    R_ARM_THM_MOVW_ABS_NC,
    /// `movt`, bits 31:16.
    R_ARM_THM_MOVT_ABS,
    /// `b<cond>.w`, ±1 MiB.
    R_ARM_THM_JUMP19,
    /// `ldr.w` and `str.w` with an immediate of twelve bits: see [`Operation::Slot`].
    R_ARM_THM_PC12,
    /// `movw` of a number below 2^16: see [`Operation::Slot`].
    R_ARM_THM_MOVW_BREL,
    /// `addw` of an immediate of twelve bits: see [`Operation::Slot`].
    R_ARM_THM_ALU_PREL_11_0,
    /// `movw` of a number below 2^16, or `mvn` where it is negative, from -256 on: see [`Operation::Slot`].
    R_ARM_THM_MOVW_PREL_NC,
}

/// What is computed from the value before it is encoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operation {
    /// `S + A`.
    Absolute,
    /// `S + A` as the whole immediate, and an error beyond it. AAELF32 would put a distance here, from the program counter or from a base. Stencils
    /// use these kinds only for frame slots (`ldr.w r2, [r1, #HOLE]`, `movw r2, #HOLE`): AAELF32 has none for the absolute immediate of a
    /// Thumb load or addition, and of a `movw` none that is checked, or that can be negative.
    Slot,
    /// `S + A - P` without bit 0, which in `S` only says Thumb.
    Branch,
}

/// Where in the instruction, or in the data, the encoded bits stand. An instruction of two halfwords is taken as one number, the
/// first halfword above.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// All of four bytes.
    Data,
    /// imm4 (bits 19:16), i (26), imm3 (14:12) and imm8 (7:0) of `movw` and `movt` (A7.7.76, A7.7.79).
    Move,
    /// S (bit 26), J1 (13), J2 (11), imm10 (25:16) and imm11 (10:0) of `b.w`, encoding T4, and `bl` (A7.7.12, A7.7.18).
    Branch24,
    /// S (bit 26), J2 (11), J1 (13), imm6 (21:16) and imm11 (10:0) of `b<cond>.w`, encoding T3 (A7.7.12).
    Branch19,
    /// imm12 (bits 11:0) of `ldr.w` and `str.w` (A7.7.43, A7.7.161).
    Immediate,
    /// i (bit 26), imm3 (14:12) and imm8 (7:0) of `addw`, encoding T4 (A7.7.3).
    Addition,
    /// The fields of [`Field::Move`] with the opcode of `movw` (A7.7.76, encoding T3), or, for what is negative, with that of `mvn` and its
    /// complement in imm8 (A7.7.85, encoding T1).
    SignedMove,
}

/// One row of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// The kind's number in an ELF file.
    pub elf: u32,
    /// What is computed.
    pub operation: Operation,
    /// Where it goes.
    pub field: Field,
    /// How many low bits are dropped before encoding.
    pub shift: u32,
    /// The least result that fits.
    pub minimum: i64,
    /// The greatest result that fits, dropped bits apart.
    pub maximum: i64,
}

const fn row(elf: u32, operation: Operation, field: Field, shift: u32, range: (i64, i64)) -> Row {
    Row { elf, operation, field, shift, minimum: range.0, maximum: range.1 }
}

/// The results of `bits` bits with a sign.
const fn signed(bits: u32) -> (i64, i64) {
    (-(1 << (bits - 1)), (1 << (bits - 1)) - 1)
}

/// Whatever 32 bits hold, with or without a sign.
const WORD: (i64, i64) = (i32::MIN as i64, u32::MAX as i64);

impl Kind {
    /// Every kind, in the order of the enum.
    pub const ALL: [Kind; 10] = [
        Kind::R_ARM_ABS32,
        Kind::R_ARM_THM_CALL,
        Kind::R_ARM_THM_JUMP24,
        Kind::R_ARM_THM_MOVW_ABS_NC,
        Kind::R_ARM_THM_MOVT_ABS,
        Kind::R_ARM_THM_JUMP19,
        Kind::R_ARM_THM_PC12,
        Kind::R_ARM_THM_MOVW_BREL,
        Kind::R_ARM_THM_ALU_PREL_11_0,
        Kind::R_ARM_THM_MOVW_PREL_NC,
    ];

    /// The kind's row; the headings are AAELF32's.
    #[inline(always)]
    pub const fn row(self) -> Row {
        use Operation::{Absolute, Branch, Slot};
        match self {
            // 5.6.1.2 Static Data relocations
            Kind::R_ARM_ABS32 => row(2, Absolute, Field::Data, 0, WORD),
            // 5.6.1.6 Static Thumb32 relocations
            Kind::R_ARM_THM_CALL => row(10, Branch, Field::Branch24, 1, signed(25)),
            Kind::R_ARM_THM_JUMP24 => row(30, Branch, Field::Branch24, 1, signed(25)),
            Kind::R_ARM_THM_MOVW_ABS_NC => row(47, Absolute, Field::Move, 0, WORD),
            Kind::R_ARM_THM_MOVT_ABS => row(48, Absolute, Field::Move, 16, WORD),
            Kind::R_ARM_THM_JUMP19 => row(51, Branch, Field::Branch19, 1, signed(21)),
            Kind::R_ARM_THM_PC12 => row(54, Slot, Field::Immediate, 0, (0, 4095)),
            Kind::R_ARM_THM_MOVW_BREL => row(89, Slot, Field::Move, 0, (0, 65535)),
            Kind::R_ARM_THM_ALU_PREL_11_0 => row(53, Slot, Field::Addition, 0, (0, 4095)),
            Kind::R_ARM_THM_MOVW_PREL_NC => row(49, Slot, Field::SignedMove, 0, (-256, 65535)),
        }
    }
}

impl Field {
    /// The bits of the instruction that belong to the field.
    pub const fn mask(self) -> u32 {
        match self {
            Field::Data => u32::MAX,
            Field::Move => 0x040f_70ff,
            Field::Branch24 => 0x07ff_2fff,
            Field::Branch19 => 0x043f_2fff,
            Field::Immediate => 0xfff,
            Field::Addition => 0x0400_70ff,
            Field::SignedMove => 0x062f_70ff,
        }
    }

    /// The number as the field holds it; its higher bits are dropped.
    #[inline(always)]
    const fn encode(self, number: u32) -> u32 {
        match self {
            Field::Data => number,
            Field::Move => (number & 0xf000) << 4 | (number & 0x800) << 15 | (number & 0x700) << 4 | number & 0xff,
            Field::Branch24 => {
                let sign = number >> 23 & 1;
                let (j1, j2) = (number >> 22 & 1 ^ sign ^ 1, number >> 21 & 1 ^ sign ^ 1);
                sign << 26 | (number & 0x1f_f800) << 5 | j1 << 13 | j2 << 11 | number & 0x7ff
            }
            Field::Branch19 => {
                let (sign, j2, j1) = (number >> 19 & 1, number >> 18 & 1, number >> 17 & 1);
                sign << 26 | (number & 0x1_f800) << 5 | j1 << 13 | j2 << 11 | number & 0x7ff
            }
            Field::Immediate => number & 0xfff,
            Field::Addition => (number & 0x800) << 15 | (number & 0x700) << 4 | number & 0xff,
            Field::SignedMove if number as i32 >= 0 => 0x0200_0000 | Field::Move.encode(number),
            Field::SignedMove => 0x002f_0000 | !number & 0xff,
        }
    }

    /// What the field of an instruction holds, and its number of bits.
    #[inline(always)]
    const fn decode(self, instruction: u32) -> (u32, u32) {
        match self {
            Field::Data => (instruction, 32),
            Field::Move => {
                let high = instruction >> 4 & 0xf000 | instruction >> 15 & 0x800;
                (high | instruction >> 4 & 0x700 | instruction & 0xff, 16)
            }
            Field::Branch24 => {
                let sign = instruction >> 26 & 1;
                let (i1, i2) = (instruction >> 13 & 1 ^ sign ^ 1, instruction >> 11 & 1 ^ sign ^ 1);
                (sign << 23 | i1 << 22 | i2 << 21 | instruction >> 5 & 0x1f_f800 | instruction & 0x7ff, 24)
            }
            Field::Branch19 => {
                let (sign, j2, j1) = (instruction >> 26 & 1, instruction >> 11 & 1, instruction >> 13 & 1);
                (sign << 19 | j2 << 18 | j1 << 17 | instruction >> 5 & 0x1_f800 | instruction & 0x7ff, 20)
            }
            Field::Immediate => (instruction & 0xfff, 12),
            Field::Addition => (instruction >> 15 & 0x800 | instruction >> 4 & 0x700 | instruction & 0xff, 12),
            Field::SignedMove if instruction & 0x0200_0000 != 0 => Field::Move.decode(instruction),
            Field::SignedMove => (!(instruction & 0xff), 32),
        }
    }
}

impl RelocationKind for Kind {
    /// `b<cond>.w` reaches ±1 MiB; the rest is room for the stencil that is added last and the jump.
    const CHUNK_LIMIT: u32 = 896 << 10;
    /// As for a chunk.
    const REGION_LIMIT: u32 = 1 << 20;
    /// One instruction.
    const TAIL_LENGTH: u32 = 4;
    /// One instruction and the address.
    const ISLAND_LENGTH: u32 = 8;
    /// The code is Thumb.
    const ENTRY_BITS: usize = 1;

    #[inline(always)]
    fn width(self) -> usize {
        4
    }

    #[inline(always)]
    fn write(self, code: &mut [u8], offset: usize, place: u64, value: u64) -> Result<(), Fault> {
        let row = self.row();
        let result = match row.operation {
            Operation::Absolute | Operation::Slot => value,
            Operation::Branch => (value & !1).wrapping_sub(place),
        };
        if (result as i64) < row.minimum || (result as i64) > row.maximum {
            return Err(Fault::OutOfRange);
        }
        if row.operation == Operation::Branch && result & 1 != 0 {
            return Err(Fault::Misaligned);
        }
        let bits = row.field.encode((result >> row.shift) as u32);
        let bytes = field_mut::<4>(code, offset)?;
        *bytes = match row.field {
            Field::Data => bits.to_le_bytes(),
            _ => halfwords((instruction(*bytes) & !row.field.mask()) | bits),
        };
        Ok(())
    }

    fn read(self, code: &[u8], offset: usize, place: u64) -> Option<u64> {
        let row = self.row();
        let bytes = *field::<4>(code, offset)?;
        let number = match row.field {
            Field::Data => u32::from_le_bytes(bytes),
            _ => instruction(bytes),
        };
        let (encoded, width) = row.field.decode(number);
        Some(match row.operation {
            Operation::Slot if row.minimum < 0 => encoded as i32 as i64 as u64,
            Operation::Absolute | Operation::Slot => u64::from(encoded) << row.shift,
            Operation::Branch => {
                let unused = 64_u32.saturating_sub(width);
                let extended = ((u64::from(encoded) << unused) as i64 >> unused) as u64;
                (extended << row.shift).wrapping_add(place)
            }
        })
    }

    fn write_jump(code: &mut [u8], place: u64, destination: u64) -> Result<(), Fault> {
        island::thumb::write_jump(code, place, destination)
    }

    fn write_trap(code: &mut [u8]) {
        island::thumb::write_trap(code);
    }

    fn write_island(code: &mut [u8], destination: u64) -> Result<(), Fault> {
        island::thumb::write_island(code, destination)
    }
}

/// The branches reach as far as the limits want.
const _: () = {
    let [condition, jump] = [Kind::R_ARM_THM_JUMP19.row(), Kind::R_ARM_THM_JUMP24.row()];
    assert!(reaches(condition.minimum, condition.maximum, Kind::CHUNK_LIMIT));
    assert!(reaches(condition.minimum, condition.maximum, Kind::REGION_LIMIT));
    assert!(reaches(jump.minimum, jump.maximum, Kind::REGION_LIMIT));
};

/// An instruction of two halfwords, each little-endian, as one number: the first above (Armv7-M ARM, A5.1).
#[inline(always)]
const fn instruction([a, b, c, d]: [u8; 4]) -> u32 {
    u32::from_le_bytes([c, d, a, b])
}

/// The bytes of an instruction.
#[inline(always)]
pub(crate) const fn halfwords(instruction: u32) -> [u8; 4] {
    let [c, d, a, b] = instruction.to_le_bytes();
    [a, b, c, d]
}

#[cfg(test)]
mod tests;
