//! The relocations of AArch64, as "ELF for the Arm 64-bit Architecture (AArch64)" (AAELF64), section 5.7,
//! defines them; the fields' places in the instructions are from the Arm Architecture Reference Manual, C4.1.

use super::{Fault, RelocationKind, field, field_mut, reaches};
use crate::island;

/// A relocation kind, spelt as in AAELF64.
#[allow(non_camel_case_types)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Kind {
    /// 64 bits of data, `S + A`.
    R_AARCH64_ABS64,
    /// 32 bits of data, `S + A - P`.
    R_AARCH64_PREL32,
    /// `movz`, bits 15:0 of a value below 2^16.
    R_AARCH64_MOVW_UABS_G0,
    /// `movk`, bits 15:0.
    R_AARCH64_MOVW_UABS_G0_NC,
    /// `movz`, bits 31:16 of a value below 2^32.
    R_AARCH64_MOVW_UABS_G1,
    /// `movk`, bits 31:16.
    R_AARCH64_MOVW_UABS_G1_NC,
    /// `movz`, bits 47:32 of a value below 2^48.
    R_AARCH64_MOVW_UABS_G2,
    /// `movk`, bits 47:32.
    R_AARCH64_MOVW_UABS_G2_NC,
    /// `movz` or `movk`, bits 63:48.
    R_AARCH64_MOVW_UABS_G3,
    /// `movz` or, for a negative value, `movn`: a value of 17 bits with sign. The instruction becomes the one or the other.
    R_AARCH64_MOVW_SABS_G0,
    /// `adr`, ±1 MiB.
    R_AARCH64_ADR_PREL_LO21,
    /// `adrp`, ±4 GiB in pages of 4 KiB.
    R_AARCH64_ADR_PREL_PG_HI21,
    /// `add` with immediate, bits 11:0.
    R_AARCH64_ADD_ABS_LO12_NC,
    /// Load or store of one byte: see [`Operation::Slot`].
    R_AARCH64_LDST8_ABS_LO12_NC,
    /// Load or store of two bytes: see [`Operation::Slot`].
    R_AARCH64_LDST16_ABS_LO12_NC,
    /// Load or store of four bytes: see [`Operation::Slot`].
    R_AARCH64_LDST32_ABS_LO12_NC,
    /// Load or store of eight bytes: see [`Operation::Slot`].
    R_AARCH64_LDST64_ABS_LO12_NC,
    /// Addition of a number of 12 bits: see [`Operation::Slot`].
    R_AARCH64_TLSLE_ADD_TPREL_LO12,
    /// Addition of a number of 13 bits with sign: of a negative one the instruction becomes a subtraction.
    R_AARCH64_TLSLD_ADD_DTPREL_LO12,
    /// Subtraction of a number of 13 bits with sign, or comparison with one: of a negative one the instruction becomes an addition.
    R_AARCH64_TLSDESC_ADD_LO12,
    /// `tbz`, `tbnz`, ±32 KiB.
    R_AARCH64_TSTBR14,
    /// `b.cond`, `cbz`, `cbnz`, ±1 MiB.
    R_AARCH64_CONDBR19,
    /// `b`, ±128 MiB.
    R_AARCH64_JUMP26,
    /// `bl`, ±128 MiB.
    R_AARCH64_CALL26,
}

/// What is computed from the value before it is encoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operation {
    /// `S + A`.
    Absolute,
    /// `S + A`, of which the field holds the low twelve bits, unchecked.
    LowTwelve,
    /// `S + A` as the whole scaled 12-bit immediate. AAELF64 would put bits 11:0 of an address here, the other
    /// half of an `adrp`. Stencils use these kinds only for frame slots (`ldr x0, [fp, #:lo12:HOLE]`),
    /// and there bits above 11 dropped in silence would be a wrong slot: hence the whole immediate, and an error
    /// beyond it.
    Slot,
    /// `S + A - P`.
    Relative,
    /// `Page(S + A) - Page(P)`, where `Page(x)` is `x & !0xfff`.
    PageRelative,
}

