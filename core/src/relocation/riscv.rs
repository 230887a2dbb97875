//! The relocations of RISC-V, as "RISC-V ABIs Specification" (psABI), "ELF Object Files", section "Relocations", defines
//! them; the fields' places in the instructions are from the RISC-V Unprivileged ISA, "RV32/64G Instruction Set Listings".
//!
//! RV64 and RV32 share the table. `XLEN` is the width of an address in bits, 64 or 32: on RV32 addresses are counted modulo 2³².

use super::{Fault, RelocationKind, field, field_mut, reaches};
use crate::island;

/// A relocation kind, spelt as in the psABI.
#[allow(non_camel_case_types)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Kind<const XLEN: u32> {
    /// `beq` and its like, ±4 KiB.
    R_RISCV_BRANCH,
    /// `jal`, ±1 MiB.
    R_RISCV_JAL,
    /// `auipc` and the `jalr` behind it, ±2 GiB.
    R_RISCV_CALL_PLT,
    /// `auipc`: the upper 20 bits of a distance of ±2 GiB, rounded so that the signed lower twelve bits make it whole.
    R_RISCV_PCREL_HI20,
    /// Load or `addi`: the lower twelve bits of a distance. See [`Operation::RelativeLow`].
    R_RISCV_PCREL_LO12_I,
    /// Store: the lower twelve bits of a distance. See [`Operation::RelativeLow`].
    R_RISCV_PCREL_LO12_S,
    /// `lui`: the upper 20 bits of a number of 32 bits with sign, rounded as above.
    R_RISCV_HI20,
    /// Load or `addi`: the lower twelve bits of a number.
    R_RISCV_LO12_I,
    /// Store: the lower twelve bits of a number.
    R_RISCV_LO12_S,
    /// Load or `addi`: all of a small offset from a register. See [`Operation::Slot`].
    R_RISCV_TPREL_LO12_I,
    /// Store: all of a small offset from a register. See [`Operation::Slot`].
    R_RISCV_TPREL_LO12_S,
}

/// What is computed from the value before it is encoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operation {
    /// `S + A`.
    Absolute,
    /// `S + A`, of which the field holds the low twelve bits, unchecked: the upper half says whether it fits.
    Low,
    /// `S + A` as the whole signed immediate of twelve bits. In the psABI this is the lower half of an offset from the thread
    /// pointer. Stencils use these kinds only for frame slots (`ld a5, %tprel_lo(HOLE)(a1)`), which have no upper half; bits
    /// dropped in silence would be a wrong slot: hence the whole immediate, and an error beyond it.
    Slot,
    /// `S + A - P`.
    Relative,
    /// `S + A - P`, of which the field holds the low twelve bits, unchecked. In an object file the symbol is the label of the
    /// `auipc`; the build puts the symbol of the `auipc` in its place and adds the distance between the two to the addend.
    RelativeLow,
}

/// Where in the instruction the encoded bits stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// imm[31:12] in bits 31:12.
    U,
    /// imm[11:0] in bits 31:20.
    I,
    /// imm[11:5] in bits 31:25, imm[4:0] in bits 11:7.
    S,
    /// imm[12|10:5] in bits 31:25, imm[4:1|11] in bits 11:7.
    B,
    /// imm[20|10:1|11|19:12] in bits 31:12.
    J,
    /// imm[31:12] of the `auipc` and imm[11:0] of the instruction behind it.
    Call,
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
    /// The least result that fits.
    pub minimum: i64,
    /// The greatest result that fits.
    pub maximum: i64,
}

const fn row(elf: u32, operation: Operation, field: Field, range: (i64, i64)) -> Row {
    Row { elf, operation, field, minimum: range.0, maximum: range.1 }
}

/// The results of `bits` bits with a sign.
const fn signed(bits: u32) -> (i64, i64) {
    (-(1 << (bits - 1)), (1 << (bits - 1)) - 1)
}

const ANY: (i64, i64) = (i64::MIN, i64::MAX);

/// What the carry of the lower half adds before the upper half is cut off.
const ROUNDING: i64 = 0x800;