/// Where in the instruction, or in the data, the encoded bits stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// All of eight bytes.
    Data64,
    /// All of four bytes.
    Data32,
    /// The `width` bits from bit `low` of an instruction.
    Bits {
        /// The lowest bit.
        low: u32,
        /// The number of bits.
        width: u32,
    },
    /// immhi (bits 23:5) and immlo (bits 30:29) of `adr` and `adrp`.
    Address,
    /// imm16 (bits 20:5) and opc (bits 30:29) of `movz` and `movn`.
    SignedMove,
    /// imm12 (bits 21:10) and op (bit 30) of additions and subtractions, which adds the number.
    Added,
    /// The same, which subtracts it.
    Subtracted,
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
    /// Whether the dropped bits must be clear.
    pub aligned: bool,
    /// The least result that fits.
    pub minimum: i64,
    /// The greatest result that fits, dropped bits apart.
    pub maximum: i64,
}

const fn row(elf: u32, operation: Operation, field: Field, shift: u32, range: (i64, i64)) -> Row {
    Row { elf, operation, field, shift, aligned: true, minimum: range.0, maximum: range.1 }
}

/// A row of a `movz` or `movk`: sixteen of the value's bits, the lower ones belong to other instructions.
const fn move_wide(elf: u32, shift: u32, range: (i64, i64)) -> Row {
    let field = Field::Bits { low: 5, width: 16 };
    Row { elf, operation: Operation::Absolute, field, shift, aligned: false, minimum: range.0, maximum: range.1 }
}

/// The results of `bits` bits with a sign.
const fn signed(bits: u32) -> (i64, i64) {
    (-(1 << (bits - 1)), (1 << (bits - 1)) - 1)
}

/// The results of `bits` bits without a sign.
const fn unsigned(bits: u32) -> (i64, i64) {
    (0, (1 << bits) - 1)
}

const ANY: (i64, i64) = (i64::MIN, i64::MAX);

impl Kind {
    /// Every kind, in the order of the enum.
    pub const ALL: [Kind; 24] = [
        Kind::R_AARCH64_ABS64,
        Kind::R_AARCH64_PREL32,
        Kind::R_AARCH64_MOVW_UABS_G0,
        Kind::R_AARCH64_MOVW_UABS_G0_NC,
        Kind::R_AARCH64_MOVW_UABS_G1,
        Kind::R_AARCH64_MOVW_UABS_G1_NC,
        Kind::R_AARCH64_MOVW_UABS_G2,
        Kind::R_AARCH64_MOVW_UABS_G2_NC,
        Kind::R_AARCH64_MOVW_UABS_G3,
        Kind::R_AARCH64_MOVW_SABS_G0,
        Kind::R_AARCH64_ADR_PREL_LO21,
        Kind::R_AARCH64_ADR_PREL_PG_HI21,
        Kind::R_AARCH64_ADD_ABS_LO12_NC,
        Kind::R_AARCH64_LDST8_ABS_LO12_NC,
        Kind::R_AARCH64_LDST16_ABS_LO12_NC,
        Kind::R_AARCH64_LDST32_ABS_LO12_NC,
        Kind::R_AARCH64_LDST64_ABS_LO12_NC,
        Kind::R_AARCH64_TLSLE_ADD_TPREL_LO12,
        Kind::R_AARCH64_TLSLD_ADD_DTPREL_LO12,
        Kind::R_AARCH64_TLSDESC_ADD_LO12,
        Kind::R_AARCH64_TSTBR14,
        Kind::R_AARCH64_CONDBR19,
        Kind::R_AARCH64_JUMP26,
        Kind::R_AARCH64_CALL26,
    ];