impl<const XLEN: u32> Kind<XLEN> {
    /// Every kind, in the order of the enum.
    pub const ALL: [Self; 11] = [
        Self::R_RISCV_BRANCH,
        Self::R_RISCV_JAL,
        Self::R_RISCV_CALL_PLT,
        Self::R_RISCV_PCREL_HI20,
        Self::R_RISCV_PCREL_LO12_I,
        Self::R_RISCV_PCREL_LO12_S,
        Self::R_RISCV_HI20,
        Self::R_RISCV_LO12_I,
        Self::R_RISCV_LO12_S,
        Self::R_RISCV_TPREL_LO12_I,
        Self::R_RISCV_TPREL_LO12_S,
    ];

    /// What an upper half reaches. On RV32 that is everything: the carry wraps around.
    const UPPER: (i64, i64) = if XLEN == 32 { signed(32) } else { (signed(32).0 - ROUNDING, signed(32).1 - ROUNDING) };

    /// The kind's row; the headings are the psABI's.
    #[inline(always)]
    pub const fn row(self) -> Row {
        use Operation::{Absolute, Low, Relative, RelativeLow, Slot};
        match self {
            // "PC-relative jumps and branches"
            Self::R_RISCV_BRANCH => row(16, Relative, Field::B, signed(13)),
            Self::R_RISCV_JAL => row(17, Relative, Field::J, signed(21)),
            Self::R_RISCV_CALL_PLT => row(19, Relative, Field::Call, Self::UPPER),
            // "PC-relative symbol addresses"
            Self::R_RISCV_PCREL_HI20 => row(23, Relative, Field::U, Self::UPPER),
            Self::R_RISCV_PCREL_LO12_I => row(24, RelativeLow, Field::I, ANY),
            Self::R_RISCV_PCREL_LO12_S => row(25, RelativeLow, Field::S, ANY),
            // "Absolute addresses"
            Self::R_RISCV_HI20 => row(26, Absolute, Field::U, Self::UPPER),
            Self::R_RISCV_LO12_I => row(27, Low, Field::I, ANY),
            Self::R_RISCV_LO12_S => row(28, Low, Field::S, ANY),
            // "Local-exec thread-local storage"
            Self::R_RISCV_TPREL_LO12_I => row(30, Slot, Field::I, signed(12)),
            Self::R_RISCV_TPREL_LO12_S => row(31, Slot, Field::S, signed(12)),
        }
    }
}

impl Field {
    /// The bits of the instruction that belong to the field.
    const fn mask(self) -> u32 {
        match self {
            Field::U | Field::J | Field::Call => 0xffff_f000,
            Field::I => 0xfff0_0000,
            Field::S | Field::B => 0xfe00_0f80,
        }
    }

    /// The immediate's bits where they stand in the instruction.
    #[inline(always)]
    const fn place(self, number: u32) -> u32 {
        match self {
            Field::U | Field::Call => number & 0xffff_f000,
            Field::I => number << 20,
            Field::S => ((number & 0xfe0) << 20) | ((number & 0x1f) << 7),
            Field::B => ((number & 0x1000) << 19) | ((number & 0x7e0) << 20) | ((number & 0x1e) << 7) | ((number & 0x800) >> 4),
            Field::J => ((number & 0x10_0000) << 11) | ((number & 0x7fe) << 20) | ((number & 0x800) << 9) | (number & 0xf_f000),
        }
    }

    /// The immediate that an instruction holds, with its sign.
    const fn immediate(self, instruction: u32) -> i64 {
        let sign = (instruction as i32) >> 31;
        let number = match self {
            Field::U | Field::Call => (instruction & 0xffff_f000) as i32,
            Field::I => (instruction as i32) >> 20,
            Field::S => (sign << 11) | ((instruction >> 20) & 0x7e0) as i32 | ((instruction >> 7) & 0x1f) as i32,
            Field::B => {
                let middle = ((instruction >> 20) & 0x7e0) | ((instruction >> 7) & 0x1e) | ((instruction << 4) & 0x800);
                (sign << 12) | middle as i32
            }
            Field::J => {
                let middle = ((instruction >> 20) & 0x7fe) | ((instruction >> 9) & 0x800) | (instruction & 0xf_f000);
                (sign << 20) | middle as i32
            }
        };
        number as i64
    }
}

/// Clears the field and sets it to the number's bits.
#[inline(always)]
fn set(bytes: &mut [u8; 4], field: Field, number: i64) {
    *bytes = ((u32::from_le_bytes(*bytes) & !field.mask()) | field.place(number as u32)).to_le_bytes();
}

/// The number as the machine counts: on RV32 its low 32 bits as a number with sign.
#[inline(always)]
const fn machine_number<const XLEN: u32>(number: u64) -> i64 {
    if XLEN == 32 { number as u32 as i32 as i64 } else { number as i64 }
}

impl<const XLEN: u32> RelocationKind for Kind<XLEN> {
    /// Branches reach ±4 KiB.
    const CHUNK_LIMIT: u32 = 4 << 10;
    /// `jal` reaches ±1 MiB.
    const REGION_LIMIT: u32 = 1 << 20;
    /// One `jal`.
    const TAIL_LENGTH: u32 = 4;
    const ISLAND_LENGTH: u32 = if XLEN == 32 { 8 } else { 24 };

    #[inline(always)]
    fn width(self) -> usize {
        if let Field::Call = self.row().field { 8 } else { 4 }
    }

    #[inline(always)]
    fn write(self, code: &mut [u8], offset: usize, place: u64, value: u64) -> Result<(), Fault> {
        let row = self.row();
        // A number of RV32 may be given with or without its sign extended.
        if XLEN == 32 && ((value as i64) < i64::from(i32::MIN) || (value as i64) > i64::from(u32::MAX)) {
            return Err(Fault::OutOfRange);
        }
        let result = machine_number::<XLEN>(match row.operation {
            Operation::Absolute | Operation::Low | Operation::Slot => value,
            Operation::Relative | Operation::RelativeLow => value.wrapping_sub(place),
        });
        if result < row.minimum || result > row.maximum {
            return Err(Fault::OutOfRange);
        }
        if matches!(row.field, Field::B | Field::J) && result & 1 != 0 {
            return Err(Fault::Misaligned);
        }
        if let Field::Call = row.field {
            let [a, b, c, d, lower @ ..] = field_mut::<8>(code, offset)?;
            let mut upper = [*a, *b, *c, *d];
            set(&mut upper, Field::U, result.wrapping_add(ROUNDING));
            [*a, *b, *c, *d] = upper;
            set(lower, Field::I, result);
            return Ok(());
        }
        let number = if let Field::U = row.field { result.wrapping_add(ROUNDING) } else { result };
        set(field_mut(code, offset)?, row.field, number);
        Ok(())
    }

    /// An upper half gives the number rounded to 4 KiB, a lower half its low twelve bits. Of RV32 only the low 32 bits are given.
    fn read(self, code: &[u8], offset: usize, place: u64) -> Option<u64> {
        let row = self.row();
        let mut number = row.field.immediate(u32::from_le_bytes(*field(code, offset)?)) as u64;
        if let Field::Call = row.field {
            let [_, _, _, _, lower @ ..] = field::<8>(code, offset)?;
            number = number.wrapping_add(Field::I.immediate(u32::from_le_bytes(*lower)) as u64);
        }
        let value = match row.operation {
            Operation::Absolute | Operation::Slot => number,
            Operation::Low | Operation::RelativeLow => number & 0xfff,
            Operation::Relative => number.wrapping_add(place),
        };
        Some(if XLEN == 32 { value & u64::from(u32::MAX) } else { value })
    }

    fn write_jump(code: &mut [u8], place: u64, destination: u64) -> Result<(), Fault> {
        island::riscv::write_jump::<XLEN>(code, place, destination)
    }

    fn write_trap(code: &mut [u8]) {
        island::riscv::write_trap(code);
    }

    fn write_island(code: &mut [u8], destination: u64) -> Result<(), Fault> {
        island::riscv::write_island::<XLEN>(code, destination)
    }
}

/// The branches reach as far as the limits want.
const fn limits_are_kept<const XLEN: u32>() -> bool {
    let [branch, jump] = [Kind::<XLEN>::R_RISCV_BRANCH.row(), Kind::<XLEN>::R_RISCV_JAL.row()];
    reaches(branch.minimum, branch.maximum, Kind::<XLEN>::CHUNK_LIMIT) && reaches(jump.minimum, jump.maximum, Kind::<XLEN>::REGION_LIMIT)
}

const _: () = assert!(limits_are_kept::<64>() && limits_are_kept::<32>());

#[cfg(test)]
mod tests;