    /// The kind's row; the headings are AAELF64's.
    #[inline(always)]
    pub const fn row(self) -> Row {
        use Operation::{Absolute, LowTwelve, PageRelative, Relative, Slot};
        let immediate = Field::Bits { low: 10, width: 12 };
        match self {
            // 5.7.5 Static data relocations
            Kind::R_AARCH64_ABS64 => row(257, Absolute, Field::Data64, 0, ANY),
            Kind::R_AARCH64_PREL32 => row(261, Relative, Field::Data32, 0, signed(32)),
            // 5.7.6 Static AArch64 relocations: group relocations to create a 16-, 32-, 48- or 64-bit unsigned value
            Kind::R_AARCH64_MOVW_UABS_G0 => move_wide(263, 0, unsigned(16)),
            Kind::R_AARCH64_MOVW_UABS_G0_NC => move_wide(264, 0, ANY),
            Kind::R_AARCH64_MOVW_UABS_G1 => move_wide(265, 16, unsigned(32)),
            Kind::R_AARCH64_MOVW_UABS_G1_NC => move_wide(266, 16, ANY),
            Kind::R_AARCH64_MOVW_UABS_G2 => move_wide(267, 32, unsigned(48)),
            Kind::R_AARCH64_MOVW_UABS_G2_NC => move_wide(268, 32, ANY),
            Kind::R_AARCH64_MOVW_UABS_G3 => move_wide(269, 48, ANY),
            // 5.7.6: group relocations to create a 16-, 32-, 48- or 64-bit signed value
            Kind::R_AARCH64_MOVW_SABS_G0 => row(270, Absolute, Field::SignedMove, 0, signed(17)),
            // 5.7.6: relocations to generate 19-, 21- and 33-bit PC-relative addresses
            Kind::R_AARCH64_ADR_PREL_LO21 => row(274, Relative, Field::Address, 0, signed(21)),
            Kind::R_AARCH64_ADR_PREL_PG_HI21 => row(275, PageRelative, Field::Address, 12, signed(33)),
            Kind::R_AARCH64_ADD_ABS_LO12_NC => row(277, LowTwelve, immediate, 0, ANY),
            Kind::R_AARCH64_LDST8_ABS_LO12_NC => row(278, Slot, immediate, 0, unsigned(12)),
            Kind::R_AARCH64_LDST16_ABS_LO12_NC => row(284, Slot, immediate, 1, unsigned(13)),
            Kind::R_AARCH64_LDST32_ABS_LO12_NC => row(285, Slot, immediate, 2, unsigned(14)),
            Kind::R_AARCH64_LDST64_ABS_LO12_NC => row(286, Slot, immediate, 3, unsigned(15)),
            // 5.7.11.4: thread-local storage, the local-exec model. The object files have it for the one addition that is checked.
            Kind::R_AARCH64_TLSLE_ADD_TPREL_LO12 => row(550, Slot, immediate, 0, unsigned(12)),
            // 5.7.11: likewise of kinds that mean nothing here; what is added or subtracted is the whole number.
            Kind::R_AARCH64_TLSLD_ADD_DTPREL_LO12 => row(529, Absolute, Field::Added, 0, (-0xfff, 0xfff)),
            Kind::R_AARCH64_TLSDESC_ADD_LO12 => row(564, Absolute, Field::Subtracted, 0, (-0xfff, 0xfff)),
            // 5.7.6: relocations for control-flow instructions
            Kind::R_AARCH64_TSTBR14 => row(279, Relative, Field::Bits { low: 5, width: 14 }, 2, signed(16)),
            Kind::R_AARCH64_CONDBR19 => row(280, Relative, Field::Bits { low: 5, width: 19 }, 2, signed(21)),
            Kind::R_AARCH64_JUMP26 => row(282, Relative, Field::Bits { low: 0, width: 26 }, 2, signed(28)),
            Kind::R_AARCH64_CALL26 => row(283, Relative, Field::Bits { low: 0, width: 26 }, 2, signed(28)),
        }
    }
}

const PAGE: u64 = !0xfff;
/// immhi and immlo of `adr`.
const ADDRESS_MASK: u32 = 0x60ff_ffe0;
/// opc and imm16 of `movz` and `movn`.
const SIGNED_MOVE_MASK: u32 = 0x601f_ffe0;
/// opc of `movz`; that of `movn` is 0.
const MOVZ: u32 = 1 << 30;
/// op of subtractions; that of additions is 0.
const SUBTRACT: u32 = 1 << 30;
/// op and imm12 of both.
const SUM_MASK: u32 = SUBTRACT | 0x003f_fc00;

impl RelocationKind for Kind {
    /// `tbz` reaches ±32 KiB; the rest is room for the stencil that is added last and the jump.
    const CHUNK_LIMIT: u32 = 28 << 10;
    /// Conditional branches reach ±1 MiB.
    const REGION_LIMIT: u32 = 1 << 20;
    /// One instruction.
    const TAIL_LENGTH: u32 = 4;
    const ISLAND_LENGTH: u32 = 16;

    #[inline(always)]
    fn width(self) -> usize {
        if let Field::Data64 = self.row().field { 8 } else { 4 }
    }

    #[inline(always)]
    fn write(self, code: &mut [u8], offset: usize, place: u64, value: u64) -> Result<(), Fault> {
        let row = self.row();
        let result = match row.operation {
            Operation::Absolute | Operation::Slot => value,
            Operation::LowTwelve => value & !PAGE,
            Operation::Relative => value.wrapping_sub(place),
            Operation::PageRelative => (value & PAGE).wrapping_sub(place & PAGE),
        };
        if (result as i64) < row.minimum || (result as i64) > row.maximum {
            return Err(Fault::OutOfRange);
        }
        let encoded = result >> row.shift;
        if row.aligned && encoded << row.shift != result {
            return Err(Fault::Misaligned);
        }
        let (mask, bits) = match row.field {
            Field::Data64 => {
                *field_mut(code, offset)? = encoded.to_le_bytes();
                return Ok(());
            }
            Field::Data32 => (u32::MAX, encoded as u32),
            Field::Bits { low, width } => {
                let mask = ((1_u32 << width) - 1) << low;
                (mask, ((encoded as u32) << low) & mask)
            }
            Field::Address => {
                let encoded = encoded as u32;
                (ADDRESS_MASK, ((encoded & 3) << 29) | ((encoded << 3) & 0x00ff_ffe0))
            }
            Field::SignedMove => {
                let negative = (result as i64) < 0;
                let (opcode, number) = if negative { (0, !encoded) } else { (MOVZ, encoded) };
                (SIGNED_MOVE_MASK, opcode | (((number as u32) & 0xffff) << 5))
            }
            Field::Added | Field::Subtracted => {
                let subtracts = ((result as i64) < 0) == (row.field == Field::Added);
                let number = (result as i64).unsigned_abs() as u32;
                (SUM_MASK, (if subtracts { SUBTRACT } else { 0 }) | number << 10)
            }
        };
        let bytes = field_mut::<4>(code, offset)?;
        *bytes = ((u32::from_le_bytes(*bytes) & !mask) | bits).to_le_bytes();
        Ok(())
    }

    fn read(self, code: &[u8], offset: usize, place: u64) -> Option<u64> {
        let row = self.row();
        let (encoded, width) = match row.field {
            Field::Data64 => (u64::from_le_bytes(*field(code, offset)?), 64),
            Field::Data32 => (u64::from(u32::from_le_bytes(*field(code, offset)?)), 32),
            Field::Bits { low, width } => {
                let instruction = u32::from_le_bytes(*field(code, offset)?);
                (u64::from((instruction >> low) & ((1 << width) - 1)), width)
            }
            Field::Address => {
                let instruction = u32::from_le_bytes(*field(code, offset)?);
                (u64::from(((instruction >> 29) & 3) | ((instruction >> 3) & 0x001f_fffc)), 21)
            }
            Field::SignedMove => {
                let instruction = u32::from_le_bytes(*field(code, offset)?);
                let number = u64::from((instruction >> 5) & 0xffff);
                return Some(if instruction & MOVZ == 0 { !number } else { number });
            }
            Field::Added | Field::Subtracted => {
                let instruction = u32::from_le_bytes(*field(code, offset)?);
                let number = u64::from((instruction >> 10) & 0xfff);
                let negative = (instruction & SUBTRACT != 0) == (row.field == Field::Added);
                return Some(if negative { number.wrapping_neg() } else { number });
            }
        };
        let unused = 64_u32.saturating_sub(width);
        let extended = (((encoded << unused) as i64) >> unused) as u64;
        Some(match row.operation {
            Operation::Absolute | Operation::Slot | Operation::LowTwelve => encoded << row.shift,
            Operation::Relative => (extended << row.shift).wrapping_add(place),
            Operation::PageRelative => (extended << row.shift).wrapping_add(place & PAGE),
        })
    }

    fn write_jump(code: &mut [u8], place: u64, destination: u64) -> Result<(), Fault> {
        island::aarch64::write_jump(code, place, destination)
    }

    fn write_trap(code: &mut [u8]) {
        island::aarch64::write_trap(code);
    }

    fn write_island(code: &mut [u8], destination: u64) -> Result<(), Fault> {
        island::aarch64::write_island(code, destination)
    }
}

/// The branches reach as far as the limits want.
const _: () = {
    let [chunk, condition, jump] = [Kind::R_AARCH64_TSTBR14.row(), Kind::R_AARCH64_CONDBR19.row(), Kind::R_AARCH64_JUMP26.row()];
    assert!(reaches(chunk.minimum, chunk.maximum, Kind::CHUNK_LIMIT));
    assert!(reaches(condition.minimum, condition.maximum, Kind::REGION_LIMIT));
    assert!(reaches(jump.minimum, jump.maximum, Kind::REGION_LIMIT));
};

#[cfg(test)]
mod tests;
